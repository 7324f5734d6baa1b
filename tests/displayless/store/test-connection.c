/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "td-connection.h"
#include "td-error.h"
#include "td-test-store.h"

static TdConnection *
open_at (TdTestStore *store, TdConnectionFlags flags)
{
  g_autoptr (GError) error = NULL;
  TdConnection *connection = td_connection_open (store->path, flags, &error);

  g_assert_no_error (error);

  return connection;
}

static void
test_pragmas (gconstpointer data)
{
  static const struct
  {
    const char *pragma;
    const char *value;
  } expected[] = {
    { "synchronous", "2" },      { "foreign_keys", "1" }, { "cell_size_check", "1" },
    { "busy_timeout", "10000" }, { "temp_store", "2" },
  };
  TdConnectionFlags flags = (TdConnectionFlags) GPOINTER_TO_INT (data);
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (TdConnection) connection = NULL;
  g_autofree char *journal = NULL;
  g_autofree char *query_only = NULL;

  td_test_store_setup (&store);
  td_workspace_close (store.workspace);
  connection = open_at (&store, flags);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *sql = g_strdup_printf ("PRAGMA %s", expected[i].pragma);
      g_autofree char *value = td_connection_query_text (connection, sql, NULL);

      g_assert_cmpstr (value, ==, expected[i].value);
    }
  journal = td_connection_query_text (connection, "PRAGMA journal_mode", NULL);
  g_assert_cmpstr (journal, ==, flags & TD_CONNECTION_ROLLBACK_JOURNAL ? "delete" : "wal");
  query_only = td_connection_query_text (connection, "PRAGMA query_only", NULL);
  g_assert_cmpstr (query_only, ==, flags & TD_CONNECTION_READ_ONLY ? "1" : "0");
}

static void
test_read_only (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (TdConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  td_test_store_setup (&store);
  connection = open_at (&store, TD_CONNECTION_READ_ONLY);
  g_assert_false (td_connection_exec (connection, "DELETE FROM profile", "delete all", &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "delete all"));
}

static void
test_binders (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (TdConnection) connection = NULL;
  g_autoptr (TdStatement) statement = NULL;
  g_autoptr (GError) error = NULL;
  const char bytes[] = { 1, 0, 2 };
  gsize size;

  td_test_store_setup (&store);
  connection = open_at (&store, TD_CONNECTION_READ_ONLY);
  statement = td_connection_prepare (
      connection, "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, typeof (?2)", &error);
  g_assert_no_error (error);
  td_statement_bind_int (statement, 1, G_MININT64);
  td_statement_bind_ref (statement, 2, 0);
  td_statement_bind_ref (statement, 3, 7);
  td_statement_bind_real (statement, 4, NAN);
  td_statement_bind_real (statement, 5, -0.5);
  td_statement_bind_text (statement, 6, "Đề án");
  td_statement_bind_text (statement, 7, NULL);
  td_statement_bind_blob (statement, 8, bytes, sizeof bytes);
  td_statement_bind_null (statement, 9);
  g_assert_cmpint (td_statement_step (statement, &error), ==, TD_STEP_ROW);

  g_assert_cmpint (td_statement_n_columns (statement), ==, 10);
  g_assert_cmpint (td_statement_int (statement, 0), ==, G_MININT64);
  g_assert_true (td_statement_is_null (statement, 1));
  g_assert_cmpint (td_statement_int (statement, 2), ==, 7);
  g_assert_true (isnan (td_statement_real (statement, 3)));
  g_assert_cmpfloat (td_statement_real (statement, 4), ==, -0.5);
  g_assert_cmpstr (td_statement_text (statement, 5), ==, "Đề án");
  g_assert_null (td_statement_text (statement, 6));
  g_assert_cmpmem (td_statement_blob (statement, 7, &size), 3, bytes, 3);
  g_assert_cmpuint (size, ==, 3);
  g_assert_true (td_statement_is_null (statement, 8));
  g_assert_cmpstr (td_statement_text (statement, 9), ==, "null");
  g_assert_cmpint (td_statement_step (statement, &error), ==, TD_STEP_DONE);

  /* a binder that fails is told by the step */
  td_statement_reset (statement);
  td_statement_bind_int (statement, 99, 1);
  g_assert_cmpint (td_statement_step (statement, &error), ==, TD_STEP_ERROR);
  g_assert_error (error, TD_ERROR, TD_ERROR_FAILED);
  g_clear_error (&error);

  /* reset clears the bindings */
  td_statement_reset (statement);
  g_assert_cmpint (td_statement_step (statement, &error), ==, TD_STEP_ROW);
  g_assert_true (td_statement_is_null (statement, 0));
}

static void
test_cache (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (TdConnection) connection = NULL;
  TdStatement *first, *second, *third;

  td_test_store_setup (&store);
  connection = open_at (&store, TD_CONNECTION_READ_ONLY);
  first = td_connection_prepare (connection, "SELECT 1", NULL);
  second = td_connection_prepare (connection, "SELECT 1", NULL);
  g_assert_true (first != second); /* in use: another one */
  td_statement_release (second);
  td_statement_release (first);
  third = td_connection_prepare (connection, "SELECT 1", NULL);
  g_assert_true (third == first);
  td_statement_release (third);
}

static void
test_errors (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (TdConnection) connection = NULL;
  g_autofree char *junk = NULL;

  g_assert_null (td_connection_open ("/no/such/file", TD_CONNECTION_DEFAULT, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_NOT_FOUND);
  g_assert_cmpstr (td_error_get_file (error), ==, "/no/such/file");
  g_clear_error (&error);

  td_test_store_setup (&store);
  junk = g_build_filename (store.folder, "thư.tiendo", NULL);
  g_assert_true (
      g_file_set_contents (junk, "Đây không phải là cơ sở dữ liệu, chỉ là chữ.", -1, NULL));
  g_assert_null (td_workspace_open (junk, TD_WORKSPACE_DEFAULT, "cli", &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_BAD_INPUT);
  g_clear_error (&error);

  connection = open_at (&store, TD_CONNECTION_DEFAULT);
  g_assert_null (td_connection_prepare (connection, "SELECT no_such", &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/store/connection/pragmas/writer", GINT_TO_POINTER (TD_CONNECTION_DEFAULT),
                        test_pragmas);
  g_test_add_data_func ("/store/connection/pragmas/rollback-journal",
                        GINT_TO_POINTER (TD_CONNECTION_ROLLBACK_JOURNAL), test_pragmas);
  g_test_add_data_func ("/store/connection/pragmas/reader",
                        GINT_TO_POINTER (TD_CONNECTION_READ_ONLY), test_pragmas);
  g_test_add_func ("/store/connection/read-only", test_read_only);
  g_test_add_func ("/store/connection/binders", test_binders);
  g_test_add_func ("/store/connection/cache", test_cache);
  g_test_add_func ("/store/connection/errors", test_errors);

  return g_test_run ();
}
