/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "td-dossier-block.h"

G_BEGIN_DECLS

/* The index of dossiers: what lets a list of ten million be filtered, counted, searched and entered
 * at any place without reading the rows. It is derived and of one moment; the dossiers that were
 * changed since ("fresh") are few and are read from the table itself, so what is answered with the
 * index is what the table says. When there are many, or none was made, rows are read as ever. */
typedef struct
{
  gint64 generation; /* 0: there is none */
  gint64 top_id;     /* dossiers with greater ids are fresh */
  guint n_rows;
  guint n_names;
} TdDossierIndex;

#define TD_INDEX_LEAST_ROWS 50000     /* below, rows are fast enough */
#define TD_INDEX_MOST_FRESH 20000     /* above, a new index is due */
#define TD_INDEX_MOST_NAMES (1 << 20) /* greatest id of a dossier_name an index knows */
#define TD_INDEX_GRAMS 65536          /* bits of TD_BLOCK_GRAMS */

static inline guint
td_dossier_index_n_blocks (const TdDossierIndex *self)
{
  return (guint) (self->top_id / TD_BLOCK_ROWS) + 1;
}

/* A bit for each id that a block has room for */
static inline guint64 *
td_dossier_index_new_bits (const TdDossierIndex *self)
{
  return g_new0 (guint64, td_dossier_index_n_blocks (self) * (TD_BLOCK_ROWS / 64));
}

static inline guint
td_dossier_index_n_order_blocks (const TdDossierIndex *self)
{
  return (self->n_rows + TD_BLOCK_ROWS - 1) / TD_BLOCK_ROWS;
}

static inline guint
td_index_gram (const char *text, guint length)
{
  guint32 hash = length * 2654435761u;

  for (guint i = 0; i < length; i++)
    hash = (hash ^ (guchar) text[i]) * 16777619u;

  return (hash ^ hash >> 15) % TD_INDEX_GRAMS;
}

GArray *td_dossier_name_ranks (TdConnection *connection, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean td_dossier_index_load (TdConnection *connection, TdDossierIndex *self, GError **error);
GArray *td_dossier_index_fresh (TdConnection *connection,
                                const TdDossierIndex *self,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_dossier_index_is_wanted (TdConnection *connection);
gboolean td_dossier_index_mark_fresh (TdConnection *connection, const GArray *ids, GError **error);
gboolean td_dossier_index_drop (TdConnection *connection, GError **error);
int td_dossier_index_compare (TdConnection *connection, GError **error);

/* Making one: on any reading connection; what is made goes through the functions to the writer. */
typedef struct
{
  /* names the next generation, under which blocks are kept, on the writer's connection */
  gboolean (*begin) (gint64 *generation, gint64 *top_id, gpointer data, GError **error);
  /* keeps blocks: ids (gint64) and bytes (GByteArray) */
  gboolean (*keep) (
      gint64 generation, GArray *ids, GPtrArray *blocks, gpointer data, GError **error);
  /* puts it into use */
  gboolean (*finish) (const TdDossierIndex *made, GArray *fresh, gpointer data, GError **error);
  gpointer data;
  gboolean in_transaction; /* all is done on one connection that holds a transaction */
} TdIndexSink;

gboolean td_dossier_index_build (TdConnection *connection,
                                 const TdIndexSink *sink,
                                 GCancellable *cancellable,
                                 GError **error);
/* The same on one connection that may write, inside a transaction. */
gboolean td_dossier_index_build_here (TdConnection *connection, GError **error);

gboolean
td_index_sink_begin (TdConnection *connection, gint64 *generation, gint64 *top_id, GError **error);
gboolean td_index_sink_keep (TdConnection *connection,
                             gint64 generation,
                             const GArray *ids,
                             const GPtrArray *blocks,
                             GError **error);
gboolean td_index_sink_finish (TdConnection *connection,
                               const TdDossierIndex *made,
                               const GArray *fresh,
                               GError **error);
gboolean td_index_sink_clean (TdConnection *connection, gboolean *more, GError **error);

G_END_DECLS
