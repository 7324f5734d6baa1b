/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-geometry.h"

#define CELL_MARGINS 5.0 /* points a border goes on before and behind the words of its cell */

static void
word_free (TdPdfWord *word)
{
  g_free (word->text);
  g_free (word);
}

/**
 * td_pdf_page_new:
 * @number: from 1
 * @width: points
 * @height: points
 *
 * Returns: (transfer full): a page without words and rulings
 */
TdPdfPage *
td_pdf_page_new (int number, double width, double height)
{
  TdPdfPage *page = g_new0 (TdPdfPage, 1);

  page->number = number;
  page->width = width;
  page->height = height;
  page->words = g_ptr_array_new_with_free_func ((GDestroyNotify) word_free);
  page->rules = g_array_new (FALSE, FALSE, sizeof (TdPdfRule));
  page->grids = g_ptr_array_new_with_free_func ((GDestroyNotify) td_pdf_grid_free);

  return page;
}

/**
 * td_pdf_page_free:
 * @page: (nullable) (transfer full): a page
 */
void
td_pdf_page_free (TdPdfPage *page)
{
  if (page == NULL)
    return;

  g_ptr_array_unref (page->words);
  g_array_unref (page->rules);
  g_ptr_array_unref (page->grids);
  g_free (page);
}

/**
 * td_pdf_page_add_word:
 * @page: a page
 * @text: (transfer none): text without spaces
 * @box: where it stands
 * @size: font size in points
 *
 * Returns: (transfer none): the new word, upright and not bold, for the caller to complete
 */
TdPdfWord *
td_pdf_page_add_word (TdPdfPage *page, const char *text, TdPdfBox box, double size)
{
  TdPdfWord *word;

  g_return_val_if_fail (page != NULL && text != NULL, NULL);

  word = g_new0 (TdPdfWord, 1);
  word->text = g_strdup (text);
  word->box = box;
  word->size = size;
  g_ptr_array_add (page->words, word);

  return word;
}

static gboolean
word_is_in (const TdPdfWord *word, const TdPdfGrid *grid)
{
  double x = (word->box.x0 + word->box.x1) / 2, y = (word->box.y0 + word->box.y1) / 2;

  return x > grid->box.x0 && x < grid->box.x1 && y > grid->box.y0 && y < grid->box.y1;
}

/**
 * td_pdf_page_words_outside:
 * @page: a page
 *
 * Returns: (transfer container) (element-type TdPdfWord): the words that stand in no table
 */
GPtrArray *
td_pdf_page_words_outside (const TdPdfPage *page)
{
  GPtrArray *words = g_ptr_array_new ();

  g_return_val_if_fail (page != NULL, words);

  for (guint i = 0; i < page->words->len; i++)
    {
      TdPdfWord *word = g_ptr_array_index (page->words, i);
      gboolean inside = FALSE;

      for (guint j = 0; j < page->grids->len && !inside; j++)
        inside = word_is_in (word, g_ptr_array_index (page->grids, j));
      if (!inside)
        g_ptr_array_add (words, word);
    }

  return words;
}

/**
 * td_pdf_page_words_inside:
 * @page: a page
 * @grid: a table on it
 *
 * Returns: (transfer container) (element-type TdPdfWord): the words that stand in the table
 */
GPtrArray *
td_pdf_page_words_inside (const TdPdfPage *page, const TdPdfGrid *grid)
{
  GPtrArray *words = g_ptr_array_new ();

  g_return_val_if_fail (page != NULL && grid != NULL, words);

  for (guint i = 0; i < page->words->len; i++)
    if (word_is_in (g_ptr_array_index (page->words, i), grid))
      g_ptr_array_add (words, g_ptr_array_index (page->words, i));

  return words;
}

static double
overlap (double a0, double a1, double b0, double b1)
{
  return MAX (0, MIN (a1, b1) - MAX (a0, b0));
}

/* Strokes of letters and underlines lie inside the boxes of words and end with them; a border of a
 * table close under a bold line goes on to the edges of its cell. */
static gboolean
rule_is_text (const TdPdfPage *page, const TdPdfRule *rule)
{
  double covered = 0, from = G_MAXDOUBLE, to = -G_MAXDOUBLE;

  for (guint i = 0; i < page->words->len; i++)
    {
      const TdPdfWord *word = g_ptr_array_index (page->words, i);
      const TdPdfBox *box = &word->box;
      double h = box->y1 - box->y0;

      if (rule->vertical && rule->at > box->x0 + 0.4 && rule->at < box->x1 - 0.4)
        covered += overlap (rule->from, rule->to, box->y0, box->y1);
      else if (!rule->vertical && rule->at > box->y0 + 0.2 * h && rule->at < box->y1 - 0.08 * h)
        {
          double own = overlap (rule->from, rule->to, box->x0 - 2, box->x1 + 2);

          covered += own;
          from = own > 0 ? MIN (from, box->x0) : from;
          to = own > 0 ? MAX (to, box->x1) : to;
        }
    }
  if (!rule->vertical && from > rule->from && rule->to > to &&
      from - rule->from + rule->to - to > CELL_MARGINS)
    return FALSE;

  return covered > 0.55 * (rule->to - rule->from);
}

/**
 * td_pdf_page_drop_text_rules:
 * @page: a page
 *
 * Takes away what looks like a ruling and is a part of the text: stems, serifs, underlines.
 */
void
td_pdf_page_drop_text_rules (TdPdfPage *page)
{
  g_return_if_fail (page != NULL);

  for (guint i = page->rules->len; i > 0; i--)
    if (rule_is_text (page, &g_array_index (page->rules, TdPdfRule, i - 1)))
      g_array_remove_index (page->rules, i - 1);
}

/**
 * td_pdf_page_turn:
 * @page: a page whose text runs along its height
 * @upwards: the text runs from the bottom to the top
 *
 * Turns words and rulings so that the text runs from left to right.
 */
void
td_pdf_page_turn (TdPdfPage *page, gboolean upwards)
{
  double w, h;

  g_return_if_fail (page != NULL);

  w = page->width;
  h = page->height;

  for (guint i = 0; i < page->words->len; i++)
    {
      TdPdfWord *word = g_ptr_array_index (page->words, i);
      TdPdfBox b = word->box;

      if (upwards)
        word->box = (TdPdfBox){ h - b.y1, b.x0, h - b.y0, b.x1 };
      else
        word->box = (TdPdfBox){ b.y0, w - b.x1, b.y1, w - b.x0 };
    }

  for (guint i = 0; i < page->rules->len; i++)
    {
      TdPdfRule *rule = &g_array_index (page->rules, TdPdfRule, i);
      TdPdfRule r = *rule;

      /* Turned upwards (x, y) becomes (h - y, x), else (y, w - x). */
      rule->vertical = !r.vertical;
      if (upwards && !r.vertical)
        rule->at = h - r.at;
      else if (!upwards && r.vertical)
        rule->at = w - r.at;
      if (upwards && r.vertical)
        rule->from = h - r.to, rule->to = h - r.from;
      else if (!upwards && !r.vertical)
        rule->from = w - r.to, rule->to = w - r.from;
    }

  page->width = h;
  page->height = w;
}
