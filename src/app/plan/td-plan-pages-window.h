/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-plan-data.h"

G_BEGIN_DECLS

/**
 * TdPlanPagesWindow:
 *
 * The pages of a plan that is not open: as it was on a day, a baseline, a file. To look at only.
 */
#define TD_TYPE_PLAN_PAGES_WINDOW (td_plan_pages_window_get_type ())
G_DECLARE_FINAL_TYPE (TdPlanPagesWindow, td_plan_pages_window, TD, PLAN_PAGES_WINDOW, AdwWindow)

GtkWidget *td_plan_pages_window_new (GtkWindow *parent, const char *title, const TdPlanData *plan);

G_END_DECLS
