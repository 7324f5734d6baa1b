/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chart.h"

#include <math.h>

static void
series_free (gpointer data)
{
  TdChartSeries *series = data;

  g_free (series->name);
  g_array_unref (series->values);
  g_free (series);
}

/**
 * td_chart_new:
 * @form: bars or columns
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
  chart->title = g_strdup (title);
  chart->value_name = g_strdup (value_name);
  chart->categories = g_ptr_array_new_with_free_func (g_free);
  chart->series = g_ptr_array_new_with_free_func (series_free);

  return chart;
}

void
td_chart_free (TdChart *chart)
{
  if (chart == NULL)
    return;

  g_free (chart->title);
  g_free (chart->value_name);
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
 * td_chart_add_category:
 * @chart: a chart
 * @name: what is printed at the bar
 *
 * Returns: the index of the new category; its values are absent
 */
guint
td_chart_add_category (TdChart *chart, const char *name)
{
  g_return_val_if_fail (chart != NULL && name != NULL, 0);

  g_ptr_array_add (chart->categories, g_strdup (name));
  for (guint i = 0; i < chart->series->len; i++)
    fill_with_nothing (((TdChartSeries *) g_ptr_array_index (chart->series, i))->values,
                       chart->categories->len);

  return chart->categories->len - 1;
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
  series->tone = tone;
  series->values = g_array_new (FALSE, FALSE, sizeof (double));
  fill_with_nothing (series->values, chart->categories->len);
  g_ptr_array_add (chart->series, series);

  return series;
}

void
td_chart_set (TdChart *chart, guint series, guint category, double value)
{
  g_return_if_fail (series < chart->series->len && category < chart->categories->len);

  g_array_index (((TdChartSeries *) g_ptr_array_index (chart->series, series))->values, double,
                 category) = value;
}

double
td_chart_get (const TdChart *chart, guint series, guint category)
{
  g_return_val_if_fail (series < chart->series->len && category < chart->categories->len, NAN);

  return g_array_index (((TdChartSeries *) g_ptr_array_index (chart->series, series))->values,
                        double, category);
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

      if (!isnan (value))
        total += value;
    }

  return total;
}

/**
 * td_chart_describe:
 * @chart: a chart
 *
 * Returns: (transfer full): the chart in words, one line per category, for a screen reader
 */
char *
td_chart_describe (const TdChart *chart)
{
  GString *text = g_string_new (chart->title);

  for (guint c = 0; c < chart->categories->len; c++)
    {
      g_string_append_printf (text, "%s%s: ", text->len > 0 ? "\n" : "",
                              (char *) g_ptr_array_index (chart->categories, c));
      for (guint s = 0; s < chart->series->len; s++)
        {
          const TdChartSeries *series = g_ptr_array_index (chart->series, s);
          double value = td_chart_get (chart, s, c);

          if (isnan (value))
            g_string_append_printf (text, "%s%s –", s > 0 ? ", " : "", series->name);
          else
            g_string_append_printf (text, "%s%s %g", s > 0 ? ", " : "", series->name, value);
        }
    }

  return g_string_free (text, FALSE);
}

/**
 * td_chart_nice_step:
 * @largest: the largest value, at least 0
 * @wanted_steps: about how many grid lines
 *
 * Returns: 1, 2 or 5 times a power of ten, at least 1 (counts have no fractions)
 */
double
td_chart_nice_step (double largest, guint wanted_steps)
{
  double rough = largest / MAX (wanted_steps, 1);
  double power;
  double rest;

  if (!(rough > 1))
    return 1;

  power = pow (10, floor (log10 (rough)));
  rest = rough / power;

  return power * (rest <= 1 ? 1 : rest <= 2 ? 2 : rest <= 5 ? 5 : 10);
}
