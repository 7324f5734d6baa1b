/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "td-application-private.h"

#include <glib/gi18n-lib.h>

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = GTK_APPLICATION (user_data);
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (application));

  for (GList *l = windows; l; l = l->next)
    gtk_window_close (l->data);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  adw_show_about_window (parent, "application-name", "Tiến Độ", "application-icon",
                         TD_APPLICATION_ID, "version", TD_VERSION, "developer-name",
                         _ ("The Tiến Độ authors"), "comments",
                         _ ("Administrative reform plans, their tasks and targets, and the "
                            "official documents that follow from them."),
                         "license-type", GTK_LICENSE_GPL_3_0, NULL);
}

static const GActionEntry entries[] = {
  { "quit", quit_action },
  { "about", about_action },
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
  { "page.preview", { "F8" } },
  { "page.refresh", { "F5" } },
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
