/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-geometry.h"

#include <math.h>
#include <string.h>

/* A table without rulings, told by its heading and by where its words stand. The heading begins
 * with the column of numbers ("STT", "TT"); between two headings a column ends where the fewest
 * lines have a word; a row begins where the column of numbers has one. */

#define MIN_COLUMNS 4
#define MIN_ROWS 2
#define MAX_WIDTH 2000 /* points */
#define MARGIN 3.0
#define MOST_CROSSED 0.34 /* of the lines, at the edge of two columns */

static gboolean
heads_numbers (const TdPdfWord *word)
{
  g_autofree char *upper = g_utf8_strup (word->text, -1);

  return g_str_equal (upper, "STT") || g_str_equal (upper, "TT");
}

/* "4", "12.", "III", "A", "a)": what a row or an area is numbered with */
static gboolean
is_number (const char *text)
{
  gsize digits = strspn (text, "0123456789");
  gsize roman = strspn (text, "IVXLC");
  gsize length = digits > 0 ? digits : roman > 0 ? roman : g_ascii_isalpha (*text) ? 1 : 0;
  const char *rest = text + length;

  return length > 0 && length <= 7 &&
         (*rest == '\0' || ((*rest == '.' || *rest == ')') && !rest[1]));
}

static TdPdfLine *
line_at (GPtrArray *lines, guint i)
{
  return g_ptr_array_index (lines, i);
}

static TdPdfWord *
word_at (const TdPdfLine *line, guint i)
{
  return g_ptr_array_index (line->words, i);
}

/* The headings of the columns: pieces of the line, and of the lines beside it, that no gap parts.
 */
static void
add_spans (GArray *spans, const TdPdfLine *line)
{
  for (guint i = 0; i < line->words->len; i++)
    {
      const TdPdfWord *word = word_at (line, i);
      TdPdfRule span = { FALSE, 0, word->box.x0, word->box.x1 };
      double gap = 0.45 * word->size;

      for (guint j = spans->len; j > 0; j--)
        {
          const TdPdfRule *other = &g_array_index (spans, TdPdfRule, j - 1);

          if (other->from > span.to + gap || span.from > other->to + gap)
            continue;
          span.from = MIN (span.from, other->from);
          span.to = MAX (span.to, other->to);
          g_array_remove_index (spans, j - 1);
        }
      g_array_append_val (spans, span);
    }
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  double p = ((const TdPdfRule *) a)->from, q = ((const TdPdfRule *) b)->from;

  return p < q ? -1 : p > q;
}

/* A heading of several lines: those beside the one with "STT" that keep to its right, set alike. */
static gboolean
belongs_to_heading (const TdPdfLine *line, const TdPdfLine *head)
{
  double distance = MAX (line->box.y0 - head->box.y1, head->box.y0 - line->box.y1);

  return distance < 0.9 * head->size && line->box.x0 > word_at (head, 0)->box.x1 &&
         word_at (line, 0)->bold == word_at (head, 0)->bold;
}

/* Returns: (nullable): the headings, left to right; first and end: the lines they take */
static GArray *
read_heading (GPtrArray *lines, guint at, guint *first, guint *end)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (TdPdfRule));
  const TdPdfLine *head = line_at (lines, at);

  if (head->words->len == 0 || !heads_numbers (word_at (head, 0)))
    return NULL;

  *first = at;
  *end = at + 1;
  while (*first > 0 && belongs_to_heading (line_at (lines, *first - 1), head))
    (*first)--;
  while (*end < lines->len && belongs_to_heading (line_at (lines, *end), head) &&
         !is_number (word_at (line_at (lines, *end), 0)->text))
    (*end)++;
  for (guint i = *first; i < *end; i++)
    add_spans (spans, line_at (lines, i));
  g_array_sort (spans, compare_spans);

  return spans->len >= MIN_COLUMNS ? g_steal_pointer (&spans) : NULL;
}

/* How many lines have a word at each point of the width. */
static guint *
count_words (GPtrArray *lines, guint start)
{
  guint *counts = g_new0 (guint, MAX_WIDTH);

  for (guint i = start; i < lines->len; i++)
    {
      const TdPdfLine *line = line_at (lines, i);

      for (guint j = 0; j < line->words->len; j++)
        {
          const TdPdfBox *box = &word_at (line, j)->box;

          for (int x = CLAMP ((int) box->x0, 0, MAX_WIDTH - 1);
               x < CLAMP ((int) ceil (box->x1), 0, MAX_WIDTH); x++)
            counts[x]++;
        }
    }

  return counts;
}

/* The middle of the widest place between two headings where the fewest lines have a word. */
static double
find_edge (const guint *counts, double from, double to, guint *crossed)
{
  guint least = G_MAXUINT;
  int best = (int) from, best_length = 0, length = 0;

  for (int x = (int) from; x < (int) to && x < MAX_WIDTH; x++)
    {
      length = x > (int) from && counts[x] == counts[x - 1] ? length + 1 : 1;
      if (counts[x] < least || (counts[x] == least && length > best_length))
        {
          least = counts[x];
          best = x;
          best_length = length;
        }
    }
  *crossed = least;

  return best + 1 - best_length / 2.0;
}

/* Returns: (nullable): the edges of the columns; NULL when the words below keep to none */
static GArray *
find_edges (GPtrArray *lines, guint start, const GArray *spans)
{
  g_autoptr (GArray) xs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree guint *counts = count_words (lines, start);
  double left = g_array_index (spans, TdPdfRule, 0).from;
  double right = g_array_index (spans, TdPdfRule, spans->len - 1).to;
  double edge;

  for (guint i = start; i < lines->len; i++)
    {
      left = MIN (left, line_at (lines, i)->box.x0);
      right = MAX (right, line_at (lines, i)->box.x1);
    }
  edge = left - MARGIN;
  g_array_append_val (xs, edge);
  for (guint i = 0; i + 1 < spans->len; i++)
    {
      const TdPdfRule *a = &g_array_index (spans, TdPdfRule, i);
      const TdPdfRule *b = &g_array_index (spans, TdPdfRule, i + 1);
      guint crossed;

      edge = find_edge (counts, (a->from + a->to) / 2, (b->from + b->to) / 2, &crossed);
      if (crossed > MOST_CROSSED * (lines->len - start))
        return NULL;
      g_array_append_val (xs, edge);
    }
  edge = right + MARGIN;
  g_array_append_val (xs, edge);

  return g_steal_pointer (&xs);
}

static double
edge_at (const GArray *xs, guint i)
{
  return g_array_index (xs, double, i);
}

/* Whether there is one heading between any two edges. */
static gboolean
fit_edges (const GArray *xs, const GArray *spans)
{
  if (xs->len != spans->len + 1)
    return FALSE;

  for (guint i = 0; i < spans->len; i++)
    {
      const TdPdfRule *span = &g_array_index (spans, TdPdfRule, i);
      double middle = (span->from + span->to) / 2;

      if (middle < edge_at (xs, i) || middle > edge_at (xs, i + 1))
        return FALSE;
    }

  return TRUE;
}

/* Whether the line runs across an edge: with a word, or between two words of one sentence. */
static gboolean
crosses (const TdPdfLine *line, double edge)
{
  for (guint j = 0; j < line->words->len; j++)
    {
      const TdPdfWord *word = word_at (line, j);
      const TdPdfWord *next = j + 1 < line->words->len ? word_at (line, j + 1) : NULL;

      if ((word->box.x0 < edge - 1 && word->box.x1 > edge + 1) ||
          (next != NULL && word->box.x1 <= edge + 1 && next->box.x0 >= edge - 1 &&
           next->box.x0 - word->box.x1 < 0.45 * word->size))
        return TRUE;
    }

  return FALSE;
}

/* How many inner edges the line runs across. */
static guint
count_crossed (const TdPdfLine *line, const GArray *xs)
{
  guint n = 0;

  for (guint i = 1; i + 1 < xs->len; i++)
    n += crosses (line, edge_at (xs, i)) ? 1 : 0;

  return n;
}

static gboolean
begins_row (const TdPdfLine *line, const GArray *xs)
{
  const TdPdfWord *first = line->words->len > 0 ? word_at (line, 0) : NULL;

  return first != NULL && (first->box.x0 + first->box.x1) / 2 < edge_at (xs, 1) &&
         is_number (first->text);
}

/* A narrow column breaks a number in two: "VI" and below it "I". */
static gboolean
continues_number (GPtrArray *lines, guint at)
{
  const TdPdfLine *line = line_at (lines, at);
  const TdPdfLine *above = at > 0 ? line_at (lines, at - 1) : NULL;
  const char *roman = "IVXLC";

  return above != NULL && above->words->len > 1 && line->words->len == 1 &&
         strspn (word_at (line, 0)->text, roman) == strlen (word_at (line, 0)->text) &&
         strspn (word_at (above, 0)->text, roman) == strlen (word_at (above, 0)->text) &&
         line->box.y0 - above->box.y1 < 0.6 * line->size;
}

static gboolean
row_begins_at (GPtrArray *lines, guint at, const GArray *xs)
{
  return begins_row (line_at (lines, at), xs) && !continues_number (lines, at);
}

/* A line of text below the table crosses its columns; so does an area, but that has a number. */
static guint
find_end (GPtrArray *lines, guint start, const GArray *xs)
{
  guint end = start;

  while (end < lines->len &&
         (begins_row (line_at (lines, end), xs) || count_crossed (line_at (lines, end), xs) < 2))
    end++;

  return end;
}

/* spanned: from which column on the row is one cell */
static void
add_cells (TdPdfGrid *grid, guint row, guint spanned)
{
  guint n = grid->xs->len - 1;

  for (guint column = 0; column < n; column++)
    {
      TdPdfGridCell cell = { row, column, 1, column == spanned ? n - column : 1 };

      g_array_append_val (grid->cells, cell);
      if (cell.column_span > 1)
        return;
    }
}

/* What stands in the column after the numbers: nothing, the middle of a sentence, or its start. */
typedef enum
{
  WORDS_NONE,
  WORDS_GO_ON,
  WORDS_START,
} Words;

static Words
words_of (const TdPdfLine *line, const GArray *xs)
{
  for (guint i = 0; i < line->words->len; i++)
    {
      const TdPdfWord *word = word_at (line, i);
      double middle = (word->box.x0 + word->box.x1) / 2;
      const char *p = word->text;

      if (middle < edge_at (xs, 1))
        continue;
      if (middle >= edge_at (xs, 2))
        return WORDS_NONE;
      while (*p != '\0' && !g_unichar_isalpha (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      return g_unichar_isupper (g_utf8_get_char (p)) ? WORDS_START : WORDS_GO_ON;
    }

  return WORDS_NONE;
}

/* Numbers at the top of their rows: each begins one. */
static GArray *
starts_at_numbers (GPtrArray *lines, guint body, guint end, const GArray *xs)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = body; i < end; i++)
    {
      if (i == body || row_begins_at (lines, i, xs))
        g_array_append_val (starts, i);
    }

  return starts;
}

/* Numbers in the middle of their rows: a row ends as far below its number as it begins above, at
 * best where a sentence starts. */
static guint
next_start (
    GPtrArray *lines, guint start, guint number, guint last, const GArray *xs, double *how_far)
{
  const TdPdfBox *box = &word_at (line_at (lines, number), 0)->box;
  double middle = (box->y0 + box->y1) / 2, best = G_MAXDOUBLE;
  double bottom = line_at (lines, start)->box.y1;
  guint chosen = last;

  for (guint i = start + 1; i <= number; i++)
    bottom = MAX (bottom, line_at (lines, i)->box.y1);
  for (guint i = number + 1; i <= last; i++)
    {
      const TdPdfLine *line = line_at (lines, i);
      double distance = fabs ((line_at (lines, start)->box.y0 + bottom) / 2 - middle);

      if (words_of (line, xs) != WORDS_START)
        distance += 0.8 * line->size;
      if (distance < best)
        {
          best = distance;
          chosen = i;
        }
      bottom = MAX (bottom, line->box.y1);
    }

  *how_far = best;

  return chosen;
}

/* Where the row of the first number begins: a row of the page before may go on above it. */
static guint
first_start (GPtrArray *lines, guint body, guint number, guint last, const GArray *xs)
{
  gboolean sentence = words_of (line_at (lines, body), xs) == WORDS_START;
  double best = G_MAXDOUBLE;
  guint chosen = body;

  for (guint i = body; i <= number; i++)
    {
      double size = line_at (lines, i)->size;
      double distance;

      next_start (lines, i, number, last, xs, &distance);
      if (words_of (line_at (lines, i), xs) != WORDS_START)
        distance += 0.8 * size;
      if (i > body && sentence)
        distance += 0.4 * size;
      if (distance < best)
        {
          best = distance;
          chosen = i;
        }
    }

  return chosen;
}

static GArray *
starts_around_numbers (GPtrArray *lines, guint body, guint end, const GArray *xs)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  guint start = 0;
  double ignored;

  for (guint i = body; i < end; i++)
    {
      if (row_begins_at (lines, i, xs))
        g_array_append_val (numbers, i);
    }
  for (guint i = 0; i < numbers->len; i++)
    {
      guint number = g_array_index (numbers, guint, i);
      guint next = i + 1 < numbers->len ? g_array_index (numbers, guint, i + 1) : end - 1;

      if (i == 0)
        start = first_start (lines, body, number, next, xs);
      else
        start =
            next_start (lines, start, g_array_index (numbers, guint, i - 1), number, xs, &ignored);
      if (i == 0 && start > body)
        g_array_append_val (starts, body);
      g_array_append_val (starts, start);
    }

  return starts;
}

/* How many rows begin with the start of a sentence. */
static guint
count_sentences (GPtrArray *lines, const GArray *starts, const GArray *xs)
{
  guint n = 0;

  for (guint i = 0; i < starts->len; i++)
    n += words_of (line_at (lines, g_array_index (starts, guint, i)), xs) == WORDS_START ? 1 : 0;

  return n;
}

/* Whether a cell of the column begins in the line: with a capital or a dash. */
static gboolean
starts_in_column (const TdPdfLine *line, const GArray *xs, guint column)
{
  for (guint i = 0; i < line->words->len; i++)
    {
      const TdPdfWord *word = word_at (line, i);
      double middle = (word->box.x0 + word->box.x1) / 2;
      gunichar c = g_utf8_get_char (word->text);

      if (middle >= edge_at (xs, column) && middle < edge_at (xs, column + 1))
        return g_unichar_isupper (c) || c == '-' || c == '+' || g_unichar_isdigit (c);
    }

  return FALSE;
}

/* Cells begin at the top of their row: there nearly all columns begin in one line. */
static gboolean
begins_cells (const TdPdfLine *line, const GArray *xs)
{
  guint n_columns = xs->len - 2, n = 0; /* without that of the numbers */

  for (guint column = 1; column <= n_columns; column++)
    n += starts_in_column (line, xs, column) ? 1 : 0;

  return words_of (line, xs) == WORDS_START && 4 * n >= 3 * n_columns;
}

static gboolean
begins_task (const TdPdfLine *line, const GArray *xs)
{
  return begins_row (line, xs) && g_ascii_isdigit (*word_at (line, 0)->text);
}

/* Numbers in the middle of their rows, of which some have none: a row begins where its cells do, an
 * area with its letter. Returns: (nullable): NULL when two numbers would stand in one row */
static GArray *
starts_of_cells (GPtrArray *lines, guint body, guint end, const GArray *xs)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_numbers = 0; /* in the row so far */

  for (guint i = body; i < end; i++)
    {
      const TdPdfLine *line = line_at (lines, i);
      gboolean task = begins_task (line, xs);

      if (i == body || begins_cells (line, xs) || (row_begins_at (lines, i, xs) && !task))
        {
          g_array_append_val (starts, i);
          n_numbers = 0;
        }
      n_numbers += task ? 1 : 0;
      if (n_numbers > 1)
        return NULL;
    }

  return g_steal_pointer (&starts);
}

static GArray *
find_starts (GPtrArray *lines, guint body, guint end, const GArray *xs)
{
  g_autoptr (GArray) top = starts_at_numbers (lines, body, end, xs);
  g_autoptr (GArray) middle = starts_around_numbers (lines, body, end, xs);
  g_autoptr (GArray) cells = NULL;

  if (count_sentences (lines, middle, xs) <= count_sentences (lines, top, xs))
    return g_steal_pointer (&top);
  cells = starts_of_cells (lines, body, end, xs);

  return cells != NULL ? g_steal_pointer (&cells) : g_steal_pointer (&middle);
}

/* The name of an area runs across the columns. */
static gboolean
is_area (GPtrArray *lines, guint start, guint end, const GArray *xs)
{
  for (guint i = start; i < end && i < start + 2; i++)
    {
      const TdPdfLine *line = line_at (lines, i);

      if (begins_row (line, xs))
        return end - start <= 2 && count_crossed (line, xs) > 0;
    }

  return FALSE;
}

/* The number of an area stands in its own column, or before the name as its first word. */
static void
add_row (TdPdfGrid *grid, const TdPdfLine *line, gboolean area)
{
  double y = line->box.y0 - 1;
  guint spanned = !area ? grid->xs->len : crosses (line, edge_at (grid->xs, 1)) ? 0 : 1;

  add_cells (grid, grid->ys->len, spanned);
  g_array_append_val (grid->ys, y);
}

/* heading, end: the lines of the table; body: the first line below its heading. */
static TdPdfGrid *
make_grid (GPtrArray *lines, guint heading, guint body, guint end, GArray *xs)
{
  TdPdfGrid *grid = g_new0 (TdPdfGrid, 1);
  g_autoptr (GArray) starts = find_starts (lines, body, end, xs);

  grid->xs = g_array_copy (xs);
  grid->ys = g_array_new (FALSE, FALSE, sizeof (double));
  grid->cells = g_array_new (FALSE, FALSE, sizeof (TdPdfGridCell));
  if (heading < body)
    add_row (grid, line_at (lines, heading), FALSE);
  for (guint i = 0; i < starts->len; i++)
    {
      guint start = g_array_index (starts, guint, i);
      guint next = i + 1 < starts->len ? g_array_index (starts, guint, i + 1) : end;

      add_row (grid, line_at (lines, start), is_area (lines, start, next, xs));
    }
  grid->box = (TdPdfBox){ edge_at (xs, 0), g_array_index (grid->ys, double, 0),
                          edge_at (xs, xs->len - 1), line_at (lines, end - 1)->box.y1 + MARGIN };
  g_array_append_val (grid->ys, grid->box.y1);

  return grid;
}

static guint
count_rows (GPtrArray *lines, guint start, guint end, const GArray *xs)
{
  guint n = 0;

  for (guint i = start; i < end; i++)
    n += begins_row (line_at (lines, i), xs) ? 1 : 0;

  return n;
}

/* The table of the page before, when the lines go on in its columns. */
static TdPdfGrid *
go_on (GPtrArray *lines, const TdPdfGrid *before)
{
  g_autofree char *top = td_pdf_line_dup_text (line_at (lines, 0));
  guint start = td_pdf_furniture_is_page_number (top) ? 1 : 0;
  guint end = find_end (lines, start, before->xs);

  if (end == start || count_rows (lines, start, end, before->xs) < MIN_ROWS ||
      line_at (lines, start)->box.x0 < edge_at (before->xs, 0) - 6)
    return NULL;

  return make_grid (lines, start, start, end, before->xs);
}

/* before: (nullable): the table without rulings at the end of the page before */
static TdPdfGrid *
find_grid (GPtrArray *words, int page, const TdPdfGrid *before)
{
  g_autoptr (GPtrArray) lines = td_pdf_lines_build (words, page);

  for (guint i = 0; i < lines->len; i++)
    {
      guint first = 0, body = 0, end;
      g_autoptr (GArray) spans = read_heading (lines, i, &first, &body);
      g_autoptr (GArray) xs = NULL;

      /* The same table as on the page before has the same columns, to the point. */
      if (spans != NULL && before != NULL && fit_edges (before->xs, spans))
        xs = g_array_copy (before->xs);
      else if (spans != NULL)
        xs = find_edges (lines, body, spans);
      if (xs == NULL)
        continue;
      end = find_end (lines, body, xs);
      if (count_rows (lines, body, end, xs) >= MIN_ROWS)
        return make_grid (lines, first, body, end, xs);
    }

  return before != NULL && lines->len > 0 ? go_on (lines, before) : NULL;
}

static int
compare_grids (gconstpointer a, gconstpointer b)
{
  const TdPdfGrid *p = *(const TdPdfGrid *const *) a;
  const TdPdfGrid *q = *(const TdPdfGrid *const *) b;

  return p->box.y0 < q->box.y0 ? -1 : p->box.y0 > q->box.y0;
}

/**
 * td_pdf_plain_grids_find:
 * @pages: (element-type TdPdfPage): all pages, with their furniture: the heading of a table that is
 *   repeated on every page would pass for it
 *
 * Makes the tables without rulings grids of their pages, as the others are.
 */
void
td_pdf_plain_grids_find (GPtrArray *pages)
{
  const TdPdfGrid *before = NULL;

  for (guint i = 0; i < pages->len; i++)
    {
      TdPdfPage *page = g_ptr_array_index (pages, i);
      g_autoptr (GPtrArray) words = td_pdf_page_words_outside (page);
      TdPdfGrid *grid = words->len > 0 ? find_grid (words, page->number, before) : NULL;

      before = grid != NULL && grid->box.y1 > 0.7 * page->height ? grid : NULL;
      if (grid == NULL)
        continue;
      g_ptr_array_add (page->grids, grid);
      g_ptr_array_sort (page->grids, compare_grids);
    }
}
