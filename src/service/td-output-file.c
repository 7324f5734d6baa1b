/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-output-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "td-error.h"

/* Beside the wanted file, so that the rename stays inside one file system; the suffix is kept,
 * because writers choose the format by it. */
static char *
temporary_name (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_strdup_printf (".%d-%08x-%s", (int) getpid (), g_random_int (), base);

  return g_build_filename (folder, name, NULL);
}

/**
 * td_output_file_write:
 * @path: the wanted file
 * @replace: whether an existing file may be replaced
 * @write: (scope call): writes the content under another name
 * @user_data: for @write
 * @error: return location; TD_ERROR_REFUSED when the file exists
 *
 * Returns: whether the file was written
 */
gboolean
td_output_file_write (
    const char *path, gboolean replace, TdOutputFunc write, gpointer user_data, GError **error)
{
  g_autofree char *temporary = temporary_name (path);

  if (!replace && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      td_error_set_at (error, TD_ERROR_REFUSED, path, NULL,
                       _ ("The file exists already and was not replaced."));
      return FALSE;
    }
  if (!write (temporary, user_data, error))
    {
      g_unlink (temporary);
      return FALSE;
    }
  if (g_rename (temporary, path) != 0)
    {
      int code = errno;

      g_unlink (temporary);
      td_error_set_at (error, TD_ERROR_FAILED, path, NULL, _ ("The file could not be written: %s"),
                       g_strerror (code));
      return FALSE;
    }

  return TRUE;
}

static gboolean
write_bytes (const char *temporary_path, gpointer user_data, GError **error)
{
  GBytes *bytes = user_data;
  g_autoptr (GError) reason = NULL;

  if (g_file_set_contents (temporary_path, g_bytes_get_data (bytes, NULL),
                           (gssize) g_bytes_get_size (bytes), &reason))
    return TRUE;

  td_error_set_at (error, TD_ERROR_FAILED, temporary_path, NULL,
                   _ ("The file could not be written: %s"), reason->message);
  return FALSE;
}

/**
 * td_output_file_write_bytes:
 * @path: the wanted file
 * @replace: whether an existing file may be replaced
 * @bytes: its content
 * @error: return location
 *
 * Returns: whether the file was written
 */
gboolean
td_output_file_write_bytes (const char *path, gboolean replace, GBytes *bytes, GError **error)
{
  return td_output_file_write (path, replace, write_bytes, bytes, error);
}
