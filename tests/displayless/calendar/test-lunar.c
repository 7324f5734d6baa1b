/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-lunar.h"

static void
set_day (GDate *date, int year, int month, int day)
{
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/* Mùng 1 Tết as published; 2007 and 2030 are years in which Hà Nội and Beijing differ. */
static const struct
{
  int year, month, day;
} new_years[] = {
  { 1985, 1, 21 }, { 2000, 2, 5 },  { 2001, 1, 24 }, { 2002, 2, 12 }, { 2003, 2, 1 },
  { 2004, 1, 22 }, { 2005, 2, 9 },  { 2006, 1, 29 }, { 2007, 2, 17 }, { 2008, 2, 7 },
  { 2009, 1, 26 }, { 2010, 2, 14 }, { 2011, 2, 3 },  { 2012, 1, 23 }, { 2013, 2, 10 },
  { 2014, 1, 31 }, { 2015, 2, 19 }, { 2016, 2, 8 },  { 2017, 1, 28 }, { 2018, 2, 16 },
  { 2019, 2, 5 },  { 2020, 1, 25 }, { 2021, 2, 12 }, { 2022, 2, 1 },  { 2023, 1, 22 },
  { 2024, 2, 10 }, { 2025, 1, 29 }, { 2026, 2, 17 }, { 2027, 2, 6 },  { 2028, 1, 26 },
  { 2029, 2, 13 }, { 2030, 2, 2 },
};

static void
test_new_year (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (new_years); i++)
    {
      GDate date;

      g_test_message ("%d", new_years[i].year);
      g_assert_true (td_lunar_new_year (new_years[i].year, &date));
      g_assert_cmpint (g_date_get_year (&date), ==, new_years[i].year);
      g_assert_cmpint (g_date_get_month (&date), ==, new_years[i].month);
      g_assert_cmpint (g_date_get_day (&date), ==, new_years[i].day);
    }
}

/* Giỗ Tổ: the tenth day of the third month. */
static void
test_third_month (void)
{
  static const int days[][3] = {
    { 2022, 4, 10 }, { 2023, 4, 29 }, { 2024, 4, 18 },
    { 2025, 4, 7 },  { 2026, 4, 26 }, { 2027, 4, 16 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      TdLunarDate lunar = { days[i][0], 3, 10, FALSE };
      GDate date, expected;

      set_day (&expected, days[i][0], days[i][1], days[i][2]);
      g_assert_true (td_lunar_to_date (&lunar, &date));
      g_assert_cmpint (g_date_compare (&date, &expected), ==, 0);
    }
}

static void
test_leap_months (void)
{
  static const int leaps[][2] = {
    { 2004, 2 }, { 2006, 7 }, { 2009, 5 }, { 2012, 4 }, { 2014, 9 },
    { 2017, 6 }, { 2020, 4 }, { 2023, 2 }, { 2025, 6 }, { 2028, 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (leaps); i++)
    {
      for (int month = 1; month <= 12; month++)
        {
          TdLunarDate lunar = { leaps[i][0], month, 1, TRUE };
          GDate date;

          g_assert_cmpint (td_lunar_to_date (&lunar, &date), ==, month == leaps[i][1]);
        }
    }
}

/* The last month of a year has 29 days before Tết 2022, 2025, 2026 and 2027, else 30. */
static void
test_last_month (void)
{
  for (int year = 2022; year <= 2027; year++)
    {
      TdLunarDate eve = { year - 1, 12, 30, FALSE };
      GDate date;

      g_assert_cmpint (td_lunar_to_date (&eve, &date), ==, year == 2023 || year == 2024);
    }
}

/* Every day goes there and back, and its lunar day follows the one before. */
static void
test_every_day (void)
{
  TdLunarDate last = { 0, 0, 0, FALSE };
  GDate date;

  set_day (&date, 1999, 12, 31);
  for (guint i = 0; i < 366 * 31; i++, g_date_add_days (&date, 1))
    {
      TdLunarDate lunar;
      GDate back;

      g_assert_true (td_lunar_from_date (&date, &lunar));
      g_assert_true (td_lunar_to_date (&lunar, &back));
      g_assert_cmpint (g_date_compare (&date, &back), ==, 0);
      if (i > 0 && lunar.day != 1)
        g_assert_cmpint (lunar.day, ==, last.day + 1);
      if (i > 0 && lunar.day == 1)
        g_assert_cmpint (last.day, >=, 29);
      last = lunar;
    }
}

static void
test_refused (void)
{
  static const TdLunarDate wrong[] = {
    { 2024, 0, 1, FALSE }, { 2024, 13, 1, FALSE }, { 2024, 1, 31, FALSE },
    { 2024, 1, 0, FALSE }, { 1900, 1, 1, FALSE },  { 2300, 1, 1, FALSE },
  };
  TdLunarDate lunar;
  GDate date;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (td_lunar_to_date (&wrong[i], &date));
  set_day (&date, 1900, 1, 1);
  g_assert_false (td_lunar_from_date (&date, &lunar));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calendar/lunar/new-year", test_new_year);
  g_test_add_func ("/calendar/lunar/third-month", test_third_month);
  g_test_add_func ("/calendar/lunar/leap-months", test_leap_months);
  g_test_add_func ("/calendar/lunar/last-month", test_last_month);
  g_test_add_func ("/calendar/lunar/every-day", test_every_day);
  g_test_add_func ("/calendar/lunar/refused", test_refused);

  return g_test_run ();
}
