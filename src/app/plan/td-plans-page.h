/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-page.h"
#include "td-plan-view.h"

G_BEGIN_DECLS

#define TD_TYPE_PLANS_PAGE (td_plans_page_get_type ())
G_DECLARE_FINAL_TYPE (TdPlansPage, td_plans_page, TD, PLANS_PAGE, TdPage)

TdPage *td_plans_page_new (TdWorkspace *workspace);
void td_plans_page_open_plan (TdPlansPage *self, gint64 plan_id);
void td_plans_page_show_list (TdPlansPage *self);
gint64 td_plans_page_get_plan (TdPlansPage *self);
TdPlanView *td_plans_page_get_view (TdPlansPage *self);

G_END_DECLS
