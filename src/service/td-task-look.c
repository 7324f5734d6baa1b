/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-look.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *nick;     /* as the status pill of the window names it */
  const char *label;    /* of a filter, translated */
  const char *document; /* in charts and documents: always Vietnamese */
  TdChartTone tone;
} looks[TD_N_TASK_LOOKS] = {
  [TD_TASK_LOOK_OVERDUE] = { "overdue", N_ ("Overdue"), "Quá hạn", TD_CHART_TONE_LATE },
  [TD_TASK_LOOK_SOON] = { "soon", N_ ("Due soon"), "Sắp đến hạn", TD_CHART_TONE_SOON },
  [TD_TASK_LOOK_DOING] = { "in_progress", N_ ("In progress"), "Đang thực hiện",
                           TD_CHART_TONE_DOING },
  [TD_TASK_LOOK_WAITING] = { "waiting", N_ ("Waiting for a condition"), "Chờ điều kiện",
                             TD_CHART_TONE_WAIT },
  [TD_TASK_LOOK_REPEAT] = { "recurring", N_ ("Recurring"), "Định kỳ, thường xuyên",
                            TD_CHART_TONE_REPEAT },
  [TD_TASK_LOOK_TODO] = { "not_started", N_ ("Not started"), "Chưa bắt đầu", TD_CHART_TONE_TODO },
  [TD_TASK_LOOK_DONE] = { "done", N_ ("Done"), "Hoàn thành", TD_CHART_TONE_DONE },
  [TD_TASK_LOOK_DONE_LATE] = { "done_late", N_ ("Finished late"), "Xong, trễ hạn",
                               TD_CHART_TONE_OVERDUE_DONE },
};

/**
 * td_task_scope_has:
 * @scope: which tasks are meant
 * @snapshot: facts of all tasks
 * @facts: one of them
 *
 * Returns: whether the task is meant
 */
gboolean
td_task_scope_has (const TdTaskScope *scope,
                   const TdTaskSnapshot *snapshot,
                   const TdTaskFacts *facts)
{
  if (scope->plan_id != 0)
    return facts->plan_id == scope->plan_id;
  if (scope->year != 0)
    return facts->plan_id == 0 ||
           g_array_index (snapshot->plans, TdTaskPlanRef, facts->plan_at).year == scope->year;

  return TRUE;
}

/**
 * td_task_scope_newest_year:
 * @snapshot: facts of all tasks
 * @as_of: the day
 *
 * Returns: the year of @as_of if there is a plan for it, else the newest year there is a plan for;
 *   0 without plans
 */
gint64
td_task_scope_newest_year (const TdTaskSnapshot *snapshot, guint32 as_of)
{
  gint64 newest = 0;
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_julian (&day, MAX (as_of, 1));
  for (guint i = 0; i < snapshot->plans->len; i++)
    {
      gint64 year = g_array_index (snapshot->plans, TdTaskPlanRef, i).year;

      if (g_array_index (snapshot->plans, TdTaskPlanRef, i).id == 0)
        continue; /* what was given from above has no year of its own */
      if (year == g_date_get_year (&day))
        return year;
      newest = MAX (newest, year);
    }

  return newest;
}

/**
 * td_task_look:
 * @snapshot: facts of all tasks
 * @facts: one of them
 * @as_of: the day
 *
 * Returns: how the task is shown on that day
 */
TdTaskLook
td_task_look (const TdTaskSnapshot *snapshot, const TdTaskFacts *facts, guint32 as_of)
{
  TdTaskStatus status = td_task_snapshot_status (snapshot, facts, as_of);
  guint32 due;

  if (status == TD_TASK_DONE_LATE)
    return TD_TASK_LOOK_DONE_LATE;
  if (td_task_status_is_done (status))
    return TD_TASK_LOOK_DONE;
  if (status == TD_TASK_OVERDUE)
    return TD_TASK_LOOK_OVERDUE;
  if (status == TD_TASK_WAITING)
    return TD_TASK_LOOK_WAITING;
  due = td_task_snapshot_due (snapshot, facts, as_of);
  if (due != 0 && due <= as_of + TD_TASK_SOON_DAYS && !(facts->flags & TD_TASK_CONTINUOUS))
    return TD_TASK_LOOK_SOON;
  if (facts->n_turns > 0 || (facts->flags & TD_TASK_CONTINUOUS))
    return TD_TASK_LOOK_REPEAT;
  if (status == TD_TASK_IN_PROGRESS || facts->progress > 0)
    return TD_TASK_LOOK_DOING;

  return TD_TASK_LOOK_TODO;
}

const char *
td_task_look_nick (TdTaskLook look)
{
  g_return_val_if_fail ((guint) look < TD_N_TASK_LOOKS, "not_started");

  return looks[look].nick;
}

const char *
td_task_look_label (TdTaskLook look)
{
  g_return_val_if_fail ((guint) look < TD_N_TASK_LOOKS, "");

  return _ (looks[look].label);
}

/**
 * td_task_look_document_label:
 * @look: how a task is shown
 *
 * Returns: its word in charts and documents: Vietnamese in every language of the window
 */
const char *
td_task_look_document_label (TdTaskLook look)
{
  g_return_val_if_fail ((guint) look < TD_N_TASK_LOOKS, "");

  return looks[look].document;
}

TdChartTone
td_task_look_tone (TdTaskLook look)
{
  g_return_val_if_fail ((guint) look < TD_N_TASK_LOOKS, TD_CHART_TONE_TODO);

  return looks[look].tone;
}

/**
 * td_task_turns_done:
 * @snapshot: facts of all tasks
 * @facts: a recurring task
 * @as_of: the day
 *
 * Returns: how many of its turns were done by then
 */
guint
td_task_turns_done (const TdTaskSnapshot *snapshot, const TdTaskFacts *facts, guint32 as_of)
{
  guint n = 0;

  for (guint i = 0; i < facts->n_turns; i++)
    {
      const TdTaskTurn *turn = &g_array_index (snapshot->turns, TdTaskTurn, facts->turns_at + i);

      n += turn->done != 0 && turn->done <= as_of;
    }

  return n;
}

static char *
left_words (int days)
{
  if (days == 0)
    return g_strdup (_ ("Today"));

  /* Translators: remaining time of a task */
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d day left", "%d days left", (gulong) days), days);
}

static char *
late_words (int days)
{
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d day overdue", "%d days overdue", (gulong) days), days);
}

static char *
done_late_words (const TdTaskSnapshot *snapshot, const TdTaskFacts *facts, guint32 as_of)
{
  guint32 due = td_task_snapshot_due (snapshot, facts, as_of);
  int days = (int) facts->done - (int) due;

  if (facts->done == 0 || due == 0 || days <= 0)
    return g_strdup (td_task_look_label (TD_TASK_LOOK_DONE_LATE));

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Done, %d day late", "Done, %d days late", (gulong) days),
      days);
}

static char *
open_words (const TdTaskSnapshot *snapshot,
            const TdTaskFacts *facts,
            TdTaskLook look,
            guint32 as_of)
{
  if (facts->n_turns > 0)
    return g_strdup_printf (facts->flags & TD_TASK_CONTINUOUS ? _ ("Continuous %u/%u")
                                                              : _ ("Recurring %u/%u"),
                            td_task_turns_done (snapshot, facts, as_of), facts->n_turns);
  if (look == TD_TASK_LOOK_REPEAT)
    return g_strdup (_ ("Continuous"));
  if (look == TD_TASK_LOOK_DOING)
    return g_strdup_printf (_ ("In progress %u %%"), facts->progress);
  if (facts->due == 0)
    return g_strdup (_ ("No deadline"));
  if (facts->start > as_of)
    return g_strdup (_ ("Not yet due"));

  return g_strdup (_ ("Not started"));
}

/**
 * td_task_look_words:
 * @snapshot: facts of all tasks
 * @facts: one of them
 * @as_of: the day
 *
 * Returns: (transfer full): what stands beside the shape: "Overdue 16 days", "In progress 50 %"
 */
char *
td_task_look_words (const TdTaskSnapshot *snapshot, const TdTaskFacts *facts, guint32 as_of)
{
  TdTaskLook look = td_task_look (snapshot, facts, as_of);
  int days = 0;

  switch (look)
    {
    case TD_TASK_LOOK_OVERDUE:
      td_task_snapshot_days_left (snapshot, facts, as_of, &days);
      return late_words (-days);
    case TD_TASK_LOOK_SOON:
      td_task_snapshot_days_left (snapshot, facts, as_of, &days);
      return left_words (days);
    case TD_TASK_LOOK_DONE_LATE:
      return done_late_words (snapshot, facts, as_of);
    case TD_TASK_LOOK_WAITING:
    case TD_TASK_LOOK_DONE:
      return g_strdup (td_task_look_label (look));
    case TD_TASK_LOOK_DOING:
    case TD_TASK_LOOK_REPEAT:
    case TD_TASK_LOOK_TODO:
    case TD_N_TASK_LOOKS:
    default:
      return open_words (snapshot, facts, look, as_of);
    }
}

/**
 * td_task_look_document_words:
 * @snapshot: facts of all tasks
 * @facts: one of them
 * @as_of: the day
 *
 * Returns: (transfer full): as td_task_look_words(), for documents: Vietnamese in every language of
 * the window
 */
char *
td_task_look_document_words (const TdTaskSnapshot *snapshot,
                             const TdTaskFacts *facts,
                             guint32 as_of)
{
  TdTaskLook look = td_task_look (snapshot, facts, as_of);
  guint32 due = td_task_snapshot_due (snapshot, facts, as_of);
  int days = (int) due - (int) as_of;

  if (look == TD_TASK_LOOK_OVERDUE)
    return g_strdup_printf ("Quá hạn %d ngày", -days);
  if (look == TD_TASK_LOOK_SOON)
    return days == 0 ? g_strdup ("Hôm nay") : g_strdup_printf ("Còn %d ngày", days);
  if (look == TD_TASK_LOOK_DONE_LATE && due != 0 && facts->done > due)
    return g_strdup_printf ("Xong, trễ %u ngày", facts->done - due);
  if (look == TD_TASK_LOOK_REPEAT && facts->n_turns > 0)
    return g_strdup_printf (facts->flags & TD_TASK_CONTINUOUS ? "Thường xuyên %u/%u"
                                                              : "Định kỳ %u/%u",
                            td_task_turns_done (snapshot, facts, as_of), facts->n_turns);
  if (look == TD_TASK_LOOK_REPEAT)
    return g_strdup ("Thường xuyên");
  if (look == TD_TASK_LOOK_DOING)
    return g_strdup_printf ("Đang làm %u %%", facts->progress);
  if (look == TD_TASK_LOOK_TODO && facts->due == 0)
    return g_strdup ("Không thời hạn");
  if (look == TD_TASK_LOOK_TODO && facts->start > as_of)
    return g_strdup ("Chưa đến kỳ");

  return g_strdup (td_task_look_document_label (look));
}
