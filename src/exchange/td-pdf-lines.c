/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-geometry.h"

#include <math.h>
#include <string.h>

#include "td-roman.h"
#include "td-text.h"

/**
 * td_pdf_line_new:
 * @page: number of its page, from 1
 *
 * Returns: (transfer full): a line without words
 */
TdPdfLine *
td_pdf_line_new (int page)
{
  TdPdfLine *line = g_new0 (TdPdfLine, 1);

  line->page = page;
  line->words = g_ptr_array_new ();
  line->box = (TdPdfBox){ G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };

  return line;
}

/**
 * td_pdf_line_free:
 * @line: (nullable) (transfer full): a line
 */
void
td_pdf_line_free (TdPdfLine *line)
{
  if (line == NULL)
    return;

  g_ptr_array_unref (line->words);
  g_free (line);
}

/**
 * td_pdf_line_add:
 * @line: a line
 * @word: (transfer none): a word that outlives it
 */
void
td_pdf_line_add (TdPdfLine *line, TdPdfWord *word)
{
  g_return_if_fail (line != NULL && word != NULL);

  g_ptr_array_add (line->words, word);
  line->box.x0 = MIN (line->box.x0, word->box.x0);
  line->box.x1 = MAX (line->box.x1, word->box.x1);
  line->box.y0 = MIN (line->box.y0, word->box.y0);
  line->box.y1 = MAX (line->box.y1, word->box.y1);
}

static int
compare_x (gconstpointer a, gconstpointer b)
{
  const TdPdfWord *p = *(TdPdfWord *const *) a, *q = *(TdPdfWord *const *) b;

  return p->box.x0 < q->box.x0 ? -1 : p->box.x0 > q->box.x0;
}

/**
 * td_pdf_line_finish:
 * @line: a line with all its words
 *
 * Orders the words from left to right, finds the size of most of the text and which pieces are
 * raised.
 */
void
td_pdf_line_finish (TdPdfLine *line)
{
  double best = 0;
  const TdPdfWord *main_word = NULL;

  g_return_if_fail (line != NULL);

  g_ptr_array_sort (line->words, compare_x);

  for (guint i = 0; i < line->words->len; i++)
    {
      TdPdfWord *word = g_ptr_array_index (line->words, i);
      double same = 0;

      for (guint j = 0; j < line->words->len && j < 64; j++)
        {
          const TdPdfWord *other = g_ptr_array_index (line->words, j);

          if (fabs (other->size - word->size) < 0.3)
            same += other->box.x1 - other->box.x0;
        }
      if (same > best)
        {
          best = same;
          main_word = word;
        }
    }
  if (main_word == NULL)
    return;

  line->size = main_word->size;
  for (guint i = 0; i < line->words->len; i++)
    {
      TdPdfWord *word = g_ptr_array_index (line->words, i);

      word->raised =
          word->size < 0.85 * line->size && word->box.y1 < main_word->box.y1 - 0.12 * line->size;
    }
}

static int
compare_y (gconstpointer a, gconstpointer b)
{
  const TdPdfWord *p = *(TdPdfWord *const *) a, *q = *(TdPdfWord *const *) b;
  double d = p->box.y0 + p->box.y1 - q->box.y0 - q->box.y1;

  return d < 0 ? -1 : d > 0;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const TdPdfLine *p = *(TdPdfLine *const *) a, *q = *(TdPdfLine *const *) b;

  return p->box.y1 < q->box.y1 ? -1 : p->box.y1 > q->box.y1;
}

static gboolean
word_is_on_line (const TdPdfWord *word, const TdPdfLine *line)
{
  /* The first word gives the line its height: a line must not grow downwards word by word. */
  const TdPdfWord *first = g_ptr_array_index (line->words, 0);
  double shared = MIN (word->box.y1, first->box.y1) - MAX (word->box.y0, first->box.y0);
  double least = MIN (word->box.y1 - word->box.y0, first->box.y1 - first->box.y0);

  return shared > 0.55 * least;
}

static TdPdfLine *
find_line (GPtrArray *lines, const TdPdfWord *word)
{
  for (guint i = lines->len; i > 0 && lines->len - i < 4; i--)
    if (word_is_on_line (word, g_ptr_array_index (lines, i - 1)))
      return g_ptr_array_index (lines, i - 1);

  return NULL;
}

/**
 * td_pdf_lines_build:
 * @words: (element-type TdPdfWord): words in the order of the text layer
 * @page: number of the page, from 1
 *
 * Puts words of one height into lines. A glued piece (a raised note mark) stays with what it hangs
 * on.
 *
 * Returns: (transfer full) (element-type TdPdfLine): the lines from top to bottom
 */
GPtrArray *
td_pdf_lines_build (GPtrArray *words, int page)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) td_pdf_line_free);
  g_autoptr (GPtrArray) heads = g_ptr_array_new ();
  g_autoptr (GHashTable) place = g_hash_table_new (NULL, NULL);
  TdPdfLine *current = NULL;

  g_return_val_if_fail (words != NULL, lines);

  for (guint i = 0; i < words->len; i++)
    {
      TdPdfWord *word = g_ptr_array_index (words, i);

      if (!word->glued || i == 0)
        g_ptr_array_add (heads, word);
    }
  g_ptr_array_sort (heads, compare_y);

  for (guint i = 0; i < heads->len; i++)
    {
      TdPdfWord *word = g_ptr_array_index (heads, i);
      TdPdfLine *line = find_line (lines, word);

      if (line == NULL)
        {
          line = td_pdf_line_new (page);
          g_ptr_array_add (lines, line);
        }
      td_pdf_line_add (line, word);
      g_hash_table_insert (place, word, line);
    }

  for (guint i = 0; i < words->len; i++)
    {
      TdPdfWord *word = g_ptr_array_index (words, i);
      TdPdfLine *line = g_hash_table_lookup (place, word);

      if (line != NULL)
        current = line;
      else if (current != NULL)
        td_pdf_line_add (current, word);
    }

  for (guint i = 0; i < lines->len; i++)
    td_pdf_line_finish (g_ptr_array_index (lines, i));
  g_ptr_array_sort (lines, compare_lines);

  return lines;
}

/**
 * td_pdf_line_dup_text:
 * @line: a line
 *
 * Returns: (transfer full): its words, one space between two
 */
char *
td_pdf_line_dup_text (const TdPdfLine *line)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (line != NULL, g_string_free (text, FALSE));

  for (guint i = 0; i < line->words->len; i++)
    {
      const TdPdfWord *word = g_ptr_array_index (line->words, i);

      if (i > 0 && !word->glued)
        g_string_append_c (text, ' ');
      g_string_append (text, word->text);
    }

  return g_string_free (text, FALSE);
}

/**
 * td_pdf_line_starts_with_mark:
 * @line: a line
 *
 * Returns: whether the line starts as items of a list do: "-", "+", "•", "1.", "1.2.", "a)", "(1)",
 * "IV."
 */
gboolean
td_pdf_line_starts_with_mark (const TdPdfLine *line)
{
  static const char *const bullets[] = {
    "-", "+", "*", "•", "–", "−", "·", "", "o", "▪", "➢", "✓"
  };
  const TdPdfWord *word;
  const char *text, *end;
  gsize n;

  g_return_val_if_fail (line != NULL, FALSE);

  if (line->words->len == 0)
    return FALSE;
  word = g_ptr_array_index (line->words, 0);
  text = word->text;
  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    if (g_str_equal (text, bullets[i]))
      return line->words->len > 1;
  if ((text[0] == '-' || text[0] == '+') && text[1] != '\0' && text[1] != '-' &&
      !g_ascii_isdigit (text[1]))
    return TRUE;

  if (*text == '(')
    text++;
  n = strspn (text, "0123456789.");
  if (n > 0 && n <= 8 && g_ascii_isdigit (text[0]))
    return text[n] == ')' || (n <= 3 && text[n - 1] == '.' && !g_ascii_isalnum (text[n])) ||
           (n > 3 && text[n - 1] == '.' && text[n] == '\0' && memchr (text, '.', n - 1) != NULL) ||
           (text[n] == '\0' && text[n - 1] != '.' && strcspn (text, ".") <= 2 &&
            memchr (text, '.', n) != NULL && line->words->len > 1 &&
            g_unichar_isupper (
                g_utf8_get_char (((TdPdfWord *) g_ptr_array_index (line->words, 1))->text)));
  end = g_utf8_next_char (text);
  if (g_unichar_isalpha (g_utf8_get_char (text)) && (*end == ')' || g_str_equal (end, ".")))
    return TRUE;
  n = strspn (text, "IVX");

  return n > 0 && (text[n] == '.' || text[n] == ')') && td_roman_parse (text, n) > 0;
}

/* Where several lines begin is an edge of the text, and a line that begins there is centred by
 * chance. */
static gboolean
is_usual_start (GPtrArray *lines, double x)
{
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    n += fabs (((TdPdfLine *) g_ptr_array_index (lines, i))->box.x0 - x) < 0.7;

  return n >= 3;
}

/**
 * td_pdf_lines_set_area:
 * @lines: (element-type TdPdfLine): lines
 * @left: points
 * @right: points
 *
 * Says in which area the lines were set, and from it which of them are centred.
 */
void
td_pdf_lines_set_area (GPtrArray *lines, double left, double right)
{
  g_return_if_fail (lines != NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      TdPdfLine *line = g_ptr_array_index (lines, i);
      double a = line->box.x0 - left, b = right - line->box.x1;

      line->left = left;
      line->right = right;
      line->centered = ((a > 12 && fabs (a - b) < 6) || (a > 3 && fabs (a - b) < 2.5)) &&
                       !td_pdf_line_starts_with_mark (line) &&
                       !is_usual_start (lines, line->box.x0);
    }
}
