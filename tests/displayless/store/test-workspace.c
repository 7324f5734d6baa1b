/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "td-error.h"
#include "td-plan-repository.h"
#include "td-schema.h"
#include "td-search.h"
#include "td-test-store.h"

static void
test_new (void)
{
  g_auto (TdTestStore) store = { NULL };

  td_test_store_setup (&store);
  g_assert_false (td_workspace_get_read_only (store.workspace));
  g_assert_cmpint (td_test_store_sql_int (store.path, "PRAGMA user_version"), >=, 1);
  g_assert_cmpint (td_test_store_sql_int (store.path, "PRAGMA application_id"), ==, 0x54C4D01E);
  g_assert_null (td_workspace_get_undo_label (store.workspace));
}

/* Every format has its digest, made when the program was built, and a file that differs has not. */
static void
test_schema_digests (void)
{
  const TdMigrator *migrator = td_migrator_get_default ();

  for (guint version = 1; version <= td_migrator_newest (migrator); version++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TdConnection) model = td_connection_open (
          "", TD_CONNECTION_MEMORY | TD_CONNECTION_CREATE | TD_CONNECTION_ROLLBACK_JOURNAL, &error);

      g_assert_no_error (error);
      g_assert_true (td_migrator_run (model, migrator->steps, version, &error));
      g_assert_true (td_schema_is_known (model, migrator, version));
      g_assert_false (td_schema_is_known (model, migrator, version + 1));
      g_assert_true (
          td_connection_exec (model, "CREATE INDEX more ON unit (name)", "test", &error));
      g_assert_false (td_schema_is_known (model, migrator, version));
    }
}

static void
test_edit_undo_redo (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 plan, task;

  td_test_store_setup (&store);
  plan = td_test_store_add_plan (&store, "Kế hoạch");
  task = td_test_store_add_task (&store, plan, "Rà soát thủ tục");
  before = td_test_store_dump (store.path);
  td_test_store_set (&store, TD_KIND_TASK, task, "content", "Công bố thủ tục");
  after = td_test_store_dump (store.path);
  g_assert_cmpstr (before, !=, after);
  g_assert_cmpstr (td_workspace_get_undo_label (store.workspace), ==, "Set");

  for (int round = 0; round < 2; round++)
    {
      g_autofree char *undone = NULL;
      g_autofree char *redone = NULL;

      g_assert_true (td_workspace_undo (store.workspace, &error));
      g_assert_no_error (error);
      undone = td_test_store_dump (store.path);
      g_assert_cmpstr (undone, ==, before);
      td_test_store_reopen (&store);
      g_assert_cmpstr (td_workspace_get_redo_label (store.workspace), ==, "Set");
      g_assert_true (td_workspace_redo (store.workspace, &error));
      redone = td_test_store_dump (store.path);
      g_assert_cmpstr (redone, ==, after);
    }
}

/* The halves give what opening at once gives: the same file, able to act; the same errors. */
static void
test_open_in_halves (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TdWorkspace) none = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 plan;

  td_test_store_setup (&store);
  plan = td_test_store_add_plan (&store, "Kế hoạch");
  before = td_test_store_dump (store.path);
  td_workspace_close (store.workspace);
  g_clear_object (&store.workspace);

  store.workspace = td_workspace_open_end (
      td_workspace_open_begin (store.path, TD_WORKSPACE_DEFAULT, "cli"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (td_workspace_get_path (store.workspace), ==, store.path);
  td_test_store_set (&store, TD_KIND_PLAN, plan, "title", "Kế hoạch mới");
  g_assert_true (td_workspace_undo (store.workspace, &error));
  after = td_test_store_dump (store.path);
  g_assert_cmpstr (after, ==, before);

  missing = g_strconcat (store.path, ".not-there", NULL);
  none = td_workspace_open_end (td_workspace_open_begin (missing, TD_WORKSPACE_DEFAULT, "cli"),
                                &error);
  g_assert_null (none);
  g_assert_error (error, TD_ERROR, TD_ERROR_NOT_FOUND);
}

static void
test_plan_round_trip (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TdPlanData) data = NULL;
  gint64 plan;

  td_test_store_setup (&store);
  plan = td_test_store_fill (&store);
  data = td_plan_repository_load (td_workspace_get_connection (store.workspace), plan, &error);
  g_assert_no_error (error);
  g_assert_cmpint (data->plan->row.id, ==, plan);
  for (guint kind = TD_KIND_SECTION; kind <= TD_KIND_PLAN_FACT; kind++)
    g_assert_cmpint (td_plan_data_count (data, (TdKind) kind), ==, 3);
  g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT tasks FROM plan_rollup"), ==, 3);

  td_test_store_delete (&store, TD_KIND_PLAN, plan);
  g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT count (*) FROM task_unit"), ==, 0);
  g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT count (*) FROM plan_rollup"), ==, 0);
  g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT count (*) FROM unit"), ==, 1);
}

static void
test_search (void)
{
  static const struct
  {
    const char *text;
    guint hits;
  } cases[] = {
    { "duc", 1 }, { "Đức", 1 },        { "đưc", 0 },   { "ra soat", 2 }, { "SOAT ra", 2 },
    { "tr", 1 },  { "\"' OR *:(", 0 }, { "không", 0 }, { "", 0 },        { "rà s", 2 },
  };
  g_auto (TdTestStore) store = { NULL };
  gint64 plan;

  td_test_store_setup (&store);
  plan = td_test_store_add_plan (&store, "Kế hoạch");
  td_test_store_add_task (&store, plan, "Rà soát với thầy Đức");
  td_test_store_add_task (&store, plan, "Rà soát trường học");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) hits =
          td_search (td_workspace_get_connection (store.workspace), cases[i].text, 100, &error);

      g_assert_no_error (error);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (hits->len, ==, cases[i].hits);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/workspace/new", test_new);
  g_test_add_func ("/store/workspace/schema-digests", test_schema_digests);
  g_test_add_func ("/store/workspace/edit-undo-redo", test_edit_undo_redo);
  g_test_add_func ("/store/workspace/open-in-halves", test_open_in_halves);
  g_test_add_func ("/store/workspace/plan-round-trip", test_plan_round_trip);
  g_test_add_func ("/store/workspace/search", test_search);

  return g_test_run ();
}
