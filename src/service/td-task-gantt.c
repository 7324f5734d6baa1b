/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-gantt.h"

#include <glib/gi18n-lib.h>

#include "td-date.h"

/* RULE design-open-window: a deadline that names a last day alone is drawn over so many days before
 */
#define OPEN_DAYS 14
/* Turns up to so long are small marks; a quarter is a bar. */
#define SHORT_TURN 45

static void
add_bar (
    GArray *bars, TdGanttShape shape, TdChartTone tone, guint32 first, guint32 last, double fill)
{
  TdGanttBar bar = { shape, tone, first, MAX (first, last), fill, FALSE, 0 };

  g_array_append_val (bars, bar);
}

static guint32
year_edge (guint32 as_of, gboolean last)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, as_of);
  g_date_set_dmy (&date, last ? 31 : 1, last ? 12 : 1, g_date_get_year (&date));

  return g_date_get_julian (&date);
}

static void
add_turns (GArray *bars, const TdTaskSnapshot *snapshot, const TdTaskFacts *facts, guint32 as_of)
{
  for (guint i = 0; i < facts->n_turns; i++)
    {
      const TdTaskTurn *turn = &g_array_index (snapshot->turns, TdTaskTurn, facts->turns_at + i);
      gboolean done = turn->done != 0 && turn->done <= as_of;
      gboolean late = !done && turn->last < as_of;
      gboolean is_short = turn->last - turn->first <= SHORT_TURN;
      TdChartTone tone = late       ? TD_CHART_TONE_LATE
                         : is_short ? TD_CHART_TONE_REPEAT
                         : done     ? TD_CHART_TONE_DONE
                                    : TD_CHART_TONE_DOING;
      double fill = done || late ? 1 : 0;

      add_bar (bars, is_short ? TD_GANTT_TURN : TD_GANTT_WINDOW, tone, turn->first, turn->last,
               late && !is_short ? 0 : fill);
      g_array_index (bars, TdGanttBar, bars->len - 1).key = i + 1;
    }
}

/* The elapsed part of continuous work is filled. */
static void
add_continuous (GArray *bars, const TdTaskFacts *facts, guint32 as_of)
{
  guint32 first = facts->start != 0 ? facts->start : year_edge (as_of, FALSE);
  guint32 last = facts->due != 0 ? facts->due : year_edge (as_of, TRUE);
  double fill = last > first ? ((double) as_of - first) / (last - first + 1.0) : 1;

  add_bar (bars, TD_GANTT_WINDOW, TD_CHART_TONE_REPEAT, first, last, fill);
}

static void
add_window (GArray *bars, const TdTaskSnapshot *snapshot, const TdTaskFacts *facts, guint32 as_of)
{
  TdTaskLook look = td_task_look (snapshot, facts, as_of);
  gboolean done = look == TD_TASK_LOOK_DONE || look == TD_TASK_LOOK_DONE_LATE;
  guint32 due = facts->due;
  guint32 first =
      facts->start != 0 && facts->start <= due ? facts->start : due - MIN (due, OPEN_DAYS);
  TdChartTone tone = done ? TD_CHART_TONE_DONE : td_task_look_tone (look);

  add_bar (bars, TD_GANTT_WINDOW, tone, first, due, done ? 1 : facts->progress / 100.0);
  g_array_index (bars, TdGanttBar, bars->len - 1).open = facts->start == 0;
  if (look == TD_TASK_LOOK_OVERDUE)
    add_bar (bars, TD_GANTT_LATE, TD_CHART_TONE_LATE, due + 1, as_of, 1);
  if (look == TD_TASK_LOOK_DONE_LATE && facts->done > due)
    add_bar (bars, TD_GANTT_FINISHED, TD_CHART_TONE_DONE, facts->done, facts->done, 1);
}

/**
 * td_task_gantt_bars:
 * @snapshot: facts of all tasks
 * @facts: one of them
 * @as_of: the day
 *
 * Returns: (transfer full) (element-type TdGanttBar): what the timeline shows of the task
 */
GArray *
td_task_gantt_bars (const TdTaskSnapshot *snapshot, const TdTaskFacts *facts, guint32 as_of)
{
  GArray *bars = g_array_new (FALSE, FALSE, sizeof (TdGanttBar));
  TdTaskLook look = td_task_look (snapshot, facts, as_of);

  if (facts->n_turns > 0)
    add_turns (bars, snapshot, facts, as_of);
  else if (look == TD_TASK_LOOK_WAITING)
    add_bar (bars, TD_GANTT_WAITING, TD_CHART_TONE_WAIT, as_of, year_edge (as_of, TRUE), 0);
  else if (facts->due != 0)
    add_window (bars, snapshot, facts, as_of);
  else if (facts->flags & TD_TASK_CONTINUOUS)
    add_continuous (bars, facts, as_of);
  else if (facts->done != 0 && facts->done <= as_of)
    add_bar (bars, TD_GANTT_FINISHED, TD_CHART_TONE_DONE, facts->done, facts->done, 1);

  return bars;
}

static char *
show_day (guint32 julian)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);

  return td_date_format_display (&date);
}

/**
 * td_task_gantt_words:
 * @snapshot: facts of all tasks
 * @facts: one of them
 * @as_of: the day
 *
 * Returns: (transfer full): what the bars say, for the tooltip and the screen reader: "01/04/2026 –
 *   30/06/2026, 62 %"
 */
char *
td_task_gantt_words (const TdTaskSnapshot *snapshot, const TdTaskFacts *facts, guint32 as_of)
{
  guint32 due = td_task_snapshot_due (snapshot, facts, as_of);
  g_autofree char *last = due != 0 ? show_day (due) : NULL;
  g_autofree char *first = facts->start != 0 && facts->start < due ? show_day (facts->start) : NULL;
  g_autofree char *status = td_task_look_words (snapshot, facts, as_of);

  if (last == NULL)
    return g_steal_pointer (&status);
  if (first == NULL)
    return g_strdup_printf (_ ("until %s, %u %% done. %s"), last, facts->progress, status);

  return g_strdup_printf (_ ("%s – %s, %u %% done. %s"), first, last, facts->progress, status);
}
