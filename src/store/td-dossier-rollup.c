/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-rollup.h"

#include <inttypes.h>
#include <string.h>

#include "td-dossier-index.h"
#include "td-row-sql.h"

#define FAR_DAY 4000000 /* a day after all: what is pending then stays pending */

enum
{
  EARLY,
  ON_TIME,
  LATE,
  PENDING,
  SUSPENDED,
  WITHDRAWN,
  REFUSED,
  LATE_BY_MINUTE,
  N_FIGURES,
};

typedef struct
{
  guint8 by, basis;
  guint32 month;
  gint64 key;
} CellKey;

typedef struct
{
  CellKey key;
  gint64 n[N_FIGURES];
} Cell;

typedef struct
{
  guint8 by;
  guint32 month;
  gint64 key, due_day, n;
} OpenCell;

#define N_BYS (TD_DOSSIER_BY_CHANNEL + 1)
#define FIRST_YEAR 1970
#define N_MONTHS (200 * 12)
#define MOST_KEYS 65536 /* kept in arrays; a key beyond goes the slow way */

/* The figures of one month while rows are added: an array by key for each grouping. */
typedef struct
{
  GArray *figures[N_BYS]; /* (element-type gint64): N_FIGURES for each key */
} Month;

struct _TdDossierRollup
{
  Month *months[2][N_MONTHS]; /* by basis; (nullable) */
  GHashTable *cells;          /* set of Cell, by key */
  GHashTable *open;           /* set of OpenCell */
  gint64 received_day, returned_day;
  /* the month of a day: days come in runs */
  gint64 day;
  guint32 month;
};

static guint
cell_hash (gconstpointer data)
{
  const CellKey *k = data;
  guint64 h = ((guint64) k->key * 2654435761u) ^ ((guint64) k->month << 8) ^
              ((guint64) k->by << 3) ^ k->basis;

  return (guint) (h ^ (h >> 29));
}

static gboolean
cell_equal (gconstpointer a, gconstpointer b)
{
  const CellKey *x = a, *y = b;

  return x->key == y->key && x->month == y->month && x->by == y->by && x->basis == y->basis;
}

static guint
open_hash (gconstpointer data)
{
  const OpenCell *c = data;
  guint64 h = ((guint64) c->key * 2654435761u) ^ ((guint64) c->due_day << 20) ^
              ((guint64) c->month << 4) ^ c->by;

  return (guint) (h ^ (h >> 31));
}

static gboolean
open_equal (gconstpointer a, gconstpointer b)
{
  const OpenCell *x = a, *y = b;

  return x->by == y->by && x->month == y->month && x->key == y->key && x->due_day == y->due_day;
}

TdDossierRollup *
td_dossier_rollup_new (void)
{
  TdDossierRollup *self = g_new0 (TdDossierRollup, 1);

  self->cells = g_hash_table_new_full (cell_hash, cell_equal, g_free, NULL);
  self->open = g_hash_table_new_full (open_hash, open_equal, g_free, NULL);
  self->day = -1;

  return self;
}

static void
month_free (Month *self)
{
  for (guint by = 0; self != NULL && by < N_BYS; by++)
    g_clear_pointer (&self->figures[by], g_array_unref);
  g_free (self);
}

void
td_dossier_rollup_free (TdDossierRollup *self)
{
  if (self == NULL)
    return;

  for (guint basis = 0; basis < 2; basis++)
    for (guint i = 0; i < N_MONTHS; i++)
      month_free (self->months[basis][i]);
  g_hash_table_unref (self->cells);
  g_hash_table_unref (self->open);
  g_free (self);
}

static guint32
month_of (TdDossierRollup *self, gint64 seconds)
{
  gint64 day = seconds / TD_DOSSIER_DAY;

  if (day != self->day)
    {
      GDate date;

      td_dossier_day_to_date (day, &date);
      self->day = day;
      self->month = g_date_valid (&date)
                        ? (guint32) (g_date_get_year (&date) * 100 + (int) g_date_get_month (&date))
                        : 0;
    }

  return self->month;
}

static Cell *
cell_for (TdDossierRollup *self, const CellKey *key)
{
  Cell *cell = g_hash_table_lookup (self->cells, key);

  if (cell == NULL)
    {
      cell = g_new0 (Cell, 1);
      cell->key = *key;
      g_hash_table_add (self->cells, cell);
    }

  return cell;
}

static void
count (TdDossierRollup *self, const CellKey *key, guint figure, gboolean late_by_minute)
{
  guint index = (key->month / 100 - FIRST_YEAR) * 12 + key->month % 100 - 1;
  Month *month;
  GArray *figures;
  gint64 *n;

  if (key->month < FIRST_YEAR * 100 || index >= N_MONTHS || key->key >= MOST_KEYS)
    {
      n = cell_for (self, key)->n;
      n[figure]++;
      n[LATE_BY_MINUTE] += late_by_minute;
      return;
    }
  month = self->months[key->basis][index];
  if (month == NULL)
    month = self->months[key->basis][index] = g_new0 (Month, 1);
  figures = month->figures[key->by];
  if (figures == NULL)
    figures = month->figures[key->by] = g_array_new (FALSE, TRUE, sizeof (gint64));
  if (figures->len < (key->key + 1) * N_FIGURES)
    g_array_set_size (figures, (guint) (key->key + 1) * N_FIGURES);
  n = &g_array_index (figures, gint64, key->key * N_FIGURES);
  n[figure]++;
  n[LATE_BY_MINUTE] += late_by_minute;
}

/* Out of the arrays, when all rows were added. */
static void
settle (TdDossierRollup *self)
{
  for (guint basis = 0; basis < 2; basis++)
    for (guint i = 0; i < N_MONTHS; i++)
      {
        Month *month = g_steal_pointer (&self->months[basis][i]);

        for (guint by = 0; month != NULL && by < N_BYS; by++)
          for (guint key = 0;
               month->figures[by] != NULL && key < month->figures[by]->len / N_FIGURES; key++)
            {
              const gint64 *n = &g_array_index (month->figures[by], gint64, key * N_FIGURES);
              CellKey where = { (guint8) by, (guint8) basis,
                                (FIRST_YEAR + i / 12) * 100 + i % 12 + 1, key };
              gint64 any = 0;

              for (guint f = 0; f < N_FIGURES; f++)
                any |= n[f];
              if (any != 0)
                memcpy (cell_for (self, &where)->n, n, sizeof (gint64) * N_FIGURES);
            }
        month_free (month);
      }
}

static void
count_open (TdDossierRollup *self, const CellKey *key, gint64 due_day)
{
  OpenCell wanted = { key->by, key->month, key->key, due_day, 0 };
  OpenCell *cell = g_hash_table_lookup (self->open, &wanted);

  if (cell == NULL)
    {
      cell = g_memdup2 (&wanted, sizeof wanted);
      g_hash_table_add (self->open, cell);
    }
  cell->n++;
}

void
td_dossier_rollup_add (TdDossierRollup *self, const TdDossierBulkRow *row)
{
  static const guint figures[] = { EARLY,   ON_TIME,   LATE,      PENDING,
                                   PENDING, SUSPENDED, WITHDRAWN, REFUSED };
  TdOutcome outcome = td_dossier_outcome ((TdDossierState) row->state, row->received, row->due,
                                          row->returned, FAR_DAY, TD_COUNT_DAY);
  const struct
  {
    guint8 by;
    gint64 key;
  } groups[] = { { TD_DOSSIER_BY_NONE, 0 },
                 { TD_DOSSIER_BY_AREA, row->area },
                 { TD_DOSSIER_BY_PROCEDURE, row->procedure },
                 { TD_DOSSIER_BY_UNIT, row->unit },
                 { TD_DOSSIER_BY_CHANNEL, row->channel } };
  gboolean by_minute = outcome == TD_OUTCOME_ON_TIME && row->due > 0 && row->returned > row->due;
  guint32 received, returned = 0;

  self->received_day = MAX (self->received_day, row->received / TD_DOSSIER_DAY);
  self->returned_day = MAX (self->returned_day, row->returned / TD_DOSSIER_DAY);
  if (outcome >= TD_N_OUTCOMES)
    return;
  received = month_of (self, row->received);
  if (outcome <= TD_OUTCOME_LATE)
    returned = month_of (self, row->returned);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      CellKey key = { groups[i].by, TD_DOSSIER_BASIS_RECEIVED, received, groups[i].key };

      count (self, &key, figures[outcome], by_minute);
      if (figures[outcome] == PENDING)
        count_open (self, &key, row->due / TD_DOSSIER_DAY);
      if (outcome > TD_OUTCOME_LATE)
        continue;
      key.basis = TD_DOSSIER_BASIS_RETURNED;
      key.month = returned;
      count (self, &key, figures[outcome], by_minute);
    }
}

#define FIGURE_NAMES "early, on_time, late, pending, suspended, withdrawn, refused, late_by_minute"

static gboolean
flush_cells (TdDossierRollup *self, TdConnection *connection, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection,
      "INSERT INTO dossier_rollup (\"by\", basis, month, \"key\", " FIGURE_NAMES ")"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
      " ON CONFLICT (\"by\", basis, month, \"key\") DO UPDATE SET early = early + excluded.early,"
      " on_time = on_time + excluded.on_time, late = late + excluded.late,"
      " pending = pending + excluded.pending, suspended = suspended + excluded.suspended,"
      " withdrawn = withdrawn + excluded.withdrawn, refused = refused + excluded.refused,"
      " late_by_minute = late_by_minute + excluded.late_by_minute",
      error);
  GHashTableIter iter;
  gpointer data;

  if (statement == NULL)
    return FALSE;
  settle (self);
  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &data, NULL))
    {
      const Cell *cell = data;

      td_statement_reset (statement);
      td_statement_bind_int (statement, 1, cell->key.by);
      td_statement_bind_int (statement, 2, cell->key.basis);
      td_statement_bind_int (statement, 3, cell->key.month);
      td_statement_bind_int (statement, 4, cell->key.key);
      for (int i = 0; i < N_FIGURES; i++)
        td_statement_bind_int (statement, 5 + i, cell->n[i]);
      if (!td_statement_run (statement, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
flush_open (TdDossierRollup *self, TdConnection *connection, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection,
      "INSERT INTO dossier_open_rollup (\"by\", month, \"key\", due_day, n)"
      " VALUES (?1, ?2, ?3, ?4, ?5)"
      " ON CONFLICT (\"by\", month, \"key\", due_day) DO UPDATE SET n = n + excluded.n",
      error);
  GHashTableIter iter;
  gpointer data;

  if (statement == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, &data, NULL))
    {
      const OpenCell *cell = data;

      td_statement_reset (statement);
      td_statement_bind_int (statement, 1, cell->by);
      td_statement_bind_int (statement, 2, cell->month);
      td_statement_bind_int (statement, 3, cell->key);
      td_statement_bind_int (statement, 4, cell->due_day);
      td_statement_bind_int (statement, 5, cell->n);
      if (!td_statement_run (statement, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * td_dossier_rollup_flush:
 * @self: figures that were added up
 * @connection: the writer's connection, inside a transaction
 * @error: return location
 *
 * Adds them to those of the file.
 */
gboolean
td_dossier_rollup_flush (TdDossierRollup *self, TdConnection *connection, GError **error)
{
  g_autofree char *newest = g_strdup_printf (
      "INSERT INTO dossier_newest (id, received_day, returned_day) VALUES (1, %" PRId64 ", %" PRId64
      ") ON CONFLICT (id) DO UPDATE SET received_day = max (received_day,"
      " excluded.received_day), returned_day = max (returned_day, excluded.returned_day)",
      self->received_day, self->returned_day);

  return flush_cells (self, connection, error) && flush_open (self, connection, error) &&
         td_connection_exec (connection, newest, "figures of dossiers", error);
}

#define ROW_SQL                                                                                    \
  "SELECT state, received, due, returned, channel, area_name_id, procedure_name_id,"               \
  " unit_name_id FROM dossier WHERE " TD_ROW_SQL_VISIBLE

static void
add_statement_row (TdDossierRollup *self, TdStatement *statement)
{
  TdDossierBulkRow row = { 0 };

  row.state = (guint8) td_statement_int (statement, 0);
  row.received = td_statement_int (statement, 1);
  row.due = td_statement_int (statement, 2);
  row.returned = td_statement_int (statement, 3);
  row.channel = (guint8) td_statement_int (statement, 4);
  row.area = (guint32) td_statement_int (statement, 5);
  row.procedure = (guint32) td_statement_int (statement, 6);
  row.unit = (guint32) td_statement_int (statement, 7);
  td_dossier_rollup_add (self, &row);
}

/**
 * td_dossier_rollup_add_ids:
 * @connection: the writer's connection, inside a transaction
 * @ids: (element-type gint64): dossiers that are new
 * @error: return location
 *
 * Adds them to the figures, and tells the index of them. There is no trigger for it: that would
 * slow down the import of millions.
 */
gboolean
td_dossier_rollup_add_ids (TdConnection *connection, const GArray *ids, GError **error)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (connection, ROW_SQL " AND id = ?1", error);
  TdDossierRollup *self;
  gboolean done;

  if (statement == NULL)
    return FALSE;
  self = td_dossier_rollup_new ();
  for (guint i = 0; i < ids->len; i++)
    {
      td_statement_reset (statement);
      td_statement_bind_int (statement, 1, g_array_index (ids, gint64, i));
      if (td_statement_step (statement, NULL) == TD_STEP_ROW)
        add_statement_row (self, statement);
    }
  done = ids->len == 0 || (td_dossier_rollup_flush (self, connection, error) &&
                           td_dossier_index_mark_fresh (connection, ids, error));
  td_dossier_rollup_free (self);

  return done;
}

static TdDossierRollup *
count_rows (TdConnection *connection, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, ROW_SQL, error);
  TdDossierRollup *self;
  TdStep step;

  if (statement == NULL)
    return NULL;
  self = td_dossier_rollup_new ();
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    add_statement_row (self, statement);
  if (step == TD_STEP_DONE)
    {
      settle (self);
      return self;
    }

  td_dossier_rollup_free (self);
  return NULL;
}

gboolean
td_dossier_rollup_rebuild (TdConnection *connection, GError **error)
{
  TdDossierRollup *self = count_rows (connection, error);
  gboolean done;

  if (self == NULL)
    return FALSE;
  done = td_connection_exec (connection,
                             "DELETE FROM dossier_rollup; DELETE FROM dossier_open_rollup;"
                             " DELETE FROM dossier_newest",
                             "figures of dossiers", error) &&
         td_dossier_rollup_flush (self, connection, error) &&
         td_dossier_index_drop (connection, error);
  td_dossier_rollup_free (self);

  return done;
}

static int
compare_cells (TdDossierRollup *self, TdConnection *connection, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection, "SELECT \"by\", basis, month, \"key\", " FIGURE_NAMES " FROM dossier_rollup",
      error);
  guint found = 0;
  int wrong = 0;
  TdStep step;

  if (statement == NULL)
    return -1;
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      CellKey key = { (guint8) td_statement_int (statement, 0),
                      (guint8) td_statement_int (statement, 1),
                      (guint32) td_statement_int (statement, 2), td_statement_int (statement, 3) };
      const Cell *cell = g_hash_table_lookup (self->cells, &key);

      found += cell != NULL;
      for (int i = 0; i < N_FIGURES; i++)
        if (td_statement_int (statement, 4 + i) != (cell != NULL ? cell->n[i] : 0))
          {
            wrong++;
            break;
          }
    }

  return step == TD_STEP_DONE ? wrong + (int) (g_hash_table_size (self->cells) - found) : -1;
}

static int
compare_open (TdDossierRollup *self, TdConnection *connection, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection, "SELECT \"by\", month, \"key\", due_day, n FROM dossier_open_rollup", error);
  guint found = 0;
  int wrong = 0;
  TdStep step;

  if (statement == NULL)
    return -1;
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      OpenCell key = { (guint8) td_statement_int (statement, 0),
                       (guint32) td_statement_int (statement, 1), td_statement_int (statement, 2),
                       td_statement_int (statement, 3), 0 };
      const OpenCell *cell = g_hash_table_lookup (self->open, &key);

      found += cell != NULL;
      wrong += td_statement_int (statement, 4) != (cell != NULL ? cell->n : 0);
    }

  return step == TD_STEP_DONE ? wrong + (int) (g_hash_table_size (self->open) - found) : -1;
}

int
td_dossier_rollup_compare (TdConnection *connection, GError **error)
{
  TdDossierRollup *self = count_rows (connection, error);
  int cells, open;

  if (self == NULL)
    return -1;
  cells = compare_cells (self, connection, error);
  open = cells >= 0 ? compare_open (self, connection, error) : -1;
  td_dossier_rollup_free (self);

  return open < 0 ? -1 : cells + open;
}
