/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A chart as plain data: categories, and one value per category in each series. A missing value is
 * NAN, and is drawn as nothing, never as zero. Nothing here knows pixels, records or widgets: a
 * chart is made by a service on any thread and handed over. */

/**
 * TdChartForm:
 * @TD_CHART_BARS: horizontal stacked bars, one row per category: for names
 * @TD_CHART_COLUMNS: stacked columns, one per category, with a rate panel above if there is a rate:
 *   for periods
 * @TD_CHART_GROUPS: columns of the series side by side: one period in several years
 * @TD_CHART_HISTOGRAM: columns that touch, each category with a tone of its own: days left
 * @TD_CHART_LINES: one line per series: burn-up, history of a figure
 * @TD_CHART_DONUT: shares of a whole, one slice per category, each with a tone of its own
 * @TD_CHART_BULLETS: one bar per category on 0 to 100 %, with the mark of what is to be reached
 */
typedef enum
{
  TD_CHART_BARS,
  TD_CHART_COLUMNS,
  TD_CHART_GROUPS,
  TD_CHART_HISTOGRAM,
  TD_CHART_LINES,
  TD_CHART_DONUT,
  TD_CHART_BULLETS
} TdChartForm;

/* What a series or category means decides its colour and pattern (a blue pair and hatched orange,
 * so that neither colour blindness nor grey print loses anything). */
typedef enum
{
  TD_CHART_TONE_STRONG,       /* dark blue: early, the main thing counted */
  TD_CHART_TONE_SOFT,         /* light blue with a dark outline: on time, the second thing */
  TD_CHART_TONE_LATE,         /* orange, hatched: late, over the limit */
  TD_CHART_TONE_EMPTY,        /* grey: the rest of a whole */
  TD_CHART_TONE_SOON,         /* amber: due soon, not quite reached */
  TD_CHART_TONE_DOING,        /* blue: going on */
  TD_CHART_TONE_WAIT,         /* violet, hatched the other way: waiting, paused */
  TD_CHART_TONE_REPEAT,       /* slate: recurring, continuous */
  TD_CHART_TONE_DONE,         /* green: done, reached, rate */
  TD_CHART_TONE_TODO,         /* outlined grey: not due yet */
  TD_CHART_TONE_OVERDUE_DONE, /* pale orange with an outline: done, but late */
  TD_CHART_TONE_NONE,         /* of a category: the tone of the series holds */
  TD_N_CHART_TONES = TD_CHART_TONE_NONE
} TdChartTone;

typedef enum
{
  TD_CHART_COUNT,  /* 1.234 or 1.234,5 */
  TD_CHART_PERCENT /* 98,6 % */
} TdChartUnit;

typedef struct
{
  char *name;
  char *key; /* what the series stands for, handed back by a click; the name if not given */
  TdChartTone tone;
  gboolean dashed; /* of a line: planned, not done */
  GArray *values;  /* (element-type double): one per category */
} TdChartSeries;

typedef struct
{
  char *name;
  char *full_name;  /* (nullable): said in words and tables when the printed name is short: T2 */
  char *key;        /* what the category stands for, handed back by a click */
  char *note;       /* (nullable): at the right end of a row: "12 / 308" */
  TdChartTone tone; /* TD_CHART_TONE_NONE: that of the series */
  double target;    /* of a bullet: what is to be reached, in percent; NAN: nothing */
  char *value_text; /* (nullable): of a bullet, instead of the value in percent */
  char *target_text;
  char *status_text;             /* (nullable): of a bullet: "Thiếu 3,6" */
  double numerator, denominator; /* of the rate; NAN: no rate here */
} TdChartCategory;

typedef struct
{
  char *title;
  char *value_name; /* what is counted: "nhiệm vụ" */
  TdChartForm form;
  TdChartUnit unit;
  GPtrArray *categories; /* (element-type TdChartCategory) */
  GPtrArray *series;     /* (element-type TdChartSeries) */

  int counted; /* the series whose value stands above a column; -1: the sum of all; -2: nothing */

  char *rate_name;    /* (nullable): there is a rate panel: "Tỷ lệ đúng hạn" */
  char *rate_of;      /* what the rate is of: "trên số đã giải quyết" */
  double rate_target; /* in percent; NAN: none */

  double limit; /* of bars, columns and lines, in values; NAN: none */
  char *limit_name;

  double now; /* of lines and columns: position of today in categories (2.5: middle of the third);
                 NAN: not shown */
} TdChart;

TdChart *td_chart_new (TdChartForm form,
                       const char *title,
                       const char *value_name) G_GNUC_WARN_UNUSED_RESULT;
void td_chart_free (TdChart *chart);
guint td_chart_add_category (TdChart *chart, const char *name);
guint td_chart_add_category_full (
    TdChart *chart, const char *name, const char *full_name, const char *key, TdChartTone tone);
TdChartCategory *td_chart_category (const TdChart *chart, guint category);
void td_chart_set_note (TdChart *chart, guint category, const char *note);
void td_chart_set_bullet (TdChart *chart,
                          guint category,
                          double target,
                          const char *value_text,
                          const char *target_text,
                          const char *status_text);

TdChartSeries *td_chart_add_series (TdChart *chart, const char *name, TdChartTone tone);
TdChartSeries *td_chart_series (const TdChart *chart, guint series);
void td_chart_set_series_key (TdChart *chart, guint series, const char *key);
void td_chart_set (TdChart *chart, guint series, guint category, double value);
double td_chart_get (const TdChart *chart, guint series, guint category);
double td_chart_total (const TdChart *chart, guint category);
double td_chart_sum (const TdChart *chart);
gboolean td_chart_is_empty (const TdChart *chart);

void td_chart_set_rate (TdChart *chart, const char *name, const char *of, double target);
void td_chart_set_rate_of (TdChart *chart, guint category, double numerator, double denominator);
double td_chart_rate (const TdChart *chart, guint category);
void td_chart_set_limit (TdChart *chart, double limit, const char *name);

void td_chart_sort (TdChart *chart);
void td_chart_keep_first (TdChart *chart, guint most, const char *rest_name);

TdChartTone td_chart_tone_at (const TdChart *chart, guint series, guint category);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdChart, td_chart_free)

G_END_DECLS
