/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-target-chart.h"

#include <math.h>

#include "td-chart-scale.h"
#include "td-kind.h"
#include "td-query.h"
#include "td-target-figures.h"

static const char *
sign_of (const char *comparator)
{
  static const char *const signs[][2] = {
    { ">=", "≥ " }, { ">", "> " }, { "<=", "≤ " }, { "<", "< " }, { "~", "≈ " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      if (g_strcmp0 (signs[i][0], comparator) == 0)
        return signs[i][1];
    }

  return "";
}

static char *
with_unit (const TdTargetRow *target, const char *sign, double value)
{
  g_autofree char *number = td_chart_format_number (value, 2);

  return g_strdup_printf ("%s%s%s%s", sign, number, target->measure_unit != NULL ? "\302\240" : "",
                          target->measure_unit != NULL ? target->measure_unit : "");
}

/* What is missing or too much, in words: colour is never the only signal. */
static char *
status_text (const TdTargetFigures *figures)
{
  double away = figures->target->value - figures->actual;
  g_autofree char *missing = td_chart_format_number (fabs (away), 2);

  switch (figures->status)
    {
    case TD_TARGET_MET:
      return g_strdup ("Đạt");
    case TD_TARGET_NEARLY:
    case TD_TARGET_MISSED:
      return g_strdup_printf (away > 0 ? "Thiếu %s" : "Quá %s", missing);
    case TD_TARGET_NO_DATA:
    case TD_N_TARGET_STATUSES:
    default:
      return g_strdup ("Chưa có số liệu");
    }
}

static TdChartTone
tone_of (TdTargetStatus status)
{
  switch (status)
    {
    case TD_TARGET_MET:
      return TD_CHART_TONE_DONE;
    case TD_TARGET_NEARLY:
      return TD_CHART_TONE_SOON;
    case TD_TARGET_MISSED:
      return TD_CHART_TONE_LATE;
    case TD_TARGET_NO_DATA:
    case TD_N_TARGET_STATUSES:
    default:
      return TD_CHART_TONE_TODO;
    }
}

static void
add_target (TdChart *chart, const TdTargetFigures *figures)
{
  const TdTargetRow *target = figures->target;
  double value = figures->actual;
  gboolean percent = g_strcmp0 (target->measure_unit, "%") == 0;
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, target->row.id);
  g_autofree char *value_text = isfinite (value) ? with_unit (target, "", value) : g_strdup ("–");
  g_autofree char *target_text = with_unit (target, sign_of (target->comparator), target->value);
  g_autofree char *status = status_text (figures);
  guint category = td_chart_add_category_full (chart, target->text != NULL ? target->text : "",
                                               NULL, key, tone_of (figures->status));

  if (percent)
    td_chart_set (chart, 0, category, value);
  else if (target->value > 0)
    td_chart_set (chart, 0, category, 100 * value / target->value);
  td_chart_set_bullet (chart, category, percent ? target->value : 100, value_text, target_text,
                       status);
}

static gboolean
in_scope (const TdTargetRow *target, const TdTaskScope *scope, GHashTable *years)
{
  if (scope->plan_id != 0)
    return target->plan_id == scope->plan_id;

  return scope->year == 0 ||
         GPOINTER_TO_INT (g_hash_table_lookup (years, &target->plan_id)) == scope->year;
}

static GPtrArray *
list_rows (TdConnection *connection, TdKind kind, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (kind);

  return td_query_list (query, connection, error);
}

/**
 * td_target_chart:
 * @connection: where to read
 * @scope: which plans
 * @today: figures of periods that begin later do not count
 * @most: at most so many targets, those with figures first; 0: all
 * @error: return location
 *
 * Returns: (nullable) (transfer full): bullets of the targets that are numbers; keys are ids
 */
TdChart *
td_target_chart (TdConnection *connection,
                 const TdTaskScope *scope,
                 const GDate *today,
                 guint most,
                 GError **error)
{
  g_autoptr (GPtrArray) plans = list_rows (connection, TD_KIND_PLAN, error);
  g_autoptr (GPtrArray) targets =
      plans ? td_target_figures_read (connection, scope->plan_id, today, error) : NULL;
  g_autoptr (GHashTable) years = g_hash_table_new (g_int64_hash, g_int64_equal);
  TdChart *chart;

  if (targets == NULL)
    return NULL;
  for (guint i = 0; i < plans->len; i++)
    {
      TdPlanRow *plan = g_ptr_array_index (plans, i);

      g_hash_table_insert (years, &plan->row.id, GINT_TO_POINTER ((int) plan->year));
    }
  chart = td_chart_new (TD_CHART_BULLETS, "Chỉ tiêu", NULL);
  td_chart_add_series (chart, "Đã đạt", TD_CHART_TONE_DONE);
  for (guint with_figure = 1; with_figure <= 1; with_figure--)
    {
      for (guint i = 0; i < targets->len; i++)
        {
          const TdTargetFigures *figures = g_ptr_array_index (targets, i);

          if (isfinite (figures->target->value) && in_scope (figures->target, scope, years) &&
              (isfinite (figures->actual) != 0) == (with_figure == 1))
            add_target (chart, figures);
        }
    }
  if (most > 0)
    td_chart_keep_first (chart, most, NULL);

  return chart;
}
