/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-tab.h"

G_BEGIN_DECLS

/* Chỉ tiêu: the targets of the plan, and the panel that edits the chosen one. */
#define TD_TYPE_TARGETS_TAB (td_targets_tab_get_type ())
G_DECLARE_FINAL_TYPE (TdTargetsTab, td_targets_tab, TD, TARGETS_TAB, GtkWidget)

GtkWidget *td_targets_tab_new (TdPlanContext *context);

G_END_DECLS
