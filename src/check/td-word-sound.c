/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-word-sound.h"

#include <string.h>

/* Consonants that one region or another speaks alike, so that they are mixed up in writing. The
 * longer spelling stands first. */
typedef struct
{
  const char *written;
  const char *sound;
} Sound;

static const Sound initials[] = {
  { "tr", "ch" }, { "x", "s" }, { "gi", "d" }, { "r", "d" }, { "n", "l" },
};
static const Sound finals[] = {
  { "ng", "n" },
  { "nh", "n" },
  { "ch", "c" },
  { "t", "c" },
};

/* "nh", "ng", "ngh" begin with n but are not it; "gì" has no other vowel behind its "gi". */
static gboolean
is_other_initial (const char *syllable, const Sound *sound)
{
  gsize length = strlen (sound->written);

  if (g_str_equal (sound->written, "n"))
    return syllable[length] == 'h' || syllable[length] == 'g';

  return syllable[length] == '\0';
}

static void
append_syllable (GString *key, const char *syllable)
{
  gsize length = strlen (syllable);
  const char *rest = syllable;
  const char *tail = "";

  for (guint i = 0; i < G_N_ELEMENTS (initials); i++)
    {
      if (!g_str_has_prefix (syllable, initials[i].written) ||
          is_other_initial (syllable, &initials[i]))
        continue;
      g_string_append (key, initials[i].sound);
      rest = syllable + strlen (initials[i].written);
      break;
    }
  length = strlen (rest);
  for (guint i = 0; i < G_N_ELEMENTS (finals); i++)
    {
      gsize size = strlen (finals[i].written);

      if (length <= size || !g_str_has_suffix (rest, finals[i].written))
        continue;
      length -= size;
      tail = finals[i].sound;
      break;
    }
  g_string_append_len (key, rest, (gssize) length);
  g_string_append (key, tail);
}

/**
 * td_word_sound_key:
 * @words: words in small letters with their marks
 *
 * Words with one key differ only in consonants that are mixed up in writing: s and x, ch and tr, d,
 * gi and r, l and n at the beginning, n, ng and nh, c, t and ch at the end of a syllable. Vowels
 * and tones are kept.
 *
 * Returns: (transfer full): the key
 */
char *
td_word_sound_key (const char *words)
{
  g_auto (GStrv) syllables = g_strsplit (words, " ", -1);
  GString *key = g_string_new (NULL);

  for (guint i = 0; syllables[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (key, ' ');
      append_syllable (key, syllables[i]);
    }

  return g_string_free (key, FALSE);
}
