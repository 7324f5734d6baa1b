/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TD_TYPE_BACKUPS_WINDOW (td_backups_window_get_type ())
G_DECLARE_FINAL_TYPE (TdBackupsWindow, td_backups_window, TD, BACKUPS_WINDOW, AdwWindow)

GtkWidget *td_backups_window_new (GtkWindow *parent, TdWorkspace *workspace);

G_END_DECLS
