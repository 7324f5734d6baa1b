/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-workspace.h"

G_BEGIN_DECLS

/**
 * TdPlanList:
 *
 * The plans of a workspace, newest year first, with an empty state. Signal `activated (plan-id)`.
 */
#define TD_TYPE_PLAN_LIST (td_plan_list_get_type ())
G_DECLARE_FINAL_TYPE (TdPlanList, td_plan_list, TD, PLAN_LIST, GtkWidget)

GtkWidget *td_plan_list_new (TdWorkspace *workspace);
void td_plan_list_search (TdPlanList *self, const char *text);
void td_plan_list_select (TdPlanList *self, gint64 plan_id);
gint64 td_plan_list_get_selected (TdPlanList *self);

G_END_DECLS
