/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "td-backup.h"
#include "td-edit.h"
#include "td-error.h"
#include "td-plan-export.h"
#include "td-plan-import.h"
#include "td-plan-repository.h"

static TdPlanData *
load_argument (TdCli *cli, GError **error)
{
  TdWorkspace *workspace;
  gint64 id;

  if (!td_cli_argument_id (cli, 0, &id, error))
    return NULL;
  workspace = td_cli_workspace (cli, error);
  if (workspace == NULL)
    return NULL;

  return td_plan_repository_load (td_workspace_get_connection (workspace), id, error);
}

static void
output_import (TdCli *cli, gint64 id, GPtrArray *doubts, GPtrArray *warnings)
{
  JsonBuilder *builder = td_cli_begin_json ("tiendo-import/1");

  td_cli_json_int (builder, "plan", id);
  json_builder_set_member_name (builder, "warnings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < doubts->len; i++)
    {
      const TdPlanDoubt *doubt = g_ptr_array_index (doubts, i);

      json_builder_begin_object (builder);
      td_cli_json_string (builder, "place", doubt->place);
      td_cli_json_string (builder, "message", doubt->message);
      json_builder_end_object (builder);
      if (!td_cli_json (cli))
        td_cli_print (cli, "%s: %s", doubt->place, doubt->message);
    }
  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    {
      json_builder_begin_object (builder);
      td_cli_json_string (builder, "place", NULL);
      td_cli_json_string (builder, "message", g_ptr_array_index (warnings, i));
      json_builder_end_object (builder);
      if (!td_cli_json (cli))
        td_cli_print_text (cli, g_ptr_array_index (warnings, i));
    }
  json_builder_end_array (builder);
  if (td_cli_json (cli))
    {
      td_cli_print_json (cli, builder);
      return;
    }
  g_object_unref (builder);
  td_cli_print (cli, _ ("Plan %" PRId64 " was imported."), id);
}

static int
plan_import (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (TdPlanImport) import = NULL;
  g_autoptr (TdEdit) edit = NULL;
  g_autofree char *backup = NULL;
  gint64 id;

  if (workspace == NULL)
    return 4;
  import = td_plan_import_read (td_cli_argument (cli, 0), td_cli_progress, cli, NULL, error);
  if (import == NULL)
    return 3;
  backup = td_backup_make (td_workspace_get_path (workspace), "import", error);
  if (backup == NULL)
    return 4;
  edit = td_edit_new_save_plan (td_plan_data_copy (import->plan));
  if (!td_edit_run (edit, workspace, &id, error))
    return 4;
  output_import (cli, id, import->plan->doubts,
                 import->source != NULL ? import->source->warnings : NULL);

  return 0;
}

static int
plan_list (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_PLAN);
  g_autoptr (GPtrArray) plans = NULL;
  JsonBuilder *builder;

  if (workspace == NULL)
    return 4;
  td_query_order_by (query, "year", TRUE);
  plans = td_workspace_list_rows (workspace, query, error);
  if (plans == NULL)
    return 4;

  builder = td_cli_begin_json ("tiendo-plans/1");
  json_builder_set_member_name (builder, "plans");
  json_builder_begin_array (builder);
  for (guint i = 0; i < plans->len; i++)
    {
      const TdPlanRow *plan = g_ptr_array_index (plans, i);

      json_builder_begin_object (builder);
      td_cli_json_int (builder, "id", plan->row.id);
      td_cli_json_string (builder, "title", plan->title);
      td_cli_json_int (builder, "year", plan->year);
      td_cli_json_string (builder, "number", plan->number);
      td_cli_json_string (builder, "status", plan->status);
      json_builder_end_object (builder);
      if (!td_cli_json (cli))
        td_cli_print (cli, "%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%s\t%s", plan->row.id,
                      plan->year, plan->number != NULL ? plan->number : "–",
                      plan->title != NULL ? plan->title : "");
    }
  json_builder_end_array (builder);
  td_cli_end_json (cli, builder);

  return 0;
}

static int
plan_show (TdCli *cli, GError **error)
{
  g_autoptr (TdPlanData) data = load_argument (cli, error);
  g_autofree char *text = NULL;

  if (data == NULL)
    return 2;
  text = td_cli_json (cli) ? td_plan_json_write (data) : td_plan_export_text (data);
  td_cli_print_text (cli, g_strchomp (text));

  return 0;
}

static int
plan_delete (TdCli *cli, GError **error)
{
  TdWorkspace *workspace;
  g_autoptr (TdEdit) edit = NULL;
  gint64 id;

  if (!td_cli_argument_id (cli, 0, &id, error))
    return 2;
  workspace = td_cli_workspace (cli, error);
  edit = td_edit_new_delete_plan (id);

  return workspace != NULL && td_edit_run (edit, workspace, NULL, error) ? 0 : 4;
}

/* PLACE is the number among the new siblings, from 1, after the new parent and a slash where it
 * changes: "2", "15/1"; parent 0 is the top level or no area row. */
static gboolean
parse_place (const char *text, gint64 *parent_id, gint64 *index, GError **error)
{
  const char *slash = text != NULL ? strchr (text, '/') : NULL;
  g_autofree char *parent = slash != NULL ? g_strndup (text, slash - text) : NULL;

  *parent_id = -1;
  if (text != NULL &&
      (parent == NULL || g_ascii_string_to_signed (parent, 10, 0, G_MAXINT64, parent_id, NULL)) &&
      g_ascii_string_to_signed (slash != NULL ? slash + 1 : text, 10, 1, G_MAXINT32, index, NULL))
    return TRUE;

  td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                   _ ("--to takes a number from 1, or PARENT/NUMBER."));
  return FALSE;
}

static int
plan_move (TdCli *cli, GError **error)
{
  TdWorkspace *workspace;
  g_autoptr (TdEdit) edit = NULL;
  gboolean section = td_cli_has_option (cli, "section");
  gint64 id = 0, parent_id, index;

  if (section == td_cli_has_option (cli, "task"))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                       _ ("Say what to move: --section N or --task N."));
      return 2;
    }
  if (!td_cli_option_int (cli, section ? "section" : "task", &id, error) ||
      !parse_place (td_cli_option (cli, "to"), &parent_id, &index, error))
    return 2;
  workspace = td_cli_workspace (cli, error);
  edit =
      td_edit_new_move (section ? TD_KIND_SECTION : TD_KIND_TASK, id, parent_id, (guint) index - 1);

  return workspace != NULL && td_edit_run (edit, workspace, NULL, error) ? 0 : 4;
}

static int
plan_export (TdCli *cli, GError **error)
{
  g_autoptr (TdPlanData) data = load_argument (cli, error);

  if (data == NULL)
    return 4;
  td_cli_leave_workspace (cli);

  return td_plan_export (data, td_cli_argument (cli, 1), td_cli_force (cli), error) ? 0 : 4;
}

static int
plan_preview (TdCli *cli, GError **error)
{
  g_autoptr (TdPlanData) data = load_argument (cli, error);
  gint64 page = 1;

  if (data == NULL || !td_cli_option_int (cli, "page", &page, error))
    return 2;
  td_cli_leave_workspace (cli);

  return td_plan_export_page (data, (guint) MAX (page, 1) - 1, 96, td_cli_argument (cli, 1),
                              td_cli_force (cli), error)
             ? 0
             : 4;
}

const TdCliCommand td_cli_plan_commands[] = {
  { "plan import", plan_import, 1, 1, "FILE", NULL,
    N_ ("Read a plan from .docx, .pdf, .txt or .json") },
  { "plan list", plan_list, 0, 0, NULL, NULL, N_ ("List the plans") },
  { "plan show", plan_show, 1, 1, "ID", NULL, N_ ("Show a plan") },
  { "plan delete", plan_delete, 1, 1, "ID", NULL, N_ ("Delete a plan") },
  { "plan move", plan_move, 1, 1, "ID",
    "section= task= to=", N_ ("Move a section or a task: --section N or --task N, --to PLACE") },
  { "plan export", plan_export, 2, 2, "ID OUT", NULL,
    N_ ("Write a plan as .pdf, .docx, .xlsx, .ics, .json or .txt") },
  { "plan preview", plan_preview, 2, 2, "ID OUT.png", "page=", N_ ("Write one page as a picture") },
  { NULL },
};
