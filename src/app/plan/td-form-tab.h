/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-tab.h"

G_BEGIN_DECLS

/* Thể thức: header, legal bases, opening and closing words, recipients, signatory, annex. */
#define TD_TYPE_FORM_TAB (td_form_tab_get_type ())
G_DECLARE_FINAL_TYPE (TdFormTab, td_form_tab, TD, FORM_TAB, GtkWidget)

GtkWidget *td_form_tab_new (TdPlanContext *context);

G_END_DECLS
