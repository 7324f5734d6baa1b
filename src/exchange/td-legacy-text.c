/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-legacy-text.h"

#include <string.h>

#include "td-syllable.h"
#include "td-text.h"

#define SAMPLE 65536 /* bytes looked at to tell an encoding */

/* TCVN 5712:1993 VN3: the letter of each byte from 0xA1 on, 0 where there is none. */
static const gunichar tcvn3[] = {
  /* A1 */ 0x0102, 0x00C2, 0x00CA, 0x00D4, 0x01A0, 0x01AF, 0x0110, 0x0103,
  /* A9 */ 0x00E2, 0x00EA, 0x00F4, 0x01A1, 0x01B0, 0x0111, 0,      0,
  /* B1 */ 0,      0,      0,      0,      0x00E0, 0x1EA3, 0x00E3, 0x00E1,
  /* B9 */ 0x1EA1, 0,      0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0,      0,
  /* C1 */ 0,      0,      0,      0,      0,      0x1EB7, 0x1EA7, 0x1EA9,
  /* C9 */ 0x1EAB, 0x1EA5, 0x1EAD, 0x00E8, 0,      0x1EBB, 0x1EBD, 0x00E9,
  /* D1 */ 0x1EB9, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7, 0x00EC, 0x1EC9,
  /* D9 */ 0,      0,      0,      0x0129, 0x00ED, 0x1ECB, 0x00F2, 0,
  /* E1 */ 0x1ECF, 0x00F5, 0x00F3, 0x1ECD, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED1,
  /* E9 */ 0x1ED9, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3, 0x00F9, 0,
  /* F1 */ 0x1EE7, 0x0169, 0x00FA, 0x1EE5, 0x1EEB, 0x1EED, 0x1EEF, 0x1EE9,
  /* F9 */ 0x1EF1, 0x1EF3, 0x1EF7, 0x1EF9, 0x00FD, 0x1EF5,
};

/* VNI: what a mark of the second byte does to the letter before it. */
static const struct
{
  gunichar mark;
  const char *marks; /* combining characters, UTF-8 */
} vni_marks[] = {
  { 0x00F8, "\xcc\x80" },         { 0x00F9, "\xcc\x81" },         { 0x00FB, "\xcc\x89" },
  { 0x00F5, "\xcc\x83" },         { 0x00EF, "\xcc\xa3" },         { 0x00E2, "\xcc\x82" },
  { 0x00E0, "\xcc\x82\xcc\x80" }, { 0x00E1, "\xcc\x82\xcc\x81" }, { 0x00E5, "\xcc\x82\xcc\x89" },
  { 0x00E3, "\xcc\x82\xcc\x83" }, { 0x00E4, "\xcc\x82\xcc\xa3" }, { 0x00EA, "\xcc\x86" },
  { 0x00E8, "\xcc\x86\xcc\x80" }, { 0x00E9, "\xcc\x86\xcc\x81" }, { 0x00FA, "\xcc\x86\xcc\x89" },
  { 0x00FC, "\xcc\x86\xcc\x83" }, { 0x00EB, "\xcc\x86\xcc\xa3" },
};

/* VNI: letters of their own. */
static const struct
{
  gunichar from, to;
} vni_letters[] = {
  { 0x00F1, 0x0111 }, { 0x00E6, 0x1EC9 }, { 0x00F3, 0x0129 }, { 0x00F2, 0x1ECB },
  { 0x00F4, 0x01A1 }, { 0x00F6, 0x01B0 }, { 0x00EE, 0x1EF5 },
};

/**
 * td_legacy_name:
 * @legacy: an encoding
 *
 * Returns: (nullable): its name
 */
const char *
td_legacy_name (TdLegacy legacy)
{
  return legacy == TD_LEGACY_TCVN3 ? "TCVN3" : legacy == TD_LEGACY_VNI ? "VNI" : NULL;
}

/**
 * td_legacy_from_name:
 * @name: (nullable): "TCVN3" or "VNI"
 *
 * Returns: the encoding
 */
TdLegacy
td_legacy_from_name (const char *name)
{
  return g_strcmp0 (name, "TCVN3") == 0 ? TD_LEGACY_TCVN3
         : g_strcmp0 (name, "VNI") == 0 ? TD_LEGACY_VNI
                                        : TD_LEGACY_NONE;
}

static char *
from_tcvn3 (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar letter = c >= 0xA1 && c - 0xA1 < G_N_ELEMENTS (tcvn3) ? tcvn3[c - 0xA1] : 0;

      g_string_append_unichar (out, letter != 0 ? letter : c);
    }

  return g_string_free (out, FALSE);
}

static const char *
vni_mark (gunichar c)
{
  gunichar lower = g_unichar_tolower (c);

  for (guint i = 0; i < G_N_ELEMENTS (vni_marks); i++)
    if (vni_marks[i].mark == lower)
      return vni_marks[i].marks;

  return NULL;
}

static gunichar
vni_letter (gunichar c)
{
  gunichar lower = g_unichar_tolower (c);

  for (guint i = 0; i < G_N_ELEMENTS (vni_letters); i++)
    if (vni_letters[i].from == lower)
      return lower == c ? vni_letters[i].to : g_unichar_toupper (vni_letters[i].to);

  return 0;
}

static gboolean
takes_vni_mark (gunichar c)
{
  return c != 0 && (c < 0x80 ? strchr ("aeouyAEOUY", (int) c) != NULL
                             : c == 0x01A1 || c == 0x01B0 || c == 0x01A0 || c == 0x01AF);
}

static char *
from_vni (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gunichar last = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *marks = takes_vni_mark (last) ? vni_mark (c) : NULL;
      gunichar letter = marks == NULL ? vni_letter (c) : 0;

      if (marks != NULL)
        {
          g_string_append (out, marks);
          last = 0;
          continue;
        }
      last = letter != 0 ? letter : c;
      g_string_append_unichar (out, last);
    }

  return td_text_nfc (out->str, (gssize) out->len);
}

/**
 * td_legacy_to_unicode:
 * @text: UTF-8 text with the letters as they were misread
 * @legacy: what they are
 *
 * Returns: (transfer full): the text in Unicode, NFC
 */
char *
td_legacy_to_unicode (const char *text, TdLegacy legacy)
{
  if (legacy == TD_LEGACY_TCVN3)
    return from_tcvn3 (text);
  if (legacy == TD_LEGACY_VNI)
    return from_vni (text);

  return g_strdup (text);
}

/* Words with a letter outside ASCII that a Vietnamese mouth can say, less those it cannot. */
static int
score (const char *text)
{
  int points = 0;
  const char *p = text;

  while (*p != '\0')
    {
      const char *start = p;
      gboolean marked = FALSE;

      while (*p != '\0' && g_unichar_isalpha (g_utf8_get_char (p)))
        {
          marked |= (guchar) *p >= 0x80;
          p = g_utf8_next_char (p);
        }
      if (p == start)
        {
          /* signs of the upper half stand in no Vietnamese text, but for quotes and dashes */
          if ((guchar) *p >= 0x80 && g_utf8_get_char (p) < 0x100 && g_utf8_get_char (p) != 0xA0)
            points -= 2;
          p = g_utf8_next_char (p);
        }
      else if (marked)
        points += td_syllable_is_pronounceable (start, p - start) ? 2 : -3;
    }

  return points;
}

/**
 * td_legacy_detect:
 * @text: UTF-8 text
 *
 * Compares how much of @text is Vietnamese as it stands and after conversion.
 *
 * Returns: the encoding it must be converted from
 */
TdLegacy
td_legacy_detect (const char *text)
{
  g_autofree char *tcvn3_text = NULL;
  g_autofree char *vni_text = NULL;
  gboolean western = FALSE;
  int plain, as_tcvn3, as_vni;

  for (const char *p = text; *p != '\0' && !western; p = g_utf8_next_char (p))
    western = g_utf8_get_char (p) >= 0xA1 && g_utf8_get_char (p) <= 0xFF;
  if (!western)
    return TD_LEGACY_NONE;

  tcvn3_text = from_tcvn3 (text);
  vni_text = from_vni (text);
  plain = score (text);
  as_tcvn3 = score (tcvn3_text);
  as_vni = score (vni_text);
  if (plain >= as_tcvn3 && plain >= as_vni)
    return TD_LEGACY_NONE;

  return as_tcvn3 >= as_vni ? TD_LEGACY_TCVN3 : TD_LEGACY_VNI;
}

static char *
convert (const char *data, gsize size, const char *from, gsize *length)
{
  g_autoptr (GError) error = NULL;

  return g_convert_with_fallback (data, (gssize) size, "UTF-8", from, "\xef\xbf\xbd", NULL, length,
                                  &error);
}

/* UTF-16 without a mark: of Latin text every other byte is nearly always below 0x20. */
static const char *
guess_utf16 (const guchar *data, gsize size)
{
  gsize n = MIN (size, 4096) & ~(gsize) 1;
  guint low[2] = { 0, 0 };

  for (gsize i = 0; i < n; i++)
    low[i & 1] += data[i] < 0x20 && data[i] != '\n' && data[i] != '\r' && data[i] != '\t';
  if (n < 4)
    return NULL;
  if (low[1] > n / 5 && low[0] < n / 20)
    return "UTF-16LE";
  if (low[0] > n / 5 && low[1] < n / 20)
    return "UTF-16BE";

  return NULL;
}

/* Eight-bit text: Windows-1258 (combining tones), or Western bytes that are TCVN3 or VNI. */
static char *
decode_eight_bit (const char *data, gsize size, gsize *length, const char **encoding)
{
  gsize n = MIN (size, SAMPLE);
  gsize unused;
  g_autofree char *sample = convert (data, n, "WINDOWS-1258", &unused);
  g_autofree char *composed = sample != NULL ? td_text_nfc (sample, -1) : NULL;
  g_autofree char *western = convert (data, n, "WINDOWS-1252", &unused);
  TdLegacy legacy = western != NULL ? td_legacy_detect (western) : TD_LEGACY_NONE;
  g_autofree char *unicode = western != NULL ? td_legacy_to_unicode (western, legacy) : NULL;
  int as_1258 = composed != NULL ? score (composed) : G_MININT;

  if (legacy != TD_LEGACY_NONE && score (unicode) > as_1258)
    {
      g_autofree char *all = convert (data, size, "WINDOWS-1252", &unused);
      char *text = all != NULL ? td_legacy_to_unicode (all, legacy) : NULL;

      *encoding = td_legacy_name (legacy);
      *length = text != NULL ? strlen (text) : 0;
      return text;
    }

  *encoding = "CP1258";
  return convert (data, size, "WINDOWS-1258", length);
}

/* The letters that are not ASCII at p. Returns: behind them, or where they are no UTF-8 */
static const char *
skip_letters (const char *p, const char *end)
{
  while (p < end && (guchar) *p >= 0x80)
    {
      const guchar *u = (const guchar *) p;
      guint n = u[0] >= 0xF0 ? 4 : u[0] >= 0xE0 ? 3 : 2;
      guchar first = n == 4 && u[0] == 0xF0 ? 0x90 : n == 3 && u[0] == 0xE0 ? 0xA0 : 0x80;
      guchar last = n == 4 && u[0] == 0xF4 ? 0x8F : n == 3 && u[0] == 0xED ? 0x9F : 0xBF;

      if (u[0] < 0xC2 || u[0] > 0xF4 || (gsize) (end - p) < n || u[1] < first || u[1] > last ||
          (n > 2 && (u[2] & 0xC0) != 0x80) || (n > 3 && (u[3] & 0xC0) != 0x80))
        break;
      p += n;
    }

  return p;
}

/**
 * td_legacy_is_utf8:
 * @text: bytes
 * @size: their number
 * @end: (out): how far they are good
 *
 * As g_utf8_validate_len(), for files of gigabytes: what is ASCII, and most is, is passed over
 * eight bytes at a time.
 *
 * Returns: whether all is UTF-8 without NUL
 */
gboolean
td_legacy_is_utf8 (const char *text, gsize size, const char **end)
{
  const guint64 high = 0x8080808080808080u, low = 0x0101010101010101u;
  const char *p = text, *last = text + size;

  while (p < last)
    {
      guint64 word;

      if (last - p >= 8)
        {
          memcpy (&word, p, 8);
          if (((word | (word - low)) & high) == 0)
            {
              p += 8;
              continue;
            }
        }
      if (*p == '\0')
        break;
      if ((guchar) *p < 0x80)
        {
          p++;
          continue;
        }
      text = skip_letters (p, last);
      if (text == p)
        break;
      p = text;
    }
  *end = p;

  return p == last;
}

/**
 * td_legacy_decode_file:
 * @data: bytes
 * @size: their number
 * @length: (out): bytes of the result
 * @encoding: (out): what it was
 *
 * Returns: (nullable) (transfer full): the text as UTF-8; NULL when it is UTF-8 already (@encoding
 *   is "UTF-8"; the mark at the start is still there) or cannot be read (@encoding is NULL)
 */
char *
td_legacy_decode_file (const char *data, gsize size, gsize *length, const char **encoding)
{
  const guchar *u = (const guchar *) data;
  const char *utf16 = NULL;
  const char *end;
  gsize skip = 0;

  *encoding = NULL;
  if (size >= 2 && ((u[0] == 0xff && u[1] == 0xfe) || (u[0] == 0xfe && u[1] == 0xff)))
    {
      utf16 = u[0] == 0xff ? "UTF-16LE" : "UTF-16BE";
      skip = 2;
    }
  else
    {
      utf16 = guess_utf16 (u, size);
    }
  if (utf16 != NULL)
    {
      *encoding = utf16;
      return convert (data + skip, (size - skip) & ~(gsize) 1, utf16, length);
    }
  if (td_legacy_is_utf8 (data, size, &end))
    {
      *encoding = "UTF-8";
      return NULL;
    }

  return decode_eight_bit (data, size, length, encoding);
}
