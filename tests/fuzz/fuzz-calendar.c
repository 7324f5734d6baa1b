/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <string.h>

#include "td-ics.h"
#include "td-turn.h"
#include "td-work-calendar.h"

/* Calendars from others: .ics, date,kind,name lines, names of periods. What is read is written and
 * read again. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GPtrArray) entries = td_ics_read (text, size, NULL, NULL);
  g_autoptr (TdWorkCalendar) calendar = td_work_calendar_new ();
  g_autofree char *label = td_turn_period_label (text);
  GDate first, last;

  td_turn_period_days (text, &first, &last);
  if (entries != NULL)
    {
      g_autofree char *written = td_ics_write ("x", entries);
      g_autoptr (GPtrArray) again = td_ics_read (written, strlen (written), NULL, NULL);

      g_assert_nonnull (again);
      g_assert_cmpuint (again->len, ==, entries->len);
    }
  if (td_work_calendar_load (calendar, text, NULL, NULL))
    {
      for (int year = 2020; year < 2030; year++)
        {
          g_autofree char *csv = td_work_calendar_format (calendar, year);
          g_autoptr (TdWorkCalendar) again = td_work_calendar_new ();

          g_assert_true (td_work_calendar_load (again, csv, NULL, NULL));
        }
    }

  return 0;
}
