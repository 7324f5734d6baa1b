/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>

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
  td_cli_json_int (builder, "plan", task->plan_id);
  td_cli_json_string (builder, "group", item->group);
  td_cli_json_string (builder, "number", task->number);
  td_cli_json_string (builder, "content", task->content);
  add_strings (builder, "lead_units", item->lead_units);
  add_strings (builder, "coordinating_units", item->coordinating_units);
  td_cli_json_string (builder, "deadline_text", task->deadline_text);
  td_cli_json_string (builder, "due", item->due);
  td_cli_json_string (builder, "status", task->status != NULL ? task->status : "not_started");
  td_cli_json_int (builder, "progress", task->progress);
  json_builder_end_object (builder);
}

static int
task_list (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (GPtrArray) items = NULL;
  gint64 plan_id = 0;
  JsonBuilder *builder;

  if (workspace == NULL || !td_cli_option_int (cli, "plan", &plan_id, error))
    return 2;
  items = td_task_list_read (td_workspace_get_connection (workspace), plan_id,
                             td_cli_option (cli, "unit"), error);
  if (items == NULL)
    return 4;

  builder = td_cli_begin_json ("tiendo-tasks/1");
  json_builder_set_member_name (builder, "tasks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < items->len; i++)
    {
      const TdTaskListItem *item = g_ptr_array_index (items, i);

      add_task (builder, item);
      if (!td_cli_json (cli))
        td_cli_print (cli, "%" G_GINT64_FORMAT "\t%s\t%s\t%s\t%s", item->task->row.id,
                      item->group != NULL ? item->group : "",
                      item->task->number != NULL ? item->task->number : "",
                      item->task->content != NULL ? item->task->content : "",
                      item->task->deadline_text != NULL ? item->task->deadline_text : "");
    }
  json_builder_end_array (builder);
  if (td_cli_json (cli))
    td_cli_print_json (cli, builder);
  else
    g_object_unref (builder);

  return 0;
}

const TdCliCommand td_cli_task_commands[] = {
  { "task list", task_list, 0, 0, NULL, "plan= unit=", N_ ("List tasks in the order of the plan") },
  { NULL },
};
