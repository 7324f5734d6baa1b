/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-case-actions.h"

#include <glib/gi18n-lib.h>

#include "td-case-entry.h"
#include "td-case-letters.h"
#include "td-file-filter.h"
#include "td-hours-dialog.h"
#include "td-procedure-import.h"
#include "td-procedure-window.h"
#include "td-window.h"

#define WORKSPACE "td-case-workspace"

static TdWorkspace *
workspace_of (TdPage *page)
{
  return g_object_get_data (G_OBJECT (page), WORKSPACE);
}

static GtkWindow *
window_of (TdPage *page)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));
}

static void
enter_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (td_case_entry_new (workspace_of (data), window_of (data))));
}

static void
letters_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (td_case_letters_new (workspace_of (data), window_of (data), 0)));
}

/* == The register of procedures == */

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  TdProcedureImport *import = td_procedure_import_read (data, &error);

  if (import != NULL)
    g_task_return_pointer (task, import, (GDestroyNotify) td_procedure_import_free);
  else
    g_task_return_error (task, error);
}

static void
tell (TdPage *page, const TdProcedureImport *import, const GError *error)
{
  TdWindow *window = td_window_of (GTK_WIDGET (page));
  g_autofree char *text = NULL;

  if (window == NULL)
    return;
  if (error != NULL)
    {
      td_window_show_error (window, _ ("The procedures were not imported"), error);
      return;
    }
  text = g_strdup_printf (_ ("%u new, %u new versions, %u unchanged, %u left out"), import->created,
                          import->versions, import->unchanged, import->table->skips->len);
  td_window_toast_undo (window, text);
}

typedef struct
{
  TdPage *page;
  TdProcedureImport *import;
} Commit;

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Commit *commit = data;
  g_autoptr (GError) error = NULL;

  td_workspace_act_finish (TD_WORKSPACE (source), result, &error);
  tell (commit->page, commit->import, error);
  td_procedure_import_free (commit->import);
  g_object_unref (commit->page);
  g_free (commit);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  TdPage *page = TD_PAGE (source);
  g_autoptr (GError) error = NULL;
  TdProcedureImport *import = g_task_propagate_pointer (G_TASK (result), &error);
  Commit *commit;

  if (import == NULL)
    {
      tell (page, NULL, error);
      return;
    }
  commit = g_new0 (Commit, 1);
  commit->page = g_object_ref (page);
  commit->import = import;
  td_procedure_import_commit_async (import, workspace_of (page), committed_cb, commit);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (TdPage) page = data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autoptr (GTask) task = g_task_new (page, NULL, read_cb, NULL);

      g_task_set_task_data (task, g_file_get_path (file), g_free);
      g_task_run_in_thread (task, read_in_thread);
    }
  g_object_unref (dialog);
}

static void
choose_procedures (TdPage *page, GtkWindow *parent)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Import Procedures"), parent, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"), _ ("_Cancel"));

  td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Spreadsheets (.xlsx, .xls, .csv)"), "xlsx",
                      "xls", "csv", NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), g_object_ref (page));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
procedures_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  choose_procedures (data, window_of (data));
}

static void
hours_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (td_hours_dialog_new (workspace_of (data), window_of (data))));
}

static void
import_cb (TdPage *page, GtkWindow *window)
{
  choose_procedures (page, window);
}

static void
register_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *window = td_procedure_window_new (workspace_of (data), window_of (data));

  g_signal_connect_object (window, "import", G_CALLBACK (import_cb), data, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

/**
 * td_case_actions_add:
 * @page: the page of dossiers
 * @workspace: the workspace
 *
 * Adds the actions "add", "letters", "register", "procedures" and "hours".
 */
void
td_case_actions_add (TdPage *page, TdWorkspace *workspace)
{
  static const GActionEntry entries[] = {
    { "add", enter_action },   { "letters", letters_action },   { "procedures", procedures_action },
    { "hours", hours_action }, { "register", register_action }, /* the last: it may be looked at in
                                                                   a file to read only */
  };

  g_object_set_data_full (G_OBJECT (page), WORKSPACE, g_object_ref (workspace), g_object_unref);
  g_action_map_add_action_entries (td_page_get_actions (page), entries, G_N_ELEMENTS (entries),
                                   page);
  for (guint i = 0; i + 1 < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (td_page_get_actions (page), entries[i].name)),
        !td_workspace_get_read_only (workspace));
}

/**
 * td_case_actions_menu:
 *
 * Returns: (transfer full): a section for the menu of the page
 */
GMenuModel *
td_case_actions_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("Enter a Dossier…"), "page.add");
  g_menu_append (menu, _ ("Letters of Apology…"), "page.letters");
  g_menu_append (menu, _ ("Register of Procedures…"), "page.register");
  g_menu_append (menu, _ ("Import Procedures…"), "page.procedures");
  g_menu_append (menu, _ ("Office Hours…"), "page.hours");

  return G_MENU_MODEL (menu);
}
