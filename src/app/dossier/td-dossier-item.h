/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-dossier-lines.h"
#include "td-lazy-cell.h"

G_BEGIN_DECLS

/**
 * TdDossierItem:
 *
 * One line of the table of dossiers. Its values come when the reader thread has them; until then
 * `line` is NULL.
 *
 * Signals: `changed`: the values came or are others.
 */
#define TD_TYPE_DOSSIER_ITEM (td_dossier_item_get_type ())
G_DECLARE_FINAL_TYPE (TdDossierItem, td_dossier_item, TD, DOSSIER_ITEM, GObject)

TdDossierItem *td_dossier_item_new (gint64 id) G_GNUC_WARN_UNUSED_RESULT;
gint64 td_dossier_item_get_id (TdDossierItem *self);
const TdDossierLine *td_dossier_item_get_line (TdDossierItem *self);
void td_dossier_item_take_line (TdDossierItem *self, TdDossierLine *line);

/* The cells of the table that show the dossier, told without a signal: a jump binds a thousand. */
#define TD_DOSSIER_ITEM_CELLS 8
void td_dossier_item_watch (TdDossierItem *self, guint column, TdLazyCell *cell);
void td_dossier_item_unwatch (TdDossierItem *self, guint column, TdLazyCell *cell);

G_END_DECLS
