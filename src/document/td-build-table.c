/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-build.h"
#include "td-grid.h"

/* Rows of at most so many lines are never cut. */
#define TD_ROW_WHOLE_LINES 6

/* Points between two paragraphs of a cell. */
#define TD_CELL_PARAGRAPH_GAP 1.0

/* A cell that spans rows: what of it is not printed yet. */
typedef struct
{
  guint rows_left;
  TdRowCell cell;
  gboolean header; /* its text stands together in its last row */
} TdOpenSpan;

typedef struct
{
  TdFlow *flow;
  TdGrid *grid;
  guint table; /* number of the flow's table, plus 1 */
  guint node;
  double widths[TD_GRID_MAX_COLUMNS];
  double offsets[TD_GRID_MAX_COLUMNS + 1];
  GArray *spans; /* (element-type TdOpenSpan) */
} TdTableBuilder;

static void
td_build_cell_lines (
    TdTableBuilder *b, const TdGridCell *cell, TdRowCell *out, TdSource source, guint node)
{
  double inner = MAX (out->width - 2 * b->grid->padding, 1);
  TdProseFormat format = { inner, 0, b->flow->style->table_line, cell->align };
  double top = 0;

  for (guint i = 0; i < cell->proses->len; i++)
    {
      TdProse *prose = g_ptr_array_index (cell->proses, i);
      const TdBlock *block = td_block_child (cell->block, i);
      TdProseFormat own = format;
      TdSource paragraph = block->source.kind >= 0 ? block->source : source;

      if (block->kind == TD_BLOCK_PARAGRAPH && block->as.paragraph.align != TD_ALIGN_DEFAULT)
        own.align = block->as.paragraph.align;
      td_prose_break (prose, b->flow->shaper, &own);
      for (guint l = 0; l < td_prose_n_lines (prose); l++)
        {
          TdCellLine line = {
            td_prose_ref (prose), l, top, prose->line_height, 0, paragraph, node
          };

          g_array_append_val (out->lines, line);
          td_flow_add_notes (b->flow, prose, l);
          top += prose->line_height;
        }
      top += TD_CELL_PARAGRAPH_GAP;
    }
}

static TdRowCell
td_build_cell (TdTableBuilder *b, const TdGridRow *row, const TdGridCell *cell, guint row_node)
{
  TdRowCell out = { 0 };
  gboolean header = row->header || cell->block->as.cell.header;
  guint node = td_layout_add_node (b->flow->layout, row_node, header ? "TH" : "TD", NULL);

  out.x = b->offsets[cell->column];
  out.width = b->offsets[cell->column + cell->n_columns] - out.x;
  out.middle = cell->block->as.cell.middle || row->header;
  out.lines = td_cell_lines_new ();
  out.source = cell->block->source.kind >= 0  ? cell->block->source
               : row->block->source.kind >= 0 ? row->block->source
                                              : b->grid->table->source;
  td_build_cell_lines (b, cell, &out, out.source, node);
  return out;
}

static void
td_open_span_clear (gpointer data)
{
  g_clear_pointer (&((TdOpenSpan *) data)->cell.lines, g_array_unref);
}

static double
td_cells_height (const GArray *cells)
{
  double height = 0;

  for (guint i = 0; i < cells->len; i++)
    height = MAX (height, td_cell_lines_height (g_array_index (cells, TdRowCell, i).lines));
  return height;
}

/* Takes the lines of a spanning cell that fit into this row; all of them in its last row. */
static void
td_build_span (TdOpenSpan *span, GArray *cells, double height)
{
  guint n = span->cell.lines->len;
  TdRowCell cell = span->cell;
  GArray *rest;

  while (span->rows_left > 1 && n > 0 &&
         g_array_index (span->cell.lines, TdCellLine, n - 1).top +
                 g_array_index (span->cell.lines, TdCellLine, n - 1).height >
             height + 0.01)
    n--;
  cell.lines = td_cell_lines_take (span->cell.lines, 0, n);
  cell.middle = span->header;
  g_array_append_val (cells, cell);
  rest = td_cell_lines_take (span->cell.lines, n, span->cell.lines->len);
  g_array_unref (span->cell.lines);
  span->cell.lines = rest;
  span->cell.covered = TRUE;
  span->rows_left--;
}

static int
td_row_cell_compare (gconstpointer a, gconstpointer b)
{
  double x = ((const TdRowCell *) a)->x, y = ((const TdRowCell *) b)->x;

  return x < y ? -1 : x > y ? 1 : 0;
}

/* Cells that end in this row decide its height with the others; those that go on take what fits. */
static void
td_build_spans (TdTableBuilder *b, GArray *cells, gboolean last)
{
  double height;

  for (guint i = 0; i < b->spans->len; i++)
    {
      TdOpenSpan *span = &g_array_index (b->spans, TdOpenSpan, i);

      span->rows_left = last ? 1 : span->rows_left;
      if (span->rows_left == 1)
        td_build_span (span, cells, 0);
    }
  height = MAX (td_cells_height (cells), 20);
  for (guint i = 0; i < b->spans->len; i++)
    if (g_array_index (b->spans, TdOpenSpan, i).rows_left > 1)
      {
        TdOpenSpan *span = &g_array_index (b->spans, TdOpenSpan, i);

        td_build_span (span, cells, span->header ? -1 : height);
      }
  for (guint i = b->spans->len; i > 0; i--)
    if (g_array_index (b->spans, TdOpenSpan, i - 1).rows_left == 0)
      g_array_remove_index (b->spans, i - 1);
}

static void
td_build_row (TdTableBuilder *b, guint index)
{
  const TdGridRow *row = &g_array_index (b->grid->rows, TdGridRow, index);
  GArray *cells = td_row_cells_new ();
  guint row_node = td_layout_add_node (b->flow->layout, b->node, "TR", NULL);
  TdSlice *slice;
  guint most = 0;

  td_flow_begin_slice (b->flow, index == 0 ? b->flow->style->body_space_pt : 0);
  for (guint i = 0; i < row->cells->len; i++)
    {
      const TdGridCell *cell = &g_array_index (row->cells, TdGridCell, i);
      TdRowCell out = td_build_cell (b, row, cell, row_node);
      TdOpenSpan span = { cell->n_rows, out, row->header || cell->block->as.cell.header };

      if (cell->n_rows > 1 && index + 1 < b->grid->rows->len)
        g_array_append_val (b->spans, span);
      else
        g_array_append_val (cells, out);
    }
  td_build_spans (b, cells, index + 1 == b->grid->rows->len);
  g_array_sort (cells, td_row_cell_compare);
  for (guint i = 0; i < cells->len; i++)
    most = MAX (most, g_array_index (cells, TdRowCell, i).lines->len);
  slice = &g_array_index (b->flow->slices, TdSlice, b->flow->slices->len - 1);
  slice->cells = cells;
  slice->table = b->table;
  slice->keep_next = (row->header || row->group) && index + 1 < b->grid->rows->len;
  slice->whole = row->header || row->group || most <= TD_ROW_WHOLE_LINES;
  td_flow_end_slice (b->flow, MAX (td_cells_height (cells), 8) + 2 * b->grid->padding);
}

/* A header that fills the page would leave no room for the rows: it is not repeated then. */
static guint
td_build_repeated_rows (TdTableBuilder *b, guint first)
{
  guint n = MIN (b->grid->table->as.table.n_header_rows, b->grid->rows->len);
  double height = 0;

  for (guint i = 0; i < n; i++)
    height += g_array_index (b->flow->slices, TdSlice, first + i).height;
  return height < b->flow->height / 2 ? n : 0;
}

/**
 * td_build_table:
 * @flow: a strip
 * @block: a table
 *
 * Appends one slice per row.
 */
void
td_build_table (TdFlow *flow, TdBlock *block)
{
  TdTableBuilder b = { flow, td_grid_get (flow->layout, block) };
  TdFlowTable table = { flow->slices->len };

  if (b.grid->n_columns == 0 || b.grid->rows->len == 0)
    return;
  td_grid_fit (b.grid, flow->width, b.widths);
  for (guint c = 0; c < b.grid->n_columns; c++)
    b.offsets[c + 1] = b.offsets[c] + b.widths[c];
  for (guint c = b.grid->n_columns; c < TD_GRID_MAX_COLUMNS; c++)
    b.offsets[c + 1] = b.offsets[c];
  table.node = b.node = td_layout_add_node (flow->layout, flow->node, "Table", NULL);
  table.padding = b.grid->padding;
  table.border = block->as.table.plain ? 0 : flow->style->table_border_pt;
  g_array_append_val (flow->tables, table);
  b.table = flow->tables->len;
  b.spans = g_array_new (FALSE, FALSE, sizeof (TdOpenSpan));
  g_array_set_clear_func (b.spans, td_open_span_clear);
  for (guint i = 0; i < b.grid->rows->len; i++)
    td_build_row (&b, i);
  g_array_index (flow->tables, TdFlowTable, b.table - 1).n_header =
      td_build_repeated_rows (&b, table.first_slice);
  g_array_unref (b.spans);
}
