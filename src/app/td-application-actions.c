/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "td-application-private.h"

#include "td-edit.h"
#include "td-file-filter.h"
#include "td-preferences.h"
#include "td-profile-dialog.h"
#include "td-window.h"

#include <glib/gi18n-lib.h>

static GtkWindow *
get_window (gpointer user_data)
{
  return gtk_application_get_active_window (GTK_APPLICATION (user_data));
}

static void
new_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (td_window_new (GTK_APPLICATION (user_data))));
}

/* Opening */

static void
open_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file)
    g_application_open (G_APPLICATION (user_data), &file, 1, "");
  g_object_unref (dialog);
}

static void
open_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Open a Workspace"), get_window (user_data),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));

  td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Workspaces (*.tiendo)"), "tiendo", NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (open_response_cb), user_data);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_uri_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  g_application_open (G_APPLICATION (user_data), &file, 1, "");
}

/* The author */

/* The register of people keeps who worked here, once for each name. */
static void
remember_profile (TdWorkspace *workspace, const char *name, const char *title, const char *unit)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_PROFILE);
  g_autoptr (TdQuery) unit_query = td_query_new (TD_KIND_UNIT);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) units = NULL;
  g_autoptr (TdEdit) edit = NULL;

  td_query_where_text (query, "name", TD_QUERY_EQUAL, name);
  rows = td_workspace_list_rows (workspace, query, NULL);
  if (!rows || rows->len > 0)
    return;

  edit = td_edit_new_add (TD_KIND_PROFILE);
  td_edit_set_value (edit, "name", name);
  if (*title)
    td_edit_set_value (edit, "title", title);
  td_query_where_text (unit_query, "name", TD_QUERY_EQUAL, unit);
  units = td_workspace_list_rows (workspace, unit_query, NULL);
  if (units && units->len > 0)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, ((TdRow *) units->pdata[0])->id);

      td_edit_set_value (edit, "unit_id", id);
    }
  td_edit_run_async (g_steal_pointer (&edit), workspace, NULL, NULL);
}

static void
profile_saved_cb (TdProfileDialog *dialog,
                  const char *name,
                  const char *title,
                  const char *unit,
                  TdApplication *self)
{
  if (self->settings)
    {
      g_settings_set_string (self->settings, "profile-name", name);
      g_settings_set_string (self->settings, "profile-title", title);
      g_settings_set_string (self->settings, "profile-unit", unit);
    }
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    {
      TdWorkspace *workspace = TD_IS_WINDOW (l->data) ? td_window_get_workspace (l->data) : NULL;

      if (!workspace)
        continue;
      td_workspace_set_author (workspace, name);
      if (!td_workspace_get_read_only (workspace))
        remember_profile (workspace, name, title, unit);
    }
}

static GListModel *
list_unit_names (TdWorkspace *workspace)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_UNIT);
  g_autoptr (GPtrArray) rows = workspace ? td_workspace_list_rows (workspace, query, NULL) : NULL;

  for (guint i = 0; rows && i < rows->len; i++)
    gtk_string_list_append (names, ((TdUnitRow *) rows->pdata[i])->name);

  return G_LIST_MODEL (names);
}

static void
profile_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdApplication *self = TD_APPLICATION (user_data);
  GtkWindow *parent = get_window (self);
  TdWindow *window = parent ? td_window_of (GTK_WIDGET (parent)) : NULL;
  g_autoptr (GListModel) units = list_unit_names (window ? td_window_get_workspace (window) : NULL);
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  g_autofree char *unit = NULL;
  GtkWidget *dialog;

  if (self->settings)
    {
      name = g_settings_get_string (self->settings, "profile-name");
      title = g_settings_get_string (self->settings, "profile-title");
      unit = g_settings_get_string (self->settings, "profile-unit");
    }
  dialog = td_profile_dialog_new (parent, name, title, unit, units);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (profile_saved_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Windows of the program itself */

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (
      td_preferences_new (get_window (user_data), TD_APPLICATION (user_data)->settings)));
}

static void
shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/vn/tiendo/TienDo/ui/app/td-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, get_window (user_data));
  gtk_window_present (window);
}

static char *
find_manual (void)
{
  const char *folder = g_getenv ("TIENDO_DATA_DIR");

  return g_build_filename (folder ? folder : TD_DATA_DIR, "help", "index.xhtml", NULL);
}

static void
help_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autofree char *path = find_manual ();
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  gtk_show_uri (get_window (user_data), uri, GDK_CURRENT_TIME);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (
      get_window (user_data), "application-name", "Tiến Độ", "application-icon", TD_APPLICATION_ID,
      "version", TD_VERSION, "developer-name", _ ("The Tiến Độ authors"), "comments",
      _ ("Administrative reform plans, their tasks and targets, and the official documents that "
         "follow from them."),
      "copyright", "© 2026 The Tiến Độ authors", "license-type", GTK_LICENSE_GPL_3_0, NULL);
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  for (GList *l = windows; l; l = l->next)
    gtk_window_close (l->data);
}

static const GActionEntry entries[] = {
  { "new", new_action },
  { "open", open_action },
  { "open-uri", open_uri_action, "s" },
  { "profile", profile_action },
  { "preferences", preferences_action },
  { "shortcuts", shortcuts_action },
  { "help", help_action },
  { "about", about_action },
  { "quit", quit_action },
};

static const struct
{
  const char *action;
  const char *accels[3];
} accels[] = {
  { "app.new", { "<Control>n" } },
  { "app.open", { "<Control>o" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.shortcuts", { "<Control>question" } },
  { "app.help", { "F1" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.search", { "<Control>f" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  { "win.toggle-sidebar", { "F9" } },
  { "win.main-menu", { "F10" } },
  { "win.focus-region(1)", { "F6" } },
  { "win.focus-region(-1)", { "<Shift>F6" } },
  { "page.print", { "<Control>p" } },
  { "page.export", { "<Control>e" } },
  { "page.preview", { "F8" } },
  { "page.refresh", { "F5" } },
  { "page.add", { "<Control>Insert" } },
};

/* Private to the application: called once from startup. */
void
td_application_install_actions (TdApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action,
                                           accels[i].accels);
}
