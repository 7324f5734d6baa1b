/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-date.h"
#include "td-report-period.h"

static void
test_periods (void)
{
  static const struct
  {
    const char *text, *from, *to; /* from NULL: no period */
  } cases[] = {
    { "2026", "2026-01-01", "2026-12-31" },
    { "2024-02", "2024-02-01", "2024-02-29" },
    { "2026-Q1", "2026-01-01", "2026-03-31" },
    { "2026-Q4", "2026-10-01", "2026-12-31" },
    { "2026-6M", "2026-01-01", "2026-06-30" },
    { "2026-9M", "2026-01-01", "2026-09-30" },
    { "2025-12-15..2026-06-14", "2025-12-15", "2026-06-14" },
    { "2026-06-14..2025-12-15", NULL, NULL },
    { "2026-Q5", NULL, NULL },
    { "2026-13", NULL, NULL },
    { "2026-7M", NULL, NULL },
    { "26", NULL, NULL },
    { "", NULL, NULL },
    { "..", NULL, NULL },
    { "2026-1", NULL, NULL },
    { "2026Q1", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate from, to;
      gboolean is_period = td_report_period_parse (cases[i].text, &from, &to);

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (is_period, ==, cases[i].from != NULL);
      if (is_period)
        {
          g_autofree char *first = td_date_format_iso (&from);
          g_autofree char *last = td_date_format_iso (&to);

          g_assert_cmpstr (first, ==, cases[i].from);
          g_assert_cmpstr (last, ==, cases[i].to);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report-period/texts", test_periods);

  return g_test_run ();
}
