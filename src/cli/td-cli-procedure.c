/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-error.h"
#include "td-procedure-import.h"

static void
print_import (TdCli *cli, const TdProcedureImport *import)
{
  JsonBuilder *builder;

  if (!td_cli_json (cli))
    {
      td_cli_print (cli, _ ("%u new, %u new versions, %u unchanged, %u left out"), import->created,
                    import->versions, import->unchanged, import->table->skips->len);
      return;
    }
  builder = td_cli_begin_json ("tiendo-procedure-import/1");
  td_cli_json_int (builder, "rows", import->table->rows->len + import->table->skips->len);
  td_cli_json_int (builder, "created", import->created);
  td_cli_json_int (builder, "updated", import->versions);
  td_cli_json_int (builder, "unchanged", import->unchanged);
  json_builder_set_member_name (builder, "skipped");
  json_builder_begin_array (builder);
  for (guint i = 0; i < import->table->skips->len; i++)
    {
      const TdProcedureSkip *skip = &g_array_index (import->table->skips, TdProcedureSkip, i);

      json_builder_begin_object (builder);
      td_cli_json_int (builder, "row", skip->row);
      json_builder_set_member_name (builder, "reasons");
      json_builder_begin_array (builder);
      json_builder_add_string_value (builder, skip->reason);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  td_cli_print_json (cli, builder);
}

static int
procedure_import (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  const char *from = td_cli_option (cli, "from");
  g_autoptr (TdProcedureImport) import = NULL;

  if (workspace == NULL)
    return 4;
  import = td_procedure_import_read (td_cli_argument (cli, 0), error);
  if (import == NULL)
    return 3;
  if (from != NULL && !td_date_parse_iso (from, &import->from))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                       _ ("--%s takes a date such as 2026-03-31, not “%s”."), "from", from);
      return 2;
    }
  if (!td_procedure_import_commit (import, workspace, error))
    return 4;
  print_import (cli, import);

  return 0;
}

const TdCliCommand td_cli_procedure_commands[] = {
  { "procedure import", procedure_import, 1, 1, "FILE",
    "from=", N_ ("Import a register of procedures from .xlsx, .xls or .csv") },
  { NULL },
};
