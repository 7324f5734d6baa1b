/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-baseline.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "td-backup.h"
#include "td-date.h"
#include "td-edit-private.h"
#include "td-error.h"
#include "td-file-blob.h"
#include "td-import.h"
#include "td-plan-repository.h"

/* More actions than are undone to find an old state */
#define MOST_UNDONE 20000

typedef struct
{
  gint64 plan_id;
  char *name;
} Baseline;

static void
baseline_free (gpointer data)
{
  Baseline *baseline = data;

  g_free (baseline->name);
  g_free (baseline);
}

static gboolean
keep_baseline (TdWriter *writer, TdEdit *edit, GError **error)
{
  const Baseline *wanted = edit->data;
  g_autoptr (TdPlanData) plan =
      td_plan_repository_load (td_writer_get_connection (writer), wanted->plan_id, error);
  TdPlanBaselineRow *row;
  g_autofree char *json = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean kept;

  if (plan == NULL)
    return FALSE;
  td_plan_data_sort (plan);
  json = td_plan_json_write (plan);
  bytes = g_bytes_new (json, strlen (json));
  row = td_row_new (TD_KIND_PLAN_BASELINE);
  row->plan_id = wanted->plan_id;
  row->name = g_strdup (wanted->name);
  row->at = td_date_now_iso ();
  row->sha256 = td_writer_put_file (writer, bytes, error);
  kept = row->sha256 != NULL && td_writer_insert (writer, TD_KIND_PLAN_BASELINE, row, error);
  edit->result_id = row->row.id;
  td_row_free (TD_KIND_PLAN_BASELINE, row);

  return kept;
}

/**
 * td_plan_baseline_new:
 * @plan_id: a plan
 * @name: what the state is called: "Bản trình ký lần 1"
 *
 * Returns: (transfer full): the edit that keeps the plan as it is now
 */
TdEdit *
td_plan_baseline_new (gint64 plan_id, const char *name)
{
  Baseline *baseline = g_new0 (Baseline, 1);

  baseline->plan_id = plan_id;
  baseline->name = g_strdup (name);

  return td_edit_new_act ("plan.baseline", _ ("Keep a baseline"), keep_baseline, baseline,
                          baseline_free);
}

/**
 * td_plan_baseline_load:
 * @connection: any connection
 * @baseline_id: a baseline
 * @error: return location
 *
 * Returns: (transfer full): the plan as it was, with local ids
 */
TdPlanData *
td_plan_baseline_load (TdConnection *connection, gint64 baseline_id, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_PLAN_BASELINE);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const TdPlanBaselineRow *row;

  td_query_where_int (query, "id", TD_QUERY_EQUAL, baseline_id);
  rows = td_query_list (query, connection, error);
  if (rows == NULL)
    return NULL;
  if (rows->len == 0)
    {
      td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, NULL, _ ("There is no such baseline."));
      return NULL;
    }
  row = g_ptr_array_index (rows, 0);
  bytes = td_file_blob_get (connection, row->sha256 != NULL ? row->sha256 : "", error);

  return bytes != NULL ? td_plan_json_read (bytes, row->name, error) : NULL;
}

/* The local day of a time in the history, which is kept in UTC */
static char *
local_day (const char *at)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = at != NULL ? g_date_time_new_from_iso8601 (at, utc) : NULL;
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d") : NULL;
}

/* How many of the newest actions, those that are undone left out, were made after @day; -1 and
 * @error on failure. */
static int
count_newer (TdWorkspace *workspace, const char *day, GError **error)
{
  g_autoptr (GPtrArray) actions = td_workspace_list_history (workspace, MOST_UNDONE, error);
  int n = 0;

  if (actions == NULL)
    return -1;
  for (guint i = 0; i < actions->len; i++)
    {
      const TdHistoryEntry *action = g_ptr_array_index (actions, i);
      g_autofree char *acted = action->undone ? NULL : local_day (action->at);

      if (action->undone)
        continue;
      if (acted == NULL || strcmp (acted, day) <= 0)
        break;
      n++;
    }

  return n;
}

static TdPlanData *
undo_until (TdWorkspace *workspace, gint64 plan_id, const char *day, GError **error)
{
  int n = count_newer (workspace, day, error);

  if (n < 0)
    return NULL;
  for (int i = 0; i < n; i++)
    {
      if (!td_workspace_undo (workspace, error))
        {
          g_prefix_error (error, "%s: ", _ ("The state of that day cannot be made again"));
          return NULL;
        }
    }

  return td_plan_repository_load (td_workspace_get_connection (workspace), plan_id, error);
}

/**
 * td_plan_baseline_on:
 * @workspace_path: the file of a workspace
 * @plan_id: one of its plans
 * @day: ISO date
 * @error: TD_ERROR_REFUSED when something after that day cannot be undone, as an issue
 *
 * Makes the plan again as it was at the end of a day, from the history, in a copy of the workspace.
 *
 * Returns: (transfer full): the plan
 */
TdPlanData *
td_plan_baseline_on (const char *workspace_path, gint64 plan_id, const char *day, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("tiendo-XXXXXX", error);
  g_autofree char *copy = NULL;
  TdWorkspace *workspace;
  TdPlanData *data = NULL;
  GDir *dir;
  const char *name;

  if (folder == NULL)
    return NULL;
  copy = g_build_filename (folder, "then.tiendo", NULL);
  if (td_backup_write_copy (workspace_path, copy, FALSE, error))
    {
      workspace = td_workspace_open (copy, TD_WORKSPACE_DEFAULT, "cli", error);
      if (workspace != NULL)
        {
          data = undo_until (workspace, plan_id, day, error);
          td_workspace_close (workspace);
          g_object_unref (workspace);
        }
    }
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_remove (path);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (folder);

  return data;
}

typedef struct
{
  char *path;
  gint64 plan_id;
  char *day;
} Then;

static void
then_free (gpointer data)
{
  Then *then = data;

  g_free (then->path);
  g_free (then->day);
  g_free (then);
}

/* A thread of its own: the copy of the workspace is a workspace of this thread's. */
static void
then_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Then *then = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  GError *error = NULL;
  TdPlanData *plan;

  g_main_context_push_thread_default (context);
  plan = td_plan_baseline_on (then->path, then->plan_id, then->day, &error);
  g_main_context_pop_thread_default (context);
  if (plan == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, plan, (GDestroyNotify) td_plan_data_free);
}

/**
 * td_plan_baseline_on_async:
 * @workspace: a workspace, everything typed written
 * @plan_id: one of its plans
 * @day: ISO date
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * td_plan_baseline_on() on a thread.
 */
void
td_plan_baseline_on_async (TdWorkspace *workspace,
                           gint64 plan_id,
                           const char *day,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (workspace, NULL, callback, user_data);
  Then *then = g_new0 (Then, 1);

  then->path = g_strdup (td_workspace_get_path (workspace));
  then->plan_id = plan_id;
  then->day = g_strdup (day);
  g_task_set_source_tag (task, td_plan_baseline_on_async);
  g_task_set_task_data (task, then, then_free);
  g_task_run_in_thread (task, then_thread);
}

TdPlanData *
td_plan_baseline_on_finish (TdWorkspace *workspace, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * td_plan_finding_dismiss:
 * @plan_id: the plan that was checked
 * @finding: a finding that is right as it is
 * @reason: (nullable): why
 * @author: (nullable): who says so
 *
 * Returns: (transfer full): the edit that keeps the answer; the finding is not told again while its
 *   words stay
 */
TdEdit *
td_plan_finding_dismiss (gint64 plan_id,
                         const TdFinding *finding,
                         const char *reason,
                         const char *author)
{
  TdEdit *edit = td_edit_new_add (TD_KIND_FINDING_ANSWER);
  g_autofree char *plan = g_strdup_printf ("%" G_GINT64_FORMAT, plan_id);
  g_autofree char *now = td_date_now_iso ();

  td_edit_set_value (edit, "plan_id", plan);
  td_edit_set_value (edit, "rule", finding->rule);
  if (*finding->text != '\0')
    td_edit_set_value (edit, "words", finding->text);
  if (reason != NULL)
    td_edit_set_value (edit, "reason", reason);
  if (author != NULL)
    td_edit_set_value (edit, "author", author);
  td_edit_set_value (edit, "at", now);

  return edit;
}
