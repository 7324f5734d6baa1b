/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-tab.h"

G_BEGIN_DECLS

/* Nội dung: the outline beside the editor of the chosen section. */
#define TD_TYPE_CONTENT_TAB (td_content_tab_get_type ())
G_DECLARE_FINAL_TYPE (TdContentTab, td_content_tab, TD, CONTENT_TAB, GtkWidget)

GtkWidget *td_content_tab_new (TdPlanContext *context);

G_END_DECLS
