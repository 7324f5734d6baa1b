/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is answered with the index of dossiers is what the rows say, whatever was changed since it
 * was made. The other side of each comparison is one plain query, which reads no index. */

#include <string.h>

#include "td-check.h"
#include "td-dossier-figures.h"
#include "td-dossier-index.h"
#include "td-dossier-sequence.h"
#include "td-test-store.h"

#define DOSSIERS 9500 /* three blocks of rows */
#ifdef __SANITIZE_ADDRESS__
#define FILTERS 12 /* each kind of list and figure once, and a few at random */
#else
#define FILTERS 28
#endif
#define DAYS 400
#define FIRST_DAY 19700

static const char *const names[] = { "Nguyễn Văn An",   "Nguyễn Văn Ân", "Trần Thị Đức",
                                     "Đặng Hữu Phúc",   "Dương Thị Hoa", "Lê Văn Đinh",
                                     "đinh văn đức",    "Hồ Ngọc Ẩn",    "Công ty 12-A",
                                     "Ủy ban xã H40.7", "Phạm  Quý Ý\nO" };
static const char *const words[] = { "nguyen", "an",      "duc",  "dinh van", "h40",
                                     "0012",   "cap ban", "zzz",  "h40.",     "nguyễn ",
                                     "cong",   "ext",     "đ an", "bang" };

typedef struct
{
  GRand *rand;
  guint from, n;
} Make;

static gint64
random_time (GRand *rand, gint64 from)
{
  return from + g_rand_int_range (rand, 0, 40 * 86400);
}

static void
fill_row (GRand *rand, TdDossierRow *row)
{
  row->state = g_rand_int_range (rand, 0, TD_N_DOSSIER_STATES);
  if (g_rand_int_range (rand, 0, 3) != 0)
    row->state = TD_DOSSIER_STATE_PROCESSING;
  row->channel = g_rand_int_range (rand, 0, TD_N_CHANNELS);
  row->level = g_rand_int_range (rand, 0, TD_N_LEVELS);
  row->received = (gint64) FIRST_DAY * 86400 + g_rand_int_range (rand, 0, DAYS * 86400);
  /* ties, and days that are the same */
  if (g_rand_boolean (rand))
    row->received -= row->received % 86400;
  row->due = g_rand_int_range (rand, 0, 20) == 0 ? 0 : random_time (rand, row->received);
  row->returned = g_rand_int_range (rand, 0, 3) == 0 ? 0 : random_time (rand, row->received);
  if (g_rand_int_range (rand, 0, 8) == 0)
    row->returned = row->due;
  row->area_name_id = g_rand_int_range (rand, 0, 4);
  row->procedure_name_id = g_rand_int_range (rand, 0, 7);
  row->unit_name_id = g_rand_int_range (rand, 0, 6);
  g_free (row->applicant);
  row->applicant = g_rand_int_range (rand, 0, 30) == 0
                       ? NULL
                       : g_strdup (names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))]);
  if (row->applicant != NULL && g_rand_boolean (rand))
    {
      g_autofree char *plain = g_steal_pointer (&row->applicant);

      row->applicant = g_strdup_printf ("%s %d", plain, g_rand_int_range (rand, 0, 300));
    }
}

static gboolean
make_cb (TdWriter *writer, gpointer data, GError **error)
{
  Make *make = data;

  for (guint i = 0; i < make->n; i++)
    {
      TdDossierRow *row = td_row_new (TD_KIND_DOSSIER);
      gboolean done;

      fill_row (make->rand, row);
      row->code = g_strdup_printf ("H40.%d-%06u%s", g_rand_int_range (make->rand, 1, 12),
                                   make->from + i, i % 97 == 0 ? "-Đ" : "");
      if (i % 50 == 0)
        row->external_code = g_strdup_printf ("EXT%u", i);
      if (i % 1000 == 999)
        row->received = -5; /* fits into no column */
      done = td_writer_insert (writer, TD_KIND_DOSSIER, row, error);
      td_row_free (TD_KIND_DOSSIER, row);
      if (!done)
        return FALSE;
    }

  return TRUE;
}

static gboolean
names_cb (TdWriter *writer, gpointer data, GError **error)
{
  static const char *const texts[] = { "Đất đai", "Cấp bản sao", "an sinh",
                                       "Ân xá",   "Bằng cấp",    "cấp bằng" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      TdDossierNameRow *name = td_row_new (TD_KIND_DOSSIER_NAME);
      gboolean done;

      name->name = g_strdup (texts[i]);
      name->role = g_strdup ("procedure");
      done = td_writer_insert (writer, TD_KIND_DOSSIER_NAME, name, error);
      td_row_free (TD_KIND_DOSSIER_NAME, name);
      if (!done)
        return FALSE;
    }

  return TRUE;
}

static void
act (TdTestStore *store, TdActionFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  td_workspace_act (store->workspace, "record.add", "Add", func, data, &error);
  g_assert_no_error (error);
}

static void
index_now (TdTestStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdConnection) connection =
      td_connection_open (store->path, TD_CONNECTION_DEFAULT, &error);

  g_assert_no_error (error);
  td_connection_exec (connection, "BEGIN IMMEDIATE", "test", &error);
  td_dossier_index_build_here (connection, &error);
  g_assert_no_error (error);
  td_connection_exec (connection, "COMMIT", "test", &error);
  g_assert_no_error (error);
}

/* Past everything that knows of the index but its triggers */
static void
exec (TdTestStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdConnection) connection =
      td_connection_open (store->path, TD_CONNECTION_DEFAULT, &error);

  g_assert_no_error (error);
  td_connection_exec (connection, sql, "test", &error);
  g_assert_no_error (error);
}

static TdDossierFilter *
random_filter (GRand *rand)
{
  TdDossierFilter *filter =
      td_dossier_filter_new (FIRST_DAY + g_rand_int_range (rand, -20, DAYS + 90));
  gint64 day = FIRST_DAY + g_rand_int_range (rand, 0, DAYS);

#define SOMETIMES(n) (g_rand_int_range (rand, 0, n) == 0)
  filter->mode = (TdCountMode) g_rand_int_range (rand, 0, 2);
  filter->basis = (TdDossierBasis) g_rand_int_range (rand, 0, 4);
  if (SOMETIMES (2))
    filter->from_day = day;
  if (SOMETIMES (2))
    filter->to_day = day + g_rand_int_range (rand, 0, 200);
  if (SOMETIMES (3))
    td_dossier_filter_set_period (filter, day, day + 91);
  if (SOMETIMES (3))
    filter->outcomes = (guint) g_rand_int_range (rand, 0, 1 << (TD_N_OUTCOMES + 1));
  if (SOMETIMES (5))
    filter->channels = (guint) g_rand_int_range (rand, 0, 16);
  if (SOMETIMES (5))
    filter->levels = (guint) g_rand_int_range (rand, 0, 16);
  for (guint i = 0; i < 3 && SOMETIMES (3); i++)
    td_dossier_filter_add_id (i == 0   ? &filter->areas
                              : i == 1 ? &filter->procedures
                                       : &filter->units,
                              g_rand_int_range (rand, 0, 6));
  if (SOMETIMES (5))
    {
      filter->any_due_from = g_rand_boolean (rand);
      filter->any_due_to = g_rand_boolean (rand);
      filter->due_from = day;
      filter->due_to = day + 60;
    }
  if (SOMETIMES (6))
    {
      filter->any_returned = TRUE;
      filter->returned_from = day;
      filter->returned_to = day + 40;
    }
  filter->every_state = SOMETIMES (6);
  if (SOMETIMES (3))
    {
      filter->list = (TdDossierList) g_rand_int_range (rand, 0, 4);
      filter->list_day = filter->as_of_day + g_rand_int_range (rand, -10, 10);
    }
  if (SOMETIMES (3))
    filter->search = g_strdup (words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
  else if (SOMETIMES (6))
    filter->search =
        g_strjoin (" ", "an", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))], NULL);
#undef SOMETIMES

  return filter;
}

static void
compare_view (TdConnection *connection,
              const TdDossierFilter *filter,
              TdDossierSort sort,
              gboolean descending,
              GRand *rand)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) expected =
      td_dossier_lines_ids (connection, filter, sort, descending, -1, &error);
  g_autoptr (TdDossierSequence) view =
      td_dossier_sequence_new (connection, filter, sort, descending, &error);
  g_autoptr (GArray) all = NULL, some = NULL, first = NULL;
  guint at, n;

  g_assert_no_error (error);
  g_assert_cmpuint (td_dossier_sequence_get_n (view), ==, expected->len);
  all = td_dossier_sequence_read (view, connection, 0, G_MAXUINT, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (all->data, all->len * sizeof (guint32), expected->data,
                   expected->len * sizeof (guint32));

  first = td_dossier_sequence_first (connection, filter, sort, descending, 70, &error);
  g_assert_no_error (error);
  if (first != NULL)
    g_assert_cmpmem (first->data, first->len * sizeof (guint32), expected->data,
                     MIN (expected->len, 70) * sizeof (guint32));
  if (expected->len == 0)
    return;
  at = (guint) g_rand_int_range (rand, 0, (gint32) expected->len);
  n = MIN (100, expected->len - at);
  some = td_dossier_sequence_read (view, connection, at, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (some->data, some->len * sizeof (guint32), &g_array_index (expected, guint32, at),
                   n * sizeof (guint32));
  g_assert_true (td_dossier_sequence_find (view, connection, g_array_index (expected, guint32, at),
                                           &n, &error));
  g_assert_cmpuint (n, ==, at);
}

/* As td_dossier_stats() does with rows */
static gint64
sum_rows (TdConnection *connection,
          const TdDossierFilter *filter,
          TdDossierBy by,
          GHashTable *cells)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdStatement) rows = td_dossier_stats_prepare (connection, filter, by, "", &error);
  gint64 total = 0;

  g_assert_no_error (error);
  while (td_statement_step (rows, &error) == TD_STEP_ROW)
    {
      gint64 outcome = td_statement_int (rows, 1);

      if (outcome >= TD_N_OUTCOMES ||
          (by == TD_DOSSIER_BY_MONTH_RETURNED && outcome > TD_OUTCOME_LATE))
        continue;
      g_hash_table_insert (cells,
                           GSIZE_TO_POINTER ((gsize) (td_statement_int (rows, 0) * 16 + outcome)),
                           GSIZE_TO_POINTER ((gsize) td_statement_int (rows, 2)));
      total += td_statement_int (rows, 2);
    }
  g_assert_no_error (error);

  return total;
}

static void
compare_figures (TdConnection *connection, const TdDossierFilter *filter, TdDossierBy by)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_dossier_group_free);
  g_autoptr (GHashTable) cells = g_hash_table_new (NULL, NULL);
  gint64 total = sum_rows (connection, filter, by, cells);

  if (!td_dossier_figures_stats (connection, filter, by, groups, &error))
    {
      g_assert_no_error (error);
      return;
    }
  for (guint i = 0; i < groups->len; i++)
    {
      const TdDossierGroup *group = g_ptr_array_index (groups, i);

      for (gint64 outcome = 0; outcome < TD_N_OUTCOMES; outcome++)
        g_assert_cmpint (group->counts.counts[outcome], ==,
                         GPOINTER_TO_SIZE (g_hash_table_lookup (
                             cells, GSIZE_TO_POINTER ((gsize) (group->id * 16 + outcome)))));
      total -= group->counts.total;
    }
  g_assert_cmpint (total, ==, 0);
}

static void
compare (TdTestStore *store, GRand *rand)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdConnection) connection =
      td_connection_open (store->path, TD_CONNECTION_READ_ONLY, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < FILTERS; i++)
    {
      g_autoptr (TdDossierFilter) filter =
          i < TD_N_DOSSIER_SORTS ? td_dossier_filter_new (FIRST_DAY + DAYS) : random_filter (rand);
      gint64 counted, listed;

      compare_view (connection, filter, (TdDossierSort) (i % TD_N_DOSSIER_SORTS),
                    g_rand_boolean (rand), rand);
      compare_figures (connection, filter, (TdDossierBy) (i % TD_N_DOSSIER_BY));
      g_assert_true (td_dossier_lines_count (connection, filter, &counted, &error));
      g_assert_true (td_dossier_lines_count_among (connection, filter, "", &listed, &error));
      g_assert_cmpint (counted, ==, listed);
    }
  g_assert_cmpint (td_dossier_index_compare (connection, &error), ==, 0);
  g_assert_no_error (error);
}

static gboolean
change_cb (TdWriter *writer, gpointer data, GError **error)
{
  Make *make = data;

  for (guint i = 0; i < make->n; i++)
    {
      gint64 id = g_rand_int_range (make->rand, 1, DOSSIERS);
      TdDossierRow *before = td_writer_get (writer, TD_KIND_DOSSIER, id, NULL);
      TdDossierRow *after;
      gboolean done;

      if (before == NULL)
        continue;
      after = td_row_copy (TD_KIND_DOSSIER, before);
      fill_row (make->rand, after);
      done = i % 10 == 0 ? td_writer_delete (writer, TD_KIND_DOSSIER, id, error)
                         : td_writer_update (writer, TD_KIND_DOSSIER, before, after, error);
      td_row_free (TD_KIND_DOSSIER, before);
      td_row_free (TD_KIND_DOSSIER, after);
      if (!done)
        return FALSE;
    }

  return TRUE;
}

static void
undo (TdTestStore *store)
{
  g_autoptr (GError) error = NULL;

  td_workspace_undo (store->workspace, &error);
  g_assert_no_error (error);
}

static void
redo (TdTestStore *store)
{
  g_autoptr (GError) error = NULL;

  td_workspace_redo (store->workspace, &error);
  g_assert_no_error (error);
}

static gboolean
has_index (TdTestStore *store)
{
  return td_test_store_sql_int (store->path,
                                "SELECT count (*) FROM dossier_index WHERE generation > 0") == 1;
}

static void
test_against_rows (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  Make make = { rand, 1, DOSSIERS };

  td_test_store_setup (&store);
  act (&store, names_cb, NULL);
  act (&store, make_cb, &make);
  index_now (&store);
  g_assert_true (has_index (&store));
  compare (&store, rand);

  make.n = 150;
  act (&store, change_cb, &make);
  make.from = DOSSIERS + 1;
  act (&store, make_cb, &make);
  compare (&store, rand);
  undo (&store);
  undo (&store);
  compare (&store, rand);

  /* deleted, made anew without them, and back again */
  redo (&store);
  index_now (&store);
  compare (&store, rand);
  undo (&store);
  g_assert_true (has_index (&store));
  compare (&store, rand);
  td_test_store_check (&store);
}

/* All of a block is changed, which leaves nothing of it to compare keys with. */
static void
test_whole_block (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  Make make = { rand, 1, DOSSIERS };

  td_test_store_setup (&store);
  act (&store, names_cb, NULL);
  act (&store, make_cb, &make);
  index_now (&store);
  exec (&store, "UPDATE dossier SET due = due + 40000, applicant = 'B' || id WHERE"
                " received BETWEEN 1710000000 AND 1724000000");
  compare (&store, rand);
}

/* What changes while an index is made is fresh in it. */
typedef struct
{
  TdTestStore *store;
  TdConnection *writer;
  guint n_kept;
} Meanwhile;

static gboolean
begin_cb (gint64 *generation, gint64 *top_id, gpointer data, GError **error)
{
  return td_index_sink_begin (((Meanwhile *) data)->writer, generation, top_id, error);
}

static gboolean
keep_cb (gint64 generation, GArray *ids, GPtrArray *blocks, gpointer data, GError **error)
{
  Meanwhile *self = data;

  if (self->n_kept++ == 0)
    exec (self->store, "UPDATE dossier SET unit_name_id = 5, due = 1 WHERE id % 100 = 7;"
                       "DELETE FROM dossier WHERE id % 1000 = 3;"
                       "INSERT INTO dossier (code, received) VALUES ('late', 1715000000)");

  return td_index_sink_keep (self->writer, generation, ids, blocks, error);
}

static gboolean
finish_cb (const TdDossierIndex *made, GArray *fresh, gpointer data, GError **error)
{
  return td_index_sink_finish (((Meanwhile *) data)->writer, made, fresh, error);
}

static void
test_meanwhile (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  Make make = { rand, 1, DOSSIERS };

  td_test_store_setup (&store);
  act (&store, names_cb, NULL);
  act (&store, make_cb, &make);
  for (guint turn = 0; turn < 2; turn++)
    {
      g_autoptr (TdConnection) reader =
          td_connection_open (store.path, TD_CONNECTION_READ_ONLY, &error);
      g_autoptr (TdConnection) writer =
          td_connection_open (store.path, TD_CONNECTION_DEFAULT, &error);
      Meanwhile meanwhile = { &store, writer, 0 };
      TdIndexSink sink = { begin_cb, keep_cb, finish_cb, &meanwhile, FALSE };

      g_assert_true (td_dossier_index_build (reader, &sink, NULL, &error));
      g_assert_no_error (error);
      compare (&store, rand);
    }
}

/* What no trigger tells of puts it out of use. */
static void
test_dropped (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GRand) rand = g_rand_new_with_seed (10);
  Make make = { rand, 1, 3000 };

  td_test_store_setup (&store);
  act (&store, names_cb, NULL);
  act (&store, make_cb, &make);
  index_now (&store);
  td_test_store_set (&store, TD_KIND_DOSSIER_NAME, 2, "name", "Zebra");
  g_assert_false (has_index (&store));
  compare (&store, rand);
}

static guint
count_findings (TdTestStore *store, gboolean repair)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = td_check_workspace (store->workspace, repair, &error);

  g_assert_no_error (error);

  return findings->len;
}

/* Each thing it holds, changed by hand, is found; nothing makes a reader crash. */
static void
test_damaged (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  Make make = { rand, 1, 4200 };

  td_test_store_setup (&store);
  act (&store, names_cb, NULL);
  act (&store, make_cb, &make);
  for (guint kind = 0; kind <= TD_BLOCK_NAMES; kind++)
    {
      g_autofree char *sql = g_strdup_printf (
          "UPDATE dossier_block SET data = CAST (substr (data, 1, 12) || substr (data, 300, 60) ||"
          " substr (data, 73) AS BLOB) WHERE (id >> 24 & 31) = %u",
          kind);

      index_now (&store);
      g_assert_cmpuint (count_findings (&store, FALSE), ==, 0);
      exec (&store, sql);
      for (guint i = 0; i < 14; i++)
        {
          g_autoptr (TdDossierFilter) filter = random_filter (rand);
          g_autoptr (TdDossierSequence) view =
              td_dossier_sequence_new (td_workspace_get_connection (store.workspace), filter,
                                       (TdDossierSort) (i % TD_N_DOSSIER_SORTS), FALSE, NULL);
          g_autoptr (GArray) ids =
              view != NULL
                  ? td_dossier_sequence_read (view, td_workspace_get_connection (store.workspace),
                                              0, 10000, NULL)
                  : NULL;

          g_assert_true (ids == NULL || ids->len <= 4200);
        }
      g_assert_cmpuint (count_findings (&store, TRUE), ==, 1);
      g_assert_cmpuint (count_findings (&store, FALSE), ==, 0);
    }
}

/* On its own thread, of a workspace that is closed at once: few dossiers need none. */
static void
test_behind (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);
  Make make = { rand, 1, 100 };

  td_test_store_setup (&store);
  act (&store, names_cb, NULL);
  act (&store, make_cb, &make);
  td_workspace_index_dossiers_behind (store.workspace);
  td_workspace_index_dossiers_behind (store.workspace);
  td_test_store_reopen (&store);
  g_assert_false (has_index (&store));
}

static void
test_pack (void)
{
  static const guint32 sets[][4] = {
    { 0, 0, 0, 0 },
    { 1, 0, 1, 1 },
    { G_MAXUINT32, 0, 1, 7 },
    { 1700000000, 1700000255, 1700000256, 0 },
    { 70000, 70000 + 65534, 0, 70001 },
    { 1, G_MAXUINT32, 0, 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autoptr (GByteArray) bytes = td_block_pack (sets[i], 4);
      guint32 values[TD_BLOCK_ROWS];
      guint n;

      g_assert_true (td_block_unpack (bytes->data, bytes->len, values, &n));
      g_assert_cmpmem (values, n * sizeof *values, sets[i], sizeof sets[i]);
      g_assert_false (td_block_unpack (bytes->data, bytes->len + 1, values, &n));
      g_assert_false (td_block_unpack (bytes->data, 11, values, &n));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/dossier-index/pack", test_pack);
  g_test_add_func ("/store/dossier-index/against-rows", test_against_rows);
  g_test_add_func ("/store/dossier-index/whole-block", test_whole_block);
  g_test_add_func ("/store/dossier-index/meanwhile", test_meanwhile);
  g_test_add_func ("/store/dossier-index/dropped", test_dropped);
  g_test_add_func ("/store/dossier-index/damaged", test_damaged);
  g_test_add_func ("/store/dossier-index/behind", test_behind);

  return g_test_run ();
}
