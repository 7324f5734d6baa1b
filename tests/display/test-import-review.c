/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "plan/td-import-review.h"

/* The page on which a file is looked through before anything of it is saved. */

typedef struct
{
  TdReviewModel *model;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_getenv ("TD_SOURCE_DIR"), "data", "samples",
                                            "ke-hoach-cchc-2025.docx", NULL);
  TdPlanImport *import = td_plan_import_read (path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  fixture->model = td_review_model_new (import);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->model);
}

/* Returns: (transfer full): the first item of the kind; with a value in the field when one is named
 */
static TdReviewItem *
find_item (TdReviewModel *model, TdKind kind, const char *field)
{
  GListModel *items = td_review_model_get_items (model);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (TdReviewItem) item = g_list_model_get_item (items, i);

      if (td_review_item_is_heading (item) || td_review_item_get_kind (item) != kind ||
          !g_strv_contains (td_review_item_get_fields (item), field))
        continue;

      return g_steal_pointer (&item);
    }

  return NULL;
}

/* Every line says what it is, and where in the source it was read. */
static void
test_items (Fixture *fixture, gconstpointer data)
{
  GListModel *items = td_review_model_get_items (fixture->model);
  guint n_lines = g_list_model_get_n_items (td_review_model_get_lines (fixture->model));
  guint n_placed = 0, n_rows = 0;

  g_assert_cmpuint (g_list_model_get_n_items (items), >, 40);
  g_assert_cmpuint (n_lines, >, 40);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (TdReviewItem) item = g_list_model_get_item (items, i);
      g_autofree char *title = td_review_item_dup_title (item);

      g_assert_nonnull (title);
      if (td_review_item_is_heading (item))
        continue;
      n_rows++;
      if (td_review_item_get_line (item) < n_lines)
        n_placed++;
    }
  g_assert_cmpuint (n_placed, >, n_rows / 2);
}

/* A correction changes the plan that will be saved; it is taken back and made again. */
static void
test_fix (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    TdKind kind;
    const char *field;
    const char *value;
  } cases[] = {
    { TD_KIND_TASK, "content", "Rà soát lại quy trình nội bộ" },
    { TD_KIND_SECTION, "title", "MỤC TIÊU ĐIỀU CHỈNH" },
    { TD_KIND_PLAN, "place", "Thị trấn Cồn" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TdReviewItem) item = find_item (fixture->model, cases[i].kind, cases[i].field);
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autofree char *undone = NULL;
      g_autofree char *redone = NULL;

      g_test_message ("%s", cases[i].field);
      g_assert_nonnull (item);
      before = td_review_item_dup_value (item, cases[i].field);
      g_assert_true (
          td_review_model_fix (fixture->model, item, cases[i].field, cases[i].value, &error));
      g_assert_no_error (error);
      g_assert_true (td_review_model_is_changed (fixture->model));
      after = td_review_item_dup_value (item, cases[i].field);
      g_assert_cmpstr (after, ==, cases[i].value);

      g_assert_true (td_review_model_undo (fixture->model));
      undone = td_review_item_dup_value (item, cases[i].field);
      g_assert_cmpstr (undone, ==, before);
      g_assert_true (td_review_model_redo (fixture->model));
      redone = td_review_item_dup_value (item, cases[i].field);
      g_assert_cmpstr (redone, ==, cases[i].value);
      g_assert_true (td_review_model_undo (fixture->model));
    }
  g_assert_false (td_review_model_undo (fixture->model));
}

/* Each doubt says why, stands at an item, and is done with once someone has looked at it. */
static void
test_doubts (Fixture *fixture, gconstpointer data)
{
  guint n = td_review_model_get_n_doubts (fixture->model);
  guint n_items = g_list_model_get_n_items (td_review_model_get_items (fixture->model));

  for (guint i = 0; i < n; i++)
    {
      g_assert_nonnull (td_review_model_get_doubt (fixture->model, i));
      g_assert_cmpuint (td_review_model_get_doubt_position (fixture->model, i), <, n_items);
      td_review_model_set_seen (fixture->model, i, TRUE);
      g_assert_true (td_review_model_is_seen (fixture->model, i));
      g_assert_cmpuint (td_review_model_get_n_open (fixture->model), ==, n - i - 1);
    }
  g_assert_cmpuint (td_review_model_get_n_open (fixture->model), ==, 0);
}

/* The page by keyboard: regions one after the other, doubts, a search; and gone without a trace. */
static void
test_page (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *review = td_import_review_new (fixture->model);
  gpointer weak = review;

  g_object_add_weak_pointer (G_OBJECT (review), &weak);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 720);
  gtk_window_set_child (GTK_WINDOW (window), review);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  g_assert_true (td_import_review_get_model (TD_IMPORT_REVIEW (review)) == fixture->model);

  g_assert_true (gtk_widget_child_focus (review, GTK_DIR_TAB_FORWARD));
  while (td_import_review_focus_region (TD_IMPORT_REVIEW (review), -1))
    ;
  g_assert_true (td_import_review_focus_region (TD_IMPORT_REVIEW (review), 1));
  td_import_review_step_doubt (TD_IMPORT_REVIEW (review), 1);
  td_import_review_step_doubt (TD_IMPORT_REVIEW (review), -1);
  td_import_review_search (TD_IMPORT_REVIEW (review), "thu tuc");
  gtk_test_widget_wait_for_draw (window);
  td_import_review_search (TD_IMPORT_REVIEW (review), "");
  td_import_review_flush (TD_IMPORT_REVIEW (review));
  g_assert_false (td_review_model_is_changed (fixture->model));

  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (weak);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/import-review/items", Fixture, NULL, set_up, test_items, tear_down);
  g_test_add ("/import-review/fix", Fixture, NULL, set_up, test_fix, tear_down);
  g_test_add ("/import-review/doubts", Fixture, NULL, set_up, test_doubts, tear_down);
  g_test_add ("/import-review/page", Fixture, NULL, set_up, test_page, tear_down);

  return g_test_run ();
}
