/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document-files.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>

#include "td-application.h"
#include "td-document-register.h"
#include "td-document-work.h"
#include "td-file-filter.h"
#include "td-output-file.h"
#include "td-pdf-print.h"
#include "td-window.h"

typedef enum
{
  FILE_EXPORT,
  FILE_IMPORT,
  FILE_SCAN,
  FILE_REGISTER,
  FILE_SIGNED,
  FILE_ANCHOR, /* the certificate of an authority */
} FileUse;

/* One file on its way: what it is for and where it is */
typedef struct
{
  TdDocumentsPage *page; /* counted */
  FileUse use;
  char *path;
  gint64 id;
  GBytes *file;            /* SIGNED: what is saved */
  GtkFileFilter *workbook; /* (nullable): REGISTER: chosen when an Excel file is wanted */
  gboolean renamed;        /* nobody was asked whether that file may be replaced */
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->page);
  g_free (job->path);
  g_clear_pointer (&job->file, g_bytes_unref);
  g_clear_object (&job->workbook);
  g_free (job);
}

static const TdDocumentState *
state_of (TdDocumentsPage *page)
{
  TdDocumentView *view = td_documents_page_get_view (page);

  return view != NULL ? td_document_view_get_state (view) : NULL;
}

static void
tell (TdDocumentsPage *page, const char *heading, const GError *error)
{
  TdWindow *window = td_window_of (GTK_WIDGET (page));

  if (window != NULL && error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    td_window_show_error (window, heading, error);
}

static void
tell_written (TdDocumentsPage *page, const char *path)
{
  TdWindow *window = td_window_of (GTK_WIDGET (page));

  if (window != NULL)
    td_window_toast_written (window, path);
}

/* Out */

static void
write_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  gpointer *parts = task_data;
  GError *error = NULL;

  /* The file dialog has asked already whether to replace. */
  if (td_output_file_write_bytes (parts[0], TRUE, parts[1], &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
parts_free (gpointer data)
{
  gpointer *parts = data;

  g_free (parts[0]);
  g_bytes_unref (parts[1]);
  g_free (parts);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  const TdDocumentState *state = state_of (job->page);

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    tell (job->page, _ ("The file could not be written"), error);
  else
    {
      tell_written (job->page, job->path);
      /* Taking a copy of what is issued is no act; handing it out to be signed is one. */
      if (state != NULL && state->row->row.id == job->id && !td_document_is_closed (state->row))
        td_document_request_run_async (td_document_request_new (TD_ACT_EXPORT, job->id),
                                       td_documents_page_get_workspace (job->page), NULL, NULL);
    }
  job_free (job);
}

static void
write_file (Job *job, GBytes *file)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, written_cb, job);
  gpointer *parts = g_new0 (gpointer, 2);

  parts[0] = g_strdup (job->path);
  parts[1] = g_bytes_ref (file);
  g_task_set_task_data (task, parts, parts_free);
  g_task_run_in_thread (task, write_thread);
}

static void
exact_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  TdDocumentState *state = td_document_state_read_finish (TD_WORKSPACE (source), result, &error);

  if (state != NULL && state->file != NULL)
    {
      write_file (job, state->file);
    }
  else
    {
      tell (job->page, _ ("The file could not be written"), error);
      job_free (job);
    }
  td_document_state_free (state);
}

static void
exact_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;

  if (td_document_work_finish (result, &error))
    {
      td_document_state_read_async (TD_WORKSPACE (source), job->id, NULL, exact_read_cb, job);
      return;
    }
  tell (job->page, _ ("The file could not be written"), error);
  job_free (job);
}

/* Whether nobody has the file yet, so that it may be made anew. */
static gboolean
is_at_home (const TdDocumentState *state)
{
  if (state == NULL || state->row->plan_id == 0 ||
      g_strcmp0 (state->row->form, TD_DOCUMENT_PAPER) == 0 ||
      !td_document_may (state->row, TD_ACT_PREPARE, NULL))
    return FALSE;
  for (guint i = 0; i < state->acts->len; i++)
    {
      const TdDocumentActRow *act = g_ptr_array_index (state->acts, i);

      if (g_strcmp0 (act->act, TD_ACT_EXPORT) == 0)
        return FALSE;
    }

  return TRUE;
}

/* Another program fills a field as it is: the one of the seal gets the seal's exact place. */
static void
export_file (Job *job)
{
  TdDocumentView *view = td_documents_page_get_view (job->page);
  const TdDocumentState *state = state_of (job->page);

  if (is_at_home (state))
    td_document_prepare_async (td_documents_page_get_workspace (job->page), state->row, TRUE,
                               exact_made_cb, job);
  else
    write_file (job, td_document_view_get_file (view));
}

/**
 * td_document_files_export:
 * @page: the page, with a document open
 * @path: where to
 *
 * Writes the file of the document; one that is still to be signed is made for another program.
 */
void
td_document_files_export (TdDocumentsPage *page, const char *path)
{
  const TdDocumentState *state = state_of (page);
  Job *job = g_new0 (Job, 1);

  job->page = g_object_ref (page);
  job->use = FILE_EXPORT;
  job->path = g_strdup (path);
  job->id = state != NULL ? state->row->row.id : 0;
  export_file (job);
}

typedef struct
{
  char *path;
  gint64 year;
  gboolean replace;
} RegisterJob;

static void
register_job_free (gpointer data)
{
  g_free (((RegisterJob *) data)->path);
  g_free (data);
}

static gpointer
register_thread (TdConnection *connection, gpointer data, GError **error)
{
  RegisterJob *job = data;
  TdRegisterFilter filter = { job->year, NULL, TRUE, NULL };

  return td_document_register_export (connection, &filter, job->path, job->replace, error)
             ? g_strdup (job->path)
             : NULL;
}

static void
register_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);

  if (path != NULL)
    tell_written (job->page, path);
  else
    tell (job->page, _ ("The register could not be written"), error);
  job_free (job);
}

static void
export_register (Job *job)
{
  RegisterJob *data = g_new0 (RegisterJob, 1);

  data->path = g_strdup (job->path);
  data->replace = !job->renamed;
  data->year = td_documents_page_get_year (job->page);
  td_workspace_read_async (td_documents_page_get_workspace (job->page), register_thread, data,
                           register_job_free, g_free, NULL, register_cb, job);
}

/* In */

typedef struct
{
  TdIssuedDocumentRow *row;
  GBytes *file; /* (nullable) */
  GBytes *imported;
  char *name;
  gboolean system_trust;
  FileUse use;
} Taking;

static void
taking_free (gpointer data)
{
  Taking *taking = data;

  td_row_free (TD_KIND_ISSUED_DOCUMENT, taking->row);
  g_clear_pointer (&taking->file, g_bytes_unref);
  g_clear_pointer (&taking->imported, g_bytes_unref);
  g_free (taking->name);
  g_free (taking);
}

static TdDocumentRequest *
take_cb (gpointer data, GCancellable *cancellable, GError **error)
{
  Taking *taking = data;
  g_autoptr (TdTrust) trust = NULL;
  TdDocumentRequest *request;

  if (taking->use == FILE_SCAN)
    {
      request = td_document_request_new (TD_ACT_SCAN, taking->row->row.id);
      request->file = g_bytes_ref (taking->imported);
      request->file_name = g_strdup (taking->name);
      return request;
    }
  trust = td_signing_open_trust (NULL, taking->system_trust, error);

  return trust != NULL ? td_document_file_import (taking->row, taking->file, taking->imported,
                                                  taking->name, trust, cancellable, error)
                       : NULL;
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;

  if (!td_document_work_finish (result, &error))
    tell (job->page, _ ("The file was not taken"), error);
  job_free (job);
}

static void
foreign_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = td_document_read_foreign_finish (result, &error);
  const TdDocumentState *state = state_of (job->page);
  GSettings *settings = td_settings_of (GTK_WINDOW (td_window_of (GTK_WIDGET (job->page))));
  Taking *taking;

  if (file == NULL || state == NULL || state->row->row.id != job->id)
    {
      tell (job->page, _ ("The file was not taken"), error);
      job_free (job);
      return;
    }
  taking = g_new0 (Taking, 1);
  taking->row = td_row_copy (TD_KIND_ISSUED_DOCUMENT, state->row);
  taking->file = state->file != NULL ? g_bytes_ref (state->file) : NULL;
  taking->imported = g_steal_pointer (&file);
  taking->name = g_path_get_basename (job->path);
  taking->system_trust = settings != NULL && g_settings_get_boolean (settings, "trust-system");
  taking->use = job->use;
  td_document_work_async (td_documents_page_get_workspace (job->page), take_cb, taking, taking_free,
                          NULL, taken_cb, job);
}

static void
verify_with (Job *job)
{
  TdDocumentView *view = td_documents_page_get_view (job->page);

  if (view != NULL)
    td_document_view_verify_with (view, job->path);
  job_free (job);
}

/* Choosing */

/* The name that is proposed for the register says nothing of its form: the kind of files that was
 * chosen does, unless a person wrote something else. */
static void
add_suffix (Job *job, gboolean workbook)
{
  gboolean pdf = g_str_has_suffix (job->path, ".pdf");
  char *path;

  if (g_str_has_suffix (job->path, ".xlsx") || (pdf && !workbook))
    return;
  path = g_strdup_printf ("%.*s%s", (int) strlen (job->path) - (pdf ? 4 : 0), job->path,
                          workbook ? ".xlsx" : ".pdf");
  g_free (job->path);
  job->path = path;
  job->renamed = TRUE;
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;

  job->path = file != NULL ? g_file_get_path (file) : NULL;
  if (job->workbook != NULL && job->path != NULL)
    add_suffix (job, gtk_file_chooser_get_filter (GTK_FILE_CHOOSER (dialog)) == job->workbook);
  g_object_unref (dialog);
  if (job->path == NULL)
    job_free (job);
  else if (job->use == FILE_EXPORT)
    export_file (job);
  else if (job->use == FILE_REGISTER)
    export_register (job);
  else if (job->use == FILE_SIGNED)
    write_file (job, job->file);
  else if (job->use == FILE_ANCHOR)
    verify_with (job);
  else
    td_document_read_foreign_async (job->path, NULL, foreign_read_cb, job);
}

/* Returns: (transfer none): the job, which goes on when the file was chosen */
static Job *
choose (TdDocumentsPage *page, FileUse use, const char *title, const char *name)
{
  gboolean save = use == FILE_EXPORT || use == FILE_REGISTER || use == FILE_SIGNED;
  const TdDocumentState *state = state_of (page);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, GTK_WINDOW (td_window_of (GTK_WIDGET (page))),
      save ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN,
      save ? _ ("_Save") : _ ("_Open"), _ ("_Cancel"));
  Job *job = g_new0 (Job, 1);

  job->page = g_object_ref (page);
  job->use = use;
  job->id = state != NULL ? state->row->row.id : 0;
  if (use == FILE_ANCHOR)
    td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Certificates (PEM)"), "pem", NULL);
  else
    td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("PDF files"), "pdf", NULL);
  if (use == FILE_REGISTER)
    job->workbook = g_object_ref (
        td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Excel files"), "xlsx", NULL));
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), job);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));

  return job;
}

/**
 * td_document_files_save:
 * @page: the page
 * @file: a file that is in no register
 * @name: what to call it
 *
 * Asks where to save the file.
 */
void
td_document_files_save (TdDocumentsPage *page, GBytes *file, const char *name)
{
  Job *job = choose (page, FILE_SIGNED, _ ("Save the Signed File"), name);

  job->id = 0;
  job->file = g_bytes_ref (file);
}

/**
 * td_document_files_attach:
 * @page: the page, with a document on paper
 *
 * Asks for the scan of the signed paper.
 */
void
td_document_files_attach (TdDocumentsPage *page)
{
  choose (page, FILE_SCAN, _ ("Attach the Scan of the Signed Paper"), NULL);
}

static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdDocumentView *view = td_documents_page_get_view (user_data);

  choose (user_data, FILE_EXPORT, _ ("Save the File"), td_document_view_get_name (view));
}

static void
import_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose (user_data, FILE_IMPORT, _ ("Take Back a Signed File"), NULL);
}

static void
verify_with_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose (user_data, FILE_ANCHOR, _ ("Certificate of an Authority"), NULL);
}

static void
register_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gint64 year = td_documents_page_get_year (user_data);
  g_autofree char *name =
      year > 0 ? g_strdup_printf ("so-van-ban-di-%" PRId64, year) : g_strdup ("so-van-ban-di");

  choose (user_data, FILE_REGISTER, _ ("Export the Register"), name);
}

/* Printing: the open document, or the register of the year that is shown */

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDocumentsPage) page = user_data;
  g_autoptr (GError) error = NULL;

  if (!td_pdf_print_finish (result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (page, _ ("The document could not be printed"), error);
}

static void
print_file (TdDocumentsPage *page, GBytes *file, const char *job_name, int current_page)
{
  TdWindow *window = td_window_of (GTK_WIDGET (page));

  if (window != NULL)
    td_pdf_print_async (GTK_WINDOW (window), file, job_name, current_page, printed_cb,
                        g_object_ref (page));
}

static gpointer
print_register_thread (TdConnection *connection, gpointer data, GError **error)
{
  TdRegisterFilter filter = { ((RegisterJob *) data)->year, NULL, TRUE, NULL };
  g_autofree char *folder = g_dir_make_tmp ("tiendo-XXXXXX", error);
  g_autofree char *path = NULL;
  char *text = NULL;
  gsize length = 0;
  gboolean written;

  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, "so-van-ban-di.pdf", NULL);
  written = td_document_register_export (connection, &filter, path, TRUE, error) &&
            g_file_get_contents (path, &text, &length, error);
  g_unlink (path);
  g_rmdir (folder);

  return written ? g_bytes_new_take (text, length) : NULL;
}

static void
print_register_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDocumentsPage) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);

  if (file != NULL)
    print_file (page, file, _ ("Register of documents"), -1);
  else
    tell (page, _ ("The register could not be written"), error);
}

static void
print_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdDocumentView *view = td_documents_page_get_view (user_data);
  GBytes *file = view != NULL ? td_document_view_get_file (view) : NULL;
  const char *name;
  RegisterJob *job;

  if (file != NULL)
    {
      name = td_document_view_get_name (view);
      print_file (
          user_data, file, name != NULL ? name : "tiendo",
          (int) td_page_view_get_page (td_pdf_view_get_pages (td_document_view_get_pdf (view))));
    }
  if (view != NULL)
    return;
  job = g_new0 (RegisterJob, 1);
  job->year = td_documents_page_get_year (user_data);
  td_workspace_read_async (td_documents_page_get_workspace (user_data), print_register_thread, job,
                           register_job_free, (GDestroyNotify) g_bytes_unref, NULL,
                           print_register_cb, g_object_ref (user_data));
}

static const GActionEntry entries[] = {
  { "export-file", export_action },
  { "import-signed", import_action },
  { "verify-with", verify_with_action },
  { "export-register", register_action },
  { "print", print_action },
};

/**
 * td_document_files_add:
 * @page: the page
 *
 * Gives the page the actions for files.
 */
void
td_document_files_add (TdDocumentsPage *page)
{
  g_action_map_add_action_entries (td_page_get_actions (TD_PAGE (page)), entries,
                                   G_N_ELEMENTS (entries), page);
}
