/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chart-layout-private.h"

#include <math.h>

/* Everything with one row per category: stacked bars with a limit, and bullets. */

#define LEAST_LATE 4.0 /* units: a late part is never thinner, or its hatch would not be seen */

typedef struct
{
  TdChartBuilder *builder;
  const TdChart *chart;
  double x, width;    /* the bars */
  double top, bottom; /* of all rows */
  double pitch;       /* of a row */
} Rows;

static double
middle_of (const Rows *rows, guint category)
{
  return rows->top + (category + 0.5) * rows->pitch;
}

static double
widest (TdChartBuilder *self,
        const char *(*text_of) (const TdChartCategory *category),
        gboolean bold,
        gboolean small)
{
  double width = 0;

  for (guint c = 0; c < self->chart->categories->len; c++)
    {
      const char *text = text_of (td_chart_category (self->chart, c));
      TdChartWords words = { .text = text, .bold = bold, .small = small };

      if (text != NULL)
        width = MAX (width, td_chart_builder_width (self, &words));
    }

  return width;
}

static const char *
name_of (const TdChartCategory *category)
{
  return category->name;
}

static const char *
note_of (const TdChartCategory *category)
{
  return category->note;
}

static const char *
value_of (const TdChartCategory *category)
{
  return category->value_text;
}

static const char *
target_of (const TdChartCategory *category)
{
  return category->target_text;
}

static const char *
status_of (const TdChartCategory *category)
{
  return category->status_text;
}

static void
place_axis (Rows *rows)
{
  const TdChartScale *scale = &rows->builder->scale;

  for (guint t = 0; t < td_chart_scale_n_ticks (scale); t++)
    {
      double value = td_chart_scale_tick (scale, t);
      double x = rows->x + td_chart_scale_share (scale, value) * rows->width;
      g_autofree char *text = td_chart_format_value (rows->chart, value);
      TdChartWords words = { .text = text,
                             .x = x,
                             .y = rows->bottom + rows->builder->line * 0.2,
                             .align = 0.5,
                             .ink = TD_CHART_INK_DIM,
                             .small = TRUE };

      td_chart_builder_rule (rows->builder, t == 0 ? TD_CHART_RULE_AXIS : TD_CHART_RULE_GRID, x,
                             rows->top, x, rows->bottom);
      td_chart_builder_place (rows->builder, &words);
    }
}

static void
place_name (Rows *rows, guint category, double right, gboolean bold)
{
  TdChartWords words = { .text = td_chart_category (rows->chart, category)->name,
                         .x = right,
                         .y = middle_of (rows, category),
                         .align = 1,
                         .room = right,
                         .bold = bold,
                         .small = TRUE,
                         .centered = TRUE };

  td_chart_builder_place (rows->builder, &words);
}

static double
stack_bar (Rows *rows, guint category)
{
  const TdChart *chart = rows->chart;
  double thickness = round (MIN (rows->pitch * 0.62, rows->builder->line * 1.6));
  double x = rows->x;

  for (guint s = 0; s < chart->series->len; s++)
    {
      double value = td_chart_get (chart, s, category);
      TdChartMark *mark;

      if (!(value > 0))
        continue;
      mark = td_chart_builder_mark (rows->builder, TD_CHART_SHAPE_BOX, s, category);
      mark->x = x;
      mark->y = round (middle_of (rows, category) - thickness / 2);
      mark->width = td_chart_scale_share (&rows->builder->scale, value) * rows->width;
      if (mark->tone == TD_CHART_TONE_LATE)
        mark->width = MAX (mark->width, LEAST_LATE);
      mark->height = thickness;
      x += mark->width;
    }

  return x;
}

/* The value right of its bar, and never across the limit. */
static void
place_value (Rows *rows, guint category, double end, gboolean over)
{
  const TdChart *chart = rows->chart;
  g_autofree char *text = td_chart_format_value (chart, td_chart_total (chart, category));
  TdChartWords words = { .text = text,
                         .x = end + rows->builder->line * 0.4,
                         .y = middle_of (rows, category),
                         .ink = over ? TD_CHART_INK_TONE : TD_CHART_INK_TEXT,
                         .tone = TD_CHART_TONE_LATE,
                         .bold = TRUE,
                         .small = TRUE,
                         .centered = TRUE };

  if (isfinite (chart->limit))
    {
      double limit =
          rows->x + td_chart_scale_share (&rows->builder->scale, chart->limit) * rows->width;
      double width = td_chart_builder_width (rows->builder, &words);

      if (words.x < limit + 4 && words.x + width > limit - 4)
        words.x = limit + rows->builder->line * 0.5;
    }
  td_chart_builder_place (rows->builder, &words);
}

/* How many categories there is room for: a row is never lower than its text. */
static guint
rows_that_fit (const Rows *rows, const TdChart *chart)
{
  double least = rows->builder->line * 1.15;
  double fit = floor ((rows->bottom - rows->top) / least);

  return CLAMP ((guint) MAX (fit, 1), 1, chart->categories->len);
}

/**
 * td_chart_layout_bars:
 * @self: a layout being made, its head already placed
 *
 * Lays out stacked bars. Rows that do not fit are left out at the end; the table has them.
 */
void
td_chart_layout_bars (TdChartBuilder *self)
{
  Rows rows = { .builder = self, .chart = self->chart };
  double names = MIN (widest (self, name_of, TRUE, TRUE), self->right * 0.4);
  double notes = widest (self, note_of, FALSE, TRUE);
  double largest = isfinite (self->chart->limit) ? self->chart->limit : 0;
  guint n;

  rows.top = self->top;
  rows.bottom = self->bottom - self->line * 1.3;
  rows.x = names + self->line * 0.6;
  rows.width = self->right - rows.x - self->line * 3 - (notes > 0 ? notes : 0);
  if (rows.width < self->line || rows.bottom <= rows.top)
    return;
  for (guint c = 0; c < self->chart->categories->len; c++)
    largest = MAX (largest, td_chart_total (self->chart, c));
  self->scale = self->chart->unit == TD_CHART_PERCENT && largest > 0 && largest <= 5
                    ? td_chart_scale_range (0, largest, 4)
                    : td_chart_scale_counts (largest, 4);
  n = rows_that_fit (&rows, self->chart);
  rows.pitch = MIN ((rows.bottom - rows.top) / n, self->line * 2.6);
  rows.bottom = rows.top + n * rows.pitch;

  place_axis (&rows);
  for (guint c = 0; c < n; c++)
    {
      gboolean over = td_chart_total (self->chart, c) > self->chart->limit;
      double end = stack_bar (&rows, c);
      TdChartWords note = { .text = td_chart_category (self->chart, c)->note,
                            .x = self->right,
                            .y = middle_of (&rows, c),
                            .align = 1,
                            .ink = TD_CHART_INK_DIM,
                            .small = TRUE,
                            .centered = TRUE };

      place_name (&rows, c, names, over);
      td_chart_builder_place (self, &note);
      place_value (&rows, c, end, over);
    }
  if (isfinite (self->chart->limit))
    {
      double x = rows.x + td_chart_scale_share (&self->scale, self->chart->limit) * rows.width;

      td_chart_builder_rule (self, TD_CHART_RULE_TARGET, x, rows.top - self->line * 0.2, x,
                             rows.bottom);
    }
}

typedef struct
{
  double value, target, status; /* right end, left end, left end */
  double status_room;
} BulletColumns;

static void
place_bullet (Rows *rows, guint category, const BulletColumns *columns, double names)
{
  TdChartBuilder *self = rows->builder;
  const TdChartCategory *record = td_chart_category (rows->chart, category);
  double value = td_chart_get (rows->chart, 0, category);
  double middle = middle_of (rows, category);
  double band = MIN (rows->pitch * 0.52, self->line);
  g_autofree char *percent = td_chart_format_value (rows->chart, value);
  TdChartWords name = { .text = record->name, .y = middle, .room = names, .centered = TRUE };
  TdChartWords words = { .text = record->value_text != NULL ? record->value_text : percent,
                         .x = columns->value,
                         .y = middle,
                         .align = 1,
                         .bold = TRUE,
                         .centered = TRUE };
  TdChartWords target = { .text = record->target_text,
                          .x = columns->target,
                          .y = middle,
                          .ink = TD_CHART_INK_DIM,
                          .centered = TRUE };
  TdChartWords status = { .text = record->status_text,
                          .x = columns->status + self->line * 1.15,
                          .y = middle,
                          .room = columns->status_room,
                          .ink = TD_CHART_INK_TONE,
                          .tone = td_chart_tone_at (rows->chart, 0, category),
                          .bold = TRUE,
                          .centered = TRUE };
  TdChartMark symbol = { .tone = status.tone,
                         .x = columns->status,
                         .y = middle - self->line * 0.42,
                         .width = self->line * 0.84,
                         .height = self->line * 0.84 };
  TdChartMark *mark;

  td_chart_builder_swatch (self, TD_CHART_TONE_EMPTY, rows->x, middle - band / 2, rows->width,
                           band);
  td_chart_builder_place (self, &name);
  td_chart_builder_place (self, &words);
  td_chart_builder_place (self, &target);
  if (record->status_text != NULL && td_chart_builder_place (self, &status))
    g_array_append_val (self->layout->symbols, symbol);
  mark = td_chart_builder_mark (self, TD_CHART_SHAPE_BOX, 0, category);
  mark->x = rows->x;
  mark->y = middle - band * 0.28;
  mark->width = isfinite (value) ? CLAMP (value, 0, 100) / 100 * rows->width : 0;
  mark->height = band * 0.56;
  if (isfinite (record->target))
    {
      double x = rows->x + CLAMP (record->target, 0, 100) / 100 * rows->width;

      td_chart_builder_rule (self, TD_CHART_RULE_TICK, x, middle - band * 0.65, x,
                             middle + band * 0.65);
    }
}

static void
place_percent_axis (Rows *rows)
{
  static const char *const ticks[] = { "0", "25", "50", "75", "100\302\240%" };

  for (guint i = 0; i < G_N_ELEMENTS (ticks); i++)
    {
      TdChartWords words = { .text = ticks[i],
                             .x = rows->x + i * rows->width / 4,
                             .y = rows->bottom + rows->builder->line * 0.1,
                             .align = i / 4.0,
                             .ink = TD_CHART_INK_DIM,
                             .small = TRUE };

      td_chart_builder_place (rows->builder, &words);
    }
}

/**
 * td_chart_layout_bullets:
 * @self: a layout being made, its head already placed
 *
 * Lays out bullets: all on 0 to 100 %, because on a cut scale 81 % looks like failure.
 */
void
td_chart_layout_bullets (TdChartBuilder *self)
{
  Rows rows = { .builder = self, .chart = self->chart };
  BulletColumns columns;
  double gap = self->line * 0.7;
  double names = MIN (widest (self, name_of, FALSE, FALSE), self->right * 0.34);
  double values = MAX (widest (self, value_of, TRUE, FALSE), self->line * 3);
  double targets = widest (self, target_of, FALSE, FALSE);
  double statuses = widest (self, status_of, TRUE, FALSE);
  guint n;

  if (statuses > 0)
    statuses += self->line * 1.15;
  statuses = MIN (statuses, self->right * 0.24);
  rows.top = self->top;
  rows.bottom = self->bottom - self->line * 1.2;
  rows.x = names + gap;
  rows.width = self->right - rows.x - values - targets - statuses - gap * 3;
  if (rows.width < self->line * 2 || rows.bottom <= rows.top)
    return;
  n = rows_that_fit (&rows, self->chart);
  rows.pitch = MIN ((rows.bottom - rows.top) / n, self->line * 2.3);
  rows.bottom = rows.top + n * rows.pitch;
  columns.value = rows.x + rows.width + gap + values;
  columns.target = columns.value + gap;
  columns.status = columns.target + targets + gap;
  columns.status_room = MAX (statuses - self->line * 1.15, 1);
  for (guint c = 0; c < n; c++)
    place_bullet (&rows, c, &columns, names);
  place_percent_axis (&rows);
}
