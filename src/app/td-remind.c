/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "td-remind.h"

#include "td-date.h"
#include "td-error.h"
#include "td-reminder.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define BUS_TIMEOUT 3000

static GVariant *
notification (const char *title, const char *body)
{
  GVariantBuilder actions, hints;

  g_variant_builder_init (&actions, G_VARIANT_TYPE ("as"));
  g_variant_builder_init (&hints, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&hints, "{sv}", "desktop-entry", g_variant_new_string (TD_APPLICATION_ID));

  return g_variant_new ("(susssasa{sv}i)", "Tiến Độ", 0u, TD_APPLICATION_ID, title, body, &actions,
                        &hints, -1);
}

/**
 * td_remind_tell:
 * @bus: the session bus
 * @title: what is told
 * @body: more of it
 * @wait: whether to wait until the desktop took it, up to three seconds
 *
 * Tells the desktop, when it listens: nobody is asked to start anything, and a desktop without
 * notifications is no fault of anyone.
 */
void
td_remind_tell (GDBusConnection *bus, const char *title, const char *body, gboolean wait)
{
  static const char name[] = "org.freedesktop.Notifications";
  static const char path[] = "/org/freedesktop/Notifications";
  g_autoptr (GVariant) answer = NULL;

  g_return_if_fail (G_IS_DBUS_CONNECTION (bus));

  if (wait)
    answer = g_dbus_connection_call_sync (bus, name, path, name, "Notify",
                                          notification (title, body), NULL,
                                          G_DBUS_CALL_FLAGS_NO_AUTO_START, BUS_TIMEOUT, NULL, NULL);
  else
    g_dbus_connection_call (bus, name, path, name, "Notify", notification (title, body), NULL,
                            G_DBUS_CALL_FLAGS_NO_AUTO_START, BUS_TIMEOUT, NULL, NULL, NULL);
}

/* Over the session bus, when there is one: nobody is asked to start one. */
static void
notify (const char *title, const char *body)
{
  g_autoptr (GDBusConnection) bus = NULL;

  if (g_getenv ("DBUS_SESSION_BUS_ADDRESS") == NULL)
    return;
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  if (bus != NULL)
    td_remind_tell (bus, title, body, TRUE);
}

static int
fail (const GError *error)
{
  g_printerr ("tiendo: %s\n", error->message);

  return 1;
}

/**
 * td_remind_run:
 * @path: (nullable): a workspace; NULL: the one that was open last
 * @settings: (nullable): the settings of the program
 *
 * Makes the reminders of the day, prints those nobody was told of, and tells the desktop of them.
 *
 * Returns: the exit code: 0, also when there is nothing to say
 */
int
td_remind_run (const char *path, GSettings *settings)
{
  g_autofree char *last =
      settings != NULL ? g_settings_get_string (settings, "last-workspace") : NULL;
  g_autofree char *days =
      settings != NULL ? g_settings_get_string (settings, "reminder-days") : NULL;
  g_autoptr (TdWorkspace) workspace = NULL;
  g_autoptr (GPtrArray) reminders = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  if (path == NULL)
    path = last;
  if (path == NULL || *path == '\0' || !g_file_test (path, G_FILE_TEST_EXISTS))
    return 0;
  workspace = td_workspace_open (path, TD_WORKSPACE_DEFAULT, "window", &error);
  if (workspace == NULL)
    return fail (error);
  if (!td_reminder_make (workspace, days, NULL, NULL, &error))
    {
      td_workspace_close (workspace);
      return fail (error);
    }
  reminders = td_reminder_take_unnotified (workspace, NULL, &error);
  td_workspace_close (workspace);
  if (reminders == NULL)
    return fail (error);
  if (reminders->len == 0)
    return 0;
  title = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u task falls due", "%u tasks fall due", reminders->len),
      reminders->len);
  body = td_reminder_summary (reminders);
  g_print ("%s\n%s\n", title, body);
  notify (title, body);

  return 0;
}

static char *
autostart_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "autostart",
                           TD_APPLICATION_ID ".remind.desktop", NULL);
}

/**
 * td_remind_get_autostart:
 *
 * Returns: whether the program reminds at log-in
 */
gboolean
td_remind_get_autostart (void)
{
  g_autofree char *path = autostart_path ();

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * td_remind_set_autostart:
 * @wanted: whether to remind at log-in
 * @error: return location
 *
 * Writes or removes the entry in the person's own autostart folder.
 *
 * Returns: whether it went well
 */
gboolean
td_remind_set_autostart (gboolean wanted, GError **error)
{
  g_autofree char *path = autostart_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) file = NULL;

  if (!wanted)
    {
      if (g_unlink (path) == 0 || !g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
      td_error_set_at (error, TD_ERROR_FAILED, path, NULL, _ ("The file cannot be removed."));
      return FALSE;
    }
  file = g_key_file_new ();
  g_key_file_set_string (file, "Desktop Entry", "Type", "Application");
  g_key_file_set_string (file, "Desktop Entry", "Name", "Tiến Độ: nhắc việc");
  g_key_file_set_string (file, "Desktop Entry", "Exec", "tiendo --remind");
  g_key_file_set_string (file, "Desktop Entry", "Icon", TD_APPLICATION_ID);
  g_key_file_set_boolean (file, "Desktop Entry", "NoDisplay", TRUE);
  g_key_file_set_boolean (file, "Desktop Entry", "X-GNOME-Autostart-enabled", TRUE);
  g_mkdir_with_parents (folder, 0700);

  return g_key_file_save_to_file (file, path, error);
}
