/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-geometry.h"

#include <string.h>

/* Label of a note: a figure or asterisks before the text of the note. */
static gboolean
is_label (const char *text)
{
  gsize n = strspn (text, "0123456789");

  return (n > 0 && n <= 3 && text[n] == '\0') || strspn (text, "*") == strlen (text);
}

static gboolean
starts_note (const TdPdfLine *line)
{
  const TdPdfWord *word = g_ptr_array_index (line->words, 0);

  return word->raised && is_label (word->text);
}

/* A short ruling that stands above the line and below the one before. */
static gboolean
rule_above (const TdPdfPage *page, double from, double to)
{
  for (guint i = 0; i < page->rules->len; i++)
    {
      const TdPdfRule *rule = &g_array_index (page->rules, TdPdfRule, i);

      if (!rule->vertical && rule->at > from && rule->at < to &&
          rule->to - rule->from < 0.5 * page->width && rule->to - rule->from > 40)
        return TRUE;
    }

  return FALSE;
}

static void
take_note (GPtrArray *lines, guint start, guint end, GPtrArray *notes)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  g_autoptr (GPtrArray) paragraphs = NULL;
  TdPdfLine *first = g_ptr_array_index (lines, start);
  TdSourceNote *note = td_source_note_new ();

  g_free (note->label);
  note->label = g_strdup (((TdPdfWord *) g_ptr_array_index (first->words, 0))->text);
  g_ptr_array_remove_index (first->words, 0);
  if (first->words->len > 0)
    ((TdPdfWord *) g_ptr_array_index (first->words, 0))->glued = FALSE;

  for (guint i = start; i < end; i++)
    if (((TdPdfLine *) g_ptr_array_index (lines, i))->words->len > 0)
      g_ptr_array_add (own, g_ptr_array_index (lines, i));
  paragraphs = td_pdf_paragraphs_build (own);
  for (guint i = 0; i < paragraphs->len; i++)
    g_ptr_array_add (note->paragraphs, g_ptr_array_index (paragraphs, i));
  g_ptr_array_set_free_func (paragraphs, NULL);
  g_ptr_array_add (notes, note);
}

/**
 * td_pdf_notes_take:
 * @lines: (element-type TdPdfLine): lines of one page outside its tables, top to bottom
 * @page: the page
 * @body_size: size of most of the document's text
 * @notes: (element-type TdSourceNote): where the notes are added
 *
 * Takes the footnotes from the end of the lines: smaller text that starts with a raised label, at
 * the foot of the page.
 *
 * Returns: how many notes were taken
 */
guint
td_pdf_notes_take (GPtrArray *lines, const TdPdfPage *page, double body_size, GPtrArray *notes)
{
  guint start, taken = 0;

  g_return_val_if_fail (lines != NULL && page != NULL && notes != NULL, 0);

  start = lines->len;
  for (guint i = lines->len; i > 0; i--)
    {
      const TdPdfLine *line = g_ptr_array_index (lines, i - 1);

      if (line->size > body_size - 0.9 || line->box.y0 < 0.3 * page->height)
        break;
      if (starts_note (line))
        start = i - 1;
      if (i > 1 && start == i - 1 &&
          rule_above (page, ((TdPdfLine *) g_ptr_array_index (lines, i - 2))->box.y0, line->box.y1))
        break;
    }

  for (guint i = start, next; i < lines->len; i = next)
    {
      for (next = i + 1; next < lines->len; next++)
        if (starts_note (g_ptr_array_index (lines, next)))
          break;
      take_note (lines, i, next, notes);
      taken++;
    }
  g_ptr_array_set_size (lines, start);

  return taken;
}
