/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-check-words.h"
#include "td-pattern.h"
#include "td-text.h"

/* RULE nd30-II: capitals in administrative documents, where they are certain. */

TD_PATTERN_EXACT (lower_start, "^\\s*(\\p{Ll}[\\p{L}]*)")
TD_PATTERN_EXACT (lower_sentence, "(?<!\\p{L})\\p{Ll}{2,}[.?!]\\s+(\\p{Ll}[\\p{L}]*)")
TD_PATTERN_EXACT (upper_clause,
                  "(?<![.\\p{L}])([Kk]hoản|[Đđ]iểm)\\s+(?:\\d{1,2}|\\p{Ll})(?:,)?\\s+(?:[Kk]"
                  "hoản\\s+\\d{1,2}\\s+)?(điều)\\s+\\d")
TD_PATTERN_EXACT (upper_points,
                  "(?<=\\p{Ll}[ ,])(Khoản|Điểm)\\s+(?:\\d{1,2}|\\p{Ll})\\s+(?:Điều|khoản|Khoản)")
TD_PATTERN_EXACT (numbered_unit, "(?<!\\p{L})(quận|phường)\\s+\\d{1,2}(?![\\d/%.,-])")
TD_PATTERN_EXACT (province, "(?<=\\p{Ll} )(Tỉnh)\\s+\\p{Lu}\\p{Ll}+\\s+\\p{Lu}\\p{Ll}+")
TD_PATTERN_EXACT (abbreviation_end, "(?:v\\.v|tr|TP|Tp|Q|P|ThS|TS|vv|stt|tp|gồm|nêu)\\.\\s*$")

static TdFinding *
report (TdCheck *check, const TdCheckText *text, gsize start, gsize end, const char *right)
{
  TdFinding *finding = td_check_add_at (check, "capitals", TD_SEVERITY_WARNING, text, start, end,
                                        _ ("Capitals (Decree 30/2020, Annex II): “%s”."), right);

  td_finding_set_fix (finding, right);

  return finding;
}

static char *
with_capital (const char *word)
{
  g_autofree char *head = g_strndup (word, (gsize) (g_utf8_next_char (word) - word));
  g_autofree char *upper = td_text_upper (head);

  return g_strconcat (upper, g_utf8_next_char (word), NULL);
}

/* The word before a place; NULL at the beginning or behind a mark */
static char *
word_before (const char *text, gsize at)
{
  const char *end = text + at;
  const char *p;

  while (end > text && g_ascii_isspace (end[-1]))
    end--;
  p = end;
  while (p > text)
    {
      const char *before = g_utf8_find_prev_char (text, p);

      if (before == NULL || !g_unichar_isalpha (g_utf8_get_char (before)))
        break;
      p = before;
    }

  return p < end ? g_strndup (p, (gsize) (end - p)) : NULL;
}

/* "các sở giáo dục và đào tạo" are many, not one: no name. */
static gboolean
is_plural (TdCheck *check, const TdCheckText *text, gsize at)
{
  g_autofree char *before = word_before (text->text, at);

  return before != NULL && td_rule_set_is_listed (check->rules, "plural_before", before);
}

static void
check_name (TdCheck *check, const TdCheckText *text, const TdRulePhrase *name)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (name->pattern, text->text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      int start, end;
      g_autofree char *words = g_match_info_fetch (match, 0);
      g_autofree char *clean = td_text_clean (words, -1);
      g_autofree char *capital = with_capital (name->right);
      g_autofree char *lower = g_utf8_strdown (clean, -1);
      gboolean begins;

      g_match_info_fetch_pos (match, 0, &start, &end);
      begins = start == 0 || strchr ("-+•\n", text->text[start - 1]) != NULL ||
               (start > 1 && strchr (".-+", text->text[start - 2]) != NULL);
      if (g_str_equal (clean, name->right) || td_text_is_upper (clean) ||
          (begins && g_str_equal (clean, capital)))
        continue;
      if (g_str_equal (clean, lower) && is_plural (check, text, (gsize) start))
        continue;
      /* "các phòng Giáo dục và Đào tạo": several of one name */
      if (g_str_has_prefix (name->right, "Phòng ") &&
          g_str_equal (g_utf8_next_char (clean), g_utf8_next_char (name->right)))
        continue;
      report (check, text, (gsize) start, (gsize) end, begins ? capital : name->right);
    }
}

static void
check_pattern (TdCheck *check, const TdCheckText *text, GRegex *pattern, int group, gboolean up)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (pattern, text->text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *word = g_match_info_fetch (match, group);
      g_autofree char *right = up ? with_capital (word) : g_utf8_strdown (word, -1);
      int start, end;

      g_match_info_fetch_pos (match, group, &start, &end);
      report (check, text, (gsize) start, (gsize) end, right);
    }
}

/* A line begins with a capital. */
static void
check_start (TdCheck *check, const TdCheckText *text)
{
  g_autofree char *word = NULL;
  g_autofree char *right = NULL;
  int start, end;

  if (text->role != TD_TEXT_BODY && text->role != TD_TEXT_PREAMBLE &&
      text->role != TD_TEXT_CLOSING && text->role != TD_TEXT_HEADING &&
      text->role != TD_TEXT_TITLE &&
      !(text->role == TD_TEXT_CELL && g_str_equal (text->field, "content")))
    return;
  word = td_pattern_fetch (lower_start (), text->text, 1);
  if (word == NULL)
    return;
  td_pattern_find (lower_start (), text->text, &start, &end);
  while (g_ascii_isspace (text->text[start]))
    start++;
  right = with_capital (word);
  td_finding_set_fix (td_check_add_at (check, "capital-start", TD_SEVERITY_WARNING, text,
                                       (gsize) start, (gsize) end,
                                       _ ("A line begins with a capital: “%s”."), right),
                      right);
}

static void
check_sentences (TdCheck *check, const TdCheckText *text)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (lower_sentence (), text->text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *word = g_match_info_fetch (match, 1);
      g_autofree char *before = NULL;
      g_autofree char *right = with_capital (word);
      int start, end;

      g_match_info_fetch_pos (match, 1, &start, &end);
      before = g_strndup (text->text, (gsize) start);
      if (td_pattern_matches (abbreviation_end (), before))
        continue;
      td_finding_set_fix (td_check_add_at (check, "capital-sentence", TD_SEVERITY_WARNING, text,
                                           (gsize) start, (gsize) end,
                                           _ ("A sentence begins with a capital: “%s”."), right),
                          right);
    }
}

/* "(nếu Áp dụng …)": a common word within a sentence */
static void
check_inner (TdCheck *check, const TdCheckText *text)
{
  const GPtrArray *words = td_rule_set_list (check->rules, "sentence_words");

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index ((GPtrArray *) words, i);
      gsize length = strlen (word);

      for (const char *p = strstr (text->text, word); p != NULL; p = strstr (p + length, word))
        {
          gsize start = (gsize) (p - text->text);
          g_autofree char *before = word_before (text->text, start);
          g_autofree char *right = g_utf8_strdown (word, -1);

          if (before == NULL || start == 0 || text->text[start - 1] != ' ' ||
              !td_rule_set_is_listed (check->rules, "inner_before", before) ||
              g_unichar_isalpha (g_utf8_get_char (p + length)))
            continue;
          td_finding_set_fix (td_check_add_at (check, "capital-inner", TD_SEVERITY_WARNING, text,
                                               start - strlen (before) - 1, start + length,
                                               _ ("No capital within a sentence: “%s”."), right),
                              NULL);
        }
    }
}

static gboolean
begins_with_capital (const TdCheckWord *word)
{
  return g_unichar_isupper (g_utf8_get_char (word->word));
}

/* "của Chính Phủ", "theo Kế Hoạch": the second syllable of a common word; not within a name, as
 * places, schools and newspapers have them ("xã Thống Nhất", "báo Nhân Dân"). */
static void
check_compounds (TdCheck *check, const TdCheckText *text)
{
  g_autoptr (GArray) words = td_check_words (text->text);

  for (guint i = 0; i + 1 < words->len; i++)
    {
      const TdCheckWord *a = &g_array_index (words, TdCheckWord, i);
      const TdCheckWord *b = a + 1;
      const TdCheckWord *next = i + 2 < words->len && b[1].joined ? b + 1 : NULL;
      g_autofree char *pair = g_strdup_printf ("%s %s", a->kept, b->kept);
      g_autofree char *right = NULL;

      if (!b->joined || !begins_with_capital (a) || !begins_with_capital (b) ||
          td_text_is_upper (a->word) || td_text_is_upper (b->word) ||
          (i > 0 && a->joined &&
           (begins_with_capital (a - 1) ||
            td_rule_set_is_listed (check->rules, "named", (a - 1)->kept))) ||
          (next != NULL && begins_with_capital (next)) ||
          !td_rule_set_is_compound (check->rules, pair))
        continue;
      right = g_strdup_printf ("%s %s", a->word, b->kept);
      td_finding_set_fix (td_check_add_at (check, "capital-inner", TD_SEVERITY_WARNING, text,
                                           a->start, b->end,
                                           _ ("No capital within a common word: “%s”."), right),
                          right);
    }
}

static void
check_text (TdCheck *check, const TdCheckText *text)
{
  const GPtrArray *names = td_rule_set_names (check->rules);

  if (td_text_is_upper (text->text))
    return;
  for (guint i = 0; i < names->len; i++)
    check_name (check, text, g_ptr_array_index ((GPtrArray *) names, i));
  check_pattern (check, text, upper_clause (), 2, TRUE);
  check_pattern (check, text, upper_points (), 1, FALSE);
  check_pattern (check, text, numbered_unit (), 1, TRUE);
  check_pattern (check, text, province (), 1, FALSE);
  check_start (check, text);
  check_sentences (check, text);
  check_inner (check, text);
  check_compounds (check, text);
}

/**
 * td_check_capitals:
 * @check: a check
 *
 * Capitals of names, at the beginning of lines and sentences, and within them.
 */
void
td_check_capitals (TdCheck *check)
{
  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      if (text->role != TD_TEXT_SIGNATURE)
        check_text (check, text);
    }
}
