/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-geometry.h"

#include <math.h>

#define TOUCH 3.5
#define MAX_COLUMNS 64
#define MAX_ROWS 400

/**
 * td_pdf_grid_free:
 * @grid: (nullable) (transfer full): a grid
 */
void
td_pdf_grid_free (TdPdfGrid *grid)
{
  if (grid == NULL)
    return;

  g_array_unref (grid->xs);
  g_array_unref (grid->ys);
  g_array_unref (grid->cells);
  g_free (grid);
}

static guint
root (guint *parents, guint i)
{
  while (parents[i] != i)
    i = parents[i] = parents[parents[i]];
  return i;
}

static gboolean
rules_touch (const TdPdfRule *a, const TdPdfRule *b)
{
  if (a->vertical == b->vertical)
    return fabs (a->at - b->at) <= TOUCH && a->from <= b->to + TOUCH && b->from <= a->to + TOUCH;
  return a->at >= b->from - TOUCH && a->at <= b->to + TOUCH && b->at >= a->from - TOUCH &&
         b->at <= a->to + TOUCH;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double p = *(const double *) a, q = *(const double *) b;

  return p < q ? -1 : p > q;
}

/* Values nearer than TOUCH to the one before are the same edge. */
static void
cluster (GArray *values)
{
  guint kept = 0;

  g_array_sort (values, compare_doubles);
  for (guint i = 0; i < values->len; i++)
    {
      double value = g_array_index (values, double, i);

      if (kept == 0 || value - g_array_index (values, double, kept - 1) > TOUCH)
        g_array_index (values, double, kept++) = value;
    }
  g_array_set_size (values, kept);
}

/* Is the edge at @at, from @from to @to, drawn? The stem of a capital letter is two thirds of
 * the height of a row. */
static gboolean
edge_is_drawn (GArray *rules, gboolean vertical, double at, double from, double to)
{
  double drawn = 0;

  for (guint i = 0; i < rules->len; i++)
    {
      const TdPdfRule *rule = &g_array_index (rules, TdPdfRule, i);

      if (rule->vertical == vertical && fabs (rule->at - at) <= TOUCH)
        drawn += MAX (0, MIN (to, rule->to) - MAX (from, rule->from));
    }

  return drawn >= 0.82 * (to - from);
}

typedef struct
{
  guint x0, y0, x1, y1;
} Span;

/* Cells that no edge parts are one; what comes out is made rectangular. */
static void
unite_cells (const TdPdfGrid *grid, GArray *rules, guint *parents)
{
  guint columns = grid->xs->len - 1, rows = grid->ys->len - 1;
  const double *xs = (const double *) grid->xs->data, *ys = (const double *) grid->ys->data;

  for (guint i = 0; i < rows * columns; i++)
    parents[i] = i;

  for (guint r = 0; r < rows; r++)
    for (guint c = 0; c < columns; c++)
      {
        guint i = r * columns + c;

        if (c > 0 && !edge_is_drawn (rules, TRUE, xs[c], ys[r], ys[r + 1]))
          parents[root (parents, i)] = root (parents, i - 1);
        if (r > 0 && !edge_is_drawn (rules, FALSE, ys[r], xs[c], xs[c + 1]))
          parents[root (parents, i)] = root (parents, i - columns);
      }
}

static void
measure_spans (guint *parents, Span *spans, guint rows, guint columns)
{
  for (guint i = 0; i < rows * columns; i++)
    spans[i] = (Span){ G_MAXUINT, G_MAXUINT, 0, 0 };

  for (guint i = 0; i < rows * columns; i++)
    {
      Span *span = &spans[root (parents, i)];

      span->x0 = MIN (span->x0, i % columns);
      span->x1 = MAX (span->x1, i % columns);
      span->y0 = MIN (span->y0, i / columns);
      span->y1 = MAX (span->y1, i / columns);
    }
}

static gboolean
square_cells (guint *parents, Span *spans, guint rows, guint columns)
{
  gboolean changed = FALSE;

  measure_spans (parents, spans, rows, columns);
  for (guint i = 0; i < rows * columns; i++)
    {
      Span span = spans[i];

      if (span.x0 == G_MAXUINT)
        continue;
      for (guint r = span.y0; r <= span.y1; r++)
        for (guint c = span.x0; c <= span.x1; c++)
          if (root (parents, r * columns + c) != root (parents, i))
            {
              parents[root (parents, r * columns + c)] = root (parents, i);
              changed = TRUE;
            }
    }

  return changed;
}

static void
drop_unused (GArray *edges, const gboolean *used)
{
  guint kept = 0;

  for (guint i = 0; i < edges->len; i++)
    if (i == 0 || i + 1 == edges->len || used[i])
      g_array_index (edges, double, kept++) = g_array_index (edges, double, i);
  g_array_set_size (edges, kept);
}

/* Index of an edge once the unused ones before it are gone. */
static guint
renumber (const gboolean *used, guint index)
{
  guint number = 0;

  for (guint i = 1; i <= index; i++)
    number += used[i] ? 1 : 0;
  return number;
}

static void
collect_cells (TdPdfGrid *grid, GArray *rules)
{
  guint columns = grid->xs->len - 1, rows = grid->ys->len - 1;
  g_autofree guint *parents = g_new (guint, rows * columns);
  g_autofree Span *spans = g_new (Span, rows * columns);
  g_autofree gboolean *used_x = g_new0 (gboolean, columns + 1);
  g_autofree gboolean *used_y = g_new0 (gboolean, rows + 1);

  unite_cells (grid, rules, parents);
  while (square_cells (parents, spans, rows, columns))
    ;

  used_x[columns] = used_y[rows] = TRUE;
  for (guint i = 0; i < rows * columns; i++)
    if (spans[i].x0 != G_MAXUINT)
      used_x[spans[i].x0] = used_y[spans[i].y0] = TRUE;

  for (guint i = 0; i < rows * columns; i++)
    {
      Span *span = &spans[root (parents, i)];
      TdPdfGridCell cell;

      if (span->y0 != i / columns || span->x0 != i % columns)
        continue;
      cell.row = renumber (used_y, span->y0);
      cell.column = renumber (used_x, span->x0);
      cell.row_span = renumber (used_y, span->y1 + 1) - cell.row;
      cell.column_span = renumber (used_x, span->x1 + 1) - cell.column;
      g_array_append_val (grid->cells, cell);
    }

  drop_unused (grid->xs, used_x);
  drop_unused (grid->ys, used_y);
}

/* Whether what stands out of the outermost horizontal ruling, at @edge, is the stem of a letter in
 * line with a border: where the table really goes on, most of its borders do. */
static gboolean
stem_stands_out (GArray *rules, double edge, gboolean above)
{
  guint reaching = 0, beyond = 0;

  for (guint i = 0; i < rules->len; i++)
    {
      const TdPdfRule *rule = &g_array_index (rules, TdPdfRule, i);

      if (!rule->vertical || rule->from > edge + TOUCH || rule->to < edge - TOUCH)
        continue;
      reaching++;
      beyond += above ? rule->from < edge - TOUCH : rule->to > edge + TOUCH;
    }

  return beyond > 0 && 2 * beyond < reaching;
}

static void
cut_stems (GArray *rules)
{
  double top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (guint i = 0; i < rules->len; i++)
    {
      const TdPdfRule *rule = &g_array_index (rules, TdPdfRule, i);

      top = rule->vertical ? top : MIN (top, rule->at);
      bottom = rule->vertical ? bottom : MAX (bottom, rule->at);
    }

  gboolean above = stem_stands_out (rules, top, TRUE);
  gboolean below = stem_stands_out (rules, bottom, FALSE);
  for (guint i = 0; i < rules->len; i++)
    {
      TdPdfRule *rule = &g_array_index (rules, TdPdfRule, i);

      if (rule->vertical && above)
        rule->from = MAX (rule->from, MIN (top, rule->to));
      if (rule->vertical && below)
        rule->to = MIN (rule->to, MAX (bottom, rule->from));
    }
}

/* The outer edges may not be drawn (a table open at its sides, a row cut by the page end). */
static TdPdfGrid *
grid_from_rules (GArray *rules)
{
  TdPdfGrid *grid = g_new0 (TdPdfGrid, 1);
  TdPdfBox box = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };

  grid->xs = g_array_new (FALSE, FALSE, sizeof (double));
  grid->ys = g_array_new (FALSE, FALSE, sizeof (double));
  grid->cells = g_array_new (FALSE, FALSE, sizeof (TdPdfGridCell));

  for (guint i = 0; i < rules->len; i++)
    {
      const TdPdfRule *rule = &g_array_index (rules, TdPdfRule, i);

      g_array_append_val (rule->vertical ? grid->xs : grid->ys, rule->at);
      box.x0 = MIN (box.x0, rule->vertical ? rule->at : rule->from);
      box.x1 = MAX (box.x1, rule->vertical ? rule->at : rule->to);
      box.y0 = MIN (box.y0, rule->vertical ? rule->from : rule->at);
      box.y1 = MAX (box.y1, rule->vertical ? rule->to : rule->at);
    }
  grid->box = box;
  g_array_append_val (grid->xs, box.x0);
  g_array_append_val (grid->xs, box.x1);
  g_array_append_val (grid->ys, box.y0);
  g_array_append_val (grid->ys, box.y1);
  cluster (grid->xs);
  cluster (grid->ys);

  if (grid->xs->len >= 2 && grid->ys->len >= 2 && grid->xs->len <= MAX_COLUMNS &&
      grid->ys->len <= MAX_ROWS)
    collect_cells (grid, rules);

  return grid;
}

static int
compare_grids (gconstpointer a, gconstpointer b)
{
  const TdPdfGrid *p = *(TdPdfGrid *const *) a, *q = *(TdPdfGrid *const *) b;

  return compare_doubles (&p->box.y0, &q->box.y0);
}

/**
 * td_pdf_grids_find:
 * @rules: (element-type TdPdfRule): the rulings of one page
 *
 * Joins rulings that touch into tables. A box around text is no table: at least two cells are
 * needed.
 *
 * Returns: (transfer full) (element-type TdPdfGrid): the tables from top to bottom
 */
GPtrArray *
td_pdf_grids_find (GArray *rules)
{
  GPtrArray *grids = g_ptr_array_new_with_free_func ((GDestroyNotify) td_pdf_grid_free);
  g_autofree guint *parents = NULL;

  g_return_val_if_fail (rules != NULL, grids);

  if (rules->len > 3000)
    return grids;

  parents = g_new (guint, rules->len + 1);
  for (guint i = 0; i < rules->len; i++)
    parents[i] = i;
  for (guint i = 0; i < rules->len; i++)
    for (guint j = 0; j < i; j++)
      if (rules_touch (&g_array_index (rules, TdPdfRule, i), &g_array_index (rules, TdPdfRule, j)))
        parents[root (parents, i)] = root (parents, j);

  for (guint i = 0; i < rules->len; i++)
    {
      g_autoptr (GArray) own = NULL;
      guint vertical = 0;
      TdPdfGrid *grid;

      if (root (parents, i) != i)
        continue;
      own = g_array_new (FALSE, FALSE, sizeof (TdPdfRule));
      for (guint j = 0; j < rules->len; j++)
        if (root (parents, j) == i)
          {
            g_array_append_val (own, g_array_index (rules, TdPdfRule, j));
            vertical += g_array_index (rules, TdPdfRule, j).vertical;
          }
      if (vertical == 0 || own->len - vertical == 0)
        continue;
      cut_stems (own);
      grid = grid_from_rules (own);
      if (grid->cells->len >= 2)
        g_ptr_array_add (grids, grid);
      else
        td_pdf_grid_free (grid);
    }
  g_ptr_array_sort (grids, compare_grids);

  return grids;
}

static guint
interval (GArray *edges, double value)
{
  for (guint i = 1; i + 1 < edges->len; i++)
    if (value < g_array_index (edges, double, i))
      return i - 1;
  return edges->len - 2;
}

/**
 * td_pdf_grid_cell_at:
 * @grid: a grid
 * @x: points
 * @y: points
 *
 * Returns: (transfer none) (nullable): the cell at a point; %NULL outside the table
 */
TdPdfGridCell *
td_pdf_grid_cell_at (const TdPdfGrid *grid, double x, double y)
{
  guint column, row;

  g_return_val_if_fail (grid != NULL, NULL);

  if (x < grid->box.x0 || x > grid->box.x1 || y < grid->box.y0 || y > grid->box.y1)
    return NULL;

  column = interval (grid->xs, x);
  row = interval (grid->ys, y);
  for (guint i = 0; i < grid->cells->len; i++)
    {
      TdPdfGridCell *cell = &g_array_index (grid->cells, TdPdfGridCell, i);

      if (column >= cell->column && column < cell->column + cell->column_span && row >= cell->row &&
          row < cell->row + cell->row_span)
        return cell;
    }

  return NULL;
}
