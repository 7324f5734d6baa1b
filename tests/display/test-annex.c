/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "plan/td-annex-layout.h"
#include "plan/td-annex-layouts.h"
#include "plan/td-annex-list.h"
#include "plan/td-annex-moves.h"
#include "plan/td-annex-tab.h"
#include "plan/td-deadline-meaning.h"
#include "plan/td-edit-field.h"
#include "plan/td-targets-tab.h"
#include "plan/td-task-words.h"
#include "plan/td-units-field.h"
#include "td-field-binder.h"
#include "td-plan-repository.h"
#include "td-test-office.h"
#include "td-test-wait.h"

typedef struct
{
  TdTestOffice base;
  TdWorkspace *workspace;
  gint64 plan_id;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  td_test_office_open_sample (&fixture->base);
  fixture->workspace = fixture->base.workspace;
  fixture->plan_id = td_test_office_plan (&fixture->base);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  td_test_office_clear (&fixture->base);
}

static TdPlanContext *
open_plan (Fixture *fixture, GtkWidget *widget)
{
  TdPlanContext *context = td_plan_context_new (fixture->workspace, fixture->plan_id, widget);

  WAIT_FOR (td_plan_context_get_data (context) != NULL);

  return context;
}

static gint64
nth_id (const TdPlanData *data, TdKind kind, guint n)
{
  return ((TdRow *) td_plan_data_nth (data, kind, n))->id;
}

/* The tasks of the annex in order: "I: 1 2 3 II: 4 …" with ids */
static char *
describe (const TdPlanData *data)
{
  g_autoptr (GPtrArray) groups = td_annex_list_groups (data);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < groups->len; i++)
    {
      const TdPlanGroupRow *group = g_ptr_array_index (groups, i);
      g_autoptr (GPtrArray) tasks = td_annex_list_tasks (data, group->row.id);

      g_string_append_printf (text, "%s:", group->label);
      for (guint t = 0; t < tasks->len; t++)
        g_string_append_printf (text, " %d", (int) ((TdRow *) g_ptr_array_index (tasks, t))->id);
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

static GArray *
ids_in_group (const TdPlanData *data, guint group)
{
  g_autoptr (GPtrArray) groups = td_annex_list_groups (data);
  g_autoptr (GPtrArray) tasks =
      td_annex_list_tasks (data, ((TdRow *) g_ptr_array_index (groups, group))->id);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < tasks->len; i++)
    g_array_append_val (ids, ((TdRow *) g_ptr_array_index (tasks, i))->id);

  return ids;
}

static TdPlanData *
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  TdPlanData *data = td_plan_repository_load (td_workspace_get_connection (fixture->workspace),
                                              fixture->plan_id, &error);

  g_assert_no_error (error);

  return data;
}

static void
run (Fixture *fixture, TdEdit *edit)
{
  g_autoptr (TdEdit) owned = edit;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (edit);
  g_assert_true (td_edit_run (edit, fixture->workspace, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_group (Fixture *fixture, guint group, const gint64 *ids, guint n)
{
  g_autoptr (TdPlanData) data = load (fixture);
  g_autoptr (GArray) now = ids_in_group (data, group);

  g_assert_cmpuint (now->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (g_array_index (now, gint64, i), ==, ids[i]);
}

/* Among siblings, and across to the next area at the ends */
static void
test_step (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (TdPlanData) data = load (fixture);
  g_autoptr (GArray) first = ids_in_group (data, 0);
  g_autoptr (GArray) second = ids_in_group (data, 1);
  gint64 *a = (gint64 *) first->data;
  gint64 *b = (gint64 *) second->data;
  gint64 last = a[first->len - 1];
  gint64 swapped[] = { a[1], a[2], a[0] };

  g_assert_null (td_annex_step_tasks (data, &a[0], 1, -1));
  /* two together, one place up */
  run (fixture, td_annex_step_tasks (data, &a[1], 2, -1));
  {
    g_autoptr (TdPlanData) now = load (fixture);
    g_autoptr (GArray) ids = ids_in_group (now, 0);

    for (guint i = 0; i < 3; i++)
      g_assert_cmpint (g_array_index (ids, gint64, i), ==, swapped[i]);
  }
  g_assert_true (td_workspace_undo (fixture->workspace, NULL));
  assert_group (fixture, 0, a, first->len);
  /* the last one goes on top of the next area */
  run (fixture, td_annex_step_tasks (data, &last, 1, +1));
  {
    g_autoptr (TdPlanData) now = load (fixture);
    g_autoptr (GArray) ids = ids_in_group (now, 1);

    g_assert_cmpint (g_array_index (ids, gint64, 0), ==, last);
    g_assert_cmpint (g_array_index (ids, gint64, 1), ==, b[0]);
    run (fixture, td_annex_step_tasks (now, &last, 1, -1));
  }
  assert_group (fixture, 0, a, first->len);
}

static void
test_move (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (TdPlanData) data = load (fixture);
  g_autofree char *before = describe (data);
  g_autofree char *after = NULL;
  g_autoptr (GArray) first = ids_in_group (data, 0);
  g_autoptr (GArray) second = ids_in_group (data, 1);
  gint64 *a = (gint64 *) first->data;
  gint64 *b = (gint64 *) second->data;
  gint64 moved[] = { a[0], a[2] };
  gint64 wanted[] = { b[0], a[0], a[2], b[1], b[2], b[3] };
  gint64 turned[] = { a[3], a[0], a[1], a[2] };

  g_assert_cmpuint (second->len, ==, 4);
  g_assert_null (td_annex_move_tasks (data, moved, 2, TD_KIND_TASK, a[2], TD_DROP_BEFORE));
  run (fixture, td_annex_move_tasks (data, moved, 2, TD_KIND_TASK, b[0], TD_DROP_AFTER));
  assert_group (fixture, 1, wanted, G_N_ELEMENTS (wanted));
  g_assert_true (td_workspace_undo (fixture->workspace, NULL));
  {
    g_autoptr (TdPlanData) now = load (fixture);

    after = describe (now);
    g_assert_cmpstr (after, ==, before);
  }
  /* within the area, several, to behind a task that stands after them */
  run (fixture, td_annex_move_tasks (data, a, 3, TD_KIND_TASK, a[3], TD_DROP_AFTER));
  {
    g_autoptr (TdPlanData) now = load (fixture);
    g_autoptr (GArray) ids = ids_in_group (now, 0);

    for (guint i = 0; i < G_N_ELEMENTS (turned); i++)
      g_assert_cmpint (g_array_index (ids, gint64, i), ==, turned[i]);
  }
}

static void
test_renumber (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (TdPlanData) data = load (fixture);
  g_autoptr (TdPlanData) now = NULL;
  g_autoptr (GArray) first = ids_in_group (data, 0);
  gint64 *a = (gint64 *) first->data;
  TdTaskRow *task;

  g_assert_null (td_annex_renumber (data));
  run (fixture, td_annex_move_tasks (data, &a[0], 1, TD_KIND_TASK, a[1], TD_DROP_AFTER));
  g_clear_pointer (&data, td_plan_data_free);
  data = load (fixture);
  run (fixture, td_annex_renumber (data));
  now = load (fixture);
  task = td_plan_data_get (now, TD_KIND_TASK, a[1]);
  g_assert_cmpstr (task->number, ==, "1");
  task = td_plan_data_get (now, TD_KIND_TASK, a[0]);
  g_assert_cmpstr (task->number, ==, "2");
  g_assert_null (td_annex_renumber (now));
}

/* Another layout keeps who does what: two columns become one of free text, and back. */
static void
test_layouts (Fixture *fixture, gconstpointer user_data)
{
  for (guint l = 0; l < TD_N_ANNEX_LAYOUTS; l++)
    {
      g_autoptr (TdPlanData) data = load (fixture);
      g_autoptr (TdPlanData) now = NULL;
      g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (TdWantedColumn));
      guint n;
      const TdLayoutColumn *columns = td_annex_layouts_get (l, &n);

      for (guint i = 0; i < n; i++)
        {
          TdWantedColumn column = { 0, (char *) columns[i].role, (char *) columns[i].heading };

          if (i < td_plan_data_count (data, TD_KIND_PLAN_COLUMN))
            column.id = nth_id (data, TD_KIND_PLAN_COLUMN, i);
          g_array_append_val (wanted, column);
        }
      run (fixture, td_annex_layouts_apply (data, (TdWantedColumn *) wanted->data, wanted->len));
      now = load (fixture);
      g_assert_cmpuint (td_plan_data_count (now, TD_KIND_PLAN_COLUMN), ==, n);
      for (guint i = 0; i < n; i++)
        {
          const TdPlanColumnRow *column = td_plan_data_nth (now, TD_KIND_PLAN_COLUMN, i);
          const TdTaskRow *task = td_plan_data_nth (now, TD_KIND_TASK, 0);

          g_assert_cmpstr (column->role, ==, columns[i].role);
          g_assert_cmpstr (column->heading, ==, columns[i].heading);
          if (g_str_equal (column->role, TD_COLUMN_ASSIGNMENT))
            g_assert_nonnull (strstr (task->assignment_text, "Văn phòng Sở"));
          if (g_str_equal (column->role, TD_COLUMN_LEAD))
            g_assert_cmpstr (task->lead_text, ==, "Văn phòng Sở");
        }
    }
}

static void
test_products (void)
{
  static const struct
  {
    const char *cell, *lines, *typed, *kept;
  } cases[] = {
    { NULL, NULL, "", NULL },
    { NULL, NULL, "Báo cáo", "Báo cáo" },
    { NULL, NULL, "Báo cáo\nTờ trình", "- Báo cáo\n- Tờ trình" },
    { "Báo cáo", "Báo cáo", "Báo cáo\n\n", "Báo cáo" },
    { "- Báo cáo\n- Tờ trình", "Báo cáo\nTờ trình", "Báo cáo\nTờ trình", "- Báo cáo\n- Tờ trình" },
    { "+ Báo cáo\n+ Tờ trình", "Báo cáo\nTờ trình", "A\nB", "+ A\n+ B" },
    { "Báo cáo\nTờ trình", "Báo cáo\nTờ trình", "A\nB", "A\nB" },
    { "Báo cáo; tờ trình", "Báo cáo\ntờ trình", "A\nB\nC", "A; B; C" },
    { "- Báo cáo\n- Tờ trình", "Báo cáo\nTờ trình", "Một", "Một" },
    { "Báo cáo", "Báo cáo", "  ", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TdTaskRow task = { .product_text = (char *) cases[i].cell };
      g_autofree char *lines = td_task_words_products_to_lines (cases[i].cell, &task, NULL);
      g_autofree char *kept = td_task_words_lines_to_products (cases[i].typed, &task, NULL);

      g_assert_cmpstr (lines, ==, cases[i].lines);
      g_assert_cmpstr (kept, ==, cases[i].kept);
    }
}

static void
test_months (void)
{
  static const struct
  {
    const char *words, *months;
  } cases[] = {
    { "Tháng 01/2026", "1" },
    { "Quý II và quý IV/2026", "4 5 6 10 11 12" },
    { "Cả năm", "1 2 3 4 5 6 7 8 9 10 11 12" },
    { "Thường xuyên", "1 2 3 4 5 6 7 8 9 10 11 12" },
    { "Định kỳ hằng quý", "3 6 9 12" },
    { "Trước ngày 01/4/2026", "3" },
    { "Theo hướng dẫn của Sở Nội vụ", "" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TdDeadline) deadline = td_deadline_parse (cases[i].words, 2026, "2026-01-09");
      g_autoptr (GString) months = g_string_new (NULL);
      gboolean filled[12];

      td_deadline_list_months (deadline, 2026, filled);
      for (int m = 0; m < 12; m++)
        {
          if (filled[m])
            g_string_append_printf (months, "%s%d", months->len > 0 ? " " : "", m + 1);
        }
      g_test_message ("%s", cases[i].words);
      g_assert_cmpstr (months->str, ==, cases[i].months);
    }
}

/* RULE typing-field-commit: typed words are written and understood; what is being typed is never
 * overwritten by what others write. */
static void
test_field (Fixture *fixture, gconstpointer user_data)
{
  GtkWidget *window = g_object_ref_sink (gtk_window_new ());
  GtkWidget *entry = gtk_entry_new ();
  g_autoptr (TdPlanContext) context = open_plan (fixture, entry);
  g_autoptr (TdEditField) field = td_edit_field_new (context, TD_KIND_TASK, "deadline_text");
  gint64 id = nth_id (td_plan_context_get_data (context), TD_KIND_TASK, 0);
  TdTaskRow *task = td_workspace_get_row (fixture->workspace, TD_KIND_TASK, id, NULL);
  g_autofree char *start = NULL;

  gtk_window_set_child (GTK_WINDOW (window), entry);
  gtk_window_present (GTK_WINDOW (window));
  td_edit_field_attach (field, entry);
  td_edit_field_set_row (field, task);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, task->deadline_text);

  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Quý III/2026");
  td_edit_field_set_row (field, task); /* an older reading arrives */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Quý III/2026");
  td_edit_field_flush (field);
  td_row_free (TD_KIND_TASK, task);
  task = NULL;
  while (g_strcmp0 (start, "2026-07-01") != 0)
    {
      g_main_context_iteration (NULL, TRUE);
      td_row_free (TD_KIND_TASK, task);
      task = td_workspace_get_row (fixture->workspace, TD_KIND_TASK, id, NULL);
      g_free (start);
      start = g_strdup (task->deadline_start);
    }
  g_assert_cmpstr (task->deadline_text, ==, "Quý III/2026");
  g_assert_cmpstr (task->deadline_kind, ==, "quarter");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Quý III/2026");
  td_row_free (TD_KIND_TASK, task);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

/* Somebody else writes the field while it is typed in: nothing of either text is lost. */
static void
test_field_conflict (Fixture *fixture, gconstpointer user_data)
{
  GtkWidget *window = g_object_ref_sink (gtk_window_new ());
  GtkWidget *entry = gtk_entry_new ();
  g_autoptr (TdPlanContext) context = open_plan (fixture, entry);
  g_autoptr (TdEditField) field = td_edit_field_new (context, TD_KIND_TASK, "note");
  gint64 id = nth_id (td_plan_context_get_data (context), TD_KIND_TASK, 0);
  TdTaskRow *task = td_workspace_get_row (fixture->workspace, TD_KIND_TASK, id, NULL);
  g_autoptr (GError) error = NULL;

  gtk_window_set_child (GTK_WINDOW (window), entry);
  gtk_window_present (GTK_WINDOW (window));
  td_edit_field_attach (field, entry);
  td_edit_field_set_row (field, task);
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "của tôi");
  td_edit_run (td_edit_new_set (TD_KIND_TASK, id, "note", "của người khác"), fixture->workspace,
               NULL, &error);
  g_assert_no_error (error);
  td_row_free (TD_KIND_TASK, task);
  task = td_workspace_get_row (fixture->workspace, TD_KIND_TASK, id, NULL);
  td_edit_field_set_row (field, task); /* the window learns of it */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "của tôi");
  td_edit_field_flush (field);
  for (guint i = 0; i < 100; i++)
    {
      g_usleep (3000);
      g_main_context_iteration (NULL, FALSE);
    }
  td_row_free (TD_KIND_TASK, task);
  task = td_workspace_get_row (fixture->workspace, TD_KIND_TASK, id, NULL);
  g_assert_cmpstr (task->note, ==, "của người khác");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "của tôi");
  td_row_free (TD_KIND_TASK, task);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

/* The tabs can be made, follow the plan, and go away without a trace. */
static void
test_tabs (Fixture *fixture, gconstpointer user_data)
{
  GtkWidget *(*const makers[]) (TdPlanContext *) = { td_annex_tab_new, td_targets_tab_new };

  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      GtkWidget *window = g_object_ref_sink (gtk_window_new ());
      TdPlanContext *context = open_plan (fixture, window);
      GtkWidget *tab = makers[i](context);
      gpointer gone = tab;

      g_object_add_weak_pointer (G_OBJECT (tab), &gone);
      gtk_window_set_default_size (GTK_WINDOW (window), 1100, 700);
      gtk_window_set_child (GTK_WINDOW (window), tab);
      gtk_window_present (GTK_WINDOW (window));
      gtk_test_widget_wait_for_draw (window);
      g_assert_cmpint (td_plan_context_get_selected (context).kind, ==,
                       i == 0 ? TD_KIND_TASK : TD_KIND_TARGET);
      td_plan_tab_search (TD_PLAN_TAB (tab), "kiem tra");
      gtk_test_widget_wait_for_draw (window);
      gtk_window_destroy (GTK_WINDOW (window));
      g_object_unref (window);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_null (gone);
      g_object_unref (context);
    }
}

static int
width_of (TdAnnexLayout *columns, guint index)
{
  return td_annex_layout_nth (columns, index)->width;
}

/* What was dragged is there at the next start, for plans with the same columns. */
static void
test_widths (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("vn.tiendo.TienDo");
  g_autoptr (TdPlanData) data = td_plan_data_new ();
  g_autoptr (TdAnnexLayout) dragged = td_annex_layout_new (NULL);
  g_autoptr (TdAnnexLayout) next = td_annex_layout_new (NULL);
  g_autoptr (TdAnnexLayout) broken = td_annex_layout_new (NULL);
  guint last;

  td_annex_layout_update (dragged, data);
  td_annex_layout_set_settings (dragged, settings);
  last = td_annex_layout_get_n (dragged) - 1;
  td_annex_layout_resize (dragged, last, 1000, width_of (dragged, last) + 57);
  td_annex_layout_keep (dragged);

  td_annex_layout_update (next, data);
  g_assert_cmpint (width_of (next, last), !=, width_of (dragged, last));
  td_annex_layout_set_settings (next, settings);
  g_assert_cmpint (width_of (next, last), ==, width_of (dragged, last));

  g_settings_set_value (settings, "annex-widths",
                        g_variant_new_parsed ("{'content lead deadline ': [-5, 2000000000]}"));
  td_annex_layout_set_settings (broken, settings);
  td_annex_layout_update (broken, data);
  for (guint i = 0; i <= last; i++)
    g_assert_cmpint (width_of (broken, i), <=, 4000);
  g_settings_reset (settings, "annex-widths");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/annex/products", test_products);
  g_test_add_func ("/annex/months", test_months);
  g_test_add_func ("/annex/widths", test_widths);
  g_test_add ("/annex/step", Fixture, NULL, set_up, test_step, tear_down);
  g_test_add ("/annex/move", Fixture, NULL, set_up, test_move, tear_down);
  g_test_add ("/annex/renumber", Fixture, NULL, set_up, test_renumber, tear_down);
  g_test_add ("/annex/layouts", Fixture, NULL, set_up, test_layouts, tear_down);
  g_test_add ("/annex/rule/typing-field-commit", Fixture, NULL, set_up, test_field, tear_down);
  g_test_add ("/annex/field-conflict", Fixture, NULL, set_up, test_field_conflict, tear_down);
  g_test_add ("/annex/tabs", Fixture, NULL, set_up, test_tabs, tear_down);

  return g_test_run ();
}
