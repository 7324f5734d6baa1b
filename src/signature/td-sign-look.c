/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#include "td-font-set.h"
#include "td-pdf-graft.h"
#include "td-sign-private.h"

/* RULE nd30-annex-signature: Times New Roman, upright, 10 points, black */
#define TD_ANNEX_PT 10.0

/* "/BBox [0 0 w h] /Matrix …" of a place; the picture's box is kept for the seal to find. */
static void
td_sign_write_form_keys (GString *out, const TdSignPlace *place)
{
  double x = place->picture.x - place->rect.x;
  double y = place->rect.y + place->rect.height - place->picture.y - place->picture.height;
  double box[4] = { x, y, x + place->picture.width, y + place->picture.height };

  g_string_append (out, "/Type /XObject /Subtype /Form /BBox [ 0 0 ");
  td_pdf_write_real (out, place->rect.width);
  g_string_append_c (out, ' ');
  td_pdf_write_real (out, place->rect.height);
  g_string_append_printf (out, " ] /Matrix %s /TDO_Picture [ ", td_pdf_page_matrix (&place->page));
  for (guint i = 0; i < 4; i++)
    {
      td_pdf_write_real (out, box[i]);
      g_string_append_c (out, ' ');
    }
  g_string_append (out, "] ");
}

/**
 * td_sign_write_picture:
 * @update: gets the picture and its frame
 * @place: where it goes
 * @picture: what is shown
 *
 * Returns: number of the appearance
 */
guint32
td_sign_write_picture (TdPdfUpdate *update, const TdSignPlace *place, const TdPicture *picture)
{
  guint32 mask = td_pdf_update_reserve (update), image = td_pdf_update_reserve (update);
  guint32 form = td_pdf_update_reserve (update);
  g_autofree char *size = g_strdup_printf ("/Type /XObject /Subtype /Image /Width %u /Height %u "
                                           "/BitsPerComponent 8 /Filter /FlateDecode",
                                           picture->width, picture->height);
  g_autofree char *mask_keys = g_strdup_printf ("%s /ColorSpace /DeviceGray", size);
  g_autofree char *image_keys =
      g_strdup_printf ("%s /ColorSpace /DeviceRGB /SMask %u 0 R", size, mask);
  g_autoptr (GString) keys = g_string_new (NULL), content = g_string_new ("q ");

  td_pdf_update_add_stream (update, mask, mask_keys, picture->alpha->data, picture->alpha->len);
  td_pdf_update_add_stream (update, image, image_keys, picture->rgb->data, picture->rgb->len);
  td_pdf_write_real (content, place->picture.width);
  g_string_append (content, " 0 0 ");
  td_pdf_write_real (content, place->picture.height);
  g_string_append_c (content, ' ');
  td_pdf_write_real (content, place->picture.x - place->rect.x);
  g_string_append_c (content, ' ');
  td_pdf_write_real (content,
                     place->rect.y + place->rect.height - place->picture.y - place->picture.height);
  g_string_append (content, " cm /I Do Q");
  td_sign_write_form_keys (keys, place);
  g_string_append_printf (keys, "/Resources << /XObject << /I %u 0 R >> >>", image);
  td_pdf_update_add_stream (update, form, keys->str, (const guint8 *) content->str, content->len);
  return form;
}

/**
 * td_sign_text:
 * @request: of an annex or a copy
 * @time: seconds since 1970
 *
 * Returns: "Số: 610/KH-SGDĐT; 04/3/2024; 08:20:15 +07:00": RULE nd30-annex-signature: number and
 *   symbol, the time of signing with day, month, year, hour, minute, second and the zone of Việt
 * Nam as ISO 8601 writes it
 */
char *
td_sign_text (const TdSignRequest *request, gint64 time)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (7 * 3600);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  int month = g_date_time_get_month (local);
  g_autofree char *clock = g_date_time_format (local, "%H:%M:%S +07:00");
  g_autofree char *date =
      g_strdup_printf (month <= 2 ? "%02d/%02d/%d" : "%02d/%d/%d",
                       g_date_time_get_day_of_month (local), month, g_date_time_get_year (local));
  g_autofree char *words =
      request->text != NULL ? g_utf8_normalize (request->text, -1, G_NORMALIZE_NFC) : NULL;

  return words != NULL && *words != '\0' ? g_strdup_printf ("%s; %s; %s", words, date, clock)
                                         : g_strdup_printf ("%s; %s", date, clock);
}

static void
td_sign_set_font (cairo_t *cr, TdFontSet *fonts)
{
  cairo_set_font_face (cr, td_font_set_get_face (fonts, TD_FACE_REGULAR)->cairo);
  cairo_set_font_size (cr, TD_ANNEX_PT);
}

/**
 * td_sign_measure_text:
 * @text: one line
 * @width: (out): points
 * @height: (out): points
 *
 * Returns: whether it can be set
 */
gboolean
td_sign_measure_text (const char *text, double *width, double *height)
{
  g_autoptr (TdFontSet) fonts = td_font_set_new ();
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  cairo_text_extents_t extents;
  cairo_font_extents_t font;

  td_sign_set_font (cr, fonts);
  cairo_text_extents (cr, text, &extents);
  cairo_font_extents (cr, &font);
  *width = ceil (extents.x_advance);
  *height = ceil (font.ascent + font.descent);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return *width > 0 && *height > 0;
}

static cairo_status_t
td_sign_append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * td_sign_write_text:
 * @update: gets the text, with the letters of the font that it needs
 * @place: where it goes
 * @text: one line
 *
 * Returns: number of the appearance; 0 where it could not be made
 */
guint32
td_sign_write_text (TdPdfUpdate *update, const TdSignPlace *place, const char *text)
{
  g_autoptr (TdFontSet) fonts = td_font_set_new ();
  GByteArray *out = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (
      td_sign_append, out, place->rect.width, place->rect.height);
  cairo_t *cr;
  cairo_font_extents_t font;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GString) keys = g_string_new (NULL);

  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  cr = cairo_create (surface);
  td_sign_set_font (cr, fonts);
  cairo_font_extents (cr, &font);
  cairo_move_to (cr, 0, font.ascent);
  cairo_show_text (cr, text);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  bytes = g_byte_array_free_to_bytes (out);
  td_sign_write_form_keys (keys, place);
  return td_pdf_graft_page (update, bytes, keys->str);
}
