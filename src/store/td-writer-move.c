/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-writer.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-row-sql.h"
#include "td-writer-private.h"

typedef struct
{
  gint64 id;
  gint64 position;
} Place;

/* The siblings of row without row itself, in order. */
static GArray *
siblings (TdWriter *self, TdKind kind, gconstpointer row, GError **error)
{
  g_autoptr (GString) scope = td_writer_scope_sql (kind, 2);
  g_autofree char *sql =
      g_strdup_printf ("SELECT id, position FROM %s WHERE id <> ?1 AND %s ORDER BY position, id",
                       td_kind_spec (kind)->name, scope->str);
  g_autoptr (TdStatement) statement = td_connection_prepare (self->connection, sql, error);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  TdStep step;

  if (statement == NULL)
    return NULL;

  td_statement_bind_int (statement, 1, ((const TdRow *) row)->id);
  td_writer_bind_scope (statement, 2, kind, row);
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      Place place = { td_statement_int (statement, 0), td_statement_int (statement, 1) };

      g_array_append_val (places, place);
    }

  return step == TD_STEP_DONE ? g_steal_pointer (&places) : NULL;
}

static gboolean
set_position (TdWriter *self, TdKind kind, gint64 id, gint64 position, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "UPDATE %s SET position = ?2 WHERE id = ?1 AND position <> ?2", td_kind_spec (kind)->name);
  g_autoptr (TdStatement) statement = td_connection_prepare (self->connection, sql, error);

  if (statement == NULL)
    return FALSE;

  td_statement_bind_int (statement, 1, id);
  td_statement_bind_int (statement, 2, position);
  return td_statement_run (statement, error);
}

/* The gap is used up: all siblings get new positions, the moved one at index. */
static gboolean
renumber (TdWriter *self, TdKind kind, gint64 id, GArray *places, guint index, GError **error)
{
  gint64 position = TD_POSITION_STEP;

  for (guint i = 0; i <= places->len; i++)
    {
      if (i == index)
        {
          if (!set_position (self, kind, id, position, error))
            return FALSE;
          position += TD_POSITION_STEP;
        }
      if (i < places->len)
        {
          if (!set_position (self, kind, g_array_index (places, Place, i).id, position, error))
            return FALSE;
          position += TD_POSITION_STEP;
        }
    }

  return TRUE;
}

static gboolean
put_at (TdWriter *self, TdKind kind, gint64 id, GArray *places, guint index, GError **error)
{
  gint64 before = index > 0 ? g_array_index (places, Place, index - 1).position : 0;
  gint64 after = index < places->len ? g_array_index (places, Place, index).position
                                     : before + 2 * TD_POSITION_STEP;

  if (before < 0 || after - before < 2)
    return renumber (self, kind, id, places, index, error);

  return set_position (self, kind, id, before + (after - before) / 2, error);
}

/**
 * td_writer_move:
 * @self: a writer
 * @kind: a kind that has a position
 * @id: the record to move
 * @before_id: the sibling it shall stand before; 0: last
 * @error: return location
 *
 * Moves the record among the records with the same owner. To move it to another owner, set the
 * owner first.
 *
 * Returns: whether it stands there now
 */
gboolean
td_writer_move (TdWriter *self, TdKind kind, gint64 id, gint64 before_id, GError **error)
{
  g_autoptr (GArray) places = NULL;
  gpointer row;
  guint index;

  g_return_val_if_fail (td_kind_find_field (td_kind_spec (kind), "position") != NULL, FALSE);
  g_assert (self->thread == g_thread_self ());

  if (before_id == id)
    return TRUE;

  row = td_row_sql_get (self->connection, kind, id, error);
  if (row == NULL)
    return FALSE;
  if (td_writer_may_change (self, kind, row, NULL, error))
    places = siblings (self, kind, row, error);
  td_row_free (kind, row);
  if (places == NULL)
    return FALSE;

  for (index = 0; index < places->len; index++)
    {
      if (g_array_index (places, Place, index).id == before_id)
        break;
    }
  if (before_id != 0 && index == places->len)
    {
      td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, NULL,
                       _ ("The record to move before is not in the same list."));
      return FALSE;
    }

  return put_at (self, kind, id, places, index, error);
}
