/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-page.h"

#include <math.h>
#include <string.h>

static void
td_item_clear (gpointer data)
{
  TdItem *item = data;

  g_clear_pointer (&item->prose, td_prose_unref);
}

/**
 * td_page_new:
 * @width: points
 * @height: points
 * @number: within the part, from 1
 *
 * Returns: (transfer full): an empty page
 */
TdPage *
td_page_new (double width, double height, int number)
{
  TdPage *self = g_new0 (TdPage, 1);

  self->width = width;
  self->height = height;
  self->number = number;
  self->items = g_array_new (FALSE, FALSE, sizeof (TdItem));
  g_array_set_clear_func (self->items, td_item_clear);
  self->regions = g_array_new (FALSE, FALSE, sizeof (TdRegion));
  return self;
}

/**
 * td_page_free:
 * @self: (transfer full): a page
 */
void
td_page_free (TdPage *self)
{
  g_array_unref (self->items);
  g_array_unref (self->regions);
  g_free (self);
}

/**
 * td_page_add_item:
 * @self: a page under construction
 * @item: copied; its paragraph is counted
 * @dx: added to its place
 * @dy: added to its place
 */
void
td_page_add_item (TdPage *self, const TdItem *item, double dx, double dy)
{
  TdItem copy = *item;

  copy.x += dx;
  copy.y += dy;
  if (copy.prose != NULL)
    copy.prose = td_prose_ref (copy.prose);
  g_array_append_val (self->items, copy);
}

/**
 * td_page_add_region:
 * @self: a page under construction
 * @region: copied
 * @dx: added to its place
 * @dy: added to its place
 */
void
td_page_add_region (TdPage *self, const TdRegion *region, double dx, double dy)
{
  TdRegion copy = *region;

  copy.x += dx;
  copy.y += dy;
  if (copy.source.kind >= 0)
    g_array_append_val (self->regions, copy);
}

static guint64
td_hash_bytes (guint64 hash, gconstpointer data, gsize length)
{
  const guchar *bytes = data;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ bytes[i]) * G_GUINT64_CONSTANT (1099511628211);
  return hash;
}

static guint64
td_hash_number (guint64 hash, double number)
{
  gint64 rounded = llround (number * 256);

  return td_hash_bytes (hash, &rounded, sizeof rounded);
}

/* Words are unique in their shaper, so that a line is known by the addresses of its words. */
static guint64
td_hash_line (guint64 hash, const TdItem *item)
{
  const TdLine *line = &g_array_index (item->prose->lines, TdLine, item->line);

  hash = td_hash_number (hash, line->x);
  hash = td_hash_number (hash, line->stretch);
  hash = td_hash_number (hash, item->prose->size);
  for (guint i = line->start; i < line->end; i++)
    {
      const TdAtom *atom = &g_array_index (item->prose->atoms, TdAtom, i);
      guint64 look = ((guint64) (guintptr) atom->word) * 64 + (atom->flags & 63);

      hash = (hash ^ look) * G_GUINT64_CONSTANT (1099511628211);
    }
  return hash;
}

/**
 * td_page_finish:
 * @self: a page that has everything on it
 *
 * Computes its hash.
 */
void
td_page_finish (TdPage *self)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  hash = td_hash_number (hash, self->width);
  for (guint i = 0; i < self->items->len; i++)
    {
      const TdItem *item = &g_array_index (self->items, TdItem, i);

      hash = td_hash_bytes (hash, &item->kind, sizeof item->kind);
      hash = td_hash_number (hash, item->x);
      hash = td_hash_number (hash, item->y);
      hash = td_hash_number (hash, item->width);
      hash = td_hash_number (hash, item->height);
      if (item->kind == TD_ITEM_LINE)
        hash = td_hash_line (hash, item);
      else if (item->kind == TD_ITEM_FIGURE)
        hash = td_hash_bytes (hash, &item->block, sizeof item->block);
    }
  self->hash = hash;
}

static void
td_page_paint_figure (const TdItem *item, cairo_t *cr)
{
  cairo_save (cr);
  cairo_translate (cr, item->x, item->y);
  cairo_rectangle (cr, 0, 0, item->width, item->height);
  cairo_clip (cr);
  if (item->block->as.figure.draw != NULL)
    item->block->as.figure.draw (cr, item->width, item->height, item->block->as.figure.data);
  cairo_restore (cr);
}

/**
 * td_page_paint_item:
 * @item: of a page
 * @cr: after td_page_prepare()
 */
void
td_page_paint_item (const TdItem *item, cairo_t *cr)
{
  if (item->red)
    cairo_set_source_rgb (cr, 0.9, 0, 0);
  switch (item->kind)
    {
    case TD_ITEM_LINE:
      td_prose_paint_line (item->prose, item->line, item->x, item->y, cr);
      break;
    case TD_ITEM_RULE:
      cairo_set_line_width (cr, item->thickness);
      cairo_move_to (cr, item->x, item->y);
      cairo_line_to (cr, item->x + item->width, item->y + item->height);
      cairo_stroke (cr);
      break;
    case TD_ITEM_BOX:
      cairo_set_line_width (cr, item->thickness);
      cairo_rectangle (cr, item->x, item->y, item->width, item->height);
      cairo_stroke (cr);
      break;
    case TD_ITEM_FIGURE:
    default:
      td_page_paint_figure (item, cr);
      break;
    }
  if (item->red)
    cairo_set_source_rgb (cr, 0, 0, 0);
}

/**
 * td_page_prepare:
 * @cr: a context whose unit is a point
 *
 * Sets black, and text without hinting, so that every scale shows the same spacing.
 */
void
td_page_prepare (cairo_t *cr)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_set_font_options (cr, options);
  cairo_font_options_destroy (options);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_SQUARE);
}

/**
 * td_page_paint:
 * @self: a finished page
 * @cr: a context whose unit is a point
 */
void
td_page_paint (const TdPage *self, cairo_t *cr)
{
  cairo_save (cr);
  td_page_prepare (cr);
  for (guint i = 0; i < self->items->len; i++)
    td_page_paint_item (&g_array_index (self->items, TdItem, i), cr);
  cairo_restore (cr);
}

static void
td_link_clear (gpointer data)
{
  g_free (((TdLink *) data)->address);
}

static void
td_page_find_line_links (const TdItem *item, GArray *links)
{
  const TdLine *line = &g_array_index (item->prose->lines, TdLine, item->line);
  double x = item->x + line->x;
  guint16 last = 0;

  for (guint i = line->start; i < line->end; i++)
    {
      const TdAtom *atom = &g_array_index (item->prose->atoms, TdAtom, i);
      double space =
          i > line->start && atom->flags & TD_ATOM_SPACE ? atom->space + line->stretch : 0;

      if (atom->link > 0 && atom->link == last)
        g_array_index (links, TdLink, links->len - 1).width += space + atom->width;
      else if (atom->link > 0)
        {
          TdLink link = { g_strdup (g_ptr_array_index (item->prose->links, atom->link - 1u)),
                          x + space, item->y - item->prose->size * 0.8, atom->width,
                          item->prose->size };

          g_array_append_val (links, link);
        }
      last = atom->link;
      x += space + atom->width;
    }
}

/**
 * td_page_find_links:
 * @self: a finished page
 *
 * Returns: (transfer full) (element-type TdLink): the places that lead somewhere
 */
GArray *
td_page_find_links (const TdPage *self)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (TdLink));

  g_array_set_clear_func (links, td_link_clear);
  for (guint i = 0; i < self->items->len; i++)
    {
      const TdItem *item = &g_array_index (self->items, TdItem, i);

      if (item->kind == TD_ITEM_LINE && item->prose->links != NULL)
        td_page_find_line_links (item, links);
    }
  return links;
}
