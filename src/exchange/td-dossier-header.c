/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The header of an export is found by its words, wherever it stands and in whatever order: every
 * run of one to four rows is tried as the header, the one that names the most different columns
 * wins. */

#include "td-dossier-header.h"

#include <string.h>

#include "td-dossier-date.h"
#include "td-text.h"

#define MAX_HEADING 200 /* bytes; a longer text is no heading */
#define GOOD_SCORE 68   /* a heading names a role from here on */
#define WEAK_SCORE 60
#define MIN_ROLES 3

TdHeadRow *
td_head_row_new (guint row, const TdCell *cells, guint n_cells)
{
  TdHeadRow *self = g_new0 (TdHeadRow, 1);
  guint n = n_cells > 0 ? cells[n_cells - 1].column + 1 : 0;

  for (guint i = 0; i < n_cells; i++)
    n = MAX (n, cells[i].column + 1);
  self->row = row;
  self->n_texts = n;
  self->texts = g_new0 (char *, n + 1);
  self->is_text = g_new0 (guint8, n + 1);
  for (guint i = 0; i < n_cells; i++)
    {
      const TdCell *cell = &cells[i];
      g_autofree char *part = g_strndup (cell->text, cell->length);
      char *clean = td_text_clean (part, -1);
      TdDossierDate date;

      if (*clean == '\0')
        {
          g_free (clean);
          continue;
        }
      g_free (self->texts[cell->column]);
      self->texts[cell->column] = clean;
      self->is_text[cell->column] =
          cell->kind == TD_CELL_TEXT && strspn (clean, "0123456789.,- ") != strlen (clean) &&
          td_dossier_date_parse (clean, strlen (clean), &date) == TD_DATE_IMPOSSIBLE;
    }

  return self;
}

void
td_head_row_free (TdHeadRow *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->n_texts; i++)
    g_free (self->texts[i]);
  g_free (self->texts);
  g_free (self->is_text);
  g_free (self);
}

static const char *
text_at (const TdHeadRow *row, guint column)
{
  return column < row->n_texts ? row->texts[column] : NULL;
}

/* "1 2 3 …", "(1) (2) (3)=(4)+(5)", "A B 1 2": the row that numbers the columns */
gboolean
td_head_row_is_numbering (const TdHeadRow *row)
{
  guint n = 0, numbers = 0;
  long last = -1;

  for (guint i = 0; i < row->n_texts; i++)
    {
      const char *p = row->texts[i];
      char *end;
      long value;

      if (p == NULL)
        continue;
      n++;
      while (*p == '(' || *p == '[' || *p == ' ')
        p++;
      if (g_ascii_isalpha (*p) && (p[1] == '\0' || p[1] == ')'))
        {
          numbers++;
          continue;
        }
      value = strtol (p, &end, 10);
      if (end == p || strspn (end, " ()[]=+-0123456789*/:.,%") != strlen (end) || value <= last ||
          value > 200 || (*end == '.' && g_ascii_isdigit (end[1])))
        return FALSE;
      last = value;
      numbers++;
    }

  return n >= 3 && numbers == n && last <= (long) n + 6;
}

/* Whether the row can be part of a header: short texts, hardly a number. */
static gboolean
may_be_header (const TdHeadRow *row)
{
  guint n = 0, texts = 0;

  for (guint i = 0; i < row->n_texts; i++)
    if (row->texts[i] != NULL)
      {
        n++;
        texts += row->is_text[i] && strlen (row->texts[i]) <= MAX_HEADING;
      }

  return n > 0 && texts == n;
}

/* The text of a parent heading reaches over the empty cells at its right, as far as the line below
 * has texts there. */
static const char *
parent_at (GPtrArray *rows, guint first, guint line, guint last, guint column)
{
  const TdHeadRow *row = g_ptr_array_index (rows, line);
  const char *own = text_at (row, column);

  if (own != NULL)
    return own;
  for (guint below = line + 1; below <= last; below++)
    {
      if (text_at (g_ptr_array_index (rows, below), column) == NULL)
        continue;
      for (int left = (int) column - 1; left >= 0; left--)
        {
          if (text_at (row, (guint) left) != NULL)
            {
              /* the heading at the left reaches down by itself: not a parent */
              gboolean alone = TRUE;

              for (guint under = line + 1; under <= last; under++)
                alone &= text_at (g_ptr_array_index (rows, under), (guint) left) == NULL;
              return alone ? NULL : text_at (row, (guint) left);
            }
          if (text_at (g_ptr_array_index (rows, below), (guint) left) == NULL)
            return NULL;
        }
    }

  return NULL;
}

typedef struct
{
  char *leaf;     /* (nullable) */
  char *combined; /* parents and leaf */
  char *reversed; /* (nullable): the leaf before its parent: "Mã" below "Hồ sơ" is "Mã hồ sơ" */
} Heading;

/* "receivedDate" in words: names of fields that a program wrote without asking anybody */
static char *
split_camel_case (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (p > text && g_ascii_isupper (*p) && g_ascii_islower (p[-1]))
        g_string_append_c (out, ' ');
      g_string_append_c (out, *p);
    }

  return g_string_free (out, FALSE);
}

static char *
heading_key (const char *text)
{
  g_autofree char *split = split_camel_case (text);

  return td_dossier_words_key (split);
}

static void
heading_at (GPtrArray *rows, guint first, guint last, guint column, Heading *heading)
{
  GString *all = g_string_new (NULL);
  const char *previous = NULL, *parent = NULL;

  heading->leaf = heading->reversed = NULL;
  for (guint line = first; line <= last; line++)
    {
      const char *text = parent_at (rows, first, line, last, column);

      if (text == NULL || (previous != NULL && g_str_equal (text, previous)))
        continue;
      if (all->len > 0)
        g_string_append (all, " / ");
      g_string_append (all, text);
      parent = previous;
      previous = text;
    }
  if (previous != NULL)
    heading->leaf = g_strdup (previous);
  if (parent != NULL)
    heading->reversed = g_strconcat (previous, " ", parent, NULL);
  heading->combined = g_string_free (all, FALSE);
}

static guint
score_heading (const TdDossierWords *words, const Heading *heading, TdColumnRole role)
{
  g_autofree char *leaf = heading_key (heading->leaf);
  g_autofree char *combined = heading_key (heading->combined);
  g_autofree char *reversed = NULL;
  guint alone = td_dossier_words_score_column (words, role, leaf);
  guint whole;

  if (g_str_equal (leaf, combined))
    return alone;

  whole = td_dossier_words_score_column (words, role, combined);
  if (heading->reversed != NULL && whole < 100)
    {
      reversed = heading_key (heading->reversed);
      whole = MAX (whole, td_dossier_words_score_column (words, role, reversed));
    }

  /* a part of it may be the parent's alone: a heading that says as much by itself comes first */
  return whole >= 100 ? whole + 20 : MAX (alone, whole > 0 ? whole - 1 : 0);
}

/* Gives every column the role it scores best for; a role goes to the column that names it best. */
static void
assign (const TdDossierWords *words, TdDossierHeader *self, const Heading *headings)
{
  guint best_of_role[TD_N_COLUMN_ROLES] = { 0 };

  self->n_roles = 0;
  for (guint column = 0; column < self->n_columns; column++)
    {
      self->roles[column] = TD_COLUMN_ROLE_NONE;
      self->scores[column] = 0;
      if (headings[column].leaf == NULL)
        continue;
      for (guint role = 1; role < TD_N_COLUMN_ROLES; role++)
        {
          guint points = score_heading (words, &headings[column], (TdColumnRole) role);

          if (points > self->scores[column])
            {
              self->scores[column] = points;
              self->roles[column] = (TdColumnRole) role;
            }
        }
      if (self->scores[column] < WEAK_SCORE)
        self->roles[column] = TD_COLUMN_ROLE_NONE;
      best_of_role[self->roles[column]] =
          MAX (best_of_role[self->roles[column]], self->scores[column]);
    }

  for (guint column = 0; column < self->n_columns; column++)
    {
      TdColumnRole role = self->roles[column];

      if (role == TD_COLUMN_ROLE_NONE || role == TD_COLUMN_ROLE_IGNORED)
        continue;
      if (self->scores[column] < best_of_role[role])
        self->roles[column] = TD_COLUMN_ROLE_NONE;
      else
        {
          best_of_role[role] = G_MAXUINT; /* the first of two equals has it */
          self->n_roles++;
        }
    }
}

static TdDossierHeader *
try_rows (const TdDossierWords *words, GPtrArray *rows, guint first, guint last)
{
  TdDossierHeader *self = g_new0 (TdDossierHeader, 1);
  Heading *headings;

  for (guint line = first; line <= last; line++)
    self->n_columns =
        MAX (self->n_columns, ((TdHeadRow *) g_ptr_array_index (rows, line))->n_texts);
  self->first_row = ((TdHeadRow *) g_ptr_array_index (rows, first))->row;
  self->last_row = ((TdHeadRow *) g_ptr_array_index (rows, last))->row;
  self->headings = g_new0 (char *, self->n_columns + 1);
  self->roles = g_new0 (TdColumnRole, self->n_columns + 1);
  self->scores = g_new0 (guint, self->n_columns + 1);
  headings = g_new0 (Heading, self->n_columns + 1);
  for (guint column = 0; column < self->n_columns; column++)
    {
      heading_at (rows, first, last, column, &headings[column]);
      self->headings[column] = headings[column].combined;
    }
  assign (words, self, headings);
  for (guint column = 0; column < self->n_columns; column++)
    {
      g_free (headings[column].leaf);
      g_free (headings[column].reversed);
    }
  g_free (headings);

  return self;
}

static guint
total_score (const TdDossierHeader *self)
{
  guint sum = 0;

  for (guint column = 0; column < self->n_columns; column++)
    if (self->roles[column] != TD_COLUMN_ROLE_NONE && self->roles[column] != TD_COLUMN_ROLE_IGNORED)
      sum += 100 + self->scores[column];

  return sum;
}

static void
sign (TdDossierHeader *self)
{
  GString *text = g_string_new (NULL);

  for (guint column = 0; column < self->n_columns; column++)
    {
      g_autofree char *key = td_dossier_words_key (self->headings[column]);

      g_string_append_printf (text, "%s%s", column > 0 ? "|" : "", key);
    }
  self->signature = g_string_free (text, FALSE);
}

/**
 * td_dossier_header_find:
 * @words: words
 * @rows: (element-type TdHeadRow): the first rows of the sheet that have a cell
 *
 * Returns: (nullable) (transfer full): the best header, NULL when nothing looks like one
 */
TdDossierHeader *
td_dossier_header_find (const TdDossierWords *words, GPtrArray *rows)
{
  TdDossierHeader *best = NULL;
  guint best_score = 0;

  for (guint first = 0; first < rows->len; first++)
    for (guint last = first; last < MIN (first + TD_HEADER_MAX_ROWS, rows->len); last++)
      {
        const TdHeadRow *row = g_ptr_array_index (rows, last);
        TdDossierHeader *header;
        guint score;

        if (!may_be_header (row) ||
            (last > first &&
             row->row != ((TdHeadRow *) g_ptr_array_index (rows, last - 1))->row + 1))
          break;
        header = try_rows (words, rows, first, last);
        /* of two that name the same, the one with fewer lines: the other has a title in it */
        score = total_score (header) * TD_HEADER_MAX_ROWS - (last - first);
        if (header->n_roles >= MIN_ROLES && score > best_score)
          {
            td_dossier_header_free (best);
            best = header;
            best_score = score;
          }
        else
          td_dossier_header_free (header);
      }
  if (best != NULL)
    sign (best);

  return best;
}

/**
 * td_dossier_header_free:
 * @self: (nullable) (transfer full): a header
 */
void
td_dossier_header_free (TdDossierHeader *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->n_columns; i++)
    g_free (self->headings[i]);
  g_free (self->headings);
  g_free (self->roles);
  g_free (self->scores);
  g_free (self->signature);
  g_free (self);
}

/**
 * td_dossier_header_column:
 * @self: a header
 * @role: a role
 *
 * Returns: the column that has it, -1: none
 */
int
td_dossier_header_column (const TdDossierHeader *self, TdColumnRole role)
{
  for (guint column = 0; column < self->n_columns; column++)
    if (self->roles[column] == role)
      return (int) column;

  return -1;
}

/**
 * td_dossier_header_is_dossiers:
 * @self: a header
 *
 * Returns: whether the rows below are dossiers one by one, not sums
 */
gboolean
td_dossier_header_is_dossiers (const TdDossierHeader *self)
{
  return td_dossier_header_column (self, TD_COLUMN_ROLE_CODE) >= 0 &&
         td_dossier_header_column (self, TD_COLUMN_ROLE_RECEIVED) >= 0;
}

/**
 * td_dossier_header_repeats:
 * @self: a header
 * @row: a row below it
 *
 * Returns: whether the row is (a line of) the header again
 */
gboolean
td_dossier_header_repeats (const TdDossierHeader *self, const TdHeadRow *row)
{
  guint n = 0, same = 0;

  for (guint column = 0; column < row->n_texts; column++)
    {
      const char *text = row->texts[column];
      g_autofree char *key = NULL;
      g_auto (GStrv) lines = NULL;

      if (text == NULL)
        continue;
      n++;
      if (column >= self->n_columns)
        continue;
      key = td_dossier_words_key (text);
      lines = g_strsplit (self->headings[column], " / ", -1);
      for (char **line = lines; *line != NULL; line++)
        {
          g_autofree char *other = td_dossier_words_key (*line);

          if (*other != '\0' && g_str_equal (other, key))
            {
              same++;
              break;
            }
        }
    }

  return same >= 2 && same * 10 >= n * 6;
}
