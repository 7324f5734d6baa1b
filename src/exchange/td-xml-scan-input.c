/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bytes of a part, block by block, in UTF-8. */

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-error.h"
#include "td-xml-scan-private.h"

#define RAW_BLOCK 32768

void
td_xml_scan_set_broken (const TdXmlScan *self, GError **error)
{
  td_error_set_at (error, TD_ERROR_BAD_INPUT, self->file, self->part,
                   _ ("The file “%s” is damaged or incomplete. Open it in Excel, save it anew and "
                      "try again."),
                   self->file);
}

/* The bytes of the part in UTF-8. Returns: how many, 0 at the end, -1 with @error set */
static gssize
read_utf8 (TdXmlScan *self, char *to, gsize room, GError **error)
{
  char *out = to;

  if (self->converter == TD_XML_NO_CONVERTER)
    return td_zip_stream_read (self->stream, to, room, error);

  for (;;)
    {
      char *in = (char *) self->raw->data;
      gsize left = self->raw->len;
      char block[RAW_BLOCK];
      gssize n;
      gboolean failed =
          left > 0 && g_iconv (self->converter, &in, &left, &out, &room) == (gsize) -1;
      int reason = errno;

      g_byte_array_remove_range (self->raw, 0, (guint) (self->raw->len - left));
      if (failed && reason == EILSEQ)
        {
          td_xml_scan_set_broken (self, error);
          return -1;
        }
      if (out > to)
        return out - to;
      n = td_zip_stream_read (self->stream, block, sizeof block, error);
      if (n < 0)
        return -1;
      if (n == 0)
        {
          if (self->raw->len == 0)
            return 0;
          td_xml_scan_set_broken (self, error);
          return -1;
        }
      g_byte_array_append (self->raw, (const guint8 *) block, (guint) n);
    }
}

/* Takes more of the part behind what is not taken yet. */
gboolean
td_xml_scan_fill (TdXmlScan *self, GError **error)
{
  gsize kept = (gsize) (self->end - self->p);
  gssize n;

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      td_error_set_at (error, TD_ERROR_CANCELLED, self->file, self->part, _ ("Cancelled."));
      return FALSE;
    }
  if (kept >= TD_XML_MAX_TOKEN)
    {
      td_error_set_at (error, TD_ERROR_TOO_LARGE, self->file, self->part,
                       _ ("The file “%s” holds more text than a spreadsheet can."), self->file);
      return FALSE;
    }

  memmove (self->buffer, self->p, kept);
  if (kept == self->size)
    {
      self->size *= 2;
      self->buffer = g_realloc (self->buffer, self->size + 1);
    }
  n = read_utf8 (self, self->buffer + kept, self->size - kept, error);
  if (n < 0)
    return FALSE;
  self->p = self->buffer;
  self->end = self->buffer + kept + n;
  *self->end = '<';
  self->ended = n == 0;

  return TRUE;
}

/* The encoding the part is written in, by its first bytes. Returns: (nullable): NULL for UTF-8 */
static char *
find_encoding (const char *head, gsize size)
{
  const char *end, *word;

  if (size >= 2 && ((guchar) head[0] == 0xFE || (guchar) head[0] == 0xFF))
    return g_strdup ("UTF-16");
  if (size >= 4 && memcmp (head, "<\0?\0", 4) == 0)
    return g_strdup ("UTF-16LE");
  if (size >= 4 && memcmp (head, "\0<\0?", 4) == 0)
    return g_strdup ("UTF-16BE");
  if (size < 6 || memcmp (head, "<?xml ", 6) != 0)
    return NULL;
  end = memchr (head, '>', MIN (size, 256));
  word = end != NULL ? g_strstr_len (head, end - head, "encoding") : NULL;
  if (word == NULL)
    return NULL;
  word += strlen ("encoding");
  while (word < end && (td_xml_has_class (*word, TD_XML_SPACE) || *word == '='))
    word++;
  if (word < end && (*word == '"' || *word == '\''))
    {
      const char *close = memchr (word + 1, *word, (gsize) (end - word - 1));
      g_autofree char *name =
          close != NULL ? g_strndup (word + 1, (gsize) (close - word - 1)) : NULL;

      if (name != NULL && g_ascii_strcasecmp (name, "UTF-8") != 0)
        return g_steal_pointer (&name);
    }

  return NULL;
}

gboolean
td_xml_scan_begin (TdXmlScan *self, GError **error)
{
  g_autofree char *encoding = NULL;

  if (!td_xml_scan_fill (self, error))
    return FALSE;
  encoding = find_encoding (self->p, (gsize) (self->end - self->p));
  if (encoding != NULL)
    {
      self->converter = g_iconv_open ("UTF-8", encoding);
      if (self->converter == TD_XML_NO_CONVERTER)
        {
          td_xml_scan_set_broken (self, error);
          return FALSE;
        }
      self->raw = g_byte_array_new ();
      g_byte_array_append (self->raw, (const guint8 *) self->p, (guint) (self->end - self->p));
      self->end = self->p;
      if (!td_xml_scan_fill (self, error))
        return FALSE;
    }
  if (self->end - self->p >= 3 && memcmp (self->p, "\xef\xbb\xbf", 3) == 0)
    self->p += 3;

  return TRUE;
}
