/* SPDX-License-Identifier: GPL-3.0-or-later */

/* RULE history-6: the rows of an import that was undone stay in the file until it cannot be redone,
 * and until then nobody sees them. */

#include <string.h>

#include "td-import-slices.h"
#include "td-plan-repository.h"
#include "td-record-list.h"
#include "td-search.h"
#include "td-test-store.h"

#define ROWS 30

typedef struct
{
  gint64 section; /* of the slice before: sections are children of those in another slice */
  int slices;
  gboolean done;
} Import;

static gboolean
slice_cb (TdWriter *writer, gpointer data, gboolean *done, GError **error)
{
  Import *import = data;

  for (int i = 0; i < ROWS / 3; i++)
    {
      g_autofree char *text = g_strdup_printf ("zebra %d", i);
      TdTaskRow *task = td_row_new (TD_KIND_TASK);
      TdSectionRow *section = td_row_new (TD_KIND_SECTION);
      TdTaskUnitRow *unit = td_row_new (TD_KIND_TASK_UNIT);
      gboolean added;

      task->plan_id = section->plan_id = unit->plan_id = 1;
      task->content = g_strdup (text);
      section->title = g_strdup (text);
      section->parent_id = import->section;
      unit->unit_id = 1;
      unit->task_id = 1; /* a child of a task that everybody sees */
      added = td_writer_insert (writer, TD_KIND_TASK, task, error) &&
              td_writer_insert (writer, TD_KIND_SECTION, section, error) &&
              td_writer_insert (writer, TD_KIND_TASK_UNIT, unit, error);
      import->section = section->row.id;
      td_row_free (TD_KIND_TASK, task);
      td_row_free (TD_KIND_SECTION, section);
      td_row_free (TD_KIND_TASK_UNIT, unit);
      if (!added)
        return FALSE;
    }
  *done = ++import->slices == 3;

  return TRUE;
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  td_workspace_import_finish (TD_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
  ((Import *) data)->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Import *) data)->done;
}

static gboolean
is_ready (gpointer list)
{
  return !td_record_list_get_loading (list);
}

static void
fill (TdTestStore *store)
{
  TdUnitRow *unit = td_row_new (TD_KIND_UNIT);
  Import import = { 0 };

  td_test_store_setup (store);
  td_test_store_add_plan (store, "A");
  td_test_store_add_task (store, 1, "Việc");
  unit->name = g_strdup ("Phòng");
  td_test_store_add (store, TD_KIND_UNIT, unit);
  td_workspace_import_async (store->workspace, "record.import", "Bulk", slice_cb, &import, NULL,
                             NULL, imported_cb, &import);
  td_test_wait (is_done, &import);
}

static gint64
count (TdTestStore *store, TdQuery *query)
{
  g_autoptr (GPtrArray) rows = td_workspace_list_rows (store->workspace, query, NULL);
  g_autoptr (TdRecordList) list = td_record_list_new (store->workspace, query);
  gint64 n = -1;

  td_query_count (query, td_workspace_get_connection (store->workspace), &n, NULL);
  td_test_wait (is_ready, list);
  g_assert_cmpint (rows->len, ==, n);
  g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n);

  return n;
}

/* Everywhere a row can be seen: n of the import. */
static void
assert_seen (TdTestStore *store, gint64 n)
{
  g_autoptr (TdQuery) all = td_query_new (TD_KIND_TASK);
  g_autoptr (TdQuery) found = td_query_new (TD_KIND_TASK);
  g_autoptr (TdQuery) of_unit = td_query_new (TD_KIND_TASK);
  TdConnection *connection = td_workspace_get_connection (store->workspace);
  g_autoptr (GArray) hits = td_search (connection, "zebra", 1000, NULL);
  g_autoptr (GArray) some = td_search (connection, "zebra", 5, NULL);
  g_autoptr (TdPlanData) plan = td_plan_repository_load (connection, 1, NULL);
  g_autoptr (TdRecord) record = td_workspace_get_record (store->workspace, TD_KIND_TASK, 2);

  td_query_search (found, "zebra");
  td_query_where_child (of_unit, TD_KIND_TASK_UNIT, "task_id", "unit_id", 1);
  g_assert_cmpint (count (store, all), ==, n + 1);
  g_assert_cmpint (count (store, found), ==, n);
  g_assert_cmpint (count (store, of_unit), ==, n > 0);
  g_assert_cmpint (hits->len, ==, 2 * n); /* tasks and sections */
  g_assert_cmpint (some->len, ==, MIN (n, 5));
  g_assert_cmpint (td_plan_data_count (plan, TD_KIND_TASK), ==, n + 1);
  g_assert_cmpint (td_plan_data_count (plan, TD_KIND_SECTION), ==, n);
  g_assert_cmpint (td_record_get_deleted (record), ==, n == 0);
  g_assert_cmpint (td_test_store_sql_int (store->path, "SELECT tasks FROM plan_rollup"), ==, n + 1);
  td_test_store_check (store);
}

static gint64
count_kept (TdTestStore *store)
{
  return td_test_store_sql_int (store->path,
                                "SELECT count (*) FROM task WHERE import_id IS NOT NULL");
}

static gboolean
is_clean (gpointer data)
{
  return td_test_store_sql_int (((TdTestStore *) data)->path, "SELECT count (*) FROM import") == 0;
}

static void
undo (TdTestStore *store)
{
  g_autoptr (GError) error = NULL;

  td_workspace_undo (store->workspace, &error);
  g_assert_no_error (error);
}

/* Undone, it is gone for everyone and comes back with redo, after a restart too. */
static void
test_undone (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;

  fill (&store);
  assert_seen (&store, ROWS);
  undo (&store);
  assert_seen (&store, 0);
  td_test_store_reopen (&store);
  assert_seen (&store, 0);
  g_assert_cmpint (count_kept (&store), ==, ROWS);
  td_workspace_redo (store.workspace, &error);
  g_assert_no_error (error);
  assert_seen (&store, ROWS);
}

/* Another action comes: the rows go at once, in the background, children before parents. */
static void
test_dropped (void)
{
  g_auto (TdTestStore) store = { NULL };

  fill (&store);
  undo (&store);
  td_test_store_set (&store, TD_KIND_PLAN, 1, "title", "B");
  assert_seen (&store, 0);
  td_test_wait (is_clean, &store);
  g_assert_cmpint (count_kept (&store), ==, 0);
  assert_seen (&store, 0);
  g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT count (*) FROM section"), ==, 0);

  /* the action that dropped them can be undone itself */
  undo (&store);
  assert_seen (&store, 0);
}

/* The changes are not kept any longer: neither are the rows. */
static void
test_purged (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;

  fill (&store);
  undo (&store);
  td_workspace_set_time (store.workspace, g_get_real_time () + 100 * G_TIME_SPAN_DAY);
  td_workspace_maintain (store.workspace, 30, &error);
  g_assert_no_error (error);
  td_test_store_reopen (&store);
  td_test_wait (is_clean, &store);
  g_assert_cmpint (count_kept (&store), ==, 0);
  assert_seen (&store, 0);
}

static gboolean
hide_cb (TdWriter *writer, gpointer data, GError **error)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 first = 2;

  g_array_append_val (kept, first);

  return td_writer_keep_shown (writer, 1, TD_KIND_TASK, kept, error) &&
         td_writer_hide_import (writer, 1, error);
}

static gint64
count_tasks (TdTestStore *store)
{
  g_autoptr (TdQuery) all = td_query_new (TD_KIND_TASK);

  td_test_store_check (store);
  g_assert_cmpint (count (store, all), ==,
                   td_test_store_sql_int (store->path, "SELECT tasks FROM plan_rollup"));

  return count (store, all);
}

/* An action hides an import that others were done after; what it keeps stays, in redo and undo,
 * too. At last the rows go with the changes. */
static void
test_hidden_later (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;

  fill (&store);
  td_test_store_set (&store, TD_KIND_PLAN, 1, "title", "B");
  for (int round = 0; round < 2; round++)
    {
      if (round == 0)
        td_workspace_act (store.workspace, "dossier.take-back", "Hide", hide_cb, NULL, &error);
      else
        td_workspace_redo (store.workspace, &error);
      g_assert_no_error (error);
      g_assert_cmpint (count_tasks (&store), ==, 2);
      td_test_store_reopen (&store);
      if (round == 1)
        break;
      undo (&store);
      assert_seen (&store, ROWS);
    }
  td_workspace_set_time (store.workspace, g_get_real_time () + 100 * G_TIME_SPAN_DAY);
  td_workspace_maintain (store.workspace, 30, &error);
  g_assert_no_error (error);
  td_test_store_reopen (&store);
  td_test_wait (is_clean, &store);
  g_assert_cmpint (count_kept (&store), ==, 0);
  g_assert_cmpint (count_tasks (&store), ==, 2);
}

/* A program dies in the middle: what it brought is invisible, and goes at the next start. */
static void
test_half (void)
{
  g_auto (TdTestStore) store = { NULL };

  fill (&store);
  td_workspace_close (store.workspace);
  g_assert_finalize_object (store.workspace);
  store.workspace = NULL;
  td_test_store_sql (store.path, "UPDATE import SET state = 'running', owner = 'may-van-thu 1';"
                                 "DELETE FROM history WHERE import_id IS NOT NULL;"
                                 "UPDATE plan_rollup SET tasks = 1");
  store.workspace = td_workspace_open (store.path, TD_WORKSPACE_READ_ONLY, "cli", NULL);
  assert_seen (&store, 0);
  g_assert_cmpint (count_kept (&store), ==, ROWS);
  td_test_store_reopen (&store);
  td_test_wait (is_clean, &store);
  g_assert_cmpint (count_kept (&store), ==, 0);
  assert_seen (&store, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/hidden-rows/undone", test_undone);
  g_test_add_func ("/store/hidden-rows/dropped", test_dropped);
  g_test_add_func ("/store/hidden-rows/purged", test_purged);
  g_test_add_func ("/store/hidden-rows/hidden-later", test_hidden_later);
  g_test_add_func ("/store/hidden-rows/half", test_half);

  return g_test_run ();
}
