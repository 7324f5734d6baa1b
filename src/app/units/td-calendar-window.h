/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-workspace.h"

G_BEGIN_DECLS

#define TD_TYPE_CALENDAR_WINDOW (td_calendar_window_get_type ())
G_DECLARE_FINAL_TYPE (TdCalendarWindow, td_calendar_window, TD, CALENDAR_WINDOW, AdwWindow)

GtkWidget *td_calendar_window_new (GtkWindow *parent, TdWorkspace *workspace);

G_END_DECLS
