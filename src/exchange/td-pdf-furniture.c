/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-geometry.h"

#include <math.h>
#include <string.h>

#include "td-roman.h"
#include "td-text.h"

#define MARGIN 82.0 /* points at the top and bottom of a page where furniture stands */

/**
 * td_pdf_furniture_is_page_number:
 * @text: the text of a line
 *
 * Returns: whether it is a page number alone: "2", "- 2 -", "iv", "Trang 2", "2/17"
 */
gboolean
td_pdf_furniture_is_page_number (const char *text)
{
  g_autofree char *folded = NULL;
  const char *start;
  gsize length, digits;

  g_return_val_if_fail (text != NULL, FALSE);

  folded = td_text_fold (text);
  start = folded;
  if (g_str_has_prefix (start, "trang "))
    start += strlen ("trang ");
  start += strspn (start, "- ");
  length = strlen (start);
  while (length > 0 && strchr ("- ", start[length - 1]) != NULL)
    length--;
  if (length == 0 || length > 9)
    return FALSE;

  digits = strspn (start, "0123456789");
  if (digits > 0 && digits <= 4)
    {
      gsize skip = strspn (start + digits, " /");

      return digits == length ||
             (skip > 0 && digits + skip + strspn (start + digits + skip, "0123456789") >= length);
    }
  if (strspn (start, "ivxlc") == length)
    {
      g_autofree char *upper = g_ascii_strup (start, length);

      return td_roman_parse (upper, -1) > 0;
    }

  return FALSE;
}

static gboolean
in_margin (const TdPdfLine *line, const TdPdfPage *page)
{
  return line->box.y1 < MARGIN || line->box.y0 > page->height - MARGIN;
}

/* Same words at the same place of the page; figures may differ. */
static char *
line_key (const TdPdfLine *line, const TdPdfPage *page)
{
  g_autofree char *text = td_pdf_line_dup_text (line);
  g_autofree char *folded = td_text_fold (text);

  for (char *p = folded; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      *p = '#';

  return g_strdup_printf ("%d/%d %s", (int) (page->width / 10), (int) (line->box.y0 / 4), folded);
}

static void
drop_words (TdPdfPage *page, const TdPdfLine *line)
{
  for (guint i = 0; i < line->words->len; i++)
    {
      guint index;

      if (g_ptr_array_find (page->words, g_ptr_array_index (line->words, i), &index))
        g_ptr_array_remove_index (page->words, index);
    }
}

/* The first two and the last two lines of a page. */
static gboolean
is_outermost (GPtrArray *lines, guint i)
{
  return i < 2 || i + 2 >= lines->len;
}

static void
count_lines (TdPdfPage *page, GHashTable *counts)
{
  g_autoptr (GPtrArray) words = td_pdf_page_words_outside (page);
  g_autoptr (GPtrArray) lines = td_pdf_lines_build (words, page->number);

  for (guint i = 0; i < lines->len; i++)
    {
      TdPdfLine *line = g_ptr_array_index (lines, i);
      char *key;

      if (!is_outermost (lines, i) || !in_margin (line, page))
        continue;
      key = line_key (line, page);
      g_hash_table_insert (
          counts, key, GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, key)) + 1));
    }
}

static void
drop_lines (TdPdfPage *page, GHashTable *counts, guint needed)
{
  g_autoptr (GPtrArray) words = td_pdf_page_words_outside (page);
  g_autoptr (GPtrArray) lines = td_pdf_lines_build (words, page->number);

  for (guint i = 0; i < lines->len; i++)
    {
      TdPdfLine *line = g_ptr_array_index (lines, i);
      g_autofree char *text = NULL;
      g_autofree char *key = NULL;

      if (!is_outermost (lines, i) || !in_margin (line, page))
        continue;
      text = td_pdf_line_dup_text (line);
      key = line_key (line, page);
      if (td_pdf_furniture_is_page_number (text) ||
          GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) >= needed)
        drop_words (page, line);
    }
}

/**
 * td_pdf_furniture_drop:
 * @pages: (element-type TdPdfPage): all pages
 *
 * Takes page numbers and repeated headers and footers out of the words of the pages. What stands in
 * a table is left, also where the table reaches into the margin.
 */
void
td_pdf_furniture_drop (GPtrArray *pages)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_if_fail (pages != NULL);

  for (guint i = 0; i < pages->len; i++)
    count_lines (g_ptr_array_index (pages, i), counts);
  for (guint i = 0; i < pages->len; i++)
    drop_lines (g_ptr_array_index (pages, i), counts, MAX (3, pages->len / 3));
}
