/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-day-strip.h"

#include <math.h>

#include "td-chart-draw.h"

#define GAP 1.0
#define LEAST 0.78 /* width of a cell, in sizes of the type */
#define MOST 1.7
#define TALL 1.85
#define CAPTION 1.25 /* height of the line below, in sizes of the type */

typedef struct
{
  guint per_line;
  guint lines;
  double cell;   /* width with the gap */
  double height; /* of a cell */
  double line;   /* of a line with its captions */
} Grid;

static Grid
grid_of (guint n_cells, double width, double size)
{
  Grid grid = { .height = floor (TALL * size) };
  guint fit = (guint) MAX (1, floor (width / (LEAST * size)));

  grid.lines = MAX (1, (n_cells + fit - 1) / fit);
  grid.per_line = MAX (1, (n_cells + grid.lines - 1) / grid.lines);
  grid.cell = MIN (width / grid.per_line, MOST * size);
  grid.line = grid.height + ceil (CAPTION * size);

  return grid;
}

double
td_day_strip_height (guint n_cells, double width, double font_size)
{
  Grid grid = grid_of (n_cells, width, font_size);

  return grid.lines * grid.line;
}

/**
 * td_day_strip_pick:
 * @n_cells: how many days
 * @width: as it was drawn
 * @font_size: of the theme
 * @x: a place
 * @y: a place
 *
 * Returns: the cell there, -1 for none
 */
int
td_day_strip_pick (guint n_cells, double width, double font_size, double x, double y)
{
  Grid grid = grid_of (n_cells, width, font_size);
  guint line, column;

  if (x < 0 || y < 0 || n_cells == 0)
    return -1;
  line = (guint) (y / grid.line);
  column = (guint) (x / grid.cell);
  if (line >= grid.lines || column >= grid.per_line || line * grid.per_line + column >= n_cells)
    return -1;

  return (int) (line * grid.per_line + column);
}

static void
draw_text (cairo_t *cr,
           PangoContext *context,
           const TdChartTheme *theme,
           const TdChartColor *color,
           double size,
           const char *text,
           double x,
           double y,
           double height,
           gboolean bold)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_new ();
  int text_width, text_height;

  pango_font_description_set_family (font, theme->font_family);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  td_chart_set_color (cr, color);
  cairo_move_to (cr, MAX (0, x - text_width / 2.0), y + (height - text_height) / 2);
  pango_cairo_show_layout (cr, layout);
  pango_font_description_free (font);
  g_object_unref (layout);
}

static void
outline (cairo_t *cr, const TdChartColor *color, double x, double y, double width, double height)
{
  td_chart_set_color (cr, color);
  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, x + 0.5, y + 0.5, MAX (width - 1, 1), height - 1);
  cairo_stroke (cr);
}

static void
draw_pause (cairo_t *cr, const TdChartTheme *theme, double x, double y, double width, double height)
{
  double bar = MAX (1.5, floor (width / 6)), tall = floor (height * 0.36);
  double top = y + floor ((height - tall) / 2), middle = x + width / 2;

  td_chart_set_color (cr, &theme->tones[TD_CHART_TONE_WAIT].fill);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
  td_chart_set_color (cr, &theme->background);
  cairo_rectangle (cr, middle - 1.6 * bar, top, bar, tall);
  cairo_rectangle (cr, middle + 0.6 * bar, top, bar, tall);
  cairo_fill (cr);
}

static void
draw_cell (cairo_t *cr,
           const TdChartTheme *theme,
           const TdDayCell *cell,
           double x,
           double y,
           double width,
           double height)
{
  switch (cell->shape)
    {
    case TD_DAY_CELL_COUNTED:
      td_chart_fill_box (cr, theme, TD_CHART_TONE_STRONG, x, y, width, height);
      break;
    case TD_DAY_CELL_PAUSED:
      draw_pause (cr, theme, x, y, width, height);
      break;
    case TD_DAY_CELL_LATE:
      td_chart_fill_box (cr, theme, TD_CHART_TONE_LATE, x, y, width, height);
      break;
    case TD_DAY_CELL_OPEN:
      outline (cr, &theme->tones[TD_CHART_TONE_STRONG].outline, x, y, width, height);
      break;
    case TD_DAY_CELL_AHEAD:
      outline (cr, &theme->axis, x, y, width, height);
      break;
    case TD_DAY_CELL_REST:
    case TD_DAY_CELL_HOLIDAY:
    default:
      td_chart_fill_box (cr, theme, TD_CHART_TONE_EMPTY, x, y, width, height);
      break;
    }
}

static void
draw_label (cairo_t *cr,
            const TdChartTheme *theme,
            PangoContext *context,
            const TdDayCell *cell,
            double x,
            double y,
            double width,
            double height)
{
  double size = MIN (theme->font_size * 0.76, width * 0.72);
  char number[16];

  if (cell->shape == TD_DAY_CELL_HOLIDAY)
    draw_text (cr, context, theme, &theme->dim_text, size, "L", x + width / 2, y, height, FALSE);
  if (cell->number <= 0 || (cell->shape != TD_DAY_CELL_COUNTED && cell->shape != TD_DAY_CELL_AHEAD))
    return;
  g_snprintf (number, sizeof number, "%d", cell->number);
  draw_text (cr, context, theme,
             cell->shape == TD_DAY_CELL_COUNTED ? &theme->background : &theme->dim_text,
             cell->number > 99  ? size * 0.62
             : cell->number > 9 ? size * 0.86
                                : size,
             number, x + width / 2, y, height, cell->shape == TD_DAY_CELL_COUNTED);
}

/**
 * td_day_strip_draw:
 * @cr: where to draw
 * @theme: colours and type
 * @context: of the text
 * @cells: (element-type TdDayCell): the days
 * @width: how wide it may be
 *
 * Draws the days, td_day_strip_height() high.
 */
void
td_day_strip_draw (cairo_t *cr,
                   const TdChartTheme *theme,
                   PangoContext *context,
                   const GArray *cells,
                   double width)
{
  Grid grid = grid_of (cells->len, width, theme->font_size);
  double inner = MAX (grid.cell - GAP, 2);

  for (guint i = 0; i < cells->len; i++)
    {
      const TdDayCell *cell = &g_array_index (cells, TdDayCell, i);
      double x = (i % grid.per_line) * grid.cell;
      double y = (double) (i / grid.per_line) * grid.line;

      draw_cell (cr, theme, cell, x, y, inner, grid.height);
      draw_label (cr, theme, context, cell, x, y, inner, grid.height);
      if (cell->caption[0] != '\0')
        draw_text (cr, context, theme, cell->rule ? &theme->text : &theme->dim_text,
                   theme->font_size * 0.76, cell->caption, x + inner / 2, y + grid.height,
                   grid.line - grid.height, cell->rule);
      if (!cell->rule)
        continue;
      td_chart_set_color (cr, &theme->rule);
      cairo_rectangle (cr, x + inner - 1, y - 1, 2, grid.height + 3);
      cairo_fill (cr);
    }
}
