/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-writer.h"

#include "td-file-blob.h"
#include "td-record-lock.h"
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

static gint64
plan_of_row (TdKind kind, gconstpointer row)
{
  const TdFieldSpec *plan = td_kind_find_field (td_kind_spec (kind), "plan_id");

  return kind == TD_KIND_PLAN ? ((const TdRow *) row)->id
         : plan != NULL       ? td_row_get_int (row, plan)
                              : 0;
}

static gboolean
differs (gconstpointer before, gconstpointer row, const TdFieldSpec *field)
{
  g_autofree char *x = td_row_format_field (before, field);
  g_autofree char *y = td_row_format_field (row, field);

  return g_strcmp0 (x, y) != 0;
}

/* RULE history-5: an explicit act closes its records to edits too; only an act counters it.
 * @before: (nullable): the record as it is; @row: (nullable): as it shall be. */
gboolean
td_writer_may_change (
    TdWriter *self, TdKind kind, gconstpointer before, gconstpointer row, GError **error)
{
  const TdKindSpec *spec = td_kind_spec (kind);
  gboolean part = td_record_lock_is_text (kind);
  gboolean closed = before == NULL || row == NULL;
  gint64 id = before != NULL ? ((const TdRow *) before)->id : 0;

  if (self->explicit_act || (!part && id == 0))
    return TRUE;

  for (guint i = 0; i < spec->n_fields && !closed; i++)
    closed = td_record_lock_closes (kind, spec->fields[i].name) &&
             differs (before, row, &spec->fields[i]);
  if (!closed)
    return TRUE;

  return (before == NULL || td_record_lock_check (self->connection, kind, id,
                                                  part ? plan_of_row (kind, before) : 0, error)) &&
         (row == NULL || td_record_lock_check (self->connection, kind, id,
                                               part ? plan_of_row (kind, row) : 0, error));
}
