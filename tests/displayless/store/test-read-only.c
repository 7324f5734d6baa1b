/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "td-error.h"
#include "td-test-store.h"
#include "td-workspace-private.h"

#define NOBODY 65534

static TdWorkspace *
open_ok (const char *path, TdWorkspaceFlags flags)
{
  g_autoptr (GError) error = NULL;
  TdWorkspace *workspace = td_workspace_open (path, flags, "cli", &error);

  g_assert_no_error (error);

  return workspace;
}

static void
close_it (TdWorkspace *workspace)
{
  td_workspace_close (workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (workspace);
}

static void
assert_cannot_write (TdWorkspace *workspace, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdRecord) record = td_workspace_get_record (workspace, TD_KIND_PLAN, 1);

  g_assert_true (td_workspace_get_read_only (workspace));
  g_assert_nonnull (strstr (td_workspace_get_read_only_reason (workspace), word));
  g_assert_false (td_workspace_undo (workspace, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, td_workspace_get_read_only_reason (workspace));
  g_object_set (record, "title", "x", NULL);
  g_assert_cmpstr (((const TdPlanRow *) td_record_get_row (record))->title, ==, "A");
}

static void
test_flag (void)
{
  g_auto (TdTestStore) store = { NULL };
  TdWorkspace *reader;

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  reader = open_ok (store.path, TD_WORKSPACE_READ_ONLY);
  assert_cannot_write (reader, "reading only");
  close_it (reader);
}

/* On a network: the first one writes with a rollback journal, the others read and are told who. */
static void
test_network (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autofree char *journal = NULL;
  g_autofree char *lock = NULL;
  g_autofree char *path = NULL;
  g_autoptr (TdRecord) record = NULL;
  TdWorkspace *writer, *reader;
  TdTestStore shared = { NULL };

  td_test_store_setup (&store);
  path = g_build_filename (store.folder, "mạng.tiendo", NULL);
  writer = open_ok (path, TD_WORKSPACE_CREATE | TD_WORKSPACE_NETWORK);
  shared.path = path;
  shared.workspace = writer;
  td_test_store_add_plan (&shared, "A");
  journal =
      td_connection_query_text (td_workspace_get_connection (writer), "PRAGMA journal_mode", NULL);
  g_assert_cmpstr (journal, ==, "delete");

  reader = open_ok (path, TD_WORKSPACE_NETWORK);
  assert_cannot_write (reader, g_get_user_name ());
  record = td_workspace_get_record (reader, TD_KIND_PLAN, 1);
  td_test_store_set (&shared, TD_KIND_PLAN, 1, "title", "B");
  td_workspace_refresh (reader);
  g_assert_cmpstr (((const TdPlanRow *) td_record_get_row (record))->title, ==, "B");
  g_clear_object (&record);
  close_it (reader);
  close_it (writer);

  lock = g_strconcat (path, ".lock", NULL);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  writer = open_ok (path, TD_WORKSPACE_NETWORK);
  g_assert_false (td_workspace_get_read_only (writer));
  close_it (writer);
}

/* A lock a dead program left on this computer is taken over; one of another computer is not. */
static void
test_stale_lock (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autofree char *lock = NULL;
  g_autofree char *dead = g_strdup_printf ("%s\n999999999\nan\n", g_get_host_name ());
  TdWorkspace *workspace;

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  td_workspace_close (store.workspace);
  lock = g_strconcat (store.path, ".lock", NULL);

  g_assert_true (g_file_set_contents (lock, dead, -1, NULL));
  workspace = open_ok (store.path, TD_WORKSPACE_NETWORK);
  g_assert_false (td_workspace_get_read_only (workspace));
  close_it (workspace);

  g_assert_true (g_file_set_contents (lock, "may-van-thu\n1\nbinh\n", -1, NULL));
  workspace = open_ok (store.path, TD_WORKSPACE_NETWORK);
  assert_cannot_write (workspace, "binh on the computer may-van-thu");
  close_it (workspace);
  g_assert_true (g_file_test (lock, G_FILE_TEST_EXISTS));
}

/* Nobody can write there: neither the file nor what lies beside it. */
static void
test_folder (void)
{
  g_auto (TdTestStore) store = { NULL };
  gboolean superuser = geteuid () == 0; /* who may write everywhere */
  TdWorkspace *reader;

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  td_workspace_close (store.workspace);
  g_chmod (store.path, 0444);
  g_chmod (store.folder, 0555);
  if (superuser)
    g_assert_cmpint (setresuid (NOBODY, NOBODY, 0), ==, 0);
  reader = open_ok (store.path, TD_WORKSPACE_DEFAULT);
  assert_cannot_write (reader, "read-only");
  close_it (reader);
  if (superuser)
    g_assert_cmpint (setresuid (0, 0, 0), ==, 0);
  g_chmod (store.folder, 0700);
}

/* The connection for such a folder: no locks, no side files. */
static void
test_immutable (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TdConnection) connection = NULL;
  g_autofree char *shm = NULL;
  gint64 n;

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  td_workspace_close (store.workspace);
  connection =
      td_connection_open (store.path, TD_CONNECTION_READ_ONLY | TD_CONNECTION_IMMUTABLE, &error);
  g_assert_no_error (error);
  g_assert_true (td_connection_query_int (connection, "SELECT count (*) FROM plan", &n, &error));
  g_assert_cmpint (n, ==, 1);
  shm = g_strconcat (store.path, "-shm", NULL);
  g_assert_false (g_file_test (shm, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/read-only/flag", test_flag);
  g_test_add_func ("/store/read-only/network", test_network);
  g_test_add_func ("/store/read-only/stale-lock", test_stale_lock);
  g_test_add_func ("/store/read-only/folder", test_folder);
  g_test_add_func ("/store/read-only/immutable", test_immutable);

  return g_test_run ();
}
