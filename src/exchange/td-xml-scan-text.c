/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the bytes of XML are, and what its text stands for. */

#include "td-xml-scan-private.h"

#define FOUR(a, b, c, d) a, b, c, d
#define SAME4(x) FOUR (x, x, x, x)
#define SAME16(x) SAME4 (x), SAME4 (x), SAME4 (x), SAME4 (x)
#define CTRL (TD_XML_BAD | TD_XML_STOP)

const guint8 td_xml_classes[256] = {
  [0x00] = SAME4 (CTRL),
  SAME4 (CTRL),
  FOUR (CTRL, TD_XML_SPACE | TD_XML_STOP, TD_XML_SPACE | TD_XML_STOP, CTRL),
  FOUR (CTRL, TD_XML_SPACE | TD_XML_STOP | TD_XML_WORK, CTRL, CTRL),
  SAME16 (CTRL),
  [' '] = TD_XML_SPACE | TD_XML_STOP,
  ['"'] = TD_XML_STOP,
  ['&'] = TD_XML_WORK | TD_XML_STOP,
  ['\''] = TD_XML_STOP,
  ['/'] = TD_XML_STOP,
  ['<'] = TD_XML_STOP | TD_XML_MARK,
  ['='] = TD_XML_STOP,
  ['>'] = TD_XML_STOP,
  [0x80] = SAME16 (TD_XML_HIGH),
  SAME16 (TD_XML_HIGH),
  SAME16 (TD_XML_HIGH),
  SAME16 (TD_XML_HIGH),
  SAME16 (TD_XML_HIGH),
  SAME16 (TD_XML_HIGH),
  SAME16 (TD_XML_HIGH),
  SAME16 (TD_XML_HIGH),
};

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
gboolean
td_xml_resolve (char *text, gsize *length, guint8 seen, gboolean entities)
{
  const char *end = text + *length;
  char *to = text;

  if ((seen & TD_XML_BAD) != 0 ||
      ((seen & TD_XML_HIGH) != 0 && !g_utf8_validate_len (text, *length, NULL)))
    return FALSE;
  if ((seen & TD_XML_WORK) == 0)
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

guint8
td_xml_classes_of (const char *text, gsize length)
{
  guint8 seen = 0;

  for (gsize i = 0; i < length; i++)
    seen |= td_xml_classes[(guchar) text[i]];

  return seen;
}
