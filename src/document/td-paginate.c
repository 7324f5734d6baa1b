/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-flow.h"

#include <math.h>

/* Heights are sums: a page may be overfull by this much, in points. */
#define TD_SLACK 0.05

/* Above the first footnote: a gap and a short rule. */
#define TD_NOTE_GAP 10.0
#define TD_NOTE_RULE 7.0

/* Footnotes take at most this share of a page; the lines beyond it go to the next one. */
#define TD_NOTE_SHARE 0.5

static TdSlice *
td_flow_slice (TdFlow *self, guint index)
{
  return &g_array_index (self->slices, TdSlice, index);
}

static TdProse *
td_flow_note_prose (TdFlow *self, TdFlowNote *note)
{
  TdProsePiece pieces[] = {
    { note->label, NULL, TD_FACE_REGULAR },
    { note->block->as.footnote.text.text, note->block->as.footnote.text.marks, TD_FACE_REGULAR },
  };
  g_autofree char *raised = NULL;

  if (note->prose != NULL)
    return note->prose;
  raised = g_strdup_printf ("s0+%ld", g_utf8_strlen (note->label, -1));
  pieces[0].marks = raised;
  note->prose =
      td_prose_new (self->shaper, self->style->footnote_pt, pieces, G_N_ELEMENTS (pieces));
  td_prose_break (note->prose, self->shaper,
                  &(TdProseFormat){ self->width, 0, 1, TD_ALIGN_JUSTIFY });
  return note->prose;
}

static gboolean
td_note_is_new (TdFlow *self, guint start, guint index, guint n)
{
  const TdSlice *slice = td_flow_slice (self, index);
  guint first = td_flow_slice (self, start)->first_note;
  guint note = g_array_index (self->slice_notes, guint, slice->first_note + n);

  for (guint i = first; i < slice->first_note + n; i++)
    if (g_array_index (self->slice_notes, guint, i) == note)
      return FALSE;
  return TRUE;
}

/* Height of the footnotes that @index adds to a page that starts with @start. */
static double
td_flow_notes_height (TdFlow *self, guint start, guint index, double so_far)
{
  const TdSlice *slice = td_flow_slice (self, index);
  double height = 0;

  for (guint n = 0; n < slice->n_notes; n++)
    if (td_note_is_new (self, start, index, n))
      {
        guint note = g_array_index (self->slice_notes, guint, slice->first_note + n);

        height += td_prose_height (
            td_flow_note_prose (self, &g_array_index (self->notes, TdFlowNote, note)));
      }
  return height > 0 && so_far == 0 ? height + TD_NOTE_GAP : height;
}

/* Height of the footnotes that the pages before had no room for. */
static double
td_flow_carried_height (TdFlow *self)
{
  double height = 0;

  for (guint i = 0; i < self->carried->len; i++)
    {
      const TdFlowCarry *carry = &g_array_index (self->carried, TdFlowCarry, i);
      TdProse *prose =
          td_flow_note_prose (self, &g_array_index (self->notes, TdFlowNote, carry->note));

      height += (td_prose_n_lines (prose) - carry->line) * prose->line_height;
    }
  return height > 0 ? height + TD_NOTE_GAP : 0;
}

static const TdFlowTable *
td_flow_repeated_table (TdFlow *self, guint start)
{
  const TdFlowTable *table;

  if (start >= self->slices->len || td_flow_slice (self, start)->table == 0)
    return NULL;
  table = &g_array_index (self->tables, TdFlowTable, td_flow_slice (self, start)->table - 1);
  return start >= table->first_slice + table->n_header ? table : NULL;
}

static double
td_flow_repeated_height (TdFlow *self, const TdFlowTable *table)
{
  double height = 0;

  for (guint i = 0; table != NULL && i < table->n_header; i++)
    height += td_flow_slice (self, table->first_slice + i)->height;
  return height;
}

static void
td_flow_replace_row (TdFlow *self, guint index, const TdSlice *first, const TdSlice *rest)
{
  td_slice_clear_cells (td_flow_slice (self, index));
  *td_flow_slice (self, index) = *first;
  g_array_insert_val (self->slices, index + 1, *rest);
  for (guint i = 0; i < self->tables->len; i++)
    if (g_array_index (self->tables, TdFlowTable, i).first_slice > index)
      g_array_index (self->tables, TdFlowTable, i).first_slice++;
  for (guint i = 0; i < TD_LAYOUT_N_FIELDS; i++)
    if (self->has_field[i] && self->field_slice[i] > index)
      self->field_slice[i]++;
  if (self->foot_slice > index + 1)
    self->foot_slice++;
}

static guint
td_flow_back_off (TdFlow *self, guint start, guint index)
{
  guint end = index;

  while (end > start && td_flow_slice (self, end - 1)->keep_next)
    end--;
  return end > start ? end : MAX (index, start + 1);
}

static gboolean
td_flow_try_split (TdFlow *self, guint start, guint index, double available)
{
  const TdSlice *slice = td_flow_slice (self, index);
  TdSlice first, rest;

  if (slice->cells == NULL || (slice->whole && index > start))
    return FALSE;
  if (!td_flow_split_row (self, slice, available, &first, &rest))
    return FALSE;
  td_flow_replace_row (self, index, &first, &rest);
  return TRUE;
}

/* The slice behind the last one of a page that starts with @start. Cuts a row where that helps. */
static guint
td_flow_page_end (TdFlow *self, guint start, guint end, double height)
{
  double used = td_flow_repeated_height (self, td_flow_repeated_table (self, start));
  double notes = td_flow_carried_height (self), most = self->height * TD_NOTE_SHARE;

  for (guint i = start; i < end; i++)
    {
      const TdSlice *slice = td_flow_slice (self, i);
      double before = i > start ? slice->space_before : 0;
      double more = td_flow_notes_height (self, start, i, notes);
      double available = height - used - before - MIN (notes + more, most);

      if (i > start && slice->break_before)
        return i;
      if (slice->height > available + TD_SLACK)
        {
          if (td_flow_try_split (self, start, i, available))
            return i + 1;
          return td_flow_back_off (self, start, i);
        }
      used += before + slice->height;
      notes += more;
    }
  return end;
}

static void
td_flow_place_slice (TdFlow *self, const TdSlice *slice, TdPage *page, double y)
{
  for (guint i = 0; i < slice->n_items; i++)
    td_page_add_item (page, &g_array_index (self->items, TdItem, slice->first_item + i), self->left,
                      y);
  for (guint i = 0; i < slice->n_regions; i++)
    td_page_add_region (page, &g_array_index (self->regions, TdRegion, slice->first_region + i),
                        self->left, y);
  if (slice->outline > 0)
    {
      TdOutline *entry = &g_array_index (self->layout->outline, TdOutline, slice->outline - 1);

      entry->page = self->layout->pages->len;
      entry->y = y;
    }
}

static void
td_flow_place_fields (TdFlow *self, guint index, double y)
{
  for (guint i = 0; i < TD_LAYOUT_N_FIELDS; i++)
    {
      TdLayoutRect *rect = &self->layout->fields[i];

      if (!self->has_field[i] || self->field_slice[i] != index || self->layout->has_field[i])
        continue;
      self->layout->has_field[i] = TRUE;
      *rect = self->fields[i];
      rect->page = self->layout->pages->len;
      rect->x += self->left;
      rect->y += y;
    }
}

static double
td_flow_place_repeated (TdFlow *self, guint start, TdPage *page, GArray *rows)
{
  const TdFlowTable *table = td_flow_repeated_table (self, start);
  double y = self->top;

  for (guint i = 0; table != NULL && i < table->n_header; i++)
    {
      TdSlice *slice = td_flow_slice (self, table->first_slice + i);
      TdPlacedRow placed = { slice, y };
      TdSlice copy = *slice;

      copy.artifact = TRUE;
      td_flow_place_row (self, &copy, page, y);
      g_array_append_val (rows, placed);
      y += slice->height;
    }
  return y;
}

/* Returns the line behind the last one that is placed above @bottom. */
static guint
td_flow_place_note (
    TdFlow *self, TdFlowNote *note, guint line, TdPage *page, double y, double bottom)
{
  TdItem item = { .kind = TD_ITEM_LINE };
  double height = note->prose->line_height, top = y;
  TdRegion region;

  if (note->node == 0)
    note->node = td_layout_add_node (self->layout, self->node, "Note", NULL);
  item.node = note->node;
  item.prose = note->prose;
  item.x = self->left;
  for (; line < td_prose_n_lines (note->prose) && y + height <= bottom + TD_SLACK; line++)
    {
      item.line = line;
      item.y = y + note->prose->baseline;
      td_page_add_item (page, &item, 0, 0);
      y += height;
    }
  region = (TdRegion){ note->block->source, self->left, top, self->width, y - top };
  if (y > top)
    td_page_add_region (page, &region, 0, 0);
  return line;
}

/* Appends the footnotes of the slices to those that are carried. */
static void
td_flow_collect_notes (TdFlow *self, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    for (guint n = 0; n < td_flow_slice (self, i)->n_notes; n++)
      {
        TdFlowCarry carry = {
          g_array_index (self->slice_notes, guint, td_flow_slice (self, i)->first_note + n), 0
        };

        if (td_note_is_new (self, start, i, n))
          g_array_append_val (self->carried, carry);
      }
}

static void
td_flow_place_notes (TdFlow *self, guint start, guint end, TdPage *page, double bottom)
{
  guint placed = 0;
  double y, height;

  td_flow_collect_notes (self, start, end);
  height = MIN (td_flow_carried_height (self), self->height * TD_NOTE_SHARE);
  if (height == 0)
    return;
  y = bottom - height;
  td_page_add_item (page,
                    &(TdItem){ .kind = TD_ITEM_RULE,
                               .node = G_MAXUINT,
                               .x = self->left,
                               .y = y + TD_NOTE_RULE,
                               .width = self->width / 3,
                               .thickness = 0.5 },
                    0, 0);
  y += TD_NOTE_GAP;
  for (; placed < self->carried->len; placed++)
    {
      TdFlowCarry *carry = &g_array_index (self->carried, TdFlowCarry, placed);
      TdFlowNote *note = &g_array_index (self->notes, TdFlowNote, carry->note);
      guint before = carry->line;

      td_flow_note_prose (self, note);
      carry->line = td_flow_place_note (self, note, before, page, y, bottom);
      y += (carry->line - before) * note->prose->line_height;
      if (carry->line < td_prose_n_lines (note->prose))
        break;
    }
  g_array_remove_range (self->carried, 0, placed);
}

/* RULE nd30-page-number-size: in the middle of the top margin, absent on the first page. */
static void
td_flow_place_number (TdFlow *self, TdPage *page)
{
  g_autofree char *text = g_strdup_printf ("%d", page->number);
  TdFaceStyle style = self->style->page_number_bold > 0.5 ? TD_FACE_BOLD : TD_FACE_REGULAR;
  TdProse *prose;
  TdItem item = { .kind = TD_ITEM_LINE, .node = G_MAXUINT };
  double center = self->left + self->width * self->style->page_number_center;

  prose = td_prose_new_text (self->shaper, self->style->page_number_pt, style, text);
  td_prose_break (prose, self->shaper, &(TdProseFormat){ self->width, 0, 1, TD_ALIGN_LEFT });
  item.prose = prose;
  item.x = center - prose->maximum / 2;
  item.y = self->top * self->style->page_number_height + prose->size * 0.3;
  td_page_add_item (page, &item, 0, 0);
  td_prose_unref (prose);
}

static void
td_flow_place_page (TdFlow *self, guint start, guint end, TdPage *page)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (TdPlacedRow));
  double y = td_flow_place_repeated (self, start, page, rows);

  for (guint i = start; i < end; i++)
    {
      const TdSlice *slice = td_flow_slice (self, i);
      TdPlacedRow placed;

      y += i > start ? slice->space_before : 0;
      if (rows->len > 0 && g_array_index (rows, TdPlacedRow, 0).slice->table != slice->table)
        td_flow_place_borders (self, page, rows);
      td_flow_place_slice (self, slice, page, y);
      td_flow_place_fields (self, i, y);
      if (slice->cells != NULL)
        {
          placed = (TdPlacedRow){ slice, y };
          td_flow_place_row (self, slice, page, y);
          g_array_append_val (rows, placed);
        }
      y += slice->height;
    }
  td_flow_place_borders (self, page, rows);
}

/**
 * td_flow_paginate:
 * @self: a complete strip
 *
 * Cuts the strip into pages and appends them to the layout. Each part counts its pages from 1 and
 * has at least one.
 */
void
td_flow_paginate (TdFlow *self)
{
  double first =
      self->part->as.part.annex ? self->style->annex_number_start : self->style->page_number_start;
  int number = (int) lround (first);
  guint start = 0;

  do
    {
      TdPage *page = td_page_new (self->page_width, self->page_height, number);
      double foot = start == 0 && self->foot_slice > 0
                        ? td_flow_slice (self, self->foot_slice - 1)->height
                        : 0;
      guint strip = self->slices->len - (self->foot_slice > 0 ? 1 : 0);
      guint end =
          start < strip ? td_flow_page_end (self, start, strip, self->height - foot) : strip;

      if (start > 0 || self->style->page_number_first > 0.5)
        td_flow_place_number (self, page);
      td_flow_place_page (self, start, end, page);
      td_flow_place_notes (self, start, end, page, self->top + self->height - foot);
      if (foot > 0)
        td_flow_place_slice (self, td_flow_slice (self, self->foot_slice - 1), page,
                             self->top + self->height - foot);
      td_page_finish (page);
      g_ptr_array_add (self->layout->pages, page);
      start = end;
      number++;
    }
  while (start < self->slices->len - (self->foot_slice > 0 ? 1 : 0) || self->carried->len > 0);
}
