/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "td-edit.h"
#include "td-error.h"
#include "td-plan-review.h"
#include "td-text.h"

static void
output_change (TdCli *cli, JsonBuilder *builder, const TdRollChange *change)
{
  g_autofree char *before = td_text_clean (change->before != NULL ? change->before : "", -1);
  g_autofree char *after = td_text_clean (change->after != NULL ? change->after : "", -1);

  json_builder_begin_object (builder);
  td_cli_json_string (builder, "place", change->place);
  td_cli_json_string (builder, "kind", td_roll_change_nick (change->type));
  td_cli_json_string (builder, "field", change->field);
  td_cli_json_string (builder, "before", change->before);
  td_cli_json_string (builder, "after", change->after);
  td_cli_json_bool (builder, "review", td_roll_change_needs_review (change->type));
  json_builder_end_object (builder);
  if (!td_cli_json (cli))
    td_cli_print (cli, "%s\t%s\t%s\t→ %s", change->place, td_roll_change_label (change->type),
                  before, after);
}

static const char *
fate_nick (const TdRollTask *task)
{
  return task->fate == TD_ROLL_STAYS ? "drop" : task->fate == TD_ROLL_OFFERED ? "offer" : "keep";
}

static void
output_task (TdCli *cli, JsonBuilder *builder, gconstpointer row, gpointer user_data)
{
  const TdRollTask *task = row;
  g_autofree char *content = td_text_clean (task->content_after, -1);

  json_builder_begin_object (builder);
  td_cli_json_int (builder, "id", task->id);
  td_cli_json_string (builder, "number", task->number);
  td_cli_json_string (builder, "fate", fate_nick (task));
  td_cli_json_bool (builder, "done", task->done);
  td_cli_json_bool (builder, "one_off", task->one_off);
  td_cli_json_string (builder, "before", task->content);
  td_cli_json_string (builder, "after", task->content_after);
  td_cli_json_string (builder, "deadline_before", task->deadline);
  td_cli_json_string (builder, "deadline_after", task->deadline_after);
  json_builder_end_object (builder);
  if (!td_cli_json (cli))
    td_cli_print (cli, "%" PRId64 "\t%s\t%s\t%s\t%s", task->id, fate_nick (task),
                  task->number != NULL ? task->number : "", content,
                  task->deadline_after != NULL ? task->deadline_after : "");
}

/* What would become of the tasks; nothing is made. */
static int
list_roll_tasks (
    TdCli *cli, TdWorkspace *workspace, gint64 id, const TdRollOptions *options, GError **error)
{
  g_autoptr (GPtrArray) tasks =
      td_plan_review_roll_tasks (td_workspace_get_connection (workspace), id, options, error);

  if (tasks == NULL)
    return 2;
  td_cli_output_list (cli, "tiendo-roll-tasks/1", "tasks", tasks, output_task, NULL);

  return 0;
}

/* --keep ID and --drop ID, each as often as wanted */
static gboolean
read_choices (TdCli *cli, const char *option, gboolean keep, GHashTable **choices, GError **error)
{
  g_autoptr (GPtrArray) ids = td_cli_option_all (cli, option);

  for (guint i = 0; i < ids->len; i++)
    {
      const char *text = g_ptr_array_index (ids, i);
      gint64 id;

      if (!g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &id, NULL))
        {
          td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("--%s takes the id of a task."),
                           option);
          return FALSE;
        }
      *choices = td_roll_choose (*choices, id, keep);
    }

  return TRUE;
}

static int
plan_roll (TdCli *cli, GError **error)
{
  TdWorkspace *workspace;
  g_autoptr (TdPlanData) rolled = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (TdEdit) edit = NULL;
  g_autoptr (GHashTable) choices = NULL;
  TdRollOptions options = { .keep_done = td_cli_has_option (cli, "keep-done"),
                            .drop_unfinished = td_cli_has_option (cli, "drop-unfinished") };
  JsonBuilder *builder;
  gint64 id, year = 0, new_id;

  if (!td_cli_argument_id (cli, 0, &id, error) || !td_cli_option_int (cli, "year", &year, error))
    return 2;
  if (year < 2000 || year > 2100)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                       _ ("Say for which year: --year YYYY, from 2000 to 2100."));
      return 2;
    }
  if (!read_choices (cli, "keep", TRUE, &choices, error) ||
      !read_choices (cli, "drop", FALSE, &choices, error))
    return 2;
  workspace = td_cli_workspace (cli, error);
  if (workspace == NULL)
    return 4;
  options.year = (int) year;
  options.choices = choices;
  if (td_cli_has_option (cli, "list"))
    return list_roll_tasks (cli, workspace, id, &options, error);
  rolled =
      td_plan_review_roll (td_workspace_get_connection (workspace), id, &options, &changes, error);
  if (rolled == NULL)
    return 2;
  edit = td_plan_review_save_rolled (rolled);
  if (!td_edit_run (edit, workspace, &new_id, error))
    return 4;

  builder = td_cli_begin_json ("tiendo-roll/1");
  td_cli_json_int (builder, "plan", new_id);
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < changes->len; i++)
    output_change (cli, builder, g_ptr_array_index (changes, i));
  json_builder_end_array (builder);
  if (td_cli_json (cli))
    {
      td_cli_print_json (cli, builder);
      return 0;
    }
  g_object_unref (builder);
  td_cli_print (cli, _ ("Plan %" PRId64 " was made for %d."), new_id, options.year);

  return 0;
}

const TdCliCommand td_cli_roll_commands[] = {
  { "plan roll", plan_roll, 1, 1, "ID", "year= keep-done drop-unfinished keep= drop= list",
    N_ ("Make the plan of another year: --year YYYY; --list shows what becomes of each task, "
        "--keep "
        "ID and --drop ID choose for one of them") },
  { NULL },
};
