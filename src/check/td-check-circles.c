/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-pattern.h"
#include "td-text.h"

#define MOST_TASKS 400   /* that wait for something; more are not looked at */
#define LEAST_PRODUCT 3U /* words of a product that a condition can mean; fewer fit anything */

TD_PATTERN (other_task, "nhiệm vụ\\s+(?:(?:số|thứ|mục|tại mục|STT)\\s+)?(\\d{1,3})(?![\\d/.,]\\d)")

/* Whether the condition of a task speaks of another one: by its number, or by what it makes. */
static gboolean
waits_for (const TdTaskRow *task, const char *condition, const TdTaskRow *other)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_auto (GStrv) products = NULL;

  for (g_regex_match (other_task (), task->deadline_condition, 0, &match);
       g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *number = g_match_info_fetch (match, 1);

      if (g_strcmp0 (number, other->number) == 0)
        return TRUE;
    }
  if (task == other || other->product_text == NULL)
    return FALSE;
  products = g_strsplit_set (other->product_text, "\n;", -1);
  for (guint i = 0; products[i] != NULL; i++)
    {
      g_autofree char *product = td_text_fold_keep_marks (g_strstrip (products[i]));
      const char *words = product + strspn (product, "-+* ");

      if (td_check_count_words (words) >= LEAST_PRODUCT && strstr (condition, words) != NULL)
        return TRUE;
    }

  return FALSE;
}

static GPtrArray *
waiting_tasks (const TdCheck *check)
{
  GPtrArray *tasks = g_ptr_array_new ();

  for (guint i = 0; i < td_plan_data_count (check->data, TD_KIND_TASK); i++)
    {
      TdTaskRow *task = td_plan_data_nth (check->data, TD_KIND_TASK, i);

      if (task->deadline_condition != NULL && tasks->len < MOST_TASKS)
        g_ptr_array_add (tasks, task);
    }

  return tasks;
}

/* Follows who waits for whom from @start until it comes back to it. Fills @before with the way;
 * returns the last task of the circle, -1 when there is none, or one that begins earlier. */
static gint
find_circle (const gboolean *waits, guint n, guint start, gint *before)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n; i++)
    before[i] = -1;
  g_array_append_val (open, start);
  for (guint at = 0; at < open->len; at++)
    {
      guint i = g_array_index (open, guint, at);

      if (waits[i * n + start])
        return (gint) i;
      for (guint j = start + 1; j < n; j++)
        {
          if (!waits[i * n + j] || before[j] >= 0)
            continue;
          before[j] = (gint) i;
          g_array_append_val (open, j);
        }
    }

  return -1;
}

static void
report_circle (TdCheck *check, const GPtrArray *tasks, guint start, gint last, const gint *before)
{
  const TdTaskRow *first = g_ptr_array_index (tasks, start);
  g_autofree char *place = td_check_task_place (check, first);
  g_autoptr (GString) way = g_string_new (first->number != NULL ? first->number : "?");
  TdFinding *finding;

  for (gint i = last; i >= 0 && (guint) i != start; i = before[i])
    {
      const TdTaskRow *task = g_ptr_array_index (tasks, (guint) i);

      g_string_prepend (way, " → ");
      g_string_prepend (way, task->number != NULL ? task->number : "?");
    }
  g_string_prepend (way, " → ");
  g_string_prepend (way, first->number != NULL ? first->number : "?");
  finding =
      td_check_add (check, "circular-condition", TD_SEVERITY_ERROR, place, TD_KIND_TASK,
                    first->row.id, first->deadline_text,
                    _ ("The conditions run in a circle (task %s): each waits for the next, so "
                       "that none can begin. Give one of them a day."),
                    way->str);
  finding->field = "deadline_text";
}

/**
 * td_check_circles:
 * @check: a check
 *
 * Deadlines whose conditions wait for each other.
 */
void
td_check_circles (TdCheck *check)
{
  g_autoptr (GPtrArray) tasks = waiting_tasks (check);
  g_autofree gboolean *waits = g_new0 (gboolean, (gsize) tasks->len * tasks->len + 1);
  g_autofree gint *before = g_new0 (gint, tasks->len + 1);

  for (guint i = 0; i < tasks->len; i++)
    {
      const TdTaskRow *task = g_ptr_array_index (tasks, i);
      g_autofree char *condition = td_text_fold_keep_marks (task->deadline_condition);

      for (guint j = 0; j < tasks->len; j++)
        waits[i * tasks->len + j] = waits_for (task, condition, g_ptr_array_index (tasks, j));
    }
  for (guint i = 0; i < tasks->len; i++)
    {
      gint last = find_circle (waits, tasks->len, i, before);

      if (last >= 0)
        report_circle (check, tasks, i, last, before);
    }
}
