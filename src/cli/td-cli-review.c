/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "td-edit.h"
#include "td-error.h"
#include "td-plan-baseline.h"
#include "td-plan-comment.h"
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
output_difference (TdCli *cli, JsonBuilder *builder, gconstpointer row, gpointer user_data)
{
  const TdDifference *difference = row;
  g_autofree char *before = one_line (difference->before);
  g_autofree char *after = one_line (difference->after);

  json_builder_begin_object (builder);
  td_cli_json_string (builder, "change", td_difference_nick (difference->type));
  td_cli_json_string (builder, "kind", td_kind_spec (difference->kind)->name);
  td_cli_json_string (builder, "place", difference->place);
  td_cli_json_string (builder, "field", difference->field);
  td_cli_json_string (builder, "before", difference->before);
  td_cli_json_string (builder, "after", difference->after);
  td_cli_json_string (builder, "words", difference->words);
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

  td_cli_output_list (cli, "tiendo-comparison/1", "changes", differences, output_difference, NULL);
  if (differences->len == 0 && !td_cli_json (cli))
    td_cli_print (cli, "%s", _ ("There is no difference."));

  return 0;
}

static GPtrArray *
list_of_plan (TdWorkspace *workspace, TdKind kind, gint64 plan_id, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (kind);

  td_query_where_int (query, "plan_id", TD_QUERY_EQUAL, plan_id);

  return td_workspace_list_rows (workspace, query, error);
}

static void
output_baseline (TdCli *cli, JsonBuilder *builder, gconstpointer data, gpointer plan_id)
{
  const TdPlanBaselineRow *row = data;

  json_builder_begin_object (builder);
  td_cli_json_int (builder, "id", row->row.id);
  td_cli_json_string (builder, "name", row->name);
  td_cli_json_string (builder, "at", row->at);
  json_builder_end_object (builder);
  if (!td_cli_json (cli))
    td_cli_print (cli, "%" PRId64 "#%" PRId64 "\t%s\t%s", *(gint64 *) plan_id, row->row.id,
                  row->at != NULL ? row->at : "", row->name);
}

static int
list_baselines (TdCli *cli, TdWorkspace *workspace, gint64 plan_id, GError **error)
{
  g_autoptr (GPtrArray) rows = list_of_plan (workspace, TD_KIND_PLAN_BASELINE, plan_id, error);

  if (rows == NULL)
    return 4;
  td_cli_output_list (cli, "tiendo-baselines/1", "baselines", rows, output_baseline, &plan_id);

  return 0;
}

static int
plan_baseline (TdCli *cli, GError **error)
{
  TdWorkspace *workspace;
  g_autoptr (TdEdit) edit = NULL;
  gint64 id, baseline;

  if (!td_cli_argument_id (cli, 0, &id, error))
    return 2;
  workspace = td_cli_workspace (cli, error);
  if (workspace == NULL)
    return 4;
  if (!td_cli_has_option (cli, "name"))
    return list_baselines (cli, workspace, id, error);
  edit = td_plan_baseline_new (id, td_cli_option (cli, "name"));
  if (!td_edit_run (edit, workspace, &baseline, error))
    return g_error_matches (*error, TD_ERROR, TD_ERROR_NOT_FOUND) ? 2 : 4;
  td_cli_print (cli, _ ("Baseline %" PRId64 "#%" PRId64 " was kept."), id, baseline);

  return 0;
}

static void
output_comment (TdCli *cli, JsonBuilder *builder, gconstpointer data, gpointer user_data)
{
  const TdCommentRow *row = data;
  gint64 answered = td_plan_comment_answered (row);

  json_builder_begin_object (builder);
  td_cli_json_int (builder, "id", row->row.id);
  td_cli_json_string (builder, "kind", row->record_kind);
  td_cli_json_int (builder, "record", row->record_id);
  td_cli_json_string (builder, "quote", row->quote);
  td_cli_json_string (builder, "text", row->text);
  td_cli_json_string (builder, "author", row->author);
  td_cli_json_string (builder, "at", row->at);
  td_cli_json_bool (builder, "resolved", row->resolved);
  if (answered != 0)
    td_cli_json_int (builder, "reply_to", answered);
  json_builder_end_object (builder);
  if (!td_cli_json (cli))
    td_cli_print (cli, "%" PRId64 "\t%s\t%s\t%s%s", row->row.id,
                  row->resolved ? _ ("resolved") : _ ("open"),
                  row->author != NULL ? row->author : "", answered != 0 ? "↳ " : "", row->text);
}

static int
list_comments (TdCli *cli, TdWorkspace *workspace, gint64 plan_id, GError **error)
{
  g_autoptr (GPtrArray) rows = list_of_plan (workspace, TD_KIND_COMMENT, plan_id, error);

  if (rows == NULL)
    return 4;
  td_plan_comment_sort (rows);
  td_cli_output_list (cli, "tiendo-comments/1", "comments", rows, output_comment, NULL);

  return 0;
}

static gboolean
comment_record (TdCli *cli, gint64 plan_id, TdKind *kind, gint64 *id, GError **error)
{
  static const struct
  {
    const char *option;
    TdKind kind;
  } kinds[] = {
    { "task", TD_KIND_TASK },
    { "section", TD_KIND_SECTION },
    { "block", TD_KIND_BLOCK },
    { "reply", TD_KIND_COMMENT },
  };

  *kind = TD_KIND_PLAN;
  *id = plan_id;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!td_cli_has_option (cli, kinds[i].option))
        continue;
      *kind = kinds[i].kind;
      return td_cli_option_int (cli, kinds[i].option, id, error);
    }

  return TRUE;
}

static int
take_comments (TdCli *cli, TdWorkspace *workspace, gint64 plan_id, GError **error)
{
  g_autoptr (TdPlanData) plan = td_plan_review_load (workspace, plan_id, error);
  g_autoptr (GPtrArray) comments =
      plan != NULL ? td_plan_comment_read (td_cli_option (cli, "from"), plan, error) : NULL;
  g_autoptr (TdEdit) edit = NULL;
  gint64 n;

  if (comments == NULL)
    return 2;
  edit = td_plan_comment_take (plan_id, comments);
  if (!td_edit_run (edit, workspace, &n, error))
    return 4;
  td_cli_print (cli,
                g_dngettext (GETTEXT_PACKAGE, "%d comment was taken over.",
                             "%d comments were taken over.", (gulong) n),
                (int) n);

  return 0;
}

static int
plan_comment (TdCli *cli, GError **error)
{
  TdWorkspace *workspace;
  g_autoptr (TdEdit) edit = NULL;
  gint64 id, record = 0, resolve = 0, made;
  TdKind kind;
  gpointer row;

  if (!td_cli_argument_id (cli, 0, &id, error) ||
      !td_cli_option_int (cli, "resolve", &resolve, error) ||
      !comment_record (cli, id, &kind, &record, error))
    return 2;
  workspace = td_cli_workspace (cli, error);
  if (workspace == NULL)
    return 4;
  if (td_cli_has_option (cli, "from"))
    return take_comments (cli, workspace, id, error);
  if (td_cli_has_option (cli, "resolve"))
    edit = td_plan_comment_resolve (resolve, TRUE, td_workspace_get_author (workspace));
  else if (td_cli_n_arguments (cli) < 2)
    return list_comments (cli, workspace, id, error);
  else
    {
      row = td_workspace_get_row (workspace, kind, record, error);
      if (row == NULL)
        return 2;
      td_row_free (kind, row);
      edit = td_plan_comment_new (id, kind, record, NULL, td_cli_argument (cli, 1),
                                  td_workspace_get_author (workspace));
    }
  if (!td_edit_run (edit, workspace, &made, error))
    return g_error_matches (*error, TD_ERROR, TD_ERROR_NOT_FOUND) ? 2 : 4;
  td_cli_print (cli, "%s", _ ("The comment was kept."));

  return 0;
}

const TdCliCommand td_cli_review_commands[] = {
  { "plan compare", plan_compare, 2, 2, "A B",
    "take=", N_ ("Compare two plans, or a plan with a file (--take N takes one difference over)") },
  { "plan baseline", plan_baseline, 1, 1, "ID",
    "name=", N_ ("Keep the plan as it is now under a name; without --name list what was kept") },
  { "plan comment", plan_comment, 1, 2, "ID [TEXT]", "task= section= block= reply= resolve= from=",
    N_ ("Comment on a plan, a task, a section or a paragraph, or reply to a comment; without TEXT "
        "list the comments (--from FILE takes over those of a Word file)") },
  { NULL },
};
