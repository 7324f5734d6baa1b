/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-id-diff.h"
#include "td-record-list.h"
#include "td-test-store.h"

/* A mirror of the list, kept by its emissions alone, and what was emitted. */
typedef struct
{
  TdRecordList *list;
  GArray *mirror;
  GString *changes; /* "3-2+3 " */
  guint reordered;
} Validator;

static void
assert_mirror (Validator *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  g_assert_cmpuint (n, ==, self->mirror->len);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (g_array_index (self->mirror, gint64, i), ==,
                     td_record_list_get_id (self->list, i));
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Validator *self)
{
  guint n = g_list_model_get_n_items (model);

  g_string_append_printf (self->changes, "%u-%u+%u ", position, removed, added);
  g_assert_cmpuint (n, ==, self->mirror->len - removed + added);
  g_assert_true (removed > 0 || added > 0);

  /* never one wide change, (0, n, n) above all */
  g_assert_true (removed == 0 || added == 0 || MAX (removed, added) <= TD_ID_DIFF_NARROW);

  if (removed > 0)
    g_array_remove_range (self->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    {
      gint64 id = td_record_list_get_id (self->list, position + i);

      g_array_insert_val (self->mirror, position + i, id);
    }
  assert_mirror (self);
}

static void
reordered_cb (TdRecordList *list, Validator *self)
{
  self->reordered++;
}

static void
watch (Validator *self, TdRecordList *list)
{
  self->list = list;
  self->mirror = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->changes = g_string_new (NULL);
  self->reordered = 0;
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect (list, "reordered", G_CALLBACK (reordered_cb), self);
}

static void
assert_changes (Validator *self, const char *expected)
{
  g_assert_cmpstr (g_strchomp (self->changes->str), ==, expected);
  g_string_truncate (self->changes, 0);
}

/* An emission that nobody checked is a failure. */
static void
validator_clear (Validator *self)
{
  if (self->list == NULL)
    return;

  assert_changes (self, "");
  g_assert_finalize_object (self->list);
  g_array_unref (self->mirror);
  g_string_free (self->changes, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Validator, validator_clear)

static gboolean
is_ready (gpointer data)
{
  return !td_record_list_get_loading (data);
}

static void
settle (Validator *self)
{
  td_test_wait (is_ready, self->list);
}

static void
open_list (TdTestStore *store, Validator *validator, guint n_tasks)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_TASK);
  gint64 plan;

  td_test_store_setup (store);
  plan = td_test_store_add_plan (store, "A");
  for (guint i = 0; i < n_tasks; i++)
    {
      g_autofree char *text = g_strdup_printf ("Việc %03u", i);

      td_test_store_add_task (store, plan, text);
    }
  watch (validator, td_record_list_new (store->workspace, query));
  settle (validator);
}

static gboolean
is_loaded (gpointer record)
{
  return !td_record_get_loading (record);
}

static void
test_emissions (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_auto (Validator) list = { NULL };
  g_autoptr (GError) error = NULL;

  open_list (&store, &list, 5);
  assert_changes (&list, "0-0+5");

  td_test_store_set (&store, TD_KIND_TASK, 3, "content", "Khác");
  settle (&list);
  assert_changes (&list, "");

  td_test_store_delete (&store, TD_KIND_TASK, 2);
  settle (&list);
  assert_changes (&list, "1-1+0");

  td_workspace_undo (store.workspace, &error);
  settle (&list);
  assert_changes (&list, "1-0+1");

  td_test_store_add_task (&store, 1, "Cuối");
  settle (&list);
  assert_changes (&list, "5-0+1");

  td_test_store_set (&store, TD_KIND_TASK, 1, "position", "999999");
  settle (&list);
  assert_changes (&list, "0-1+0 5-0+1");

  td_test_store_delete (&store, TD_KIND_PLAN, 1);
  settle (&list);
  assert_changes (&list, "0-6+0");
}

/* The first page comes with the list; other rows come late, as properties of stable objects. */
static void
test_pages (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_auto (Validator) list = { NULL };
  TdRecord *first, *again, *far;

  open_list (&store, &list, 200);
  assert_changes (&list, "0-0+200");
  first = g_list_model_get_item (G_LIST_MODEL (list.list), 0);
  again = g_list_model_get_item (G_LIST_MODEL (list.list), 0);
  g_assert_true (first == again);
  g_object_unref (again);
  g_assert_false (td_record_get_loading (first));
  g_assert_cmpstr (((const TdTaskRow *) td_record_get_row (first))->content, ==, "Việc 000");

  /* so do its neighbours */
  far = g_list_model_get_item (G_LIST_MODEL (list.list), 63);
  g_assert_false (td_record_get_loading (far));
  g_object_unref (far);
  far = g_list_model_get_item (G_LIST_MODEL (list.list), 150);
  g_assert_true (td_record_get_loading (far));
  td_test_wait (is_loaded, far);
  g_assert_cmpstr (((const TdTaskRow *) td_record_get_row (far))->content, ==, "Việc 150");

  /* a row that changed does not come out of the cache with its old value */
  g_assert_finalize_object (far);
  td_test_store_set (&store, TD_KIND_TASK, 151, "content", "Mới");
  settle (&list);
  far = g_list_model_get_item (G_LIST_MODEL (list.list), 150);
  td_test_wait (is_loaded, far);
  g_assert_cmpstr (((const TdTaskRow *) td_record_get_row (far))->content, ==, "Mới");

  g_assert_finalize_object (far);
  g_assert_finalize_object (first);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list.list), 200));
}

static void
test_query (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_auto (Validator) list = { NULL };
  g_autoptr (TdQuery) found = td_query_new (TD_KIND_TASK);
  g_autoptr (TdQuery) reverse = td_query_new (TD_KIND_TASK);
  guint position;

  open_list (&store, &list, 120);
  assert_changes (&list, "0-0+120");
  td_query_search (found, "viec 11");
  td_record_list_set_query (list.list, found);
  settle (&list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list.list)), ==, 10);
  assert_changes (&list, "0-110+0");
  g_assert_true (td_record_list_find (list.list, 115, &position));
  g_assert_cmpuint (position, ==, 4);

  td_query_order_by (reverse, "content", TRUE);
  td_record_list_set_query (list.list, reverse);
  settle (&list);
  g_assert_cmpint (td_record_list_get_id (list.list, 0), ==, 120);
  g_string_truncate (list.changes, 0);
}

/* A new order of many rows: gone, and back, and told so. */
static void
test_wide (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_auto (Validator) list = { NULL };
  g_autoptr (TdQuery) reverse = td_query_new (TD_KIND_TASK);

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  {
    g_autoptr (TdConnection) connection =
        td_connection_open (store.path, TD_CONNECTION_DEFAULT, NULL);
    g_autoptr (TdQuery) query = td_query_new (TD_KIND_TASK);

    g_assert_true (td_connection_exec (
        connection,
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
        " INSERT INTO task (plan_id, position, content) SELECT 1, i, i FROM n",
        "fill", NULL));
    watch (&list, td_record_list_new (store.workspace, query));
  }
  settle (&list);
  assert_changes (&list, "0-0+3000");
  td_query_order_by (reverse, "position", TRUE);
  td_record_list_set_query (list.list, reverse);
  settle (&list);
  assert_changes (&list, "0-3000+0 0-0+3000");
  g_assert_cmpuint (list.reordered, ==, 1);
}

/* The tasks of a unit: a list that depends on another kind. */
static void
test_child_query (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_auto (Validator) list = { NULL };
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_TASK);

  td_test_store_setup (&store);
  td_test_store_fill (&store);
  td_query_where_child (query, TD_KIND_TASK_UNIT, "task_id", "unit_id", 1);
  watch (&list, td_record_list_new (store.workspace, query));
  settle (&list);
  assert_changes (&list, "0-0+1");
  td_test_store_set (&store, TD_KIND_TASK_UNIT, 1, "task_id", "2");
  settle (&list);
  assert_changes (&list, "1-0+1");
}

/* Another program does anything; the list equals a fresh query after each refresh. */
static void
test_random (void)
{
  const int rounds = g_test_slow () ? 1000 : 120;
  g_auto (TdTestStore) store = { NULL };
  g_auto (Validator) list = { NULL };
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_TASK);

  open_list (&store, &list, 30);
  td_query_where_int (query, "progress", TD_QUERY_LESS, 50);
  td_query_order_by (query, "content", FALSE);
  td_record_list_set_query (list.list, query);
  for (int round = 0; round < rounds; round++)
    {
      g_autofree char *text = g_strdup_printf ("Việc %03d", g_test_rand_int_range (0, 300));
      g_autoptr (GArray) ids = NULL;
      gint64 id = g_test_rand_int_range (1, 40);
      gpointer row = td_workspace_get_row (store.workspace, TD_KIND_TASK, id, NULL);

      switch (g_test_rand_int_range (0, 6))
        {
        case 0:
          td_test_store_add_task (&store, 1, text);
          break;
        case 1:
          if (row != NULL)
            td_test_store_delete (&store, TD_KIND_TASK, id);
          break;
        case 2:
          td_workspace_undo (store.workspace, NULL);
          break;
        case 3:
          td_workspace_redo (store.workspace, NULL);
          break;
        case 4:
          if (row != NULL)
            td_test_store_set (&store, TD_KIND_TASK, id, "progress", round % 2 ? "60" : "20");
          break;
        default:
          if (row != NULL)
            td_test_store_set (&store, TD_KIND_TASK, id, "content", text);
        }
      td_row_free (TD_KIND_TASK, row);
      if (g_test_rand_bit ())
        continue;

      settle (&list);
      assert_mirror (&list);
      ids = td_query_list_ids (query, td_workspace_get_connection (store.workspace), NULL);
      g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), list.mirror->data,
                       list.mirror->len * sizeof (gint64));
    }
  settle (&list);
  g_string_truncate (list.changes, 0);
}

static gboolean
is_passed (gpointer deadline)
{
  return g_get_monotonic_time () > *(gint64 *) deadline;
}

/* The same against a real second program, which is killed in the end. */
static void
test_other_process (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_auto (Validator) list = { NULL };
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_TASK);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *program =
      g_test_build_filename (G_TEST_BUILT, "displayless", "store", "kill-writer", NULL);
  g_autoptr (GSubprocess) process = NULL;
  TdRecord *first;
  gint64 deadline;

  open_list (&store, &list, 40);
  first = g_list_model_get_item (G_LIST_MODEL (list.list), 0);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, program, store.path, "7",
                              "keep-format", NULL);
  g_assert_no_error (error);
  deadline = g_get_monotonic_time () + (g_test_slow () ? 20 : 2) * G_USEC_PER_SEC;
  td_test_wait (is_passed, &deadline);
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);

  /* within a second, without any call */
  deadline = g_get_monotonic_time () + G_USEC_PER_SEC;
  td_test_wait (is_passed, &deadline);
  settle (&list);
  ids = td_query_list_ids (query, td_workspace_get_connection (store.workspace), NULL);
  g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), list.mirror->data,
                   list.mirror->len * sizeof (gint64));
  g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT max (seq) FROM commit_log"), >, 45);
  if (!td_record_get_deleted (first))
    {
      g_autofree char *content =
          td_test_store_get (&store, TD_KIND_TASK, td_record_get_id (first), "content");

      g_assert_cmpstr (((const TdTaskRow *) td_record_get_row (first))->content, ==, content);
    }
  g_string_truncate (list.changes, 0);
  g_assert_finalize_object (first);
  td_test_store_check (&store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/record-list/emissions", test_emissions);
  g_test_add_func ("/store/record-list/pages", test_pages);
  g_test_add_func ("/store/record-list/query", test_query);
  g_test_add_func ("/store/record-list/wide", test_wide);
  g_test_add_func ("/store/record-list/child-query", test_child_query);
  g_test_add_func ("/store/record-list/random", test_random);

  g_test_add_func ("/store/record-list/other-process", test_other_process);

  return g_test_run ();
}
