/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes an index of dossiers. It is made beside the work of a person, so it takes little memory:
 * what is made is handed on in blocks at once, and the orders are sorted in parts that are read
 * back. */

#include <string.h>

#include "td-dossier-index-private.h"
#include "td-row-sql.h"
#include "td-text.h"

#define SLICE_BYTES (2 << 20) /* handed on at once */

gboolean
td_index_build_is_cancelled (TdIndexBuild *self, GError **error)
{
  return g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

gboolean
td_index_build_flush (TdIndexBuild *self, GError **error)
{
  gboolean done;

  if (td_index_build_is_cancelled (self, error))
    return FALSE;
  done = self->ids->len == 0 ||
         self->sink->keep (self->made.generation, self->ids, self->blocks, self->sink->data, error);
  g_array_set_size (self->ids, 0);
  g_ptr_array_set_size (self->blocks, 0);
  self->pending = 0;

  return done;
}

gboolean
td_index_build_keep (
    TdIndexBuild *self, TdBlockKind kind, guint block, GByteArray *bytes, GError **error)
{
  gint64 id = td_block_id (self->made.generation, kind, block);

  self->pending += bytes->len + 64;
  g_array_append_val (self->ids, id);
  g_ptr_array_add (self->blocks, bytes);

  return self->pending < SLICE_BYTES || td_index_build_flush (self, error);
}

gboolean
td_index_build_keep_values (TdIndexBuild *self,
                            TdBlockKind kind,
                            guint block,
                            const guint32 *values,
                            guint n,
                            GError **error)
{
  return td_index_build_keep (self, kind, block, td_block_pack (values, n), error);
}

/* What is read from the table is of one moment. */
static gboolean
read_snapshot (TdIndexBuild *self, GError **error)
{
  gboolean done;

  if (self->sink->in_transaction)
    return td_index_build_read_rows (self, error) && td_index_build_order_by_code (self, error);
  if (!td_connection_exec (self->connection, "BEGIN", "index of dossiers", error))
    return FALSE;
  done = td_index_build_read_rows (self, error) && td_index_build_order_by_code (self, error);
  td_connection_exec (self->connection, "ROLLBACK", "index of dossiers", NULL);

  return done;
}

static gboolean
build (TdIndexBuild *self, GError **error)
{
  static const TdIndexKey received = { TD_BLOCK_RECEIVED, NULL, 0 };
  static const TdIndexKey due = { TD_BLOCK_DUE, NULL, 0 };

  return read_snapshot (self, error) &&
         td_index_build_order_by (self, &received, TD_BLOCK_BY_RECEIVED, error) &&
         td_index_build_order_by (self, &due, TD_BLOCK_BY_DUE, error) &&
         td_index_build_order_by_applicant (self, error) &&
         td_index_build_order_by_name (self, TD_BLOCK_PROCEDURE, TD_BLOCK_BY_PROCEDURE, error) &&
         td_index_build_order_by_name (self, TD_BLOCK_UNIT, TD_BLOCK_BY_UNIT, error) &&
         td_index_build_flush (self, error) &&
         self->sink->finish (&self->made, self->fresh, self->sink->data, error);
}

static void
block_free (gpointer data)
{
  g_byte_array_unref (data);
}

/**
 * td_dossier_index_build:
 * @connection: a reading connection of the calling thread, outside a transaction; or the one that
 *   writes, when @sink says so
 * @sink: what takes the index
 * @cancellable: (nullable): to end early
 * @error: return location
 *
 * Makes an index of the dossiers as they are, which takes seconds for millions.
 *
 * Returns: whether it is in use now
 */
gboolean
td_dossier_index_build (TdConnection *connection,
                        const TdIndexSink *sink,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autofree TdIndexBuild *self = g_new0 (TdIndexBuild, 1);
  gboolean done;

  self->connection = connection;
  self->sink = sink;
  self->cancellable = cancellable;
  if (!sink->begin (&self->made.generation, &self->made.top_id, sink->data, error))
    return FALSE;

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->fresh = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->summary = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->names = g_ptr_array_new ();
  self->texts = g_string_chunk_new (65536);
  self->ordinals = g_hash_table_new (g_str_hash, g_str_equal);
  self->present = td_dossier_index_new_bits (&self->made);
  done = build (self, error);
  g_array_unref (self->ids);
  g_ptr_array_unref (self->blocks);
  g_array_unref (self->fresh);
  g_array_unref (self->summary);
  g_ptr_array_unref (self->names);
  g_hash_table_unref (self->ordinals);
  g_string_chunk_free (self->texts);
  g_free (self->present);

  return done;
}
