/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-grid.h"

#include "td-build.h"

static void
td_grid_cell_clear (gpointer data)
{
  g_ptr_array_unref (((TdGridCell *) data)->proses);
}

static void
td_grid_row_clear (gpointer data)
{
  g_array_unref (((TdGridRow *) data)->cells);
}

static TdAlign
td_grid_cell_align (const TdGrid *self, const TdGridRow *row, const TdBlock *cell, guint column)
{
  const GArray *columns = self->table->as.table.columns;
  const TdBlockColumn *own =
      column < columns->len ? &g_array_index (columns, TdBlockColumn, column) : NULL;

  if (cell->as.cell.align != TD_ALIGN_DEFAULT)
    return cell->as.cell.align;
  if (row->header || cell->as.cell.header)
    return TD_ALIGN_CENTER;
  if (own != NULL && cell->as.cell.column_span <= 1 && own->align != TD_ALIGN_DEFAULT)
    return own->align;
  if (own != NULL && cell->as.cell.column_span <= 1 && g_strcmp0 (own->role, "number") == 0)
    return TD_ALIGN_CENTER;
  return TD_ALIGN_LEFT;
}

static void
td_grid_add_cell (TdLayout *layout, TdGrid *self, TdGridRow *row, TdBlock *block, guint column)
{
  gboolean bold = row->header || row->group || block->as.cell.header;
  double size = self->table->as.table.font_size > 0 ? self->table->as.table.font_size
                                                    : layout->style.table_pt;
  TdGridCell cell = { block, column };

  cell.n_columns = CLAMP (block->as.cell.column_span, 1, TD_GRID_MAX_COLUMNS - column);
  cell.n_rows = MAX (block->as.cell.row_span, 1);
  cell.align = td_grid_cell_align (self, row, block, column);
  cell.proses = g_ptr_array_new_with_free_func ((GDestroyNotify) td_prose_unref);
  for (guint i = 0; i < td_block_n_children (block); i++)
    {
      TdProse *prose =
          td_build_block_prose (layout, td_block_child (block, i), size, td_face_style (bold, 0));

      g_ptr_array_add (cell.proses, prose);
      cell.minimum = MAX (cell.minimum, prose->minimum);
    }
  g_array_append_val (row->cells, cell);
  self->n_columns = MAX (self->n_columns, column + cell.n_columns);
}

/* @busy counts for each column the rows that a cell from above still covers. */
static void
td_grid_add_row (TdLayout *layout, TdGrid *self, TdBlock *block, guint *busy)
{
  TdGridRow row = { block };
  guint column = 0;

  row.header = self->rows->len < self->table->as.table.n_header_rows;
  row.group = block->as.row.group;
  row.cells = g_array_new (FALSE, FALSE, sizeof (TdGridCell));
  g_array_set_clear_func (row.cells, td_grid_cell_clear);
  for (guint i = 0; i < td_block_n_children (block); i++)
    {
      TdBlock *cell = td_block_child (block, i);

      while (column < TD_GRID_MAX_COLUMNS && busy[column] > 0)
        column++;
      if (column >= TD_GRID_MAX_COLUMNS || cell->kind != TD_BLOCK_CELL)
        break;
      td_grid_add_cell (layout, self, &row, cell, column);
      column += g_array_index (row.cells, TdGridCell, row.cells->len - 1).n_columns;
    }
  for (guint i = 0; i < TD_GRID_MAX_COLUMNS; i++)
    busy[i] -= busy[i] > 0 ? 1 : 0;
  for (guint i = 0; i < row.cells->len; i++)
    {
      const TdGridCell *cell = &g_array_index (row.cells, TdGridCell, i);

      for (guint j = 0; j < cell->n_columns; j++)
        busy[cell->column + j] = cell->n_rows - 1;
    }
  g_array_append_val (self->rows, row);
}

/**
 * td_grid_get:
 * @layout: the layout under construction
 * @table: a table of its tree
 *
 * Returns: (transfer none): the table's cells, measured; kept until the layout is complete
 */
TdGrid *
td_grid_get (TdLayout *layout, TdBlock *table)
{
  TdGrid *self = g_hash_table_lookup (layout->grids, table);
  guint busy[TD_GRID_MAX_COLUMNS] = { 0 };

  if (self != NULL)
    return self;
  self = g_new0 (TdGrid, 1);
  self->table = table;
  self->padding = layout->style.table_padding_mm * TD_POINTS_PER_MM;
  self->n_columns = MIN (table->as.table.columns->len, TD_GRID_MAX_COLUMNS);
  self->rows = g_array_new (FALSE, FALSE, sizeof (TdGridRow));
  g_array_set_clear_func (self->rows, td_grid_row_clear);
  for (guint i = 0; i < td_block_n_children (table); i++)
    if (td_block_child (table, i)->kind == TD_BLOCK_ROW)
      td_grid_add_row (layout, self, td_block_child (table, i), busy);
  g_hash_table_insert (layout->grids, table, self);
  return self;
}

/**
 * td_grid_free:
 * @self: (transfer full): a grid
 */
void
td_grid_free (TdGrid *self)
{
  g_array_unref (self->rows);
  g_free (self);
}
