/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-review.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-plan-import.h"
#include "td-plan-repository.h"
#include "td-query.h"

/**
 * td_plan_review_roll:
 * @connection: a connection of the thread that calls
 * @plan_id: a plan
 * @options: for which year, and which tasks
 * @changes: (out) (element-type TdRollChange): what changed and what to look at
 * @error: return location
 *
 * Returns: (transfer full): the plan of the other year, not saved
 */
TdPlanData *
td_plan_review_roll (TdConnection *connection,
                     gint64 plan_id,
                     const TdRollOptions *options,
                     GPtrArray **changes,
                     GError **error)
{
  g_autoptr (TdPlanData) data = td_plan_repository_load (connection, plan_id, error);
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_UNIT);
  g_autoptr (GPtrArray) units = NULL;

  if (data == NULL)
    return NULL;
  if (data->plan->year == 0)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, "header",
                       _ ("The plan has no year; enter it first."));
      return NULL;
    }
  units = td_query_list (query, connection, error);
  if (units == NULL)
    return NULL;

  td_plan_data_sort (data);
  TdCheckOffice office = { units, NULL, NULL };
  *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) td_roll_change_free);

  return td_plan_roll (data, options, &office, *changes);
}

/**
 * td_plan_review_save_rolled:
 * @rolled: what td_plan_review_roll() made
 *
 * Returns: (transfer full): the edit that keeps it
 */
TdEdit *
td_plan_review_save_rolled (const TdPlanData *rolled)
{
  return td_edit_new_save_plan (td_plan_data_copy (rolled));
}

/**
 * td_plan_review_open:
 * @workspace: a workspace
 * @name: the id of one of its plans, or the path of a file that holds a plan
 * @error: return location
 *
 * Returns: (transfer full): the plan, sorted
 */
TdPlanData *
td_plan_review_open (TdWorkspace *workspace, const char *name, GError **error)
{
  TdPlanData *data;
  gint64 id;

  if (g_ascii_string_to_signed (name, 10, 1, G_MAXINT64, &id, NULL))
    data = td_plan_repository_load (td_workspace_get_connection (workspace), id, error);
  else
    {
      g_autoptr (TdPlanImport) import = td_plan_import_read (name, NULL, NULL, NULL, error);

      data = import != NULL ? td_plan_data_copy (import->plan) : NULL;
    }
  if (data != NULL)
    td_plan_data_sort (data);

  return data;
}
