/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-turns.h"

#include "td-deadline.h"

/**
 * td_task_turns:
 * @task: a task
 * @year: the year of its plan
 *
 * The turns of a task in the order its snapshot has them: what its words say, or what was typed in
 * their place.
 *
 * Returns: (transfer full) (element-type TdTurn): the turns; none when it is done once
 */
GArray *
td_task_turns (const TdTaskRow *task, int year)
{
  g_autoptr (TdDeadline) deadline =
      td_deadline_parse (task->deadline_typed ? NULL : task->deadline_text, year, NULL);

  if (task->deadline_typed || deadline->recurrence == NULL)
    {
      g_free (deadline->recurrence);
      deadline->recurrence = g_strdup (task->deadline_recurrence);
    }
  if (task->deadline_typed)
    {
      deadline->start = g_strdup (task->deadline_start);
      deadline->end = g_strdup (task->deadline_end);
      deadline->end_exclusive = task->deadline_exclusive;
    }

  return td_turn_expand (deadline, year);
}
