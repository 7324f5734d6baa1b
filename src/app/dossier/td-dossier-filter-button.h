/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-dossier-stats.h"

G_BEGIN_DECLS

/**
 * TdDossierFilterButton:
 *
 * A button whose popover has the names of a kind with their numbers, several of which can be
 * picked.
 *
 * Signals: `changed`.
 */
#define TD_TYPE_DOSSIER_FILTER_BUTTON (td_dossier_filter_button_get_type ())
G_DECLARE_FINAL_TYPE (
    TdDossierFilterButton, td_dossier_filter_button, TD, DOSSIER_FILTER_BUTTON, GtkWidget)

GtkWidget *td_dossier_filter_button_new (const char *label);
void td_dossier_filter_button_set_groups (TdDossierFilterButton *self, const GPtrArray *groups);
void td_dossier_filter_button_pick (TdDossierFilterButton *self, const gint64 *ids, guint n_ids);
const GArray *td_dossier_filter_button_get_picked (TdDossierFilterButton *self);

G_END_DECLS
