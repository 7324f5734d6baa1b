/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-docx-writer-private.h"

#include <cairo.h>

#define DOTS_PER_INCH 200.0
#define EMU_PER_MM 36000

static cairo_status_t
on_png (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);

  return CAIRO_STATUS_SUCCESS;
}

static GByteArray *
make_png (const TdBlockFigure *figure, double width, double height)
{
  double scale = DOTS_PER_INCH / 72;
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width / 25.4 * DOTS_PER_INCH + 0.5),
                                  (int) (height / 25.4 * DOTS_PER_INCH + 0.5));
  cairo_t *cr = cairo_create (surface);
  GByteArray *bytes = g_byte_array_new ();

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  figure->draw (cr, width / 25.4 * 72, height / 25.4 * 72, figure->data);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, on_png, bytes);
  cairo_surface_destroy (surface);

  return bytes;
}

/**
 * td_docx_write_figure:
 * @writer: a writer
 * @block: a figure
 *
 * Writes it as a picture of 200 dots per inch, scaled down to the text when it is wider.
 */
void
td_docx_write_figure (TdDocxWriter *writer, const TdBlock *block)
{
  const TdBlockFigure *figure = &block->as.figure;
  double limit = writer->text_width / TD_DOCX_TWIPS_PER_MM;
  double scale = figure->width > limit ? limit / figure->width : 1;
  double width = CLAMP (figure->width * scale, 1, 1000);
  double height = CLAMP (figure->height * scale, 1, 1000);
  g_autoptr (GByteArray) png = NULL;
  g_autofree char *part = NULL;
  guint n = ++writer->n_pictures;
  glong cx = (glong) (width * EMU_PER_MM), cy = (glong) (height * EMU_PER_MM);

  if (figure->draw == NULL)
    return;
  png = make_png (figure, width, height);
  part = g_strdup_printf ("word/media/image%u.png", n);
  td_zip_writer_add (writer->zip, part, png->data, png->len);
  g_string_append_printf (
      writer->relations,
      "<Relationship Id=\"rPicture%u\" Type=\"http://schemas.openxmlformats.org/"
      "officeDocument/2006/relationships/image\" Target=\"media/image%u.png\"/>",
      n, n);

  td_docx_write_open (writer, &TD_DOCX_FORMAT (.align = "center", .before = 120, .after = 120));
  g_string_append_printf (
      writer->body,
      "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent "
      "cx=\"%ld\" cy=\"%ld\"/><wp:docPr id=\"%u\" name=\"%u\" descr=\"",
      cx, cy, n, n);
  td_docx_write_escaped (writer->body, figure->alt != NULL ? figure->alt : "", -1);
  g_string_append_printf (
      writer->body,
      "\"/><a:graphic><a:graphicData "
      "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">"
      "<pic:pic><pic:nvPicPr><pic:cNvPr id=\"%u\" name=\"%u\"/><pic:cNvPicPr/></pic:nvPicPr>"
      "<pic:blipFill><a:blip r:embed=\"rPicture%u\"/><a:stretch><a:fillRect/></a:stretch>"
      "</pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%ld\" cy=\"%ld\"/>"
      "</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>"
      "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
      n, n, n, cx, cy);
  td_docx_write_close (writer);
}
