/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The weekly brief and the timeline on paper, of the sample office. */

#include <string.h>

#include "td-brief.h"
#include "td-error.h"
#include "td-gantt-print.h"
#include "td-layout.h"
#include "td-test-office.h"

typedef struct
{
  TdTestOffice base;
  TdWorkspace *workspace;
  TdConnection *connection;
  TdTaskSnapshot *snapshot;
  GDate today;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  td_test_office_open_sample (&f->base);
  f->workspace = f->base.workspace;
  f->connection = td_workspace_get_connection (f->workspace);
  f->snapshot = td_task_snapshot_load (f->connection, &error);
  g_assert_no_error (error);
  g_date_clear (&f->today, 1);
  g_date_set_dmy (&f->today, 16, 7, 2026);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  td_task_snapshot_unref (f->snapshot);
  td_test_office_clear (&f->base);
}

/* Everything a leader asks is in it, in Vietnamese, and the numbers are those of the overview. */
static void
test_content (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdBlock) document =
      td_brief_compose (f->connection, f->snapshot, &f->today, 5, &error);
  g_autoptr (TdOverview) overview =
      td_overview_make (f->connection, f->snapshot, &f->today, &error);
  g_autofree char *words = NULL;
  g_autofree char *late = NULL;

  g_assert_no_error (error);
  words = td_block_dump (document);
  late = g_strdup_printf ("Quá hạn (%u, nêu 5)", overview->count.open_late);
  g_assert_nonnull (
      strstr (words, "Tuần 29 (13/07 – 19/07/2026), số liệu đến hết ngày 16/07/2026"));
  g_assert_nonnull (strstr (words, "có 31 nhiệm vụ"));
  g_assert_nonnull (strstr (words, late));
  g_assert_nonnull (strstr (words, "Đến hạn trong 7 ngày tới"));
  g_assert_nonnull (strstr (words, "Hoàn thành trong tuần (0)"));
  g_assert_cmpuint (overview->count.total, ==, 31);
  g_assert_cmpuint (overview->count.open_late, ==, 14);
}

/* RULE brief-one-page */
static void
test_one_page (Fixture *f, gconstpointer data)
{
  static const char *const names[] = { "brief.pdf", "brief.docx" };
  g_autoptr (GError) error = NULL;
  g_autofree char *wrong = g_build_filename (f->base.folder, "brief.txt", NULL);
  g_autoptr (TdBlock) document = NULL;
  g_autoptr (TdLayout) layout = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (f->base.folder, names[i], NULL);

      g_assert_true (td_brief_write (f->connection, f->snapshot, &f->today, path, FALSE, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
      g_assert_false (td_brief_write (f->connection, f->snapshot, &f->today, path, FALSE, &error));
      g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
      g_clear_error (&error);
    }
  g_assert_false (td_brief_write (f->connection, f->snapshot, &f->today, wrong, FALSE, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_USAGE);
  g_clear_error (&error);
  document = td_brief_compose (f->connection, f->snapshot, &f->today, 1, &error);
  layout = td_layout_new (document, td_style_nd30 (), NULL);
  g_assert_cmpuint (td_layout_get_n_pages (layout), ==, 1);
}

/* Every task is on one of the pages; a wider page takes no more of them than a narrow one. */
static void
test_timeline (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdTaskFilter) filter = td_task_filter_from_text ("group=area", &error);
  g_autoptr (TdTaskResult) result =
      td_task_query_run (f->snapshot, f->connection, filter, g_date_get_julian (&f->today), &error);
  TdGanttAxis axis = { g_date_get_julian (&f->today) - 200, g_date_get_julian (&f->today) + 165 };
  g_autoptr (TdGanttPrint) print = NULL;
  g_autofree char *path = g_build_filename (f->base.folder, "timeline.pdf", NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 774, 527);
  cairo_t *cr = cairo_create (surface);
  guint n_pages;

  g_assert_no_error (error);
  print = td_gantt_print_new (f->connection, result, "Tiến độ", &axis, &error);
  g_assert_no_error (error);
  n_pages = td_gantt_print_n_pages (print, 774, 527);
  g_assert_cmpuint (n_pages, ==, 2); /* 31 tasks of 25 points and 7 headings of 17 on 453 points */
  g_assert_cmpuint (td_gantt_print_n_pages (print, 1122, 774), ==, 2);
  g_assert_cmpuint (td_gantt_print_n_pages (print, 100, 80), ==, 38); /* one line at least */
  for (guint page = 0; page < n_pages; page++)
    td_gantt_print_draw (print, cr, page, 774, 527);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_assert_true (td_gantt_print_write (print, path, TRUE, FALSE, &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  TEST ("/brief/content", test_content);
  TEST ("/brief/one-page", test_one_page);
  TEST ("/brief/timeline", test_timeline);
#undef TEST

  return g_test_run ();
}
