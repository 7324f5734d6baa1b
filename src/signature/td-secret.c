/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-secret.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "td-error.h"

#define TD_SECRET_MAX 1024

struct _TdSecret
{
  char text[TD_SECRET_MAX];
};

/**
 * td_wipe:
 * @memory: (nullable): what held a secret
 * @size: its size
 *
 * Overwrites it in a way that no compiler leaves out.
 */
void
td_wipe (gpointer memory, gsize size)
{
  if (memory != NULL)
    explicit_bzero (memory, size);
}

/**
 * td_secret_new:
 * @text: the password; what is longer than 1023 bytes is cut
 *
 * Returns: (transfer full): a copy; the caller wipes its own
 */
TdSecret *
td_secret_new (const char *text)
{
  TdSecret *self = g_new0 (TdSecret, 1);

  g_strlcpy (self->text, text, sizeof self->text);
  return self;
}

/**
 * td_secret_new_from_file:
 * @path: a file or a pipe whose first line is the password or PIN
 * @error: return location: %TD_ERROR_USAGE
 *
 * Returns: (nullable) (transfer full): the secret
 */
TdSecret *
td_secret_new_from_file (const char *path, GError **error)
{
  g_autoptr (TdSecret) self = g_new0 (TdSecret, 1);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gsize length = 0;
  gssize n = -1;

  while (fd >= 0 && length < sizeof self->text - 1 &&
         (n = read (fd, self->text + length, sizeof self->text - 1 - length)) > 0)
    length += (gsize) n;
  if (fd < 0 || n < 0)
    {
      td_error_set_at (error, TD_ERROR_USAGE, path, NULL, _ ("The file cannot be read: %s"),
                       g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return NULL;
    }
  close (fd);
  self->text[strcspn (self->text, "\r\n")] = '\0';
  return g_steal_pointer (&self);
}

void
td_secret_free (TdSecret *self)
{
  td_wipe (self, self != NULL ? sizeof *self : 0);
  g_free (self);
}

/**
 * td_secret_peek:
 * @self: (nullable): a secret
 *
 * Returns: (transfer none): the text; "" where there is none
 */
const char *
td_secret_peek (const TdSecret *self)
{
  return self != NULL ? self->text : "";
}
