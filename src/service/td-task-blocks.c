/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-blocks.h"

#include <glib/gi18n-lib.h>

#include "td-check.h"
#include "td-row-sql.h"
#include "td-task-block.h"
#include "td-task-snapshot-private.h"

#define PLANS_AT_ONCE 8 /* packed in one go: edits get in between two of them */

/* Returns: (nullable) (transfer full): a statement with the name of this program as ?1 */
static TdStatement *
prepare (TdConnection *connection, const char *sql, GError **error)
{
  TdStatement *statement = td_connection_prepare (connection, sql, error);
  g_autofree char *program = td_task_block_program ();

  if (statement != NULL)
    td_statement_bind_text (statement, 1, program);

  return statement;
}

static void
append_id (GString *ids, gint64 id)
{
  g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, ids->len > 0 ? "," : "", id);
}

/**
 * td_task_blocks_read:
 * @connection: where to read
 * @snapshot: what has its plans, but no tasks yet
 * @labels: names in the register of units by id
 * @without: (out) (transfer full): "1,2,3", the plans that have no block
 * @damaged: (out): whether a block could not be read: @snapshot is of no use then
 * @error: return location
 *
 * Adds the tasks of the plans that have a block, in the order of the plans.
 *
 * Returns: FALSE with @error set
 */
gboolean
td_task_blocks_read (TdConnection *connection,
                     TdTaskSnapshot *snapshot,
                     GHashTable *labels,
                     char **without,
                     gboolean *damaged,
                     GError **error)
{
  g_autoptr (TdTaskUnpacker) unpacker = td_task_unpacker_new (snapshot, labels);
  GString *ids = g_string_new (NULL);
  TdStep step = TD_STEP_DONE;

  *damaged = FALSE;
  for (guint i = 0; i < snapshot->plans->len && step != TD_STEP_ERROR && !*damaged; i++)
    {
      gint64 plan = g_array_index (snapshot->plans, TdTaskPlanRef, i).id;
      g_autoptr (TdStatement) statement = prepare (
          connection, "SELECT data FROM task_block WHERE program = ?1 AND plan_id = ?2", error);

      step = TD_STEP_ERROR;
      if (statement == NULL)
        break;
      td_statement_bind_int (statement, 2, plan);
      step = td_statement_step (statement, error);
      if (step == TD_STEP_ROW)
        {
          gsize size;
          gconstpointer data = td_statement_blob (statement, 0, &size);

          *damaged = !td_task_unpacker_add (unpacker, (guint16) i, data, size);
        }
      else if (plan != 0)
        append_id (ids, plan);
    }
  *without = g_string_free (ids, FALSE);

  return step != TD_STEP_ERROR;
}

/* Packs the tasks of one plan: where they stand in @snapshot, from @at on. */
static GBytes *
pack_plan (const TdTaskSnapshot *snapshot, gint64 plan_id, guint *at)
{
  guint first = *at;

  while (*at < snapshot->facts->len && td_task_snapshot_nth (snapshot, *at)->plan_id == plan_id)
    (*at)++;

  return td_task_block_pack (snapshot, first, *at - first);
}

static gboolean
keep_block (TdConnection *connection, gint64 plan_id, GBytes *block, GError **error)
{
  g_autoptr (TdStatement) statement =
      prepare (connection,
               "INSERT INTO task_block (program, plan_id, data) VALUES (?1, ?2, ?3)"
               " ON CONFLICT (plan_id) DO UPDATE"
               " SET program = excluded.program, data = excluded.data",
               error);
  gsize size;
  gconstpointer data = g_bytes_get_data (block, &size);

  if (statement == NULL)
    return FALSE;
  td_statement_bind_int (statement, 2, plan_id);
  td_statement_bind_blob (statement, 3, data, size);

  return td_statement_run (statement, error);
}

/* Plans in the order of a snapshot. Returns: (nullable) (element-type gint64) */
static GArray *
list_plans (TdConnection *connection, const char *condition, int most, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT id FROM plan WHERE " TD_ROW_SQL_VISIBLE
                       " AND id %s (SELECT plan_id FROM task_block WHERE program = ?1)"
                       " ORDER BY year DESC, id LIMIT %d",
                       condition, most);
  g_autoptr (GArray) plans = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (TdStatement) statement = prepare (connection, sql, error);
  TdStep step = TD_STEP_ERROR;

  while (statement != NULL && (step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      gint64 id = td_statement_int (statement, 0);

      g_array_append_val (plans, id);
    }

  return step == TD_STEP_DONE ? g_steal_pointer (&plans) : NULL;
}

static TdTaskSnapshot *
load_plans (TdConnection *connection, const GArray *plans, GError **error)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < plans->len; i++)
    append_id (ids, g_array_index (plans, gint64, i));

  return td_task_snapshot_load_plans (connection, ids->str, error);
}

/* On the writer thread. @data: (type gboolean): whether there may be more to do. */
static gboolean
fill_cb (TdConnection *connection, gpointer data, GError **error)
{
  gboolean *more = data;
  g_autoptr (GArray) plans = list_plans (connection, "NOT IN", PLANS_AT_ONCE, error);
  g_autoptr (TdTaskSnapshot) snapshot = NULL;
  guint at = 0;

  if (plans == NULL)
    return FALSE;
  *more = plans->len == PLANS_AT_ONCE;
  if (plans->len == 0)
    return TRUE;
  snapshot = load_plans (connection, plans, error);
  for (guint i = 0; snapshot != NULL && i < plans->len; i++)
    {
      gint64 plan = g_array_index (plans, gint64, i);
      g_autoptr (GBytes) block = pack_plan (snapshot, plan, &at);

      if (!keep_block (connection, plan, block, error))
        return FALSE;
    }

  return snapshot != NULL;
}

/**
 * td_task_blocks_fill:
 * @workspace: a workspace that can be written
 * @error: return location
 *
 * Packs the plans that have no block, and waits for it.
 *
 * Returns: FALSE with @error set
 */
gboolean
td_task_blocks_fill (TdWorkspace *workspace, GError **error)
{
  gboolean more = TRUE;

  while (more)
    {
      if (!td_workspace_note (workspace, fill_cb, &more, error))
        return FALSE;
    }

  return TRUE;
}

static void
filled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *more = user_data;
  g_autoptr (GError) error = NULL;

  if (!td_workspace_note_finish (TD_WORKSPACE (source), result, &error))
    g_debug ("packing tasks: %s", error->message); /* it is only faster with them */
  else if (*more)
    td_task_blocks_fill_behind (TD_WORKSPACE (source));
  g_free (more);
}

/**
 * td_task_blocks_fill_behind:
 * @workspace: an open workspace
 *
 * Packs the plans that have no block a few at a time on the writer thread, with edits in between.
 */
void
td_task_blocks_fill_behind (TdWorkspace *workspace)
{
  if (td_workspace_get_connection (workspace) != NULL && !td_workspace_get_read_only (workspace))
    {
      gboolean *more = g_new0 (gboolean, 1);

      td_workspace_note_async (workspace, fill_cb, more, NULL, filled_cb, more);
    }
}

/* Returns: the number of blocks that are not what their rows say, -1 with @error set */
static int
compare_blocks (TdConnection *connection, GError **error)
{
  g_autoptr (GArray) plans = list_plans (connection, "IN", -1, error);
  g_autoptr (TdTaskSnapshot) snapshot =
      plans != NULL ? load_plans (connection, plans, error) : NULL;
  guint at = 0;
  int wrong = 0;

  for (guint i = 0; snapshot != NULL && i < plans->len; i++)
    {
      gint64 plan = g_array_index (plans, gint64, i);
      g_autoptr (GBytes) made = pack_plan (snapshot, plan, &at);
      g_autoptr (GBytes) kept = NULL;
      g_autoptr (TdStatement) statement = prepare (
          connection, "SELECT data FROM task_block WHERE program = ?1 AND plan_id = ?2", error);
      gconstpointer data;
      gsize size;

      if (statement == NULL)
        return -1;
      td_statement_bind_int (statement, 2, plan);
      if (td_statement_step (statement, error) != TD_STEP_ROW)
        return -1;
      data = td_statement_blob (statement, 0, &size);
      kept = g_bytes_new (data, size);
      wrong += !g_bytes_equal (made, kept);
    }

  return snapshot != NULL ? wrong : -1;
}

static gboolean
drop_cb (TdConnection *connection, gpointer data G_GNUC_UNUSED, GError **error)
{
  return td_connection_exec (connection, "DELETE FROM task_block", "drop packed tasks", error);
}

/**
 * td_task_blocks_check:
 * @workspace: a workspace
 * @repair: drop the blocks when one is wrong: they are packed anew by themselves
 * @findings: (element-type TdCheckFinding): where a finding is added
 * @error: return location
 *
 * Compares the packed tasks with their rows.
 *
 * Returns: FALSE with @error set
 */
gboolean
td_task_blocks_check (TdWorkspace *workspace, gboolean repair, GPtrArray *findings, GError **error)
{
  int wrong = compare_blocks (td_workspace_get_connection (workspace), error);
  TdCheckFinding *finding;

  if (wrong <= 0)
    return wrong == 0;
  finding = g_new0 (TdCheckFinding, 1);
  finding->rule = "rollup";
  finding->place = g_strdup ("task_block");
  finding->message = g_strdup (_ ("The packed tasks of a plan do not agree with its tasks."));
  g_ptr_array_add (findings, finding);
  if (!repair)
    return TRUE;
  finding->repaired = td_workspace_note (workspace, drop_cb, NULL, error);

  return finding->repaired;
}
