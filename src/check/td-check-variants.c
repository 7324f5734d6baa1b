/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-check-words.h"
#include "td-pattern.h"
#include "td-syllable.h"
#include "td-text.h"

/* The tone of "oa oe uy" at the end of a syllable stands on the first vowel in the new style (hòa,
 * ủy) and on the second in the old one (hoà, uỷ). Either will do; both in one plan will not. */
TD_PATTERN (tone_new, "(?<!q)(?:[òóỏõọ][ae]|[ùúủũụ]y)(?!\\p{L})")
TD_PATTERN (tone_old, "(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\\p{L})")

typedef struct
{
  guint count;
  const TdCheckText *text; /* of the first one */
  gsize start;
  gsize end;
} Style;

/* "q" before the pattern is looked at letter by letter: "quý" has no choice. */
static void
count_style (Style *style, const TdCheckText *text, GRegex *pattern)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (pattern, text->text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      int start, end;
      gsize from;

      g_match_info_fetch_pos (match, 0, &start, &end);
      from = (gsize) start;
      while (from > 0)
        {
          const char *before = g_utf8_find_prev_char (text->text, text->text + from);

          if (before == NULL || !g_unichar_isalpha (g_utf8_get_char (before)))
            break;
          from = (gsize) (before - text->text);
        }
      if (style->count == 0)
        {
          style->text = text;
          style->start = from;
          style->end = (gsize) end;
        }
      style->count++;
    }
}

static void
check_tones (TdCheck *check)
{
  Style modern = { 0 }, old = { 0 };
  const Style *rare;

  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      if (text->role == TD_TEXT_SIGNATURE)
        continue;
      count_style (&modern, text, tone_new ());
      count_style (&old, text, tone_old ());
    }
  if (modern.count == 0 || old.count == 0)
    return;

  rare = old.count <= modern.count ? &old : &modern;
  {
    g_autofree char *word = g_strndup (rare->text->text + rare->start, rare->end - rare->start);
    g_autoptr (GArray) letters = td_syllable_split (word);
    g_autofree char *right = NULL;
    TdFinding *finding;

    td_syllable_place_tones (letters);
    right = td_syllable_join (letters);
    finding = td_check_add_at (
        check, "tone-style", TD_SEVERITY_HINT, rare->text, rare->start, rare->end,
        _ ("Two ways of placing tone marks are mixed (hòa/hoà, ủy/uỷ): %u times one, %u times the "
           "other."),
        MAX (old.count, modern.count), rare->count);
    if (rare == &old && !g_str_equal (right, word))
      td_finding_set_fix (finding, right);
  }
}

/* Two spellings of one word: "định kỳ" and "định kì". Said once for each pair. */
static void
check_pair (TdCheck *check, const TdRulePhrase *phrase)
{
  g_autofree char *escaped = g_regex_escape_string (phrase->right, -1);
  g_autofree char *pattern = g_strdup_printf ("(?<!\\p{L})%s(?!\\p{L})", escaped);
  g_autoptr (GRegex) usual = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  const TdCheckText *first = NULL;
  guint usual_count = 0, other_count = 0;
  int start = 0, end = 0;

  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      usual_count += td_pattern_matches (usual, text->text);
      if (!td_pattern_matches (phrase->pattern, text->text))
        continue;
      other_count++;
      if (first == NULL)
        {
          first = text;
          td_pattern_find (phrase->pattern, text->text, &start, &end);
        }
    }
  if (first == NULL || usual_count == 0)
    return;

  g_autofree char *word = g_strndup (first->text + start, (gsize) (end - start));
  td_check_add_at (check, "spelling-variants", TD_SEVERITY_HINT, first, (gsize) start, (gsize) end,
                   _ ("“%s” and “%s” are mixed in this plan; choose one."), phrase->right, word);
}

/**
 * td_check_variants:
 * @check: a check
 *
 * Two styles of tone marks or two spellings of one word in one plan.
 */
void
td_check_variants (TdCheck *check)
{
  const GPtrArray *variants = td_rule_set_variants (check->rules);

  check_tones (check);
  for (guint i = 0; i < variants->len; i++)
    check_pair (check, g_ptr_array_index ((GPtrArray *) variants, i));
}
