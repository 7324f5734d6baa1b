/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-history-private.h"

#include "td-changeset.h"

typedef struct
{
  TdKind kind;
  gint64 id;
  gboolean found;
} Wanted;

static gboolean
find_cb (TdKind kind, gint64 id, char change, gpointer data)
{
  Wanted *wanted = data;

  wanted->found |= kind == wanted->kind && id == wanted->id;

  return !wanted->found;
}

static gboolean
purge_where (TdConnection *connection, const char *condition, const char *bound, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM history_changeset WHERE history_id IN (SELECT id FROM history WHERE %s)",
    "UPDATE import SET state = 'removed' WHERE id IN"
    " (SELECT import_id FROM history WHERE state = 'undone' AND %s)",
    "UPDATE import SET state = 'removed' WHERE state = 'undone' AND id IN"
    " (SELECT -import_id FROM history WHERE state = 'done' AND %s)",
    "UPDATE history SET state = CASE state WHEN 'done' THEN 'purged' WHEN 'undone' THEN 'dropped'"
    " ELSE state END WHERE %s",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_auto (GStrv) parts = g_strsplit (statements[i], "%s", 2);
      g_autofree char *sql = g_strconcat (parts[0], condition, parts[1], NULL);
      g_autoptr (TdStatement) statement = td_connection_prepare (connection, sql, error);

      if (statement == NULL)
        return FALSE;
      td_statement_bind_text (statement, 1, bound);
      if (!td_statement_run (statement, error))
        return FALSE;
    }

  return TRUE;
}

/* RULE history-8: retention. The actions before a time stay in the list, their changes go; what was
 * done before them cannot be undone either, for undo is linear. */
gboolean
td_history_purge_before (TdConnection *connection, const char *at, GError **error)
{
  return purge_where (connection, "at < ?1", at, error);
}

/* RULE history-8: the changes of every action that touched the record go, and of all older actions:
 * they could not be undone past these. */
gboolean
td_history_purge_record (TdConnection *connection, TdKind kind, gint64 id, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection, "SELECT history_id, changes FROM history_changeset ORDER BY history_id DESC",
      error);
  g_autofree char *condition = NULL;
  gint64 newest = 0;

  if (statement == NULL)
    return FALSE;

  while (newest == 0 && td_statement_step (statement, NULL) == TD_STEP_ROW)
    {
      Wanted wanted = { kind, id, FALSE };
      gsize size;
      gconstpointer data = td_statement_blob (statement, 1, &size);
      g_autoptr (GBytes) changes = g_bytes_new (data, size);

      td_changeset_foreach (changes, find_cb, &wanted);
      if (wanted.found)
        newest = td_statement_int (statement, 0);
    }
  if (newest == 0)
    return TRUE;

  condition = g_strdup_printf ("id <= %" G_GINT64_FORMAT " AND ?1 IS NULL", newest);
  return purge_where (connection, condition, NULL, error);
}
