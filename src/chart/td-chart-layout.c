/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chart-layout-private.h"

#include <math.h>

/* How far from a mark the pointer may be to mean it */
#define SLACK 6.0

static void
text_clear (gpointer data)
{
  g_clear_object (&((TdChartText *) data)->layout);
}

static void
path_free (gpointer data)
{
  TdChartPath *path = data;

  g_array_unref (path->points);
  g_free (path);
}

static PangoLayout *
shape_text (TdChartBuilder *self, const TdChartWords *words)
{
  PangoLayout *layout = pango_layout_new (self->context);

  pango_layout_set_font_description (layout, words->large ? self->large
                                             : words->small
                                                 ? words->bold ? self->small_bold : self->small
                                             : words->bold ? self->bold
                                                           : self->font);
  pango_layout_set_text (layout, words->text, -1);
  if (words->room > 0)
    {
      pango_layout_set_width (layout, (int) (words->room * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }

  return layout;
}

/**
 * td_chart_builder_width:
 * @self: a layout being made
 * @words: a text
 *
 * Returns: how wide the text would be, without its limit
 */
double
td_chart_builder_width (TdChartBuilder *self, const TdChartWords *words)
{
  TdChartWords free_words = *words;
  PangoLayout *layout;
  int width;

  free_words.room = 0;
  layout = shape_text (self, &free_words);
  pango_layout_get_pixel_size (layout, &width, NULL);
  g_object_unref (layout);

  return width;
}

static gboolean
is_free (TdChartBuilder *self, const TdChartText *text)
{
  const TdChartLayout *layout = self->layout;

  if (text->x < -0.5 || text->y < -0.5 || text->x + text->width > layout->width + 0.5 ||
      text->y + text->height > layout->height + 0.5)
    return FALSE;
  for (guint i = 0; i < layout->texts->len; i++)
    {
      const TdChartText *other = &g_array_index (layout->texts, TdChartText, i);

      if (text->x < other->x + other->width + 1 && other->x < text->x + text->width + 1 &&
          text->y < other->y + other->height - 1 && other->y < text->y + text->height - 1)
        return FALSE;
    }

  return TRUE;
}

/**
 * td_chart_builder_place:
 * @self: a layout being made
 * @words: a text and where it should stand
 *
 * Puts a text down, unless it would stand over another one or leave the picture: those that matter
 * most are placed first, and what is left out is still in the table and in the tooltip.
 *
 * Returns: whether it is there
 */
gboolean
td_chart_builder_place (TdChartBuilder *self, const TdChartWords *words)
{
  TdChartText text = { .ink = words->ink, .tone = words->tone };
  PangoRectangle logical;

  if (words->text == NULL || *words->text == '\0')
    return FALSE;
  text.layout = shape_text (self, words);
  pango_layout_get_pixel_extents (text.layout, NULL, &logical);
  if (words->room > 0) /* the layout keeps its width; the box is that of the words */
    pango_layout_set_width (text.layout, logical.width * PANGO_SCALE + PANGO_SCALE);
  text.width = logical.width;
  text.height = logical.height;
  text.x = round (words->x - words->align * logical.width);
  if (text.x < 0 && text.x >= -3) /* an ellipsis may be a little wider than its room */
    text.x = 0;
  text.y = round (words->centered ? words->y - logical.height / 2.0 : words->y);
  if (!is_free (self, &text))
    {
      g_object_unref (text.layout);
      return FALSE;
    }
  g_array_append_val (self->layout->texts, text);

  return TRUE;
}

void
td_chart_builder_rule (
    TdChartBuilder *self, TdChartRuleKind kind, double x1, double y1, double x2, double y2)
{
  TdChartRule rule = { kind, x1, y1, x2, y2 };

  g_array_append_val (self->layout->rules, rule);
}

/**
 * td_chart_builder_mark:
 * @self: a layout being made
 * @shape: how it looks
 * @series: index of its series or %TD_CHART_RATE
 * @category: index of its category
 *
 * Returns: (transfer none): a new mark to be placed; valid until the next one
 */
TdChartMark *
td_chart_builder_mark (TdChartBuilder *self, TdChartShape shape, guint series, guint category)
{
  TdChartMark mark = { .series = series, .category = category, .shape = shape };

  mark.tone = series == TD_CHART_RATE ? TD_CHART_TONE_DONE
                                      : td_chart_tone_at (self->chart, series, category);
  g_array_append_val (self->layout->marks, mark);

  return &g_array_index (self->layout->marks, TdChartMark, self->layout->marks->len - 1);
}

void
td_chart_builder_swatch (
    TdChartBuilder *self, TdChartTone tone, double x, double y, double width, double height)
{
  TdChartMark mark = { .tone = tone, .x = x, .y = y, .width = width, .height = height };

  g_array_append_val (self->layout->swatches, mark);
}

TdChartPath *
td_chart_builder_path (TdChartBuilder *self, TdChartTone tone, gboolean dashed)
{
  TdChartPath *path = g_new0 (TdChartPath, 1);

  path->tone = tone;
  path->dashed = dashed;
  path->points = g_array_new (FALSE, FALSE, sizeof (double));
  g_ptr_array_add (self->layout->paths, path);

  return path;
}

/* One entry of the legend; wraps to a new row where it does not fit. */
static void
place_entry (TdChartBuilder *self,
             double *x,
             TdChartTone tone,
             const char *name,
             gboolean line,
             gboolean dashed)
{
  TdChartWords words = { .text = name };
  double key = line ? self->line * 1.1 : self->line * 0.65;
  double width = key + self->line * 0.4 + td_chart_builder_width (self, &words);
  double middle;

  if (*x > 0 && *x + width > self->layout->width)
    {
      *x = 0;
      self->top += self->line * 1.25;
    }
  middle = self->top + self->line / 2;
  if (dashed)
    td_chart_builder_rule (self, TD_CHART_RULE_TARGET, *x, middle, *x + key, middle);
  else if (line)
    {
      TdChartPath *path = td_chart_builder_path (self, tone, FALSE);
      double points[] = { *x, middle, *x + key, middle };

      g_array_append_vals (path->points, points, G_N_ELEMENTS (points));
      td_chart_builder_swatch (self, tone, *x + key / 2 - 3, middle - 3, 6, 6);
      g_array_index (self->layout->swatches, TdChartMark, self->layout->swatches->len - 1).shape =
          TD_CHART_SHAPE_POINT;
    }
  else
    td_chart_builder_swatch (self, tone, *x, middle - key / 2, key, key);
  words.x = *x + key + self->line * 0.4;
  words.y = self->top;
  words.room = MAX (self->layout->width - words.x, 1);
  td_chart_builder_place (self, &words);
  *x += width + self->line * 1.1;
}

static gboolean
wants_legend (const TdChart *chart)
{
  if (chart->form == TD_CHART_DONUT || chart->form == TD_CHART_BULLETS ||
      chart->form == TD_CHART_HISTOGRAM)
    return FALSE;

  return chart->series->len > 1 || chart->rate_name != NULL || isfinite (chart->limit);
}

static gboolean
has_columns (const TdChart *chart)
{
  return chart->form == TD_CHART_COLUMNS || chart->form == TD_CHART_GROUPS ||
         chart->form == TD_CHART_HISTOGRAM || chart->form == TD_CHART_LINES;
}

/* The name of the rate is said only where its line is drawn: in a low picture the counts alone. */
static void
place_rate_entry (TdChartBuilder *self, double *x)
{
  double line = self->line;
  TdChartWords words = { .text = self->chart->rate_name };
  double width = line * 1.5 + td_chart_builder_width (self, &words);
  double rows = *x > 0 && *x + width > self->layout->width ? 1.25 : 0;

  self->no_rates = has_columns (self->chart) &&
                   self->bottom - self->top - (rows + 1.7) * line <= line * TD_CHART_RATE_LINES;
  if (!self->no_rates)
    place_entry (self, x, TD_CHART_TONE_DONE, self->chart->rate_name, TRUE, FALSE);
}

static void
place_head (TdChartBuilder *self)
{
  const TdChart *chart = self->chart;
  double x = 0;

  if (self->layout->theme.show_title && chart->title != NULL)
    {
      TdChartWords words = { .text = chart->title, .bold = TRUE, .room = self->layout->width };

      if (td_chart_builder_place (self, &words))
        self->top += self->line * 1.4;
    }
  if (!wants_legend (chart))
    return;

  for (guint s = 0; s < chart->series->len; s++)
    {
      const TdChartSeries *series = td_chart_series (chart, s);

      if (chart->series->len > 1 || chart->rate_name != NULL)
        place_entry (self, &x, series->tone, series->name, chart->form == TD_CHART_LINES,
                     series->dashed);
    }
  if (chart->rate_name != NULL)
    place_rate_entry (self, &x);
  if (isfinite (chart->limit))
    {
      g_autofree char *limit = td_chart_format_value (chart, chart->limit);

      place_entry (self, &x, TD_CHART_TONE_DONE,
                   chart->limit_name != NULL ? chart->limit_name : limit, TRUE, TRUE);
    }
  self->top += self->line * 1.7;
}

static PangoFontDescription *
make_font (const TdChartTheme *theme, double size, gboolean bold)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, theme->font_family);
  pango_font_description_set_absolute_size (font, theme->font_size * size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);

  return font;
}

static void
fill (TdChartBuilder *self)
{
  place_head (self);
  if (self->chart->categories->len == 0 || self->chart->series->len == 0 ||
      self->bottom - self->top < self->line)
    return;

  switch (self->chart->form)
    {
    case TD_CHART_BARS:
      td_chart_layout_bars (self);
      break;
    case TD_CHART_BULLETS:
      td_chart_layout_bullets (self);
      break;
    case TD_CHART_DONUT:
      td_chart_layout_donut (self);
      break;
    case TD_CHART_COLUMNS:
    case TD_CHART_GROUPS:
    case TD_CHART_HISTOGRAM:
    case TD_CHART_LINES:
    default:
      td_chart_layout_columns (self);
      break;
    }
}

/**
 * td_chart_layout_new:
 * @chart: what to lay out; must stay as it is while the layout lives
 * @theme: colours and type; copied
 * @context: where the texts are shaped
 * @width: in user units
 * @height: in user units
 *
 * Returns: (transfer full): where everything stands
 */
TdChartLayout *
td_chart_layout_new (const TdChart *chart,
                     const TdChartTheme *theme,
                     PangoContext *context,
                     double width,
                     double height)
{
  TdChartLayout *layout = g_new0 (TdChartLayout, 1);
  TdChartBuilder builder = { .layout = layout, .chart = chart, .context = context };

  layout->chart = chart;
  layout->theme = *theme;
  layout->width = width;
  layout->height = height;
  layout->line = builder.line = theme->font_size * 1.3;
  layout->marks = g_array_new (FALSE, FALSE, sizeof (TdChartMark));
  layout->texts = g_array_new (FALSE, FALSE, sizeof (TdChartText));
  g_array_set_clear_func (layout->texts, text_clear);
  layout->rules = g_array_new (FALSE, FALSE, sizeof (TdChartRule));
  layout->paths = g_ptr_array_new_with_free_func (path_free);
  layout->swatches = g_array_new (FALSE, FALSE, sizeof (TdChartMark));
  layout->symbols = g_array_new (FALSE, FALSE, sizeof (TdChartMark));

  builder.font = make_font (theme, 1, FALSE);
  builder.bold = make_font (theme, 1, TRUE);
  builder.small = make_font (theme, 0.9, FALSE);
  builder.small_bold = make_font (theme, 0.92, TRUE);
  builder.large = make_font (theme, 1.9, TRUE);
  builder.right = width;
  builder.bottom = height;
  fill (&builder);
  pango_font_description_free (builder.font);
  pango_font_description_free (builder.bold);
  pango_font_description_free (builder.small);
  pango_font_description_free (builder.small_bold);
  pango_font_description_free (builder.large);

  return layout;
}

void
td_chart_layout_free (TdChartLayout *layout)
{
  if (layout == NULL)
    return;

  g_array_unref (layout->marks);
  g_array_unref (layout->texts);
  g_array_unref (layout->rules);
  g_ptr_array_unref (layout->paths);
  g_array_unref (layout->swatches);
  g_array_unref (layout->symbols);
  g_free (layout);
}

static gboolean
in_slice (const TdChartMark *mark, double x, double y)
{
  double radius = mark->width / 2;
  double dx = x - mark->x - radius;
  double dy = y - mark->y - radius;
  double distance = hypot (dx, dy);
  double angle = atan2 (dx, -dy);

  if (angle < 0)
    angle += 2 * G_PI;

  return distance <= radius && distance >= radius * 0.55 && angle >= mark->from && angle < mark->to;
}

static double
distance_to (const TdChartMark *mark, double x, double y)
{
  double dx = MAX (MAX (mark->x - x, x - mark->x - mark->width), 0);
  double dy = MAX (MAX (mark->y - y, y - mark->y - mark->height), 0);

  if (mark->shape == TD_CHART_SHAPE_SLICE)
    return in_slice (mark, x, y) ? 0 : INFINITY;

  return hypot (dx, dy);
}

/**
 * td_chart_layout_pick:
 * @layout: a layout
 * @x: in its units
 * @y: in its units
 *
 * Returns: the index of the mark there or a few units away, -1 if there is none
 */
int
td_chart_layout_pick (const TdChartLayout *layout, double x, double y)
{
  double nearest = SLACK;
  int found = -1;

  for (guint i = 0; i < layout->marks->len; i++)
    {
      double distance = distance_to (&g_array_index (layout->marks, TdChartMark, i), x, y);

      if (distance < nearest)
        {
          nearest = distance;
          found = (int) i;
        }
    }

  return found;
}

/**
 * td_chart_layout_find:
 * @layout: a layout
 * @series: index of a series or %TD_CHART_RATE
 * @category: index of a category
 *
 * Returns: the index of that mark, -1 if it is not drawn
 */
int
td_chart_layout_find (const TdChartLayout *layout, guint series, guint category)
{
  for (guint i = 0; i < layout->marks->len; i++)
    {
      const TdChartMark *mark = &g_array_index (layout->marks, TdChartMark, i);

      if (mark->series == series && mark->category == category)
        return (int) i;
    }

  return -1;
}

/* The rate stands above all series, wherever they are counted. */
static gint64
rank_of (guint series)
{
  return series == TD_CHART_RATE ? (gint64) G_MAXINT32 : (gint64) series;
}

/* The mark of @category nearest in rank to @series. */
static int
nearest_series (const TdChartLayout *layout, guint series, guint category)
{
  gint64 least = G_MAXINT64;
  int found = -1;

  for (guint i = 0; i < layout->marks->len; i++)
    {
      const TdChartMark *mark = &g_array_index (layout->marks, TdChartMark, i);
      gint64 away = ABS (rank_of (mark->series) - rank_of (series));

      if (mark->category == category && away < least)
        {
          least = away;
          found = (int) i;
        }
    }

  return found;
}

static int
step_category (const TdChartLayout *layout, const TdChartMark *from, int step)
{
  gint64 category = (gint64) from->category + step;

  for (; category >= 0 && category < layout->chart->categories->len; category += step)
    {
      int found = nearest_series (layout, from->series, (guint) category);

      if (found >= 0)
        return found;
    }

  return -1;
}

static int
step_series (const TdChartLayout *layout, const TdChartMark *from, int step)
{
  gint64 best = G_MAXINT64;
  int found = -1;

  for (guint i = 0; i < layout->marks->len; i++)
    {
      const TdChartMark *mark = &g_array_index (layout->marks, TdChartMark, i);
      gint64 away = (rank_of (mark->series) - rank_of (from->series)) * step;

      if (mark->category == from->category && away > 0 && away < best)
        {
          best = away;
          found = (int) i;
        }
    }

  return found;
}

/**
 * td_chart_layout_move:
 * @layout: a layout
 * @mark: the index of a mark; -1 begins at the first
 * @right: 1 to the right, -1 to the left, 0 neither
 * @up: 1 up, -1 down, 0 neither
 *
 * The keyboard cursor: along the categories, and across the series of one category.
 *
 * Returns: the index of the next mark; @mark at the end of the way; -1 when there are no marks
 */
int
td_chart_layout_move (const TdChartLayout *layout, int mark, int right, int up)
{
  gboolean rows = layout->chart->form == TD_CHART_BARS || layout->chart->form == TD_CHART_BULLETS;
  gboolean ring = layout->chart->form == TD_CHART_DONUT;
  const TdChartMark *from;
  int along = rows || ring ? (up != 0 ? -up : ring ? right : 0) : right;
  int across = rows ? right : ring ? 0 : up;
  int next;

  if (layout->marks->len == 0)
    return -1;
  if (mark < 0 || mark >= (int) layout->marks->len)
    return 0;

  from = &g_array_index (layout->marks, TdChartMark, mark);
  next = along != 0    ? step_category (layout, from, along)
         : across != 0 ? step_series (layout, from, across)
                       : mark;

  return next >= 0 ? next : mark;
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
  guint rows = MAX (chart->categories->len, 1);

  *width = 640;
  switch (chart->form)
    {
    case TD_CHART_BARS:
    case TD_CHART_BULLETS:
      *height = 80 + 24.0 * rows;
      break;
    case TD_CHART_DONUT:
      *width = 420;
      *height = MAX (200, 50 + 20.0 * rows);
      break;
    case TD_CHART_COLUMNS:
    case TD_CHART_GROUPS:
    case TD_CHART_HISTOGRAM:
    case TD_CHART_LINES:
    default:
      *height = chart->rate_name != NULL ? 380 : 320;
      break;
    }
}
