/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chart-scale.h"

#include <math.h>
#include <string.h>

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

  if (!(rough > 1) || !isfinite (rough))
    return 1;

  power = pow (10, floor (log10 (rough)));
  rest = rough / power;

  return power * (rest <= 1 ? 1 : rest <= 2 ? 2 : rest <= 5 ? 5 : 10);
}

/**
 * td_chart_scale_counts:
 * @largest: the largest value; anything below 1, also NAN, gives an axis from 0 to 1
 * @wanted_steps: about how many grid lines
 *
 * Returns: an axis from 0 over all values, in round steps
 */
TdChartScale
td_chart_scale_counts (double largest, guint wanted_steps)
{
  TdChartScale scale = { 0, 1, 1 };

  if (!(largest > 1) || !isfinite (largest))
    return scale;
  scale.step = td_chart_nice_step (largest, wanted_steps);
  scale.high = ceil (largest / scale.step - 1e-9) * scale.step;

  return scale;
}

/**
 * td_chart_scale_range:
 * @low: the smallest value
 * @high: the largest value
 * @wanted_steps: about how many grid lines
 *
 * Returns: an axis over both, in round steps that may be fractions
 */
TdChartScale
td_chart_scale_range (double low, double high, guint wanted_steps)
{
  TdChartScale scale = { 0, 1, 1 };
  double power;

  if (!isfinite (low) || !isfinite (high))
    return scale;
  if (!(high > low))
    {
      double room = MAX (fabs (high) * 0.1, 0.5);

      low -= room;
      high += room;
    }
  /* td_chart_nice_step() never goes below 1: small ranges are magnified first. */
  power = pow (10, MAX (ceil (-log10 (high - low)) + 2, 0));
  scale.step = td_chart_nice_step ((high - low) * power, wanted_steps) / power;
  scale.low = floor (low / scale.step + 1e-9) * scale.step;
  scale.high = ceil (high / scale.step - 1e-9) * scale.step;

  return scale;
}

/**
 * td_chart_scale_rates:
 * @rates: (array length=n_rates): in percent, NAN where there is none
 * @n_rates: length of @rates
 * @target: in percent, or NAN
 *
 * Returns: an axis that ends at 100 % and begins below every rate and the target, with at most four
 *   grid lines, one of them at the target where that is possible
 */
TdChartScale
td_chart_scale_rates (const double *rates, guint n_rates, double target)
{
  static const double steps[] = { 1, 2, 5, 10, 20, 25, 50 };
  const guint n_steps = G_N_ELEMENTS (steps);
  TdChartScale scale = { 0, 100, 50 };
  double low = isfinite (target) ? target : 100;

  for (guint i = 0; i < n_rates; i++)
    {
      if (isfinite (rates[i]))
        low = MIN (low, rates[i]);
    }
  low = CLAMP (low, 0, 100);
  /* A grid line at the target first; then as much of the height for the rates as there can be. */
  for (guint i = 0; i < 2 * n_steps; i++)
    {
      double step = steps[i % n_steps];
      double lines = ceil ((100 - low) / step - 1e-9);
      gboolean meets = !isfinite (target) || fabs (remainder (100 - target, step)) < 1e-6;

      if (lines > 3 || (i < n_steps && !meets))
        continue;
      scale.step = step;
      scale.low = MAX (100 - MAX (lines, 2) * step, 0);
      break;
    }

  return scale;
}

double
td_chart_scale_share (const TdChartScale *scale, double value)
{
  return CLAMP ((value - scale->low) / (scale->high - scale->low), 0, 1);
}

guint
td_chart_scale_n_ticks (const TdChartScale *scale)
{
  return (guint) floor ((scale->high - scale->low) / scale->step + 1e-6) + 1;
}

double
td_chart_scale_tick (const TdChartScale *scale, guint tick)
{
  return scale->low + tick * scale->step;
}

static char *
format_number (double value, guint decimals, gboolean fixed)
{
  char digits[64];
  GString *text;
  char *point;
  gsize whole;

  if (!isfinite (value))
    return g_strdup ("–");
  if (fabs (value) >= 1e15)
    return g_strdup (value < 0 ? "−∞" : "∞");

  g_snprintf (digits, sizeof digits, "%.*f", (int) MIN (decimals, 6), fabs (value));
  point = strpbrk (digits, ".,"); /* the locale's own point */
  if (point != NULL && !fixed)
    {
      for (char *end = point + strlen (point) - 1; end > point && *end == '0'; end--)
        *end = '\0';
      if (point[1] == '\0')
        *point = '\0';
    }
  whole = point != NULL ? (gsize) (point - digits) : strlen (digits);
  text = g_string_new (value < 0 && strpbrk (digits, "123456789") != NULL ? "−" : NULL);
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append_c (text, '.');
      g_string_append_c (text, digits[i]);
    }
  if (point != NULL && *point != '\0')
    g_string_append_printf (text, ",%s", point + 1);

  return g_string_free (text, FALSE);
}

/**
 * td_chart_format_number:
 * @value: a number
 * @decimals: at most how many digits after the comma; zeros at the end are left out
 *
 * Returns: (transfer full): as written in Vietnamese, whatever the locale: 1.234,5; "–" when there
 * is none
 */
char *
td_chart_format_number (double value, guint decimals)
{
  return format_number (value, decimals, FALSE);
}

/**
 * td_chart_format_fixed:
 * @value: a number
 * @decimals: how many digits after the comma
 *
 * Returns: (transfer full): as td_chart_format_number(), zeros at the end kept: 99,0 beside 98,7
 */
char *
td_chart_format_fixed (double value, guint decimals)
{
  return format_number (value, decimals, TRUE);
}

/**
 * td_chart_format_percent:
 * @value: in percent
 * @decimals: at most how many digits after the comma
 *
 * Returns: (transfer full): "98,6 %", the space unbreakable
 */
char *
td_chart_format_percent (double value, guint decimals)
{
  g_autofree char *number = td_chart_format_number (value, decimals);

  return isfinite (value) ? g_strconcat (number, "\302\240%", NULL) : g_steal_pointer (&number);
}

/**
 * td_chart_format_value:
 * @chart: a chart
 * @value: one of its values
 *
 * Returns: (transfer full): the value in the unit of the chart
 */
char *
td_chart_format_value (const TdChart *chart, double value)
{
  if (chart->unit == TD_CHART_PERCENT)
    return td_chart_format_percent (value, 1);

  return td_chart_format_number (value, 2);
}
