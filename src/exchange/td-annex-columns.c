/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-annex-columns.h"

#include <string.h>

#include "td-deadline.h"
#include "td-pattern.h"
#include "td-plan-line.h"
#include "td-row.h"
#include "td-text.h"

/* Rows looked at for a header, and characters a heading may have. */
#define MAX_HEADER_ROW 5
#define MAX_HEADING 120
#define MAX_COLUMNS 40

/* Words (folded) of a heading; the one that stands first in it tells the role. */
static const struct
{
  const char *words;
  const char *role;
} heading_words[] = {
  { "san pham", TD_COLUMN_PRODUCT },
  { "ket qua", TD_COLUMN_PRODUCT },
  { "dau ra", TD_COLUMN_PRODUCT },
  { "thoi gian", TD_COLUMN_DEADLINE },
  { "thoi han", TD_COLUMN_DEADLINE },
  { "thoi diem", TD_COLUMN_DEADLINE },
  { "tien do", TD_COLUMN_DEADLINE },
  { "han hoan thanh", TD_COLUMN_DEADLINE },
  { "ky han", TD_COLUMN_DEADLINE },
  { "lo trinh", TD_COLUMN_DEADLINE },
  { "hoan thanh truoc", TD_COLUMN_DEADLINE },
  { "nhiem vu", TD_COLUMN_CONTENT },
  { "noi dung", TD_COLUMN_CONTENT },
  { "cong viec", TD_COLUMN_CONTENT },
  { "dau viec", TD_COLUMN_CONTENT },
  { "hoat dong", TD_COLUMN_CONTENT },
  { "giai phap", TD_COLUMN_CONTENT },
  { "phan cong", TD_COLUMN_ASSIGNMENT },
  { "to chuc thuc hien", TD_COLUMN_ASSIGNMENT },
  { "trach nhiem", TD_COLUMN_ASSIGNMENT },
  { "cach thuc", TD_COLUMN_ASSIGNMENT },
  { "dau moi", TD_COLUMN_LEAD },
  { "phu trach", TD_COLUMN_LEAD },
  { "tham muu", TD_COLUMN_LEAD },
  { "ghi chu", TD_COLUMN_NOTE },
};

TD_PATTERN (number_heading_pattern, "^(s\\.?\\s?t\\.?\\s?t|t\\.?\\s?t|số\\s*(tt|thứ tự)|#|no)\\.?$")
TD_PATTERN (ordinal_pattern, "^\\(?\\s*(\\d{1,2}|[ivx]{1,4}|[a-h])\\s*\\)?[.)]?$")
TD_PATTERN (unit_cell_pattern,
            "^[-+•\\s]*(các|văn phòng|phòng|thanh tra|sở|trung tâm|đơn vị|ban|bộ "
            "phận|ubnd|vp|trường|tổ)\\b")

static char *
join_paragraphs (const TdSourceCell *cell, gboolean notes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cell->paragraphs->len; i++)
    {
      const TdSourceParagraph *paragraph = cell->paragraphs->pdata[i];
      g_autofree char *plain = notes
                                   ? g_strdup (paragraph->text)
                                   : td_plan_text_without_notes (paragraph->text, paragraph->marks);
      if (plain == NULL || td_text_is_blank (plain))
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      if (paragraph->label != NULL)
        g_string_append_printf (text, "%s ", paragraph->label);
      g_string_append (text, plain);
    }
  if (text->len == 0 && cell->paragraphs->len > 0)
    { /* a column of automatic numbers has no text */
      const TdSourceParagraph *paragraph = cell->paragraphs->pdata[0];
      g_string_append (text, paragraph->label != NULL ? paragraph->label : "");
    }
  g_strdelimit (text->str, "\t", ' ');

  return g_strstrip (g_string_free (text, FALSE));
}

/**
 * td_annex_cell_text:
 * @cell: a cell
 *
 * Returns: (transfer full): its printed text with list labels, "\n" between paragraphs, without
 * raised marks of notes
 */
char *
td_annex_cell_text (const TdSourceCell *cell)
{
  return join_paragraphs (cell, FALSE);
}

/**
 * td_annex_cell_text_with_notes:
 * @cell: a cell
 *
 * Returns: (transfer full): its printed text with all that is styled in it
 */
char *
td_annex_cell_text_with_notes (const TdSourceCell *cell)
{
  return join_paragraphs (cell, TRUE);
}

/**
 * td_annex_column_role:
 * @heading: words of a column's header
 *
 * Returns: (nullable): the role the words tell, %NULL when they tell none
 */
const char *
td_annex_column_role (const char *heading)
{
  g_autofree char *clean = td_text_clean (heading, -1);
  g_autofree char *folded = td_text_fold (heading);
  const char *best = NULL;
  const char *role = NULL;

  if (td_pattern_matches (number_heading_pattern (), clean))
    return TD_COLUMN_NUMBER;

  gboolean lead = strstr (folded, "chu tri") != NULL || strstr (folded, "chiu trach nhiem") != NULL;
  gboolean coordinating = strstr (folded, "phoi hop") != NULL;
  if (lead || coordinating)
    return lead && coordinating ? TD_COLUMN_ASSIGNMENT
           : lead               ? TD_COLUMN_LEAD
                                : TD_COLUMN_COORDINATING;

  for (guint i = 0; i < G_N_ELEMENTS (heading_words); i++)
    {
      const char *found = strstr (folded, heading_words[i].words);
      if (found != NULL && (best == NULL || found < best))
        {
          best = found;
          role = heading_words[i].role;
        }
    }
  if (role == NULL &&
      (g_str_has_prefix (folded, "don vi") || g_str_has_prefix (folded, "co quan") ||
       g_str_has_prefix (folded, "nguoi thuc hien")))
    role = TD_COLUMN_ASSIGNMENT;

  return role;
}

/**
 * td_annex_columns_free:
 * @columns: (nullable): roles of columns
 *
 * Frees @columns.
 */
void
td_annex_columns_free (TdAnnexColumns *columns)
{
  if (columns == NULL)
    return;

  for (guint i = 0; i < columns->n_columns; i++)
    g_free (columns->headings[i]);
  g_free (columns->headings);
  g_free (columns->roles);
  g_free (columns);
}

static TdAnnexColumns *
columns_new (guint n_columns)
{
  TdAnnexColumns *columns = g_new0 (TdAnnexColumns, 1);

  columns->n_columns = MIN (n_columns, MAX_COLUMNS);
  columns->roles = g_new0 (const char *, columns->n_columns + 1);
  columns->headings = g_new0 (char *, columns->n_columns + 1);

  return columns;
}

static guint
header_rows (const TdSourceTable *table, guint first_row)
{
  const TdSourceTableRow *row = table->rows->pdata[first_row];
  guint n = 1;
  gboolean spans = FALSE;

  for (guint i = 0; i < row->cells->len; i++)
    {
      const TdSourceCell *cell = row->cells->pdata[i];
      n = MAX (n, cell->row_span);
      spans |= cell->column_span > 1 && cell->column_span < table->n_columns;
    }
  if (n == 1 && spans && first_row + 1 < table->rows->len)
    { /* two rows without merged cells: below the span stand headings, and no number */
      const TdSourceTableRow *below = table->rows->pdata[first_row + 1];
      guint n_roles = 0;
      gboolean first_blank = FALSE;
      for (guint i = 0; i < below->cells->len; i++)
        {
          const TdSourceCell *cell = below->cells->pdata[i];
          g_autofree char *text = td_annex_cell_text (cell);
          first_blank |= cell->column == 0 && *text == '\0';
          n_roles += strlen (text) < MAX_HEADING && td_annex_column_role (text) != NULL;
        }
      if (first_blank && n_roles >= 2)
        n = 2;
    }

  return MIN (n, MIN (3, table->rows->len - first_row));
}

/* Puts the headings of one row over the columns they span; a deeper heading goes below. */
static gboolean
collect_headings (TdAnnexColumns *columns, const TdSourceTableRow *row, gboolean top)
{
  for (guint i = 0; i < row->cells->len; i++)
    {
      const TdSourceCell *cell = row->cells->pdata[i];
      g_autofree char *raw = td_annex_cell_text (cell);
      g_autofree char *text = td_text_clean (raw, -1);

      if (g_utf8_strlen (text, -1) > MAX_HEADING)
        return FALSE;
      if (top && cell->column_span >= columns->n_columns && columns->n_columns > 1)
        return FALSE;

      for (guint c = cell->column; c < cell->column + cell->column_span && c < columns->n_columns;
           c++)
        {
          const char *role = td_annex_column_role (text);
          if (role != NULL)
            columns->roles[c] = role;
          if (*text == '\0')
            continue;
          g_autofree char *above = columns->headings[c];
          columns->headings[c] =
              above != NULL ? g_strdup_printf ("%s: %s", above, text) : g_strdup (text);
        }
    }

  return TRUE;
}

static int
count_role (const TdAnnexColumns *columns, const char *role)
{
  int n = 0;

  for (guint i = 0; i < columns->n_columns; i++)
    n += g_strcmp0 (columns->roles[i], role) == 0;

  return n;
}

/**
 * td_annex_columns_find:
 * @columns: roles of columns
 * @role: TD_COLUMN_*
 *
 * Returns: the first column of that role, -1 when there is none
 */
int
td_annex_columns_find (const TdAnnexColumns *columns, const char *role)
{
  for (guint i = 0; i < columns->n_columns; i++)
    {
      if (g_strcmp0 (columns->roles[i], role) == 0)
        return i;
    }

  return -1;
}

static gboolean
is_header (const TdAnnexColumns *columns)
{
  guint n_roles = 0;
  guint n_texts = 0;

  for (guint i = 0; i < columns->n_columns; i++)
    {
      const char *heading = columns->headings[i];
      if (heading == NULL || *heading == '\0')
        continue;
      if (td_pattern_matches (ordinal_pattern (), heading))
        return FALSE;
      n_texts++;
      n_roles += columns->roles[i] != NULL;
    }

  if (count_role (columns, TD_COLUMN_CONTENT) == 0 || n_roles < 2 || n_roles * 10 < n_texts * 6)
    return FALSE;
  /* A table of tasks says who or when; without either it is a table of figures. */
  if (count_role (columns, TD_COLUMN_LEAD) + count_role (columns, TD_COLUMN_ASSIGNMENT) +
          count_role (columns, TD_COLUMN_DEADLINE) + count_role (columns, TD_COLUMN_COORDINATING) ==
      0)
    return FALSE;

  return n_roles >= 3 || count_role (columns, TD_COLUMN_NUMBER) > 0;
}

static gboolean
taken_elsewhere (const TdAnnexColumns *columns, guint column, const char *role)
{
  for (guint i = 0; i < column; i++)
    {
      if (g_strcmp0 (columns->roles[i], role) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Several columns of the same role: the first keeps it. Columns under one merged heading are one
 * column drawn in several grid columns and share it. */
static void
settle_roles (TdAnnexColumns *columns)
{
  for (guint i = 0; i < columns->n_columns; i++)
    {
      gboolean same_heading = i > 0 &&
                              g_strcmp0 (columns->headings[i], columns->headings[i - 1]) == 0 &&
                              columns->headings[i] != NULL;

      if (columns->roles[i] == NULL ||
          (!same_heading && taken_elsewhere (columns, i, columns->roles[i])))
        columns->roles[i] = TD_COLUMN_OTHER;
      if (columns->headings[i] == NULL)
        columns->headings[i] = g_strdup ("");
    }
}

/**
 * td_annex_columns_read:
 * @table: a table
 * @first_row: row where a header may begin
 *
 * Reads the roles of the columns from the words of a header, in whatever order, with merged cells
 * and over several rows.
 *
 * Returns: (transfer full) (nullable): %NULL when no header begins at @first_row
 */
TdAnnexColumns *
td_annex_columns_read (const TdSourceTable *table, guint first_row)
{
  g_return_val_if_fail (table != NULL, NULL);

  if (first_row >= table->rows->len || table->n_columns < 2)
    return NULL;

  g_autoptr (TdAnnexColumns) columns = columns_new (table->n_columns);
  columns->n_rows = header_rows (table, first_row);
  for (guint i = 0; i < columns->n_rows; i++)
    {
      if (!collect_headings (columns, table->rows->pdata[first_row + i], i == 0))
        return NULL;
    }
  if (!is_header (columns))
    return NULL;

  settle_roles (columns);

  return g_steal_pointer (&columns);
}

/**
 * td_annex_columns_in_table:
 * @table: a table
 *
 * Returns: whether its first rows hold the header of a table of tasks
 */
gboolean
td_annex_columns_in_table (const TdSourceTable *table)
{
  for (guint i = 0; i < MIN (table->rows->len, MAX_HEADER_ROW); i++)
    {
      g_autoptr (TdAnnexColumns) columns = td_annex_columns_read (table, i);
      if (columns != NULL)
        return TRUE;
    }

  return FALSE;
}

/* What the cells of one column look like. */
typedef struct
{
  guint n;
  guint n_numbers;
  guint n_deadlines;
  guint n_units;
  gsize length;
} ColumnLook;

static void
look_at_cell (ColumnLook *look, const char *text)
{
  g_autoptr (TdDeadline) deadline = NULL;

  if (*text == '\0')
    return;

  look->n++;
  look->length += strlen (text);
  look->n_numbers += td_pattern_matches (ordinal_pattern (), text);
  look->n_units += td_pattern_matches (unit_cell_pattern (), text);
  if (td_plan_text_count_words (text) <= 10)
    deadline = td_deadline_parse (text, 2000, NULL);
  look->n_deadlines += deadline != NULL && deadline->kind != TD_DEADLINE_UNSPECIFIED;
}

static void
look_at_table (const TdSourceTable *table, ColumnLook *looks, guint n_columns)
{
  for (guint r = 0; r < table->rows->len; r++)
    {
      const TdSourceTableRow *row = table->rows->pdata[r];
      for (guint c = 0; c < row->cells->len; c++)
        {
          const TdSourceCell *cell = row->cells->pdata[c];
          g_autofree char *text = td_annex_cell_text (cell);
          if (cell->column < n_columns && cell->column_span == 1)
            look_at_cell (&looks[cell->column], text);
        }
    }
}

static void
give_role (TdAnnexColumns *columns, guint column, const char *role)
{
  if (columns->roles[column] != NULL || td_annex_columns_find (columns, role) >= 0)
    return;

  columns->roles[column] = role;
  columns->n_guessed++;
}

/**
 * td_annex_columns_guess:
 * @table: a table of tasks without a readable header
 *
 * Tells the columns apart by what their cells look like: numbers, deadlines, units; the longest
 * texts are the content and the rest are products.
 *
 * Returns: (transfer full) (nullable): %NULL when nothing in it looks like tasks
 */
TdAnnexColumns *
td_annex_columns_guess (const TdSourceTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);

  if (table->n_columns < 3 || table->n_columns > MAX_COLUMNS)
    return NULL;

  g_autoptr (TdAnnexColumns) columns = columns_new (table->n_columns);
  g_autofree ColumnLook *looks = g_new0 (ColumnLook, columns->n_columns);
  int longest = -1;

  look_at_table (table, looks, columns->n_columns);
  for (guint i = 0; i < columns->n_columns; i++)
    {
      const ColumnLook *look = &looks[i];
      if (look->n > 0 && look->n_numbers * 10 >= look->n * 7)
        give_role (columns, i, TD_COLUMN_NUMBER);
      else if (look->n > 0 && look->n_deadlines * 10 >= look->n * 6)
        give_role (columns, i, TD_COLUMN_DEADLINE);
      else if (look->n > 0 && look->n_units * 10 >= look->n * 6)
        give_role (columns, i,
                   td_annex_columns_find (columns, TD_COLUMN_LEAD) < 0 ? TD_COLUMN_LEAD
                                                                       : TD_COLUMN_COORDINATING);
      else if (longest < 0 || look->length > looks[longest].length)
        longest = i;
    }
  if (longest < 0 || columns->n_guessed < 2)
    return NULL;

  give_role (columns, longest, TD_COLUMN_CONTENT);
  for (guint i = 0; i < columns->n_columns; i++)
    {
      if (looks[i].n > 0)
        give_role (columns, i, TD_COLUMN_PRODUCT);
    }
  settle_roles (columns);

  return g_steal_pointer (&columns);
}
