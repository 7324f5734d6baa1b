/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-workspace.h"

G_BEGIN_DECLS

/**
 * TdDossierImportDialog:
 *
 * Shows what would become of every row of a file before anything is saved: the columns can be put
 * right, contradictions decided; then one action takes it over.
 *
 * Signals: `imported` (string): done; the words say what.
 */
#define TD_TYPE_DOSSIER_IMPORT_DIALOG (td_dossier_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    TdDossierImportDialog, td_dossier_import_dialog, TD, DOSSIER_IMPORT_DIALOG, AdwWindow)

GtkWidget *
td_dossier_import_dialog_new (TdWorkspace *workspace, GtkWindow *parent, const char *path);

G_END_DECLS
