/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-clock.h"

#include <glib/gi18n-lib.h>

#include "td-clock-private.h"
#include "td-error.h"

#define MAX_LIMIT 100000

/* Where the walk through the events stands */
typedef struct
{
  const TdClockInput *input;
  TdClock *clock;
  guint holds;         /* how many reasons stop the clock now */
  TdMoment held_since; /* when the first of them began */
  gboolean supplement; /* a supplement is awaited */
  gboolean to_restart; /* … and the limit starts anew with it */
  TdClockTerm last;    /* the term that runs */
  gboolean opening;    /* it ends when the office opens, which only the hour of receipt can do */
} Walk;

void
td_clock_free (TdClock *clock)
{
  if (clock == NULL)
    return;
  g_ptr_array_unref (clock->ledger);
  g_array_unref (clock->terms);
  g_array_unref (clock->waits);
  g_free (clock);
}

static void
wait_clear (gpointer data)
{
  g_free (((TdClockWait *) data)->words);
}

static void
line_free (TdClockLine *line)
{
  g_free (line->event);
  g_free (line->effect);
  g_free (line->rule);
  g_free (line->name);
  g_free (line);
}

static gboolean
is_working (const TdClockInput *input, const GDate *date, gboolean *working, GError **error)
{
  int year = g_date_get_year (date);

  if (!td_work_calendar_has_year (input->calendar, year))
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                       _ ("There is no holiday calendar for the year %d yet."), year);
      return FALSE;
    }
  *working = td_work_calendar_is_working (input->calendar, date);

  return TRUE;
}

/* The first working day after @date */
static gboolean
next_working_day (const TdClockInput *input, GDate *date, GError **error)
{
  gboolean working;

  do
    {
      g_date_add_days (date, 1);
      if (!is_working (input, date, &working, error))
        return FALSE;
    }
  while (!working);

  return TRUE;
}

/* RULE nd61-2018-art18: what comes after 15:00 is handed over on the next working day, and the
 * limit runs from then; what comes outside office hours waits until the office opens. A day without
 * work is itself the first day, which does not count (RULE civil-code-147-2). */
static gboolean
begin_term (const TdClockInput *input, TdMoment at, TdClockTerm *term, GError **error)
{
  const TdDeadlinePolicy *policy = input->policy;
  int minute = td_moment_minute (at);
  gboolean working;
  GDate date;

  td_moment_get_date (at, &date);
  if (!is_working (input, &date, &working, error))
    return FALSE;
  if (!working)
    term->kind = TD_START_DAY_OFF;
  else if ((policy->late_cutoff >= 0 && minute > policy->late_cutoff) ||
           minute >= td_office_hours_close (input->hours, &date))
    term->kind = TD_START_LATE_ARRIVAL;
  else
    term->kind = TD_START_AT_ONCE;

  if (term->kind == TD_START_LATE_ARRIVAL)
    {
      if (!next_working_day (input, &date, error))
        return FALSE;
      at = td_moment_new (&date, 0);
    }
  term->counted_from = date;
  if (!td_working_time_enter (input->hours, input->calendar, at, &term->start, error))
    return FALSE;
  if (term->kind == TD_START_AT_ONCE && term->start != at)
    term->kind = TD_START_OPENING;
  /* An hour that is kept must be one of a working day. */
  if (policy->same_hour)
    td_moment_get_date (term->start, &term->counted_from);

  return TRUE;
}

/* The end of a limit in days: at the close of the office, or at the hour it started. */
static TdMoment
end_on (const TdClockInput *input, const TdClockTerm *term, const GDate *date)
{
  int close = td_office_hours_close (input->hours, date);

  return td_moment_new (date, input->policy->same_hour ? MIN (td_moment_minute (term->start), close)
                                                       : close);
}

/* RULE civil-code-148-5: a last day without work makes the next working day the last. */
static gboolean
settle_on_working_day (const TdClockInput *input, GDate *date, GError **error)
{
  gboolean working;

  if (!is_working (input, date, &working, error))
    return FALSE;

  return working || next_working_day (input, date, error);
}

static gboolean
end_term (const TdClockInput *input, TdClockTerm *term, GError **error)
{
  GDate date = term->counted_from;

  switch (input->unit)
    {
    case TD_LIMIT_HOUR: /* RULE civil-code-147-1 */
      return td_working_time_add (input->hours, input->calendar, term->start, input->limit * 60,
                                  &term->due, error);
    case TD_LIMIT_SAME_DAY:
      td_moment_get_date (term->start, &date);
      term->due = td_moment_new (&date, td_office_hours_close (input->hours, &date));
      return TRUE;
    case TD_LIMIT_CALENDAR_DAY: /* RULE civil-code-148-1 */
      g_date_add_days (&date, (guint) input->limit);
      if (!settle_on_working_day (input, &date, error))
        return FALSE;
      break;
    case TD_LIMIT_MONTH: /* RULE civil-code-148-3 */
      g_date_add_months (&date, (guint) input->limit);
      if (!settle_on_working_day (input, &date, error))
        return FALSE;
      break;
    case TD_LIMIT_WORKING_DAY: /* RULE civil-code-147-2 */
    default:
      if (!td_work_calendar_add (input->calendar, &term->counted_from, (int) input->limit, &date,
                                 error))
        return FALSE;
      break;
    }

  term->due = end_on (input, term, &date);

  return TRUE;
}

static void
keep_term (Walk *walk, TdMoment at, TdMoment start, const GDate *counted_from)
{
  TdClockTermSpan term = { at, start, *counted_from };

  g_array_append_val (walk->clock->terms, term);
}

static void
begin_wait (Walk *walk, const TdClockEvent *event)
{
  TdClockWait wait = { .from = MAX (event->at, walk->clock->start),
                       .to = TD_MOMENT_NONE,
                       .supplement = event->kind == TD_EVENT_SUPPLEMENT_REQUESTED };

  wait.words = g_strdup (event->document != NULL ? event->document
                         : event->reason != NULL ? event->reason
                                                 : "");
  g_array_append_val (walk->clock->waits, wait);
}

/* Ends the wait that began last and still lasts; of two that overlap both days are waited,
 * whichever ends first. */
static void
end_wait (Walk *walk, TdMoment at)
{
  for (guint i = walk->clock->waits->len; i > 0; i--)
    {
      TdClockWait *wait = &g_array_index (walk->clock->waits, TdClockWait, i - 1);

      if (wait->to != TD_MOMENT_NONE)
        continue;
      wait->to = MAX (at, wait->from);
      return;
    }
}

static gboolean
run_term (Walk *walk, const TdClockEvent *event, GError **error)
{
  TdClockTerm term;
  gint64 before;
  GDate date;

  if (walk->input->no_limit)
    {
      walk->clock->due = walk->input->promised;
      walk->clock->start = event->at;
      td_moment_get_date (event->at, &date);
      keep_term (walk, event->at, event->at, &date);
      td_clock_ledger_event (walk->clock, event,
                             g_strdup ("Không rõ thời hạn của thủ tục: theo ngày hẹn trên giấy "
                                       "tiếp nhận"),
                             "");
      return TRUE;
    }
  if (!begin_term (walk->input, event->at, &term, error) || !end_term (walk->input, &term, error) ||
      !td_working_time_between (walk->input->hours, walk->input->calendar, term.due - 1, term.due,
                                &before, error))
    return FALSE;
  walk->opening = before == 0 && walk->input->unit != TD_LIMIT_HOUR;
  walk->last = term;
  walk->clock->start = term.start;
  walk->clock->due = term.due;
  keep_term (walk, event->at, term.start, &term.counted_from);
  td_clock_ledger_term (walk->clock, walk->input, event, &term);

  return TRUE;
}

/* Moves a due time that had not been reached when the wait began. One that lies at the opening of
 * the office stays at an opening: the end of the session before is the same working time, but a day
 * early. */
static gboolean
shift (Walk *walk, TdMoment *due, gint64 minutes, GError **error)
{
  const TdClockInput *input = walk->input;

  if (*due == TD_MOMENT_NONE || *due <= walk->held_since)
    return TRUE;
  if (!td_working_time_add (input->hours, input->calendar, *due, minutes, due, error))
    return FALSE;

  return !walk->opening || td_working_time_enter (input->hours, input->calendar, *due, due, error);
}

static void
hold (Walk *walk, const TdClockEvent *event)
{
  if (walk->holds++ > 0)
    return;
  walk->held_since = event->at;
  begin_wait (walk, event);
}

static gboolean
release (Walk *walk, const TdClockEvent *event, const char *rule, GError **error)
{
  const TdClockInput *input = walk->input;
  TdClock *clock = walk->clock;
  g_autofree char *due = NULL;
  TdMoment before = clock->due;
  gint64 minutes;

  /* Waiting before the limit runs takes nothing from it. */
  walk->held_since = MAX (walk->held_since, clock->start);
  if (--walk->holds > 0)
    {
      td_clock_ledger_event (clock, event, g_strdup ("Vẫn đang tạm dừng vì lý do khác"), rule);
      return TRUE;
    }
  end_wait (walk, event->at);
  if (!td_working_time_between (input->hours, input->calendar, walk->held_since, event->at,
                                &minutes, error) ||
      !shift (walk, &clock->due, minutes, error) ||
      !shift (walk, &clock->due_extended, minutes, error))
    return FALSE;

  due = td_moment_format_display (clock->due);
  if (before == clock->due && minutes > 0)
    {
      td_clock_ledger_event (
          clock, event, g_strdup_printf ("Tạm dừng sau khi đã hết hạn: hạn giữ nguyên %s", due),
          rule);
      return TRUE;
    }
  clock->waited += minutes;
  td_clock_ledger_event (clock, event,
                         g_strdup_printf ("Cộng %" G_GINT64_FORMAT
                                          " giờ %02d phút làm việc đã chờ; hạn mới %s",
                                          minutes / 60, (int) (minutes % 60), due),
                         rule);

  return TRUE;
}

/* Whether the limit had run out before an event: not while the clock stands still before its due
 * time. */
static gboolean
has_run_out (const Walk *walk, TdMoment at)
{
  TdMoment due = walk->clock->due;

  return due != TD_MOMENT_NONE && at > due &&
         (walk->holds == 0 || MAX (walk->held_since, walk->clock->start) >= due);
}

static void
begin_supplement (Walk *walk, const TdClockEvent *event)
{
  const TdDeadlinePolicy *policy = walk->input->policy;
  TdClock *clock = walk->clock;
  gboolean late = has_run_out (walk, event->at);

  clock->supplements++;
  if (walk->supplement)
    {
      td_clock_ledger_event (clock, event, g_strdup ("Đang chờ bổ sung từ trước: không đổi"), "");
      return;
    }
  walk->supplement = TRUE;
  walk->to_restart = policy->supplement == TD_WAIT_RESET && !late;
  if (walk->to_restart)
    begin_wait (walk, event);
  if (policy->supplement == TD_WAIT_NONE)
    td_clock_ledger_event (clock, event, g_strdup ("Hạn không đổi"), policy->law_supplement);
  else if (late)
    td_clock_ledger_event (clock, event,
                           g_strdup ("Yêu cầu sau khi đã hết hạn: không làm thay đổi hạn"),
                           policy->law_supplement);
  else if (policy->supplement == TD_WAIT_RESET)
    td_clock_ledger_event (clock, event,
                           g_strdup ("Ngừng tính; thời hạn sẽ tính lại từ đầu khi nhận đủ hồ sơ"),
                           policy->law_supplement);
  else
    td_clock_ledger_event (clock, event, g_strdup ("Tạm dừng tính thời hạn"),
                           policy->law_supplement);
  if (policy->supplement == TD_WAIT_PAUSE)
    hold (walk, event);
}

static gboolean
end_supplement (Walk *walk, const TdClockEvent *event, GError **error)
{
  const TdDeadlinePolicy *policy = walk->input->policy;
  gboolean restart = walk->to_restart;

  if (!walk->supplement)
    {
      td_clock_ledger_event (walk->clock, event, g_strdup ("Không có yêu cầu bổ sung: không đổi"),
                             "");
      return TRUE;
    }
  walk->supplement = FALSE;
  walk->to_restart = FALSE;
  if (policy->supplement == TD_WAIT_PAUSE)
    return release (walk, event, policy->law_supplement, error);
  if (!restart)
    {
      td_clock_ledger_event (walk->clock, event, g_strdup ("Hạn không đổi"),
                             policy->law_supplement);
      return TRUE;
    }

  end_wait (walk, event->at);
  /* RULE nd61-2018-art19-4: the limit runs anew, also what had been added to it before. */
  walk->clock->due_extended = TD_MOMENT_NONE;
  walk->clock->waited = 0;
  walk->held_since = MAX (walk->held_since, event->at);

  return run_term (walk, event, error);
}

/* One unit of the limit after another on top of a due time */
static gboolean
extend_by (const TdClockInput *input, TdMoment due, gint64 by, TdMoment *extended, GError **error)
{
  int minute = td_moment_minute (due);
  GDate date;

  td_moment_get_date (due, &date);
  switch (input->unit)
    {
    case TD_LIMIT_HOUR:
      return td_working_time_add (input->hours, input->calendar, due, by * 60, extended, error);
    case TD_LIMIT_CALENDAR_DAY:
    case TD_LIMIT_MONTH:
      if (input->unit == TD_LIMIT_MONTH)
        g_date_add_months (&date, (guint) by);
      else
        g_date_add_days (&date, (guint) by);
      if (!settle_on_working_day (input, &date, error))
        return FALSE;
      break;
    case TD_LIMIT_SAME_DAY:
    case TD_LIMIT_WORKING_DAY:
    default:
      if (!td_work_calendar_add (input->calendar, &date, (int) by, &date, error))
        return FALSE;
      break;
    }
  *extended = td_moment_new (&date, minute);

  return TRUE;
}

/* RULE nd61-2018-art19-9: a new appointment at most once, told before the limit has passed; it
 * never makes a late dossier one that is on time. */
static gboolean
extend (Walk *walk, const TdClockEvent *event, GError **error)
{
  TdClock *clock = walk->clock;
  const TdDeadlinePolicy *policy = walk->input->policy;
  g_autofree char *until = NULL;

  if (clock->due == TD_MOMENT_NONE)
    {
      td_clock_ledger_event (clock, event, g_strdup ("Chưa có hạn để gia hạn"), "");
      return TRUE;
    }
  if (clock->extensions >= policy->extensions)
    {
      td_clock_ledger_event (
          clock, event,
          g_strdup_printf ("Không có hiệu lực: chỉ được hẹn lại %u lần", policy->extensions),
          policy->law_extension);
      return TRUE;
    }
  if (event->until != TD_MOMENT_NONE)
    clock->due_extended = event->until;
  else if (!extend_by (walk->input, clock->due, event->extend, &clock->due_extended, error))
    return FALSE;
  clock->extensions++;
  until = td_moment_format_display (clock->due_extended);
  td_clock_ledger_event (clock, event,
                         g_strdup_printf ("%sHẹn trả lại %s; đúng hạn hay quá hạn vẫn xét theo hạn "
                                          "trước khi gia hạn",
                                          event->at > clock->due ? "Gửi khi đã quá hạn. " : "",
                                          until),
                         policy->law_extension);

  return TRUE;
}

static void
finish (Walk *walk, const TdClockEvent *event)
{
  TdClock *clock = walk->clock;

  if (clock->finished != TD_MOMENT_NONE)
    {
      td_clock_ledger_event (clock, event, g_strdup (""), "");
      return;
    }
  clock->finished = event->at;
  clock->ending = event->kind;
}

static gboolean
take (Walk *walk, const TdClockEvent *event, GError **error)
{
  const TdDeadlinePolicy *policy = walk->input->policy;

  switch (event->kind)
    {
    case TD_EVENT_SUPPLEMENT_REQUESTED:
      begin_supplement (walk, event);
      return TRUE;
    case TD_EVENT_SUPPLEMENT_RECEIVED:
      return end_supplement (walk, event, error);
    case TD_EVENT_PAUSED:
      if (policy->pause == TD_WAIT_PAUSE)
        hold (walk, event);
      td_clock_ledger_event (
          walk->clock, event,
          g_strdup (policy->pause == TD_WAIT_PAUSE ? "Tạm dừng tính thời hạn" : "Hạn không đổi"),
          "");
      return TRUE;
    case TD_EVENT_RESUMED:
      if (walk->holds > (walk->supplement && policy->supplement == TD_WAIT_PAUSE ? 1U : 0U))
        return release (walk, event, "", error);
      td_clock_ledger_event (walk->clock, event, g_strdup ("Hạn không đổi"), "");
      return TRUE;
    case TD_EVENT_EXTENDED:
      return extend (walk, event, error);
    case TD_EVENT_APOLOGY:
      walk->clock->apology = TRUE;
      td_clock_ledger_event (walk->clock, event,
                             g_strdup ("Đã có thư xin lỗi; không làm thay đổi hạn"),
                             policy->law_extension);
      return TRUE;
    case TD_EVENT_RESOLVED:
    case TD_EVENT_RETURNED:
    case TD_EVENT_REFUSED:
    case TD_EVENT_WITHDRAWN:
    case TD_EVENT_STOPPED:
      finish (walk, event);
      return TRUE;
    case TD_EVENT_RECEIVED:
    case TD_EVENT_HANDED_OVER:
    case TD_EVENT_CONSULTED:
    case TD_EVENT_NOTE:
    case TD_N_EVENTS:
    default:
      td_clock_ledger_event (walk->clock, event, g_strdup (""), "");
      return TRUE;
    }
}

/**
 * td_clock_group:
 * @due: the due time lateness is judged on, TD_MOMENT_NONE: none
 * @finished: when it was resolved, TD_MOMENT_NONE: not yet
 * @as_of: the time to compare an open dossier with
 * @by_minute: a result on the due day but after the due time is late
 *
 * RULE on-time-2-6: day against day, no due time is on time; open dossiers are compared by day in
 * both counts.
 *
 * Returns: the group
 */
TdOnTimeGroup
td_clock_group (TdMoment due, TdMoment finished, TdMoment as_of, gboolean by_minute)
{
  if (finished == TD_MOMENT_NONE)
    return due == TD_MOMENT_NONE || td_moment_day (due) >= td_moment_day (as_of)
               ? TD_GROUP_PENDING_IN_TIME
               : TD_GROUP_PENDING_OVERDUE;
  if (due == TD_MOMENT_NONE)
    return TD_GROUP_ON_TIME;
  if (td_moment_day (finished) < td_moment_day (due))
    return TD_GROUP_EARLY;
  if (td_moment_day (finished) > td_moment_day (due) || (by_minute && finished > due))
    return TD_GROUP_LATE;

  return TD_GROUP_ON_TIME;
}

/* A state decides before the dates do. */
static TdOnTimeGroup
group_of (const TdClock *clock, TdMoment due, TdMoment as_of, gboolean by_minute)
{
  if (clock->finished != TD_MOMENT_NONE && clock->ending == TD_EVENT_REFUSED)
    return TD_GROUP_REFUSED;
  if (clock->finished != TD_MOMENT_NONE && clock->ending == TD_EVENT_WITHDRAWN)
    return TD_GROUP_WITHDRAWN;
  if (clock->finished != TD_MOMENT_NONE ? clock->ending == TD_EVENT_STOPPED : clock->waiting)
    return TD_GROUP_SUSPENDED;

  return td_clock_group (due, clock->finished, as_of, by_minute);
}

static gboolean
judge (Walk *walk, GError **error)
{
  const TdClockInput *input = walk->input;
  TdClock *clock = walk->clock;
  TdMoment at = clock->finished != TD_MOMENT_NONE ? clock->finished : input->as_of;
  GDate due_date, at_date;
  TdMoment due;

  clock->waiting = walk->holds > 0 || walk->to_restart;
  if (walk->to_restart && clock->finished == TD_MOMENT_NONE)
    clock->due = TD_MOMENT_NONE;
  if (at == TD_MOMENT_NONE)
    return TRUE;
  due = input->by_promise && clock->promised != TD_MOMENT_NONE ? clock->promised : clock->due;
  clock->by_day = group_of (clock, due, input->as_of, FALSE);
  clock->by_minute = group_of (clock, due, input->as_of, TRUE);
  if (due == TD_MOMENT_NONE || at <= due || clock->by_minute == TD_GROUP_SUSPENDED)
    return TRUE;

  td_moment_get_date (due, &due_date);
  td_moment_get_date (at, &at_date);

  return td_work_calendar_count (input->calendar, &due_date, &at_date, &clock->late_days, error) &&
         td_working_time_between (input->hours, input->calendar, due, at, &clock->late_minutes,
                                  error);
}

static int
compare_lines (gconstpointer a, gconstpointer b, gpointer data)
{
  const TdClockLine *left = *(TdClockLine *const *) a;
  const TdClockLine *right = *(TdClockLine *const *) b;

  return left->at < right->at ? -1 : left->at > right->at;
}

/* Events in time order; those of the same minute in the order given. */
static GPtrArray *
sort_events (const TdClockInput *input)
{
  GPtrArray *events = g_ptr_array_new ();

  for (guint i = 0; i < input->n_events; i++)
    {
      guint at = events->len;

      while (at > 0 &&
             ((const TdClockEvent *) g_ptr_array_index (events, at - 1))->at > input->events[i].at)
        at--;
      g_ptr_array_insert (events, (int) at, (gpointer) &input->events[i]);
    }

  return events;
}

static gboolean
walk_events (Walk *walk, GError **error)
{
  const TdClockInput *input = walk->input;
  TdClockEvent received = {
    input->received, TD_EVENT_RECEIVED, TD_MOMENT_NONE, 0, NULL, NULL, NULL
  };
  g_autoptr (GPtrArray) events = sort_events (input);

  if (!run_term (walk, &received, error))
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    {
      const TdClockEvent *event = g_ptr_array_index (events, i);

      if (event->kind != TD_EVENT_RECEIVED && !take (walk, event, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * td_clock_run:
 * @input: the dossier; policy, hours and calendar are needed
 * @error: return location; TD_ERROR_REFUSED for a year without a holiday table, TD_ERROR_USAGE for
 * a limit out of range
 *
 * Returns: (nullable) (transfer full): the due time and how it came about
 */
TdClock *
td_clock_run (const TdClockInput *input, GError **error)
{
  g_autoptr (TdClock) clock = g_new0 (TdClock, 1);
  Walk walk = { .input = input, .clock = clock, .held_since = TD_MOMENT_NONE };

  clock->ledger = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  clock->terms = g_array_new (FALSE, FALSE, sizeof (TdClockTermSpan));
  clock->waits = g_array_new (FALSE, FALSE, sizeof (TdClockWait));
  g_array_set_clear_func (clock->waits, wait_clear);
  clock->due = clock->due_extended = clock->finished = TD_MOMENT_NONE;
  clock->promised = input->promised;
  if (!input->no_limit && (input->limit < 0 || input->limit > MAX_LIMIT))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("A time limit lies between 0 and %d."),
                       MAX_LIMIT);
      return NULL;
    }
  if (!walk_events (&walk, error) || !judge (&walk, error))
    return NULL;

  td_clock_ledger_days_off (clock, input);
  if (!input->no_limit)
    td_clock_ledger_due (clock, input, &walk.last);
  g_ptr_array_sort_with_data (clock->ledger, compare_lines, NULL);
  td_clock_ledger_promise (clock, input);
  td_clock_ledger_result (clock, input);

  return g_steal_pointer (&clock);
}
