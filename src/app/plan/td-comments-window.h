/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-plan-view.h"

G_BEGIN_DECLS

/* What people say about the open plan: open and resolved comments, and a line to add one about what
 * is selected. */
#define TD_TYPE_COMMENTS_WINDOW (td_comments_window_get_type ())
G_DECLARE_FINAL_TYPE (TdCommentsWindow, td_comments_window, TD, COMMENTS_WINDOW, AdwWindow)

GtkWidget *td_comments_window_new (GtkWindow *parent, TdPlanView *view);

G_END_DECLS
