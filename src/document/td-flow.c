/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-flow.h"

#include <string.h>

static void
td_slice_clear (gpointer data)
{
  td_slice_clear_cells (data);
}

static void
td_flow_item_clear (gpointer data)
{
  g_clear_pointer (&((TdItem *) data)->prose, td_prose_unref);
}

static void
td_flow_note_clear (gpointer data)
{
  g_clear_pointer (&((TdFlowNote *) data)->prose, td_prose_unref);
}

static void
td_flow_set_page (TdFlow *self, gboolean landscape)
{
  const TdStyle *style = self->style;
  double mm = TD_POINTS_PER_MM;

  self->page_width = (landscape ? style->page_height_mm : style->page_width_mm) * mm;
  self->page_height = (landscape ? style->page_width_mm : style->page_height_mm) * mm;
  self->left = style->margin_left_mm * mm;
  self->top = style->margin_top_mm * mm;
  self->width = self->page_width - self->left - style->margin_right_mm * mm;
  self->height = self->page_height - self->top - style->margin_bottom_mm * mm;
}

static void
td_flow_find_notes (TdFlow *self)
{
  for (guint i = 0; i < td_block_n_children (self->part); i++)
    {
      TdBlock *block = td_block_child (self->part, i);
      TdFlowNote note = { block->as.footnote.label, block, NULL, 0 };

      if (block->kind == TD_BLOCK_FOOTNOTE && note.label != NULL)
        g_array_append_val (self->notes, note);
    }
}

/**
 * td_flow_new:
 * @layout: the layout under construction
 * @part: the part to lay out
 * @landscape: the way its pages lie
 *
 * Returns: (transfer full): an empty strip
 */
TdFlow *
td_flow_new (TdLayout *layout, TdBlock *part, gboolean landscape)
{
  TdFlow *self = g_new0 (TdFlow, 1);

  self->layout = layout;
  self->style = &layout->style;
  self->shaper = layout->shaper;
  self->part = part;
  self->slices = g_array_new (FALSE, TRUE, sizeof (TdSlice));
  g_array_set_clear_func (self->slices, td_slice_clear);
  self->items = g_array_new (FALSE, FALSE, sizeof (TdItem));
  g_array_set_clear_func (self->items, td_flow_item_clear);
  self->regions = g_array_new (FALSE, FALSE, sizeof (TdRegion));
  self->slice_notes = g_array_new (FALSE, FALSE, sizeof (guint));
  self->tables = g_array_new (FALSE, TRUE, sizeof (TdFlowTable));
  self->notes = g_array_new (FALSE, TRUE, sizeof (TdFlowNote));
  g_array_set_clear_func (self->notes, td_flow_note_clear);
  self->carried = g_array_new (FALSE, FALSE, sizeof (TdFlowCarry));
  td_flow_set_page (self, landscape);
  td_flow_find_notes (self);
  return self;
}

/**
 * td_flow_free:
 * @self: (transfer full): a strip
 */
void
td_flow_free (TdFlow *self)
{
  g_array_unref (self->slices);
  g_array_unref (self->items);
  g_array_unref (self->regions);
  g_array_unref (self->slice_notes);
  g_array_unref (self->tables);
  g_array_unref (self->notes);
  g_array_unref (self->carried);
  g_free (self);
}

/**
 * td_flow_begin_slice:
 * @self: a strip under construction
 * @space_before: points, left out at the top of a page
 *
 * Returns: (transfer none): the new slice, valid until the next one begins
 */
TdSlice *
td_flow_begin_slice (TdFlow *self, double space_before)
{
  TdSlice slice = { 0 };

  slice.space_before = space_before;
  slice.first_item = self->items->len;
  slice.first_region = self->regions->len;
  slice.first_note = self->slice_notes->len;
  g_array_append_val (self->slices, slice);
  return &g_array_index (self->slices, TdSlice, self->slices->len - 1);
}

/**
 * td_flow_end_slice:
 * @self: a strip with a slice begun
 * @height: points
 */
void
td_flow_end_slice (TdFlow *self, double height)
{
  TdSlice *slice = &g_array_index (self->slices, TdSlice, self->slices->len - 1);

  slice->height = height;
  slice->n_items = self->items->len - slice->first_item;
  slice->n_regions = self->regions->len - slice->first_region;
  slice->n_notes = self->slice_notes->len - slice->first_note;
}

/**
 * td_flow_add_rule:
 * @self: a strip with a slice begun
 * @x: points
 * @y: points
 * @width: points
 *
 * Adds a horizontal line of the header's thickness.
 */
void
td_flow_add_rule (TdFlow *self, double x, double y, double width)
{
  TdItem item = { .kind = TD_ITEM_RULE, .node = G_MAXUINT };

  item.x = x;
  item.y = y;
  item.width = width;
  item.thickness = self->style->rule_width_pt;
  g_array_append_val (self->items, item);
}

/**
 * td_flow_add_box:
 * @self: a strip with a slice begun
 * @x: points
 * @y: points
 * @width: points
 * @height: points
 * @red: whether it and nothing else is bright red
 *
 * Adds the outline of a stamp.
 */
void
td_flow_add_box (TdFlow *self, double x, double y, double width, double height, gboolean red)
{
  TdItem item = { .kind = TD_ITEM_BOX, .node = G_MAXUINT };

  item.x = x;
  item.y = y;
  item.width = width;
  item.height = height;
  item.thickness = self->style->rule_width_pt;
  item.red = red;
  g_array_append_val (self->items, item);
}

/**
 * td_flow_add_notes:
 * @self: a strip with a slice begun
 * @prose: a paragraph with lines
 * @line: index of one that the slice shows
 *
 * Makes the slice bring the footnotes its line refers to.
 */
void
td_flow_add_notes (TdFlow *self, const TdProse *prose, guint index)
{
  const TdLine *line = &g_array_index (prose->lines, TdLine, index);

  for (guint i = line->start; prose->notes != NULL && i < line->end; i++)
    {
      const TdAtom *atom = &g_array_index (prose->atoms, TdAtom, i);

      for (guint n = 0; atom->note > 0 && n < self->notes->len; n++)
        if (g_str_equal (g_array_index (self->notes, TdFlowNote, n).label,
                         g_ptr_array_index (prose->notes, atom->note - 1u)))
          g_array_append_val (self->slice_notes, n);
    }
}

/**
 * td_flow_add_line:
 * @self: a strip with a slice begun
 * @prose: a paragraph with lines
 * @line: which of its lines
 * @x: left edge of the paragraph
 * @y: top of the line
 * @source: what a click on it means
 * @node: structure element
 */
void
td_flow_add_line (
    TdFlow *self, TdProse *prose, guint line, double x, double y, TdSource source, guint node)
{
  const TdLine *l = &g_array_index (prose->lines, TdLine, line);
  TdItem item = { .kind = TD_ITEM_LINE, .node = node };
  TdRegion region = { source, x + l->x, y, l->width, prose->line_height };

  item.x = x;
  item.y = y + prose->baseline;
  item.line = line;
  item.prose = td_prose_ref (prose);
  g_array_append_val (self->items, item);
  if (source.kind >= 0)
    g_array_append_val (self->regions, region);
  td_flow_add_notes (self, prose, line);
}

/**
 * td_flow_add_prose:
 * @self: a strip with a slice begun
 * @prose: (transfer full): a paragraph with lines
 * @x: left edge of the paragraph
 * @y: top of its first line
 * @source: what a click on it means
 * @node: structure element
 *
 * Returns: its height
 */
double
td_flow_add_prose (TdFlow *self, TdProse *prose, double x, double y, TdSource source, guint node)
{
  double height = td_prose_height (prose);

  for (guint i = 0; i < td_prose_n_lines (prose); i++)
    td_flow_add_line (self, prose, i, x, y + i * prose->line_height, source, node);
  td_prose_unref (prose);
  return height;
}

/**
 * td_flow_set_field:
 * @self: a strip with a slice begun
 * @field: which place
 * @x: points
 * @y: points
 * @width: points
 * @height: points
 */
void
td_flow_set_field (
    TdFlow *self, TdLayoutField field, double x, double y, double width, double height)
{
  self->has_field[field] = TRUE;
  self->field_slice[field] = self->slices->len - 1;
  self->fields[field] = (TdLayoutRect){ 0, x, y, width, height };
}

/**
 * td_flow_add_outline:
 * @self: a strip
 * @level: from 0
 * @label: (nullable): number of the heading
 * @title: (nullable): its words
 *
 * Returns: what to put into the slice's outline member
 */
guint
td_flow_add_outline (TdFlow *self, int level, const char *label, const char *title)
{
  TdOutline entry = { 0 };
  g_autofree char *joined =
      g_strdup_printf ("%s %s", label != NULL ? label : "", title != NULL ? title : "");

  entry.title = g_strdup (g_strstrip (g_strdelimit (joined, "\n", ' ')));
  entry.level = level;
  g_array_append_val (self->layout->outline, entry);
  return self->layout->outline->len;
}

/**
 * td_source_field:
 * @source: of a block
 * @field: constant string
 *
 * Returns: the same object with another field
 */
TdSource
td_source_field (TdSource source, const char *field)
{
  if (source.kind >= 0)
    source.field = g_intern_static_string (field);
  return source;
}
