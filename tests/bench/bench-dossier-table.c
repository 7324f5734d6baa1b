/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "bench-samples.h"
#include "td-dossiers-page-private.h"
#include "td-window.h"

/* The page of dossiers over a large workspace: bench-dossier-table WORKSPACE [still|table]
 *
 * "open": from the wish for the page to the frame in which its first dossiers stand, what the
 * window did before left out; "first-screen": the same for a new filter or order; wall time, for a
 * person waits. "jump" and "scroll" of the table, and of a GtkColumnView of GtkLabels with the same
 * columns and texts: processor time of the main thread for one frame, of a jump until its dossiers
 * stand there. STILL: the page is looked at only, for the memory it takes. Each line: name,
 * samples, median, p95, worst; ms. */

#define WIDTH 1366
#define HEIGHT 860
#define FRAMES 200
#define STEP 60.0

typedef struct
{
  GtkWindow *window;
  GtkAdjustment *adjustment;
  TdDossierModel *model; /* (nullable): of the table, whose rows are read behind */
  guint n_items;
  guint n_frames;
  guint resets;    /* how often the list became another one */
  double last;     /* main thread, at the end of the last frame */
  double worst;    /* of the frames */
  GArray *samples; /* (nullable) (element-type double): of the frames */
} Bench;

static double
wall_ms (void)
{
  return (double) g_get_monotonic_time () / 1e3;
}

static void
print_one (const char *name, double value)
{
  g_print ("%s 1 %.3f %.3f %.3f\n", name, value, value, value);
}

static void
after_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  double now = bench_cpu_ms (CLOCK_THREAD_CPUTIME_ID);
  double spent = now - bench->last;

  bench->n_frames++;
  bench->worst = MAX (bench->worst, spent);
  if (bench->samples != NULL)
    g_array_append_val (bench->samples, spent);
  bench->last = now;
}

static void
watch (Bench *bench)
{
  gtk_window_present (bench->window);
  while (!gtk_widget_get_mapped (GTK_WIDGET (bench->window)))
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (bench->window)), "after-paint",
                    G_CALLBACK (after_paint_cb), bench);
}

static void
unwatch (Bench *bench)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (GTK_WIDGET (bench->window)),
                                        bench);
  gtk_window_destroy (bench->window);
}

static void
wait_for_frame (Bench *bench)
{
  guint seen = bench->n_frames;

  gtk_widget_queue_draw (GTK_WIDGET (bench->window));
  while (bench->n_frames == seen)
    g_main_context_iteration (NULL, TRUE);
}

static void
settle (Bench *bench, guint milliseconds)
{
  double end = wall_ms () + milliseconds;

  while (wall_ms () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  wait_for_frame (bench);
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

/* Whether the dossiers in sight are read: the one in the middle speaks for its page. */
static gboolean
is_read (Bench *bench)
{
  double height = gtk_adjustment_get_upper (bench->adjustment) / bench->n_items;
  guint place = (guint) ((gtk_adjustment_get_value (bench->adjustment) +
                          gtk_adjustment_get_page_size (bench->adjustment) / 2) /
                         height);
  g_autoptr (TdDossierItem) item = NULL;

  if (bench->model == NULL)
    return TRUE;
  item = g_list_model_get_item (G_LIST_MODEL (bench->model), MIN (place, bench->n_items - 1));

  return item != NULL && td_dossier_item_get_line (item) != NULL;
}

static void
time_jumps (Bench *bench, const char *name)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  double end = gtk_adjustment_get_upper (bench->adjustment) -
               gtk_adjustment_get_page_size (bench->adjustment);

  bench->worst = 0;
  for (guint i = 0; i < FRAMES; i++)
    {
      double spent = bench_cpu_ms (CLOCK_THREAD_CPUTIME_ID);

      bench->last = spent;
      gtk_adjustment_set_value (bench->adjustment, g_rand_double_range (rand, 0, end));
      wait_for_frame (bench);
      while (!is_read (bench))
        g_main_context_iteration (NULL, TRUE);
      if (bench->model != NULL)
        wait_for_frame (bench);
      spent = bench_cpu_ms (CLOCK_THREAD_CPUTIME_ID) - spent;
      g_array_append_val (samples, spent);
    }
  bench_print_samples (name, samples);
  {
    g_autofree char *worst = g_strconcat (name, "-worst-frame", NULL);

    print_one (worst, bench->worst);
  }
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;

  gtk_adjustment_set_value (bench->adjustment, gtk_adjustment_get_value (bench->adjustment) + STEP);

  return G_SOURCE_CONTINUE;
}

static void
time_scrolling (Bench *bench, const char *name)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));
  guint tick = gtk_widget_add_tick_callback (GTK_WIDGET (bench->window), scroll_cb, bench, NULL);

  wait_for_frame (bench);
  bench->samples = samples;
  while (samples->len < FRAMES)
    g_main_context_iteration (NULL, TRUE);
  bench->samples = NULL;
  gtk_widget_remove_tick_callback (GTK_WIDGET (bench->window), tick);
  bench_print_samples (name, samples);
}

/* == The peer: labels */

/* Objects without anything but their place, made as they are looked at. */
#define TYPE_PLACES (places_get_type ())
G_DECLARE_FINAL_TYPE (Places, places, BENCH, PLACES, GObject)

struct _Places
{
  GObject parent_instance;

  guint n;
};

static GType
get_item_type (GListModel *list)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *list)
{
  return ((Places *) list)->n;
}

static gpointer
get_item (GListModel *list, guint place)
{
  GObject *item;

  if (place >= ((Places *) list)->n)
    return NULL;
  item = g_object_new (G_TYPE_OBJECT, NULL);
  g_object_set_data (item, "place", GUINT_TO_POINTER (place));

  return item;
}

static void
list_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (Places,
                               places,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_init))

static void
places_class_init (PlacesClass *klass)
{
}

static void
places_init (Places *self)
{
}

typedef struct
{
  GPtrArray *rows; /* (element-type GStrv): the texts of dossiers of the workspace */
  guint column;
} Texts;

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Texts *texts)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Texts *texts)
{
  guint place = GPOINTER_TO_UINT (g_object_get_data (gtk_list_item_get_item (item), "place"));
  char **row = g_ptr_array_index (texts->rows, place % texts->rows->len);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), row[texts->column]);
}

static void
time_peer (GPtrArray *rows, char **headings, const int *widths, guint n_items)
{
  Places *places = g_object_new (TYPE_PLACES, NULL);
  GtkWidget *view;
  GtkWidget *scroll = gtk_scrolled_window_new ();
  Bench bench = { 0 };
  Texts *texts = g_new0 (Texts, g_strv_length (headings));

  places->n = n_items;
  view =
      gtk_column_view_new (GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (places))));
  for (guint i = 0; headings[i] != NULL; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      GtkColumnViewColumn *column = gtk_column_view_column_new (headings[i], factory);

      texts[i].rows = rows;
      texts[i].column = i;
      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), &texts[i]);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), &texts[i]);
      gtk_column_view_column_set_fixed_width (column, widths[i]);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
      g_object_unref (column);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), view);
  bench.window = GTK_WINDOW (adw_window_new ());
  adw_window_set_content (ADW_WINDOW (bench.window), scroll);
  gtk_window_set_default_size (bench.window, WIDTH, HEIGHT);
  bench.n_items = n_items;
  watch (&bench);
  bench.adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroll));
  settle (&bench, 500);
  time_jumps (&bench, "jump-labels");
  time_scrolling (&bench, "scroll-labels");
  unwatch (&bench);
  g_free (texts);
}

/* == Ours */

static void
reset_cb (Bench *bench)
{
  bench->resets++;
}

/* Until the list is another one, its first dossier is read and a frame shows it. */
static double
wait_for_screen (Bench *bench, guint resets, double since)
{
  GListModel *list = G_LIST_MODEL (bench->model);

  while (bench->resets == resets)
    g_main_context_iteration (NULL, TRUE);
  while (g_list_model_get_n_items (list) > 0)
    {
      g_autoptr (TdDossierItem) first = g_list_model_get_item (list, 0);

      if (td_dossier_item_get_line (first) != NULL)
        break;
      g_main_context_iteration (NULL, TRUE);
    }
  wait_for_frame (bench);

  return wall_ms () - since;
}

static void
time_first_screens (Bench *bench, TdDossiersPage *page)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < TD_N_DOSSIER_SORTS * 2 * TD_N_QUICK; i++)
    {
      double spent = wall_ms ();
      guint resets = bench->resets;

      td_dossiers_page_set_quick (page, i / (TD_N_DOSSIER_SORTS * 2));
      td_dossier_table_set_sort (page->table, i / 2 % TD_N_DOSSIER_SORTS, i % 2);
      td_dossiers_page_update_table (page);
      spent = wait_for_screen (bench, resets, spent);
      g_array_append_val (samples, spent);
    }
  bench_print_samples ("first-screen", samples);
  td_dossiers_page_set_quick (page, TD_QUICK_ALL);
  td_dossiers_page_update_table (page);
}

static GPtrArray *
take_texts (Bench *bench, TdDossiersPage *page)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *all = NULL;
  g_auto (GStrv) lines = NULL;

  gtk_selection_model_select_range (
      GTK_SELECTION_MODEL (gtk_column_view_get_model (
          GTK_COLUMN_VIEW (find_widget (GTK_WIDGET (page->table), GTK_TYPE_COLUMN_VIEW)))),
      0, 40, TRUE);
  settle (bench, 300);
  all = td_dossier_table_copy (page->table);
  lines = g_strsplit (all, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    g_ptr_array_add (rows, g_strsplit (lines[i], "\t", -1));
  td_dossier_table_select (page->table, GTK_INVALID_LIST_POSITION);

  return rows;
}

/* The table alone in a window of the size of the peer's. */
static guint
time_table (TdDossiersPage *page, int *widths)
{
  TdDossierModel *model = td_dossier_model_new (page->workspace);
  g_autoptr (TdDossierFilter) filter = td_dossiers_page_make_filter (page);
  GtkWidget *table = td_dossier_table_new (model);
  GtkWidget *view = find_widget (table, GTK_TYPE_COLUMN_VIEW);
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));
  Bench bench = { 0 };

  td_dossier_table_set_as_of (TD_DOSSIER_TABLE (table), page->day, page->calendar);
  bench.window = GTK_WINDOW (adw_window_new ());
  adw_window_set_content (ADW_WINDOW (bench.window), table);
  gtk_window_set_default_size (bench.window, WIDTH, HEIGHT);
  td_dossier_model_set (model, filter, TD_DOSSIER_SORT_RECEIVED, TRUE);
  bench.model = model;
  g_signal_connect_swapped (model, "reset", G_CALLBACK (reset_cb), &bench);
  watch (&bench);
  wait_for_screen (&bench, 0, 0);
  while (td_dossier_model_get_loading (model))
    g_main_context_iteration (NULL, TRUE);
  settle (&bench, 500);
  bench.n_items = g_list_model_get_n_items (G_LIST_MODEL (model));
  bench.adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  time_jumps (&bench, "jump");
  time_scrolling (&bench, "scroll");
  for (guint i = 0, n = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (gtk_column_view_column_get_visible (column))
        widths[n++] = gtk_column_view_column_get_fixed_width (column);
    }
  g_signal_handlers_disconnect_by_data (model, &bench);
  unwatch (&bench);
  td_dossier_model_close (model);
  g_object_unref (model);

  return bench.n_items;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdWorkspace) workspace = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_auto (GStrv) headings = NULL;
  TdDossiersPage *page;
  TdWindow *window;
  Bench bench = { 0 };
  int widths[TD_DOSSIER_ITEM_CELLS];
  double start;
  guint n_items;

  if (argc < 2)
    return 2;
  g_set_prgname ("tiendo"); /* the file is put among the recent ones */
  g_set_application_name ("Tiến Độ");
  gtk_init ();
  adw_init ();
  workspace = td_workspace_open (argv[1], TD_WORKSPACE_DEFAULT, "window", &error);
  if (workspace == NULL)
    g_error ("%s", error->message);
  window = td_window_new (NULL);
  bench.window = GTK_WINDOW (window);
  gtk_window_set_default_size (bench.window, WIDTH, HEIGHT);
  td_window_set_workspace (window, workspace);
  td_window_show_page (window, "plans");
  watch (&bench);
  settle (&bench, 1500);
  page = TD_DOSSIERS_PAGE (td_window_get_page (window, "dossiers"));
  bench.model = page->model;
  g_signal_connect_swapped (bench.model, "reset", G_CALLBACK (reset_cb), &bench);
  start = wall_ms ();
  td_window_show_page (window, "dossiers");
  wait_for_frame (&bench);
  print_one ("open-frame", wall_ms () - start);
  print_one ("open", wait_for_screen (&bench, 0, start));
  settle (&bench, 4000);
  if (argc > 2 && g_str_equal (argv[2], "still"))
    return 0;

  if (argc == 2)
    time_first_screens (&bench, page);
  settle (&bench, 3000);
  rows = take_texts (&bench, page);
  n_items = time_table (page, widths);
  headings = g_strdupv (g_ptr_array_index (rows, 0));
  g_ptr_array_remove_index (rows, 0);
  time_peer (rows, headings, widths, n_items);
  g_signal_handlers_disconnect_by_data (bench.model, &bench);
  unwatch (&bench);

  return 0;
}
