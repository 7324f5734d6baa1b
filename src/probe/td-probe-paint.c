/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-probe-paint.h"

#include <errno.h>
#include <poppler.h>
#include <unistd.h>

#include "td-pdf-painter.h"
#include "td-probe-watch.h"

static gboolean
read_all (gpointer data, gsize length)
{
  guint8 *to = data;

  while (length > 0)
    {
      ssize_t n = read (STDIN_FILENO, to, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      to += n;
      length -= (gsize) n;
    }

  return TRUE;
}

static gboolean
write_all (gconstpointer data, gsize length)
{
  const guint8 *from = data;

  while (length > 0)
    {
      ssize_t n = write (STDOUT_FILENO, from, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      from += n;
      length -= (gsize) n;
    }

  return TRUE;
}

static PopplerDocument *
read_document (void)
{
  guint64 length;
  g_autoptr (GBytes) file = NULL;
  guint8 *data;

  if (!read_all (&length, sizeof length) || length == 0 || length > G_MAXINT)
    return NULL;
  data = g_malloc (length);
  file = g_bytes_new_take (data, length);

  return read_all (data, length) ? poppler_document_new_from_bytes (file, NULL, NULL) : NULL;
}

/* Returns: (nullable) (transfer full): three bytes a pixel, as TdPdfPainter gives them */
static guint8 *
paint (PopplerDocument *document, const TdPdfPaintRequest *request)
{
  PopplerPage *page = poppler_document_get_page (document, (int) request->page);
  int columns = (int) request->width, lines = (int) request->height;
  double width, height;
  cairo_surface_t *surface;
  guint8 *pixels = NULL, *to;
  cairo_t *cr;

  if (page == NULL)
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, columns, lines);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  poppler_page_get_size (page, &width, &height);
  cairo_scale (cr, columns / MAX (width, 1), lines / MAX (height, 1));
  poppler_page_render (page, cr);
  g_object_unref (page);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    pixels = g_malloc ((gsize) lines * (gsize) columns * 3);
  to = pixels;
  for (int y = 0; pixels != NULL && y < lines; y++)
    {
      const guint8 *from = cairo_image_surface_get_data (surface) +
                           (gsize) y * (gsize) cairo_image_surface_get_stride (surface);
      const guint32 *line = (const guint32 *) (gconstpointer) from;

      for (int x = 0; x < columns; x++, to += 3)
        {
          to[0] = (guint8) (line[x] >> 16);
          to[1] = (guint8) (line[x] >> 8);
          to[2] = (guint8) line[x];
        }
    }
  cairo_surface_destroy (surface);

  return pixels;
}

static guint8 *
paint_watched (PopplerDocument *document, const TdPdfPaintRequest *request)
{
  g_autoptr (TdProbeWatch) watch =
      td_probe_watch_new (TD_PDF_PAINTER_MEGABYTES, TD_PDF_PAINTER_SECONDS);

  return document != NULL ? paint (document, request) : NULL;
}

/**
 * td_probe_paint:
 *
 * Reads a file from standard input, then paints pages of it as long as it is asked to
 * (td-pdf-painter.h). It ends when nobody can ask any more.
 */
void
td_probe_paint (void)
{
  TdProbeWatch *watch = td_probe_watch_new (TD_PDF_PAINTER_MEGABYTES, TD_PDF_PAINTER_SECONDS);
  PopplerDocument *document = read_document ();
  TdPdfPaintRequest request;
  gboolean heard = TRUE;

  td_probe_watch_free (watch);
  while (heard && read_all (&request, sizeof request) &&
         request.width <= TD_PDF_PAINTER_MAX_PIXELS && request.height <= TD_PDF_PAINTER_MAX_PIXELS)
    {
      g_autofree guint8 *pixels = paint_watched (document, &request);
      guint32 length = pixels != NULL ? request.width * request.height * 3 : 0;

      heard = write_all (&length, sizeof length) && write_all (pixels, length);
    }
}
