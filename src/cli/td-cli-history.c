/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"

static int
history_list (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (GPtrArray) entries = NULL;
  JsonBuilder *builder;

  if (workspace == NULL)
    return 4;
  entries = td_workspace_list_history (workspace, 0, error);
  if (entries == NULL)
    return 4;

  builder = td_cli_begin_json ("tiendo-history/1");
  json_builder_set_member_name (builder, "actions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    {
      const TdHistoryEntry *entry = g_ptr_array_index (entries, i);

      json_builder_begin_object (builder);
      td_cli_json_int (builder, "id", entry->id);
      td_cli_json_string (builder, "action", entry->action);
      td_cli_json_string (builder, "label", entry->label);
      td_cli_json_string (builder, "at", entry->at);
      td_cli_json_string (builder, "author", entry->author);
      td_cli_json_string (builder, "origin", entry->origin);
      td_cli_json_bool (builder, "undone", entry->undone);
      json_builder_end_object (builder);
      if (!td_cli_json (cli))
        td_cli_print (cli, "%" G_GINT64_FORMAT "\t%s\t%s\t%s%s", entry->id, entry->at,
                      entry->author != NULL ? entry->author : "–", entry->label,
                      entry->undone ? _ (" (undone)") : "");
    }
  json_builder_end_array (builder);
  td_cli_end_json (cli, builder);

  return 0;
}

typedef gboolean (*StepFunc) (TdWorkspace *workspace, GError **error);

static int
repeat (TdCli *cli, StepFunc step, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  const char *word = td_cli_argument (cli, 0);
  gint64 n = 1;

  if (workspace == NULL)
    return 4;
  if (word != NULL && !td_cli_argument_id (cli, 0, &n, error))
    return 2;
  for (gint64 i = 0; i < n; i++)
    {
      if (!step (workspace, error))
        return 4;
    }

  return 0;
}

static int
history_undo (TdCli *cli, GError **error)
{
  return repeat (cli, td_workspace_undo, error);
}

static int
history_redo (TdCli *cli, GError **error)
{
  return repeat (cli, td_workspace_redo, error);
}

static void
add_change (JsonBuilder *builder, const TdHistoryChange *change)
{
  const char *what = change->change == '+'   ? "added"
                     : change->change == '-' ? "deleted"
                                             : "changed";

  json_builder_begin_object (builder);
  td_cli_json_string (builder, "kind", td_kind_spec (change->kind)->name);
  td_cli_json_int (builder, "id", change->id);
  td_cli_json_string (builder, "change", what);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; change->fields != NULL && i < change->fields->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (change->fields, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static int
history_show (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (GPtrArray) changes = NULL;
  gint64 id;
  JsonBuilder *builder;

  if (workspace == NULL || !td_cli_argument_id (cli, 0, &id, error))
    return 2;
  changes = td_history_list_changes (td_workspace_get_connection (workspace), id, error);
  if (changes == NULL)
    return 2;

  builder = td_cli_begin_json ("tiendo-history-entry/1");
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < changes->len; i++)
    {
      const TdHistoryChange *change = g_ptr_array_index (changes, i);

      add_change (builder, change);
      if (td_cli_json (cli))
        continue;
      td_cli_print (cli, "%c %s %" G_GINT64_FORMAT, change->change,
                    td_kind_spec (change->kind)->name, change->id);
      for (guint f = 0; change->fields != NULL && f < change->fields->len; f++)
        td_cli_print (cli, "    %s", (char *) g_ptr_array_index (change->fields, f));
    }
  json_builder_end_array (builder);
  td_cli_end_json (cli, builder);

  return 0;
}

const TdCliCommand td_cli_history_commands[] = {
  { "history list", history_list, 0, 0, NULL, NULL, N_ ("List the actions, newest first") },
  { "history undo", history_undo, 0, 1, "[N]", NULL, N_ ("Take back the newest actions") },
  { "history redo", history_redo, 0, 1, "[N]", NULL, N_ ("Do again what was taken back") },
  { "history show", history_show, 1, 1, "ID", NULL, N_ ("Show what an action changed") },
  { NULL },
};
