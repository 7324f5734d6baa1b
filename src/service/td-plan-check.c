/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-error.h"
#include "td-marks.h"
#include "td-plan-checker.h"
#include "td-plan-repository.h"
#include "td-query.h"

static GPtrArray *
list_rows (TdConnection *connection, TdKind kind, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (kind);

  return td_query_list (query, connection, error);
}

/* What a check needs, as plain data: read on one thread, used on another. */
typedef struct
{
  TdPlanData *data;
  GPtrArray *units;
  GPtrArray *aliases;
  GPtrArray *groups;
  GPtrArray *answers; /* (element-type TdFindingAnswerRow) */
} Job;

static void
job_free (Job *job)
{
  if (job == NULL)
    return;

  g_clear_pointer (&job->data, td_plan_data_free);
  g_clear_pointer (&job->units, g_ptr_array_unref);
  g_clear_pointer (&job->aliases, g_ptr_array_unref);
  g_clear_pointer (&job->groups, g_ptr_array_unref);
  g_clear_pointer (&job->answers, g_ptr_array_unref);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static GPtrArray *
list_answers (TdConnection *connection, gint64 plan_id, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_FINDING_ANSWER);

  td_query_where_int (query, "plan_id", TD_QUERY_EQUAL, plan_id);

  return td_query_list (query, connection, error);
}

static gboolean
is_answered (const Job *job, const TdFinding *finding)
{
  for (guint i = 0; i < job->answers->len; i++)
    {
      const TdFindingAnswerRow *answer = g_ptr_array_index (job->answers, i);

      if (g_strcmp0 (answer->rule, finding->rule) == 0 &&
          g_strcmp0 (answer->words != NULL ? answer->words : "", finding->text) == 0)
        return TRUE;
    }

  return FALSE;
}

static gpointer
read_job (TdConnection *connection, gpointer plan_id, GError **error)
{
  g_autoptr (Job) job = g_new0 (Job, 1);

  job->data = td_plan_repository_load (connection, *(const gint64 *) plan_id, error);
  if (job->data == NULL)
    return NULL;
  job->units = list_rows (connection, TD_KIND_UNIT, error);
  job->aliases = job->units != NULL ? list_rows (connection, TD_KIND_UNIT_ALIAS, error) : NULL;
  job->groups = job->aliases != NULL ? list_rows (connection, TD_KIND_UNIT_GROUP, error) : NULL;
  job->answers =
      job->groups != NULL ? list_answers (connection, job->data->plan->row.id, error) : NULL;
  if (job->answers == NULL)
    return NULL;
  td_plan_data_sort (job->data);

  return g_steal_pointer (&job);
}

static GPtrArray *
run_job (const Job *job, GError **error)
{
  g_autoptr (TdRuleSet) rules = td_rule_set_load (error);
  TdCheckOffice office = { job->units, job->aliases, job->groups };

  GPtrArray *findings = rules != NULL ? td_plan_checker_run (job->data, &office, rules) : NULL;

  for (guint i = findings != NULL ? findings->len : 0; i > 0; i--)
    {
      if (is_answered (job, g_ptr_array_index (findings, i - 1)))
        g_ptr_array_remove_index (findings, i - 1);
    }

  return findings;
}

/**
 * td_plan_check_run:
 * @connection: a connection of the thread that calls
 * @plan_id: a plan
 * @error: TD_ERROR_NOT_FOUND, or what reading fails with
 *
 * Checks a plan against the register of units and the tables of rules.
 *
 * Returns: (transfer full) (element-type TdFinding): what was found, in document order
 */
GPtrArray *
td_plan_check_run (TdConnection *connection, gint64 plan_id, GError **error)
{
  g_autoptr (Job) job = read_job (connection, &plan_id, error);

  return job != NULL ? run_job (job, error) : NULL;
}

static void
check_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *findings = run_job (task_data, &error);

  if (findings != NULL)
    g_task_return_pointer (task, findings, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Job *job = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);

  if (job == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, check_thread);
}

/**
 * td_plan_check_async:
 * @workspace: a workspace
 * @plan_id: a plan
 * @cancellable: (nullable): to stop it
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Reads the plan on the reader thread and checks it on another one, so that neither the window nor
 * its lists wait.
 */
void
td_plan_check_async (TdWorkspace *workspace,
                     gint64 plan_id,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, user_data);

  td_workspace_read_async (workspace, read_job, g_memdup2 (&plan_id, sizeof plan_id), g_free,
                           (GDestroyNotify) job_free, cancellable, read_cb, task);
}

/**
 * td_plan_check_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full) (element-type TdFinding): what was found, in document order
 */
GPtrArray *
td_plan_check_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * td_plan_check_has_faults:
 * @findings: (element-type TdFinding): what was found
 * @strict: hints count, too
 *
 * Returns: whether the plan should not be signed as it is
 */
gboolean
td_plan_check_has_faults (const GPtrArray *findings, gboolean strict)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const TdFinding *finding = g_ptr_array_index ((GPtrArray *) findings, i);

      if (strict || finding->severity > TD_SEVERITY_HINT)
        return TRUE;
    }

  return FALSE;
}

static char *
splice (const char *text, guint start, guint length, const char *replacement)
{
  const char *from = g_utf8_offset_to_pointer (text, start);
  const char *to = g_utf8_offset_to_pointer (from, length);
  g_autofree char *head = g_strndup (text, (gsize) (from - text));

  return g_strconcat (head, replacement, to, NULL);
}

static char *
splice_marks (const char *marks, guint start, guint length, const char *replacement)
{
  g_autoptr (GPtrArray) list = td_marks_parse (marks);
  guint inserted = (guint) g_utf8_strlen (replacement, -1);

  /* What is exchanged keeps the styling of the place it stands at. */
  td_marks_text_inserted (list, start + length, inserted);
  td_marks_text_deleted (list, start, length);

  return td_marks_format (list);
}

static gboolean
is_stale (const char *text, const TdFinding *finding)
{
  glong length = g_utf8_strlen (text, -1);

  return finding->length > 0 && (glong) finding->start + (glong) finding->length > length;
}

/**
 * td_plan_check_fix:
 * @data: the plan as it was checked
 * @finding: one of its findings
 * @error: TD_ERROR_REFUSED when nothing is certain
 *
 * Returns: (transfer full): the edit that puts it right, one action; NULL when none is known
 */
TdEdit *
td_plan_check_fix (const TdPlanData *data, const TdFinding *finding, GError **error)
{
  gpointer row = finding->id == 0 ? NULL
                 : finding->kind == TD_KIND_PLAN
                     ? data->plan
                     : td_plan_data_get (data, finding->kind, finding->id);
  const TdFieldSpec *field = finding->field != NULL
                                 ? td_kind_find_field (td_kind_spec (finding->kind), finding->field)
                                 : NULL;
  const char *text = row != NULL && field != NULL ? td_row_get_text (row, field) : NULL;
  g_autofree char *right = NULL;
  const char *marks_name;
  g_autoptr (TdEdit) edit = NULL;

  if (finding->fix == NULL || text == NULL || is_stale (text, finding))
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, finding->place,
                       _ ("There is no certain correction; please change the words by hand."));
      return NULL;
    }

  right = finding->length == 0 ? g_strdup (finding->fix)
                               : splice (text, finding->start, finding->length, finding->fix);
  edit =
      td_edit_new_set (finding->kind, finding->id, finding->field, *right != '\0' ? right : NULL);
  marks_name = td_kind_marks_field (finding->kind, finding->field);
  if (marks_name != NULL)
    {
      const char *marks =
          td_row_get_text (row, td_kind_find_field (td_kind_spec (finding->kind), marks_name));

      if (marks != NULL && finding->length > 0)
        {
          g_autofree char *moved =
              splice_marks (marks, finding->start, finding->length, finding->fix);
          td_edit_and_set (edit, marks_name, moved);
        }
    }

  return g_steal_pointer (&edit);
}
