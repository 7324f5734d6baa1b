/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pattern.h"
#include "td-plan-roll-private.h"
#include "td-year-shift.h"

TD_PATTERN (yearly_words, "hằng năm|hàng năm|định kỳ|định kì|báo cáo|năm \\d{4}|/\\d{4}")

/* Work that is done once; what names a year or recurs is wanted every year. */
static gboolean
is_one_off (const TdTaskRow *task)
{
  return g_strcmp0 (task->deadline_kind, "recurring") != 0 &&
         g_strcmp0 (task->deadline_kind, "continuous") != 0 &&
         !td_pattern_matches (yearly_words (), task->content) &&
         !td_pattern_matches (yearly_words (), task->product_text);
}

static gboolean
is_done (const TdRollOptions *options, const TdTaskRow *task)
{
  if (options->done != NULL)
    return g_hash_table_contains (options->done, &task->row.id);

  return task->done_date != NULL || task->progress >= 100;
}

/**
 * td_roll_fate_of_task:
 * @options: which tasks go along
 * @task: a task of the old plan
 *
 * RULE roll-task: what was chosen for the task itself comes first; else one-off tasks that are done
 * stay behind and those that are not go along, or as the options say; regular ones go along. A
 * bullet of the body belongs to its text.
 *
 * Returns: what becomes of it
 */
TdRollFate
td_roll_fate_of_task (const TdRollOptions *options, const TdTaskRow *task)
{
  gpointer choice;
  gboolean done = is_done (options, task);

  if (task->block_id != 0)
    return TD_ROLL_GOES_ALONG;
  if (options->choices != NULL &&
      g_hash_table_lookup_extended (options->choices, &task->row.id, NULL, &choice))
    return GPOINTER_TO_INT (choice) ? TD_ROLL_GOES_ALONG : TD_ROLL_STAYS;
  if (!is_one_off (task))
    return TD_ROLL_GOES_ALONG;
  if (done)
    return options->keep_done ? TD_ROLL_GOES_ALONG : TD_ROLL_STAYS;

  return options->drop_unfinished ? TD_ROLL_STAYS : TD_ROLL_OFFERED;
}

/**
 * td_roll_task_free:
 * @task: (nullable) (transfer full): a task
 */
void
td_roll_task_free (TdRollTask *task)
{
  if (task == NULL)
    return;

  g_free (task->number);
  g_free (task->content);
  g_free (task->content_after);
  g_free (task->deadline);
  g_free (task->deadline_after);
  g_free (task);
}

static char *
shifted (const char *text, int from, int to)
{
  return text != NULL ? td_year_shift_text (text, from, to, NULL) : NULL;
}

/**
 * td_plan_roll_tasks:
 * @data: a plan, sorted
 * @options: for which year, and which tasks
 *
 * What becomes of each task of the annex, to choose from before td_plan_roll().
 *
 * Returns: (transfer full) (element-type TdRollTask): the tasks in the order of the plan
 */
GPtrArray *
td_plan_roll_tasks (const TdPlanData *data, const TdRollOptions *options)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) td_roll_task_free);

  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_TASK); i++)
    {
      const TdTaskRow *row = td_plan_data_nth (data, TD_KIND_TASK, i);
      TdRollTask *task;

      if (row->block_id != 0)
        continue;
      task = g_new0 (TdRollTask, 1);
      task->id = row->row.id;
      task->number = g_strdup (row->number);
      task->content = g_strdup (row->content);
      task->content_after = shifted (row->content, (int) data->plan->year, options->year);
      task->deadline = g_strdup (row->deadline_text);
      task->deadline_after = shifted (row->deadline_text, (int) data->plan->year, options->year);
      task->one_off = is_one_off (row);
      task->done = is_done (options, row);
      task->fate = td_roll_fate_of_task (options, row);
      g_ptr_array_add (tasks, task);
    }

  return tasks;
}

/**
 * td_roll_choose:
 * @choices: (nullable) (transfer full): choices made so far
 * @task_id: a task of the old plan
 * @keep: whether it goes along
 *
 * Returns: (transfer full): @choices with this one, for the options
 */
GHashTable *
td_roll_choose (GHashTable *choices, gint64 task_id, gboolean keep)
{
  if (choices == NULL)
    choices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_hash_table_insert (choices, g_memdup2 (&task_id, sizeof task_id), GINT_TO_POINTER (keep));

  return choices;
}
