/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-geometry.h"

#include <math.h>
#include <string.h>

#include "td-marks.h"
#include "td-text.h"

#define SAME_EDGE 3.5

/* The paragraph under construction: lines first..last. */
typedef struct
{
  GPtrArray *lines;
  guint first;
  guint count;
} Run;

static const TdPdfLine *
run_line (const Run *run, guint i)
{
  return g_ptr_array_index (run->lines, run->first + i);
}

static gboolean
line_is (const TdPdfLine *line, gboolean italic)
{
  for (guint i = 0; i < line->words->len; i++)
    {
      const TdPdfWord *word = g_ptr_array_index (line->words, i);

      if (!(italic ? word->italic : word->bold))
        return FALSE;
    }

  return TRUE;
}

static gboolean
same_style (const TdPdfLine *a, const TdPdfLine *b)
{
  return fabs (a->size - b->size) < 0.6 && line_is (a, FALSE) == line_is (b, FALSE) &&
         line_is (a, TRUE) == line_is (b, TRUE);
}

static gboolean
line_has (const TdPdfLine *line, gboolean italic)
{
  for (guint i = 0; i < line->words->len; i++)
    {
      const TdPdfWord *word = g_ptr_array_index (line->words, i);

      if (italic ? word->italic : word->bold)
        return TRUE;
    }

  return FALSE;
}

/* One line is wholly in a style and the other not at all. */
static gboolean
styles_differ (const TdPdfLine *a, const TdPdfLine *b, gboolean italic)
{
  return (line_is (a, italic) && !line_has (b, italic)) ||
         (line_is (b, italic) && !line_has (a, italic));
}

static gunichar
last_char (const TdPdfLine *line)
{
  const TdPdfWord *word = g_ptr_array_index (line->words, line->words->len - 1);
  const char *text = word->text;

  for (guint i = line->words->len; i > 1 && word->raised; i--)
    word = g_ptr_array_index (line->words, i - 2);
  text = word->text;

  return *text == '\0' ? 0 : g_utf8_get_char (g_utf8_find_prev_char (text, text + strlen (text)));
}

static gunichar
first_char (const TdPdfLine *line)
{
  const TdPdfWord *word = g_ptr_array_index (line->words, 0);

  return g_utf8_get_char (word->text);
}

static gboolean
ends_sentence (const TdPdfLine *line)
{
  gunichar c = last_char (line);

  return c == '.' || c == ';' || c == ':' || c == '!' || c == '?';
}

/* Width of the first unbreakable word of a line, with its glued pieces. */
static double
first_word_width (const TdPdfLine *line)
{
  const TdPdfWord *word = g_ptr_array_index (line->words, 0);
  double x0 = word->box.x0, x1 = word->box.x1;

  for (guint i = 1; i < line->words->len; i++)
    {
      word = g_ptr_array_index (line->words, i);
      if (!word->glued)
        break;
      x1 = word->box.x1;
    }

  return x1 - x0;
}

/* Whether a line goes on with what no paragraph begins with: a small letter, a bracket or quote, a
 * figure that is no number of an item. */
static gboolean
starts_inside (const TdPdfLine *line, gboolean centered)
{
  gunichar c = first_char (line);

  return g_unichar_islower (c) || (!centered && (g_unichar_isdigit (c) || c == '(' || c == '%'));
}

/* Whether a line ends where no sentence and no title does: at a comma or a word that binds what
 * follows. A break typed by hand stands there. */
static gboolean
ends_inside (const TdPdfLine *line)
{
  static const char *const binding[] = {
    "của", "và", "các",  "những", "về", "theo", "trong", "với",  "cho", "tại",  "từ", "đến",
    "bởi", "để", "hoặc", "là",    "do", "trên", "khi",   "được", "có",  "bằng", NULL,
  };
  const TdPdfWord *word = g_ptr_array_index (line->words, line->words->len - 1);

  if (line->centered || line->words->len < 4)
    return FALSE;

  return last_char (line) == ',' || g_strv_contains (binding, word->text);
}

/* A line was broken before its end when the next word would still have stood in it. A text that
 * goes on in small letters may have been kept together by a no-break space, which a PDF does not
 * show. */
static gboolean
broken_early (const TdPdfLine *previous, const TdPdfLine *line)
{
  double area = previous->right - previous->left;
  double free = previous->centered ? area - (previous->box.x1 - previous->box.x0)
                                   : previous->right - previous->box.x1;
  double needed = first_word_width (line) + 0.25 * previous->size + 1;

  if ((starts_inside (line, line->centered || previous->centered) || ends_inside (previous)) &&
      !ends_sentence (previous) && !td_pdf_line_starts_with_mark (line))
    needed = 1.6 * needed + 0.1 * area;

  return free > needed;
}

/* Where the text of an item begins after its mark: hanging lines start there. */
static double
text_after_mark (const TdPdfLine *line)
{
  for (guint i = 1; i < line->words->len; i++)
    {
      const TdPdfWord *word = g_ptr_array_index (line->words, i);

      if (!word->glued)
        return word->box.x0;
    }

  return line->box.x0;
}

static gboolean
indent_starts (const Run *run, const TdPdfLine *line)
{
  const TdPdfLine *first = run_line (run, 0);
  gboolean marked = td_pdf_line_starts_with_mark (line);
  double x = line->box.x0;

  if (run->count >= 2)
    {
      double rest = run_line (run, run->count - 1)->box.x0;

      if (fabs (x - rest) > SAME_EDGE)
        return TRUE;
      return marked && (ends_sentence (run_line (run, run->count - 1)) ||
                        (first_char (line) == '-' && first_char (first) == '-'));
    }
  /* no first line is set in so far: a line of a signature at the right */
  if (fabs (x - first->box.x0) > SAME_EDGE && !first->centered &&
      first->box.x0 - first->left > 0.4 * (first->right - first->left))
    return TRUE;
  if (x < first->box.x0 - SAME_EDGE)
    return marked && ends_sentence (first);
  if (x > first->box.x0 + SAME_EDGE)
    return !(td_pdf_line_starts_with_mark (first) && fabs (x - text_after_mark (first)) < 8);

  /* the same edge twice: lines of a block, or two paragraphs of one full line each */
  if (marked)
    return ends_sentence (first) || td_pdf_line_starts_with_mark (first);
  return x > line->left + SAME_EDGE && ends_sentence (first) &&
         g_unichar_isupper (first_char (line));
}

static gboolean
gap_starts (const Run *run, const TdPdfLine *line)
{
  const TdPdfLine *previous = run_line (run, run->count - 1);
  double pitch = line->box.y1 - previous->box.y1;

  if (previous->page != line->page)
    return FALSE;
  if (pitch < -2)
    return TRUE;
  if (run->count >= 2 && run_line (run, run->count - 2)->page == line->page)
    return pitch > previous->box.y1 - run_line (run, run->count - 2)->box.y1 + 3.2;

  return pitch > 2.1 * previous->size;
}

/* A rule drawn with characters: "-------", "_____". */
static gboolean
is_drawn_rule (const TdPdfLine *line)
{
  const TdPdfWord *word = g_ptr_array_index (line->words, 0);

  return line->words->len == 1 && strlen (word->text) > 1 &&
         strspn (word->text, "-_=*~") == strlen (word->text);
}

static gboolean
starts_paragraph (const Run *run, const TdPdfLine *line)
{
  const TdPdfLine *previous = run_line (run, run->count - 1);

  if (gap_starts (run, line) || is_drawn_rule (previous) || is_drawn_rule (line) ||
      fabs (previous->size - line->size) > 0.9)
    return TRUE;
  if (broken_early (previous, line) || styles_differ (previous, line, FALSE))
    return TRUE;
  if ((line->centered || previous->centered) && styles_differ (previous, line, TRUE))
    return TRUE;
  if (line->centered || previous->centered)
    {
      if (line->centered && fabs (previous->box.x0 - line->box.x0) > SAME_EDGE)
        return !same_style (previous, line) || td_pdf_line_starts_with_mark (line);
      if (previous->centered && run->count == 1 && !line->centered)
        return !same_style (previous, line);
    }

  return indent_starts (run, line);
}

static void
append_word (GString *text, GPtrArray *marks, const TdPdfWord *word, gboolean tight)
{
  guint start, length;

  if (text->len > 0 && !word->glued && !tight)
    g_string_append_c (text, ' ');
  start = (guint) g_utf8_strlen (text->str, text->len);
  length = (guint) g_utf8_strlen (word->text, -1);
  g_string_append (text, word->text);

  /* the space before a word belongs to the style it stands in */
  if (word->bold)
    td_marks_add (marks, 'b', start, length, NULL);
  if (word->italic)
    td_marks_add (marks, 'i', start, length, NULL);
  if (word->raised)
    td_marks_add (marks, 's', start, length, NULL);
}

/* Two marks of a kind with only a space between them are one. */
static void
close_marks (GPtrArray *marks, char kind, const char *text)
{
  guint position = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), position++)
    if (*p == ' ' && position > 0 && td_marks_cover (marks, kind, position - 1, 1) &&
        td_marks_cover (marks, kind, position + 1, 1))
      td_marks_add (marks, kind, position, 1, NULL);
}

static TdSourceAlign
run_align (const Run *run)
{
  const TdPdfLine *first = run_line (run, 0);
  gboolean centered = TRUE, flush = run->count > 1;

  for (guint i = 0; i < run->count; i++)
    {
      const TdPdfLine *line = run_line (run, i);
      gboolean full = line->right - line->box.x1 < 4 && line->box.x0 - line->left < 4;

      centered = centered && (line->centered || (full && run->count > 1));
      if (i + 1 < run->count)
        flush = flush && line->right - line->box.x1 < 4;
    }

  if (centered)
    return TD_SOURCE_ALIGN_CENTER;
  if (run->count == 1 && first->right - first->box.x1 < 4 &&
      first->box.x0 - first->left > 0.35 * (first->right - first->left))
    return TD_SOURCE_ALIGN_END;

  return flush ? TD_SOURCE_ALIGN_JUSTIFY : TD_SOURCE_ALIGN_START;
}

static void
set_indents (TdSourceParagraph *paragraph, const Run *run)
{
  const TdPdfLine *first = run_line (run, 0);
  double indent = first->box.x0 - first->left, rest = G_MAXDOUBLE;

  if (paragraph->align == TD_SOURCE_ALIGN_CENTER || paragraph->align == TD_SOURCE_ALIGN_END)
    return;

  for (guint i = 1; i < run->count; i++)
    rest = MIN (rest, run_line (run, i)->box.x0 - run_line (run, i)->left);
  if (run->count == 1)
    rest = 0;
  paragraph->left_indent = rest > 1 ? rest : 0;
  paragraph->first_indent =
      fabs (indent - paragraph->left_indent) > 1 ? indent - paragraph->left_indent : 0;
}

static TdSourceParagraph *
build_paragraph (const Run *run)
{
  TdSourceParagraph *paragraph = td_source_paragraph_new ();
  g_autoptr (GPtrArray) marks = td_marks_parse (NULL);
  GString *text = g_string_new (NULL);

  paragraph->bold = paragraph->italic = TRUE;
  for (guint i = 0; i < run->count; i++)
    {
      const TdPdfLine *line = run_line (run, i);

      for (guint j = 0; j < line->words->len; j++)
        {
          const TdPdfWord *word = g_ptr_array_index (line->words, j);

          append_word (text, marks, word,
                       i > 0 && j == 0 &&
                           td_pdf_joint_is_tight (text->str, run_line (run, i - 1), line));
        }
      paragraph->bold = paragraph->bold && line_is (line, FALSE);
      paragraph->italic = paragraph->italic && line_is (line, TRUE);
    }
  close_marks (marks, 'b', text->str);
  close_marks (marks, 'i', text->str);

  g_free (paragraph->text);
  paragraph->text = g_string_free (text, FALSE);
  paragraph->marks = td_marks_format (marks);
  paragraph->font_size = run_line (run, 0)->size;
  paragraph->page = run_line (run, 0)->page;
  paragraph->align = run_align (run);
  set_indents (paragraph, run);

  return paragraph;
}

/**
 * td_pdf_paragraphs_build:
 * @lines: (element-type TdPdfLine): lines of one text flow, their areas set; they may run over
 * pages
 *
 * Joins lines to paragraphs: by the room that was left at the end of a line, by indents, gaps,
 * alignment and marks of lists.
 *
 * Returns: (transfer full) (element-type TdSourceParagraph): the paragraphs
 */
GPtrArray *
td_pdf_paragraphs_build (GPtrArray *lines)
{
  GPtrArray *paragraphs =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_source_paragraph_free);
  Run run = { lines, 0, 0 };

  g_return_val_if_fail (lines != NULL, paragraphs);

  for (guint i = 0; i < lines->len; i++)
    {
      if (run.count > 0 && starts_paragraph (&run, g_ptr_array_index (lines, i)))
        {
          g_ptr_array_add (paragraphs, build_paragraph (&run));
          run = (Run){ lines, i, 0 };
        }
      run.count++;
    }
  if (run.count > 0)
    g_ptr_array_add (paragraphs, build_paragraph (&run));

  return paragraphs;
}
