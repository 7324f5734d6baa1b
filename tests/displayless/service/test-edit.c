/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-edit.h"
#include "td-error.h"
#include "td-office-setup.h"
#include "td-task-progress.h"
#include "td-test-office.h"

/* Every edit a person can make, run on the sample: dump, act, dump, undo (equal to the first), redo
 * (equal to the second), the same after a restart. The table has an entry for every TdEditType. */

typedef TdTestOffice Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  td_test_office_open_sample (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  td_test_office_clear (fixture);
}

static void
reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  td_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
  fixture->workspace = td_workspace_open (fixture->path, TD_WORKSPACE_DEFAULT, "cli", &error);
  g_assert_no_error (error);
}

/* All records of all kinds as text */
static char *
dump (TdWorkspace *workspace)
{
  GString *text = g_string_new (NULL);

  for (guint k = 0; k < TD_N_KINDS; k++)
    {
      const TdKindSpec *spec = td_kind_spec (k);
      g_autoptr (TdQuery) query = td_query_new (k);
      g_autoptr (GPtrArray) rows = NULL;

      td_query_order_by (query, "id", FALSE);
      rows = td_workspace_list_rows (workspace, query, NULL);
      g_assert_nonnull (rows);
      for (guint i = 0; i < rows->len; i++)
        {
          gconstpointer row = g_ptr_array_index (rows, i);

          g_string_append_printf (text, "%s %" G_GINT64_FORMAT, spec->name, ((TdRow *) row)->id);
          for (guint f = 0; f < spec->n_fields; f++)
            {
              g_autofree char *value = td_row_format_field (row, &spec->fields[f]);

              g_string_append_printf (text, "|%s", value != NULL ? value : "");
            }
          g_string_append_c (text, '\n');
        }
    }

  return g_string_free (text, FALSE);
}

static gint64
nth_id (TdWorkspace *workspace, TdKind kind, guint n)
{
  g_autoptr (TdQuery) query = td_query_new (kind);
  g_autoptr (GPtrArray) rows = NULL;

  td_query_order_by (query, "id", FALSE);
  rows = td_workspace_list_rows (workspace, query, NULL);
  g_assert_nonnull (rows);
  g_assert_cmpuint (n, <, rows->len);

  return ((TdRow *) g_ptr_array_index (rows, n))->id;
}

static gint64
plan_id (TdWorkspace *workspace)
{
  return nth_id (workspace, TD_KIND_PLAN, 0);
}

/* The n-th section directly under the first one that has at least n + 1 children */
static gint64
child_section (TdWorkspace *workspace, guint n)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_SECTION);
  g_autoptr (GPtrArray) rows = td_workspace_list_rows (workspace, query, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      guint seen = 0;

      for (guint c = 0; c < rows->len; c++)
        {
          const TdSectionRow *child = g_ptr_array_index (rows, c);

          if (child->parent_id == ((TdRow *) g_ptr_array_index (rows, i))->id && seen++ == n)
            return child->row.id;
        }
    }
  g_assert_not_reached ();
}

static TdEdit *
make_add (TdWorkspace *workspace)
{
  g_autofree char *plan = g_strdup_printf ("%" G_GINT64_FORMAT, plan_id (workspace));
  g_autofree char *group =
      g_strdup_printf ("%" G_GINT64_FORMAT, nth_id (workspace, TD_KIND_PLAN_GROUP, 1));
  TdEdit *edit = td_edit_new_add (TD_KIND_TASK);

  td_edit_set_value (edit, "plan_id", plan);
  td_edit_set_value (edit, "group_id", group);
  td_edit_set_value (edit, "content", "Việc mới");
  td_edit_set_value (edit, "deadline_text", "Quý II/2026");
  td_edit_set_value (edit, "product_text", "Báo cáo; Tờ trình");
  td_edit_set_value (edit, "lead_text", "Văn phòng Sở");
  td_edit_set_after (edit, 0);

  return edit;
}

static TdEdit *
make_set (TdWorkspace *workspace)
{
  return td_edit_new_set (TD_KIND_TASK, nth_id (workspace, TD_KIND_TASK, 3), "deadline_text",
                          "Trước ngày 20/11/2026");
}

static TdEdit *
make_delete (TdWorkspace *workspace)
{
  gint64 id = nth_id (workspace, TD_KIND_SECTION, 0);

  return td_edit_new_delete (TD_KIND_SECTION, &id, 1);
}

static TdEdit *
make_move (TdWorkspace *workspace)
{
  return td_edit_new_move (TD_KIND_TASK, nth_id (workspace, TD_KIND_TASK, 0),
                           nth_id (workspace, TD_KIND_PLAN_GROUP, 2), 1);
}

static TdEdit *
make_promote (TdWorkspace *workspace)
{
  return td_edit_new_promote (child_section (workspace, 0));
}

static TdEdit *
make_demote (TdWorkspace *workspace)
{
  return td_edit_new_demote (child_section (workspace, 1));
}

static TdEdit *
make_split (TdWorkspace *workspace)
{
  return td_edit_new_split (nth_id (workspace, TD_KIND_BLOCK, 4), 5);
}

/* The second body text of the first section that has two */
static TdEdit *
make_join (TdWorkspace *workspace)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_BLOCK);
  g_autoptr (GPtrArray) rows = td_workspace_list_rows (workspace, query, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      for (guint j = 0; j < rows->len; j++)
        {
          const TdBlockRow *a = g_ptr_array_index (rows, i);
          const TdBlockRow *b = g_ptr_array_index (rows, j);

          if (a->section_id != 0 && a->section_id == b->section_id && a->position < b->position)
            return td_edit_new_join (b->row.id);
        }
    }
  g_assert_not_reached ();
}

static TdEdit *
make_duplicate (TdWorkspace *workspace)
{
  return td_edit_new_duplicate_task (nth_id (workspace, TD_KIND_TASK, 2));
}

static TdEdit *
make_units (TdWorkspace *workspace)
{
  static const char *const units[] = { "Văn phòng Sở", "Phòng Tổ chức cán bộ", NULL };

  return td_edit_new_task_units (nth_id (workspace, TD_KIND_TASK, 2), "lead", units);
}

static TdEdit *
make_save_plan (TdWorkspace *workspace)
{
  return td_edit_new_save_plan (td_office_load_template ("hanoi", 2027, NULL));
}

static TdEdit *
make_delete_plan (TdWorkspace *workspace)
{
  return td_edit_new_delete_plan (plan_id (workspace));
}

static TdEdit *
make_batch (TdWorkspace *workspace)
{
  TdEdit *batch = td_edit_new_batch ("Chuyển hai nhiệm vụ");

  for (guint i = 0; i < 2; i++)
    td_edit_batch_append (batch,
                          td_edit_new_move (TD_KIND_TASK, nth_id (workspace, TD_KIND_TASK, i),
                                            nth_id (workspace, TD_KIND_PLAN_GROUP, 3), i));

  return batch;
}

static TdEdit *
make_act (TdWorkspace *workspace)
{
  TdTaskReport report = { .task_id = nth_id (workspace, TD_KIND_TASK, 1),
                          .date = "2026-03-02",
                          .progress = 60,
                          .text = "Đã trình dự thảo" };

  return td_task_edit_report (&report, NULL);
}

static TdEdit *(*const makers[TD_N_EDITS]) (TdWorkspace *workspace) = {
  [TD_EDIT_ADD] = make_add,
  [TD_EDIT_SET] = make_set,
  [TD_EDIT_DELETE] = make_delete,
  [TD_EDIT_MOVE] = make_move,
  [TD_EDIT_SECTION_PROMOTE] = make_promote,
  [TD_EDIT_SECTION_DEMOTE] = make_demote,
  [TD_EDIT_BLOCK_SPLIT] = make_split,
  [TD_EDIT_BLOCK_JOIN] = make_join,
  [TD_EDIT_TASK_DUPLICATE] = make_duplicate,
  [TD_EDIT_TASK_UNITS] = make_units,
  [TD_EDIT_PLAN_SAVE] = make_save_plan,
  [TD_EDIT_PLAN_DELETE] = make_delete_plan,
  [TD_EDIT_BATCH] = make_batch,
  [TD_EDIT_ACT] = make_act,
};

static void
test_undo_redo (Fixture *fixture, gconstpointer data)
{
  guint type = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (TdEdit) edit = NULL;
  g_autofree char *before = dump (fixture->workspace);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  g_assert_nonnull (makers[type]);
  edit = makers[type](fixture->workspace);
  g_assert_true (td_edit_run (edit, fixture->workspace, NULL, &error));
  g_assert_no_error (error);
  after = dump (fixture->workspace);
  g_assert_cmpstr (before, !=, after);

  for (guint round = 0; round < 2; round++)
    {
      g_clear_pointer (&undone, g_free);
      g_clear_pointer (&redone, g_free);
      g_assert_true (td_workspace_undo (fixture->workspace, &error));
      g_assert_no_error (error);
      undone = dump (fixture->workspace);
      g_assert_cmpstr (undone, ==, before);
      if (round == 1)
        reopen (fixture);
      g_assert_true (td_workspace_redo (fixture->workspace, &error));
      g_assert_no_error (error);
      redone = dump (fixture->workspace);
      g_assert_cmpstr (redone, ==, after);
      reopen (fixture);
    }
}

static TdTaskRow *
get_task (Fixture *fixture, gint64 id)
{
  TdTaskRow *task = td_workspace_get_row (fixture->workspace, TD_KIND_TASK, id, NULL);

  g_assert_nonnull (task);

  return task;
}

static guint
count_children (Fixture *fixture, TdKind kind, gint64 task_id)
{
  g_autoptr (TdQuery) query = td_query_new (kind);
  g_autoptr (GPtrArray) rows = NULL;

  td_query_where_int (query, "task_id", TD_QUERY_EQUAL, task_id);
  rows = td_workspace_list_rows (fixture->workspace, query, NULL);

  return rows->len;
}

static void
test_understanding (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TdEdit) edit = make_add (fixture->workspace);
  gint64 id;
  TdTaskRow *task;

  g_assert_true (td_edit_run (edit, fixture->workspace, &id, NULL));
  task = get_task (fixture, id);
  g_assert_cmpstr (task->deadline_kind, ==, "quarter");
  g_assert_cmpstr (task->deadline_end, ==, "2026-06-30");
  g_assert_cmpuint (count_children (fixture, TD_KIND_TASK_PRODUCT, id), ==, 2);
  g_assert_cmpuint (count_children (fixture, TD_KIND_TASK_UNIT, id), ==, 1);
  td_row_free (TD_KIND_TASK, task);
}

static void
test_units_write_the_cell (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TdEdit) edit = make_units (fixture->workspace);
  gint64 id;
  TdTaskRow *task;

  g_assert_true (td_edit_run (edit, fixture->workspace, &id, NULL));
  task = get_task (fixture, id);
  g_assert_cmpstr (task->lead_text, ==, "- Văn phòng Sở\n- Phòng Tổ chức cán bộ");
  td_row_free (TD_KIND_TASK, task);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 section = child_section (fixture->workspace, 0);
  TdSectionRow *row = td_workspace_get_row (fixture->workspace, TD_KIND_SECTION, section, NULL);
  g_autoptr (TdEdit) into_itself = td_edit_new_move (TD_KIND_SECTION, row->parent_id, section, 0);
  g_autoptr (TdEdit) top = td_edit_new_promote (nth_id (fixture->workspace, TD_KIND_SECTION, 0));
  g_autoptr (TdEdit) first = td_edit_new_demote (nth_id (fixture->workspace, TD_KIND_SECTION, 0));
  g_autoptr (TdEdit) field = td_edit_new_set (TD_KIND_PLAN, 1, "nothing", "x");
  g_autoptr (TdEdit) value =
      td_edit_new_set (TD_KIND_PLAN, plan_id (fixture->workspace), "year", "năm nay");
  g_autofree char *before = dump (fixture->workspace);
  g_autofree char *after = NULL;

  g_assert_false (td_edit_run (into_itself, fixture->workspace, NULL, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (td_edit_run (top, fixture->workspace, NULL, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (td_edit_run (first, fixture->workspace, NULL, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (td_edit_run (field, fixture->workspace, NULL, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_false (td_edit_run (value, fixture->workspace, NULL, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_USAGE);
  after = dump (fixture->workspace);
  g_assert_cmpstr (after, ==, before);
  td_row_free (TD_KIND_SECTION, row);
}

/* A section moved among its siblings keeps its parent. */
static void
test_move_section (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 first = child_section (fixture->workspace, 0);
  gint64 second = child_section (fixture->workspace, 1);
  g_autoptr (TdEdit) edit = td_edit_new_move (TD_KIND_SECTION, second, -1, 0);

  g_assert_true (td_edit_run (edit, fixture->workspace, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (child_section (fixture->workspace, 0), ==, second);
  g_assert_cmpint (child_section (fixture->workspace, 1), ==, first);
}

/* A thousand moves to the front use up every gap; the order stays what was asked for. */
static void
test_many_moves (Fixture *fixture, gconstpointer data)
{
  gint64 ids[3];
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_PLAN_GROUP);
  g_autoptr (GPtrArray) rows = NULL;

  for (guint i = 0; i < 3; i++)
    ids[i] = nth_id (fixture->workspace, TD_KIND_PLAN_GROUP, i);
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (TdEdit) edit = td_edit_new_move (TD_KIND_PLAN_GROUP, ids[i % 3], -1, 0);

      g_assert_true (td_edit_run (edit, fixture->workspace, NULL, NULL));
    }
  rows = td_workspace_list_rows (fixture->workspace, query, NULL);
  g_assert_cmpint (((TdRow *) g_ptr_array_index (rows, 0))->id, ==, ids[2]);
  g_assert_cmpint (((TdRow *) g_ptr_array_index (rows, 1))->id, ==, ids[1]);
  g_assert_cmpint (((TdRow *) g_ptr_array_index (rows, 2))->id, ==, ids[0]);
}

/* One part that cannot be done: nothing of the batch is done. */
static void
test_batch_whole_or_not (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TdEdit) batch = td_edit_new_batch ("Hai việc");
  g_autoptr (GError) error = NULL;
  gint64 first = nth_id (fixture->workspace, TD_KIND_TASK, 0);
  gint64 missing = 999999;
  TdTaskRow *task;

  td_edit_batch_append (batch, td_edit_new_set (TD_KIND_TASK, first, "content", "Đổi"));
  td_edit_batch_append (batch, td_edit_new_move (TD_KIND_TASK, missing, -1, 0));
  g_assert_cmpuint (td_edit_batch_length (batch), ==, 2);
  g_assert_false (td_edit_run (batch, fixture->workspace, NULL, &error));
  g_assert_nonnull (error);
  task = td_workspace_get_row (fixture->workspace, TD_KIND_TASK, first, NULL);
  g_assert_cmpstr (task->content, !=, "Đổi");
  td_row_free (TD_KIND_TASK, task);
}

/* Who saw another value than the file has by then is told so, and nothing is overwritten. */
static void
test_expect (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *field, *now, *expected, *value;
    gboolean done;
  } cases[] = {
    { "note", "cũ", "cũ", "mới", TRUE },         { "note", "của người khác", "cũ", "mới", FALSE },
    { "note", "mới", "cũ", "mới", TRUE }, /* both wanted the same */
    { "note", NULL, "", "mới", TRUE },           { "note", "cũ", NULL, "mới", FALSE },
    { "note", "cũ", "cu\xCC\x83", "mới", TRUE }, { "progress", "40", "40", "60", TRUE },
    { "progress", "50", "40", "60", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;
      const TdFieldSpec *field = td_kind_find_field (td_kind_spec (TD_KIND_TASK), cases[i].field);
      g_autoptr (TdEdit) other = td_edit_new_set (TD_KIND_TASK, 1, cases[i].field, cases[i].now);
      g_autoptr (TdEdit) edit = td_edit_new_set (TD_KIND_TASK, 1, cases[i].field, cases[i].value);
      gpointer row;

      g_test_message ("case %u", i);
      td_edit_run (other, fixture->workspace, NULL, &error);
      g_assert_no_error (error);
      td_edit_expect (edit, cases[i].expected);
      g_assert_cmpint (td_edit_run (edit, fixture->workspace, NULL, &error), ==, cases[i].done);
      if (!cases[i].done)
        g_assert_error (error, TD_ERROR, TD_ERROR_CONFLICT);
      row = td_workspace_get_row (fixture->workspace, TD_KIND_TASK, 1, NULL);
      after = td_row_format_field (row, field);
      g_assert_cmpstr (after, ==, cases[i].done ? cases[i].value : cases[i].now);
      td_row_free (TD_KIND_TASK, row);
    }
}

int
main (int argc, char **argv)
{
  static const char *const names[TD_N_EDITS] = {
    "add",  "set",       "delete", "move",      "promote",     "demote", "split",
    "join", "duplicate", "units",  "save-plan", "delete-plan", "batch",
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < TD_N_EDITS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/edit/undo-redo/%s", names[i]);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_undo_redo, tear_down);
    }
  g_test_add ("/edit/expect", Fixture, NULL, set_up, test_expect, tear_down);
  g_test_add ("/edit/understanding", Fixture, NULL, set_up, test_understanding, tear_down);
  g_test_add ("/edit/units-write-the-cell", Fixture, NULL, set_up, test_units_write_the_cell,
              tear_down);
  g_test_add ("/edit/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/edit/batch-whole-or-not", Fixture, NULL, set_up, test_batch_whole_or_not,
              tear_down);
  g_test_add ("/edit/move-section", Fixture, NULL, set_up, test_move_section, tear_down);
  g_test_add ("/edit/many-moves", Fixture, NULL, set_up, test_many_moves, tear_down);

  return g_test_run ();
}
