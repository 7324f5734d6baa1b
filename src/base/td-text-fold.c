/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-text.h"

#include <string.h>

#include "td-latin.h"

/* A small letter takes at most one byte and a half for each of its capital (Ⱥ and ⱥ). */
#define MAX_GROWTH 2

/* One kind of dash and one kind of each quote. */
static gunichar
plain_punctuation (gunichar c)
{
  switch (c)
    {
    case 0x00AF:
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2043:
    case 0x2212:
    case 0xFE58:
    case 0xFE63:
    case 0xFF0D:
      return '-';
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x00B4:
    case 0x0060:
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0x00AB:
    case 0x00BB:
      return '"';
    default:
      return c;
    }
}

static gunichar
lower (gunichar c)
{
  const TdLatin *latin = td_latin (c);

  return latin != NULL ? latin->lower : g_unichar_tolower (c);
}

static char *
clean_lower_plain (const char *text)
{
  g_autofree char *clean = td_text_clean (text, -1);
  char *plain = g_malloc (MAX_GROWTH * strlen (clean) + 1);
  char *end = plain;

  for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
    {
      if ((guchar) *p < 0x80)
        *end++ = *p == '`' ? '\'' : g_ascii_tolower (*p);
      else
        end += g_unichar_to_utf8 (plain_punctuation (lower (g_utf8_get_char (p))), end);
    }
  *end = '\0';

  return plain;
}

static gboolean
is_mark (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_NON_SPACING_MARK;
}

/* Letters taken apart one by one: the order of marks does not matter to who drops them. */
static void
append_bare (GString *folded, gunichar c)
{
  const TdLatin *latin = td_latin (c);
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n;

  if (latin != NULL && latin->bare != 0)
    {
      g_string_append_unichar (folded, latin->bare);
      return;
    }
  n = g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < n; i++)
    if (!is_mark (parts[i]))
      g_string_append_unichar (folded, parts[i] == 0x0111 ? 'd' : parts[i]);
}

/**
 * td_text_fold:
 * @text: UTF-8
 *
 * For searching as people type without marks: clean, lower case, no diacritics, đ is d, one kind
 * of dash and quote.
 *
 * Returns: (transfer full): the folded text
 */
char *
td_text_fold (const char *text)
{
  g_autofree char *plain = NULL;
  GString *folded;

  g_return_val_if_fail (text != NULL, NULL);

  plain = clean_lower_plain (text);
  folded = g_string_sized_new (strlen (plain));
  for (const char *p = plain, *next; *p != '\0'; p = next)
    {
      next = g_utf8_next_char (p);
      if ((guchar) *p < 0x80)
        {
          while (*next != '\0' && (guchar) *next < 0x80)
            next++;
          g_string_append_len (folded, p, next - p);
        }
      else
        append_bare (folded, g_utf8_get_char (p));
    }

  return g_string_free (folded, FALSE);
}

/**
 * td_text_fold_keep_marks:
 * @text: UTF-8
 *
 * For comparing texts that mean the same: clean, lower case, one kind of dash and quote, and the
 * tone of every syllable at one place, so that "Hoà" and "hóa" differ in their tone alone, and
 * "hoá" equals "hóa". Marks count: "ban" is not "bản".
 *
 * Returns: (transfer full): the folded text, NFC
 */
char *
td_text_fold_keep_marks (const char *text)
{
  g_autofree char *plain = NULL;
  g_autoptr (GArray) letters = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  plain = clean_lower_plain (text);
  letters = td_syllable_split (plain);
  td_syllable_place_tones (letters);

  return td_syllable_join (letters);
}

/**
 * td_text_has_marks:
 * @text: (nullable): UTF-8
 *
 * Returns: whether any letter carries a diacritic, or is đ: a search text without marks also finds
 *   texts with marks
 */
gboolean
td_text_has_marks (const char *text)
{
  g_autofree char *nfc = NULL;
  g_autofree char *decomposed = NULL;

  if (text == NULL)
    return FALSE;

  nfc = td_text_nfc (text, -1);
  decomposed = g_utf8_normalize (nfc, -1, G_NORMALIZE_DEFAULT);
  for (const char *p = decomposed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_mark (c) || c == 0x0110 || c == 0x0111)
        return TRUE;
    }

  return FALSE;
}

/**
 * td_text_equal_folded:
 * @a: (nullable): UTF-8
 * @b: (nullable): UTF-8
 *
 * Returns: whether the two are equal after td_text_fold(); NULL equals blank
 */
gboolean
td_text_equal_folded (const char *a, const char *b)
{
  g_autofree char *folded_a = td_text_fold (a != NULL ? a : "");
  g_autofree char *folded_b = td_text_fold (b != NULL ? b : "");

  return g_str_equal (folded_a, folded_b);
}
