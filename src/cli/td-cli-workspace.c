/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "td-backup.h"
#include "td-check.h"
#include "td-date.h"
#include "td-error.h"
#include "td-office-setup.h"
#include "td-search.h"
#include "td-task-blocks.h"

static void
remove_half_made (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

static int
workspace_new (TdCli *cli, GError **error)
{
  const char *path = td_cli_argument (cli, 0);
  const char *template = td_cli_option (cli, "template");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (TdWorkspace) workspace = NULL;
  gboolean done;

  if (template != NULL && td_office_template_label (template) == NULL)
    {
      g_autofree char *keys = g_strjoinv (" ", (char **) td_office_template_keys ());

      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                       _ ("There is no template “%s”. There are: %s"), template, keys);
      return 2;
    }
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      td_error_set_at (error, TD_ERROR_REFUSED, path, NULL,
                       _ ("The file exists already and was not replaced."));
      return 4;
    }
  g_mkdir_with_parents (folder, 0700);

  workspace = td_workspace_open (path, TD_WORKSPACE_CREATE, "cli", error);
  if (workspace == NULL)
    return 4;
  td_workspace_set_time (workspace, td_date_replaced_time ());
  if (td_cli_has_option (cli, "sample"))
    done = td_office_set_up_sample (workspace, error);
  else
    done = td_office_set_up_template (workspace, template != NULL ? template : "blank", error);
  done = done && td_task_blocks_fill (workspace, error);
  td_workspace_close (workspace);
  if (!done)
    {
      remove_half_made (path);
      return 4;
    }
  if (td_cli_json (cli))
    {
      JsonBuilder *builder = td_cli_begin_json ("tiendo-workspace/1");

      td_cli_json_string (builder, "file", path);
      td_cli_print_json (cli, builder);
    }
  else
    {
      td_cli_print (cli, _ ("The workspace %s was made."), path);
    }

  return 0;
}

static gboolean
count (TdWorkspace *workspace, TdKind kind, gint64 *n, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (kind);

  return td_query_count (query, td_workspace_get_connection (workspace), n, error);
}

static int
workspace_info (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  gint64 plans, tasks, units, version;

  if (workspace == NULL || !count (workspace, TD_KIND_PLAN, &plans, error) ||
      !count (workspace, TD_KIND_TASK, &tasks, error) ||
      !count (workspace, TD_KIND_UNIT, &units, error) ||
      !td_connection_query_int (td_workspace_get_connection (workspace), "PRAGMA user_version",
                                &version, error))
    return 4;

  if (td_cli_json (cli))
    {
      JsonBuilder *builder = td_cli_begin_json ("tiendo-workspace/1");

      td_cli_json_string (builder, "file", td_workspace_get_path (workspace));
      td_cli_json_int (builder, "schema_version", version);
      td_cli_json_bool (builder, "read_only", td_workspace_get_read_only (workspace));
      td_cli_json_int (builder, "plans", plans);
      td_cli_json_int (builder, "tasks", tasks);
      td_cli_json_int (builder, "units", units);
      td_cli_print_json (cli, builder);
    }
  else
    {
      td_cli_print (cli, "%s", td_workspace_get_path (workspace));
      td_cli_print (cli, _ ("Plans: %d, tasks: %d, units: %d"), (int) plans, (int) tasks,
                    (int) units);
      if (td_workspace_get_read_only (workspace))
        td_cli_print (cli, "%s", td_workspace_get_read_only_reason (workspace));
    }

  return 0;
}

static int
workspace_index (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);

  if (workspace == NULL || !td_workspace_index_dossiers (workspace, NULL, error))
    return 4;
  if (td_cli_json (cli))
    {
      JsonBuilder *builder = td_cli_begin_json ("tiendo-workspace/1");

      td_cli_json_string (builder, "file", td_workspace_get_path (workspace));
      td_cli_print_json (cli, builder);
    }
  else
    {
      td_cli_print (cli, _ ("The index of the dossiers is up to date."));
    }

  return 0;
}

static int
workspace_check (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (GPtrArray) findings = NULL;
  guint left = 0;

  if (workspace == NULL)
    return 4;
  findings = td_check_workspace (workspace, td_cli_has_option (cli, "repair"), error);
  if (findings == NULL ||
      !td_task_blocks_check (workspace, td_cli_has_option (cli, "repair"), findings, error))
    return 4;
  for (guint i = 0; i < findings->len; i++)
    left += !((TdCheckFinding *) g_ptr_array_index (findings, i))->repaired;

  if (td_cli_json (cli))
    {
      JsonBuilder *builder = td_cli_begin_json ("tiendo-check/1");

      json_builder_set_member_name (builder, "findings");
      json_builder_begin_array (builder);
      for (guint i = 0; i < findings->len; i++)
        {
          const TdCheckFinding *finding = g_ptr_array_index (findings, i);

          json_builder_begin_object (builder);
          td_cli_json_string (builder, "rule", finding->rule);
          td_cli_json_string (builder, "place", finding->place);
          td_cli_json_string (builder, "message", finding->message);
          td_cli_json_bool (builder, "repaired", finding->repaired);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
      td_cli_print_json (cli, builder);
    }
  else
    {
      for (guint i = 0; i < findings->len; i++)
        {
          const TdCheckFinding *finding = g_ptr_array_index (findings, i);

          td_cli_print (cli, "%s: %s%s%s", finding->rule,
                        finding->place != NULL ? finding->place : "",
                        finding->place != NULL ? ": " : "", finding->message);
        }
      if (findings->len == 0)
        td_cli_print (cli, "%s", _ ("The workspace is in order."));
    }

  return left > 0 ? 1 : 0;
}

static int
workspace_backup (TdCli *cli, GError **error)
{
  const char *out = td_cli_argument (cli, 0);

  if (!td_backup_write_copy (td_cli_workspace_path (cli), out, td_cli_force (cli), error))
    return 4;
  if (!td_cli_json (cli))
    td_cli_print (cli, _ ("A complete copy was written: %s"), out);

  return 0;
}

static int
workspace_restore (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);

  if (workspace == NULL || !td_backup_restore (workspace, td_cli_argument (cli, 0), error))
    return 4;
  if (!td_cli_json (cli))
    td_cli_print (cli, "%s",
                  _ ("The workspace was restored. What was there before is kept as a backup."));

  return 0;
}

/* The first text of a record that says what it is */
static char *
describe (TdWorkspace *workspace, const TdSearchHit *hit)
{
  const TdKindSpec *spec = td_kind_spec (hit->kind);
  gpointer row = td_workspace_get_row (workspace, hit->kind, hit->id, NULL);
  char *text = NULL;

  for (guint i = 0; row != NULL && text == NULL && i < spec->n_fields; i++)
    {
      if (spec->fields[i].flags & TD_FIELD_SEARCHED)
        text = td_row_format_field (row, &spec->fields[i]);
    }
  td_row_free (hit->kind, row);

  return text;
}

static int
search (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (GArray) hits = NULL;
  JsonBuilder *builder;

  if (workspace == NULL)
    return 4;
  hits = td_search (td_workspace_get_connection (workspace), td_cli_argument (cli, 0), 200, error);
  if (hits == NULL)
    return 4;

  builder = td_cli_begin_json ("tiendo-search/1");
  json_builder_set_member_name (builder, "hits");
  json_builder_begin_array (builder);
  for (guint i = 0; i < hits->len; i++)
    {
      const TdSearchHit *hit = &g_array_index (hits, TdSearchHit, i);
      g_autofree char *text = describe (workspace, hit);

      json_builder_begin_object (builder);
      td_cli_json_string (builder, "kind", td_kind_spec (hit->kind)->name);
      td_cli_json_int (builder, "id", hit->id);
      td_cli_json_string (builder, "text", text);
      json_builder_end_object (builder);
      if (!td_cli_json (cli))
        td_cli_print (cli, "%s %" G_GINT64_FORMAT "\t%s", td_kind_spec (hit->kind)->name, hit->id,
                      text != NULL ? text : "");
    }
  json_builder_end_array (builder);
  td_cli_end_json (cli, builder);

  return 0;
}

const TdCliCommand td_cli_workspace_commands[] = {
  { "workspace new", workspace_new, 1, 1, "FILE", "sample template=",
    N_ ("Make a workspace: with the sample office, or one plan of a template") },
  { "workspace info", workspace_info, 0, 0, NULL, NULL, N_ ("Say what the workspace holds") },
  { "workspace check", workspace_check, 0, 0, NULL, "repair",
    N_ ("Check the workspace, and repair what can be rebuilt") },
  { "workspace index", workspace_index, 0, 0, NULL, NULL,
    N_ ("Bring the index up to date that makes long lists of dossiers fast; the window does so by"
        " itself") },
  { "workspace backup", workspace_backup, 1, 1, "OUT", NULL, N_ ("Write one complete copy") },
  { "workspace restore", workspace_restore, 1, 1, "FROM", NULL,
    N_ ("Take the content of a copy; the present one is kept as a backup") },
  { "search", search, 1, 1, "TEXT", NULL, N_ ("Find records, with or without diacritics") },
  { NULL },
};
