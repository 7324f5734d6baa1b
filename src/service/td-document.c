/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "td-date.h"
#include "td-document-acts.h"
#include "td-document-number.h"
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

typedef struct
{
  TdDocumentNumberRow row; /* borrowed strings */
  gint64 id;
} Keeping;

static gboolean
reserve_cb (TdWriter *writer, gpointer data, GError **error)
{
  Keeping *keeping = data;

  keeping->row.series_id =
      td_document_number_find_series (td_writer_get_connection (writer), keeping->row.symbol);
  keeping->row.who = (char *) td_writer_get_author (writer);
  keeping->id = td_document_number_reserve (writer, &keeping->row, error);

  return keeping->id != 0;
}

/**
 * td_document_reserve:
 * @workspace: where
 * @number: the number to keep, 0: the next one
 * @year: its year
 * @symbol: (nullable): "KH-SGDĐT"
 * @note: (nullable): what for
 * @error: return location: %TD_ERROR_REFUSED when it is taken
 *
 * Keeps a number for a document that is still to come.
 *
 * Returns: the entry in the book of numbers; 0 on failure
 */
gint64
td_document_reserve (TdWorkspace *workspace,
                     gint64 number,
                     gint64 year,
                     const char *symbol,
                     const char *note,
                     GError **error)
{
  g_autofree char *at = td_date_now_iso ();
  Keeping keeping = {
    { .number = number, .year = year, .symbol = (char *) symbol, .at = at, .note = (char *) note },
    0
  };

  return td_workspace_act (workspace, "document.act", _ ("Keep a number"), reserve_cb, &keeping,
                           error)
             ? keeping.id
             : 0;
}

static gboolean
release_cb (TdWriter *writer, gpointer data, GError **error)
{
  Keeping *keeping = data;

  return td_document_number_release (writer, keeping->id, keeping->row.at, keeping->row.note,
                                     error);
}

/**
 * td_document_release:
 * @workspace: where
 * @entry_id: the entry of a kept number
 * @note: (nullable): why
 * @error: return location: %TD_ERROR_REFUSED when a document has it
 *
 * Returns: whether the number is free again
 */
gboolean
td_document_release (TdWorkspace *workspace, gint64 entry_id, const char *note, GError **error)
{
  g_autofree char *at = td_date_now_iso ();
  Keeping keeping = { { .at = at, .note = (char *) note }, entry_id };

  return td_workspace_act (workspace, "document.act", _ ("Release a number"), release_cb, &keeping,
                           error);
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
