/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chart-symbol.h"

#include <math.h>

static void
polygon (cairo_t *cr, guint n, double radius, double turn)
{
  for (guint i = 0; i < n; i++)
    {
      double angle = turn + i * 2 * G_PI / n;

      cairo_line_to (cr, 0.5 + radius * cos (angle), 0.5 + radius * sin (angle));
    }
  cairo_close_path (cr);
}

static void
disc (cairo_t *cr, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0.5, 0.5, radius, 0, 2 * G_PI);
}

/* Cuts with the colour of the background: a mark on a filled shape. */
static void
cut (cairo_t *cr, const TdChartTheme *theme)
{
  cairo_set_source_rgb (cr, theme->background.red, theme->background.green, theme->background.blue);
  cairo_set_line_width (cr, 0.12);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (cr);
}

static void
draw_late (cairo_t *cr, const TdChartTheme *theme)
{
  polygon (cr, 8, 0.5, G_PI / 8);
  cairo_fill (cr);
  cairo_move_to (cr, 0.5, 0.24);
  cairo_line_to (cr, 0.5, 0.54);
  cairo_move_to (cr, 0.5, 0.75);
  cairo_line_to (cr, 0.5, 0.751);
  cut (cr, theme);
}

static void
draw_soon (cairo_t *cr, const TdChartTheme *theme)
{
  disc (cr, 0.47);
  cairo_fill (cr);
  cairo_move_to (cr, 0.5, 0.24);
  cairo_line_to (cr, 0.5, 0.53);
  cairo_line_to (cr, 0.68, 0.62);
  cut (cr, theme);
}

static void
draw_doing (cairo_t *cr)
{
  cairo_arc (cr, 0.5, 0.5, 0.45, G_PI / 2, 3 * G_PI / 2);
  cairo_fill (cr);
  disc (cr, 0.42);
  cairo_set_line_width (cr, 0.1);
  cairo_stroke (cr);
}

static void
draw_wait (cairo_t *cr, const TdChartTheme *theme)
{
  disc (cr, 0.47);
  cairo_fill (cr);
  cairo_move_to (cr, 0.4, 0.33);
  cairo_line_to (cr, 0.4, 0.67);
  cairo_move_to (cr, 0.6, 0.33);
  cairo_line_to (cr, 0.6, 0.67);
  cut (cr, theme);
}

static void
draw_done (cairo_t *cr, const TdChartTheme *theme)
{
  disc (cr, 0.47);
  cairo_fill (cr);
  cairo_move_to (cr, 0.3, 0.52);
  cairo_line_to (cr, 0.45, 0.67);
  cairo_line_to (cr, 0.71, 0.37);
  cut (cr, theme);
}

static void
draw_done_late (cairo_t *cr)
{
  disc (cr, 0.42);
  cairo_set_line_width (cr, 0.1);
  cairo_stroke (cr);
  cairo_move_to (cr, 0.3, 0.52);
  cairo_line_to (cr, 0.45, 0.67);
  cairo_line_to (cr, 0.71, 0.37);
  cairo_set_line_width (cr, 0.12);
  cairo_stroke (cr);
}

static void
draw_repeat (cairo_t *cr)
{
  cairo_set_line_width (cr, 0.12);
  cairo_arc (cr, 0.5, 0.5, 0.37, -0.5, G_PI - 0.9);
  cairo_stroke (cr);
  cairo_arc (cr, 0.5, 0.5, 0.37, G_PI - 0.5, 2 * G_PI - 0.9);
  cairo_stroke (cr);
  cairo_move_to (cr, 0.98, 0.18);
  cairo_line_to (cr, 0.88, 0.5);
  cairo_line_to (cr, 0.6, 0.28);
  cairo_close_path (cr);
  cairo_move_to (cr, 0.02, 0.82);
  cairo_line_to (cr, 0.12, 0.5);
  cairo_line_to (cr, 0.4, 0.72);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_todo (cairo_t *cr)
{
  disc (cr, 0.41);
  cairo_set_line_width (cr, 0.12);
  cairo_stroke (cr);
}

/**
 * td_chart_symbol_draw:
 * @cr: where to draw
 * @theme: colours
 * @tone: which status
 * @x: left edge
 * @y: top edge
 * @size: width and height
 *
 * Draws the shape that goes with a status word.
 */
void
td_chart_symbol_draw (
    cairo_t *cr, const TdChartTheme *theme, TdChartTone tone, double x, double y, double size)
{
  const TdChartColor *color = &theme->tones[MIN (tone, TD_N_CHART_TONES - 1)].text;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, size, size);
  cairo_new_path (cr);
  cairo_set_source_rgb (cr, color->red, color->green, color->blue);
  switch (tone)
    {
    case TD_CHART_TONE_LATE:
      draw_late (cr, theme);
      break;
    case TD_CHART_TONE_SOON:
      draw_soon (cr, theme);
      break;
    case TD_CHART_TONE_WAIT:
      draw_wait (cr, theme);
      break;
    case TD_CHART_TONE_DONE:
      draw_done (cr, theme);
      break;
    case TD_CHART_TONE_OVERDUE_DONE:
      draw_done_late (cr);
      break;
    case TD_CHART_TONE_REPEAT:
      draw_repeat (cr);
      break;
    case TD_CHART_TONE_STRONG:
    case TD_CHART_TONE_SOFT:
    case TD_CHART_TONE_DOING:
      draw_doing (cr);
      break;
    case TD_CHART_TONE_EMPTY:
    case TD_CHART_TONE_TODO:
    case TD_CHART_TONE_NONE:
    default:
      draw_todo (cr);
      break;
    }
  cairo_restore (cr);
}
