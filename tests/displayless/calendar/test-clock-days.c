/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each day did to the clock, worked out by hand; the hours are 07:30–11:30 and 13:30–17:00. */

#include <string.h>

#include "clock-fixture.h"
#include "td-clock-days.h"

typedef struct
{
  const char *what;
  const char *policy;
  TdLimitUnit unit;
  gint64 limit; /* -1: not known */
  const char *received;
  const char *events;
  const char *as_of;
  const char *days; /* o: does not count, a number: counted so far, a: ahead, p: paused, .: rest,
                       L: holiday, x: late; |: due */
} Case;

#define DAY TD_LIMIT_WORKING_DAY
#define ASK "supplement_requested@"
#define GOT " supplement_received@"

/* clang-format off */
static const Case cases[] = {
  { "supplement, three holidays, a day late", "pause", DAY, 10, "2026-04-16T10:00",
    ASK "2026-04-21T07:30" GOT "2026-04-24T07:30 resolved@2026-05-11T09:30", NULL,
    "o 1 . . 2 p p p 3 . . L 4 5 L L . . 6 7 8 9 10| . . x1" },
  { "the limit starts anew", "reset", DAY, 5, "2024-03-04T09:00",
    ASK "2024-03-06T10:00" GOT "2024-03-12T09:00", NULL, "o 1 2 p p . . p o 1 2 3 . . 4 5|" },
  { "two whole days from ten to ten", "pause", DAY, 5, "2024-03-04T09:00",
    ASK "2024-03-05T10:00" GOT "2024-03-07T10:00", NULL, "o 1 p p 2 . . 3 4 5|" },
  { "a make-up Saturday", "reset", DAY, 3, "2024-04-26T09:00", NULL, NULL, "o . . L L L 1 2 3|" },
  { "calendar days end on a Saturday", "reset", TD_LIMIT_CALENDAR_DAY, 3, "2024-03-06T09:00",
    NULL, NULL, "o 1 2 3 . 3|" },
  { "hours over a weekend", "reset", TD_LIMIT_HOUR, 8, "2024-03-08T14:00", NULL, NULL, "3 . . 8|" },
  { "the same day, after the cut-off", "reset", TD_LIMIT_SAME_DAY, 0, "2024-03-06T15:05", NULL, NULL,
    "o 1|" },
  { "open", "reset", DAY, 5, "2024-03-04T09:00", NULL, "2024-03-06T10:00",
    "o 1 2 a3 a4 . . a5|" },
  { "resolved early", "reset", DAY, 5, "2024-03-04T09:00", "resolved@2024-03-06T10:00", NULL,
    "o 1 2 a3 a4 . . a5|" },
  { "waiting", "reset", DAY, 5, "2024-03-04T09:00", ASK "2024-03-06T10:00", "2024-03-08T10:00",
    "o 1 2 p p" },
  { "only the promise is known", "reset", DAY, -1, "2024-03-04T09:00",
    "resolved@2024-03-12T09:00", NULL, "o 1 2 3 4| . . x1 x2" },
  { "overdue and open", "reset", DAY, 1, "2024-03-07T09:00", NULL, "2024-03-12T10:00",
    "o 1| . . x1 x2" },
};
/* clang-format on */

static char *
draw (const GArray *days)
{
  static const char signs[] = { 'o', '\0', 'p', '.', 'L', 'a', 'x' };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < days->len; i++)
    {
      const TdClockDay *day = &g_array_index (days, TdClockDay, i);

      if (i > 0)
        g_string_append_c (text, ' ');
      if (signs[day->kind] != '\0')
        g_string_append_c (text, signs[day->kind]);
      if (day->number > 0)
        g_string_append_printf (text, "%d", day->number);
      if (day->is_due)
        g_string_append_c (text, '|');
    }

  return g_string_free (text, FALSE);
}

static TdClock *
run (ClockFixture *fixture, const Case *test, TdClockInput *input, GArray *events)
{
  g_autoptr (GError) error = NULL;
  TdClock *clock;

  clock_fixture_begin (fixture, input, test->policy);
  input->received = clock_fixture_moment (test->received);
  input->unit = test->unit;
  input->limit = MAX (test->limit, 0);
  input->no_limit = test->limit < 0;
  if (input->no_limit)
    {
      input->promised = clock_fixture_moment ("2024-03-08T17:00");
      input->by_promise = TRUE;
    }
  input->as_of = clock_fixture_moment (test->as_of);
  input->events = (const TdClockEvent *) (gpointer) events->data;
  input->n_events = events->len;
  clock = td_clock_run (input, &error);
  g_assert_no_error (error);

  return clock;
}

static void
test_days (void)
{
  g_autoptr (ClockFixture) fixture = clock_fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) events = clock_fixture_events (cases[i].events);
      g_autoptr (GError) error = NULL;
      TdClockInput input;
      g_autoptr (TdClock) clock = run (fixture, &cases[i], &input, events);
      g_autoptr (GArray) days = td_clock_days (clock, &input, &error);
      g_autofree char *found = NULL;

      g_assert_no_error (error);
      found = draw (days);
      g_test_message ("%s", cases[i].what);
      g_assert_cmpstr (found, ==, cases[i].days);
    }
}

/* Whatever the limit and the day of receipt: the last day counted is the due day, and its number is
 * the limit. */
static void
test_the_count_ends_with_the_limit (void)
{
  g_autoptr (ClockFixture) fixture = clock_fixture_new ();

  for (int limit = 1; limit <= 40; limit += 3)
    for (int start = 0; start < 366; start++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (TdClock) clock = NULL;
        g_autoptr (GArray) days = NULL;
        TdClockInput input;
        GDate date;

        clock_fixture_begin (fixture, &input, "reset");
        g_date_clear (&date, 1);
        g_date_set_dmy (&date, 1, G_DATE_JANUARY, 2024);
        g_date_add_days (&date, (guint) start);
        input.received = td_moment_new (&date, 9 * 60 + start % 500);
        input.limit = limit;
        clock = td_clock_run (&input, &error);
        g_assert_no_error (error);
        days = td_clock_days (clock, &input, &error);
        g_assert_no_error (error);
        g_assert_true (g_array_index (days, TdClockDay, days->len - 1).is_due);
        g_assert_cmpint (g_array_index (days, TdClockDay, days->len - 1).number, ==, limit);
      }
}

static char *
tell (const GPtrArray *stretches)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < stretches->len; i++)
    {
      const TdClockStretch *stretch = g_ptr_array_index (stretches, i);

      g_string_append_printf (text, "%s | %s | %s | %s | %s\n", stretch->when, stretch->span,
                              stretch->title, stretch->text, stretch->total);
    }

  return g_string_free (text, FALSE);
}

static void
test_stretches (void)
{
  g_autoptr (ClockFixture) fixture = clock_fixture_new ();
  g_autoptr (GArray) events = clock_fixture_events (cases[0].events);
  TdClockInput input;
  g_autoptr (TdClock) clock = run (fixture, &cases[0], &input, events);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) days = td_clock_days (clock, &input, &error);
  g_autoptr (GPtrArray) stretches = td_clock_stretches (clock, &input, days);
  g_autofree char *text = tell (stretches);
  g_autofree char *before = td_clock_days_total (days, clock_fixture_moment ("2026-04-15T08:00"));
  g_autofree char *paused = td_clock_days_total (days, clock_fixture_moment ("2026-04-22T08:00"));
  g_autofree char *late = td_clock_days_total (days, clock_fixture_moment ("2026-05-11T09:30"));

  g_assert_cmpstr (text, ==,
                   "16/04 | T5, 10:00 | Tiếp nhận hồ sơ | Tính từ ngày làm việc sau | 0\n"
                   "17–20/04 | 2 ngày | Đang giải quyết | Tính ngày 1, 2 | 2\n"
                   "21–23/04 | 3 ngày | Tạm dừng: chờ bổ sung | bổ sung 24/04 | –\n"
                   "24/04 | 1 ngày | Chạy tiếp | Tính ngày 3 | 3\n"
                   "27/04 | Thứ Hai | Nghỉ bù Giỗ Tổ Hùng Vương | Không tính · lịch nghỉ 2026 | –\n"
                   "28–29/04 | 2 ngày | Đang giải quyết | Tính ngày 4, 5 | 5\n"
                   "30/04–03/05 | 4 ngày | Nghỉ lễ và cuối tuần | Không tính · lịch nghỉ 2026 | –\n"
                   "04–08/05 | 5 ngày | Đang giải quyết | Tính ngày 6–10 · hạn 17:00 | 10\n"
                   "11/05 | T2, 09:30 | Có kết quả giải quyết | Sau hạn 1 ngày làm việc | +1\n");
  g_assert_cmpstr (before, ==, "");
  g_assert_cmpstr (paused, ==, "2");
  g_assert_cmpstr (late, ==, "+1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock-days/days", test_days);
  g_test_add_func ("/clock-days/ends-with-the-limit", test_the_count_ends_with_the_limit);
  g_test_add_func ("/clock-days/stretches", test_stretches);

  return g_test_run ();
}
