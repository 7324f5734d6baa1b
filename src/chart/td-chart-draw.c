/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chart-draw.h"

#include <math.h>

#include "td-chart-symbol.h"

#define HATCH_PITCH 4.0
#define HATCH_WIDTH 1.6
#define RING 0.55 /* inner radius of a donut, of the outer one */

void
td_chart_set_color (cairo_t *cr, const TdChartColor *color)
{
  cairo_set_source_rgb (cr, color->red, color->green, color->blue);
}

static void
stripes (cairo_t *cr, double x, double y, double width, double height, gboolean back)
{
  cairo_set_line_width (cr, HATCH_WIDTH);
  /* Anchored to the page, not to the box: neighbours line up. */
  for (double d = floor ((x - height) / HATCH_PITCH) * HATCH_PITCH - x; d < width; d += HATCH_PITCH)
    {
      cairo_move_to (cr, x + d, back ? y : y + height);
      cairo_line_to (cr, x + d + height, back ? y + height : y);
    }
  cairo_stroke (cr);
}

/**
 * td_chart_hatch:
 * @cr: where to draw
 * @color: of the stripes
 * @x: left edge
 * @y: top edge
 * @width: of the box
 * @height: of the box
 *
 * Fills a box with stripes at 45 degrees over a faint tint: what is past its time.
 */
void
td_chart_hatch (
    cairo_t *cr, const TdChartColor *color, double x, double y, double width, double height)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, 0.28);
  cairo_paint (cr);
  td_chart_set_color (cr, color);
  stripes (cr, x, y, width, height, FALSE);
  cairo_restore (cr);
}

/* Fills the current clip with a tone and its pattern; x, y, width, height bound the clip. */
static void
fill_clip (cairo_t *cr,
           const TdChartTheme *theme,
           TdChartTone tone,
           double x,
           double y,
           double width,
           double height)
{
  const TdChartToneColors *colors = &theme->tones[tone];

  if (tone == TD_CHART_TONE_LATE)
    {
      td_chart_hatch (cr, &colors->fill, x, y, width, height);
      return;
    }
  td_chart_set_color (cr, &colors->fill);
  cairo_paint (cr);
  if (tone == TD_CHART_TONE_WAIT)
    {
      cairo_set_source_rgba (cr, theme->background.red, theme->background.green,
                             theme->background.blue, 0.45);
      stripes (cr, x, y, width, height, TRUE);
    }
}

/**
 * td_chart_fill_box:
 * @cr: where to draw
 * @theme: colours
 * @tone: what the box means
 * @x: left edge
 * @y: top edge
 * @width: of the box
 * @height: of the box
 *
 * Fills a box with the colour, pattern and outline of its meaning.
 */
void
td_chart_fill_box (cairo_t *cr,
                   const TdChartTheme *theme,
                   TdChartTone tone,
                   double x,
                   double y,
                   double width,
                   double height)
{
  const TdChartToneColors *colors;

  if (!(width > 0) || !(height > 0) || tone >= TD_N_CHART_TONES)
    return;
  colors = &theme->tones[tone];
  if (tone == TD_CHART_TONE_LATE || tone == TD_CHART_TONE_WAIT)
    {
      cairo_save (cr);
      cairo_rectangle (cr, x, y, width, height);
      cairo_clip (cr);
      fill_clip (cr, theme, tone, x, y, width, height);
      cairo_restore (cr);
    }
  else
    {
      td_chart_set_color (cr, &colors->fill);
      cairo_rectangle (cr, x, y, width, height);
      cairo_fill (cr);
    }
  if (tone == TD_CHART_TONE_SOFT || tone == TD_CHART_TONE_TODO || tone == TD_CHART_TONE_LATE ||
      tone == TD_CHART_TONE_OVERDUE_DONE)
    {
      td_chart_set_color (cr, &colors->outline);
      cairo_set_line_width (cr, tone == TD_CHART_TONE_LATE ? 0.75 : 1);
      cairo_rectangle (cr, x + 0.5, y + 0.5, MAX (width - 1, 0), MAX (height - 1, 0));
      cairo_stroke (cr);
    }
}

static void
draw_rule (const TdChartLayout *layout, cairo_t *cr, const TdChartRule *rule)
{
  static const double dashes[] = { 4, 3 };
  const TdChartTheme *theme = &layout->theme;
  gboolean level = rule->y1 == rule->y2;

  cairo_save (cr);
  switch (rule->kind)
    {
    case TD_CHART_RULE_TARGET:
      td_chart_set_color (cr, &theme->rule);
      cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
      cairo_set_line_width (cr, 1.4);
      break;
    case TD_CHART_RULE_TICK:
      td_chart_set_color (cr, &theme->rule);
      cairo_set_line_width (cr, 2.4);
      break;
    case TD_CHART_RULE_NOW:
      td_chart_set_color (cr, &theme->tones[TD_CHART_TONE_LATE].text);
      cairo_set_line_width (cr, 1.4);
      break;
    case TD_CHART_RULE_AXIS:
      td_chart_set_color (cr, &theme->axis);
      cairo_set_line_width (cr, 1);
      break;
    case TD_CHART_RULE_GRID:
    default:
      td_chart_set_color (cr, &theme->grid);
      cairo_set_line_width (cr, 1);
      break;
    }
  cairo_move_to (cr, level ? rule->x1 : floor (rule->x1) + 0.5,
                 level ? floor (rule->y1) + 0.5 : rule->y1);
  cairo_line_to (cr, level ? rule->x2 : floor (rule->x2) + 0.5,
                 level ? floor (rule->y2) + 0.5 : rule->y2);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_rules (const TdChartLayout *layout, cairo_t *cr, gboolean behind)
{
  for (guint i = 0; i < layout->rules->len; i++)
    {
      const TdChartRule *rule = &g_array_index (layout->rules, TdChartRule, i);

      if (behind == (rule->kind <= TD_CHART_RULE_NOW))
        draw_rule (layout, cr, rule);
    }
}

static void
draw_path (const TdChartLayout *layout, cairo_t *cr, const TdChartPath *path)
{
  static const double dashes[] = { 6, 4 };
  gboolean drawing = FALSE;

  cairo_save (cr);
  td_chart_set_color (cr, &layout->theme.tones[path->tone].outline);
  cairo_set_line_width (cr, 2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (path->dashed)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  for (guint i = 0; i + 1 < path->points->len; i += 2)
    {
      double x = g_array_index (path->points, double, i);
      double y = g_array_index (path->points, double, i + 1);

      if (!isfinite (x))
        drawing = FALSE;
      else if (drawing)
        cairo_line_to (cr, x, y);
      else
        {
          cairo_move_to (cr, x, y);
          drawing = TRUE;
        }
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
slice_path (cairo_t *cr, const TdChartMark *mark)
{
  double radius = mark->width / 2;
  double x = mark->x + radius;
  double y = mark->y + radius;

  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, mark->from - G_PI / 2, mark->to - G_PI / 2);
  cairo_arc_negative (cr, x, y, radius * RING, mark->to - G_PI / 2, mark->from - G_PI / 2);
  cairo_close_path (cr);
}

static void
draw_slice (const TdChartLayout *layout, cairo_t *cr, const TdChartMark *mark)
{
  cairo_save (cr);
  slice_path (cr, mark);
  cairo_clip (cr);
  fill_clip (cr, &layout->theme, mark->tone, mark->x, mark->y, mark->width, mark->height);
  cairo_restore (cr);
  slice_path (cr, mark);
  td_chart_set_color (cr, &layout->theme.background);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
draw_point (const TdChartLayout *layout, cairo_t *cr, const TdChartMark *mark)
{
  const TdChartToneColors *colors = &layout->theme.tones[mark->tone];
  double radius = mark->width / 2;
  double x = mark->x + radius;
  double y = mark->y + radius;

  cairo_new_path (cr);
  if (mark->shape == TD_CHART_SHAPE_DROP)
    {
      cairo_move_to (cr, x - radius * 1.4, y - radius * 1.1);
      cairo_line_to (cr, x + radius * 1.4, y - radius * 1.1);
      cairo_line_to (cr, x, y + radius * 1.5);
      cairo_close_path (cr);
    }
  else
    cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  td_chart_set_color (cr, mark->tone == TD_CHART_TONE_SOFT ? &colors->fill : &colors->outline);
  cairo_fill (cr);
}

static void
draw_bar_of_bullet (const TdChartLayout *layout, cairo_t *cr, const TdChartMark *mark)
{
  td_chart_set_color (cr, &layout->theme.tones[mark->tone].fill);
  cairo_rectangle (cr, mark->x, mark->y, mark->width, mark->height);
  cairo_fill (cr);
}

static void
draw_mark (const TdChartLayout *layout, cairo_t *cr, const TdChartMark *mark)
{
  switch (mark->shape)
    {
    case TD_CHART_SHAPE_SLICE:
      draw_slice (layout, cr, mark);
      break;
    case TD_CHART_SHAPE_POINT:
    case TD_CHART_SHAPE_DROP:
      draw_point (layout, cr, mark);
      break;
    case TD_CHART_SHAPE_BOX:
    default:
      if (layout->chart->form == TD_CHART_BULLETS)
        draw_bar_of_bullet (layout, cr, mark);
      else
        td_chart_fill_box (cr, &layout->theme, mark->tone, mark->x, mark->y, mark->width,
                           mark->height);
      break;
    }
}

static void
draw_swatches (const TdChartLayout *layout, cairo_t *cr)
{
  for (guint i = 0; i < layout->swatches->len; i++)
    {
      const TdChartMark *swatch = &g_array_index (layout->swatches, TdChartMark, i);

      if (swatch->shape == TD_CHART_SHAPE_POINT)
        draw_point (layout, cr, swatch);
      else
        td_chart_fill_box (cr, &layout->theme, swatch->tone, swatch->x, swatch->y, swatch->width,
                           swatch->height);
    }
}

static void
draw_texts (const TdChartLayout *layout, cairo_t *cr)
{
  const TdChartTheme *theme = &layout->theme;

  for (guint i = 0; i < layout->texts->len; i++)
    {
      const TdChartText *text = &g_array_index (layout->texts, TdChartText, i);

      td_chart_set_color (cr, text->ink == TD_CHART_INK_TONE  ? &theme->tones[text->tone].text
                              : text->ink == TD_CHART_INK_DIM ? &theme->dim_text
                                                              : &theme->text);
      cairo_move_to (cr, text->x, text->y);
      pango_cairo_show_layout (cr, text->layout);
    }
  cairo_new_path (cr);
}

/**
 * td_chart_draw:
 * @layout: a chart that was laid out
 * @cr: where; the chart fills (0, 0) to its width and height
 *
 * Draws the chart.
 */
void
td_chart_draw (const TdChartLayout *layout, cairo_t *cr)
{
  cairo_save (cr);
  cairo_new_path (cr);
  if (layout->theme.paint_background)
    {
      td_chart_set_color (cr, &layout->theme.background);
      cairo_rectangle (cr, 0, 0, layout->width, layout->height);
      cairo_fill (cr);
    }
  draw_swatches (layout, cr);
  draw_rules (layout, cr, TRUE);
  for (guint i = 0; i < layout->marks->len; i++)
    {
      const TdChartMark *mark = &g_array_index (layout->marks, TdChartMark, i);

      if (mark->shape == TD_CHART_SHAPE_BOX || mark->shape == TD_CHART_SHAPE_SLICE)
        draw_mark (layout, cr, mark);
    }
  draw_rules (layout, cr, FALSE);
  for (guint i = 0; i < layout->paths->len; i++)
    draw_path (layout, cr, g_ptr_array_index (layout->paths, i));
  for (guint i = 0; i < layout->marks->len; i++)
    {
      const TdChartMark *mark = &g_array_index (layout->marks, TdChartMark, i);

      if (mark->shape == TD_CHART_SHAPE_POINT || mark->shape == TD_CHART_SHAPE_DROP)
        draw_mark (layout, cr, mark);
    }
  for (guint i = 0; i < layout->symbols->len; i++)
    {
      const TdChartMark *symbol = &g_array_index (layout->symbols, TdChartMark, i);

      td_chart_symbol_draw (cr, &layout->theme, symbol->tone, symbol->x, symbol->y, symbol->width);
    }
  draw_texts (layout, cr);
  cairo_restore (cr);
}

/**
 * td_chart_draw_cursor:
 * @layout: a chart that was laid out
 * @cr: where it was drawn
 * @mark: the index of a mark
 *
 * Draws a frame around one mark, over the chart: the keyboard cursor or the pointer.
 */
void
td_chart_draw_cursor (const TdChartLayout *layout, cairo_t *cr, int mark)
{
  const TdChartMark *record;

  if (mark < 0 || mark >= (int) layout->marks->len)
    return;
  record = &g_array_index (layout->marks, TdChartMark, mark);
  cairo_save (cr);
  if (record->shape == TD_CHART_SHAPE_SLICE)
    slice_path (cr, record);
  else
    cairo_rectangle (cr, record->x - 2.5, record->y - 2.5, record->width + 5, record->height + 5);
  td_chart_set_color (cr, &layout->theme.background);
  cairo_set_line_width (cr, 4);
  cairo_stroke_preserve (cr);
  td_chart_set_color (cr, &layout->theme.rule);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/**
 * td_chart_paint:
 * @chart: what to draw
 * @theme: colours and type
 * @cr: where; the chart fills (0, 0) to (@width, @height)
 * @width: in user units
 * @height: in user units
 *
 * Lays out and draws at once, for pictures that are drawn but once.
 */
void
td_chart_paint (
    const TdChart *chart, const TdChartTheme *theme, cairo_t *cr, double width, double height)
{
  PangoContext *context = pango_cairo_create_context (cr);
  g_autoptr (TdChartLayout) layout = td_chart_layout_new (chart, theme, context, width, height);

  td_chart_draw (layout, cr);
  g_object_unref (context);
}
