/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-flow.h"

#include <math.h>
#include <string.h>

#include "td-marks.h"

/* The text of all pages as one flow: paragraphs and tables go on over page ends. */
typedef struct
{
  TdSourceDocument *document;
  GPtrArray *pages;      /* (element-type TdPdfPage) */
  GPtrArray *page_lines; /* (element-type GPtrArray): the lines outside tables, page by page */
  GPtrArray *open;       /* lines of the paragraphs that are not yet built; borrowed */
  TdSourceTable *table;  /* the table the text so far ended with */
  int table_page;        /* the page of its last row */
  gboolean table_is_low; /* and it reaches the foot of its page */
  double body_size;
} Flow;

static double
find_body_size (GPtrArray *pages)
{
  double weights[73] = { 0 };
  guint best = 26;

  for (guint i = 0; i < pages->len; i++)
    {
      const TdPdfPage *page = g_ptr_array_index (pages, i);
      g_autoptr (GPtrArray) words = td_pdf_page_words_outside (page);

      for (guint j = 0; j < words->len; j++)
        {
          const TdPdfWord *word = g_ptr_array_index (words, j);

          if (word->size > 0 && word->size < 36)
            weights[(int) (word->size * 2 + 0.5)] += strlen (word->text);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    if (weights[i] > weights[best])
      best = i;

  return best / 2.0;
}

static gboolean
same_paper (const TdPdfPage *a, const TdPdfPage *b)
{
  return fabs (a->width - b->width) < 3 && fabs (a->height - b->height) < 3;
}

/* The edges where most lines begin and end, among pages of one size; @rightmost for the end. */
static double
usual_edge (const Flow *flow, const TdPdfPage *page, gboolean right)
{
  guint counts[1024] = { 0 };
  double extreme = right ? 0 : page->width;
  int chosen = -1;

  for (guint i = 0; i < flow->pages->len; i++)
    {
      GPtrArray *lines = g_ptr_array_index (flow->page_lines, i);

      if (!same_paper (page, g_ptr_array_index (flow->pages, i)))
        continue;
      for (guint j = 0; j < lines->len; j++)
        {
          const TdPdfBox *box = &((TdPdfLine *) g_ptr_array_index (lines, j))->box;
          double x = right ? box->x1 : box->x0;

          counts[CLAMP ((int) (x / page->width * 1000), 0, 1023)]++;
          extreme = right ? MAX (extreme, x) : MIN (extreme, x);
        }
    }

  /* the outermost place where at least four lines agree within 2 ‰ of the width */
  for (int i = 2; i < 1022; i++)
    {
      int at = right ? 1023 - i : i;

      if (counts[at - 1] + counts[at] + counts[at + 1] >= 4)
        {
          chosen = at;
          break;
        }
    }

  return chosen < 0 ? extreme : (chosen + (right ? 1.0 : 0.0)) / 1000 * page->width;
}

static void
set_areas (Flow *flow)
{
  for (guint i = 0; i < flow->pages->len; i++)
    {
      TdPdfPage *page = g_ptr_array_index (flow->pages, i);
      GPtrArray *lines = g_ptr_array_index (flow->page_lines, i);
      double left = usual_edge (flow, page, FALSE), right = usual_edge (flow, page, TRUE);

      for (guint j = 0; j < page->grids->len; j++)
        {
          const TdPdfGrid *grid = g_ptr_array_index (page->grids, j);

          /* a page of a table with a title: the title is centred over the table */
          if (lines->len < 12 && grid->box.x1 - grid->box.x0 > right - left)
            {
              left = grid->box.x0;
              right = grid->box.x1;
            }
        }
      td_pdf_lines_set_area (lines, left, right);
    }
}

static void
flush_open (Flow *flow)
{
  g_autoptr (GPtrArray) paragraphs = td_pdf_paragraphs_build (flow->open);

  for (guint i = 0; i < paragraphs->len; i++)
    td_source_document_add_paragraph (flow->document, g_ptr_array_index (paragraphs, i));
  g_ptr_array_set_free_func (paragraphs, NULL);
  g_ptr_array_set_size (flow->open, 0);
}

static void
add_table (Flow *flow, TdSourceTable *table, double bottom)
{
  const TdPdfPage *page = g_ptr_array_index (flow->pages, table->page - 1);
  gboolean was_low = flow->table_is_low;

  flush_open (flow);
  flow->table_is_low = bottom > 0.8 * page->height;
  if (flow->table != NULL && flow->table_page == table->page - 1 && (table->bordered || was_low) &&
      td_pdf_table_join (flow->table, table))
    {
      flow->table_page = table->page;
      td_source_table_free (table);
      return;
    }
  td_source_document_add_table (flow->document, table);
  flow->table = table;
  flow->table_page = table->page;
}

static void
add_lines (Flow *flow, GPtrArray *lines, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    {
      double gutter;
      guint count = td_pdf_columns_find (lines, i, &gutter);

      count = MIN (count, end - i);
      if (count > 0)
        {
          add_table (flow, td_pdf_columns_build (lines, i, count, gutter),
                     ((TdPdfLine *) g_ptr_array_index (lines, i + count - 1))->box.y1);
          i += count - 1;
        }
      else
        {
          flow->table = NULL;
          g_ptr_array_add (flow->open, g_ptr_array_index (lines, i));
        }
    }
}

static void
add_page (Flow *flow, guint index)
{
  const TdPdfPage *page = g_ptr_array_index (flow->pages, index);
  GPtrArray *lines = g_ptr_array_index (flow->page_lines, index);
  guint done = 0;

  for (guint i = 0; i < page->grids->len; i++)
    {
      const TdPdfGrid *grid = g_ptr_array_index (page->grids, i);
      g_autoptr (GPtrArray) words = td_pdf_page_words_inside (page, grid);
      guint end = done;

      if (words->len == 0)
        continue;
      while (end < lines->len &&
             ((TdPdfLine *) g_ptr_array_index (lines, end))->box.y1 < grid->box.y0 + 6)
        end++;
      add_lines (flow, lines, done, end);
      done = end;
      add_table (flow, td_pdf_table_build (grid, words, page), grid->box.y1);
    }
  add_lines (flow, lines, done, lines->len);
}

/* The raised figures that have a note become references to it. */
static void
mark_notes (TdSourceDocument *document, TdSourceParagraph *paragraph)
{
  g_autoptr (GPtrArray) marks = td_marks_parse (paragraph->marks);
  g_autoptr (GPtrArray) raised = g_ptr_array_new ();

  for (guint i = 0; i < marks->len; i++)
    if (((TdMark *) g_ptr_array_index (marks, i))->kind == 's')
      g_ptr_array_add (raised, g_ptr_array_index (marks, i));

  for (guint i = 0; i < raised->len; i++)
    {
      guint start = ((TdMark *) g_ptr_array_index (raised, i))->start;
      guint length = ((TdMark *) g_ptr_array_index (raised, i))->length;
      g_autofree char *label = g_utf8_substring (paragraph->text, start, start + length);

      for (guint j = 0; j < document->notes->len; j++)
        if (g_str_equal (((TdSourceNote *) g_ptr_array_index (document->notes, j))->label, label))
          {
            td_marks_remove (marks, 's', start, length);
            td_marks_add (marks, 'n', start, length, label);
            break;
          }
    }

  if (raised->len > 0)
    {
      g_free (paragraph->marks);
      paragraph->marks = td_marks_format (marks);
    }
}

static void
mark_all_notes (TdSourceDocument *document)
{
  for (guint i = 0; i < document->items->len && document->notes->len > 0; i++)
    {
      TdSourceItem *item = g_ptr_array_index (document->items, i);

      if (item->type == TD_SOURCE_PARAGRAPH)
        mark_notes (document, item->paragraph);
    }
}

/**
 * td_pdf_flow_build:
 * @pages: (element-type TdPdfPage): the pages, without furniture
 * @document: where paragraphs, tables and notes are added
 */
void
td_pdf_flow_build (GPtrArray *pages, TdSourceDocument *document)
{
  Flow flow = { document, pages, NULL, NULL, NULL, 0, FALSE, 0 };

  g_return_if_fail (pages != NULL && document != NULL);

  flow.body_size = find_body_size (pages);
  flow.open = g_ptr_array_new ();
  flow.page_lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < pages->len; i++)
    {
      const TdPdfPage *page = g_ptr_array_index (pages, i);
      g_autoptr (GPtrArray) words = td_pdf_page_words_outside (page);

      g_ptr_array_add (flow.page_lines, td_pdf_lines_build (words, page->number));
    }
  set_areas (&flow);
  for (guint i = 0; i < pages->len; i++)
    td_pdf_notes_take (g_ptr_array_index (flow.page_lines, i), g_ptr_array_index (pages, i),
                       flow.body_size, document->notes);

  for (guint i = 0; i < pages->len; i++)
    add_page (&flow, i);
  flush_open (&flow);
  mark_all_notes (document);

  g_ptr_array_unref (flow.open);
  g_ptr_array_unref (flow.page_lines);
}
