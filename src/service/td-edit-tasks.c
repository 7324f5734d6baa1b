/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-edit-private.h"

#include "td-siblings.h"
#include "td-task-understanding.h"

/* Copies the products and units of @from to the task @to. */
static gboolean
copy_children (TdWriter *writer, TdKind kind, gint64 from, gint64 to, GError **error)
{
  g_autoptr (GPtrArray) rows = td_siblings_read (writer, kind, "task_id", from, error);
  const TdFieldSpec *task = td_kind_find_field (td_kind_spec (kind), "task_id");

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      TdRow *copy = td_row_copy (kind, g_ptr_array_index (rows, i));
      gboolean done;

      copy->id = 0;
      td_row_set_int (copy, task, to);
      done = td_writer_insert (writer, kind, copy, error);
      td_row_free (kind, copy);
      if (!done)
        return FALSE;
    }

  return TRUE;
}

gboolean
td_edit_duplicate_task (TdWriter *writer, TdEdit *edit, GError **error)
{
  TdTaskRow *task = td_writer_get (writer, TD_KIND_TASK, td_edit_first_id (edit), error);
  gint64 original = td_edit_first_id (edit);
  g_autoptr (GPtrArray) siblings = NULL;
  guint index = 0;
  gboolean done;

  if (task == NULL)
    return FALSE;
  task->row.id = 0;
  g_clear_pointer (&task->uid, g_free);
  g_clear_pointer (&task->status, g_free);
  g_clear_pointer (&task->done_date, g_free);
  task->progress = 0;
  siblings = td_siblings_list (writer, TD_KIND_TASK, task, error);
  while (siblings != NULL && index < siblings->len &&
         ((TdRow *) g_ptr_array_index (siblings, index))->id != original)
    index++;
  done = siblings != NULL && td_siblings_place (writer, TD_KIND_TASK, task, index + 1, error) &&
         td_writer_insert (writer, TD_KIND_TASK, task, error) &&
         copy_children (writer, TD_KIND_TASK_PRODUCT, original, task->row.id, error) &&
         copy_children (writer, TD_KIND_TASK_UNIT, original, task->row.id, error);
  edit->result_id = task->row.id;
  td_row_free (TD_KIND_TASK, task);

  return done;
}

gboolean
td_edit_task_units (TdWriter *writer, TdEdit *edit, GError **error)
{
  TdTaskRow *old_task = td_writer_get (writer, TD_KIND_TASK, td_edit_first_id (edit), error);
  TdTaskRow *task;
  gboolean done;

  if (old_task == NULL)
    return FALSE;
  task = td_row_copy (TD_KIND_TASK, old_task);
  done = td_task_write_units (writer, task, edit->role, (const char *const *) edit->texts, error) &&
         td_writer_update (writer, TD_KIND_TASK, old_task, task, error);
  edit->result_id = task->row.id;
  td_row_free (TD_KIND_TASK, old_task);
  td_row_free (TD_KIND_TASK, task);

  return done;
}
