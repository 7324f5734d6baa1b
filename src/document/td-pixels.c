/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pixels.h"

/**
 * td_pixels_pack:
 * @surface: an image surface with 32 bits a pixel, all of them opaque
 *
 * Returns: (nullable) (transfer full): its pixels, %TD_PIXEL_BYTES each; %NULL when the surface is
 *   broken
 */
GBytes *
td_pixels_pack (cairo_surface_t *surface)
{
  gsize stride, width, height;
  const guint8 *from;
  guint8 *pixels, *to;

  g_return_val_if_fail (surface != NULL, NULL);

  cairo_surface_flush (surface);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    return NULL;
  stride = (gsize) cairo_image_surface_get_stride (surface);
  width = (gsize) cairo_image_surface_get_width (surface);
  height = (gsize) cairo_image_surface_get_height (surface);
  from = cairo_image_surface_get_data (surface);
  pixels = to = g_malloc_n (height, width * TD_PIXEL_BYTES);
  for (gsize y = 0; y < height; y++)
    {
      const guint32 *line = (const guint32 *) (gconstpointer) (from + y * stride);

      for (gsize x = 0; x < width; x++, to += TD_PIXEL_BYTES)
        {
          to[0] = (guint8) (line[x] >> 16);
          to[1] = (guint8) (line[x] >> 8);
          to[2] = (guint8) line[x];
        }
    }

  return g_bytes_new_take (pixels, height * width * TD_PIXEL_BYTES);
}
