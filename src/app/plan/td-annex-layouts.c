/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-annex-layouts.h"

#include <glib/gi18n-lib.h>

static const TdLayoutColumn with_product_first[] = {
  { TD_COLUMN_NUMBER, "STT" },
  { TD_COLUMN_CONTENT, "Nhiệm vụ" },
  { TD_COLUMN_PRODUCT, "Sản phẩm" },
  { TD_COLUMN_LEAD, "Đơn vị chủ trì" },
  { TD_COLUMN_COORDINATING, "Đơn vị phối hợp" },
  { TD_COLUMN_DEADLINE, "Thời gian hoàn thành" },
};

static const TdLayoutColumn with_product_last[] = {
  { TD_COLUMN_NUMBER, "TT" },
  { TD_COLUMN_CONTENT, "Nội dung công việc" },
  { TD_COLUMN_LEAD, "Đơn vị chủ trì" },
  { TD_COLUMN_COORDINATING, "Đơn vị phối hợp" },
  { TD_COLUMN_DEADLINE, "Thời gian thực hiện/hoàn thành" },
  { TD_COLUMN_PRODUCT, "Sản phẩm" },
};

static const TdLayoutColumn with_assignment[] = {
  { TD_COLUMN_NUMBER, "TT" },
  { TD_COLUMN_CONTENT, "Nhiệm vụ" },
  { TD_COLUMN_PRODUCT, "Sản phẩm" },
  { TD_COLUMN_DEADLINE, "Tiến độ" },
  { TD_COLUMN_ASSIGNMENT, "Phân công và cách thức thực hiện" },
};

static const TdLayoutColumn with_note[] = {
  { TD_COLUMN_NUMBER, "STT" },           { TD_COLUMN_CONTENT, "Nội dung" },
  { TD_COLUMN_PRODUCT, "Kết quả" },      { TD_COLUMN_DEADLINE, "Thời gian thực hiện" },
  { TD_COLUMN_LEAD, "Cơ quan chủ trì" }, { TD_COLUMN_COORDINATING, "Cơ quan phối hợp" },
  { TD_COLUMN_NOTE, "Ghi chú" },
};

static const TdLayoutColumn short_one[] = {
  { TD_COLUMN_NUMBER, "STT" },
  { TD_COLUMN_CONTENT, "Nhiệm vụ" },
  { TD_COLUMN_LEAD, "Đơn vị chủ trì" },
  { TD_COLUMN_DEADLINE, "Thời gian hoàn thành" },
};

static const struct
{
  const TdLayoutColumn *columns;
  guint n_columns;
} layouts[TD_N_ANNEX_LAYOUTS] = {
  { with_product_first, G_N_ELEMENTS (with_product_first) },
  { with_product_last, G_N_ELEMENTS (with_product_last) },
  { with_assignment, G_N_ELEMENTS (with_assignment) },
  { with_note, G_N_ELEMENTS (with_note) },
  { short_one, G_N_ELEMENTS (short_one) },
};

/**
 * td_annex_layouts_get:
 * @index: below %TD_N_ANNEX_LAYOUTS
 * @n_columns: (out): how many columns
 *
 * Returns: (array length=n_columns): the columns of a usual layout
 */
const TdLayoutColumn *
td_annex_layouts_get (guint index, guint *n_columns)
{
  g_return_val_if_fail (index < TD_N_ANNEX_LAYOUTS, NULL);

  *n_columns = layouts[index].n_columns;

  return layouts[index].columns;
}

static gboolean
is_wanted (const TdWantedColumn *columns, guint n_columns, gint64 id)
{
  for (guint i = 0; i < n_columns; i++)
    {
      if (columns[i].id == id)
        return TRUE;
    }

  return FALSE;
}

static void
append_deletions (TdEdit *batch, const TdPlanData *data, const TdWantedColumn *columns, guint n)
{
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_PLAN_COLUMN); i++)
    {
      gint64 id = ((TdRow *) td_plan_data_nth (data, TD_KIND_PLAN_COLUMN, i))->id;

      if (!is_wanted (columns, n, id))
        td_edit_batch_append (batch, td_edit_new_delete (TD_KIND_PLAN_COLUMN, &id, 1));
    }
}

static void
append_column (TdEdit *batch, const TdPlanData *data, const TdWantedColumn *wanted)
{
  const TdPlanColumnRow *column =
      wanted->id != 0 ? td_plan_data_get (data, TD_KIND_PLAN_COLUMN, wanted->id) : NULL;
  g_autofree char *plan = g_strdup_printf ("%" G_GINT64_FORMAT, data->plan->row.id);
  TdEdit *edit;

  if (column == NULL)
    {
      edit = td_edit_new_add (TD_KIND_PLAN_COLUMN);
      td_edit_set_value (edit, "plan_id", plan);
      td_edit_set_value (edit, "role", wanted->role);
      td_edit_set_value (edit, "heading", wanted->heading);
      td_edit_set_after (edit, 0);
      td_edit_batch_append (batch, edit);
      return;
    }
  if (g_strcmp0 (column->role, wanted->role) != 0 ||
      g_strcmp0 (column->heading, wanted->heading) != 0)
    {
      edit = td_edit_new_set (TD_KIND_PLAN_COLUMN, wanted->id, "role", wanted->role);
      td_edit_and_set (edit, "heading", wanted->heading);
      td_edit_batch_append (batch, edit);
    }
  td_edit_batch_append (batch, td_edit_new_move (TD_KIND_PLAN_COLUMN, wanted->id, -1, 0));
}

static gboolean
had_assignment (const TdPlanData *data)
{
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_PLAN_COLUMN); i++)
    {
      const TdPlanColumnRow *column = td_plan_data_nth (data, TD_KIND_PLAN_COLUMN, i);

      if (g_strcmp0 (column->role, TD_COLUMN_ASSIGNMENT) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
append_units (TdEdit *batch, const TdPlanData *data, const TdTaskRow *task, const char *role)
{
  g_autoptr (GPtrArray) units = td_plan_data_task_units (data, task->row.id, role);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  if (units->len == 0)
    return;
  for (guint i = 0; i < units->len; i++)
    g_ptr_array_add (texts, ((TdTaskUnitRow *) g_ptr_array_index (units, i))->text);
  g_ptr_array_add (texts, NULL);
  td_edit_batch_append (
      batch, td_edit_new_task_units (task->row.id, role, (const char *const *) texts->pdata));
}

/**
 * td_annex_layouts_apply:
 * @data: the plan as last read
 * @columns: the columns it shall have, in order
 * @n_columns: how many
 *
 * Where lead and coordinating units move from two columns into one of free text, or back, the cells
 * are written anew from the units, so that no assignment is lost from the print.
 *
 * Returns: (transfer full): makes the annex have these columns, as one action
 */
TdEdit *
td_annex_layouts_apply (const TdPlanData *data, const TdWantedColumn *columns, guint n_columns)
{
  TdEdit *batch = td_edit_new_batch (_ ("Change the columns of the annex"));
  gboolean has_assignment = FALSE;

  append_deletions (batch, data, columns, n_columns);
  /* From the last to the first, each put before all others: new columns have no ids yet. */
  for (guint i = n_columns; i-- > 0;)
    {
      append_column (batch, data, &columns[i]);
      has_assignment |= g_strcmp0 (columns[i].role, TD_COLUMN_ASSIGNMENT) == 0;
    }
  for (guint i = 0;
       has_assignment != had_assignment (data) && i < td_plan_data_count (data, TD_KIND_TASK); i++)
    {
      append_units (batch, data, td_plan_data_nth (data, TD_KIND_TASK, i), "lead");
      append_units (batch, data, td_plan_data_nth (data, TD_KIND_TASK, i), "coordinating");
    }

  return batch;
}
