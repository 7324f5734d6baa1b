/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-import.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-input-file.h"

/* More than any plan; a file past it is refused before it is read */
#define LARGEST_FILE (64 * 1024 * 1024)

void
td_plan_import_free (TdPlanImport *import)
{
  if (import == NULL)
    return;

  td_plan_data_free (import->plan);
  td_source_document_free (import->source);
  g_free (import);
}

/**
 * td_plan_import_read:
 * @path: a .docx, .pdf, .txt or .json file
 * @progress: (nullable): told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop
 * @error: return location; names the file, the place and the reason
 *
 * Reads and understands a plan. Nothing is saved. Any thread.
 *
 * Returns: (nullable) (transfer full): the plan and the text it was read from
 */
TdPlanImport *
td_plan_import_read (const char *path,
                     TdProgressFunc progress,
                     gpointer progress_data,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GBytes) bytes = td_input_file_read (path, LARGEST_FILE, error);
  g_autoptr (TdPlanImport) import = NULL;
  g_autofree char *name = g_path_get_basename (path);

  if (bytes == NULL)
    return NULL;
  import = g_new0 (TdPlanImport, 1);
  import->plan =
      td_import_plan (bytes, name, progress, progress_data, cancellable, &import->source, error);
  if (import->plan == NULL)
    return NULL;

  /* A plan for exchange says itself where it came from. */
  if (import->source == NULL)
    return g_steal_pointer (&import);
  td_row_set_text (import->plan->plan,
                   td_kind_find_field (td_kind_spec (TD_KIND_PLAN), "source_name"), name);
  g_free (import->plan->plan->source_hash);
  import->plan->plan->source_hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  return g_steal_pointer (&import);
}

typedef struct
{
  char *path;
  TdProgressFunc progress;
  gpointer progress_data;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->path);
  g_free (request);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  TdPlanImport *import = td_plan_import_read (request->path, request->progress,
                                              request->progress_data, cancellable, &error);

  if (import != NULL)
    g_task_return_pointer (task, import, (GDestroyNotify) td_plan_import_free);
  else
    g_task_return_error (task, error);
}

/**
 * td_plan_import_read_async:
 * @path: as td_plan_import_read()
 * @progress: (nullable) (scope async): called on the worker thread
 * @progress_data: for @progress; must stay valid until @callback
 * @cancellable: (nullable): to stop
 * @callback: called on the main thread
 * @user_data: for @callback
 */
void
td_plan_import_read_async (const char *path,
                           TdProgressFunc progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->path = g_strdup (path);
  request->progress = progress;
  request->progress_data = progress_data;
  g_task_set_source_tag (task, td_plan_import_read_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, read_in_thread);
}

TdPlanImport *
td_plan_import_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
