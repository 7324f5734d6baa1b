/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-annex-reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "td-annex-row.h"
#include "td-annex-task.h"
#include "td-pattern.h"
#include "td-plan-area.h"
#include "td-plan-label.h"
#include "td-roman.h"
#include "td-text.h"

/* Rows that go on for ever are no cell cut by a page, and a thousand areas no plan. */
#define MAX_CELL 65536
#define MAX_GROUPS 1000
#define POINTS_PER_MM (72.0 / 25.4)

TD_PATTERN_EXACT (ordinal_pattern, "^(?:\\d{1,3}|[IVX]{1,6})\\s*[.)]?$")
TD_PATTERN_EXACT (bare_roman_pattern, "^([IVX]{1,5})\\s+(?=\\p{Lu})")
TD_PATTERN (again_pattern, "\\s*\\((?:tiếp(?: theo)?)\\)\\s*$")
TD_PATTERN (annex_label_pattern,
            "^((?:phụ lục|danh "
            "mục|biểu)(?:\\s+(?:số\\s+)?(?:[ivx]+|\\d{1,2}|[a-h]))?)\\s*(?:[.:–-]\\s*)?(.*)$")
TD_PATTERN (reference_pattern, "^\\(?\\s*(?:ban hành\\s+)?(?:kèm theo|đính kèm|kèm)\\b")
TD_PATTERN (header_pattern,
            "cộng h(?:òa|oà) xã hội chủ nghĩa|độc lập\\s*[-–]\\s*tự do|^số\\s*:|^ủy ban nhân "
            "dân|^uỷ ban nhân dân|"
            "^ubnd\\b|^sở giáo dục|ngày\\s.*tháng\\s.*năm")

typedef struct
{
  TdPlanData *data;
  TdAnnexColumns *columns;
  TdAnnexMerge *merges;
  TdPlanGroupRow *group; /* borrowed */
  TdAnnexRow *task;      /* the task being gathered */
  gboolean printed_columns;
  gboolean guessed;
} Reading;

static void
clear_merges (Reading *self)
{
  for (guint i = 0; self->merges != NULL && i < self->columns->n_columns; i++)
    g_free (self->merges[i].text);
  g_clear_pointer (&self->merges, g_free);
}

static void
use_columns (Reading *self, TdAnnexColumns *columns)
{
  clear_merges (self);
  g_clear_pointer (&self->columns, td_annex_columns_free);
  self->columns = columns;
  self->merges = g_new0 (TdAnnexMerge, columns->n_columns);
}

static void
finish_task (Reading *self)
{
  if (self->task == NULL)
    return;

  td_annex_task_add (self->data, self->task, self->group);
  g_clear_pointer (&self->task, td_annex_row_free);
}

/* Puts what a page break cut off back to its cell. Whole paragraphs of a merged row stay apart. */
static void
append_row (TdAnnexRow *task, const TdAnnexRow *row)
{
  for (guint i = TD_ANNEX_CONTENT; i < TD_ANNEX_N_ROLES; i++)
    {
      if (row->texts[i] == NULL || row->merged[i] ||
          (task->texts[i] != NULL && strlen (task->texts[i]) > MAX_CELL))
        continue;
      if (task->texts[i] == NULL)
        {
          task->texts[i] = g_strdup (row->texts[i]);
          continue;
        }

      g_autofree char *before = task->texts[i];
      gboolean apart = row->merged[TD_ANNEX_CONTENT] || strchr ("-+", *row->texts[i]) != NULL;
      task->texts[i] = g_strconcat (before, apart ? "\n" : " ", row->texts[i], NULL);
    }
  if (row->spanning != NULL && task->texts[TD_ANNEX_CONTENT] != NULL &&
      strlen (task->texts[TD_ANNEX_CONTENT]) < MAX_CELL)
    {
      g_autofree char *before = task->texts[TD_ANNEX_CONTENT];
      task->texts[TD_ANNEX_CONTENT] = g_strconcat (before, " ", row->spanning, NULL);
    }
}

/* Takes the number that is printed in the cell of the title: "VI. CẢI CÁCH ...". */
static char *
take_label (const char *text, char **title)
{
  g_auto (TdPlanLabel) label = { 0 };
  g_autofree char *bare = td_pattern_fetch (bare_roman_pattern (), text, 1);

  if (bare != NULL && td_roman_parse (bare, -1) > 0)
    { /* no mark after the number */
      *title = g_strchug (g_strdup (text + strlen (bare)));
      return g_steal_pointer (&bare);
    }
  if (!td_plan_label_parse (text, &label) || !td_plan_label_is_number (&label))
    {
      *title = g_strdup (text);
      return NULL;
    }

  *title = g_strdup (text + label.length);

  return g_strdup (label.text);
}

static gboolean
is_same_group (const TdPlanGroupRow *group, const char *label, const char *title)
{
  g_autofree char *plain =
      g_regex_replace (again_pattern (), title != NULL ? title : "", -1, 0, "", 0, NULL);

  return group != NULL && g_strcmp0 (group->label, label) == 0 &&
         td_text_equal_folded (group->title, plain);
}

static void
check_group_number (Reading *self, const TdPlanGroupRow *group)
{
  for (guint i = 0; i < MIN (td_plan_data_count (self->data, TD_KIND_PLAN_GROUP), MAX_GROUPS); i++)
    {
      const TdPlanGroupRow *other = td_plan_data_nth (self->data, TD_KIND_PLAN_GROUP, i);
      if (other != group && group->label != NULL && g_strcmp0 (other->label, group->label) == 0)
        {
          td_plan_data_doubt (self->data, "annex",
                              _ ("The number “%s” stands before two areas of the annex."),
                              group->label);
          td_plan_data_doubt_about (self->data, TD_KIND_PLAN_GROUP, group->row.id);
          return;
        }
    }
}

static void
add_group (Reading *self, const TdAnnexRow *row)
{
  const char *number = row->texts[TD_ANNEX_NUMBER];
  const char *text = row->spanning != NULL ? row->spanning : row->texts[TD_ANNEX_CONTENT];
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;
  gboolean in_title = FALSE;

  if (number != NULL)
    {
      label = g_strdup (number);
      title = g_strdup (text);
    }
  else if (text != NULL)
    {
      label = take_label (text, &title);
      in_title = label != NULL;
    }
  if (title != NULL)
    {
      char *clean = td_text_clean (title, -1);
      g_free (title);
      title = clean;
    }
  if (is_same_group (self->group, label, title))
    return;

  self->group = td_plan_data_add (self->data, TD_KIND_PLAN_GROUP);
  self->group->label = g_steal_pointer (&label);
  self->group->label_in_title = in_title;
  self->group->area_key = g_strdup (td_plan_area_from_title (title));
  self->group->title = g_steal_pointer (&title);
  check_group_number (self, self->group);
}

static void
read_row (Reading *self, const TdSourceTableRow *source)
{
  g_autoptr (TdAnnexRow) row = td_annex_row_new (self->columns, source, self->merges);

  switch (td_annex_row_get_type (row, self->columns, self->task))
    {
    case TD_ANNEX_ROW_AREA:
      finish_task (self);
      add_group (self, row);
      break;
    case TD_ANNEX_ROW_TASK:
      finish_task (self);
      self->task = g_steal_pointer (&row);
      break;
    case TD_ANNEX_ROW_CONTINUATION:
      if (self->task != NULL)
        append_row (self->task, row);
      break;
    case TD_ANNEX_ROW_BLANK:
    case TD_ANNEX_ROW_ORDINALS:
    default:
      break;
    }
}

static void
add_columns (Reading *self, const TdSourceTable *table)
{
  const TdAnnexColumns *columns = self->columns;

  if (self->printed_columns)
    return;

  self->printed_columns = TRUE;
  for (guint i = 0; i < columns->n_columns; i++)
    {
      gboolean same = i > 0 && *columns->headings[i] != '\0' &&
                      g_str_equal (columns->headings[i], columns->headings[i - 1]);
      if (same)
        continue;

      TdPlanColumnRow *column = td_plan_data_add (self->data, TD_KIND_PLAN_COLUMN);
      column->role = g_strdup (columns->roles[i]);
      if (*columns->headings[i] != '\0')
        column->heading = g_strdup (columns->headings[i]);
      column->width = NAN;
      if (table->widths != NULL && i < table->n_columns && table->widths[i] > 0)
        column->width = round (table->widths[i] / POINTS_PER_MM * 10) / 10;
    }
  self->data->plan->annex_orientation = g_strdup (table->landscape ? "landscape" : "portrait");
}

/* Whether a table begins with headings, if not those of a table of tasks: it is of something else.
 */
static gboolean
has_other_header (const TdSourceTable *table)
{
  const TdSourceTableRow *first = table->rows->len > 0 ? table->rows->pdata[0] : NULL;
  guint n_texts = 0;

  for (guint i = 0; first != NULL && i < first->cells->len; i++)
    {
      const TdSourceCell *cell = first->cells->pdata[i];
      g_autofree char *text = td_annex_cell_text (cell);
      const TdSourceParagraph *paragraph =
          cell->paragraphs->len > 0 ? cell->paragraphs->pdata[0] : NULL;
      if (*text == '\0')
        continue;
      if (td_pattern_matches (ordinal_pattern (), text) || paragraph == NULL || !paragraph->bold)
        return FALSE;
      n_texts++;
    }

  return n_texts >= 3;
}

/* A table whose columns nothing tells goes on with the columns of the table before it. */
static gboolean
choose_columns (Reading *self, const TdSourceTable *table)
{
  TdAnnexColumns *columns = NULL;

  for (guint i = 0; i < MIN (table->rows->len, 5) && columns == NULL; i++)
    columns = td_annex_columns_read (table, i);
  if (columns == NULL && self->columns != NULL && has_other_header (table))
    return FALSE;
  if (columns == NULL && self->columns != NULL && self->columns->n_columns == table->n_columns)
    {
      clear_merges (self);
      self->merges = g_new0 (TdAnnexMerge, self->columns->n_columns);
      return TRUE;
    }
  if (columns == NULL && !table->bordered)
    return FALSE;
  if (columns == NULL)
    {
      columns = td_annex_columns_guess (table);
      if (columns == NULL)
        return FALSE;
      td_plan_data_doubt (
          self->data, "annex",
          _ ("The table of tasks has no readable header: its columns were told by their cells."));
    }
  use_columns (self, columns);

  return TRUE;
}

static void
read_table (Reading *self, const TdSourceTable *table)
{
  if (!choose_columns (self, table))
    return;

  add_columns (self, table);
  /* Headings that tell nothing are no task. */
  for (guint r = self->columns->n_guessed > 0 && has_other_header (table) ? 1 : 0;
       r < table->rows->len; r++)
    {
      TdAnnexColumns *header = td_annex_columns_read (table, r);
      if (header != NULL)
        {
          r += header->n_rows - 1;
          use_columns (self, header);
          continue;
        }
      read_row (self, table->rows->pdata[r]);
    }
}

/* A table may be split by area, with the area's title as a paragraph above each part. */
static void
read_paragraph (Reading *self, const TdSourceParagraph *paragraph)
{
  g_autofree char *text = td_text_clean (paragraph->text != NULL ? paragraph->text : "", -1);
  g_auto (TdPlanLabel) label = { 0 };
  gboolean roman = td_plan_label_parse (text, &label) && label.style == TD_LABEL_ROMAN;
  gboolean strong = paragraph->bold || paragraph->heading_level > 0;

  if (*text == '\0' || !(roman || (strong && label.style == TD_LABEL_ARABIC)))
    return;

  TdAnnexRow row = { .spanning = text, .strong = TRUE };
  finish_task (self);
  add_group (self, &row);
}

static void
read_annex_title (const TdPlanFrame *frame, TdPlanData *data)
{
  TdPlanRow *plan = data->plan;
  g_autoptr (GString) title = g_string_new (NULL);

  for (guint i = 0; i < frame->annex_pieces->len; i++)
    {
      const TdPlanPiece *piece = frame->annex_pieces->pdata[i];
      g_autoptr (GMatchInfo) match = NULL;

      if (plan->annex_label == NULL && title->len == 0 && *piece->text != '(' &&
          td_pattern_matches (header_pattern (), piece->text))
        {
          plan->annex_header = TRUE;
          continue;
        }
      if (plan->annex_label == NULL &&
          g_regex_match (annex_label_pattern (), piece->text, 0, &match))
        {
          g_autofree char *rest = g_match_info_fetch (match, 2);
          plan->annex_label = g_match_info_fetch (match, 1);
          if (rest != NULL && *rest != '\0')
            g_string_append (title, rest);
        }
      else if (plan->annex_reference == NULL &&
               td_pattern_matches (reference_pattern (), piece->text))
        plan->annex_reference = g_strdup (piece->text);
      else if (plan->annex_reference != NULL && !g_str_has_suffix (plan->annex_reference, ")") &&
               *plan->annex_reference == '(')
        {
          g_autofree char *before = plan->annex_reference;
          plan->annex_reference = g_strconcat (before, " ", piece->text, NULL);
        }
      else
        g_string_append_printf (title, "%s%s", title->len > 0 ? "\n" : "", piece->text);
    }
  if (title->len > 0)
    plan->annex_title = g_strdup (title->str);
  if (plan->annex_label == NULL && plan->annex_title != NULL && frame->tables->len > 0)
    plan->annex_label = g_strdup ("Phụ lục");
}

/**
 * td_annex_reader_read:
 * @frame: the parts of a document
 * @data: plan to fill
 *
 * Reads the tables of tasks: area rows in any shape, tasks with their continuation rows, columns in
 * any order. What is printed wrongly stays as printed and becomes a doubt.
 */
void
td_annex_reader_read (const TdPlanFrame *frame, TdPlanData *data)
{
  Reading self = { .data = data };

  read_annex_title (frame, data);
  for (guint i = 0; i < frame->tables->len; i++)
    {
      const TdSourceItem *item = frame->tables->pdata[i];
      if (item->type == TD_SOURCE_TABLE)
        read_table (&self, item->table);
      else if (i + 1 < frame->tables->len)
        read_paragraph (&self, item->paragraph);
    }
  finish_task (&self);
  clear_merges (&self);
  td_annex_columns_free (self.columns);
  td_annex_task_check_numbers (data);
}
