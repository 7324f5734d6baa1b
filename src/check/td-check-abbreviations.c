/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-pattern.h"
#include "td-roman.h"
#include "td-syllable.h"
#include "td-text.h"

TD_PATTERN_EXACT (capitals, "(?<![\\p{L}\\p{N}/&.-])(\\p{Lu}{3,10})(?![\\p{L}\\p{N}/&])")

/* An abbreviation in brackets, "(CCHC)", or explained in them, "CCHC (cải cách hành chính)" */
static gboolean
is_expanded (const TdCheck *check, const char *word)
{
  g_autofree char *inside = g_strdup_printf ("(%s)", word);
  g_autofree char *called = g_strdup_printf ("%s)", word);
  g_autofree char *explained = g_strdup_printf ("%s (", word);

  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      if (strstr (text->text, inside) != NULL || strstr (text->text, explained) != NULL)
        return TRUE;
      for (const char *p = strstr (text->text, called); p != NULL; p = strstr (p + 1, called))
        {
          g_autofree char *before = g_strndup (text->text, (gsize) (p - text->text));
          const char *bracket = strrchr (before, '(');

          if (bracket != NULL && (strstr (bracket, "tắt") != NULL ||
                                  strstr (bracket, "gọi là") != NULL || strlen (bracket) < 12))
            return TRUE;
        }
    }

  return FALSE;
}

static gboolean
is_part_of_capitals (const TdCheckText *text, gsize start, gsize end)
{
  g_autofree char *clause = td_check_clause_at (text->text, start, NULL);
  g_autofree char *before = g_strndup (text->text, start);
  g_autofree char *tail = g_strdup (text->text + end);
  const char *word_before = before;

  g_strchomp (before);
  word_before = strrchr (before, ' ');
  word_before = word_before != NULL ? word_before + 1 : before;
  g_strchug (tail);
  tail[strcspn (tail, " ")] = '\0';

  return td_text_is_upper (clause) ||
         (td_check_count_words (word_before) == 1 && td_text_is_upper (word_before) &&
          td_text_has_marks (word_before)) ||
         (td_check_count_words (tail) == 1 && td_text_is_upper (tail) && td_text_has_marks (tail));
}

/* A word in capitals that is one syllable is emphasis ("PHẢI"), not an abbreviation. */
static gboolean
is_syllable (const char *word)
{
  return (td_text_has_marks (word) && !strstr (word, "Đ")) ||
         td_syllable_is_pronounceable (word, -1);
}

/* The abbreviations that were looked at, and the one finding about those nowhere explained. */
typedef struct
{
  GHashTable *seen;
  TdFinding *told; /* (nullable) */
} Abbreviations;

static void
check_text (TdCheck *check, const TdCheckText *text, Abbreviations *abbreviations)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (capitals (), text->text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *word = g_match_info_fetch (match, 1);
      int start, end;

      g_match_info_fetch_pos (match, 1, &start, &end);
      if (g_hash_table_contains (abbreviations->seen, word) || td_roman_parse (word, -1) > 0 ||
          is_syllable (word) || td_rule_set_is_listed (check->rules, "abbreviations", word) ||
          td_check_in_reference (text, (gsize) start) ||
          is_part_of_capitals (text, (gsize) start, (gsize) end))
        continue;
      if (!is_expanded (check, word) && abbreviations->told != NULL)
        td_finding_gather (abbreviations->told, word, text->place);
      else if (!is_expanded (check, word))
        abbreviations->told = td_check_add_at (
            check, "abbreviation", TD_SEVERITY_HINT, text, (gsize) start, (gsize) end,
            _ ("An abbreviation stands in brackets behind the full words at its first use; nowhere "
               "explained: %s (%s)"),
            word, text->place);
      g_hash_table_add (abbreviations->seen, g_steal_pointer (&word));
    }
}

/**
 * td_check_abbreviations:
 * @check: a check
 *
 * Abbreviations that no place of the plan explains, told together.
 */
void
td_check_abbreviations (TdCheck *check)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Abbreviations abbreviations = { seen, NULL };

  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      if (text->role != TD_TEXT_RECIPIENT && text->role != TD_TEXT_ANNEX_REFERENCE &&
          !td_text_is_upper (text->text))
        check_text (check, text, &abbreviations);
    }
}
