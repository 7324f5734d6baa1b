/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-day-table.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"

#define MAX_LIMIT 256        /* what a guint8 of working days holds, and one more */
#define FAR_AWAY G_MAXUINT16 /* a due day past the end of the table */

struct _TdDayTable
{
  guint32 base; /* Julian day of day 0, the day before the first */
  guint n_days;
  guint16 *through; /* working days up to and including a day */
  guint16 *before;  /* working days before a day */
  guint16 *nth;     /* the n-th working day, from 0 */
};

/**
 * td_day_table_new:
 * @calendar: a calendar
 * @first_year: the first year
 * @last_year: the last year, at most 170 later
 * @error: return location; TD_ERROR_REFUSED for a year without a table of holidays
 *
 * Returns: (nullable) (transfer full): the table; day 1 is 1 January of the first year
 */
TdDayTable *
td_day_table_new (TdWorkCalendar *calendar, int first_year, int last_year, GError **error)
{
  TdDayTable *table;
  guint count = 0;
  GDate day, end;

  g_return_val_if_fail (last_year >= first_year && last_year - first_year < 170, NULL);

  for (int year = first_year; year <= last_year; year++)
    {
      if (!td_work_calendar_has_year (calendar, year))
        {
          td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                           _ ("There is no holiday calendar for the year %d yet."), year);
          return NULL;
        }
    }

  g_date_clear (&day, 1);
  g_date_clear (&end, 1);
  g_date_set_dmy (&day, 1, G_DATE_JANUARY, (GDateYear) first_year);
  g_date_set_dmy (&end, 31, G_DATE_DECEMBER, (GDateYear) last_year);
  table = g_new0 (TdDayTable, 1);
  table->base = g_date_get_julian (&day) - 1;
  table->n_days = g_date_get_julian (&end) - table->base + 1;
  table->through = g_new0 (guint16, table->n_days);
  table->before = g_new0 (guint16, table->n_days);
  table->nth = g_new (guint16, table->n_days + MAX_LIMIT + 1);
  for (guint n = 1; n < table->n_days; n++, g_date_add_days (&day, 1))
    {
      table->before[n] = (guint16) count;
      if (td_work_calendar_is_working (calendar, &day))
        table->nth[count++] = (guint16) n;
      table->through[n] = (guint16) count;
    }
  for (; count < table->n_days + MAX_LIMIT + 1; count++)
    table->nth[count] = FAR_AWAY;

  return table;
}

void
td_day_table_free (TdDayTable *table)
{
  if (table == NULL)
    return;
  g_free (table->through);
  g_free (table->before);
  g_free (table->nth);
  g_free (table);
}

/**
 * td_day_table_number:
 * @table: a table
 * @date: a day
 *
 * Returns: its number, 0 outside the table
 */
guint16
td_day_table_number (const TdDayTable *table, const GDate *date)
{
  guint32 julian = g_date_get_julian (date);

  return julian > table->base && julian - table->base < table->n_days
             ? (guint16) (julian - table->base)
             : 0;
}

/**
 * td_day_table_due:
 * @table: a table
 * @received: (array length=n): days, each less than the number of days in the table
 * @limits: (array length=n): working days, 0 for the next day of work on or after
 * @finished: (array length=n): days of the results, 0: none
 * @due: (array length=n) (out caller-allocates): due days, 65535 past the end of the table
 * @late: (array length=n) (out caller-allocates): 1 where the result came after the due day
 * @n: how many
 *
 * RULE civil-code-147-2, as td_work_calendar_add(): the first day does not count.
 */
void
td_day_table_due (const TdDayTable *table,
                  const guint16 *restrict received,
                  const guint8 *restrict limits,
                  const guint16 *restrict finished,
                  guint16 *restrict due,
                  guint8 *restrict late,
                  gsize n)
{
  const guint16 *restrict through = table->through;
  const guint16 *restrict before = table->before;
  const guint16 *restrict nth = table->nth;

  for (gsize i = 0; i < n; i++)
    {
      guint limit = limits[i];
      guint at = limit > 0 ? through[received[i]] + limit - 1 : before[received[i]];
      guint16 day = nth[at];

      due[i] = day;
      late[i] = finished[i] > day;
    }
}
