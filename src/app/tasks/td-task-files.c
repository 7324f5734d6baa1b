/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-files.h"

#include <glib/gi18n-lib.h>

#include "td-brief.h"
#include "td-date.h"
#include "td-gantt-print.h"
#include "td-share.h"
#include "td-task-export.h"
#include "td-window.h"

typedef enum
{
  JOB_LIST,     /* the view as .xlsx .csv .docx .pdf .ics */
  JOB_TIMELINE, /* the timeline as .pdf */
  JOB_PRINT,    /* the timeline to be printed */
  JOB_BRIEF,    /* the weekly brief */
} JobKind;

/* A file to be made on the reader thread */
typedef struct
{
  JobKind kind;
  TdTaskIndex *index;
  TdTaskFilter *filter;
  TdGanttAxis axis;
  GDate today;
  char *path;
} Job;

typedef struct
{
  GtkWidget *page;
  char *path;
  JobKind kind;
} Waiting;

static void
job_free (gpointer data)
{
  Job *job = data;

  td_task_index_unref (job->index);
  td_task_filter_free (job->filter);
  g_free (job->path);
  g_free (job);
}

static Job *
job_new (JobKind kind, TdTaskSource *source, const TdTaskFilter *filter, const char *path)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->index = td_task_index_ref (td_task_source_get_index (source));
  job->filter = filter != NULL ? td_task_filter_copy (filter) : td_task_filter_new ();
  job->path = g_strdup (path);
  td_date_today (&job->today);

  return job;
}

static gpointer
made (gboolean done)
{
  return done ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

/* Reader thread. Returns a #TdGanttPrint to be printed, else an object that only says "done". */
static gpointer
job_func (TdConnection *connection, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (TdTaskSnapshot) snapshot = td_task_index_read (job->index, connection, error);
  TdTaskResult *result;
  g_autoptr (TdTaskList) list = NULL;
  TdGanttPrint *print = NULL;

  if (snapshot == NULL)
    return NULL;
  if (job->kind == JOB_BRIEF)
    return made (td_brief_write (connection, snapshot, &job->today, job->path, TRUE, error));
  result =
      td_task_query_run (snapshot, connection, job->filter, g_date_get_julian (&job->today), error);
  if (result == NULL)
    return NULL;
  if (job->kind == JOB_LIST)
    {
      list = td_task_list_from_result (connection, result, error);
      return made (list != NULL &&
                   td_task_export (list, "Danh sách nhiệm vụ", job->path, TRUE, error));
    }
  print = td_gantt_print_new (connection, result, "Tiến độ thực hiện nhiệm vụ", &job->axis, error);
  td_task_result_free (result);
  if (print == NULL || job->kind == JOB_PRINT)
    return print;
  if (!td_gantt_print_write (print, job->path, FALSE, TRUE, error))
    g_clear_pointer (&print, td_gantt_print_free);
  else
    {
      td_gantt_print_free (print);
      return made (TRUE);
    }

  return print;
}

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, TdGanttPrint *print)
{
  gtk_print_operation_set_n_pages (
      operation, (int) td_gantt_print_n_pages (print, gtk_print_context_get_width (context),
                                               gtk_print_context_get_height (context)));
}

static void
draw_page_cb (GtkPrintOperation *operation G_GNUC_UNUSED,
              GtkPrintContext *context,
              int page,
              TdGanttPrint *print)
{
  td_gantt_print_draw (print, gtk_print_context_get_cairo_context (context), (guint) page,
                       gtk_print_context_get_width (context),
                       gtk_print_context_get_height (context));
}

/* A4 across; A3 is chosen in the page setup of the print dialog. */
static void
print_pages (GtkWidget *page, TdGanttPrint *print)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autoptr (GError) error = NULL;
  TdWindow *window = td_window_of (page);

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, _ ("Timeline of the tasks"));
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_object_set_data_full (G_OBJECT (operation), "td-print", print,
                          (GDestroyNotify) td_gantt_print_free);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), print);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (window),
                           &error);
  if (error != NULL && window != NULL)
    td_window_show_error (window, _ ("The timeline could not be printed"), error);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;
  g_autoptr (GError) error = NULL;
  gpointer answer = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);
  TdWindow *window = td_window_of (waiting->page);

  if (answer == NULL && window != NULL)
    td_window_show_error (window, _ ("The file could not be made"), error);
  else if (answer != NULL && waiting->kind == JOB_PRINT)
    print_pages (waiting->page, answer);
  else if (answer != NULL)
    {
      g_object_unref (answer);
      if (window != NULL)
        td_share_present (GTK_WINDOW (window),
                          waiting->kind == JOB_BRIEF ? _ ("The weekly brief is ready")
                                                     : _ ("The file is ready"),
                          waiting->path);
    }
  g_object_unref (waiting->page);
  g_free (waiting->path);
  g_free (waiting);
}

static void
run_job (GtkWidget *page, TdWorkspace *workspace, Job *job)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->page = g_object_ref (page);
  waiting->path = g_strdup (job->path);
  waiting->kind = job->kind;
  td_workspace_read_async (workspace, job_func, job, job_free, NULL, NULL, done_cb, waiting);
}

static void
export_chosen_cb (GtkNativeDialog *dialog, int response, TdTasksPage *self)
{
  if (response == GTK_RESPONSE_ACCEPT && self->source != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
      gboolean timeline = td_task_columns_get_timeline (self->columns) && path != NULL &&
                          g_str_has_suffix (path, ".pdf");
      Job *job = path != NULL ? job_new (timeline ? JOB_TIMELINE : JOB_LIST, self->source,
                                         self->filter, path)
                              : NULL;

      if (job != NULL)
        {
          job->axis = *td_task_columns_get_axis (self->columns);
          run_job (GTK_WIDGET (self), self->workspace, job);
        }
    }
  g_object_unref (dialog);
}

/**
 * td_task_files_export:
 * @self: the page
 *
 * Asks for a file and writes the view into it: groups, order and filter as on the screen.
 */
void
td_task_files_export (TdTasksPage *self)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Export the Tasks (.xlsx .csv .docx .pdf .ics)"),
                                   GTK_WINDOW (td_window_of (GTK_WIDGET (self))),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Export"), NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), "nhiem-vu.xlsx");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (export_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * td_task_files_print:
 * @self: the page
 *
 * Prints the timeline of the tasks that are shown, with the days that are shown.
 */
void
td_task_files_print (TdTasksPage *self)
{
  Job *job = job_new (JOB_PRINT, self->source, self->filter, NULL);

  job->axis = *td_task_columns_get_axis (self->columns);
  run_job (GTK_WIDGET (self), self->workspace, job);
}

static void
brief_chosen_cb (GtkNativeDialog *dialog, int response, GtkWidget *page)
{
  TdWorkspace *workspace = g_object_get_data (G_OBJECT (dialog), "td-workspace");
  TdTaskSource *source = g_object_get_data (G_OBJECT (dialog), "td-source");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

      if (path != NULL)
        run_job (page, workspace, job_new (JOB_BRIEF, source, NULL, path));
    }
  g_object_unref (dialog);
}

/**
 * td_task_files_brief:
 * @page: the page that asks
 * @workspace: the workspace
 * @source: what is known of the tasks
 *
 * Asks for a file and writes the weekly brief into it.
 */
void
td_task_files_brief (GtkWidget *page, TdWorkspace *workspace, TdTaskSource *source)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Weekly Brief (.pdf .docx)"), GTK_WINDOW (td_window_of (page)),
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Write"), NULL);
  g_autofree char *name = NULL;
  GDate today;

  td_date_today (&today);
  name = g_strdup_printf ("ban-tin-tuan-%02u-%d.pdf", g_date_get_iso8601_week_of_year (&today),
                          g_date_get_year (&today));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), "td-workspace", g_object_ref (workspace),
                          g_object_unref);
  g_object_set_data_full (G_OBJECT (dialog), "td-source", g_object_ref (source), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (brief_chosen_cb), page, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
