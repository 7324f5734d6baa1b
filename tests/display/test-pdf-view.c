/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo-pdf.h>
#include <string.h>
#include <time.h>

#include "td-error.h"
#include "td-pdf-view.h"
#include "td-print-pages.h"

/* The viewer on a document of 200 pages: how soon the first page is there, what a frame costs the
 * main thread while it scrolls, finding and copying words. */

#define N_PAGES 200

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
make_pdf (int n_pages)
{
  GByteArray *array = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, array, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_select_font_face (cr, "Liberation Serif", CAIRO_FONT_SLANT_NORMAL,
                          CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 14);
  for (int p = 0; p < n_pages; p++)
    {
      cairo_move_to (cr, 90, 80);
      for (int line = 0; line < 38; line++)
        {
          g_autofree char *text =
              g_strdup_printf ("Trang %d, dòng %d: %s cải cách hành chính, kiểm tra thủ tục", p + 1,
                               line, p % 50 == 17 && line == 5 ? "niêm yết" : "công khai");

          cairo_move_to (cr, 90, 80 + line * 19);
          cairo_show_text (cr, text);
        }
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (array);
}

typedef struct
{
  GtkWidget *window;
  TdPdfView *view;
  TdPageStrip *strip;
  TdPageContent *content;
} Fixture;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(TdPageContent **) data = td_pdf_content_open_finish (result, &error);
  g_assert_no_error (error);
}

static gint64
cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
iterate_until (gboolean (*done) (gpointer), gpointer data)
{
  gint64 end = g_get_monotonic_time () + 100 * G_USEC_PER_SEC;

  while (!done (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_pdf (N_PAGES);

  fixture->window = gtk_window_new ();
  fixture->view = TD_PDF_VIEW (td_pdf_view_new ());
  fixture->strip = td_page_view_get_strip (td_pdf_view_get_pages (fixture->view));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  td_pdf_content_open_async (bytes, NULL, NULL, opened_cb, &fixture->content);
  iterate_until (is_set, &fixture->content);
}

static gboolean
has_first_page (gpointer data)
{
  return td_page_strip_get_n_painted (((Fixture *) data)->strip) > 0;
}

static void
show (Fixture *fixture)
{
  td_pdf_view_set_content (fixture->view, fixture->content);
  gtk_window_present (GTK_WINDOW (fixture->window));
  iterate_until (has_first_page, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->content);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (td_page_content_get_n_pages (fixture->content), ==, N_PAGES);
  show (fixture);
  td_page_view_show_page (td_pdf_view_get_pages (fixture->view), 120);
  for (int i = 0; i < 200 && td_page_view_get_page (td_pdf_view_get_pages (fixture->view)) != 120;
       i++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (td_page_view_get_page (td_pdf_view_get_pages (fixture->view)), ==, 120);
}

typedef struct
{
  gint64 began;
  gint64 worst;
  double to;
  guint frames;
  Fixture *fixture;
  GtkAdjustment *adjustment;
} Scroll;

static void
before_paint_cb (GdkFrameClock *clock, Scroll *scroll)
{
  scroll->began = cpu_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, Scroll *scroll)
{
  gint64 spent = cpu_time () - scroll->began;

  scroll->frames++;
  scroll->worst = MAX (scroll->worst, spent);
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Scroll *scroll = data;
  double value = gtk_adjustment_get_value (scroll->adjustment) + 170;

  gtk_adjustment_set_value (scroll->adjustment, value);

  return value < scroll->to ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
has_scrolled (gpointer data)
{
  Scroll *scroll = data;

  return gtk_adjustment_get_value (scroll->adjustment) >= scroll->to;
}

/* A long way is scrolled, and pages arrive meanwhile. What a frame costs is measured by
 * tests/bench. */
static void
test_frames (Fixture *fixture, gconstpointer data)
{
  GdkFrameClock *clock;
  Scroll scroll = { .fixture = fixture };
  GtkWidget *scroller;

  show (fixture);
  scroller = gtk_widget_get_ancestor (GTK_WIDGET (fixture->strip), GTK_TYPE_SCROLLED_WINDOW);
  scroll.adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  scroll.to = gtk_adjustment_get_upper (scroll.adjustment) * 0.5;
  clock = gtk_widget_get_frame_clock (fixture->window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &scroll);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &scroll);
  gtk_widget_add_tick_callback (fixture->window, scroll_cb, &scroll, NULL);
  iterate_until (has_scrolled, &scroll);
  g_signal_handlers_disconnect_by_data (clock, &scroll);
  g_test_message ("%u frames, the worst took %" G_GINT64_FORMAT " us of the main thread",
                  scroll.frames, scroll.worst);
  g_assert_cmpuint (scroll.frames, >, 100);
  g_assert_cmpuint (td_page_strip_get_n_painted (fixture->strip), >, 1);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GArray **) data = td_pdf_content_search_finish (TD_PDF_CONTENT (source), result, NULL);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    guint found;
  } cases[] = {
    { "niêm yết", 4 },
    { "niem yet", 4 },
    { "NIÊM YẾT", 4 },
    { "không có chữ này", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GArray *found = NULL;

      td_pdf_content_search_async (TD_PDF_CONTENT (fixture->content), cases[i].text, NULL, found_cb,
                                   &found);
      iterate_until (is_set, &found);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (found->len, ==, cases[i].found);
      if (found->len > 0)
        {
          const TdLayoutRect *first = &g_array_index (found, TdLayoutRect, 0);

          g_assert_cmpuint (first->page, ==, 17);
          g_assert_cmpfloat (first->y, >, 80 + 4 * 19);
          g_assert_cmpfloat (first->y + first->height, <, 80 + 6 * 19);
        }
      g_array_unref (found);
    }
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = td_pdf_content_get_text_finish (TD_PDF_CONTENT (source), result, NULL);
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  TdLayoutRect rect = { 17, 85, 66, 480, 16 };
  TdLayoutRect page = { 2, 0, 0, 0, 0 };
  g_autofree char *line = NULL;
  g_autofree char *all = NULL;

  td_pdf_content_get_text_async (TD_PDF_CONTENT (fixture->content), &rect, NULL, text_cb, &line);
  iterate_until (is_set, &line);
  g_assert_true (strstr (line, "Trang 18, dòng 0") != NULL);
  g_assert_null (strstr (line, "dòng 3"));
  td_pdf_content_get_text_async (TD_PDF_CONTENT (fixture->content), &page, NULL, text_cb, &all);
  iterate_until (is_set, &all);
  g_assert_true (strstr (all, "Trang 3, dòng 37") != NULL);
}

static void
refused_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_null (td_pdf_content_open_finish (result, data));
}

static void
test_broken (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("%PDF-1.7\nnothing of use\n%%EOF\n", 30);
  GError *error = NULL;

  td_pdf_content_open_async (bytes, NULL, NULL, refused_cb, &error);
  iterate_until (is_set, &error);
  g_assert_error (error, TD_ERROR, TD_ERROR_BAD_INPUT);
  g_clear_error (&error);
}

/* Scrolled past, closed, replaced while pages are being made: nothing comes back to a page that is
 * not there. */
static void
test_hurry (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_pdf (3);
  TdPageContent *other = NULL;

  show (fixture);
  for (guint page = 0; page < N_PAGES; page += 7)
    {
      td_page_view_show_page (td_pdf_view_get_pages (fixture->view), page);
      g_main_context_iteration (NULL, FALSE);
    }
  td_pdf_content_open_async (bytes, NULL, NULL, opened_cb, &other);
  iterate_until (is_set, &other);
  td_pdf_view_set_content (fixture->view, other);
  for (int i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);
  td_pdf_view_set_content (fixture->view, NULL);
  g_object_unref (other);
}

static gboolean
count_cb (gpointer data)
{
  ++*(guint *) data;

  return G_SOURCE_CONTINUE;
}

static gboolean
has_three_pages (gpointer data)
{
  return td_page_strip_get_n_painted (((Fixture *) data)->strip) >= 3;
}

/* Pages that are huge, turned or broken: each place shows something, and the window lives on while
 * they are painted. */
static void
test_odd_pages (void)
{
  static const char file[] =
      "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
      "2 0 obj<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 5 0 R]>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 14400 14400]/Rotate 90/Contents 6 0 "
      "R>>endobj\n"
      "4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[-9e9 0 9e9 1]/Contents 7 0 R>>endobj\n"
      "5 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 8 0 R>>endobj\n"
      "6 0 obj<</Length 31>>stream\n0 0 1 rg 0 0 14400 14400 re f  \nendstream endobj\n"
      "7 0 obj<</Length 5>>stream\nq q (\nendstream endobj\n"
      "trailer<</Root 1 0 R/Size 9>>\n%%EOF\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (file, sizeof file - 1);
  Fixture fixture = { 0 };
  guint ticks = 0, source;

  fixture.window = gtk_window_new ();
  fixture.view = TD_PDF_VIEW (td_pdf_view_new ());
  fixture.strip = td_page_view_get_strip (td_pdf_view_get_pages (fixture.view));
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 800, 700);
  gtk_window_set_child (GTK_WINDOW (fixture.window), GTK_WIDGET (fixture.view));
  td_pdf_content_open_async (bytes, NULL, NULL, opened_cb, &fixture.content);
  iterate_until (is_set, &fixture.content);
  source = g_timeout_add (1, count_cb, &ticks);
  show (&fixture);
  td_page_view_show_page (td_pdf_view_get_pages (fixture.view), 2);
  iterate_until (has_three_pages, &fixture);
  g_assert_cmpuint (ticks, >, 2);
  g_source_remove (source);
  tear_down (&fixture, NULL);
}

/* What was chosen in the dialog of the printer */
static void
test_print_pages (void)
{
  static const GtkPageRange ranges[] = { { 4, 99 }, { 0, 1 } };
  static const struct
  {
    TdPrintPages pages;
    const char *list;
  } cases[] = {
    { { .copies = 1 }, "0 1 2 3 4 5 6" },
    { { .copies = 1, .set = GTK_PAGE_SET_EVEN }, "1 3 5" },
    { { .copies = 1, .set = GTK_PAGE_SET_ODD, .reverse = TRUE }, "6 4 2 0" },
    { { .copies = 1, .ranges = ranges, .n_ranges = 2 }, "4 5 6 0 1" },
    { { .copies = 2, .ranges = ranges + 1, .n_ranges = 1 }, "0 0 1 1" },
    { { .copies = 2, .ranges = ranges + 1, .n_ranges = 1, .collate = TRUE }, "0 1 0 1" },
    { { .copies = 1, .ranges = ranges, .n_ranges = 0 }, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) list = td_print_pages_list (&cases[i].pages, 7);
      g_autoptr (GString) words = g_string_new (NULL);

      for (guint k = 0; k < list->len; k++)
        g_string_append_printf (words, "%s%u", k > 0 ? " " : "", g_array_index (list, guint32, k));
      g_assert_cmpstr (words->str, ==, cases[i].list);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add ("/pdf-view/pages", Fixture, NULL, set_up, test_pages, tear_down);
  g_test_add ("/pdf-view/frames", Fixture, NULL, set_up, test_frames, tear_down);
  g_test_add ("/pdf-view/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/pdf-view/text", Fixture, NULL, set_up, test_text, tear_down);
  g_test_add ("/pdf-view/hurry", Fixture, NULL, set_up, test_hurry, tear_down);
  g_test_add_func ("/pdf-view/broken", test_broken);
  g_test_add_func ("/pdf-view/odd-pages", test_odd_pages);
  g_test_add_func ("/pdf-view/print-pages", test_print_pages);

  return g_test_run ();
}
