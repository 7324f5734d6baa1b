/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-context.h"

G_BEGIN_DECLS

#define TD_TYPE_PLAN_VIEW (td_plan_view_get_type ())
G_DECLARE_FINAL_TYPE (TdPlanView, td_plan_view, TD, PLAN_VIEW, GtkWidget)

GtkWidget *td_plan_view_new (TdWorkspace *workspace, gint64 plan_id);
TdPlanContext *td_plan_view_get_context (TdPlanView *self);
gint64 td_plan_view_get_plan_id (TdPlanView *self);
void td_plan_view_set_search (TdPlanView *self, const char *text);
void td_plan_view_toggle_preview (TdPlanView *self);
void td_plan_view_go_to (TdPlanView *self, TdSource source);
void td_plan_view_flush (TdPlanView *self);
gboolean td_plan_view_focus_region (TdPlanView *self, int step);

G_END_DECLS
