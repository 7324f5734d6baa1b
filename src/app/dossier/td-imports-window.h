/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The files of dossiers imported so far, newest first; each can be taken back. */
#define TD_TYPE_IMPORTS_WINDOW (td_imports_window_get_type ())
G_DECLARE_FINAL_TYPE (TdImportsWindow, td_imports_window, TD, IMPORTS_WINDOW, AdwWindow)

GtkWidget *td_imports_window_new (GtkWindow *parent, TdWorkspace *workspace);

G_END_DECLS
