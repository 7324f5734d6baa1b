/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-layout.h"

#include "td-build.h"
#include "td-grid.h"

/* A shaper that has grown past this is left to its old layouts and a new one is begun, so that
 * hours of typing do not collect words for ever. */
#define TD_LAYOUT_MAX_WORDS 60000

static void
td_outline_clear (gpointer data)
{
  g_free (((TdOutline *) data)->title);
}

/**
 * td_layout_add_node:
 * @self: a layout under construction
 * @parent: index of another node
 * @tag: constant name of a structure element
 * @alt: (nullable): what is read instead; borrowed from the block tree
 *
 * Returns: the index of the new node
 */
guint
td_layout_add_node (TdLayout *self, guint parent, const char *tag, const char *alt)
{
  TdNode node = { tag, parent, alt };

  g_array_append_val (self->nodes, node);
  return self->nodes->len - 1;
}

/* An annex lies across when its tables ask for it; the body stays upright. */
static gboolean
td_layout_is_landscape (TdLayout *self, TdBlock *part)
{
  double mm = TD_POINTS_PER_MM;
  double width =
      (self->style.page_width_mm - self->style.margin_left_mm - self->style.margin_right_mm) * mm;

  if (part->as.part.orientation != TD_ORIENTATION_AUTO)
    return part->as.part.orientation == TD_ORIENTATION_LANDSCAPE;
  for (guint i = 0; part->as.part.annex && i < td_block_n_children (part); i++)
    {
      TdBlock *child = td_block_child (part, i);

      if (child->kind == TD_BLOCK_TABLE && td_grid_is_squeezed (td_grid_get (self, child), width))
        return TRUE;
    }
  return FALSE;
}

static void
td_layout_add_part (TdLayout *self, TdBlock *part)
{
  TdFlow *flow = td_flow_new (self, part, td_layout_is_landscape (self, part));

  flow->node = td_layout_add_node (self, 0, part->as.part.annex ? "Sect" : "Part", NULL);
  td_build_part (flow);
  td_flow_paginate (flow);
  td_flow_free (flow);
}

static TdShaper *
td_layout_choose_shaper (TdLayout *previous)
{
  TdShaper *shaper;

  if (previous == NULL)
    return td_shaper_new ();
  td_shaper_lock (previous->shaper);
  shaper = td_shaper_get_n_words (previous->shaper) < TD_LAYOUT_MAX_WORDS
               ? td_shaper_ref (previous->shaper)
               : NULL;
  td_shaper_unlock (previous->shaper);
  return shaper != NULL ? shaper : td_shaper_new ();
}

/**
 * td_layout_new:
 * @document: a complete tree; it is kept and must not be changed any more
 * @style: the numbers to use; copied
 * @previous: (nullable): an older layout whose shaped words are used again
 *
 * Lays out the whole document. May run on any thread; @previous may be painted by another one
 * meanwhile.
 *
 * Returns: (transfer full): the pages
 */
TdLayout *
td_layout_new (TdBlock *document, const TdStyle *style, TdLayout *previous)
{
  TdLayout *self;

  g_return_val_if_fail (document != NULL && document->kind == TD_BLOCK_DOCUMENT, NULL);
  g_return_val_if_fail (style != NULL, NULL);

  self = g_new0 (TdLayout, 1);
  g_atomic_ref_count_init (&self->refs);
  self->document = td_block_ref (document);
  self->style = *style;
  self->shaper = td_layout_choose_shaper (previous);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) td_page_free);
  self->nodes = g_array_new (FALSE, FALSE, sizeof (TdNode));
  self->outline = g_array_new (FALSE, FALSE, sizeof (TdOutline));
  g_array_set_clear_func (self->outline, td_outline_clear);
  self->grids = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) td_grid_free);
  td_layout_add_node (self, 0, "Document", NULL);
  td_shaper_lock (self->shaper);
  for (guint i = 0; i < td_block_n_children (document); i++)
    if (td_block_child (document, i)->kind == TD_BLOCK_PART)
      td_layout_add_part (self, td_block_child (document, i));
  td_shaper_unlock (self->shaper);
  g_clear_pointer (&self->grids, g_hash_table_unref);
  return self;
}

/**
 * td_layout_ref:
 * @self: a layout
 *
 * Returns: (transfer full): @self
 */
TdLayout *
td_layout_ref (TdLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * td_layout_unref:
 * @self: (transfer full): a layout
 */
void
td_layout_unref (TdLayout *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->pages);
  g_array_unref (self->nodes);
  g_array_unref (self->outline);
  td_shaper_unref (self->shaper);
  td_block_unref (self->document);
  g_free (self);
}

/**
 * td_layout_get_n_pages:
 * @self: a layout
 *
 * Returns: how many pages all parts have together
 */
guint
td_layout_get_n_pages (TdLayout *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->pages->len;
}

static TdPage *
td_layout_get_page (TdLayout *self, guint page)
{
  return page < self->pages->len ? g_ptr_array_index (self->pages, page) : NULL;
}

/**
 * td_layout_get_page_size:
 * @self: a layout
 * @page: from 0
 * @width: (out): points
 * @height: (out): points
 */
void
td_layout_get_page_size (TdLayout *self, guint page, double *width, double *height)
{
  TdPage *p;

  g_return_if_fail (self != NULL && width != NULL && height != NULL);

  p = td_layout_get_page (self, page);
  *width = p != NULL ? p->width : 0;
  *height = p != NULL ? p->height : 0;
}

/**
 * td_layout_get_page_label:
 * @self: a layout
 * @page: from 0
 *
 * Returns: (transfer full): the page's number within its part
 */
char *
td_layout_get_page_label (TdLayout *self, guint page)
{
  g_return_val_if_fail (self != NULL && page < self->pages->len, NULL);

  return g_strdup_printf ("%d", td_layout_get_page (self, page)->number);
}

/**
 * td_layout_get_document:
 * @self: a layout
 *
 * Returns: (transfer none): the tree it was made of
 */
TdBlock *
td_layout_get_document (TdLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->document;
}

/**
 * td_layout_page_equal:
 * @self: a layout
 * @page: from 0
 * @other: a layout that was made with @self as its previous one, or the other way round
 * @other_page: from 0
 *
 * Returns: whether both pages look the same, so that a picture of one can be kept for the other
 */
gboolean
td_layout_page_equal (TdLayout *self, guint page, TdLayout *other, guint other_page)
{
  TdPage *a, *b;

  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  a = td_layout_get_page (self, page);
  b = td_layout_get_page (other, other_page);
  return a != NULL && b != NULL && self->shaper == other->shaper && a->hash == b->hash;
}

/**
 * td_layout_paint_page:
 * @self: a layout
 * @page: from 0
 * @cr: a context whose unit is a point and whose origin is the page's corner
 *
 * Paints everything but the paper. May run on any thread.
 */
void
td_layout_paint_page (TdLayout *self, guint page, cairo_t *cr)
{
  TdPage *p;

  g_return_if_fail (self != NULL && cr != NULL);

  p = td_layout_get_page (self, page);
  if (p != NULL)
    td_page_paint (p, cr);
}

/**
 * td_layout_hit_test:
 * @self: a layout
 * @page: from 0
 * @x: points
 * @y: points
 * @source: (out): the object at or next to the place
 *
 * Returns: whether the page shows any object
 */
gboolean
td_layout_hit_test (TdLayout *self, guint page, double x, double y, TdSource *source)
{
  TdPage *p;
  const TdRegion *nearest = NULL;
  double best = G_MAXDOUBLE;

  g_return_val_if_fail (self != NULL && source != NULL, FALSE);

  p = td_layout_get_page (self, page);
  for (guint i = 0; p != NULL && i < p->regions->len; i++)
    {
      const TdRegion *region = &g_array_index (p->regions, TdRegion, i);
      double dx = MAX (MAX (region->x - x, x - region->x - region->width), 0);
      double dy = MAX (MAX (region->y - y, y - region->y - region->height), 0);
      double distance = dy * 1000 + dx;

      if (distance <= best)
        {
          best = distance;
          nearest = region;
        }
    }
  if (nearest != NULL)
    *source = nearest->source;
  return nearest != NULL;
}

static void
td_layout_locate_on_page (
    TdPage *page, guint index, TdSource source, gboolean any_field, GArray *rects)
{
  for (guint i = 0; i < page->regions->len; i++)
    {
      const TdRegion *region = &g_array_index (page->regions, TdRegion, i);
      TdLayoutRect rect = { index, region->x, region->y, region->width, region->height };

      if (region->source.kind == source.kind && region->source.id == source.id &&
          (any_field || region->source.field == source.field))
        g_array_append_val (rects, rect);
    }
}

/**
 * td_layout_locate:
 * @self: a layout
 * @source: an object; without a field, or with a field that is not printed, all its places count
 * @rects: (element-type TdLayoutRect): places are appended, in reading order
 *
 * Returns: how many were appended
 */
guint
td_layout_locate (TdLayout *self, TdSource source, GArray *rects)
{
  guint before;

  g_return_val_if_fail (self != NULL && rects != NULL, 0);

  before = rects->len;
  source.field = g_intern_string (source.field);
  for (guint i = 0; source.kind >= 0 && i < self->pages->len; i++)
    td_layout_locate_on_page (g_ptr_array_index (self->pages, i), i, source, source.field == NULL,
                              rects);
  if (rects->len == before && source.field != NULL && source.kind >= 0)
    for (guint i = 0; i < self->pages->len; i++)
      td_layout_locate_on_page (g_ptr_array_index (self->pages, i), i, source, TRUE, rects);
  return rects->len - before;
}

/**
 * td_layout_get_field:
 * @self: a layout
 * @field: which place
 * @rect: (out): where it is
 *
 * Returns: whether the document has it
 */
gboolean
td_layout_get_field (TdLayout *self, TdLayoutField field, TdLayoutRect *rect)
{
  g_return_val_if_fail (self != NULL && field < TD_LAYOUT_N_FIELDS && rect != NULL, FALSE);

  *rect = self->fields[field];
  return self->has_field[field];
}

/**
 * td_layout_field_nick:
 * @field: which place
 *
 * Returns: (transfer none): its name in a PDF that keeps the places of its layout
 */
const char *
td_layout_field_nick (TdLayoutField field)
{
  static const char *const nicks[] = {
    [TD_LAYOUT_FIELD_NUMBER] = "Number",
    [TD_LAYOUT_FIELD_DATE] = "Date",
    [TD_LAYOUT_FIELD_SIGNATURE] = "Signature",
    [TD_LAYOUT_FIELD_SEAL] = "Seal",
    [TD_LAYOUT_FIELD_ANNEX_SIGNATURE] = "AnnexSignature",
    [TD_LAYOUT_FIELD_DAY] = "Day",
    [TD_LAYOUT_FIELD_MONTH] = "Month",
  };

  g_return_val_if_fail (field < TD_LAYOUT_N_FIELDS, NULL);

  return nicks[field];
}

static void
td_layout_dump_item (const TdItem *item, GString *out)
{
  static const char *const names[] = { "line", "rule", "box", "figure" };
  g_autofree char *text = NULL;

  if (item->kind != TD_ITEM_LINE)
    {
      g_string_append_printf (out, "  %s %.1f %.1f %.1f %.1f\n", names[item->kind], item->x,
                              item->y, item->width, item->height);
      return;
    }
  text = td_prose_line_text (item->prose, item->line);
  g_string_append_printf (out, "  line %.1f %.1f %g \"%s\"\n",
                          item->x + g_array_index (item->prose->lines, TdLine, item->line).x,
                          item->y, item->prose->size, text);
}

/**
 * td_layout_dump:
 * @self: a layout
 *
 * Returns: (transfer full): pages and what is on them as text, for tests: "page INDEX NUMBER WIDTH
 *   HEIGHT", then "line X BASELINE SIZE "TEXT"", "rule X Y WIDTH HEIGHT" and so on
 */
char *
td_layout_dump (TdLayout *self)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, g_string_free (out, FALSE));

  for (guint i = 0; i < self->pages->len; i++)
    {
      const TdPage *page = g_ptr_array_index (self->pages, i);

      g_string_append_printf (out, "page %u %d %.1f %.1f\n", i, page->number, page->width,
                              page->height);
      for (guint j = 0; j < page->items->len; j++)
        td_layout_dump_item (&g_array_index (page->items, TdItem, j), out);
    }
  return g_string_free (out, FALSE);
}
