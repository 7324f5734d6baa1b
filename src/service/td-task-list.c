/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-list.h"

#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-row-sql.h"

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

void
td_task_list_free (TdTaskList *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->items);
  td_task_result_free (self->result);
  g_free (self);
}

/* Returns: (transfer none) (nullable): the title of an area row, read once */
static const char *
group_title (TdConnection *connection, GHashTable *titles, gint64 id)
{
  TdPlanGroupRow *group;
  char *title;

  if (id == 0)
    return NULL;
  title = g_hash_table_lookup (titles, &id);
  if (title != NULL)
    return title;
  group = td_row_sql_get (connection, TD_KIND_PLAN_GROUP, id, NULL);
  title = g_strdup (group != NULL && group->title != NULL ? group->title : "");
  td_row_free (TD_KIND_PLAN_GROUP, group);
  g_hash_table_insert (titles, g_memdup2 (&id, sizeof id), title);

  return title;
}

static void
add_units (TdTaskListItem *item, const TdTaskUnitRef *units, guint n_units)
{
  item->lead_units = g_ptr_array_new_with_free_func (g_free);
  item->coordinating_units = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_units; i++)
    g_ptr_array_add (units[i].lead ? item->lead_units : item->coordinating_units,
                     g_strdup (units[i].name));
}

static TdTaskListItem *
make_item (TdConnection *connection,
           const TdTaskResult *result,
           const TdTaskFacts *facts,
           GHashTable *titles,
           GError **error)
{
  TdTaskRow *task = td_row_sql_get (connection, TD_KIND_TASK, facts->id, error);
  guint32 due = td_task_snapshot_due (result->snapshot, facts, result->as_of);
  TdTaskListItem *item;

  if (task == NULL)
    return NULL;
  item = g_new0 (TdTaskListItem, 1);
  item->task = task;
  item->group = g_strdup (group_title (connection, titles, facts->group_id));
  add_units (item, td_task_snapshot_units (result->snapshot, facts), facts->n_units);
  item->status = td_task_snapshot_status (result->snapshot, facts, result->as_of);
  if (!td_task_snapshot_days_left (result->snapshot, facts, result->as_of, &item->days_left))
    item->days_left = TD_TASK_LIST_NO_DAYS;
  if (due != 0)
    {
      GDate date;

      g_date_clear (&date, 1);
      g_date_set_julian (&date, due);
      item->due = td_date_format_iso (&date);
    }

  return item;
}

/**
 * td_task_list_from_result:
 * @connection: where to read the rows
 * @result: (transfer full): what a filter found
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the rows of the tasks found
 */
TdTaskList *
td_task_list_from_result (TdConnection *connection, TdTaskResult *result, GError **error)
{
  g_autoptr (TdTaskList) self = g_new0 (TdTaskList, 1);
  g_autoptr (GHashTable) titles =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) td_task_list_item_free);
  self->result = result;
  for (guint i = 0; i < result->rows->len; i++)
    {
      TdTaskListItem *item =
          make_item (connection, result, td_task_result_nth (result, i), titles, error);

      if (item == NULL)
        return NULL;
      g_ptr_array_add (self->items, item);
    }

  return g_steal_pointer (&self);
}

/**
 * td_task_list_read:
 * @connection: where to read
 * @filter: which tasks
 * @as_of: (nullable): the day; NULL: today
 * @error: return location; TD_ERROR_NOT_FOUND when there is no such plan
 *
 * Returns: (nullable) (transfer full): the tasks
 */
TdTaskList *
td_task_list_read (TdConnection *connection,
                   const TdTaskFilter *filter,
                   const GDate *as_of,
                   GError **error)
{
  g_autoptr (TdTaskSnapshot) snapshot = NULL;
  TdTaskResult *result;
  GDate today;

  if (filter->plan_id > 0)
    {
      gpointer plan = td_row_sql_get (connection, TD_KIND_PLAN, filter->plan_id, error);

      if (plan == NULL)
        return NULL;
      td_row_free (TD_KIND_PLAN, plan);
    }
  td_date_today (&today);
  snapshot = td_task_snapshot_load (connection, error);
  if (snapshot == NULL)
    return NULL;
  result = td_task_query_run (snapshot, connection, filter,
                              g_date_get_julian (as_of != NULL ? as_of : &today), error);

  return result != NULL ? td_task_list_from_result (connection, result, error) : NULL;
}

/**
 * td_task_days_words:
 * @days_left: calendar days to the last permitted day
 *
 * Returns: (transfer full) (nullable): "4 days left", "Today", "16 days late"; NULL for
 *   TD_TASK_LIST_NO_DAYS
 */
char *
td_task_days_words (int days_left)
{
  if (days_left == TD_TASK_LIST_NO_DAYS)
    return NULL;
  if (days_left == 0)
    return g_strdup (_ ("Due today"));
  if (days_left < 0)
    return g_strdup_printf (ngettext ("%d day late", "%d days late", (gulong) -days_left),
                            -days_left);

  return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong) days_left), days_left);
}
