/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-probe.h"

#include <math.h>
#include <string.h>

#include "td-layout.h"
#include "td-pdf-private.h"

static gboolean
font_has (const char *font, const char *word)
{
  return font != NULL && strstr (font, word) != NULL;
}

static void
load_page (PdfProbe *probe, int index)
{
  PopplerPage *page = poppler_document_get_page (probe->document, index);
  g_autofree PopplerRectangle *rects = NULL;
  GList *attributes = poppler_page_get_text_attributes (page);
  guint n_rects = 0, start = probe->characters->len;

  g_ptr_array_add (probe->texts, poppler_page_get_text (page));
  g_array_append_val (probe->starts, start);
  poppler_page_get_text_layout (page, &rects, &n_rects);
  for (guint i = 0; i < n_rects; i++)
    {
      ProbeText text = { index, rects[i].x1, rects[i].y1, rects[i].x2, rects[i].y2,
                         0,     FALSE,       FALSE,       NULL };

      g_array_append_val (probe->characters, text);
    }
  for (GList *l = attributes; l != NULL; l = l->next)
    {
      PopplerTextAttributes *attribute = l->data;
      char *font = g_strdup (attribute->font_name);

      g_ptr_array_add (probe->fonts, font);
      for (int i = attribute->start_index; i <= attribute->end_index && (guint) i < n_rects; i++)
        {
          ProbeText *text = &g_array_index (probe->characters, ProbeText, start + (guint) i);

          text->font = font;
          text->size = attribute->font_size;
          text->bold = font_has (font, "Bold");
          text->italic = font_has (font, "Italic");
        }
    }
  poppler_page_free_text_attributes (attributes);
  g_object_unref (page);
}

PdfProbe *
pdf_probe_new (TdBlock *block, const TdStyle *style)
{
  PdfProbe *probe = g_new0 (PdfProbe, 1);
  g_autoptr (TdLayout) layout = td_layout_new (block, style, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) painted = td_pdf_paint (layout, NULL, &error);

  g_assert_no_error (error);
  probe->document = poppler_document_new_from_bytes (painted, NULL, &error);
  g_assert_no_error (error);
  probe->n_pages = poppler_document_get_n_pages (probe->document);
  probe->texts = g_ptr_array_new_with_free_func (g_free);
  probe->fonts = g_ptr_array_new_with_free_func (g_free);
  probe->characters = g_array_new (FALSE, TRUE, sizeof (ProbeText));
  probe->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  probe->images = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  for (int i = 0; i < probe->n_pages; i++)
    load_page (probe, i);
  return probe;
}

void
pdf_probe_free (PdfProbe *probe)
{
  g_object_unref (probe->document);
  g_ptr_array_unref (probe->texts);
  g_ptr_array_unref (probe->fonts);
  g_array_unref (probe->characters);
  g_array_unref (probe->starts);
  g_ptr_array_unref (probe->images);
  g_free (probe);
}

static void
span (PdfProbe *probe,
      int page,
      const char *page_text,
      const char *found,
      const char *needle,
      ProbeText *text)
{
  guint first = (guint) g_utf8_pointer_to_offset (page_text, found) +
                g_array_index (probe->starts, guint, (guint) page);
  guint length = (guint) g_utf8_strlen (needle, -1);

  *text = g_array_index (probe->characters, ProbeText, first);
  for (guint i = first + 1; i < first + length && i < probe->characters->len; i++)
    {
      const ProbeText *next = &g_array_index (probe->characters, ProbeText, i);

      text->x0 = MIN (text->x0, next->x0);
      text->x1 = MAX (text->x1, next->x1);
      text->y1 = MAX (text->y1, next->y1);
    }
}

/* The first place of @needle on page @page, or on any page when it is negative. */
gboolean
pdf_probe_find (PdfProbe *probe, int page, const char *needle, ProbeText *text)
{
  for (int i = MAX (page, 0); i < (page < 0 ? probe->n_pages : MIN (page + 1, probe->n_pages)); i++)
    {
      const char *page_text = g_ptr_array_index (probe->texts, (guint) i);
      const char *found = strstr (page_text, needle);

      if (found == NULL)
        continue;
      span (probe, i, page_text, found, needle, text);
      return TRUE;
    }
  return FALSE;
}

gboolean
pdf_probe_find_last (PdfProbe *probe, const char *needle, ProbeText *text)
{
  for (int i = probe->n_pages - 1; i >= 0; i--)
    {
      const char *page_text = g_ptr_array_index (probe->texts, (guint) i);
      const char *found = g_strrstr (page_text, needle);

      if (found == NULL)
        continue;
      span (probe, i, page_text, found, needle, text);
      return TRUE;
    }
  return FALSE;
}

void
pdf_probe_page_size (PdfProbe *probe, int page, double *width, double *height)
{
  PopplerPage *p = poppler_document_get_page (probe->document, page);

  poppler_page_get_size (p, width, height);
  g_object_unref (p);
}

static cairo_surface_t *
image (PdfProbe *probe, int page)
{
  cairo_surface_t *surface;
  cairo_t *cr;
  double width, height;
  PopplerPage *p;

  g_ptr_array_set_size (probe->images, probe->n_pages);
  surface = g_ptr_array_index (probe->images, (guint) page);
  if (surface != NULL)
    return surface;
  p = poppler_document_get_page (probe->document, page);
  poppler_page_get_size (p, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (width * PROBE_DPI / 72),
                                        (int) ceil (height * PROBE_DPI / 72));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, PROBE_DPI / 72, PROBE_DPI / 72);
  poppler_page_render (p, cr);
  cairo_destroy (cr);
  g_object_unref (p);
  cairo_surface_flush (surface);
  g_ptr_array_index (probe->images, (guint) page) = surface;
  return surface;
}

static gboolean
is_dark (guint32 pixel)
{
  return (pixel >> 16 & 255) < 200 && (pixel >> 8 & 255) < 200 && (pixel & 255) < 200;
}

/* Length of the longest unbroken dark run in the @reach points under @text; letters have none that
 * is longer than a few points. 0 when there is no line. */
double
pdf_probe_rule_below (PdfProbe *probe, const ProbeText *text, double reach)
{
  cairo_surface_t *surface = image (probe, text->page);
  const guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface),
      width = cairo_image_surface_get_width (surface);
  double scale = PROBE_DPI / 72, best = 0;

  for (int y = (int) ((text->y1 - 3) * scale); y < (int) ((text->y1 + reach) * scale); y++)
    {
      const guint32 *row = (const guint32 *) (const void *) (data + y * stride);
      int run = 0;
      int from = MAX (0, (int) ((text->x0 - 60) * scale)),
          to = MIN (width, (int) ((text->x1 + 60) * scale));

      for (int x = from; x < to; x++)
        {
          run = is_dark (row[x]) ? run + 1 : 0;
          best = MAX (best, run);
        }
    }
  return best > 10 * scale ? best / scale : 0;
}

static gboolean
is_red (guint32 pixel)
{
  return (pixel >> 16 & 255) > 180 && (pixel >> 8 & 255) < 120 && (pixel & 255) < 120;
}

/* Outer size of everything red on the page. */
gboolean
pdf_probe_red_box (PdfProbe *probe, int page, double *width, double *height)
{
  cairo_surface_t *surface = image (probe, page);
  const guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  int x0 = G_MAXINT, x1 = -1, y0 = G_MAXINT, y1 = -1;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      if (is_red (((const guint32 *) (const void *) (data + y * stride))[x]))
        {
          x0 = MIN (x0, x);
          x1 = MAX (x1, x);
          y0 = MIN (y0, y);
          y1 = MAX (y1, y);
        }
  *width = (x1 - x0) * 72 / PROBE_DPI;
  *height = (y1 - y0) * 72 / PROBE_DPI;
  return x1 > x0;
}

/* Lines of characters that share a baseline and follow one another in the file. */
GArray *
pdf_probe_lines (PdfProbe *probe, int page)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (ProbeText));
  guint start = g_array_index (probe->starts, guint, (guint) page);
  guint end = page + 1 < probe->n_pages ? g_array_index (probe->starts, guint, (guint) page + 1)
                                        : probe->characters->len;

  for (guint i = start; i < end; i++)
    {
      const ProbeText *c = &g_array_index (probe->characters, ProbeText, i);
      ProbeText *last = lines->len > 0 ? &g_array_index (lines, ProbeText, lines->len - 1) : NULL;

      if (c->x1 - c->x0 < 0.01 || c->size == 0)
        continue;
      if (last != NULL && fabs (last->y1 - c->y1) < 1 && c->x0 > last->x0 - 1)
        last->x1 = MAX (last->x1, c->x1);
      else
        g_array_append_val (lines, *c);
    }
  return lines;
}
