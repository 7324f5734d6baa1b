/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>

#include "td-unit-import.h"

static void
print_json (TdCli *cli, const TdUnitImportReport *report, gboolean dry_run)
{
  JsonBuilder *builder = td_cli_begin_json ("tiendo-unit-import/1");

  td_cli_json_bool (builder, "dry_run", dry_run);
  td_cli_json_int (builder, "rows", report->rows);
  td_cli_json_int (builder, "created", report->created);
  td_cli_json_int (builder, "updated", report->updated);
  td_cli_json_int (builder, "unchanged", report->unchanged);
  json_builder_set_member_name (builder, "warnings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->notes->len; i++)
    {
      const TdUnitImportNote *note = g_ptr_array_index (report->notes, i);

      json_builder_begin_object (builder);
      td_cli_json_string (builder, "place", note->place);
      td_cli_json_string (builder, "unit", note->name);
      td_cli_json_string (builder, "message", note->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  td_cli_print_json (cli, builder);
}

static int
unit_import (TdCli *cli, GError **error)
{
  gboolean dry_run = td_cli_has_option (cli, "dry-run");
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (TdUnitImportReport) report = NULL;

  if (workspace == NULL)
    return 4;
  report = td_unit_import (workspace, td_cli_argument (cli, 0), dry_run, error);
  if (report == NULL)
    return 4;
  if (td_cli_json (cli))
    {
      print_json (cli, report, dry_run);
      return 0;
    }
  td_cli_print (cli, _ ("%u units in the list: %u new, %u changed, %u as they were."), report->rows,
                report->created, report->updated, report->unchanged);
  for (guint i = 0; i < report->notes->len; i++)
    {
      const TdUnitImportNote *note = g_ptr_array_index (report->notes, i);

      td_cli_print (cli, "%s\t%s\t%s", note->place, note->name, note->reason);
    }

  return 0;
}

const TdCliCommand td_cli_unit_commands[] = {
  { "unit import", unit_import, 1, 1, "FILE", "dry-run",
    N_ ("Bring the register of units up to a list: .xlsx, .xls, .csv or .json") },
  { NULL },
};
