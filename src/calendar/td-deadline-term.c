/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-deadline.h"

#include <stdlib.h>

#include "td-text.h"

#define COUNT "0*(?<n>\\d{1,3})\\)?\\s*(?<unit>ngày làm việc|ngày|tuần|tháng)(?!\\s*\\d)"

static const char *const patterns[] = {
  "\\b(?:trong|vòng|thời hạn|sau|chậm nhất|chậm nhất là|không quá|tối đa)\\s+"
  "(?:\\p{L}+(?:\\s+\\p{L}+){0,2}\\s*\\(\\s*)?" COUNT,
  COUNT ",?\\s*(?:kể từ|tính từ|từ ngày|từ khi|sau khi|sau ngày)",
};

/**
 * td_deadline_read_term:
 * @words: (nullable): the words of a deadline that waits for something
 * @term: (out): what they say
 *
 * "Trong vòng 15 ngày làm việc kể từ ngày có Quyết định": 15 working days.
 *
 * Returns: whether the words set a term
 */
gboolean
td_deadline_read_term (const char *words, TdDeadlineTerm *term)
{
  g_autofree char *folded = words != NULL ? td_text_fold_keep_marks (words) : NULL;

  for (guint i = 0; folded != NULL && i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (patterns[i], G_REGEX_DUPNAMES, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;
      g_autofree char *number = NULL;
      g_autofree char *unit = NULL;

      if (!g_regex_match (regex, folded, 0, &match))
        continue;
      number = g_match_info_fetch_named (match, "n");
      unit = g_match_info_fetch_named (match, "unit");
      term->count = atoi (number);
      term->unit = g_str_equal (unit, "ngày làm việc") ? TD_TERM_WORKING_DAYS
                   : g_str_equal (unit, "tháng")       ? TD_TERM_MONTHS
                   : g_str_equal (unit, "tuần")        ? TD_TERM_WEEKS
                                                       : TD_TERM_DAYS;
      if (term->count > 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * td_deadline_term_end:
 * @term: a term
 * @from: the day of the event, which does not count
 * @calendar: (nullable): for terms in working days
 * @end: (out caller-allocates): the last permitted day
 * @error: return location: a year of @calendar is not known
 *
 * RULE civil-code-147, civil-code-148: the day of the event does not count; a term of months ends
 * with the same day of the month, or with its last day.
 *
 * Returns: whether the day could be computed
 */
gboolean
td_deadline_term_end (const TdDeadlineTerm *term,
                      const GDate *from,
                      TdWorkCalendar *calendar,
                      GDate *end,
                      GError **error)
{
  *end = *from;
  switch (term->unit)
    {
    case TD_TERM_WORKING_DAYS:
      return td_work_calendar_add (calendar, from, term->count, end, error);
    case TD_TERM_WEEKS:
      g_date_add_days (end, (guint) term->count * 7);
      return TRUE;
    case TD_TERM_MONTHS:
      g_date_add_months (end, (guint) term->count);
      return TRUE;
    case TD_TERM_DAYS:
    default:
      g_date_add_days (end, (guint) term->count);
      return TRUE;
    }
}
