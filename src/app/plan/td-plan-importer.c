/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-importer.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "td-backup.h"
#include "td-edit.h"
#include "td-error.h"
#include "td-import-progress.h"
#include "td-window.h"

struct _TdPlanImporter
{
  GtkWidget parent_instance;

  TdWorkspace *workspace;
  TdImportQueue *queue;
  GtkWidget *stack;
  GtkWidget *review; /* NULL: no file is being looked through */
  gboolean saving;
  gboolean active;
  gint64 saved_id;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdPlanImporter, td_plan_importer, GTK_TYPE_WIDGET)

static void
drop_review (TdPlanImporter *self)
{
  if (self->review == NULL)
    return;
  gtk_stack_remove (GTK_STACK (self->stack), g_steal_pointer (&self->review));
}

static void
go_on (TdPlanImporter *self)
{
  gint64 id = self->saved_id;

  drop_review (self);
  if (td_import_queue_next (self->queue))
    return;
  self->active = FALSE;
  self->saved_id = 0;
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0, id);
}

static void
started_cb (TdPlanImporter *self)
{
  GtkStack *stack = GTK_STACK (self->stack);

  if (gtk_stack_get_child_by_name (stack, "progress") == NULL)
    gtk_stack_add_named (stack, td_import_progress_new (self->queue), "progress");
  gtk_stack_set_visible_child_name (stack, "progress");
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
read_cb (TdPlanImporter *self)
{
  g_autoptr (TdReviewModel) model = td_review_model_new (td_import_queue_take_result (self->queue));

  self->review = td_import_review_new (model);
  gtk_stack_add_named (GTK_STACK (self->stack), self->review, "review");
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "review");
  gtk_widget_child_focus (self->review, GTK_DIR_TAB_FORWARD);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* A dialog that names the file and the reason; the next file waits for its answer. */
static void
failed_cb (TdPlanImporter *self, GError *error)
{
  GtkWidget *dialog;
  TdWindow *window = td_window_of (GTK_WIDGET (self));
  g_autofree char *heading = NULL;

  if (window == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, TD_ERROR, TD_ERROR_CANCELLED))
    {
      go_on (self);
      return;
    }

  heading = g_strdup_printf (_ ("“%s” Was Not Imported"), td_import_queue_get_name (self->queue));
  dialog = adw_message_dialog_new (GTK_WINDOW (window), heading, error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (go_on), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdPlanImporter) self = user_data;
  g_autoptr (GError) error = NULL;
  TdWindow *window = td_window_of (GTK_WIDGET (self));
  gint64 id;

  self->saving = FALSE;
  if (!td_edit_run_finish (result, &id, &error))
    {
      if (window != NULL)
        td_window_show_error (window, _ ("The plan was not saved"), error);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      return;
    }
  self->saved_id = id;
  if (window != NULL)
    td_window_toast_undo (window, _ ("The plan was imported"));
  go_on (self);
}

static void
backup_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  TdPlanImporter *self = source;
  g_autofree char *made = NULL;
  GError *error = NULL;

  made = td_backup_make (td_workspace_get_path (self->workspace), "import", &error);
  if (made == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* The file was kept as it was: now the plan may come in. */
static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TdPlanImporter *self = TD_PLAN_IMPORTER (source);
  g_autoptr (GError) error = NULL;
  TdPlanData **plan = g_task_get_task_data (G_TASK (result));
  TdWindow *window = td_window_of (GTK_WIDGET (self));

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      td_edit_run_async (td_edit_new_save_plan (g_steal_pointer (plan)), self->workspace, saved_cb,
                         g_object_ref (self));
      return;
    }
  self->saving = FALSE;
  if (window != NULL)
    td_window_show_error (window, _ ("The plan was not saved"), error);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
clear_plan (gpointer data)
{
  TdPlanData **plan = data;

  g_clear_pointer (plan, td_plan_data_free);
  g_free (plan);
}

/**
 * td_plan_importer_save:
 * @self: the importer
 *
 * Saves the plan that is being looked through, as one action that can be undone.
 */
void
td_plan_importer_save (TdPlanImporter *self)
{
  g_autoptr (GTask) task = NULL;
  TdReviewModel *model;
  TdPlanData **plan;

  g_return_if_fail (TD_IS_PLAN_IMPORTER (self));

  if (self->review == NULL || self->saving)
    return;

  td_import_review_flush (TD_IMPORT_REVIEW (self->review));
  model = td_import_review_get_model (TD_IMPORT_REVIEW (self->review));
  self->saving = TRUE;
  plan = g_new (TdPlanData *, 1);
  *plan = td_review_model_dup_plan (model);
  task = g_task_new (self, NULL, backed_up_cb, NULL);
  g_task_set_source_tag (task, td_plan_importer_save);
  g_task_set_task_data (task, plan, clear_plan);
  g_task_run_in_thread (task, backup_in_thread);
}

static void
discard_response_cb (TdPlanImporter *self, const char *response)
{
  if (g_str_equal (response, "discard"))
    go_on (self);
}

/**
 * td_plan_importer_discard:
 * @self: the importer
 *
 * Stops reading, or throws away what is being looked through; corrections that would be lost are
 * asked about.
 */
void
td_plan_importer_discard (TdPlanImporter *self)
{
  GtkWidget *dialog;

  g_return_if_fail (TD_IS_PLAN_IMPORTER (self));

  if (td_import_queue_is_reading (self->queue))
    td_import_queue_cancel (self->queue);
  if (self->review == NULL || self->saving)
    return;

  td_import_review_flush (TD_IMPORT_REVIEW (self->review));
  if (!td_review_model_is_changed (td_import_review_get_model (TD_IMPORT_REVIEW (self->review))))
    {
      go_on (self);
      return;
    }
  dialog = adw_message_dialog_new (GTK_WINDOW (td_window_of (GTK_WIDGET (self))),
                                   _ ("Discard the Import?"),
                                   _ ("The plan is not saved; your corrections would be lost."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("_Keep Reviewing"),
                                    "discard", _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
td_plan_importer_dispose (GObject *object)
{
  TdPlanImporter *self = TD_PLAN_IMPORTER (object);

  if (self->queue != NULL)
    td_import_queue_cancel (self->queue);
  self->review = NULL;
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->queue);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_plan_importer_parent_class)->dispose (object);
}

static void
td_plan_importer_class_init (TdPlanImporterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_plan_importer_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TD_TYPE_PLAN_IMPORTER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", TD_TYPE_PLAN_IMPORTER, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
td_plan_importer_init (TdPlanImporter *self)
{
  self->queue = td_import_queue_new ();
  self->stack = gtk_stack_new ();
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  g_signal_connect_object (self->queue, "started", G_CALLBACK (started_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "read", G_CALLBACK (read_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * td_plan_importer_new:
 * @workspace: where plans are saved
 *
 * Returns: the importer
 */
GtkWidget *
td_plan_importer_new (TdWorkspace *workspace)
{
  TdPlanImporter *self = g_object_new (TD_TYPE_PLAN_IMPORTER, NULL);

  self->workspace = g_object_ref (workspace);

  return GTK_WIDGET (self);
}

/**
 * td_plan_importer_add_files:
 * @self: the importer
 * @files: #GFile objects
 *
 * Reads the files when those before them are done.
 */
void
td_plan_importer_add_files (TdPlanImporter *self, GListModel *files)
{
  g_return_if_fail (TD_IS_PLAN_IMPORTER (self));

  td_import_queue_add (self->queue, files);
  if (self->review == NULL && !self->active)
    {
      self->active = TRUE;
      if (!td_import_queue_next (self->queue))
        self->active = FALSE;
    }
}

/**
 * td_plan_importer_is_active:
 * @self: the importer
 *
 * Returns: whether a file is being read or looked through
 */
gboolean
td_plan_importer_is_active (TdPlanImporter *self)
{
  return self->active;
}

/**
 * td_plan_importer_get_review:
 * @self: the importer
 *
 * Returns: (nullable) (transfer none): the file that is being looked through
 */
TdImportReview *
td_plan_importer_get_review (TdPlanImporter *self)
{
  return self->review != NULL ? TD_IMPORT_REVIEW (self->review) : NULL;
}
