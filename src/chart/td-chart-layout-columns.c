/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chart-layout-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Everything with categories from left to right: columns, groups, histogram, lines; and the rate
 * panel above columns, on the same axis of months. */

#define RATE_SHARE 0.36 /* of the height, for the rate panel */
#define LEAST_LATE 4.0  /* units: a late part is never thinner, or its hatch would not be seen */
#define POINT_RADIUS 3.5

typedef struct
{
  TdChartBuilder *builder;
  const TdChart *chart;
  double x, width; /* the plot */
  double pitch;    /* of a category */
  double rate_top, rate_bottom;
  double top, bottom; /* of the counts */
  TdChartScale rates;
  gboolean has_rates;
} Plot;

static double
center_of (const Plot *plot, guint category)
{
  return plot->x + (category + 0.5) * plot->pitch;
}

static double
y_of (const Plot *plot, double value)
{
  return plot->bottom -
         td_chart_scale_share (&plot->builder->scale, value) * (plot->bottom - plot->top);
}

static double
rate_y (const Plot *plot, double rate)
{
  return plot->rate_bottom -
         td_chart_scale_share (&plot->rates, rate) * (plot->rate_bottom - plot->rate_top);
}

static gboolean
is_stacked (const TdChart *chart)
{
  return chart->form == TD_CHART_COLUMNS || chart->form == TD_CHART_HISTOGRAM;
}

static TdChartScale
scale_of (const TdChart *chart, guint wanted)
{
  double low = INFINITY;
  double high = isfinite (chart->limit) ? chart->limit : -INFINITY;

  for (guint c = 0; c < chart->categories->len; c++)
    {
      if (is_stacked (chart))
        high = MAX (high, td_chart_total (chart, c));
      for (guint s = 0; s < chart->series->len; s++)
        {
          double value = td_chart_get (chart, s, c);

          if (!isfinite (value))
            continue;
          low = MIN (low, value);
          high = MAX (high, value);
        }
    }
  if (isfinite (chart->limit))
    low = MIN (low, chart->limit);
  if (chart->form == TD_CHART_LINES && chart->unit == TD_CHART_PERCENT && isfinite (low))
    return td_chart_scale_range (low, high, wanted);

  return td_chart_scale_counts (high, wanted);
}

static char *
tick_text (const TdChart *chart, const TdChartScale *scale, gboolean rate, guint tick)
{
  double value = td_chart_scale_tick (scale, tick);

  return rate || chart->unit == TD_CHART_PERCENT ? td_chart_format_percent (value, 2)
                                                 : td_chart_format_number (value, 2);
}

static double
widest_tick (TdChartBuilder *self, const TdChartScale *scale, gboolean rate)
{
  double widest = 0;

  for (guint t = 0; t < td_chart_scale_n_ticks (scale); t++)
    {
      g_autofree char *text = tick_text (self->chart, scale, rate, t);
      TdChartWords words = { .text = text, .small = TRUE };

      widest = MAX (widest, td_chart_builder_width (self, &words));
    }

  return widest;
}

static void
place_grid (Plot *plot, const TdChartScale *scale, gboolean rate)
{
  for (guint t = 0; t < td_chart_scale_n_ticks (scale); t++)
    {
      double value = td_chart_scale_tick (scale, t);
      double y = rate ? rate_y (plot, value) : y_of (plot, value);
      g_autofree char *text = tick_text (plot->chart, scale, rate, t);
      TdChartWords words = { .text = text,
                             .x = plot->x - plot->builder->line * 0.45,
                             .y = y,
                             .align = 1,
                             .ink = TD_CHART_INK_DIM,
                             .small = TRUE,
                             .centered = TRUE };

      td_chart_builder_rule (plot->builder,
                             !rate && t == 0 ? TD_CHART_RULE_AXIS : TD_CHART_RULE_GRID, plot->x, y,
                             plot->x + plot->width, y);
      td_chart_builder_place (plot->builder, &words);
    }
}

/* Names under the axis; where there is no room for each, every second or third … stands there. */
static void
place_names (Plot *plot)
{
  double widest = 0;
  guint every;

  for (guint c = 0; c < plot->chart->categories->len; c++)
    {
      TdChartWords words = { .text = td_chart_category (plot->chart, c)->name, .small = TRUE };

      widest = MAX (widest, td_chart_builder_width (plot->builder, &words));
    }
  widest = MIN (widest, MAX (plot->pitch, plot->builder->line * 5));
  every = (guint) MAX (ceil ((widest + 4) / MAX (plot->pitch, 1)), 1);
  for (guint c = 0; c < plot->chart->categories->len; c += every)
    {
      TdChartWords words = { .text = td_chart_category (plot->chart, c)->name,
                             .x = center_of (plot, c),
                             .y = plot->bottom + plot->builder->line * 0.25,
                             .align = 0.5,
                             .room = plot->pitch * every,
                             .small = TRUE };

      td_chart_builder_place (plot->builder, &words);
    }
}

static void
place_count (Plot *plot, guint category, double top)
{
  const TdChart *chart = plot->chart;
  gboolean one = chart->counted >= 0 && chart->counted < (int) chart->series->len;
  double value = one ? td_chart_get (chart, (guint) chart->counted, category)
                     : td_chart_total (chart, category);
  g_autofree char *text = td_chart_format_value (chart, value);
  TdChartTone tone =
      one ? td_chart_tone_at (chart, (guint) chart->counted, category) : TD_CHART_TONE_STRONG;
  TdChartWords words = { .text = text,
                         .x = center_of (plot, category),
                         .y = top - plot->builder->line * 0.62,
                         .align = 0.5,
                         .ink = one ? TD_CHART_INK_TONE : TD_CHART_INK_TEXT,
                         .tone = tone,
                         .bold = TRUE,
                         .small = TRUE,
                         .centered = TRUE };

  if (chart->counted >= -1 && isfinite (value) && value != 0)
    td_chart_builder_place (plot->builder, &words);
}

static void
stack_column (Plot *plot, guint category)
{
  const TdChart *chart = plot->chart;
  double share = chart->form == TD_CHART_HISTOGRAM ? 0.9 : 0.57;
  double thickness = round (MIN (plot->pitch * share, plot->builder->line * 4));
  double y = plot->bottom;

  for (guint s = 0; s < chart->series->len; s++)
    {
      double value = td_chart_get (chart, s, category);
      double height;
      TdChartMark *mark;

      if (!(value > 0))
        continue;
      height = plot->bottom - y_of (plot, value);
      if (td_chart_tone_at (chart, s, category) == TD_CHART_TONE_LATE)
        height = MAX (height, LEAST_LATE);
      y -= height;
      mark = td_chart_builder_mark (plot->builder, TD_CHART_SHAPE_BOX, s, category);
      mark->x = round (center_of (plot, category) - thickness / 2);
      mark->y = y;
      mark->width = thickness;
      mark->height = height;
    }
  place_count (plot, category, y);
}

static void
place_group (Plot *plot, guint category)
{
  const TdChart *chart = plot->chart;
  double width = MIN (plot->pitch * 0.76, plot->builder->line * 2.4 * chart->series->len);
  double thickness = width / chart->series->len;

  for (guint s = 0; s < chart->series->len; s++)
    {
      double value = td_chart_get (chart, s, category);
      double x = center_of (plot, category) - width / 2 + s * thickness;
      g_autofree char *text = td_chart_format_value (chart, value);
      TdChartWords words = { .text = text,
                             .x = x + thickness / 2,
                             .y = y_of (plot, value) - plot->builder->line * 0.62,
                             .align = 0.5,
                             .small = TRUE,
                             .centered = TRUE };
      TdChartMark *mark;

      if (!(value >= 0) || !isfinite (value))
        continue;
      mark = td_chart_builder_mark (plot->builder, TD_CHART_SHAPE_BOX, s, category);
      mark->x = x + thickness * 0.06;
      mark->y = y_of (plot, value);
      mark->width = thickness * 0.88;
      mark->height = plot->bottom - mark->y;
      if (plot->pitch / chart->series->len >= plot->builder->line * 1.2)
        td_chart_builder_place (plot->builder, &words);
    }
}

static void
append_point (TdChartPath *path, double x, double y)
{
  g_array_append_val (path->points, x);
  g_array_append_val (path->points, y);
}

static void
place_point (Plot *plot, TdChartShape shape, guint series, guint category, double y)
{
  TdChartMark *mark = td_chart_builder_mark (plot->builder, shape, series, category);

  mark->x = center_of (plot, category) - POINT_RADIUS;
  mark->y = y - POINT_RADIUS;
  mark->width = mark->height = 2 * POINT_RADIUS;
}

/* The value where a line ends: right of it, else above or below. */
static void
place_end (Plot *plot, guint series, guint category)
{
  double away = plot->builder->line * 0.75;
  double value = td_chart_get (plot->chart, series, category);
  double x = center_of (plot, category);
  double y = y_of (plot, value);
  const double around[][3] = { { x + 7, y, 0 }, { x, y - away, 0.5 }, { x, y + away, 0.5 } };
  g_autofree char *text = td_chart_format_value (plot->chart, value);

  for (guint i = 0; i < G_N_ELEMENTS (around); i++)
    {
      TdChartWords words = { .text = text,
                             .x = around[i][0],
                             .y = around[i][1],
                             .align = around[i][2],
                             .ink = TD_CHART_INK_TONE,
                             .tone = td_chart_tone_at (plot->chart, series, category),
                             .bold = TRUE,
                             .small = TRUE,
                             .centered = TRUE };

      if (td_chart_builder_place (plot->builder, &words))
        return;
    }
}

static void
place_lines (Plot *plot)
{
  const TdChart *chart = plot->chart;

  for (guint s = 0; s < chart->series->len; s++)
    {
      const TdChartSeries *series = td_chart_series (chart, s);
      TdChartPath *path = td_chart_builder_path (plot->builder, series->tone, series->dashed);
      int last = -1;

      for (guint c = 0; c < chart->categories->len; c++)
        {
          double value = td_chart_get (chart, s, c);

          append_point (path, isfinite (value) ? center_of (plot, c) : NAN, y_of (plot, value));
          if (!isfinite (value))
            continue;
          place_point (plot, TD_CHART_SHAPE_POINT, s, c, y_of (plot, value));
          last = (int) c;
        }
      if (last >= 0)
        place_end (plot, s, (guint) last);
    }
}

/* Whether the line of the rate runs through a box around (@x, @y): its stretches beside @category.
 */
static gboolean
line_crosses (const Plot *plot, guint category, double x, double y, double width, double height)
{
  for (guint c = category > 0 ? category - 1 : 0;
       c <= category && c + 1 < plot->chart->categories->len; c++)
    {
      double first = td_chart_rate (plot->chart, c);
      double second = td_chart_rate (plot->chart, c + 1);

      if (!isfinite (first) || !isfinite (second))
        continue;
      for (double t = 0; t <= 1; t += 0.05)
        {
          double at = center_of (plot, c) + t * plot->pitch;
          double level = rate_y (plot, first + t * (second - first));

          if (fabs (at - x) < width / 2 && fabs (level - y) < height / 2)
            return TRUE;
        }
    }

  return FALSE;
}

/* A low point has its value below it, any other above; else wherever there is room. */
static gboolean
is_low_point (const Plot *plot, guint category, double rate)
{
  double before = category > 0 ? td_chart_rate (plot->chart, category - 1) : NAN;
  double after =
      category + 1 < plot->chart->categories->len ? td_chart_rate (plot->chart, category + 1) : NAN;

  return before > rate && after > rate;
}

static void
place_rate_text (Plot *plot, guint category, double rate, gboolean late)
{
  double away = plot->builder->line * 0.75;
  double x = center_of (plot, category);
  double y = rate_y (plot, rate);
  double up = is_low_point (plot, category, rate) ? away : -away;
  const double around[][3] = { { x, y + up, 0.5 }, { x + 9, y, 0 },      { x, y - up, 0.5 },
                               { x - 9, y, 1 },    { x + 9, y + up, 0 }, { x - 9, y + up, 1 } };
  g_autofree char *text = td_chart_format_fixed (rate, rate < 100 ? 1 : 0);
  TdChartWords words = { .text = text,
                         .ink = TD_CHART_INK_TONE,
                         .tone = late ? TD_CHART_TONE_LATE : TD_CHART_TONE_DONE,
                         .bold = TRUE,
                         .small = TRUE,
                         .centered = TRUE };
  double width = td_chart_builder_width (plot->builder, &words);

  /* Away from the rule of the target first */
  for (guint n = 0; n < 2 * G_N_ELEMENTS (around); n++)
    {
      guint i = n % G_N_ELEMENTS (around);

      words.x = around[i][0];
      words.y = around[i][1];
      words.align = around[i][2];
      if (n < G_N_ELEMENTS (around) && isfinite (plot->chart->rate_target) &&
          fabs (rate_y (plot, plot->chart->rate_target) - words.y) < plot->builder->line * 0.45)
        continue;
      if (words.y + away / 2 > plot->rate_bottom + plot->builder->line * 0.5 ||
          line_crosses (plot, category, words.x + (0.5 - words.align) * width, words.y, width,
                        plot->builder->line * 0.7))
        continue;
      if (td_chart_builder_place (plot->builder, &words))
        return;
    }
}

static void
place_rates (Plot *plot)
{
  const TdChart *chart = plot->chart;
  TdChartPath *path = td_chart_builder_path (plot->builder, TD_CHART_TONE_DONE, FALSE);

  for (guint c = 0; c < chart->categories->len; c++)
    {
      double rate = td_chart_rate (chart, c);
      gboolean below = rate < chart->rate_target;

      append_point (path, isfinite (rate) ? center_of (plot, c) : NAN, rate_y (plot, rate));
      if (!isfinite (rate))
        continue;
      place_point (plot, below ? TD_CHART_SHAPE_DROP : TD_CHART_SHAPE_POINT, TD_CHART_RATE, c,
                   rate_y (plot, rate));
      if (below)
        g_array_index (plot->builder->layout->marks, TdChartMark,
                       plot->builder->layout->marks->len - 1)
            .tone = TD_CHART_TONE_LATE;
    }
  for (guint c = 0; c < chart->categories->len; c++)
    {
      double rate = td_chart_rate (chart, c);

      if (isfinite (rate))
        place_rate_text (plot, c, rate, rate < chart->rate_target);
    }
}

static void
place_side_word (Plot *plot, const char *text, double y, gboolean dim)
{
  TdChartWords words = { .text = text,
                         .x = plot->x + plot->width + plot->builder->line * 0.4,
                         .y = y,
                         .ink = dim ? TD_CHART_INK_DIM : TD_CHART_INK_TEXT,
                         .small = TRUE,
                         .centered = TRUE };

  td_chart_builder_place (plot->builder, &words);
}

static void
place_panels (Plot *plot)
{
  const TdChart *chart = plot->chart;

  if (plot->has_rates)
    {
      place_grid (plot, &plot->rates, TRUE);
      if (isfinite (chart->rate_target))
        {
          double y = rate_y (plot, chart->rate_target);

          td_chart_builder_rule (plot->builder, TD_CHART_RULE_TARGET, plot->x, y,
                                 plot->x + plot->width, y);
          place_side_word (plot, C_ ("chart", "Target"), y, FALSE);
        }
    }
  place_grid (plot, &plot->builder->scale, FALSE);
  if (chart->value_name != NULL)
    place_side_word (plot, chart->value_name, plot->top, TRUE);
  if (isfinite (chart->limit))
    {
      double y = y_of (plot, chart->limit);

      td_chart_builder_rule (plot->builder, TD_CHART_RULE_TARGET, plot->x, y, plot->x + plot->width,
                             y);
    }
  if (isfinite (chart->now))
    {
      double x = plot->x + chart->now * plot->pitch;

      td_chart_builder_rule (plot->builder, TD_CHART_RULE_NOW, x, plot->top, x, plot->bottom);
    }
}

static void
measure (Plot *plot)
{
  TdChartBuilder *self = plot->builder;
  const TdChart *chart = plot->chart;
  double line = self->line;
  double height = self->bottom - self->top - line * 1.8;
  double side = 0;
  TdChartWords target = { .text = C_ ("chart", "Target"), .small = TRUE };
  TdChartWords unit = { .text = chart->value_name != NULL ? chart->value_name : "", .small = TRUE };

  plot->has_rates = chart->rate_name != NULL && !self->no_rates;
  plot->bottom = self->bottom - line * 1.5;
  plot->rate_top = self->top + line * 0.6;
  plot->rate_bottom = plot->rate_top + height * RATE_SHARE - line;
  plot->top = plot->has_rates ? plot->rate_bottom + line * 1.2 : self->top + line * 0.6;
  self->scale = scale_of (chart, height > line * 14 ? 4 : 3);
  if (plot->has_rates)
    {
      g_autofree double *rates = g_new (double, chart->categories->len);

      for (guint c = 0; c < chart->categories->len; c++)
        rates[c] = td_chart_rate (chart, c);
      plot->rates = td_chart_scale_rates (rates, chart->categories->len, chart->rate_target);
      if (isfinite (chart->rate_target))
        side = td_chart_builder_width (self, &target) + line * 0.6;
    }
  if (*unit.text != '\0')
    side = MAX (side, td_chart_builder_width (self, &unit) + line * 0.6);
  plot->x = MAX (widest_tick (self, &self->scale, FALSE),
                 plot->has_rates ? widest_tick (self, &plot->rates, TRUE) : 0) +
            line * 0.6;
  plot->width = MAX (self->right - plot->x - MAX (side, line * 0.5), 1);
  plot->pitch = plot->width / chart->categories->len;
}

/**
 * td_chart_layout_columns:
 * @self: a layout being made, its head already placed
 *
 * Lays out columns, groups, histograms and lines.
 */
void
td_chart_layout_columns (TdChartBuilder *self)
{
  Plot plot = { .builder = self, .chart = self->chart };

  measure (&plot);
  place_panels (&plot);
  place_names (&plot);
  if (self->chart->form == TD_CHART_LINES)
    place_lines (&plot);
  else
    {
      for (guint c = 0; c < self->chart->categories->len; c++)
        {
          if (self->chart->form == TD_CHART_GROUPS)
            place_group (&plot, c);
          else
            stack_column (&plot, c);
        }
    }
  if (plot.has_rates)
    place_rates (&plot);
}
