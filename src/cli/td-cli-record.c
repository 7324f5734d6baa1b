/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "td-edit.h"
#include "td-error.h"

static const TdKindSpec *
kind_argument (TdCli *cli, GError **error)
{
  const char *name = td_cli_argument (cli, 0);
  const TdKindSpec *spec = td_kind_spec_by_name (name);

  if (spec == NULL)
    td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("There is no kind of record “%s”."),
                     name);

  return spec;
}

static void
add_record (JsonBuilder *builder, const TdKindSpec *spec, gconstpointer row)
{
  json_builder_begin_object (builder);
  td_cli_json_int (builder, "id", ((const TdRow *) row)->id);
  for (guint i = 0; i < spec->n_fields; i++)
    {
      const TdFieldSpec *field = &spec->fields[i];

      switch (field->type)
        {
        case TD_FIELD_TEXT:
        case TD_FIELD_DATE:
          td_cli_json_string (builder, field->name, td_row_get_text (row, field));
          break;
        case TD_FIELD_BOOL:
          td_cli_json_bool (builder, field->name, td_row_get_int (row, field) != 0);
          break;
        case TD_FIELD_REAL:
          json_builder_set_member_name (builder, field->name);
          if (isnan (td_row_get_real (row, field)))
            json_builder_add_null_value (builder);
          else
            json_builder_add_double_value (builder, td_row_get_real (row, field));
          break;
        case TD_FIELD_REF:
          if (td_row_get_int (row, field) == 0)
            td_cli_json_string (builder, field->name, NULL);
          else
            td_cli_json_int (builder, field->name, td_row_get_int (row, field));
          break;
        case TD_FIELD_INT:
        default:
          td_cli_json_int (builder, field->name, td_row_get_int (row, field));
          break;
        }
    }
  json_builder_end_object (builder);
}

static void
print_record (TdCli *cli, const TdKindSpec *spec, gconstpointer row)
{
  td_cli_print (cli, "%s %" G_GINT64_FORMAT, spec->name, ((const TdRow *) row)->id);
  for (guint i = 0; i < spec->n_fields; i++)
    {
      g_autofree char *value = td_row_format_field (row, &spec->fields[i]);

      if (value != NULL)
        td_cli_print (cli, "  %s=%s", spec->fields[i].name, value);
    }
}

static void
output_record (TdCli *cli, const TdKindSpec *spec, gconstpointer row)
{
  JsonBuilder *builder;

  if (!td_cli_json (cli))
    {
      print_record (cli, spec, row);
      return;
    }
  builder = td_cli_begin_json ("tiendo-record/1");
  td_cli_json_string (builder, "kind", spec->name);
  json_builder_set_member_name (builder, "record");
  add_record (builder, spec, row);
  td_cli_print_json (cli, builder);
}

static int
show (TdCli *cli, const TdKindSpec *spec, gint64 id, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  gpointer row = workspace != NULL ? td_workspace_get_row (workspace, spec->kind, id, error) : NULL;

  if (row == NULL)
    return 2;
  output_record (cli, spec, row);
  td_row_free (spec->kind, row);

  return 0;
}

static int
record_show (TdCli *cli, GError **error)
{
  const TdKindSpec *spec = kind_argument (cli, error);
  gint64 id;

  if (spec == NULL || !td_cli_argument_id (cli, 1, &id, error))
    return 2;

  return show (cli, spec, id, error);
}

/* "plan_id=3" as a condition */
static gboolean
add_condition (TdQuery *query, const TdKindSpec *spec, const char *word, GError **error)
{
  const char *equals = strchr (word, '=');
  g_autofree char *name = equals != NULL ? g_strndup (word, equals - word) : g_strdup (word);
  const TdFieldSpec *field = td_kind_find_field (spec, name);
  gint64 number;

  if (equals == NULL || field == NULL)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("“%s” has no field “%s”."), spec->name,
                       name);
      return FALSE;
    }
  if (equals[1] == '\0')
    td_query_where_null (query, field->name, TRUE);
  else if (field->type == TD_FIELD_TEXT || field->type == TD_FIELD_DATE)
    td_query_where_text (query, field->name, TD_QUERY_EQUAL, equals + 1);
  else if (g_ascii_string_to_signed (equals + 1, 10, G_MININT64, G_MAXINT64, &number, NULL))
    td_query_where_int (query, field->name, TD_QUERY_EQUAL, number);
  else
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("“%s” is no value for “%s”."),
                       equals + 1, field->name);
      return FALSE;
    }

  return TRUE;
}

static int
record_list (TdCli *cli, GError **error)
{
  const TdKindSpec *spec = kind_argument (cli, error);
  TdWorkspace *workspace;
  g_autoptr (TdQuery) query = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  JsonBuilder *builder;

  if (spec == NULL)
    return 2;
  query = td_query_new (spec->kind);
  for (guint i = 1; i < td_cli_n_arguments (cli); i++)
    {
      if (!add_condition (query, spec, td_cli_argument (cli, i), error))
        return 2;
    }
  workspace = td_cli_workspace (cli, error);
  rows = workspace != NULL ? td_workspace_list_rows (workspace, query, error) : NULL;
  if (rows == NULL)
    return 4;

  if (!td_cli_json (cli))
    {
      for (guint i = 0; i < rows->len; i++)
        print_record (cli, spec, g_ptr_array_index (rows, i));
      return 0;
    }
  builder = td_cli_begin_json ("tiendo-records/1");
  td_cli_json_string (builder, "kind", spec->name);
  json_builder_set_member_name (builder, "records");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    add_record (builder, spec, g_ptr_array_index (rows, i));
  json_builder_end_array (builder);
  td_cli_print_json (cli, builder);

  return 0;
}

static gboolean
split_value (const char *word, char **name, const char **value, GError **error)
{
  const char *equals = strchr (word, '=');

  if (equals == NULL)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                       _ ("“%s” is not of the form FIELD=VALUE."), word);
      return FALSE;
    }
  *name = g_strndup (word, equals - word);
  *value = equals + 1;

  return TRUE;
}

static int
record_add (TdCli *cli, GError **error)
{
  const TdKindSpec *spec = kind_argument (cli, error);
  TdWorkspace *workspace;
  g_autoptr (TdEdit) edit = NULL;
  gint64 id;

  if (spec == NULL)
    return 2;
  edit = td_edit_new_add (spec->kind);
  for (guint i = 1; i < td_cli_n_arguments (cli); i++)
    {
      g_autofree char *name = NULL;
      const char *value;

      if (!split_value (td_cli_argument (cli, i), &name, &value, error))
        return 2;
      td_edit_set_value (edit, name, value);
    }
  workspace = td_cli_workspace (cli, error);
  if (workspace == NULL || !td_edit_run (edit, workspace, &id, error))
    return 4;

  return show (cli, spec, id, error);
}

static int
record_set (TdCli *cli, GError **error)
{
  const TdKindSpec *spec = kind_argument (cli, error);
  TdWorkspace *workspace;
  gint64 id;

  if (spec == NULL || !td_cli_argument_id (cli, 1, &id, error))
    return 2;
  workspace = td_cli_workspace (cli, error);
  if (workspace == NULL)
    return 4;
  for (guint i = 2; i < td_cli_n_arguments (cli); i++)
    {
      g_autofree char *name = NULL;
      const char *value;
      g_autoptr (TdEdit) edit = NULL;

      if (!split_value (td_cli_argument (cli, i), &name, &value, error))
        return 2;
      edit = td_edit_new_set (spec->kind, id, name, value);
      if (!td_edit_run (edit, workspace, NULL, error))
        return 4;
    }

  return show (cli, spec, id, error);
}

static int
record_delete (TdCli *cli, GError **error)
{
  const TdKindSpec *spec = kind_argument (cli, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (TdEdit) edit = NULL;
  TdWorkspace *workspace;

  if (spec == NULL)
    return 2;
  for (guint i = 1; i < td_cli_n_arguments (cli); i++)
    {
      gint64 id;

      if (!td_cli_argument_id (cli, i, &id, error))
        return 2;
      g_array_append_val (ids, id);
    }
  workspace = td_cli_workspace (cli, error);
  edit = td_edit_new_delete (spec->kind, (const gint64 *) ids->data, ids->len);

  return workspace != NULL && td_edit_run (edit, workspace, NULL, error) ? 0 : 4;
}

const TdCliCommand td_cli_record_commands[] = {
  { "record list", record_list, 1, -1, "KIND [FIELD=VALUE]...", NULL,
    N_ ("List the records of a kind") },
  { "record show", record_show, 2, 2, "KIND ID", NULL, N_ ("Show one record") },
  { "record add", record_add, 1, -1, "KIND [FIELD=VALUE]...", NULL, N_ ("Add a record") },
  { "record set", record_set, 3, -1, "KIND ID FIELD=VALUE...", NULL,
    N_ ("Change fields of a record") },
  { "record delete", record_delete, 2, -1, "KIND ID...", NULL,
    N_ ("Delete records and all they own") },
  { NULL },
};
