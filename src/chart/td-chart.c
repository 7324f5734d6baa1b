/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chart.h"

#include <math.h>

static void
series_free (gpointer data)
{
  TdChartSeries *series = data;

  g_free (series->name);
  g_free (series->key);
  g_array_unref (series->values);
  g_free (series);
}

static void
category_free (gpointer data)
{
  TdChartCategory *category = data;

  g_free (category->name);
  g_free (category->full_name);
  g_free (category->key);
  g_free (category->note);
  g_free (category->value_text);
  g_free (category->target_text);
  g_free (category->status_text);
  g_free (category);
}

/**
 * td_chart_new:
 * @form: how it is drawn
 * @title: (nullable): printed above the chart
 * @value_name: (nullable): what the values count
 *
 * Returns: (transfer full): a chart without categories and series
 */
TdChart *
td_chart_new (TdChartForm form, const char *title, const char *value_name)
{
  TdChart *chart = g_new0 (TdChart, 1);

  chart->form = form;
  chart->unit = form == TD_CHART_BULLETS ? TD_CHART_PERCENT : TD_CHART_COUNT;
  chart->title = g_strdup (title);
  chart->value_name = g_strdup (value_name);
  chart->categories = g_ptr_array_new_with_free_func (category_free);
  chart->series = g_ptr_array_new_with_free_func (series_free);
  chart->counted = -1;
  chart->rate_target = NAN;
  chart->limit = NAN;
  chart->now = NAN;

  return chart;
}

void
td_chart_free (TdChart *chart)
{
  if (chart == NULL)
    return;

  g_free (chart->title);
  g_free (chart->value_name);
  g_free (chart->rate_name);
  g_free (chart->rate_of);
  g_free (chart->limit_name);
  g_ptr_array_unref (chart->categories);
  g_ptr_array_unref (chart->series);
  g_free (chart);
}

static void
fill_with_nothing (GArray *values, guint length)
{
  const double nothing = NAN;

  while (values->len < length)
    g_array_append_val (values, nothing);
}

/**
 * td_chart_add_category_full:
 * @chart: a chart
 * @name: what is printed at the axis or row
 * @full_name: (nullable): what is said in words instead
 * @key: (nullable): what a click hands back; @name if not given
 * @tone: %TD_CHART_TONE_NONE for the tone of the series
 *
 * Returns: the index of the new category; its values are absent
 */
guint
td_chart_add_category_full (
    TdChart *chart, const char *name, const char *full_name, const char *key, TdChartTone tone)
{
  TdChartCategory *category;

  g_return_val_if_fail (chart != NULL && name != NULL, 0);

  category = g_new0 (TdChartCategory, 1);
  category->name = g_strdup (name);
  category->full_name = g_strdup (full_name);
  category->key = g_strdup (key != NULL ? key : name);
  category->tone = tone;
  category->target = NAN;
  category->numerator = NAN;
  category->denominator = NAN;
  g_ptr_array_add (chart->categories, category);
  for (guint i = 0; i < chart->series->len; i++)
    fill_with_nothing (td_chart_series (chart, i)->values, chart->categories->len);

  return chart->categories->len - 1;
}

/**
 * td_chart_add_category:
 * @chart: a chart
 * @name: what is printed at the bar
 *
 * Returns: the index of the new category; its values are absent
 */
guint
td_chart_add_category (TdChart *chart, const char *name)
{
  return td_chart_add_category_full (chart, name, NULL, NULL, TD_CHART_TONE_NONE);
}

TdChartCategory *
td_chart_category (const TdChart *chart, guint category)
{
  g_return_val_if_fail (category < chart->categories->len, NULL);

  return g_ptr_array_index (chart->categories, category);
}

/**
 * td_chart_set_note:
 * @chart: a chart
 * @category: index of a category
 * @note: (nullable): printed at the right end of its row, as the denominator of a rate
 */
void
td_chart_set_note (TdChart *chart, guint category, const char *note)
{
  TdChartCategory *record = td_chart_category (chart, category);

  g_free (record->note);
  record->note = g_strdup (note);
}

/**
 * td_chart_set_bullet:
 * @chart: a chart of bullets
 * @category: index of a category
 * @target: what is to be reached, in percent of the scale; NAN: nothing
 * @value_text: (nullable): instead of the value in percent
 * @target_text: (nullable): "≥ 98 %"
 * @status_text: (nullable): "Thiếu 3,6"
 *
 * Sets what stands beside the bar.
 */
void
td_chart_set_bullet (TdChart *chart,
                     guint category,
                     double target,
                     const char *value_text,
                     const char *target_text,
                     const char *status_text)
{
  TdChartCategory *record = td_chart_category (chart, category);

  g_free (record->value_text);
  g_free (record->target_text);
  g_free (record->status_text);
  record->target = target;
  record->value_text = g_strdup (value_text);
  record->target_text = g_strdup (target_text);
  record->status_text = g_strdup (status_text);
}

/**
 * td_chart_add_series:
 * @chart: a chart
 * @name: what the legend says
 * @tone: what the series means
 *
 * Returns: (transfer none): the new series; its values are absent
 */
TdChartSeries *
td_chart_add_series (TdChart *chart, const char *name, TdChartTone tone)
{
  TdChartSeries *series;

  g_return_val_if_fail (chart != NULL && name != NULL, NULL);

  series = g_new0 (TdChartSeries, 1);
  series->name = g_strdup (name);
  series->key = g_strdup (name);
  series->tone = tone;
  series->values = g_array_new (FALSE, FALSE, sizeof (double));
  fill_with_nothing (series->values, chart->categories->len);
  g_ptr_array_add (chart->series, series);

  return series;
}

TdChartSeries *
td_chart_series (const TdChart *chart, guint series)
{
  g_return_val_if_fail (series < chart->series->len, NULL);

  return g_ptr_array_index (chart->series, series);
}

/**
 * td_chart_set_series_key:
 * @chart: a chart
 * @series: index of a series
 * @key: what a click on one of its marks hands back beside the key of the category
 */
void
td_chart_set_series_key (TdChart *chart, guint series, const char *key)
{
  TdChartSeries *record = td_chart_series (chart, series);

  g_free (record->key);
  record->key = g_strdup (key);
}

void
td_chart_set (TdChart *chart, guint series, guint category, double value)
{
  g_return_if_fail (series < chart->series->len && category < chart->categories->len);

  g_array_index (td_chart_series (chart, series)->values, double, category) = value;
}

double
td_chart_get (const TdChart *chart, guint series, guint category)
{
  g_return_val_if_fail (series < chart->series->len && category < chart->categories->len, NAN);

  return g_array_index (td_chart_series (chart, series)->values, double, category);
}

/**
 * td_chart_total:
 * @chart: a chart
 * @category: index of a category
 *
 * Returns: the sum over the series, absent values left out
 */
double
td_chart_total (const TdChart *chart, guint category)
{
  double total = 0;

  for (guint s = 0; s < chart->series->len; s++)
    {
      double value = td_chart_get (chart, s, category);

      if (isfinite (value))
        total += value;
    }

  return total;
}

/**
 * td_chart_sum:
 * @chart: a chart
 *
 * Returns: the sum of everything, absent values left out
 */
double
td_chart_sum (const TdChart *chart)
{
  double sum = 0;

  for (guint c = 0; c < chart->categories->len; c++)
    sum += td_chart_total (chart, c);

  return sum;
}

/**
 * td_chart_is_empty:
 * @chart: a chart
 *
 * Returns: whether no value at all is there
 */
gboolean
td_chart_is_empty (const TdChart *chart)
{
  for (guint s = 0; s < chart->series->len; s++)
    {
      for (guint c = 0; c < chart->categories->len; c++)
        {
          if (isfinite (td_chart_get (chart, s, c)))
            return FALSE;
        }
    }

  return TRUE;
}

/**
 * td_chart_set_rate:
 * @chart: a chart of columns
 * @name: what the legend says: "Tỷ lệ đúng hạn"
 * @of: what the denominator is, in words: "trên số đã giải quyết"
 * @target: in percent; NAN: none
 *
 * Adds a panel with a rate above the columns.
 */
void
td_chart_set_rate (TdChart *chart, const char *name, const char *of, double target)
{
  g_free (chart->rate_name);
  g_free (chart->rate_of);
  chart->rate_name = g_strdup (name);
  chart->rate_of = g_strdup (of);
  chart->rate_target = target;
}

void
td_chart_set_rate_of (TdChart *chart, guint category, double numerator, double denominator)
{
  TdChartCategory *record = td_chart_category (chart, category);

  record->numerator = numerator;
  record->denominator = denominator;
}

/**
 * td_chart_rate:
 * @chart: a chart with a rate
 * @category: index of a category
 *
 * Returns: the rate in percent; NAN when there is nothing to take it of
 */
double
td_chart_rate (const TdChart *chart, guint category)
{
  const TdChartCategory *record = td_chart_category (chart, category);

  if (chart->rate_name == NULL || !(record->denominator > 0) || !isfinite (record->numerator))
    return NAN;

  return 100 * record->numerator / record->denominator;
}

void
td_chart_set_limit (TdChart *chart, double limit, const char *name)
{
  g_free (chart->limit_name);
  chart->limit = limit;
  chart->limit_name = g_strdup (name);
}

typedef struct
{
  guint place;
  double total;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *first = a;
  const Place *second = b;

  if (first->total != second->total)
    return first->total > second->total ? -1 : 1;

  return first->place < second->place ? -1 : 1;
}

/**
 * td_chart_sort:
 * @chart: a chart
 *
 * Puts the largest category first; equal ones keep their order.
 */
void
td_chart_sort (TdChart *chart)
{
  guint n = chart->categories->len;
  g_autofree Place *places = g_new (Place, MAX (n, 1));
  g_autofree gpointer *records = g_new (gpointer, MAX (n, 1));
  g_autofree double *values = g_new (double, MAX (n, 1));

  for (guint c = 0; c < n; c++)
    places[c] = (Place){ c, td_chart_total (chart, c) };
  qsort (places, n, sizeof *places, compare_places);
  for (guint c = 0; c < n; c++)
    records[c] = g_ptr_array_index (chart->categories, places[c].place);
  for (guint c = 0; c < n; c++)
    g_ptr_array_index (chart->categories, c) = records[c];
  for (guint s = 0; s < chart->series->len; s++)
    {
      for (guint c = 0; c < n; c++)
        values[c] = td_chart_get (chart, s, places[c].place);
      for (guint c = 0; c < n; c++)
        td_chart_set (chart, s, c, values[c]);
    }
}

/**
 * td_chart_keep_first:
 * @chart: a chart of counts
 * @most: how many categories may stay, at least 2
 * @rest_name: (nullable): the name of one more that sums the others; %NULL drops them
 *
 * Keeps a chart readable: the first categories stay.
 */
void
td_chart_keep_first (TdChart *chart, guint most, const char *rest_name)
{
  guint rest;

  if (chart->categories->len <= most || most < 2)
    return;
  rest = most - (rest_name != NULL);
  for (guint s = 0; s < chart->series->len; s++)
    {
      double sum = NAN;

      for (guint c = rest; c < chart->categories->len; c++)
        {
          double value = td_chart_get (chart, s, c);

          if (isfinite (value))
            sum = isfinite (sum) ? sum + value : value;
        }
      if (rest_name != NULL)
        td_chart_set (chart, s, rest, sum);
      g_array_set_size (td_chart_series (chart, s)->values, most);
    }
  g_ptr_array_set_size (chart->categories, rest);
  if (rest_name != NULL)
    {
      TdChartCategory *category = g_new0 (TdChartCategory, 1);

      category->name = g_strdup (rest_name);
      category->key = g_strdup ("");
      category->tone = TD_CHART_TONE_NONE;
      category->target = category->numerator = category->denominator = NAN;
      g_ptr_array_add (chart->categories, category);
    }
}

/**
 * td_chart_tone_at:
 * @chart: a chart
 * @series: index of a series
 * @category: index of a category
 *
 * Returns: the tone of one value: that of its category if it has one
 */
TdChartTone
td_chart_tone_at (const TdChart *chart, guint series, guint category)
{
  TdChartTone tone = td_chart_category (chart, category)->tone;

  return tone != TD_CHART_TONE_NONE ? tone : td_chart_series (chart, series)->tone;
}
