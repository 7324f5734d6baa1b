/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-token-frames.h"

#include <errno.h>
#include <unistd.h>

static gboolean
td_read_all (guint8 *data, gsize length)
{
  while (length > 0)
    {
      ssize_t n = read (STDIN_FILENO, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      length -= (gsize) n;
    }
  return TRUE;
}

static gboolean
td_write_all (const guint8 *data, gsize length)
{
  while (length > 0)
    {
      ssize_t n = write (STDOUT_FILENO, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      length -= (gsize) n;
    }
  return TRUE;
}

/**
 * td_frame_read:
 * @kind: (out): of the frame
 * @payload: gets its content
 *
 * Returns: whether there was another frame
 */
gboolean
td_frame_read (guint8 *kind, GByteArray *payload)
{
  guint8 head[5];
  guint32 length;

  if (!td_read_all (head, sizeof head))
    return FALSE;
  *kind = head[0];
  length = (guint32) head[1] << 24 | (guint32) head[2] << 16 | (guint32) head[3] << 8 | head[4];
  if (length > TD_TOKEN_MAX_FRAME)
    return FALSE;
  g_byte_array_set_size (payload, length);
  return length == 0 || td_read_all (payload->data, length);
}

gboolean
td_frame_write (TdTokenFrame kind, gconstpointer payload, gsize length)
{
  guint8 head[5] = { (guint8) kind, (guint8) (length >> 24), (guint8) (length >> 16),
                     (guint8) (length >> 8), (guint8) length };

  return length <= TD_TOKEN_MAX_FRAME && td_write_all (head, sizeof head) &&
         td_write_all (payload, length);
}
