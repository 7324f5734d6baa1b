/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "bench-samples.h"
#include "td-tasks-page-private.h"
#include "td-window.h"

/* What the window costs over a large workspace: bench-pages WORKSPACE ROUNDS
 *
 * "switch-overview", "switch-tasks": from the wish for a page to the first frame that shows it,
 * both pages having been seen before. "filter": from the wish for other tasks to the frame that
 * shows them. Both in processor time of all threads. "scroll": through the list of tasks, 170
 * pixels a frame; processor time of the main thread from the end of one frame to the end of the
 * next. Each line: name, samples, median, p95, worst; milliseconds. */

#define STEP 170.0
#define N_FRAMES 400

typedef struct
{
  TdWindow *window;
  TdTasksPage *tasks;
  GtkAdjustment *adjustment;
  guint n_frames;
  GArray *samples; /* (nullable) (element-type double): of the frames */
  double last;
} Bench;

static void
after_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  double now = bench_cpu_ms (CLOCK_THREAD_CPUTIME_ID);
  double spent = now - bench->last;

  bench->n_frames++;
  if (bench->samples != NULL)
    g_array_append_val (bench->samples, spent);
  bench->last = now;
}

static void
wait_for_frame (Bench *bench)
{
  guint seen = bench->n_frames;

  gtk_widget_queue_draw (GTK_WIDGET (bench->window));
  while (bench->n_frames == seen)
    g_main_context_iteration (NULL, TRUE);
}

/* Until the pages have read what they show and nothing is waiting. */
static void
settle (Bench *bench, guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
    }
  wait_for_frame (bench);
}

static void
time_switches (Bench *bench, guint rounds)
{
  static const char *const names[] = { "overview", "tasks" };

  for (guint page = 0; page < G_N_ELEMENTS (names); page++)
    {
      g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));
      g_autofree char *name = g_strconcat ("switch-", names[page], NULL);

      for (guint i = 0; i < rounds; i++)
        {
          double spent;

          td_window_show_page (bench->window, names[1 - page]);
          settle (bench, 60);
          spent = bench_cpu_ms (CLOCK_PROCESS_CPUTIME_ID);
          td_window_show_page (bench->window, names[page]);
          wait_for_frame (bench);
          spent = bench_cpu_ms (CLOCK_PROCESS_CPUTIME_ID) - spent;
          g_array_append_val (samples, spent);
        }
      bench_print_samples (name, samples);
    }
}

static void
time_filters (Bench *bench, guint rounds)
{
  static const char *const filters[] = { "look=overdue", "look=waiting", "text=ke hoach",
                                         "group=month",  "group=unit",   "" };
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < rounds; i++)
    {
      const char *filter = filters[i % G_N_ELEMENTS (filters)];
      const TdTaskResult *before = td_task_model_get_result (bench->tasks->model);
      double spent = bench_cpu_ms (CLOCK_PROCESS_CPUTIME_ID);

      td_tasks_page_set_filter_text (bench->tasks, filter);
      while (td_task_model_get_result (bench->tasks->model) == before)
        g_main_context_iteration (NULL, TRUE);
      wait_for_frame (bench);
      spent = bench_cpu_ms (CLOCK_PROCESS_CPUTIME_ID) - spent;
      g_array_append_val (samples, spent);
      settle (bench, 40);
    }
  bench_print_samples ("filter", samples);
}

static GtkWidget *
find_widget (GtkWidget *parent, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (parent, type))
    return parent;
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;
  double value = gtk_adjustment_get_value (bench->adjustment) + STEP;
  double end = gtk_adjustment_get_upper (bench->adjustment) -
               gtk_adjustment_get_page_size (bench->adjustment);

  gtk_adjustment_set_value (bench->adjustment, value > end ? 0 : value);

  return G_SOURCE_CONTINUE;
}

static void
time_scrolling (Bench *bench)
{
  GtkWidget *list = find_widget (GTK_WIDGET (bench->tasks->list), GTK_TYPE_LIST_BASE);
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));
  guint tick;

  bench->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  tick = gtk_widget_add_tick_callback (list, scroll_cb, bench, NULL);
  wait_for_frame (bench);
  bench->samples = samples;
  while (samples->len < N_FRAMES)
    g_main_context_iteration (NULL, TRUE);
  bench->samples = NULL;
  gtk_widget_remove_tick_callback (list, tick);
  bench_print_samples ("scroll", samples);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdWorkspace) workspace = NULL;
  Bench bench = { 0 };
  guint rounds;

  if (argc != 3)
    return 2;
  gtk_init ();
  adw_init ();
  rounds = (guint) atoi (argv[2]);
  workspace = td_workspace_open (argv[1], TD_WORKSPACE_DEFAULT, "window", &error);
  if (workspace == NULL)
    g_error ("%s", error->message);
  bench.window = td_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (bench.window), 1366, 860);
  td_window_set_workspace (bench.window, workspace);
  td_window_show_page (bench.window, "tasks");
  gtk_window_present (GTK_WINDOW (bench.window));
  while (!gtk_widget_get_mapped (GTK_WIDGET (bench.window)))
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (bench.window)), "after-paint",
                    G_CALLBACK (after_paint_cb), &bench);
  bench.tasks = TD_TASKS_PAGE (td_window_get_page (bench.window, "tasks"));
  while (td_task_model_get_result (bench.tasks->model) == NULL)
    g_main_context_iteration (NULL, TRUE);
  settle (&bench, 2000);
  td_window_show_page (bench.window, "overview");
  settle (&bench, 1000);

  time_switches (&bench, rounds);
  time_filters (&bench, rounds);
  td_tasks_page_set_filter_text (bench.tasks, "");
  settle (&bench, 300);
  time_scrolling (&bench);
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (GTK_WIDGET (bench.window)),
                                        &bench);
  gtk_window_destroy (GTK_WINDOW (bench.window));

  return 0;
}
