/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-print.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <gtk/gtkunixprint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "td-error.h"
#include "td-pdf-worker.h"
#include "td-print-pages.h"

/* A page that is off by less is A4: other programs round. */
#define SLACK_POINTS 3.0

typedef struct
{
  GtkWindow *parent; /* (nullable): goes with its window */
  GBytes *file;
  char *job_name;
  int current_page;
  TdPdfWorker *worker;
  GVariant *pages; /* TD_PDF_PAGES_TYPE */
  GtkPrintJob *job;
  int paper;       /* the file the job reads, or -1 */
  GArray *numbers; /* guint32 */
} Print;

static void
print_free (gpointer data)
{
  Print *print = data;

  g_clear_weak_pointer (&print->parent);
  g_bytes_unref (print->file);
  g_free (print->job_name);
  g_clear_pointer (&print->worker, td_pdf_worker_free);
  g_clear_pointer (&print->pages, g_variant_unref);
  g_clear_object (&print->job);
  if (print->paper >= 0)
    close (print->paper);
  g_clear_pointer (&print->numbers, g_array_unref);
  g_free (print);
}

static void
finish (GTask *task, GError *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* The last step: what was written goes to the printer */

static void
sent_cb (GtkPrintJob *job, gpointer user_data, const GError *error)
{
  finish (user_data, error != NULL ? g_error_copy (error) : NULL);
}

/* Returns: a file without a name, or -1 */
static int
make_file (GBytes *bytes)
{
  gsize size = 0, done = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  int fd = memfd_create ("print", MFD_CLOEXEC);

  while (fd >= 0 && done < size)
    {
      ssize_t n = write (fd, data + done, size - done);

      if (n <= 0)
        {
          close (fd);
          return -1;
        }
      done += (gsize) n;
    }
  if (fd >= 0)
    lseek (fd, 0, SEEK_SET);

  return fd;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Print *print = g_task_get_task_data (task);
  GError *error = NULL;

  print->paper = (int) g_task_propagate_int (G_TASK (result), &error);
  if (print->paper >= 0)
    gtk_print_job_set_source_fd (print->job, print->paper, &error);
  if (error != NULL)
    finish (task, error);
  else
    gtk_print_job_send (print->job, sent_cb, task, NULL);
}

static void
write_thread (GTask *writing, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Print *print = task_data;
  GError *error = NULL;
  g_autoptr (GBytes) paper = td_pdf_worker_print (print->worker, print->numbers, &error);
  int fd = paper != NULL ? make_file (paper) : -1;

  if (fd < 0 && error == NULL)
    td_error_set_at (&error, TD_ERROR_FAILED, NULL, NULL,
                     _ ("The pages could not be handed to the printer: %s"), g_strerror (errno));
  if (fd < 0)
    g_task_return_error (writing, error);
  else
    g_task_return_int (writing, fd);
}

/* The dialog */

/* The printer does what it can; the job says what is left to do here. */
static GArray *
list_pages (GtkPrintJob *job, const Print *print)
{
  GtkPageRange current = { print->current_page, print->current_page };
  TdPrintPages wanted = { .set = gtk_print_job_get_page_set (job),
                          .reverse = gtk_print_job_get_reverse (job),
                          .copies = gtk_print_job_get_num_copies (job),
                          .collate = gtk_print_job_get_collate (job) };

  if (gtk_print_job_get_pages (job) == GTK_PRINT_PAGES_RANGES)
    wanted.ranges = gtk_print_job_get_page_ranges (job, &wanted.n_ranges);
  else if (gtk_print_job_get_pages (job) == GTK_PRINT_PAGES_CURRENT)
    wanted =
        (TdPrintPages){ &current, 1, wanted.set, wanted.reverse, wanted.copies, wanted.collate };

  return td_print_pages_list (&wanted, (guint) g_variant_n_children (print->pages));
}

static void
response_cb (GtkPrintUnixDialog *dialog, int response, GTask *task)
{
  Print *print = g_task_get_task_data (task);
  g_autoptr (GTask) writing = NULL;
  GtkPrinter *printer = gtk_print_unix_dialog_get_selected_printer (dialog);

  if (response != GTK_RESPONSE_OK || printer == NULL)
    {
      gtk_window_destroy (GTK_WINDOW (dialog));
      finish (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled"));
      return;
    }
  print->job =
      gtk_print_job_new (print->job_name, printer, gtk_print_unix_dialog_get_settings (dialog),
                         gtk_print_unix_dialog_get_page_setup (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
  print->numbers = list_pages (print->job, print);
  if (print->numbers->len == 0)
    {
      finish (task, g_error_new_literal (TD_ERROR, TD_ERROR_BAD_INPUT,
                                         _ ("None of the pages of the document was chosen.")));
      return;
    }
  writing = g_task_new (NULL, NULL, written_cb, task);
  g_task_set_task_data (writing, print, NULL);
  g_task_run_in_thread (writing, write_thread);
}

/* The paper is as large as the first page. */
static GtkPageSetup *
make_setup (const Print *print)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  double width = 0, height = 0, narrow, tall;
  const char *label;

  if (g_variant_n_children (print->pages) > 0)
    g_variant_get_child (print->pages, 0, "(dd&s)", &width, &height, &label);
  narrow = MIN (width, height);
  tall = MAX (width, height);
  if (narrow > 0 &&
      (ABS (gtk_paper_size_get_width (paper, GTK_UNIT_POINTS) - narrow) > SLACK_POINTS ||
       ABS (gtk_paper_size_get_height (paper, GTK_UNIT_POINTS) - tall) > SLACK_POINTS))
    {
      gtk_paper_size_free (paper);
      paper = gtk_paper_size_new_custom ("page", _ ("As the page"), narrow, tall, GTK_UNIT_POINTS);
    }
  gtk_page_setup_set_paper_size (setup, paper);
  gtk_page_setup_set_orientation (setup, width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                        : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_paper_size_free (paper);

  return setup;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Print *print = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GtkPageSetup) setup = NULL;
  GtkPrintUnixDialog *dialog;

  print->pages = g_task_propagate_pointer (G_TASK (result), &error);
  if (print->pages == NULL || print->parent == NULL)
    {
      finish (task, error != NULL ? error
                                  : g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "gone"));
      return;
    }
  setup = make_setup (print);
  dialog = GTK_PRINT_UNIX_DIALOG (gtk_print_unix_dialog_new (NULL, print->parent));
  gtk_print_unix_dialog_set_manual_capabilities (
      dialog, GTK_PRINT_CAPABILITY_PAGE_SET | GTK_PRINT_CAPABILITY_COPIES |
                  GTK_PRINT_CAPABILITY_COLLATE | GTK_PRINT_CAPABILITY_REVERSE |
                  GTK_PRINT_CAPABILITY_GENERATE_PDF);
  gtk_print_unix_dialog_set_page_setup (dialog, setup);
  gtk_print_unix_dialog_set_current_page (dialog, print->current_page);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
open_thread (GTask *opening, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Print *print = task_data;
  GError *error = NULL;
  GVariant *pages;

  print->worker = td_pdf_worker_new ();
  pages = td_pdf_worker_open (print->worker, print->file, &error);
  if (pages != NULL)
    g_task_return_pointer (opening, pages, (GDestroyNotify) g_variant_unref);
  else
    g_task_return_error (opening, error);
}

/**
 * td_pdf_print_async:
 * @parent: the window the dialog stands over
 * @file: a PDF file
 * @job_name: what the print queue shows
 * @current_page: the page that is looked at, from 0, or -1
 * @callback: called when the job was handed over or given up
 * @user_data: for @callback
 *
 * Asks for a printer and prints the file.
 */
void
td_pdf_print_async (GtkWindow *parent,
                    GBytes *file,
                    const char *job_name,
                    int current_page,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task;
  g_autoptr (GTask) opening = NULL;
  Print *print;

  g_return_if_fail (GTK_IS_WINDOW (parent) && file != NULL && job_name != NULL);

  print = g_new0 (Print, 1);
  g_set_weak_pointer (&print->parent, parent);
  print->file = g_bytes_ref (file);
  print->job_name = g_strdup (job_name);
  print->current_page = current_page;
  print->paper = -1;
  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, td_pdf_print_async);
  g_task_set_task_data (task, print, print_free);
  opening = g_task_new (NULL, NULL, opened_cb, task);
  g_task_set_task_data (opening, print, NULL);
  g_task_run_in_thread (opening, open_thread);
}

/**
 * td_pdf_print_finish:
 * @result: as given to the callback
 * @error: return location: %G_IO_ERROR_CANCELLED when the person did not want to
 *
 * Returns: whether the printer has the job
 */
gboolean
td_pdf_print_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
