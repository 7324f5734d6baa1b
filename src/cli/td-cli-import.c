/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>

#include "td-dossier-import.h"
#include "td-dossier-take-back.h"
#include "td-error.h"

/* {"columns": {"code": "B", "received": "Ngày tiếp nhận"}, "sheet": "…"} */
static gboolean
read_mapping (const char *path, TdDossierImportOptions *options, char **sheet, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) reason = NULL;
  JsonNode *root;
  JsonObject *object;
  JsonObjectIter iter;
  const char *role;
  JsonNode *value;

  if (!json_parser_load_from_file (parser, path, &reason) ||
      (root = json_parser_get_root (parser)) == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, path, NULL, _ ("The mapping cannot be read: %s"),
                       reason != NULL ? reason->message : "");
      return FALSE;
    }
  object = json_node_get_object (root);
  if (json_object_has_member (object, "sheet"))
    *sheet = g_strdup (json_object_get_string_member (object, "sheet"));
  options->sheet = *sheet;
  if (json_object_has_member (object, "columns"))
    object = json_object_get_object_member (object, "columns");
  options->mapping = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &role, &value))
    if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
      g_hash_table_insert (options->mapping, g_strdup (role),
                           g_strdup (json_node_get_string (value)));
    else if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_INT64)
      g_hash_table_insert (options->mapping, g_strdup (role),
                           g_strdup_printf ("%d", (int) json_node_get_int (value)));

  return TRUE;
}

static void
add_rows (JsonBuilder *builder, const TdDossierImport *import)
{
  g_autofree char *report = td_dossier_import_report (import);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object;

  json_parser_load_from_data (parser, report, -1, NULL);
  object = json_node_get_object (json_parser_get_root (parser));
  json_builder_set_member_name (builder, "skipped");
  json_builder_add_value (builder, json_node_copy (json_object_get_member (object, "skipped")));
  json_builder_set_member_name (builder, "cleaned");
  json_builder_add_value (builder, json_node_copy (json_object_get_member (object, "cleaned")));
}

static void
add_columns (JsonBuilder *builder, const TdDossierHeader *header)
{
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < header->n_columns; i++)
    {
      json_builder_begin_object (builder);
      td_cli_json_int (builder, "column", i + 1);
      td_cli_json_string (builder, "heading", header->headings[i]);
      td_cli_json_string (
          builder, "role",
          header->roles[i] != TD_COLUMN_ROLE_NONE ? td_column_role_nick (header->roles[i]) : NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_dossiers (TdCli *cli, const TdDossierImport *import, gboolean dry)
{
  const TdDossierBatch *batch = import->batch;
  JsonBuilder *builder;

  if (!td_cli_json (cli))
    {
      td_cli_print (cli, _ ("%u rows: %u new, %u updated, %u unchanged, %u left out, %u cleaned"),
                    (guint) import->n_rows, import->n_fates[TD_IMPORT_CREATE],
                    import->n_fates[TD_IMPORT_UPDATE],
                    import->n_fates[TD_IMPORT_UNCHANGED] + import->n_fates[TD_IMPORT_OLDER],
                    batch->n_skipped, batch->n_cleaned);
      for (guint i = 0; i < batch->records->len; i++)
        {
          const TdDossierRecord *r = &g_array_index (batch->records, TdDossierRecord, i);

          for (guint reason = 0; reason < TD_N_REASONS; reason++)
            if (r->reasons & (1u << reason))
              td_cli_print (cli, _ ("Row %u (%s) left out: %s"), r->row,
                            r->code != NULL ? r->code : "–", td_reason_label ((TdReason) reason));
        }
      return;
    }

  builder = td_cli_begin_json ("tiendo-dossier-import/1");
  td_cli_json_bool (builder, "dry_run", dry);
  td_cli_json_string (builder, "kind", "dossiers");
  if (import->import_id != 0)
    td_cli_json_int (builder, "import", import->import_id);
  td_cli_json_string (builder, "format", batch->format);
  td_cli_json_string (builder, "encoding", batch->legacy != NULL ? batch->legacy : batch->encoding);
  td_cli_json_string (builder, "sheet", *batch->sheet != '\0' ? batch->sheet : NULL);
  td_cli_json_int (builder, "rows", (gint64) import->n_rows);
  td_cli_json_int (builder, "created", import->n_fates[TD_IMPORT_CREATE]);
  td_cli_json_int (builder, "updated", import->n_fates[TD_IMPORT_UPDATE]);
  td_cli_json_int (builder, "unchanged",
                   import->n_fates[TD_IMPORT_UNCHANGED] + import->n_fates[TD_IMPORT_OLDER]);
  td_cli_json_int (builder, "older", import->n_fates[TD_IMPORT_OLDER]);
  add_rows (builder, import);
  add_columns (builder, batch->header);
  td_cli_print_json (cli, builder);
}

static void
print_figures (TdCli *cli, const TdDossierImport *import, gboolean dry)
{
  const TdFigures *figures = import->figures;
  JsonBuilder *builder;

  if (!td_cli_json (cli))
    {
      td_cli_print (cli, _ ("%u rows with %u figures"), figures->n_rows, figures->figures->len);
      for (guint i = 0; i < figures->faults->len; i++)
        td_cli_print_text (cli, g_ptr_array_index (figures->faults, i));
      return;
    }
  builder = td_cli_begin_json ("tiendo-dossier-import/1");
  td_cli_json_bool (builder, "dry_run", dry);
  td_cli_json_string (builder, "kind", "figures");
  if (import->import_id != 0)
    td_cli_json_int (builder, "import", import->import_id);
  td_cli_json_string (builder, "by", figures->by);
  td_cli_json_string (builder, "from", figures->period_from);
  td_cli_json_string (builder, "to", figures->period_to);
  td_cli_json_int (builder, "rows", figures->n_rows);
  json_builder_set_member_name (builder, "figures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < figures->figures->len; i++)
    {
      const TdFigure *figure = &g_array_index (figures->figures, TdFigure, i);

      json_builder_begin_object (builder);
      td_cli_json_int (builder, "row", figure->row);
      td_cli_json_string (builder, "label", figure->label);
      td_cli_json_string (builder, "measure", figure->measure);
      json_builder_set_member_name (builder, "value");
      json_builder_add_double_value (builder, figure->value);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "faults");
  json_builder_begin_array (builder);
  for (guint i = 0; i < figures->faults->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (figures->faults, i));
  json_builder_end_array (builder);
  td_cli_print_json (cli, builder);
}

typedef struct
{
  gboolean done;
  GError *error;
} Wait;

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;
  TdDossierImport *import =
      td_dossier_import_commit_finish (TD_WORKSPACE (source), result, &wait->error);

  wait->done = import != NULL || wait->error != NULL;
}

static gboolean
commit (TdWorkspace *workspace, TdDossierImport *import, GError **error)
{
  Wait wait = { FALSE, NULL };

  td_dossier_import_commit_async (workspace, import, NULL, committed_cb, &wait);
  while (!wait.done)
    g_main_context_iteration (NULL, TRUE);
  if (wait.error == NULL)
    return TRUE;

  g_propagate_error (error, wait.error);
  return FALSE;
}

static int
dossier_import (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  const char *duplicates = td_cli_option (cli, "duplicates");
  gboolean dry = td_cli_has_option (cli, "dry-run");
  g_autoptr (TdDossierImport) import = NULL;
  g_autofree char *sheet = g_strdup (td_cli_option (cli, "sheet"));
  TdDossierImportOptions options = { 0 };
  gboolean readable = TRUE;

  if (workspace == NULL)
    return 4;
  if (duplicates != NULL && !g_str_equal (duplicates, "first") && !g_str_equal (duplicates, "last"))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("--duplicates is first or last."));
      return 2;
    }
  options.duplicates =
      g_strcmp0 (duplicates, "last") == 0 ? TD_DUPLICATES_LAST : TD_DUPLICATES_FIRST;
  options.sheet = sheet;
  options.keep_all = dry;
  if (td_cli_option (cli, "mapping") != NULL)
    readable = read_mapping (td_cli_option (cli, "mapping"), &options, &sheet, error);
  if (readable)
    import =
        td_dossier_import_read (td_workspace_get_connection (workspace), td_cli_argument (cli, 0),
                                &options, td_cli_progress, cli, NULL, error);
  g_clear_pointer (&options.mapping, g_hash_table_unref);
  if (import == NULL)
    return 3;
  import->remember = td_cli_has_option (cli, "remember");
  if (!dry && !commit (workspace, import, error))
    return 4;
  if (import->batch != NULL)
    print_dossiers (cli, import, dry);
  else
    print_figures (cli, import, dry);

  return 0;
}

static int
import_list (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_DOSSIER_IMPORT);
  g_autoptr (GPtrArray) rows = NULL;
  JsonBuilder *builder;

  if (workspace == NULL)
    return 4;
  rows = td_workspace_list_rows (workspace, query, error);
  if (rows == NULL)
    return 4;

  builder = td_cli_begin_json ("tiendo-imports/1");
  json_builder_set_member_name (builder, "imports");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const TdDossierImportRow *row = g_ptr_array_index (rows, i);

      if (!td_cli_json (cli))
        td_cli_print (cli,
                      "%" G_GINT64_FORMAT "\t%s\t%s\t%" G_GINT64_FORMAT "\t+%" G_GINT64_FORMAT
                      "\t~%" G_GINT64_FORMAT "\t–%" G_GINT64_FORMAT,
                      row->row.id, row->at != NULL ? row->at : "", row->file_name, row->rows,
                      row->created, row->updated, row->skipped);
      json_builder_begin_object (builder);
      td_cli_json_int (builder, "id", row->row.id);
      td_cli_json_string (builder, "file", row->file_name);
      td_cli_json_string (builder, "sha256", row->file_hash);
      td_cli_json_string (builder, "sheet", row->sheet);
      td_cli_json_string (builder, "kind", row->kind);
      td_cli_json_string (builder, "at", row->at);
      td_cli_json_int (builder, "rows", row->rows);
      td_cli_json_int (builder, "created", row->created);
      td_cli_json_int (builder, "updated", row->updated);
      td_cli_json_int (builder, "unchanged", row->unchanged);
      td_cli_json_int (builder, "skipped", row->skipped);
      td_cli_json_int (builder, "cleaned", row->cleaned);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  td_cli_end_json (cli, builder);

  return 0;
}

static void
print_take_back (TdCli *cli, const TdTakeBack *told, gboolean dry)
{
  g_autofree char *words = td_take_back_describe (told);
  JsonBuilder *builder = td_cli_begin_json ("tiendo-take-back/1");

  if (!td_cli_json (cli))
    td_cli_print (cli, "%s", words);
  td_cli_json_int (builder, "import", told->import_id);
  td_cli_json_string (builder, "file", told->file_name);
  json_builder_set_member_name (builder, "dry_run");
  json_builder_add_boolean_value (builder, dry);
  td_cli_json_int (builder, "deleted", (gint64) told->n_deleted);
  td_cli_json_int (builder, "restored", (gint64) told->n_restored);
  td_cli_json_int (builder, "figures", (gint64) told->n_figures);
  td_cli_json_int (builder, "kept", (gint64) told->n_kept);
  td_cli_json_int (builder, "left", (gint64) told->n_unchanged);
  json_builder_set_member_name (builder, "codes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < told->codes->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (told->codes, i));
  json_builder_end_array (builder);
  td_cli_end_json (cli, builder);
}

static int
import_undo (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  gboolean dry = td_cli_has_option (cli, "dry-run");
  g_autoptr (TdTakeBack) told = NULL;
  gint64 id = 0;

  if (workspace == NULL)
    return 4;
  if (!td_cli_argument_id (cli, 0, &id, error))
    return 2;

  told = td_take_back_preview (td_workspace_get_connection (workspace), id, error);
  if (told == NULL || (!dry && !td_take_back_run (workspace, id, error)))
    return 4;
  print_take_back (cli, told, dry);

  return 0;
}

const TdCliCommand td_cli_import_commands[] = {
  { "dossier import", dossier_import, 1, 1, "FILE", "dry-run mapping= sheet= duplicates= remember",
    N_ ("Read dossiers of a one-stop export, or sums of a period, from .xlsx, .xls or .csv") },
  { "import list", import_list, 0, 0, NULL, NULL, N_ ("List the files imported so far") },
  { "import undo", import_undo, 1, 1, "ID", "dry-run",
    N_ ("Take back an import; what was changed after it stays and is named") },
  { NULL },
};
