/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "plan/td-change-row.h"
#include "plan/td-check-row.h"
#include "plan/td-check-tab.h"
#include "plan/td-comments-window.h"
#include "plan/td-compare-window.h"
#include "plan/td-plan-view.h"
#include "plan/td-roll-dialog.h"
#include "td-plan-baseline.h"
#include "td-plan-comment.h"
#include "td-test-office.h"
#include "td-test-wait.h"

/* The windows beside a plan: each is opened, filled, used once, and what was done is undone. Their
 * parts are found by type, not by words, so that the language does not matter. */

typedef struct
{
  TdTestOffice base;
  TdWorkspace *workspace;
  gint64 plan_id;
  GtkWidget *window;
  GtkWidget *view;
  TdPlanContext *context;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  td_test_office_open_sample (&fixture->base);
  fixture->workspace = fixture->base.workspace;
  fixture->plan_id = td_test_office_plan (&fixture->base);

  fixture->window = gtk_window_new ();
  fixture->view = td_plan_view_new (fixture->workspace, fixture->plan_id);
  fixture->context = td_plan_view_get_context (TD_PLAN_VIEW (fixture->view));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1024, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->view);
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_FOR (td_plan_context_get_data (fixture->context) != NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer gone = fixture->view;

  g_object_add_weak_pointer (G_OBJECT (fixture->view), &gone);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  WAIT_FOR (gone == NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  td_test_office_clear (&fixture->base);
}

/* The first widget of a type below another, in the order of the tree; or of a style class. */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *css_class)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) &&
      (css_class == NULL || gtk_widget_has_css_class (widget, css_class)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, css_class);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static guint
count (Fixture *fixture, TdKind kind)
{
  g_autoptr (TdQuery) query = td_query_new (kind);
  g_autoptr (GPtrArray) rows = td_workspace_list_rows (fixture->workspace, query, NULL);

  g_assert_nonnull (rows);

  return rows->len;
}

static void
undo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (td_workspace_undo (fixture->workspace, &error));
  g_assert_no_error (error);
}

static void
chosen_cb (TdRollDialog *dialog, TdRollOptions *options)
{
  *options = td_roll_dialog_get_options (dialog);
}

static void
test_roll_dialog (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = td_roll_dialog_new (GTK_WINDOW (fixture->window), 2027);
  TdRollOptions options = { 0 };
  gpointer gone = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &gone);
  g_signal_connect (dialog, "chosen", G_CALLBACK (chosen_cb), &options);
  gtk_window_present (GTK_WINDOW (dialog));
  WAIT_FOR (gtk_widget_get_mapped (dialog));
  g_assert_cmpint (td_roll_dialog_get_options (TD_ROLL_DIALOG (dialog)).year, ==, 2027);
  g_assert_false (td_roll_dialog_get_options (TD_ROLL_DIALOG (dialog)).keep_done);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find (dialog, GTK_TYPE_SPIN_BUTTON, NULL)), 2028);
  gtk_switch_set_active (GTK_SWITCH (find (dialog, GTK_TYPE_SWITCH, NULL)), TRUE);
  g_signal_emit_by_name (find (dialog, GTK_TYPE_BUTTON, "suggested-action"), "clicked");
  g_assert_cmpint (options.year, ==, 2028);
  g_assert_true (options.keep_done);
  g_assert_false (options.drop_unfinished);
  WAIT_FOR (gone == NULL);
}

static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_ACTION_ROW (widget) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);

  return found;
}

static void
keep_choices_cb (TdRollDialog *dialog, GHashTable **choices)
{
  *choices = g_hash_table_ref (td_roll_dialog_get_options (dialog).choices);
}

/* The tasks are listed; one switched off stays behind, whatever the rules say. */
static void
test_roll_tasks (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = td_roll_dialog_new (GTK_WINDOW (fixture->window), 2027);
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) td_roll_task_free);
  g_autoptr (GHashTable) choices = NULL;
  TdRollTask *task = g_new0 (TdRollTask, 1);
  GtkWidget *row;

  task->id = 42;
  task->content_after = g_strdup ("Xây dựng kế hoạch năm 2027");
  task->deadline = g_strdup ("Quý I/2026");
  task->deadline_after = g_strdup ("Quý I/2027");
  g_ptr_array_add (tasks, task);
  g_signal_connect (dialog, "chosen", G_CALLBACK (keep_choices_cb), &choices);
  gtk_window_present (GTK_WINDOW (dialog));
  td_roll_dialog_set_tasks (TD_ROLL_DIALOG (dialog), tasks);
  WAIT_FOR ((row = find_row (dialog, "Xây dựng kế hoạch năm 2027")) != NULL);
  g_assert_nonnull (
      strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "Quý I/2026 → Quý I/2027"));
  gtk_switch_set_active (GTK_SWITCH (find (row, GTK_TYPE_SWITCH, NULL)), FALSE);
  g_signal_emit_by_name (find (dialog, GTK_TYPE_BUTTON, "suggested-action"), "clicked");
  g_assert_true (choices != NULL && g_hash_table_contains (choices, &(gint64){ 42 }));
  g_assert_false (GPOINTER_TO_INT (g_hash_table_lookup (choices, &(gint64){ 42 })));
}

/* Whether the comment with these words answers another one */
static gboolean
is_reply (Fixture *fixture, const char *text)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_COMMENT);
  g_autoptr (GPtrArray) rows = td_workspace_list_rows (fixture->workspace, query, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const TdCommentRow *row = g_ptr_array_index (rows, i);

      if (g_strcmp0 (row->text, text) == 0)
        return td_plan_comment_answered (row) != 0;
    }

  return FALSE;
}

static void
test_comments (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window =
      td_comments_window_new (GTK_WINDOW (fixture->window), TD_PLAN_VIEW (fixture->view));
  GtkWidget *entry = find (window, GTK_TYPE_ENTRY, NULL);
  GtkWidget *all = find (window, GTK_TYPE_TOGGLE_BUTTON, "td-pill");

  gtk_window_present (GTK_WINDOW (window));
  WAIT_FOR (gtk_widget_get_mapped (window));
  g_assert_null (find (window, TD_TYPE_CHANGE_ROW, NULL));
  g_assert_false (gtk_widget_get_sensitive (all));

  gtk_editable_set_text (GTK_EDITABLE (entry), "  ");
  g_signal_emit_by_name (entry, "activate");
  gtk_editable_set_text (GTK_EDITABLE (entry), "Nêu rõ đơn vị phối hợp");
  g_signal_emit_by_name (entry, "activate");
  WAIT_FOR (find (window, TD_TYPE_CHANGE_ROW, NULL) != NULL);
  g_assert_cmpuint (count (fixture, TD_KIND_COMMENT), ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");

  /* a reply belongs to the comment, not to what is selected, and is not settled by itself */
  g_signal_emit_by_name (find (find (window, TD_TYPE_CHANGE_ROW, NULL), GTK_TYPE_BUTTON, "flat"),
                         "clicked");
  gtk_editable_set_text (GTK_EDITABLE (entry), "Đã nêu ở phụ lục");
  g_signal_emit_by_name (entry, "activate");
  WAIT_FOR (count (fixture, TD_KIND_COMMENT) == 2);
  g_assert_true (is_reply (fixture, "Đã nêu ở phụ lục"));
  undo (fixture);
  WAIT_FOR (count (fixture, TD_KIND_COMMENT) == 1);

  g_signal_emit_by_name (find (window, TD_TYPE_CHANGE_ROW, NULL), "act");
  WAIT_FOR (gtk_widget_get_sensitive (all));
  undo (fixture);
  WAIT_FOR (!gtk_widget_get_sensitive (all));
  undo (fixture);
  WAIT_FOR (find (window, TD_TYPE_CHANGE_ROW, NULL) == NULL);
  g_assert_cmpuint (count (fixture, TD_KIND_COMMENT), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
section_says (Fixture *fixture, gint64 id, const char *title)
{
  TdSectionRow *row = td_workspace_get_row (fixture->workspace, TD_KIND_SECTION, id, NULL);
  gboolean same = row != NULL && g_strcmp0 (row->title, title) == 0;

  td_row_free (TD_KIND_SECTION, row);

  return same;
}

static gboolean
plan_says (Fixture *fixture, gint64 id, const char *title)
{
  const TdPlanData *data = td_plan_context_get_data (fixture->context);
  const TdSectionRow *row =
      data != NULL ? td_plan_data_get ((TdPlanData *) data, TD_KIND_SECTION, id) : NULL;

  return row != NULL && g_strcmp0 (row->title, title) == 0;
}

/* A heading is changed after a baseline was kept; the window shows it and takes the old one over.
 */
static void
test_compare (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_SECTION);
  g_autoptr (GPtrArray) sections = td_workspace_list_rows (fixture->workspace, query, NULL);
  const TdSectionRow *section = g_ptr_array_index (sections, 0);
  g_autoptr (TdEdit) keep = td_plan_baseline_new (fixture->plan_id, "Bản gửi lấy ý kiến");
  g_autoptr (TdEdit) edit =
      td_edit_new_set (TD_KIND_SECTION, section->row.id, "title", "MỤC ĐÍCH MỚI");
  GtkWidget *window;

  g_assert_true (td_edit_run (keep, fixture->workspace, NULL, NULL));
  g_assert_true (td_edit_run (edit, fixture->workspace, NULL, NULL));
  WAIT_FOR (plan_says (fixture, section->row.id, "MỤC ĐÍCH MỚI"));
  window = td_compare_window_new (GTK_WINDOW (fixture->window), TD_PLAN_VIEW (fixture->view));
  gtk_window_present (GTK_WINDOW (window));
  WAIT_FOR (gtk_widget_get_mapped (window));
  g_assert_null (find (window, TD_TYPE_CHANGE_ROW, NULL));

  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (window, GTK_TYPE_DROP_DOWN, NULL)), 1);
  WAIT_FOR (find (window, TD_TYPE_CHANGE_ROW, NULL) != NULL);
  g_signal_emit_by_name (find (window, TD_TYPE_CHANGE_ROW, NULL), "act");
  WAIT_FOR (section_says (fixture, section->row.id, section->title));
  undo (fixture);
  g_assert_true (section_says (fixture, section->row.id, "MỤC ĐÍCH MỚI"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_check_tab (Fixture *fixture, gconstpointer data)
{
  TdPlanFindings *findings = td_plan_context_get_findings (fixture->context);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *tab;
  GtkWidget *row;
  guint before;

  WAIT_FOR (td_plan_findings_get (findings) != NULL);
  before = td_plan_findings_get (findings)->len;
  g_assert_cmpuint (before, >, 0);
  tab = td_check_tab_new (fixture->context);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 500);
  gtk_window_set_child (GTK_WINDOW (window), tab);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_FOR ((row = find (tab, TD_TYPE_CHECK_ROW, NULL)) != NULL && gtk_widget_get_mapped (row));

  g_signal_emit_by_name (row, "dismiss");
  WAIT_FOR (td_plan_findings_get (findings) != NULL &&
            td_plan_findings_get (findings)->len == before - 1);
  undo (fixture);
  WAIT_FOR (td_plan_findings_get (findings) != NULL &&
            td_plan_findings_get (findings)->len == before);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/review-windows/roll-tasks", Fixture, NULL, set_up, test_roll_tasks, tear_down);
  g_test_add ("/review-windows/roll-dialog", Fixture, NULL, set_up, test_roll_dialog, tear_down);
  g_test_add ("/review-windows/comments", Fixture, NULL, set_up, test_comments, tear_down);
  g_test_add ("/review-windows/compare", Fixture, NULL, set_up, test_compare, tear_down);
  g_test_add ("/review-windows/check-tab", Fixture, NULL, set_up, test_check_tab, tear_down);

  return g_test_run ();
}
