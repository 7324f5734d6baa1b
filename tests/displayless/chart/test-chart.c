/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <math.h>

#include "td-chart-draw.h"
#include "td-chart-scale.h"
#include "td-chart-words.h"
#include "td-error.h"

static TdChart *
make_chart (TdChartForm form)
{
  TdChart *chart = td_chart_new (form, "Nhiệm vụ theo đơn vị", "nhiệm vụ");

  td_chart_add_series (chart, "Chủ trì", TD_CHART_TONE_STRONG);
  td_chart_add_category (chart, "Văn phòng");
  td_chart_add_series (chart, "Phối hợp", TD_CHART_TONE_SOFT);
  td_chart_add_category (chart, "Phòng Kế hoạch - Tài chính");
  td_chart_set (chart, 0, 0, 12);
  td_chart_set (chart, 1, 0, 3);
  td_chart_set (chart, 0, 1, 5);

  return chart;
}

/* A year of dossiers by month, with what the real ones have: a month below the target, a month
 * without any, one late dossier among a thousand. */
static TdChart *
make_year (void)
{
  static const int counts[12][3] = { { 420, 166, 11 }, { 270, 120, 14 }, { 490, 200, 9 },
                                     { 530, 230, 12 }, { 610, 250, 7 },  { 720, 300, 10 },
                                     { 0, 0, 0 },      { 800, 280, 1 },  { 910, 310, 22 },
                                     { 640, 240, 5 },  { 505, 190, 4 },  { 30, 2, 0 } };
  TdChart *chart = td_chart_new (TD_CHART_COLUMNS, "Kết quả theo tháng", "hồ sơ");

  td_chart_add_series (chart, "Trước hạn", TD_CHART_TONE_STRONG);
  td_chart_add_series (chart, "Đúng hạn", TD_CHART_TONE_SOFT);
  td_chart_add_series (chart, "Quá hạn", TD_CHART_TONE_LATE);
  td_chart_set_rate (chart, "Tỷ lệ đúng hạn", "trên số đã giải quyết", 98);
  chart->counted = 2;
  for (guint m = 0; m < 12; m++)
    {
      g_autofree char *name = g_strdup_printf ("T%u", m + 1);
      g_autofree char *full = g_strdup_printf ("Tháng %u/2026", m + 1);
      g_autofree char *key = g_strdup_printf ("2026-%02u", m + 1);
      guint c = td_chart_add_category_full (chart, name, full, key, TD_CHART_TONE_NONE);

      for (guint s = 0; s < 3; s++)
        td_chart_set (chart, s, c, counts[m][s]);
      td_chart_set_rate_of (chart, c, counts[m][0] + counts[m][1], td_chart_total (chart, c));
    }

  return chart;
}

static TdChart *
make_bullets (void)
{
  TdChart *chart = td_chart_new (TD_CHART_BULLETS, "Chỉ tiêu năm 2026", NULL);

  td_chart_add_series (chart, "Đã đạt", TD_CHART_TONE_DONE);
  td_chart_add_category_full (chart, "Hồ sơ trước và đúng hạn", NULL, "1", TD_CHART_TONE_DONE);
  td_chart_add_category_full (chart, "Số hóa kết quả còn hiệu lực trong toàn ngành", NULL, "2",
                              TD_CHART_TONE_LATE);
  td_chart_add_category_full (chart, "Chưa có số liệu", NULL, "3", TD_CHART_TONE_TODO);
  td_chart_set (chart, 0, 0, 98.6);
  td_chart_set (chart, 0, 1, 62);
  td_chart_set_bullet (chart, 0, 98, NULL, "≥ 98 %", "Đạt");
  td_chart_set_bullet (chart, 1, 100, NULL, "100 %", "Chậm kỳ");
  td_chart_set_bullet (chart, 2, 85, NULL, "≥ 85 %", "Chưa có số liệu");

  return chart;
}

static TdChart *
make_donut (void)
{
  static const TdChartTone tones[] = { TD_CHART_TONE_LATE, TD_CHART_TONE_DOING, TD_CHART_TONE_WAIT,
                                       TD_CHART_TONE_DONE };
  TdChart *chart = td_chart_new (TD_CHART_DONUT, "Tình trạng", "nhiệm vụ");

  td_chart_add_series (chart, "Số nhiệm vụ", TD_CHART_TONE_STRONG);
  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    {
      g_autofree char *name = g_strdup_printf ("Tình trạng %u", i + 1);

      td_chart_add_category_full (chart, name, NULL, NULL, tones[i]);
      td_chart_set (chart, 0, i, (i + 1) * 3);
    }

  return chart;
}

static TdChart *
make_lines (void)
{
  TdChart *chart = td_chart_new (TD_CHART_LINES, "Tiến độ cả năm", "nhiệm vụ");

  td_chart_add_series (chart, "Phải xong", TD_CHART_TONE_TODO)->dashed = TRUE;
  td_chart_add_series (chart, "Đã xong", TD_CHART_TONE_STRONG);
  for (guint m = 0; m < 12; m++)
    {
      g_autofree char *name = g_strdup_printf ("T%u", m + 1);

      td_chart_add_category (chart, name);
      td_chart_set (chart, 0, m, m * 4);
      if (m < 7)
        td_chart_set (chart, 1, m, m * 3);
    }
  chart->now = 6.5;

  return chart;
}

static TdChart *
make_limited (void)
{
  TdChart *chart = td_chart_new (TD_CHART_BARS, "Tỷ lệ quá hạn theo lĩnh vực", NULL);

  chart->unit = TD_CHART_PERCENT;
  td_chart_add_series (chart, "Vượt", TD_CHART_TONE_LATE);
  td_chart_add_series (chart, "Trong giới hạn", TD_CHART_TONE_SOFT);
  td_chart_set_limit (chart, 2, NULL);
  for (guint i = 0; i < 8; i++)
    {
      static const double values[] = { 0.9, 3.9, 1.8, 2.8, 1.6, 1.5, 1.1, 1.4 };
      g_autofree char *name = g_strdup_printf ("Lĩnh vực thứ %u của ngành", i + 1);
      guint c = td_chart_add_category (chart, name);

      td_chart_set (chart, values[i] > 2 ? 0 : 1, c, values[i]);
      td_chart_set_note (chart, c, "12 / 1.308");
    }
  td_chart_sort (chart);

  return chart;
}

static TdChart *
make_histogram (void)
{
  TdChart *chart =
      td_chart_new (TD_CHART_HISTOGRAM, "Hồ sơ đang xử lý theo số ngày còn lại", "hồ sơ");

  td_chart_add_series (chart, "Đang xử lý", TD_CHART_TONE_STRONG);
  for (int d = -3; d <= 10; d++)
    {
      g_autofree char *name = g_strdup_printf ("%d", d);
      guint c = td_chart_add_category_full (chart, name, NULL, NULL,
                                            d < 0    ? TD_CHART_TONE_LATE
                                            : d <= 2 ? TD_CHART_TONE_SOON
                                                     : TD_CHART_TONE_STRONG);

      td_chart_set (chart, 0, c, 20 - ABS (d - 4));
    }

  return chart;
}

static TdChart *
make_grouped (void)
{
  TdChart *chart = make_chart (TD_CHART_GROUPS);

  td_chart_set (chart, 1, 1, 7);

  return chart;
}

static TdChart *
make_stacked_bars (void)
{
  return make_chart (TD_CHART_BARS);
}

static const struct
{
  const char *name;
  TdChart *(*make) (void);
  guint n_marks;
} samples[] = {
  { "year", make_year, 43 }, /* zeros have no column: 11 + 11 + 10, and 11 rates */
  { "bullets", make_bullets, 3 },      { "donut", make_donut, 4 },
  { "lines", make_lines, 19 },         { "limited", make_limited, 8 },
  { "histogram", make_histogram, 14 }, { "grouped", make_grouped, 4 },
  { "bars", make_stacked_bars, 3 },
};

static void
test_nice_step (void)
{
  static const struct
  {
    double largest, step;
  } cases[] = { { 0, 1 },    { 1, 1 },     { 5, 1 },   { 6, 2 },        { 23, 5 }, { 46, 10 },
                { 130, 50 }, { 980, 200 }, { NAN, 1 }, { INFINITY, 1 }, { -5, 1 }, { 1e12, 2e11 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat (td_chart_nice_step (cases[i].largest, 5), ==, cases[i].step);
}

static void
test_scales (void)
{
  static const struct
  {
    double largest;
    guint wanted;
    double high, step;
  } counts[] = { { 0, 4, 1, 1 },         { 1, 4, 1, 1 },       { 3, 4, 3, 1 },   { 14, 4, 15, 5 },
                 { 1090, 3, 1500, 500 }, { 800, 4, 800, 200 }, { NAN, 4, 1, 1 }, { -3, 4, 1, 1 } };
  static const struct
  {
    double lowest, target, low, step;
  } rates[] = { { 96.5, 98, 96, 2 }, { 98.5, 98, 98, 1 }, { 100, NAN, 98, 1 }, { 81, 98, 80, 10 },
                { 91, 95, 90, 5 },   { 62, 100, 60, 20 }, { 0, 98, 0, 50 },    { 97.2, NAN, 97, 1 },
                { 90.2, 98, 90, 5 }, { 85, 90, 85, 5 } };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      TdChartScale scale = td_chart_scale_counts (counts[i].largest, counts[i].wanted);

      g_assert_cmpfloat (scale.low, ==, 0);
      g_assert_cmpfloat (scale.high, ==, counts[i].high);
      g_assert_cmpfloat (scale.step, ==, counts[i].step);
    }
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      TdChartScale scale = td_chart_scale_rates (&rates[i].lowest, 1, rates[i].target);

      g_test_message ("%g %g: %g step %g", rates[i].lowest, rates[i].target, scale.low, scale.step);
      g_assert_cmpfloat (scale.high, ==, 100);
      g_assert_cmpfloat (scale.low, <=, rates[i].lowest);
      g_assert_cmpuint (td_chart_scale_n_ticks (&scale), <=, 4);
      g_assert_cmpfloat (scale.low, ==, rates[i].low);
      g_assert_cmpfloat (scale.step, ==, rates[i].step);
    }
}

static void
test_ranges (void)
{
  static const struct
  {
    double low, high;
  } cases[] = { { 0, 3.9 }, { 96.4, 99.1 }, { 5, 5 }, { -3, 12 }, { 0, 0 }, { 0.001, 0.002 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TdChartScale scale = td_chart_scale_range (cases[i].low, cases[i].high, 4);

      g_assert_cmpfloat (scale.low, <=, cases[i].low + 1e-9);
      g_assert_cmpfloat (scale.high, >=, cases[i].high - 1e-9);
      g_assert_cmpfloat (scale.high, >, scale.low);
      g_assert_cmpuint (td_chart_scale_n_ticks (&scale), >=, 2);
      g_assert_cmpuint (td_chart_scale_n_ticks (&scale), <=, 12);
      g_assert_cmpfloat (td_chart_scale_share (&scale, scale.low - 9), ==, 0);
      g_assert_cmpfloat (td_chart_scale_share (&scale, scale.high), ==, 1);
    }
}

/* Vietnamese figures in any locale */
static void
test_numbers (void)
{
  static const struct
  {
    double value;
    guint decimals;
    const char *text;
  } cases[] = { { 0, 1, "0" },
                { 1234, 1, "1.234" },
                { 98.6, 1, "98,6" },
                { 99.04, 1, "99" },
                { 1234567.5, 2, "1.234.567,5" },
                { -3.5, 1, "−3,5" },
                { -0.01, 1, "0" },
                { NAN, 1, "–" },
                { 100, 0, "100" },
                { 999.96, 1, "1.000" } };
  g_autofree char *percent = td_chart_format_percent (98.6, 1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = td_chart_format_number (cases[i].value, cases[i].decimals);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  g_assert_cmpstr (percent, ==, "98,6\302\240%");
}

static void
test_values (void)
{
  g_autoptr (TdChart) chart = make_chart (TD_CHART_BARS);
  g_autofree char *words = td_chart_describe (chart);

  g_assert_cmpfloat (td_chart_total (chart, 0), ==, 15);
  g_assert_cmpfloat (td_chart_total (chart, 1), ==, 5);
  g_assert_true (isnan (td_chart_get (chart, 1, 1)));
  g_assert_nonnull (g_strstr_len (words, -1, "Văn phòng: Chủ trì 12, Phối hợp 3"));
  g_assert_nonnull (g_strstr_len (words, -1, "Phối hợp –"));
  g_assert_false (td_chart_is_empty (chart));
}

static void
test_words (void)
{
  g_autoptr (TdChart) chart = make_year ();
  g_autofree char *late = td_chart_mark_words (chart, 2, 1);
  g_autofree char *below = td_chart_mark_words (chart, TD_CHART_RATE, 1);
  g_autofree char *none = td_chart_mark_words (chart, TD_CHART_RATE, 6);
  g_autoptr (TdChart) donut = make_donut ();
  g_autofree char *share = td_chart_mark_words (donut, 0, 0);
  g_autoptr (TdChart) bullets = make_bullets ();
  g_autofree char *bullet = td_chart_mark_words (bullets, 0, 1);

  g_assert_cmpstr (late, ==, "Tháng 2/2026: Quá hạn 14 hồ sơ");
  g_assert_cmpstr (below, ==,
                   "Tháng 2/2026: Tỷ lệ đúng hạn 96,5\302\240% (390 / 404 trên số đã giải quyết), "
                   "below the target of 98\302\240%");
  g_assert_cmpstr (none, ==, "Tháng 7/2026: Tỷ lệ đúng hạn –");
  g_assert_cmpstr (share, ==, "Tình trạng 1: 3 nhiệm vụ (10\302\240%)");
  g_assert_cmpstr (
      bullet, ==,
      "Số hóa kết quả còn hiệu lực trong toàn ngành: 62\302\240%, 100 % required, Chậm "
      "kỳ");
}

/* Every row of the table has a cell for every header, and the figures are those of the chart. */
static void
test_tables (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (TdChart) chart = samples[i].make ();
      g_autoptr (TdChartTable) table = td_chart_table_new (chart);

      g_assert_cmpuint (table->rows->len, ==, chart->categories->len);
      for (guint r = 0; r < table->rows->len; r++)
        {
          GPtrArray *row = g_ptr_array_index (table->rows, r);
          g_autofree char *first = td_chart_format_value (chart, td_chart_get (chart, 0, r));

          g_assert_cmpuint (row->len, ==, table->headers->len);
          g_assert_cmpstr (g_ptr_array_index (row, 1), ==, first);
        }
    }
}

static void
test_sort (void)
{
  g_autoptr (TdChart) chart = make_limited ();

  g_assert_cmpstr (td_chart_category (chart, 0)->name, ==, "Lĩnh vực thứ 2 của ngành");
  g_assert_cmpfloat (td_chart_get (chart, 0, 0), ==, 3.9);
  for (guint c = 1; c < chart->categories->len; c++)
    g_assert_cmpfloat (td_chart_total (chart, c - 1), >=, td_chart_total (chart, c));

  td_chart_keep_first (chart, 4, "Khác");
  g_assert_cmpuint (chart->categories->len, ==, 4);
  g_assert_cmpstr (td_chart_category (chart, 3)->name, ==, "Khác");
  g_assert_cmpfloat_with_epsilon (td_chart_sum (chart), 15, 1e-9);
}

/* A layout on a picture of its own; the surface is kept for the test that looks at pixels. */
typedef struct
{
  cairo_surface_t *surface;
  cairo_t *cr;
  PangoContext *context;
  TdChartLayout *layout;
} Picture;

static void
picture_init (
    Picture *picture, const TdChart *chart, const TdChartTheme *theme, double width, double height)
{
  picture->surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (width), (int) ceil (height));
  picture->cr = cairo_create (picture->surface);
  picture->context = pango_cairo_create_context (picture->cr);
  picture->layout = td_chart_layout_new (chart, theme, picture->context, width, height);
}

static void
picture_clear (Picture *picture)
{
  td_chart_layout_free (picture->layout);
  g_object_unref (picture->context);
  cairo_destroy (picture->cr);
  cairo_surface_destroy (picture->surface);
}

static const double sizes[][2] = { { 640, 320 }, { 390, 360 }, { 320, 246 }, { 1000, 500 },
                                   { 120, 90 },  { 40, 30 },   { 10, 10 },   { 1, 1 } };

/* At every size and type size: nothing outside the picture, no two texts over each other. */
static void
test_no_overlap (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (TdChart) chart = samples[i].make ();

      for (guint s = 0; s < G_N_ELEMENTS (sizes) * 2; s++)
        {
          TdChartTheme theme = *td_chart_theme_light ();
          double width = sizes[s / 2][0];
          double height = sizes[s / 2][1];
          const GArray *texts;
          Picture picture;

          theme.show_title = TRUE;
          theme.font_size *= s % 2 == 0 ? 1 : 2; /* 200 % text */
          picture_init (&picture, chart, &theme, width, height);
          texts = picture.layout->texts;
          for (guint t = 0; t < texts->len; t++)
            {
              const TdChartText *text = &g_array_index (texts, TdChartText, t);

              g_assert_cmpfloat (text->x, >=, -1);
              g_assert_cmpfloat (text->y, >=, -1);
              g_assert_cmpfloat (text->x + text->width, <=, width + 1);
              g_assert_cmpfloat (text->y + text->height, <=, height + 1);
              for (guint o = 0; o < t; o++)
                {
                  const TdChartText *other = &g_array_index (texts, TdChartText, o);
                  gboolean beside =
                      text->x + text->width <= other->x || other->x + other->width <= text->x;
                  gboolean apart = text->y + text->height <= other->y + 2 ||
                                   other->y + other->height <= text->y + 2;

                  if (!beside && !apart)
                    g_error ("%s %gx%g: “%s” over “%s”", samples[i].name, width, height,
                             pango_layout_get_text (text->layout),
                             pango_layout_get_text (other->layout));
                }
            }
          td_chart_draw (picture.layout, picture.cr);
          g_assert_cmpint (cairo_status (picture.cr), ==, CAIRO_STATUS_SUCCESS);
          picture_clear (&picture);
        }
    }
}

/* Every mark is inside the picture, is found where it is, and speaks. */
static void
test_marks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (TdChart) chart = samples[i].make ();
      Picture picture;

      picture_init (&picture, chart, td_chart_theme_print (), 640, 380);
      g_test_message ("%s: %u marks", samples[i].name, picture.layout->marks->len);
      g_assert_cmpuint (picture.layout->marks->len, ==, samples[i].n_marks);
      for (guint m = 0; m < picture.layout->marks->len; m++)
        {
          const TdChartMark *mark = &g_array_index (picture.layout->marks, TdChartMark, m);
          g_autofree char *words = td_chart_mark_words (chart, mark->series, mark->category);
          double angle = (mark->from + mark->to) / 2;
          double radius = mark->width / 2;
          double x = mark->x + radius;
          double y = mark->y + mark->height / 2;

          if (mark->shape == TD_CHART_SHAPE_SLICE)
            {
              x += radius * 0.8 * sin (angle);
              y -= radius * 0.8 * cos (angle);
            }
          g_assert_cmpfloat (mark->x, >=, 0);
          g_assert_cmpfloat (mark->y, >=, 0);
          g_assert_cmpfloat (mark->x + mark->width, <=, 640);
          g_assert_cmpfloat (mark->y + mark->height, <=, 380);
          g_assert_cmpint (td_chart_layout_find (picture.layout, mark->series, mark->category), ==,
                           (int) m);
          if (mark->shape != TD_CHART_SHAPE_POINT) /* lines may cross */
            g_assert_cmpint (td_chart_layout_pick (picture.layout, x, y), ==, (int) m);
          g_assert_cmpuint (strlen (words), >, 3);
        }
      g_assert_cmpint (td_chart_layout_pick (picture.layout, -50, -50), ==, -1);
      picture_clear (&picture);
    }
}

/* Lengths are shares: a bar of twelve is four times one of three. */
static void
test_lengths (gconstpointer form)
{
  g_autoptr (TdChart) chart = make_chart (GPOINTER_TO_UINT (form));
  double lengths[3];
  Picture picture;

  picture_init (&picture, chart, td_chart_theme_print (), 640, 320);
  g_assert_cmpuint (picture.layout->marks->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const TdChartMark *mark = &g_array_index (picture.layout->marks, TdChartMark, i);

      lengths[i] = chart->form == TD_CHART_BARS ? mark->width : mark->height;
    }
  g_assert_cmpfloat_with_epsilon (lengths[0] / lengths[1], 4, 0.001);
  g_assert_cmpfloat_with_epsilon (lengths[0] / lengths[2], 12 / 5.0, 0.001);
  picture_clear (&picture);
}

/* RULE design-late-4: a late part is at least four pixels high, however few there are. */
static void
test_least_late (void)
{
  g_autoptr (TdChart) chart = make_year ();
  Picture picture;
  int late;

  picture_init (&picture, chart, td_chart_theme_light (), 390, 300);
  late = td_chart_layout_find (picture.layout, 2, 7);
  g_assert_cmpint (late, >=, 0);
  g_assert_cmpfloat (g_array_index (picture.layout->marks, TdChartMark, late).height, >=, 4);
  picture_clear (&picture);
}

static void
test_rates (void)
{
  g_autoptr (TdChart) chart = make_year ();
  Picture picture;
  guint n_targets = 0;

  picture_init (&picture, chart, td_chart_theme_light (), 640, 360);
  for (guint c = 0; c < 12; c++)
    {
      int mark = td_chart_layout_find (picture.layout, TD_CHART_RATE, c);

      g_assert_cmpint (mark >= 0, ==, c != 6);
      if (mark >= 0)
        g_assert_cmpint (g_array_index (picture.layout->marks, TdChartMark, mark).shape, ==,
                         td_chart_rate (chart, c) < 98 ? TD_CHART_SHAPE_DROP
                                                       : TD_CHART_SHAPE_POINT);
    }
  for (guint i = 0; i < picture.layout->rules->len; i++)
    n_targets += g_array_index (picture.layout->rules, TdChartRule, i).kind == TD_CHART_RULE_TARGET;
  g_assert_cmpuint (n_targets, ==, 1);
  picture_clear (&picture);
}

/* The cursor walks every mark of a row of months, and stops at the ends. */
static void
test_cursor (void)
{
  g_autoptr (TdChart) chart = make_year ();
  Picture picture;
  const TdChartMark *mark;
  int at;

  picture_init (&picture, chart, td_chart_theme_light (), 640, 360);
  at = td_chart_layout_move (picture.layout, -1, 1, 0);
  g_assert_cmpint (at, ==, 0);
  for (guint i = 0; i < 20; i++)
    at = td_chart_layout_move (picture.layout, at, 1, 0);
  mark = &g_array_index (picture.layout->marks, TdChartMark, at);
  g_assert_cmpuint (mark->category, ==, 11);
  for (guint i = 0; i < 5; i++)
    at = td_chart_layout_move (picture.layout, at, 0, 1);
  mark = &g_array_index (picture.layout->marks, TdChartMark, at);
  g_assert_cmpuint (mark->series, ==, TD_CHART_RATE);
  at = td_chart_layout_move (picture.layout, at, -1, 0);
  mark = &g_array_index (picture.layout->marks, TdChartMark, at);
  g_assert_cmpuint (mark->series, ==, TD_CHART_RATE);
  g_assert_cmpuint (mark->category, ==, 10);
  picture_clear (&picture);
}

static void
test_empty (void)
{
  static const TdChartForm forms[] = { TD_CHART_BARS,     TD_CHART_COLUMNS, TD_CHART_GROUPS,
                                       TD_CHART_LINES,    TD_CHART_DONUT,   TD_CHART_BULLETS,
                                       TD_CHART_HISTOGRAM };

  for (guint i = 0; i < G_N_ELEMENTS (forms) * 2; i++)
    {
      g_autoptr (TdChart) chart = td_chart_new (forms[i / 2], NULL, NULL);
      Picture picture;

      if (i % 2 == 1) /* categories, but every value absent or absurd */
        {
          td_chart_add_series (chart, "", TD_CHART_TONE_STRONG);
          td_chart_add_category (chart, "");
          td_chart_add_category (chart, "x");
          td_chart_set (chart, 0, 1, i % 4 == 1 ? -INFINITY : INFINITY);
        }
      g_assert_true (td_chart_is_empty (chart));
      picture_init (&picture, chart, td_chart_theme_dark (), 200, 100);
      td_chart_draw (picture.layout, picture.cr);
      g_assert_cmpint (cairo_status (picture.cr), ==, CAIRO_STATUS_SUCCESS);
      picture_clear (&picture);
    }
}

static guint32
pixel_at (cairo_surface_t *surface, double x, double y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);

  return *(const guint32 *) (const void *) (data +
                                            (gsize) y * cairo_image_surface_get_stride (surface) +
                                            (gsize) x * 4) &
         0xffffff;
}

static gboolean
is_near (guint32 color, guint32 wanted)
{
  for (guint shift = 0; shift < 24; shift += 8)
    {
      if (ABS ((int) (color >> shift & 0xff) - (int) (wanted >> shift & 0xff)) > 6)
        return FALSE;
    }

  return TRUE;
}

/* What is drawn where the layout says: the colours of the palette, a hatch in the late parts. */
static void
test_pixels (void)
{
  g_autoptr (TdChart) chart = make_year ();
  const TdChartMark *mark;
  Picture picture;
  guint n_orange = 0, n_light = 0;

  picture_init (&picture, chart, td_chart_theme_print (), 640, 400);
  td_chart_draw (picture.layout, picture.cr);
  cairo_surface_flush (picture.surface);
  mark = &g_array_index (picture.layout->marks, TdChartMark,
                         td_chart_layout_find (picture.layout, 0, 3));
  g_assert_true (is_near (
      pixel_at (picture.surface, mark->x + mark->width / 2, mark->y + mark->height / 2), 0x1a5fb4));
  mark = &g_array_index (picture.layout->marks, TdChartMark,
                         td_chart_layout_find (picture.layout, 1, 3));
  g_assert_true (is_near (
      pixel_at (picture.surface, mark->x + mark->width / 2, mark->y + mark->height / 2), 0x8ab6ea));
  mark = &g_array_index (picture.layout->marks, TdChartMark,
                         td_chart_layout_find (picture.layout, 2, 8));
  for (double y = ceil (mark->y + 1); y < mark->y + mark->height - 1; y++)
    {
      for (double x = mark->x + 2; x < mark->x + mark->width - 2; x++)
        {
          guint32 color = pixel_at (picture.surface, x, y);

          n_orange += is_near (color, 0xd9480f);
          n_light += (color & 0xff) > 0x80;
        }
    }
  g_assert_cmpuint (n_orange, >, 0);
  g_assert_cmpuint (n_light, >, 0);
  picture_clear (&picture);
}

static void
test_export (void)
{
  static const char *const suffixes[] = { "png", "svg", "pdf" };
  g_autofree char *folder = g_dir_make_tmp ("td-chart-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *wrong = g_build_filename (folder, "x.doc", NULL);
  g_autoptr (TdChart) chart = make_year ();

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat ("chart.", suffixes[i], NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_true (td_chart_export (chart, td_chart_theme_print (), path, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
      g_unlink (path);
    }
  g_assert_false (td_chart_export (chart, td_chart_theme_print (), wrong, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_USAGE);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Run with -m perf: a redraw of twelve months at scale 2 takes less than 2 ms. */
static void
test_speed (void)
{
  g_autoptr (TdChart) chart = make_year ();
  TdChartTheme theme = *td_chart_theme_light ();
  Picture picture;
  double layout, draw;

  picture_init (&picture, chart, &theme, 780, 720);
  cairo_scale (picture.cr, 2, 2);
  td_chart_layout_free (picture.layout);
  g_test_timer_start ();
  for (guint i = 0; i < 100; i++)
    {
      picture.layout = td_chart_layout_new (chart, &theme, picture.context, 390, 360);
      if (i < 99)
        td_chart_layout_free (picture.layout);
    }
  layout = g_test_timer_elapsed () * 10;
  td_chart_draw (picture.layout, picture.cr);
  g_test_timer_start ();
  for (guint i = 0; i < 100; i++)
    td_chart_draw (picture.layout, picture.cr);
  draw = g_test_timer_elapsed () * 10;
  g_test_message ("layout %.2f ms, redraw %.2f ms", layout, draw);
  if (g_test_perf ())
    g_assert_cmpfloat (draw, <, 2);
  picture_clear (&picture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/nice-step", test_nice_step);
  g_test_add_func ("/chart/scales", test_scales);
  g_test_add_func ("/chart/ranges", test_ranges);
  g_test_add_func ("/chart/numbers", test_numbers);
  g_test_add_func ("/chart/values", test_values);
  g_test_add_func ("/chart/words", test_words);
  g_test_add_func ("/chart/tables", test_tables);
  g_test_add_func ("/chart/sort", test_sort);
  g_test_add_func ("/chart/no-overlap", test_no_overlap);
  g_test_add_func ("/chart/marks", test_marks);
  g_test_add_data_func ("/chart/lengths/bars", GUINT_TO_POINTER (TD_CHART_BARS), test_lengths);
  g_test_add_data_func ("/chart/lengths/columns", GUINT_TO_POINTER (TD_CHART_COLUMNS),
                        test_lengths);
  g_test_add_func ("/chart/least-late", test_least_late);
  g_test_add_func ("/chart/rates", test_rates);
  g_test_add_func ("/chart/cursor", test_cursor);
  g_test_add_func ("/chart/empty", test_empty);
  g_test_add_func ("/chart/pixels", test_pixels);
  g_test_add_func ("/chart/export", test_export);
  g_test_add_func ("/chart/speed", test_speed);

  return g_test_run ();
}
