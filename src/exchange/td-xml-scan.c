/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-xml-scan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-error.h"

#define BLOCK ((gsize) 256 << 10)

typedef enum
{
  TOKEN_DONE,
  TOKEN_SKIPPED, /* nothing to tell */
  TOKEN_MORE,    /* its end is not in the buffer */
  TOKEN_BROKEN,
  TOKEN_REFUSED,
} Token;

/**
 * td_xml_scan_open:
 * @zip: a container; it must outlive the result
 * @part: name of the part
 * @cancellable: (nullable): looked at while reading
 * @error: TD_ERROR_BAD_INPUT when there is no such part
 *
 * Returns: (nullable) (transfer full): the part before its first token
 */
TdXmlScan *
td_xml_scan_open (TdZip *zip, const char *part, GCancellable *cancellable, GError **error)
{
  g_autoptr (TdXmlScan) self = NULL;
  TdZipStream *stream;

  g_return_val_if_fail (zip != NULL && part != NULL, NULL);

  stream = td_zip_stream_open (zip, part, error);
  if (stream == NULL)
    return NULL;

  self = g_new0 (TdXmlScan, 1);
  self->file = g_strdup (td_zip_get_name (zip));
  self->part = g_strdup (part);
  self->stream = stream;
  g_set_object (&self->cancellable, cancellable);
  self->size = BLOCK;
  self->buffer = self->p = self->end = g_malloc (self->size + 1);
  self->converter = TD_XML_NO_CONVERTER;
  self->content = g_string_new (NULL);

  return td_xml_scan_begin (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * td_xml_scan_free:
 * @self: (nullable) (transfer full): a part
 */
void
td_xml_scan_free (TdXmlScan *self)
{
  if (self == NULL)
    return;

  if (self->converter != TD_XML_NO_CONVERTER)
    g_iconv_close (self->converter);
  g_clear_pointer (&self->raw, g_byte_array_unref);
  td_zip_stream_free (self->stream);
  g_clear_object (&self->cancellable);
  g_string_free (self->content, TRUE);
  g_free (self->buffer);
  g_free (self->file);
  g_free (self->part);
  g_free (self);
}

/* Where a text ends, at the latest at the end of the buffer. */
static char *
skip_text (char *p, guint8 *seen)
{
  guint8 all = 0;

  for (;; p++)
    {
      guint8 class = td_xml_classes[(guchar) *p];

      if (class & TD_XML_MARK)
        break;
      all |= class;
    }
  *seen = all;

  return p;
}

static TdSlice
local_name (const char *name, const char *end)
{
  for (const char *p = name; p < end; p++)
    if (*p == ':')
      name = p + 1;

  return (TdSlice){ name, (gsize) (end - name) };
}

static char *
skip_space (char *p, const char *end)
{
  while (p < end && td_xml_has_class (*p, TD_XML_SPACE))
    p++;

  return p;
}

static char *
skip_name (char *p, const char *end)
{
  while (p < end && !td_xml_has_class (*p, TD_XML_STOP))
    p++;

  return p;
}

/* One attribute at *at. */
static Token
take_attribute (TdXmlScan *self, char **at)
{
  char *name = *at;
  char *name_end = skip_name (name, self->end);
  char *p = skip_space (name_end, self->end);
  char *value;
  char quote;

  if (p == self->end)
    return TOKEN_MORE;
  if (name_end == name || *p != '=')
    return TOKEN_BROKEN;
  p = skip_space (p + 1, self->end);
  if (p == self->end)
    return TOKEN_MORE;
  quote = *p;
  if (quote != '"' && quote != '\'')
    return TOKEN_BROKEN;
  value = ++p;
  while (p < self->end && *p != quote && *p != '<')
    p++;
  if (p == self->end)
    return TOKEN_MORE;
  if (*p == '<')
    return TOKEN_BROKEN;
  if (self->n_attributes < TD_XML_MAX_ATTRIBUTES)
    {
      TdScanAttribute *attribute = &self->attributes[self->n_attributes++];

      attribute->name = local_name (name, name_end);
      attribute->value = (TdSlice){ value, (gsize) (p - value) };
    }
  *at = p + 1;

  return TOKEN_DONE;
}

static Token
take_start (TdXmlScan *self)
{
  char *name = self->p + 1;
  char *name_end = skip_name (name, self->end);
  char *p = name_end;
  gsize length = (gsize) (name_end - name);

  self->n_attributes = 0;
  for (;;)
    {
      char *next = skip_space (p, self->end);
      Token token;

      if (next == self->end)
        return TOKEN_MORE;
      if (*next == '>' || *next == '/')
        {
          p = next;
          break;
        }
      if (next == p)
        return TOKEN_BROKEN;
      p = next;
      token = take_attribute (self, &p);
      if (token != TOKEN_DONE)
        return token;
    }
  if (*p == '/' && ++p == self->end)
    return TOKEN_MORE;
  if (*p != '>' || length == 0 || length > TD_XML_MAX_NAME || self->depth >= TD_XML_MAX_DEPTH ||
      (self->depth == 0 && self->seen_root))
    return TOKEN_BROKEN;

  self->seen_root = TRUE;
  self->stop_pending = p[-1] == '/';
  memcpy (self->open + self->starts[self->depth], name, length);
  self->starts[self->depth + 1] = self->starts[self->depth] + (guint) length;
  self->depth++;
  self->name = local_name (name, name_end);
  self->p = p + 1;

  return TOKEN_DONE;
}

static TdSlice
innermost (const TdXmlScan *self)
{
  guint start = self->starts[self->depth - 1];

  return (TdSlice){ self->open + start, self->starts[self->depth] - start };
}

static gboolean
same_bytes (TdSlice slice, const char *text)
{
  for (gsize i = 0; i < slice.length; i++)
    if (slice.text[i] != text[i])
      return FALSE;

  return TRUE;
}

static Token
take_stop (TdXmlScan *self)
{
  char *name = self->p + 2;
  char *name_end = skip_name (name, self->end);
  char *p = skip_space (name_end, self->end);
  TdSlice open;

  if (p == self->end)
    return TOKEN_MORE;
  if (*p != '>' || self->depth == 0)
    return TOKEN_BROKEN;
  open = innermost (self);
  if (open.length != (gsize) (name_end - name) || !same_bytes (open, name))
    return TOKEN_BROKEN;
  self->depth--;
  self->name = local_name (name, name_end);
  self->p = p + 1;

  return TOKEN_DONE;
}

/* A comment or instruction, of which nothing is told. */
static Token
take_until (TdXmlScan *self, gsize skip, const char *mark)
{
  gsize left = (gsize) (self->end - self->p);
  char *close = left > skip ? memmem (self->p + skip, left - skip, mark, strlen (mark)) : NULL;

  if (close == NULL)
    return TOKEN_MORE;
  self->p = close + strlen (mark);

  return TOKEN_SKIPPED;
}

static Token
take_cdata (TdXmlScan *self)
{
  char *start = self->p + strlen ("<![CDATA[");
  Token token = take_until (self, strlen ("<![CDATA["), "]]>");

  if (token != TOKEN_SKIPPED)
    return token;
  self->text = (TdSlice){ start, (gsize) (self->p - strlen ("]]>") - start) };

  return self->depth > 0 && td_xml_resolve (start, &self->text.length,
                                            td_xml_classes_of (start, self->text.length), FALSE)
             ? TOKEN_DONE
             : TOKEN_BROKEN;
}

static Token
take_text (TdXmlScan *self)
{
  char *start = self->p;
  guint8 seen;
  char *close = skip_text (start, &seen);

  if (close == self->end && !self->ended)
    return TOKEN_MORE;
  self->p = close;
  self->text = (TdSlice){ start, (gsize) (close - start) };
  if (self->depth == 0)
    return skip_space (start, close) == close ? TOKEN_SKIPPED : TOKEN_BROKEN;

  return td_xml_resolve (start, &self->text.length, seen, TRUE) ? TOKEN_DONE : TOKEN_BROKEN;
}

/* The token at p; @event: what it is when it is done. */
static Token
take_token (TdXmlScan *self, TdScanEvent *event)
{
  gsize left = (gsize) (self->end - self->p);

  *event = TD_SCAN_TEXT;
  if (*self->p != '<')
    return take_text (self);
  if (left < 2)
    return TOKEN_MORE;
  switch (self->p[1])
    {
    case '/':
      *event = TD_SCAN_STOP;
      return take_stop (self);
    case '?':
      return take_until (self, 2, "?>");
    case '!':
      if (left < strlen ("<![CDATA["))
        return TOKEN_MORE;
      if (memcmp (self->p, "<!--", 4) == 0)
        return take_until (self, 4, "-->");
      /* A document type is nowhere in a spreadsheet; it is how an XML bomb is built. */
      return memcmp (self->p, "<![CDATA[", 9) == 0 ? take_cdata (self) : TOKEN_REFUSED;
    default:
      *event = TD_SCAN_START;
      return take_start (self);
    }
}

/**
 * td_xml_scan_next:
 * @self: a part
 * @error: TD_ERROR_BAD_INPUT, TD_ERROR_TOO_LARGE or TD_ERROR_CANCELLED
 *
 * Steps to the next tag or text. An element without content has a start and a stop, too.
 *
 * Returns: what was found
 */
TdScanEvent
td_xml_scan_next (TdXmlScan *self, GError **error)
{
  TdScanEvent event = TD_SCAN_END;

  if (self->stop_pending)
    {
      self->stop_pending = FALSE;
      self->depth--;
      return TD_SCAN_STOP;
    }
  for (;;)
    {
      Token token = self->p < self->end ? take_token (self, &event) : TOKEN_MORE;

      if (token == TOKEN_DONE)
        return event;
      if (token == TOKEN_MORE && !self->ended)
        {
          if (!td_xml_scan_fill (self, error))
            return TD_SCAN_ERROR;
        }
      else if (token == TOKEN_MORE && self->p == self->end && self->seen_root && self->depth == 0)
        return TD_SCAN_END;
      else if (token == TOKEN_REFUSED)
        {
          td_error_set_at (error, TD_ERROR_BAD_INPUT, self->file, self->part,
                           _ ("The file “%s” holds XML declarations that no spreadsheet has."),
                           self->file);
          return TD_SCAN_ERROR;
        }
      else if (token != TOKEN_SKIPPED)
        {
          td_xml_scan_set_broken (self, error);
          return TD_SCAN_ERROR;
        }
    }
}

/**
 * td_xml_scan_get_name:
 * @self: a part that stands on a tag
 *
 * Returns: the name of the element
 */
TdSlice
td_xml_scan_get_name (const TdXmlScan *self)
{
  return self->name;
}

/**
 * td_xml_scan_get_text:
 * @self: a part that stands on a text
 *
 * Returns: the text, in UTF-8, entities resolved
 */
TdSlice
td_xml_scan_get_text (const TdXmlScan *self)
{
  return self->text;
}

/**
 * td_xml_scan_get_attributes:
 * @self: a part that stands on the start of an element
 * @n: (out): their number
 *
 * Returns: (array length=n): its attributes
 */
const TdScanAttribute *
td_xml_scan_get_attributes (const TdXmlScan *self, guint *n)
{
  *n = self->n_attributes;

  return self->attributes;
}

/**
 * td_xml_scan_copy_attribute:
 * @self: a part that stands on the start of an element
 * @name: an attribute
 * @value: (out caller-allocates): its value, entities resolved
 * @size: the room in @value
 *
 * Returns: FALSE when there is no such attribute, or it is too long or no text; then @value is
 *   as it was
 */
gboolean
td_xml_scan_copy_attribute (const TdXmlScan *self, const char *name, char *value, gsize size)
{
  for (guint i = 0; i < self->n_attributes; i++)
    {
      const TdScanAttribute *a = &self->attributes[i];
      g_autofree char *copy = NULL;
      gsize length = a->value.length;

      if (!td_slice_is (a->name, name))
        continue;
      copy = g_strndup (a->value.text, length);
      if (!td_xml_resolve (copy, &length, td_xml_classes_of (copy, length), TRUE) || length >= size)
        return FALSE;
      memcpy (value, copy, length);
      value[length] = '\0';
      return TRUE;
    }

  return FALSE;
}

/* The usual element: one text, its end right behind it. */
static gboolean
take_plain_content (TdXmlScan *self, TdSlice *content)
{
  char *start = self->p;
  guint8 seen;
  char *close = skip_text (start, &seen);
  TdSlice open = innermost (self);

  if ((gsize) (self->end - close) < open.length + 3 || close[1] != '/' ||
      !same_bytes (open, close + 2) || close[2 + open.length] != '>')
    return FALSE;
  *content = (TdSlice){ start, (gsize) (close - start) };
  if (!td_xml_resolve (start, &content->length, seen, TRUE))
    return FALSE;
  self->depth--;
  self->p = close + open.length + 3;

  return TRUE;
}

/**
 * td_xml_scan_content:
 * @self: a part that stands on the start of an element
 * @content: (out): all text in the element
 * @error: as td_xml_scan_next()
 *
 * Goes on behind the end of the element.
 *
 * Returns: FALSE with @error set
 */
gboolean
td_xml_scan_content (TdXmlScan *self, TdSlice *content, GError **error)
{
  guint depth = self->depth;

  if (!self->stop_pending && take_plain_content (self, content))
    return TRUE;

  g_string_truncate (self->content, 0);
  while (self->depth >= depth)
    {
      TdScanEvent event = td_xml_scan_next (self, error);

      if (event == TD_SCAN_ERROR)
        return FALSE;
      if (event == TD_SCAN_TEXT && self->content->len < TD_XML_MAX_TOKEN)
        g_string_append_len (self->content, self->text.text, (gssize) self->text.length);
    }
  *content = (TdSlice){ self->content->str, self->content->len };

  return TRUE;
}

/**
 * td_xml_scan_skip:
 * @self: a part that stands on the start of an element
 * @error: as td_xml_scan_next()
 *
 * Goes on behind the end of the element.
 *
 * Returns: FALSE with @error set
 */
gboolean
td_xml_scan_skip (TdXmlScan *self, GError **error)
{
  guint depth = self->depth;

  while (self->depth >= depth)
    if (td_xml_scan_next (self, error) == TD_SCAN_ERROR)
      return FALSE;

  return TRUE;
}
