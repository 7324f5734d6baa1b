/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-syllable.h"

#include "td-latin.h"
#include "td-text.h"

/* No Vietnamese syllable is longer than "nghiêng"; longer runs are foreign or glued words. */
#define MAX_SYLLABLE 8

static const gunichar tone_marks[] = {
  [TD_TONE_GRAVE] = 0x0300, [TD_TONE_HOOK] = 0x0309, [TD_TONE_TILDE] = 0x0303,
  [TD_TONE_ACUTE] = 0x0301, [TD_TONE_DOT] = 0x0323,
};

static TdTone
tone_of_mark (gunichar mark)
{
  for (guint i = 1; i < G_N_ELEMENTS (tone_marks); i++)
    {
      if (tone_marks[i] == mark)
        return (TdTone) i;
    }

  return TD_TONE_NONE;
}

static gunichar
bare (gunichar letter)
{
  gunichar parts[4];

  if (letter < 0x80)
    return (gunichar) g_ascii_tolower ((char) letter);
  letter = g_unichar_tolower (letter);
  if (g_unichar_fully_decompose (letter, FALSE, parts, G_N_ELEMENTS (parts)) > 0)
    return parts[0];

  return letter;
}

gboolean
td_syllable_is_vowel_slowly (gunichar base)
{
  switch (bare (base))
    {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
    case 'y':
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * td_syllable_is_vowel:
 * @base: a letter without tone
 *
 * Returns: whether it is one of a ă â e ê i o ô ơ u ư y, in either case
 */
gboolean
td_syllable_is_vowel (gunichar base)
{
  const TdLatin *latin = td_latin (base);

  return latin != NULL ? latin->vowel : td_syllable_is_vowel_slowly (base);
}

GArray *
td_syllable_split_slowly (const char *text)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (TdLetter));
  g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT);

  for (const char *p = decomposed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      TdTone tone = c < 0x0300 ? TD_TONE_NONE : tone_of_mark (c);
      TdLetter *last =
          letters->len > 0 ? &g_array_index (letters, TdLetter, letters->len - 1) : NULL;
      gunichar composed = 0;

      if (last != NULL && tone != TD_TONE_NONE && last->tone == TD_TONE_NONE &&
          td_syllable_is_vowel_slowly (last->base))
        last->tone = tone;
      else if (last != NULL && c >= 0x0300 && g_unichar_combining_class (c) != 0 &&
               g_unichar_compose (last->base, c, &composed))
        last->base = composed;
      else
        {
          TdLetter letter = { c, TD_TONE_NONE };

          g_array_append_val (letters, letter);
        }
    }

  return letters;
}

/* Returns: (nullable): NULL when a letter of the text is not known in one piece */
static GArray *
split_fast (const char *text)
{
  g_autoptr (GArray) letters = g_array_sized_new (FALSE, FALSE, sizeof (TdLetter), 64);

  if (!td_text_is_composed (text))
    return NULL;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const TdLatin *latin = td_latin (c);
      TdLetter letter = { c, TD_TONE_NONE };

      if (latin != NULL)
        {
          if (latin->base == 0)
            return NULL;
          letter.base = latin->base;
          letter.tone = (TdTone) latin->tone;
        }
      g_array_append_val (letters, letter);
    }

  return g_steal_pointer (&letters);
}

/**
 * td_syllable_split:
 * @text: UTF-8, composed or not
 *
 * Takes the tones off the letters. Characters that are no letters keep their place with no tone.
 *
 * Returns: (transfer full) (element-type TdLetter): the letters
 */
GArray *
td_syllable_split (const char *text)
{
  GArray *letters = split_fast (text);

  return letters != NULL ? letters : td_syllable_split_slowly (text);
}

/**
 * td_syllable_join:
 * @letters: (element-type TdLetter): letters
 *
 * Returns: (transfer full): the text, NFC
 */
char *
td_syllable_join (const GArray *letters)
{
  GString *text = g_string_sized_new (letters->len * 2);
  char *composed;

  for (guint i = 0; i < letters->len; i++)
    {
      const TdLetter *letter = &g_array_index (letters, TdLetter, i);
      const TdLatin *latin = letter->tone != TD_TONE_NONE ? td_latin (letter->base) : NULL;

      if (latin != NULL && latin->tones[letter->tone] != 0)
        {
          g_string_append_unichar (text, latin->tones[letter->tone]);
          continue;
        }
      g_string_append_unichar (text, letter->base);
      if (letter->tone != TD_TONE_NONE)
        g_string_append_unichar (text, tone_marks[letter->tone]);
    }

  composed = td_text_nfc (text->str, -1);
  g_string_free (text, TRUE);

  return composed;
}

/* Where the vowels of letters[0..n) begin and end: the u of "qu" and the i of "gi" before another
 * vowel belong to the consonant. */
static void
find_vowels (const TdLetter *letters, guint n, guint *first, guint *end)
{
  guint i = 0;

  while (i < n && !td_syllable_is_vowel (letters[i].base))
    i++;
  if (i == 1 && n > 2 && td_syllable_is_vowel (letters[2].base))
    {
      gunichar onset = g_unichar_tolower (letters[0].base);
      gunichar glide = g_unichar_tolower (letters[1].base);

      if ((onset == 'q' && glide == 'u') || (onset == 'g' && glide == 'i'))
        i++;
    }
  *first = i;
  while (i < n && td_syllable_is_vowel (letters[i].base))
    i++;
  *end = i;
}

/* The place of the tone: on the marked vowel (the second of ươ), else on the last but one vowel of
 * an open syllable, else on the last. */
static guint
tone_place (const TdLetter *letters, guint first, guint end, guint n)
{
  guint place = first;
  gboolean marked = FALSE;

  for (guint i = first; i < end; i++)
    {
      if (letters[i].base >= 0x80)
        {
          place = i;
          marked = TRUE;
        }
    }
  if (marked || end - first == 1)
    return place;
  if (end < n)
    return end - 1;

  return end - 2;
}

static void
place_tone (TdLetter *letters, guint n)
{
  guint first, end;
  TdTone tone = TD_TONE_NONE;

  for (guint i = 0; i < n; i++)
    {
      if (letters[i].tone != TD_TONE_NONE && tone != TD_TONE_NONE)
        return;
      if (letters[i].tone != TD_TONE_NONE)
        tone = letters[i].tone;
    }
  if (tone == TD_TONE_NONE)
    return;

  find_vowels (letters, n, &first, &end);
  if (first == end)
    return;
  for (guint i = 0; i < n; i++)
    letters[i].tone = TD_TONE_NONE;
  letters[tone_place (letters, first, end, n)].tone = tone;
}

/**
 * td_syllable_place_tones:
 * @letters: (element-type TdLetter): letters
 *
 * Moves the tone of every syllable to the one place, so that "hoà" and "hóa", "uỷ" and "ủy"
 * become equal ("hòa", "ủy"). Runs of letters that are no syllable stay as they are.
 */
void
td_syllable_place_tones (GArray *letters)
{
  guint start = 0;

  for (guint i = 0; i <= letters->len; i++)
    {
      if (i < letters->len && g_unichar_isalpha (g_array_index (letters, TdLetter, i).base))
        continue;
      if (i > start && i - start <= MAX_SYLLABLE)
        place_tone (&g_array_index (letters, TdLetter, start), i - start);
      start = i + 1;
    }
}

static gboolean
is_coda (const char *coda)
{
  static const char *const codas[] = { "", "c", "ch", "m", "n", "ng", "nh", "p", "t", NULL };

  return g_strv_contains (codas, coda);
}

static gboolean
is_onset (const char *onset)
{
  static const char *const onsets[] = {
    "",   "b",   "c",  "ch", "d",  "đ", "g",  "gh", "gi", "h", "k",  "kh", "l", "m", "n",
    "ng", "ngh", "nh", "p",  "ph", "q", "qu", "r",  "s",  "t", "th", "tr", "v", "x", NULL,
  };

  return g_strv_contains (onsets, onset);
}

/**
 * td_syllable_is_pronounceable:
 * @word: UTF-8
 * @length: bytes, -1 for all
 *
 * Returns: whether @word has the shape of one Vietnamese syllable, which an acronym such as "UBND"
 *   or "TTHC" has not
 */
gboolean
td_syllable_is_pronounceable (const char *word, gssize length)
{
  g_autofree char *copy = length < 0 ? g_strdup (word) : g_strndup (word, (gsize) length);
  g_autofree char *lower = g_utf8_strdown (copy, -1);
  g_autoptr (GArray) letters = td_syllable_split (lower);
  const TdLetter *all = (const TdLetter *) (gpointer) letters->data;
  g_autoptr (GString) onset = g_string_new (NULL);
  g_autoptr (GString) coda = g_string_new (NULL);
  guint first, end;

  if (letters->len == 0 || letters->len > MAX_SYLLABLE)
    return FALSE;

  find_vowels (all, letters->len, &first, &end);
  for (guint i = 0; i < first; i++)
    g_string_append_unichar (onset, all[i].base);
  for (guint i = end; i < letters->len; i++)
    g_string_append_unichar (coda, all[i].base);

  if (end - first == 2 && all[first].base == all[first + 1].base && all[first].base == 'i')
    return FALSE;

  return end > first && end - first <= 3 && is_onset (onset->str) && is_coda (coda->str);
}
