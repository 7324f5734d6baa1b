/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-latin.h"

/* The letters of Latin with their marks in one: U+0000-U+024F and U+1E00-U+1EFF. Everything that is
 * written in Vietnamese is among them, and the tables of Unicode are slow to ask one letter at a
 * time. */
#define LOW_END 0x0250
#define HIGH_START 0x1E00
#define HIGH_END 0x1F00
#define N_LETTERS (LOW_END + HIGH_END - HIGH_START)

static int
index_of (gunichar c)
{
  if (c < LOW_END)
    return (int) c;

  return c >= HIGH_START && c < HIGH_END ? (int) (c - HIGH_START + LOW_END) : -1;
}

static gunichar
letter_at (guint i)
{
  return i < LOW_END ? i : i - LOW_END + HIGH_START;
}

/* Returns: the one letter that is left when the marks are dropped, 0 when there is more than one */
static gunichar
find_bare (gunichar lower)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n = g_unichar_fully_decompose (lower, FALSE, parts, G_N_ELEMENTS (parts));
  gunichar bare = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (g_unichar_type (parts[i]) == G_UNICODE_NON_SPACING_MARK)
        continue;
      if (bare != 0)
        return 0;
      bare = parts[i];
    }

  return bare == 0x0111 ? 'd' : bare;
}

static void
fill (TdLatin *letters)
{
  for (guint i = 1; i < N_LETTERS; i++)
    {
      gunichar c = letter_at (i);
      gunichar lower = g_unichar_tolower (c);
      char text[7] = { '\0' };
      g_autoptr (GArray) parts = NULL;

      g_unichar_to_utf8 (c, text);
      parts = td_syllable_split_slowly (text);
      letters[i].lower = (guint16) lower;
      letters[i].bare = (guint16) find_bare (lower);
      letters[i].vowel = td_syllable_is_vowel_slowly (c);
      if (parts->len == 1 && index_of (g_array_index (parts, TdLetter, 0).base) >= 0)
        {
          letters[i].base = (guint16) g_array_index (parts, TdLetter, 0).base;
          letters[i].tone = (guint8) g_array_index (parts, TdLetter, 0).tone;
        }
    }
  for (guint i = 1; i < N_LETTERS; i++)
    {
      if (letters[i].base != 0)
        letters[index_of (letters[i].base)].tones[letters[i].tone] = (guint16) letter_at (i);
    }
}

/**
 * td_latin:
 * @c: a character
 *
 * Returns: (nullable): what is known of it; %NULL when it is no letter of Latin in one piece
 */
const TdLatin *
td_latin (gunichar c)
{
  static gsize filled = 0;
  static TdLatin letters[N_LETTERS];
  int i = index_of (c);

  if (g_once_init_enter (&filled))
    {
      fill (letters);
      g_once_init_leave (&filled, 1);
    }

  return i >= 0 ? &letters[i] : NULL;
}
