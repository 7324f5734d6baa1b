/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-deadline.h"
#include "td-error.h"

static void
add_deadline (JsonBuilder *builder, const TdDeadline *deadline)
{
  g_autofree char *explanation = td_deadline_explain (deadline);

  td_cli_json_string (builder, "words", deadline->words);
  td_cli_json_string (builder, "kind", td_deadline_kind_to_nick (deadline->kind));
  td_cli_json_string (builder, "start", deadline->start);
  td_cli_json_string (builder, "end", deadline->end);
  td_cli_json_bool (builder, "end_exclusive", deadline->end_exclusive);
  td_cli_json_string (builder, "recurrence", deadline->recurrence);
  td_cli_json_string (builder, "condition", deadline->condition);
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (guint i = 0; deadline->parts != NULL && i < deadline->parts->len; i++)
    {
      json_builder_begin_object (builder);
      add_deadline (builder, g_ptr_array_index (deadline->parts, i));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  td_cli_json_string (builder, "explanation", explanation);
}

static int
deadline_parse (TdCli *cli, GError **error)
{
  g_autoptr (TdDeadline) deadline = NULL;
  g_autofree char *explanation = NULL;
  const char *issued = td_cli_option (cli, "issued");
  gint64 year;
  GDate today;

  td_date_today (&today);
  year = g_date_get_year (&today);
  if (!td_cli_option_int (cli, "year", &year, error))
    return 2;
  if (issued != NULL && !td_date_parse_iso (issued, &today))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                       _ ("--issued takes a date such as 2026-03-31, not “%s”."), issued);
      return 2;
    }

  deadline = td_deadline_parse (td_cli_argument (cli, 0), (int) year, issued);
  if (td_cli_json (cli))
    {
      JsonBuilder *builder = td_cli_begin_json ("tiendo-deadline/1");

      add_deadline (builder, deadline);
      td_cli_print_json (cli, builder);
      return 0;
    }

  explanation = td_deadline_explain (deadline);
  td_cli_print (cli, "%s", explanation);

  return 0;
}

const TdCliCommand td_cli_deadline_commands[] = {
  { "deadline parse", deadline_parse, 1, 1, "TEXT",
    "year= issued=", N_ ("Say what the words of a deadline mean") },
  { NULL },
};
