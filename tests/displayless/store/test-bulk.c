/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A long import and edits at the same time: every edit is durable within a second. */

#include "td-import-slices.h"
#include "td-record-list.h"
#include "td-test-store.h"

typedef struct
{
  gint64 rows; /* still to come */
  gboolean done;
} Bulk;

static gboolean
slice_cb (TdWriter *writer, gpointer data, gboolean *done, GError **error)
{
  Bulk *bulk = data;
  gint64 n = MIN (bulk->rows, TD_SLICE_ROWS);
  TdTaskRow *task = td_row_new (TD_KIND_TASK);
  gboolean added = TRUE;

  task->plan_id = 1;
  task->uid = g_strdup ("-");
  task->content = g_strdup ("Tiếp nhận hồ sơ của trường");
  for (gint64 i = 0; added && i < n; i++)
    {
      task->row.id = 0;
      task->position = (bulk->rows - i) * 4;
      added = td_writer_insert (writer, TD_KIND_TASK, task, error);
    }
  td_row_free (TD_KIND_TASK, task);
  bulk->rows -= n;
  *done = bulk->rows == 0;

  return added;
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  td_workspace_import_finish (TD_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
  ((Bulk *) data)->done = TRUE;
}

static gboolean
is_saved (gpointer record)
{
  return !td_record_get_saving (record);
}

static gboolean
is_ready (gpointer list)
{
  return !td_record_list_get_loading (list);
}

static void
test_edits_during_import (void)
{
  const gint64 rows = g_getenv ("TD_TEST_FULL") != NULL ? 1000000 : 100000;
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_TASK);
  Bulk bulk = { rows, FALSE };
  TdRecord *record;
  TdRecordList *list;
  gint64 worst = 0;
  gint64 start;
  guint edits = 0;

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  td_test_store_add_task (&store, 1, "Việc");
  record = td_workspace_get_record (store.workspace, TD_KIND_TASK, 1);
  start = g_get_monotonic_time ();
  td_workspace_import_async (store.workspace, "record.import", "Bulk", slice_cb, &bulk, NULL, NULL,
                             imported_cb, &bulk);
  while (!bulk.done)
    {
      g_autofree char *text = g_strdup_printf ("lần %u", edits++);
      gint64 began = g_get_monotonic_time ();

      g_object_set (record, "content", text, NULL);
      td_test_wait (is_saved, record);
      worst = MAX (worst, g_get_monotonic_time () - began);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
    }
  g_test_message ("%" G_GINT64_FORMAT " rows in %.1f s, %u edits, the slowest %.0f ms", rows,
                  (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC, edits,
                  (double) worst / 1000);
  g_assert_cmpint (worst, <, G_USEC_PER_SEC);
  g_assert_cmpuint (edits, >, 10);

  start = g_get_monotonic_time ();
  list = td_record_list_new (store.workspace, query);
  td_test_wait (is_ready, list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, rows + 1);
  g_test_message ("list of %" G_GINT64_FORMAT " rows in %.0f ms", rows,
                  (double) (g_get_monotonic_time () - start) / 1000);
  g_assert_finalize_object (list);
  g_assert_finalize_object (record);
  g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT tasks FROM plan_rollup"), ==,
                   rows + 1);
  td_test_store_check (&store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/bulk/edits-during-import", test_edits_during_import);

  return g_test_run ();
}
