/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "td-date.h"
#include "td-document-acts.h"
#include "td-error.h"

/**
 * td_document_request_new:
 * @act: TD_ACT_*
 * @document_id: the document, 0: one that is made by the act
 *
 * Returns: (transfer full): the request; fill in what the act needs and run it once
 */
TdDocumentRequest *
td_document_request_new (const char *act, gint64 document_id)
{
  TdDocumentRequest *self = g_new0 (TdDocumentRequest, 1);

  self->act = g_strdup (act);
  self->document_id = document_id;
  self->series_id = -1;
  self->at = td_date_now_iso ();

  return self;
}

/**
 * td_document_request_free:
 * @self: (nullable) (transfer full): a request
 */
void
td_document_request_free (TdDocumentRequest *self)
{
  if (self == NULL)
    return;

  g_free (self->act);
  g_free (self->form);
  g_free (self->date);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_free (self->file_name);
  g_free (self->from_hash);
  g_free (self->state);
  g_free (self->who);
  g_free (self->certificate);
  g_strfreev (self->values);
  g_free (self->note);
  g_free (self->at);
  g_free (self);
}

static gboolean
run_on_writer (TdWriter *writer, gpointer data, GError **error)
{
  return td_document_act (writer, data, error);
}

static char *
make_label (const TdDocumentRequest *self)
{
  /* Translators: an entry of the history: "Document: Numbered" */
  return g_strdup_printf (_ ("Document: %s"), td_document_act_label (self->act));
}

/**
 * td_document_request_run:
 * @self: a request
 * @workspace: where
 * @document_id: (out) (optional): the document
 * @error: return location: %TD_ERROR_REFUSED, in words, when the act is not possible now
 *
 * Runs the act and waits for the durable commit: for the command line and tests.
 *
 * Returns: whether it was done; otherwise nothing was changed
 */
gboolean
td_document_request_run (TdDocumentRequest *self,
                         TdWorkspace *workspace,
                         gint64 *document_id,
                         GError **error)
{
  g_autofree char *label = make_label (self);

  g_return_val_if_fail (self != NULL && TD_IS_WORKSPACE (workspace), FALSE);

  if (!td_workspace_act (workspace, "document.act", label, run_on_writer, self, error))
    return FALSE;
  if (document_id != NULL)
    *document_id = self->result_id;

  return TRUE;
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TdDocumentRequest *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (td_workspace_act_finish (TD_WORKSPACE (source), result, &error))
    g_task_return_int (task, self->result_id);
  else
    g_task_return_error (task, error);
}

/**
 * td_document_request_run_async:
 * @self: (transfer full): a request
 * @workspace: where
 * @callback: (nullable): called on the main thread after the durable commit
 * @user_data: for @callback
 *
 * Queues the act.
 */
void
td_document_request_run_async (TdDocumentRequest *self,
                               TdWorkspace *workspace,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (workspace, NULL, callback, user_data);
  g_autofree char *label = make_label (self);

  g_task_set_source_tag (task, td_document_request_run_async);
  g_task_set_task_data (task, self, (GDestroyNotify) td_document_request_free);
  td_workspace_act_async (workspace, "document.act", label, NULL, run_on_writer, self, NULL,
                          acted_cb, task);
}

/**
 * td_document_request_run_finish:
 * @result: as given to the callback
 * @document_id: (out) (optional): the document
 * @error: return location
 *
 * Returns: whether the act was done; otherwise nothing was changed
 */
gboolean
td_document_request_run_finish (GAsyncResult *result, gint64 *document_id, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gssize id = g_task_propagate_int (G_TASK (result), &reason);

  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (document_id != NULL)
    *document_id = id;

  return TRUE;
}

/**
 * td_document_find_of_plan:
 * @connection: where to read
 * @plan_id: a plan
 *
 * Returns: the newest document of the plan that was not withdrawn; 0: none
 */
gint64
td_document_find_of_plan (TdConnection *connection, gint64 plan_id)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection,
      "SELECT max (id) FROM issued_document WHERE plan_id = ?1 AND state <> 'withdrawn'", NULL);

  if (statement == NULL)
    return 0;

  td_statement_bind_int (statement, 1, plan_id);
  return td_statement_step (statement, NULL) == TD_STEP_ROW ? td_statement_int (statement, 0) : 0;
}

/**
 * td_document_list_acts:
 * @connection: where to read
 * @document_id: a document
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type TdDocumentActRow): what was done with it,
 * oldest first
 */
GPtrArray *
td_document_list_acts (TdConnection *connection, gint64 document_id, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_DOCUMENT_ACT);

  td_query_where_int (query, "document_id", TD_QUERY_EQUAL, document_id);

  return td_query_list (query, connection, error);
}
