/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-check.h"

#include <glib/gi18n-lib.h>

#include "td-changeset.h"
#include "td-dossier-index.h"
#include "td-dossier-rollup.h"
#include "td-error.h"
#include "td-history-private.h"
#include "td-workspace-private.h"

typedef struct
{
  TdConnection *connection;
  gboolean writes; /* the connection may write */
  gboolean repair;
  GPtrArray *findings;
} Check;

/**
 * td_check_finding_free:
 * @self: (nullable) (transfer full): a finding
 */
void
td_check_finding_free (TdCheckFinding *self)
{
  if (self == NULL)
    return;

  g_free (self->place);
  g_free (self->message);
  g_free (self);
}

static TdCheckFinding *
add (Check *self, const char *rule, const char *place, const char *message)
{
  TdCheckFinding *finding = g_new0 (TdCheckFinding, 1);

  finding->rule = rule;
  finding->place = g_strdup (place);
  finding->message = g_strdup (message);
  g_ptr_array_add (self->findings, finding);

  return finding;
}

/* Repairs a derived or counted thing, when asked to. */
static gboolean
mend (Check *self, TdCheckFinding *finding, const char *sql, GError **error)
{
  if (!self->repair)
    return TRUE;
  if (!td_connection_exec (self->connection, sql, finding->rule, error))
    return FALSE;

  finding->repaired = TRUE;
  return TRUE;
}

static gboolean
check_integrity (Check *self, GError **error)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (self->connection, "PRAGMA integrity_check", error);
  TdStep step;

  if (statement == NULL)
    return FALSE;

  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      const char *text = td_statement_text (statement, 0);

      if (!g_str_equal (text, "ok"))
        add (self, "integrity", text,
             _ ("The file is damaged. Restore the newest backup that has no findings."));
    }

  return step == TD_STEP_DONE;
}

static gboolean
check_foreign_keys (Check *self, GError **error)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (self->connection, "PRAGMA foreign_key_check", error);
  TdStep step;

  if (statement == NULL)
    return FALSE;

  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      g_autofree char *place =
          g_strdup_printf ("%s %" G_GINT64_FORMAT, td_statement_text (statement, 0),
                           td_statement_int (statement, 1));

      add (self, "foreign-key", place, _ ("A record refers to another that does not exist."));
    }

  return step == TD_STEP_DONE;
}

/* A derived table against the view that says what it must hold. */
static gboolean
check_derived (Check *self,
               const char *rule,
               const char *table,
               const char *columns,
               const char *repair,
               const char *message,
               GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT (SELECT count (*) FROM (SELECT %s FROM %s EXCEPT SELECT %s FROM %s_source))"
      " + (SELECT count (*) FROM (SELECT %s FROM %s_source EXCEPT SELECT %s FROM %s))",
      columns, table, columns, table, columns, table, columns, table);
  gint64 n = 0;

  if (!td_connection_query_int (self->connection, sql, &n, error))
    return FALSE;

  return n == 0 || mend (self, add (self, rule, table, message), repair, error);
}

#define REBUILD_SEARCH                                                                             \
  "DELETE FROM search; INSERT INTO search (rowid, marked, folded)"                                 \
  " SELECT rowid, marked, folded FROM search_source;"

static gboolean
check_search (Check *self, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (self->writes &&
      !td_connection_exec (self->connection,
                           "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)",
                           "search", &failure))
    {
      TdCheckFinding *finding = add (self, "search", "search", _ ("The search index is damaged."));

      if (!mend (self, finding, "INSERT INTO search (search) VALUES ('rebuild');" REBUILD_SEARCH,
                 error))
        return FALSE;
    }

  return check_derived (self, "search", "search", "rowid, marked, folded", REBUILD_SEARCH,
                        _ ("The search index does not agree with the records."), error);
}

static gboolean
check_rollups (Check *self, GError **error)
{
  return check_derived (self, "rollup", "plan_rollup", "plan_id, tasks, done_tasks, targets",
                        "DELETE FROM plan_rollup; INSERT INTO plan_rollup"
                        " (plan_id, tasks, done_tasks, targets)"
                        " SELECT plan_id, tasks, done_tasks, targets FROM plan_rollup_source",
                        _ ("The figures of the plans do not agree with their records."), error);
}

/* The figures of dossiers, counted anew. */
static gboolean
check_dossiers (Check *self, GError **error)
{
  int wrong = td_dossier_rollup_compare (self->connection, error);
  TdCheckFinding *finding;

  if (wrong <= 0)
    return wrong == 0;
  finding = add (self, "rollup", "dossier_rollup",
                 _ ("The figures of the dossiers do not agree with the dossiers."));
  if (!self->repair)
    return TRUE;
  finding->repaired = td_dossier_rollup_rebuild (self->connection, error);

  return finding->repaired;
}

/* The index of dossiers beside their rows. A new one is made by itself when it is of use. */
static gboolean
check_index (Check *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  int wrong = td_dossier_index_compare (self->connection, &failure);
  TdCheckFinding *finding;

  if (wrong == 0)
    return TRUE;
  if (failure != NULL && !g_error_matches (failure, TD_ERROR, TD_ERROR_BAD_INPUT))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  finding = add (self, "rollup", "dossier_index",
                 _ ("The index of the dossiers does not agree with the dossiers."));
  if (!self->repair)
    return TRUE;
  finding->repaired = td_dossier_index_drop (self->connection, error);

  return finding->repaired;
}

/* Ids never go back. */
static gboolean
check_sequence (Check *self, const TdKindSpec *spec, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT (SELECT coalesce (max (id), 0) FROM %s)"
                       " > coalesce ((SELECT seq FROM sqlite_sequence WHERE name = '%s'), 0)",
                       spec->name, spec->name);
  g_autofree char *repair = g_strdup_printf (
      "DELETE FROM sqlite_sequence WHERE name = '%s'; INSERT INTO sqlite_sequence (name, seq)"
      " SELECT '%s', max (id) FROM %s",
      spec->name, spec->name, spec->name);
  gint64 behind = 0;

  if (!td_connection_query_int (self->connection, sql, &behind, error))
    return FALSE;

  return !behind ||
         mend (self, add (self, "sequence", spec->name, _ ("The counter of numbers is behind.")),
               repair, error);
}

static gboolean
check_positions (Check *self, const TdKindSpec *spec, GError **error)
{
  g_autofree char *sql = NULL;
  g_autofree char *repair = NULL;
  gint64 bad = 0;

  if (td_kind_find_field (spec, "position") == NULL)
    return TRUE;

  sql = g_strdup_printf ("SELECT count (*) FROM %s WHERE typeof (position) <> 'integer'"
                         " OR position < 0",
                         spec->name);
  repair = g_strdup_printf ("UPDATE %s SET position = id * %d WHERE typeof (position) <> 'integer'"
                            " OR position < 0",
                            spec->name, TD_POSITION_STEP);
  if (!td_connection_query_int (self->connection, sql, &bad, error))
    return FALSE;

  return bad == 0 ||
         mend (self, add (self, "position", spec->name, _ ("A record has no place in its list.")),
               repair, error);
}

static gboolean
check_kinds (Check *self, GError **error)
{
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      const TdKindSpec *spec = td_kind_spec ((TdKind) kind);

      if (!check_sequence (self, spec, error) || !check_positions (self, spec, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_history (Check *self, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      self->connection, "SELECT id, history_id, records, changes FROM history_changeset", error);
  gint64 late = 0;
  TdStep step;

  if (statement == NULL)
    return FALSE;

  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      gsize size;
      gconstpointer data = td_statement_blob (statement, 3, &size);
      g_autoptr (GBytes) changes = g_bytes_new (data, size);
      TdChangesetSummary summary = td_changeset_summarize (changes);
      g_autofree char *place = NULL;

      if (summary.readable && summary.records == td_statement_int (statement, 2))
        continue;
      place = g_strdup_printf ("history %" G_GINT64_FORMAT, td_statement_int (statement, 1));
      add (self, "history", place, _ ("An action of the history cannot be read."));
    }
  if (step != TD_STEP_DONE ||
      !td_connection_query_int (
          self->connection,
          "SELECT EXISTS (SELECT 1 FROM history WHERE state = 'done' AND explicit = 0 AND id >"
          " (SELECT min (id) FROM history WHERE state = 'undone'))",
          &late, error))
    return FALSE;

  if (late)
    add (self, "history", NULL, _ ("The history is not in order."));

  return TRUE;
}

static gboolean
run_checks (TdConnection *connection, gpointer data, GError **error)
{
  Check *self = data;

  self->connection = connection;

  return check_integrity (self, error) && check_foreign_keys (self, error) &&
         check_search (self, error) && check_rollups (self, error) &&
         check_dossiers (self, error) && check_index (self, error) && check_kinds (self, error) &&
         check_history (self, error);
}

typedef struct
{
  Check check;
  GError *error;
} Job;

static void
run_job (TdConnection *connection, gpointer data)
{
  Job *job = data;

  td_history_run (connection, run_checks, &job->check, &job->error);
}

/**
 * td_check_workspace:
 * @workspace: a workspace
 * @repair: rebuild what is derived (search, figures) and what is counted
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type TdCheckFinding): what is wrong, best nothing
 */
GPtrArray *
td_check_workspace (TdWorkspace *workspace, gboolean repair, GError **error)
{
  g_autoptr (GPtrArray) findings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_check_finding_free);
  Job job = { { NULL, workspace->writer != NULL, repair, findings }, NULL };

  g_return_val_if_fail (TD_IS_WORKSPACE (workspace), NULL);

  if (repair && !td_workspace_check_writable (workspace, error))
    return NULL;

  if (workspace->writer != NULL)
    td_worker_run (workspace->writer, TD_PRIORITY_NOW, run_job, &job);
  else
    run_checks (workspace->connection, &job.check, &job.error);

  if (job.error != NULL)
    {
      g_propagate_error (error, job.error);
      return NULL;
    }

  return g_steal_pointer (&findings);
}
