/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-dossier-model.h"
#include "td-work-calendar.h"

G_BEGIN_DECLS

/**
 * TdDossierTable:
 *
 * The table of dossiers. Clicking a heading sorts; several rows can be selected and copied.
 *
 * Signals: `selected` (another row, or none), `sorted` (another heading was clicked).
 */
#define TD_TYPE_DOSSIER_TABLE (td_dossier_table_get_type ())
G_DECLARE_FINAL_TYPE (TdDossierTable, td_dossier_table, TD, DOSSIER_TABLE, GtkWidget)

GtkWidget *td_dossier_table_new (TdDossierModel *model);
void td_dossier_table_set_as_of (TdDossierTable *self, gint64 day, TdWorkCalendar *calendar);
void td_dossier_table_show_applicants (TdDossierTable *self, gboolean show);
void td_dossier_table_set_narrow (TdDossierTable *self, gboolean narrow);
TdDossierItem *td_dossier_table_get_selected (TdDossierTable *self);
void td_dossier_table_select (TdDossierTable *self, guint position);
guint td_dossier_table_get_position (TdDossierTable *self);
void td_dossier_table_get_sort (TdDossierTable *self, TdDossierSort *sort, gboolean *descending);
void td_dossier_table_set_sort (TdDossierTable *self, TdDossierSort sort, gboolean descending);
char *td_dossier_table_copy (TdDossierTable *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
