/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-history.h"

#include <string.h>

#include "td-action.h"
#include "td-changeset.h"
#include "td-history-private.h"

#define ENTRY_COLUMNS "id, action, label, author, origin, at, state, explicit"

/**
 * td_history_entry_free:
 * @self: (nullable) (transfer full): an action
 */
void
td_history_entry_free (TdHistoryEntry *self)
{
  if (self == NULL)
    return;

  g_free (self->action);
  g_free (self->label);
  g_free (self->author);
  g_free (self->origin);
  g_free (self->at);
  g_free (self);
}

/**
 * td_history_change_free:
 * @self: (nullable) (transfer full): a change
 */
void
td_history_change_free (TdHistoryChange *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->fields);
  g_free (self);
}

static TdHistoryEntry *
read_entry (TdStatement *statement)
{
  TdHistoryEntry *entry = g_new0 (TdHistoryEntry, 1);
  const char *state = td_statement_text (statement, 6);
  gboolean explicit_act = td_statement_int (statement, 7) != 0;

  entry->id = td_statement_int (statement, 0);
  entry->action = g_strdup (td_statement_text (statement, 1));
  entry->label = g_strdup (td_statement_text (statement, 2));
  entry->author = g_strdup (td_statement_text (statement, 3));
  entry->origin = g_strdup (td_statement_text (statement, 4));
  entry->at = g_strdup (td_statement_text (statement, 5));
  entry->undone = g_str_equal (state, TD_HISTORY_UNDONE) || g_str_equal (state, TD_HISTORY_DROPPED);
  entry->can_undo = g_str_equal (state, TD_HISTORY_DONE) && !explicit_act;

  return entry;
}

static TdHistoryEntry *
read_one (TdConnection *connection, const char *sql, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, sql, error);

  if (statement == NULL || td_statement_step (statement, error) != TD_STEP_ROW)
    return NULL;

  return read_entry (statement);
}

/**
 * td_history_list:
 * @connection: a connection
 * @limit: the greatest number of actions; 0: all
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type TdHistoryEntry): the actions, newest first
 */
GPtrArray *
td_history_list (TdConnection *connection, guint limit, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection, "SELECT " ENTRY_COLUMNS " FROM history ORDER BY id DESC LIMIT ?1", error);
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_history_entry_free);
  TdStep step;

  if (statement == NULL)
    return NULL;

  td_statement_bind_int (statement, 1, limit > 0 ? (gint64) limit : -1);
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    g_ptr_array_add (list, read_entry (statement));

  return step == TD_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

/**
 * td_history_next_undo:
 * @connection: a connection
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the action undo would take back; NULL when there is none
 */
TdHistoryEntry *
td_history_next_undo (TdConnection *connection, GError **error)
{
  return read_one (connection,
                   "SELECT " ENTRY_COLUMNS " FROM history WHERE state = 'done' AND explicit = 0 "
                   "ORDER BY id DESC LIMIT 1",
                   error);
}

/**
 * td_history_next_redo:
 * @connection: a connection
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the action redo would do again; NULL when there is none
 */
TdHistoryEntry *
td_history_next_redo (TdConnection *connection, GError **error)
{
  return read_one (connection,
                   "SELECT " ENTRY_COLUMNS " FROM history WHERE state = 'undone' "
                   "ORDER BY id LIMIT 1",
                   error);
}

/**
 * td_history_last_seq:
 * @connection: a connection
 * @error: return location
 *
 * Returns: the number of the newest commit, 0: none yet, -1: failure
 */
gint64
td_history_last_seq (TdConnection *connection, GError **error)
{
  gint64 seq;

  if (!td_connection_query_int (connection, "SELECT max (seq) FROM commit_log", &seq, error))
    return -1;

  return seq;
}

/* Returns: (element-type GBytes): the changesets of an action, oldest first */
GPtrArray *
td_history_load_changesets (TdConnection *connection, gint64 history_id, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection, "SELECT changes FROM history_changeset WHERE history_id = ?1 ORDER BY id", error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  TdStep step;

  if (statement == NULL)
    return NULL;

  td_statement_bind_int (statement, 1, history_id);
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      gsize size;
      gconstpointer data = td_statement_blob (statement, 0, &size);

      g_ptr_array_add (list, g_bytes_new (data, size));
    }

  return step == TD_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

/**
 * td_history_list_changes:
 * @connection: a connection
 * @history_id: an action
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type TdHistoryChange): the records it touched
 */
GPtrArray *
td_history_list_changes (TdConnection *connection, gint64 history_id, GError **error)
{
  g_autoptr (GPtrArray) changesets = td_history_load_changesets (connection, history_id, error);
  g_autoptr (GPtrArray) all =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_history_change_free);

  if (changesets == NULL)
    return NULL;

  for (guint i = 0; i < changesets->len; i++)
    {
      g_autoptr (GPtrArray) part =
          td_changeset_describe (connection, g_ptr_array_index (changesets, i), error);

      if (part == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&part));
    }

  return g_steal_pointer (&all);
}

/* "section,task" <-> bits */
char *
td_history_format_kinds (guint64 kinds)
{
  GString *text = g_string_new (NULL);

  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      if (kinds & (G_GUINT64_CONSTANT (1) << kind))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "",
                                td_kind_spec ((TdKind) kind)->name);
    }

  return g_string_free (text, FALSE);
}

guint64
td_history_parse_kinds (const char *tables)
{
  g_auto (GStrv) names = g_strsplit (tables, ",", -1);
  guint64 kinds = 0;

  if (g_str_equal (tables, "*"))
    return G_MAXUINT64;

  for (guint i = 0; names[i] != NULL; i++)
    {
      const TdKindSpec *spec = td_kind_spec_by_name (names[i]);

      if (spec != NULL)
        kinds |= G_GUINT64_CONSTANT (1) << spec->kind;
    }

  return kinds;
}
