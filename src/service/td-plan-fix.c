/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-fix.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-annex-task.h"
#include "td-deadline.h"
#include "td-error.h"
#include "td-product-splitter.h"
#include "td-task-understanding.h"
#include "td-text.h"

/* Removes the rows of @kind that belong to the task. */
static void
remove_children (TdPlanData *data, TdKind kind, gint64 task_id)
{
  const TdFieldSpec *owner = td_kind_find_field (td_kind_spec (kind), "task_id");
  GPtrArray *rows = data->rows[kind];

  for (guint i = rows->len; i > 0; i--)
    {
      gpointer row = g_ptr_array_index (rows, i - 1);

      if (td_row_get_int (row, owner) != task_id)
        continue;
      g_ptr_array_remove_index (rows, i - 1);
      td_row_free (kind, row);
    }
}

static void
read_products (TdPlanData *data, const TdTaskRow *task)
{
  g_autoptr (GPtrArray) products = td_product_splitter_split (task->product_text);

  remove_children (data, TD_KIND_TASK_PRODUCT, task->row.id);
  for (guint i = 0; i < products->len; i++)
    {
      TdTaskProductRow *product = td_plan_data_add (data, TD_KIND_TASK_PRODUCT);

      product->task_id = task->row.id;
      product->text = g_strdup (g_ptr_array_index (products, i));
    }
}

static void
read_units (TdPlanData *data, const TdTaskRow *task)
{
  g_autoptr (GPtrArray) lead = NULL;
  g_autoptr (GPtrArray) coordinating = NULL;

  td_annex_task_split_units (task, &lead, &coordinating);
  remove_children (data, TD_KIND_TASK_UNIT, task->row.id);
  td_annex_task_add_units (data, task, "lead", lead);
  td_annex_task_add_units (data, task, "coordinating", coordinating);
}

static void
read_deadline (const TdPlanData *data, TdTaskRow *task)
{
  td_task_read_deadline (task, (int) data->plan->year, data->plan->issued_date);
}

/* Brings what was understood in line with the changed words of @task. */
static void
understand_task (TdPlanData *data, TdTaskRow *task, const char *field)
{
  if (g_str_equal (field, "product_text"))
    read_products (data, task);
  else if (g_str_equal (field, "lead_text") || g_str_equal (field, "coordinating_text") ||
           g_str_equal (field, "assignment_text"))
    read_units (data, task);
  else if (g_str_equal (field, "deadline_text"))
    read_deadline (data, task);
}

/* "Quý II" is another window in another year. */
static void
understand_all_deadlines (TdPlanData *data)
{
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_TASK); i++)
    read_deadline (data, td_plan_data_nth (data, TD_KIND_TASK, i));
}

/* Styling counts characters of the words as they were; changed words go plain. */
static void
drop_styling (TdKind kind, gpointer row, const char *field)
{
  static const struct
  {
    TdKind kind;
    const char *field;
    const char *marks;
  } styled[] = {
    { TD_KIND_SECTION, "title", "title_marks" },
    { TD_KIND_BLOCK, "text", "marks" },
    { TD_KIND_TASK, "content", "content_marks" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (styled); i++)
    {
      if (styled[i].kind == kind && g_str_equal (styled[i].field, field))
        td_row_set_text (row, td_kind_find_field (td_kind_spec (kind), styled[i].marks), NULL);
    }
}

/* The printed date goes with the date that is understood. */
static void
follow_date (TdPlanData *data)
{
  g_clear_pointer (&data->plan->date_text, g_free);
  data->plan->day = data->plan->month = data->plan->issued_year = 0;
}

/**
 * td_plan_fix_field:
 * @data: a plan that is not saved
 * @kind: kind of the row
 * @id: local id of the row
 * @field: name of a field
 * @value: (nullable): the value as text; blank is absent
 * @error: return location
 *
 * Sets a field as a person typed it, and understands again what follows from it: products, units
 * and deadline of a task, all deadlines when the year or the date of the plan changes.
 *
 * Returns: whether @value can be a value of the field; if not, nothing changed
 */
gboolean
td_plan_fix_field (
    TdPlanData *data, TdKind kind, gint64 id, const char *field, const char *value, GError **error)
{
  const TdFieldSpec *spec;
  gpointer row;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_return_val_if_fail (data != NULL && field != NULL, FALSE);

  row = td_plan_data_get (data, kind, id);
  spec = td_kind_find_field (td_kind_spec (kind), field);
  if (row == NULL || spec == NULL)
    {
      td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, field, _ ("There is no such field."));
      return FALSE;
    }

  before = td_row_format_field (row, spec);
  if (!td_row_parse_field (row, spec, td_text_is_blank (value) ? NULL : value, error))
    return FALSE;
  after = td_row_format_field (row, spec);
  if (g_strcmp0 (before, after) == 0)
    return TRUE;

  drop_styling (kind, row, field);
  if (kind == TD_KIND_TASK)
    understand_task (data, row, field);
  else if (kind == TD_KIND_PLAN && g_str_equal (field, "issued_date"))
    follow_date (data);
  if (kind == TD_KIND_PLAN && (g_str_equal (field, "year") || g_str_equal (field, "issued_date")))
    understand_all_deadlines (data);

  return TRUE;
}

/* The field of a task that holds what stands in a column of @role; NULL for the number and the
 * content, which no other column can be taken for. */
static const char *
field_of_role (const char *role)
{
  static const struct
  {
    const char *role;
    const char *field;
  } fields[] = {
    { TD_COLUMN_PRODUCT, "product_text" },
    { TD_COLUMN_LEAD, "lead_text" },
    { TD_COLUMN_COORDINATING, "coordinating_text" },
    { TD_COLUMN_ASSIGNMENT, "assignment_text" },
    { TD_COLUMN_DEADLINE, "deadline_text" },
    { TD_COLUMN_NOTE, "note" },
    { TD_COLUMN_OTHER, "other_text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (g_strcmp0 (fields[i].role, role) == 0)
        return fields[i].field;
    }

  return NULL;
}

static guint
count_columns (const TdPlanData *data, const char *role, TdPlanColumnRow **first)
{
  guint n = 0;

  for (guint i = td_plan_data_count (data, TD_KIND_PLAN_COLUMN); i > 0; i--)
    {
      TdPlanColumnRow *column = td_plan_data_nth (data, TD_KIND_PLAN_COLUMN, i - 1);

      if (g_strcmp0 (column->role, role) != 0)
        continue;
      n++;
      *first = column;
    }

  return n;
}

static void
swap_texts (TdPlanData *data, const char *one, const char *other)
{
  const TdKindSpec *spec = td_kind_spec (TD_KIND_TASK);
  const TdFieldSpec *a = td_kind_find_field (spec, one);
  const TdFieldSpec *b = td_kind_find_field (spec, other);

  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_TASK); i++)
    {
      TdTaskRow *task = td_plan_data_nth (data, TD_KIND_TASK, i);
      g_autofree char *text = g_strdup (td_row_get_text (task, a));

      if (g_strcmp0 (task->origin, "annex") != 0)
        continue;
      td_row_set_text (task, a, td_row_get_text (task, b));
      td_row_set_text (task, b, text);
      read_products (data, task);
      read_units (data, task);
      read_deadline (data, task);
    }
}

/**
 * td_plan_fix_column:
 * @data: a plan that is not saved
 * @column_id: local id of a column of the annex
 * @role: what the column holds, one of TD_COLUMN_*
 * @error: return location
 *
 * Takes a column of the annex for something else: the texts of all tasks move to the other role and
 * are understood again. A column that had @role takes the old role of this one.
 *
 * Returns: whether it was possible; if not, nothing changed
 */
gboolean
td_plan_fix_column (TdPlanData *data, gint64 column_id, const char *role, GError **error)
{
  TdPlanColumnRow *column;
  TdPlanColumnRow *holder = NULL;
  TdPlanColumnRow *first = NULL;
  const char *from, *to;

  g_return_val_if_fail (data != NULL && role != NULL, FALSE);

  column = td_plan_data_get (data, TD_KIND_PLAN_COLUMN, column_id);
  from = column != NULL ? field_of_role (column->role) : NULL;
  to = field_of_role (role);
  if (from == NULL || to == NULL)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, "annex",
                       _ ("The columns of the number and the content cannot be exchanged."));
      return FALSE;
    }
  if (g_str_equal (from, to))
    return TRUE;
  /* The texts of several such columns stand together; they cannot be told apart any more. */
  if (count_columns (data, column->role, &first) > 1 || count_columns (data, role, &holder) > 1)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, "annex",
                       _ ("Several columns have this meaning; they cannot be told apart."));
      return FALSE;
    }

  swap_texts (data, from, to);
  if (holder != NULL)
    {
      g_free (holder->role);
      holder->role = g_strdup (column->role);
    }
  g_free (column->role);
  column->role = g_strdup (role);

  return TRUE;
}

/**
 * td_plan_fix_explain_deadline:
 * @data: the plan of @task
 * @task: a task
 *
 * Returns: (nullable) (transfer full): what its deadline words are understood to mean, in words;
 * NULL where it has no deadline
 */
char *
td_plan_fix_explain_deadline (const TdPlanData *data, const TdTaskRow *task)
{
  g_autoptr (TdDeadline) deadline = NULL;

  if (td_text_is_blank (task->deadline_text != NULL ? task->deadline_text : ""))
    return NULL;

  deadline =
      td_deadline_parse (task->deadline_text, (int) data->plan->year, data->plan->issued_date);

  return td_deadline_explain (deadline);
}
