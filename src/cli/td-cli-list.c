/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

/**
 * td_cli_output_list:
 * @cli: the command line
 * @schema: of the JSON document
 * @member: its key for the list
 * @rows: (element-type gpointer): what to tell
 * @output: writes one row: a JSON object, and a line where no JSON is wanted
 * @user_data: for @output
 *
 * Prints a list as JSON or as lines.
 */
void
td_cli_output_list (TdCli *cli,
                    const char *schema,
                    const char *member,
                    GPtrArray *rows,
                    TdCliOutput output,
                    gpointer user_data)
{
  JsonBuilder *builder = td_cli_begin_json (schema);

  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    output (cli, builder, g_ptr_array_index (rows, i), user_data);
  json_builder_end_array (builder);
  td_cli_end_json (cli, builder);
}
