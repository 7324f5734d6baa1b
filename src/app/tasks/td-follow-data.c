/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-follow-data.h"

#include <string.h>

#include "td-kind.h"
#include "td-task-milestone.h"
#include "td-task-turns.h"

void
td_follow_data_free (TdFollowData *data)
{
  if (data == NULL)
    return;

  g_clear_pointer (&data->updates, g_ptr_array_unref);
  g_clear_pointer (&data->evidence, g_ptr_array_unref);
  g_clear_pointer (&data->triggers, g_ptr_array_unref);
  g_clear_pointer (&data->products, g_ptr_array_unref);
  g_clear_pointer (&data->milestones, g_ptr_array_unref);
  g_free (data);
}

static GPtrArray *
list_of_task (TdWorkspace *workspace, TdKind kind, gint64 task_id, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (kind);

  td_query_where_int (query, "task_id", TD_QUERY_EQUAL, task_id);

  return td_workspace_list_rows (workspace, query, error);
}

/* By day, the later report of a day first */
static int
compare_updates (gconstpointer a, gconstpointer b)
{
  const TdTaskUpdateRow *first = *(TdTaskUpdateRow *const *) a;
  const TdTaskUpdateRow *second = *(TdTaskUpdateRow *const *) b;
  int order = g_strcmp0 (second->date, first->date);

  return order != 0 ? order : first->row.id > second->row.id ? -1 : 1;
}

static GPtrArray *
list_evidence (TdWorkspace *workspace, gint64 task_id, GError **error)
{
  g_autoptr (GPtrArray) links = list_of_task (workspace, TD_KIND_EVIDENCE_LINK, task_id, error);
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_EVIDENCE);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (links == NULL)
    return NULL;
  for (guint i = 0; i < links->len; i++)
    g_array_append_val (ids, ((TdEvidenceLinkRow *) g_ptr_array_index (links, i))->evidence_id);
  if (ids->len == 0)
    {
      const gint64 none = -1;

      g_array_append_val (ids, none);
    }
  td_query_where_ids (query, "id", (const gint64 *) (gpointer) ids->data, ids->len);

  return td_workspace_list_rows (workspace, query, error);
}

/**
 * td_follow_data_read:
 * @workspace: the workspace
 * @task_id: a task
 * @error: return location
 *
 * Returns: (nullable) (transfer full): what was reported about the task
 */
TdFollowData *
td_follow_data_read (TdWorkspace *workspace, gint64 task_id, GError **error)
{
  g_autoptr (TdFollowData) data = g_new0 (TdFollowData, 1);

  data->updates = list_of_task (workspace, TD_KIND_TASK_UPDATE, task_id, error);
  if (data->updates == NULL)
    return NULL;
  g_ptr_array_sort (data->updates, compare_updates);
  data->triggers = list_of_task (workspace, TD_KIND_TASK_TRIGGER, task_id, error);
  if (data->triggers == NULL)
    return NULL;
  data->products = list_of_task (workspace, TD_KIND_TASK_PRODUCT, task_id, error);
  if (data->products == NULL)
    return NULL;
  data->milestones = td_task_milestones_list (workspace, task_id, error);
  if (data->milestones == NULL)
    return NULL;
  data->evidence = list_evidence (workspace, task_id, error);

  return data->evidence != NULL ? g_steal_pointer (&data) : NULL;
}

/**
 * td_follow_turn_period:
 * @task: a recurring task, or one whose deadline has several parts
 * @turn: one of its turns
 * @index: its place among them
 *
 * Returns: (transfer full): the name of the turn as occurrences keep it: "2026-03", "2026-Q1",
 *   "2026-H1", "2026", "2026-W07", "2026/2"
 */
char *
td_follow_turn_period (const TdTaskRow *task, const TdTaskTurn *turn, guint index)
{
  const char *recurrence = task->deadline_recurrence != NULL ? task->deadline_recurrence : "";
  int year, month;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, MAX (turn->last, 1));
  year = g_date_get_year (&date);
  month = (int) g_date_get_month (&date);
  if (g_strcmp0 (task->deadline_kind, "compound") == 0)
    {
      g_autoptr (GArray) turns = td_task_turns (task, year);

      return g_strdup (index < turns->len ? g_array_index (turns, TdTurn, index).period : "");
    }
  if (strstr (recurrence, ";count=") != NULL)
    return g_strdup_printf ("%d/%u", year, index + 1);
  if (g_str_has_prefix (recurrence, "monthly"))
    return g_strdup_printf ("%d-%02d", year, month);
  if (g_str_has_prefix (recurrence, "quarterly"))
    return g_strdup_printf ("%d-Q%d", year, (month + 2) / 3);
  if (g_str_has_prefix (recurrence, "half-yearly"))
    return g_strdup_printf ("%d-H%d", year, month <= 6 ? 1 : 2);
  if (g_str_has_prefix (recurrence, "weekly"))
    {
      g_autoptr (GDateTime) day =
          g_date_time_new_utc (year, month, g_date_get_day (&date), 12, 0, 0);

      return g_strdup_printf ("%d-W%02d", g_date_time_get_week_numbering_year (day),
                              g_date_time_get_week_of_year (day));
    }
  if (g_str_has_prefix (recurrence, "daily"))
    return g_strdup_printf ("%d-%02d-%02d", year, month, g_date_get_day (&date));

  return g_strdup_printf ("%d", year);
}
