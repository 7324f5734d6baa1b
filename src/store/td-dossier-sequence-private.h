/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-index.h"
#include "td-dossier-key.h"
#include "td-dossier-sequence.h"

G_BEGIN_DECLS

/* A dossier that is read from the table */
typedef struct
{
  TdDossierKey key;
  guint block; /* of the order, in which it stands */
} TdSequenceFresh;

/* One of the lists that follow each other: those that are pending, then the others, when days left
 * are the order; else there is one. */
typedef struct
{
  guint64 *bits; /* of the dossiers of the index that match, by id */
  guint *before; /* of each block of the order, and of its end: how many come before it */
  GArray *fresh; /* (element-type TdSequenceFresh): in order */
} TdSequencePart;

struct _TdDossierSequence
{
  gatomicrefcount references;
  gboolean descending;
  guint n;
  GArray *ids; /* (nullable) (element-type guint32): all of them, when they are few or there is no
                  index */

  TdDossierIndex index;
  TdDossierSort sort;
  TdBlockKind order;
  guint n_parts;
  TdSequencePart parts[2];
  /* the block last looked at */
  guint at_part, at_block;
  GArray *at_ids; /* (element-type guint32) */
};

static inline gboolean
td_sequence_has (const guint64 *bits, guint32 id)
{
  return bits[id / 64] >> (id % 64) & 1;
}

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
gboolean td_dossier_sequence_read_block (TdDossierSequence *self,
                                         TdConnection *connection,
                                         guint block,
                                         guint32 *ids,
                                         guint *n,
                                         GError **error);
gboolean td_dossier_sequence_place_fresh (TdDossierSequence *self,
                                          TdConnection *connection,
                                          const GArray *fresh,
                                          GError **error);

G_END_DECLS
