/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-import-slices.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "td-action.h"
#include "td-changeset.h"
#include "td-dossier-rollup.h"
#include "td-error.h"
#include "td-history-private.h"
#include "td-workspace-private.h"
#include "td-writer-private.h"

/* One import on its way. The writer thread has it until the reply. */
typedef struct
{
  TdWorker *worker;
  char *action;
  char *label;
  char *author;
  char *origin;
  gint64 now;
  TdSliceFunc func;
  TdActionFunc last; /* (nullable) */
  gpointer data;
  GDestroyNotify destroy;
  GCancellable *cancellable; /* nullable */
  GMainContext *context;
  GTask *task; /* touched on the main thread only */
  gint64 import_id;
  gboolean done;
  GError *error;
} Import;

static void
import_free (Import *self)
{
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_clear_object (&self->task);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_main_context_unref (self->context);
  g_free (self->action);
  g_free (self->label);
  g_free (self->author);
  g_free (self->origin);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Import, import_free)

static gboolean
begin_cb (TdConnection *connection, gpointer data, GError **error)
{
  Import *self = data;
  g_autofree char *at = td_history_format_time (self->now);
  g_autofree char *owner = g_strdup_printf ("%s %d", g_get_host_name (), (int) getpid ());
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection, "INSERT INTO import (label, state, owner, at) VALUES (?1, 'running', ?2, ?3)",
      error);

  if (statement == NULL)
    return FALSE;

  td_statement_bind_text (statement, 1, self->label);
  td_statement_bind_text (statement, 2, owner);
  td_statement_bind_text (statement, 3, at);
  if (!td_statement_run (statement, error))
    return FALSE;

  self->import_id = td_connection_last_insert_id (connection);
  return TRUE;
}

static gboolean
slice_cb (TdConnection *connection, gpointer data, GError **error)
{
  Import *self = data;
  TdWriter writer;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;

  td_writer_init (&writer, connection, self->author);
  writer.import_id = self->import_id;

  return self->func (&writer, self->data, &self->done, error);
}

static gboolean
has_dossiers (guint64 kinds)
{
  return (kinds & (G_GUINT64_CONSTANT (1) << TD_KIND_DOSSIER)) != 0;
}

/* Ten million dossiers have no index by import: those of a new one are at the end of the table. */
static const char *
newest_first (TdKind kind)
{
  return kind == TD_KIND_DOSSIER ? " ORDER BY id DESC" : "";
}

/* Which kinds have rows of the import. */
static gboolean
kinds_of (TdConnection *connection, gint64 import_id, guint64 *kinds, GError **error)
{
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT EXISTS (SELECT 1 FROM %s WHERE import_id = %" G_GINT64_FORMAT "%s)",
          td_kind_spec ((TdKind) kind)->name, import_id, newest_first ((TdKind) kind));
      gint64 any = 0;

      if (!td_connection_query_int (connection, sql, &any, error))
        return FALSE;
      if (any)
        *kinds |= G_GUINT64_CONSTANT (1) << kind;
    }

  return TRUE;
}

/* The rows become visible: nothing here takes longer the more rows there are, for edits wait. */
static gboolean
show_rows (TdConnection *connection, gint64 import_id, guint64 *kinds, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "UPDATE import SET state = 'done' WHERE id = %" G_GINT64_FORMAT ";"
      "INSERT INTO plan_rollup (plan_id, tasks, done_tasks, targets)"
      " SELECT plan_id, tasks, done_tasks, targets FROM import_rollup"
      " WHERE import_id = %" G_GINT64_FORMAT
      " ON CONFLICT (plan_id) DO UPDATE SET tasks = tasks + excluded.tasks,"
      " done_tasks = done_tasks + excluded.done_tasks, targets = targets + excluded.targets;"
      "DELETE FROM import_rollup WHERE import_id = %" G_GINT64_FORMAT,
      import_id, import_id, import_id);

  return kinds_of (connection, import_id, kinds, error) &&
         td_connection_exec (connection, sql, "show the import", error);
}

/* Undo and redo: shows or hides all rows of an import at once, and counts the rollups of its plans
 * anew, for the rows may have been edited since. */
gboolean
td_import_slices_flip (
    TdConnection *connection, gint64 import_id, const char *state, guint64 *kinds, GError **error)
{
  g_autofree char *flip = g_strdup_printf (
      "UPDATE import SET state = '%s' WHERE id = %" G_GINT64_FORMAT, state, import_id);
  g_autofree char *count = g_strdup_printf (
      "CREATE TEMP TABLE recount AS"
      " SELECT DISTINCT plan_id FROM task WHERE import_id = %" G_GINT64_FORMAT
      " UNION SELECT DISTINCT plan_id FROM target WHERE import_id = %" G_GINT64_FORMAT ";"
      "DELETE FROM plan_rollup WHERE plan_id IN (SELECT plan_id FROM temp.recount);"
      "INSERT INTO plan_rollup (plan_id, tasks, done_tasks, targets)"
      " SELECT plan_id, tasks, done_tasks, targets FROM plan_rollup_source"
      " WHERE plan_id IN (SELECT plan_id FROM temp.recount);"
      "DROP TABLE temp.recount",
      import_id, import_id);

  return kinds_of (connection, import_id, kinds, error) &&
         td_connection_exec (connection, flip, "import", error) &&
         td_connection_exec (connection, count, "import: figures", error) &&
         (!has_dossiers (*kinds) || td_dossier_rollup_rebuild (connection, error));
}

/**
 * td_writer_hide_import:
 * @self: the writer of an ordinary action
 * @import_id: a bulk import that is visible
 * @error: return location
 *
 * RULE history-6: the history row of the action keeps the import with a minus sign, so that undo
 * shows its rows and redo hides them. They are deleted when the action cannot be undone any more.
 *
 * Returns: whether its rows are hidden now
 */
gboolean
td_writer_hide_import (TdWriter *self, gint64 import_id, GError **error)
{
  g_return_val_if_fail (self->hidden_import == 0 && import_id > 0, FALSE);

  self->hidden_import = import_id;

  return td_import_slices_flip (self->connection, import_id, "undone", &self->hidden_kinds, error);
}

/**
 * td_writer_keep_shown:
 * @self: the writer of an ordinary action
 * @import_id: a bulk import that td_writer_hide_import() is to hide
 * @kind: a kind
 * @ids: (nullable) (element-type gint64): records of it, NULL: all that the import brought
 * @error: return location
 *
 * These records are of no bulk import any more: they stay where it is hidden.
 *
 * Returns: whether they are
 */
gboolean
td_writer_keep_shown (
    TdWriter *self, gint64 import_id, TdKind kind, const GArray *ids, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("UPDATE %s SET import_id = NULL WHERE import_id = ?1%s",
                       td_kind_spec (kind)->name, ids != NULL ? " AND id = ?2" : "");
  g_autoptr (TdStatement) statement = td_connection_prepare (self->connection, sql, error);
  gboolean done = statement != NULL;

  for (guint i = 0; done && i < (ids != NULL ? ids->len : 1); i++)
    {
      td_statement_bind_int (statement, 1, import_id);
      if (ids != NULL)
        td_statement_bind_int (statement, 2, g_array_index (ids, gint64, i));
      done = td_statement_run (statement, error);
    }

  return done;
}

/* What the import changes in rows that were there before is captured like any action. */
static GBytes *
run_last (Import *self, TdConnection *connection, guint64 kinds, GError **error)
{
  g_autoptr (TdCapture) capture = td_capture_new (connection, error);
  TdWriter writer;

  if (capture == NULL)
    return NULL;

  td_writer_init (&writer, connection, self->author);
  if (self->last != NULL && !self->last (&writer, self->data, error))
    return NULL;
  if (!writer.rollup_kept && has_dossiers (kinds) && !td_dossier_rollup_rebuild (connection, error))
    return NULL;

  return td_capture_take (capture, error);
}

static gboolean
end_cb (TdConnection *connection, gpointer data, GError **error)
{
  Import *self = data;
  TdActionRequest request = {
    self->action, self->label, self->author, self->origin, NULL, self->now
  };
  guint64 kinds = 0;
  TdChangesetSummary summary;
  g_autoptr (GBytes) changes = NULL;
  gint64 history_id;

  if (!td_history_drop_redo (connection, error) ||
      !show_rows (connection, self->import_id, &kinds, error))
    return FALSE;

  changes = run_last (self, connection, kinds, error);
  history_id =
      changes != NULL ? td_history_insert (connection, &request, self->import_id, error) : 0;
  if (history_id == 0)
    return FALSE;
  summary = td_changeset_summarize (changes);
  if (summary.records > 0 &&
      td_history_insert_changeset (connection, history_id, changes, summary.records, error) == 0)
    return FALSE;

  return td_history_log (connection, history_id, 0, 1, kinds | summary.kinds, error);
}

static gboolean
abandon_cb (TdConnection *connection, gpointer data, GError **error)
{
  Import *self = data;
  g_autofree char *sql = g_strdup_printf (
      "UPDATE import SET state = 'removed' WHERE id = %" G_GINT64_FORMAT, self->import_id);

  return td_connection_exec (connection, sql, "abandon the import", error);
}

static gboolean
reply_cb (gpointer data)
{
  g_autoptr (Import) self = data;
  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  TdWorkspace *workspace = g_task_get_source_object (task);

  td_workspace_write_ended (workspace, self->error);
  td_workspace_refresh (workspace);
  if (self->error != NULL)
    {
      if (workspace->writer != NULL)
        td_import_slices_clean_up (workspace);
      g_task_return_error (task, g_steal_pointer (&self->error));
    }
  else
    {
      g_task_return_boolean (task, TRUE);
    }

  return G_SOURCE_REMOVE;
}

/* On the writer thread: one slice; the next waits behind every edit. */
static void
run_slice (TdConnection *connection, gpointer data)
{
  Import *self = data;

  if (self->import_id == 0)
    td_history_run (connection, begin_cb, self, &self->error);
  else if (!self->done)
    td_history_run (connection, slice_cb, self, &self->error);
  else if (td_history_run (connection, end_cb, self, &self->error))
    {
      td_worker_reply (self->context, reply_cb, self);
      return;
    }

  if (self->error == NULL)
    {
      td_worker_push (self->worker, TD_PRIORITY_BACKGROUND, run_slice, self);
      return;
    }

  if (self->import_id != 0)
    td_history_run (connection, abandon_cb, self, NULL);
  td_worker_reply (self->context, reply_cb, self);
}

/**
 * td_workspace_import_async:
 * @self: a workspace
 * @action: what kind of action
 * @label: what is imported, in the user's words
 * @func: writes one slice, on the writer thread
 * @data: for @func
 * @destroy: (nullable): frees @data, on the main thread
 * @cancellable: (nullable): ends the import between two slices; nothing of it stays
 * @callback: called when all rows are visible and durable, or none is
 * @user_data: for @callback
 */
void
td_workspace_import_async (TdWorkspace *self,
                           const char *action,
                           const char *label,
                           TdSliceFunc func,
                           gpointer data,
                           GDestroyNotify destroy,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  td_workspace_import_with_async (self, action, label, func, NULL, data, destroy, cancellable,
                                  callback, user_data);
}

/**
 * td_workspace_import_with_async:
 * @self: a workspace
 * @action: what kind of action
 * @label: what is imported, in the user's words
 * @func: writes one slice, on the writer thread
 * @last: (nullable): changes rows that were there before, when the new ones become visible
 * @data: for @func and @last
 * @destroy: (nullable): frees @data, on the main thread
 * @cancellable: (nullable): ends the import between two slices; nothing of it stays
 * @callback: called when everything is visible and durable, or nothing is
 * @user_data: for @callback
 *
 * As td_workspace_import_async(); both parts are one action.
 */
void
td_workspace_import_with_async (TdWorkspace *self,
                                const char *action,
                                const char *label,
                                TdSliceFunc func,
                                TdActionFunc last,
                                gpointer data,
                                GDestroyNotify destroy,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (Import) import = g_new0 (Import, 1);
  GError *error = NULL;

  g_return_if_fail (TD_IS_WORKSPACE (self) && func != NULL);
  g_return_if_fail (td_action_kind (action) != NULL);

  import->action = g_strdup (action);
  import->label = g_strdup (label);
  import->author = g_strdup (self->author);
  import->origin = g_strdup (self->origin);
  import->now = td_workspace_now (self);
  import->func = func;
  import->last = last;
  import->data = data;
  import->destroy = destroy;
  import->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  import->context = g_main_context_ref (self->context);
  import->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (import->task, td_workspace_import_async);

  if (!td_workspace_check_writable (self, &error))
    {
      g_task_return_error (import->task, error);
      return;
    }

  import->worker = self->writer;
  td_workspace_write_started (self);
  td_worker_push (self->writer, TD_PRIORITY_BACKGROUND, run_slice, g_steal_pointer (&import));
}

/**
 * td_workspace_import_finish:
 * @self: a workspace
 * @result: the result
 * @error: return location
 *
 * Returns: whether everything was imported
 */
gboolean
td_workspace_import_finish (TdWorkspace *self, GAsyncResult *result, GError **error)
{
  return td_workspace_act_finish (self, result, error);
}

/* Cleaning up: rows of imports that were abandoned, undone for good, or left half done by a program
 * that is gone. */
typedef struct
{
  TdWorker *worker;
} CleanUp;

static gboolean
owner_lives (const char *owner)
{
  g_auto (GStrv) parts = g_strsplit (owner, " ", 2);
  gint64 pid;

  if (g_strv_length (parts) != 2 || !g_str_equal (parts[0], g_get_host_name ()) ||
      !g_ascii_string_to_signed (parts[1], 10, 1, G_MAXINT32, &pid, NULL))
    return FALSE;

  return kill ((pid_t) pid, 0) == 0 || errno == EPERM;
}

static gboolean
mark_dead (TdConnection *connection, gpointer data, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection, "SELECT id, owner FROM import WHERE state = 'running'", error);
  g_autoptr (GString) dead = g_string_new ("0");
  g_autofree char *sql = NULL;

  if (statement == NULL)
    return FALSE;

  while (td_statement_step (statement, NULL) == TD_STEP_ROW)
    {
      if (!owner_lives (td_statement_text (statement, 1)))
        g_string_append_printf (dead, ", %" G_GINT64_FORMAT, td_statement_int (statement, 0));
    }
  sql = g_strdup_printf ("UPDATE import SET state = 'removed' WHERE id IN (%s)", dead->str);

  return td_connection_exec (connection, sql, "half imports", error);
}

/* A record that names another of its own kind (the parent of a section) may come in a later slice
 * than that one: the names go first. */
static gboolean
cut_own_references (TdConnection *connection,
                    const TdKindSpec *spec,
                    gboolean *more,
                    GError **error)
{
  for (guint i = 0; i < spec->n_fields; i++)
    {
      const TdFieldSpec *field = &spec->fields[i];
      g_autofree char *sql = NULL;

      if (field->type != TD_FIELD_REF || td_kind_spec (field->target) != spec)
        continue;
      sql = g_strdup_printf ("UPDATE %s SET \"%s\" = NULL WHERE id IN (SELECT id FROM %s WHERE"
                             " \"%s\" IS NOT NULL AND import_id IN"
                             " (SELECT id FROM import WHERE state = 'removed') LIMIT %d)",
                             spec->name, field->name, spec->name, field->name, TD_SLICE_ROWS);
      if (!td_connection_exec (connection, sql, "remove an import", error))
        return FALSE;
      *more |= td_connection_changes (connection) > 0;
    }

  return TRUE;
}

/* Takes one slice out of the first kind that has any, children before parents. */
static gboolean
delete_some (TdConnection *connection, gpointer data, GError **error)
{
  gboolean *more = data;

  for (int kind = TD_N_KINDS - 1; kind >= 0; kind--)
    {
      g_autofree char *sql =
          g_strdup_printf ("DELETE FROM %s WHERE id IN (SELECT id FROM %s WHERE import_id IN"
                           " (SELECT id FROM import WHERE state = 'removed')%s LIMIT %d)",
                           td_kind_spec ((TdKind) kind)->name, td_kind_spec ((TdKind) kind)->name,
                           newest_first ((TdKind) kind), TD_SLICE_ROWS);

      if (!cut_own_references (connection, td_kind_spec ((TdKind) kind), more, error))
        return FALSE;
      if (*more)
        return TRUE;
      if (!td_connection_exec (connection, sql, "remove an import", error))
        return FALSE;
      if (td_connection_changes (connection) > 0)
        {
          *more = TRUE;
          return TRUE;
        }
    }

  return td_connection_exec (connection,
                             "DELETE FROM import_rollup WHERE import_id IN"
                             " (SELECT id FROM import WHERE state = 'removed');"
                             "DELETE FROM import WHERE state = 'removed'",
                             "remove an import", error);
}

static void
clean_up_slice (TdConnection *connection, gpointer data)
{
  CleanUp *self = data;
  gboolean more = FALSE;

  if (td_history_run (connection, delete_some, &more, NULL) && more)
    td_worker_push (self->worker, TD_PRIORITY_BACKGROUND, clean_up_slice, self);
  else
    g_free (self);
}

/* On the writer thread. Returns: whether rows wait for being removed */
gboolean
td_import_slices_have_removed (TdConnection *connection)
{
  gint64 any = 0;

  return td_connection_query_int (connection,
                                  "SELECT EXISTS (SELECT 1 FROM import WHERE state = 'removed')",
                                  &any, NULL) &&
         any;
}

static void
clean_up_start (TdConnection *connection, gpointer data)
{
  CleanUp *self = data;
  gint64 any = 0;

  td_connection_query_int (
      connection, "SELECT EXISTS (SELECT 1 FROM import WHERE state IN ('running', 'removed'))",
      &any, NULL);
  if (any && td_history_run (connection, mark_dead, NULL, NULL))
    clean_up_slice (connection, self);
  else
    g_free (self);
}

/* Removes slice by slice, in the background. */
void
td_import_slices_clean_up (TdWorkspace *self)
{
  CleanUp *clean_up = g_new0 (CleanUp, 1);

  clean_up->worker = self->writer;
  td_worker_push (self->writer, TD_PRIORITY_BACKGROUND, clean_up_start, clean_up);
}
