/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chart-painter.h"

#include <math.h>
#include <pango/pangocairo.h>

/* Everything that is measured once per painting. All lengths are user units of the context. */
typedef struct
{
  const TdChart *chart;
  const TdChartTheme *theme;
  cairo_t *cr;
  PangoLayout *layout;
  double width, height;
  double line; /* height of a line of text */
  double plot_x, plot_y, plot_width, plot_height;
  double largest, step; /* of the value axis */
  GArray *marks;
} Painter;

static void
set_color (cairo_t *cr, const TdChartColor *color)
{
  cairo_set_source_rgb (cr, color->red, color->green, color->blue);
}

static void
set_text (Painter *self, const char *text, gboolean bold)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, self->theme->font_family);
  pango_font_description_set_absolute_size (font, self->theme->font_size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (self->layout, font);
  pango_layout_set_width (self->layout, -1);
  pango_layout_set_text (self->layout, text, -1);
  pango_font_description_free (font);
}

static double
text_width (Painter *self, const char *text, gboolean bold)
{
  int width, height;

  set_text (self, text, bold);
  pango_layout_get_pixel_size (self->layout, &width, &height);

  return width;
}

/* Draws @text in at most @room, ended with an ellipsis; align 0 left, 0.5 centred, 1 right at @x.
 */
static void
draw_text (Painter *self, const char *text, double x, double y, double room, double align)
{
  int width, height;

  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  set_text (self, text, FALSE);
  pango_layout_get_pixel_size (self->layout, &width, &height);
  if (room > 0 && width > room)
    {
      pango_layout_set_width (self->layout, (int) (room * PANGO_SCALE));
      width = (int) room;
    }
  cairo_move_to (self->cr, x - align * width, y);
  pango_cairo_show_layout (self->cr, self->layout);
  cairo_new_path (self->cr);
}

static void
hatch (cairo_t *cr, double x, double y, double width, double height)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.75);
  cairo_set_line_width (cr, 1);
  for (double d = -height; d < width; d += 5)
    {
      cairo_move_to (cr, x + d, y + height);
      cairo_line_to (cr, x + d + height, y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_swatch (Painter *self, TdChartTone tone, double x, double y, double width, double height)
{
  set_color (self->cr, &self->theme->tones[tone]);
  cairo_rectangle (self->cr, x, y, width, height);
  cairo_fill (self->cr);
  if (tone == TD_CHART_TONE_LATE)
    hatch (self->cr, x, y, width, height);
  if (tone == TD_CHART_TONE_SOFT)
    {
      set_color (self->cr, &self->theme->outline);
      cairo_set_line_width (self->cr, 1);
      cairo_rectangle (self->cr, x + 0.5, y + 0.5, MAX (width - 1, 0), MAX (height - 1, 0));
      cairo_stroke (self->cr);
    }
}

static void
draw_head (Painter *self)
{
  double x = 0;
  double y = 0;

  set_color (self->cr, &self->theme->text);
  if (self->chart->title != NULL)
    {
      set_text (self, self->chart->title, TRUE);
      cairo_move_to (self->cr, 0, y);
      pango_cairo_show_layout (self->cr, self->layout);
      cairo_new_path (self->cr);
      y += self->line * 1.4;
    }
  for (guint s = 0; s < self->chart->series->len; s++)
    {
      const TdChartSeries *series = g_ptr_array_index (self->chart->series, s);

      draw_swatch (self, series->tone, x, y + self->line * 0.2, self->line * 0.7, self->line * 0.7);
      set_color (self->cr, &self->theme->text);
      x += self->line;
      draw_text (self, series->name, x, y, 0, 0);
      x += text_width (self, series->name, FALSE) + self->line;
    }
  self->plot_y = y + self->line * 1.7;
}

static void
measure (Painter *self)
{
  const TdChart *chart = self->chart;

  for (guint c = 0; c < chart->categories->len; c++)
    self->largest = MAX (self->largest, td_chart_total (chart, c));
  self->step = td_chart_nice_step (self->largest, 5);
  self->largest = MAX (ceil (self->largest / self->step), 1) * self->step;

  if (chart->form == TD_CHART_BARS)
    {
      double names = 0;

      for (guint c = 0; c < chart->categories->len; c++)
        names = MAX (names, text_width (self, g_ptr_array_index (chart->categories, c), FALSE));
      self->plot_x = MIN (names, self->width * 0.42) + self->line * 0.6;
      self->plot_width = self->width - self->plot_x - self->line * 2;
    }
  else
    {
      self->plot_x = self->line * 2.5;
      self->plot_width = self->width - self->plot_x;
    }
  self->plot_height = self->height - self->plot_y - self->line * 1.5;
}

static void
draw_grid (Painter *self)
{
  gboolean bars = self->chart->form == TD_CHART_BARS;

  for (double value = 0; value <= self->largest + self->step / 2; value += self->step)
    {
      double share = value / self->largest;
      double x = self->plot_x + (bars ? share * self->plot_width : 0);
      double y = self->plot_y + (bars ? 0 : (1 - share) * self->plot_height);
      g_autofree char *label = g_strdup_printf ("%g", value);

      set_color (self->cr, &self->theme->grid);
      cairo_set_line_width (self->cr, 1);
      cairo_move_to (self->cr, floor (x) + 0.5, floor (y) + 0.5);
      if (bars)
        cairo_rel_line_to (self->cr, 0, self->plot_height);
      else
        cairo_rel_line_to (self->cr, self->plot_width, 0);
      cairo_stroke (self->cr);
      set_color (self->cr, &self->theme->dim_text);
      if (bars)
        draw_text (self, label, x, self->plot_y + self->plot_height + self->line * 0.2, 0, 0.5);
      else
        draw_text (self, label, x - self->line * 0.4, y - self->line * 0.6, 0, 1);
    }
}

static void
draw_category (Painter *self, guint category)
{
  const TdChart *chart = self->chart;
  gboolean bars = chart->form == TD_CHART_BARS;
  double pitch = (bars ? self->plot_height : self->plot_width) / chart->categories->len;
  double thickness = MIN (pitch * 0.64, self->line * 1.6);
  double across = (category + 0.5) * pitch - thickness / 2;
  double along = 0;
  g_autofree char *total = g_strdup_printf ("%g", td_chart_total (chart, category));

  for (guint s = 0; s < chart->series->len; s++)
    {
      const TdChartSeries *series = g_ptr_array_index (chart->series, s);
      double value = td_chart_get (chart, s, category);
      TdChartMark mark = { s, category, 0, 0, 0, 0 };
      double length;

      if (isnan (value) || value <= 0)
        continue;
      length = value / self->largest * (bars ? self->plot_width : self->plot_height);
      mark.x = self->plot_x + (bars ? along : across);
      mark.y = self->plot_y + (bars ? across : self->plot_height - along - length);
      mark.width = bars ? length : thickness;
      mark.height = bars ? thickness : length;
      draw_swatch (self, series->tone, mark.x, mark.y, mark.width, mark.height);
      g_array_append_val (self->marks, mark);
      along += length;
    }

  set_color (self->cr, &self->theme->text);
  if (bars)
    {
      double middle = self->plot_y + (category + 0.5) * pitch - self->line * 0.55;

      draw_text (self, g_ptr_array_index (chart->categories, category),
                 self->plot_x - self->line * 0.5, middle, self->plot_x - self->line * 0.6, 1);
      draw_text (self, total, self->plot_x + along + self->line * 0.3, middle, 0, 0);
    }
  else
    {
      double center = self->plot_x + (category + 0.5) * pitch;

      draw_text (self, g_ptr_array_index (chart->categories, category), center,
                 self->plot_y + self->plot_height + self->line * 0.2, pitch, 0.5);
      draw_text (self, total, center, self->plot_y + self->plot_height - along - self->line * 1.15,
                 0, 0.5);
    }
}

/**
 * td_chart_paint:
 * @chart: what to draw
 * @theme: colours and type
 * @cr: where; the chart fills (0, 0) to (@width, @height)
 * @width: in user units
 * @height: in user units
 *
 * Draws the chart. The marks are for pointing at: which rectangle is which value.
 *
 * Returns: (transfer full) (element-type TdChartMark): the drawn bars
 */
GArray *
td_chart_paint (
    const TdChart *chart, const TdChartTheme *theme, cairo_t *cr, double width, double height)
{
  Painter self = { chart, theme, cr, NULL, width, height, 0, 0, 0, 0, 0, 0, 0, NULL };

  g_return_val_if_fail (chart != NULL && theme != NULL && cr != NULL, NULL);

  cairo_save (cr);
  self.layout = pango_cairo_create_layout (cr);
  self.marks = g_array_new (FALSE, FALSE, sizeof (TdChartMark));
  self.line = theme->font_size * 1.3;
  if (theme->paint_background)
    {
      set_color (cr, &theme->background);
      cairo_rectangle (cr, 0, 0, width, height);
      cairo_fill (cr);
    }
  draw_head (&self);
  measure (&self);
  if (chart->categories->len > 0 && self.plot_width > 0 && self.plot_height > 0)
    {
      draw_grid (&self);
      for (guint c = 0; c < chart->categories->len; c++)
        draw_category (&self, c);
    }
  g_object_unref (self.layout);
  cairo_restore (cr);

  return self.marks;
}

/**
 * td_chart_natural_size:
 * @chart: a chart
 * @width: (out): in points
 * @height: (out): in points
 *
 * The size the chart is read well at on paper.
 */
void
td_chart_natural_size (const TdChart *chart, double *width, double *height)
{
  *width = 640;
  *height = chart->form == TD_CHART_BARS ? 70 + 24.0 * MAX (chart->categories->len, 1) : 320;
}
