/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/td-annex-list.h"
#include "plan/td-block-editor.h"
#include "plan/td-outline.h"
#include "plan/td-plan-item.h"
#include "plan/td-plans-page.h"
#include "td-import.h"
#include "td-plan-repository.h"
#include "td-test-office.h"
#include "td-window.h"

/* A window shows a plan, somebody types in it, and another program works on the same file: after
 * each of its commits the window shows what is in the file within a second, and selection, scroll
 * position and the words being typed stay. 100 rounds; 1000 with TD_TEST_FULL=1. */

#ifdef __SANITIZE_ADDRESS__
#define LIMIT (5 * G_USEC_PER_SEC)
#else
#define LIMIT G_USEC_PER_SEC
#endif
#define WIDE 50
#define TYPING_MS 250 /* shorter than the rest after which typing is written */

typedef struct
{
  TdTestOffice base;
  TdWorkspace *workspace;
  TdWindow *window;
  TdPlanContext *context;
  gint64 plan_id;
  gint64 section_id; /* where somebody types */
  GPtrArray *lists;  /* (element-type TdRecordList): as any page of the window holds them */
  GPtrArray *models; /* (element-type GListModel): of the views on the screen */
  GtkTextBuffer *buffer;
  GString *typed;
  guint typing_id;
  GtkAdjustment *scroll;
  double scrolled_to;
  GSubprocess *other;
  GDataInputStream *answers;
  gboolean answered;
} Fixture;

static gboolean
out_of_time (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

/* Runs the main loop until check() holds. */
static gboolean
wait_for (Fixture *f, gboolean (*check) (Fixture *f), gint64 limit)
{
  gint64 end = g_get_monotonic_time () + limit;

  while (!check (f))
    {
      gboolean woken = FALSE;
      guint id;

      if (g_get_monotonic_time () > end)
        return FALSE;
      id = g_timeout_add (20, out_of_time, &woken);
      g_main_context_iteration (NULL, TRUE);
      if (!woken)
        g_source_remove (id);
    }

  return TRUE;
}

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);

  return found;
}

/* The lists */

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added)
{
  if (removed > WIDE && added > WIDE)
    g_error ("%s: a wide change, %u removed and %u added", G_OBJECT_TYPE_NAME (model), removed,
             added);
}

static void
watch (GPtrArray *models, gpointer model)
{
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), NULL);
  g_ptr_array_add (models, g_object_ref (model));
}

static void
find_models (GtkWidget *widget, GPtrArray *models)
{
  GtkSelectionModel *model = NULL;

  if (GTK_IS_LIST_VIEW (widget))
    model = gtk_list_view_get_model (GTK_LIST_VIEW (widget));
  else if (GTK_IS_COLUMN_VIEW (widget))
    model = gtk_column_view_get_model (GTK_COLUMN_VIEW (widget));
  if (model != NULL && !g_ptr_array_find (models, model, NULL))
    watch (models, model);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_models (child, models);
}

static void
add_list (Fixture *f, TdKind kind)
{
  TdRecordList *list = td_plan_context_list (f->context, kind);

  watch (f->lists, list);
  g_object_unref (list);
}

static TdPlanData *
read_file (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  TdPlanData *plan =
      td_plan_repository_load (td_workspace_get_connection (f->workspace), f->plan_id, &error);

  g_assert_no_error (error);

  return plan;
}

/* A list holds the rows of the file, no more and no less, with the same values. */
static gboolean
list_is_right (TdRecordList *list, const TdPlanData *plan)
{
  TdKind kind = td_query_get_kind (td_record_list_get_query (list));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  if (td_record_list_get_loading (list) || n != td_plan_data_count (plan, kind))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TdRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i);
      gconstpointer row = td_plan_data_get (plan, kind, td_record_get_id (record));

      if (row == NULL || td_record_get_loading (record) ||
          !td_row_equal (kind, row, td_record_get_row (record)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
view_is_right (GListModel *model, const TdPlanData *plan)
{
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) object = g_list_model_get_item (model, i);
      TdPlanItem *item = TD_IS_PLAN_ITEM (object) ? TD_PLAN_ITEM (object) : NULL;
      gconstpointer row;

      if (item == NULL)
        continue;
      row = td_plan_data_get (plan, td_plan_item_get_kind (item), td_plan_item_get_id (item));
      if (row == NULL ||
          !td_row_equal (td_plan_item_get_kind (item), row, td_plan_item_get_row (item)))
        return FALSE;
    }

  return TRUE;
}

static guint
count_shown (Fixture *f, TdKind kind)
{
  guint count = 0;

  for (guint m = 0; m < f->models->len; m++)
    {
      GListModel *model = g_ptr_array_index (f->models, m);

      for (guint i = 0; i < g_list_model_get_n_items (model); i++)
        {
          g_autoptr (GObject) item = g_list_model_get_item (model, i);

          count += TD_IS_PLAN_ITEM (item) && td_plan_item_get_kind (TD_PLAN_ITEM (item)) == kind;
        }
    }

  return count;
}

static gboolean
shows_file (Fixture *f)
{
  g_autoptr (TdPlanData) plan = read_file (f);
  const TdPlanData *shown = td_plan_context_get_data (f->context);
  g_autofree char *in_file = td_plan_json_write (plan);
  g_autofree char *in_window = shown != NULL ? td_plan_json_write (shown) : NULL;
  gboolean right = g_strcmp0 (in_file, in_window) == 0 &&
                   count_shown (f, TD_KIND_SECTION) == td_plan_data_count (plan, TD_KIND_SECTION) &&
                   count_shown (f, TD_KIND_TASK) == td_plan_data_count (plan, TD_KIND_TASK);

  for (guint i = 0; right && i < f->lists->len; i++)
    right = list_is_right (g_ptr_array_index (f->lists, i), plan);
  for (guint i = 0; right && i < f->models->len; i++)
    right = view_is_right (g_ptr_array_index (f->models, i), plan);

  return right;
}

/* The window */

static char *
buffer_text (Fixture *f)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (f->buffer, &start, &end);

  return gtk_text_buffer_get_text (f->buffer, &start, &end, FALSE);
}

static gboolean
type_cb (gpointer data)
{
  Fixture *f = data;
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (f->buffer, &end);
  gtk_text_buffer_insert (f->buffer, &end, "ế", -1);
  g_string_append (f->typed, "ế");

  return G_SOURCE_CONTINUE;
}

/* The first section with words in it that is not at the very top of the outline. */
static gint64
find_section (const TdPlanData *plan)
{
  for (guint i = 8; i < td_plan_data_count (plan, TD_KIND_SECTION); i++)
    {
      const TdSectionRow *section = td_plan_data_nth (plan, TD_KIND_SECTION, i);
      g_autoptr (GPtrArray) blocks = td_plan_data_section_blocks (plan, section->row.id);

      if (blocks->len > 0)
        return section->row.id;
    }
  g_assert_not_reached ();
}

static gboolean
is_editing (Fixture *f)
{
  GtkWidget *editor = find_widget (GTK_WIDGET (f->window), TD_TYPE_BLOCK_EDITOR);
  GtkWidget *view = editor != NULL ? find_widget (editor, GTK_TYPE_TEXT_VIEW) : NULL;

  if (view != NULL)
    f->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  return view != NULL;
}

static gboolean
shows_tasks (Fixture *f)
{
  return find_widget (GTK_WIDGET (f->window), TD_TYPE_ANNEX_LIST) != NULL;
}

static gboolean
has_data (Fixture *f)
{
  return td_plan_context_get_data (f->context) != NULL;
}

static gboolean
can_scroll (Fixture *f)
{
  return gtk_adjustment_get_upper (f->scroll) > gtk_adjustment_get_page_size (f->scroll) + 40;
}

static void
open_window (Fixture *f)
{
  TdPlansPage *page;
  AdwViewStack *stack;
  GtkWidget *outline;

  f->window = td_window_new (NULL);
  g_object_ref_sink (f->window);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1280, 560);
  td_window_set_workspace (f->window, f->workspace);
  gtk_window_present (GTK_WINDOW (f->window));
  td_window_show_page (f->window, "plans");
  page = TD_PLANS_PAGE (td_window_get_page (f->window, "plans"));
  td_plans_page_open_plan (page, f->plan_id);
  f->context = td_plan_view_get_context (td_plans_page_get_view (page));
  g_assert_true (wait_for (f, has_data, 10 * G_USEC_PER_SEC));
  /* a tab is made when it is shown: the list of the annex is to be watched as well */
  stack = ADW_VIEW_STACK (
      find_widget (GTK_WIDGET (td_plans_page_get_view (page)), ADW_TYPE_VIEW_STACK));
  adw_view_stack_set_visible_child_name (stack, "annex");
  g_assert_true (wait_for (f, shows_tasks, 10 * G_USEC_PER_SEC));
  adw_view_stack_set_visible_child_name (stack, "content");
  f->section_id = find_section (td_plan_context_get_data (f->context));
  td_plan_context_select (f->context, TD_KIND_SECTION, f->section_id, "title");
  g_assert_true (wait_for (f, is_editing, 10 * G_USEC_PER_SEC));

  add_list (f, TD_KIND_SECTION);
  add_list (f, TD_KIND_BLOCK);
  add_list (f, TD_KIND_TASK);
  find_models (GTK_WIDGET (f->window), f->models);
  outline = find_widget (GTK_WIDGET (f->window), TD_TYPE_OUTLINE);
  f->scroll = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (find_widget (outline, GTK_TYPE_SCROLLED_WINDOW)));
  g_assert_true (wait_for (f, can_scroll, 10 * G_USEC_PER_SEC));
  gtk_adjustment_set_value (f->scroll, 30);
  f->scrolled_to = gtk_adjustment_get_value (f->scroll);
}

static gint64
first_plan (TdWorkspace *workspace)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_PLAN);
  g_autoptr (GPtrArray) plans = td_workspace_list_rows (workspace, query, NULL);

  g_assert_cmpuint (plans->len, >, 0);

  return ((TdRow *) g_ptr_array_index (plans, 0))->id;
}

/* The other program */

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *f = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "done");
  f->answered = TRUE;
}

static gboolean
has_answered (Fixture *f)
{
  return f->answered;
}

static void
start_other (Fixture *f)
{
  g_autofree char *program =
      g_test_build_filename (G_TEST_BUILT, "display", "concurrent-writer", NULL);
  g_autofree char *plan = g_strdup_printf ("%" G_GINT64_FORMAT, f->plan_id);
  g_autofree char *section = g_strdup_printf ("%" G_GINT64_FORMAT, f->section_id);
  g_autoptr (GError) error = NULL;

  f->other = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                               &error, program, f->base.path, plan, section, NULL);
  g_assert_no_error (error);
  f->answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (f->other));
}

static void
ask_other (Fixture *f, guint round)
{
  g_autofree char *line = g_strdup_printf ("%u\n", round);
  g_autoptr (GError) error = NULL;

  f->answered = FALSE;
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (f->other), line, strlen (line), NULL,
                             NULL, &error);
  g_assert_no_error (error);
  g_data_input_stream_read_line_async (f->answers, G_PRIORITY_DEFAULT, NULL, answer_cb, f);
  g_assert_true (wait_for (f, has_answered, 20 * G_USEC_PER_SEC));
}

static void
stop_other (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (f->other), NULL, NULL);
  g_subprocess_wait_check (f->other, NULL, &error);
  g_assert_no_error (error);
}

/* The test */

static void
set_up (Fixture *f, gconstpointer data)
{
  td_test_office_open_sample (&f->base);
  f->workspace = f->base.workspace;
  f->plan_id = first_plan (f->workspace);
  f->lists = g_ptr_array_new_with_free_func (g_object_unref);
  f->models = g_ptr_array_new_with_free_func (g_object_unref);
  f->typed = g_string_new (NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_ptr_array_unref (f->lists);
  g_ptr_array_unref (f->models);
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_object_unref (f->window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (f->answers);
  g_object_unref (f->other);
  g_string_free (f->typed, TRUE);
  td_test_office_clear (&f->base);
}

static void
assert_undisturbed (Fixture *f)
{
  GtkWidget *outline = find_widget (GTK_WIDGET (f->window), TD_TYPE_OUTLINE);
  g_autofree char *text = buffer_text (f);

  g_assert_cmpint (td_outline_get_section (TD_OUTLINE (outline)), ==, f->section_id);
  g_assert_cmpfloat (gtk_adjustment_get_value (f->scroll), ==, f->scrolled_to);
  g_assert_cmpstr (text, ==, f->typed->str);
}

static gboolean
typed_is_saved (Fixture *f)
{
  g_autoptr (TdPlanData) plan = read_file (f);
  g_autoptr (GPtrArray) blocks = td_plan_data_section_blocks (plan, f->section_id);
  const TdBlockRow *block = g_ptr_array_index (blocks, 0);

  return g_strcmp0 (block->text, f->typed->str) == 0;
}

static void
test_other_program (Fixture *f, gconstpointer data)
{
  const guint rounds = g_getenv ("TD_TEST_FULL") != NULL ? 1000 : 100;
  g_autofree char *text = NULL;
  gint64 slowest = 0;

  open_window (f);
  g_assert_true (wait_for (f, shows_file, 10 * G_USEC_PER_SEC));
  g_assert_cmpuint (count_shown (f, TD_KIND_TASK), >, 0);
  text = buffer_text (f);
  g_string_assign (f->typed, text);
  f->typing_id = g_timeout_add (TYPING_MS, type_cb, f);
  start_other (f);
  for (guint round = 0; round < rounds; round++)
    {
      gint64 start;

      ask_other (f, round);
      start = g_get_monotonic_time ();
      if (!wait_for (f, shows_file, LIMIT))
        {
          /* A busy machine, or a fault? What comes late was not lost. */
          gboolean late = wait_for (f, shows_file, 20 * G_USEC_PER_SEC);
          int ms = (int) ((g_get_monotonic_time () - start) / 1000);

          g_error ("round %u: the window %s what is in the file after %d ms", round,
                   late ? "shows" : "does not show", ms);
        }
      slowest = MAX (slowest, g_get_monotonic_time () - start);
      assert_undisturbed (f);
    }
  g_test_message ("%u rounds, the slowest shown after %d ms", rounds, (int) (slowest / 1000));
  g_source_remove (f->typing_id);
  g_assert_cmpuint (f->typed->len, >, strlen (text));
  g_assert_true (wait_for (f, typed_is_saved, 10 * G_USEC_PER_SEC));
  stop_other (f);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/display/concurrent/other-program", Fixture, NULL, set_up, test_other_program,
              tear_down);

  return g_test_run ();
}
