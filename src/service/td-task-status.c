/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-status.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *nick, *label;
} statuses[TD_N_TASK_STATUSES] = {
  [TD_TASK_NOT_STARTED] = { "not_started", N_ ("Not started") },
  [TD_TASK_IN_PROGRESS] = { "in_progress", N_ ("In progress") },
  [TD_TASK_WAITING] = { "waiting", N_ ("Waiting for a condition") },
  [TD_TASK_DONE_EARLY] = { "done_early", N_ ("Done early") },
  [TD_TASK_DONE_ON_TIME] = { "done_on_time", N_ ("Done on time") },
  [TD_TASK_DONE_LATE] = { "done_late", N_ ("Done late") },
  [TD_TASK_DONE_UNDATED] = { "done_undated", N_ ("Done, no deadline") },
  [TD_TASK_OVERDUE] = { "overdue", N_ ("Overdue") },
  [TD_TASK_NO_DEADLINE] = { "no_deadline", N_ ("No deadline") },
};

static gboolean
is_done (guint32 done, guint32 as_of)
{
  return done != 0 && done <= as_of;
}

/* RULE task-window: work done within its window is on time; before the window opens it is early.
 * Where the words name a last day alone, every day before it is early. */
static TdTaskStatus
done_status (guint32 first, guint32 last, guint32 done)
{
  if (last == 0)
    return TD_TASK_DONE_UNDATED;
  if (done > last)
    return TD_TASK_DONE_LATE;
  if (first != 0 && first < last)
    return done < first ? TD_TASK_DONE_EARLY : TD_TASK_DONE_ON_TIME;

  return done < last ? TD_TASK_DONE_EARLY : TD_TASK_DONE_ON_TIME;
}

/* RULE task-overdue: overdue from the day after the last permitted day. */
static TdTaskStatus
turns_status (const TdTaskFacts *facts, const TdTaskTurn *turns, guint32 as_of)
{
  guint n_done = 0, n_early = 0, n_late = 0, n_open_late = 0;

  for (guint i = 0; i < facts->n_turns; i++)
    {
      const TdTaskTurn *turn = &turns[facts->turns_at + i];

      if (is_done (turn->done, as_of))
        {
          TdTaskStatus status = done_status (turn->first, turn->last, turn->done);

          n_done++;
          n_early += status == TD_TASK_DONE_EARLY;
          n_late += status == TD_TASK_DONE_LATE;
        }
      else if (turn->last < as_of)
        n_open_late++;
    }
  if (n_open_late > 0)
    return TD_TASK_OVERDUE;
  if (n_done == facts->n_turns)
    return n_late > 0         ? TD_TASK_DONE_LATE
           : n_early < n_done ? TD_TASK_DONE_ON_TIME
                              : TD_TASK_DONE_EARLY;

  return n_done > 0 || facts->progress > 0 || (facts->flags & TD_TASK_UPDATED)
             ? TD_TASK_IN_PROGRESS
             : TD_TASK_NOT_STARTED;
}

static gboolean
waits (const TdTaskFacts *facts, guint32 as_of)
{
  return (facts->flags & TD_TASK_WAITS) && (facts->triggered == 0 || facts->triggered > as_of);
}

/**
 * td_task_facts_status:
 * @facts: what is known of a task
 * @turns: the turns of its snapshot, to which @facts points
 * @as_of: the day, as Julian day
 *
 * RULE task-status: the status of a task on a day. What happened after that day does not count yet.
 * Conditional tasks wait until their document is there; continuous ones never become late.
 *
 * Returns: the status
 */
TdTaskStatus
td_task_facts_status (const TdTaskFacts *facts, const TdTaskTurn *turns, guint32 as_of)
{
  g_return_val_if_fail (facts != NULL, TD_TASK_NO_DEADLINE);

  if (is_done (facts->done, as_of))
    return done_status (facts->start, waits (facts, as_of) ? 0 : facts->due, facts->done);
  if (facts->n_turns > 0)
    return turns_status (facts, turns, as_of);
  if (waits (facts, as_of))
    return TD_TASK_WAITING;
  if (facts->due == 0)
    return TD_TASK_NO_DEADLINE;
  if (as_of > facts->due)
    return TD_TASK_OVERDUE;

  return facts->progress > 0 || (facts->flags & TD_TASK_UPDATED) ? TD_TASK_IN_PROGRESS
                                                                 : TD_TASK_NOT_STARTED;
}

/**
 * td_task_facts_due:
 * @facts: what is known of a task
 * @turns: the turns of its snapshot
 * @as_of: the day
 *
 * Returns: the last permitted day: of the first turn that is open on @as_of, of the last one when
 *   none is; 0 when there is no deadline yet
 */
guint32
td_task_facts_due (const TdTaskFacts *facts, const TdTaskTurn *turns, guint32 as_of)
{
  guint32 open = 0, last = 0;

  for (guint i = 0; i < facts->n_turns; i++)
    {
      const TdTaskTurn *turn = &turns[facts->turns_at + i];

      last = MAX (last, turn->last);
      if (!is_done (turn->done, as_of) && (open == 0 || turn->last < open))
        open = turn->last;
    }
  if (facts->n_turns > 0)
    return open != 0 && !is_done (facts->done, as_of) ? open : last;

  return waits (facts, as_of) ? 0 : facts->due;
}

/**
 * td_task_facts_days_left:
 * @facts: what is known of a task
 * @turns: the turns of its snapshot
 * @as_of: the day
 * @days: (out): calendar days to the last permitted day; 0: it is today; negative: so many late
 *
 * Returns: whether the task is open and has a deadline
 */
gboolean
td_task_facts_days_left (const TdTaskFacts *facts,
                         const TdTaskTurn *turns,
                         guint32 as_of,
                         int *days)
{
  guint32 due = td_task_facts_due (facts, turns, as_of);

  if (due == 0 || td_task_status_is_done (td_task_facts_status (facts, turns, as_of)))
    return FALSE;
  *days = (int) due - (int) as_of;

  return TRUE;
}

/**
 * td_task_count_add:
 * @count: (inout): figures
 * @facts: what is known of a task
 * @turns: the turns of its snapshot
 * @as_of: the day
 *
 * Counts one more task. RULE task-six-way: done or not done, each in time, late or without a
 * deadline; a task that waits for its document has no deadline yet.
 */
void
td_task_count_add (TdTaskCount *count,
                   const TdTaskFacts *facts,
                   const TdTaskTurn *turns,
                   guint32 as_of)
{
  TdTaskStatus status = td_task_facts_status (facts, turns, as_of);
  guint32 due;

  count->total++;
  count->by_status[status]++;
  switch (status)
    {
    case TD_TASK_DONE_EARLY:
    case TD_TASK_DONE_ON_TIME:
      count->done_in_time++;
      break;
    case TD_TASK_DONE_LATE:
      count->done_late++;
      break;
    case TD_TASK_DONE_UNDATED:
      count->done_undated++;
      break;
    case TD_TASK_OVERDUE:
      count->open_late++;
      break;
    case TD_TASK_NOT_STARTED:
    case TD_TASK_IN_PROGRESS:
      count->open_in_time++;
      break;
    case TD_TASK_WAITING:
    case TD_TASK_NO_DEADLINE:
    case TD_N_TASK_STATUSES:
    default:
      count->open_undated++;
      break;
    }
  if ((status == TD_TASK_OVERDUE || status == TD_TASK_DONE_LATE) &&
      (facts->flags & TD_TASK_EXCUSED))
    count->late_excused++;
  due = td_task_status_is_done (status) ? 0 : td_task_facts_due (facts, turns, as_of);
  if (due != 0 && due >= as_of)
    {
      count->due_7 += due - as_of <= 7;
      count->due_30 += due - as_of <= 30;
    }
}

/**
 * td_task_status_to_nick:
 * @status: a status
 *
 * Returns: its name in files and on the command line, "done_on_time"
 */
const char *
td_task_status_to_nick (TdTaskStatus status)
{
  g_return_val_if_fail ((guint) status < TD_N_TASK_STATUSES, "no_deadline");

  return statuses[status].nick;
}

/**
 * td_task_status_from_nick:
 * @nick: (nullable): a name, hyphens count as underscores
 * @status: (out): the status
 *
 * Returns: whether there is such a status
 */
gboolean
td_task_status_from_nick (const char *nick, TdTaskStatus *status)
{
  g_autofree char *wanted = g_strdelimit (g_strdup (nick != NULL ? nick : ""), "-", '_');

  for (guint i = 0; i < TD_N_TASK_STATUSES; i++)
    {
      if (g_strcmp0 (statuses[i].nick, wanted) == 0)
        {
          *status = (TdTaskStatus) i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * td_task_status_label:
 * @status: a status
 *
 * Returns: what people call it, translated
 */
const char *
td_task_status_label (TdTaskStatus status)
{
  g_return_val_if_fail ((guint) status < TD_N_TASK_STATUSES, "");

  return _ (statuses[status].label);
}

gboolean
td_task_status_is_done (TdTaskStatus status)
{
  return status >= TD_TASK_DONE_EARLY && status <= TD_TASK_DONE_UNDATED;
}
