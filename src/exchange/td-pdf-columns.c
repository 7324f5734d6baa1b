/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-geometry.h"

#include <math.h>

/* Two columns side by side without rulings: the agency and the motto at the head of a document, the
 * recipients and the signature at its end. */

#define GUTTER 9.0
#define LONGEST_GAP 150.0 /* points: the room for a signature */

typedef struct
{
  double from;
  double to;
} Gap;

static Gap
widest_gap (const TdPdfLine *line)
{
  Gap best = { 0, 0 };

  for (guint i = 1; i < line->words->len; i++)
    {
      const TdPdfWord *left = g_ptr_array_index (line->words, i - 1);
      const TdPdfWord *right = g_ptr_array_index (line->words, i);

      if (right->box.x0 - left->box.x1 > best.to - best.from)
        best = (Gap){ left->box.x1, right->box.x0 };
    }

  return best;
}

/* What of @gap the line leaves free; FALSE when it crosses all of it. */
static gboolean
narrow (Gap *gap, const TdPdfLine *line, gboolean *has_left, gboolean *has_right)
{
  Gap best = { 0, 0 };
  double from = gap->from;

  *has_left = *has_right = FALSE;
  for (guint i = 0; i <= line->words->len; i++)
    {
      const TdPdfWord *word = i < line->words->len ? g_ptr_array_index (line->words, i) : NULL;
      double to = word != NULL ? MIN (word->box.x0, gap->to) : gap->to;

      if (to - from > best.to - best.from)
        best = (Gap){ from, to };
      if (word != NULL)
        from = MAX (from, word->box.x1);
    }
  if (best.to - best.from < GUTTER)
    return FALSE;

  for (guint i = 0; i < line->words->len; i++)
    {
      const TdPdfWord *word = g_ptr_array_index (line->words, i);

      if (word->box.x0 < best.from)
        *has_left = TRUE;
      else
        *has_right = TRUE;
    }
  *gap = best;

  return TRUE;
}

typedef struct
{
  TdPdfBox box[2]; /* the left and the right column */
  guint aligned;   /* lines that begin at the edge of the right column */
} Sides;

static void
grow (Sides *sides, const TdPdfLine *line, double gutter)
{
  double start = G_MAXDOUBLE;

  for (guint i = 0; i < line->words->len; i++)
    {
      const TdPdfWord *word = g_ptr_array_index (line->words, i);
      TdPdfBox *box = &sides->box[word->box.x0 >= gutter];

      box->x0 = MIN (box->x0, word->box.x0);
      box->x1 = MAX (box->x1, word->box.x1);
      if (word->box.x0 >= gutter)
        start = MIN (start, word->box.x0);
    }

  if (fabs (start - sides->box[1].x0) < 3)
    sides->aligned++;
}

/* A line on one side belongs to the block when it is set like its column: on the same middle, or at
 * the same edge. At the right the edge counts only where two lines begin: the title below the head
 * of a document may begin there by chance. */
static gboolean
fits_side (const TdPdfLine *line, const Sides *sides, guint side)
{
  const TdPdfBox *box = &sides->box[side];
  double center = (line->box.x0 + line->box.x1) / 2;

  if (fabs (center - (box->x0 + box->x1) / 2) < 5)
    return TRUE;
  return fabs (line->box.x0 - box->x0) < 6 && (side == 0 || sides->aligned >= 2);
}

/* A bullet and its hanging text are no two columns. */
static gboolean
left_is_mark (const TdPdfLine *line, double gutter)
{
  const TdPdfWord *first = g_ptr_array_index (line->words, 0);

  return (line->words->len < 2 ||
          ((TdPdfWord *) g_ptr_array_index (line->words, 1))->box.x0 > gutter) &&
         g_utf8_strlen (first->text, -1) <= 5;
}

/**
 * td_pdf_columns_find:
 * @lines: (element-type TdPdfLine): lines of one page
 * @start: where the block would begin
 * @gutter: (out): the x that parts the columns
 *
 * Returns: how many lines belong to a block of two columns that begins at @start; 0 for none
 */
guint
td_pdf_columns_find (GPtrArray *lines, guint start, double *gutter)
{
  const TdPdfLine *line;
  Sides sides = { { { G_MAXDOUBLE, 0, 0, 0 }, { G_MAXDOUBLE, 0, 0, 0 } }, 0 };
  guint both = 0, last = start;
  guint count[2] = { 0, 0 };
  Gap gap;

  g_return_val_if_fail (lines != NULL && start < lines->len && gutter != NULL, 0);

  line = g_ptr_array_index (lines, start);
  gap = widest_gap (line);
  if (gap.to - gap.from < MAX (12, 1.1 * line->size))
    return 0;
  *gutter = (gap.from + gap.to) / 2;
  if (left_is_mark (line, *gutter))
    return 0;

  for (guint i = start; i < lines->len; i++)
    {
      gboolean left, right;
      Gap rest = gap;

      line = g_ptr_array_index (lines, i);
      if (!narrow (&rest, line, &left, &right))
        break;
      if (i > last && line->box.y0 - ((TdPdfLine *) g_ptr_array_index (lines, last))->box.y1 >
                          (right ? LONGEST_GAP : 40))
        break;
      if (!(left && right) && !fits_side (line, &sides, right))
        break;
      gap = rest;
      *gutter = (gap.from + gap.to) / 2;
      both += left && right;
      count[0] += left;
      count[1] += right;
      grow (&sides, line, *gutter);
      last = i;
    }

  if (both >= 2 || (both == 1 && gap.to - gap.from > (count[0] + count[1] >= 4 ? 20 : 60)))
    return last - start + 1;

  return 0;
}

static TdSourceCell *
build_side (GPtrArray *lines, guint start, guint count, double gutter, guint side, Gap area)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) td_pdf_line_free);
  g_autoptr (GPtrArray) paragraphs = NULL;
  TdSourceCell *cell = td_source_cell_new ();
  double x0 = G_MAXDOUBLE, x1 = 0, half;

  for (guint i = start; i < start + count; i++)
    {
      const TdPdfLine *line = g_ptr_array_index (lines, i);
      TdPdfLine *part = td_pdf_line_new (line->page);

      for (guint j = 0; j < line->words->len; j++)
        {
          TdPdfWord *word = g_ptr_array_index (line->words, j);

          if ((word->box.x0 >= gutter) == (side == 1))
            td_pdf_line_add (part, word);
        }
      if (part->words->len == 0)
        {
          td_pdf_line_free (part);
          continue;
        }
      td_pdf_line_finish (part);
      x0 = MIN (x0, part->box.x0);
      x1 = MAX (x1, part->box.x1);
      g_ptr_array_add (own, part);
    }

  /* a centred column is as wide on both sides of its middle */
  half = MIN ((x0 + x1) / 2 - area.from, area.to - (x0 + x1) / 2);
  td_pdf_lines_set_area (own, MIN (x0, (x0 + x1) / 2 - half), MAX (x1, (x0 + x1) / 2 + half));
  paragraphs = td_pdf_paragraphs_build (own);
  for (guint i = 0; i < paragraphs->len; i++)
    g_ptr_array_add (cell->paragraphs, g_ptr_array_index (paragraphs, i));
  g_ptr_array_set_free_func (paragraphs, NULL);
  cell->column = side;

  return cell;
}

/**
 * td_pdf_columns_build:
 * @lines: (element-type TdPdfLine): lines of one page, their area set
 * @start: first line of the block
 * @count: lines of the block
 * @gutter: the x that parts the columns
 *
 * Returns: (transfer full): a table without borders, of one row with two cells
 */
TdSourceTable *
td_pdf_columns_build (GPtrArray *lines, guint start, guint count, double gutter)
{
  TdSourceTable *table = td_source_table_new ();
  TdSourceTableRow *row = td_source_table_row_new ();
  const TdPdfLine *first = g_ptr_array_index (lines, start);
  double left = MIN (first->left, first->box.x0), right = MAX (first->right, first->box.x1);

  g_ptr_array_add (row->cells,
                   build_side (lines, start, count, gutter, 0, (Gap){ left, gutter - 3 }));
  g_ptr_array_add (row->cells,
                   build_side (lines, start, count, gutter, 1, (Gap){ gutter + 3, right }));
  g_ptr_array_add (table->rows, row);
  table->n_columns = 2;
  table->widths = g_new0 (double, 2);
  table->widths[0] = gutter - left;
  table->widths[1] = right - gutter;
  table->page = first->page;

  return table;
}
