/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-case-papers.h"

#include <glib/gi18n-lib.h>

#include "plan/td-plan-print.h"
#include "td-date.h"
#include "td-file-filter.h"
#include "td-window.h"

/* One paper on its way into a file */
typedef struct
{
  GtkWidget *parent;
  TdWorkspace *workspace;
  gint64 dossier_id;
  TdLetterKind kind;
  TdMoment at;
  char *path;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->parent);
  g_object_unref (job->workspace);
  g_free (job->path);
  g_free (job);
}

/* What the reader thread composes: plain data */
typedef struct
{
  gint64 dossier_id;
  TdLetterKind kind;
  TdMoment at;
} Wanted;

typedef struct
{
  TdBlock *document;
  gboolean a5;
} Composed;

static void
composed_free (gpointer data)
{
  td_block_unref (((Composed *) data)->document);
  g_free (data);
}

/* What a request or refusal says stands in the last event of its kind. */
static void
take_reason (const TdDossierCase *dossier, TdLetter *letter)
{
  const char *kind = letter->kind == TD_LETTER_SUPPLEMENT ? "supplement_requested"
                     : letter->kind == TD_LETTER_REFUSAL  ? "refused"
                     : letter->kind == TD_LETTER_STOP     ? "stopped"
                                                          : "extended";

  for (guint i = 0; i < dossier->events->len; i++)
    {
      const TdDossierEventRow *event = g_ptr_array_index (dossier->events, i);

      if (event->cancelled || g_strcmp0 (event->kind, kind) != 0)
        continue;
      letter->reason = event->reason;
      letter->number = event->document;
      td_moment_parse (event->until, &letter->until);
    }
}

static gpointer
compose (TdConnection *connection, gpointer data, GError **error)
{
  const Wanted *wanted = data;
  g_autoptr (TdClockOffice) office = td_clock_office_load (connection, error);
  g_autoptr (TdDossierCase) dossier = NULL;
  TdLetter letter = { .kind = wanted->kind, .at = wanted->at, .until = TD_MOMENT_NONE };
  Composed *composed = NULL;
  TdBlock *document = NULL;
  gboolean a5 = FALSE;

  if (office == NULL)
    return NULL;
  dossier = td_dossier_case_load (connection, office, wanted->dossier_id, wanted->at, error);
  if (dossier == NULL)
    return NULL;
  take_reason (dossier, &letter);
  if (td_letter_set_agency (connection, &letter, error))
    document = td_letter_compose (dossier, &letter, NULL, &a5, error);
  td_letter_clear_agency (&letter);
  if (document != NULL)
    {
      composed = g_new0 (Composed, 1);
      composed->document = document;
      composed->a5 = a5;
    }

  return composed;
}

static void
tell (Job *job, const GError *error)
{
  TdWindow *window = td_window_of (job->parent);

  if (window == NULL)
    return;
  if (error != NULL)
    td_window_show_error (window, _ ("The file was not written"), error);
  else
    td_window_toast_written (window, job->path);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Job *job = data;

  td_dossier_case_put_event_finish (result, &error);
  tell (job, error);
  job_free (job);
}

/* A letter of apology is an event of the dossier; the other papers are only printed. */
static void
record_letter (Job *job)
{
  TdDossierEventRow *event = td_row_new (TD_KIND_DOSSIER_EVENT);

  event->dossier_id = job->dossier_id;
  event->kind = g_strdup ("apology");
  event->at = td_moment_format (job->at);
  td_dossier_case_put_event_async (job->workspace, event, recorded_cb, job);
  td_row_free (TD_KIND_DOSSIER_EVENT, event);
}

static void
composed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  Composed *composed = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);

  /* A page or two: written here, it takes a few milliseconds. */
  if (composed != NULL)
    td_letter_write (composed->document, composed->a5, job->path, TRUE, &error);
  g_clear_pointer (&composed, composed_free);
  if (error == NULL && job->kind == TD_LETTER_APOLOGY &&
      !td_workspace_get_read_only (job->workspace))
    {
      record_letter (job);
      return;
    }
  tell (job, error);
  job_free (job);
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  Job *job = data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      job->path = g_file_get_path (file);
    }
  g_object_unref (dialog);
  if (job->path == NULL)
    {
      job_free (job);
    }
  else
    {
      Wanted *wanted = g_new0 (Wanted, 1);

      wanted->dossier_id = job->dossier_id;
      wanted->kind = job->kind;
      wanted->at = job->at;
      td_workspace_read_async (job->workspace, compose, wanted, g_free, composed_free, NULL,
                               composed_cb, job);
    }
}

/**
 * td_case_papers_save:
 * @parent: a widget of the window
 * @workspace: the workspace
 * @dossier_id: a dossier
 * @kind: the paper
 *
 * Asks for a file and writes the paper into it.
 */
void
td_case_papers_save (GtkWidget *parent,
                     TdWorkspace *workspace,
                     gint64 dossier_id,
                     TdLetterKind kind)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      td_letter_kind_label (kind), GTK_WINDOW (gtk_widget_get_root (parent)),
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  g_autofree char *name =
      g_strdup_printf ("%s-%" G_GINT64_FORMAT ".pdf", td_letter_kind_nick (kind), dossier_id);
  Job *job = g_new0 (Job, 1);

  job->parent = g_object_ref (parent);
  job->workspace = g_object_ref (workspace);
  job->dossier_id = dossier_id;
  job->kind = kind;
  job->at = td_moment_now ();
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Official PDF"), "pdf", NULL);
  td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Word"), "docx", NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (save_response_cb), job);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* == Printing == */

typedef struct
{
  GtkWidget *parent;
  TdWorkspace *workspace;
} Printing;

static void
printing_free (Printing *printing)
{
  g_object_unref (printing->parent);
  g_object_unref (printing->workspace);
  g_free (printing);
}

static void
print_composed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Printing *printing = data;
  g_autoptr (GError) error = NULL;
  Composed *composed = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);
  TdWindow *window = td_window_of (printing->parent);

  if (composed != NULL && window != NULL)
    {
      TdLayout *layout = td_letter_layout_new (composed->document, composed->a5);
      g_autoptr (GtkPrintOperation) operation =
          td_plan_print_new (layout, td_letter_kind_label (TD_LETTER_LEDGER));

      td_layout_unref (layout);
      gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (window), &error);
    }
  if (error != NULL && window != NULL)
    td_window_show_error (window, _ ("The ledger was not printed"), error);
  g_clear_pointer (&composed, composed_free);
  printing_free (printing);
}

/**
 * td_case_papers_print_ledger:
 * @parent: a widget of the window
 * @workspace: the workspace
 * @dossier_id: a dossier
 *
 * Asks for a printer, and prints how the due time comes about on one page.
 */
void
td_case_papers_print_ledger (GtkWidget *parent, TdWorkspace *workspace, gint64 dossier_id)
{
  Printing *printing = g_new0 (Printing, 1);
  Wanted *wanted = g_new0 (Wanted, 1);

  printing->parent = g_object_ref (parent);
  printing->workspace = g_object_ref (workspace);
  wanted->dossier_id = dossier_id;
  wanted->kind = TD_LETTER_LEDGER;
  wanted->at = td_moment_now ();
  td_workspace_read_async (workspace, compose, wanted, g_free, composed_free, NULL,
                           print_composed_cb, printing);
}
