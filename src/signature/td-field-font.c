/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-field-font.h"

#include <cairo-pdf.h>
#include <string.h>

#include "td-font-set.h"
#include "td-pdf-graft.h"

/* All that a number of a document may be written with */
#define TD_FIELD_LETTERS "0123456789 ABCDEFGHIKLMNOPQRSTUVXYabcdefghiklmnopqrstuvxy-./"

/* How far a long number is narrowed before it is refused, per cent */
#define TD_FIELD_NARROWEST 60.0

static const TdFace *
td_field_face (TdFontSet *fonts, gboolean italic)
{
  return td_font_set_get_face (fonts, italic ? TD_FACE_ITALIC : TD_FACE_REGULAR);
}

/**
 * td_field_font_size:
 * @line_height: of the line the field stands in, points
 *
 * Returns: the size of its letters; documents are set in whole and half points
 */
double
td_field_font_size (double line_height)
{
  g_autoptr (TdFontSet) fonts = td_font_set_new ();
  const TdFace *face = td_field_face (fonts, FALSE);
  double size = line_height * face->units / (face->ascent + face->descent + face->line_gap);

  return (int) (size * 2 + 0.5) / 2.0;
}

static cairo_status_t
td_field_append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A page with all the letters: cairo embeds those it shows. */
static GBytes *
td_field_make_page (gboolean italic)
{
  g_autoptr (TdFontSet) fonts = td_font_set_new ();
  GByteArray *out = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (td_field_append, out, 1000, 100);
  cairo_t *cr;

  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  cr = cairo_create (surface);
  cairo_set_font_face (cr, td_field_face (fonts, italic)->cairo);
  cairo_set_font_size (cr, 10);
  cairo_move_to (cr, 0, 50);
  cairo_show_text (cr, TD_FIELD_LETTERS);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (out);
}

/**
 * td_field_font_add:
 * @update: gets the font, once
 * @fonts: its name and number are added: "/TdR 12 0 R "
 * @italic: which face
 *
 * Returns: its number; 0 where it could not be made
 */
guint32
td_field_font_add (TdPdfUpdate *update, GString *fonts, gboolean italic)
{
  const char *name = italic ? "/TdI " : "/TdR ", *known = strstr (fonts->str, name);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TdPdfFile) file = NULL;
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  TdPdfObject *dictionary;
  TdPdfView view;
  TdPdfPage page;
  guint32 number;

  if (known != NULL)
    return (guint32) g_ascii_strtoull (known + strlen (name), NULL, 10);
  bytes = td_field_make_page (italic);
  file = td_pdf_file_open (bytes, NULL, NULL);
  view = (TdPdfView){ file, 0 };
  if (file == NULL || !td_pdf_find_page (view, 0, &page))
    return 0;
  dictionary = td_pdf_view_lookup (view, td_pdf_view_lookup (view, page.page, "Resources"), "Font");
  if (dictionary == NULL || dictionary->type != TD_PDF_DICTIONARY ||
      dictionary->as.dictionary.n != 1 ||
      dictionary->as.dictionary.pairs[0].value->type != TD_PDF_REFERENCE)
    return 0;
  number = td_pdf_graft_object (update, view, dictionary->as.dictionary.pairs[0].value, taken);
  g_string_append_printf (fonts, "%s%u 0 R ", name, number);
  return number;
}

/**
 * td_field_font_frame:
 * @rect: of the field
 * @font: its name
 * @number: its number
 *
 * Returns: keys of an appearance that uses the font
 */
char *
td_field_font_frame (const TdLayoutRect *rect, const char *font, guint32 number)
{
  GString *keys = g_string_new ("/Type /XObject /Subtype /Form /BBox [ 0 0 ");

  td_pdf_write_real (keys, rect->width);
  g_string_append_c (keys, ' ');
  td_pdf_write_real (keys, rect->height);
  g_string_append_printf (keys, " ] /Resources << /Font << /%s %u 0 R >> >>", font, number);
  return g_string_free (keys, FALSE);
}

/* The width of @text in thousandths of its size; -1 where a letter is missing. */
static double
td_field_text_width (TdPdfView view, const TdPdfObject *font, const char *text)
{
  const TdPdfObject *widths = td_pdf_view_lookup (view, font, "Widths");
  const TdPdfObject *first = td_pdf_view_lookup (view, font, "FirstChar");
  double sum = 0, width;

  if (!td_pdf_is_name (td_pdf_view_lookup (view, font, "Encoding"), "WinAnsiEncoding") ||
      widths == NULL || widths->type != TD_PDF_ARRAY || first == NULL ||
      first->type != TD_PDF_INTEGER)
    return -1;
  for (const char *p = text; *p != '\0'; p++)
    {
      gint64 index = (guchar) *p - first->as.integer;

      if (strchr (TD_FIELD_LETTERS, *p) == NULL || index < 0 || index >= widths->as.array.n ||
          !td_pdf_get_number (widths->as.array.items[index], &width))
        return -1;
      sum += width;
    }
  return sum;
}

static void
td_field_write_content (
    GString *out, const double rect[4], const char *font, double units, const char *text)
{
  g_autoptr (TdFontSet) fonts = td_font_set_new ();
  const TdFace *face = td_field_face (fonts, FALSE);
  double width = rect[2] - rect[0], height = rect[3] - rect[1];
  double size = td_field_font_size (height);
  double natural = units * size / 1000, narrow = MIN (1, width / MAX (natural, 1));
  double baseline = size * face->descent / face->units;

  g_string_append_printf (out, "/Tx BMC q BT 0 g /%s ", font);
  td_pdf_write_real (out, size);
  g_string_append (out, " Tf ");
  td_pdf_write_real (out, narrow * 100);
  g_string_append (out, " Tz ");
  td_pdf_write_real (out, (width - natural * narrow) / 2);
  g_string_append_c (out, ' ');
  td_pdf_write_real (out, baseline);
  g_string_append_printf (out, " Td (%s) Tj ET Q EMC", text);
}

/**
 * td_field_font_write:
 * @update: gets the appearance
 * @view: the file
 * @field: one that td_prepare() made
 * @text: letters of TD_FIELD_LETTERS alone
 *
 * Returns: number of the appearance; 0 where the text cannot be shown there
 */
guint32
td_field_font_write (TdPdfUpdate *update, TdPdfView view, const TdPdfField *field, const char *text)
{
  TdPdfObject *ap = td_pdf_view_lookup (view, td_pdf_view_lookup (view, field->object, "AP"), "N");
  TdPdfObject *fonts =
      td_pdf_view_lookup (view, td_pdf_view_lookup (view, ap, "Resources"), "Font");
  g_autoptr (GString) content = g_string_new (NULL);
  g_autofree char *keys = NULL;
  const TdPdfPair *pair;
  TdLayoutRect frame = { 0 };
  double box[4], units;
  guint32 look;

  if (fonts == NULL || fonts->type != TD_PDF_DICTIONARY || fonts->as.dictionary.n != 1 ||
      fonts->as.dictionary.pairs[0].value->type != TD_PDF_REFERENCE ||
      !td_pdf_get_rect (view, td_pdf_view_lookup (view, ap, "BBox"), box))
    return 0;
  pair = &fonts->as.dictionary.pairs[0];
  units = td_field_text_width (view, td_pdf_view_resolve (view, pair->value), text);
  frame.width = box[2] - box[0];
  frame.height = box[3] - box[1];
  if (units < 0 || frame.height < 4 ||
      units * td_field_font_size (frame.height) / 1000 * TD_FIELD_NARROWEST / 100 > frame.width)
    return 0;
  td_field_write_content (content, box, pair->key, units, text);
  keys = td_field_font_frame (&frame, pair->key, pair->value->as.reference.number);
  look = td_pdf_update_reserve (update);
  td_pdf_update_add_stream (update, look, keys, (const guint8 *) content->str, content->len);
  return look;
}
