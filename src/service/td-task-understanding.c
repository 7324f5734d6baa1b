/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-understanding.h"

#include <string.h>

#include "td-date.h"
#include "td-deadline.h"
#include "td-product-splitter.h"
#include "td-siblings.h"
#include "td-text.h"
#include "td-unit-splitter.h"

/**
 * td_task_read_deadline:
 * @task: (inout): its deadline words decide its deadline meaning
 * @plan_year: the year the plan is for
 * @issued_date: (nullable): ISO date of the plan
 *
 * Does nothing to a task whose meaning was set by hand.
 */
void
td_task_read_deadline (TdTaskRow *task, int plan_year, const char *issued_date)
{
  g_autoptr (TdDeadline) deadline = NULL;

  if (task->deadline_typed)
    return;

  deadline = td_deadline_parse (task->deadline_text != NULL ? task->deadline_text : "", plan_year,
                                issued_date);
  g_free (task->deadline_kind);
  g_free (task->deadline_start);
  g_free (task->deadline_end);
  g_free (task->deadline_recurrence);
  g_free (task->deadline_condition);
  task->deadline_kind = g_strdup (td_deadline_kind_to_nick (deadline->kind));
  task->deadline_start = g_strdup (deadline->start);
  task->deadline_end = g_strdup (deadline->end);
  task->deadline_exclusive = deadline->end_exclusive;
  task->deadline_recurrence = g_strdup (deadline->recurrence);
  task->deadline_condition = g_strdup (deadline->condition);
}

static gboolean
delete_children (TdWriter *writer, TdKind kind, gint64 task_id, const char *role, GError **error)
{
  g_autoptr (GPtrArray) rows = td_siblings_read (writer, kind, "task_id", task_id, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      TdRow *row = g_ptr_array_index (rows, i);

      if (role != NULL && g_strcmp0 (((TdTaskUnitRow *) row)->role, role) != 0)
        continue;
      if (!td_writer_delete (writer, kind, row->id, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
insert_products (TdWriter *writer, const TdTaskRow *task, GPtrArray *texts, GError **error)
{
  for (guint i = 0; i < texts->len; i++)
    {
      TdTaskProductRow *product = td_row_new (TD_KIND_TASK_PRODUCT);
      gboolean done;

      product->plan_id = task->plan_id;
      product->task_id = task->row.id;
      product->position = (gint64) (i + 1) * TD_POSITION_STEP;
      product->text = g_strdup (g_ptr_array_index (texts, i));
      done = td_writer_insert (writer, TD_KIND_TASK_PRODUCT, product, error);
      td_row_free (TD_KIND_TASK_PRODUCT, product);
      if (!done)
        return FALSE;
    }

  return TRUE;
}

/* Finds the unit of the register that @text names, by name, short name or alias. */
static gboolean
find_unit (TdWriter *writer, const char *text, gint64 *unit_id, gint64 *group_id, GError **error)
{
  g_autoptr (GPtrArray) units = td_siblings_read (writer, TD_KIND_UNIT, NULL, 0, error);
  g_autoptr (GPtrArray) aliases = NULL;
  g_autoptr (GPtrArray) groups = NULL;

  *unit_id = *group_id = 0;
  if (units == NULL)
    return FALSE;
  for (guint i = 0; i < units->len && *unit_id == 0; i++)
    {
      const TdUnitRow *unit = g_ptr_array_index (units, i);

      if (td_text_equal_folded (unit->name, text) ||
          (unit->short_name != NULL && td_text_equal_folded (unit->short_name, text)))
        *unit_id = unit->row.id;
    }
  if (*unit_id != 0)
    return TRUE;

  aliases = td_siblings_read (writer, TD_KIND_UNIT_ALIAS, NULL, 0, error);
  groups = aliases != NULL ? td_siblings_read (writer, TD_KIND_UNIT_GROUP, NULL, 0, error) : NULL;
  if (groups == NULL)
    return FALSE;
  for (guint i = 0; i < aliases->len && *unit_id == 0; i++)
    {
      const TdUnitAliasRow *alias = g_ptr_array_index (aliases, i);

      if (td_text_equal_folded (alias->alias, text))
        *unit_id = alias->unit_id;
    }
  for (guint i = 0; i < groups->len && *unit_id == 0 && *group_id == 0; i++)
    {
      const TdUnitGroupRow *group = g_ptr_array_index (groups, i);

      if (td_text_equal_folded (group->name, text))
        *group_id = group->row.id;
    }

  return TRUE;
}

static gboolean
insert_units (
    TdWriter *writer, const TdTaskRow *task, const char *role, GPtrArray *texts, GError **error)
{
  for (guint i = 0; i < texts->len; i++)
    {
      TdTaskUnitRow *unit = td_row_new (TD_KIND_TASK_UNIT);
      gboolean done;

      unit->plan_id = task->plan_id;
      unit->task_id = task->row.id;
      unit->position = (gint64) (i + 1) * TD_POSITION_STEP;
      unit->role = g_strdup (role);
      unit->text = g_strdup (g_ptr_array_index (texts, i));
      done = find_unit (writer, unit->text, &unit->unit_id, &unit->unit_group_id, error) &&
             td_writer_insert (writer, TD_KIND_TASK_UNIT, unit, error);
      td_row_free (TD_KIND_TASK_UNIT, unit);
      if (!done)
        return FALSE;
    }

  return TRUE;
}

static gboolean
replace_units (
    TdWriter *writer, const TdTaskRow *task, const char *role, GPtrArray *texts, GError **error)
{
  return delete_children (writer, TD_KIND_TASK_UNIT, task->row.id, role, error) &&
         insert_units (writer, task, role, texts, error);
}

static gboolean
understand_units (TdWriter *writer, const TdTaskRow *old_task, TdTaskRow *task, GError **error)
{
  gboolean fresh = old_task == NULL;

  if (fresh ? task->assignment_text != NULL
            : g_strcmp0 (old_task->assignment_text, task->assignment_text) != 0)
    {
      g_autoptr (GPtrArray) lead = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) coordinating = g_ptr_array_new_with_free_func (g_free);

      td_unit_splitter_read_assignment (task->assignment_text != NULL ? task->assignment_text : "",
                                        lead, coordinating);
      return replace_units (writer, task, "lead", lead, error) &&
             replace_units (writer, task, "coordinating", coordinating, error);
    }
  if (fresh ? task->lead_text != NULL : g_strcmp0 (old_task->lead_text, task->lead_text) != 0)
    {
      g_autoptr (GPtrArray) texts =
          td_unit_splitter_split (task->lead_text != NULL ? task->lead_text : "");

      if (!replace_units (writer, task, "lead", texts, error))
        return FALSE;
    }
  if (fresh ? task->coordinating_text != NULL
            : g_strcmp0 (old_task->coordinating_text, task->coordinating_text) != 0)
    {
      g_autoptr (GPtrArray) texts =
          td_unit_splitter_split (task->coordinating_text != NULL ? task->coordinating_text : "");

      if (!replace_units (writer, task, "coordinating", texts, error))
        return FALSE;
    }

  return TRUE;
}

/* A task given from above has no plan: its year is that of the document, else of the clock. */
static gboolean
read_deadline (TdWriter *writer, TdTaskRow *task, GError **error)
{
  TdPlanRow *plan;
  GDate today;

  if (task->plan_id == 0)
    {
      td_date_today (&today);
      td_task_read_deadline (task, task->assigned_date != NULL ? 0 : g_date_get_year (&today),
                             task->assigned_date);
      return TRUE;
    }
  plan = td_writer_get (writer, TD_KIND_PLAN, task->plan_id, error);
  if (plan == NULL)
    return FALSE;
  td_task_read_deadline (task, (int) plan->year, plan->issued_date);
  td_row_free (TD_KIND_PLAN, plan);

  return TRUE;
}

/**
 * td_task_understand:
 * @writer: the writer
 * @old_task: (nullable): the task as it was; NULL: it is new
 * @task: (inout): the task with changed words, its id set; not written here
 * @error: return location
 *
 * Brings the meaning of the deadline, the products and the units in line with changed words.
 *
 * Returns: whether it went well
 */
gboolean
td_task_understand (TdWriter *writer, const TdTaskRow *old_task, TdTaskRow *task, GError **error)
{
  if (old_task == NULL || g_strcmp0 (old_task->deadline_text, task->deadline_text) != 0 ||
      (old_task->deadline_typed && !task->deadline_typed))
    {
      if (!read_deadline (writer, task, error))
        return FALSE;
    }
  if (old_task == NULL ? task->product_text != NULL
                       : g_strcmp0 (old_task->product_text, task->product_text) != 0)
    {
      g_autoptr (GPtrArray) texts =
          td_product_splitter_split (task->product_text != NULL ? task->product_text : "");

      if (!delete_children (writer, TD_KIND_TASK_PRODUCT, task->row.id, NULL, error) ||
          !insert_products (writer, task, texts, error))
        return FALSE;
    }

  return understand_units (writer, old_task, task, error);
}

/* How several units stand in one cell: one alone plainly, more as dashed lines */
static char *
cell_text (GPtrArray *texts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (text, "%s%s%s", i > 0 ? "\n" : "", texts->len > 1 ? "- " : "",
                            (char *) g_ptr_array_index (texts, i));

  return g_string_free (text, text->len == 0);
}

static GPtrArray *
units_of_role (TdWriter *writer, gint64 task_id, const char *role, GError **error)
{
  g_autoptr (GPtrArray) rows =
      td_siblings_read (writer, TD_KIND_TASK_UNIT, "task_id", task_id, error);
  GPtrArray *texts;

  if (rows == NULL)
    return NULL;
  texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < rows->len; i++)
    {
      const TdTaskUnitRow *unit = g_ptr_array_index (rows, i);

      if (g_strcmp0 (unit->role, role) == 0)
        g_ptr_array_add (texts, g_strdup (unit->text));
    }

  return texts;
}

static void
append_assignment (GString *text, const char *label, GPtrArray *units)
{
  if (units->len == 0)
    return;
  g_string_append_printf (text, "%s- %s: ", text->len > 0 ? "\n" : "", label);
  for (guint i = 0; i < units->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", (char *) g_ptr_array_index (units, i));
}

static gboolean
has_assignment_column (TdWriter *writer, gint64 plan_id)
{
  g_autoptr (GPtrArray) columns =
      td_siblings_read (writer, TD_KIND_PLAN_COLUMN, "plan_id", plan_id, NULL);

  for (guint i = 0; columns != NULL && i < columns->len; i++)
    {
      if (g_strcmp0 (((TdPlanColumnRow *) g_ptr_array_index (columns, i))->role,
                     TD_COLUMN_ASSIGNMENT) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * td_task_write_units:
 * @writer: the writer
 * @task: (inout): its cell text follows the units; not written here
 * @role: "lead" or "coordinating"
 * @texts: the chosen units, NULL-terminated
 * @error: return location
 *
 * Sets the units of a task from a choice, and the words of its cell from them: of its own column,
 * or of the free-text column where the plan has one for both roles.
 *
 * Returns: whether it went well
 */
gboolean
td_task_write_units (
    TdWriter *writer, TdTaskRow *task, const char *role, const char *const *texts, GError **error)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) lead = NULL;
  g_autoptr (GPtrArray) coordinating = NULL;
  GString *text;

  for (guint i = 0; texts[i] != NULL; i++)
    g_ptr_array_add (chosen, g_strdup (texts[i]));
  if (!replace_units (writer, task, role, chosen, error))
    return FALSE;

  if (!has_assignment_column (writer, task->plan_id))
    {
      char **cell = g_str_equal (role, "lead") ? &task->lead_text : &task->coordinating_text;

      g_free (*cell);
      *cell = cell_text (chosen);
      return TRUE;
    }

  lead = units_of_role (writer, task->row.id, "lead", error);
  coordinating = lead != NULL ? units_of_role (writer, task->row.id, "coordinating", error) : NULL;
  if (coordinating == NULL)
    return FALSE;
  text = g_string_new (NULL);
  append_assignment (text, "Đơn vị chủ trì", lead);
  append_assignment (text, "Đơn vị phối hợp", coordinating);
  g_free (task->assignment_text);
  task->assignment_text = g_string_free (text, text->len == 0);

  return TRUE;
}
