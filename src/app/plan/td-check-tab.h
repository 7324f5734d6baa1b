/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-tab.h"

G_BEGIN_DECLS

/* Kiểm tra: what the checker finds in the plan, each with the way to its place. */
#define TD_TYPE_CHECK_TAB (td_check_tab_get_type ())
G_DECLARE_FINAL_TYPE (TdCheckTab, td_check_tab, TD, CHECK_TAB, GtkWidget)

GtkWidget *td_check_tab_new (TdPlanContext *context);

G_END_DECLS
