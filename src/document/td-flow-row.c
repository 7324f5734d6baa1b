/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-flow.h"

/* The fewest lines of its tallest cell that a row leaves on a page, or takes to the next. */
#define TD_ROW_KEEP_LINES 3

static void
td_row_cell_clear (gpointer data)
{
  g_clear_pointer (&((TdRowCell *) data)->lines, g_array_unref);
}

static void
td_cell_line_clear (gpointer data)
{
  g_clear_pointer (&((TdCellLine *) data)->prose, td_prose_unref);
}

/**
 * td_row_cells_new:
 *
 * Returns: (transfer full) (element-type TdRowCell): an array that owns its cells' lines
 */
GArray *
td_row_cells_new (void)
{
  GArray *cells = g_array_new (FALSE, TRUE, sizeof (TdRowCell));

  g_array_set_clear_func (cells, td_row_cell_clear);
  return cells;
}

/**
 * td_cell_lines_new:
 *
 * Returns: (transfer full) (element-type TdCellLine): an array that owns its paragraphs
 */
GArray *
td_cell_lines_new (void)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (TdCellLine));

  g_array_set_clear_func (lines, td_cell_line_clear);
  return lines;
}

/**
 * td_slice_clear_cells:
 * @slice: any slice
 */
void
td_slice_clear_cells (TdSlice *slice)
{
  g_clear_pointer (&slice->cells, g_array_unref);
}

/**
 * td_cell_lines_height:
 * @lines: (element-type TdCellLine): of a cell
 *
 * Returns: from the top of the first to the bottom of the last, in points
 */
double
td_cell_lines_height (const GArray *lines)
{
  const TdCellLine *last;

  if (lines->len == 0)
    return 0;
  last = &g_array_index (lines, TdCellLine, lines->len - 1);
  return last->top + last->height;
}

static guint
td_cell_lines_fitting (const GArray *lines, double available)
{
  guint n = 0;

  while (n < lines->len &&
         g_array_index (lines, TdCellLine, n).top + g_array_index (lines, TdCellLine, n).height <=
             available + 0.01)
    n++;
  return n;
}

/**
 * td_cell_lines_take:
 * @lines: (element-type TdCellLine): of a cell
 * @start: first line
 * @end: behind the last line
 *
 * Returns: (transfer full) (element-type TdCellLine): copies of the lines, moved up to the top
 */
GArray *
td_cell_lines_take (const GArray *lines, guint start, guint end)
{
  GArray *taken = td_cell_lines_new ();
  double top = start < lines->len ? g_array_index (lines, TdCellLine, start).top : 0;

  for (guint i = start; i < end; i++)
    {
      TdCellLine line = g_array_index (lines, TdCellLine, i);

      line.prose = td_prose_ref (line.prose);
      line.top -= top;
      g_array_append_val (taken, line);
    }
  return taken;
}

/* The height at which to cut, counted in the row's content; 0 when the row should not be cut. */
static double
td_row_cut (const TdSlice *row, double available)
{
  const TdRowCell *tallest = NULL;
  guint fitting;

  for (guint i = 0; i < row->cells->len; i++)
    {
      const TdRowCell *cell = &g_array_index (row->cells, TdRowCell, i);

      if (tallest == NULL ||
          td_cell_lines_height (cell->lines) > td_cell_lines_height (tallest->lines))
        tallest = cell;
    }
  if (tallest == NULL)
    return 0;
  fitting = td_cell_lines_fitting (tallest->lines, available);
  fitting = MIN (fitting, tallest->lines->len - MIN (tallest->lines->len, TD_ROW_KEEP_LINES));
  if (fitting < TD_ROW_KEEP_LINES)
    return 0;
  return g_array_index (tallest->lines, TdCellLine, fitting - 1).top +
         g_array_index (tallest->lines, TdCellLine, fitting - 1).height;
}

static void
td_row_cell_split (
    TdFlow *self, const TdRowCell *cell, double cut, guint row_node, TdSlice *first, TdSlice *rest)
{
  guint n = td_cell_lines_fitting (cell->lines, cut);
  TdRowCell upper = *cell, lower = *cell;
  guint node = td_layout_add_node (self->layout, row_node, "TD", NULL);

  upper.lines = td_cell_lines_take (cell->lines, 0, n);
  lower.lines = td_cell_lines_take (cell->lines, n, cell->lines->len);
  upper.middle = lower.middle = FALSE;
  for (guint i = 0; i < lower.lines->len; i++)
    g_array_index (lower.lines, TdCellLine, i).node = node;
  g_array_append_val (first->cells, upper);
  g_array_append_val (rest->cells, lower);
}

static double
td_row_content_height (const TdSlice *row)
{
  double height = 0;

  for (guint i = 0; i < row->cells->len; i++)
    height = MAX (height, td_cell_lines_height (g_array_index (row->cells, TdRowCell, i).lines));
  return height;
}

/**
 * td_flow_split_row:
 * @self: a strip
 * @row: a row that does not fit
 * @available: points left on the page
 * @first: (out): the row's upper part, which fits
 * @rest: (out): what goes to the next page
 *
 * Returns: whether the row is worth cutting; nothing is set when it is not
 */
gboolean
td_flow_split_row (
    TdFlow *self, const TdSlice *row, double available, TdSlice *first, TdSlice *rest)
{
  const TdFlowTable *table = &g_array_index (self->tables, TdFlowTable, row->table - 1);
  double cut = td_row_cut (row, available - 2 * table->padding);
  guint row_node;

  if (cut <= 0)
    return FALSE;
  *first = *rest = *row;
  first->keep_next = FALSE;
  first->cells = td_row_cells_new ();
  rest->cells = td_row_cells_new ();
  rest->space_before = 0;
  rest->first_note += rest->n_notes;
  rest->n_notes = 0;
  row_node = td_layout_add_node (self->layout, table->node, "TR", NULL);
  for (guint i = 0; i < row->cells->len; i++)
    td_row_cell_split (self, &g_array_index (row->cells, TdRowCell, i), cut, row_node, first, rest);
  first->height = td_row_content_height (first) + 2 * table->padding;
  rest->height = td_row_content_height (rest) + 2 * table->padding;
  return TRUE;
}

/**
 * td_flow_place_row:
 * @self: a strip
 * @row: a table row
 * @page: where it goes
 * @y: its top on the page
 */
void
td_flow_place_row (TdFlow *self, const TdSlice *row, TdPage *page, double y)
{
  const TdFlowTable *table = &g_array_index (self->tables, TdFlowTable, row->table - 1);

  for (guint i = 0; i < row->cells->len; i++)
    {
      const TdRowCell *cell = &g_array_index (row->cells, TdRowCell, i);
      TdRegion region = { cell->source, self->left + cell->x, y, cell->width, row->height };
      double free_height = row->height - 2 * table->padding - td_cell_lines_height (cell->lines);
      double top = y + table->padding + (cell->middle && free_height > 0 ? free_height / 2 : 0);

      td_page_add_region (page, &region, 0, 0);
      for (guint j = 0; j < cell->lines->len; j++)
        {
          const TdCellLine *line = &g_array_index (cell->lines, TdCellLine, j);
          TdItem item = { .kind = TD_ITEM_LINE, .node = row->artifact ? G_MAXUINT : line->node };
          TdRegion inner = { line->source, region.x, top + line->top, cell->width, line->height };

          item.x = region.x + table->padding + line->dx;
          item.y = top + line->top + line->prose->baseline;
          item.prose = line->prose;
          item.line = line->line;
          td_page_add_item (page, &item, 0, 0);
          td_page_add_region (page, &inner, 0, 0);
        }
    }
}

static void
td_place_rule (TdFlow *self,
               TdPage *page,
               const TdFlowTable *table,
               double x,
               double y,
               double width,
               double height)
{
  TdItem item = { .kind = TD_ITEM_RULE, .node = G_MAXUINT };

  item.x = self->left + x;
  item.y = y;
  item.width = width;
  item.height = height;
  item.thickness = table->border;
  td_page_add_item (page, &item, 0, 0);
}

/* Neighbouring cells without a gap share one stroke. */
static void
td_place_top (
    TdFlow *self, TdPage *page, const TdFlowTable *table, const TdPlacedRow *row, gboolean whole)
{
  double start = 0, end = -1;

  for (guint i = 0; i < row->slice->cells->len; i++)
    {
      const TdRowCell *cell = &g_array_index (row->slice->cells, TdRowCell, i);

      if (cell->covered && !whole)
        continue;
      if (end >= 0 && cell->x - end > 0.01)
        {
          td_place_rule (self, page, table, start, row->y, end - start, 0);
          end = -1;
        }
      if (end < 0)
        start = cell->x;
      end = cell->x + cell->width;
    }
  if (end >= 0)
    td_place_rule (self, page, table, start, row->y, end - start, 0);
}

static gboolean
td_row_has_edge (const TdSlice *row, double x)
{
  for (guint i = 0; i < row->cells->len; i++)
    {
      const TdRowCell *cell = &g_array_index (row->cells, TdRowCell, i);

      if (ABS (cell->x - x) < 0.01 || ABS (cell->x + cell->width - x) < 0.01)
        return TRUE;
    }
  return FALSE;
}

/* One stroke for each run of rows that have an edge at @x. */
static void
td_place_edge (TdFlow *self, TdPage *page, const TdFlowTable *table, GArray *rows, double x)
{
  double top = 0;
  gboolean open = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const TdPlacedRow *row = &g_array_index (rows, TdPlacedRow, i);
      gboolean edge = td_row_has_edge (row->slice, x);

      if (open && !edge)
        td_place_rule (self, page, table, x, top, 0, row->y - top);
      if (edge && !open)
        top = row->y;
      open = edge;
      if (open && i + 1 == rows->len)
        td_place_rule (self, page, table, x, top, 0, row->y + row->slice->height - top);
    }
}

static void
td_add_edge (GArray *edges, double x)
{
  for (guint i = 0; i < edges->len; i++)
    if (ABS (g_array_index (edges, double, i) - x) < 0.01)
      return;
  g_array_append_val (edges, x);
}

/**
 * td_flow_place_borders:
 * @self: a strip
 * @page: a page
 * @rows: (element-type TdPlacedRow): the rows of one table on it, which follow one another
 *
 * Draws the lines of the table; empties @rows.
 */
void
td_flow_place_borders (TdFlow *self, TdPage *page, GArray *rows)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (double));
  const TdFlowTable *table;
  const TdPlacedRow *last;

  if (rows->len == 0)
    return;
  last = &g_array_index (rows, TdPlacedRow, rows->len - 1);
  table = &g_array_index (self->tables, TdFlowTable, last->slice->table - 1);
  if (table->border <= 0)
    {
      g_array_set_size (rows, 0);
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const TdPlacedRow *row = &g_array_index (rows, TdPlacedRow, i);

      td_place_top (self, page, table, row, i == 0);
      for (guint j = 0; j < row->slice->cells->len; j++)
        {
          const TdRowCell *cell = &g_array_index (row->slice->cells, TdRowCell, j);

          td_add_edge (edges, cell->x);
          td_add_edge (edges, cell->x + cell->width);
        }
    }
  td_place_top (self, page, table, &(TdPlacedRow){ last->slice, last->y + last->slice->height },
                TRUE);
  for (guint i = 0; i < edges->len; i++)
    td_place_edge (self, page, table, rows, g_array_index (edges, double, i));
  g_array_set_size (rows, 0);
}
