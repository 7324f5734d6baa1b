/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-check.h"
#include "td-error.h"
#include "td-test-store.h"

/* Damage that the check must find, by the rule it must name, and whether it can repair it. */
typedef struct
{
  const char *name;
  const char *sql;
  const char *rule;
  gboolean repaired;
} Case;

static const Case cases[] = {
  { "clean", "SELECT 1", NULL, FALSE },
  { "search-missing", "DELETE FROM search WHERE rowid = 79", "search", TRUE },
  { "search-stale", "UPDATE search SET folded = 'x' WHERE rowid = 79", "search", TRUE },
  { "search-extra", "INSERT INTO search (rowid, marked, folded) VALUES (99999, 'a', 'a')", "search",
    TRUE },
  { "rollup-wrong", "UPDATE plan_rollup SET tasks = tasks + 1", "rollup", TRUE },
  { "rollup-missing", "DELETE FROM plan_rollup", "rollup", TRUE },
  { "sequence", "UPDATE sqlite_sequence SET seq = 0 WHERE name = 'task'", "sequence", TRUE },
  { "position", "UPDATE task SET position = -5 WHERE id = 1", "position", TRUE },
  { "foreign-key",
    "UPDATE task SET plan_id = 55 WHERE id = 1; UPDATE plan_rollup SET tasks = 2,"
    " done_tasks = 2; INSERT INTO plan_rollup VALUES (55, 1, 1, 0)",
    "foreign-key", FALSE },
  { "history", "UPDATE history_changeset SET records = records + 1", "history", FALSE },
  { "history-order", "UPDATE history SET state = 'undone' WHERE id = 1", "history", FALSE },
};

static guint
count (GPtrArray *findings, const char *rule, gboolean repaired)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      TdCheckFinding *finding = g_ptr_array_index (findings, i);

      g_test_message ("%s %s: %s", finding->rule, finding->place, finding->message);
      n += g_str_equal (finding->rule, rule) && finding->repaired == repaired;
    }

  return n;
}

static GPtrArray *
run (TdTestStore *store, gboolean repair)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = td_check_workspace (store->workspace, repair, &error);

  g_assert_no_error (error);

  return findings;
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) repaired = NULL;
  g_autoptr (GPtrArray) left = NULL;

  td_test_store_setup (&store);
  td_test_store_fill (&store);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (TdConnection) connection =
        td_connection_open (store.path, TD_CONNECTION_DEFAULT, &error);

    g_assert_no_error (error);
    td_connection_exec (connection, "PRAGMA foreign_keys = OFF; DROP TRIGGER task_rollup_update",
                        "x", &error);
    td_connection_exec (connection, c->sql, c->name, &error);
    g_assert_no_error (error);
  }

  found = run (&store, FALSE);
  if (c->rule == NULL)
    {
      g_assert_cmpuint (found->len, ==, 0);
      return;
    }
  g_assert_cmpuint (found->len, >=, 1);
  g_assert_cmpuint (count (found, c->rule, FALSE), ==, found->len);

  repaired = run (&store, TRUE);
  g_assert_cmpuint (count (repaired, c->rule, c->repaired), ==, repaired->len);
  left = run (&store, FALSE);
  g_assert_cmpuint (left->len, ==, c->repaired ? 0 : found->len);
}

static void
test_read_only (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  TdWorkspace *reader;

  td_test_store_setup (&store);
  reader = td_workspace_open (store.path, TD_WORKSPACE_READ_ONLY, "cli", &error);
  g_assert_no_error (error);
  found = td_check_workspace (reader, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_null (td_check_workspace (reader, TRUE, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  td_workspace_close (reader);
  g_assert_finalize_object (reader);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/check/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/store/check/read-only", test_read_only);

  return g_test_run ();
}
