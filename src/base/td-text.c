/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-text.h"

#include <string.h>

#include "td-syllable.h"

static const char *const point_letters[TD_TEXT_N_POINTS] = {
  "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
  "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y",
};

/* g_utf8_normalize() takes quadratic time over what it composes, and over a run of combining marks.
 * So long texts are composed in pieces that start at a letter nothing before it can join, and no
 * letter keeps more marks than any script uses. */
#define PIECE 512
#define LONGEST_PIECE 8192
#define MAX_MARKS 16

static gboolean
may_start_piece (gunichar c, gsize length)
{
  return (length >= PIECE && c < 0x0300) || (length >= LONGEST_PIECE && !g_unichar_ismark (c));
}

static void
append_composed (GString *composed, GString *piece)
{
  g_autofree char *part = g_utf8_normalize (piece->str, -1, G_NORMALIZE_DEFAULT_COMPOSE);

  g_string_append (composed, part);
  g_string_truncate (piece, 0);
}

/**
 * td_text_is_composed:
 * @valid: UTF-8
 *
 * Letters of Latin with their marks in one, and common punctuation: they are composed as they are,
 * alone and in any order. Nearly every text that is read has nothing else.
 *
 * Returns: whether @valid has nothing else, and so is NFC; %FALSE says nothing
 */
gboolean
td_text_is_composed (const char *valid)
{
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c;

      if ((guchar) *p < 0xCC)
        continue; /* below U+0300 */
      c = g_utf8_get_char (p);
      if ((c < 0x1E00 || c > 0x1EFF) && (c < 0x2002 || c > 0x20CF))
        return FALSE;
    }

  return TRUE;
}

static char *
compose (const char *valid)
{
  if (td_text_is_composed (valid))
    return g_strdup (valid);

  GString *composed = g_string_sized_new (strlen (valid));
  g_autoptr (GString) piece = g_string_sized_new (LONGEST_PIECE);
  guint n_marks = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      n_marks = c >= 0x0300 && g_unichar_ismark (c) ? n_marks + 1 : 0;
      if (n_marks > MAX_MARKS)
        continue;
      if (may_start_piece (c, piece->len))
        append_composed (composed, piece);
      g_string_append_unichar (piece, c);
    }
  append_composed (composed, piece);

  return g_string_free (composed, FALSE);
}

/**
 * td_text_nfc:
 * @text: any bytes
 * @length: bytes, -1 when terminated by NUL
 *
 * Returns: (transfer full): @text as valid UTF-8 in normal form C
 */
char *
td_text_nfc (const char *text, gssize length)
{
  g_autofree char *valid = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, length);

  return td_text_is_composed (valid) ? g_steal_pointer (&valid) : compose (valid);
}

static gboolean
is_invisible (gunichar c)
{
  return c == 0x00AD || c == 0x034F || c == 0x061C || c == 0xFEFF || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F);
}

static gboolean
is_space (gunichar c)
{
  return c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0) || g_unichar_isspace (c);
}

/* A printed character, told by its first byte: ASCII, or a letter of Latin in two bytes. */
static gboolean
is_plain (const char *p)
{
  guchar byte = (guchar) *p;

  return (byte > 0x20 && byte < 0x7F) || (byte >= 0xC3 && byte < 0xCC);
}

/* The third byte of U+2013, -14, -18, -19, -1C, -1D, -26: dashes, quotes and the ellipsis. */
static gboolean
is_plain_sign (guchar byte)
{
  return byte == 0x93 || byte == 0x94 || byte == 0x98 || byte == 0x99 || byte == 0x9C ||
         byte == 0x9D || byte == 0xA6;
}

/* Whether cleaning would change nothing, told by the bytes: printed ASCII, composed letters of
 * Latin, a few signs, single spaces between them. Most texts are cleaned more than once. */
static gboolean
is_clean (const char *text, gsize length)
{
  const guchar *bytes = (const guchar *) text;

  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] == ' ' && (i == 0 || i + 1 == length || bytes[i - 1] == ' '))
        return FALSE;
      if (bytes[i] >= 0x20 && bytes[i] < 0x7F)
        continue;
      if (bytes[i] >= 0xC3 && bytes[i] < 0xCC && i + 1 < length && (bytes[i + 1] & 0xC0) == 0x80)
        i++;
      else if (i + 2 < length &&
               ((bytes[i] == 0xE1 && bytes[i + 1] >= 0xB8 && bytes[i + 1] <= 0xBB &&
                 (bytes[i + 2] & 0xC0) == 0x80) ||
                (bytes[i] == 0xE2 && bytes[i + 1] == 0x80 && is_plain_sign (bytes[i + 2]))))
        i += 2;
      else
        return FALSE;
    }

  return TRUE;
}

/**
 * td_text_clean:
 * @text: any bytes
 * @length: bytes, -1 when terminated by NUL
 *
 * Returns: (transfer full): one line of NFC text: every kind of space, tab and line end is one
 * plain space, invisible characters (zero width, soft hyphen, direction marks) are gone, and there
 * is no space at either end
 */
char *
td_text_clean (const char *text, gssize length)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) cleaned = NULL;
  gboolean pending = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  if (is_clean (text, length < 0 ? strlen (text) : (gsize) length))
    return length < 0 ? g_strdup (text) : g_strndup (text, (gsize) length);

  valid = g_utf8_make_valid (text, length);
  cleaned = g_string_sized_new (strlen (valid));
  for (const char *p = valid, *next; *p != '\0'; p = next)
    {
      gunichar c = g_utf8_get_char (p);

      next = g_utf8_next_char (p);
      if (is_invisible (c))
        continue;
      if (is_space (c))
        {
          pending = cleaned->len > 0;
          continue;
        }
      if (pending)
        g_string_append_c (cleaned, ' ');
      pending = FALSE;
      while (is_plain (next))
        next = g_utf8_next_char (next);
      g_string_append_len (cleaned, p, next - p);
    }

  return compose (cleaned->str);
}

/**
 * td_text_is_blank:
 * @text: (nullable): UTF-8
 *
 * Returns: whether nothing visible is in @text
 */
gboolean
td_text_is_blank (const char *text)
{
  if (text == NULL)
    return TRUE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char_validated (p, -1);

      if (c >= (gunichar) -2 || (!is_space (c) && !is_invisible (c)))
        return FALSE;
    }

  return TRUE;
}

/**
 * td_text_is_upper:
 * @text: (nullable): UTF-8
 *
 * Returns: whether @text has letters, and all of them are capital
 */
gboolean
td_text_is_upper (const char *text)
{
  gboolean any = FALSE;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_islower (c))
        return FALSE;
      any = any || g_unichar_isupper (c);
    }

  return any;
}

static char *
map_chars (const char *text, gunichar (*map) (gunichar))
{
  GString *mapped = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (mapped, map (g_utf8_get_char (p)));

  return g_string_free (mapped, FALSE);
}

/**
 * td_text_upper:
 * @text: UTF-8
 *
 * Returns: (transfer full): @text in capitals, NFC, whatever the locale
 */
char *
td_text_upper (const char *text)
{
  g_autofree char *nfc = td_text_nfc (text, -1);

  g_return_val_if_fail (nfc != NULL, NULL);

  return map_chars (nfc, g_unichar_toupper);
}

/* "TTHC", "UBND" and "IV" are not syllables of Vietnamese; a single I is the Roman one. */
static gboolean
is_acronym (const char *word, gsize length)
{
  if (length == 1 && (*word == 'I' || *word == 'V' || *word == 'X'))
    return TRUE;
  if (length == 0 || g_ascii_isdigit (*word))
    return FALSE;

  return !td_syllable_is_pronounceable (word, (gssize) length);
}

static void
append_lowered (GString *lowered, const char *word, gsize length)
{
  g_autofree char *copy = g_strndup (word, length);
  g_autofree char *mapped = NULL;

  if (!is_acronym (word, length))
    mapped = map_chars (copy, g_unichar_tolower);
  g_string_append (lowered, mapped != NULL ? mapped : copy);
}

/* Lower case, except for acronyms and Roman numerals. */
static char *
lower_words (const char *text)
{
  GString *lowered = g_string_sized_new (strlen (text));
  const char *word = text;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gunichar c = *p == '\0' ? ' ' : g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        continue;
      append_lowered (lowered, word, (gsize) (p - word));
      if (*p == '\0')
        break;
      word = g_utf8_next_char (p);
      g_string_append_len (lowered, p, word - p);
    }

  return g_string_free (lowered, FALSE);
}

/**
 * td_text_sentence_case:
 * @text: UTF-8
 *
 * A heading in capitals as it would stand in a sentence: "CẢI CÁCH TTHC" becomes "Cải cách TTHC".
 * Names lose their capitals, for nothing in the text tells them; a text that is not all capitals
 * only gets its first letter raised.
 *
 * Returns: (transfer full): NFC text
 */
char *
td_text_sentence_case (const char *text)
{
  g_autofree char *nfc = td_text_nfc (text, -1);
  g_autofree char *lowered = NULL;
  GString *result;
  gboolean raised = FALSE;

  g_return_val_if_fail (nfc != NULL, NULL);

  lowered = td_text_is_upper (nfc) ? lower_words (nfc) : g_strdup (nfc);
  result = g_string_sized_new (strlen (lowered));
  for (const char *p = lowered; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (result, raised ? c : g_unichar_toupper (c));
      raised = raised || g_unichar_isalnum (c);
    }

  return g_string_free (result, FALSE);
}

/**
 * td_text_point_index:
 * @letter: "a", "đ", in either case
 *
 * Returns: the place of the letter in the order of points, from 0; -1 when it is none of them
 */
int
td_text_point_index (const char *letter)
{
  g_autofree char *nfc = NULL;
  g_autofree char *lower = NULL;

  g_return_val_if_fail (letter != NULL, -1);

  if (strlen (letter) > 4)
    return -1;

  nfc = td_text_nfc (letter, -1);
  lower = map_chars (nfc, g_unichar_tolower);
  for (int i = 0; i < TD_TEXT_N_POINTS; i++)
    {
      if (g_str_equal (point_letters[i], lower))
        return i;
    }

  return -1;
}

/**
 * td_text_point_letter:
 * @index: from 0
 *
 * Returns: (nullable): the letter of the point, NULL past the last one
 */
const char *
td_text_point_letter (int index)
{
  return index >= 0 && index < TD_TEXT_N_POINTS ? point_letters[index] : NULL;
}
