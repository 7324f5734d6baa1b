/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-history-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "td-action.h"
#include "td-changeset.h"
#include "td-connection-private.h"
#include "td-error.h"
#include "td-migrator.h"
#include "td-writer-private.h"

#define MERGE_SECONDS 10 /* RULE history-7 */

typedef struct
{
  const TdActionRequest *request;
  TdActionFunc func;
  gpointer data;
} Act;

char *
td_history_format_time (gint64 now)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autofree char *seconds = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", seconds, (int) (now % G_USEC_PER_SEC / 1000));
}

/* A reference to a record that is not there shows only when the transaction ends. */
static void
explain_commit (TdConnection *connection, GError **error)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (connection, "PRAGMA foreign_key_check", NULL);
  const TdKindSpec *from;
  const TdKindSpec *to;

  if (statement == NULL || td_statement_step (statement, NULL) != TD_STEP_ROW)
    return;

  from = td_kind_spec_by_name (td_statement_text (statement, 0));
  to = td_kind_spec_by_name (td_statement_text (statement, 2));
  if (from == NULL || to == NULL)
    return;

  g_clear_error (error);
  td_error_set_at (
      error, TD_ERROR_NOT_FOUND, NULL, from->name,
      _ ("The record “%s” number %" PRId64 " refers to a record “%s” that does not exist."),
      _ (from->label), td_statement_int (statement, 1), _ (to->label));
}

/* Another program may have brought the file to a newer format while we had it open: we do not know
 * what its columns mean. */
static gboolean
knows_schema (TdConnection *connection, GError **error)
{
  gint64 version = 0;

  if (!td_connection_query_int (connection, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version <= (gint64) td_migrator_newest (td_connection_get_migrator (connection)))
    return TRUE;

  td_error_set_at (error, TD_ERROR_NEWER, td_connection_get_path (connection), TD_HISTORY_STORAGE,
                   _ ("A newer version of the program has brought the workspace to its format. "
                      "Close it and open it with that version."));
  return FALSE;
}

/* An act that is refused or wrong is told to who asked for it. That the file cannot be written is
 * told to everybody, so the error says which of both it is. */
static void
mark_storage_failure (TdConnection *connection, GError **failure)
{
  g_autoptr (GError) plain = NULL;

  if (!td_connection_take_storage_failure (connection) || (*failure)->domain != TD_ERROR)
    return;

  plain = g_steal_pointer (failure);
  td_error_set_at (failure, (TdErrorCode) plain->code, td_error_get_file (plain),
                   TD_HISTORY_STORAGE, "%s", plain->message);
}

/* Runs func as one transaction: all of it, or nothing. */
gboolean
td_history_run (TdConnection *connection,
                gboolean (*func) (TdConnection *, gpointer, GError **),
                gpointer data,
                GError **error)
{
  GError *failure = NULL;

  td_connection_take_storage_failure (connection);
  if (!td_connection_exec (connection, "BEGIN IMMEDIATE", "begin", &failure))
    {
      mark_storage_failure (connection, &failure);
      g_propagate_error (error, failure);
      return FALSE;
    }

  if (knows_schema (connection, &failure) && func (connection, data, &failure))
    {
      if (td_connection_exec (connection, "COMMIT", "commit", &failure))
        return TRUE;
      if ((sqlite3_errcode (td_connection_get_handle (connection)) & 0xff) == SQLITE_CONSTRAINT)
        explain_commit (connection, &failure);
    }

  if (!sqlite3_get_autocommit (td_connection_get_handle (connection)))
    td_connection_exec (connection, "ROLLBACK", "roll back", NULL);
  if (failure == NULL)
    td_error_set_at (&failure, TD_ERROR_FAILED, NULL, NULL, _ ("The action failed."));
  mark_storage_failure (connection, &failure);
  g_propagate_error (error, failure);

  return FALSE;
}

static gint64
schema_version (TdConnection *connection)
{
  gint64 version = 0;

  td_connection_query_int (connection, "PRAGMA user_version", &version, NULL);

  return version;
}

/* RULE history-7: commits of one field within ten seconds are one action. Only the newest action
 * of all can be continued, so an undo or another action in between ends it. */
static gint64
find_merge (TdConnection *connection, const TdActionRequest *request, GError **error)
{
  g_autofree char *since = td_history_format_time (request->now - MERGE_SECONDS * G_USEC_PER_SEC);
  g_autoptr (TdStatement) statement = NULL;

  if (request->merge_key == NULL)
    return 0;

  statement = td_connection_prepare (
      connection,
      "SELECT id FROM history WHERE id = (SELECT max (id) FROM history) AND state = 'done'"
      " AND merge_key = ?1 AND action = ?2 AND author IS ?3 AND origin = ?4 AND began_at >= ?5"
      " AND schema_version = ?6",
      error);
  if (statement == NULL)
    return 0;

  td_statement_bind_text (statement, 1, request->merge_key);
  td_statement_bind_text (statement, 2, request->action);
  td_statement_bind_text (statement, 3, request->author);
  td_statement_bind_text (statement, 4, request->origin);
  td_statement_bind_text (statement, 5, since);
  td_statement_bind_int (statement, 6, schema_version (connection));
  if (td_statement_step (statement, error) != TD_STEP_ROW)
    return 0;

  return td_statement_int (statement, 0);
}

static gboolean
continue_action (TdConnection *connection,
                 gint64 id,
                 const TdActionRequest *request,
                 GError **error)
{
  g_autofree char *at = td_history_format_time (request->now);
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection, "UPDATE history SET at = ?2, label = ?3 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;

  td_statement_bind_int (statement, 1, id);
  td_statement_bind_text (statement, 2, at);
  td_statement_bind_text (statement, 3, request->label);
  return td_statement_run (statement, error);
}

/* Returns: the id of the new action, 0 on failure */
gint64
td_history_insert (TdConnection *connection,
                   const TdActionRequest *request,
                   gint64 import_id,
                   GError **error)
{
  const TdActionKind *kind = td_action_kind (request->action);
  g_autofree char *at = td_history_format_time (request->now);
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection,
      "INSERT INTO history (action, label, author, origin, began_at, at, schema_version, state,"
      " explicit, merge_key, import_id)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, 'done', ?7, ?8, ?9)",
      error);

  if (statement == NULL)
    return 0;

  td_statement_bind_text (statement, 1, request->action);
  td_statement_bind_text (statement, 2, request->label);
  td_statement_bind_text (statement, 3, request->author);
  td_statement_bind_text (statement, 4, request->origin);
  td_statement_bind_text (statement, 5, at);
  td_statement_bind_int (statement, 6, schema_version (connection));
  td_statement_bind_int (statement, 7, kind != NULL && (kind->flags & TD_ACTION_EXPLICIT) != 0);
  td_statement_bind_text (statement, 8, request->merge_key);
  td_statement_bind_ref (statement, 9, import_id);
  if (!td_statement_run (statement, error))
    return 0;

  return td_connection_last_insert_id (connection);
}

/* RULE history-3: a new action drops what could be redone. The rows stay, for the audit trail. */
gboolean
td_history_drop_redo (TdConnection *connection, GError **error)
{
  return td_connection_exec (connection,
                             "DELETE FROM history_changeset WHERE history_id IN"
                             " (SELECT id FROM history WHERE state = 'undone');"
                             "UPDATE import SET state = 'removed' WHERE id IN"
                             " (SELECT import_id FROM history WHERE state = 'undone');"
                             "UPDATE history SET state = 'dropped' WHERE state = 'undone'",
                             "drop what could be redone", error);
}

gboolean
td_history_log (TdConnection *connection,
                gint64 history_id,
                gint64 changeset_id,
                int direction,
                guint64 kinds,
                GError **error)
{
  g_autofree char *tables = td_history_format_kinds (kinds);
  g_autoptr (TdStatement) statement =
      td_connection_prepare (connection,
                             "INSERT INTO commit_log (history_id, changeset_id, direction, tables)"
                             " VALUES (?1, ?2, ?3, ?4)",
                             error);

  if (statement == NULL)
    return FALSE;

  td_statement_bind_ref (statement, 1, history_id);
  td_statement_bind_ref (statement, 2, changeset_id);
  td_statement_bind_int (statement, 3, direction);
  td_statement_bind_text (statement, 4, tables);
  return td_statement_run (statement, error);
}

gint64
td_history_insert_changeset (
    TdConnection *connection, gint64 history_id, GBytes *changes, gint64 records, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection,
      "INSERT INTO history_changeset (history_id, records, changes) VALUES (?1, ?2, ?3)", error);
  gsize size;
  gconstpointer data = g_bytes_get_data (changes, &size);

  if (statement == NULL)
    return 0;

  td_statement_bind_int (statement, 1, history_id);
  td_statement_bind_int (statement, 2, records);
  td_statement_bind_blob (statement, 3, data, size);
  if (!td_statement_run (statement, error))
    return 0;

  return td_connection_last_insert_id (connection);
}

static gboolean
name_locks (TdConnection *connection, gint64 history_id, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "UPDATE history_lock SET history_id = %" G_GINT64_FORMAT " WHERE history_id = 0", history_id);

  return td_connection_exec (connection, sql, "lock records", error);
}

static gboolean
record_action (TdConnection *connection,
               const TdActionRequest *request,
               const TdWriter *writer,
               GBytes *changes,
               GError **error)
{
  const TdActionKind *kind = td_action_kind (request->action);
  TdChangesetSummary summary = td_changeset_summarize (changes);
  GError *failure = NULL;
  gint64 history_id, changeset_id = 0;

  /* Nothing changed: nothing to undo, nothing to tell. */
  if (summary.records == 0 && writer->hidden_import == 0 && !(kind->flags & TD_ACTION_EXPLICIT))
    return TRUE;

  history_id = find_merge (connection, request, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  if (history_id != 0)
    {
      if (!continue_action (connection, history_id, request, error))
        return FALSE;
    }
  else
    {
      if (!td_history_drop_redo (connection, error))
        return FALSE;
      history_id = td_history_insert (connection, request, -writer->hidden_import, error);
      if (history_id == 0)
        return FALSE;
    }

  if (summary.records > 0)
    {
      changeset_id =
          td_history_insert_changeset (connection, history_id, changes, summary.records, error);
      if (changeset_id == 0)
        return FALSE;
    }

  return name_locks (connection, history_id, error) &&
         td_history_log (connection, history_id, writer->hidden_import == 0 ? changeset_id : 0, 1,
                         summary.kinds | writer->hidden_kinds, error);
}

static gboolean
act_cb (TdConnection *connection, gpointer data, GError **error)
{
  Act *act = data;
  g_autoptr (TdCapture) capture = td_capture_new (connection, error);
  g_autoptr (GBytes) changes = NULL;
  TdWriter writer;

  if (capture == NULL)
    return FALSE;

  td_writer_init (&writer, connection, act->request->author);
  writer.explicit_act = (td_action_kind (act->request->action)->flags & TD_ACTION_EXPLICIT) != 0;
  if (!act->func (&writer, act->data, error))
    return FALSE;

  changes = td_capture_take (capture, error);

  return changes != NULL && record_action (connection, act->request, &writer, changes, error);
}

/* One user action: one transaction, captured, logged. */
gboolean
td_history_act (TdConnection *connection,
                const TdActionRequest *request,
                TdActionFunc func,
                gpointer data,
                GError **error)
{
  Act act = { request, func, data };

  if (td_action_kind (request->action) == NULL)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, request->action,
                       _ ("There is no kind of action “%s”."), request->action);
      return FALSE;
    }

  return td_history_run (connection, act_cb, &act, error);
}
