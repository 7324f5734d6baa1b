/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-report-freeze.h"

static gboolean
read_by (TdCli *cli, TdReportRequest *request, GError **error)
{
  static const char *const names[] = { "area", "unit", "procedure", NULL };
  const char *by = td_cli_option (cli, "by");

  request->by = by != NULL ? by : "area";
  if (g_strv_contains (names, request->by))
    return TRUE;

  td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("--by takes area, unit or procedure."));
  return FALSE;
}

static int
report_make (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  const char *path = td_cli_argument (cli, 1);
  TdReportRequest request = { NULL };
  g_autoptr (TdReport) report = NULL;
  gint64 cutoff = 0;

  if (workspace == NULL || !td_cli_option_int (cli, "cutoff", &cutoff, error) ||
      !td_report_request_init (&request, td_cli_argument (cli, 0), td_cli_option (cli, "period"),
                               cutoff > 1 && cutoff <= 28 ? (guint) cutoff - 1 : 0, error))
    return 2;
  request.live = td_cli_has_option (cli, "live");
  if (read_by (cli, &request, error))
    report = td_report_make (td_workspace_get_connection (workspace), &request, error);
  td_report_request_clear (&request);
  if (report == NULL || !td_report_export (report, path, td_cli_force (cli), error))
    return 4;
  if (td_cli_has_option (cli, "freeze") && td_report_freeze (report, workspace, error) == 0)
    return 4;
  if (td_cli_json (cli))
    {
      JsonBuilder *builder = td_cli_begin_json ("tiendo-report-made/1");

      td_cli_json_string (builder, "file", path);
      json_builder_set_member_name (builder, "failures");
      json_builder_begin_array (builder);
      for (guint i = 0; i < report->table->failures->len; i++)
        json_builder_add_string_value (builder, g_ptr_array_index (report->table->failures, i));
      json_builder_end_array (builder);
      td_cli_print_json (cli, builder);
      return 0;
    }
  for (guint i = 0; i < report->table->failures->len; i++)
    td_cli_print (cli, "%s", (const char *) g_ptr_array_index (report->table->failures, i));

  return 0;
}

const TdCliCommand td_cli_report_commands[] = {
  { "report make", report_make, 2, 2, "KIND OUT", "period= by= cutoff= live freeze",
    N_ ("Make a report of a period as .pdf, .docx, .xlsx or .json: tthc-06a, late-register, tasks, "
        "cchc") },
  { NULL },
};
