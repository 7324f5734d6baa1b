/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists, searches and figures over an indexed workspace, beside plain SQL on the same file:
 *   bench-dossier-list WORKSPACE [PART]...      parts: places open search recall figures
 * One line for each figure: NAME, milliseconds of processor time of ours and of the peer, and
 * whether both gave the same. Without the peer: 0 and "-". */

#include <locale.h>
#include <stdlib.h>
#include <time.h>

#include "td-dossier-index.h"
#include "td-dossier-stats.h"
#include "td-dossier-sequence.h"
#include "td-row-sql.h"

#define PLACES 25
#define ROWS 100

typedef struct
{
  TdConnection *connection;
  gint64 newest; /* day */
  gint64 area, unit, procedure;
} Bench;

static double
now_ms (void)
{
  struct timespec at;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &at);

  return (double) at.tv_sec * 1e3 + (double) at.tv_nsec / 1e6;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare_doubles);

  return values[n / 2];
}

static void
must (const GError *error)
{
  if (error == NULL)
    return;
  g_printerr ("%s\n", error->message);
  exit (1);
}

static void
report (const char *name, double ours, double peer, int same)
{
  g_print ("%s\t%.4f\t%.3f\t%s\n", name, ours, peer, same < 0 ? "-" : same ? "same" : "DIFFERENT");
}

static gint64
number (Bench *bench, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  td_connection_query_int (bench->connection, sql, &value, &error);
  must (error);

  return value;
}

/* == The same by SQL */

static GArray *
offset_ids (Bench *bench, const TdDossierFilter *filter, const char *order, gint64 offset)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *where = td_dossier_filter_sql (filter, 1);
  g_autofree char *sql =
      g_strdup_printf ("SELECT " TD_DOSSIER_LINE_COLUMNS " FROM dossier WHERE " TD_ROW_SQL_VISIBLE
                       "%s ORDER BY %s LIMIT %d OFFSET %" G_GINT64_FORMAT,
                       where, order, ROWS, offset);
  g_autoptr (TdStatement) rows = td_connection_prepare (bench->connection, sql, &error);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  must (error);
  td_dossier_filter_bind (filter, rows, 1);
  while (td_statement_step (rows, &error) == TD_STEP_ROW)
    {
      guint32 id = (guint32) td_statement_int (rows, 0);

      g_array_append_val (ids, id);
    }
  must (error);

  return ids;
}

static gboolean
same_ids (const GArray *a, const GArray *b)
{
  gboolean same = a->len == b->len;

  for (guint i = 0; same && i < a->len; i++)
    same = g_array_index (a, guint32, i) == g_array_index (b, guint32, i);

  return same;
}

/* == Places */

/* %s: ASC or DESC; the ranks of names stand in a table beside, as a person at the shell would do */
static const char *const orders[TD_N_DOSSIER_SORTS] = {
  [TD_DOSSIER_SORT_RECEIVED] = "received %s, id %s",
  [TD_DOSSIER_SORT_DUE] = "due %s, id %s",
  [TD_DOSSIER_SORT_CODE] = "code %s, id %s",
  [TD_DOSSIER_SORT_PROCEDURE] = "coalesce ((SELECT rank FROM temp.name_rank r WHERE r.id ="
                                " procedure_name_id), 0) %s, id %s",
  [TD_DOSSIER_SORT_UNIT] = "coalesce ((SELECT rank FROM temp.name_rank r WHERE r.id ="
                           " unit_name_id), 0) %s, id %s",
  [TD_DOSSIER_SORT_APPLICANT] = "coalesce ((SELECT rank FROM temp.applicant_rank r WHERE r.name ="
                                " applicant), 0) %s, id %s",
  [TD_DOSSIER_SORT_DAYS_LEFT] = NULL,
};

static void
make_ranks (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  td_connection_exec (
      bench->connection,
      "CREATE TEMP TABLE name_rank AS SELECT id, dense_rank () OVER (ORDER BY name COLLATE"
      " vietnamese) AS rank FROM dossier_name; CREATE UNIQUE INDEX temp.name_rank_id ON name_rank"
      " (id);"
      "CREATE TEMP TABLE applicant_rank AS SELECT name, dense_rank () OVER (ORDER BY name COLLATE"
      " vietnamese) AS rank FROM (SELECT DISTINCT applicant AS name FROM dossier WHERE applicant"
      " <> ''); CREATE UNIQUE INDEX temp.applicant_rank_name ON applicant_rank (name)",
      "bench", &error);
  must (error);
}

static char *
order_sql (const TdDossierFilter *filter, TdDossierSort sort, gboolean descending)
{
  const char *way = descending ? "DESC" : "ASC";

  if (sort == TD_DOSSIER_SORT_DAYS_LEFT)
    return g_strdup_printf ("(td_outcome (state, received, due, returned, %" G_GINT64_FORMAT
                            ", 0) NOT IN (%d, %d)), due %s, id %s",
                            filter->as_of_day, TD_OUTCOME_PENDING_IN_TIME,
                            TD_OUTCOME_PENDING_OVERDUE, way, way);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (orders[sort], way, way);
#pragma GCC diagnostic pop
}

static TdDossierFilter *
make_filter (Bench *bench, const char *name)
{
  TdDossierFilter *filter = td_dossier_filter_new (bench->newest);

  if (g_str_equal (name, "year in hand"))
    td_dossier_filter_set_period (filter, bench->newest - 600, bench->newest - 235);
  else if (g_str_equal (name, "late"))
    filter->outcomes = 1u << TD_OUTCOME_LATE | 1u << TD_OUTCOME_PENDING_OVERDUE;
  else if (g_str_equal (name, "unit and channel"))
    {
      td_dossier_filter_add_id (&filter->units, bench->unit);
      filter->channels = 1u << TD_CHANNEL_ONLINE;
    }
  else if (g_str_equal (name, "area"))
    td_dossier_filter_add_id (&filter->areas, bench->area);
  else if (g_str_equal (name, "procedure"))
    td_dossier_filter_add_id (&filter->procedures, bench->procedure);

  return filter;
}

static const char *const filters[] = { "all",  "year in hand", "late", "unit and channel",
                                       "area", "procedure" };

static double
read_places (Bench *bench, TdDossierSequence *view, const TdDossierFilter *filter, GRand *rand)
{
  double times[PLACES];

  for (guint i = 0; i < PLACES; i++)
    {
      g_autoptr (GError) error = NULL;
      guint n = td_dossier_sequence_get_n (view);
      guint at = (guint) g_rand_int_range (rand, 0, (gint32) MAX (n, ROWS + 1) - ROWS);
      double start = now_ms ();
      g_autoptr (GArray) ids = td_dossier_sequence_read (view, bench->connection, at, ROWS, &error);
      g_autoptr (GArray) lines = NULL;

      must (error);
      lines = td_dossier_lines_by_ids (bench->connection, (const guint32 *) (void *) ids->data,
                                       ids->len, filter->as_of_day, filter->mode, &error);
      must (error);
      times[i] = now_ms () - start;
      for (guint line = 0; line < lines->len; line++)
        td_dossier_line_clear (&g_array_index (lines, TdDossierLine, line));
    }

  return median (times, PLACES);
}

static void
measure_places (Bench *bench, const char *name, TdDossierSort sort, gboolean descending)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (TdDossierFilter) filter = make_filter (bench, name);
  g_autofree char *order = order_sql (filter, sort, descending);
  g_autofree char *label = g_strdup_printf ("place: %s, by %s%s", name, td_dossier_sort_nick (sort),
                                            descending ? ", descending" : "");
  g_autofree char *opening = g_strdup_printf ("open: %s", label + strlen ("place: "));
  double start = now_ms (), ours, opened, peer;
  g_autoptr (TdDossierSequence) view =
      td_dossier_sequence_new (bench->connection, filter, sort, descending, &error);
  g_autoptr (GArray) expected = NULL, found = NULL;
  guint at;

  must (error);
  opened = now_ms () - start;
  ours = read_places (bench, view, filter, rand);
  at = (guint) g_rand_int_range (rand, 0, (gint32) td_dossier_sequence_get_n (view) + 1);
  at = MAX (at, td_dossier_sequence_get_n (view) / 3);
  start = now_ms ();
  expected = offset_ids (bench, filter, order, at);
  peer = now_ms () - start;
  found = td_dossier_sequence_read (view, bench->connection, at, ROWS, &error);
  must (error);
  report (label, ours, peer, same_ids (found, expected));
  report (opening, opened, 0, -1);
}

static void
places (Bench *bench)
{
  make_ranks (bench);
  for (guint f = 0; f < G_N_ELEMENTS (filters); f++)
    for (guint sort = 0; sort < TD_N_DOSSIER_SORTS; sort++)
      measure_places (bench, filters[f], (TdDossierSort) sort, (f + sort) % 2 == 1);
  for (guint sort = 0; sort < TD_N_DOSSIER_SORTS; sort++)
    measure_places (bench, "all", (TdDossierSort) sort, sort % 2 == 0);
}

/* == The first screen of a list that is asked for the first time */

static void
open_lists (Bench *bench)
{
  for (guint f = 0; f < G_N_ELEMENTS (filters); f++)
    for (guint sort = 0; sort < TD_N_DOSSIER_SORTS; sort++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (TdDossierFilter) filter = make_filter (bench, filters[f]);
        g_autofree char *label = g_strdup_printf ("first screen: %s, by %s", filters[f],
                                                  td_dossier_sort_nick ((TdDossierSort) sort));
        double start = now_ms (), ours;
        g_autoptr (GArray) ids = td_dossier_sequence_first (
            bench->connection, filter, (TdDossierSort) sort, TRUE, ROWS, &error);
        g_autoptr (TdDossierSequence) all = NULL;
        g_autoptr (GArray) expected = NULL;

        must (error);
        ours = now_ms () - start;
        all =
            td_dossier_sequence_new (bench->connection, filter, (TdDossierSort) sort, TRUE, &error);
        must (error);
        expected = td_dossier_sequence_read (all, bench->connection, 0, ROWS, &error);
        must (error);
        if (ids == NULL)
          ours = now_ms () - start;
        report (label, ours, 0, ids == NULL || same_ids (ids, expected));
      }
}

/* == Search */

static const struct
{
  const char *words, *like;
} searches[] = {
  { "nguyen", "%Nguyễn%" },
  { "van", "%Văn%" },
  { "nguyen van", "%Nguyễn Văn%" },
  { "thi", "%Thị%" },
  { "dinh van duc", "%Đinh Văn Đức%" },
  { "dang quoc khanh", "%Đặng Quốc Khánh%" },
  { "do thi ngoc", "%Đỗ Thị Ngọc%" },
  { "doan", "%Đoàn%" },
  { "zzyx", "%zzyx%" },
};

static void
search (Bench *bench)
{
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TdDossierFilter) filter = make_filter (bench, "all");
      g_autofree char *scan = g_strdup_printf (
          "SELECT count (*) FROM dossier WHERE applicant LIKE '%s'", searches[i].like);
      double times[5], start, peer;
      g_autoptr (GArray) ids = NULL, expected = NULL;
      g_autofree char *label = NULL;
      gint64 n = 0;

      filter->search = g_strdup (searches[i].words);
      for (guint run = 0; run < G_N_ELEMENTS (times); run++)
        {
          g_autoptr (TdDossierSequence) view = NULL;

          g_clear_pointer (&ids, g_array_unref);
          start = now_ms ();
          ids = td_dossier_sequence_first (bench->connection, filter, TD_DOSSIER_SORT_RECEIVED,
                                           TRUE, ROWS, &error);
          must (error);
          if (ids == NULL)
            {
              view = td_dossier_sequence_new (bench->connection, filter, TD_DOSSIER_SORT_RECEIVED,
                                              TRUE, &error);
              must (error);
              ids = td_dossier_sequence_read (view, bench->connection, 0, ROWS, &error);
            }
          times[run] = now_ms () - start;
        }
      start = now_ms ();
      n = number (bench, scan);
      peer = now_ms () - start;
      expected = offset_ids (bench, filter, "received DESC, id DESC", 0);
      label = g_strdup_printf ("search: %s (%" G_GINT64_FORMAT " with its marks)",
                               searches[i].words, n);
      report (label, median (times, G_N_ELEMENTS (times)), peer, same_ids (ids, expected));
    }
}

/* Names of dossiers here and there, whole and in part: whether the newest 100 are those of a scan.
 */
static void
recall (Bench *bench)
{
  enum
  {
    N_QUERIES = 24
  };
  gint64 top = number (bench, "SELECT max (id) FROM dossier");
  guint n_same = 0;

  for (guint i = 0; i < N_QUERIES; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TdDossierFilter) filter = make_filter (bench, "all");
      g_autofree char *sql = g_strdup_printf (
          "SELECT applicant FROM dossier WHERE id >= %" G_GINT64_FORMAT " AND applicant <> ''"
          " LIMIT 1",
          1 + top / N_QUERIES * i);
      g_autofree char *name = td_connection_query_text (bench->connection, sql, &error);
      g_auto (GStrv) words = g_strsplit (name != NULL ? name : "", " ", -1);
      guint n = g_strv_length (words);
      g_autoptr (TdDossierSequence) view = NULL;
      g_autoptr (GArray) ids = NULL, expected = NULL;

      must (error);
      /* the whole name, its end, its first word, a piece of a word */
      filter->search = i % 4 == 0 || n < 2 ? g_strdup (name)
                       : i % 4 == 1        ? g_strjoinv (" ", words + n - 2)
                       : i % 4 == 2        ? g_strdup (words[0])
                                           : g_utf8_substring (words[n - 1], 0, 2);
      view = td_dossier_sequence_new (bench->connection, filter, TD_DOSSIER_SORT_RECEIVED, TRUE,
                                      &error);
      must (error);
      ids = td_dossier_sequence_read (view, bench->connection, 0, ROWS, &error);
      must (error);
      expected = offset_ids (bench, filter, "received DESC, id DESC", 0);
      n_same += same_ids (ids, expected);
    }
  report ("recall: newest 100 of names here and there beside a scan", 0, 0, n_same == N_QUERIES);
}

/* == Figures of dossiers in hand */

static void
figures (Bench *bench)
{
  static const TdDossierBy bys[] = { TD_DOSSIER_BY_NONE, TD_DOSSIER_BY_AREA,
                                     TD_DOSSIER_BY_MONTH_RETURNED };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (bys); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TdDossierFilter) filter = make_filter (bench, "year in hand");
      TdDossierBy by = bys[i / 2];
      g_autofree char *label = NULL;
      double start = now_ms (), ours, peer;
      g_autoptr (GPtrArray) groups = NULL;
      g_autoptr (TdStatement) rows = NULL;
      gint64 total = 0;
      TdDossierCounts totals;

      if (i % 2 == 1)
        td_dossier_filter_add_id (&filter->units, bench->unit);
      start = now_ms ();
      groups = td_dossier_stats (bench->connection, filter, by, &totals, &error);
      ours = now_ms () - start;
      must (error);
      start = now_ms ();
      rows = td_dossier_stats_prepare (bench->connection, filter, by, "", &error);
      must (error);
      while (td_statement_step (rows, &error) == TD_STEP_ROW)
        if (td_statement_int (rows, 1) < TD_N_OUTCOMES &&
            (by != TD_DOSSIER_BY_MONTH_RETURNED || td_statement_int (rows, 1) <= TD_OUTCOME_LATE))
          total += td_statement_int (rows, 2);
      peer = now_ms () - start;
      label = g_strdup_printf ("figures: a year in hand%s, by %s", i % 2 == 1 ? " of a unit" : "",
                               td_dossier_by_nick (by));
      report (label, ours, peer, total == totals.total);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Bench *bench);
  } parts[] = { { "places", places },
                { "open", open_lists },
                { "search", search },
                { "recall", recall },
                { "figures", figures } };
  g_autoptr (GError) error = NULL;
  Bench bench = { NULL };

  setlocale (LC_ALL, "C.UTF-8");
  if (argc < 2)
    return 2;
  /* the ranks of names of the peer are temporary tables */
  bench.connection = td_connection_open (argv[1], TD_CONNECTION_DEFAULT, &error);
  must (error);
  if (number (&bench, "SELECT count (*) FROM dossier_index WHERE generation > 0") == 0)
    {
      g_printerr ("there is no index\n");
      return 1;
    }
  bench.newest = number (&bench, "SELECT max (received) / 86400 FROM dossier");
  bench.area = number (&bench, "SELECT area_name_id FROM dossier WHERE id = 4321");
  bench.unit = number (&bench, "SELECT unit_name_id FROM dossier WHERE id = 4321");
  bench.procedure = number (&bench, "SELECT procedure_name_id FROM dossier WHERE id = 4321");
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (argc == 2 || g_strv_contains ((const char *const *) argv + 2, parts[i].name))
      parts[i].run (&bench);
  td_connection_free (bench.connection);

  return 0;
}
