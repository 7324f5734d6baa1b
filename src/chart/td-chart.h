/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A chart as plain data: categories, and one value per category in each series. A missing value is
 * NAN, and is drawn as nothing, never as zero. */

typedef enum
{
  TD_CHART_BARS,   /* horizontal stacked bars, one row per category: for names */
  TD_CHART_COLUMNS /* vertical stacked columns, one per category: for periods */
} TdChartForm;

/* What a series means decides its colour and pattern (design: blue pair and hatched orange, so that
 * neither colour blindness nor grey print loses anything). */
typedef enum
{
  TD_CHART_TONE_STRONG, /* dark blue */
  TD_CHART_TONE_SOFT,   /* light blue with a dark outline */
  TD_CHART_TONE_LATE,   /* orange, hatched */
  TD_CHART_TONE_EMPTY,  /* grey */
  TD_N_CHART_TONES
} TdChartTone;

typedef struct
{
  char *name;
  TdChartTone tone;
  GArray *values; /* (element-type double): one per category */
} TdChartSeries;

typedef struct
{
  char *title;
  char *value_name; /* what is counted: "nhiệm vụ" */
  TdChartForm form;
  GPtrArray *categories; /* (element-type utf8) */
  GPtrArray *series;     /* (element-type TdChartSeries) */
} TdChart;

TdChart *td_chart_new (TdChartForm form,
                       const char *title,
                       const char *value_name) G_GNUC_WARN_UNUSED_RESULT;
void td_chart_free (TdChart *chart);
guint td_chart_add_category (TdChart *chart, const char *name);
TdChartSeries *td_chart_add_series (TdChart *chart, const char *name, TdChartTone tone);
void td_chart_set (TdChart *chart, guint series, guint category, double value);
double td_chart_get (const TdChart *chart, guint series, guint category);
double td_chart_total (const TdChart *chart, guint category);
char *td_chart_describe (const TdChart *chart) G_GNUC_WARN_UNUSED_RESULT;

/* Scale: round steps that cover 0..largest with about the wanted number of lines */
double td_chart_nice_step (double largest, guint wanted_steps);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdChart, td_chart_free)

G_END_DECLS
