/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chart-layout-private.h"

#include <math.h>

/* Shares of a whole: a ring, its sum in the middle, and a legend with the values beside it (below
 * it when the picture is higher than wide). */

static void
place_ring (TdChartBuilder *self, double x, double y, double size)
{
  const TdChart *chart = self->chart;
  double sum = td_chart_sum (chart);
  double angle = 0;

  for (guint c = 0; c < chart->categories->len; c++)
    {
      double value = td_chart_get (chart, 0, c);
      TdChartMark *mark;

      if (!(value > 0))
        continue;
      mark = td_chart_builder_mark (self, TD_CHART_SHAPE_SLICE, 0, c);
      mark->x = x;
      mark->y = y;
      mark->width = mark->height = size;
      mark->from = angle;
      angle += value / sum * 2 * G_PI;
      mark->to = angle;
    }
}

static void
place_sum (TdChartBuilder *self, double x, double y, double size)
{
  g_autofree char *text = td_chart_format_value (self->chart, td_chart_sum (self->chart));
  TdChartWords sum = {
    .text = text, .x = x, .y = y, .align = 0.5, .large = TRUE, .centered = TRUE
  };
  TdChartWords name = { .text = self->chart->value_name,
                        .x = x,
                        .y = y + self->line * 1.15,
                        .align = 0.5,
                        .room = size * 0.6,
                        .ink = TD_CHART_INK_DIM,
                        .small = TRUE,
                        .centered = TRUE };

  if (size < self->line * 6)
    return;
  if (self->chart->value_name != NULL)
    sum.y -= self->line * 0.35;
  td_chart_builder_place (self, &sum);
  td_chart_builder_place (self, &name);
}

static void
place_legend (TdChartBuilder *self, double x, double y, double width)
{
  const TdChart *chart = self->chart;
  double key = self->line * 0.65;
  double values = 0;

  for (guint c = 0; c < chart->categories->len; c++)
    {
      g_autofree char *text = td_chart_format_value (chart, td_chart_get (chart, 0, c));
      TdChartWords value = { .text = text, .bold = TRUE };

      values = MAX (values, td_chart_builder_width (self, &value));
    }
  for (guint c = 0; c < chart->categories->len; c++, y += self->line * 1.35)
    {
      g_autofree char *text = td_chart_format_value (chart, td_chart_get (chart, 0, c));
      TdChartWords name = { .text = td_chart_category (chart, c)->name,
                            .x = x + key + self->line * 0.45,
                            .y = y,
                            .room = MAX (width - values - key - self->line, 1) };
      TdChartWords value = { .text = text, .x = x + width, .y = y, .align = 1, .bold = TRUE };

      if (!td_chart_builder_place (self, &value))
        break;
      td_chart_builder_place (self, &name);
      td_chart_builder_swatch (self, td_chart_tone_at (chart, 0, c), x,
                               y + (self->line * 1.2 - key) / 2, key, key);
    }
}

/* The width at which no name of the legend is cut. */
static double
legend_width (TdChartBuilder *self)
{
  const TdChart *chart = self->chart;
  double names = 0, values = 0;

  for (guint c = 0; c < chart->categories->len; c++)
    {
      g_autofree char *text = td_chart_format_value (chart, td_chart_get (chart, 0, c));
      TdChartWords name = { .text = td_chart_category (chart, c)->name };
      TdChartWords value = { .text = text, .bold = TRUE };

      names = MAX (names, td_chart_builder_width (self, &name));
      values = MAX (values, td_chart_builder_width (self, &value));
    }

  return names + values + self->line * 1.7;
}

/**
 * td_chart_layout_donut:
 * @self: a layout being made, its head already placed
 *
 * Lays out a donut.
 */
void
td_chart_layout_donut (TdChartBuilder *self)
{
  double width = self->right;
  double height = self->bottom - self->top;
  double list = self->chart->categories->len * self->line * 1.35;
  gboolean beside = width > height * 1.25;
  double words = beside ? legend_width (self) : 0;
  double most = CLAMP (width - words - self->line * 1.5, width * 0.36, width * 0.48);
  double size = beside ? MIN (height, most) : MIN (width, height - list - self->line);
  double x = beside ? 0 : (width - size) / 2;
  double y = beside ? self->top + (height - size) / 2 : self->top;

  if (size < self->line * 2)
    size = MIN (MIN (width, height), self->line * 4);
  place_ring (self, x, y, size);
  place_sum (self, x + size / 2, y + size / 2, size);
  if (beside)
    place_legend (self, size + self->line * 1.5, self->top + MAX ((height - list) / 2, 0),
                  MIN (width - size - self->line * 1.5, MAX (words, self->line * 16)));
  else
    place_legend (self, 0, self->top + size + self->line, width);
}
