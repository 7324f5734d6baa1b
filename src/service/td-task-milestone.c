/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-milestone.h"

#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-kind.h"
#include "td-row-follow-up.h"

static char *
iso_of (guint32 julian)
{
  GDate date;

  if (julian == 0)
    return NULL;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);

  return td_date_format_iso (&date);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const TdTaskMilestoneRow *first = *(TdTaskMilestoneRow *const *) a;
  const TdTaskMilestoneRow *second = *(TdTaskMilestoneRow *const *) b;

  if (first->position != second->position)
    return first->position < second->position ? -1 : 1;

  return first->row.id < second->row.id ? -1 : 1;
}

/**
 * td_task_milestones_list:
 * @workspace: the workspace
 * @task_id: a task
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type TdTaskMilestoneRow): its milestones, in the
 * order of the turns of a #TdTaskSnapshot
 */
GPtrArray *
td_task_milestones_list (TdWorkspace *workspace, gint64 task_id, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_TASK_MILESTONE);
  GPtrArray *rows;

  td_query_where_int (query, "task_id", TD_QUERY_EQUAL, task_id);
  rows = td_workspace_list_rows (workspace, query, error);
  if (rows != NULL)
    g_ptr_array_sort (rows, compare_places);

  return rows;
}

/**
 * td_task_edit_move_milestone:
 * @milestones: as td_task_milestones_list() gave them
 * @index: which of the turns of the task; a milestone without a last day is none
 * @first: its new first day, a Julian day; 0: none
 * @last: its new last permitted day
 *
 * Returns: (nullable) (transfer full): puts one milestone on other days; %NULL: it is gone
 */
TdEdit *
td_task_edit_move_milestone (const GPtrArray *milestones, guint index, guint32 first, guint32 last)
{
  g_autofree char *start = iso_of (first);
  g_autofree char *end = iso_of (last);
  guint turn = 0;

  for (guint i = 0; i < milestones->len; i++)
    {
      const TdTaskMilestoneRow *row = g_ptr_array_index (milestones, i);
      TdEdit *edit;

      if (row->end == NULL || turn++ != index)
        continue;
      edit = td_edit_new_set (TD_KIND_TASK_MILESTONE, row->row.id, "start", start);
      td_edit_and_set (edit, "end", end);
      return edit;
    }

  return NULL;
}

/**
 * td_task_edit_turns_to_milestones:
 * @snapshot: facts of all tasks
 * @facts: a recurring task
 * @names: (array zero-terminated=1): what its turns are called
 * @index: the turn that is moved
 * @first: its new first day, a Julian day
 * @last: its new last permitted day
 *
 * Turns follow from the words and have no days of their own; the one that is moved takes the others
 * of the year with it, each with what was done of it.
 *
 * Returns: (transfer full): makes milestones of the turns, one of them on other days
 */
TdEdit *
td_task_edit_turns_to_milestones (const TdTaskSnapshot *snapshot,
                                  const TdTaskFacts *facts,
                                  const char *const *names,
                                  guint index,
                                  guint32 first,
                                  guint32 last)
{
  TdEdit *batch = td_edit_new_batch (_ ("Move a turn"));
  g_autofree char *task = g_strdup_printf ("%" G_GINT64_FORMAT, facts->id);

  for (guint i = 0; i < facts->n_turns && names[i] != NULL; i++)
    {
      const TdTaskTurn *turn = &g_array_index (snapshot->turns, TdTaskTurn, facts->turns_at + i);
      g_autofree char *start = iso_of (i == index ? first : turn->first);
      g_autofree char *end = iso_of (i == index ? last : turn->last);
      g_autofree char *done = iso_of (turn->done);
      TdEdit *edit = td_edit_new_add (TD_KIND_TASK_MILESTONE);

      td_edit_set_value (edit, "task_id", task);
      td_edit_set_value (edit, "title", names[i]);
      td_edit_set_value (edit, "start", start);
      td_edit_set_value (edit, "end", end);
      td_edit_set_value (edit, "done_date", done);
      td_edit_batch_append (batch, edit);
    }

  return batch;
}
