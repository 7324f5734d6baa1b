/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "td-edit.h"
#include "td-error.h"
#include "td-plan-compare.h"
#include "td-plan-import.h"
#include "td-plan-repository.h"
#include "td-plan-review.h"
#include "td-text.h"

/* On one line */
static char *
one_line (const char *text)
{
  return td_text_clean (text != NULL ? text : "", -1);
}

static void
output_change (TdCli *cli, JsonBuilder *builder, const TdRollChange *change)
{
  g_autofree char *before = one_line (change->before);
  g_autofree char *after = one_line (change->after);

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

static int
plan_roll (TdCli *cli, GError **error)
{
  TdWorkspace *workspace;
  g_autoptr (TdPlanData) rolled = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (TdEdit) edit = NULL;
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
  workspace = td_cli_workspace (cli, error);
  if (workspace == NULL)
    return 4;
  options.year = (int) year;
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

static void
output_difference (TdCli *cli, JsonBuilder *builder, const TdDifference *difference)
{
  g_autofree char *before = one_line (difference->before);
  g_autofree char *after = one_line (difference->after);

  json_builder_begin_object (builder);
  td_cli_json_string (builder, "change", td_difference_nick (difference->type));
  td_cli_json_string (builder, "kind", td_kind_spec (difference->kind)->name);
  td_cli_json_string (builder, "place", difference->place);
  td_cli_json_string (builder, "field", difference->field);
  td_cli_json_string (builder, "before", difference->before);
  td_cli_json_string (builder, "after", difference->after);
  json_builder_end_object (builder);
  if (!td_cli_json (cli))
    td_cli_print (cli, "%s\t%s\t%s\t%s\t→ %s", td_difference_nick (difference->type),
                  difference->place, difference->field != NULL ? difference->field : "", before,
                  after);
}

static int
take (TdCli *cli,
      TdWorkspace *workspace,
      const TdPlanData *a,
      const TdPlanData *b,
      GPtrArray *differences,
      GError **error)
{
  g_autoptr (TdEdit) edit = NULL;
  gint64 number = 0;

  if (!td_cli_option_int (cli, "take", &number, error))
    return 2;
  if (number < 1 || number > differences->len)
    {
      td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, NULL, _ ("There is no difference %d."),
                       (int) number);
      return 2;
    }
  edit = td_plan_take_difference (a, b, g_ptr_array_index (differences, (guint) number - 1), error);
  if (edit == NULL || !td_edit_run (edit, workspace, NULL, error))
    return 4;
  td_cli_print (cli, _ ("Difference %d was taken over."), (int) number);

  return 0;
}

static int
plan_compare (TdCli *cli, GError **error)
{
  TdWorkspace *workspace;
  g_autoptr (TdPlanData) a = NULL;
  g_autoptr (TdPlanData) b = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  JsonBuilder *builder;

  workspace = td_cli_workspace (cli, error);
  if (workspace == NULL)
    return 4;
  a = td_plan_review_open (workspace, td_cli_argument (cli, 0), error);
  b = a != NULL ? td_plan_review_open (workspace, td_cli_argument (cli, 1), error) : NULL;
  if (b == NULL)
    return 2;
  differences = td_plan_compare (a, b);
  if (td_cli_has_option (cli, "take"))
    return take (cli, workspace, a, b, differences, error);

  builder = td_cli_begin_json ("tiendo-comparison/1");
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < differences->len; i++)
    output_difference (cli, builder, g_ptr_array_index (differences, i));
  json_builder_end_array (builder);
  if (td_cli_json (cli))
    {
      td_cli_print_json (cli, builder);
      return 0;
    }
  g_object_unref (builder);
  if (differences->len == 0)
    td_cli_print (cli, "%s", _ ("There is no difference."));

  return 0;
}

const TdCliCommand td_cli_review_commands[] = {
  { "plan roll", plan_roll, 1, 1, "ID", "year= keep-done drop-unfinished",
    N_ ("Make the plan of another year: --year YYYY") },
  { "plan compare", plan_compare, 2, 2, "A B",
    "take=", N_ ("Compare two plans, or a plan with a file (--take N takes one difference over)") },
  { NULL },
};
