/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document-work.h"

#include "td-file-blob.h"
#include "td-plan-repository.h"

/**
 * td_document_state_free:
 * @self: (nullable) (transfer full): a document that was read
 */
void
td_document_state_free (TdDocumentState *self)
{
  if (self == NULL)
    return;

  td_row_free (TD_KIND_ISSUED_DOCUMENT, self->row);
  g_clear_pointer (&self->acts, g_ptr_array_unref);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_free (self);
}

static gpointer
read_cb (TdConnection *connection, gpointer data, GError **error)
{
  g_autoptr (TdDocumentState) state = g_new0 (TdDocumentState, 1);
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_ISSUED_DOCUMENT);
  g_autoptr (GPtrArray) found = NULL;
  gint64 id = *(gint64 *) data;

  td_query_where_int (query, "id", TD_QUERY_EQUAL, id);
  found = td_query_list (query, connection, error);
  if (found == NULL)
    return NULL;
  if (found->len > 0)
    state->row = td_row_copy (TD_KIND_ISSUED_DOCUMENT, g_ptr_array_index (found, 0));
  else
    return g_steal_pointer (&state);

  state->acts = td_document_list_acts (connection, id, error);
  if (state->acts == NULL)
    return NULL;
  if (state->row->file_hash != NULL)
    {
      state->file = td_file_blob_get (connection, state->row->file_hash, error);
      if (state->file == NULL)
        return NULL;
    }

  return g_steal_pointer (&state);
}

/**
 * td_document_state_read_async:
 * @workspace: where
 * @id: a document
 * @cancellable: (nullable): not wanted any more
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Reads a document, what was done with it, and its file.
 */
void
td_document_state_read_async (TdWorkspace *workspace,
                              gint64 id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  td_workspace_read_async (workspace, read_cb, g_memdup2 (&id, sizeof id), g_free,
                           (GDestroyNotify) td_document_state_free, cancellable, callback,
                           user_data);
}

/**
 * td_document_state_read_finish:
 * @workspace: where
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the document; its row is %NULL when there is none
 */
TdDocumentState *
td_document_state_read_finish (TdWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return td_workspace_read_finish (workspace, result, error);
}

/* Acts */

typedef struct
{
  TdWorkspace *workspace;
  TdDocumentWorkFunc func;
  gpointer data;
  GDestroyNotify destroy;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  if (work->destroy != NULL)
    work->destroy (work->data);
  g_object_unref (work->workspace);
  g_free (work);
}

static void
request_free (gpointer request)
{
  td_document_request_free (request);
}

static void
work_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  GError *error = NULL;
  TdDocumentRequest *request = work->func (work->data, cancellable, &error);

  if (request != NULL)
    g_task_return_pointer (task, request, request_free);
  else
    g_task_return_error (task, error);
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) outer = user_data;
  GError *error = NULL;

  if (td_document_request_run_finish (result, NULL, &error))
    g_task_return_boolean (outer, TRUE);
  else
    g_task_return_error (outer, error);
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) outer = user_data;
  GError *error = NULL;
  TdDocumentRequest *request = g_task_propagate_pointer (G_TASK (result), &error);

  if (request == NULL)
    g_task_return_error (outer, error);
  else
    td_document_request_run_async (request, TD_WORKSPACE (source), acted_cb,
                                   g_steal_pointer (&outer));
}

/**
 * td_document_work_async:
 * @workspace: where
 * @func: makes the request; on a worker thread, with plain data only
 * @data: for @func
 * @destroy: (nullable): frees @data
 * @cancellable: (nullable): ends the work; what was written stays
 * @callback: called on the main thread, after the durable commit
 * @user_data: for @callback
 */
void
td_document_work_async (TdWorkspace *workspace,
                        TdDocumentWorkFunc func,
                        gpointer data,
                        GDestroyNotify destroy,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *outer = g_task_new (workspace, cancellable, callback, user_data);
  g_autoptr (GTask) inner = g_task_new (workspace, cancellable, worked_cb, outer);
  Work *work = g_new0 (Work, 1);

  work->workspace = g_object_ref (workspace);
  work->func = func;
  work->data = data;
  work->destroy = destroy;
  g_task_set_source_tag (outer, td_document_work_async);
  g_task_set_task_data (inner, work, work_free);
  g_task_run_in_thread (inner, work_thread);
}

/**
 * td_document_work_finish:
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: whether the act was done
 */
gboolean
td_document_work_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Making the file */

typedef struct
{
  TdIssuedDocumentRow *row;
  TdPlanData *plan;
  gboolean portable;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  td_row_free (TD_KIND_ISSUED_DOCUMENT, making->row);
  td_plan_data_free (making->plan);
  g_free (making);
}

static TdDocumentRequest *
make_cb (gpointer data, GCancellable *cancellable, GError **error)
{
  Making *making = data;

  return td_document_file_prepare (making->row, making->plan, making->portable, error);
}

static gpointer
load_plan_cb (TdConnection *connection, gpointer data, GError **error)
{
  return td_plan_repository_load (connection, *(gint64 *) data, error);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) outer = user_data;
  GError *error = NULL;

  if (td_document_work_finish (result, &error))
    g_task_return_boolean (outer, TRUE);
  else
    g_task_return_error (outer, error);
}

static char portable_tag;

static void
plan_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) outer = user_data;
  GError *error = NULL;
  Making *making;
  TdPlanData *plan = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);

  if (plan == NULL)
    {
      g_task_return_error (outer, error);
      return;
    }
  making = g_new0 (Making, 1);
  making->row = td_row_copy (TD_KIND_ISSUED_DOCUMENT, g_task_get_task_data (outer));
  making->plan = plan;
  making->portable = g_task_get_source_tag (outer) == &portable_tag;
  td_document_work_async (TD_WORKSPACE (source), make_cb, making, making_free, NULL, made_cb,
                          g_steal_pointer (&outer));
}

static void
row_free (gpointer row)
{
  td_row_free (TD_KIND_ISSUED_DOCUMENT, row);
}

/**
 * td_document_prepare_async:
 * @workspace: where
 * @document: a document whose plan is closed
 * @portable: the file goes to another program to be signed
 * @callback: called on the main thread; td_document_work_finish()
 * @user_data: for @callback
 */
void
td_document_prepare_async (TdWorkspace *workspace,
                           const TdIssuedDocumentRow *document,
                           gboolean portable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (workspace, NULL, callback, user_data);

  g_task_set_source_tag (task, portable ? (gpointer) &portable_tag : td_document_prepare_async);
  g_task_set_task_data (task, td_row_copy (TD_KIND_ISSUED_DOCUMENT, document), row_free);
  td_workspace_read_async (workspace, load_plan_cb,
                           g_memdup2 (&document->plan_id, sizeof document->plan_id), g_free,
                           (GDestroyNotify) td_plan_data_free, NULL, plan_loaded_cb, task);
}

/* Verifying */

typedef struct
{
  GBytes *file;
  char *name;
  GPtrArray *anchors; /* (nullable) (element-type utf8) */
  gboolean system_trust;
} Verifying;

static void
verifying_free (gpointer data)
{
  Verifying *verifying = data;

  g_bytes_unref (verifying->file);
  g_clear_pointer (&verifying->anchors, g_ptr_array_unref);
  g_free (verifying->name);
  g_free (verifying);
}

static void
verification_free (gpointer verification)
{
  td_verification_free (verification);
}

static void
verify_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Verifying *verifying = task_data;
  GError *error = NULL;
  TdTrust *trust = NULL;
  TdVerification *verification = NULL;

  trust = td_signing_open_trust (verifying->anchors, verifying->system_trust, &error);
  if (trust != NULL)
    verification = td_verify (verifying->file, verifying->name, trust, cancellable, &error);
  if (trust != NULL)
    td_trust_free (trust);
  if (verification != NULL)
    g_task_return_pointer (task, verification, verification_free);
  else
    g_task_return_error (task, error);
}

/**
 * td_document_verify_async:
 * @file: a PDF
 * @name: (nullable): its name, for messages
 * @anchor: (nullable): a PEM file that is trusted this time, instead of the folder of the user
 * @system_trust: whether the authorities the system trusts are trusted too
 * @cancellable: (nullable): not wanted any more
 * @callback: called on the main thread
 * @user_data: for @callback
 */
void
td_document_verify_async (GBytes *file,
                          const char *name,
                          const char *anchor,
                          gboolean system_trust,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Verifying *verifying = g_new0 (Verifying, 1);

  verifying->file = g_bytes_ref (file);
  verifying->name = g_strdup (name);
  verifying->system_trust = system_trust;
  if (anchor != NULL)
    {
      verifying->anchors = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (verifying->anchors, g_strdup (anchor));
    }
  g_task_set_source_tag (task, td_document_verify_async);
  g_task_set_task_data (task, verifying, verifying_free);
  g_task_run_in_thread (task, verify_thread);
}

/**
 * td_document_verify_finish:
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (nullable) (transfer full): what the signatures say
 */
TdVerification *
td_document_verify_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Files from elsewhere */

static void
foreign_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *file = td_signing_read_file (task_data, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/**
 * td_document_read_foreign_async:
 * @path: a PDF file
 * @cancellable: (nullable): not wanted any more
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Reads a file from elsewhere.
 */
void
td_document_read_foreign_async (const char *path,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, td_document_read_foreign_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, foreign_thread);
}

/**
 * td_document_read_foreign_finish:
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the file
 */
GBytes *
td_document_read_foreign_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
