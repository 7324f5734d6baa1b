/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-composer-private.h"

#include <math.h>
#include <string.h>

#include "td-date.h"
#include "td-text.h"

#define BLANK "\u00a0\u00a0\u00a0\u00a0\u00a0"

/**
 * td_plan_has_annex:
 * @data: a plan
 *
 * Returns: whether the plan prints an annex: it has a label, a title or columns for one
 */
gboolean
td_plan_has_annex (const TdPlanData *data)
{
  return data->plan->annex_label != NULL || data->plan->annex_title != NULL ||
         td_plan_data_count (data, TD_KIND_PLAN_COLUMN) > 0;
}

/**
 * td_plan_annex_reference:
 * @plan: a plan
 *
 * The line below an annex title (Decree 30, Annex I, part III). RULE nd30-annex-reference: what is
 * not known yet stays blank.
 *
 * Returns: (transfer full): "(Kèm theo Kế hoạch số …/KH-SGDĐT ngày … tháng … năm … của …)"
 */
char *
td_plan_annex_reference (const TdPlanRow *plan)
{
  g_autofree char *kind =
      td_text_sentence_case (plan->doc_type != NULL ? plan->doc_type : "Kế hoạch");
  const char *agency = plan->agency_full != NULL ? plan->agency_full : plan->agency;
  g_autofree char *day = NULL;
  g_autofree char *month = NULL;
  g_autofree char *year = NULL;
  GDate date;
  guint d = (guint) plan->day, m = (guint) plan->month, y = (guint) plan->issued_year;

  if (plan->issued_date != NULL && td_date_parse_iso (plan->issued_date, &date))
    {
      d = g_date_get_day (&date);
      m = g_date_get_month (&date);
      y = g_date_get_year (&date);
    }
  day = d != 0 ? g_strdup_printf ("%02u", d) : g_strdup (BLANK);
  month = m != 0 ? g_strdup_printf ("%0*u", m <= 2 ? 2 : 1, m) : g_strdup (BLANK);
  year = y != 0 ? g_strdup_printf ("%u", y) : g_strdup (BLANK);

  return g_strdup_printf ("(Kèm theo %s số %s/%s ngày %s tháng %s năm %s của %s)", kind,
                          plan->number != NULL ? plan->number : BLANK,
                          plan->symbol != NULL ? plan->symbol : "", day, month, year,
                          agency != NULL ? agency : "");
}

/* The field of a task that a column prints; NULL: nothing of the task */
static const char *
column_field (const char *role)
{
  static const struct
  {
    const char *role;
    const char *field;
  } map[] = {
    { TD_COLUMN_NUMBER, "number" },
    { TD_COLUMN_CONTENT, "content" },
    { TD_COLUMN_PRODUCT, "product_text" },
    { TD_COLUMN_LEAD, "lead_text" },
    { TD_COLUMN_DEADLINE, "deadline_text" },
    { TD_COLUMN_COORDINATING, "coordinating_text" },
    { TD_COLUMN_NOTE, "note" },
    { TD_COLUMN_ASSIGNMENT, "assignment_text" },
    { TD_COLUMN_OTHER, "other_text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    {
      if (g_strcmp0 (map[i].role, role) == 0)
        return map[i].field;
    }

  return NULL;
}

static TdBlock *
compose_cell (const TdTaskRow *task, const TdPlanColumnRow *column)
{
  const char *field = column_field (column->role);
  const TdFieldSpec *spec;
  const char *text = NULL;
  TdBlock *cell;

  if (field != NULL)
    {
      spec = td_kind_find_field (td_kind_spec (TD_KIND_TASK), field);
      text = td_row_get_text (task, spec);
    }
  if (g_strcmp0 (column->role, TD_COLUMN_NUMBER) == 0 && task->number_text != NULL)
    text = task->number_text;

  if (g_strcmp0 (column->role, TD_COLUMN_CONTENT) == 0)
    {
      cell = td_block_new_cell (text, task->content_marks);
    }
  else
    {
      g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

      cell = td_block_new_cell (lines[0], NULL);
      for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
        td_block_append (cell, td_block_new_plain (lines[i], NULL));
    }
  td_block_set_source (cell, TD_KIND_TASK, task->row.id, field);

  return cell;
}

static void
append_task (const TdPlanData *data, TdBlock *table, const TdTaskRow *task)
{
  TdBlock *row = td_block_append (table, td_block_new_row ());

  td_block_set_source (row, TD_KIND_TASK, task->row.id, NULL);
  for (guint c = 0; c < td_plan_data_count (data, TD_KIND_PLAN_COLUMN); c++)
    td_block_append (row, compose_cell (task, td_plan_data_nth (data, TD_KIND_PLAN_COLUMN, c)));
}

/* An area row: number and title in two cells where the table starts with a number column, unless
 * the plan prints both in one. */
static void
append_group (const TdPlanData *data, TdBlock *table, const TdPlanGroupRow *group)
{
  guint n_columns = td_plan_data_count (data, TD_KIND_PLAN_COLUMN);
  const TdPlanColumnRow *first = td_plan_data_nth (data, TD_KIND_PLAN_COLUMN, 0);
  gboolean split =
      n_columns > 1 && g_strcmp0 (first->role, TD_COLUMN_NUMBER) == 0 && !group->label_in_title;
  TdBlock *row = td_block_append (table, td_block_new_group_row ());
  /* as it was read, with its mark: "I.", "A)" */
  gboolean marked = group->label != NULL && *group->label != '\0' &&
                    g_ascii_ispunct (group->label[strlen (group->label) - 1]);
  g_autofree char *joined = group->label != NULL && !split
                                ? g_strdup_printf ("%s%s %s", group->label, marked ? "" : ".",
                                                   group->title != NULL ? group->title : "")
                                : g_strdup (group->title);
  TdBlock *cell;

  td_block_set_source (row, TD_KIND_PLAN_GROUP, group->row.id, "title");
  if (split)
    {
      cell = td_block_append (row, td_block_new_cell (group->label, NULL));
      cell->as.cell.align = TD_ALIGN_CENTER;
      td_block_set_source (cell, TD_KIND_PLAN_GROUP, group->row.id, "label");
    }
  cell = td_block_append (row, td_block_new_cell (joined, NULL));
  cell->as.cell.column_span = n_columns - split;
  td_block_set_source (cell, TD_KIND_PLAN_GROUP, group->row.id, "title");
}

static void
add_columns (const TdPlanData *data, TdBlock *table)
{
  guint n_columns = td_plan_data_count (data, TD_KIND_PLAN_COLUMN);
  double total = 0;
  TdBlock *header;

  for (guint c = 0; c < n_columns; c++)
    {
      const TdPlanColumnRow *column = td_plan_data_nth (data, TD_KIND_PLAN_COLUMN, c);

      total = isnan (column->width) || isnan (total) ? NAN : total + column->width;
    }
  for (guint c = 0; c < n_columns; c++)
    {
      const TdPlanColumnRow *column = td_plan_data_nth (data, TD_KIND_PLAN_COLUMN, c);
      gboolean centred = g_strcmp0 (column->role, TD_COLUMN_NUMBER) == 0 ||
                         g_strcmp0 (column->role, TD_COLUMN_DEADLINE) == 0;

      td_block_add_column (table, column->role, column->heading,
                           isnan (total) || total <= 0 ? 0 : column->width / total,
                           centred ? TD_ALIGN_CENTER : TD_ALIGN_DEFAULT);
    }
  header = td_block_append_header_row (table);
  for (guint c = 0; c < td_block_n_children (header) && c < n_columns; c++)
    {
      const TdPlanColumnRow *column = td_plan_data_nth (data, TD_KIND_PLAN_COLUMN, c);

      td_block_set_source (td_block_child (header, c), TD_KIND_PLAN_COLUMN, column->row.id,
                           "heading");
    }
}

static TdBlock *
compose_table (const TdPlanData *data)
{
  TdBlock *table = td_block_new_table (0);
  g_autoptr (GPtrArray) loose = td_plan_data_group_tasks (data, 0);

  td_block_set_source (table, TD_KIND_PLAN, data->plan->row.id, "annex_title");
  add_columns (data, table);
  for (guint i = 0; i < loose->len; i++)
    {
      const TdTaskRow *task = g_ptr_array_index (loose, i);

      if (g_strcmp0 (task->origin, "section_bullet") != 0)
        append_task (data, table, task);
    }
  for (guint g = 0; g < td_plan_data_count (data, TD_KIND_PLAN_GROUP); g++)
    {
      const TdPlanGroupRow *group = td_plan_data_nth (data, TD_KIND_PLAN_GROUP, g);
      g_autoptr (GPtrArray) tasks = td_plan_data_group_tasks (data, group->row.id);

      if (group->section_id != 0)
        continue;
      append_group (data, table, group);
      for (guint i = 0; i < tasks->len; i++)
        append_task (data, table, g_ptr_array_index (tasks, i));
    }

  return table;
}

/**
 * td_plan_compose_annex:
 * @data: a plan that has an annex
 *
 * Returns: (transfer full): the annex as a part with its own pages
 */
TdBlock *
td_plan_compose_annex (const TdPlanData *data)
{
  const TdPlanRow *plan = data->plan;
  g_autofree char *reference = plan->annex_reference != NULL ? g_strdup (plan->annex_reference)
                                                             : td_plan_annex_reference (plan);
  TdOrientation orientation =
      g_strcmp0 (plan->annex_orientation, "landscape") == 0  ? TD_ORIENTATION_LANDSCAPE
      : g_strcmp0 (plan->annex_orientation, "portrait") == 0 ? TD_ORIENTATION_PORTRAIT
                                                             : TD_ORIENTATION_AUTO;
  TdBlock *part = td_block_new_part (TRUE, orientation,
                                     plan->annex_label != NULL ? plan->annex_label : "Phụ lục");
  TdBlock *header = td_block_new_annex_header (plan->annex_label, plan->annex_title, reference);

  td_block_set_source (header, TD_KIND_PLAN, plan->row.id, "annex_title");
  if (plan->annex_header)
    td_block_append (header, td_plan_compose_header (plan));
  td_block_append (part, header);
  if (td_plan_data_count (data, TD_KIND_PLAN_COLUMN) > 0)
    td_block_append (part, compose_table (data));

  return part;
}
