/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clock-fixture.h"

#include <string.h>

char *
clock_fixture_read (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("TD_SOURCE_DIR"), "data", folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

ClockFixture *
clock_fixture_new (void)
{
  ClockFixture *fixture = g_new0 (ClockFixture, 1);
  g_autofree char *policies = clock_fixture_read ("policies", "deadline-policies.ini");
  g_autoptr (GError) error = NULL;

  fixture->policies = td_deadline_policies_load (policies, "policies", &error);
  g_assert_no_error (error);
  fixture->calendar = td_work_calendar_new ();
  for (int year = 2022; year <= 2026; year++)
    {
      g_autofree char *name = g_strdup_printf ("%d.csv", year);
      g_autofree char *csv = clock_fixture_read ("holidays", name);

      td_work_calendar_load (fixture->calendar, csv, name, &error);
      g_assert_no_error (error);
    }

  return fixture;
}

void
clock_fixture_free (ClockFixture *fixture)
{
  td_deadline_policies_free (fixture->policies);
  td_work_calendar_unref (fixture->calendar);
  g_free (fixture);
}

void
clock_fixture_begin (ClockFixture *fixture, TdClockInput *input, const char *policy)
{
  *input = (TdClockInput){ .promised = TD_MOMENT_NONE, .as_of = TD_MOMENT_NONE };
  input->policy = td_deadline_policies_find (fixture->policies, policy);
  g_assert_nonnull (input->policy);
  input->hours = td_deadline_policies_hours (fixture->policies);
  input->calendar = fixture->calendar;
}

TdMoment
clock_fixture_moment (const char *text)
{
  TdMoment moment;

  if (text == NULL)
    return TD_MOMENT_NONE;
  if (!td_moment_parse (text, &moment))
    g_error ("“%s” is no moment", text);

  return moment;
}

/* "kind@time[=until]" or "extended@time+N", separated by spaces */
GArray *
clock_fixture_events (const char *text)
{
  GArray *events = g_array_new (FALSE, FALSE, sizeof (TdClockEvent));
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit_set (words[i], "@=+", 3);
      TdClockEvent event = { .until = TD_MOMENT_NONE };

      if (*words[i] == '\0')
        continue;
      g_assert_true (td_event_kind_parse (parts[0], &event.kind));
      event.at = clock_fixture_moment (parts[1]);
      if (strchr (words[i], '=') != NULL)
        event.until = clock_fixture_moment (parts[2]);
      else if (parts[2] != NULL)
        event.extend = g_ascii_strtoll (parts[2], NULL, 10);
      g_array_append_val (events, event);
    }

  return events;
}
