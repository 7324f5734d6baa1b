/* SPDX-License-Identifier: GPL-3.0-or-later */

/* "Not saved" is said when the file could not be written, and only then. */

#include <string.h>

#include "td-error.h"
#include "td-test-store.h"

typedef struct
{
  TdErrorCode code;
  const char *sql; /* what goes wrong in the file; NULL: the act refuses by itself */
} Failure;

static gboolean
fail_cb (TdWriter *writer, gpointer data, GError **error)
{
  const Failure *failure = data;

  if (failure->sql != NULL)
    return td_connection_exec (td_writer_get_connection (writer), failure->sql, "x", error);

  td_error_set_at (error, failure->code, NULL, NULL, "refused");
  return FALSE;
}

static gboolean
title_cb (TdWriter *writer, gpointer data, GError **error)
{
  return td_writer_set_field (writer, TD_KIND_PLAN, 1, "title", data, error);
}

static void
act_ok (TdTestStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *title = g_strdup_printf ("%u", g_test_rand_int ());

  td_workspace_act (store->workspace, "record.set", "Set", title_cb, title, &error);
  g_assert_no_error (error);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (td_workspace_act_finish (TD_WORKSPACE (source), result, &error));
  g_assert_nonnull (error);
  *(gboolean *) data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Waiting for it and not. */
static void
fail (TdTestStore *store, Failure *failure, TdSaveState expected)
{
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  g_assert_false (td_workspace_act (store->workspace, "record.set", "x", fail_cb, failure, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (td_workspace_get_save_state (store->workspace), ==, expected);
  g_assert_true ((td_workspace_get_save_error (store->workspace) != NULL) ==
                 (expected == TD_SAVE_STATE_FAILED));

  td_workspace_act_async (store->workspace, "record.set", "x", NULL, fail_cb, failure, NULL,
                          finished_cb, &done);
  td_test_wait (is_true, &done);
  g_assert_cmpint (td_workspace_get_save_state (store->workspace), ==, expected);
}

static void
test_refusals (void)
{
  g_auto (TdTestStore) store = { NULL };

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  for (int code = TD_ERROR_USAGE; code <= TD_ERROR_FAILED; code++)
    {
      Failure failure = { (TdErrorCode) code, NULL };

      fail (&store, &failure, TD_SAVE_STATE_SAVED);
    }
}

/* What the schema does not allow is wrong input, not a disk that fails. */
static void
test_constraint (void)
{
  g_auto (TdTestStore) store = { NULL };
  Failure null = { 0, "INSERT INTO plan (id, year) VALUES (9, NULL)" };
  Failure type = { 0, "INSERT INTO plan (id, year) VALUES (9, 'text')" };

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  fail (&store, &null, TD_SAVE_STATE_SAVED);
  fail (&store, &type, TD_SAVE_STATE_SAVED);
}

/* The file itself fails; the next act that succeeds clears it, a refused one does not. */
static void
test_storage (void)
{
  g_auto (TdTestStore) store = { NULL };
  Failure missing = { 0, "INSERT INTO no_such_table VALUES (1)" };
  Failure full = { 0, "PRAGMA max_page_count = 1; INSERT INTO file_blob (sha256, size, bytes)"
                      " VALUES ('x', 1, zeroblob (9000000))" };
  Failure refused = { TD_ERROR_BAD_INPUT, NULL };

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  fail (&store, &missing, TD_SAVE_STATE_FAILED);
  fail (&store, &refused, TD_SAVE_STATE_FAILED);
  act_ok (&store);
  g_assert_cmpint (td_workspace_get_save_state (store.workspace), ==, TD_SAVE_STATE_SAVED);
  g_assert_null (td_workspace_get_save_error (store.workspace));

  fail (&store, &full, TD_SAVE_STATE_FAILED);
  g_assert_nonnull (strstr (td_workspace_get_save_error (store.workspace), "full"));
}

/* Nothing to undo is no failure to save either. */
static void
test_undo (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;

  td_test_store_setup (&store);
  g_assert_false (td_workspace_undo (store.workspace, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  g_assert_cmpint (td_workspace_get_save_state (store.workspace), ==, TD_SAVE_STATE_SAVED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/save-state/refusals", test_refusals);
  g_test_add_func ("/store/save-state/constraint", test_constraint);
  g_test_add_func ("/store/save-state/storage", test_storage);
  g_test_add_func ("/store/save-state/undo", test_undo);

  return g_test_run ();
}
