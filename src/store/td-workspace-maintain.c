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
  Maintenance maintenance = { NULL, NULL };

  g_return_val_if_fail (TD_IS_WORKSPACE (self), FALSE);

  if (!td_workspace_check_writable (self, error))
    return FALSE;

  if (keep_days > 0)
    maintenance.before = td_history_format_time (td_workspace_now (self) -
                                                 (gint64) keep_days * 86400 * G_USEC_PER_SEC);
  td_worker_run (self->writer, TD_PRIORITY_NOW, run_maintenance, &maintenance);
  td_workspace_update_labels (self);
  g_free (maintenance.before);
  if (maintenance.error == NULL)
    return TRUE;

  g_propagate_error (error, maintenance.error);
  return FALSE;
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
