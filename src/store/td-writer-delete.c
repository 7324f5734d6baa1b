/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-writer.h"

#include "td-row-sql.h"
#include "td-writer-private.h"

/* What is to be deleted, by kind: ids in the order found, and a set of them. */
typedef struct
{
  GArray *ids[TD_N_KINDS];
  GHashTable *seen[TD_N_KINDS];
} Doomed;

static void
doomed_clear (Doomed *self)
{
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      g_clear_pointer (&self->ids[kind], g_array_unref);
      g_clear_pointer (&self->seen[kind], g_hash_table_unref);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Doomed, doomed_clear)

static void
doom (Doomed *self, TdKind kind, gint64 id)
{
  if (self->ids[kind] == NULL)
    {
      self->ids[kind] = g_array_new (FALSE, FALSE, sizeof (gint64));
      self->seen[kind] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
    }
  if (g_hash_table_add (self->seen[kind], g_memdup2 (&id, sizeof id)))
    g_array_append_val (self->ids[kind], id);
}

static gboolean
is_doomed (Doomed *self, TdKind kind, gint64 id)
{
  return self->seen[kind] != NULL && g_hash_table_contains (self->seen[kind], &id);
}

/* The ids of the records whose field refers to id, imports that are not visible included. */
static GArray *
referring (TdWriter *self, TdKind kind, const TdFieldSpec *field, gint64 id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE \"%s\" = ?1",
                                          td_kind_spec (kind)->name, field->name);
  g_autoptr (TdStatement) statement = td_connection_prepare (self->connection, sql, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  TdStep step;

  if (statement == NULL)
    return NULL;

  td_statement_bind_int (statement, 1, id);
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      gint64 found = td_statement_int (statement, 0);

      g_array_append_val (ids, found);
    }

  return step == TD_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

static gboolean
set_absent (TdWriter *self, TdKind kind, const TdFieldSpec *field, gint64 id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET \"%s\" = NULL WHERE id = ?1",
                                          td_kind_spec (kind)->name, field->name);
  g_autoptr (TdStatement) statement = td_connection_prepare (self->connection, sql, error);

  if (statement == NULL)
    return FALSE;

  td_statement_bind_int (statement, 1, id);
  return td_statement_run (statement, error);
}

/* One pass over the records that refer to (target, id): those it owns are doomed too; with
 * absent_only the references of those that stay become absent. */
static gboolean
visit_referring (
    TdWriter *self, Doomed *doomed, TdKind target, gint64 id, gboolean absent_only, GError **error)
{
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      const TdKindSpec *spec = td_kind_spec ((TdKind) kind);

      for (guint i = 0; i < spec->n_fields; i++)
        {
          const TdFieldSpec *field = &spec->fields[i];
          gboolean owner = (field->flags & TD_FIELD_OWNER) != 0;
          g_autoptr (GArray) ids = NULL;

          if (field->type != TD_FIELD_REF || field->target != target || owner == absent_only)
            continue;

          ids = referring (self, (TdKind) kind, field, id, error);
          if (ids == NULL)
            return FALSE;
          for (guint n = 0; n < ids->len; n++)
            {
              gint64 found = g_array_index (ids, gint64, n);

              if (!absent_only)
                doom (doomed, (TdKind) kind, found);
              else if (!is_doomed (doomed, (TdKind) kind, found) &&
                       !set_absent (self, (TdKind) kind, field, found, error))
                return FALSE;
            }
        }
    }

  return TRUE;
}

/* A kind is owned by kinds before it or by itself, so one pass in order finds everything; the ids
 * of a kind may grow while they are walked. */
static gboolean
collect (TdWriter *self, Doomed *doomed, GError **error)
{
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      for (guint i = 0; doomed->ids[kind] != NULL && i < doomed->ids[kind]->len; i++)
        {
          gint64 id = g_array_index (doomed->ids[kind], gint64, i);

          if (!visit_referring (self, doomed, (TdKind) kind, id, FALSE, error))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
delete_row (TdWriter *self, TdKind kind, gint64 id, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("DELETE FROM %s WHERE id = ?1", td_kind_spec (kind)->name);
  g_autoptr (TdStatement) statement = td_connection_prepare (self->connection, sql, error);

  if (statement == NULL)
    return FALSE;

  td_statement_bind_int (statement, 1, id);
  return td_statement_run (statement, error);
}

/**
 * td_writer_delete:
 * @self: a writer
 * @kind: a kind
 * @id: a record
 * @error: return location
 *
 * Deletes the record and everything it owns, one by one: the file has no foreign-key actions, for
 * what they do would not be captured. Other references to what is deleted become absent.
 *
 * Returns: whether the record was there and is gone
 */
gboolean
td_writer_delete (TdWriter *self, TdKind kind, gint64 id, GError **error)
{
  g_auto (Doomed) doomed = { { NULL } };
  gboolean allowed;
  gpointer row;

  g_assert (self->thread == g_thread_self ());

  row = td_row_sql_get (self->connection, kind, id, error);
  if (row == NULL)
    return FALSE;
  allowed = td_writer_may_change (self, kind, row, NULL, error);
  td_row_free (kind, row);
  if (!allowed)
    return FALSE;

  doom (&doomed, kind, id);
  if (!collect (self, &doomed, error))
    return FALSE;

  for (int k = TD_N_KINDS - 1; k >= 0; k--)
    {
      for (guint i = 0; doomed.ids[k] != NULL && i < doomed.ids[k]->len; i++)
        {
          gint64 doomed_id = g_array_index (doomed.ids[k], gint64, i);

          if (!visit_referring (self, &doomed, (TdKind) k, doomed_id, TRUE, error) ||
              !delete_row (self, (TdKind) k, doomed_id, error))
            return FALSE;
        }
    }

  return TRUE;
}
