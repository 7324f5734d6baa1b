/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-pdf-geometry.h"
#include "td-syllable.h"

/* Where a line of a narrow cell was broken: between two words, or inside one that had no room. */

/* A year too wide for its column is broken in itself: "25/01/202" "4", and where @bare, "Năm 202"
 * "4". */
static gboolean
year_goes_on (const char *text, const char *next, gboolean bare)
{
  gsize length = strlen (text), from = length;
  gsize n = strspn (next, "0123456789");

  while (from > 0 && g_ascii_isdigit (text[from - 1]))
    from--;
  if (from == length || n == 0 || length - from + n != 4)
    return FALSE;

  return (from > 0 && text[from - 1] == '/') || (bare && g_str_has_prefix (text + from, "20"));
}

/* No space where a line was broken after the hyphen or the slash of a symbol: "07-" "NQ/TU". */
static gboolean
symbol_goes_on (const char *text, const char *next)
{
  const char *end = text + strlen (text), *last, *before;

  if (end - text < 2)
    return FALSE;
  last = g_utf8_find_prev_char (text, end);
  before = last != NULL ? g_utf8_find_prev_char (text, last) : NULL;
  if (before == NULL || !g_unichar_isalnum (g_utf8_get_char (before)) ||
      !g_unichar_isalnum (g_utf8_get_char (next)))
    return FALSE;

  return *last == '-' || *last == '/' || g_utf8_get_char (last) == 0x2013;
}

/* A number that is too wide for its column is broken anywhere: "VI" "I". Words in small letters are
 * not. */
static gboolean
column_is_narrow (const char *text, const TdPdfLine *line)
{
  const TdPdfWord *word = g_ptr_array_index (line->words, 0);
  const char *last = g_utf8_find_prev_char (text, text + strlen (text));

  if (line->words->len != 1 || line->right - line->left >= 2.2 * line->size ||
      (last != NULL && g_unichar_islower (g_utf8_get_char (last))))
    return FALSE;
  for (const char *p = word->text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_islower (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/* Bytes of the letters at the end of @text. */
static gsize
letters_at_end (const char *text)
{
  const char *end = text + strlen (text), *start = end;

  for (const char *p = end; (p = g_utf8_find_prev_char (text, p)) != NULL;)
    {
      if (!g_unichar_isalpha (g_utf8_get_char (p)))
        break;
      start = p;
    }

  return (gsize) (end - start);
}

/* A syllable too wide for its column is broken anywhere: "Phò" "ng". The pieces are none, the whole
 * is one. */
static gboolean
syllable_goes_on (const char *text, const char *next)
{
  gsize before = letters_at_end (text), after = 0;

  while (g_unichar_isalpha (g_utf8_get_char (next + after)))
    after = (gsize) (g_utf8_next_char (next + after) - next);
  if (before == 0 || after == 0 || !g_unichar_islower (g_utf8_get_char (next)))
    return FALSE; /* "Quý" "II" */

  const char *piece = text + strlen (text) - before;
  g_autofree char *rest = g_strndup (next, after);
  g_autofree char *whole = g_strconcat (piece, rest, NULL);
  gboolean lone = g_utf8_strlen (rest, -1) == 1 && g_ascii_islower (*rest);

  return (lone || !td_syllable_is_pronounceable (piece, -1) ||
          !td_syllable_is_pronounceable (rest, -1)) &&
         td_syllable_is_pronounceable (whole, -1);
}

/**
 * td_pdf_joint_is_tight:
 * @text: what stands so far, the last line with it
 * @previous: the last line
 * @line: the line that goes on
 *
 * Returns: whether no space belongs between the two lines
 */
gboolean
td_pdf_joint_is_tight (const char *text, const TdPdfLine *previous, const TdPdfLine *line)
{
  g_return_val_if_fail (text != NULL && previous != NULL && line != NULL, FALSE);

  const char *next = ((TdPdfWord *) g_ptr_array_index (line->words, 0))->text;
  double area = previous->right - previous->left;
  gboolean full = area <= 12 * previous->size &&
                  area - (previous->box.x1 - previous->box.x0) <= 2 * previous->size;

  return symbol_goes_on (text, next) || column_is_narrow (text, line) ||
         year_goes_on (text, next, full) || (full && syllable_goes_on (text, next));
}
