/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-grid.h"

#include <math.h>

/* Rows that are looked at when a table is long: every kth of them. */
#define TD_FIT_MAX_ROWS 96
#define TD_FIT_MAX_ROUNDS 10

/* Lines are not filled to the end: a column's text takes this much more than its length. */
#define TD_FIT_WASTE 1.06

/* A table is squeezed when its columns have less than this times the room of their widest words, or
 * are narrower than so many points on average, or when an average row has more than so many lines.
 */
#define TD_SQUEEZE_RATIO 1.5
#define TD_SQUEEZE_WIDTH 74.0
#define TD_SQUEEZE_LINES 4.2

/* A row longer than this goes over pages anyway and should not decide the widths alone. */
#define TD_FIT_LONG_ROW 12.0f

/* What a line counts that does not make its row higher. */
#define TD_FIT_ALL_LINES 0.04

typedef struct
{
  const TdGrid *grid;
  guint n_columns, n_rows;
  double minimum[TD_GRID_MAX_COLUMNS];
  double maximum[TD_GRID_MAX_COLUMNS];
  double widths[TD_GRID_MAX_COLUMNS];
  gboolean fixed[TD_GRID_MAX_COLUMNS];
  const TdGridCell **cells; /* n_rows times n_columns; NULL where there is no cell of one column */
  float *lines;             /* the same: estimated lines */
} TdFit;

static double
td_fit_cell_lines (const TdFit *fit, const TdGridCell *cell, double width)
{
  double inner = MAX (width - 2 * fit->grid->padding, 1);
  double lines = 0;

  for (guint i = 0; cell != NULL && i < cell->proses->len; i++)
    {
      const TdProse *prose = g_ptr_array_index (cell->proses, i);

      lines += prose->maximum <= inner ? 1 : ceil (prose->maximum * TD_FIT_WASTE / inner);
    }
  return lines;
}

static void
td_fit_measure (TdFit *fit)
{
  for (guint r = 0; r < fit->grid->rows->len; r++)
    {
      const TdGridRow *row = &g_array_index (fit->grid->rows, TdGridRow, r);

      for (guint i = 0; i < row->cells->len; i++)
        {
          const TdGridCell *cell = &g_array_index (row->cells, TdGridCell, i);

          if (cell->n_columns > 1)
            continue;
          fit->minimum[cell->column] =
              MAX (fit->minimum[cell->column], cell->minimum + 2 * fit->grid->padding + 0.5);
          for (guint p = 0; p < cell->proses->len; p++)
            fit->maximum[cell->column] =
                MAX (fit->maximum[cell->column],
                     ((TdProse *) g_ptr_array_index (cell->proses, p))->maximum +
                         2 * fit->grid->padding + 0.5);
        }
    }
  for (guint c = 0; c < fit->n_columns; c++)
    {
      fit->minimum[c] = MAX (fit->minimum[c], 2 * fit->grid->padding + 10);
      fit->maximum[c] = MAX (fit->maximum[c], fit->minimum[c]);
    }
}

static void
td_fit_sample (TdFit *fit)
{
  guint step = fit->grid->rows->len / TD_FIT_MAX_ROWS + 1;

  fit->n_rows = (fit->grid->rows->len + step - 1) / step;
  fit->cells = g_new0 (const TdGridCell *, MAX (fit->n_rows * fit->n_columns, 1));
  fit->lines = g_new0 (float, MAX (fit->n_rows * fit->n_columns, 1));
  for (guint r = 0; r < fit->n_rows; r++)
    {
      const TdGridRow *row = &g_array_index (fit->grid->rows, TdGridRow, r * step);

      for (guint i = 0; i < row->cells->len; i++)
        {
          const TdGridCell *cell = &g_array_index (row->cells, TdGridCell, i);

          if (cell->n_columns == 1 && cell->n_rows == 1)
            fit->cells[r * fit->n_columns + cell->column] = cell;
        }
    }
}

/* Where every column starts: its widest word, then room by the length of its texts. */
static void
td_fit_start (TdFit *fit, double width)
{
  const GArray *columns = fit->grid->table->as.table.columns;
  double minimum = 0, wish[TD_GRID_MAX_COLUMNS] = { 0 }, wishes = 0, room;

  for (guint c = 0; c < fit->n_columns; c++)
    {
      double hint = c < columns->len ? g_array_index (columns, TdBlockColumn, c).width : 0;

      fit->fixed[c] = hint > 0;
      fit->widths[c] = MAX (fit->minimum[c], hint * width);
      minimum += fit->widths[c];
      if (!fit->fixed[c])
        wish[c] = sqrt (fit->maximum[c] * fit->minimum[c]) - fit->minimum[c] +
                  (fit->maximum[c] > 60 ? 1 : 0.05);
      wishes += wish[c];
    }
  room = width - minimum;
  for (guint c = 0; c < fit->n_columns; c++)
    if (room < 0 || wishes <= 0)
      fit->widths[c] *= width / minimum;
    else
      fit->widths[c] += room * wish[c] / wishes;
}

/* The heights of the rows; among equals, the widths that leave the fewest lines in all cells. */
static double
td_fit_cost (const TdFit *fit)
{
  double cost = 0;

  for (guint r = 0; r < fit->n_rows; r++)
    {
      float most = 1, all = 0;

      for (guint c = 0; c < fit->n_columns; c++)
        {
          most = MAX (most, fit->lines[r * fit->n_columns + c]);
          all += fit->lines[r * fit->n_columns + c];
        }
      cost += MIN (all, TD_FIT_LONG_ROW) * TD_FIT_ALL_LINES;
      cost += most > TD_FIT_LONG_ROW ? TD_FIT_LONG_ROW + (most - TD_FIT_LONG_ROW) * 0.1f : most;
    }
  return cost;
}

static void
td_fit_update (TdFit *fit, guint column)
{
  for (guint r = 0; r < fit->n_rows; r++)
    fit->lines[r * fit->n_columns + column] = (float) td_fit_cell_lines (
        fit, fit->cells[r * fit->n_columns + column], fit->widths[column]);
}

static void
td_fit_move (TdFit *fit, guint from, guint to, double step)
{
  fit->widths[from] -= step;
  fit->widths[to] += step;
  td_fit_update (fit, from);
  td_fit_update (fit, to);
}

/* Moves width from one column to another as long as the table gets shorter. */
static double
td_fit_improve (TdFit *fit, double step)
{
  double best = td_fit_cost (fit);
  gboolean moved = TRUE;

  for (guint round = 0; moved && round < TD_FIT_MAX_ROUNDS; round++)
    {
      moved = FALSE;
      for (guint from = 0; from < fit->n_columns; from++)
        for (guint to = 0; to < fit->n_columns; to++)
          {
            double cost;

            if (from == to || fit->fixed[from] || fit->fixed[to] ||
                fit->widths[from] - step < fit->minimum[from])
              continue;
            td_fit_move (fit, from, to, step);
            cost = td_fit_cost (fit);
            if (cost < best - 1e-6)
              {
                best = cost;
                moved = TRUE;
              }
            else
              td_fit_move (fit, to, from, step);
          }
    }
  return best;
}

static double
td_fit_run (TdFit *fit, const TdGrid *grid, double width)
{
  double cost;

  fit->grid = grid;
  fit->n_columns = grid->n_columns;
  td_fit_measure (fit);
  td_fit_start (fit, width);
  td_fit_sample (fit);
  for (guint c = 0; c < fit->n_columns; c++)
    td_fit_update (fit, c);
  td_fit_improve (fit, width * 0.04);
  cost = td_fit_improve (fit, width * 0.015);
  g_free (fit->cells);
  g_free (fit->lines);
  return fit->n_rows > 0 ? cost / fit->n_rows : 0;
}

/**
 * td_grid_fit:
 * @self: a grid
 * @width: of the table, points
 * @widths: (out) (array): room for TD_GRID_MAX_COLUMNS widths
 *
 * Finds widths that add up to @width: no word is cut as long as there is room, hinted columns get
 * their share, and the others are balanced so that the table is short.
 *
 * Returns: estimated lines of an average row
 */
double
td_grid_fit (const TdGrid *self, double width, double *widths)
{
  TdFit fit = { 0 };
  double lines;

  if (self->n_columns == 0)
    return 0;
  lines = td_fit_run (&fit, self, width);
  for (guint c = 0; c < self->n_columns; c++)
    widths[c] = fit.widths[c];
  return lines;
}

/**
 * td_grid_is_squeezed:
 * @self: a grid
 * @width: of the table, points
 *
 * Returns: whether the table should have wider paper
 */
gboolean
td_grid_is_squeezed (const TdGrid *self, double width)
{
  TdFit fit = { 0 };
  double lines, minimum = 0;

  if (self->n_columns < 4)
    return FALSE;
  if (width / self->n_columns < TD_SQUEEZE_WIDTH)
    return TRUE;
  lines = td_fit_run (&fit, self, width);
  for (guint c = 0; c < self->n_columns; c++)
    minimum += fit.minimum[c];
  return minimum * TD_SQUEEZE_RATIO > width || lines > TD_SQUEEZE_LINES;
}
