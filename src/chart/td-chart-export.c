/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chart-draw.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "td-error.h"

#define MARGIN 16.0
#define PNG_SCALE 2.0

static void
paint_with_margin (const TdChart *chart,
                   const TdChartTheme *theme,
                   cairo_surface_t *surface,
                   double width,
                   double height)
{
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, theme->background.red, theme->background.green, theme->background.blue);
  cairo_paint (cr);
  cairo_translate (cr, MARGIN, MARGIN);
  td_chart_paint (chart, theme, cr, width, height);
  cairo_destroy (cr);
}

static cairo_surface_t *
create_surface (const char *temporary, const char *path, double width, double height)
{
  if (g_str_has_suffix (path, ".svg"))
    return cairo_svg_surface_create (temporary, width, height);
  if (g_str_has_suffix (path, ".pdf"))
    return cairo_pdf_surface_create (temporary, width, height);
  if (g_str_has_suffix (path, ".png"))
    return cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * PNG_SCALE),
                                       (int) (height * PNG_SCALE));
  return NULL;
}

/**
 * td_chart_export:
 * @chart: a chart
 * @theme: colours and type
 * @path: the file to write, its suffix decides: .png .svg .pdf
 * @error: return location
 *
 * Writes under a temporary name and renames, so that there is never half a file.
 *
 * Returns: whether the file was written
 */
gboolean
td_chart_export (const TdChart *chart, const TdChartTheme *theme, const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".part", NULL);
  cairo_surface_t *surface;
  cairo_status_t status;
  double width, height;

  td_chart_natural_size (chart, &width, &height);
  surface = create_surface (temporary, path, width + 2 * MARGIN, height + 2 * MARGIN);
  if (surface == NULL)
    {
      td_error_set_at (error, TD_ERROR_USAGE, path, NULL,
                       _ ("A chart is written as .png, .svg or .pdf."));
      return FALSE;
    }

  if (cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_IMAGE)
    cairo_surface_set_device_scale (surface, PNG_SCALE, PNG_SCALE);
  paint_with_margin (chart, theme, surface, width, height);
  if (cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_IMAGE)
    status = cairo_surface_write_to_png (surface, temporary);
  else
    {
      cairo_surface_finish (surface);
      status = cairo_surface_status (surface);
    }
  cairo_surface_destroy (surface);

  if (status != CAIRO_STATUS_SUCCESS || g_rename (temporary, path) != 0)
    {
      g_unlink (temporary);
      td_error_set_at (error, TD_ERROR_FAILED, path, NULL, _ ("The chart could not be written: %s"),
                       cairo_status_to_string (status));
      return FALSE;
    }

  return TRUE;
}
