/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli-dossier-private.h"

#include <glib/gi18n-lib.h>

#include "td-dossier-view.h"
#include "td-report-period.h"

static int
view_list (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_DOSSIER_VIEW);
  g_autoptr (GPtrArray) rows = NULL;
  JsonBuilder *builder;

  if (workspace == NULL)
    return 4;
  td_query_order_by (query, "name", FALSE);
  rows = td_workspace_list_rows (workspace, query, error);
  if (rows == NULL)
    return 4;
  builder = td_cli_begin_json ("tiendo-views/1");
  json_builder_set_member_name (builder, "views");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const TdDossierViewRow *row = g_ptr_array_index (rows, i);

      json_builder_begin_object (builder);
      td_cli_json_int (builder, "id", row->row.id);
      td_cli_json_string (builder, "name", row->name);
      td_cli_json_string (builder, "filter", row->filter);
      json_builder_end_object (builder);
      if (!td_cli_json (cli))
        td_cli_print (cli, "%" G_GINT64_FORMAT "\t%s", row->row.id, row->name);
    }
  json_builder_end_array (builder);
  td_cli_end_json (cli, builder);

  return 0;
}

static void
take_names (TdCli *cli, const char *option, GPtrArray *names)
{
  g_autoptr (GPtrArray) given = td_cli_option_all (cli, option);

  for (guint i = 0; i < given->len; i++)
    g_ptr_array_add (names, g_strdup (g_ptr_array_index (given, i)));
}

static gboolean
take_channels (TdCli *cli, TdDossierView *view, GError **error)
{
  g_autoptr (GPtrArray) given = td_cli_option_all (cli, "channel");

  for (guint i = 0; i < given->len; i++)
    {
      guint before = view->channels;

      for (guint c = 1; c < TD_N_CHANNELS; c++)
        if (g_str_equal (td_channel_nick ((TdChannel) c), g_ptr_array_index (given, i)))
          view->channels |= 1u << c;
      if (view->channels == before)
        return td_cli_set_wrong (error, "channel", g_ptr_array_index (given, i));
    }

  return TRUE;
}

static gboolean
take_options (TdCli *cli, TdDossierView *view, GError **error)
{
  const char *period = td_cli_option (cli, "period");
  const char *list = td_cli_option (cli, "list");
  const char *count = td_cli_option (cli, "count");
  const char *sort = td_cli_option (cli, "sort");
  GDate from, to;

  if (period != NULL && !td_report_period_parse (period, &from, &to))
    return td_cli_set_wrong (error, "period", period);
  if (list != NULL && !td_quick_filter_from_nick (list, &view->quick))
    return td_cli_set_wrong (error, "list", list);
  if (count != NULL && !g_str_equal (count, "day") && !g_str_equal (count, "minute"))
    return td_cli_set_wrong (error, "count", count);
  if (sort != NULL && !td_dossier_sort_from_nick (sort, &view->sort))
    return td_cli_set_wrong (error, "sort", sort);
  view->period = g_strdup (period);
  view->mode = g_strcmp0 (count, "minute") == 0 ? TD_COUNT_MINUTE : TD_COUNT_DAY;
  view->descending = td_cli_has_option (cli, "descending");
  view->search = g_strdup (td_cli_option (cli, "search"));
  take_names (cli, "area", view->areas);
  take_names (cli, "procedure", view->procedures);
  take_names (cli, "unit", view->units);

  return take_channels (cli, view, error);
}

static int
run_edit (TdEdit *given, TdWorkspace *workspace, GError **error)
{
  g_autoptr (TdEdit) edit = given;

  return td_edit_run (edit, workspace, NULL, error) ? 0 : 4;
}

static int
view_save (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (TdDossierView) view = td_dossier_view_new ();

  if (workspace == NULL)
    return 4;
  if (!take_options (cli, view, error))
    return 2;

  return run_edit (td_dossier_view_save (td_workspace_get_connection (workspace),
                                         td_cli_argument (cli, 0), view),
                   workspace, error);
}

static gint64
find_view (TdCli *cli, TdWorkspace *workspace, GError **error)
{
  TdDossierViewRow *row = td_dossier_view_find (td_workspace_get_connection (workspace),
                                                td_cli_argument (cli, 0), error);
  gint64 id = row != NULL ? row->row.id : 0;

  if (row != NULL)
    td_row_free (TD_KIND_DOSSIER_VIEW, row);

  return id;
}

static int
view_rename (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  gint64 id = workspace != NULL ? find_view (cli, workspace, error) : 0;

  if (id == 0)
    return 2;

  return run_edit (td_edit_new_set (TD_KIND_DOSSIER_VIEW, id, "name", td_cli_argument (cli, 1)),
                   workspace, error);
}

static int
view_delete (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  gint64 id = workspace != NULL ? find_view (cli, workspace, error) : 0;

  if (id == 0)
    return 2;

  return run_edit (td_edit_new_delete (TD_KIND_DOSSIER_VIEW, &id, 1), workspace, error);
}

const TdCliCommand td_cli_view_commands[] = {
  { "view list", view_list, 0, 0, NULL, NULL, N_ ("List the saved views of dossiers") },
  { "view save", view_save, 1, 1, "NAME",
    "period= list= area= procedure= unit= channel= search= count= sort= descending",
    N_ ("Save period, filters and order under a name; --list late, due-soon, idle, suspended or "
        "open; a view of that name is replaced") },
  { "view rename", view_rename, 2, 2, "NAME NEW-NAME", NULL, N_ ("Rename a saved view") },
  { "view delete", view_delete, 1, 1, "NAME", NULL, N_ ("Delete a saved view") },
  { NULL },
};
