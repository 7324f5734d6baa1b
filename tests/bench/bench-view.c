/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo-pdf.h>
#include <stdlib.h>
#include <time.h>

#include "bench-samples.h"
#include "td-pdf-view.h"

/* What the viewer of PDF files costs: bench-view ROUNDS
 *
 * "first-page": from the bytes of a file of 200 pages to the frame that shows its first page, in a
 * window of its own each time, which has been open for a moment; processor time of all threads and
 * of the process that reads the file. "first-page-wall": the time a person waits, which other
 * programs make longer.
 * "frame": scrolling through all pages, 170 pixels a frame; processor time of the main thread from
 * the end of one frame to the end of the next, so that pictures handed over between them count.
 * Each line: name, samples, median, p95, worst; milliseconds. */

#define N_PAGES 200
#define STEP 170.0

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* Pages full of words, every fourth with a table of coloured cells, as reports have them. */
static GBytes *
make_pdf (void)
{
  GByteArray *array = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, array, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_select_font_face (cr, "Liberation Serif", CAIRO_FONT_SLANT_NORMAL,
                          CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 14);
  for (int p = 0; p < N_PAGES; p++)
    {
      for (int cell = 0; p % 4 == 0 && cell < 38 * 6; cell++)
        {
          cairo_set_source_rgb (cr, 0.8, 0.9 - cell % 5 * 0.1, 1);
          cairo_rectangle (cr, 90 + cell % 6 * 70, 64 + cell / 6 * 19, 68, 18);
          cairo_fill (cr);
        }
      cairo_set_source_rgb (cr, 0, 0, 0);
      for (int line = 0; line < 38; line++)
        {
          g_autofree char *text = g_strdup_printf (
              "Trang %d, dòng %d: công khai kết quả giải quyết, kiểm tra thủ tục", p + 1, line);

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

/* The processes that read files, children of whichever thread started them. */
static GArray *
list_workers (void)
{
  GArray *clocks = g_array_new (FALSE, FALSE, sizeof (clockid_t));
  g_autoptr (GDir) threads = g_dir_open ("/proc/self/task", 0, NULL);
  const char *thread;

  while ((thread = g_dir_read_name (threads)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/proc/self/task/%s/children", thread);
      g_autofree char *text = NULL;
      g_auto (GStrv) numbers = NULL;
      clockid_t clock;

      if (!g_file_get_contents (path, &text, NULL, NULL))
        continue;
      numbers = g_strsplit (text, " ", -1);
      for (guint i = 0; numbers[i] != NULL; i++)
        {
          if (*numbers[i] != '\0' && clock_getcpuclockid (atoi (numbers[i]), &clock) == 0)
            g_array_append_val (clocks, clock);
        }
    }

  return clocks;
}

static double
workers_time (GArray *workers)
{
  double total = 0;

  for (guint i = 0; i < workers->len; i++)
    total += bench_cpu_ms (g_array_index (workers, clockid_t, i));

  return total;
}

typedef struct
{
  GtkWidget *window;
  TdPdfView *view;
  TdPageStrip *strip;
  TdPageContent *content;
  GtkAdjustment *adjustment;
  GArray *samples; /* double */
  double last;
  gboolean shown;
  gboolean done;
} Bench;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;

  bench->content = td_pdf_content_open_finish (result, &error);
  if (bench->content == NULL)
    g_error ("%s", error->message);
  td_pdf_view_set_content (bench->view, bench->content);
}

static void
after_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  double now = bench_cpu_ms (CLOCK_THREAD_CPUTIME_ID);
  double spent = now - bench->last;

  if (td_page_strip_get_n_painted (bench->strip) > 0)
    bench->shown = TRUE;
  if (bench->samples != NULL)
    g_array_append_val (bench->samples, spent);
  bench->last = now;
}

static void
make_window (Bench *bench)
{
  bench->window = gtk_window_new ();
  bench->view = TD_PDF_VIEW (td_pdf_view_new ());
  bench->strip = td_page_view_get_strip (td_pdf_view_get_pages (bench->view));
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1000, 800);
  gtk_window_set_child (GTK_WINDOW (bench->window), GTK_WIDGET (bench->view));
  gtk_window_present (GTK_WINDOW (bench->window));
  while (!gtk_widget_get_mapped (bench->window))
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect (gtk_widget_get_frame_clock (bench->window), "after-paint",
                    G_CALLBACK (after_paint_cb), bench);
}

/* Until the worker that the view keeps for the next file is there and has nothing to do. */
static GArray *
wait_for_worker (void)
{
  GArray *workers = list_workers ();
  double before = -1;

  while (workers->len == 0 || workers_time (workers) != before)
    {
      gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 10;

      before = workers_time (workers);
      g_array_unref (workers);
      while (g_get_monotonic_time () < end)
        {
          g_main_context_iteration (NULL, FALSE);
          g_usleep (1000);
        }
      workers = list_workers ();
    }

  return workers;
}

static void
open_file (Bench *bench, GBytes *bytes)
{
  td_pdf_view_open_async (bench->view, bytes, NULL, opened_cb, bench);
  while (!bench->shown)
    g_main_context_iteration (NULL, TRUE);
}

/* Waits for the work on other threads, which would count in the next round and goes on when the
 * program ends. */
static void
close_window (Bench *bench)
{
  TdPageContent *content = bench->content;

  g_object_add_weak_pointer (G_OBJECT (content), (gpointer *) &content);
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (bench->window), bench);
  gtk_window_destroy (GTK_WINDOW (bench->window));
  g_clear_object (&bench->content);
  /* the last reference may go on another thread, which wakes nobody */
  while (content != NULL)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
time_first_page (GBytes *bytes, guint rounds)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < rounds; i++)
    {
      Bench bench = { 0 };
      g_autoptr (GArray) workers = NULL;
      double spent, began;

      make_window (&bench);
      workers = wait_for_worker ();
      began = bench_cpu_ms (CLOCK_MONOTONIC);
      spent = bench_cpu_ms (CLOCK_PROCESS_CPUTIME_ID) + workers_time (workers);
      open_file (&bench, bytes);
      spent = bench_cpu_ms (CLOCK_PROCESS_CPUTIME_ID) + workers_time (workers) - spent;
      began = bench_cpu_ms (CLOCK_MONOTONIC) - began;
      g_array_append_val (samples, spent);
      g_array_append_val (waits, began);
      close_window (&bench);
    }
  bench_print_samples ("first-page", samples);
  bench_print_samples ("first-page-wall", waits);
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;
  double end = gtk_adjustment_get_upper (bench->adjustment) -
               gtk_adjustment_get_page_size (bench->adjustment);
  double value = gtk_adjustment_get_value (bench->adjustment) + STEP;

  gtk_adjustment_set_value (bench->adjustment, value);
  bench->done = value >= end;

  return bench->done ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
time_frames (GBytes *bytes)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));
  Bench bench = { 0 };
  GtkWidget *scroller;

  make_window (&bench);
  open_file (&bench, bytes);
  scroller = gtk_widget_get_ancestor (GTK_WIDGET (bench.strip), GTK_TYPE_SCROLLED_WINDOW);
  bench.adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  bench.last = bench_cpu_ms (CLOCK_THREAD_CPUTIME_ID);
  bench.samples = samples;
  gtk_widget_add_tick_callback (bench.window, scroll_cb, &bench, NULL);
  while (!bench.done)
    g_main_context_iteration (NULL, TRUE);
  close_window (&bench);
  bench_print_samples ("frame", samples);
}

int
main (int argc, char **argv)
{
  guint rounds = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 200;
  g_autoptr (GBytes) bytes = NULL;

  gtk_init ();
  bytes = make_pdf ();
  time_frames (bytes);
  time_first_page (bytes, MAX (rounds, 1));

  return 0;
}
