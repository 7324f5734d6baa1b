/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random dossiers against a model that shares no code and no data structure with the clock: an
 * array with a byte for every minute of five years, and loops that go through it one minute at a
 * time. It has its own arithmetic of dates and reads the holiday tables itself. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock-fixture.h"

#define FIRST_YEAR 2022
#define N_YEARS 5
#define N_DAYS 1826
#define DAY_MINUTES 1440
#define N_MINUTES (N_DAYS * DAY_MINUTES)
#define CUTOFF (15 * 60)
#define QUICK 20000
#define SLOW 1000000

typedef struct
{
  guint8 work[N_MINUTES]; /* whether the office works in the minute */
  guint8 day[N_DAYS];     /* whether the day has one such minute */
  int close[N_DAYS];      /* the minute after the last one, from the first of all */
} Model;

typedef struct
{
  int from, to; /* minutes */
  gboolean supplement;
} Wait;

typedef struct
{
  TdLimitUnit unit;
  int limit;
  int received;
  int policy; /* index of policy_keys */
  Wait waits[4];
  guint n_waits;
  int extend; /* units, 0 none */
  int extend_at;
  int finished;
} Dossier;

typedef struct
{
  int start, due, extended; /* -1: none */
  int late_days, late_minutes;
} Answer;

static const char *const policy_keys[] = { "reset-2018", "pause-2018", "none-2018",
                                           "reset-same-hour", "pause-same-hour" };

/* == The model's own dates == */

static gboolean
leap (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
month_days (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return days[month - 1] + (month == 2 && leap (year));
}

static int
day_number (int year, int month, int day)
{
  int n = day - 1;

  for (int y = FIRST_YEAR; y < year; y++)
    n += leap (y) ? 366 : 365;
  for (int m = 1; m < month; m++)
    n += month_days (year, m);

  return n;
}

static void
to_civil (int n, int *year, int *month, int *day)
{
  for (*year = FIRST_YEAR; n >= (leap (*year) ? 366 : 365); (*year)++)
    n -= leap (*year) ? 366 : 365;
  for (*month = 1; n >= month_days (*year, *month); (*month)++)
    n -= month_days (*year, *month);
  *day = n + 1;
}

/* == The model's own calendar == */

static void
apply_notices (guint8 *works, int year)
{
  g_autofree char *name = g_strdup_printf ("%d.csv", year);
  g_autofree char *csv = clock_fixture_read ("holidays", name);

  for (const char *line = csv; line != NULL && *line != '\0';)
    {
      int y, m, d;
      char kind;

      if (sscanf (line, "%d-%d-%d,%c", &y, &m, &d, &kind) == 4)
        works[day_number (y, m, d)] = kind == 'W';
      line = strchr (line, '\n');
      if (line != NULL)
        line++;
    }
}

static Model *
model_new (void)
{
  Model *model = g_new0 (Model, 1);
  guint8 works[N_DAYS];

  for (int n = 0; n < N_DAYS; n++)
    works[n] = (n + 5) % 7 < 5; /* 2022-01-01 was a Saturday */
  for (int year = FIRST_YEAR; year < FIRST_YEAR + N_YEARS; year++)
    apply_notices (works, year);
  for (int t = 0; t < N_MINUTES; t++)
    {
      int m = t % DAY_MINUTES;

      model->work[t] = works[t / DAY_MINUTES] && ((m >= 450 && m < 690) || (m >= 810 && m < 1020));
      if (model->work[t])
        {
          model->day[t / DAY_MINUTES] = 1;
          model->close[t / DAY_MINUTES] = t + 1;
        }
    }

  return model;
}

/* == The model's own clock == */

static int
first_working_day (const Model *model, int day)
{
  while (!model->day[day])
    day++;

  return day;
}

/* Where the limit starts to run, and the day that does not count */
static int
model_start (const Model *model, const Dossier *dossier, int at, int *counted)
{
  gboolean same_hour = dossier->policy >= 3;
  int day = at / DAY_MINUTES;

  if (model->day[day] && (at % DAY_MINUTES > CUTOFF || at >= model->close[day]))
    {
      day = first_working_day (model, day + 1);
      at = day * DAY_MINUTES;
    }
  while (!model->work[at])
    at++;
  *counted = same_hour ? at / DAY_MINUTES : day;

  return at;
}

static int
model_months_later (const Model *model, int day, int months)
{
  int y, m, d;

  to_civil (day, &y, &m, &d);
  for (; months > 0; months--)
    {
      if (++m > 12)
        {
          m = 1;
          y++;
        }
    }
  if (d > month_days (y, m))
    d = month_days (y, m);

  return first_working_day (model, day_number (y, m, d));
}

/* The end of a limit that nothing interrupts */
static int
model_nominal (const Model *model, const Dossier *dossier, int start, int counted)
{
  gboolean same_hour = dossier->policy >= 3;
  int day = counted;

  if (dossier->unit == TD_LIMIT_HOUR)
    {
      int t = start;

      for (int left = dossier->limit * 60; left > 0; t++)
        left -= model->work[t];
      return t;
    }
  if (dossier->unit == TD_LIMIT_WORKING_DAY)
    {
      for (int n = 0; n < dossier->limit; n++)
        day = first_working_day (model, day + 1);
      day = first_working_day (model, day);
    }
  else if (dossier->unit == TD_LIMIT_CALENDAR_DAY)
    day = first_working_day (model, day + dossier->limit);
  else if (dossier->unit == TD_LIMIT_MONTH)
    day = model_months_later (model, day, dossier->limit);
  else
    return model->close[start / DAY_MINUTES];

  return same_hour ? day * DAY_MINUTES + start % DAY_MINUTES : model->close[day];
}

static gboolean
stands_still (const Dossier *dossier, int t)
{
  gboolean reset = dossier->policy == 0 || dossier->policy == 3;

  if (dossier->policy == 2)
    return FALSE;
  for (guint i = 0; i < dossier->n_waits; i++)
    {
      const Wait *wait = &dossier->waits[i];

      if (t >= wait->from && t < wait->to && !(reset && wait->supplement))
        return TRUE;
    }

  return FALSE;
}

/* Minute by minute: the working time up to @nominal is used up while the clock does not stand
 * still. A due time at the opening of the office is reached with the first working minute behind
 * it. */
static int
model_run (const Model *model, const Dossier *dossier, int start, int nominal)
{
  gboolean opening = model->work[nominal] && !model->work[nominal - 1];
  int left = 0, t = start;

  for (int m = start; m < nominal; m++)
    left += model->work[m];
  if (nominal == start)
    return nominal;
  for (; left > 0; t++)
    {
      if (model->work[t] && !stands_still (dossier, t))
        left--;
    }
  while (opening &&
         !(model->work[t] && !(stands_still (dossier, t - 1) && stands_still (dossier, t))))
    t++;

  return t;
}

static int
model_extend (const Model *model, const Dossier *dossier, int due)
{
  int day = (due - 1) / DAY_MINUTES;
  int minute = due - day * DAY_MINUTES;

  if (dossier->unit == TD_LIMIT_HOUR)
    {
      for (int left = dossier->extend * 60; left > 0; due++)
        left -= model->work[due];
      return due;
    }
  for (int n = 0; n < dossier->extend; n++)
    day = first_working_day (model, day + 1);

  return day * DAY_MINUTES + minute;
}

static void
model_lateness (const Model *model, const Dossier *dossier, Answer *answer)
{
  for (int t = answer->due; t < dossier->finished; t++)
    answer->late_minutes += model->work[t];
  for (int d = answer->due / DAY_MINUTES + 1;
       dossier->finished > answer->due && d <= dossier->finished / DAY_MINUTES; d++)
    answer->late_days += model->day[d];
}

static Answer
model_answer (const Model *model, const Dossier *dossier)
{
  Answer answer = { -1, -1, -1, 0, 0 };
  gboolean reset = dossier->policy == 0 || dossier->policy == 3;
  gboolean early = dossier->extend > 0 && dossier->extend_at == dossier->received;
  gboolean restarted = FALSE;
  int counted, nominal;

  answer.start = model_start (model, dossier, dossier->received, &counted);
  nominal = model_nominal (model, dossier, answer.start, counted);
  answer.due = model_run (model, dossier, answer.start, nominal);
  for (guint i = 0; reset && i < dossier->n_waits; i++)
    {
      const Wait *wait = &dossier->waits[i];

      if (!wait->supplement || wait->from > answer.due)
        continue;
      restarted = TRUE;
      answer.start = model_start (model, dossier, wait->to, &counted);
      nominal = model_nominal (model, dossier, answer.start, counted);
      answer.due = model_run (model, dossier, answer.start, nominal);
    }
  if (dossier->extend > 0 && !early)
    answer.extended = model_extend (model, dossier, answer.due);
  else if (early && !restarted)
    answer.extended =
        model_run (model, dossier, answer.start, model_extend (model, dossier, nominal));
  model_lateness (model, dossier, &answer);

  return answer;
}

/* == Random dossiers == */

/* Waits of one kind do not overlap each other; those of different kinds may, and their minutes are
 * never the same. */
static int
add_waits (Dossier *dossier, GRand *rand, gboolean supplement, int last)
{
  int t = dossier->received + 1;

  for (guint n = (guint) g_rand_int_range (rand, 0, 3); n > 0; n--)
    {
      Wait wait = { .supplement = supplement };

      wait.from = t + g_rand_int_range (rand, 0, 6 * DAY_MINUTES);
      wait.from += (wait.from % 2 == 0) != supplement;
      wait.to = wait.from + 2 * g_rand_int_range (rand, 1, 3 * DAY_MINUTES);
      t = wait.to + 2;
      dossier->waits[dossier->n_waits++] = wait;
      last = MAX (last, wait.to);
    }

  return last;
}

static void
random_dossier (Dossier *dossier, GRand *rand)
{
  static const int limits[] = { 16, 40, 25, 3, 1 };
  int last;

  memset (dossier, 0, sizeof *dossier);
  dossier->unit = (TdLimitUnit) g_rand_int_range (rand, 0, 5);
  dossier->limit = g_rand_int_range (rand, 0, limits[dossier->unit]);
  dossier->policy = g_rand_int_range (rand, 0, G_N_ELEMENTS (policy_keys));
  dossier->received = g_rand_int_range (rand, 0, (N_DAYS - 260) * DAY_MINUTES);
  if (g_rand_boolean (rand)) /* into office hours, where most arrive */
    dossier->received =
        dossier->received / DAY_MINUTES * DAY_MINUTES + g_rand_int_range (rand, 420, 1050);
  last = add_waits (dossier, rand, TRUE, dossier->received);
  last = add_waits (dossier, rand, FALSE, last);
  if (dossier->unit <= TD_LIMIT_HOUR && g_rand_int_range (rand, 0, 3) == 0)
    {
      dossier->extend = g_rand_int_range (rand, 1, 8);
      dossier->extend_at = g_rand_boolean (rand) ? dossier->received : last + 1;
    }
  dossier->finished = last + 2 + g_rand_int_range (rand, 0, 20 * DAY_MINUTES);
}

static void
add_event (GArray *events, TdMoment base, int at, TdEventKind kind, int extend)
{
  TdClockEvent event = { base + at, kind, TD_MOMENT_NONE, extend, NULL, NULL, NULL };

  g_array_append_val (events, event);
}

static void
clock_answer (ClockFixture *fixture, const Dossier *dossier, TdMoment base, Answer *answer)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (TdClockEvent));
  g_autoptr (GError) error = NULL;
  g_autoptr (TdClock) clock = NULL;
  TdClockInput input;

  clock_fixture_begin (fixture, &input, policy_keys[dossier->policy]);
  input.unit = dossier->unit;
  input.limit = dossier->limit;
  input.received = base + dossier->received;
  input.as_of = base + dossier->finished;
  if (dossier->extend > 0)
    add_event (events, base, dossier->extend_at, TD_EVENT_EXTENDED, dossier->extend);
  for (guint i = 0; i < dossier->n_waits; i++)
    {
      const Wait *wait = &dossier->waits[i];

      add_event (events, base, wait->from,
                 wait->supplement ? TD_EVENT_SUPPLEMENT_REQUESTED : TD_EVENT_PAUSED, 0);
      add_event (events, base, wait->to,
                 wait->supplement ? TD_EVENT_SUPPLEMENT_RECEIVED : TD_EVENT_RESUMED, 0);
    }
  add_event (events, base, dossier->finished, TD_EVENT_RESOLVED, 0);
  input.events = (const TdClockEvent *) (gpointer) events->data;
  input.n_events = events->len;
  clock = td_clock_run (&input, &error);
  g_assert_no_error (error);
  answer->start = (int) (clock->start - base);
  answer->due = (int) (clock->due - base);
  answer->extended =
      clock->due_extended == TD_MOMENT_NONE ? -1 : (int) (clock->due_extended - base);
  answer->late_days = clock->late_days;
  answer->late_minutes = (int) clock->late_minutes;
}

static void
complain (const Dossier *dossier, const Answer *model, const Answer *clock, TdMoment base)
{
  g_autofree char *received = td_moment_format (base + dossier->received);
  g_autofree char *expected = td_moment_format (base + model->due);
  g_autofree char *found = td_moment_format (base + clock->due);

  g_test_message ("received %s, %d %s, %s, extension %d%s", received, dossier->limit,
                  td_limit_unit_nick (dossier->unit), policy_keys[dossier->policy], dossier->extend,
                  dossier->extend_at == dossier->received ? " early" : "");
  for (guint i = 0; i < dossier->n_waits; i++)
    {
      g_autofree char *from = td_moment_format (base + dossier->waits[i].from);
      g_autofree char *to = td_moment_format (base + dossier->waits[i].to);

      g_test_message ("%s %s – %s", dossier->waits[i].supplement ? "supplement" : "hold", from, to);
    }
  g_test_message ("model %s, clock %s; extended %d %d; late %d/%d days, %d/%d minutes", expected,
                  found, model->extended, clock->extended, model->late_days, clock->late_days,
                  model->late_minutes, clock->late_minutes);
}

static void
test_random (void)
{
  g_autoptr (ClockFixture) fixture = clock_fixture_new ();
  g_autofree Model *model = model_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240304);
  TdMoment base = clock_fixture_moment ("2022-01-01T00:00");
  guint n = g_test_slow () ? SLOW : QUICK;
  guint waits = 0, late = 0;

  for (guint i = 0; i < n; i++)
    {
      Answer expected, found;
      Dossier dossier;

      random_dossier (&dossier, rand);
      expected = model_answer (model, &dossier);
      clock_answer (fixture, &dossier, base, &found);
      if (memcmp (&expected, &found, sizeof expected) != 0)
        complain (&dossier, &expected, &found, base);
      g_assert_cmpint (found.start, ==, expected.start);
      g_assert_cmpint (found.due, ==, expected.due);
      g_assert_cmpint (found.extended, ==, expected.extended);
      g_assert_cmpint (found.late_minutes, ==, expected.late_minutes);
      g_assert_cmpint (found.late_days, ==, expected.late_days);
      waits += dossier.n_waits > 0;
      late += found.late_minutes > 0;
    }
  /* The dossiers are worth something: enough of each sort. */
  g_assert_cmpuint (waits, >, n / 2);
  g_assert_cmpuint (late, >, n / 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/clock/model", test_random);

  return g_test_run ();
}
