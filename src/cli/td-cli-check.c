/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-edit.h"
#include "td-error.h"
#include "td-plan-baseline.h"
#include "td-plan-check.h"
#include "td-plan-repository.h"

static void
output_finding (TdCli *cli, JsonBuilder *builder, const TdFinding *finding)
{
  json_builder_begin_object (builder);
  td_cli_json_string (builder, "rule", finding->rule);
  td_cli_json_string (builder, "severity", td_severity_nick (finding->severity));
  td_cli_json_string (builder, "place", finding->place);
  td_cli_json_string (builder, "text", finding->text);
  td_cli_json_string (builder, "message", finding->message);
  td_cli_json_string (builder, "fix", finding->fix);
  json_builder_end_object (builder);
  if (!td_cli_json (cli))
    td_cli_print (cli, "%s\t%s\t%s\t%s\t%s", td_severity_nick (finding->severity), finding->rule,
                  finding->place, finding->text, finding->message);
}

static int
output_findings (TdCli *cli, GPtrArray *findings)
{
  JsonBuilder *builder = td_cli_begin_json ("tiendo-findings/1");
  gboolean faults = td_plan_check_has_faults (findings, td_cli_has_option (cli, "strict"));

  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    output_finding (cli, builder, g_ptr_array_index (findings, i));
  json_builder_end_array (builder);
  td_cli_end_json (cli, builder);
  if (!td_cli_json (cli) && findings->len == 0)
    td_cli_print (cli, "%s", _ ("Nothing was found."));

  return faults ? 1 : 0;
}

/* "RULE/N": the Nth finding of that rule, from 1 */
static const TdFinding *
pick_finding (GPtrArray *findings, const char *choice, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (choice, "/", 2);
  gint64 wanted = 1;
  gint64 seen = 0;

  if (parts[0] == NULL ||
      (parts[1] != NULL && !g_ascii_string_to_signed (parts[1], 10, 1, G_MAXINT32, &wanted, NULL)))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("--fix takes RULE or RULE/NUMBER."));
      return NULL;
    }
  for (guint i = 0; i < findings->len; i++)
    {
      const TdFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->rule, parts[0]) && ++seen == wanted)
        return finding;
    }
  td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, NULL, _ ("There is no finding “%s”."), choice);

  return NULL;
}

static int
fix_finding (TdCli *cli, TdWorkspace *workspace, gint64 id, GPtrArray *findings, GError **error)
{
  const TdFinding *finding = pick_finding (findings, td_cli_option (cli, "fix"), error);
  g_autoptr (TdPlanData) data = NULL;
  g_autoptr (TdEdit) edit = NULL;

  if (finding == NULL)
    return 2;
  data = td_plan_repository_load (td_workspace_get_connection (workspace), id, error);
  edit = data != NULL ? td_plan_check_fix (data, finding, error) : NULL;
  if (edit == NULL || !td_edit_run (edit, workspace, NULL, error))
    return 4;
  td_cli_print (cli, _ ("Corrected: %s"), finding->message);

  return 0;
}

static int
dismiss_finding (TdCli *cli, TdWorkspace *workspace, gint64 id, GPtrArray *findings, GError **error)
{
  const TdFinding *finding = pick_finding (findings, td_cli_option (cli, "dismiss"), error);
  g_autoptr (TdEdit) edit = NULL;

  if (finding == NULL)
    return 2;
  edit = td_plan_finding_dismiss (id, finding, td_cli_option (cli, "reason"),
                                  td_workspace_get_author (workspace));
  if (!td_edit_run (edit, workspace, NULL, error))
    return 4;
  td_cli_print (cli, _ ("Not told again: %s"), finding->message);

  return 0;
}

static int
plan_check (TdCli *cli, GError **error)
{
  TdWorkspace *workspace;
  g_autoptr (GPtrArray) findings = NULL;
  gint64 id;

  if (!td_cli_argument_id (cli, 0, &id, error))
    return 2;
  workspace = td_cli_workspace (cli, error);
  if (workspace == NULL)
    return 4;
  findings = td_plan_check_run (td_workspace_get_connection (workspace), id, error);
  if (findings == NULL)
    return 2;
  if (td_cli_has_option (cli, "fix"))
    return fix_finding (cli, workspace, id, findings, error);

  if (td_cli_has_option (cli, "dismiss"))
    return dismiss_finding (cli, workspace, id, findings, error);

  return output_findings (cli, findings);
}

const TdCliCommand td_cli_check_commands[] = {
  { "plan check", plan_check, 1, 1, "ID", "strict fix= dismiss= reason=",
    N_ ("Look for mistakes in a plan; --fix RULE/N corrects one of them, --dismiss RULE/N lets it "
        "be") },
  { NULL },
};
