/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-workspace.h"

#include "td-history-private.h"
#include "td-import-slices.h"
#include "td-workspace-private.h"

typedef enum
{
  OP_ACT,
  OP_UNDO,
  OP_REDO,
} Operation;

/* One write on its way: plain data while the writer thread has it. */
typedef struct
{
  Operation operation;
  char *action;
  char *label;
  char *author;
  char *origin;
  char *merge_key;
  gint64 now;
  TdActionFunc func;
  gpointer data;
  GDestroyNotify destroy;

  GMainContext *context; /* where it ends */
  GTask *task;           /* touched on the main thread only; NULL: someone waits */
  GError *error;         /* the result */
  gboolean clean_up;     /* the action dropped an undone import */
} Write;

static void
write_free (Write *self)
{
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_clear_object (&self->task);
  g_clear_error (&self->error);
  g_main_context_unref (self->context);
  g_free (self->action);
  g_free (self->label);
  g_free (self->author);
  g_free (self->origin);
  g_free (self->merge_key);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Write, write_free)

static Write *
write_new (TdWorkspace *self, Operation operation)
{
  Write *write = g_new0 (Write, 1);

  write->operation = operation;
  write->author = g_strdup (self->author);
  write->origin = g_strdup (self->origin);
  write->now = td_workspace_now (self);
  write->context = g_main_context_ref (self->context);

  return write;
}

/* On the writer thread. */
static void
run_write (TdConnection *connection, gpointer data)
{
  Write *write = data;
  TdActionRequest request = {
    write->action, write->label, write->author, write->origin, write->merge_key, write->now,
  };

  switch (write->operation)
    {
    case OP_UNDO:
      td_history_undo (connection, &write->error);
      break;
    case OP_REDO:
      td_history_redo (connection, &write->error);
      break;
    case OP_ACT:
    default:
      td_history_act (connection, &request, write->func, write->data, &write->error);
      write->clean_up = td_import_slices_have_removed (connection);
    }
}

/* On the main thread, after the durable commit or the failure. */
static gboolean
end_write_cb (gpointer data)
{
  g_autoptr (Write) write = data;
  g_autoptr (GTask) task = g_steal_pointer (&write->task);
  TdWorkspace *self = g_task_get_source_object (task);

  td_workspace_write_ended (self, write->error);
  g_task_set_task_data (task, NULL, NULL);
  if (self->connection != NULL)
    td_workspace_refresh (self);
  if (write->clean_up && self->writer != NULL)
    td_import_slices_clean_up (self);

  if (write->error != NULL)
    g_task_return_error (task, g_steal_pointer (&write->error));
  else
    g_task_return_boolean (task, TRUE);

  return G_SOURCE_REMOVE;
}

static void
run_write_async (TdConnection *connection, gpointer data)
{
  Write *write = data;

  run_write (connection, write);
  td_worker_reply (write->context, end_write_cb, write);
}

static void
start_write (
    TdWorkspace *self, Write *write, gpointer tag, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  if (!td_workspace_check_writable (self, &error))
    {
      g_task_return_error (task, error);
      write_free (write);
      return;
    }

  write->task = g_steal_pointer (&task);
  td_workspace_write_started (self);
  td_worker_push (self->writer, TD_PRIORITY_NOW, run_write_async, write);
}

static gboolean
wait_write (TdWorkspace *self, Write *write, GError **error)
{
  g_autoptr (Write) owned = write;

  if (!td_workspace_check_writable (self, error))
    return FALSE;

  td_workspace_write_started (self);
  td_worker_run (self->writer, TD_PRIORITY_NOW, run_write, write);
  td_workspace_write_ended (self, write->error);
  td_workspace_refresh (self);
  if (write->clean_up)
    td_import_slices_clean_up (self);

  if (write->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&write->error));
  return FALSE;
}

/**
 * td_workspace_act:
 * @self: a workspace
 * @action: what kind of action, an id of td-action.c
 * @label: what is done, in the user's words, translated
 * @func: does it, on the writer thread
 * @data: for @func: plain data
 * @error: return location
 *
 * Runs one action and waits until it is durable: for the command line and for tests. All of it
 * happens, or nothing.
 *
 * Returns: whether it happened
 */
gboolean
td_workspace_act (TdWorkspace *self,
                  const char *action,
                  const char *label,
                  TdActionFunc func,
                  gpointer data,
                  GError **error)
{
  Write *write;

  g_return_val_if_fail (TD_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (action != NULL && label != NULL && func != NULL, FALSE);

  write = write_new (self, OP_ACT);
  write->action = g_strdup (action);
  write->label = g_strdup (label);
  write->func = func;
  write->data = data;

  return wait_write (self, write, error);
}

/**
 * td_workspace_act_async:
 * @self: a workspace
 * @action: what kind of action, an id of td-action.c
 * @label: what is done, in the user's words, translated
 * @merge_key: (nullable): actions with the same key within ten seconds become one: "task/7/note"
 * @func: does it, on the writer thread
 * @data: for @func: plain data
 * @destroy: (nullable): frees @data, on the main thread
 * @callback: (nullable): called on the main thread when the commit is durable or has failed, after
 *   the live objects were refreshed
 * @user_data: for @callback
 *
 * A write that was queued always runs; it cannot be cancelled.
 */
void
td_workspace_act_async (TdWorkspace *self,
                        const char *action,
                        const char *label,
                        const char *merge_key,
                        TdActionFunc func,
                        gpointer data,
                        GDestroyNotify destroy,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Write *write;

  g_return_if_fail (TD_IS_WORKSPACE (self));
  g_return_if_fail (action != NULL && label != NULL && func != NULL);

  write = write_new (self, OP_ACT);
  write->action = g_strdup (action);
  write->label = g_strdup (label);
  write->merge_key = g_strdup (merge_key);
  write->func = func;
  write->data = data;
  write->destroy = destroy;
  start_write (self, write, td_workspace_act_async, callback, user_data);
}

/**
 * td_workspace_act_finish:
 * @self: a workspace
 * @result: the result
 * @error: return location
 *
 * Returns: whether the action happened
 */
gboolean
td_workspace_act_finish (TdWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * td_workspace_undo:
 * @self: a workspace
 * @error: return location
 *
 * Takes back the newest action, of whatever program, and waits until that is durable.
 *
 * Returns: whether it was taken back; TD_ERROR_REFUSED or TD_ERROR_CONFLICT say why not
 */
gboolean
td_workspace_undo (TdWorkspace *self, GError **error)
{
  g_return_val_if_fail (TD_IS_WORKSPACE (self), FALSE);

  return wait_write (self, write_new (self, OP_UNDO), error);
}

/**
 * td_workspace_redo:
 * @self: a workspace
 * @error: return location
 *
 * Does the action again that was taken back last, and waits until that is durable.
 *
 * Returns: whether it was done again
 */
gboolean
td_workspace_redo (TdWorkspace *self, GError **error)
{
  g_return_val_if_fail (TD_IS_WORKSPACE (self), FALSE);

  return wait_write (self, write_new (self, OP_REDO), error);
}

/**
 * td_workspace_undo_async:
 * @self: a workspace
 * @callback: (nullable): called when it is durable or has failed
 * @user_data: for @callback
 */
void
td_workspace_undo_async (TdWorkspace *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TD_IS_WORKSPACE (self));

  start_write (self, write_new (self, OP_UNDO), td_workspace_undo_async, callback, user_data);
}

/**
 * td_workspace_redo_async:
 * @self: a workspace
 * @callback: (nullable): called when it is durable or has failed
 * @user_data: for @callback
 */
void
td_workspace_redo_async (TdWorkspace *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TD_IS_WORKSPACE (self));

  start_write (self, write_new (self, OP_REDO), td_workspace_redo_async, callback, user_data);
}

/**
 * td_workspace_undo_finish:
 * @self: a workspace
 * @result: the result
 * @error: return location
 *
 * Returns: whether it was taken back
 */
gboolean
td_workspace_undo_finish (TdWorkspace *self, GAsyncResult *result, GError **error)
{
  return td_workspace_act_finish (self, result, error);
}

/**
 * td_workspace_redo_finish:
 * @self: a workspace
 * @result: the result
 * @error: return location
 *
 * Returns: whether it was done again
 */
gboolean
td_workspace_redo_finish (TdWorkspace *self, GAsyncResult *result, GError **error)
{
  return td_workspace_act_finish (self, result, error);
}
