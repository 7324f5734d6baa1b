/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-history-private.h"
#include "td-workspace-private.h"

/* Writing what is no act of a person: into tables that history does not capture. */
typedef struct
{
  TdNoteFunc func;
  gpointer data;
  GDestroyNotify destroy;
  GError *error;
  GMainContext *context;
  GTask *task; /* touched on the main thread only */
} Note;

static void
run_note (TdConnection *connection, gpointer data)
{
  Note *self = data;

  td_history_run (connection, self->func, self->data, &self->error);
}

/**
 * td_workspace_note:
 * @self: a workspace
 * @func: writes, on the writer thread, into tables that are not captured
 * @data: for @func
 * @error: return location
 *
 * Writes what the program notes for itself, such as that a reminder was read: one transaction that
 * is not in the history, is not undone and does not make others read anew. Waits for it.
 *
 * Returns: whether it was written
 */
gboolean
td_workspace_note (TdWorkspace *self, TdNoteFunc func, gpointer data, GError **error)
{
  Note note = { func, data };

  g_return_val_if_fail (TD_IS_WORKSPACE (self), FALSE);

  if (!td_workspace_check_writable (self, error))
    return FALSE;
  td_worker_run (self->writer, TD_PRIORITY_NOW, run_note, &note);
  if (note.error == NULL)
    return TRUE;
  g_propagate_error (error, note.error);

  return FALSE;
}

static gboolean
noted_cb (gpointer data)
{
  Note *note = data;
  g_autoptr (GTask) task = note->task;
  g_autoptr (TdWorkspace) workspace = g_object_ref (g_task_get_source_object (task));
  gboolean written = note->error == NULL;

  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, note->error);
  if (written)
    g_signal_emit_by_name (workspace, "noted");
  if (note->destroy != NULL)
    note->destroy (note->data);
  g_main_context_unref (note->context);
  g_free (note);

  return G_SOURCE_REMOVE;
}

static void
run_note_async (TdConnection *connection, gpointer data)
{
  Note *note = data;

  run_note (connection, note);
  td_worker_reply (note->context, noted_cb, note);
}

/**
 * td_workspace_note_async:
 * @self: a workspace
 * @func: writes, on the writer thread
 * @data: for @func: plain data
 * @destroy: (nullable): frees @data, on the main thread
 * @callback: (nullable): called on the main thread
 * @user_data: for @callback
 *
 * td_workspace_note() behind all other work of the writer thread. When it is written, the workspace
 * emits "noted" after @callback.
 */
void
td_workspace_note_async (TdWorkspace *self,
                         TdNoteFunc func,
                         gpointer data,
                         GDestroyNotify destroy,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Note *note;

  g_return_if_fail (TD_IS_WORKSPACE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, td_workspace_note_async);
  if (!td_workspace_check_writable (self, &error))
    {
      if (destroy != NULL)
        destroy (data);
      g_task_return_error (task, error);
      return;
    }
  note = g_new0 (Note, 1);
  note->func = func;
  note->data = data;
  note->destroy = destroy;
  note->context = g_main_context_ref (self->context);
  note->task = g_steal_pointer (&task);
  td_worker_push (self->writer, TD_PRIORITY_BACKGROUND, run_note_async, note);
}

gboolean
td_workspace_note_finish (TdWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
