/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-workspace.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-row-sql.h"
#include "td-workspace-private.h"

/* One read on its way. */
typedef struct
{
  TdReadFunc func;
  gpointer data;
  GDestroyNotify destroy;
  GDestroyNotify destroy_result;
  GMainContext *context;
  GCancellable *cancellable; /* nullable */
  GTask *task;               /* touched on the main thread only */
  gpointer result;
  GError *error;
} Read;

static void
read_free (Read *self)
{
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->task);
  g_clear_error (&self->error);
  g_main_context_unref (self->context);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Read, read_free)

static gboolean
end_read_cb (gpointer data)
{
  g_autoptr (Read) read = data;

  if (read->error != NULL)
    g_task_return_error (read->task, g_steal_pointer (&read->error));
  else
    g_task_return_pointer (read->task, read->result, read->destroy_result);

  return G_SOURCE_REMOVE;
}

/* On the reader thread; what was cancelled meanwhile is not read. */
static void
run_read (TdConnection *connection, gpointer data)
{
  Read *read = data;

  if (!g_cancellable_set_error_if_cancelled (read->cancellable, &read->error))
    read->result = read->func (connection, read->data, &read->error);

  td_worker_reply (read->context, end_read_cb, read);
}

/* td_workspace_read_async() with a priority: pages on the screen go before lists of ids. */
void
td_workspace_read_full (TdWorkspace *self,
                        TdPriority priority,
                        TdReadFunc func,
                        gpointer data,
                        GDestroyNotify destroy,
                        GDestroyNotify destroy_result,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Read *read;

  read = g_new0 (Read, 1);
  read->func = func;
  read->data = data;
  read->destroy = destroy;
  read->destroy_result = destroy_result;
  read->context = g_main_context_ref (self->context);
  read->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  read->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (read->task, td_workspace_read_async);

  if (self->reader == NULL)
    {
      g_task_return_new_error (read->task, TD_ERROR, TD_ERROR_REFUSED, "%s",
                               _ ("The workspace is closed."));
      read_free (read);
      return;
    }

  td_worker_push (self->reader, priority, run_read, read);
}

/**
 * td_workspace_read_async:
 * @self: a workspace
 * @func: reads, on the reader thread
 * @data: for @func: plain data
 * @destroy: (nullable): frees @data, on the main thread
 * @destroy_result: (nullable): frees a result nobody took
 * @cancellable: (nullable): to drop the read
 * @callback: called on the main thread
 * @user_data: for @callback
 */
void
td_workspace_read_async (TdWorkspace *self,
                         TdReadFunc func,
                         gpointer data,
                         GDestroyNotify destroy,
                         GDestroyNotify destroy_result,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (TD_IS_WORKSPACE (self) && func != NULL);

  td_workspace_read_full (self, TD_PRIORITY_SOON, func, data, destroy, destroy_result, cancellable,
                          callback, user_data);
}

/**
 * td_workspace_read_finish:
 * @self: a workspace
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): what the function of [method@Workspace.read_async] returned
 */
gpointer
td_workspace_read_finish (TdWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * td_workspace_get_connection:
 * @self: a workspace
 *
 * Returns: (nullable): the reading connection of the main thread; NULL when closed
 */
TdConnection *
td_workspace_get_connection (TdWorkspace *self)
{
  g_return_val_if_fail (TD_IS_WORKSPACE (self), NULL);

  return self->connection;
}

/**
 * td_workspace_get_row:
 * @self: a workspace
 * @kind: a kind
 * @id: a record
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the record as it is in the file; free with td_row_free()
 */
gpointer
td_workspace_get_row (TdWorkspace *self, TdKind kind, gint64 id, GError **error)
{
  g_return_val_if_fail (TD_IS_WORKSPACE (self) && self->connection != NULL, NULL);

  return td_row_sql_get (self->connection, kind, id, error);
}

/**
 * td_workspace_list_rows:
 * @self: a workspace
 * @query: which records
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the records, owned by the array
 */
GPtrArray *
td_workspace_list_rows (TdWorkspace *self, const TdQuery *query, GError **error)
{
  g_return_val_if_fail (TD_IS_WORKSPACE (self) && self->connection != NULL, NULL);

  return td_query_list (query, self->connection, error);
}

/**
 * td_workspace_list_history:
 * @self: a workspace
 * @limit: the greatest number of actions; 0: all
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type TdHistoryEntry): the actions, newest first
 */
GPtrArray *
td_workspace_list_history (TdWorkspace *self, guint limit, GError **error)
{
  g_return_val_if_fail (TD_IS_WORKSPACE (self) && self->connection != NULL, NULL);

  return td_history_list (self->connection, limit, error);
}

/**
 * td_workspace_get_record:
 * @self: a workspace
 * @kind: a kind
 * @id: a record
 *
 * Returns: (transfer full): the live object of that record, the same for everybody; it says
 *   `deleted` when there is no such record
 */
TdRecord *
td_workspace_get_record (TdWorkspace *self, TdKind kind, gint64 id)
{
  g_return_val_if_fail (TD_IS_WORKSPACE (self), NULL);

  return td_live_get (self->live, kind, id, TRUE);
}

/**
 * td_workspace_refresh:
 * @self: a workspace
 *
 * Reads what was committed since the last time and brings the live objects up to date. It is called
 * after each own commit and twice a second when the file changed; call it when the window becomes
 * active.
 */
void
td_workspace_refresh (TdWorkspace *self)
{
  g_return_if_fail (TD_IS_WORKSPACE (self));

  if (self->connection != NULL && self->live != NULL)
    td_live_refresh (self->live);
}
