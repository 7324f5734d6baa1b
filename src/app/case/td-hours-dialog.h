/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-workspace.h"

G_BEGIN_DECLS

/**
 * TdHoursDialog:
 *
 * The hours the office is open, in sessions: lunch is the gap between two. Limits in hours run in
 * them, and one in days ends with the last. Where the office says none, those of the state hold.
 */
#define TD_TYPE_HOURS_DIALOG (td_hours_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TdHoursDialog, td_hours_dialog, TD, HOURS_DIALOG, AdwWindow)

GtkWidget *td_hours_dialog_new (TdWorkspace *workspace, GtkWindow *parent);

G_END_DECLS
