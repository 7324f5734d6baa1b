/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "td-error.h"
#include "td-migrator.h"
#include "td-plan-repository.h"
#include "td-test-store.h"

static char *
fixture (const char *name)
{
  return g_build_filename (g_getenv ("TD_SOURCE_DIR") != NULL ? g_getenv ("TD_SOURCE_DIR") : ".",
                           "tests", "fixtures", "store", name, NULL);
}

/* The schema as text, in an order that does not depend on how it came to be. */
static char *
schema_of (const char *path)
{
  g_autoptr (TdConnection) connection = td_connection_open (path, TD_CONNECTION_READ_ONLY, NULL);
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection,
      "SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
      " AND name NOT LIKE 'search_%' ORDER BY type, name",
      NULL);
  GString *text = g_string_new (NULL);

  while (td_statement_step (statement, NULL) == TD_STEP_ROW)
    g_string_append_printf (text, "%s\n", td_statement_text (statement, 0));

  return g_string_free (text, FALSE);
}

/* The sum of the steps is the schema on record. When a new step is added on purpose, write the new
 * text to the fixture: TD_TEST_WRITE=1. */
static void
test_schema (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autofree char *path = fixture ("schema.sql");
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;

  td_test_store_setup (&store);
  found = schema_of (store.path);
  if (g_getenv ("TD_TEST_WRITE") != NULL)
    g_file_set_contents (path, found, -1, NULL);
  g_assert_true (g_file_get_contents (path, &expected, NULL, NULL));
  g_assert_cmpstr (found, ==, expected);
}

/* A file of an old version, made from the steps up to it and what a program of then had put in. */
static void
make_old (const char *path, guint version, const char *content)
{
  guint n_steps;
  const TdMigration *steps = td_migrator_steps (&n_steps);
  g_autoptr (GError) error = NULL;
  g_autoptr (TdConnection) connection = td_connection_open (path, TD_CONNECTION_CREATE, &error);
  g_autofree char *sql = NULL;
  g_autofree char *file = fixture (content);

  g_assert_no_error (error);
  td_migrator_run (connection, steps, version, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (file, &sql, NULL, NULL));
  td_connection_exec (connection, sql, content, &error);
  g_assert_no_error (error);
}

static void
test_fixture (gconstpointer data)
{
  const char *name = data;
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TdPlanData) plan = NULL;
  g_autofree char *path = NULL;
  g_autofree char *schema = NULL;
  g_autofree char *expected = NULL;
  guint version;

  g_assert_cmpint (sscanf (name, "v%u", &version), ==, 1);
  td_test_store_setup (&store);
  expected = schema_of (store.path);
  path = g_build_filename (store.folder, "cũ.tiendo", NULL);
  make_old (path, version, name);

  td_workspace_close (store.workspace);
  g_clear_object (&store.workspace);
  store.workspace = td_workspace_open (path, TD_WORKSPACE_DEFAULT, "cli", &error);
  g_assert_no_error (error);
  schema = schema_of (path);
  g_assert_cmpstr (schema, ==, expected);
  plan = td_plan_repository_load (td_workspace_get_connection (store.workspace), 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (td_plan_data_count (plan, TD_KIND_TASK), ==, 3);
  td_test_store_check (&store);
}

static void
test_newer (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size;

  td_test_store_setup (&store);
  td_workspace_close (store.workspace);
  td_test_store_sql (store.path, "PRAGMA user_version = 999");
  g_file_get_contents (store.path, &before, &size, NULL);
  g_assert_null (td_workspace_open (store.path, TD_WORKSPACE_DEFAULT, "cli", &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_NEWER);
  g_assert_nonnull (strstr (error->message, "999"));
  g_file_get_contents (store.path, &after, NULL, NULL);
  g_assert_cmpmem (before, size, after, size);
}

static void
test_foreign (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  td_test_store_setup (&store);
  path = g_build_filename (store.folder, "khác.sqlite", NULL);
  td_test_store_sql (path, "CREATE TABLE anything (x)");
  g_assert_null (td_workspace_open (path, TD_WORKSPACE_DEFAULT, "cli", &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_BAD_INPUT);
}

/* A step that fails, at any statement, leaves nothing behind; the steps before it stay. */
static void
test_failing_step (void)
{
  static const TdMigration broken[] = {
    { 1, "one", FALSE, "CREATE TABLE a (x); CREATE TABLE commit_log (direction, tables);" },
    { 2, "two", FALSE, "CREATE TABLE b (x); INSERT INTO b VALUES (1); SELECT no_such ();" },
    { 3, "three", FALSE, "CREATE TABLE c (x);" },
  };
  static const TdMigration mended[] = {
    { 1, "one", FALSE, "SELECT 'never again';" },
    { 2, "two", FALSE, "CREATE TABLE b (x);" },
    { 3, "three", FALSE, "CREATE TABLE c (x);" },
  };
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TdConnection) connection = NULL;
  g_autofree char *path = NULL;

  td_test_store_setup (&store);
  path = g_build_filename (store.folder, "bước.tiendo", NULL);
  connection = td_connection_open (path, TD_CONNECTION_CREATE, &error);
  g_assert_false (td_migrator_run (connection, broken, 3, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "migration 2"));
  g_clear_error (&error);
  g_assert_cmpint (td_test_store_sql_int (path, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (td_test_store_sql_int (path, "SELECT count (*) FROM sqlite_schema"), ==, 2);

  g_assert_true (td_migrator_run (connection, mended, 3, &error));
  g_assert_no_error (error);
  g_assert_cmpint (td_test_store_sql_int (path, "PRAGMA user_version"), ==, 3);
  g_assert_cmpint (td_test_store_sql_int (path, "SELECT count (*) FROM commit_log"), ==, 2);

  /* again: nothing to do */
  g_assert_true (td_migrator_run (connection, mended, 3, &error));
  g_assert_cmpint (td_test_store_sql_int (path, "SELECT count (*) FROM commit_log"), ==, 2);
}

/* The numbers of the steps are 1, 2, 3 ... */
static void
test_numbers (void)
{
  guint n_steps;
  const TdMigration *steps = td_migrator_steps (&n_steps);

  for (guint i = 0; i < n_steps; i++)
    {
      g_autofree char *prefix = g_strdup_printf ("%04u-", i + 1);

      g_assert_cmpuint (steps[i].version, ==, i + 1);
      g_assert_true (g_str_has_prefix (steps[i].name, prefix));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/migration/schema", test_schema);
  g_test_add_data_func ("/store/migration/fixture/v1-filled", "v1-filled.sql", test_fixture);
  g_test_add_func ("/store/migration/newer", test_newer);
  g_test_add_func ("/store/migration/foreign", test_foreign);
  g_test_add_func ("/store/migration/failing-step", test_failing_step);
  g_test_add_func ("/store/migration/numbers", test_numbers);

  return g_test_run ();
}
