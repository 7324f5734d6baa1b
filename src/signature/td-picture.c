/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-picture.h"

#include <glib/gi18n-lib.h>
#include <png.h>
#include <string.h>

#include "td-error.h"
#include "td-pdf-filter.h"

/* A seal at 1200 dpi is 1700 pixels wide. */
#define TD_PICTURE_MAX_SIDE 6000
#define TD_PICTURE_MAX_PIXELS (16 * 1024 * 1024)

void
td_picture_free (TdPicture *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->rgb, g_byte_array_unref);
  g_clear_pointer (&self->alpha, g_byte_array_unref);
  g_free (self);
}

static guint32
td_png_number (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

/* Pixels per metre across, from the chunk pHYs; 0 where the file does not say. */
static guint32
td_png_resolution (const guint8 *data, gsize length)
{
  gsize at = 8;

  while (at + 12 <= length)
    {
      guint32 size = td_png_number (data + at);

      if (size > length - at - 12)
        break;
      if (size == 9 && memcmp (data + at + 4, "pHYs", 4) == 0)
        return data[at + 16] == 1 ? td_png_number (data + at + 8) : 0;
      if (memcmp (data + at + 4, "IDAT", 4) == 0)
        break;
      at += 12 + (gsize) size;
    }
  return 0;
}

/* Splits the pixels and looks at their colour. */
static void
td_picture_take (TdPicture *self, const guint8 *rgba)
{
  gsize n = (gsize) self->width * self->height;
  g_autofree guint8 *rgb = g_malloc (n * 3), *alpha = g_malloc (n);
  guint64 sum[3] = { 0 };

  for (gsize i = 0; i < n; i++)
    {
      alpha[i] = rgba[4 * i + 3];
      self->has_alpha = self->has_alpha || alpha[i] != 255;
      for (guint c = 0; c < 3; c++)
        {
          /* what cannot be seen shall not cost anything */
          rgb[3 * i + c] = alpha[i] > 0 ? rgba[4 * i + c] : 255;
          sum[c] += (guint64) (255 - rgb[3 * i + c]) * alpha[i];
        }
    }
  self->is_blue = sum[2] * 5 < sum[0] * 4 && sum[2] <= sum[1];
  self->is_red = sum[0] * 5 < sum[1] * 4 && sum[0] * 5 < sum[2] * 4;
  self->rgb = td_pdf_deflate (rgb, n * 3);
  self->alpha = td_pdf_deflate (alpha, n);
}

/**
 * td_picture_new:
 * @png: a PNG file
 * @name: (nullable): file name for messages
 * @error: return location: %TD_ERROR_BAD_INPUT, %TD_ERROR_TOO_LARGE
 *
 * Returns: (nullable) (transfer full): the picture, with straight alpha
 */
TdPicture *
td_picture_new (GBytes *png, const char *name, GError **error)
{
  g_autoptr (TdPicture) self = g_new0 (TdPicture, 1);
  g_autofree guint8 *rgba = NULL;
  png_image image = { 0 };
  gsize length;
  const guint8 *data = g_bytes_get_data (png, &length);
  guint32 resolution;

  image.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_memory (&image, data, length))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL, _ ("The picture is not a PNG file."));
      return NULL;
    }
  if (image.width > TD_PICTURE_MAX_SIDE || image.height > TD_PICTURE_MAX_SIDE ||
      (guint64) image.width * image.height > TD_PICTURE_MAX_PIXELS)
    {
      png_image_free (&image);
      td_error_set_at (error, TD_ERROR_TOO_LARGE, name, NULL, _ ("The picture is too large."));
      return NULL;
    }
  image.format = PNG_FORMAT_RGBA;
  rgba = g_malloc (PNG_IMAGE_SIZE (image));
  if (!png_image_finish_read (&image, NULL, rgba, 0, NULL))
    {
      png_image_free (&image);
      td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL, _ ("The picture is damaged."));
      return NULL;
    }
  self->width = image.width;
  self->height = image.height;
  resolution = td_png_resolution (data, length);
  self->width_mm = resolution > 0 ? 1000.0 * self->width / resolution : 0;
  td_picture_take (self, rgba);
  return g_steal_pointer (&self);
}
