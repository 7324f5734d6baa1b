/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "td-brief.h"
#include "td-chart-draw.h"
#include "td-chart-registry.h"
#include "td-chart-words.h"
#include "td-date.h"
#include "td-error.h"
#include "td-gantt-print.h"
#include "td-report-period.h"

/* --period as in the reports; --from and --to as in the statistics are the same in two words. */
static gboolean
read_request (TdCli *cli, TdChartRequest *request, GError **error)
{
  const char *period = td_cli_option (cli, "period");

  td_date_today (&request->today);
  request->count = td_cli_option (cli, "count");
  if (!td_cli_option_int (cli, "plan", &request->plan_id, error))
    return FALSE;
  if (period == NULL)
    return TRUE;
  if (!td_report_period_parse (period, &request->from, &request->to))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                       _ ("“%s” is not a period: 2026, 2026-05, 2026-Q1, 2026-6M, 2026-9M or "
                          "FROM..TO."),
                       period);
      return FALSE;
    }
  request->has_period = TRUE;

  return TRUE;
}

static TdChart *
make_chart (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  TdChartRequest request = { 0 };

  if (workspace == NULL || !read_request (cli, &request, error))
    return NULL;

  return td_chart_registry_make (td_workspace_get_connection (workspace), td_cli_argument (cli, 0),
                                 &request, error);
}

static int
chart_render (TdCli *cli, GError **error)
{
  const char *path = td_cli_argument (cli, 1);
  g_autoptr (TdChart) chart = NULL;
  TdChartTheme theme = *td_chart_theme_print ();

  if (!td_cli_force (cli) && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      td_error_set_at (error, TD_ERROR_REFUSED, path, NULL,
                       _ ("The file exists already and was not replaced."));
      return 4;
    }
  chart = make_chart (cli, error);
  if (chart == NULL)
    return 4;
  if (td_cli_has_option (cli, "dark"))
    {
      theme = *td_chart_theme_dark ();
      theme.show_title = TRUE;
      theme.paint_background = TRUE;
    }

  return td_chart_export (chart, &theme, path, error) ? 0 : 4;
}

static void
add_number (JsonBuilder *builder, const char *key, double value)
{
  json_builder_set_member_name (builder, key);
  if (isfinite (value))
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_series (JsonBuilder *builder, const TdChart *chart)
{
  json_builder_set_member_name (builder, "series");
  json_builder_begin_array (builder);
  for (guint s = 0; s < chart->series->len; s++)
    {
      const TdChartSeries *series = td_chart_series (chart, s);

      json_builder_begin_object (builder);
      td_cli_json_string (builder, "name", series->name);
      td_cli_json_string (builder, "key", series->key);
      json_builder_set_member_name (builder, "values");
      json_builder_begin_array (builder);
      for (guint c = 0; c < chart->categories->len; c++)
        {
          double value = td_chart_get (chart, s, c);

          if (isfinite (value))
            json_builder_add_double_value (builder, value);
          else
            json_builder_add_null_value (builder);
        }
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_rate (JsonBuilder *builder, const TdChart *chart)
{
  json_builder_set_member_name (builder, "rate");
  if (chart->rate_name == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  td_cli_json_string (builder, "name", chart->rate_name);
  td_cli_json_string (builder, "of", chart->rate_of);
  add_number (builder, "target", chart->rate_target);
  json_builder_set_member_name (builder, "values");
  json_builder_begin_array (builder);
  for (guint c = 0; c < chart->categories->len; c++)
    {
      double rate = td_chart_rate (chart, c);

      if (isfinite (rate))
        json_builder_add_double_value (builder, rate);
      else
        json_builder_add_null_value (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_cells (JsonBuilder *builder, GPtrArray *cells)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < cells->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (cells, i));
  json_builder_end_array (builder);
}

static void
add_table (JsonBuilder *builder, const TdChart *chart)
{
  g_autoptr (TdChartTable) table = td_chart_table_new (chart);

  json_builder_set_member_name (builder, "table");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "headers");
  add_cells (builder, table->headers);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < table->rows->len; i++)
    add_cells (builder, g_ptr_array_index (table->rows, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_json (TdCli *cli, const TdChart *chart)
{
  JsonBuilder *builder = td_cli_begin_json ("tiendo-chart/1");

  td_cli_json_string (builder, "kind", td_cli_argument (cli, 0));
  td_cli_json_string (builder, "title", chart->title);
  td_cli_json_string (builder, "unit",
                      chart->unit == TD_CHART_PERCENT ? "percent" : chart->value_name);
  json_builder_set_member_name (builder, "categories");
  json_builder_begin_array (builder);
  for (guint c = 0; c < chart->categories->len; c++)
    {
      const TdChartCategory *category = td_chart_category (chart, c);

      json_builder_add_string_value (builder, category->full_name != NULL ? category->full_name
                                                                          : category->name);
    }
  json_builder_end_array (builder);
  add_series (builder, chart);
  add_rate (builder, chart);
  add_number (builder, "limit", chart->limit);
  add_table (builder, chart);
  td_cli_print_json (cli, builder);
}

static int
chart_data (TdCli *cli, GError **error)
{
  g_autoptr (TdChart) chart = make_chart (cli, error);
  g_autoptr (TdChartTable) table = NULL;
  g_autofree char *text = NULL;

  if (chart == NULL)
    return 4;
  if (td_cli_json (cli))
    {
      print_json (cli, chart);
      return 0;
    }
  table = td_chart_table_new (chart);
  text = td_chart_table_to_text (table);
  td_cli_print_text (cli, text);

  return 0;
}

static int
chart_list (TdCli *cli, GError **error G_GNUC_UNUSED)
{
  JsonBuilder *builder = td_cli_begin_json ("tiendo-charts/1");
  const TdChartKind *kind;

  json_builder_set_member_name (builder, "charts");
  json_builder_begin_array (builder);
  for (guint n = 0; (kind = td_chart_registry_get (n)) != NULL; n++)
    {
      json_builder_begin_object (builder);
      td_cli_json_string (builder, "kind", kind->kind);
      td_cli_json_string (builder, "summary", _ (kind->summary));
      json_builder_end_object (builder);
      if (!td_cli_json (cli))
        td_cli_print (cli, "%s\t%s", kind->kind, _ (kind->summary));
    }
  json_builder_end_array (builder);
  td_cli_end_json (cli, builder);

  return 0;
}

static int
task_brief (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (TdTaskSnapshot) snapshot = NULL;
  GDate today;

  if (workspace == NULL)
    return 4;
  td_date_today (&today);
  snapshot = td_task_snapshot_load (td_workspace_get_connection (workspace), error);
  if (snapshot == NULL ||
      !td_brief_write (td_workspace_get_connection (workspace), snapshot, &today,
                       td_cli_argument (cli, 0), td_cli_force (cli), error))
    return 4;

  return 0;
}

/* The year of the plan, or that of the day */
static void
set_axis (const TdTaskResult *result, const GDate *today, TdGanttAxis *axis)
{
  gint64 year = td_task_scope_newest_year (result->snapshot, g_date_get_julian (today));
  GDate first;

  if (result->rows->len > 0)
    year = MAX (g_array_index (result->snapshot->plans, TdTaskPlanRef,
                               td_task_result_nth (result, 0)->plan_at)
                    .year,
                0);
  if (year <= 0 || year > 9000)
    year = g_date_get_year (today);
  g_date_clear (&first, 1);
  g_date_set_dmy (&first, 1, 1, (GDateYear) year);
  axis->from = g_date_get_julian (&first);
  axis->to = axis->from + (g_date_is_leap_year ((GDateYear) year) ? 366 : 365);
}

static int
task_timeline (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  TdConnection *connection;
  g_autoptr (TdTaskFilter) filter = NULL;
  g_autoptr (TdTaskSnapshot) snapshot = NULL;
  g_autoptr (TdTaskResult) result = NULL;
  g_autoptr (TdGanttPrint) print = NULL;
  TdGanttAxis axis;
  GDate today;

  if (workspace == NULL)
    return 4;
  filter = td_task_filter_from_text (td_cli_option (cli, "filter"), error);
  if (filter == NULL || !td_cli_option_int (cli, "plan", &filter->plan_id, error))
    return 2;
  if (filter->group_by == TD_TASK_GROUP_NONE)
    filter->group_by = TD_TASK_GROUP_AREA;
  connection = td_workspace_get_connection (workspace);
  td_date_today (&today);
  snapshot = td_task_snapshot_load (connection, error);
  if (snapshot == NULL)
    return 4;
  result = td_task_query_run (snapshot, connection, filter, g_date_get_julian (&today), error);
  if (result == NULL)
    return 4;
  set_axis (result, &today, &axis);
  print = td_gantt_print_new (connection, result, "Tiến độ thực hiện nhiệm vụ", &axis, error);
  if (print == NULL ||
      !td_gantt_print_write (print, td_cli_argument (cli, 0), td_cli_has_option (cli, "a3"),
                             td_cli_force (cli), error))
    return 4;

  return 0;
}

const TdCliCommand td_cli_chart_commands[] = {
  { "chart render", chart_render, 2, 2, "KIND OUT", "plan= period= count= dark",
    N_ ("Draw a chart as .png, .svg or .pdf; “chart list” names the kinds") },
  { "chart data", chart_data, 1, 1, "KIND",
    "plan= period= count=", N_ ("Print the figures behind a chart") },
  { "task timeline", task_timeline, 1, 1, "OUT.pdf", "plan= filter= a3",
    N_ ("Draw the timeline of the tasks on A4 or A3 pages") },
  { "task brief", task_brief, 1, 1, "OUT", NULL,
    N_ ("Write the one-page weekly brief for leaders (.pdf, .docx)") },
  { "chart list", chart_list, 0, 0, NULL, NULL, N_ ("List the kinds of charts") },
  { NULL },
};
