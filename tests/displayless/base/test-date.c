/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-date.h"

static void
test_iso (void)
{
  static const char *const refused[] = {
    "",           "2026-3-15", "2026-02-29",       "2026-13-01", "2026-00-10",  "2026-01-00",
    "0000-01-01", "26-01-01",  "2026-01-01T10:00", "2026/01/01", " 2026-01-01", "2026-01-1x",
    "+026-01-01",
  };
  GDate date;

  g_assert_true (td_date_parse_iso ("2024-02-29", &date));
  g_assert_cmpint (g_date_get_day (&date), ==, 29);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (td_date_parse_iso (refused[i], &date));
  g_assert_false (td_date_parse_iso (NULL, &date));
}

static void
test_format (void)
{
  g_autofree char *iso = td_date_iso_from_ymd (2026, 3, 5);
  g_autofree char *shown = td_date_display_iso ("2026-03-05");

  g_assert_cmpstr (iso, ==, "2026-03-05");
  g_assert_cmpstr (shown, ==, "05/03/2026");
  g_assert_null (td_date_iso_from_ymd (2026, 2, 30));
  g_assert_null (td_date_display_iso ("soon"));
  g_assert_null (td_date_display_iso (NULL));
}

static void
test_typed (void)
{
  static const struct
  {
    const char *text, *iso;
  } cases[] = {
    { "15/3", "2026-03-15" },
    { "15/3/2027", "2027-03-15" },
    { "15-3-2027", "2027-03-15" },
    { "15.3.2027", "2027-03-15" },
    { "2027-03-15", "2027-03-15" },
    { "15/03", "2026-03-15" },
    { "15/3/27", "2027-03-15" },
    { " 15/3 ", "2026-03-15" },
    { "+10n", "2026-03-11" },
    { "+10", "2026-03-11" },
    { "+10 ngày", "2026-03-11" },
    { "-1n", "2026-02-28" },
    { "+2 tuần", "2026-03-15" },
    { "+1 tháng", "2026-04-01" },
    { "hôm nay", "2026-03-01" },
    { "15 tháng 3", "2026-03-15" },
    { "ngày 15 tháng 3 năm 2027", "2027-03-15" },
    { "1/1", "2026-01-01" },
    { "29/2/2028", "2028-02-29" },
    { "15 / 3 / 2027", "2027-03-15" },
    { "", NULL },
    { "15", NULL },
    { "32/1", NULL },
    { "29/2", NULL },
    { "15/13", NULL },
    { "15/3/1800", NULL },
    { "15/3-2026", NULL },
    { "abc", NULL },
    { "+", NULL },
    { "+x", NULL },
    { "+10 năm ánh sáng", NULL },
    { "15/3/2026x", NULL },
    { "0/3", NULL },
    { "+999999999999", NULL },
    { "2026-02-30", NULL },
    { "mười lăm tháng ba", NULL },
    { "15//3", NULL },
    { "15/3/", NULL },
  };
  GDate today;

  g_assert_true (td_date_parse_iso ("2026-03-01", &today));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate date;
      gboolean parsed = td_date_parse_typed (cases[i].text, &today, 0, &date);
      g_autofree char *iso = parsed ? td_date_format_iso (&date) : NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (iso, ==, cases[i].iso);
    }
}

static void
test_typed_year (void)
{
  GDate today, date;
  g_autofree char *iso = NULL;

  g_assert_true (td_date_parse_iso ("2026-03-01", &today));
  g_assert_true (td_date_parse_typed ("15/3", &today, 2030, &date));
  iso = td_date_format_iso (&date);
  g_assert_cmpstr (iso, ==, "2030-03-15");
}

static void
test_clock (void)
{
  g_autofree char *before = g_strdup (g_getenv ("TIENDO_NOW"));
  g_autofree char *now = NULL;
  g_autofree char *iso = NULL;
  GDate today, date;

  g_setenv ("TIENDO_NOW", "2026-02-28T16:45", TRUE);
  now = td_date_now_iso ();
  td_date_today (&today);
  iso = td_date_format_iso (&today);
  g_assert_cmpstr (now, ==, "2026-02-28T16:45:00");
  g_assert_cmpstr (iso, ==, "2026-02-28");
  g_assert_true (td_date_parse_typed ("+1n", NULL, 0, &date));
  g_assert_cmpint (g_date_get_month (&date), ==, 3);

  g_setenv ("TIENDO_NOW", "not a time", TRUE);
  td_date_today (&today);
  g_assert_true (g_date_valid (&today));
  if (before != NULL)
    g_setenv ("TIENDO_NOW", before, TRUE);
  else
    g_unsetenv ("TIENDO_NOW");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/date/iso", test_iso);
  g_test_add_func ("/base/date/format", test_format);
  g_test_add_func ("/base/date/typed", test_typed);
  g_test_add_func ("/base/date/typed-year", test_typed_year);
  g_test_add_func ("/base/date/clock", test_clock);

  return g_test_run ();
}
