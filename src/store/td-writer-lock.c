/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-writer.h"

#include "td-file-blob.h"
#include "td-writer-private.h"

static gboolean
run_lock_sql (TdWriter *self, const char *sql, TdKind kind, gint64 id, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (self->connection, sql, error);

  if (statement == NULL)
    return FALSE;

  td_statement_bind_text (statement, 1, td_kind_spec (kind)->name);
  td_statement_bind_int (statement, 2, id);
  return td_statement_run (statement, error);
}

/**
 * td_writer_lock_record:
 * @self: the writer of an explicit act
 * @kind: a kind
 * @id: a record
 * @error: return location
 *
 * RULE history-5: from now on undo and redo do not change this record; for a plan, nor any record
 * of it. The lock names the act when the act is recorded (history_id 0 until then).
 *
 * Returns: whether it is locked
 */
gboolean
td_writer_lock_record (TdWriter *self, TdKind kind, gint64 id, GError **error)
{
  g_assert (self->thread == g_thread_self ());

  return run_lock_sql (self,
                       "INSERT INTO history_lock (history_id, kind, record_id) VALUES (0, ?1, ?2)",
                       kind, id, error);
}

/**
 * td_writer_unlock_record:
 * @self: the writer of an act that counters an explicit act
 * @kind: a kind
 * @id: a record
 * @error: return location
 *
 * Returns: whether no lock is left on the record
 */
gboolean
td_writer_unlock_record (TdWriter *self, TdKind kind, gint64 id, GError **error)
{
  g_assert (self->thread == g_thread_self ());

  return run_lock_sql (self, "DELETE FROM history_lock WHERE kind = ?1 AND record_id = ?2", kind,
                       id, error);
}

/**
 * td_writer_put_file:
 * @self: a writer
 * @bytes: the content of a file
 * @error: return location
 *
 * RULE history-8: the bytes are kept once, by their SHA-256, and are not captured; a row names the
 * hash.
 *
 * Returns: (nullable) (transfer full): the SHA-256 in hexadecimal
 */
char *
td_writer_put_file (TdWriter *self, GBytes *bytes, GError **error)
{
  g_assert (self->thread == g_thread_self ());

  return td_file_blob_put (self->connection, bytes, error);
}
