/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-work-calendar.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/**
 * TdDossierPanel:
 *
 * One dossier beside the table: what it is, how it stands, where its values come from. Below the
 * facts is room for the explained clock.
 */
#define TD_TYPE_DOSSIER_PANEL (td_dossier_panel_get_type ())
G_DECLARE_FINAL_TYPE (TdDossierPanel, td_dossier_panel, TD, DOSSIER_PANEL, GtkWidget)

GtkWidget *td_dossier_panel_new (TdWorkspace *workspace);
void td_dossier_panel_set_dossier (TdDossierPanel *self,
                                   gint64 id,
                                   gint64 as_of_day,
                                   TdWorkCalendar *calendar);
gint64 td_dossier_panel_get_dossier (TdDossierPanel *self);

G_END_DECLS
