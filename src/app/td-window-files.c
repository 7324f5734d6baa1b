/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-window-private.h"

#include "td-backup.h"
#include "td-file-filter.h"
#include "td-office-setup.h"

#include <glib/gi18n-lib.h>

/* Files that come and go: new workspaces, imports, dropped files, copies. */

typedef void (*FileChosen) (TdWindow *self, GFile *file, const char *detail);

typedef struct
{
  TdWindow *window;
  FileChosen chosen;
  char *detail;
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_free (choice->detail);
  g_free (choice);
}

static void
chooser_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Choice *choice = user_data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file)
    choice->chosen (choice->window, file, choice->detail);
  g_object_unref (dialog);
}

static void
choose_file (TdWindow *self, GtkFileChooserNative *dialog, FileChosen chosen, const char *detail)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->window = self;
  choice->chosen = chosen;
  choice->detail = g_strdup (detail);
  g_signal_connect_data (dialog, "response", G_CALLBACK (chooser_response_cb), choice, choice_free,
                         0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* New workspaces */

static GFile *
with_suffix (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *named = NULL;

  if (!path || g_str_has_suffix (path, TD_WORKSPACE_SUFFIX))
    return g_object_ref (file);
  named = g_strconcat (path, TD_WORKSPACE_SUFFIX, NULL);

  return g_file_new_for_path (named);
}

/* Makes the file and fills it; a file that could not be filled is removed again. */
static gboolean
create_workspace (GFile *file, const char *template, GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (TdWorkspace) workspace = NULL;
  gboolean filled;

  if (!path)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _ ("A workspace can only be made on this computer."));
      return FALSE;
    }
  workspace = td_workspace_open (path, TD_WORKSPACE_CREATE, "window", error);
  if (!workspace)
    return FALSE;

  filled = template ? td_office_set_up_template (workspace, template, error)
                    : td_office_set_up_sample (workspace, error);
  td_workspace_close (workspace);
  if (!filled)
    g_file_delete (file, NULL, NULL);

  return filled;
}

static void
open_made (TdWindow *self, GFile *file)
{
  g_autoptr (GError) error = NULL;

  if (!td_window_open_workspace (self, file, &error))
    td_window_show_error (self, _ ("The workspace could not be opened"), error);
}

static void
new_file_chosen (TdWindow *self, GFile *chosen, const char *template)
{
  g_autoptr (GFile) file = with_suffix (chosen);
  g_autoptr (GError) error = NULL;

  if (create_workspace (file, template, &error))
    open_made (self, file);
  else
    td_window_show_error (self, _ ("The workspace could not be made"), error);
}

static void
new_from_template_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdWindow *self = TD_WINDOW (widget);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *proposed =
      g_strdup_printf ("cchc-%d%s", g_date_time_get_year (now), TD_WORKSPACE_SUFFIX);
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("New Workspace"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Make"), _ ("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), proposed);
  choose_file (self, dialog, new_file_chosen, g_variant_get_string (parameter, NULL));
}

static void
open_sample_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdWindow *self = TD_WINDOW (widget);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "tiendo", NULL);
  g_autofree char *path = g_build_filename (folder, "mau" TD_WORKSPACE_SUFFIX, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!g_file_query_exists (file, NULL) && !create_workspace (file, NULL, &error))
    {
      td_window_show_error (self, _ ("The sample could not be made"), error);
      return;
    }
  open_made (self, file);
}

/* Import */

static void
import_chosen (TdWindow *self, GFile *file, const char *detail)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  g_list_store_append (files, file);
  td_window_open_files (self, G_LIST_MODEL (files));
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdWindow *self = TD_WINDOW (widget);
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Import a Plan"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"), _ ("_Cancel"));

  td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Plans (Word, PDF, text, JSON)"), "docx", "pdf",
                      "txt", "json", NULL);
  choose_file (self, dialog, import_chosen, NULL);
}

static gboolean
is_workspace (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_str_has_suffix (name, TD_WORKSPACE_SUFFIX);
}

/* The page in front is asked first, then the others, in the order of the sidebar. */
static gboolean
offer_to_pages (TdWindow *self, GListModel *files)
{
  GtkListBoxRow *row;

  if (self->visible_page && td_page_open_files (self->visible_page, files))
    return TRUE;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->page_list, i)); i++)
    {
      TdPage *page = td_window_page_of_row (self, row);

      if (page != self->visible_page && td_page_open_files (page, files))
        {
          td_window_show_page (self, td_page_get_page_name (page));
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * td_window_open_files:
 * @self: a window
 * @files: #GFile objects, dropped, chosen or given on the command line
 *
 * Opens workspaces and offers everything else to the pages.
 */
void
td_window_open_files (TdWindow *self, GListModel *files)
{
  g_autoptr (GListStore) others = NULL;

  g_return_if_fail (TD_IS_WINDOW (self));

  others = g_list_store_new (G_TYPE_FILE);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      GFile *one[] = { file };

      if (is_workspace (file))
        g_application_open (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), one, 1,
                            "");
      else
        g_list_store_append (others, file);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (others)) == 0)
    return;

  if (!self->workspace)
    td_window_toast (self, _ ("Open or make a workspace first, then import into it."));
  else if (!offer_to_pages (self, G_LIST_MODEL (others)))
    td_window_toast (self, _ ("No page has a use for this kind of file."));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, TdWindow *self)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  GSList *list = g_value_get_boxed (value);

  for (GSList *l = list; l; l = l->next)
    g_list_store_append (files, l->data);
  td_window_open_files (self, G_LIST_MODEL (files));

  return list != NULL;
}

/* Private to the window. */
void
td_window_accept_drops (TdWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* Sending a copy: one complete file, whatever is still in the write-ahead log */

typedef struct
{
  char *path;
  char *out;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_free (copy->path);
  g_free (copy->out);
  g_free (copy);
}

static void
copy_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Copy *copy = data;
  GError *error = NULL;

  /* The chooser has asked before it lets one choose a file that exists. */
  if (td_backup_write_copy (copy->path, copy->out, TRUE, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
copy_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TdWindow *self = TD_WINDOW (source);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    td_window_toast (self, _ ("The copy is complete and can be sent."));
  else
    td_window_show_error (self, _ ("The copy could not be written"), error);
}

static void
copy_chosen (TdWindow *self, GFile *chosen, const char *detail)
{
  g_autoptr (GFile) file = with_suffix (chosen);
  g_autoptr (GTask) task = NULL;
  Copy *copy;

  if (!self->workspace)
    return;

  copy = g_new0 (Copy, 1);
  copy->path = g_strdup (td_workspace_get_path (self->workspace));
  copy->out = g_file_get_path (file);
  task = g_task_new (self, NULL, copy_done_cb, NULL);
  g_task_set_task_data (task, copy, copy_free);
  g_task_run_in_thread (task, copy_thread);
}

static void
send_copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdWindow *self = TD_WINDOW (widget);
  g_autofree char *base = NULL;
  g_autofree char *proposed = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  GtkFileChooserNative *dialog;

  if (!self->workspace)
    return;

  td_window_flush (self);
  base = g_path_get_basename (td_workspace_get_path (self->workspace));
  if (g_str_has_suffix (base, TD_WORKSPACE_SUFFIX))
    base[strlen (base) - strlen (TD_WORKSPACE_SUFFIX)] = '\0';
  proposed = g_strdup_printf ("%s-%s%s", base, day, TD_WORKSPACE_SUFFIX);
  dialog = gtk_file_chooser_native_new (_ ("Send a Copy"), GTK_WINDOW (self),
                                        GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Write"), _ ("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), proposed);
  choose_file (self, dialog, copy_chosen, NULL);
}

static void
close_workspace_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  td_window_set_workspace (TD_WINDOW (widget), NULL);
}

/* Private to the window: called from its class_init. */
void
td_window_install_file_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new-from-template", "s",
                                   new_from_template_action);
  gtk_widget_class_install_action (widget_class, "win.open-sample", NULL, open_sample_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.send-copy", NULL, send_copy_action);
  gtk_widget_class_install_action (widget_class, "win.close-workspace", NULL,
                                   close_workspace_action);
}
