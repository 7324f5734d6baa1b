/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-chart.h"

#include <glib/gi18n-lib.h>

#include "td-kind.h"
#include "td-query.h"
#include "td-target-chart.h"

/* Texts of charts are those of documents: always Vietnamese. */

#define MOST_UNITS 24
#define MOST_AREAS 16

/* The order of the parts of a bar: what is behind comes last, at the end that is compared */
static const TdTaskLook parts[] = {
  TD_TASK_LOOK_DONE,    TD_TASK_LOOK_DONE_LATE, TD_TASK_LOOK_DOING, TD_TASK_LOOK_REPEAT,
  TD_TASK_LOOK_WAITING, TD_TASK_LOOK_TODO,      TD_TASK_LOOK_SOON,  TD_TASK_LOOK_OVERDUE,
};

/**
 * td_task_chart_status:
 * @snapshot: facts of all tasks
 * @scope: which of them
 * @as_of: the day
 *
 * Returns: (transfer full): a donut of how the tasks stand; keys are td_task_look_nick()
 */
TdChart *
td_task_chart_status (const TdTaskSnapshot *snapshot, const TdTaskScope *scope, guint32 as_of)
{
  TdChart *chart = td_chart_new (TD_CHART_DONUT, "Tình trạng nhiệm vụ", "nhiệm vụ");
  guint counts[TD_N_TASK_LOOKS] = { 0 };

  td_chart_add_series (chart, "Số nhiệm vụ", TD_CHART_TONE_STRONG);
  for (guint i = 0; i < snapshot->facts->len; i++)
    {
      const TdTaskFacts *facts = td_task_snapshot_nth (snapshot, i);

      if (td_task_scope_has (scope, snapshot, facts))
        counts[td_task_look (snapshot, facts, as_of)]++;
    }
  for (guint look = 0; look < TD_N_TASK_LOOKS; look++)
    {
      guint category;

      if (counts[look] == 0)
        continue;
      category = td_chart_add_category_full (chart, td_task_look_document_label (look), NULL,
                                             td_task_look_nick (look), td_task_look_tone (look));
      td_chart_set (chart, 0, category, counts[look]);
    }

  return chart;
}

typedef struct
{
  const char *key;
  const char *name;
  guint total;
  guint coordinating;
  guint counts[TD_N_TASK_LOOKS];
} Bar;

/* By the pointer of the key: equal texts of a snapshot are the same. */
static GHashTable *
bars_new (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

static Bar *
bar_of (GHashTable *bars, const char *key, const char *name)
{
  Bar *bar = g_hash_table_lookup (bars, key);

  if (bar == NULL)
    {
      bar = g_new0 (Bar, 1);
      bar->key = key;
      bar->name = name;
      g_hash_table_insert (bars, (gpointer) key, bar);
    }

  return bar;
}

static int
compare_bars (gconstpointer a, gconstpointer b)
{
  const Bar *first = *(Bar *const *) a;
  const Bar *second = *(Bar *const *) b;

  if (first->total != second->total)
    return first->total > second->total ? -1 : 1;
  if (first->coordinating != second->coordinating)
    return first->coordinating > second->coordinating ? -1 : 1;

  return g_strcmp0 (first->name, second->name);
}

/* Stacked bars, the longest first; parts that occur nowhere have no series. */
static TdChart *
chart_of_bars (GHashTable *bars, const char *title, guint most, gboolean coordinating)
{
  TdChart *chart = td_chart_new (TD_CHART_BARS, title, "nhiệm vụ");
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  guint sums[TD_N_TASK_LOOKS] = { 0 };
  guint series = 0;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, bars);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (order, value);
  g_ptr_array_sort (order, compare_bars);
  while (order->len > 1 && ((const Bar *) g_ptr_array_index (order, order->len - 1))->total == 0)
    g_ptr_array_set_size (order, (int) order->len - 1); /* units that only help */
  for (guint i = 0; i < order->len; i++)
    {
      const Bar *bar = g_ptr_array_index (order, i);

      td_chart_add_category_full (chart, bar->name, NULL, bar->key, TD_CHART_TONE_NONE);
      if (coordinating && bar->coordinating > 0)
        {
          g_autofree char *note = g_strdup_printf ("phối hợp %u", bar->coordinating);

          td_chart_set_note (chart, i, note);
        }
      for (guint look = 0; look < TD_N_TASK_LOOKS; look++)
        sums[look] += bar->counts[look];
    }
  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    {
      if (sums[parts[p]] == 0)
        continue;
      td_chart_add_series (chart, td_task_look_document_label (parts[p]),
                           td_task_look_tone (parts[p]));
      td_chart_set_series_key (chart, series, td_task_look_nick (parts[p]));
      for (guint i = 0; i < order->len; i++)
        td_chart_set (chart, series, i,
                      ((const Bar *) g_ptr_array_index (order, i))->counts[parts[p]]);
      series++;
    }
  td_chart_keep_first (chart, most, NULL);

  return chart;
}

/**
 * td_task_chart_by_area:
 * @snapshot: facts of all tasks
 * @scope: which of them
 * @as_of: the day
 * @area_names: (nullable): names by key
 *
 * Returns: (transfer full): stacked bars of how the tasks of each area stand
 */
TdChart *
td_task_chart_by_area (const TdTaskSnapshot *snapshot,
                       const TdTaskScope *scope,
                       guint32 as_of,
                       GHashTable *area_names)
{
  static const char none[] = "";
  g_autoptr (GHashTable) bars = bars_new ();
  Bar *bar = NULL; /* of the task before: those of an area mostly stand together */

  for (guint i = 0; i < snapshot->facts->len; i++)
    {
      const TdTaskFacts *facts = td_task_snapshot_nth (snapshot, i);
      const char *key = facts->area != NULL && *facts->area != '\0' ? facts->area : none;

      if (!td_task_scope_has (scope, snapshot, facts))
        continue;
      if (bar == NULL || bar->key != key)
        {
          const char *name = area_names != NULL ? g_hash_table_lookup (area_names, key) : NULL;

          bar = bar_of (bars, key, name != NULL ? name : *key != '\0' ? key : "Chưa xếp lĩnh vực");
        }
      bar->counts[td_task_look (snapshot, facts, as_of)]++;
      bar->total++;
    }

  return chart_of_bars (bars, "Nhiệm vụ theo lĩnh vực", MOST_AREAS, FALSE);
}

/**
 * td_task_chart_by_unit:
 * @snapshot: facts of all tasks
 * @scope: which of them
 * @as_of: the day
 *
 * Returns: (transfer full): stacked bars of how the tasks that each unit leads stand; how many it
 *   helps with is noted beside. A task led by two units is in both bars.
 */
TdChart *
td_task_chart_by_unit (const TdTaskSnapshot *snapshot, const TdTaskScope *scope, guint32 as_of)
{
  g_autoptr (GHashTable) bars = bars_new ();

  for (guint i = 0; i < snapshot->facts->len; i++)
    {
      const TdTaskFacts *facts = td_task_snapshot_nth (snapshot, i);
      const TdTaskUnitRef *units = td_task_snapshot_units (snapshot, facts);

      TdTaskLook look;

      if (!td_task_scope_has (scope, snapshot, facts))
        continue;
      look = td_task_look (snapshot, facts, as_of);
      for (guint u = 0; u < facts->n_units; u++)
        {
          Bar *bar = bar_of (bars, units[u].name, units[u].name);

          if (units[u].lead)
            {
              bar->counts[look]++;
              bar->total++;
            }
          else
            bar->coordinating++;
        }
    }

  return chart_of_bars (bars, "Nhiệm vụ theo đơn vị chủ trì", MOST_UNITS, TRUE);
}

static guint32
last_of_month (gint64 year, guint month)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, g_date_get_days_in_month (month, (GDateYear) year), month,
                  (GDateYear) year);

  return g_date_get_julian (&day);
}

/* Counts a task in the month it falls into, of those that end on these days; earlier ones in the
 * first. */
static void
add_to_month (guint *months, const guint32 *ends, guint32 julian)
{
  for (guint m = 0; m < 12; m++)
    {
      if (julian <= ends[m])
        {
          months[m]++;
          return;
        }
    }
}

/* Until when the line of what is done goes: the month of @as_of, none before @year. */
static guint
months_until (gint64 year, guint32 as_of)
{
  guint n = 0;

  while (n < 12 && (n == 0 ? last_of_month (year - 1, 12) : last_of_month (year, n)) < as_of)
    n++;

  return n;
}

/**
 * td_task_chart_burn_up:
 * @snapshot: facts of all tasks
 * @scope: which of them
 * @as_of: the day
 * @year: January to December of this year
 *
 * Returns: (transfer full): lines through the year: how many tasks were to be done by the end of
 * each month, and how many were, the line ending on the day
 */
TdChart *
td_task_chart_burn_up (const TdTaskSnapshot *snapshot,
                       const TdTaskScope *scope,
                       guint32 as_of,
                       gint64 year)
{
  TdChart *chart = td_chart_new (TD_CHART_LINES, "Tiến độ cả năm", "nhiệm vụ");
  guint due[12] = { 0 };
  guint done[12] = { 0 };
  guint n_due = 0, n_done = 0;
  guint until = months_until (year, as_of);
  guint32 ends[12];

  for (guint m = 0; m < 12; m++)
    ends[m] = last_of_month (year, m + 1);
  td_chart_add_series (chart, "Phải xong", TD_CHART_TONE_TODO)->dashed = TRUE;
  td_chart_set_series_key (chart, 0, "due");
  td_chart_add_series (chart, "Đã xong", TD_CHART_TONE_STRONG);
  td_chart_set_series_key (chart, 1, "done");
  for (guint i = 0; i < snapshot->facts->len; i++)
    {
      const TdTaskFacts *facts = td_task_snapshot_nth (snapshot, i);
      guint32 last;

      if (!td_task_scope_has (scope, snapshot, facts))
        continue;
      last = td_task_snapshot_due (snapshot, facts, G_MAXINT32);
      if (last != 0)
        add_to_month (due, ends, last);
      if (facts->done != 0 && facts->done <= as_of)
        add_to_month (done, ends, facts->done);
    }
  for (guint m = 0; m < 12; m++)
    {
      g_autofree char *name = g_strdup_printf ("T%u", m + 1);
      g_autofree char *full = g_strdup_printf ("Tháng %u/%" G_GINT64_FORMAT, m + 1, year);
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT "-%02u", year, m + 1);

      td_chart_add_category_full (chart, name, full, key, TD_CHART_TONE_NONE);
      n_due += due[m];
      n_done += done[m];
      td_chart_set (chart, 0, m, n_due);
      if (m < until)
        td_chart_set (chart, 1, m, n_done);
    }
  if (until > 0 && until <= 12 && as_of <= last_of_month (year, 12))
    chart->now = until - 0.5;

  return chart;
}

/**
 * td_task_chart_area_names:
 * @connection: where to read
 * @error: return location
 *
 * Returns: (nullable) (transfer full): names of the areas by key
 */
GHashTable *
td_task_chart_area_names (TdConnection *connection, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_AREA);
  g_autoptr (GPtrArray) rows = td_query_list (query, connection, error);
  GHashTable *names;

  if (rows == NULL)
    return NULL;
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < rows->len; i++)
    {
      const TdAreaRow *area = g_ptr_array_index (rows, i);

      if (area->key != NULL && area->name != NULL)
        g_hash_table_insert (names, g_strdup (area->key), g_strdup (area->name));
    }

  return names;
}

/* What `chart` asks for */
typedef struct
{
  TdTaskSnapshot *snapshot;
  TdTaskScope scope;
  guint32 as_of;
} Wanted;

static gboolean
prepare (TdConnection *connection, const TdChartRequest *request, Wanted *wanted, GError **error)
{
  wanted->snapshot = td_task_snapshot_load (connection, error);
  wanted->scope.plan_id = request->plan_id;
  wanted->scope.year = request->has_period ? g_date_get_year (&request->from) : 0;
  wanted->as_of = g_date_get_julian (&request->today);

  return wanted->snapshot != NULL;
}

static TdChart *
make_tasks (TdConnection *connection, const TdChartRequest *request, GError **error)
{
  g_autoptr (GHashTable) names = td_task_chart_area_names (connection, error);
  Wanted wanted = { 0 };
  TdChart *chart;

  if (names == NULL || !prepare (connection, request, &wanted, error))
    return NULL;
  chart = td_task_chart_by_area (wanted.snapshot, &wanted.scope, wanted.as_of, names);
  td_task_snapshot_unref (wanted.snapshot);

  return chart;
}

static TdChart *
make_by_unit (TdConnection *connection, const TdChartRequest *request, GError **error)
{
  Wanted wanted = { 0 };
  TdChart *chart;

  if (!prepare (connection, request, &wanted, error))
    return NULL;
  chart = td_task_chart_by_unit (wanted.snapshot, &wanted.scope, wanted.as_of);
  td_task_snapshot_unref (wanted.snapshot);

  return chart;
}

static TdChart *
make_status (TdConnection *connection, const TdChartRequest *request, GError **error)
{
  Wanted wanted = { 0 };
  TdChart *chart;

  if (!prepare (connection, request, &wanted, error))
    return NULL;
  chart = td_task_chart_status (wanted.snapshot, &wanted.scope, wanted.as_of);
  td_task_snapshot_unref (wanted.snapshot);

  return chart;
}

static TdChart *
make_burn_up (TdConnection *connection, const TdChartRequest *request, GError **error)
{
  Wanted wanted = { 0 };
  gint64 year;
  TdChart *chart;

  if (!prepare (connection, request, &wanted, error))
    return NULL;
  year = wanted.scope.year;
  for (guint i = 0; wanted.scope.plan_id != 0 && i < wanted.snapshot->plans->len; i++)
    {
      const TdTaskPlanRef *plan = &g_array_index (wanted.snapshot->plans, TdTaskPlanRef, i);

      if (plan->id == wanted.scope.plan_id)
        year = plan->year;
    }
  if (year == 0)
    year = td_task_scope_newest_year (wanted.snapshot, wanted.as_of);
  if (year <= 0 || year > 9000)
    year = g_date_get_year (&request->today);
  chart = td_task_chart_burn_up (wanted.snapshot, &wanted.scope, wanted.as_of, year);
  td_task_snapshot_unref (wanted.snapshot);

  return chart;
}

static TdChart *
make_targets (TdConnection *connection, const TdChartRequest *request, GError **error)
{
  TdTaskScope scope = { request->plan_id, 0 };

  if (request->has_period)
    scope.year = g_date_get_year (&request->from);

  return td_target_chart (connection, &scope, &request->today, 0, error);
}

const TdChartKind td_task_chart_kinds[] = {
  { "tasks", make_tasks, N_ ("Tasks of each area, by how they stand") },
  { "tasks-by-unit", make_by_unit, N_ ("Tasks each unit leads, by how they stand") },
  { "task-status", make_status, N_ ("How all tasks stand") },
  { "burn-up", make_burn_up, N_ ("Tasks to be done and done through the year") },
  { "targets", make_targets, N_ ("Targets and what was reached") },
  { NULL },
};
