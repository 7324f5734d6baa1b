/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Due times worked out by hand from the articles named; the hours are 07:30–11:30 and 13:30–17:00.
 */

#include <string.h>

#include "clock-fixture.h"
#include "td-error.h"

typedef struct
{
  const char *rule; /* the article, and what is tried */
  const char *policy;
  TdLimitUnit unit;
  gint64 limit;
  const char *received;
  const char *events; /* "kind@time[=until]" or "extended@time+N", separated by spaces */
  const char *due;
  const char *extended;
} Case;

#define DAY TD_LIMIT_WORKING_DAY
#define HOUR TD_LIMIT_HOUR
#define CALENDAR TD_LIMIT_CALENDAR_DAY
#define MONTH TD_LIMIT_MONTH
#define SAME TD_LIMIT_SAME_DAY
#define ASK "supplement_requested@"
#define GOT " supplement_received@"
#define HOLD "paused@"
#define ON " resumed@"

/* clang-format off */
static const Case cases[] = {
  /* RULE civil-code-147-2: the first day does not count. Check values of the reference. */
  { "147.2 Tết 2022", "reset", DAY, 5, "2022-01-28T09:00", NULL, "2022-02-11T17:00", NULL },
  { "147.2 Tết 2023", "reset", DAY, 3, "2023-01-19T09:00", NULL, "2023-01-31T17:00", NULL },
  { "147.2 Giỗ Tổ, 30/4, 01/5 2023", "reset", DAY, 5, "2023-04-28T09:00", NULL, "2023-05-10T17:00", NULL },
  { "147.2 long term over Tết 2024", "reset", DAY, 15, "2024-01-19T08:00", NULL, "2024-02-16T17:00", NULL },
  { "147.2 Tết 2024, 5", "reset", DAY, 5, "2024-02-05T10:00", NULL, "2024-02-19T17:00", NULL },
  { "147.2 Tết 2024, 10", "reset", DAY, 10, "2024-02-05T10:00", NULL, "2024-02-26T17:00", NULL },
  { "147.2 last day before Tết", "reset", DAY, 1, "2024-02-07T14:00", NULL, "2024-02-15T17:00", NULL },
  { "swapped Saturday counts, 3", "reset", DAY, 3, "2024-04-26T09:00", NULL, "2024-05-04T17:00", NULL },
  { "swapped Saturday counts, 5", "reset", DAY, 5, "2024-04-26T09:00", NULL, "2024-05-07T17:00", NULL },
  { "year boundary", "reset", DAY, 5, "2024-12-27T09:00", NULL, "2025-01-06T17:00", NULL },
  { "147.2 Tết 2025", "reset", DAY, 5, "2025-01-24T09:00", NULL, "2025-02-07T17:00", NULL },
  { "swapped Saturday 26/4/2025", "reset", DAY, 3, "2025-04-25T09:00", NULL, "2025-04-29T17:00", NULL },
  { "Quốc khánh 2025", "reset", DAY, 2, "2025-08-29T09:00", NULL, "2025-09-04T17:00", NULL },
  { "start on a holiday, day off swapped", "reset", DAY, 3, "2026-01-01T09:00", NULL, "2026-01-07T17:00", NULL },
  { "147.2 Tết 2026", "reset", DAY, 5, "2026-02-13T09:00", NULL, "2026-02-27T17:00", NULL },
  { "swapped Saturday 22/8/2026", "reset", DAY, 5, "2026-08-21T09:00", NULL, "2026-08-27T17:00", NULL },
  { "swap and Quốc khánh 2026", "reset", DAY, 1, "2026-08-28T09:00", NULL, "2026-09-03T17:00", NULL },
  { "Ngày Văn hóa Việt Nam", "reset", DAY, 5, "2026-11-20T09:00", NULL, "2026-11-30T17:00", NULL },
  /* RULE nd61-2018-art18: the cut-off of 15:00. 06/3/2024 is a Wednesday. */
  { "art. 18 at the cut-off", "reset", DAY, 2, "2024-03-06T15:00", NULL, "2024-03-08T17:00", NULL },
  { "art. 18 a minute after", "reset", DAY, 2, "2024-03-06T15:01", NULL, "2024-03-11T17:00", NULL },
  { "art. 18 Friday after the cut-off", "reset", DAY, 1, "2024-03-08T16:40", NULL, "2024-03-12T17:00", NULL },
  { "art. 18 on the make-up Saturday", "reset", DAY, 1, "2024-05-04T15:30", NULL, "2024-05-07T17:00", NULL },
  { "art. 18 before the Tết break", "reset", DAY, 1, "2024-02-07T15:30", NULL, "2024-02-16T17:00", NULL },
  { "midnight counts as that day", "reset", DAY, 1, "2024-03-06T00:00", NULL, "2024-03-07T17:00", NULL },
  { "last minute of a day", "reset", DAY, 1, "2024-03-06T23:59", NULL, "2024-03-08T17:00", NULL },
  { "weekend start", "reset", DAY, 1, "2024-03-09T10:00", NULL, "2024-03-11T17:00", NULL },
  { "weekend start late in the day", "reset", DAY, 2, "2024-03-10T22:00", NULL, "2024-03-12T17:00", NULL },
  { "no days: the same day", "reset", DAY, 0, "2024-03-06T09:00", NULL, "2024-03-06T17:00", NULL },
  /* RULE civil-code-147-1: hours run from the moment, in office hours. */
  { "147.1 within the morning", "reset", HOUR, 2, "2024-03-06T08:00", NULL, "2024-03-06T10:00", NULL },
  { "147.1 over lunch", "reset", HOUR, 4, "2024-03-06T10:00", NULL, "2024-03-06T16:00", NULL },
  { "147.1 ends with the morning", "reset", HOUR, 4, "2024-03-06T07:30", NULL, "2024-03-06T11:30", NULL },
  { "147.1 started in the lunch break", "reset", HOUR, 1, "2024-03-06T12:10", NULL, "2024-03-06T14:30", NULL },
  { "147.1 before opening", "reset", HOUR, 1, "2024-03-06T06:00", NULL, "2024-03-06T08:30", NULL },
  { "147.1 over night", "reset", HOUR, 4, "2024-03-06T14:30", NULL, "2024-03-07T09:00", NULL },
  { "147.1 over a weekend", "reset", HOUR, 8, "2024-03-08T14:00", NULL, "2024-03-11T14:30", NULL },
  { "147.1 after the cut-off", "reset", HOUR, 4, "2024-03-06T15:30", NULL, "2024-03-07T11:30", NULL },
  { "147.1 on a Sunday", "reset", HOUR, 3, "2024-03-10T09:00", NULL, "2024-03-11T10:30", NULL },
  { "147.1 over Tết", "reset", HOUR, 16, "2024-02-07T09:00", NULL, "2024-02-16T10:00", NULL },
  { "147.1 on the make-up Saturday", "reset", HOUR, 8, "2024-05-03T14:00", NULL, "2024-05-04T14:30", NULL },
  /* RULE civil-code-148-1, 148-5: calendar days, the last one off moves on. */
  { "148.1 within a week", "reset", CALENDAR, 2, "2024-03-06T09:00", NULL, "2024-03-08T17:00", NULL },
  { "148.5 ends on a Saturday", "reset", CALENDAR, 3, "2024-03-06T09:00", NULL, "2024-03-11T17:00", NULL },
  { "148.5 ends on the make-up Saturday", "reset", CALENDAR, 8, "2024-04-26T09:00", NULL, "2024-05-04T17:00", NULL },
  { "148.5 ends in the Tết break", "reset", CALENDAR, 7, "2024-02-05T09:00", NULL, "2024-02-15T17:00", NULL },
  { "148.5 ends on 31/12", "reset", CALENDAR, 30, "2024-12-02T09:00", NULL, "2025-01-02T17:00", NULL },
  { "148.1 received after the cut-off", "reset", CALENDAR, 1, "2024-03-06T15:30", NULL, "2024-03-08T17:00", NULL },
  { "148.1 received on a Sunday", "reset", CALENDAR, 3, "2024-03-10T09:00", NULL, "2024-03-13T17:00", NULL },
  /* RULE civil-code-148-3: months end on the day of the same number, else the last. */
  { "148.3 same number", "reset", MONTH, 1, "2024-03-06T09:00", NULL, "2024-04-08T17:00", NULL },
  { "148.3 no 31st in April", "reset", MONTH, 1, "2025-03-31T09:00", NULL, "2025-05-05T17:00", NULL },
  { "148.3 end of February in a leap year", "reset", MONTH, 1, "2024-01-31T09:00", NULL, "2024-02-29T17:00", NULL },
  { "148.3 end of February", "reset", MONTH, 1, "2025-01-24T09:00", NULL, "2025-02-24T17:00", NULL },
  { "148.3 over the year", "reset", MONTH, 2, "2024-11-29T09:00", NULL, "2025-02-03T17:00", NULL },
  { "148.3 three months", "reset", MONTH, 3, "2025-08-04T09:00", NULL, "2025-11-04T17:00", NULL },
  /* the same day */
  { "same day", "reset", SAME, 0, "2024-03-06T09:00", NULL, "2024-03-06T17:00", NULL },
  { "same day after the cut-off", "reset", SAME, 0, "2024-03-06T15:05", NULL, "2024-03-07T17:00", NULL },
  { "same day on a Saturday", "reset", SAME, 0, "2024-03-09T09:00", NULL, "2024-03-11T17:00", NULL },
  { "same day, Friday after the cut-off", "reset", SAME, 0, "2024-03-08T15:05", NULL, "2024-03-11T17:00", NULL },
  /* RULE nd61-2018-art19-4: the limit starts anew. */
  { "19.4 anew from completion", "reset", DAY, 5, "2024-03-04T09:00",
    ASK "2024-03-06T10:00" GOT "2024-03-12T09:00", "2024-03-19T17:00", NULL },
  { "19.4 completion after the cut-off", "reset", DAY, 5, "2024-03-04T09:00",
    ASK "2024-03-06T10:00" GOT "2024-03-12T16:00", "2024-03-20T17:00", NULL },
  { "19.4 completion on a Saturday", "reset", DAY, 5, "2024-03-04T09:00",
    ASK "2024-03-06T10:00" GOT "2024-03-09T09:00", "2024-03-15T17:00", NULL },
  { "19.4 twice", "reset", DAY, 3, "2024-03-04T09:00",
    ASK "2024-03-05T10:00" GOT "2024-03-06T09:00 " ASK "2024-03-07T09:00" GOT "2024-03-11T09:00", "2024-03-14T17:00", NULL },
  { "19.4 hours anew", "reset", HOUR, 8, "2024-03-04T09:00",
    ASK "2024-03-04T10:00" GOT "2024-03-05T14:00", "2024-03-06T14:30", NULL },
  { "19.4 asked when it was late already", "reset", DAY, 2, "2024-03-04T09:00",
    ASK "2024-03-07T10:00" GOT "2024-03-12T09:00", "2024-03-06T17:00", NULL },
  { "19.4 not complete yet", "reset", DAY, 5, "2024-03-04T09:00", ASK "2024-03-06T10:00", NULL, NULL },
  { "19.4 over Tết", "reset", DAY, 3, "2024-02-05T09:00",
    ASK "2024-02-06T09:00" GOT "2024-02-15T09:00", "2024-02-20T17:00", NULL },
  { "19.4 wipes out a new appointment", "reset", DAY, 5, "2024-03-04T09:00",
    "extended@2024-03-05T09:00+3 " ASK "2024-03-06T10:00" GOT "2024-03-12T09:00", "2024-03-19T17:00", NULL },
  /* PAUSE: the working time of the wait is added. */
  { "pause of two whole days", "pause", DAY, 5, "2024-03-04T09:00",
    ASK "2024-03-05T10:00" GOT "2024-03-07T10:00", "2024-03-13T17:00", NULL },
  { "pause of three hours and a half", "pause", DAY, 5, "2024-03-04T09:00",
    ASK "2024-03-05T08:00" GOT "2024-03-05T11:30", "2024-03-12T11:00", NULL },
  { "pause over lunch", "pause", HOUR, 4, "2024-03-04T08:00",
    ASK "2024-03-04T11:00" GOT "2024-03-04T14:00", "2024-03-04T15:00", NULL },
  { "pause in the lunch break", "pause", HOUR, 4, "2024-03-04T08:00",
    ASK "2024-03-04T11:40" GOT "2024-03-04T13:20", "2024-03-04T14:00", NULL },
  { "holiday inside the pause", "pause", DAY, 5, "2024-04-15T09:00",
    ASK "2024-04-17T07:30" GOT "2024-04-19T07:30", "2024-04-24T17:00", NULL },
  { "make-up Saturday inside the pause", "pause", DAY, 5, "2024-04-26T09:00",
    ASK "2024-05-03T07:30" GOT "2024-05-06T07:30", "2024-05-09T17:00", NULL },
  { "two pauses", "pause", DAY, 5, "2024-03-04T09:00",
    ASK "2024-03-05T07:30" GOT "2024-03-06T07:30 " ASK "2024-03-07T07:30" GOT "2024-03-08T07:30", "2024-03-13T17:00", NULL },
  { "a supplement inside a hold counts once", "pause", DAY, 5, "2024-03-04T09:00",
    HOLD "2024-03-05T07:30 " ASK "2024-03-05T10:00" GOT "2024-03-05T15:00" ON "2024-03-06T07:30", "2024-03-12T17:00", NULL },
  { "pause then extension", "pause", DAY, 5, "2024-03-04T09:00",
    ASK "2024-03-05T07:30" GOT "2024-03-06T07:30 extended@2024-03-07T09:00+3", "2024-03-12T17:00", "2024-03-15T17:00" },
  { "extension then pause moves both", "pause", DAY, 5, "2024-03-04T09:00",
    "extended@2024-03-05T09:00+3 " ASK "2024-03-06T07:30" GOT "2024-03-07T07:30", "2024-03-12T17:00", "2024-03-15T17:00" },
  { "pause between the two due times", "pause", DAY, 5, "2024-03-04T09:00",
    "extended@2024-03-05T09:00+3 " ASK "2024-03-12T07:30" GOT "2024-03-13T07:30", "2024-03-11T17:00", "2024-03-15T17:00" },
  { "pause after the due time", "pause", DAY, 2, "2024-03-04T09:00",
    ASK "2024-03-07T08:00" GOT "2024-03-11T08:00", "2024-03-06T17:00", NULL },
  { "pause before the limit runs", "pause", DAY, 1, "2024-03-06T15:30",
    ASK "2024-03-06T16:00" GOT "2024-03-07T08:30", "2024-03-11T08:30", NULL },
  { "pause over the year", "pause", DAY, 3, "2024-12-27T09:00",
    ASK "2024-12-30T07:30" GOT "2025-01-03T07:30", "2025-01-07T17:00", NULL },
  { "pause over Tết", "pause", DAY, 3, "2024-02-06T09:00",
    ASK "2024-02-07T07:30" GOT "2024-02-15T07:30", "2024-02-19T17:00", NULL },
  { "pause on a weekend is nothing", "pause", DAY, 3, "2024-03-07T09:00",
    ASK "2024-03-09T08:00" GOT "2024-03-10T20:00", "2024-03-12T17:00", NULL },
  /* NONE, and the hour of receipt */
  { "nothing stops", "none", DAY, 5, "2024-03-04T09:00",
    ASK "2024-03-05T08:00" GOT "2024-03-08T08:00 " HOLD "2024-03-08T09:00" ON "2024-03-11T09:00", "2024-03-11T17:00", NULL },
  { "same hour", "reset-same-hour", DAY, 3, "2024-03-04T09:20", NULL, "2024-03-07T09:20", NULL },
  { "same hour, received over lunch", "reset-same-hour", DAY, 1, "2024-03-04T12:00", NULL, "2024-03-05T13:30", NULL },
  { "same hour, received on a Saturday", "reset-same-hour", DAY, 1, "2024-03-09T09:00", NULL, "2024-03-12T07:30", NULL },
  { "same hour, pause of a day", "pause-same-hour", DAY, 3, "2024-03-04T09:20",
    ASK "2024-03-05T08:00" GOT "2024-03-06T08:00", "2024-03-08T09:20", NULL },
  /* RULE nd61-2018-art19-9: one new appointment */
  { "19.9 once", "reset", DAY, 5, "2024-03-04T09:00", "extended@2024-03-08T09:00+2", "2024-03-11T17:00", "2024-03-13T17:00" },
  { "19.9 the second is nothing", "reset", DAY, 5, "2024-03-04T09:00",
    "extended@2024-03-08T09:00+2 extended@2024-03-12T09:00+5", "2024-03-11T17:00", "2024-03-13T17:00" },
  { "19.9 a day named", "reset", DAY, 5, "2024-03-04T09:00",
    "extended@2024-03-08T09:00=2024-03-20T10:00", "2024-03-11T17:00", "2024-03-20T10:00" },
  { "19.9 hours", "reset", HOUR, 4, "2024-03-04T08:00", "extended@2024-03-04T10:00+2", "2024-03-04T14:00", "2024-03-04T16:00" },
  { "19.9 calendar days end on a Saturday", "reset", CALENDAR, 4, "2024-03-04T09:00", "extended@2024-03-06T09:00+1",
    "2024-03-08T17:00", "2024-03-11T17:00" },
};
/* clang-format on */

static void
test_cases (void)
{
  g_autoptr (ClockFixture) fixture = clock_fixture_new ();

  g_assert_cmpuint (G_N_ELEMENTS (cases), >=, 60);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *test = &cases[i];
      g_autoptr (GArray) events = clock_fixture_events (test->events);
      g_autoptr (GError) error = NULL;
      g_autoptr (TdClock) clock = NULL;
      g_autofree char *due = NULL;
      g_autofree char *extended = NULL;
      TdClockInput input;

      g_test_message ("%s", test->rule);
      clock_fixture_begin (fixture, &input, test->policy);
      input.received = clock_fixture_moment (test->received);
      input.unit = test->unit;
      input.limit = test->limit;
      input.events = (const TdClockEvent *) (gpointer) events->data;
      input.n_events = events->len;
      clock = td_clock_run (&input, &error);
      g_assert_no_error (error);
      due = td_moment_format (clock->due);
      extended = td_moment_format (clock->due_extended);
      g_assert_cmpstr (due, ==, test->due);
      g_assert_cmpstr (extended, ==, test->extended);
      for (guint n = 1; n < clock->ledger->len; n++)
        g_assert_nonnull (((TdClockLine *) g_ptr_array_index (clock->ledger, n))->effect);
    }
}

static TdClock *
run (ClockFixture *fixture,
     const char *received,
     gint64 limit,
     const char *events,
     const char *as_of,
     const char *promised)
{
  g_autoptr (GArray) read = clock_fixture_events (events);
  g_autoptr (GError) error = NULL;
  TdClockInput input;
  TdClock *clock;

  clock_fixture_begin (fixture, &input, "pause");
  input.received = clock_fixture_moment (received);
  input.limit = limit;
  input.as_of = clock_fixture_moment (as_of);
  input.promised = clock_fixture_moment (promised);
  input.events = (const TdClockEvent *) (gpointer) read->data;
  input.n_events = read->len;
  clock = td_clock_run (&input, &error);
  g_assert_no_error (error);

  return clock;
}

/* RULE on-time-2-6: groups, both counts, and lateness judged on the due time before an extension.
 * Received 04/3/2024 for 5 days: due 11/3/2024 17:00. */
static void
test_groups (void)
{
  static const struct
  {
    const char *events;
    const char *as_of;
    TdOnTimeGroup by_day, by_minute;
    int days;
    gint64 minutes;
    gboolean apology;
  } table[] = {
    { NULL, "2024-03-08T10:00", TD_GROUP_PENDING_IN_TIME, TD_GROUP_PENDING_IN_TIME, 0, 0, FALSE },
    { NULL, "2024-03-11T17:30", TD_GROUP_PENDING_IN_TIME, TD_GROUP_PENDING_IN_TIME, 0, 0, FALSE },
    { NULL, "2024-03-13T08:30", TD_GROUP_PENDING_OVERDUE, TD_GROUP_PENDING_OVERDUE, 2, 510, FALSE },
    { "resolved@2024-03-08T16:00", "2024-04-01T00:00", TD_GROUP_EARLY, TD_GROUP_EARLY, 0, 0,
      FALSE },
    { "resolved@2024-03-11T17:00", "2024-04-01T00:00", TD_GROUP_ON_TIME, TD_GROUP_ON_TIME, 0, 0,
      FALSE },
    { "resolved@2024-03-11T17:01", "2024-04-01T00:00", TD_GROUP_ON_TIME, TD_GROUP_LATE, 0, 0,
      FALSE },
    { "resolved@2024-03-12T08:00", "2024-04-01T00:00", TD_GROUP_LATE, TD_GROUP_LATE, 1, 30, FALSE },
    { "resolved@2024-03-09T08:00 returned@2024-03-20T08:00", "2024-04-01T00:00", TD_GROUP_EARLY,
      TD_GROUP_EARLY, 0, 0, FALSE },
    { "extended@2024-03-08T09:00+5 resolved@2024-03-13T08:00", "2024-04-01T00:00", TD_GROUP_LATE,
      TD_GROUP_LATE, 2, 480, FALSE },
    { "apology@2024-03-11T09:00 resolved@2024-03-13T08:00", "2024-04-01T00:00", TD_GROUP_LATE,
      TD_GROUP_LATE, 2, 480, TRUE },
    { "withdrawn@2024-03-20T08:00", "2024-04-01T00:00", TD_GROUP_WITHDRAWN, TD_GROUP_WITHDRAWN, 7,
      3150 - 420 + 30, FALSE },
    { "refused@2024-03-06T08:00", "2024-04-01T00:00", TD_GROUP_REFUSED, TD_GROUP_REFUSED, 0, 0,
      FALSE },
    { "paused@2024-03-06T08:00", "2024-04-01T00:00", TD_GROUP_SUSPENDED, TD_GROUP_SUSPENDED, 0, 0,
      FALSE },
  };
  g_autoptr (ClockFixture) fixture = clock_fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (TdClock) clock =
          run (fixture, "2024-03-04T09:00", 5, table[i].events, table[i].as_of, NULL);

      g_test_message ("%s as of %s", table[i].events != NULL ? table[i].events : "open",
                      table[i].as_of);
      g_assert_cmpint (clock->by_day, ==, table[i].by_day);
      g_assert_cmpint (clock->by_minute, ==, table[i].by_minute);
      g_assert_cmpint (clock->apology, ==, table[i].apology);
      if (table[i].by_day == TD_GROUP_WITHDRAWN)
        continue;
      g_assert_cmpint (clock->late_days, ==, table[i].days);
      g_assert_cmpint (clock->late_minutes, ==, table[i].minutes);
    }
}

/* The calendar was corrected after the receipt had been printed: the promise stays, the clock says
 * what is right, and both are in the ledger. */
static void
test_corrected_calendar (void)
{
  g_autoptr (ClockFixture) fixture = clock_fixture_new ();
  g_autoptr (TdClock) before = run (fixture, "2024-03-04T09:00", 5, NULL, NULL, "2024-03-11T17:00");
  g_autoptr (TdClock) after = NULL;
  const TdClockLine *line;
  GDate date;

  g_assert_cmpint (before->due, ==, before->promised);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 7, G_DATE_MARCH, 2024);
  td_work_calendar_set_day (fixture->calendar, &date, TD_DAY_HOLIDAY, "Nghỉ theo thông báo");
  after = run (fixture, "2024-03-04T09:00", 5, NULL, NULL, "2024-03-11T17:00");
  g_assert_cmpint (after->promised, ==, clock_fixture_moment ("2024-03-11T17:00"));
  g_assert_cmpint (after->due, ==, clock_fixture_moment ("2024-03-12T17:00"));
  line = g_ptr_array_index (after->ledger, after->ledger->len - 1);
  g_assert_nonnull (strstr (line->effect, "Khác với hạn tính lại (17:00 12/03/2024)"));
}

static void
test_unknown_year (void)
{
  static const struct
  {
    const char *received;
    TdLimitUnit unit;
    gint64 limit;
  } table[] = {
    { "2021-03-04T09:00", DAY, 1 },       { "2026-12-28T09:00", DAY, 9 },
    { "2026-12-30T09:00", CALENDAR, 5 },  { "2026-12-30T09:00", HOUR, 80 },
    { "2026-11-30T09:00", MONTH, 2 },     { "2026-12-31T16:00", SAME, 0 },
    { "2030-01-01T09:00", CALENDAR, 10 },
  };
  g_autoptr (ClockFixture) fixture = clock_fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;
      TdClockInput input;

      clock_fixture_begin (fixture, &input, "reset");
      input.received = clock_fixture_moment (table[i].received);
      input.unit = table[i].unit;
      input.limit = table[i].limit;
      g_assert_null (td_clock_run (&input, &error));
      g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
    }
}

/* Each line names its time, what happened, and by which rule. */
static void
test_ledger (void)
{
  static const char *const expected[] = {
    "2024-04-15T09:00 Tiếp nhận hồ sơ | Khoản 2 Điều 147",
    "2024-04-16T08:00 Bàn giao hồ sơ: Phòng Một – đúng hẹn | ",
    "2024-04-17T07:30 Yêu cầu bổ sung, hoàn thiện hồ sơ (12/PYC) | Quy tắc tạm dừng",
    "2024-04-18T00:00 18/04/2024: Giỗ Tổ Hùng Vương | Điều 112",
    "2024-04-19T07:30 Nhận đủ hồ sơ bổ sung | Quy tắc tạm dừng",
    "2024-04-24T17:00 Hạn trả kết quả | Khoản 1 Điều 148",
    "2024-04-23T17:00 Ngày hẹn trả ghi trên giấy tiếp nhận | ",
    "2024-04-25T08:00 Có kết quả giải quyết | ",
  };
  TdClockEvent events[] = {
    { 0, TD_EVENT_HANDED_OVER, TD_MOMENT_NONE, 0, "Phòng Một", NULL, "đúng hẹn" },
    { 0, TD_EVENT_SUPPLEMENT_REQUESTED, TD_MOMENT_NONE, 0, NULL, "12/PYC", NULL },
    { 0, TD_EVENT_SUPPLEMENT_RECEIVED, TD_MOMENT_NONE, 0, NULL, NULL, NULL },
    { 0, TD_EVENT_RESOLVED, TD_MOMENT_NONE, 0, NULL, NULL, NULL },
  };
  static const char *const times[] = { "2024-04-16T08:00", "2024-04-17T07:30", "2024-04-19T07:30",
                                       "2024-04-25T08:00" };
  g_autoptr (ClockFixture) fixture = clock_fixture_new ();
  g_autoptr (TdClock) clock = NULL;
  g_autoptr (GError) error = NULL;
  TdClockInput input;

  clock_fixture_begin (fixture, &input, "PAUSE");
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    events[i].at = clock_fixture_moment (times[i]);
  input.received = clock_fixture_moment ("2024-04-15T09:00");
  input.promised = clock_fixture_moment ("2024-04-23T17:00");
  input.as_of = clock_fixture_moment ("2024-05-02T09:00");
  input.limit = 5;
  input.events = events;
  input.n_events = G_N_ELEMENTS (events);
  clock = td_clock_run (&input, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (clock->ledger->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < clock->ledger->len; i++)
    {
      const TdClockLine *line = g_ptr_array_index (clock->ledger, i);
      g_autofree char *at = td_moment_format (line->at);
      g_autofree char *text = g_strdup_printf ("%s %s | %s", at, line->event, line->rule);

      g_test_message ("%s", text);
      g_assert_true (g_str_has_prefix (text, expected[i]));
    }
}

static void
test_policies (void)
{
  static const struct
  {
    const char *received;
    const char *key;
  } table[] = {
    { "2018-06-20", NULL },
    { "2018-06-21", "reset-2018" },
    { "2024-03-04", "reset-2018" },
  };
  static const char *const broken[] = {
    "[hours]\nsessions=07:30-11:30;11:00-12:00\n",
    "[hours]\nsessions=nothing\n",
    "[hours]\nsessions=07:30-11:30\n[a]\nname=A\n",
    "[a]\n",
    "no key file",
  };
  g_autoptr (ClockFixture) fixture = clock_fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const TdDeadlinePolicy *policy;
      GDate date;

      g_date_clear (&date, 1);
      g_date_set_parse (&date, table[i].received);
      policy = td_deadline_policies_at (fixture->policies, &date);
      g_assert_cmpstr (policy != NULL ? policy->key : NULL, ==, table[i].key);
    }
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (td_deadline_policies_load (broken[i], "test", &error));
      g_assert_nonnull (error);
    }
}

static void
test_moments (void)
{
  static const struct
  {
    const char *typed;
    int minute; /* of a day without a time */
    const char *moment;
  } table[] = {
    { "2024-03-04T09:05", -1, "2024-03-04T09:05" },
    { "2024-03-04 09:05:59", -1, "2024-03-04T09:05" },
    { "9:05 4/3/2024", -1, "2024-03-04T09:05" },
    { "9:05 4/3/2024", 1020, "2024-03-04T09:05" },
    { "4/3 9h05", -1, "2024-03-04T09:05" },
    { "14:30", -1, "2024-03-15T14:30" },
    { "4/3/2024", -1, NULL },
    { "4/3/2024", 1020, "2024-03-04T17:00" },
    { "25:00", -1, NULL },
    { "25:00", 1020, NULL },
    { "2024-02-30T10:00", -1, NULL },
    { "", -1, NULL },
    { "", 1020, NULL },
  };
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 15, G_DATE_MARCH, 2024);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      TdMoment moment = TD_MOMENT_NONE;
      gboolean read = td_moment_parse_typed (table[i].typed, &today, table[i].minute, &moment);
      g_autofree char *text = td_moment_format (moment);

      g_test_message ("%s", table[i].typed);
      g_assert_cmpint (read, ==, table[i].moment != NULL);
      if (read)
        g_assert_cmpstr (text, ==, table[i].moment);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/clock/cases", test_cases);
  g_test_add_func ("/calendar/clock/groups", test_groups);
  g_test_add_func ("/calendar/clock/corrected-calendar", test_corrected_calendar);
  g_test_add_func ("/calendar/clock/unknown-year", test_unknown_year);
  g_test_add_func ("/calendar/clock/ledger", test_ledger);
  g_test_add_func ("/calendar/clock/policies", test_policies);
  g_test_add_func ("/calendar/clock/moments", test_moments);

  return g_test_run ();
}
