/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "td-backup.h"
#include "td-error.h"
#include "td-test-store.h"

static void
test_copy (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  g_autofree char *dump = NULL;
  g_autofree char *copied = NULL;
  g_autofree char *wal = NULL;
  TdWorkspace *copy;

  td_test_store_setup (&store);
  td_test_store_fill (&store);
  out = g_build_filename (store.folder, "bản sao.tiendo", NULL);
  g_assert_true (td_backup_write_copy (store.path, out, FALSE, &error));
  g_assert_no_error (error);
  wal = g_strconcat (out, "-wal", NULL);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));

  copy = td_workspace_open (out, TD_WORKSPACE_DEFAULT, "cli", &error);
  g_assert_no_error (error);
  dump = td_test_store_dump (store.path);
  copied = td_test_store_dump (out);
  g_assert_cmpstr (dump, ==, copied);
  g_assert_true (td_workspace_undo (copy, NULL)); /* history goes with it */
  td_workspace_close (copy);
  g_assert_finalize_object (copy);

  g_assert_false (td_backup_write_copy (store.path, out, FALSE, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (td_backup_write_copy (store.path, out, TRUE, &error));
}

static void
test_make (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *path = NULL;

  td_test_store_setup (&store);
  g_assert_true (td_backup_daily_is_due (store.path));
  path = td_backup_make (store.path, "daily", &error);
  g_assert_no_error (error);
  g_assert_false (td_backup_daily_is_due (store.path));
  list = td_backup_list (store.path, &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((TdBackup *) g_ptr_array_index (list, 0))->reason, ==, "daily");
  g_assert_cmpstr (((TdBackup *) g_ptr_array_index (list, 0))->path, ==, path);
}

/* 400 daily backups and one the user named: 7 days, 8 weeks and 12 months stay, and the named one.
 */
static void
test_prune (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GHashTable) months = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *stem = NULL;
  g_autofree char *folder = NULL;

  td_test_store_setup (&store);
  stem = g_strndup (store.path, strlen (store.path) - strlen (TD_WORKSPACE_SUFFIX));
  folder = g_strconcat (stem, "-backup", NULL);
  g_mkdir (folder, 0700);
  for (int day = 1; day <= 400; day++)
    {
      g_autoptr (GDateTime) at = g_date_time_add_days (now, -day);
      g_autofree char *format = g_strconcat (
          folder, "/%Y%m%dT%H%M%SZ-", day == 399 ? "trước khi sửa" : "daily", ".tiendo", NULL);
      g_autofree char *name = g_date_time_format (at, format);

      g_assert_true (g_file_set_contents (name, "x", 1, NULL));
    }
  g_assert_true (td_backup_prune (store.path, &error));
  list = td_backup_list (store.path, &error);
  for (guint i = 0; i < list->len; i++)
    g_hash_table_add (months, g_strndup (((TdBackup *) g_ptr_array_index (list, i))->at, 7));
  g_assert_cmpuint (list->len, >=, 7 + 6 + 10);
  g_assert_cmpuint (list->len, <=, 7 + 8 + 12 + 1);
  g_assert_cmpuint (g_hash_table_size (months), >=, 12);
  g_assert_cmpstr (((TdBackup *) g_ptr_array_index (list, list->len - 1))->reason, ==,
                   "trước khi sửa");
}

static void
test_restore (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TdRecord) record = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  TdWorkspace *other;
  gint64 plan, later;

  td_test_store_setup (&store);
  plan = td_test_store_add_plan (&store, "A");
  before = td_test_store_dump (store.path);
  backup = td_backup_make (store.path, "daily", &error);
  td_test_store_set (&store, TD_KIND_PLAN, plan, "title", "B");
  later = td_test_store_add_plan (&store, "C");

  other = td_workspace_open (store.path, TD_WORKSPACE_DEFAULT, "window", &error);
  g_assert_no_error (error);
  record = td_workspace_get_record (other, TD_KIND_PLAN, plan);
  g_assert_true (td_backup_restore (store.workspace, backup, &error));
  g_assert_no_error (error);
  after = td_test_store_dump (store.path);
  g_assert_cmpstr (before, ==, after);
  td_test_store_check (&store);

  /* who has the file open sees it; numbers are not given twice; there is a way back */
  td_workspace_refresh (other);
  g_assert_cmpstr (((const TdPlanRow *) td_record_get_row (record))->title, ==, "A");
  g_assert_cmpint (td_test_store_add_plan (&store, "D"), >, later);
  {
    g_autoptr (GPtrArray) list = td_backup_list (store.path, NULL);

    g_assert_cmpuint (list->len, ==, 2);
  }
  g_clear_object (&record);
  td_workspace_close (other);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (other);
}

static void
test_restore_refused (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *junk = NULL;
  g_autofree char *newer = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  td_test_store_setup (&store);
  td_test_store_fill (&store);
  before = td_test_store_dump (store.path);
  junk = g_build_filename (store.folder, "hỏng.tiendo", NULL);
  newer = g_build_filename (store.folder, "mới hơn.tiendo", NULL);
  g_assert_true (g_file_set_contents (junk, "SQLite format 3 but no", -1, NULL));
  g_assert_true (td_backup_write_copy (store.path, newer, FALSE, NULL));
  td_test_store_sql (newer, "PRAGMA user_version = 999");

  g_assert_false (td_backup_restore (store.workspace, junk, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_BAD_INPUT);
  g_clear_error (&error);
  g_assert_false (td_backup_restore (store.workspace, newer, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_NEWER);
  g_clear_error (&error);
  g_assert_false (td_backup_restore (store.workspace, "/no/such", &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_NOT_FOUND);
  after = td_test_store_dump (store.path);
  g_assert_cmpstr (before, ==, after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/backup/copy", test_copy);
  g_test_add_func ("/store/backup/make", test_make);
  g_test_add_func ("/store/backup/prune", test_prune);
  g_test_add_func ("/store/backup/restore", test_restore);
  g_test_add_func ("/store/backup/restore-refused", test_restore_refused);

  return g_test_run ();
}
