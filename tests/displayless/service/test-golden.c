/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#include "td-import.h"
#include "td-layout.h"
#include "td-plan-composer.h"

/* Pages of the sample plan beside stored pictures. TD_TEST_WRITE=1 makes the pictures anew. */

#define DOTS_PER_INCH 50.0

/* A pixel differs when it is off by more than this; so large a share of the page may differ. */
#define SLACK 64
#define SHARE 0.002

static const guint shown[] = { 0, 1, 5, 6, 7, 9 };

static TdLayout *
lay_out_sample (void)
{
  g_autofree char *path =
      g_build_filename (TD_TEST_ROOT, "data", "samples", "plan-2026.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TdPlanData) plan = NULL;
  g_autoptr (TdBlock) document = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (g_steal_pointer (&text), length);
  plan = td_plan_json_read (bytes, path, &error);
  g_assert_no_error (error);
  document = td_plan_compose (plan);
  return td_layout_new (document, td_style_nd30 (), NULL);
}

static cairo_surface_t *
paint (TdLayout *layout, guint page)
{
  double width, height, scale = DOTS_PER_INCH / 72;
  cairo_surface_t *surface;
  cairo_t *cr;

  td_layout_get_page_size (layout, page, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * scale + 0.5),
                                        (int) (height * scale + 0.5));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  td_layout_paint_page (layout, page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static double
compare (cairo_surface_t *ours, cairo_surface_t *stored)
{
  int width = cairo_image_surface_get_width (ours), height = cairo_image_surface_get_height (ours);
  int stride = cairo_image_surface_get_stride (ours), differ = 0;

  if (cairo_surface_status (stored) != CAIRO_STATUS_SUCCESS ||
      cairo_image_surface_get_format (stored) != CAIRO_FORMAT_RGB24 ||
      cairo_image_surface_get_width (stored) != width ||
      cairo_image_surface_get_height (stored) != height)
    return 1;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      differ += abs (cairo_image_surface_get_data (ours)[y * stride + x * 4 + 1] -
                     cairo_image_surface_get_data (stored)[y * stride + x * 4 + 1]) > SLACK;
  return (double) differ / (width * height);
}

static void
test_page (gconstpointer data)
{
  guint page = GPOINTER_TO_UINT (data);
  g_autoptr (TdLayout) layout = lay_out_sample ();
  g_autofree char *name = g_strdup_printf ("plan-2026-%02u.png", page + 1);
  g_autofree char *path =
      g_build_filename (TD_TEST_ROOT, "tests", "fixtures", "golden", name, NULL);
  cairo_surface_t *ours = paint (layout, page), *stored;
  double share;

  if (g_strcmp0 (g_getenv ("TD_TEST_WRITE"), "1") == 0)
    g_assert_cmpint (cairo_surface_write_to_png (ours, path), ==, CAIRO_STATUS_SUCCESS);
  stored = cairo_image_surface_create_from_png (path);
  share = compare (ours, stored);
  if (share > SHARE)
    {
      g_autofree char *made = g_build_filename (g_get_tmp_dir (), name, NULL);

      cairo_surface_write_to_png (ours, made);
      g_test_message ("%s: %.4f of the pixels differ from %s", made, share, path);
    }
  g_assert_cmpfloat (share, <=, SHARE);
  cairo_surface_destroy (ours);
  cairo_surface_destroy (stored);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autofree char *path = g_strdup_printf ("/service/golden/page-%u", shown[i] + 1);

      g_test_add_data_func (path, GUINT_TO_POINTER (shown[i]), test_page);
    }
  return g_test_run ();
}
