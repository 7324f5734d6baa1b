/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dossier/td-dossier-charts.h"
#include "dossier/td-dossiers-page.h"
#include "td-chart-view.h"
#include "td-dossier-chart.h"
#include "td-test-office.h"
#include "td-test-wait.h"

#include <string.h>

/* The page of dossiers: a value of a chart that is activated shows exactly as many dossiers as it
 * says, for every value of every chart. */

#define N_DOSSIERS 240
#define FIRST 1672531200 /* 1 January 2023 */

typedef struct
{
  TdTestOffice base;
  GtkWidget *page;
  GtkWidget *window;
  char *series, *category; /* of the mark activated last */
} Fixture;

static gboolean
add_name (TdWriter *writer, const char *role, const char *text, GError **error)
{
  TdDossierNameRow *name = td_row_new (TD_KIND_DOSSIER_NAME);
  gboolean done;

  name->role = g_strdup (role);
  name->name = g_strdup (text);
  done = td_writer_insert (writer, TD_KIND_DOSSIER_NAME, name, error);
  td_row_free (TD_KIND_DOSSIER_NAME, name);

  return done;
}

static gboolean
fill_cb (TdWriter *writer, gpointer data, GError **error)
{
  static const gint64 states[] = { 10, 10, 10, 4, 4, 11, 7, 12 };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  if (!add_name (writer, "area", "Lĩnh vực Một", error) ||
      !add_name (writer, "area", "Lĩnh vực Hai", error) ||
      !add_name (writer, "procedure", "Thủ tục Một", error) ||
      !add_name (writer, "procedure", "Thủ tục Hai", error))
    return FALSE;
  for (guint i = 0; i < N_DOSSIERS; i++)
    {
      TdDossierRow *row = td_row_new (TD_KIND_DOSSIER);
      gboolean done;

      row->code = g_strdup_printf ("A-%u", i);
      row->received = FIRST + (gint64) g_rand_int_range (random, 0, 530) * TD_DOSSIER_DAY + 30000;
      row->due = row->received + (gint64) g_rand_int_range (random, 1, 30) * TD_DOSSIER_DAY;
      row->state = states[i % G_N_ELEMENTS (states)];
      if (row->state == 10 || row->state == 12)
        row->returned = row->received + g_rand_int_range (random, 1, 35 * TD_DOSSIER_DAY);
      row->channel = g_rand_int_range (random, 1, 4);
      row->area_name_id = g_rand_int_range (random, 1, 3);
      row->procedure_name_id = g_rand_int_range (random, 3, 5);
      done = td_writer_insert (writer, TD_KIND_DOSSIER, row, error);
      td_row_free (TD_KIND_DOSSIER, row);
      if (!done)
        return FALSE;
    }

  return TRUE;
}

static GtkWidget *
find (GtkWidget *parent, GType type, const char *text)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (parent, type) &&
      (text == NULL || g_str_equal (gtk_label_get_label (GTK_LABEL (parent)), text)))
    return parent;
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_setenv ("TIENDO_NOW", "2024-06-28T09:10", TRUE);
  td_test_office_open (&fixture->base);
  td_workspace_act (fixture->base.workspace, "dossier.import", "x", fill_cb, NULL, &error);
  g_assert_no_error (error);
  fixture->page = GTK_WIDGET (td_dossiers_page_new (fixture->base.workspace));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 800);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_free (fixture->series);
  g_free (fixture->category);
  td_test_office_clear (&fixture->base);
}

static void
mark_cb (TdChartView *view, const char *series, const char *category, Fixture *fixture)
{
  g_free (fixture->series);
  g_free (fixture->category);
  fixture->series = g_strdup (series);
  fixture->category = g_strdup (category);
}

/* What the chart says of the value that was activated; the rate stands for all results */
static gint64
wanted_of (Fixture *fixture, TdDossierChartKind kind, const TdChart *chart)
{
  gint64 all = 0;

  for (guint c = 0; c < chart->categories->len; c++)
    {
      if (g_strcmp0 (td_chart_category (chart, c)->key, fixture->category) != 0)
        continue;
      for (guint s = 0; s < chart->series->len; s++)
        {
          gint64 n = td_dossier_chart_mark_count (kind, chart, s, c);

          if (g_strcmp0 (td_chart_series (chart, s)->key, fixture->series) == 0)
            return n;
          all += n;
        }
    }
  g_assert_cmpstr (fixture->series, ==, "rate");

  return all;
}

static gboolean
shows (Fixture *fixture, gint64 n)
{
  g_autofree char *text = g_strdup_printf (
      n == 1 ? "%" G_GINT64_FORMAT " dossier" : "%" G_GINT64_FORMAT " dossiers", n);

  return find (fixture->page, GTK_TYPE_LABEL, text) != NULL;
}

/* Enter on the value under the cursor */
static void
activate (Fixture *fixture, TdDossierChartKind kind, TdChartView *view, GHashTable *seen)
{
  const TdChart *chart = td_chart_view_get_chart (view);
  gint64 n;

  if (!td_chart_view_activate_cursor (view))
    return;
  if (!g_hash_table_add (seen, g_strconcat (fixture->category, "/", fixture->series, NULL)))
    return;
  n = wanted_of (fixture, kind, chart);
  g_test_message ("%s %s %s: %d", td_dossier_chart_nick (kind), fixture->category, fixture->series,
                  (int) n);
  WAIT_FOR (shows (fixture, n));
}

static guint
count_values (TdDossierChartKind kind, const TdChart *chart)
{
  guint n = 0;

  for (guint s = 0; s < chart->series->len; s++)
    for (guint c = 0; c < chart->categories->len; c++)
      n += td_dossier_chart_mark_count (kind, chart, s, c) > 0;

  return n;
}

static void
check_chart (Fixture *fixture, TdDossierChartKind kind)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkWidget *charts = find (fixture->page, TD_TYPE_DOSSIER_CHARTS, NULL);
  TdChartView *view = TD_CHART_VIEW (find (charts, TD_TYPE_CHART_VIEW, NULL));
  guint wide, high;
  gulong handler = g_signal_connect (view, "mark-activated", G_CALLBACK (mark_cb), fixture);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (charts, GTK_TYPE_DROP_DOWN, NULL)), kind);
  WAIT_FOR (td_chart_view_get_chart (view) != NULL &&
            g_str_equal (td_chart_view_get_chart (view)->title, td_dossier_chart_label (kind)));
  gtk_test_widget_wait_for_draw (fixture->window);
  wide = td_chart_view_get_chart (view)->categories->len;
  high = td_chart_view_get_chart (view)->series->len + 1;
  for (guint row = 0; row < high; row++)
    {
      for (guint column = 0; column < wide; column++)
        {
          td_chart_view_move_cursor (view, row % 2 == 0 ? 1 : -1, 0);
          activate (fixture, kind, view, seen);
        }
      td_chart_view_move_cursor (view, 0, 1);
      activate (fixture, kind, view, seen);
    }
  /* Charts by name and of days lie: their values follow one another downwards. */
  for (guint i = 0; i < wide * high; i++)
    {
      td_chart_view_move_cursor (view, 0, -1);
      activate (fixture, kind, view, seen);
    }
  g_assert_cmpuint (g_hash_table_size (seen), >=,
                    count_values (kind, td_chart_view_get_chart (view)));
  g_signal_handler_disconnect (view, handler);
}

static void
test_marks (Fixture *fixture, gconstpointer data)
{
  for (guint kind = 0; kind < TD_N_DOSSIER_CHARTS; kind++)
    check_chart (fixture, (TdDossierChartKind) kind);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();
  g_test_add ("/dossiers/marks", Fixture, NULL, set_up, test_marks, tear_down);

  return g_test_run ();
}
