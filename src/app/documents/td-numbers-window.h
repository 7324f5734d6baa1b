/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-workspace.h"

G_BEGIN_DECLS

#define TD_TYPE_NUMBERS_WINDOW (td_numbers_window_get_type ())
G_DECLARE_FINAL_TYPE (TdNumbersWindow, td_numbers_window, TD, NUMBERS_WINDOW, AdwWindow)

GtkWidget *td_numbers_window_new (GtkWindow *parent, TdWorkspace *workspace);

G_END_DECLS
