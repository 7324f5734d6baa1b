/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-private.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "config.h"
#include "td-error.h"
#include "td-page.h"

/* Structure while it is painted. Cairo gives marked content to the innermost elements alone, and a
 * piece of marked content belongs to one page: an element that goes over pages gets a Span for
 * each. */
typedef struct
{
  cairo_t *cr;
  TdLayout *layout;
  GArray *open;        /* (element-type guint): nodes, outermost first */
  gboolean span;       /* a Span is open inside the innermost one */
  guint *first, *last; /* pages of each node */
  GPtrArray *alts;     /* of the figures in the order of painting */
} TdTagger;

static cairo_status_t
td_pdf_append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
td_tagger_find_pages (TdTagger *t)
{
  guint n = t->layout->nodes->len;

  t->first = g_new (guint, n);
  t->last = g_new0 (guint, n);
  for (guint i = 0; i < n; i++)
    t->first[i] = G_MAXUINT;
  for (guint p = 0; p < t->layout->pages->len; p++)
    {
      const TdPage *page = g_ptr_array_index (t->layout->pages, p);

      for (guint i = 0; i < page->items->len; i++)
        {
          guint node = g_array_index (page->items, TdItem, i).node;

          if (node >= n)
            continue;
          t->first[node] = MIN (t->first[node], p);
          t->last[node] = MAX (t->last[node], p);
        }
    }
}

static void
td_tagger_close_span (TdTagger *t)
{
  if (t->span)
    cairo_tag_end (t->cr, "Span");
  t->span = FALSE;
}

static void
td_tagger_close (TdTagger *t, guint depth)
{
  if (t->open->len > depth)
    td_tagger_close_span (t);
  while (t->open->len > depth)
    {
      guint node = g_array_index (t->open, guint, t->open->len - 1);

      cairo_tag_end (t->cr, g_array_index (t->layout->nodes, TdNode, node).tag);
      g_array_set_size (t->open, t->open->len - 1);
    }
}

static void
td_tagger_enter (TdTagger *t, guint node)
{
  guint path[16];
  guint depth = 0, same = 0;

  for (guint n = node; depth < G_N_ELEMENTS (path);
       n = g_array_index (t->layout->nodes, TdNode, n).parent)
    {
      path[depth++] = n;
      if (n == 0)
        break;
    }
  while (same < t->open->len && same < depth &&
         g_array_index (t->open, guint, same) == path[depth - 1 - same])
    same++;
  td_tagger_close (t, same);
  for (; same < depth; same++)
    {
      const TdNode *entry = &g_array_index (t->layout->nodes, TdNode, path[depth - 1 - same]);

      cairo_tag_begin (t->cr, entry->tag, NULL);
      g_array_append_val (t->open, path[depth - 1 - same]);
      if (g_str_equal (entry->tag, "Figure") && t->alts != NULL)
        g_ptr_array_add (t->alts, g_strdup (entry->alt));
    }
  if (t->first[node] != t->last[node] && !t->span)
    {
      cairo_tag_begin (t->cr, "Span", NULL);
      t->span = TRUE;
    }
}

/* Leaves nothing open that can hold marked content. */
static void
td_tagger_leave_content (TdTagger *t)
{
  guint node;

  td_tagger_close_span (t);
  if (t->open->len == 0)
    return;
  node = g_array_index (t->open, guint, t->open->len - 1);
  if (t->first[node] != G_MAXUINT && t->first[node] == t->last[node])
    td_tagger_close (t, t->open->len - 1);
}

static void
td_pdf_paint_links (cairo_t *cr, const TdPage *page)
{
  g_autoptr (GArray) links = td_page_find_links (page);

  for (guint i = 0; i < links->len; i++)
    {
      const TdLink *link = &g_array_index (links, TdLink, i);
      g_autofree char *uri =
          g_uri_escape_string (link->address, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH "?#[]%", FALSE);
      char number[4][G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *attributes = g_strdup_printf (
          "rect=[%s %s %s %s] uri='%s'",
          g_ascii_formatd (number[0], sizeof number[0], "%.2f", link->x),
          g_ascii_formatd (number[1], sizeof number[1], "%.2f", link->y),
          g_ascii_formatd (number[2], sizeof number[2], "%.2f", link->width),
          g_ascii_formatd (number[3], sizeof number[3], "%.2f", link->height), uri);

      cairo_tag_begin (cr, CAIRO_TAG_LINK, attributes);
      cairo_tag_end (cr, CAIRO_TAG_LINK);
    }
}

static void
td_pdf_paint_page (TdTagger *t, cairo_surface_t *surface, const TdPage *page)
{
  cairo_pdf_surface_set_size (surface, page->width, page->height);
  td_page_prepare (t->cr);
  for (guint i = 0; i < page->items->len; i++)
    {
      const TdItem *item = &g_array_index (page->items, TdItem, i);

      if (item->node < t->layout->nodes->len)
        td_tagger_enter (t, item->node);
      else
        td_tagger_leave_content (t);
      td_page_paint_item (item, t->cr);
    }
  td_tagger_leave_content (t);
  td_pdf_paint_links (t->cr, page);
  cairo_show_page (t->cr);
}

static void
td_pdf_set_metadata (cairo_surface_t *surface, const TdBlockDocument *document)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *created = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S%:z");

  if (document->title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, document->title);
  if (document->author != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, document->author);
  if (document->subject != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, document->subject);
  if (document->keywords != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, document->keywords);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Tiến Độ " TD_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
}

static void
td_pdf_add_outline (cairo_surface_t *surface, const GArray *outline)
{
  int parents[8] = { CAIRO_PDF_OUTLINE_ROOT };
  int depth = 0;

  for (guint i = 0; i < outline->len; i++)
    {
      const TdOutline *entry = &g_array_index (outline, TdOutline, i);
      int level = CLAMP (entry->level, 0, MIN (depth, 6));
      char y[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *target = g_strdup_printf ("page=%u pos=[0 %s]", entry->page + 1,
                                                 g_ascii_formatd (y, sizeof y, "%.1f", entry->y));

      parents[level + 1] =
          cairo_pdf_surface_add_outline (surface, parents[level], entry->title, target,
                                         level == 0 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
      depth = level + 1;
    }
}

/**
 * td_pdf_paint:
 * @layout: a layout
 * @figure_alts: (nullable) (element-type utf8): gets the words for each figure, in order
 * @error: return location
 *
 * Returns: (transfer full): a tagged PDF with outline and metadata, as Cairo writes it
 */
GBytes *
td_pdf_paint (TdLayout *layout, GPtrArray *figure_alts, GError **error)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (td_pdf_append, bytes, 595, 842);
  TdTagger tagger = { cairo_create (surface), layout };
  cairo_status_t status;

  tagger.alts = figure_alts;
  tagger.open = g_array_new (FALSE, FALSE, sizeof (guint));
  td_tagger_find_pages (&tagger);
  td_pdf_set_metadata (surface, &layout->document->as.document);
  for (guint i = 0; i < layout->pages->len; i++)
    {
      /* a page of another size must be known before anything is drawn on it */
      td_pdf_paint_page (&tagger, surface, g_ptr_array_index (layout->pages, i));
      if (i + 1 == layout->pages->len)
        td_tagger_close (&tagger, 0);
    }
  td_pdf_add_outline (surface, layout->outline);
  cairo_destroy (tagger.cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  g_array_unref (tagger.open);
  g_free (tagger.first);
  g_free (tagger.last);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_byte_array_unref (bytes);
      td_error_set_at (error, TD_ERROR_FAILED, NULL, NULL, _ ("The PDF could not be made: %s"),
                       cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (bytes);
}
