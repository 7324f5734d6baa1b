/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-review.h"

#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-error.h"
#include "td-plan-baseline.h"
#include "td-plan-import.h"
#include "td-plan-repository.h"
#include "td-query.h"
#include "td-task-snapshot.h"

/* The tasks of the plan that are done today: what was reported counts, by turns and after the
 * document they waited for. (element-type gint64) */
static GHashTable *
list_done (TdConnection *connection, gint64 plan_id, GError **error)
{
  g_autoptr (TdTaskSnapshot) snapshot = td_task_snapshot_load (connection, error);
  g_autoptr (GHashTable) done = NULL;
  GDate today;

  if (snapshot == NULL)
    return NULL;
  td_date_today (&today);
  done = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < td_task_snapshot_length (snapshot); i++)
    {
      const TdTaskFacts *facts = td_task_snapshot_nth (snapshot, i);

      if (facts->plan_id == plan_id && td_task_status_is_done (td_task_snapshot_status (
                                           snapshot, facts, g_date_get_julian (&today))))
        g_hash_table_add (done, g_memdup2 (&facts->id, sizeof facts->id));
    }

  return g_steal_pointer (&done);
}

/* The plan and which of its tasks are done; a plan without a year cannot be rolled. */
static TdPlanData *
load_for_roll (TdConnection *connection, gint64 plan_id, TdRollOptions *options, GError **error)
{
  g_autoptr (TdPlanData) data = td_plan_repository_load (connection, plan_id, error);

  if (data == NULL)
    return NULL;
  if (data->plan->year == 0)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, "header",
                       _ ("The plan has no year; enter it first."));
      return NULL;
    }
  options->done = list_done (connection, plan_id, error);
  if (options->done == NULL)
    return NULL;
  td_plan_data_sort (data);

  return g_steal_pointer (&data);
}

/**
 * td_plan_review_roll:
 * @connection: a connection of the thread that calls
 * @plan_id: a plan
 * @options: for which year, and which tasks; what is done is looked up
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
  TdRollOptions full = *options;
  g_autoptr (TdPlanData) data = load_for_roll (connection, plan_id, &full, error);
  g_autoptr (GHashTable) done = data != NULL ? full.done : NULL;
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_UNIT);
  g_autoptr (GPtrArray) units = data != NULL ? td_query_list (query, connection, error) : NULL;

  if (units == NULL)
    return NULL;

  TdCheckOffice office = { units, NULL, NULL };
  *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) td_roll_change_free);

  return td_plan_roll (data, &full, &office, *changes);
}

/**
 * td_plan_review_roll_tasks:
 * @connection: a connection of the thread that calls
 * @plan_id: a plan
 * @options: for which year, and which tasks; what is done is looked up
 * @error: return location
 *
 * Returns: (transfer full) (element-type TdRollTask): its tasks, and what would become of them
 */
GPtrArray *
td_plan_review_roll_tasks (TdConnection *connection,
                           gint64 plan_id,
                           const TdRollOptions *options,
                           GError **error)
{
  TdRollOptions full = *options;
  g_autoptr (TdPlanData) data = load_for_roll (connection, plan_id, &full, error);
  g_autoptr (GHashTable) done = data != NULL ? full.done : NULL;

  return data != NULL ? td_plan_roll_tasks (data, &full) : NULL;
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
  g_clear_pointer (&rolled->options.choices, g_hash_table_unref);
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
  if (options->choices != NULL)
    g_hash_table_ref (options->choices);
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

static gpointer
read_roll_tasks (TdConnection *connection, gpointer data, GError **error)
{
  const Rolled *wanted = data;

  return td_plan_review_roll_tasks (connection, wanted->plan_id, &wanted->options, error);
}

/**
 * td_plan_review_roll_tasks_async:
 * @workspace: a workspace
 * @plan_id: one of its plans
 * @year: of the new plan
 * @callback: called on the main thread; td_workspace_read_finish() gives the tasks
 * @user_data: for @callback
 *
 * td_plan_review_roll_tasks() on the reader thread.
 */
void
td_plan_review_roll_tasks_async (TdWorkspace *workspace,
                                 gint64 plan_id,
                                 int year,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Rolled *wanted = g_new0 (Rolled, 1);

  wanted->plan_id = plan_id;
  wanted->options.year = year;
  td_workspace_read_async (workspace, read_roll_tasks, wanted, (GDestroyNotify) rolled_free,
                           (GDestroyNotify) g_ptr_array_unref, NULL, callback, user_data);
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
