/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages of overview and tasks on the sample office, on Thursday 16/07/2026. */

#include <glib/gstdio.h>

#include "overview/td-overview-page.h"
#include "td-chart-card.h"
#include "td-date-entry.h"
#include "td-date.h"
#include "td-evidence-actions.h"
#include "td-follow-data.h"
#include "td-office-setup.h"
#include "td-report-form.h"
#include "td-milestone-dialog.h"
#include "td-task-line.h"
#include "td-task-milestone.h"
#include "td-task-progress.h"
#include "td-tasks-page-private.h"
#include "td-test-office.h"
#include "td-test-wait.h"
#include "td-trigger-dialog.h"
#include "td-window.h"

typedef struct
{
  TdTestOffice base;
  TdWorkspace *workspace;
  GtkWidget *window;
  TdPage *page;
} Fixture;

static void
set_up (Fixture *f, gconstpointer make)
{
  g_autoptr (GError) error = NULL;

  td_test_office_open (&f->base);
  f->workspace = f->base.workspace;
  if (make != NULL)
    {
      td_office_set_up_sample (f->workspace, &error);
      g_assert_no_error (error);
    }
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1091, 760);
}

static void
show_page (Fixture *f, TdPage *page)
{
  f->page = page;
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (page));
  gtk_widget_insert_action_group (f->window, "page", G_ACTION_GROUP (td_page_get_actions (page)));
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_test_widget_wait_for_draw (f->window);
  td_page_shown (page);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  td_test_office_clear (&f->base);
}

/* The first descendant of a type; @n-th of them */
static GtkWidget *
find_widget (GtkWidget *parent, GType type, guint *n)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (G_TYPE_CHECK_INSTANCE_TYPE (child, type) && (*n)-- == 0)
        return child;
      found = find_widget (child, type, n);
      if (found != NULL)
        return found;
    }

  return NULL;
}

static guint
n_lines (TdTasksPage *page)
{
  return g_list_model_get_n_items (G_LIST_MODEL (page->model));
}

static void
run_edit (Fixture *f, gint64 task, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  TdEdit *edit = td_edit_new_set (TD_KIND_TASK, task, field, value);

  td_edit_run (edit, f->workspace, NULL, &error);
  g_assert_no_error (error);
}

/* Chips count what the list shows; a filter in its text form chooses them. */
static void
test_filters (Fixture *f, gconstpointer data)
{
  TdTasksPage *page = TD_TASKS_PAGE (td_tasks_page_new (f->workspace));
  guint all, late;

  show_page (f, TD_PAGE (page));
  WAIT_FOR (n_lines (page) > 0);
  all = td_task_model_get_n_tasks (page->model);
  late = td_task_model_count_look (page->model, TD_TASK_LOOK_OVERDUE);
  g_assert_cmpuint (all, ==, 31);
  g_assert_cmpuint (late, ==, 14);
  g_assert_cmpuint (n_lines (page), ==, 31 + 7); /* seven areas */
  g_assert_cmpuint (td_page_get_badge (TD_PAGE (page)), ==, late);

  td_tasks_page_set_filter_text (page, "look=overdue");
  WAIT_FOR (td_task_model_get_n_tasks (page->model) == late);
  g_assert_cmpuint (td_task_model_count_look (page->model, TD_TASK_LOOK_WAITING), ==, 4);

  td_tasks_page_set_filter_text (page, "look=overdue;group=none");
  WAIT_FOR (n_lines (page) == late);

  td_tasks_page_set_filter_text (page, "text=khongcotunay");
  WAIT_FOR (g_strcmp0 (gtk_stack_get_visible_child_name (page->stack), "empty") == 0);
  gtk_widget_activate_action (GTK_WIDGET (page->stack), "page.clear-filter", NULL);
  WAIT_FOR (td_task_model_get_n_tasks (page->model) == all);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->stack), ==, "list");
}

/* Words without marks find those with marks; words with marks mean them. */
static void
test_search (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *words;
    guint n;
  } cases[] = { { "tuyen sinh dau cap", 1 },
                { "", 31 },
                { "tuyển sinh đầu cấp", 1 },
                { "tuyên sinh đầu cấp", 0 },
                { "", 31 } };
  TdTasksPage *page = TD_TASKS_PAGE (td_tasks_page_new (f->workspace));

  show_page (f, TD_PAGE (page));
  WAIT_FOR (n_lines (page) > 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].words);
      td_page_search_changed (TD_PAGE (page), cases[i].words);
      WAIT_FOR (td_task_model_get_n_tasks (page->model) == cases[i].n);
    }
}

/* Folding takes the tasks of a group away and leaves the rest; choosing survives it. */
static void
test_folding (Fixture *f, gconstpointer data)
{
  TdTasksPage *page = TD_TASKS_PAGE (td_tasks_page_new (f->workspace));
  g_autoptr (TdTaskItem) group = NULL;
  guint n;

  show_page (f, TD_PAGE (page));
  WAIT_FOR (n_lines (page) > 0);
  group = g_list_model_get_item (G_LIST_MODEL (page->model), 0);
  g_assert_true (td_task_item_is_group (group));
  n = td_task_item_get_count (group);
  g_assert_true (td_task_list_view_select (page->list, 9));
  td_task_model_fold (page->model, td_task_item_get_key (group), TRUE);
  g_assert_cmpuint (n_lines (page), ==, 38 - n);
  g_assert_cmpint (td_task_list_view_get_current (page->list), ==, 9);
  g_assert_true (td_task_item_get_folded (group));
  td_task_model_fold (page->model, td_task_item_get_key (group), FALSE);
  g_assert_cmpuint (n_lines (page), ==, 38);
  td_task_list_view_step (page->list, 1);
  g_assert_cmpint (td_task_list_view_get_current (page->list), ==, 10);
}

/* The window of a task is put on other days as one action that can be undone; the words stay. */
static void
test_move_window (Fixture *f, gconstpointer data)
{
  TdTasksPage *page = TD_TASKS_PAGE (td_tasks_page_new (f->workspace));
  g_autoptr (GError) error = NULL;
  g_autoptr (TdRecord) task = NULL;
  g_autofree char *words = NULL;
  g_autofree char *now = NULL;

  show_page (f, TD_PAGE (page));
  WAIT_FOR (n_lines (page) > 0);
  task = td_workspace_get_record (f->workspace, TD_KIND_TASK, 12);
  words = td_record_dup_field (task, "deadline_text");
  td_tasks_page_move_window (page, 12, 2461222, 2461300 - 2461222 + 739000);
  WAIT_FOR (td_task_snapshot_find (td_task_model_get_result (page->model)->snapshot, 12)->due ==
            2461300 - 2461222 + 739000);
  now = td_record_dup_field (task, "deadline_text");
  g_assert_cmpstr (now, ==, words);
  g_assert_true (td_workspace_undo (f->workspace, &error));
  g_assert_no_error (error);
  WAIT_FOR (td_task_snapshot_find (td_task_model_get_result (page->model)->snapshot, 12)->due !=
            2461300 - 2461222 + 739000);
}

static void
keep_edit_cb (gpointer dialog, gpointer edit, gpointer user_data)
{
  *(TdEdit **) user_data = edit;
}

static void
keep_milestone_cb (gpointer dialog, gpointer edit, const char *done, gpointer user_data)
{
  g_assert_nonnull (done);
  *(TdEdit **) user_data = edit;
}

/* Turns that follow from the words become milestones when one of them is moved; a milestone keeps
 * its name and what was done, and all of it is undone at once. */
static void
test_move_turn (Fixture *f, gconstpointer data)
{
  TdTasksPage *page = TD_TASKS_PAGE (td_tasks_page_new (f->workspace));
  g_autoptr (GPtrArray) milestones = NULL;
  g_autoptr (GError) error = NULL;
  const TdTaskMilestoneRow *second;
  const TdTaskFacts *facts;
  GDate first, last;

#define FACTS() td_task_snapshot_find (td_task_model_get_result (page->model)->snapshot, 4)
  show_page (f, TD_PAGE (page));
  WAIT_FOR (n_lines (page) > 0);
  facts = FACTS (); /* every quarter */
  g_assert_cmpuint (facts->n_turns, ==, 4);
  g_assert_false (facts->flags & TD_TASK_MILESTONES);
  g_assert_true (td_date_parse_iso ("2026-05-01", &first));
  g_assert_true (td_date_parse_iso ("2026-07-20", &last));
  td_tasks_page_move_turn (page, 4, 1, g_date_get_julian (&first), g_date_get_julian (&last));
  WAIT_FOR (FACTS ()->flags & TD_TASK_MILESTONES);
  g_assert_cmpuint (FACTS ()->n_turns, ==, 4);
  milestones = td_task_milestones_list (f->workspace, 4, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (milestones->len, ==, 4);
  second = g_ptr_array_index (milestones, 1);
  g_assert_cmpstr (second->title, ==, "Quý II/2026");
  g_assert_cmpstr (second->start, ==, "2026-05-01");
  g_assert_cmpstr (second->end, ==, "2026-07-20");

  g_assert_true (td_date_parse_iso ("2026-08-05", &last));
  td_tasks_page_move_turn (page, 4, 1, g_date_get_julian (&first), g_date_get_julian (&last));
  WAIT_FOR (g_array_index (td_task_model_get_result (page->model)->snapshot->turns, TdTaskTurn,
                           FACTS ()->turns_at + 1)
                .last == g_date_get_julian (&last));
  g_assert_true (td_workspace_undo (f->workspace, &error));
  g_assert_no_error (error);
  g_assert_true (td_workspace_undo (f->workspace, &error));
  g_assert_no_error (error);
  WAIT_FOR (!(FACTS ()->flags & TD_TASK_MILESTONES));
  g_assert_cmpuint (FACTS ()->n_turns, ==, 4);
#undef FACTS
}

/* A milestone is named and dated by a dialog; without a last day or a name there is none. */
static void
test_milestone (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog = td_milestone_dialog_new (GTK_WINDOW (f->window), 12, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  g_autoptr (GPtrArray) milestones = NULL;
  g_autoptr (GError) error = NULL;
  const TdTaskMilestoneRow *row;
  TdEdit *edit = NULL;
  guint n = 0;

  gtk_window_present (GTK_WINDOW (f->window));
  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_false (adw_message_dialog_get_response_enabled (message, "save"));
  gtk_editable_set_text (GTK_EDITABLE (find_widget (dialog, GTK_TYPE_ENTRY, &n)), "Xong dự thảo");
  g_assert_false (adw_message_dialog_get_response_enabled (message, "save"));
  for (guint i = 0; i < 2; i++)
    {
      n = i; /* from and until, the wrong way round */
      td_date_entry_set_date (TD_DATE_ENTRY (find_widget (dialog, TD_TYPE_DATE_ENTRY, &n)),
                              i == 0 ? "2026-08-31" : "2026-08-01");
    }
  g_assert_true (adw_message_dialog_get_response_enabled (message, "save"));
  g_signal_connect (dialog, "edit", G_CALLBACK (keep_milestone_cb), &edit);
  adw_message_dialog_response (message, "save");
  g_assert_nonnull (edit);
  td_edit_run (edit, f->workspace, NULL, &error);
  g_assert_no_error (error);
  milestones = td_task_milestones_list (f->workspace, 12, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (milestones->len, ==, 1);
  row = g_ptr_array_index (milestones, 0);
  g_assert_cmpstr (row->title, ==, "Xong dự thảo");
  g_assert_cmpstr (row->start, ==, "2026-08-01");
  g_assert_cmpstr (row->end, ==, "2026-08-31");
}

/* What a row shows follows its record; several chosen rows offer to be changed together. */
static void
test_rows (Fixture *f, gconstpointer data)
{
  TdTasksPage *page = TD_TASKS_PAGE (td_tasks_page_new (f->workspace));
  g_autoptr (TdTaskItem) item = NULL;
  g_autofree char *line = NULL;
  g_auto (GStrv) cells = NULL;
  g_autoptr (GArray) chosen = NULL;
  guint position;

  show_page (f, TD_PAGE (page));
  WAIT_FOR (n_lines (page) > 0);
  run_edit (f, 12, "progress", "62");
  WAIT_FOR (
      td_task_snapshot_find (td_task_model_get_result (page->model)->snapshot, 12)->progress == 62);
  g_assert_true (td_task_model_find (page->model, 12, &position));
  item = g_list_model_get_item (G_LIST_MODEL (page->model), position);
  line = td_task_item_dup_line (item);
  cells = g_strsplit (line, "\t", -1);
  g_assert_cmpuint (g_strv_length (cells), ==, 7);
  g_assert_cmpstr (cells[0], ==, "12");
  g_assert_cmpstr (cells[6], ==, "62%");

  g_assert_true (td_task_list_view_select (page->list, 12));
  g_assert_false (gtk_revealer_get_reveal_child (page->bulk_revealer));
  {
    guint n = 0;
    GtkWidget *view = find_widget (GTK_WIDGET (page->list), GTK_TYPE_LIST_VIEW, &n);

    gtk_selection_model_select_range (gtk_list_view_get_model (GTK_LIST_VIEW (view)), 0, 5, TRUE);
  }
  chosen = td_task_list_view_dup_selected (page->list);
  g_assert_cmpuint (chosen->len, ==, 4); /* the heading is none */
  g_assert_true (gtk_revealer_get_reveal_child (page->bulk_revealer));
}

/* A report made in the panel is in the file with its words and its file; the row says so. */
static void
test_report (Fixture *f, gconstpointer data)
{
  TdTasksPage *page = TD_TASKS_PAGE (td_tasks_page_new (f->workspace));
  g_autofree char *proof = g_build_filename (f->base.folder, "bien-ban.pdf", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TdFollowData) before = NULL;
  g_autoptr (TdFollowData) after = NULL;
  TdReportForm *form;
  guint n = 0;

  show_page (f, TD_PAGE (page));
  WAIT_FOR (n_lines (page) > 0);
  g_assert_true (td_task_list_view_select (page->list, 12));
  g_assert_true (adw_flap_get_reveal_flap (page->flap));
  before = td_follow_data_read (f->workspace, 12, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->updates->len, ==, 0);

  g_file_set_contents (proof, "%PDF-1.4 not really", -1, &error);
  g_assert_no_error (error);
  gtk_widget_activate_action (GTK_WIDGET (page->list), "page.report", NULL);
  form = TD_REPORT_FORM (find_widget (GTK_WIDGET (page->panel), TD_TYPE_REPORT_FORM, &n));
  td_report_form_add_file (form, proof);
  {
    guint nth = 0;
    GtkWidget *spin = find_widget (GTK_WIDGET (form), GTK_TYPE_SPIN_BUTTON, &nth);
    GtkWidget *files;

    gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 62);
    nth = 0;
    WAIT_FOR ((nth = 0, files = find_widget (GTK_WIDGET (form), GTK_TYPE_IMAGE, &nth)) != NULL);
  }
  for (guint i = 0; i < 50; i++)
    {
      g_usleep (2000);
      g_main_context_iteration (NULL, FALSE);
    }
  td_report_form_submit (form);
  WAIT_FOR (
      td_task_snapshot_find (td_task_model_get_result (page->model)->snapshot, 12)->progress == 62);
  after = td_follow_data_read (f->workspace, 12, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->updates->len, ==, 1);
  g_assert_cmpint (((TdTaskUpdateRow *) g_ptr_array_index (after->updates, 0))->progress, ==, 62);
  g_assert_cmpuint (after->evidence->len, ==, 1);
  g_assert_nonnull (((TdEvidenceRow *) g_ptr_array_index (after->evidence, 0))->sha256);
  g_unlink (proof);
}

/* A report that was begun is there again when its task is, also after somebody else's change took
 * the task out of the list. */
static void
test_draft (Fixture *f, gconstpointer data)
{
  TdTasksPage *page = TD_TASKS_PAGE (td_tasks_page_new (f->workspace));
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  guint n = 0;
  guint late;

  show_page (f, TD_PAGE (page));
  WAIT_FOR (n_lines (page) > 0);
  late = td_task_model_count_look (page->model, TD_TASK_LOOK_OVERDUE);
  td_tasks_page_set_filter_text (page, "look=overdue");
  WAIT_FOR (td_task_model_get_n_tasks (page->model) == late);
  g_assert_true (td_task_list_view_select (page->list, 12));
  gtk_widget_activate_action (GTK_WIDGET (page->list), "page.report", NULL);
  buffer = gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (find_widget (GTK_WIDGET (page->panel), GTK_TYPE_TEXT_VIEW, &n)));
  gtk_text_buffer_set_text (buffer, "Đã nhập 11.160 trên 18.000 kết quả", -1);
  run_edit (f, 12, "deadline_end", "2026-12-31");
  WAIT_FOR (td_task_model_get_n_tasks (page->model) == late - 1);
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
  td_tasks_page_set_filter_text (page, "");
  WAIT_FOR (td_task_model_get_n_tasks (page->model) == 31);
  g_assert_true (td_task_list_view_select (page->list, 12));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_cmpstr (text, ==, "Đã nhập 11.160 trên 18.000 kết quả");
  n = 0;
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (gtk_widget_get_ancestor (
      find_widget (GTK_WIDGET (page->panel), TD_TYPE_REPORT_FORM, &n), GTK_TYPE_REVEALER))));
}

static void
files_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(GPtrArray **) user_data = td_evidence_load_finish (result, &error);
  g_assert_no_error (error);
}

/* The first label below a widget that says so */
static GtkWidget *
find_words (GtkWidget *parent, const char *words)
{
  GtkWidget *label;

  for (guint i = 0;; i++)
    {
      guint nth = i;

      label = find_widget (parent, GTK_TYPE_LABEL, &nth);
      if (label == NULL || strstr (gtk_label_get_label (GTK_LABEL (label)), words) != NULL)
        return label;
    }
}

/* One file proves several tasks with its own number and day; when a linked file is gone, the panel
 * says so and nothing else is lost. */
static void
test_linked_evidence (Fixture *f, gconstpointer data)
{
  static const gint64 tasks[] = { 12, 13 };
  const TdEvidenceFields fields = { "Biên bản", "214/BB-SGDĐT", "2026-05-29", FALSE };
  TdTasksPage *page = TD_TASKS_PAGE (td_tasks_page_new (f->workspace));
  g_autofree char *proof = g_build_filename (f->base.folder, "bien-ban.txt", NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (TdFollowData) follow = NULL;
  g_autoptr (GError) error = NULL;
  const TdEvidenceRow *row;

  show_page (f, TD_PAGE (page));
  WAIT_FOR (n_lines (page) > 0);
  g_file_set_contents (proof, "biên bản", -1, &error);
  g_assert_no_error (error);
  g_ptr_array_add (paths, proof);
  td_evidence_load_async (GTK_WIDGET (page->panel), paths, &fields, files_read_cb, &files);
  WAIT_FOR (files != NULL);
  td_edit_run (td_task_edit_evidence (tasks, 2, g_ptr_array_steal_index (files, 0)), f->workspace,
               NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      g_clear_pointer (&follow, td_follow_data_free);
      follow = td_follow_data_read (f->workspace, tasks[i], &error);
      g_assert_no_error (error);
      g_assert_cmpuint (follow->evidence->len, ==, 1);
    }
  row = g_ptr_array_index (follow->evidence, 0);
  g_assert_cmpstr (row->symbol, ==, "214/BB-SGDĐT");
  g_assert_cmpstr (row->date, ==, "2026-05-29");
  g_assert_cmpstr (row->name, ==, "Biên bản");
  g_assert_cmpstr (row->link, ==, proof);
  g_assert_cmpuint (strlen (row->sha256), ==, 64);

  g_unlink (proof);
  g_assert_true (td_task_list_view_select (page->list, 13));
  WAIT_FOR (find_words (GTK_WIDGET (page->panel), "not there any more") != NULL);
  g_assert_nonnull (find_words (GTK_WIDGET (page->panel), "Biên bản"));
}

/* A document that was waited for is recorded with its file; without a day there is nothing to
 * count from. */
static void
test_trigger_file (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->base.folder, "quyet-dinh.pdf", NULL);
  g_autoptr (TdRecord) task = td_workspace_get_record (f->workspace, TD_KIND_TASK, 11);
  GtkWidget *dialog = td_trigger_dialog_new (GTK_WINDOW (f->window), td_record_get_row (task));
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  g_autoptr (TdFollowData) follow = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_EVIDENCE);
  g_autoptr (GPtrArray) kept = NULL;
  const TdEvidenceRow *row;
  TdEdit *edit = NULL;
  guint n = 0;

  gtk_window_present (GTK_WINDOW (f->window));
  gtk_window_present (GTK_WINDOW (dialog));
  g_file_set_contents (path, "%PDF-1.4 not really", -1, &error);
  g_assert_no_error (error);
  g_assert_false (adw_message_dialog_get_response_enabled (message, "record"));
  gtk_editable_set_text (GTK_EDITABLE (find_widget (dialog, GTK_TYPE_ENTRY, &n)), "1117/QĐ-UBND");
  g_assert_false (adw_message_dialog_get_response_enabled (message, "record"));
  n = 0;
  td_date_entry_set_date (TD_DATE_ENTRY (find_widget (dialog, TD_TYPE_DATE_ENTRY, &n)),
                          "2026-07-10");
  g_assert_true (adw_message_dialog_get_response_enabled (message, "record"));
  td_trigger_dialog_add_file (TD_TRIGGER_DIALOG (dialog), path);
  g_assert_false (adw_message_dialog_get_response_enabled (message, "record"));
  WAIT_FOR (adw_message_dialog_get_response_enabled (message, "record"));
  g_signal_connect (dialog, "edit", G_CALLBACK (keep_edit_cb), &edit);
  adw_message_dialog_response (message, "record");
  g_assert_nonnull (edit);
  td_edit_run (edit, f->workspace, NULL, &error);
  g_assert_no_error (error);

  follow = td_follow_data_read (f->workspace, 11, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (follow->triggers->len, ==, 1);
  kept = td_workspace_list_rows (f->workspace, query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 1);
  row = g_ptr_array_index (kept, 0);
  g_assert_cmpstr (row->symbol, ==, "1117/QĐ-UBND");
  g_assert_cmpstr (row->date, ==, "2026-07-10");
  g_assert_cmpstr (row->file_name, ==, "quyet-dinh.pdf");
  g_unlink (path);
}

/* A turn of a recurring task is confirmed with its own name. */
static void
test_turns (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *recurrence, *last, *period;
    guint index;
  } cases[] = {
    { "monthly", "2026-03-31", "2026-03", 2 },       { "quarterly", "2026-06-30", "2026-Q2", 1 },
    { "half-yearly", "2026-12-31", "2026-H2", 1 },   { "yearly", "2026-12-31", "2026", 0 },
    { "yearly;count=2", "2026-12-31", "2026/2", 1 }, { "weekly", "2026-02-15", "2026-W07", 6 }
  };
  TdTasksPage *page = TD_TASKS_PAGE (td_tasks_page_new (f->workspace));
  g_autoptr (TdTaskItem) item = NULL;
  guint position;
  TdTaskTurn turn;
  g_autofree char *period = NULL;
  g_autoptr (GError) error = NULL;
  TdEdit *edit;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TdTaskRow row = { .deadline_recurrence = (char *) cases[i].recurrence };
      TdTaskTurn made = { 0 };
      g_autofree char *name = NULL;
      GDate last;

      g_assert_true (td_date_parse_iso (cases[i].last, &last));
      made.last = g_date_get_julian (&last);
      name = td_follow_turn_period (&row, &made, cases[i].index);
      g_assert_cmpstr (name, ==, cases[i].period);
    }

  show_page (f, TD_PAGE (page));
  WAIT_FOR (n_lines (page) > 0);
  g_assert_true (td_task_model_find (page->model, 4, &position)); /* every quarter */
  item = g_list_model_get_item (G_LIST_MODEL (page->model), position);
  g_assert_cmpuint (td_task_item_get_facts (item)->n_turns, ==, 4);
  turn = g_array_index (td_task_item_get_snapshot (item)->turns, TdTaskTurn,
                        td_task_item_get_facts (item)->turns_at);
  period = td_follow_turn_period (td_task_item_get_row (item), &turn, 0);
  edit = td_task_edit_occurrence (4, period, "2026-03-20", NULL, NULL);
  td_edit_run (edit, f->workspace, NULL, &error);
  g_assert_no_error (error);
  WAIT_FOR (td_task_turns_done (td_task_item_get_snapshot (item), td_task_item_get_facts (item),
                                td_task_item_get_as_of (item)) == 1);
}

/* The calendar shows each task on its last day and each turn on its own. */
static void
test_calendar (Fixture *f, gconstpointer data)
{
  TdTasksPage *page = TD_TASKS_PAGE (td_tasks_page_new (f->workspace));
  GDate day;
  guint n = 0;

  show_page (f, TD_PAGE (page));
  WAIT_FOR (n_lines (page) > 0);
  gtk_toggle_button_set_active (page->calendar_button, TRUE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->stack), ==, "calendar");
  g_assert_true (td_date_parse_iso ("2026-06-30", &day));
  n = td_task_calendar_count_on (page->calendar, g_date_get_julian (&day));
  g_assert_cmpuint (n, >=, 3); /* quarter's end: a task and two reports */
  td_task_calendar_show_month (page->calendar, 2026, 12);
  td_task_calendar_show_month (page->calendar, 2027, 1);
  td_tasks_page_set_filter_text (page, "look=waiting");
  WAIT_FOR (td_task_model_get_n_tasks (page->model) == 4);
  g_assert_cmpuint (td_task_calendar_count_on (page->calendar, g_date_get_julian (&day)), ==, 0);
  gtk_toggle_button_set_active (page->table_button, TRUE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->stack), ==, "list");
}

/* Columns are shown, hidden and moved by actions; the table gives the room of the unit to the
 * content where it is narrow. */
static void
test_columns (Fixture *f, gconstpointer data)
{
  TdTasksPage *page = TD_TASKS_PAGE (td_tasks_page_new (f->workspace));
  TdTaskColumns *columns = page->columns;
  GAction *action;
  int status, progress, width;

  show_page (f, TD_PAGE (page));
  WAIT_FOR (n_lines (page) > 0);
  gtk_toggle_button_set_active (page->table_button, TRUE);
  g_assert_false (td_task_columns_is_shown (columns, TD_LIST_COLUMN_PRODUCT));
  gtk_widget_activate_action (GTK_WIDGET (page->list), "page.column-product", NULL);
  g_assert_true (td_task_columns_is_wanted (columns, TD_LIST_COLUMN_PRODUCT));
  td_task_columns_set_timeline (columns, TRUE);
  g_assert_false (td_task_columns_is_wanted (columns, TD_LIST_COLUMN_PRODUCT));
  td_task_columns_set_timeline (columns, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (page->list), "page.column-product", NULL);
  action = g_action_map_lookup_action (td_page_get_actions (TD_PAGE (page)), "column-product");
  {
    g_autoptr (GVariant) state = g_action_get_state (action);

    g_assert_false (g_variant_get_boolean (state));
  }

  td_task_columns_set_total (columns, 1000);
  g_assert_true (td_task_columns_is_shown (columns, TD_LIST_COLUMN_UNIT));
  g_assert_false (td_task_columns_unit_is_below (columns));
  td_task_columns_place (columns, 1000, TD_LIST_COLUMN_STATUS, &status, &width);
  td_task_columns_place (columns, 1000, TD_LIST_COLUMN_PROGRESS, &progress, &width);
  g_assert_cmpint (status, <, progress);
  g_assert_cmpint (progress + width, ==, 1000);
  gtk_widget_activate_action (GTK_WIDGET (page->list), "page.step-column-left", "s", "progress");
  td_task_columns_place (columns, 1000, TD_LIST_COLUMN_STATUS, &status, &width);
  td_task_columns_place (columns, 1000, TD_LIST_COLUMN_PROGRESS, &progress, &width);
  g_assert_cmpint (progress, <, status);

  td_task_columns_set_total (columns, 684); /* 1024 with the panel open */
  g_assert_true (td_task_columns_unit_is_below (columns));
  td_task_columns_place (columns, 684, TD_LIST_COLUMN_CONTENT, &status, &width);
  g_assert_cmpint (width, >=, 250);
  td_task_columns_place (columns, 684, TD_LIST_COLUMN_DEADLINE, &status, &width);
  g_assert_cmpint (width, ==, 150);
  td_task_columns_place (columns, 420, TD_LIST_COLUMN_STATUS, &status, &width);
  g_assert_cmpint (status + width, <=, 420);

  gtk_widget_activate_action (GTK_WIDGET (page->list), "page.reset-columns", NULL);
  g_assert_cmpuint (td_task_columns_get_position (columns, TD_LIST_COLUMN_PROGRESS), >,
                    td_task_columns_get_position (columns, TD_LIST_COLUMN_STATUS));
}

/* The view and its columns are there again for the next page. */
static void
test_remembered (Fixture *f, gconstpointer data)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, "vn.tiendo.TienDo", TRUE) : NULL;
  g_autoptr (GSettings) settings = NULL;
  TdTasksPage *page;
  int x, width;

  if (schema == NULL)
    {
      g_test_skip ("no settings schema");
      return;
    }
  settings = g_settings_new_full (schema, NULL, NULL);
  page = TD_TASKS_PAGE (td_tasks_page_new (f->workspace));
  td_tasks_page_recall_view (page, settings);
  show_page (f, TD_PAGE (page));
  WAIT_FOR (n_lines (page) > 0);
  gtk_toggle_button_set_active (page->table_button, TRUE);
  td_task_columns_resize (page->columns, TD_LIST_COLUMN_STATUS, 177);
  td_task_columns_set_wanted (page->columns, TD_LIST_COLUMN_COORDINATING, TRUE);
  td_task_columns_move_column (page->columns, TD_LIST_COLUMN_STATUS, 1);

  page = TD_TASKS_PAGE (td_tasks_page_new (f->workspace));
  td_tasks_page_recall_view (page, settings);
  show_page (f, TD_PAGE (page));
  WAIT_FOR (n_lines (page) > 0);
  g_assert_false (td_task_columns_get_timeline (page->columns));
  td_task_columns_place (page->columns, 1400, TD_LIST_COLUMN_STATUS, &x, &width);
  g_assert_cmpint (width, ==, 177);
  g_assert_cmpint (x, ==, 44); /* after the number */
  g_assert_true (td_task_columns_is_wanted (page->columns, TD_LIST_COLUMN_COORDINATING));
}

/* A filter with a name is in the menu, and choosing it shows its tasks. */
static void
test_saved_filter (Fixture *f, gconstpointer data)
{
  TdTasksPage *page = TD_TASKS_PAGE (td_tasks_page_new (f->workspace));
  g_autoptr (GError) error = NULL;
  TdEdit *edit = td_edit_new_add (TD_KIND_SAVED_FILTER);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuModel) section = NULL;
  g_autoptr (GVariant) target = NULL;

  show_page (f, TD_PAGE (page));
  WAIT_FOR (n_lines (page) > 0);
  td_edit_set_value (edit, "page", "tasks");
  td_edit_set_value (edit, "name", "Quá hạn");
  td_edit_set_value (edit, "filter", "look=overdue;group=unit");
  td_edit_run (edit, f->workspace, NULL, &error);
  g_assert_no_error (error);
  td_tasks_page_add_saved_filters (page, menu);
  section = g_menu_model_get_item_link (G_MENU_MODEL (menu), 0, G_MENU_LINK_SECTION);
  target = g_menu_model_get_item_attribute_value (section, 0, G_MENU_ATTRIBUTE_TARGET, NULL);
  g_assert_cmpstr (g_variant_get_string (target, NULL), ==, "look=overdue;group=unit");
  gtk_widget_activate_action_variant (GTK_WIDGET (page->list), "page.saved-filter", target);
  WAIT_FOR (td_task_model_get_n_tasks (page->model) == 14);
  g_assert_cmpint (page->filter->group_by, ==, TD_TASK_GROUP_UNIT);
}

static void
test_overview (Fixture *f, gconstpointer data)
{
  TdPage *page = td_overview_page_new (f->workspace);
  guint n = 0;
  GtkWidget *card;

  show_page (f, page);
  card = find_widget (GTK_WIDGET (page), TD_TYPE_CHART_CARD, &n);
  WAIT_FOR (td_chart_view_get_chart (td_chart_card_get_view (TD_CHART_CARD (card))) != NULL);
  gtk_test_widget_wait_for_draw (f->window);
  for (guint i = 0; i < 6; i++)
    {
      guint nth = i;
      TdChartView *view;

      card = find_widget (GTK_WIDGET (page), TD_TYPE_CHART_CARD, &nth);
      g_assert_nonnull (card);
      view = td_chart_card_get_view (TD_CHART_CARD (card));
      if (gtk_widget_get_mapped (card) && gtk_widget_get_mapped (GTK_WIDGET (view)))
        g_assert_true (td_chart_view_move_cursor (view, 1, 0));
    }
}

/* Without a plan there is a way on, not a page of zeros. */
static void
test_empty (Fixture *f, gconstpointer data)
{
  TdTasksPage *tasks = TD_TASKS_PAGE (td_tasks_page_new (f->workspace));

  show_page (f, TD_PAGE (tasks));
  WAIT_FOR (g_strcmp0 (gtk_stack_get_visible_child_name (tasks->stack), "empty") == 0);
  show_page (f, td_overview_page_new (f->workspace));
  WAIT_FOR (g_strcmp0 (gtk_stack_get_visible_child_name (
                           GTK_STACK (adw_bin_get_child (ADW_BIN (f->page)))),
                       "empty") == 0);
}

int
main (int argc, char **argv)
{
  g_setenv ("TIENDO_NOW", "2026-07-16T08:00", TRUE);
  gtk_test_init (&argc, &argv);
  adw_init ();

#define TEST(path, sample, func) g_test_add (path, Fixture, sample, set_up, func, tear_down)
  TEST ("/tasks/filters", "sample", test_filters);
  TEST ("/tasks/search", "sample", test_search);
  TEST ("/tasks/folding", "sample", test_folding);
  TEST ("/tasks/move-window", "sample", test_move_window);
  TEST ("/tasks/move-turn", "sample", test_move_turn);
  TEST ("/tasks/milestone", "sample", test_milestone);
  TEST ("/tasks/rows", "sample", test_rows);
  TEST ("/tasks/report", "sample", test_report);
  TEST ("/tasks/draft", "sample", test_draft);
  TEST ("/tasks/linked-evidence", "sample", test_linked_evidence);
  TEST ("/tasks/trigger-file", "sample", test_trigger_file);
  TEST ("/tasks/turns", "sample", test_turns);
  TEST ("/tasks/calendar", "sample", test_calendar);
  TEST ("/tasks/columns", "sample", test_columns);
  TEST ("/tasks/remembered", "sample", test_remembered);
  TEST ("/tasks/saved-filter", "sample", test_saved_filter);
  TEST ("/tasks/overview", "sample", test_overview);
  TEST ("/tasks/empty", NULL, test_empty);
#undef TEST

  return g_test_run ();
}
