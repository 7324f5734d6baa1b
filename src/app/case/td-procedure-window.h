/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-workspace.h"

G_BEGIN_DECLS

/**
 * TdProcedureWindow:
 *
 * The register of procedures: the versions of a code beneath each other, to be looked through,
 * added, changed and deleted.
 *
 * Signals: `import`: a file shall be imported.
 */
#define TD_TYPE_PROCEDURE_WINDOW (td_procedure_window_get_type ())
G_DECLARE_FINAL_TYPE (TdProcedureWindow, td_procedure_window, TD, PROCEDURE_WINDOW, AdwWindow)

GtkWidget *td_procedure_window_new (TdWorkspace *workspace, GtkWindow *parent);

G_END_DECLS
