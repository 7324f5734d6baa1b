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
 * from a short query, the numbers of all others follow from the reader thread: four bytes each,
 * whatever there are. Values are read in pages as they are looked at. Nothing here walks the whole
 * list on the main thread.
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
gboolean td_dossier_model_find (TdDossierModel *self, gint64 id, guint *position);
void td_dossier_model_close (TdDossierModel *self);

G_END_DECLS
