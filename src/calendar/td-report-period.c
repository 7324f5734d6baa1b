/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-report-period.h"

#include <string.h>

#include "td-date.h"

static void
set_months (GDate *from, GDate *to, guint year, guint first, guint last)
{
  g_date_set_dmy (from, 1, first, (GDateYear) year);
  g_date_set_dmy (to, g_date_get_days_in_month (last, (GDateYear) year), last, (GDateYear) year);
}

static gboolean
parse_range (const char *text, const char *dots, GDate *from, GDate *to)
{
  g_autofree char *first = g_strndup (text, (gsize) (dots - text));

  return td_date_parse_iso (first, from) && td_date_parse_iso (dots + 2, to) &&
         g_date_compare (from, to) <= 0;
}

static gboolean
parse_part (const char *part, guint year, GDate *from, GDate *to)
{
  guint64 number;

  if (*part == 'Q' && part[1] >= '1' && part[1] <= '4' && part[2] == '\0')
    {
      guint quarter = (guint) (part[1] - '0');

      set_months (from, to, year, quarter * 3 - 2, quarter * 3);
      return TRUE;
    }
  if (g_str_equal (part, "6M") || g_str_equal (part, "9M"))
    {
      set_months (from, to, year, 1, (guint) (*part - '0'));
      return TRUE;
    }
  if (g_str_equal (part, "H2"))
    {
      set_months (from, to, year, 7, 12);
      return TRUE;
    }
  if (strlen (part) != 2 || !g_ascii_string_to_unsigned (part, 10, 1, 12, &number, NULL))
    return FALSE;
  set_months (from, to, year, (guint) number, (guint) number);

  return TRUE;
}

/**
 * td_report_period_parse:
 * @text: 2024, 2024-05, 2024-Q1, 2024-6M, 2024-H2, 2024-9M or FROM..TO with ISO dates
 * @from: (out): the first day
 * @to: (out): the last day, included
 *
 * Reads the period of a report as the command line writes it.
 *
 * Returns: whether it is one
 */
gboolean
td_report_period_parse (const char *text, GDate *from, GDate *to)
{
  const char *dots = strstr (text, "..");
  g_autofree char *year_text = NULL;
  guint64 year;

  if (dots != NULL)
    return parse_range (text, dots, from, to);
  if (strlen (text) < 4 || (text[4] != '\0' && text[4] != '-'))
    return FALSE;
  year_text = g_strndup (text, 4);
  if (!g_ascii_string_to_unsigned (year_text, 10, 1900, 2200, &year, NULL))
    return FALSE;
  if (text[4] == '\0')
    {
      set_months (from, to, (guint) year, 1, 12);
      return TRUE;
    }

  return parse_part (text + 5, (guint) year, from, to);
}

/**
 * td_report_period_close_on:
 * @from: (inout): the first day of whole months
 * @to: (inout): their last day
 * @day: the last day of the figures within the last month, up to 28; 0: that of the calendar
 *
 * RULE cut-off: figures that close before their month does begin as many days before it: closed on
 * the 14th, the first quarter runs from 15 December to 14 March.
 */
void
td_report_period_close_on (GDate *from, GDate *to, guint day)
{
  if (day == 0 || day > 28)
    return;
  g_date_subtract_months (from, 1);
  g_date_set_day (from, (GDateDay) day);
  g_date_add_days (from, 1);
  g_date_set_day (to, (GDateDay) day);
}
