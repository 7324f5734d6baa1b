/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-workspace.h"

#include "td-file-blob.h"
#include "td-history-private.h"
#include "td-workspace-private.h"

#define KEEP_LOG_ROWS 100000 /* who is further behind reads everything again */

typedef struct
{
  char *before; /* NULL: keep all history */
  GError *error;
  GMainContext *context; /* where it ends; NULL: someone waits */
  GTask *task;           /* touched on the main thread only */
} Maintenance;

static gboolean
maintain_cb (TdConnection *connection, gpointer data, GError **error)
{
  Maintenance *self = data;
  g_autofree char *trim = g_strdup_printf (
      "DELETE FROM commit_log WHERE seq < (SELECT max (seq) FROM commit_log) - %d", KEEP_LOG_ROWS);
  guint n_files;

  return (self->before == NULL || td_history_purge_before (connection, self->before, error)) &&
         td_file_blob_collect (connection, &n_files, error) &&
         td_connection_exec (connection, trim, "trim the log", error);
}

static void
run_maintenance (TdConnection *connection, gpointer data)
{
  Maintenance *self = data;

  td_history_run (connection, maintain_cb, self, &self->error);
}

static char *
format_before (TdWorkspace *self, guint keep_days)
{
  return keep_days > 0 ? td_history_format_time (td_workspace_now (self) -
                                                 (gint64) keep_days * 86400 * G_USEC_PER_SEC)
                       : NULL;
}

/**
 * td_workspace_maintain:
 * @self: a workspace
 * @keep_days: how long actions can be undone; 0: for ever
 * @error: return location
 *
 * RULE history-8: retention. Drops the changes of older actions (the list of actions stays), the
 * files nothing names any more, and old rows of the commit log. To be called once a day.
 *
 * Returns: whether it succeeded
 */
gboolean
td_workspace_maintain (TdWorkspace *self, guint keep_days, GError **error)
{
  Maintenance maintenance = { NULL };

  g_return_val_if_fail (TD_IS_WORKSPACE (self), FALSE);

  if (!td_workspace_check_writable (self, error))
    return FALSE;

  maintenance.before = format_before (self, keep_days);
  td_worker_run (self->writer, TD_PRIORITY_NOW, run_maintenance, &maintenance);
  td_workspace_update_labels (self);
  g_free (maintenance.before);
  if (maintenance.error == NULL)
    return TRUE;

  g_propagate_error (error, maintenance.error);
  return FALSE;
}

/* On the main thread. */
static gboolean
maintained_cb (gpointer data)
{
  Maintenance *maintenance = data;
  g_autoptr (GTask) task = maintenance->task;
  TdWorkspace *self = g_task_get_source_object (task);

  if (self->connection != NULL)
    td_workspace_update_labels (self);
  if (maintenance->error != NULL)
    g_task_return_error (task, maintenance->error);
  else
    g_task_return_boolean (task, TRUE);
  g_main_context_unref (maintenance->context);
  g_free (maintenance->before);
  g_free (maintenance);

  return G_SOURCE_REMOVE;
}

static void
run_maintenance_async (TdConnection *connection, gpointer data)
{
  Maintenance *maintenance = data;

  run_maintenance (connection, maintenance);
  td_worker_reply (maintenance->context, maintained_cb, maintenance);
}

/**
 * td_workspace_maintain_async:
 * @self: a workspace
 * @keep_days: how long actions can be undone; 0: for ever
 * @callback: (nullable): called on the main thread when it is done
 * @user_data: for @callback
 *
 * td_workspace_maintain() behind all other work of the writer thread.
 */
void
td_workspace_maintain_async (TdWorkspace *self,
                             guint keep_days,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Maintenance *maintenance;
  GError *error = NULL;

  g_return_if_fail (TD_IS_WORKSPACE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, td_workspace_maintain_async);
  g_task_set_check_cancellable (task, FALSE);
  if (!td_workspace_check_writable (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  maintenance = g_new0 (Maintenance, 1);
  maintenance->before = format_before (self, keep_days);
  maintenance->context = g_main_context_ref (self->context);
  maintenance->task = g_steal_pointer (&task);
  td_worker_push (self->writer, TD_PRIORITY_BACKGROUND, run_maintenance_async, maintenance);
}

/**
 * td_workspace_maintain_finish:
 * @self: a workspace
 * @result: the result
 * @error: return location
 *
 * Returns: whether it succeeded
 */
gboolean
td_workspace_maintain_finish (TdWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  TdKind kind;
  gint64 id;
  GError *error;
} Forget;

static gboolean
forget_cb (TdConnection *connection, gpointer data, GError **error)
{
  Forget *self = data;

  return td_history_purge_record (connection, self->kind, self->id, error);
}

static void
run_forget (TdConnection *connection, gpointer data)
{
  Forget *self = data;

  td_history_run (connection, forget_cb, self, &self->error);
}

/**
 * td_workspace_forget_record:
 * @self: a workspace
 * @kind: a kind
 * @id: a record with personal data that was deleted or overwritten
 * @error: return location
 *
 * RULE history-8: drops the changes of every action that touched the record, and so the possibility
 * to undo these and all older actions.
 *
 * Returns: whether history holds nothing of the record any more
 */
gboolean
td_workspace_forget_record (TdWorkspace *self, TdKind kind, gint64 id, GError **error)
{
  Forget forget = { kind, id, NULL };

  g_return_val_if_fail (TD_IS_WORKSPACE (self), FALSE);

  if (!td_workspace_check_writable (self, error))
    return FALSE;

  td_worker_run (self->writer, TD_PRIORITY_NOW, run_forget, &forget);
  td_workspace_update_labels (self);
  if (forget.error == NULL)
    return TRUE;

  g_propagate_error (error, forget.error);
  return FALSE;
}
