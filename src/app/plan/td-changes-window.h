/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-roll.h"
#include "td-plan-view.h"

G_BEGIN_DECLS

/* What a new year's plan changed, and what to look at: a list to walk through beside the plan. */
#define TD_TYPE_CHANGES_WINDOW (td_changes_window_get_type ())
G_DECLARE_FINAL_TYPE (TdChangesWindow, td_changes_window, TD, CHANGES_WINDOW, AdwWindow)

GtkWidget *td_changes_window_new (GtkWindow *parent, TdPlanView *view, GPtrArray *changes);

G_END_DECLS
