/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-syllable-spelling.h"

#include <string.h>

#include "td-syllable.h"

/* A syllable in its parts. */
typedef struct
{
  char onset[8];
  char coda[8];
  gunichar vowel; /* the first one */
  TdTone tone;
  gboolean doubled; /* "thựcc", "giấyy": only "oo" is doubled, in "xoong" */
} Syllable;

static void
append_base (char *part, gsize size, gunichar base)
{
  gsize length = strlen (part);
  char letter[6];
  int bytes = g_unichar_to_utf8 (base, letter);

  if (length + (gsize) bytes < size)
    memcpy (part + length, letter, (gsize) bytes);
}

static Syllable
take_apart (const GArray *letters)
{
  Syllable syllable = { .tone = TD_TONE_NONE };

  for (guint i = 0; i < letters->len; i++)
    {
      const TdLetter *letter = &g_array_index (letters, TdLetter, i);
      gboolean vowel = td_syllable_is_vowel (letter->base);

      if (letter->tone != TD_TONE_NONE)
        syllable.tone = letter->tone;
      if (i > 0 && letter->base != 'o' && letter->base == letter[-1].base)
        syllable.doubled = TRUE;
      if (vowel && syllable.vowel == 0)
        syllable.vowel = letter->base;
      else if (!vowel && syllable.vowel == 0)
        append_base (syllable.onset, sizeof syllable.onset, letter->base);
      else if (!vowel)
        append_base (syllable.coda, sizeof syllable.coda, letter->base);
    }

  return syllable;
}

static gboolean
is_front_vowel (gunichar vowel)
{
  return vowel == 'e' || vowel == 0xea /* ê */ || vowel == 'i' || vowel == 'y';
}

/* "k", "gh" and "ngh" stand before front vowels, "c", "g" and "ng" before the others; "gi" is one
 * sound. */
static gboolean
fits_vowel (const Syllable *syllable)
{
  const char *onset = syllable->onset;

  if (g_str_equal (onset, "k") || g_str_equal (onset, "gh") || g_str_equal (onset, "ngh"))
    return is_front_vowel (syllable->vowel);
  if (g_str_equal (onset, "c") || g_str_equal (onset, "ng"))
    return !is_front_vowel (syllable->vowel);
  if (g_str_equal (onset, "g"))
    return syllable->vowel == 'i' || !is_front_vowel (syllable->vowel);

  return !g_str_equal (onset, "q") || syllable->vowel == 'u';
}

/* A syllable that ends in a stop has one of two tones. */
static gboolean
fits_tone (const Syllable *syllable)
{
  const char *coda = syllable->coda;
  gboolean stop = g_str_equal (coda, "c") || g_str_equal (coda, "ch") || g_str_equal (coda, "p") ||
                  g_str_equal (coda, "t");

  return !stop || syllable->tone == TD_TONE_ACUTE || syllable->tone == TD_TONE_DOT;
}

/**
 * td_syllable_is_well_spelled:
 * @word: a word in small letters with its marks
 *
 * Returns: whether Vietnamese spelling allows @word as one syllable
 */
gboolean
td_syllable_is_well_spelled (const char *word)
{
  g_autoptr (GArray) letters = td_syllable_split (word);
  Syllable syllable;

  if (!td_syllable_is_pronounceable (word, -1))
    return FALSE;
  syllable = take_apart (letters);

  return !syllable.doubled && fits_vowel (&syllable) && fits_tone (&syllable);
}
