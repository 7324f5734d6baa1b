/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-task-export.h"
#include "td-task-list.h"

static void
add_strings (JsonBuilder *builder, const char *key, GPtrArray *texts)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (texts, i));
  json_builder_end_array (builder);
}

static void
add_task (JsonBuilder *builder, const TdTaskListItem *item)
{
  const TdTaskRow *task = item->task;

  json_builder_begin_object (builder);
  td_cli_json_int (builder, "id", task->row.id);
  if (task->plan_id != 0)
    td_cli_json_int (builder, "plan", task->plan_id);
  else
    td_cli_json_string (builder, "plan", NULL);
  td_cli_json_string (builder, "group", item->group);
  td_cli_json_string (builder, "number", task->number);
  td_cli_json_string (builder, "content", task->content);
  add_strings (builder, "lead_units", item->lead_units);
  add_strings (builder, "coordinating_units", item->coordinating_units);
  td_cli_json_string (builder, "deadline_text", task->deadline_text);
  td_cli_json_string (builder, "due", item->due);
  td_cli_json_string (builder, "status", td_task_status_to_nick (item->status));
  td_cli_json_int (builder, "progress", task->progress);
  td_cli_json_string (builder, "done", task->done_date);
  if (item->days_left != TD_TASK_LIST_NO_DAYS)
    td_cli_json_int (builder, "days_left", item->days_left);
  else
    td_cli_json_string (builder, "days_left", NULL);
  td_cli_json_string (builder, "condition", task->deadline_condition);
  td_cli_json_string (builder, "assigned_by", task->assigner);
  td_cli_json_string (builder, "assigned_symbol", task->assigned_symbol);
  json_builder_end_object (builder);
}

static void
add_count (JsonBuilder *builder, const TdTaskCount *count)
{
  json_builder_begin_object (builder);
  td_cli_json_int (builder, "total", count->total);
  for (guint i = 0; i < TD_N_TASK_STATUSES; i++)
    td_cli_json_int (builder, td_task_status_to_nick ((TdTaskStatus) i), count->by_status[i]);
  json_builder_set_member_name (builder, "six_way");
  json_builder_begin_object (builder);
  td_cli_json_int (builder, "done_in_time", count->done_in_time);
  td_cli_json_int (builder, "done_late", count->done_late);
  td_cli_json_int (builder, "done_no_deadline", count->done_undated);
  td_cli_json_int (builder, "open_in_time", count->open_in_time);
  td_cli_json_int (builder, "open_late", count->open_late);
  td_cli_json_int (builder, "open_no_deadline", count->open_undated);
  json_builder_end_object (builder);
  td_cli_json_int (builder, "due_7", count->due_7);
  td_cli_json_int (builder, "due_30", count->due_30);
  td_cli_json_int (builder, "late_excused", count->late_excused);
  json_builder_end_object (builder);
}

/* What the options of a list ask for. */
static TdTaskFilter *
read_filter (TdCli *cli, GError **error)
{
  g_autoptr (TdTaskFilter) filter = td_task_filter_from_text (td_cli_option (cli, "filter"), error);
  gint64 due = -1;

  if (filter == NULL || !td_cli_option_int (cli, "plan", &filter->plan_id, error) ||
      !td_cli_option_int (cli, "due", &due, error) ||
      (td_cli_option (cli, "status") != NULL &&
       !td_task_filter_add_statuses (filter, td_cli_option (cli, "status"), error)))
    return NULL;
  if (due >= 0)
    filter->due_within = (int) MIN (due, 3660);
  if (td_cli_option (cli, "unit") != NULL)
    filter->unit = g_strdup (td_cli_option (cli, "unit"));
  if (td_cli_option (cli, "area") != NULL)
    filter->area = g_strdup (td_cli_option (cli, "area"));
  if (td_cli_option (cli, "text") != NULL)
    filter->text = g_strdup (td_cli_option (cli, "text"));
  if (td_cli_has_option (cli, "assigned"))
    filter->plan_id = TD_TASK_FILTER_ABOVE;

  return g_steal_pointer (&filter);
}

static void
print_item (TdCli *cli, const TdTaskListItem *item)
{
  const TdTaskRow *task = item->task;

  td_cli_print (cli, "%" G_GINT64_FORMAT "\t%s\t%s\t%s\t%s\t%s\t%s", task->row.id,
                item->group != NULL ? item->group : "", task->number != NULL ? task->number : "",
                task->content != NULL ? task->content : "",
                task->deadline_text != NULL ? task->deadline_text : "",
                item->due != NULL ? item->due : "", td_task_status_label (item->status));
}

static int
task_list (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (TdTaskFilter) filter = NULL;
  g_autoptr (TdTaskList) list = NULL;
  JsonBuilder *builder;

  if (workspace == NULL)
    return 4;
  filter = read_filter (cli, error);
  if (filter == NULL)
    return 2;
  list = td_task_list_read (td_workspace_get_connection (workspace), filter, NULL, error);
  if (list == NULL)
    return 4;

  if (!td_cli_json (cli))
    {
      for (guint i = 0; i < list->items->len; i++)
        print_item (cli, g_ptr_array_index (list->items, i));
      return 0;
    }
  builder = td_cli_begin_json ("tiendo-tasks/1");
  json_builder_set_member_name (builder, "tasks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->items->len; i++)
    add_task (builder, g_ptr_array_index (list->items, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "summary");
  add_count (builder, &list->result->count);
  td_cli_print_json (cli, builder);

  return 0;
}

static gboolean
read_group_by (TdCli *cli, TdTaskFilter *filter, GError **error)
{
  static const char *const names[] = { "none", "plan", "area", "unit", "month", "status" };
  const char *name = td_cli_option (cli, "by");

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (name, names[i]))
        {
          filter->group_by = (TdTaskGroupBy) i;
          return TRUE;
        }
    }
  if (name == NULL)
    return TRUE;
  td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                   _ ("--by takes plan, area, unit, month or status, not “%s”."), name);

  return FALSE;
}

static void
print_count (TdCli *cli, const char *label, const TdTaskCount *count)
{
  td_cli_print (cli,
                _ ("%s: %u tasks. Done: %u in time, %u late, %u without a deadline. Not done: %u "
                   "in time, %u late, %u without a deadline."),
                label, count->total, count->done_in_time, count->done_late, count->done_undated,
                count->open_in_time, count->open_late, count->open_undated);
}

static int
task_summary (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (TdTaskFilter) filter = NULL;
  g_autoptr (TdTaskList) list = NULL;
  g_autoptr (TdTaskSnapshot) snapshot = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  JsonBuilder *builder;

  if (workspace == NULL)
    return 4;
  filter = read_filter (cli, error);
  if (filter == NULL || !read_group_by (cli, filter, error))
    return 2;
  list = td_task_list_read (td_workspace_get_connection (workspace), filter, NULL, error);
  groups = list != NULL ? td_task_query_count_by (list->result->snapshot,
                                                  td_workspace_get_connection (workspace), filter,
                                                  list->result->as_of, error)
                        : NULL;
  if (groups == NULL)
    return 4;
  if (!td_cli_json (cli))
    {
      print_count (cli, _ ("All"), &list->result->count);
      for (guint i = 0; filter->group_by != TD_TASK_GROUP_NONE && i < groups->len; i++)
        {
          const TdTaskGroup *group = g_ptr_array_index (groups, i);

          print_count (cli, group->label, &group->count);
        }
      return 0;
    }
  builder = td_cli_begin_json ("tiendo-task-summary/1");
  json_builder_set_member_name (builder, "all");
  add_count (builder, &list->result->count);
  json_builder_set_member_name (builder, "groups");
  json_builder_begin_array (builder);
  for (guint i = 0; filter->group_by != TD_TASK_GROUP_NONE && i < groups->len; i++)
    {
      const TdTaskGroup *group = g_ptr_array_index (groups, i);

      json_builder_begin_object (builder);
      td_cli_json_string (builder, "key", group->key);
      td_cli_json_string (builder, "label", group->label);
      json_builder_set_member_name (builder, "count");
      add_count (builder, &group->count);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  td_cli_print_json (cli, builder);

  return 0;
}

static int
task_export (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  const char *path = td_cli_argument (cli, 0);
  g_autoptr (TdTaskFilter) filter = NULL;
  g_autoptr (TdTaskList) list = NULL;
  gboolean done;

  if (workspace == NULL)
    return 4;
  filter = read_filter (cli, error);
  if (filter == NULL || !read_group_by (cli, filter, error))
    return 2;
  list = td_task_list_read (td_workspace_get_connection (workspace), filter, NULL, error);
  if (list == NULL)
    return 4;
  done = td_cli_has_option (cli, "by-unit")
             ? td_task_export_ics_by_unit (list, path, td_cli_force (cli), NULL, error)
             : td_task_export (list, td_cli_option (cli, "title"), path, td_cli_force (cli), error);

  return done ? 0 : 4;
}

const TdCliCommand td_cli_task_commands[] = {
  { "task list", task_list, 0, 0, NULL, "plan= status= unit= area= due= text= assigned filter=",
    N_ ("List tasks in the order of the plan, with what follows from their deadlines") },
  { "task summary", task_summary, 0, 0, NULL,
    "plan= status= unit= area= due= text= assigned filter= by=",
    N_ ("Count tasks done and not done, in time, late and without a deadline") },
  { "task export", task_export, 1, 1, "OUT",
    "plan= status= unit= area= due= text= assigned filter= by= title= by-unit",
    N_ ("Write a list of tasks as .xlsx, .csv, .pdf, .docx or .ics; with --by-unit a calendar for "
        "each unit into the folder OUT") },
  { NULL },
};
