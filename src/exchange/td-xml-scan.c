/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-xml-scan.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-error.h"

#define BLOCK ((gsize) 256 << 10)
#define MAX_TOKEN ((gsize) 8 << 20) /* of one tag or text; a cell of Excel has 32 767 letters */
#define MAX_DEPTH 256u
#define MAX_NAME 128u
#define MAX_ATTRIBUTES 64u /* of a tag; further ones are not kept */
#define RAW_BLOCK 32768
#define NO_CONVERTER ((GIConv) -1)

struct _TdXmlScan
{
  char *file, *part;
  TdZipStream *stream;
  GCancellable *cancellable;

  char *buffer;
  gsize size;
  char *p, *end; /* what is not taken yet; a < closes it */
  gboolean ended;

  GIConv converter; /* of a part that is not in UTF-8 */
  GByteArray *raw;  /* what is not converted yet */

  char open[MAX_DEPTH * MAX_NAME]; /* names of the open elements, one behind the other */
  guint starts[MAX_DEPTH + 1];     /* where in it each begins, and where the next will */
  guint depth;
  gboolean seen_root;
  gboolean stop_pending; /* of an element without content */

  TdSlice name, text;
  TdScanAttribute attributes[MAX_ATTRIBUTES];
  guint n_attributes;
  GString *content;
};

typedef enum
{
  TOKEN_DONE,
  TOKEN_SKIPPED, /* nothing to tell */
  TOKEN_MORE,    /* its end is not in the buffer */
  TOKEN_BROKEN,
  TOKEN_REFUSED,
} Token;

/* What a byte is to text and to names. */
enum
{
  HIGH = 1,  /* part of a letter of several bytes */
  WORK = 2,  /* text is not as it stands */
  BAD = 4,   /* nowhere in XML */
  SPACE = 8, /* between attributes */
  STOP = 16, /* ends a name */
  MARK = 32, /* ends a text */
};

#define FOUR(a, b, c, d) a, b, c, d
#define SAME4(x) FOUR (x, x, x, x)
#define SAME16(x) SAME4 (x), SAME4 (x), SAME4 (x), SAME4 (x)
#define CTRL (BAD | STOP)

static const guint8 classes[256] = {
  [0x00] = SAME4 (CTRL),
  SAME4 (CTRL),
  FOUR (CTRL, SPACE | STOP, SPACE | STOP, CTRL),
  FOUR (CTRL, SPACE | STOP | WORK, CTRL, CTRL),
  SAME16 (CTRL),
  [' '] = SPACE | STOP,
  ['"'] = STOP,
  ['&'] = WORK | STOP,
  ['\''] = STOP,
  ['/'] = STOP,
  ['<'] = STOP | MARK,
  ['='] = STOP,
  ['>'] = STOP,
  [0x80] = SAME16 (HIGH),
  SAME16 (HIGH),
  SAME16 (HIGH),
  SAME16 (HIGH),
  SAME16 (HIGH),
  SAME16 (HIGH),
  SAME16 (HIGH),
  SAME16 (HIGH),
};

static gboolean
has_class (char c, guint8 wanted)
{
  return (classes[(guchar) c] & wanted) != 0;
}

static void
set_broken (const TdXmlScan *self, GError **error)
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

  if (self->converter == NO_CONVERTER)
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
          set_broken (self, error);
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
          set_broken (self, error);
          return -1;
        }
      g_byte_array_append (self->raw, (const guint8 *) block, (guint) n);
    }
}

/* Takes more of the part behind what is not taken yet. */
static gboolean
fill (TdXmlScan *self, GError **error)
{
  gsize kept = (gsize) (self->end - self->p);
  gssize n;

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      td_error_set_at (error, TD_ERROR_CANCELLED, self->file, self->part, _ ("Cancelled."));
      return FALSE;
    }
  if (kept >= MAX_TOKEN)
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
  while (word < end && (has_class (*word, SPACE) || *word == '='))
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

static gboolean
begin (TdXmlScan *self, GError **error)
{
  g_autofree char *encoding = NULL;

  if (!fill (self, error))
    return FALSE;
  encoding = find_encoding (self->p, (gsize) (self->end - self->p));
  if (encoding != NULL)
    {
      self->converter = g_iconv_open ("UTF-8", encoding);
      if (self->converter == NO_CONVERTER)
        {
          set_broken (self, error);
          return FALSE;
        }
      self->raw = g_byte_array_new ();
      g_byte_array_append (self->raw, (const guint8 *) self->p, (guint) (self->end - self->p));
      self->end = self->p;
      if (!fill (self, error))
        return FALSE;
    }
  if (self->end - self->p >= 3 && memcmp (self->p, "\xef\xbb\xbf", 3) == 0)
    self->p += 3;

  return TRUE;
}

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
  self->converter = NO_CONVERTER;
  self->content = g_string_new (NULL);

  return begin (self, error) ? g_steal_pointer (&self) : NULL;
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

  if (self->converter != NO_CONVERTER)
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

static gboolean
is_xml_char (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) ||
         (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

/* "&amp;" at p. Returns: what it stands for, 0: it is none; @next: behind it */
static gunichar
read_entity (const char *p, const char *end, const char **next)
{
  static const struct
  {
    const char *name;
    guint8 length;
    char c;
  } named[] = {
    { "&amp;", 5, '&' },  { "&lt;", 4, '<' },    { "&gt;", 4, '>' },
    { "&quot;", 6, '"' }, { "&apos;", 6, '\'' },
  };
  gboolean hex = end - p > 3 && p[2] == 'x';
  guint32 c = 0;

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    if (end - p >= named[i].length && memcmp (p, named[i].name, named[i].length) == 0)
      {
        *next = p + named[i].length;
        return (guchar) named[i].c;
      }
  if (end - p < 4 || p[1] != '#')
    return 0;
  for (p += hex ? 3 : 2; p < end && *p != ';'; p++)
    {
      int digit = hex ? g_ascii_xdigit_value (*p) : g_ascii_digit_value (*p);

      if (digit < 0 || c > 0x10FFFF)
        return 0;
      c = c * (hex ? 16 : 10) + (guint32) digit;
    }
  if (p >= end || !is_xml_char (c))
    return 0;
  *next = p + 1;

  return c;
}

/* Resolves entities and line ends in place. @seen: classes of all its bytes. Returns: FALSE when
 * the text is not XML */
static gboolean
resolve (char *text, gsize *length, guint8 seen, gboolean entities)
{
  const char *end = text + *length;
  char *to = text;

  if ((seen & BAD) != 0 || ((seen & HIGH) != 0 && !g_utf8_validate_len (text, *length, NULL)))
    return FALSE;
  if ((seen & WORK) == 0)
    return TRUE;

  for (const char *p = text; p < end;)
    {
      if (*p == '&' && entities)
        {
          gunichar c = read_entity (p, end, &p);

          if (c == 0)
            return FALSE;
          /* never longer than what it was written as */
          to += g_unichar_to_utf8 (c, to);
        }
      else if (*p == '\r')
        {
          *to++ = '\n';
          p += p + 1 < end && p[1] == '\n' ? 2 : 1;
        }
      else
        *to++ = *p++;
    }
  *length = (gsize) (to - text);

  return TRUE;
}

static guint8
classes_of (const char *text, gsize length)
{
  guint8 seen = 0;

  for (gsize i = 0; i < length; i++)
    seen |= classes[(guchar) text[i]];

  return seen;
}

/* Where a text ends, at the latest at the end of the buffer. */
static char *
skip_text (char *p, guint8 *seen)
{
  guint8 all = 0;

  for (;; p++)
    {
      guint8 class = classes[(guchar) *p];

      if (class & MARK)
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
  while (p < end && has_class (*p, SPACE))
    p++;

  return p;
}

static char *
skip_name (char *p, const char *end)
{
  while (p < end && !has_class (*p, STOP))
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
  if (self->n_attributes < MAX_ATTRIBUTES)
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
  if (*p != '>' || length == 0 || length > MAX_NAME || self->depth >= MAX_DEPTH ||
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

  return self->depth > 0 &&
                 resolve (start, &self->text.length, classes_of (start, self->text.length), FALSE)
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

  return resolve (start, &self->text.length, seen, TRUE) ? TOKEN_DONE : TOKEN_BROKEN;
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
          if (!fill (self, error))
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
          set_broken (self, error);
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
      if (!resolve (copy, &length, classes_of (copy, length), TRUE) || length >= size)
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
  if (!resolve (start, &content->length, seen, TRUE))
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
      if (event == TD_SCAN_TEXT && self->content->len < MAX_TOKEN)
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
