/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-date.h"
#include "td-error.h"
#include "td-work-calendar.h"

#define FIRST 2022
#define LAST 2026

/* The calendar as it is delivered. */
static TdWorkCalendar *
delivered (void)
{
  TdWorkCalendar *calendar = td_work_calendar_new ();

  for (int year = FIRST; year <= LAST; year++)
    {
      g_autofree char *name = g_strdup_printf ("%d.csv", year);
      g_autofree char *path =
          g_build_filename (g_getenv ("TD_SOURCE_DIR"), "data", "holidays", name, NULL);
      g_autofree char *csv = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_get_contents (path, &csv, NULL, &error));
      g_assert_true (td_work_calendar_load (calendar, csv, name, &error));
      g_assert_no_error (error);
    }

  return calendar;
}

static GDate
day (const char *iso)
{
  GDate date;

  g_assert_true (td_date_parse_iso (iso, &date));

  return date;
}

static void
test_months (void)
{
  static const int months[LAST - FIRST + 1][12] = {
    { 19, 16, 23, 20, 20, 22, 21, 23, 20, 21, 22, 22 },
    { 16, 20, 23, 20, 20, 22, 21, 23, 19, 22, 22, 21 },
    { 22, 16, 21, 19, 23, 20, 23, 22, 19, 23, 21, 22 },
    { 17, 20, 21, 21, 20, 21, 23, 21, 20, 23, 20, 23 },
    { 21, 15, 22, 20, 20, 22, 23, 21, 20, 22, 20, 23 },
  };
  g_autoptr (TdWorkCalendar) calendar = delivered ();

  for (int year = FIRST; year <= LAST; year++)
    {
      for (int month = 1; month <= 12; month++)
        {
          g_autofree char *iso = td_date_iso_from_ymd (year, month, 1);
          GDate date = day (iso);
          int n = 0;

          for (; g_date_get_month (&date) == (GDateMonth) month; g_date_add_days (&date, 1))
            n += td_work_calendar_is_working (calendar, &date);
          g_test_message ("%d-%d", year, month);
          g_assert_cmpint (n, ==, months[year - FIRST][month - 1]);
        }
    }
}

/* RULE civil-code-147: the first day does not count */
static void
test_add (void)
{
  static const struct
  {
    const char *from;
    int days;
    const char *to;
  } cases[] = {
    { "2022-01-28", 5, "2022-02-11" },  { "2023-01-19", 3, "2023-01-31" },
    { "2023-04-28", 5, "2023-05-10" },  { "2024-01-19", 15, "2024-02-16" },
    { "2024-02-05", 5, "2024-02-19" },  { "2024-02-05", 10, "2024-02-26" },
    { "2024-02-07", 1, "2024-02-15" },  { "2024-04-26", 3, "2024-05-04" },
    { "2024-04-26", 5, "2024-05-07" },  { "2024-12-27", 5, "2025-01-06" },
    { "2025-01-24", 5, "2025-02-07" },  { "2025-04-25", 3, "2025-04-29" },
    { "2025-08-29", 2, "2025-09-04" },  { "2026-01-01", 3, "2026-01-07" },
    { "2026-02-13", 5, "2026-02-27" },  { "2026-08-21", 5, "2026-08-27" },
    { "2026-08-28", 1, "2026-09-03" },  { "2026-11-20", 5, "2026-11-30" },
    { "2024-02-10", 0, "2024-02-15" },  { "2024-02-15", 0, "2024-02-15" },
    { "2024-02-15", -1, "2024-02-07" },
  };
  g_autoptr (TdWorkCalendar) calendar = delivered ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate from = day (cases[i].from), to;
      g_autoptr (GError) error = NULL;
      g_autofree char *iso = NULL;
      int count;

      g_assert_true (td_work_calendar_add (calendar, &from, cases[i].days, &to, &error));
      iso = td_date_format_iso (&to);
      g_assert_cmpstr (iso, ==, cases[i].to);
      g_assert_true (td_work_calendar_count (calendar, &from, &to, &count, &error));
      if (cases[i].days > 0)
        g_assert_cmpint (count, ==, cases[i].days);
    }
}

/* Any two days: adding agrees with walking day by day. */
static void
test_walk (void)
{
  g_autoptr (TdWorkCalendar) calendar = delivered ();

  for (guint i = 0; i < 300; i++)
    {
      GDate from = day ("2022-01-01"), to, walked;
      int days = g_test_rand_int_range (1, 200);

      g_date_add_days (&from, (guint) g_test_rand_int_range (0, 1400));
      walked = from;
      for (int left = days; left > 0;)
        {
          g_date_add_days (&walked, 1);
          left -= td_work_calendar_is_working (calendar, &walked);
        }
      g_assert_true (td_work_calendar_add (calendar, &from, days, &to, NULL));
      g_assert_cmpint (g_date_compare (&to, &walked), ==, 0);
    }
}

/* Nothing is computed over a year whose days off are not known. */
static void
test_unknown_year (void)
{
  g_autoptr (TdWorkCalendar) calendar = delivered ();
  g_autoptr (TdWorkCalendar) empty = td_work_calendar_new ();
  g_autoptr (GError) error = NULL;
  GDate from = day ("2026-12-30"), early = day ("2022-01-04"), to;
  int count;

  g_assert_true (td_work_calendar_add (calendar, &from, 1, &to, NULL));
  g_assert_false (td_work_calendar_add (calendar, &from, 2, &to, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  g_assert_nonnull (g_strstr_len (error->message, -1, "2027"));
  g_clear_error (&error);
  g_assert_false (td_work_calendar_add (calendar, &early, -2, &to, &error));
  g_assert_nonnull (g_strstr_len (error->message, -1, "2021"));
  g_clear_error (&error);
  g_assert_false (td_work_calendar_add (empty, &from, 1, &to, NULL));
  from = day ("2030-01-01");
  g_assert_false (td_work_calendar_count (calendar, &early, &from, &count, NULL));
  g_assert_false (td_work_calendar_has_year (calendar, 2027));
  g_assert_false (td_work_calendar_has_year (calendar, -5));
}

static void
test_day (void)
{
  g_autoptr (TdWorkCalendar) calendar = delivered ();
  GDate make_up = day ("2026-08-22"), plain = day ("2026-08-20");
  TdDayKind kind;

  g_assert_nonnull (td_work_calendar_get_day (calendar, &make_up, &kind));
  g_assert_cmpint (kind, ==, TD_DAY_MAKE_UP);
  g_assert_null (td_work_calendar_get_day (calendar, &plain, &kind));
}

static void
test_load (void)
{
  static const char *const wrong[] = {
    "2026-02-30,H,x", "2026-01-01", "2026-01-01,Z,x", "01/01/2026,H,x",
    "1026-01-01,H,x", ",,",         "\xff,H,x",
  };
  g_autoptr (TdWorkCalendar) calendar = td_work_calendar_new ();
  GDate date = day ("2031-01-01");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *csv = g_strconcat ("2031-01-01,H,x\n", wrong[i], "\n", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (td_work_calendar_load (calendar, csv, "x.csv", &error));
      g_assert_error (error, TD_ERROR, TD_ERROR_BAD_INPUT);
      g_assert_cmpstr (td_error_get_file (error), ==, "x.csv");
      g_assert_false (td_work_calendar_has_year (calendar, 2031));
    }
  g_assert_true (td_work_calendar_load (calendar,
                                        "\ufeffdate,kind,name\r\n\r\n# note\r\n2031-01-01,holiday,"
                                        "\"Tết, ngày đầu\"\r\n",
                                        NULL, NULL));
  g_assert_cmpstr (td_work_calendar_get_day (calendar, &date, NULL), ==, "Tết, ngày đầu");
}

/* The proposal foresees what the notices said, but for swapped days. */
static void
test_propose (void)
{
  static const struct
  {
    int year;
    const char *off; /* the days off from Monday to Friday that no swap made */
  } cases[] = {
    { 2022, "2022-01-03 2022-01-31 2022-02-01 2022-02-02 2022-02-03 2022-02-04 2022-04-11 "
            "2022-05-02 2022-05-03 2022-09-01 2022-09-02" },
    { 2023, "2023-01-02 2023-01-20 2023-01-23 2023-01-24 2023-01-25 2023-01-26 2023-05-01 "
            "2023-05-02 2023-05-03 2023-09-01 2023-09-04" },
    { 2024, "2024-01-01 2024-02-08 2024-02-09 2024-02-12 2024-02-13 2024-02-14 2024-04-18 "
            "2024-04-30 2024-05-01 2024-09-02 2024-09-03" },
    { 2025, "2025-01-01 2025-01-27 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-04-07 "
            "2025-04-30 2025-05-01 2025-09-01 2025-09-02" },
    { 2026, "2026-01-01 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-04-27 "
            "2026-04-30 2026-05-01 2026-09-01 2026-09-02 2026-11-24" },
    { 2027, "2027-01-01 2027-02-04 2027-02-05 2027-02-08 2027-02-09 2027-02-10 2027-04-16 "
            "2027-04-30 2027-05-03 2027-09-02 2027-09-03 2027-11-24" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TdWorkCalendar) calendar = td_work_calendar_new ();
      g_autoptr (TdWorkCalendar) again = td_work_calendar_new ();
      g_autoptr (GString) off = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *csv = NULL;
      g_autofree char *csv_again = NULL;
      GDate day;

      td_work_calendar_propose (calendar, cases[i].year);
      g_assert_false (td_work_calendar_has_year (calendar, cases[i].year));
      g_date_clear (&day, 1);
      g_date_set_dmy (&day, 1, G_DATE_JANUARY, (GDateYear) cases[i].year);
      for (; g_date_get_year (&day) == cases[i].year; g_date_add_days (&day, 1))
        {
          g_autofree char *iso = td_date_format_iso (&day);

          if (g_date_get_weekday (&day) <= G_DATE_FRIDAY &&
              !td_work_calendar_is_working (calendar, &day))
            g_string_append_printf (off, "%s%s", off->len > 0 ? " " : "", iso);
        }
      g_assert_cmpstr (off->str, ==, cases[i].off);

      csv = td_work_calendar_format (calendar, cases[i].year);
      g_assert_true (td_work_calendar_load (again, csv, NULL, &error));
      g_assert_no_error (error);
      csv_again = td_work_calendar_format (again, cases[i].year);
      g_assert_cmpstr (csv, ==, csv_again);
    }
}

/* An office that works on Saturdays, for one year. */
static void
test_week (void)
{
  g_autoptr (TdWorkCalendar) calendar = td_work_calendar_new ();
  g_autoptr (GError) error = NULL;
  GDate from, to;
  int days;

  td_work_calendar_set_known (calendar, 2031, TRUE);
  td_work_calendar_set_known (calendar, 2032, TRUE);
  td_work_calendar_set_week (calendar, 2031, 0x3f);
  g_assert_true (td_date_parse_iso ("2031-12-26", &from)); /* a Friday */
  g_assert_true (td_work_calendar_add (calendar, &from, 1, &to, &error));
  g_assert_cmpint (g_date_get_day (&to), ==, 27);
  g_assert_true (td_date_parse_iso ("2032-01-02", &from));
  g_assert_true (td_work_calendar_add (calendar, &from, 1, &to, &error));
  g_assert_cmpint (g_date_get_day (&to), ==, 5);
  g_assert_true (td_date_parse_iso ("2031-12-26", &from));
  g_assert_true (td_work_calendar_count (calendar, &from, &to, &days, &error));
  g_assert_cmpint (days, ==, 7);
  td_work_calendar_set_day (calendar, &to, TD_DAY_HOLIDAY, NULL);
  g_assert_false (td_work_calendar_is_working (calendar, &to));
  td_work_calendar_clear_day (calendar, &to);
  g_assert_true (td_work_calendar_is_working (calendar, &to));
  td_work_calendar_set_known (calendar, 2032, FALSE);
  g_assert_false (td_work_calendar_count (calendar, &from, &to, &days, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calendar/work-calendar/months", test_months);
  g_test_add_func ("/calendar/work-calendar/rule/civil-code-147", test_add);
  g_test_add_func ("/calendar/work-calendar/walk", test_walk);
  g_test_add_func ("/calendar/work-calendar/unknown-year", test_unknown_year);
  g_test_add_func ("/calendar/work-calendar/day", test_day);
  g_test_add_func ("/calendar/work-calendar/load", test_load);
  g_test_add_func ("/calendar/work-calendar/rule/labour-code-111-3", test_propose);
  g_test_add_func ("/calendar/work-calendar/week", test_week);

  return g_test_run ();
}
