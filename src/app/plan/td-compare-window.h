/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-plan-view.h"

G_BEGIN_DECLS

/* The open plan beside another plan or a file: what was added, dropped and changed; each difference
 * can be taken over into the open plan. */
#define TD_TYPE_COMPARE_WINDOW (td_compare_window_get_type ())
G_DECLARE_FINAL_TYPE (TdCompareWindow, td_compare_window, TD, COMPARE_WINDOW, AdwWindow)

GtkWidget *td_compare_window_new (GtkWindow *parent, TdPlanView *view);

G_END_DECLS
