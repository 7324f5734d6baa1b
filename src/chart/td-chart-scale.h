/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "td-chart.h"

G_BEGIN_DECLS

/* Value axes: pure functions over numbers. Labels are Vietnamese wherever the program runs
 * (1.234,5), because charts go into documents. */

typedef struct
{
  double low, high; /* the ends of the axis; high is greater than low */
  double step;      /* between two grid lines */
} TdChartScale;

TdChartScale td_chart_scale_counts (double largest, guint wanted_steps);
TdChartScale td_chart_scale_range (double low, double high, guint wanted_steps);
TdChartScale td_chart_scale_rates (const double *rates, guint n_rates, double target);
double td_chart_scale_share (const TdChartScale *scale, double value);
guint td_chart_scale_n_ticks (const TdChartScale *scale);
double td_chart_scale_tick (const TdChartScale *scale, guint tick);

double td_chart_nice_step (double largest, guint wanted_steps);

char *td_chart_format_number (double value, guint decimals) G_GNUC_WARN_UNUSED_RESULT;
char *td_chart_format_fixed (double value, guint decimals) G_GNUC_WARN_UNUSED_RESULT;
char *td_chart_format_value (const TdChart *chart, double value) G_GNUC_WARN_UNUSED_RESULT;
char *td_chart_format_percent (double value, guint decimals) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
