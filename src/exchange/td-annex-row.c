/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-annex-row.h"

#include <stdlib.h>
#include <string.h>

#include "td-marks.h"
#include "td-pattern.h"
#include "td-plan-label.h"
#include "td-plan-line.h"
#include "td-row.h"
#include "td-text.h"

TD_PATTERN_EXACT (area_number_pattern, "^[IVX]{1,6}\\s*[.)/:]?$")
TD_PATTERN_EXACT (upper_number_pattern, "^[A-HĐ]\\s*[.)/:]?$")
TD_PATTERN_EXACT (broken_number_pattern, "^(?:[IVX]+(?:\\s+[IVX]+)+|\\d+\\s+\\d+)\\s*[.)]?$")
TD_PATTERN_EXACT (ordinal_pattern, "^\\(?\\s*\\d{1,2}\\s*\\)?$")

static const char *const role_names[TD_ANNEX_N_ROLES] = {
  TD_COLUMN_NUMBER,   TD_COLUMN_CONTENT,      TD_COLUMN_PRODUCT,
  TD_COLUMN_LEAD,     TD_COLUMN_COORDINATING, TD_COLUMN_ASSIGNMENT,
  TD_COLUMN_DEADLINE, TD_COLUMN_NOTE,         TD_COLUMN_OTHER,
};

/**
 * td_annex_row_free:
 * @row: (nullable): a row
 *
 * Frees @row.
 */
void
td_annex_row_free (TdAnnexRow *row)
{
  if (row == NULL)
    return;

  for (guint i = 0; i < TD_ANNEX_N_ROLES; i++)
    g_free (row->texts[i]);
  g_free (row->content_marks);
  g_free (row->spanning);
  g_free (row);
}

static TdAnnexRole
role_index (const char *role)
{
  for (guint i = 0; i < TD_ANNEX_N_ROLES; i++)
    {
      if (g_strcmp0 (role, role_names[i]) == 0)
        return i;
    }

  return TD_ANNEX_OTHER;
}

static void
add_text (TdAnnexRow *row, TdAnnexRole role, const char *text, gboolean merged)
{
  if (text == NULL || *text == '\0')
    return;

  if (row->texts[role] != NULL)
    {
      g_autofree char *before = row->texts[role];
      row->texts[role] = g_strconcat (before, "\n", text, NULL);
      return;
    }
  row->texts[role] = g_strdup (text);
  row->merged[role] = merged;
}

/* Styling of the whole cell text as td_annex_cell_text() joins it. */
static char *
cell_marks (const TdSourceCell *cell)
{
  g_autoptr (GPtrArray) all = td_marks_parse (NULL);
  guint offset = 0;

  for (guint i = 0; i < cell->paragraphs->len; i++)
    {
      const TdSourceParagraph *paragraph = cell->paragraphs->pdata[i];
      if (paragraph->text == NULL || td_text_is_blank (paragraph->text))
        continue;
      if (offset > 0)
        offset++;
      if (paragraph->label != NULL)
        offset += g_utf8_strlen (paragraph->label, -1) + 1;

      g_autoptr (GPtrArray) marks = td_marks_parse (paragraph->marks);
      for (guint m = 0; m < marks->len; m++)
        {
          const TdMark *mark = marks->pdata[m];
          td_marks_add (all, mark->kind, offset + mark->start, mark->length, mark->argument);
        }
      offset += g_utf8_strlen (paragraph->text, -1);
    }

  char *text = td_marks_format (all);
  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);

  return text;
}

static gboolean
is_strong (const TdSourceCell *cell, const char *text)
{
  gboolean bold = FALSE;

  for (guint i = 0; i < cell->paragraphs->len; i++)
    {
      const TdSourceParagraph *paragraph = cell->paragraphs->pdata[i];
      if (paragraph->text == NULL || td_text_is_blank (paragraph->text))
        continue;
      bold = paragraph->bold || paragraph->heading_level > 0;
      if (!bold)
        break;
    }

  return bold || (cell->shaded && *text != '\0') ||
         (td_text_is_upper (text) && td_plan_text_count_words (text) > 1);
}

/* A number that a narrow column broke ("VI" above "I") is one number. */
static void
join_number (char *text)
{
  char *to = text;

  if (!td_pattern_matches (broken_number_pattern (), text))
    return;
  for (const char *from = text; *from != '\0'; from++)
    {
      if (!g_ascii_isspace (*from))
        *to++ = *from;
    }
  *to = '\0';
}

static void
take_cell (TdAnnexRow *row,
           const TdAnnexColumns *columns,
           const TdSourceCell *cell,
           TdAnnexMerge *merges)
{
  g_autofree char *text = td_annex_cell_text (cell);
  int content = td_annex_columns_find (columns, TD_COLUMN_CONTENT);
  guint end = MIN (cell->column + cell->column_span, columns->n_columns);

  if (cell->column >= columns->n_columns)
    return;
  /* A cell over most of the row is no cell of the column it begins in. */
  if (cell->column_span + 1 >= columns->n_columns && columns->n_columns >= 3 &&
      cell->column_span >= 2)
    {
      if (*text != '\0')
        row->spanning = g_strdup (text);
      row->strong |= is_strong (cell, text);
      return;
    }

  guint column =
      content >= (int) cell->column && content < (int) end ? (guint) content : cell->column;
  TdAnnexRole role = role_index (columns->roles[column]);
  if (role == TD_ANNEX_NUMBER)
    join_number (text);
  if (role == TD_ANNEX_CONTENT)
    { /* the one text that keeps its styling */
      g_free (text);
      text = td_annex_cell_text_with_notes (cell);
    }
  add_text (row, role, text, FALSE);
  if (role == TD_ANNEX_CONTENT)
    {
      g_free (row->content_marks);
      row->content_marks = cell_marks (cell);
      row->strong |= is_strong (cell, text);
    }
  for (guint c = cell->column; cell->row_span > 1 && c < end; c++)
    {
      g_free (merges[c].text);
      merges[c].text = c == cell->column ? g_strdup (text) : NULL;
      merges[c].rows_left = cell->row_span - 1;
    }
}

/* A row of an area whose title was cut into cells that are not those of the columns (a PDF shows no
 * merged cell where letters stand over its borders): the title is all of them. */
static void
join_cut_title (TdAnnexRow *row, const TdSourceTableRow *source)
{
  const char *number = row->texts[TD_ANNEX_NUMBER];
  gboolean wide = FALSE;
  g_autoptr (GString) title = g_string_new (NULL);

  if (number == NULL || row->spanning != NULL || !row->strong ||
      !td_pattern_matches (area_number_pattern (), number))
    return;

  for (guint i = 0; i < source->cells->len; i++)
    {
      const TdSourceCell *cell = source->cells->pdata[i];
      g_autofree char *text = td_annex_cell_text (cell);
      join_number (text);
      wide |= cell->column_span > 1;
      if (g_str_equal (text, number) || *text == '\0')
        continue;
      if (!is_strong (cell, text))
        return;
      g_string_append_printf (title, "%s%s", title->len > 0 ? " " : "", text);
    }
  if (!wide || title->len == 0)
    return;

  for (guint i = TD_ANNEX_CONTENT; i < TD_ANNEX_N_ROLES; i++)
    g_clear_pointer (&row->texts[i], g_free);
  row->spanning = g_strdup (title->str);
}

/**
 * td_annex_row_new:
 * @columns: roles of the columns
 * @source: a row of the table
 * @merges: (inout): one for each column, what reaches down from rows above
 *
 * Returns: (transfer full): the texts of the row by their roles
 */
TdAnnexRow *
td_annex_row_new (const TdAnnexColumns *columns,
                  const TdSourceTableRow *source,
                  TdAnnexMerge *merges)
{
  TdAnnexRow *row = g_new0 (TdAnnexRow, 1);

  for (guint c = 0; c < columns->n_columns; c++)
    {
      if (merges[c].rows_left == 0)
        continue;
      add_text (row, role_index (columns->roles[c]), merges[c].text, TRUE);
      merges[c].rows_left--;
    }
  for (guint i = 0; i < source->cells->len; i++)
    take_cell (row, columns, source->cells->pdata[i], merges);
  join_cut_title (row, source);

  return row;
}

static gboolean
starts_small (const char *text)
{
  return text != NULL && g_unichar_islower (g_utf8_get_char (text));
}

static gboolean
has_details (const TdAnnexRow *row)
{
  for (guint i = TD_ANNEX_PRODUCT; i < TD_ANNEX_N_ROLES; i++)
    {
      if (row->texts[i] != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_ordinals (const TdAnnexRow *row)
{
  guint n = 0;

  for (guint i = 0; i < TD_ANNEX_N_ROLES; i++)
    {
      if (row->texts[i] == NULL)
        continue;
      if (!td_pattern_matches (ordinal_pattern (), row->texts[i]))
        return FALSE;
      n++;
    }

  return n >= 3;
}

/* A row whose only text stands in its content, or over the whole row. RULE plan/area-rows */
static TdAnnexRowType
classify_lone_text (const TdAnnexRow *row, const TdAnnexRow *before)
{
  const char *number = row->texts[TD_ANNEX_NUMBER];
  const char *text = row->spanning != NULL ? row->spanning : row->texts[TD_ANNEX_CONTENT];
  g_auto (TdPlanLabel) label = { 0 };

  if (text == NULL)
    return number == NULL ? TD_ANNEX_ROW_BLANK
           : row->strong  ? TD_ANNEX_ROW_AREA
                          : TD_ANNEX_ROW_CONTINUATION;
  if (number != NULL)
    {
      if (td_pattern_matches (area_number_pattern (), number) ||
          td_pattern_matches (upper_number_pattern (), number))
        return TD_ANNEX_ROW_AREA;
      return row->strong || row->spanning != NULL ? TD_ANNEX_ROW_AREA : TD_ANNEX_ROW_TASK;
    }

  if (td_plan_label_parse (text, &label) &&
      (label.style == TD_LABEL_ROMAN || label.style == TD_LABEL_UPPER ||
       label.style == TD_LABEL_PART))
    return TD_ANNEX_ROW_AREA;
  if (starts_small (text))
    return TD_ANNEX_ROW_CONTINUATION;
  if (row->spanning != NULL || row->strong)
    return TD_ANNEX_ROW_AREA;

  return before != NULL ? TD_ANNEX_ROW_CONTINUATION : TD_ANNEX_ROW_TASK;
}

/* Whether an un-numbered row is a task of its own: all its main cells are filled; a cut row shows
 * text only where it was cut. RULE plan/continuation-rows */
static gboolean
is_whole (const TdAnnexRow *row, const TdAnnexColumns *columns)
{
  guint n_columns = 0;
  guint n_filled = 0;

  for (guint i = TD_ANNEX_PRODUCT; i <= TD_ANNEX_DEADLINE; i++)
    {
      if (td_annex_columns_find (columns, role_names[i]) < 0)
        continue;
      n_columns++;
      n_filled += row->texts[i] != NULL && !starts_small (row->texts[i]);
    }

  return row->texts[TD_ANNEX_CONTENT] != NULL && !starts_small (row->texts[TD_ANNEX_CONTENT]) &&
         n_columns > 0 && n_filled * 4 >= n_columns * 3;
}

/**
 * td_annex_row_get_type:
 * @row: a row
 * @columns: roles of the columns
 * @before: (nullable): the task row before it
 *
 * Returns: what @row is
 */
TdAnnexRowType
td_annex_row_get_type (const TdAnnexRow *row,
                       const TdAnnexColumns *columns,
                       const TdAnnexRow *before)
{
  gboolean number_column = td_annex_columns_find (columns, TD_COLUMN_NUMBER) >= 0;
  const char *number = row->texts[TD_ANNEX_NUMBER];

  if (is_ordinals (row))
    return TD_ANNEX_ROW_ORDINALS;
  if (!has_details (row))
    return classify_lone_text (row, before);
  if (number != NULL && row->texts[TD_ANNEX_CONTENT] == NULL && before != NULL &&
      g_strcmp0 (number, before->texts[TD_ANNEX_NUMBER]) == 0)
    return TD_ANNEX_ROW_CONTINUATION;
  if (number != NULL && !row->merged[TD_ANNEX_NUMBER])
    return TD_ANNEX_ROW_TASK;
  if (!number_column && row->texts[TD_ANNEX_CONTENT] != NULL && !row->merged[TD_ANNEX_CONTENT] &&
      !starts_small (row->texts[TD_ANNEX_CONTENT]))
    return TD_ANNEX_ROW_TASK;
  if (row->merged[TD_ANNEX_CONTENT] || (number != NULL && row->texts[TD_ANNEX_CONTENT] == NULL))
    return TD_ANNEX_ROW_CONTINUATION;

  return before == NULL || is_whole (row, columns) ? TD_ANNEX_ROW_TASK : TD_ANNEX_ROW_CONTINUATION;
}
