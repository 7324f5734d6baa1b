/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-files.h"

#include <glib/gi18n-lib.h>

#include "td-file-filter.h"
#include "td-plan-export.h"
#include "td-plan-print.h"
#include "td-plan-repository.h"
#include "td-plan-view.h"
#include "td-window.h"

/* The open plan of the page; NULL while the list is shown */
static TdPlanContext *
open_context (TdPlansPage *page)
{
  TdPlanView *view = td_plans_page_get_view (page);

  return view != NULL ? td_plan_view_get_context (view) : NULL;
}

typedef struct
{
  TdPlanData *data;
  char *path;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  td_plan_data_free (job->data);
  g_free (job->path);
  g_free (job);
}

static void
export_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  /* The file dialog has asked already whether to replace. */
  if (td_plan_export (job->data, job->path, TRUE, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The window was closed meanwhile. */
static void
notify_failure (GApplication *application, const GError *error)
{
  g_autoptr (GNotification) notification = g_notification_new (_ ("The file was not written"));

  g_notification_set_body (notification, error->message);
  g_application_send_notification (application, NULL, notification);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TdPlansPage *page = TD_PLANS_PAGE (source);
  TdWindow *window = td_window_of (GTK_WIDGET (page));
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GApplication) application = user_data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (window != NULL)
        td_window_toast_written (window, job->path);
    }
  else if (window != NULL)
    td_window_show_error (window, _ ("The file was not written"), error);
  else
    notify_failure (application, error);
  g_application_release (application);
}

static void
begin_export (TdPlansPage *page, const char *path)
{
  gint64 plan_id = td_plans_page_get_plan (page);
  TdWindow *window = td_window_of (GTK_WIDGET (page));
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  GApplication *application;
  Job *job;

  if (plan_id == 0 || window == NULL || td_window_get_workspace (window) == NULL)
    return;
  job = g_new0 (Job, 1);
  job->path = g_strdup (path);
  job->data = td_plan_repository_load (
      td_workspace_get_connection (td_window_get_workspace (window)), plan_id, &error);
  if (job->data == NULL)
    {
      td_window_show_error (td_window_of (GTK_WIDGET (page)), _ ("The file was not written"),
                            error);
      job_free (job);
      return;
    }
  /* The program ends with its last window, but not before the file is written. */
  application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (window)));
  g_application_hold (application);
  task = g_task_new (page, NULL, exported_cb, g_object_ref (application));
  g_task_set_source_tag (task, begin_export);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, export_in_thread);
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (TdPlansPage) page = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        begin_export (page, path);
    }
  g_object_unref (dialog);
}

static char *
suggested_name (TdWorkspace *workspace, gint64 plan_id)
{
  TdPlanRow *plan = td_workspace_get_row (workspace, TD_KIND_PLAN, plan_id, NULL);
  char *name = g_strdup_printf ("ke-hoach-cchc-%d.pdf", plan != NULL ? (int) plan->year : 0);

  td_row_free (TD_KIND_PLAN, plan);

  return name;
}

static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdPlansPage *page = user_data;
  gint64 plan_id = td_plans_page_get_plan (page);
  TdWindow *window = td_window_of (GTK_WIDGET (page));
  g_autofree char *name = NULL;
  GtkFileChooserNative *dialog;

  if (plan_id == 0)
    return;
  td_window_flush (window);
  name = suggested_name (td_window_get_workspace (window), plan_id);
  dialog = gtk_file_chooser_native_new (_ ("Export the Plan"), GTK_WINDOW (window),
                                        GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), _ ("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Official PDF"), "pdf", NULL);
  td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Word"), "docx", NULL);
  td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Annex as Excel"), "xlsx", NULL);
  td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Plan for exchange"), "json", NULL);
  td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Plain text"), "txt", NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (save_response_cb), g_object_ref (page));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
print_done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer user_data)
{
  g_autoptr (TdPlansPage) page = user_data;
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  td_window_show_error (td_window_of (GTK_WIDGET (page)), _ ("The plan was not printed"), error);
}

static void
print_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdPlansPage *page = user_data;
  TdPlanContext *context = open_context (page);
  TdWindow *window = td_window_of (GTK_WIDGET (page));
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autofree char *name = NULL;
  TdLayout *layout;

  if (context == NULL)
    return;
  td_window_flush (window);
  layout = td_plan_preview_get_layout (td_plan_context_get_preview (context));
  if (layout == NULL)
    return;

  name = suggested_name (td_plan_context_get_workspace (context),
                         td_plan_context_get_plan_id (context));
  operation = td_plan_print_new (layout, name);
  g_signal_connect (operation, "done", G_CALLBACK (print_done_cb), g_object_ref (page));
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (window),
                           NULL);
}

static const GActionEntry entries[] = {
  { "export", export_action },
  { "print", print_action },
};

/**
 * td_plan_files_add_actions:
 * @page: the page of plans
 */
void
td_plan_files_add_actions (TdPlansPage *page)
{
  g_action_map_add_action_entries (td_page_get_actions (TD_PAGE (page)), entries,
                                   G_N_ELEMENTS (entries), page);
}
