/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TD_TYPE_HISTORY_WINDOW (td_history_window_get_type ())
G_DECLARE_FINAL_TYPE (TdHistoryWindow, td_history_window, TD, HISTORY_WINDOW, AdwWindow)

GtkWidget *td_history_window_new (GtkWindow *parent, TdWorkspace *workspace);

G_END_DECLS
