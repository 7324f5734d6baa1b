/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-bulk.h"
#include "td-dossier-stats.h"

G_BEGIN_DECLS

/* Figures of dossiers kept by month, so that they cost the same whatever number of dossiers there
 * are. Single edits keep them by triggers; imports add theirs up here. */
typedef struct _TdDossierRollup TdDossierRollup;

TdDossierRollup *td_dossier_rollup_new (void) G_GNUC_WARN_UNUSED_RESULT;
void td_dossier_rollup_free (TdDossierRollup *self);
void td_dossier_rollup_add (TdDossierRollup *self, const TdDossierBulkRow *row);
gboolean td_dossier_rollup_flush (TdDossierRollup *self, TdConnection *connection, GError **error);

/* New rows that did not come by a bulk import */
gboolean td_dossier_rollup_add_ids (TdConnection *connection, const GArray *ids, GError **error);
/* Counts all anew from the visible rows, of which no index is in use any more. */
gboolean td_dossier_rollup_rebuild (TdConnection *connection, GError **error);
/* Returns: the number of figures that do not agree with the rows, -1 with @error */
int td_dossier_rollup_compare (TdConnection *connection, GError **error);

/* Answers td_dossier_stats() from the figures where they can: FALSE when the rows must be read. */
gboolean td_dossier_rollup_stats (TdConnection *connection,
                                  const TdDossierFilter *filter,
                                  TdDossierBy by,
                                  GPtrArray *groups);

G_END_DECLS
