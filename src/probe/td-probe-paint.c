/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-probe-paint.h"

#include <cairo-pdf.h>

#include "td-pixels.h"

/* Pages of a PDF as pictures, and as a new file for the printer. */

/**
 * td_probe_paint:
 * @document: a document
 * @number: of a page, from 0
 * @width: pixels
 * @height: pixels
 *
 * Returns: (nullable) (transfer full): the pixels of the page (td-pixels.h)
 */
GBytes *
td_probe_paint (PopplerDocument *document, guint number, guint width, guint height)
{
  PopplerPage *page = poppler_document_get_page (document, (int) number);
  GBytes *pixels;
  double page_width, page_height;
  cairo_surface_t *surface;
  cairo_t *cr;

  if (page == NULL)
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  poppler_page_get_size (page, &page_width, &page_height);
  cairo_scale (cr, width / MAX (page_width, 1), height / MAX (page_height, 1));
  poppler_page_render (page, cr);
  g_object_unref (page);
  cairo_destroy (cr);
  pixels = td_pixels_pack (surface);
  cairo_surface_destroy (surface);

  return pixels;
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/**
 * td_probe_print_new:
 * @file: where the new file goes
 *
 * Returns: (transfer full): what td_probe_print_page() draws on, until td_probe_print_finish()
 */
cairo_surface_t *
td_probe_print_new (GByteArray *file)
{
  return cairo_pdf_surface_create_for_stream (append_cb, file, 595, 842);
}

/**
 * td_probe_print_page:
 * @surface: a new file
 * @document: a document
 * @number: of a page, from 0; one that cannot be read is left empty
 *
 * Appends a page as it is printed.
 */
void
td_probe_print_page (cairo_surface_t *surface, PopplerDocument *document, guint number)
{
  PopplerPage *page = poppler_document_get_page (document, (int) number);
  double width = 595, height = 842;
  cairo_t *cr;

  if (page != NULL)
    poppler_page_get_size (page, &width, &height);
  /* The form's limits are 3 and 14400 units. */
  cairo_pdf_surface_set_size (surface, CLAMP (width, 3, 14400), CLAMP (height, 3, 14400));
  cr = cairo_create (surface);
  if (page != NULL)
    poppler_page_render_for_printing (page, cr);
  cairo_show_page (cr);
  cairo_destroy (cr);
  g_clear_object (&page);
}

/**
 * td_probe_print_finish:
 * @surface: (transfer full): a new file
 *
 * Returns: whether it was written
 */
gboolean
td_probe_print_finish (cairo_surface_t *surface)
{
  gboolean written;

  cairo_surface_finish (surface);
  written = cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy (surface);

  return written;
}
