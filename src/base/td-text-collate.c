/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-text.h"

#include <string.h>

#include "td-syllable.h"

/* The order of a Vietnamese dictionary. f j w z stand at their Latin places. */
static const char alphabet[] = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/* Weights of the first level: space < punctuation < digits < letters < everything else. */
#define WEIGHT_SPACE 0x02
#define WEIGHT_PUNCTUATION 0x10
#define WEIGHT_DIGIT 0x30
#define WEIGHT_LETTER 0x40
#define WEIGHT_OTHER 0x7F
/* Lower levels start above the separator, which sorts first. */
#define SEPARATOR '\x01'
#define LEVEL_BASE 0x02

static int
letter_weight (gunichar lower)
{
  int weight = WEIGHT_LETTER;

  for (const char *p = alphabet; *p != '\0'; p = g_utf8_next_char (p), weight++)
    {
      if (g_utf8_get_char (p) == lower)
        return weight;
    }

  return 0;
}

static void
append_primary (GString *key, gunichar lower)
{
  int weight = letter_weight (lower);

  if (weight != 0)
    g_string_append_c (key, (char) weight);
  else if (lower == ' ')
    g_string_append_c (key, WEIGHT_SPACE);
  else if (lower >= '0' && lower <= '9')
    g_string_append_c (key, (char) (WEIGHT_DIGIT + (lower - '0')));
  else if (lower < 0x80)
    {
      g_string_append_c (key, WEIGHT_PUNCTUATION);
      g_string_append_c (key, (char) lower);
    }
  else
    {
      g_string_append_c (key, WEIGHT_OTHER);
      g_string_append_unichar (key, lower);
    }
}

/**
 * td_text_collation_key:
 * @text: UTF-8
 *
 * A key whose byte order (strcmp(), or BINARY in SQL) is the Vietnamese alphabetical order: letters
 * a ă â b c d đ e ê …, then tones (ngang huyền hỏi ngã sắc nặng), then lower before upper case. The
 * place of a tone in its syllable does not matter.
 *
 * Returns: (transfer full): the key
 */
char *
td_text_collation_key (const char *text)
{
  g_autofree char *clean = NULL;
  g_autoptr (GArray) letters = NULL;
  g_autoptr (GString) tones = NULL;
  g_autoptr (GString) cases = NULL;
  GString *key;

  g_return_val_if_fail (text != NULL, NULL);

  clean = td_text_clean (text, -1);
  letters = td_syllable_split (clean);
  td_syllable_place_tones (letters);
  key = g_string_sized_new (letters->len * 3 + 2);
  tones = g_string_sized_new (letters->len);
  cases = g_string_sized_new (letters->len);
  for (guint i = 0; i < letters->len; i++)
    {
      const TdLetter *letter = &g_array_index (letters, TdLetter, i);

      append_primary (key, g_unichar_tolower (letter->base));
      g_string_append_c (tones, (char) (LEVEL_BASE + (int) letter->tone));
      g_string_append_c (cases, LEVEL_BASE + (g_unichar_isupper (letter->base) ? 1 : 0));
    }
  g_string_append_c (key, SEPARATOR);
  g_string_append (key, tones->str);
  g_string_append_c (key, SEPARATOR);
  g_string_append (key, cases->str);

  return g_string_free (key, FALSE);
}

/**
 * td_text_collate:
 * @a: (nullable): UTF-8
 * @b: (nullable): UTF-8
 *
 * Compares in Vietnamese alphabetical order. NULL comes first.
 *
 * Returns: negative, 0 or positive, like strcmp()
 */
int
td_text_collate (const char *a, const char *b)
{
  g_autofree char *key_a = NULL;
  g_autofree char *key_b = NULL;

  if (a == NULL || b == NULL)
    return (a != NULL) - (b != NULL);

  key_a = td_text_collation_key (a);
  key_b = td_text_collation_key (b);

  return strcmp (key_a, key_b);
}
