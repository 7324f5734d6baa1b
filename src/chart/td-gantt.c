/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-gantt.h"

#include <math.h>

#include "td-chart-draw.h"

#define BAR_HEIGHT 13.0
#define EDGE 5.0       /* how near to an end of a bar means that end */
#define LEAST_BAR 4.0  /* a day at year scale is narrower than a pixel */
#define SHORTEST 14.0  /* days an axis shows at least */
#define LONGEST 3700.0 /* and at most */

double
td_gantt_x (const TdGanttAxis *axis, double width, double day)
{
  return (day - axis->from) / (axis->to - axis->from) * width;
}

double
td_gantt_day (const TdGanttAxis *axis, double width, double x)
{
  return axis->from + x / MAX (width, 1) * (axis->to - axis->from);
}

/**
 * td_gantt_axis_zoom:
 * @axis: an axis
 * @factor: below 1 shows less time
 * @around: the day that stays where it is
 *
 * Zooms, between two weeks and ten years.
 */
void
td_gantt_axis_zoom (TdGanttAxis *axis, double factor, double around)
{
  double span = CLAMP ((axis->to - axis->from) * factor, SHORTEST, LONGEST);
  double share = CLAMP ((around - axis->from) / (axis->to - axis->from), 0, 1);

  axis->from = around - share * span;
  axis->to = axis->from + span;
}

void
td_gantt_axis_move (TdGanttAxis *axis, double days)
{
  axis->from += days;
  axis->to += days;
}

static void
set_date (GDate *date, double day)
{
  g_date_clear (date, 1);
  g_date_set_julian (date, (guint32) MAX (day, 1));
}

static double
first_of_month (double day)
{
  GDate date;

  set_date (&date, day);
  g_date_set_day (&date, 1);

  return g_date_get_julian (&date);
}

static double
next_month (double first)
{
  GDate date;

  set_date (&date, first);
  g_date_add_months (&date, 1);

  return g_date_get_julian (&date);
}

static void
upright (cairo_t *cr, double x, double top, double bottom)
{
  cairo_move_to (cr, floor (x) + 0.5, top);
  cairo_line_to (cr, floor (x) + 0.5, bottom);
  cairo_stroke (cr);
}

/* Lines at the months; quarters are stronger when months lie close. */
static void
draw_months (
    cairo_t *cr, const TdChartTheme *theme, const TdGanttAxis *axis, double width, double height)
{
  cairo_set_line_width (cr, 1);
  for (double day = first_of_month (axis->from); day < axis->to; day = next_month (day))
    {
      double x = td_gantt_x (axis, width, day);
      GDate date;

      if (x < 0)
        continue;
      set_date (&date, day);
      td_chart_set_color (cr, &theme->grid);
      if (g_date_get_month (&date) % 3 != 1)
        cairo_set_source_rgba (cr, theme->grid.red, theme->grid.green, theme->grid.blue, 0.55);
      upright (cr, x, 0, height);
    }
}

static void
rounded (cairo_t *cr, double x, double y, double width, double height)
{
  double radius = MIN (3, width / 2);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

static void
draw_window (
    cairo_t *cr, const TdChartTheme *theme, const TdGanttBar *bar, double x, double y, double width)
{
  const TdChartToneColors *colors = &theme->tones[bar->tone];

  rounded (cr, x + 0.5, y + 0.5, MAX (width - 1, 2), BAR_HEIGHT - 1);
  cairo_set_source_rgba (cr, colors->outline.red, colors->outline.green, colors->outline.blue,
                         0.22);
  cairo_fill (cr);
  cairo_save (cr);
  rounded (cr, x, y, width, BAR_HEIGHT);
  cairo_clip (cr);
  td_chart_set_color (cr, &colors->outline);
  cairo_rectangle (cr, x, y, width * CLAMP (bar->fill, 0, 1), BAR_HEIGHT);
  cairo_fill (cr);
  cairo_restore (cr);
  rounded (cr, x + 0.5, y + 0.5, MAX (width - 1, 2), BAR_HEIGHT - 1);
  td_chart_set_color (cr, &colors->outline);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
draw_waiting (
    cairo_t *cr, const TdChartTheme *theme, const TdGanttBar *bar, double x, double y, double width)
{
  static const double dashes[] = { 4, 3 };

  cairo_save (cr);
  rounded (cr, x + 0.75, y + 0.75, MAX (width - 1.5, 2), BAR_HEIGHT - 1.5);
  td_chart_set_color (cr, &theme->tones[bar->tone].outline);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_turn (cairo_t *cr, const TdChartTheme *theme, const TdGanttBar *bar, double right, double y)
{
  const TdChartColor *color = &theme->tones[bar->tone].outline;

  rounded (cr, right - 5, y + 2, 5, BAR_HEIGHT - 5);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, bar->fill >= 1 ? 1 : 0.4);
  cairo_fill (cr);
}

static void
draw_diamond (cairo_t *cr, const TdChartTheme *theme, const TdGanttBar *bar, double x, double y)
{
  double size = BAR_HEIGHT * 0.42;

  cairo_move_to (cr, x, y + BAR_HEIGHT / 2 - size);
  cairo_line_to (cr, x + size, y + BAR_HEIGHT / 2);
  cairo_line_to (cr, x, y + BAR_HEIGHT / 2 + size);
  cairo_line_to (cr, x - size, y + BAR_HEIGHT / 2);
  cairo_close_path (cr);
  td_chart_set_color (cr, &theme->tones[bar->tone].outline);
  cairo_fill (cr);
}

static void
draw_bar (cairo_t *cr,
          const TdChartTheme *theme,
          const TdGanttAxis *axis,
          const TdGanttBar *bar,
          double width,
          double height)
{
  double x = td_gantt_x (axis, width, bar->first);
  double right = td_gantt_x (axis, width, bar->last + 1.0);
  double y = floor ((height - BAR_HEIGHT) / 2);

  if (right < -20 || x > width + 20)
    return;
  /* Bars far outside are cut, so that huge ones cost nothing. */
  x = MAX (x, -20);
  right = MIN (MAX (right, x + LEAST_BAR), width + 20);
  switch (bar->shape)
    {
    case TD_GANTT_WAITING:
      draw_waiting (cr, theme, bar, x, y, right - x);
      break;
    case TD_GANTT_TURN:
      draw_turn (cr, theme, bar, right, y);
      break;
    case TD_GANTT_LATE:
      td_chart_hatch (cr, &theme->tones[TD_CHART_TONE_LATE].fill, x, y + 3, right - x,
                      BAR_HEIGHT - 6);
      break;
    case TD_GANTT_FINISHED:
      draw_diamond (cr, theme, bar, (x + right) / 2, y);
      break;
    case TD_GANTT_WINDOW:
    default:
      draw_window (cr, theme, bar, x, y, right - x);
      break;
    }
}

/**
 * td_gantt_draw_row:
 * @cr: where; the row fills (0, 0) to (@width, @height)
 * @theme: colours
 * @axis: which days
 * @bars: (nullable) (element-type TdGanttBar): drawn in this order; %NULL: the lines alone
 * @width: of the row
 * @height: of the row
 * @today: the day with the line
 *
 * Draws the bars of one task over the lines of the months and of today.
 */
void
td_gantt_draw_row (cairo_t *cr,
                   const TdChartTheme *theme,
                   const TdGanttAxis *axis,
                   const GArray *bars,
                   double width,
                   double height,
                   guint32 today)
{
  double now = td_gantt_x (axis, width, today + 0.5);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  draw_months (cr, theme, axis, width, height);
  for (guint i = 0; bars != NULL && i < bars->len; i++)
    draw_bar (cr, theme, axis, &g_array_index (bars, TdGanttBar, i), width, height);
  if (now >= 0 && now <= width)
    {
      td_chart_set_color (cr, &theme->tones[TD_CHART_TONE_LATE].text);
      cairo_set_line_width (cr, 1.6);
      upright (cr, now, 0, height);
    }
  cairo_restore (cr);
}

static void
show_text (cairo_t *cr,
           PangoLayout *layout,
           const char *text,
           double left,
           double right,
           double y,
           double *free_from)
{
  int width;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  left = (left + right - width) / 2;
  if (left < *free_from || left < 0)
    return;
  cairo_move_to (cr, left, y);
  pango_cairo_show_layout (cr, layout);
  *free_from = left + width + 2;
}

static char *
quarter_words (const GDate *date, gboolean with_year)
{
  static const char *const numerals[] = { "I", "II", "III", "IV" };
  const char *numeral = numerals[(g_date_get_month (date) - 1) / 3];

  return with_year ? g_strdup_printf ("Quý %s/%d", numeral, g_date_get_year (date))
                   : g_strdup_printf ("Quý %s", numeral);
}

/* One line of the head: units that are so many months long */
static void
draw_head_line (cairo_t *cr,
                PangoLayout *layout,
                const TdGanttAxis *axis,
                double width,
                double y,
                guint months,
                gboolean with_year)
{
  double free_from = 0;

  for (double day = first_of_month (axis->from); day < axis->to; day = next_month (day))
    {
      g_autofree char *text = NULL;
      GDate date, end;
      double left, right;

      set_date (&date, day);
      if ((g_date_get_month (&date) - 1) % months != 0 && day > axis->from)
        continue;
      end = date;
      g_date_add_months (&end, months - (g_date_get_month (&date) - 1) % months);
      left = MAX (td_gantt_x (axis, width, day), 0);
      right = MIN (td_gantt_x (axis, width, g_date_get_julian (&end)), width);
      if (months == 12)
        text = g_strdup_printf ("%d", g_date_get_year (&date));
      else if (months == 3)
        text = quarter_words (&date, with_year);
      else
        text = g_strdup_printf (with_year ? "Tháng %d/%d" : "%d", (int) g_date_get_month (&date),
                                g_date_get_year (&date));
      show_text (cr, layout, text, left, right, y, &free_from);
    }
}

/* Days, where a month is wide enough */
static void
draw_days (cairo_t *cr, PangoLayout *layout, const TdGanttAxis *axis, double width, double y)
{
  double per_day = width / (axis->to - axis->from);
  guint every = per_day > 16 ? 1 : per_day > 8 ? 2 : 7;
  double free_from = 0;

  for (double day = floor (axis->from); day < axis->to; day++)
    {
      g_autofree char *text = NULL;
      GDate date;

      set_date (&date, day);
      if (every == 7 ? g_date_get_weekday (&date) != G_DATE_MONDAY
                     : g_date_get_day (&date) % every != 0)
        continue;
      text = g_strdup_printf ("%d", g_date_get_day (&date));
      show_text (cr, layout, text, td_gantt_x (axis, width, day),
                 td_gantt_x (axis, width, day + (every == 7 ? 1 : every)), y, &free_from);
    }
}

static void
draw_today (cairo_t *cr,
            const TdChartTheme *theme,
            PangoLayout *layout,
            double x,
            double width,
            double y,
            guint32 today)
{
  g_autofree char *text = NULL;
  int text_width, text_height;
  GDate date;

  set_date (&date, today);
  text = g_strdup_printf ("%02d/%02d", g_date_get_day (&date), (int) g_date_get_month (&date));
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  x = CLAMP (x - text_width / 2.0 - 3, 0, MAX (width - text_width - 6, 0));
  rounded (cr, x, y - 1, text_width + 6, text_height + 1);
  td_chart_set_color (cr, &theme->tones[TD_CHART_TONE_LATE].text);
  cairo_fill (cr);
  td_chart_set_color (cr, &theme->background);
  cairo_move_to (cr, x + 3, y - 1);
  pango_cairo_show_layout (cr, layout);
}

/**
 * td_gantt_draw_head:
 * @cr: where; the head fills (0, 0) to (@width, @height)
 * @theme: colours and type
 * @context: for the texts
 * @axis: which days
 * @width: of the head
 * @height: of the head
 * @today: the day that is marked
 *
 * Draws the axis: quarters over months, months over days, or years over quarters, as wide as it is.
 */
void
td_gantt_draw_head (cairo_t *cr,
                    const TdChartTheme *theme,
                    PangoContext *context,
                    const TdGanttAxis *axis,
                    double width,
                    double height,
                    guint32 today)
{
  PangoFontDescription *font = pango_font_description_new ();
  PangoLayout *layout = pango_layout_new (context);
  double per_month = width / (axis->to - axis->from) * 30.4;
  double size = theme->font_size * 0.84;
  double upper = height / 2 - size * 1.35;
  double lower = height / 2 + size * 0.05;
  double now = td_gantt_x (axis, width, today + 0.5);

  pango_font_description_set_family (font, theme->font_family);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  draw_months (cr, theme, axis, width, height);
  td_chart_set_color (cr, &theme->dim_text);
  if (per_month > 110)
    {
      draw_head_line (cr, layout, axis, width, upper, 1, TRUE);
      draw_days (cr, layout, axis, width, lower);
    }
  else if (per_month > 14)
    {
      draw_head_line (cr, layout, axis, width, upper, 3, axis->to - axis->from > 400);
      draw_head_line (cr, layout, axis, width, lower, 1, FALSE);
    }
  else
    {
      draw_head_line (cr, layout, axis, width, upper, 12, TRUE);
      draw_head_line (cr, layout, axis, width, lower, 3, FALSE);
    }
  if (now >= 0 && now <= width)
    draw_today (cr, theme, layout, now, width, lower, today);
  cairo_restore (cr);
  g_object_unref (layout);
}

/**
 * td_gantt_pick:
 * @axis: which days
 * @bars: (element-type TdGanttBar): of a row
 * @width: of the row
 * @x: the place in it
 * @bar: (out): index of the bar there
 *
 * Returns: which part of which bar is there; the end wins where a bar is short
 */
TdGanttPart
td_gantt_pick (const TdGanttAxis *axis, const GArray *bars, double width, double x, guint *bar)
{
  for (guint i = bars->len; i > 0; i--)
    {
      const TdGanttBar *record = &g_array_index (bars, TdGanttBar, i - 1);
      double left = td_gantt_x (axis, width, record->first);
      double right = MAX (td_gantt_x (axis, width, record->last + 1.0), left + LEAST_BAR);

      if (record->shape == TD_GANTT_LATE || x < left - EDGE || x > right + EDGE)
        continue;
      *bar = i - 1;
      if (record->shape != TD_GANTT_WINDOW)
        return TD_GANTT_BODY;
      if (x > right - EDGE)
        return TD_GANTT_END;
      if (x < left + EDGE && !record->open)
        return TD_GANTT_START;
      return TD_GANTT_BODY;
    }

  return TD_GANTT_NOWHERE;
}
