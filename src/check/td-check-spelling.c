/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-check-words.h"
#include "td-pattern.h"
#include "td-syllable-spelling.h"
#include "td-text.h"

/* Words in capitals are for another rule; a name of a person is spelled as its bearer likes. */
static gboolean
is_plain_word (const TdCheckWord *word)
{
  return word->letters && !word->address;
}

static void
report (TdCheck *check,
        const char *rule,
        TdSeverity severity,
        const TdCheckText *text,
        gsize start,
        gsize end,
        const char *right)
{
  g_autofree char *wrong = g_strndup (text->text + start, end - start);
  g_autofree char *fix = g_strdup (right);
  gunichar first = g_utf8_get_char (wrong);
  TdFinding *finding;

  if (td_text_is_upper (wrong) && g_utf8_strlen (wrong, -1) > 1)
    {
      g_free (fix);
      fix = td_text_upper (right);
    }
  else if (g_unichar_isupper (first))
    {
      g_autofree char *lower = g_steal_pointer (&fix);
      g_autofree char *head = g_strndup (lower, (gsize) (g_utf8_next_char (lower) - lower));
      g_autofree char *upper = td_text_upper (head);

      fix = g_strconcat (upper, g_utf8_next_char (lower), NULL);
    }
  finding = td_check_add_at (check, rule, severity, text, start, end,
                             _ ("“%s” should probably be “%s”."), wrong, fix);
  td_finding_set_fix (finding, fix);
}

static gboolean
overlaps (const GArray *told, gsize start)
{
  for (guint i = 0; i < told->len; i++)
    {
      if (g_array_index (told, gsize, i) == start)
        return TRUE;
    }

  return FALSE;
}

/* The list of phrases that are real words but not the ones meant */
static void
check_phrases (TdCheck *check, const TdCheckText *text, GArray *told)
{
  const GPtrArray *phrases = td_rule_set_confused (check->rules);

  for (guint i = 0; i < phrases->len; i++)
    {
      const TdRulePhrase *phrase = g_ptr_array_index ((GPtrArray *) phrases, i);
      g_autoptr (GMatchInfo) match = NULL;

      g_regex_match (phrase->pattern, text->text, 0, &match);
      for (; g_match_info_matches (match); g_match_info_next (match, NULL))
        {
          int start, end;
          gsize from;

          g_match_info_fetch_pos (match, 0, &start, &end);
          from = (gsize) start;
          report (check, "spelling-phrase", TD_SEVERITY_WARNING, text, from, (gsize) end,
                  phrase->right);
          g_array_append_val (told, from);
        }
    }
}

static gboolean
is_function_word (TdCheck *check, const TdCheckWord *word)
{
  return td_rule_set_is_listed (check->rules, "function_words", word->kept);
}

static gboolean
makes_compound (TdCheck *check, const TdCheckWord *a, const TdCheckWord *b)
{
  g_autofree char *pair = g_strdup_printf ("%s %s", a->kept, b->kept);

  return td_rule_set_is_compound (check->rules, pair);
}

/* "theo theo"; not "dần dần". Also "thực hiện thực hiện". */
static void
check_repeated (TdCheck *check, const TdCheckText *text, GArray *words, guint i)
{
  const TdCheckWord *a = &g_array_index (words, TdCheckWord, i);
  const TdCheckWord *b = &g_array_index (words, TdCheckWord, i + 1);
  gsize start = a->start, end = b->end, cut = a->end;
  TdFinding *finding;

  if (g_utf8_strlen (a->word, -1) > 1 && g_str_equal (a->kept, b->kept))
    {
      if (td_rule_set_is_listed (check->rules, "reduplications", a->kept))
        return;
      /* "giải ngân ngân sách" */
      if (i > 0 && a->joined && i + 2 < words->len && (b + 1)->joined &&
          makes_compound (check, a - 1, a) && makes_compound (check, b, b + 1))
        return;
    }
  else if (i + 3 < words->len && (b + 1)->joined && (b + 2)->joined &&
           g_str_equal (a->kept, (b + 1)->kept) && g_str_equal (b->kept, (b + 2)->kept) &&
           !g_str_equal (a->kept, b->kept) && (b + 1)->letters &&
           !td_rule_set_is_listed (check->rules, "reduplications", a->kept))
    {
      cut = b->end;
      end = (b + 2)->end;
    }
  else
    return;

  g_autofree char *once = g_strndup (text->text + start, cut - start);
  finding = td_check_add_at (check, "repeated-word", TD_SEVERITY_WARNING, text, start, end,
                             _ ("“%s” stands twice in a row."), once);
  td_finding_set_fix (finding, once);
}

/* "chú Trống", "Phường An Phú": a name begins here; "CẢI CÁCH" are capitals. */
static gboolean
begins_name (const TdCheckWord *word)
{
  return g_unichar_isupper (g_utf8_get_char (word->word)) && !td_text_is_upper (word->word);
}

/* Two words that are a compound but for a diacritic or a consonant that sounds alike: "phân đấu"
 * has the letters of "phấn đấu". Words that belong to a compound with their other neighbour are
 * left alone. */
static void
check_pair (TdCheck *check, const TdCheckText *text, GArray *words, guint i, GArray *told)
{
  const TdCheckWord *a = &g_array_index (words, TdCheckWord, i);
  const TdCheckWord *b = &g_array_index (words, TdCheckWord, i + 1);
  g_autofree char *pair = g_strdup_printf ("%s %s", a->kept, b->kept);
  const char *right = td_rule_set_right_compound (check->rules, pair);

  if (right == NULL || begins_name (b))
    return;
  if (is_function_word (check, a) || is_function_word (check, b) || overlaps (told, a->start))
    return;
  if (i > 0 && a->joined && makes_compound (check, a - 1, a))
    return;
  if (i + 2 < words->len && (b + 1)->joined && makes_compound (check, b, b + 1))
    return;
  report (check, "spelling-compound", TD_SEVERITY_WARNING, text, a->start, b->end, right);
  g_array_append_val (told, a->start);
}

/* A diacritic other than the bar of đ, which acronyms may have */
static gboolean
has_vowel_mark (const char *word)
{
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c > 0x7f && c != 0x111 && c != 0x110)
        return TRUE;
    }

  return FALSE;
}

/* "kêế", "thưc": no Vietnamese syllable is built so. Words without diacritics may be foreign, names
 * ("Đắk Lắk") have rules of their own. */
static void
check_syllable (TdCheck *check,
                const TdCheckText *text,
                const TdCheckWord *word,
                const GArray *told)
{
  if (!has_vowel_mark (word->word) || td_syllable_is_well_spelled (word->kept) ||
      overlaps (told, word->start) || td_text_is_upper (word->word) ||
      (word->start > 0 && begins_name (word)))
    return;

  td_check_add_at (check, "spelling-syllable", TD_SEVERITY_WARNING, text, word->start, word->end,
                   _ ("“%s” is no Vietnamese syllable."), word->word);
}

static void
check_text (TdCheck *check, const TdCheckText *text)
{
  g_autoptr (GArray) words = td_check_words (text->text);
  g_autoptr (GArray) told = g_array_new (FALSE, FALSE, sizeof (gsize));

  check_phrases (check, text, told);
  for (guint i = 0; i < words->len; i++)
    {
      const TdCheckWord *word = &g_array_index (words, TdCheckWord, i);
      const TdCheckWord *next = i + 1 < words->len ? word + 1 : NULL;

      if (!is_plain_word (word))
        continue;
      check_syllable (check, text, word, told);
      if (next == NULL || !next->joined || !is_plain_word (next))
        continue;
      check_repeated (check, text, words, i);
      check_pair (check, text, words, i, told);
    }
}

/**
 * td_check_spelling:
 * @check: a check
 *
 * Real but wrong words, compounds with a wrong diacritic, impossible syllables, repeated words.
 */
void
td_check_spelling (TdCheck *check)
{
  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      if (text->role != TD_TEXT_SIGNATURE)
        check_text (check, text);
    }
}
