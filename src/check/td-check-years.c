/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-pattern.h"
#include "td-text.h"

/* "năm 2023", "tháng 5/2023", "quý II/2023"; not "năm học 2023", "năm 2021-2025" */
TD_PATTERN (year_words,
            "(?:năm|tháng\\s*\\d{1,2}\\s*/|quý\\s+[IV\\d]{1,3}\\s*/)\\s*((?:19|20)\\d{2})"
            "(?!\\s*[-–—]\\s*\\d|\\d|/)")
TD_PATTERN (day_before, "tháng\\s+\\d{1,2},?\\s*$")
TD_PATTERN (title_year, "năm\\s+((?:19|20)\\d{2})(?!\\s*[-–—]\\s*\\d|\\d)")
TD_PATTERN (upper_year, "(?<![\\d/-])((?:19|20)\\d{2})(?![\\d/-]|\\s*[-–—]\\s*\\d)")

/* A year that is not the plan's is left over from an older plan unless the sentence looks back or
 * names a span, a result, a document. */
static gboolean
looks_back (TdCheck *check, const char *clause)
{
  const GPtrArray *words = td_rule_set_list (check->rules, "looking_back");
  g_autofree char *lower = g_utf8_strdown (clause, -1);

  for (guint i = 0; i < words->len; i++)
    {
      if (strstr (lower, g_ptr_array_index (words, i)) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
report (TdCheck *check, const TdCheckText *text, int start, int end, int year)
{
  TdFinding *finding = td_check_add_at (
      check, "year-leftover", TD_SEVERITY_WARNING, text, (gsize) start, (gsize) end,
      _ ("The plan is for %d; the year %d seems to be left over."), check->year, year);
  g_autofree char *right = NULL;

  right = g_strndup (text->text + start, (gsize) (end - start - 4));
  g_autofree char *fix = g_strdup_printf ("%s%d", right, check->year);
  td_finding_set_fix (finding, fix);
}

static void
check_text (TdCheck *check, const TdCheckText *text)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (year_words (), text->text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *digits = g_match_info_fetch (match, 1);
      g_autofree char *clause = NULL;
      g_autofree char *before = NULL;
      int year = atoi (digits), start, end;
      gsize from;

      g_match_info_fetch_pos (match, 0, &start, &end);
      if (year >= check->year || year < check->year - 3 ||
          td_check_in_reference (text, (gsize) start))
        continue;
      clause = td_check_clause_at (text->text, (gsize) start, &from);
      before = g_strndup (text->text + from, (gsize) start - from);
      /* "Năm 2021 có 41 thủ tục" tells what was. */
      if (g_str_has_prefix (g_strstrip (clause), "Năm ") &&
          g_str_has_prefix (text->text + start, "Năm "))
        continue;
      if (!looks_back (check, clause) && !td_pattern_matches (day_before (), before))
        report (check, text, start, end, year);
    }
}

/* Titles name the plan's own year and no other. */
static void
check_title (TdCheck *check, const TdCheckText *text, GRegex *pattern)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (pattern, text->text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *digits = g_match_info_fetch (match, 1);
      int start, end;

      g_match_info_fetch_pos (match, 0, &start, &end);
      if (atoi (digits) != check->year && !td_check_in_reference (text, (gsize) start))
        report (check, text, start, end, atoi (digits));
    }
}

/**
 * td_check_years:
 * @check: a check
 *
 * Years left over from an older plan, in titles and in the words of tasks.
 */
void
td_check_years (TdCheck *check)
{
  if (check->year == 0)
    return;

  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      switch (text->role)
        {
        case TD_TEXT_TITLE:
          check_title (check, text, title_year ());
          break;
        case TD_TEXT_ANNEX_TITLE:
          check_title (check, text, upper_year ());
          break;
        case TD_TEXT_BASIS:
        case TD_TEXT_RECIPIENT:
        case TD_TEXT_SIGNATURE:
        case TD_TEXT_FOOTNOTE:
        case TD_TEXT_ANNEX_REFERENCE:
          break;
        default:
          if (!text->looks_back && g_strcmp0 (text->field, "deadline_text") != 0)
            check_text (check, text);
        }
    }
}
