/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-changeset.h"
#include "td-error.h"
#include "td-file-blob.h"
#include "td-history-private.h"
#include "td-import-slices.h"
#include "td-migrator.h"
#include "td-row-sql.h"
#include "td-test-store.h"

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
undo_ok (TdTestStore *store)
{
  g_autoptr (GError) error = NULL;

  td_workspace_undo (store->workspace, &error);
  g_assert_no_error (error);
}

static void
undo_refused (TdTestStore *store, int code, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = td_test_store_dump (store->path);
  g_autofree char *after = NULL;

  g_assert_false (td_workspace_undo (store->workspace, &error));
  g_assert_error (error, TD_ERROR, code);
  g_assert_nonnull (strstr (error->message, word));
  after = td_test_store_dump (store->path);
  g_assert_cmpstr (before, ==, after);
  td_test_store_check (store);
}

static void
assert_none (const char *path, const char *sql)
{
  g_test_message ("%s", sql);
  g_assert_cmpint (td_test_store_sql_int (path, sql), ==, 0);
}

/* RULE history-1: what the schema of captured tables may have */
static void
test_rule_1 (void)
{
  g_auto (TdTestStore) store = { NULL };

  td_test_store_setup (&store);
  for (const char *const *table = td_changeset_tables (); *table != NULL; table++)
    {
      const TdKindSpec *spec = td_kind_spec_by_name (*table);
      g_autofree char *pk = g_strdup_printf (
          "SELECT count (*) <> 1 FROM pragma_table_info ('%s') WHERE pk = 1 AND cid = 0"
          " AND name = 'id' AND type = 'INTEGER'",
          *table);
      g_autofree char *generated = g_strdup_printf (
          "SELECT count (*) FROM pragma_table_xinfo ('%s') WHERE hidden <> 0", *table);
      g_autofree char *unique = g_strdup_printf (
          "SELECT count (*) FROM pragma_index_list ('%s') WHERE \"unique\"", *table);
      g_autofree char *keys =
          g_strdup_printf ("SELECT count (*) FROM pragma_foreign_key_list ('%s')"
                           " WHERE on_update <> 'NO ACTION' OR on_delete <> 'NO ACTION'",
                           *table);
      g_autofree char *deferred = g_strdup_printf (
          "SELECT (length (sql) - length (replace (sql, 'REFERENCES', ''))) / 10"
          " <> (length (sql) - length (replace (sql, 'DEFERRABLE INITIALLY DEFERRED', ''))) / 29"
          " OR sql NOT LIKE '%%AUTOINCREMENT%%' FROM sqlite_schema WHERE type = 'table' AND name = "
          "'%s'",
          *table);

      g_assert_nonnull (spec);
      assert_none (store.path, pk);
      assert_none (store.path, generated);
      assert_none (store.path, unique);
      assert_none (store.path, keys);
      assert_none (store.path, deferred);
    }
}

/* The columns of the file are the fields the kinds declare, and all kinds are captured. */
static void
test_columns (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GPtrArray) captured = g_ptr_array_new ();

  td_test_store_setup (&store);
  g_assert_cmpuint (g_strv_length ((char **) td_changeset_tables ()), ==, TD_N_KINDS);
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      static const char *const types[] = {
        [TD_FIELD_TEXT] = "TEXT",    [TD_FIELD_DATE] = "TEXT", [TD_FIELD_INT] = "INTEGER",
        [TD_FIELD_BOOL] = "INTEGER", [TD_FIELD_REAL] = "REAL", [TD_FIELD_REF] = "INTEGER",
      };
      const TdKindSpec *spec = td_kind_spec ((TdKind) kind);
      g_autofree char *count = g_strdup_printf (
          "SELECT count (*) - %u FROM pragma_table_info ('%s')", spec->n_fields + 2, spec->name);

      g_assert_true (g_strv_contains (td_changeset_tables (), spec->name));
      assert_none (store.path, count);
      for (guint i = 0; i < spec->n_fields; i++)
        {
          const TdFieldSpec *field = &spec->fields[i];
          g_autofree char *sql =
              g_strdup_printf ("SELECT count (*) <> 1 FROM pragma_table_info ('%s') WHERE name = "
                               "'%s' AND type = '%s'"
                               " AND \"notnull\" = %d",
                               spec->name, field->name, types[field->type],
                               (field->flags & TD_FIELD_REQUIRED) || field->type == TD_FIELD_INT ||
                                   field->type == TD_FIELD_BOOL);

          assert_none (store.path, sql);
        }
    }
}

/* RULE history-2: triggers write derived tables only, and none replaces */
static void
test_rule_2 (void)
{
  g_auto (TdTestStore) store = { NULL };
  gint64 plan;

  td_test_store_setup (&store);
  plan = td_test_store_fill (&store);
  for (const char *const *table = td_changeset_tables (); *table != NULL; table++)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT count (*) FROM sqlite_schema WHERE type = 'trigger' AND"
                           " (sql LIKE '%%INSERT INTO %s %%' OR sql LIKE '%%UPDATE %s SET%%'"
                           " OR sql LIKE '%%DELETE FROM %s %%')",
                           *table, *table, *table);

      assert_none (store.path, sql);
    }
  assert_none (store.path, "SELECT count (*) FROM sqlite_schema WHERE sql LIKE '%OR REPLACE%'");

  /* derived rows follow the records and their undo */
  td_test_store_set (&store, TD_KIND_TASK, 1, "content", "Đặc biệt");
  g_assert_cmpint (
      td_test_store_sql_int (store.path, "SELECT count (*) FROM search WHERE search MATCH 'dac'"),
      ==, 1);
  undo_ok (&store);
  assert_none (store.path, "SELECT count (*) FROM search WHERE search MATCH 'dac'");
  td_test_store_delete (&store, TD_KIND_PLAN, plan);
  undo_ok (&store);
  td_test_store_check (&store);
}

/* RULE history-3: linear, conflicts abort and name the row, a new action drops the redo tail */
static void
test_rule_3_linear (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  gint64 plan;

  td_test_store_setup (&store);
  plan = td_test_store_add_plan (&store, "A");
  td_test_store_set (&store, TD_KIND_PLAN, plan, "title", "B");
  td_test_store_set (&store, TD_KIND_PLAN, plan, "title", "C");
  undo_ok (&store);
  undo_ok (&store);
  td_test_store_set (&store, TD_KIND_PLAN, plan, "title", "D");

  g_assert_false (td_workspace_redo (store.workspace, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  list = td_workspace_list_history (store.workspace, 0, NULL);
  g_assert_cmpuint (list->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      TdHistoryEntry *entry = g_ptr_array_index (list, i);

      g_assert_cmpint (entry->undone, ==, i == 1 || i == 2);
      g_assert_cmpstr (entry->author, ==, "An");
      g_assert_cmpstr (entry->origin, ==, "cli");
    }
  undo_ok (&store);
  undo_ok (&store);
  undo_refused (&store, TD_ERROR_REFUSED, "nothing");
}

static void
test_rule_3_conflict (void)
{
  g_auto (TdTestStore) store = { NULL };
  gint64 plan;

  td_test_store_setup (&store);
  plan = td_test_store_add_plan (&store, "A");
  td_test_store_set (&store, TD_KIND_PLAN, plan, "title", "B");
  td_test_store_sql (store.path, "DROP TRIGGER plan_search_update;"
                                 "UPDATE plan SET title = 'tay ngang'");
  td_test_store_sql (store.path, "UPDATE search SET marked = 'tay ngang', folded = 'tay ngang'");
  undo_refused (&store, TD_ERROR_CONFLICT, "number 1");
}

/* RULE history-4: a missing table, a barrier, a count that differs */
static void
test_rule_4 (void)
{
  static const TdMigration steps[] = {
    { 1, "one", FALSE, "" },
    { 2, "two", FALSE, "" },
    { 3, "three", TRUE, "" },
  };
  g_auto (TdTestStore) store = { NULL };
  gint64 plan;

  g_assert_false (td_migrator_has_barrier (steps, 3, 1, 2));
  g_assert_true (td_migrator_has_barrier (steps, 3, 1, 3));
  g_assert_true (td_migrator_has_barrier (steps, 3, 2, 3));
  g_assert_false (td_migrator_has_barrier (steps, 3, 3, 3));

  td_test_store_setup (&store);
  plan = td_test_store_add_plan (&store, "A");
  td_test_store_set (&store, TD_KIND_PLAN, plan, "title", "B");

  /* made by a later version of the schema than the file has */
  td_test_store_sql (store.path, "UPDATE history SET schema_version = 99");
  undo_refused (&store, TD_ERROR_REFUSED, "format");
  td_test_store_sql (store.path, "UPDATE history SET schema_version = 1");

  /* only additions in between: it works */
  td_test_store_sql (store.path, "ALTER TABLE plan ADD COLUMN later TEXT");
  undo_ok (&store);
}

/* RULE history-4: a changeset that applies in part only */
static void
test_rule_4_count (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TdConnection) connection = NULL;
  g_autoptr (GPtrArray) changesets = NULL;

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  connection = td_connection_open (store.path, TD_CONNECTION_DEFAULT, &error);
  g_assert_no_error (error);
  changesets = td_history_load_changesets (connection, 1, &error);
  g_assert_cmpuint (changesets->len, ==, 1);
  td_connection_exec (connection, "BEGIN", "begin", &error);
  g_assert_false (
      td_changeset_apply (connection, g_ptr_array_index (changesets, 0), 2, TRUE, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  td_connection_exec (connection, "ROLLBACK", "roll back", NULL);
}

static gboolean
issue_cb (TdWriter *writer, gpointer data, GError **error)
{
  return td_writer_set_field (writer, TD_KIND_PLAN, 1, "status", "issued", error) &&
         td_writer_lock_record (writer, TD_KIND_PLAN, 1, error);
}

static gboolean
withdraw_cb (TdWriter *writer, gpointer data, GError **error)
{
  return td_writer_set_field (writer, TD_KIND_PLAN, 1, "status", "withdrawn", error) &&
         td_writer_unlock_record (writer, TD_KIND_PLAN, 1, error);
}

/* RULE history-5: explicit acts are countered, not undone, and lock their records */
static void
test_rule_5 (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  gint64 plan, other;

  td_test_store_setup (&store);
  plan = td_test_store_add_plan (&store, "A");
  td_test_store_add_task (&store, plan, "Việc");
  other = td_test_store_add_plan (&store, "B");
  td_workspace_act (store.workspace, "plan.issue", "Issue", issue_cb, NULL, &error);
  g_assert_no_error (error);

  undo_ok (&store); /* plan B, which nobody issued */
  g_assert_null (td_workspace_get_row (store.workspace, TD_KIND_PLAN, other, NULL));
  undo_refused (&store, TD_ERROR_REFUSED, "issued");

  td_workspace_act (store.workspace, "plan.withdraw", "Withdraw", withdraw_cb, NULL, &error);
  g_assert_no_error (error);
  undo_ok (&store);                                     /* the task */
  undo_refused (&store, TD_ERROR_CONFLICT, "number 1"); /* its status is not what it was */
}

typedef struct
{
  TdTestStore *store;
  gint64 plan;
  guint slices;
  guint fail_at;
} Bulk;

static gboolean
slice_cb (TdWriter *writer, gpointer data, gboolean *done, GError **error)
{
  Bulk *bulk = data;

  for (guint i = 0; i < 100; i++)
    {
      TdTaskRow *task = td_row_new (TD_KIND_TASK);
      gboolean added;

      task->plan_id = bulk->plan;
      task->content = g_strdup ("hàng loạt");
      added = td_writer_insert (writer, TD_KIND_TASK, task, error);
      td_row_free (TD_KIND_TASK, task);
      if (!added)
        return FALSE;
    }
  bulk->slices++;
  *done = bulk->slices == 4;

  if (bulk->slices != bulk->fail_at)
    return TRUE;
  td_error_set_at (error, TD_ERROR_BAD_INPUT, NULL, NULL, "broken");
  return FALSE;
}

static void
bulk_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  td_workspace_import_finish (TD_WORKSPACE (source), result, NULL);
  *(gboolean *) data = TRUE;
}

static gint64
count_visible (TdTestStore *store)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_TASK);
  gint64 n = -1;

  td_query_count (query, td_workspace_get_connection (store->workspace), &n, NULL);

  return n;
}

/* RULE history-6: invisible until the last slice, one action, a half import goes */
static void
test_rule_6 (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  Bulk bulk = { &store, 0, 0, 0 };
  Bulk broken = { &store, 0, 0, 3 };
  gboolean done = FALSE;

  td_test_store_setup (&store);
  bulk.plan = broken.plan = td_test_store_add_plan (&store, "A");
  td_workspace_import_async (store.workspace, "record.import", "Bulk", slice_cb, &bulk, NULL, NULL,
                             bulk_cb, &done);
  while (!done)
    {
      gint64 n = count_visible (&store);

      g_assert_true (n == 0 || n == 400);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpint (count_visible (&store), ==, 400);
  g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT tasks FROM plan_rollup"), ==, 400);
  assert_none (store.path, "SELECT count (*) FROM history_changeset WHERE records > 1");
  td_test_store_check (&store);

  td_test_store_set (&store, TD_KIND_TASK, 7, "done_date", "2026-01-02");
  g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT done_tasks FROM plan_rollup"), ==, 1);
  undo_ok (&store);
  undo_ok (&store);
  g_assert_cmpint (count_visible (&store), ==, 0);
  td_test_store_check (&store);
  td_workspace_redo (store.workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_visible (&store), ==, 400);
  undo_ok (&store);

  /* it cannot be redone any more: the rows go */
  td_test_store_add_plan (&store, "B");
  td_workspace_close (store.workspace);
  assert_none (store.path, "SELECT count (*) FROM task");

  td_test_store_reopen (&store);
  done = FALSE;
  td_workspace_import_async (store.workspace, "record.import", "Bulk", slice_cb, &broken, NULL,
                             NULL, bulk_cb, &done);
  td_test_wait (is_true, &done);
  td_workspace_close (store.workspace);
  assert_none (store.path, "SELECT count (*) FROM task");
  assert_none (store.path, "SELECT count (*) FROM import");
}

/* RULE history-6: what a killed program left half done is removed at the next start */
static void
test_rule_6_half (void)
{
  g_auto (TdTestStore) store = { NULL };

  td_test_store_setup (&store);
  td_test_store_fill (&store);
  td_test_store_sql (store.path, "INSERT INTO import (id, label, state, owner, at)"
                                 " VALUES (1, 'x', 'running', 'elsewhere 1', '2026-01-01')");
  {
    g_autoptr (TdConnection) connection =
        td_connection_open (store.path, TD_CONNECTION_DEFAULT, NULL);

    g_assert_true (td_connection_exec (
        connection, "INSERT INTO area (key, name, import_id) VALUES ('k', 'n', 1)", "x", NULL));
  }
  g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT count (*) FROM area"), ==, 2);
  td_test_store_reopen (&store);
  td_workspace_close (store.workspace);
  g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT count (*) FROM area"), ==, 1);
}

typedef struct
{
  const char *value;
  gboolean done;
} Typed;

static gboolean
type_cb (TdWriter *writer, gpointer data, GError **error)
{
  return td_writer_set_field (writer, TD_KIND_PLAN, 1, "title", ((Typed *) data)->value, error);
}

static void
typed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  td_workspace_act_finish (TD_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
  ((Typed *) data)->done = TRUE;
}

static gboolean
is_typed (gpointer data)
{
  return ((Typed *) data)->done;
}

static void
type_at (TdTestStore *store, gint64 second, const char *key, const char *value)
{
  Typed typed = { value, FALSE };

  td_workspace_set_time (store->workspace, (1000000 + second) * G_USEC_PER_SEC);
  td_workspace_act_async (store->workspace, "record.set", value, key, type_cb, &typed, NULL,
                          typed_cb, &typed);
  td_test_wait (is_typed, &typed);
}

/* RULE history-7: commits of one field within 10 s are one action */
static void
test_rule_7 (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autofree char *title = NULL;
  gint64 n_commits;

  td_test_store_setup (&store);
  n_commits = td_test_store_sql_int (store.path, "SELECT count (*) FROM commit_log");
  td_test_store_add_plan (&store, "0");
  type_at (&store, 0, "k", "a");
  type_at (&store, 4, "k", "ab");
  type_at (&store, 10, "k", "abc");
  g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT count (*) FROM history"), ==, 2);
  type_at (&store, 11, "k", "abcd"); /* too late */
  type_at (&store, 12, "other", "abcde");
  type_at (&store, 13, "k", "abcdef"); /* another action in between */
  g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT count (*) FROM history"), ==, 5);
  g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT count (*) FROM commit_log"), ==,
                   n_commits + 7);

  undo_ok (&store);
  undo_ok (&store);
  undo_ok (&store);
  title = td_test_store_get (&store, TD_KIND_PLAN, 1, "title");
  g_assert_cmpstr (title, ==, "abc");
  undo_ok (&store);
  g_free (title);
  title = td_test_store_get (&store, TD_KIND_PLAN, 1, "title");
  g_assert_cmpstr (title, ==, "0");
  type_at (&store, 14, "k", "z"); /* an undone action is not continued */
  g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT count (*) FROM history"), ==, 6);
}

static gboolean
put_file_cb (TdWriter *writer, gpointer data, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("nội dung", 11);
  g_autofree char *hash = td_writer_put_file (writer, bytes, error);
  g_autofree char *again = td_writer_put_file (writer, bytes, error);

  g_assert_cmpstr (hash, ==, again);

  return td_writer_set_field (writer, TD_KIND_PLAN, 1, "source_hash", hash, error);
}

static guint
collect_files (const char *path)
{
  g_autoptr (TdConnection) connection = td_connection_open (path, TD_CONNECTION_DEFAULT, NULL);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  td_file_blob_collect (connection, &n, &error);
  g_assert_no_error (error);

  return n;
}

/* RULE history-8: files go when no row and no kept changeset names them */
static void
test_rule_8 (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *hash = NULL;

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  td_workspace_act (store.workspace, "plan.edit", "File", put_file_cb, NULL, &error);
  g_assert_no_error (error);
  hash = td_test_store_get (&store, TD_KIND_PLAN, 1, "source_hash");
  bytes = td_file_blob_get (td_workspace_get_connection (store.workspace), hash, &error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 11);

  g_assert_cmpuint (collect_files (store.path), ==, 0);
  td_test_store_set (&store, TD_KIND_PLAN, 1, "source_hash", NULL);
  g_assert_cmpuint (collect_files (store.path), ==, 0); /* history names it */
  {
    g_autoptr (TdConnection) connection =
        td_connection_open (store.path, TD_CONNECTION_DEFAULT, NULL);

    g_assert_true (td_history_purge_record (connection, TD_KIND_PLAN, 1, &error));
  }
  g_assert_cmpuint (collect_files (store.path), ==, 1);
  undo_refused (&store, TD_ERROR_REFUSED, "nothing");
  g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT count (*) FROM history"), ==, 3);
}

/* RULE history-8: retention */
static void
test_rule_8_retention (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;

  td_test_store_setup (&store);
  td_workspace_set_time (store.workspace, 1000 * (gint64) 86400 * G_USEC_PER_SEC);
  td_test_store_add_plan (&store, "cũ");
  td_workspace_set_time (store.workspace, 1100 * (gint64) 86400 * G_USEC_PER_SEC);
  td_test_store_add_plan (&store, "mới");
  g_assert_true (td_workspace_maintain (store.workspace, 0, &error));
  assert_none (store.path, "SELECT count (*) - 2 FROM history_changeset");
  g_assert_true (td_workspace_maintain (store.workspace, 30, &error));
  g_assert_no_error (error);
  assert_none (store.path, "SELECT count (*) - 1 FROM history_changeset");
  assert_none (store.path, "SELECT count (*) - 2 FROM history");
  undo_ok (&store);
  undo_refused (&store, TD_ERROR_REFUSED, "nothing");

  g_assert_true (td_workspace_redo (store.workspace, &error));
  g_assert_true (td_workspace_forget_record (store.workspace, TD_KIND_PLAN, 2, &error));
  assert_none (store.path, "SELECT count (*) FROM history_changeset");
  g_assert_null (td_workspace_get_undo_label (store.workspace));
}

static void
test_ids_never_go_back (void)
{
  g_auto (TdTestStore) store = { NULL };
  gint64 first, second;

  td_test_store_setup (&store);
  first = td_test_store_add_plan (&store, "A");
  undo_ok (&store);
  second = td_test_store_add_plan (&store, "B");
  g_assert_cmpint (second, >, first);
  td_test_store_delete (&store, TD_KIND_PLAN, second);
  g_assert_cmpint (td_test_store_add_plan (&store, "C"), >, second);
}

static gboolean
fail_cb (TdWriter *writer, gpointer data, GError **error)
{
  td_writer_set_field (writer, TD_KIND_PLAN, 1, "title", "half", NULL);
  td_error_set_at (error, TD_ERROR_BAD_INPUT, NULL, NULL, "broken");

  return FALSE;
}

static gboolean
dangle_cb (TdWriter *writer, gpointer data, GError **error)
{
  return td_writer_set_field (writer, TD_KIND_TASK, 1, "plan_id", "77", error);
}

static void
test_failure_changes_nothing (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 plan;

  td_test_store_setup (&store);
  plan = td_test_store_add_plan (&store, "A");
  td_test_store_add_task (&store, plan, "Việc");
  before = td_test_store_dump (store.path);
  g_assert_false (td_workspace_act (store.workspace, "plan.edit", "x", fail_cb, NULL, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_BAD_INPUT);
  g_clear_error (&error);
  g_assert_false (td_workspace_act (store.workspace, "record.set", "x", dangle_cb, NULL, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (td_workspace_act (store.workspace, "no.such", "x", fail_cb, NULL, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_USAGE);
  after = td_test_store_dump (store.path);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT count (*) FROM history"), ==, 2);
}

static void
test_changes (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GPtrArray) changes = NULL;
  TdHistoryChange *change;

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  td_test_store_set (&store, TD_KIND_PLAN, 1, "title", "B");
  changes = td_history_list_changes (td_workspace_get_connection (store.workspace), 2, NULL);
  g_assert_cmpuint (changes->len, ==, 1);
  change = g_ptr_array_index (changes, 0);
  g_assert_cmpint (change->change, ==, '*');
  g_assert_cmpint (change->kind, ==, TD_KIND_PLAN);
  g_assert_cmpuint (change->fields->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (change->fields, 0), ==, "title: A → B");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/history/rule/history-1", test_rule_1);
  g_test_add_func ("/store/history/columns", test_columns);
  g_test_add_func ("/store/history/rule/history-2", test_rule_2);
  g_test_add_func ("/store/history/rule/history-3/linear", test_rule_3_linear);
  g_test_add_func ("/store/history/rule/history-3/conflict", test_rule_3_conflict);
  g_test_add_func ("/store/history/rule/history-4", test_rule_4);
  g_test_add_func ("/store/history/rule/history-4/count", test_rule_4_count);
  g_test_add_func ("/store/history/rule/history-5", test_rule_5);
  g_test_add_func ("/store/history/rule/history-6", test_rule_6);
  g_test_add_func ("/store/history/rule/history-6/half", test_rule_6_half);
  g_test_add_func ("/store/history/rule/history-7", test_rule_7);
  g_test_add_func ("/store/history/rule/history-8", test_rule_8);
  g_test_add_func ("/store/history/rule/history-8/retention", test_rule_8_retention);
  g_test_add_func ("/store/history/ids-never-go-back", test_ids_never_go_back);
  g_test_add_func ("/store/history/failure-changes-nothing", test_failure_changes_nothing);
  g_test_add_func ("/store/history/changes", test_changes);

  return g_test_run ();
}
