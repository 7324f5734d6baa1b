/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-list.h"

#include "td-date.h"
#include "td-error.h"
#include "td-plan-repository.h"
#include "td-query.h"
#include "td-text.h"

void
td_task_list_item_free (TdTaskListItem *item)
{
  if (item == NULL)
    return;

  td_row_free (TD_KIND_TASK, item->task);
  g_free (item->group);
  g_ptr_array_unref (item->lead_units);
  g_ptr_array_unref (item->coordinating_units);
  g_free (item->due);
  g_free (item);
}

/* RULE deadline-before: "trước ngày D" ends the day before D. */
static char *
last_permitted_day (const TdTaskRow *task)
{
  GDate date;

  if (task->deadline_end == NULL || !td_date_parse_iso (task->deadline_end, &date))
    return NULL;
  if (task->deadline_exclusive)
    g_date_subtract_days (&date, 1);

  return td_date_format_iso (&date);
}

static GPtrArray *
unit_names (const TdPlanData *data, gint64 task_id, const char *role)
{
  g_autoptr (GPtrArray) units = td_plan_data_task_units (data, task_id, role);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < units->len; i++)
    g_ptr_array_add (names, g_strdup (((TdTaskUnitRow *) g_ptr_array_index (units, i))->text));

  return names;
}

static TdTaskListItem *
make_item (const TdPlanData *data, const TdTaskRow *task)
{
  TdTaskListItem *item = g_new0 (TdTaskListItem, 1);
  const TdPlanGroupRow *group =
      task->group_id != 0 ? td_plan_data_get (data, TD_KIND_PLAN_GROUP, task->group_id) : NULL;

  item->task = td_row_copy (TD_KIND_TASK, task);
  item->group = group != NULL ? g_strdup (group->title) : NULL;
  item->lead_units = unit_names (data, task->row.id, "lead");
  item->coordinating_units = unit_names (data, task->row.id, "coordinating");
  item->due = last_permitted_day (task);

  return item;
}

static gboolean
names_unit (const TdTaskListItem *item, const char *unit)
{
  for (guint i = 0; i < item->lead_units->len; i++)
    {
      if (td_text_equal_folded (g_ptr_array_index (item->lead_units, i), unit))
        return TRUE;
    }

  return FALSE;
}

static void
append_tasks (GPtrArray *items, const TdPlanData *data, gint64 group_id, const char *unit)
{
  g_autoptr (GPtrArray) tasks = td_plan_data_group_tasks (data, group_id);

  for (guint i = 0; i < tasks->len; i++)
    {
      TdTaskListItem *item = make_item (data, g_ptr_array_index (tasks, i));

      if (unit == NULL || names_unit (item, unit))
        g_ptr_array_add (items, item);
      else
        td_task_list_item_free (item);
    }
}

static gboolean
append_plan (
    GPtrArray *items, TdConnection *connection, gint64 plan_id, const char *unit, GError **error)
{
  g_autoptr (TdPlanData) data = td_plan_repository_load (connection, plan_id, error);

  if (data == NULL)
    return FALSE;
  append_tasks (items, data, 0, unit);
  for (guint g = 0; g < td_plan_data_count (data, TD_KIND_PLAN_GROUP); g++)
    append_tasks (items, data, ((TdRow *) td_plan_data_nth (data, TD_KIND_PLAN_GROUP, g))->id,
                  unit);

  return TRUE;
}

/**
 * td_task_list_read:
 * @connection: where to read
 * @plan_id: one plan; 0: all plans, newest year first
 * @unit: (nullable): only tasks this unit leads, by name, with or without diacritics
 * @error: return location; TD_ERROR_NOT_FOUND when there is no such plan
 *
 * Returns: (nullable) (transfer full) (element-type TdTaskListItem): the tasks in plan order
 */
GPtrArray *
td_task_list_read (TdConnection *connection, gint64 plan_id, const char *unit, GError **error)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_task_list_item_free);
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_PLAN);
  g_autoptr (GArray) plans = NULL;

  if (plan_id != 0)
    return append_plan (items, connection, plan_id, unit, error) ? g_steal_pointer (&items) : NULL;

  td_query_order_by (query, "year", TRUE);
  plans = td_query_list_ids (query, connection, error);
  if (plans == NULL)
    return NULL;
  for (guint i = 0; i < plans->len; i++)
    {
      if (!append_plan (items, connection, g_array_index (plans, gint64, i), unit, error))
        return NULL;
    }

  return g_steal_pointer (&items);
}
