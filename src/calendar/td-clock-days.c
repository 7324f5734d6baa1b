/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-clock-days.h"

#include <math.h>

#define NOTHING 1e-9 /* of a day: minutes are whole, so this is rounding */

typedef struct
{
  const TdClock *clock;
  const TdClockInput *input;
  TdMoment due;  /* lateness is judged on this; TD_MOMENT_NONE while it is open */
  GDate due_day; /* valid with @due */
  GDate stop;    /* the day of the result, else today: nothing has run after it */
  double used;   /* units of the limit that are used */
  guint term;    /* the term that runs: its number among those of the clock */
  int late;      /* working days after the due day */
} Walk;

static const TdClockTermSpan *
term_of (const Walk *walk)
{
  return &g_array_index (walk->clock->terms, TdClockTermSpan, walk->term);
}

static gboolean
counts_every_day (const TdClockInput *input)
{
  return !input->no_limit &&
         (input->unit == TD_LIMIT_CALENDAR_DAY || input->unit == TD_LIMIT_MONTH);
}

static gboolean
counts_first_day (const TdClockInput *input)
{
  return !input->no_limit && (input->unit == TD_LIMIT_HOUR || input->unit == TD_LIMIT_SAME_DAY);
}

/* RULE civil-code-148-5: a limit in calendar days that is used up waits for a working day. */
static gboolean
is_used_up (const Walk *walk)
{
  return walk->input->unit == TD_LIMIT_CALENDAR_DAY &&
         walk->used >= (double) walk->input->limit - NOTHING;
}

/* Working minutes of a stretch that lies within one day */
static gboolean
minutes_between (const Walk *walk, TdMoment from, TdMoment to, gint64 *minutes, GError **error)
{
  *minutes = 0;

  return from >= to || td_working_time_between (walk->input->hours, walk->input->calendar, from, to,
                                                minutes, error);
}

/* How many working minutes of the day were waited */
static gboolean
waited_on (const Walk *walk, const GDate *date, gint64 *minutes, GError **error)
{
  TdMoment begins = td_moment_new (date, 0), ends = begins + TD_MOMENT_DAY;

  *minutes = 0;
  for (guint i = 0; i < walk->clock->waits->len; i++)
    {
      const TdClockWait *wait = &g_array_index (walk->clock->waits, TdClockWait, i);
      TdMoment to = wait->to != TD_MOMENT_NONE ? wait->to : ends;
      gint64 more;

      if (!minutes_between (walk, MAX (wait->from, begins), MIN (to, ends), &more, error))
        return FALSE;
      *minutes += more;
    }

  return TRUE;
}

/* A free day is waited when a wait reaches over its noon. */
static gboolean
waited_over (const Walk *walk, const GDate *date)
{
  TdMoment noon = td_moment_new (date, TD_MOMENT_DAY / 2);

  for (guint i = 0; i < walk->clock->waits->len; i++)
    {
      const TdClockWait *wait = &g_array_index (walk->clock->waits, TdClockWait, i);

      if (wait->from <= noon && (wait->to == TD_MOMENT_NONE || wait->to > noon))
        return TRUE;
    }

  return FALSE;
}

/* A term that begins on a later day starts the count anew. */
static void
enter_term (Walk *walk, const GDate *date)
{
  while (walk->term + 1 < walk->clock->terms->len &&
         td_moment_day (g_array_index (walk->clock->terms, TdClockTermSpan, walk->term + 1).at) <=
             td_moment_day (td_moment_new (date, 0)))
    {
      walk->term++;
      walk->used = 0;
    }
}

/* Counts a day on which the clock may run, and says how far it got. */
static gboolean
count_day (Walk *walk, TdClockDay *day, gboolean working, GError **error)
{
  const TdClockInput *input = walk->input;
  gint64 all, waited;
  double before = walk->used, share;

  if (!working) /* of a limit in calendar days or months */
    share = waited_over (walk, &day->date) ? 0 : 1;
  else
    {
      TdMoment begins = td_moment_new (&day->date, 0);

      if (!minutes_between (walk, begins, begins + TD_MOMENT_DAY, &all, error) ||
          !waited_on (walk, &day->date, &waited, error))
        return FALSE;
      share = all > 0 ? 1 - (double) MIN (waited, all) / (double) all : 0;
      if (!input->no_limit && input->unit == TD_LIMIT_HOUR)
        {
          TdMoment from = MAX (begins, term_of (walk)->start);

          if (!minutes_between (walk, from, begins + TD_MOMENT_DAY, &all, error))
            return FALSE;
          share = (double) MAX (all - waited, 0) / 60;
        }
    }
  walk->used += share;
  day->number = (int) ceil (walk->used - NOTHING);
  if (!input->no_limit && input->unit != TD_LIMIT_MONTH)
    day->number = MIN (day->number, (int) MAX (input->limit, 1));
  if (day->is_due || ceil (walk->used - NOTHING) > ceil (before - NOTHING))
    day->kind = TD_CLOCK_DAY_COUNTED;
  else
    day->kind = TD_CLOCK_DAY_PAUSED;
  if (day->kind == TD_CLOCK_DAY_PAUSED)
    day->number = 0;
  else if (g_date_compare (&day->date, &walk->stop) > 0)
    day->kind = TD_CLOCK_DAY_AHEAD;

  return TRUE;
}

static gboolean
judge_day (Walk *walk, TdClockDay *day, GError **error)
{
  TdWorkCalendar *calendar = walk->input->calendar;
  gboolean working = td_work_calendar_is_working (calendar, &day->date);
  TdDayKind kind;
  int order;

  enter_term (walk, &day->date);
  day->name = working ? NULL : td_work_calendar_get_day (calendar, &day->date, &kind);
  day->is_due = walk->due != TD_MOMENT_NONE && g_date_compare (&day->date, &walk->due_day) == 0;
  day->kind = day->name != NULL ? TD_CLOCK_DAY_HOLIDAY : TD_CLOCK_DAY_REST;
  if (walk->due != TD_MOMENT_NONE && g_date_compare (&day->date, &walk->due_day) > 0)
    {
      if (working)
        {
          day->kind = TD_CLOCK_DAY_LATE;
          day->number = ++walk->late;
        }
      return TRUE;
    }
  order = g_date_compare (&day->date, &term_of (walk)->counted_from);
  if (order < 0 || (order == 0 && !counts_first_day (walk->input)))
    {
      if (working)
        day->kind = TD_CLOCK_DAY_UNCOUNTED;
      return TRUE;
    }
  if (!working && (!counts_every_day (walk->input) || is_used_up (walk)))
    return TRUE;

  return count_day (walk, day, working, error);
}

static void
find_ends (Walk *walk, GDate *last)
{
  const TdClock *clock = walk->clock;
  const TdClockInput *input = walk->input;
  TdMoment stop = clock->finished != TD_MOMENT_NONE ? clock->finished : input->as_of;

  walk->due = input->by_promise && clock->promised != TD_MOMENT_NONE ? clock->promised : clock->due;
  if (stop == TD_MOMENT_NONE)
    stop = MAX (walk->due, input->received);
  td_moment_get_date (stop, &walk->stop);
  *last = walk->stop;
  if (walk->due == TD_MOMENT_NONE)
    return;
  td_moment_get_date (walk->due, &walk->due_day);
  if (g_date_compare (&walk->due_day, last) > 0)
    *last = walk->due_day;
}

/**
 * td_clock_days:
 * @clock: a clock
 * @input: what it was run on
 * @error: return location; TD_ERROR_REFUSED for a year without a holiday table
 *
 * Returns: (nullable) (transfer full) (element-type TdClockDay): every day from the receipt to the
 * due day, or to the result when that is later; at most TD_CLOCK_MOST_DAYS
 */
GArray *
td_clock_days (const TdClock *clock, const TdClockInput *input, GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, TRUE, sizeof (TdClockDay));
  Walk walk = { .clock = clock, .input = input };
  GDate date, last;

  if (clock->terms->len == 0)
    return g_steal_pointer (&days);
  find_ends (&walk, &last);
  td_moment_get_date (input->received, &date);
  for (guint n = 0; n < TD_CLOCK_MOST_DAYS && g_date_compare (&date, &last) <= 0;
       n++, g_date_add_days (&date, 1))
    {
      TdClockDay day = { .date = date };

      if (!td_work_calendar_has_year (input->calendar, g_date_get_year (&date)))
        break; /* the clock itself got no further */
      if (!judge_day (&walk, &day, error))
        return NULL;
      g_array_append_val (days, day);
    }

  return g_steal_pointer (&days);
}

/**
 * td_clock_days_total:
 * @days: (element-type TdClockDay): the days of a clock
 * @at: a time
 *
 * Returns: (transfer full): how much of the limit is used by the end of its day: "4", "+1" after
 *   the due day, "" before the receipt
 */
char *
td_clock_days_total (const GArray *days, TdMoment at)
{
  int used = 0, late = 0;
  gboolean any = FALSE;

  for (guint i = 0; i < days->len; i++)
    {
      const TdClockDay *day = &g_array_index (days, TdClockDay, i);

      if (td_moment_day (td_moment_new (&day->date, 0)) > td_moment_day (at))
        break;
      any = TRUE;
      if (day->kind == TD_CLOCK_DAY_UNCOUNTED)
        used = 0; /* also where the limit starts anew */
      else if (day->kind == TD_CLOCK_DAY_COUNTED || day->kind == TD_CLOCK_DAY_AHEAD)
        used = day->number;
      else if (day->kind == TD_CLOCK_DAY_LATE)
        late = day->number;
    }
  if (!any)
    return g_strdup ("");

  return late > 0 ? g_strdup_printf ("+%d", late) : g_strdup_printf ("%d", used);
}

const char *
td_clock_day_kind_words (TdClockDayKind kind)
{
  static const char *const words[] = { "Không tính", "Tính",          "Tạm dừng", "Ngày nghỉ",
                                       "Nghỉ lễ",    "Còn trong hạn", "Quá hạn" };

  return words[kind];
}
