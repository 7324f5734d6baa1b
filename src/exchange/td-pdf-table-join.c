/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-geometry.h"

#include <math.h>
#include <string.h>

#include "td-marks.h"
#include "td-roman.h"
#include "td-text.h"

static gboolean
cell_is_empty (const TdSourceCell *cell)
{
  g_autofree char *text = td_source_cell_dup_text (cell);

  return td_text_is_blank (text);
}

static gboolean
rows_equal (const TdSourceTableRow *a, const TdSourceTableRow *b)
{
  if (a->cells->len != b->cells->len)
    return FALSE;

  for (guint i = 0; i < a->cells->len; i++)
    {
      const TdSourceCell *p = g_ptr_array_index (a->cells, i), *q = g_ptr_array_index (b->cells, i);
      g_autofree char *s = td_source_cell_dup_text (p);
      g_autofree char *t = td_source_cell_dup_text (q);

      if (p->column != q->column || p->column_span != q->column_span ||
          !td_text_equal_folded (s, t))
        return FALSE;
    }

  return TRUE;
}

static gboolean
row_is_empty (const TdSourceTableRow *row)
{
  for (guint i = 0; i < row->cells->len; i++)
    if (!cell_is_empty (g_ptr_array_index (row->cells, i)))
      return FALSE;

  return TRUE;
}

static gboolean
columns_agree (const TdSourceTable *a, const TdSourceTable *b)
{
  if (a->n_columns != b->n_columns || a->bordered != b->bordered)
    return FALSE;

  for (guint i = 0; i < a->n_columns; i++)
    if (fabs (a->widths[i] - b->widths[i]) > 6 + 0.05 * a->widths[i])
      return FALSE;

  return TRUE;
}

/* How many rows at the start of @next repeat those at the start of @table. */
static guint
repeated_rows (const TdSourceTable *table, const TdSourceTable *next)
{
  guint n = 0;

  while (n < 4 && n < next->rows->len && n < table->rows->len &&
         rows_equal (g_ptr_array_index (table->rows, n), g_ptr_array_index (next->rows, n)) &&
         !row_is_empty (g_ptr_array_index (next->rows, n)))
    n++;

  return n;
}

static gboolean
paragraph_is_open (const TdSourceParagraph *paragraph)
{
  gsize length = strlen (paragraph->text);

  return length > 0 && strchr (".;:!?", paragraph->text[length - 1]) == NULL;
}

static gboolean
starts_item (const char *text)
{
  return (text[0] == '-' || text[0] == '+') && text[1] == ' ';
}

static gboolean
starts_small (const char *text)
{
  return g_unichar_islower (g_utf8_get_char (text)) || g_ascii_isdigit (*text);
}

static TdSourceCell *
cell_of_column (const TdSourceTableRow *row, guint column)
{
  for (guint i = 0; i < row->cells->len; i++)
    {
      TdSourceCell *cell = g_ptr_array_index (row->cells, i);

      if (cell->column == column)
        return cell;
    }

  return NULL;
}

/* An area row at the head of a page: one cell is filled, in bold below a cell that is not, or with
 * a number of its own. */
static gboolean
row_is_area (const TdSourceTableRow *above, const TdSourceTableRow *row)
{
  const TdSourceCell *only = NULL;
  const TdSourceCell *before;
  const TdSourceParagraph *first;
  const char *text;
  gsize n;

  for (guint i = 0; i < row->cells->len; i++)
    {
      const TdSourceCell *cell = g_ptr_array_index (row->cells, i);

      if (cell_is_empty (cell))
        continue;
      if (only != NULL)
        return FALSE;
      only = cell;
    }
  before = only != NULL ? cell_of_column (above, only->column) : NULL;
  if (before == NULL)
    return FALSE;

  first = g_ptr_array_index (only->paragraphs, 0);
  text = first->text;
  n = strspn (text, "IVX");
  if (n > 0 && (text[n] == '.' || text[n] == ' ') && td_roman_parse (text, n) > 0)
    return TRUE;

  return first->bold && before->paragraphs->len > 0 &&
         !((TdSourceParagraph *) g_ptr_array_index (before->paragraphs, 0))->bold;
}

/* The row continuation of tables cut by a page end: the first cell is empty, and either some other
 * is empty too, or what stands in the cells goes on with sentences of the row above. A task that
 * merely has no number fills all its cells and starts them anew. */
static gboolean
row_continues (const TdSourceTableRow *above, const TdSourceTableRow *row)
{
  guint filled = 0, small = 0, empty = 0;

  if (above->cells->len != row->cells->len || row->cells->len < 2 ||
      !cell_is_empty (g_ptr_array_index (row->cells, 0)) || row_is_empty (row) ||
      row_is_area (above, row))
    return FALSE;

  for (guint i = 1; i < row->cells->len; i++)
    {
      const TdSourceCell *cell = g_ptr_array_index (row->cells, i);
      const TdSourceCell *before = cell_of_column (above, cell->column);
      const TdSourceParagraph *first, *last;

      if (before == NULL || before->column_span != cell->column_span)
        return FALSE;
      if (cell_is_empty (cell))
        {
          empty++;
          continue;
        }
      filled++;
      if (cell_is_empty (before))
        return FALSE;
      first = g_ptr_array_index (cell->paragraphs, 0);
      last = g_ptr_array_index (before->paragraphs, before->paragraphs->len - 1);
      small += starts_small (first->text) ||
               (paragraph_is_open (last) && !starts_item (first->text) && i + 1 < row->cells->len);
    }

  return small > 0 || (filled > 0 && empty >= filled);
}

/* A paragraph cut by the page end goes on in the first one of the next page. */
static void
append_paragraph (TdSourceParagraph *last, const TdSourceParagraph *first)
{
  g_autoptr (GPtrArray) marks = td_marks_parse (last->marks);
  g_autoptr (GPtrArray) more = td_marks_parse (first->marks);
  gsize length = strlen (last->text);
  gboolean tight = length > 1 && (last->text[length - 1] == '-' || last->text[length - 1] == '/') &&
                   last->text[length - 2] != ' ';
  char *text = g_strconcat (last->text, tight ? "" : " ", first->text, NULL);
  guint offset = (guint) g_utf8_strlen (last->text, -1) + (tight ? 0 : 1);

  for (guint i = 0; i < more->len; i++)
    {
      const TdMark *mark = g_ptr_array_index (more, i);

      td_marks_add (marks, mark->kind, mark->start + offset, mark->length, mark->argument);
    }
  g_free (last->text);
  g_free (last->marks);
  last->text = text;
  last->marks = td_marks_format (marks);
  last->bold = last->bold && first->bold;
  last->italic = last->italic && first->italic;
}

static void
append_cell (TdSourceCell *cell, TdSourceCell *more, gboolean sentences)
{
  guint start = 0;

  if (more->paragraphs->len == 0)
    return;
  if (cell->paragraphs->len > 0 && sentences)
    {
      TdSourceParagraph *last = g_ptr_array_index (cell->paragraphs, cell->paragraphs->len - 1);
      const TdSourceParagraph *first = g_ptr_array_index (more->paragraphs, 0);

      if (!starts_item (first->text) && (paragraph_is_open (last) || starts_small (first->text)))
        {
          append_paragraph (last, first);
          start = 1;
        }
    }

  while (more->paragraphs->len > start)
    g_ptr_array_add (cell->paragraphs, g_ptr_array_steal_index (more->paragraphs, start));
}

/**
 * td_pdf_table_join:
 * @table: the last table of a page
 * @next: the first thing on the following page
 *
 * Moves the rows of @next to the end of @table when they are one table over a page end: repeated
 * header rows are dropped, a row cut by the page end is put together again. The caller frees @next.
 *
 * Returns: whether they were one table
 */
gboolean
td_pdf_table_join (TdSourceTable *table, TdSourceTable *next)
{
  guint start;
  TdSourceTableRow *last, *first;

  g_return_val_if_fail (table != NULL && next != NULL, FALSE);

  if (table->rows->len == 0 || next->rows->len == 0)
    return FALSE;
  last = g_ptr_array_index (table->rows, table->rows->len - 1);
  first = g_ptr_array_index (next->rows, 0);
  if (!table->bordered && !next->bordered && last->cells->len == first->cells->len)
    {
      for (guint i = 0; i < first->cells->len; i++)
        append_cell (g_ptr_array_index (last->cells, i), g_ptr_array_index (first->cells, i),
                     FALSE);
      return TRUE;
    }
  if (!columns_agree (table, next))
    return FALSE;

  start = repeated_rows (table, next);
  for (guint i = 0; i < start; i++)
    ((TdSourceTableRow *) g_ptr_array_index (table->rows, i))->header = TRUE;

  if (start < next->rows->len && row_continues (last, g_ptr_array_index (next->rows, start)))
    {
      first = g_ptr_array_index (next->rows, start);
      for (guint i = 0; i < first->cells->len; i++)
        {
          TdSourceCell *cell = g_ptr_array_index (first->cells, i);

          append_cell (cell_of_column (last, cell->column) != NULL
                           ? cell_of_column (last, cell->column)
                           : g_ptr_array_index (last->cells, 0),
                       cell, TRUE);
        }
      start++;
    }

  while (next->rows->len > start)
    g_ptr_array_add (table->rows, g_ptr_array_steal_index (next->rows, start));

  return TRUE;
}
