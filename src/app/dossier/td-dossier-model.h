/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "td-dossier-item.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/**
 * TdDossierModel:
 *
 * The dossiers of a filter in an order, as a list of [class@DossierItem]. The first screen comes
 * first; how many there are follows from the reader thread, with a view by which each place is
 * found at once. An item is that of a place and knows its dossier when it is read, in pages as they
 * are looked at. Nothing here walks the list.
 *
 * Properties: `loading`. Signals: `reset`: it is another list now; select and scroll anew.
 */
#define TD_TYPE_DOSSIER_MODEL (td_dossier_model_get_type ())
G_DECLARE_FINAL_TYPE (TdDossierModel, td_dossier_model, TD, DOSSIER_MODEL, GObject)

TdDossierModel *td_dossier_model_new (TdWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;
void td_dossier_model_set (TdDossierModel *self,
                           const TdDossierFilter *filter,
                           TdDossierSort sort,
                           gboolean descending);
void td_dossier_model_reload (TdDossierModel *self);
gboolean td_dossier_model_get_loading (TdDossierModel *self);
void td_dossier_model_set_wanted (TdDossierModel *self, gint64 id);
gboolean td_dossier_model_get_place (TdDossierModel *self, guint *place);
void td_dossier_model_close (TdDossierModel *self);

G_END_DECLS
