/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the lock of an issued plan closes, and what it leaves open (RULE history-5). */

#include "td-error.h"
#include "td-record-lock.h"
#include "td-test-store.h"

typedef struct
{
  TdKind kind;
  gint64 id;
  const char *field;
  const char *value;
  gboolean closed;
} Case;

static const Case cases[] = {
  { TD_KIND_PLAN, 1, "title", "Tên khác", TRUE },
  { TD_KIND_PLAN, 1, "status", "done", FALSE },
  { TD_KIND_BLOCK, 1, "text", "Câu khác", TRUE },
  { TD_KIND_SECTION, 1, "title", "Mục khác", TRUE },
  { TD_KIND_RECIPIENT, 1, "text", "Nơi khác", TRUE },
  { TD_KIND_SIGNATORY, 1, "name", "Người khác", TRUE },
  { TD_KIND_TASK, 1, "content", "Việc khác", TRUE },
  { TD_KIND_TASK, 1, "deadline_text", "Quý IV", TRUE },
  { TD_KIND_TASK, 1, "deadline_end", "2026-11-30", FALSE },
  { TD_KIND_TASK, 1, "progress", "55", FALSE },
  { TD_KIND_TASK, 1, "done_date", "2026-05-04", FALSE },
  { TD_KIND_TARGET, 1, "value", "77", TRUE },
  { TD_KIND_TARGET, 1, "measure_source", "tasks", FALSE },
  { TD_KIND_TARGET_VALUE, 1, "value", "77", FALSE },
  { TD_KIND_TASK_UNIT, 1, "text", "Phòng khác", TRUE },
  { TD_KIND_UNIT, 1, "name", "Phòng khác", FALSE },
};

static gboolean
lock_cb (TdWriter *writer, gpointer data, GError **error)
{
  return td_writer_lock_record (writer, TD_KIND_PLAN, *(gint64 *) data, error);
}

static gboolean
set_cb (TdWriter *writer, gpointer data, GError **error)
{
  const Case *test = data;

  return td_writer_set_field (writer, test->kind, test->id, test->field, test->value, error);
}

static void
test_field (gconstpointer data)
{
  const Case *test = data;
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 plan;

  td_test_store_setup (&store);
  plan = td_test_store_fill (&store);
  td_workspace_act (store.workspace, "plan.issue", "Issue", lock_cb, &plan, &error);
  g_assert_no_error (error);
  before = td_test_store_dump (store.path);

  g_assert_cmpint (
      td_workspace_act (store.workspace, "record.set", "Set", set_cb, (gpointer) test, &error), ==,
      !test->closed);
  after = td_test_store_dump (store.path);
  if (test->closed)
    {
      g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
      g_assert_cmpstr (before, ==, after);
      return;
    }

  /* What may be done after the issue may also be undone. */
  g_assert_no_error (error);
  g_assert_cmpstr (before, !=, after);
  td_workspace_undo (store.workspace, &error);
  g_assert_no_error (error);
  g_clear_pointer (&after, g_free);
  after = td_test_store_dump (store.path);
  g_assert_cmpstr (before, ==, after);
}

static gboolean
add_cb (TdWriter *writer, gpointer data, GError **error)
{
  TdTaskRow *task = td_row_new (TD_KIND_TASK);
  gboolean done;

  task->plan_id = *(gint64 *) data;
  task->content = g_strdup ("Việc thêm");
  done = td_writer_insert (writer, TD_KIND_TASK, task, error);
  td_row_free (TD_KIND_TASK, task);

  return done;
}

static gboolean
delete_cb (TdWriter *writer, gpointer data, GError **error)
{
  return td_writer_delete (writer, TD_KIND_BLOCK, 1, error);
}

static gboolean
delete_plan_cb (TdWriter *writer, gpointer data, GError **error)
{
  return td_writer_delete (writer, TD_KIND_PLAN, *(gint64 *) data, error);
}

static gboolean
move_cb (TdWriter *writer, gpointer data, GError **error)
{
  return td_writer_move (writer, TD_KIND_TASK, 3, 1, error);
}

static void
test_whole_records (void)
{
  static const TdActionFunc funcs[] = { add_cb, delete_cb, delete_plan_cb, move_cb };
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  gint64 plan;

  td_test_store_setup (&store);
  plan = td_test_store_fill (&store);
  td_workspace_act (store.workspace, "plan.issue", "Issue", lock_cb, &plan, &error);
  g_assert_no_error (error);
  before = td_test_store_dump (store.path);

  for (guint i = 0; i < G_N_ELEMENTS (funcs); i++)
    {
      g_autofree char *after = NULL;

      g_assert_false (
          td_workspace_act (store.workspace, "plan.edit", "Edit", funcs[i], &plan, &error));
      g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
      g_clear_error (&error);
      after = td_test_store_dump (store.path);
      g_assert_cmpstr (before, ==, after);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/store/record-lock/%s/%s",
                                               td_kind_spec (cases[i].kind)->name, cases[i].field);

      g_test_add_data_func (path, &cases[i], test_field);
    }
  g_test_add_func ("/store/record-lock/whole-records", test_whole_records);

  return g_test_run ();
}
