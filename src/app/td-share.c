/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-share.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "td-window.h"

static gboolean
launch_path (const char *path, GError **error)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, error);

  return uri != NULL && g_app_info_launch_default_for_uri (uri, NULL, error);
}

/**
 * td_share_open:
 * @path: a file
 * @error: return location
 *
 * Opens a file in the program the desktop has for it.
 *
 * Returns: whether a program was started
 */
gboolean
td_share_open (const char *path, GError **error)
{
  return launch_path (path, error);
}

/**
 * td_share_show_folder:
 * @path: a file
 * @error: return location
 *
 * Opens the folder of a file; a file manager that can do so marks the file.
 *
 * Returns: whether a program was started
 */
gboolean
td_share_show_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  if (bus != NULL && uri != NULL)
    {
      const char *const uris[] = { uri, NULL };
      g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
          bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
          "org.freedesktop.FileManager1", "ShowItems", g_variant_new ("(^ass)", uris, ""), NULL,
          G_DBUS_CALL_FLAGS_NO_AUTO_START, 500, NULL, NULL);

      if (answer != NULL)
        return TRUE;
    }

  return launch_path (folder, error);
}

/**
 * td_share_send:
 * @path: a file
 * @subject: of the letter
 * @error: return location
 *
 * Starts a letter with the file in the mail program: xdg-email attaches it; without that a letter
 * without the file is begun, which names it.
 *
 * Returns: whether a letter was begun
 */
gboolean
td_share_send (const char *path, const char *subject, GError **error)
{
  g_autofree char *program = g_find_program_in_path ("xdg-email");
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  g_autofree char *uri = NULL;

  if (program != NULL)
    {
      g_autoptr (GSubprocess) process =
          g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, error, program, "--utf8",
                            "--subject", subject, "--attach", path, NULL);

      return process != NULL;
    }
  title = g_uri_escape_string (subject, NULL, FALSE);
  body = g_uri_escape_string (path, NULL, FALSE);
  uri = g_strdup_printf ("mailto:?subject=%s&body=%s", title, body);

  return g_app_info_launch_default_for_uri (uri, NULL, error);
}

static void
response_cb (GtkWidget *dialog, const char *response)
{
  const char *path = g_object_get_data (G_OBJECT (dialog), "td-path");
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GError) error = NULL;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));
  gboolean done = TRUE;

  if (g_str_equal (response, "open"))
    done = td_share_open (path, &error);
  else if (g_str_equal (response, "folder"))
    done = td_share_show_folder (path, &error);
  else if (g_str_equal (response, "send"))
    done = td_share_send (path, name, &error);
  if (!done && TD_IS_WINDOW (parent))
    td_window_show_error (TD_WINDOW (parent), _ ("No program could be started"), error);
}

/**
 * td_share_present:
 * @parent: (nullable): the window
 * @heading: what was made
 * @path: where it is
 *
 * Says that a document is ready and offers to open, show or send it.
 */
void
td_share_present (GtkWindow *parent, const char *heading, const char *path)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, path);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"), "send",
                                    _ ("Send by E-mail"), "folder", _ ("Open the Folder"), "open",
                                    _ ("Open the File"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "open",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "open");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_object_set_data_full (G_OBJECT (dialog), "td-path", g_strdup (path), g_free);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}
