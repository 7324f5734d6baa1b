/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-history.h"

#include "td-changeset.h"
#include "td-history-private.h"

/* Returns: whether the commit has changesets that could be read */
static gboolean
read_changesets (TdConnection *connection,
                 gint64 history_id,
                 gint64 changeset_id,
                 TdChangesetFunc func,
                 gpointer data)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (connection,
                             "SELECT changes FROM history_changeset"
                             " WHERE CASE WHEN ?1 <> 0 THEN id = ?1 ELSE history_id = ?2 END",
                             NULL);
  gboolean any = FALSE;

  if (statement == NULL)
    return FALSE;
  td_statement_bind_int (statement, 1, changeset_id);
  td_statement_bind_int (statement, 2, history_id);
  while (td_statement_step (statement, NULL) == TD_STEP_ROW)
    {
      gsize size;
      gconstpointer blob = td_statement_blob (statement, 0, &size);
      g_autoptr (GBytes) bytes = g_bytes_new (blob, size);

      any = td_changeset_foreach (bytes, func, data);
      if (!any)
        return FALSE;
    }

  return any;
}

/**
 * td_history_changes_since:
 * @connection: a connection, inside a transaction when more is read with it
 * @seq: the last commit that is known
 * @func: called for each record that a later commit touched, once per commit
 * @data: for @func
 * @reload: (out): a bit per kind of which it is not known which records changed
 * @error: return location
 *
 * For caches that follow the file.
 *
 * Returns: whether the log could be read
 */
gboolean
td_history_changes_since (TdConnection *connection,
                          gint64 seq,
                          TdChangesetFunc func,
                          gpointer data,
                          guint64 *reload,
                          GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection,
      "SELECT seq, history_id, changeset_id, tables FROM commit_log WHERE seq > ?1 ORDER BY seq",
      error);
  TdStep step;

  *reload = 0;
  if (statement == NULL)
    return FALSE;
  td_statement_bind_int (statement, 1, seq);
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      guint64 kinds = td_history_parse_kinds (td_statement_text (statement, 3));

      if (td_statement_int (statement, 0) != ++seq)
        *reload = G_MAXUINT64; /* the log was trimmed */
      seq = td_statement_int (statement, 0);
      if (!read_changesets (connection, td_statement_int (statement, 1),
                            td_statement_int (statement, 2), func, data))
        *reload |= kinds;
    }

  return step == TD_STEP_DONE;
}
