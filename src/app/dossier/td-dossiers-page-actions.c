/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossiers-page-private.h"

#include "td-dossier-files.h"
#include "td-dossier-import-dialog.h"
#include "td-file-filter.h"
#include "td-imports-window.h"
#include "td-window.h"

#include <glib/gi18n-lib.h>

/* What the page of dossiers can do: the actions of its header, menus and keys. */

static void
imported_cb (TdDossiersPage *self, const char *words)
{
  TdWindow *window = td_window_of (GTK_WIDGET (self));

  self->placed = FALSE;
  td_dossiers_page_reload (self);
  if (window != NULL)
    td_window_toast_undo (window, words);
}

void
td_dossiers_page_import (TdDossiersPage *self, const char *path)
{
  GtkWidget *dialog = td_dossier_import_dialog_new (
      self->workspace, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), path);

  g_signal_connect_object (dialog, "imported", G_CALLBACK (imported_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
import_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  TdDossiersPage *self = user_data;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL && self->workspace != NULL)
    td_dossiers_page_import (self, path);
  g_object_unref (dialog);
  g_object_unref (self);
}

static void
import_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (user_data);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Import dossiers"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Import"), NULL);

  td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Spreadsheets (.xlsx, .xls, .csv)"), "xlsx",
                      "xls", "csv", NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (import_chosen_cb), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
imports_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (user_data);

  gtk_window_present (GTK_WINDOW (td_imports_window_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->workspace)));
}

static gboolean
shows_applicants (TdDossiersPage *self)
{
  GAction *action =
      g_action_map_lookup_action (td_page_get_actions (TD_PAGE (self)), "show-applicants");
  g_autoptr (GVariant) state = g_action_get_state (action);

  return g_variant_get_boolean (state);
}

static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (user_data);
  TdDossierSort sort;
  gboolean descending;

  td_dossier_table_get_sort (self->table, &sort, &descending);
  td_dossier_files_export (GTK_WIDGET (self), self->workspace, td_dossiers_page_make_filter (self),
                           sort, descending, shows_applicants (self),
                           g_variant_get_string (parameter, NULL));
}

static void
copy_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (user_data);
  g_autofree char *text = td_dossier_table_copy (self->table);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
applicants_state_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (user_data);

  g_simple_action_set_state (action, state);
  td_dossier_table_show_applicants (self->table, g_variant_get_boolean (state));
}

static void
minute_state_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (user_data);

  g_simple_action_set_state (action, state);
  self->mode = g_variant_get_boolean (state) ? TD_COUNT_MINUTE : TD_COUNT_DAY;
  td_dossiers_page_reload (self);
}

static void
step_selection (TdDossiersPage *self, int step)
{
  guint position = td_dossier_table_get_position (self->table);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  if (position == GTK_INVALID_LIST_POSITION || (step < 0 && position == 0) ||
      (step > 0 && position + 1 >= n))
    return;
  td_dossier_table_select (self->table, (guint) ((int) position + step));
}

static void
previous_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_selection (TD_DOSSIERS_PAGE (user_data), -1);
}

static void
next_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_selection (TD_DOSSIERS_PAGE (user_data), 1);
}

static void
close_panel_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (user_data);

  td_dossier_table_select (self->table, GTK_INVALID_LIST_POSITION);
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
clear_filter_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (user_data);

  td_dossiers_page_clear_mark (self);
  td_dossiers_page_set_quick (self, TD_QUICK_ALL);
  for (guint i = 0; i < G_N_ELEMENTS (self->buttons); i++)
    td_dossier_filter_button_pick (self->buttons[i], NULL, 0);
  td_dossier_filter_button_pick (self->channels, NULL, 0);
  g_clear_pointer (&self->search, g_free);
  td_dossiers_page_reload (self);
}

static const GActionEntry actions[] = {
  { "import", import_action },
  { "imports", imports_action },
  { "export", export_action, "s" },
  { "copy", copy_action },
  { "show-applicants", NULL, NULL, "false", applicants_state_cb },
  { "count-minute", NULL, NULL, "false", minute_state_cb },
  { "previous", previous_action },
  { "next", next_action },
  { "close-panel", close_panel_action },
  { "clear-filter", clear_filter_action },
};

void
td_dossiers_page_install_actions (TdDossiersPage *self)
{
  g_action_map_add_action_entries (td_page_get_actions (TD_PAGE (self)), actions,
                                   G_N_ELEMENTS (actions), self);
}
