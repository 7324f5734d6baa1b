/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-geometry.h"

#include <math.h>

#define PADDING 5.4 /* points: what Word and LibreOffice leave beside the text of a cell */

/* A cell is centred when its lines are and do not start at one edge. */
static gboolean
lines_are_centered (GPtrArray *lines, double left, double right)
{
  double min = G_MAXDOUBLE, max = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const TdPdfLine *line = g_ptr_array_index (lines, i);

      if (fabs ((line->box.x0 - left) - (right - line->box.x1)) > 5)
        return FALSE;
      min = MIN (min, line->box.x0);
      max = MAX (max, line->box.x0);
    }

  return lines->len == 1 ? min - left > 3 : max - min > 2;
}

static void
fill_cell (TdSourceCell *cell, GPtrArray *words, double left, double right, int page)
{
  g_autoptr (GPtrArray) lines = td_pdf_lines_build (words, page);
  g_autoptr (GPtrArray) paragraphs = NULL;
  gboolean centered;

  for (guint i = 0; i < lines->len; i++)
    {
      const TdPdfLine *line = g_ptr_array_index (lines, i);

      left = MIN (left, line->box.x0);
      right = MAX (right, line->box.x1);
    }
  td_pdf_lines_set_area (lines, left, right);
  centered = lines_are_centered (lines, left, right);
  for (guint i = 0; i < lines->len; i++)
    ((TdPdfLine *) g_ptr_array_index (lines, i))->centered = centered;

  paragraphs = td_pdf_paragraphs_build (lines);
  for (guint i = 0; i < paragraphs->len; i++)
    g_ptr_array_add (cell->paragraphs, g_ptr_array_index (paragraphs, i));
  g_ptr_array_set_free_func (paragraphs, NULL);
}

static GPtrArray *
words_of_cell (const TdPdfGrid *grid, GPtrArray *words, const TdPdfGridCell *cell)
{
  GPtrArray *own = g_ptr_array_new ();

  for (guint i = 0; i < words->len; i++)
    {
      TdPdfWord *word = g_ptr_array_index (words, i);

      if (td_pdf_grid_cell_at (grid, (word->box.x0 + word->box.x1) / 2,
                               (word->box.y0 + word->box.y1) / 2) == cell)
        g_ptr_array_add (own, word);
    }

  return own;
}

/**
 * td_pdf_table_build:
 * @grid: the rulings of a table
 * @words: (element-type TdPdfWord): the words inside it
 * @page: its page
 *
 * Returns: (transfer full): the table with its words in their cells
 */
TdSourceTable *
td_pdf_table_build (const TdPdfGrid *grid, GPtrArray *words, const TdPdfPage *page)
{
  TdSourceTable *table = td_source_table_new ();
  const double *xs;

  g_return_val_if_fail (grid != NULL && words != NULL && page != NULL, table);

  xs = (const double *) grid->xs->data;
  table->bordered = TRUE;
  table->landscape = page->width > page->height;
  table->page = page->number;
  table->n_columns = grid->xs->len - 1;
  table->widths = g_new0 (double, table->n_columns);
  for (guint i = 0; i < table->n_columns; i++)
    table->widths[i] = xs[i + 1] - xs[i];
  for (guint i = 0; i + 1 < grid->ys->len; i++)
    g_ptr_array_add (table->rows, td_source_table_row_new ());

  for (guint i = 0; i < grid->cells->len; i++)
    {
      const TdPdfGridCell *place = &g_array_index (grid->cells, TdPdfGridCell, i);
      TdSourceTableRow *row = g_ptr_array_index (table->rows, place->row);
      g_autoptr (GPtrArray) own = words_of_cell (grid, words, place);
      TdSourceCell *cell = td_source_cell_new ();

      cell->column = place->column;
      cell->column_span = place->column_span;
      cell->row_span = place->row_span;
      fill_cell (cell, own, xs[place->column] + PADDING,
                 xs[place->column + place->column_span] - PADDING, page->number);
      g_ptr_array_add (row->cells, cell);
    }

  return table;
}
