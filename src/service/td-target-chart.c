/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-target-chart.h"

#include <math.h>

#include "td-chart-scale.h"
#include "td-kind.h"
#include "td-query.h"
#include "td-report-period.h"

/* RULE target-near: nearly met within so much of the value, unless the target says otherwise */
#define NEAR_SHARE 0.05

static gboolean
is_met (const TdTargetRow *target, double value)
{
  const char *comparator = target->comparator != NULL ? target->comparator : "=";

  if (g_str_equal (comparator, "<="))
    return value <= target->value + 1e-9;
  if (g_str_equal (comparator, "<"))
    return value < target->value;
  if (g_str_equal (comparator, ">"))
    return value > target->value;
  if (g_str_equal (comparator, ">="))
    return value >= target->value - 1e-9;
  /* "100 %" and "khoảng 30 %" are reached by more as well, unless less is wanted */
  if (g_strcmp0 (target->direction, "decrease") == 0)
    return value <= target->value + 1e-9;

  return value >= target->value - 1e-9;
}

static double
value_of (const TdTargetValueRow *row)
{
  if (isfinite (row->numerator) && row->denominator > 0)
    return 100 * row->numerator / row->denominator;

  return row->value;
}

/* The figure of the latest period that has begun by @today. */
static double
latest_value (GPtrArray *values, gint64 target_id, const GDate *today)
{
  const TdTargetValueRow *latest = NULL;
  guint32 latest_end = 0;

  for (guint i = 0; i < values->len; i++)
    {
      const TdTargetValueRow *row = g_ptr_array_index (values, i);
      GDate from, to;

      if (row->target_id != target_id || !isfinite (value_of (row)) || row->period == NULL ||
          !td_report_period_parse (row->period, &from, &to) || g_date_compare (&from, today) > 0 ||
          g_date_get_julian (&to) < latest_end)
        continue;
      latest = row;
      latest_end = g_date_get_julian (&to);
    }

  return latest != NULL ? value_of (latest) : NAN;
}

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
status_text (const TdTargetRow *target, double value)
{
  g_autofree char *missing = NULL;

  if (!isfinite (value))
    return g_strdup ("Chưa có số liệu");
  if (is_met (target, value))
    return g_strdup ("Đạt");
  missing = td_chart_format_number (fabs (target->value - value), 2);

  return g_strdup_printf (value < target->value ? "Thiếu %s" : "Quá %s", missing);
}

static TdChartTone
tone_of (const TdTargetRow *target, double value)
{
  double margin =
      isfinite (target->near_margin) ? target->near_margin : fabs (target->value) * NEAR_SHARE;

  if (!isfinite (value))
    return TD_CHART_TONE_TODO;
  if (is_met (target, value))
    return TD_CHART_TONE_DONE;

  return fabs (target->value - value) <= margin ? TD_CHART_TONE_SOON : TD_CHART_TONE_LATE;
}

static void
add_target (TdChart *chart, const TdTargetRow *target, double value)
{
  gboolean percent = g_strcmp0 (target->measure_unit, "%") == 0;
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, target->row.id);
  g_autofree char *value_text = isfinite (value) ? with_unit (target, "", value) : g_strdup ("–");
  g_autofree char *target_text = with_unit (target, sign_of (target->comparator), target->value);
  g_autofree char *status = status_text (target, value);
  guint category = td_chart_add_category_full (chart, target->text != NULL ? target->text : "",
                                               NULL, key, tone_of (target, value));

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
  g_autoptr (GPtrArray) targets = plans ? list_rows (connection, TD_KIND_TARGET, error) : NULL;
  g_autoptr (GPtrArray) values =
      targets ? list_rows (connection, TD_KIND_TARGET_VALUE, error) : NULL;
  g_autoptr (GHashTable) years = g_hash_table_new (g_int64_hash, g_int64_equal);
  TdChart *chart;

  if (values == NULL)
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
          const TdTargetRow *target = g_ptr_array_index (targets, i);
          double value = latest_value (values, target->row.id, today);

          if (isfinite (target->value) && in_scope (target, scope, years) &&
              (isfinite (value) != 0) == (with_figure == 1))
            add_target (chart, target, value);
        }
    }
  if (most > 0)
    td_chart_keep_first (chart, most, NULL);

  return chart;
}
