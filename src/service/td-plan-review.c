/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-review.h"

#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-error.h"
#include "td-plan-baseline.h"
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

typedef struct
{
  gint64 plan_id;
  TdRollOptions options;
  TdPlanData *data;
  GPtrArray *changes;
} Rolled;

static void
rolled_free (Rolled *rolled)
{
  g_clear_pointer (&rolled->data, td_plan_data_free);
  g_clear_pointer (&rolled->changes, g_ptr_array_unref);
  g_free (rolled);
}

static gpointer
read_rolled (TdConnection *connection, gpointer data, GError **error)
{
  const Rolled *wanted = data;
  Rolled *rolled = g_new0 (Rolled, 1);

  rolled->data =
      td_plan_review_roll (connection, wanted->plan_id, &wanted->options, &rolled->changes, error);
  if (rolled->data == NULL)
    g_clear_pointer (&rolled, rolled_free);

  return rolled;
}

/**
 * td_plan_review_roll_async:
 * @workspace: a workspace
 * @plan_id: one of its plans
 * @options: for which year, and which tasks
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * td_plan_review_roll() on the reader thread.
 */
void
td_plan_review_roll_async (TdWorkspace *workspace,
                           gint64 plan_id,
                           const TdRollOptions *options,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Rolled *wanted = g_new0 (Rolled, 1);

  wanted->plan_id = plan_id;
  wanted->options = *options;
  td_workspace_read_async (workspace, read_rolled, wanted, (GDestroyNotify) rolled_free,
                           (GDestroyNotify) rolled_free, NULL, callback, user_data);
}

/**
 * td_plan_review_roll_finish:
 * @workspace: the workspace
 * @result: from the callback
 * @changes: (out) (element-type TdRollChange): what changed and what to look at
 * @error: return location
 *
 * Returns: (transfer full): the plan of the other year, not saved
 */
TdPlanData *
td_plan_review_roll_finish (TdWorkspace *workspace,
                            GAsyncResult *result,
                            GPtrArray **changes,
                            GError **error)
{
  Rolled *rolled = td_workspace_read_finish (workspace, result, error);
  TdPlanData *data;

  if (rolled == NULL)
    return NULL;
  data = g_steal_pointer (&rolled->data);
  *changes = g_steal_pointer (&rolled->changes);
  rolled_free (rolled);

  return data;
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
 * td_plan_review_load:
 * @workspace: a workspace
 * @plan_id: one of its plans
 * @error: return location
 *
 * Returns: (transfer full): the plan, sorted
 */
TdPlanData *
td_plan_review_load (TdWorkspace *workspace, gint64 plan_id, GError **error)
{
  TdPlanData *data =
      td_plan_repository_load (td_workspace_get_connection (workspace), plan_id, error);

  if (data != NULL)
    td_plan_data_sort (data);

  return data;
}

/* "5@2026-06-14": the plan as it was on a day */
static TdPlanData *
open_day (TdWorkspace *workspace, const char *id_text, const char *day_text, GError **error)
{
  GDate day;
  gint64 id;

  if (!g_ascii_string_to_signed (id_text, 10, 1, G_MAXINT64, &id, NULL) ||
      !td_date_parse_iso (day_text, &day))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                       _ ("A plan on a day is written ID@YYYY-MM-DD."));
      return NULL;
    }

  return td_plan_baseline_on (td_workspace_get_path (workspace), id, day_text, error);
}

/* "5#2": its baseline number 2 */
static TdPlanData *
open_baseline (TdWorkspace *workspace, const char *baseline, GError **error)
{
  gint64 id;

  if (!g_ascii_string_to_signed (baseline, 10, 1, G_MAXINT64, &id, NULL))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("A baseline is written ID#NUMBER."));
      return NULL;
    }

  return td_plan_baseline_load (td_workspace_get_connection (workspace), id, error);
}

/**
 * td_plan_review_open:
 * @workspace: a workspace
 * @name: the id of one of its plans, "5"; the plan as it was on a day, "5@2026-06-14"; a baseline,
 *   "5#2"; or the path of a file that holds a plan
 * @error: return location
 *
 * Returns: (transfer full): the plan, sorted
 */
TdPlanData *
td_plan_review_open (TdWorkspace *workspace, const char *name, GError **error)
{
  gboolean number = g_ascii_isdigit (*name) && !g_file_test (name, G_FILE_TEST_EXISTS);
  g_auto (GStrv) days = number ? g_strsplit (name, "@", 2) : NULL;
  g_auto (GStrv) baselines = number ? g_strsplit (name, "#", 2) : NULL;
  TdPlanData *data;
  gint64 id;

  if (days != NULL && days[1] != NULL)
    data = open_day (workspace, days[0], days[1], error);
  else if (baselines != NULL && baselines[1] != NULL)
    data = open_baseline (workspace, baselines[1], error);
  else if (g_ascii_string_to_signed (name, 10, 1, G_MAXINT64, &id, NULL))
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
