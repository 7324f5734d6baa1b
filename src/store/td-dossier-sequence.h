/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-lines.h"

G_BEGIN_DECLS

/* The dossiers of a filter in an order, any place of which is reached at once, whatever their
 * number. Made on the connection of one thread and used with it alone; kept by any. */
typedef struct _TdDossierSequence TdDossierSequence;

TdDossierSequence *td_dossier_sequence_new (TdConnection *connection,
                                            const TdDossierFilter *filter,
                                            TdDossierSort sort,
                                            gboolean descending,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdDossierSequence *td_dossier_sequence_ref (TdDossierSequence *self);
void td_dossier_sequence_unref (TdDossierSequence *self);

guint td_dossier_sequence_get_n (const TdDossierSequence *self);
GArray *td_dossier_sequence_read (TdDossierSequence *self,
                                  TdConnection *connection,
                                  guint first,
                                  guint n,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_dossier_sequence_find (
    TdDossierSequence *self, TdConnection *connection, gint64 id, guint *position, GError **error);

/* The first ones alone, where they are found sooner than a view is made; NULL without an error
 * where they are not. */
GArray *td_dossier_sequence_first (TdConnection *connection,
                                   const TdDossierFilter *filter,
                                   TdDossierSort sort,
                                   gboolean descending,
                                   guint n,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDossierSequence, td_dossier_sequence_unref)

G_END_DECLS
