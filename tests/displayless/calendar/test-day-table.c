/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clock-fixture.h"
#include "td-day-table.h"
#include "td-error.h"

#define FIRST 2022
#define LAST 2026

/* Day by day, without any table */
static GDate
walk (TdWorkCalendar *calendar, GDate date, guint limit)
{
  if (limit == 0)
    {
      while (!td_work_calendar_is_working (calendar, &date))
        g_date_add_days (&date, 1);
      return date;
    }
  while (limit > 0)
    {
      g_date_add_days (&date, 1);
      limit -= (guint) td_work_calendar_is_working (calendar, &date);
    }

  return date;
}

/* Every day of four years with limits to 60: the same as the loop, and late a day after. */
static void
test_loop (void)
{
  g_autoptr (ClockFixture) fixture = clock_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TdDayTable) table = td_day_table_new (fixture->calendar, FIRST, LAST, &error);
  GDate day;

  g_assert_no_error (error);
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, G_DATE_JANUARY, FIRST);
  for (; g_date_get_year (&day) < LAST; g_date_add_days (&day, 1))
    {
      guint16 received[61], finished[61], due[61];
      guint8 limits[61], late[61];
      guint16 expected[61];

      for (guint limit = 0; limit <= 60; limit++)
        {
          GDate end = walk (fixture->calendar, day, limit);

          received[limit] = td_day_table_number (table, &day);
          limits[limit] = (guint8) limit;
          expected[limit] = td_day_table_number (table, &end);
          finished[limit] = (guint16) (limit % 3 == 0 ? 0 : expected[limit] + limit % 3 - 1);
        }
      td_day_table_due (table, received, limits, finished, due, late, 61);
      for (guint limit = 0; limit <= 60; limit++)
        {
          g_assert_cmpuint (due[limit], ==, expected[limit]);
          g_assert_cmpuint (late[limit], ==, limit % 3 == 2);
        }
    }
}

static void
test_edges (void)
{
  g_autoptr (ClockFixture) fixture = clock_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TdDayTable) table = td_day_table_new (fixture->calendar, FIRST, LAST, &error);
  guint16 received, finished = 0, due;
  guint8 limit = 255, late;
  GDate day;

  g_assert_null (td_day_table_new (fixture->calendar, FIRST, LAST + 1, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 31, G_DATE_DECEMBER, LAST);
  received = td_day_table_number (table, &day);
  td_day_table_due (table, &received, &limit, &finished, &due, &late, 1);
  g_assert_cmpuint (due, ==, G_MAXUINT16);
  g_assert_cmpuint (late, ==, 0);
  g_date_set_dmy (&day, 31, G_DATE_DECEMBER, FIRST - 1);
  g_assert_cmpuint (td_day_table_number (table, &day), ==, 0);
  g_date_set_dmy (&day, 1, G_DATE_JANUARY, FIRST);
  g_assert_cmpuint (td_day_table_number (table, &day), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/day-table/loop", test_loop);
  g_test_add_func ("/calendar/day-table/edges", test_edges);

  return g_test_run ();
}
