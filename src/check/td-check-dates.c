/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-date.h"
#include "td-pattern.h"
#include "td-roman.h"

TD_PATTERN (numeric_date,
            "(?<![\\d/.,-])(\\d{1,2})\\s?[/.-]\\s?(\\d{1,2})\\s?[/.-]\\s?(\\d{4})(?![\\d/])")
TD_PATTERN (long_date, "ngày\\s+(\\d{1,2})\\s+tháng\\s+(\\d{1,2})(?:,?\\s+năm\\s+(\\d{4}))?(?!\\d)")
TD_PATTERN (month_year, "tháng\\s*(\\d{1,2})\\s*(?:/|năm\\s)\\s*(\\d{4})(?!\\d)")
TD_PATTERN (quarter, "quý\\s+([IVXL]{1,5}|\\d{1,2})(?![\\p{L}\\d])")
TD_PATTERN (day_month, "(?:ngày|trước|từ|đến)\\s+(\\d{1,2})/(\\d{1,2})(?![\\d/])")
TD_PATTERN (odd_year,
            "(?:năm|[:/]|tháng \\d{1,2}/)\\s?((?:19|20)\\d{3,}|2[1-9]\\d{2}|20\\d(?!\\d))(?!\\d)")
TD_PATTERN (
    day_range,
    "từ\\s+(?:ngày\\s+)?(\\d{1,2})\\s?/\\s?(\\d{1,2})(?:\\s?/\\s?(\\d{4}))?\\s+(?:đến|tới)\\s+"
    "(?:hết\\s+)?(?:ngày\\s+)?(\\d{1,2})\\s?/\\s?(\\d{1,2})(?:\\s?/\\s?(\\d{4}))?(?!\\d)")
TD_PATTERN (period_range,
            "từ\\s+(?:ngày\\s+)?(\\d{1,2})\\s?/\\s?(\\d{1,2})\\s?/"
            "\\s?(\\d{4})\\s+(?:đến|tới)\\s+(?:hết\\s+)?ngày\\s+"
            "(\\d{1,2})\\s+(?:của\\s+)?tháng\\s+cuối")
TD_PATTERN (
    month_range,
    "từ\\s+tháng\\s+(\\d{1,2})(?:\\s?/\\s?(\\d{4}))?\\s+(?:đến|tới)\\s+(?:hết\\s+)?tháng\\s+"
    "(\\d{1,2})(?:\\s?/\\s?(\\d{4}))?(?!\\d)")
TD_PATTERN (
    quarter_range,
    "từ\\s+quý\\s+([IV]{1,3}|\\d)(?:\\s?/\\s?(\\d{4}))?\\s+(?:đến|tới)\\s+(?:hết\\s+)?quý\\s+"
    "([IV]{1,3}|\\d)(?:\\s?/\\s?(\\d{4}))?(?![\\p{L}\\d])")
TD_PATTERN (
    year_range,
    "(?:giai đoạn|từ năm|từ|nhiệm kỳ|năm học)\\s+((?:19|20)\\d{2})\\s*(?:-|–|—|đến năm|đến)\\s*"
    "((?:19|20)\\d{2})(?!\\d)")

typedef void (*MatchFunc) (
    TdCheck *check, const TdCheckText *text, GMatchInfo *match, int start, int end);

static void
for_each (TdCheck *check, const TdCheckText *text, GRegex *pattern, MatchFunc func)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (pattern, text->text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      int start, end;

      g_match_info_fetch_pos (match, 0, &start, &end);
      func (check, text, match, start, end);
    }
}

static int
number_at (GMatchInfo *match, int group)
{
  g_autofree char *digits = g_match_info_fetch (match, group);

  return digits != NULL ? atoi (digits) : 0;
}

static void
impossible (TdCheck *check, const TdCheckText *text, int start, int end)
{
  td_check_add_at (check, "date-impossible", TD_SEVERITY_ERROR, text, (gsize) start, (gsize) end,
                   _ ("There is no such day."));
}

static void
check_date (TdCheck *check, const TdCheckText *text, GMatchInfo *match, int start, int end)
{
  int day = number_at (match, 1), month = number_at (match, 2), year = number_at (match, 3);

  /* Without a year, 29 February may be meant. */
  if (!g_date_valid_dmy ((GDateDay) MIN (day, 99), (GDateMonth) month,
                         (GDateYear) (year > 0 ? year : 2024)))
    impossible (check, text, start, end);
}

static void
check_month (TdCheck *check, const TdCheckText *text, GMatchInfo *match, int start, int end)
{
  int month = number_at (match, 1);

  if (month < 1 || month > 12)
    impossible (check, text, start, end);
}

static void
check_day_month (TdCheck *check, const TdCheckText *text, GMatchInfo *match, int start, int end)
{
  int day = number_at (match, 1), month = number_at (match, 2);

  if (!td_check_in_reference (text, (gsize) start) &&
      (month > 12 || month < 1 ||
       !g_date_valid_dmy ((GDateDay) MIN (day, 99), (GDateMonth) month, 2024)))
    impossible (check, text, start, end);
}

static int
quarter_number (GMatchInfo *match, int group)
{
  g_autofree char *words = g_match_info_fetch (match, group);
  g_autofree char *upper = words != NULL ? g_ascii_strup (words, -1) : NULL;
  int value = upper != NULL ? td_roman_parse (upper, -1) : 0;

  return value > 0 ? value : (words != NULL ? atoi (words) : 0);
}

static void
check_quarter (TdCheck *check, const TdCheckText *text, GMatchInfo *match, int start, int end)
{
  int value = quarter_number (match, 1);

  if (value < 1 || value > 4)
    td_check_add_at (check, "date-impossible", TD_SEVERITY_ERROR, text, (gsize) start, (gsize) end,
                     _ ("A year has four quarters."));
}

static void
check_odd_year (TdCheck *check, const TdCheckText *text, GMatchInfo *match, int start, int end)
{
  if (td_check_in_reference (text, (gsize) start))
    return;

  td_check_add_at (check, "year-impossible", TD_SEVERITY_ERROR, text, (gsize) start, (gsize) end,
                   _ ("This is no year; a figure is missing or too much."));
}

static void
backwards (TdCheck *check, const TdCheckText *text, int start, int end)
{
  td_check_add_at (check, "window-backwards", TD_SEVERITY_ERROR, text, (gsize) start, (gsize) end,
                   _ ("This span of time ends before it begins."));
}

/* A year that is not said is the one of the other end, else the plan's. */
static void
check_day_range (TdCheck *check, const TdCheckText *text, GMatchInfo *match, int start, int end)
{
  int second = number_at (match, 6) > 0 ? number_at (match, 6) : 0;
  int first = number_at (match, 3) > 0 ? number_at (match, 3) : second;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  second = second > 0 ? second : first;
  if (first == 0)
    return;
  from = td_date_iso_from_ymd (first, number_at (match, 2), number_at (match, 1));
  to = td_date_iso_from_ymd (second, number_at (match, 5), number_at (match, 4));
  if (from != NULL && to != NULL && strcmp (from, to) > 0)
    backwards (check, text, start, end);
}

/* "từ 10/12/2024 đến ngày 10 của tháng cuối kỳ báo cáo": no period of the plan's year ends later
 * than December. */
static void
check_period_range (TdCheck *check, const TdCheckText *text, GMatchInfo *match, int start, int end)
{
  g_autofree char *from =
      td_date_iso_from_ymd (number_at (match, 3), number_at (match, 2), number_at (match, 1));
  g_autofree char *to = td_date_iso_from_ymd (check->year, 12, number_at (match, 4));

  if (from == NULL || to == NULL || strcmp (from, to) < 0)
    return;
  td_check_add_at (
      check, "window-backwards", TD_SEVERITY_ERROR, text, (gsize) start, (gsize) end,
      _ ("This span of time ends before it begins; the year before is probably meant."));
}

static void
check_unit_range (TdCheck *check, const TdCheckText *text, const int values[4], int start, int end)
{
  int second = values[3] > 0 ? values[3] : values[1];
  int first = values[1] > 0 ? values[1] : second;

  if (first * 100 + values[0] > second * 100 + values[2] && values[0] > 0 && values[2] > 0)
    backwards (check, text, start, end);
}

static void
check_month_range (TdCheck *check, const TdCheckText *text, GMatchInfo *match, int start, int end)
{
  const int values[] = { number_at (match, 1), number_at (match, 2), number_at (match, 3),
                         number_at (match, 4) };

  /* "từ tháng 9 đến tháng 5" is a school year */
  if (values[1] == 0 && values[3] == 0 && values[0] >= 8)
    return;
  check_unit_range (check, text, values, start, end);
}

static void
check_quarter_range (TdCheck *check, const TdCheckText *text, GMatchInfo *match, int start, int end)
{
  const int values[] = { quarter_number (match, 1), number_at (match, 2), quarter_number (match, 3),
                         number_at (match, 4) };

  check_unit_range (check, text, values, start, end);
}

static void
check_year_range (TdCheck *check, const TdCheckText *text, GMatchInfo *match, int start, int end)
{
  if (number_at (match, 1) > number_at (match, 2))
    backwards (check, text, start, end);
}

/**
 * td_check_dates:
 * @check: a check
 *
 * Days, quarters and years that do not exist, spans of time that end before they begin.
 */
void
td_check_dates (TdCheck *check)
{
  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      for_each (check, text, numeric_date (), check_date);
      for_each (check, text, long_date (), check_date);
      for_each (check, text, month_year (), check_month);
      for_each (check, text, day_month (), check_day_month);
      for_each (check, text, quarter (), check_quarter);
      for_each (check, text, odd_year (), check_odd_year);
      for_each (check, text, day_range (), check_day_range);
      for_each (check, text, period_range (), check_period_range);
      for_each (check, text, month_range (), check_month_range);
      for_each (check, text, quarter_range (), check_quarter_range);
      for_each (check, text, year_range (), check_year_range);
    }
}
