/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-loader.h"

#include <math.h>
#include <string.h>

#include "td-text.h"

#define RESOLUTION 150.0
#define MAX_PIXELS 6.0e6
#define MAX_WORD 400 /* bytes */

/* Characters of a page with their boxes and fonts. */
typedef struct
{
  TdPdfPage *page;
  GString *text;
  TdPdfBox box;
  const PopplerTextAttributes *style;
  gboolean glued;
  guint down;
  guint up;
  guint across;
} Reader;

static gboolean
name_has (const char *name, const char *const *words)
{
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  for (guint i = 0; lower != NULL && words[i] != NULL; i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

static void
flush (Reader *reader)
{
  static const char *const bold[] = { "bold", "black", "heavy", "demi", NULL };
  static const char *const italic[] = { "italic", "oblique", NULL };
  g_autofree char *text = NULL;
  TdPdfWord *word;

  if (reader->text->len == 0)
    return;

  text = td_text_clean (reader->text->str, reader->text->len);
  g_string_truncate (reader->text, 0);
  if (text == NULL || td_text_is_blank (text))
    return;
  word = td_pdf_page_add_word (reader->page, text, reader->box,
                               reader->style != NULL ? reader->style->font_size : 12);
  word->glued = reader->glued;
  if (reader->style != NULL)
    {
      word->bold = name_has (reader->style->font_name, bold);
      word->italic = name_has (reader->style->font_name, italic);
    }
}

static gboolean
same_font (const PopplerTextAttributes *a, const PopplerTextAttributes *b)
{
  if (a == b || a == NULL || b == NULL)
    return a == b;
  return fabs (a->font_size - b->font_size) < 0.3 && g_strcmp0 (a->font_name, b->font_name) == 0;
}

/* Bullets of symbol fonts have no meaning outside of their font. */
static gunichar
plain_character (gunichar c)
{
  if (c == 0xf02d)
    return '-';
  if (c >= 0xf020 && c <= 0xf0ff)
    return 0x2022;
  return c;
}

static void
note_direction (Reader *reader, const TdPdfBox *box)
{
  double dx = box->x0 - reader->box.x1, dy = box->y0 - reader->box.y1;

  if (fabs (dx) < 0.6 * (box->x1 - box->x0) + 1)
    reader->across++;
  else if (fabs (dy) < 0.6 * (box->y1 - box->y0) + 1)
    reader->down++;
  else if (fabs (box->y1 - reader->box.y0) < 0.6 * (box->y1 - box->y0) + 1)
    reader->up++;
}

/* The text layer has no space where one block of text ends and the next begins. */
static gboolean
is_apart (const TdPdfBox *a, const TdPdfBox *b)
{
  double x = MAX (b->x0 - a->x1, a->x0 - b->x1), y = MAX (b->y0 - a->y1, a->y0 - b->y1);

  return x > 2.5 || y > 2.5;
}

static void
add_character (Reader *reader, gunichar c, TdPdfBox box, const PopplerTextAttributes *style)
{
  gboolean fresh = reader->text->len == 0;

  if (!fresh && is_apart (&reader->box, &box))
    {
      flush (reader);
      reader->glued = FALSE;
      fresh = TRUE;
    }
  if (!fresh)
    note_direction (reader, &box);
  if (!fresh && (!same_font (style, reader->style) || reader->text->len > MAX_WORD))
    {
      flush (reader);
      reader->glued = TRUE;
      fresh = TRUE;
    }
  if (fresh)
    {
      reader->box = box;
      reader->style = style;
    }
  reader->box.x0 = MIN (reader->box.x0, box.x0);
  reader->box.y0 = MIN (reader->box.y0, box.y0);
  reader->box.x1 = MAX (reader->box.x1, box.x1);
  reader->box.y1 = MAX (reader->box.y1, box.y1);
  g_string_append_unichar (reader->text, c);
}

static void
read_words (PopplerPage *source, Reader *reader)
{
  g_autofree char *text = poppler_page_get_text (source);
  g_autofree PopplerRectangle *boxes = NULL;
  GList *styles = poppler_page_get_text_attributes (source), *style = styles;
  guint n = 0, i = 0;

  if (text != NULL && poppler_page_get_text_layout (source, &boxes, &n))
    for (const char *p = text; *p != '\0' && i < n; p = g_utf8_next_char (p), i++)
      {
        gunichar c = plain_character (g_utf8_get_char (p));
        TdPdfBox box = { boxes[i].x1, boxes[i].y1, boxes[i].x2, boxes[i].y2 };

        while (style != NULL && ((PopplerTextAttributes *) style->data)->end_index < (int) i)
          style = style->next;
        if (c < 0x20 || c == 0x7f || g_unichar_isspace (c) || c == 0xad)
          {
            if (c != 0xad)
              {
                flush (reader);
                reader->glued = FALSE;
              }
            continue;
          }
        add_character (reader, c, box, style != NULL ? style->data : NULL);
      }
  flush (reader);
  poppler_page_free_text_attributes (styles);
}

static void
read_rules (PopplerPage *source, TdPdfPage *page)
{
  double scale = RESOLUTION / 72;
  cairo_surface_t *surface;
  cairo_t *cr;
  int width, height, stride;
  g_autofree guint8 *grey = NULL;
  const guint8 *data;

  scale = MIN (scale, sqrt (MAX_PIXELS / (page->width * page->height)));
  width = (int) ceil (page->width * scale);
  height = (int) ceil (page->height * scale);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return;
    }
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (source, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  stride = cairo_image_surface_get_stride (surface);
  data = cairo_image_surface_get_data (surface);
  grey = g_malloc ((gsize) width * height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint32 p = ((const guint32 *) (const void *) (data + (gsize) y * stride))[x];

        grey[(gsize) y * width + x] =
            (((p >> 16) & 0xff) * 3 + ((p >> 8) & 0xff) * 4 + (p & 0xff)) / 8;
      }
  cairo_surface_destroy (surface);
  td_pdf_rules_find (grey, width, height, 1 / scale, page->rules);
}

/**
 * td_pdf_page_load:
 * @source: a page of poppler
 * @number: its number, from 1
 *
 * Reads words, rulings and tables of a page and turns a page whose text runs sideways.
 *
 * Returns: (transfer full): the page
 */
TdPdfPage *
td_pdf_page_load (PopplerPage *source, int number)
{
  Reader reader = { NULL };
  double width, height;

  g_return_val_if_fail (POPPLER_IS_PAGE (source), NULL);

  poppler_page_get_size (source, &width, &height);
  width = CLAMP (isfinite (width) ? width : 595, 10, 15000);
  height = CLAMP (isfinite (height) ? height : 842, 10, 15000);

  reader.page = td_pdf_page_new (number, width, height);
  reader.text = g_string_new (NULL);
  read_words (source, &reader);
  g_string_free (reader.text, TRUE);

  if (reader.page->words->len > 0)
    {
      read_rules (source, reader.page);
      if (reader.up + reader.down > 3 * reader.across + 20)
        td_pdf_page_turn (reader.page, reader.up > reader.down);
      td_pdf_page_drop_text_rules (reader.page);
      g_clear_pointer (&reader.page->grids, g_ptr_array_unref);
      reader.page->grids = td_pdf_grids_find (reader.page->rules);
    }

  return reader.page;
}
