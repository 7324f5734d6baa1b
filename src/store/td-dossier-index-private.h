/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-index.h"

G_BEGIN_DECLS

/* A column as the key of an order: its values, or what a map makes of them. */
typedef struct
{
  TdBlockKind column;
  const guint32 *map; /* (nullable) */
  guint32 n_map;      /* the greatest value it knows; what is above counts as 0 */
} TdIndexKey;

static inline guint32
td_index_key_of (const TdIndexKey *self, guint32 value)
{
  if (self->map == NULL)
    return value;

  return value <= self->n_map ? self->map[value] : 0;
}

typedef struct
{
  TdConnection *connection;
  const TdIndexSink *sink;
  GCancellable *cancellable;
  TdDossierIndex made;

  GArray *ids; /* of the blocks to be handed on */
  GPtrArray *blocks;
  gsize pending;

  guint block; /* of rows, at hand */
  guint32 n_external;
  guint32 columns[TD_N_BLOCK_COLUMNS][TD_BLOCK_ROWS];
  guint64 *present; /* bit for each id */
  GArray *fresh;    /* ids that fit into no column */
  GArray *summary;
  guint8 grams[TD_INDEX_GRAMS / 8];
  guint64 procedures[TD_INDEX_MOST_NAMES / 64 + 1]; /* bit for each that is used */

  GPtrArray *names; /* of applicants as they came */
  GStringChunk *texts;
  GHashTable *ordinals; /* name -> its place in names + 1 */

  guint32 order[TD_BLOCK_ROWS];
  guint n_order;
} TdIndexBuild;

gboolean td_index_build_is_cancelled (TdIndexBuild *self, GError **error);
gboolean td_index_build_flush (TdIndexBuild *self, GError **error);
gboolean td_index_build_keep (
    TdIndexBuild *self, TdBlockKind kind, guint block, GByteArray *bytes, GError **error);
gboolean td_index_build_keep_values (TdIndexBuild *self,
                                     TdBlockKind kind,
                                     guint block,
                                     const guint32 *values,
                                     guint n,
                                     GError **error);

gboolean td_index_build_read_rows (TdIndexBuild *self, GError **error);
gboolean td_index_build_order_by_code (TdIndexBuild *self, GError **error);
gboolean td_index_build_order_by (TdIndexBuild *self,
                                  const TdIndexKey *key,
                                  TdBlockKind order,
                                  GError **error);
gboolean td_index_build_order_by_applicant (TdIndexBuild *self, GError **error);
gboolean td_index_build_order_by_name (TdIndexBuild *self,
                                       TdBlockKind column,
                                       TdBlockKind order,
                                       GError **error);

G_END_DECLS
