/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file meets programs of other formats: with steps of the future, which only these tests know. */

#include <glib/gstdio.h>
#include <string.h>

#include "td-backup.h"
#include "td-error.h"
#include "td-test-migrator.h"
#include "td-test-store.h"
#include "td-workspace-private.h"

/* Closes the workspace and opens it as a program of that format does. */
static gboolean
open_as (TdTestStore *store, TdTestMigrator *migrator, GError **error)
{
  if (store->workspace != NULL)
    {
      td_workspace_close (store->workspace);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_finalize_object (store->workspace);
    }
  store->workspace =
      td_workspace_open_with (store->path, TD_WORKSPACE_DEFAULT, "cli", &migrator->migrator, error);

  return store->workspace != NULL;
}

static void
assert_sound (TdTestStore *store)
{
  g_autoptr (TdConnection) raw = td_connection_open (store->path, TD_CONNECTION_READ_ONLY, NULL);
  g_autofree char *integrity = td_connection_query_text (raw, "PRAGMA integrity_check", NULL);
  g_autofree char *keys = td_connection_query_text (raw, "PRAGMA foreign_key_check", NULL);

  g_assert_cmpstr (integrity, ==, "ok");
  g_assert_cmpstr (keys, ==, "");
  td_test_store_check (store);
}

static guint
count_backups (TdTestStore *store, const char *reason)
{
  g_autoptr (GPtrArray) list = td_backup_list (store->path, NULL);
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    n += g_str_equal (((TdBackup *) g_ptr_array_index (list, i))->reason, reason);

  return n;
}

/* From every older format to every newer one: what was in the file is in it, the backup is the old
 * file. */
static void
test_every_step (void)
{
  for (guint from = TD_TEST_OLDEST; from < TD_TEST_NEWEST; from++)
    {
      g_auto (TdTestStore) store = { NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (TdTestMigrator) older = td_test_migrator_new (from);
      g_autoptr (TdTestMigrator) newer = td_test_migrator_new (TD_TEST_NEWEST);
      g_autoptr (GPtrArray) backups = NULL;
      TdBackup *backup;

      td_test_store_setup (&store);
      td_test_store_fill (&store);
      g_assert_true (open_as (&store, older, &error));
      g_assert_no_error (error);
      g_assert_cmpint (td_test_store_sql_int (store.path, "PRAGMA user_version"), ==, from);
      g_assert_cmpuint (count_backups (&store, "migration"), ==, from > TD_TEST_OLDEST ? 1 : 0);

      g_assert_true (open_as (&store, newer, &error));
      g_assert_no_error (error);
      g_assert_cmpint (td_test_store_sql_int (store.path, "PRAGMA user_version"), ==,
                       TD_TEST_NEWEST);
      g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT count (*) FROM task"), ==, 3);
      g_assert_cmpint (td_test_store_sql_int (
                           store.path, "SELECT count (*) FROM task WHERE later_10 IS NOT content"),
                       ==, 0);
      assert_sound (&store);

      backups = td_backup_list (store.path, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (backups->len, >=, 1);
      backup = g_ptr_array_index (backups, 0);
      g_assert_cmpint (td_test_store_sql_int (backup->path, "PRAGMA user_version"), ==, from);
      g_assert_cmpint (td_test_store_sql_int (backup->path, "SELECT count (*) FROM task"), ==, 3);

      /* nothing left to do: no further backup */
      for (guint i = 0; i < backups->len; i++)
        g_unlink (((TdBackup *) g_ptr_array_index (backups, i))->path);
      g_assert_true (open_as (&store, newer, &error));
      g_assert_cmpuint (count_backups (&store, "migration"), ==, 0);
    }
}

/* Without a backup the file is not touched. */
static void
test_no_backup (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TdTestMigrator) newer = td_test_migrator_new (TD_TEST_OLDEST + 2);
  g_autofree char *stem = NULL;
  g_autofree char *folder = NULL;

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  stem = g_strndup (store.path, strlen (store.path) - strlen (TD_WORKSPACE_SUFFIX));
  folder = g_strconcat (stem, "-backup", NULL);
  g_assert_true (g_file_set_contents (folder, "a file is in the way", -1, NULL));
  g_assert_false (open_as (&store, newer, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_FAILED);
  g_assert_cmpint (td_test_store_sql_int (store.path, "PRAGMA user_version"), ==, TD_TEST_OLDEST);
}

/* RULE history-4: columns at the end do not matter to undo, a renamed one does */
static void
test_undo_across (gconstpointer data)
{
  guint version = GPOINTER_TO_UINT (data);
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TdTestMigrator) newer = td_test_migrator_new (version);
  g_autofree char *title = NULL;
  gboolean undone;

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  td_test_store_add_task (&store, 1, "Việc");
  td_test_store_set (&store, TD_KIND_PLAN, 1, "title", "B");
  td_test_store_delete (&store, TD_KIND_TASK, 1);
  g_assert_true (open_as (&store, newer, &error));
  g_assert_no_error (error);

  undone = td_workspace_undo (store.workspace, &error);
  if (version >= TD_TEST_BARRIER)
    {
      g_assert_false (undone);
      g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
      g_assert_nonnull (strstr (error->message, "format"));
      g_clear_error (&error);
      g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT count (*) FROM task"), ==, 0);

      /* but what is done from now on can be undone */
      td_test_store_set (&store, TD_KIND_PLAN, 1, "title", "C");
      g_assert_true (td_workspace_undo (store.workspace, &error));
      g_assert_no_error (error);
    }
  else
    {
      g_assert_no_error (error);
      g_assert_true (td_workspace_undo (store.workspace, &error));
      g_assert_no_error (error);
      title = td_test_store_get (&store, TD_KIND_PLAN, 1, "title");
      g_assert_cmpstr (title, ==, "A");
      g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT count (*) FROM task"), ==, 1);
      g_assert_true (td_workspace_redo (store.workspace, &error));
      g_assert_true (td_workspace_redo (store.workspace, &error));
      g_assert_no_error (error);
      g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT count (*) FROM task"), ==, 0);
    }
  assert_sound (&store);
}

/* RULE history-4: a step that does more than it says does not run at all */
static void
test_silent_barrier (void)
{
  static const char *const bad[] = {
    "ALTER TABLE plan RENAME COLUMN title TO heading",
    "ALTER TABLE agency DROP COLUMN address",
    "ALTER TABLE agency RENAME TO office",
    "DROP TABLE target_value",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (TdTestStore) store = { NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (TdTestMigrator) migrator = td_test_migrator_new (TD_TEST_OLDEST);
      g_autoptr (TdConnection) raw = NULL;

      td_test_store_setup (&store);
      raw = td_connection_open (store.path, TD_CONNECTION_DEFAULT, &error);
      migrator->steps[TD_TEST_OLDEST] = (TdMigration){ TD_TEST_OLDEST + 1, "next", FALSE, bad[i] };
      g_assert_false (td_migrator_run (raw, migrator->steps, TD_TEST_OLDEST + 1, &error));
      g_assert_error (error, TD_ERROR, TD_ERROR_FAILED);
      g_clear_error (&error);
      g_assert_cmpint (td_test_store_sql_int (store.path, "PRAGMA user_version"), ==,
                       TD_TEST_OLDEST);

      migrator->steps[TD_TEST_OLDEST].barrier = TRUE;
      g_assert_true (td_migrator_run (raw, migrator->steps, TD_TEST_OLDEST + 1, &error));
      g_assert_no_error (error);
    }
}

static gboolean
title_cb (TdWriter *writer, gpointer data, GError **error)
{
  return td_writer_set_field (writer, TD_KIND_PLAN, 1, "title", data, error);
}

/* A newer program migrates the file while an older one has it open: that one writes no more. */
static void
test_overtaken (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TdTestMigrator) newer = td_test_migrator_new (TD_TEST_OLDEST + 4);
  TdWorkspace *other;

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  other =
      td_workspace_open_with (store.path, TD_WORKSPACE_DEFAULT, "cli", &newer->migrator, &error);
  g_assert_no_error (error);
  g_assert_false (
      td_workspace_act (store.workspace, "record.set", "x", title_cb, (gpointer) "B", &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_NEWER);
  g_clear_error (&error);
  g_assert_cmpint (td_workspace_get_save_state (store.workspace), ==, TD_SAVE_STATE_FAILED);
  g_assert_false (td_workspace_undo (store.workspace, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_NEWER);
  g_clear_error (&error);
  g_assert_cmpint (
      td_test_store_sql_int (store.path, "SELECT count (*) FROM plan WHERE title = 'A'"), ==, 1);

  g_assert_true (td_workspace_act (other, "record.set", "x", title_cb, (gpointer) "C", &error));
  td_workspace_close (other);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (other);
}

/* An older program refuses the migrated file and does not touch a byte. */
static void
test_older_program (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TdTestMigrator) newer = td_test_migrator_new (TD_TEST_OLDEST + 1);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size, size_after;

  td_test_store_setup (&store);
  g_assert_true (open_as (&store, newer, &error));
  td_workspace_close (store.workspace);
  g_file_get_contents (store.path, &before, &size, NULL);
  g_assert_null (td_workspace_open (store.path, TD_WORKSPACE_DEFAULT, "cli", &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_NEWER);
  g_clear_error (&error);
  g_assert_null (td_workspace_open (store.path, TD_WORKSPACE_READ_ONLY, "cli", &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_NEWER);
  g_file_get_contents (store.path, &after, &size_after, NULL);
  g_assert_cmpmem (before, size, after, size_after);
}

/* For reading only, an old file is not migrated, and told so. */
static void
test_read_only (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TdTestMigrator) newer = td_test_migrator_new (TD_TEST_OLDEST + 1);

  td_test_store_setup (&store);
  td_workspace_close (store.workspace);
  g_assert_null (
      td_workspace_open_with (store.path, TD_WORKSPACE_READ_ONLY, "cli", &newer->migrator, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "older format"));
  g_assert_cmpint (td_test_store_sql_int (store.path, "PRAGMA user_version"), ==, TD_TEST_OLDEST);
}

/* A live window of the same program hears of a migration as a reload. */
static void
test_watcher (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TdTestMigrator) newer = td_test_migrator_new (TD_TEST_OLDEST + 1);
  gint64 seq;

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  seq = td_history_last_seq (td_workspace_get_connection (store.workspace), NULL);
  g_assert_true (open_as (&store, newer, &error));
  g_assert_cmpint (td_history_last_seq (td_workspace_get_connection (store.workspace), NULL), ==,
                   seq + 1);
  g_assert_cmpint (
      td_test_store_sql_int (store.path, "SELECT count (*) FROM commit_log WHERE tables = '*'"), ==,
      TD_TEST_OLDEST);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/upgrade/every-step", test_every_step);
  g_test_add_func ("/store/upgrade/no-backup", test_no_backup);
  for (guint version = TD_TEST_OLDEST + 1; version <= TD_TEST_OLDEST + 5; version++)
    {
      g_autofree char *path = g_strdup_printf ("/store/upgrade/rule/history-4/undo-to-%u", version);

      g_test_add_data_func (path, GUINT_TO_POINTER (version), test_undo_across);
    }
  g_test_add_func ("/store/upgrade/rule/history-4/silent-barrier", test_silent_barrier);
  g_test_add_func ("/store/upgrade/overtaken", test_overtaken);
  g_test_add_func ("/store/upgrade/older-program", test_older_program);
  g_test_add_func ("/store/upgrade/read-only", test_read_only);
  g_test_add_func ("/store/upgrade/watcher", test_watcher);

  return g_test_run ();
}
