/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-edit-private.h"

#include "td-plan-repository.h"

gboolean
td_edit_save_plan (TdWriter *writer, TdEdit *edit, GError **error)
{
  edit->result_id = td_plan_repository_save (writer, edit->plan, error);

  return edit->result_id != 0;
}

gboolean
td_edit_delete_plan (TdWriter *writer, TdEdit *edit, GError **error)
{
  return td_plan_repository_delete (writer, td_edit_first_id (edit), error);
}
