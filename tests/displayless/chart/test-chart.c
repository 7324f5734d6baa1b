/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <math.h>

#include "td-chart-painter.h"
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

static void
test_nice_step (void)
{
  static const struct
  {
    double largest, step;
  } cases[] = { { 0, 1 },  { 1, 1 },   { 5, 1 },    { 6, 2 },
                { 23, 5 }, { 46, 10 }, { 130, 50 }, { 980, 200 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat (td_chart_nice_step (cases[i].largest, 5), ==, cases[i].step);
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
}

/* Every bar is inside the picture, and its length is its share of the longest. */
static void
test_marks (gconstpointer form)
{
  g_autoptr (TdChart) chart = make_chart (GPOINTER_TO_UINT (form));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 640, 320);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GArray) marks = td_chart_paint (chart, td_chart_theme_print (), cr, 640, 320);
  double lengths[3];

  g_assert_cmpuint (marks->len, ==, 3);
  for (guint i = 0; i < marks->len; i++)
    {
      TdChartMark *mark = &g_array_index (marks, TdChartMark, i);

      g_assert_cmpfloat (mark->x, >=, 0);
      g_assert_cmpfloat (mark->y, >=, 0);
      g_assert_cmpfloat (mark->x + mark->width, <=, 640);
      g_assert_cmpfloat (mark->y + mark->height, <=, 320);
      lengths[i] = chart->form == TD_CHART_BARS ? mark->width : mark->height;
    }
  g_assert_cmpfloat_with_epsilon (lengths[0] / lengths[1], 4, 0.001);
  g_assert_cmpfloat_with_epsilon (lengths[0] / lengths[2], 12 / 5.0, 0.001);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_empty (void)
{
  g_autoptr (TdChart) chart = td_chart_new (TD_CHART_BARS, NULL, NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 10, 10);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GArray) marks = td_chart_paint (chart, td_chart_theme_dark (), cr, 10, 10);

  g_assert_cmpuint (marks->len, ==, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_export (void)
{
  static const char *const suffixes[] = { "png", "svg", "pdf" };
  g_autoptr (TdChart) chart = make_chart (TD_CHART_BARS);
  g_autofree char *folder = g_dir_make_tmp ("td-chart-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *wrong = g_build_filename (folder, "x.doc", NULL);

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/nice-step", test_nice_step);
  g_test_add_func ("/chart/values", test_values);
  g_test_add_data_func ("/chart/marks/bars", GUINT_TO_POINTER (TD_CHART_BARS), test_marks);
  g_test_add_data_func ("/chart/marks/columns", GUINT_TO_POINTER (TD_CHART_COLUMNS), test_marks);
  g_test_add_func ("/chart/empty", test_empty);
  g_test_add_func ("/chart/export", test_export);

  return g_test_run ();
}
