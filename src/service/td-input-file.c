/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-input-file.h"

#include <glib/gi18n-lib.h>
#include <sys/stat.h>

#include "td-error.h"

/**
 * td_input_file_read:
 * @path: a file that a person chose
 * @largest: more bytes than a file of its kind ever has
 * @error: return location; TD_ERROR_BAD_INPUT or TD_ERROR_TOO_LARGE, with the file
 *
 * Returns: (nullable) (transfer full): its bytes
 */
GBytes *
td_input_file_read (const char *path, gint64 largest, GError **error)
{
  g_autoptr (GError) reason = NULL;
  struct stat info;
  char *content;
  gsize length;

  if (stat (path, &info) == 0 && !S_ISREG (info.st_mode))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, path, NULL, _ ("This is not a file."));
      return NULL;
    }
  if (stat (path, &info) == 0 && info.st_size > largest)
    {
      td_error_set_at (
          error, TD_ERROR_TOO_LARGE, path, NULL,
          _ ("The file is larger than %d MB. A file of this kind is never that large."),
          (int) (largest / 1024 / 1024));
      return NULL;
    }
  if (!g_file_get_contents (path, &content, &length, &reason))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, path, NULL, _ ("The file cannot be read: %s"),
                       reason->message);
      return NULL;
    }

  return g_bytes_new_take (content, length);
}
