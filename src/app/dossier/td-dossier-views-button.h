/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-workspace.h"

G_BEGIN_DECLS

/**
 * TdDossierViewsButton:
 *
 * A button whose popover has the saved views of the workspace: to be applied, renamed and deleted,
 * and an entry that saves what is shown under a name.
 *
 * Signals: `apply` (the text of a view), `save` (a name).
 */
#define TD_TYPE_DOSSIER_VIEWS_BUTTON (td_dossier_views_button_get_type ())
G_DECLARE_FINAL_TYPE (
    TdDossierViewsButton, td_dossier_views_button, TD, DOSSIER_VIEWS_BUTTON, GtkWidget)

GtkWidget *td_dossier_views_button_new (TdWorkspace *workspace);

G_END_DECLS
