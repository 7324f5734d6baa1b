/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The snapshot of the tasks: what the sample's filters find, and that a snapshot which followed the
 * log is the one a fresh read gives, after every kind of edit, undo and redo. */

#include "td-date.h"
#include "td-check.h"
#include "td-edit.h"
#include "td-task-blocks.h"
#include "td-task-index.h"
#include "td-test-office.h"

typedef struct
{
  TdTestOffice base;
  TdWorkspace *workspace;
  TdTaskIndex *index;
  gint64 plan_id;
  GArray *tasks; /* ids */
} Fixture;

static TdConnection *
connection_of (Fixture *fixture)
{
  return td_workspace_get_connection (fixture->workspace);
}

static TdTaskSnapshot *
read_now (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  TdTaskSnapshot *snapshot = td_task_index_read (fixture->index, connection_of (fixture), &error);

  g_assert_no_error (error);

  return snapshot;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TdTaskSnapshot) snapshot = NULL;

  td_test_office_open_sample (&fixture->base);
  fixture->workspace = fixture->base.workspace;
  fixture->index = td_task_index_new (fixture->workspace);
  fixture->tasks = g_array_new (FALSE, FALSE, sizeof (gint64));
  snapshot = read_now (fixture);
  g_assert_cmpuint (td_task_snapshot_length (snapshot), >, 20);
  fixture->plan_id = td_task_snapshot_nth (snapshot, 0)->plan_id;
  for (guint i = 0; i < td_task_snapshot_length (snapshot); i++)
    g_array_append_val (fixture->tasks, td_task_snapshot_nth (snapshot, i)->id);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  td_task_index_unref (fixture->index);
  td_test_office_clear (&fixture->base);
  g_array_unref (fixture->tasks);
}

static gint64
task (Fixture *fixture, guint n)
{
  return g_array_index (fixture->tasks, gint64, n);
}

static char *
dump (TdTaskSnapshot *snapshot)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < td_task_snapshot_length (snapshot); i++)
    {
      const TdTaskFacts *facts = td_task_snapshot_nth (snapshot, i);
      const TdTaskUnitRef *units = td_task_snapshot_units (snapshot, facts);

      g_assert_true (td_task_snapshot_find (snapshot, facts->id) == facts);
      g_string_append_printf (text,
                              "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s %u-%u %u %u %u %u",
                              facts->id, facts->plan_id, facts->area, facts->start, facts->due,
                              facts->done, facts->triggered, facts->progress, facts->flags);
      for (guint n = 0; n < facts->n_units; n++)
        g_string_append_printf (text, " %s%s", units[n].lead ? "*" : "", units[n].label);
      for (guint n = 0; n < facts->n_turns; n++)
        {
          const TdTaskTurn *turn =
              &g_array_index (snapshot->turns, TdTaskTurn, facts->turns_at + n);

          g_string_append_printf (text, " [%u %u %u]", turn->first, turn->last, turn->done);
        }
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

/* No block is other than its rows, and the tasks read from the blocks of all plans are these. */
static void
check_blocks (Fixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  g_autoptr (TdTaskSnapshot) packed = NULL;
  g_autofree char *text = NULL;
  gint64 without = -1;

  g_assert_true (td_task_blocks_check (fixture->workspace, FALSE, findings, &error));
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_true (td_task_blocks_fill (fixture->workspace, &error));
  g_assert_true (td_connection_query_int (
      connection_of (fixture),
      "SELECT count (*) FROM plan WHERE id NOT IN (SELECT plan_id FROM task_block)", &without,
      &error));
  g_assert_cmpint (without, ==, 0);
  packed = td_task_snapshot_load (connection_of (fixture), &error);
  g_assert_no_error (error);
  text = dump (packed);
  g_assert_cmpstr (text, ==, expected);
}

static char *
check_same (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdTaskSnapshot) followed = read_now (fixture);
  g_autoptr (TdTaskSnapshot) fresh = td_task_snapshot_load (connection_of (fixture), &error);
  g_autofree char *x = NULL;
  char *y;

  g_assert_no_error (error);
  x = dump (followed);
  y = dump (fresh);
  g_assert_cmpstr (x, ==, y);
  check_blocks (fixture, y);

  return y;
}

static void
run (Fixture *fixture, TdEdit *edit)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = check_same (fixture);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  td_edit_run (edit, fixture->workspace, NULL, &error);
  g_assert_no_error (error);
  td_edit_free (edit);
  after = check_same (fixture);
  g_assert_cmpstr (before, !=, after);
  g_assert_true (td_workspace_undo (fixture->workspace, &error));
  undone = check_same (fixture);
  g_assert_cmpstr (undone, ==, before);
  g_assert_true (td_workspace_redo (fixture->workspace, &error));
  redone = check_same (fixture);
  g_assert_cmpstr (redone, ==, after);
}

static TdEdit *
add (TdKind kind, gint64 task_id, const char *field, const char *value)
{
  TdEdit *edit = td_edit_new_add (kind);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, task_id);

  td_edit_set_value (edit, "task_id", id);
  td_edit_set_value (edit, field, value);

  return edit;
}

static void
test_follow (Fixture *fixture, gconstpointer data)
{
  static const char *const units[] = { "Văn phòng Sở", "Thanh tra Sở", NULL };
  gint64 ids[] = { task (fixture, 3), task (fixture, 7) };
  TdEdit *edit;

  run (fixture, td_edit_new_set (TD_KIND_TASK, task (fixture, 0), "progress", "35"));
  run (fixture, td_edit_new_set (TD_KIND_TASK, task (fixture, 1), "done_date", "2026-03-02"));
  run (fixture, td_edit_new_set (TD_KIND_TASK, task (fixture, 2), "deadline_text", "Hàng quý"));
  run (fixture, td_edit_new_task_units (task (fixture, 2), "lead", units));
  edit = add (TD_KIND_TASK_OCCURRENCE, task (fixture, 2), "period", "2026-Q1");
  td_edit_set_value (edit, "done_date", "2026-03-20");
  run (fixture, edit);
  run (fixture, td_edit_new_set (TD_KIND_TASK, task (fixture, 4), "deadline_text",
                                 "Sau khi có Quyết định của UBND tỉnh"));
  run (fixture, add (TD_KIND_TASK_TRIGGER, task (fixture, 4), "date", "2026-05-04"));
  run (fixture, add (TD_KIND_TASK_UPDATE, task (fixture, 5), "text", "Đã họp"));
  edit = add (TD_KIND_TASK_MILESTONE, task (fixture, 6), "title", "Dự thảo");
  td_edit_set_value (edit, "end", "2026-06-01");
  run (fixture, edit);
  run (fixture, td_edit_new_duplicate_task (task (fixture, 6)));
  run (fixture, td_edit_new_move (TD_KIND_TASK, task (fixture, 0), -1, 3));
  run (fixture, td_edit_new_delete (TD_KIND_TASK, ids, G_N_ELEMENTS (ids)));
  run (fixture, td_edit_new_delete_plan (fixture->plan_id));
}

static guint
find (Fixture *fixture, const char *filter_text, const char *as_of, TdTaskResult **kept)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdTaskFilter) filter = td_task_filter_from_text (filter_text, &error);
  g_autofree char *again = NULL;
  g_autoptr (TdTaskSnapshot) snapshot = read_now (fixture);
  g_autoptr (TdTaskResult) result = NULL;
  guint n, in_groups = 0;
  GDate date;

  g_assert_no_error (error);
  again = td_task_filter_to_text (filter);
  g_assert_cmpstr (again, ==, filter_text);
  g_assert_true (td_date_parse_iso (as_of, &date));
  result = td_task_query_run (snapshot, connection_of (fixture), filter, g_date_get_julian (&date),
                              &error);
  g_assert_no_error (error);
  n = result->rows->len;
  g_assert_cmpuint (result->count.total, ==, n);
  for (guint i = 0; i < result->groups->len; i++)
    {
      const TdTaskGroup *group = g_ptr_array_index (result->groups, i);

      g_assert_cmpuint (group->first, ==, in_groups);
      g_assert_cmpuint (group->count.total, ==, group->n);
      in_groups += group->n;
    }
  g_assert_cmpuint (in_groups, ==, n);
  if (kept != NULL)
    *kept = g_steal_pointer (&result);

  return n;
}

static void
set_task (Fixture *fixture, guint n, const char *field, const char *value)
{
  g_autoptr (TdEdit) edit = td_edit_new_set (TD_KIND_TASK, task (fixture, n), field, value);
  g_autoptr (GError) error = NULL;

  td_edit_run (edit, fixture->workspace, NULL, &error);
  g_assert_no_error (error);
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  static const char *const groups[] = { "plan", "area", "unit", "month", "status" };
  guint all = find (fixture, "", "2026-06-01", NULL);
  guint sum = 0;

  g_assert_cmpuint (all, ==, fixture->tasks->len);
  for (guint i = 0; i < TD_N_TASK_STATUSES; i++)
    {
      g_autofree char *text =
          g_strdup_printf ("status=%s", td_task_status_to_nick ((TdTaskStatus) i));

      sum += find (fixture, text, "2026-06-01", NULL);
    }
  g_assert_cmpuint (sum, ==, all);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_autofree char *text = g_strdup_printf ("group=%s;sort=due;descending=1", groups[i]);

      g_assert_cmpuint (find (fixture, text, "2026-06-01", NULL), ==, all);
    }

  /* as days go by, more is overdue */
  g_assert_cmpuint (find (fixture, "status=overdue", "2020-01-01", NULL), ==, 0);
  g_assert_cmpuint (find (fixture, "status=overdue", "2030-01-01", NULL), >, 5);

  set_task (fixture, 0, "deadline_text", "Trước ngày 11/06/2026");
  set_task (fixture, 1, "deadline_text", "Chậm nhất ngày 09/06/2026");
  set_task (fixture, 0, "content", "Rà soát Đề án kỳ lạ hiếm có");
  g_assert_cmpuint (find (fixture, "text=ky la hiem", "2026-06-01", NULL), ==, 1);
  g_assert_cmpuint (find (fixture, "text=kỳ lạ", "2026-06-01", NULL), ==, 1);
  g_assert_cmpuint (find (fixture, "text=kỹ lạ", "2026-06-01", NULL), ==, 0);
  g_assert_cmpuint (find (fixture, "from=2026-06-09;to=2026-06-09", "2026-06-01", NULL), ==, 1);
  g_assert_cmpuint (find (fixture, "plan=999", "2026-06-01", NULL), ==, 0);
  g_assert_cmpuint (find (fixture, "plan=-1", "2026-06-01", NULL), ==, 0);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  TdTaskResult *result = NULL;
  guint32 last = 0;
  gboolean undated = FALSE;

  find (fixture, "sort=due", "2026-06-01", &result);
  for (guint i = 0; i < result->rows->len; i++)
    {
      guint32 due =
          td_task_snapshot_due (result->snapshot, td_task_result_nth (result, i), result->as_of);

      g_assert_true (due == 0 || (!undated && due >= last));
      undated = undated || due == 0;
      last = MAX (last, due);
    }
  td_task_result_free (result);
}

static void
test_filter_text (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdTaskFilter) filter = td_task_filter_new ();
  g_autoptr (TdTaskFilter) again = NULL;
  g_autofree char *text = NULL;

  filter->unit = g_strdup ("Phòng; Khảo thí = CNTT, 100%");
  filter->due_within = 7;
  g_assert_true (td_task_filter_add_statuses (filter, "late, open", &error));
  text = td_task_filter_to_text (filter);
  again = td_task_filter_from_text (text, &error);
  g_assert_no_error (error);
  g_assert_true (td_task_filter_equal (filter, again));
  g_assert_cmpstr (again->unit, ==, filter->unit);
  g_assert_cmpuint (again->statuses, ==, filter->statuses);
  g_assert_null (td_task_filter_from_text ("status=unheard", &error));
  g_assert_nonnull (error);
}

/* What the program itself never does, but its own tables allow. */
static const char *const changes[] = {
  "UPDATE plan SET year = year + 1",
  "UPDATE plan_group SET area_key = 'other'",
  "UPDATE task SET deadline_end = '2031-12-31'",
  "UPDATE task SET plan_id = NULL WHERE id = (SELECT min (id) FROM task)",
  "UPDATE task_unit SET role = 'lead'",
  "UPDATE task_unit SET task_id = (SELECT max (id) FROM task)",
  "DELETE FROM task_unit",
  "INSERT INTO task_occurrence (task_id, period, done_date)"
  " SELECT id, '2026-Q1', '2026-03-01' FROM task",
  "INSERT INTO task_milestone (task_id, position, \"end\") SELECT id, 1, '2026-03-01' FROM task",
  "UPDATE task_milestone SET \"end\" = '2026-05-01'",
  "INSERT INTO task_trigger (task_id, date) SELECT id, '2026-02-01' FROM task",
  "DELETE FROM task_trigger",
  "INSERT INTO task_update (task_id, delay_excused) SELECT id, 1 FROM task",
  "DELETE FROM task_update",
  "DELETE FROM task_milestone",
  "UPDATE plan_group SET plan_id = NULL",
};

static gboolean
change_cb (TdConnection *connection, gpointer data, GError **error)
{
  return td_connection_exec (connection, data, "change", error);
}

static void
change (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;

  td_workspace_note (fixture->workspace, change_cb, (gpointer) sql, &error);
  g_assert_no_error (error);
}

static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TdTaskSnapshot) snapshot = NULL;
      g_autofree char *text = NULL;

      g_assert_true (td_task_blocks_fill (fixture->workspace, &error));
      change (fixture, changes[i]);
      snapshot = td_task_snapshot_load (connection_of (fixture), &error);
      g_assert_no_error (error);
      text = dump (snapshot);
      check_blocks (fixture, text);
    }
}

/* Bytes that are no block, or another program's: the rows are read. A wrong block is found. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  static const char *const damages[] = {
    "UPDATE task_block SET data = x''",
    "UPDATE task_block SET data = x'ffffffff'",
    "UPDATE task_block SET data = substr (data, 1, length (data) - 1)",
    "UPDATE task_block SET data = substr (data, 1, length (data) / 2)",
    "UPDATE task_block SET data = substr (data, 40)",
    "UPDATE task_block SET program = 'other', data = x'00'",
  };
  g_autofree char *expected = check_same (fixture);
  g_autoptr (GPtrArray) findings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_check_finding_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (TdTaskSnapshot) snapshot = NULL;
      g_autofree char *text = NULL;

      g_assert_true (td_task_blocks_fill (fixture->workspace, &error));
      change (fixture, damages[i]);
      snapshot = td_task_snapshot_load (connection_of (fixture), &error);
      g_assert_no_error (error);
      text = dump (snapshot);
      g_assert_cmpstr (text, ==, expected);
    }

  g_assert_true (td_task_blocks_fill (fixture->workspace, &error));
  change (fixture, "UPDATE task_block SET data = x'00'");
  g_assert_true (td_task_blocks_check (fixture->workspace, TRUE, findings, &error));
  g_assert_cmpuint (findings->len, ==, 1);
  check_blocks (fixture, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/task-index/follow", Fixture, NULL, set_up, test_follow, tear_down);
  g_test_add ("/task-index/blocks-dropped", Fixture, NULL, set_up, test_dropped, tear_down);
  g_test_add ("/task-index/blocks-damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/task-index/filters", Fixture, NULL, set_up, test_filters, tear_down);
  g_test_add ("/task-index/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add_func ("/task-index/filter-text", test_filter_text);

  return g_test_run ();
}
