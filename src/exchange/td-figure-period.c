/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-figure-period.h"

#include <string.h>

#include "td-dossier-date.h"
#include "td-dossier-words.h"
#include "td-report-period.h"
#include "td-roman.h"

/**
 * td_figure_period_days:
 * @line: "(Từ ngày 15/12/2024 đến ngày 14/06/2025)", folded or not
 * @from: (out): the first day
 * @to: (out): the last day
 *
 * Returns: whether the line has two days, the earlier one first
 */
gboolean
td_figure_period_days (const char *line, GDate *from, GDate *to)
{
  GDate *found[] = { from, to };
  guint n = 0;

  for (const char *p = strpbrk (line, "0123456789"); p != NULL && n < 2;
       p = strpbrk (p, "0123456789"))
    {
      gsize whole = strspn (p, "0123456789/-.");
      gsize length = whole;
      TdDossierDate day;

      while (strchr ("/-.", p[length - 1]) != NULL)
        length--;
      if (length >= 8 && td_dossier_date_parse (p, length, &day) == TD_DATE_GOOD)
        {
          int year, month, in_month;

          td_dossier_day_split (day.seconds / TD_DAY_SECONDS, &year, &month, &in_month);
          g_date_set_dmy (found[n++], (GDateDay) in_month, (GDateMonth) month, (GDateYear) year);
        }
      p += whole;
    }

  return n == 2 && g_date_compare (from, to) <= 0;
}

static int
number_of (const char *text)
{
  g_autofree char *capitals = g_ascii_strup (text, -1);
  int roman = td_roman_parse (capitals, -1);

  return roman > 0 ? roman : (int) g_ascii_strtoll (text, NULL, 10);
}

/* Each pattern names a number, a year, or both, of a folded line; the period is what stands before
 * the number in the way td_report_period_parse() has it. "ngày 5 tháng 7 năm 2025" is when it was
 * signed. */
static const struct
{
  const char *pattern;
  const char *period; /* %y: the year, %m: the number with two digits, %n: the number */
} names[] = {
  { "\\bquy (?<n>i{1,3}|iv|[1-4]) (?:nam )?(?<y>20\\d\\d)\\b", "%y-Q%n" },
  { "\\b0?(?<n>[69]) thang (?:dau )?(?:nam )?(?<y>20\\d\\d)\\b", "%y-%nM" },
  { "\\b0?(?<n>6) thang cuoi (?:nam )?(?<y>20\\d\\d)\\b", "%y-H2" },
  { "(?<!ngay \\d )(?<!ngay \\d\\d )\\bthang (?<n>\\d{1,2}) (?:nam )?(?<y>20\\d\\d)\\b", "%y-%m" },
  { "(?:^|ky bao cao |ket qua |bao cao |hanh chinh |so lieu )nam (?<y>20\\d\\d)$", "%y" },
};

static char *
fill (const char *period, const char *year, int number)
{
  GString *text = g_string_new (NULL);

  for (const char *p = period; *p != '\0'; p++)
    if (*p != '%')
      g_string_append_c (text, *p);
    else if (*++p == 'y')
      g_string_append (text, year);
    else
      g_string_append_printf (text, *p == 'm' ? "%02d" : "%d", number);

  return g_string_free (text, FALSE);
}

/**
 * td_figure_period_name:
 * @line: "Tháng 6 năm 2025", "Quý II/2025", "6 tháng đầu năm 2025", "Kỳ báo cáo: Năm 2024"
 * @from: (out): the first day
 * @to: (out): the last day
 *
 * Returns: whether the line names a period
 */
gboolean
td_figure_period_name (const char *line, GDate *from, GDate *to)
{
  g_autofree char *key = td_dossier_words_key (line);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (names[i].pattern, 0, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;
      g_autofree char *number = NULL;
      g_autofree char *year = NULL;
      g_autofree char *period = NULL;

      if (!g_regex_match (regex, key, 0, &match))
        continue;
      number = g_match_info_fetch_named (match, "n");
      year = g_match_info_fetch_named (match, "y");
      period = fill (names[i].period, year, number != NULL ? number_of (number) : 0);
      if (td_report_period_parse (period, from, to))
        return TRUE;
    }

  return FALSE;
}
