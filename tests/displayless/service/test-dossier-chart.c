/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every mark of every chart of dossiers: the filter it stands for keeps exactly as many dossiers as
 * the mark says, counted by the table and by plain SQL that knows nothing of filters. */

#include <math.h>

#include "td-dossier-chart.h"
#include "td-dossier-lines.h"
#include "td-dossier-rollup.h"
#include "td-workspace.h"

#define AS_OF 20000 /* a day of 2024 */

static gboolean
fill_cb (TdWriter *writer, gpointer data, GError **error)
{
  GRand *random = g_rand_new_with_seed (7);
  static const gint64 states[] = { 10, 10, 10, 10, 10, 4, 4, 11, 7, 12, 2, 5 };

  for (guint i = 0; i < 6; i++)
    {
      TdDossierNameRow *name = td_row_new (TD_KIND_DOSSIER_NAME);

      name->role = g_strdup (i < 3 ? "area" : "procedure");
      name->name = g_strdup_printf ("Tên %u", i);
      if (!td_writer_insert (writer, TD_KIND_DOSSIER_NAME, name, error))
        return FALSE;
      td_row_free (TD_KIND_DOSSIER_NAME, name);
    }
  for (guint i = 0; i < 600; i++)
    {
      TdDossierRow *row = td_row_new (TD_KIND_DOSSIER);

      row->code = g_strdup_printf ("A-%u", i);
      row->received =
          (gint64) g_rand_int_range (random, AS_OF - 700, AS_OF) * TD_DOSSIER_DAY + 30000;
      row->due = row->received + (gint64) g_rand_int_range (random, 1, 40) * TD_DOSSIER_DAY;
      row->state = states[g_rand_int_range (random, 0, G_N_ELEMENTS (states))];
      if (row->state == 10 || row->state == 12)
        row->returned = row->received + g_rand_int_range (random, 1, 45 * TD_DOSSIER_DAY);
      row->channel = g_rand_int_range (random, 0, 4);
      row->area_name_id = g_rand_int_range (random, 0, 4);
      row->procedure_name_id = g_rand_int_range (random, 4, 7);
      if (!td_writer_insert (writer, TD_KIND_DOSSIER, row, error))
        return FALSE;
      td_row_free (TD_KIND_DOSSIER, row);
    }
  g_rand_free (random);

  return TRUE;
}

typedef struct
{
  char *folder;
  TdWorkspace *workspace;
} Fixture;

static void
setup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("td-chart-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "a.tiendo", NULL);
  fixture->workspace = td_workspace_open (path, TD_WORKSPACE_CREATE, "test", &error);
  g_assert_no_error (error);
  td_workspace_act (fixture->workspace, "dossier.import", "x", fill_cb, NULL, &error);
  g_assert_no_error (error);
}

static void
teardown (Fixture *fixture, gconstpointer data)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", fixture->folder);

  td_workspace_close (fixture->workspace);
  g_object_unref (fixture->workspace);
  g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);
  g_free (fixture->folder);
}

static void
check_chart (TdConnection *connection, TdDossierChartKind kind, const TdDossierFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdChart) chart = td_dossier_chart_make (connection, kind, filter, NAN, &error);
  guint marks = 0;

  g_assert_no_error (error);
  for (guint s = 0; s < chart->series->len; s++)
    for (guint c = 0; c < chart->categories->len; c++)
      {
        g_autoptr (TdDossierFilter) narrow = td_dossier_filter_copy (filter);
        gint64 listed = 0, wanted = td_dossier_chart_mark_count (kind, chart, s, c);
        g_autoptr (GArray) ids = NULL;

        g_assert_true (td_dossier_chart_apply_mark (kind, td_chart_category (chart, c)->key,
                                                    td_chart_series (chart, s)->key, narrow));
        g_assert_true (td_dossier_lines_count (connection, narrow, &listed, NULL));
        g_test_message ("%s %s %s: %d", td_dossier_chart_nick (kind),
                        td_chart_category (chart, c)->key, td_chart_series (chart, s)->key,
                        (int) wanted);
        g_assert_cmpint (listed, ==, wanted);
        ids = td_dossier_lines_ids (connection, narrow, TD_DOSSIER_SORT_DUE, TRUE, -1, NULL);
        g_assert_cmpint (ids->len, ==, wanted);
        marks += wanted > 0;
      }
  g_assert_cmpuint (marks, >, 0);
}

static void
test_marks (Fixture *fixture, gconstpointer data)
{
  TdConnection *connection = td_workspace_get_connection (fixture->workspace);

  for (guint mode = 0; mode < 2; mode++)
    for (guint kind = 0; kind < TD_N_DOSSIER_CHARTS; kind++)
      {
        g_autoptr (TdDossierFilter) filter = td_dossier_filter_new (AS_OF);

        filter->mode = (TdCountMode) mode;
        check_chart (connection, (TdDossierChartKind) kind, filter);
        td_dossier_filter_set_period (filter, AS_OF - 300, AS_OF - 40);
        check_chart (connection, (TdDossierChartKind) kind, filter);
        filter->channels = 1u << TD_CHANNEL_ONLINE;
        td_dossier_filter_add_id (&filter->areas, 1);
        td_dossier_filter_add_id (&filter->areas, 0);
        check_chart (connection, (TdDossierChartKind) kind, filter);
      }
}

/* The same by SQL that shares nothing with the filter. */
static void
test_sql (Fixture *fixture, gconstpointer data)
{
  TdConnection *connection = td_workspace_get_connection (fixture->workspace);
  g_autoptr (TdDossierFilter) filter = td_dossier_filter_new (AS_OF);
  g_autoptr (TdChart) chart =
      td_dossier_chart_make (connection, TD_DOSSIER_CHART_ON_TIME, filter, NAN, NULL);
  static const char *const tests[] = { "<", "=", ">" };

  for (guint s = 0; s < 3; s++)
    for (guint c = 0; c < chart->categories->len; c++)
      {
        g_autofree char *sql = g_strdup_printf (
            "SELECT count (*) FROM dossier WHERE state = 10 AND returned <= %d AND"
            " strftime ('%%Y-%%m', returned, 'unixepoch') = '%s' AND"
            " date (returned, 'unixepoch') %s date (due, 'unixepoch')",
            (AS_OF + 1) * TD_DOSSIER_DAY - 1, td_chart_category (chart, c)->key, tests[s]);
        gint64 n = -1;

        td_connection_query_int (connection, sql, &n, NULL);
        g_assert_cmpint (n, ==,
                         td_dossier_chart_mark_count (TD_DOSSIER_CHART_ON_TIME, chart, s, c));
      }
}

/* An order both ways is the same the other way round, and holds all. */
static void
test_orders (Fixture *fixture, gconstpointer data)
{
  TdConnection *connection = td_workspace_get_connection (fixture->workspace);
  g_autoptr (TdDossierFilter) filter = td_dossier_filter_new (AS_OF);
  gint64 n = 0;

  td_dossier_lines_count (connection, filter, &n, NULL);
  for (guint sort = 0; sort < TD_N_DOSSIER_SORTS; sort++)
    {
      g_autoptr (GArray) up =
          td_dossier_lines_ids (connection, filter, (TdDossierSort) sort, FALSE, -1, NULL);
      g_autoptr (GArray) down =
          td_dossier_lines_ids (connection, filter, (TdDossierSort) sort, TRUE, -1, NULL);

      g_assert_cmpint (up->len, ==, n);
      g_assert_cmpint (down->len, ==, n);
      /* days left keeps what is open in front both ways */
      for (guint i = 0; sort != TD_DOSSIER_SORT_DAYS_LEFT && i < up->len; i++)
        g_assert_cmpuint (g_array_index (up, guint32, i), ==,
                          g_array_index (down, guint32, up->len - 1 - i));
    }
}

typedef struct
{
  const char *field, *value;
  gint64 id; /* negative: delete */
} Edit;

static gboolean
edit_cb (TdWriter *writer, gpointer data, GError **error)
{
  const Edit *edit = data;

  if (edit->id < 0)
    return td_writer_delete (writer, TD_KIND_DOSSIER, -edit->id, error);

  return td_writer_set_field (writer, TD_KIND_DOSSIER, edit->id, edit->field, edit->value, error);
}

static void
assert_figures (TdConnection *connection)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (td_dossier_rollup_compare (connection, &error), ==, 0);
  g_assert_no_error (error);
}

/* The figures that are kept follow every edit, undo and redo. */
static void
test_rollup_edits (Fixture *fixture, gconstpointer data)
{
  static const Edit edits[] = {
    { "state", "4", 1 },   { "returned", "0", 2 },
    { "due", "0", 3 },     { "area_name_id", "2", 4 },
    { "channel", "3", 5 }, { "received", "1720000000", 6 },
    { NULL, NULL, -7 },    { "state", "7", 8 },
    { "state", "3", 9 },   { "returned", "1727740801", 10 },
    { NULL, NULL, -1 },
  };
  TdConnection *connection = td_workspace_get_connection (fixture->workspace);
  g_autoptr (GError) error = NULL;
  guint undone = 0;

  assert_figures (connection);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      td_workspace_act (fixture->workspace, "record.set", "x", edit_cb, (gpointer) &edits[i],
                        &error);
      g_assert_no_error (error);
      assert_figures (connection);
    }
  for (; td_workspace_undo (fixture->workspace, NULL); undone++)
    assert_figures (connection);
  g_assert_cmpuint (undone, >, 5);
  for (; td_workspace_redo (fixture->workspace, NULL); undone--)
    assert_figures (connection);
  g_assert_cmpuint (undone, ==, 0);
}

/* What the figures answer is what the rows answer: a search for nothing special asks the rows. */
static void
test_rollup_answers (Fixture *fixture, gconstpointer data)
{
  TdConnection *connection = td_workspace_get_connection (fixture->workspace);
  guint answered = 0;

  for (guint by = 0; by < TD_N_DOSSIER_BY; by++)
    for (guint variant = 0; variant < 8; variant++)
      {
        g_autoptr (TdDossierFilter) filter = td_dossier_filter_new (AS_OF + 60);
        g_autoptr (TdDossierFilter) slow = NULL;
        g_autoptr (GPtrArray) direct =
            g_ptr_array_new_with_free_func ((GDestroyNotify) td_dossier_group_free);
        g_autoptr (GPtrArray) fast = NULL;
        g_autoptr (GPtrArray) rows = NULL;
        TdDossierCounts fast_totals, row_totals;

        filter->mode = (TdCountMode) (variant & 1);
        filter->basis = by == TD_DOSSIER_BY_MONTH_RETURNED || (variant & 4)
                            ? TD_DOSSIER_BASIS_RETURNED
                            : TD_DOSSIER_BASIS_RECEIVED;
        if (filter->basis == TD_DOSSIER_BASIS_RETURNED)
          filter->outcomes = 7;
        if (variant & 2)
          {
            filter->from_day = 19539; /* 2023-07-01 */
            filter->to_day = 19904;   /* 2024-06-30 */
          }
        slow = td_dossier_filter_copy (filter);
        slow->channels = (1u << TD_N_CHANNELS) - 1; /* any: but not answered by the figures */
        answered += td_dossier_rollup_stats (connection, filter, (TdDossierBy) by, direct);
        fast = td_dossier_stats (connection, filter, (TdDossierBy) by, &fast_totals, NULL);
        rows = td_dossier_stats (connection, slow, (TdDossierBy) by, &row_totals, NULL);
        g_test_message ("%s %u", td_dossier_by_nick ((TdDossierBy) by), variant);
        g_assert_cmpmem (&fast_totals, sizeof fast_totals, &row_totals, sizeof row_totals);
        g_assert_cmpuint (fast->len, ==, rows->len);
        for (guint i = 0; i < fast->len; i++)
          {
            const TdDossierGroup *a = g_ptr_array_index (fast, i);
            const TdDossierGroup *b = g_ptr_array_index (rows, i);

            g_assert_cmpstr (a->key, ==, b->key);
            g_assert_cmpmem (&a->counts, sizeof a->counts, &b->counts, sizeof b->counts);
          }
      }
  g_assert_cmpuint (answered, >, 20);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/service/dossier-chart/marks", Fixture, NULL, setup, test_marks, teardown);
  g_test_add ("/service/dossier-chart/sql", Fixture, NULL, setup, test_sql, teardown);
  g_test_add ("/service/dossier-chart/orders", Fixture, NULL, setup, test_orders, teardown);

  g_test_add ("/service/dossier-chart/rollup-edits", Fixture, NULL, setup, test_rollup_edits,
              teardown);
  g_test_add ("/service/dossier-chart/rollup-answers", Fixture, NULL, setup, test_rollup_answers,
              teardown);

  return g_test_run ();
}
