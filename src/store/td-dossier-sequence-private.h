/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-index.h"
#include "td-dossier-key.h"
#include "td-dossier-sequence.h"

G_BEGIN_DECLS

TdBlockKind td_dossier_sequence_order_of (TdDossierSort sort);
gboolean td_dossier_sequence_load_index (TdConnection *connection,
                                         const TdDossierFilter *filter,
                                         TdDossierIndex *index,
                                         GArray **fresh);
gboolean td_dossier_sequence_is_damage (GError **error);
GArray *td_dossier_sequence_read_fresh (TdConnection *connection,
                                        const TdDossierFilter *filter,
                                        TdDossierKeys *keys,
                                        const GArray *fresh,
                                        gboolean pending_only,
                                        GArray **others,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
