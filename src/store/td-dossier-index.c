/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-index.h"

#include <inttypes.h>
#include <string.h>

#include "td-row-sql.h"
#include "td-text.h"

#define MOST_IDS (G_GINT64_CONSTANT (1) << 28) /* of which an index takes a bit each */
#define CLEAN_BLOCKS 512                       /* taken away at once */

/**
 * td_dossier_index_load:
 * @connection: a connection
 * @self: (out caller-allocates): the index in use; its generation is 0 when there is none
 * @error: return location
 *
 * Returns: whether that could be read
 */
gboolean
td_dossier_index_load (TdConnection *connection, TdDossierIndex *self, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection, "SELECT generation, top_id, \"rows\", names FROM dossier_index", error);
  gint64 n_rows, n_names;

  memset (self, 0, sizeof *self);
  if (statement == NULL)
    return FALSE;
  switch (td_statement_step (statement, error))
    {
    case TD_STEP_ERROR:
      return FALSE;
    case TD_STEP_DONE:
      return TRUE;
    default:
      break;
    }
  self->top_id = td_statement_int (statement, 1);
  n_rows = td_statement_int (statement, 2);
  n_names = td_statement_int (statement, 3);
  if (self->top_id < 0 || self->top_id > MOST_IDS || n_rows < 0 || n_rows > self->top_id + 1 ||
      n_names < 0 || n_names > n_rows)
    return TRUE;
  self->generation = td_statement_int (statement, 0);
  self->n_rows = (guint) n_rows;
  self->n_names = (guint) n_names;

  return TRUE;
}

/**
 * td_dossier_index_fresh:
 * @connection: a connection
 * @self: the index
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type gint64): the dossiers that are to be read from
 *   the table, in order; some may be gone. At most TD_INDEX_MOST_FRESH and one.
 */
GArray *
td_dossier_index_fresh (TdConnection *connection, const TdDossierIndex *self, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM dossier_fresh WHERE id <= %" PRId64
                                          " UNION ALL SELECT id FROM dossier WHERE id > %" PRId64
                                          " ORDER BY 1 LIMIT %d",
                                          self->top_id, self->top_id, TD_INDEX_MOST_FRESH + 1);
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, sql, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  TdStep step;

  if (statement == NULL)
    return NULL;
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      gint64 id = td_statement_int (statement, 0);

      g_array_append_val (ids, id);
    }

  return step == TD_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

static gint64
count (TdConnection *connection, const char *sql)
{
  gint64 n = 0;

  td_connection_query_int (connection, sql, &n, NULL);

  return n;
}

/**
 * td_dossier_index_is_wanted:
 * @connection: a connection
 *
 * Returns: whether a new index would make lists faster: there are many dossiers, and none is in use
 *   or much was changed since; never while an import runs, whose dossiers are not there yet
 */
gboolean
td_dossier_index_is_wanted (TdConnection *connection)
{
  g_autoptr (GArray) fresh = NULL;
  TdDossierIndex index;
  gint64 top = count (connection, "SELECT max (id) FROM dossier");

  if (top < TD_INDEX_LEAST_ROWS || top > MOST_IDS ||
      count (connection, "SELECT EXISTS (SELECT 1 FROM import WHERE state = 'running')") != 0 ||
      !td_dossier_index_load (connection, &index, NULL))
    return FALSE;
  if (index.generation == 0)
    {
      gint64 n = count (connection, "SELECT sum (early + on_time + late + pending + suspended +"
                                    " withdrawn + refused) FROM dossier_rollup WHERE \"by\" = 0 AND"
                                    " basis = 0");

      return n >= TD_INDEX_LEAST_ROWS && top / 64 <= n;
    }
  fresh = td_dossier_index_fresh (connection, &index, NULL);

  return fresh != NULL && fresh->len > TD_INDEX_MOST_FRESH / 2;
}

/**
 * td_dossier_index_mark_fresh:
 * @connection: the writer's connection, inside a transaction
 * @ids: (element-type gint64): dossiers that came into the table
 * @error: return location
 *
 * For those that come back under an old number; what is new is fresh by its number. There is no
 * trigger for it: that would slow down the import of millions.
 */
gboolean
td_dossier_index_mark_fresh (TdConnection *connection, const GArray *ids, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection,
      "INSERT INTO dossier_fresh (id, since) SELECT ?1, max (generation, building)"
      " FROM dossier_index WHERE ?1 <= max (top_id, building_top)"
      " ON CONFLICT (id) DO UPDATE SET since = excluded.since",
      error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      td_statement_reset (statement);
      td_statement_bind_int (statement, 1, g_array_index (ids, gint64, i));
      if (!td_statement_run (statement, error))
        return FALSE;
    }

  return TRUE;
}

/* No index is in use any more: dossiers appeared or went in a way that no trigger tells. */
gboolean
td_dossier_index_drop (TdConnection *connection, GError **error)
{
  return td_connection_exec (connection, "DELETE FROM dossier_index; DELETE FROM dossier_fresh",
                             "index of dossiers", error);
}

/* == What names are worth in an order */

typedef struct
{
  char *key;
  guint32 id;
} Keyed;

static int
compare_keyed (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Keyed *) a)->key, ((const Keyed *) b)->key);
}

static void
clear_keyed (gpointer data)
{
  g_free (((Keyed *) data)->key);
}

/**
 * td_dossier_name_ranks:
 * @connection: a connection
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type guint32): by the id of a dossier_name its place
 *   in Vietnamese order, from 1; 0: no name. Ids beyond TD_INDEX_MOST_NAMES are left out.
 */
GArray *
td_dossier_name_ranks (TdConnection *connection, GError **error)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (connection, "SELECT id, name FROM dossier_name", error);
  g_autoptr (GArray) keyed = g_array_new (FALSE, FALSE, sizeof (Keyed));
  g_autoptr (GArray) ranks = g_array_new (FALSE, TRUE, sizeof (guint32));
  guint32 rank = 0;
  TdStep step;

  g_array_set_clear_func (keyed, clear_keyed);
  g_array_set_size (ranks, 1);
  if (statement == NULL)
    return NULL;
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      gint64 id = td_statement_int (statement, 0);
      const char *name = td_statement_text (statement, 1);
      Keyed one = { NULL, (guint32) id };

      if (id <= 0 || id > TD_INDEX_MOST_NAMES)
        continue;
      one.key = td_text_collation_key (name != NULL ? name : "");
      g_array_append_val (keyed, one);
      if (ranks->len <= one.id)
        g_array_set_size (ranks, one.id + 1);
    }
  if (step != TD_STEP_DONE)
    return NULL;

  g_array_sort (keyed, compare_keyed);
  for (guint i = 0; i < keyed->len; i++)
    {
      const Keyed *one = &g_array_index (keyed, Keyed, i);

      if (i == 0 || !g_str_equal (one->key, g_array_index (keyed, Keyed, i - 1).key))
        rank++;
      g_array_index (ranks, guint32, one->id) = rank;
    }

  return g_steal_pointer (&ranks);
}

/* == Where a new index goes: on the writer's connection, each in a transaction */

gboolean
td_index_sink_begin (TdConnection *connection, gint64 *generation, gint64 *top_id, GError **error)
{
  *generation =
      MAX (g_get_real_time () / G_USEC_PER_SEC,
           count (connection, "SELECT max (generation, building) + 1 FROM dossier_index"));
  *generation =
      MAX (*generation, 1 + (count (connection, "SELECT max (id) FROM dossier_block") >> 29));
  if (!td_connection_exec (connection,
                           "INSERT INTO dossier_index (id, building_top)"
                           " SELECT 1, coalesce (max (id), 0) FROM dossier WHERE true"
                           " ON CONFLICT (id) DO UPDATE SET building_top = excluded.building_top",
                           "index of dossiers", error))
    return FALSE;
  *top_id = count (connection, "SELECT building_top FROM dossier_index");

  {
    g_autofree char *sql =
        g_strdup_printf ("UPDATE dossier_index SET building = %" PRId64, *generation);

    return td_connection_exec (connection, sql, "index of dossiers", error);
  }
}

/* Another one was begun meanwhile, or what it is made from is not so any more. */
static gboolean
is_due (TdConnection *connection, gint64 generation, GError **error)
{
  if (count (connection, "SELECT building FROM dossier_index") == generation)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "another index of dossiers");
  return FALSE;
}

gboolean
td_index_sink_keep (TdConnection *connection,
                    gint64 generation,
                    const GArray *ids,
                    const GPtrArray *blocks,
                    GError **error)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (connection,
                             "INSERT INTO dossier_block (id, data) VALUES (?1, ?2)"
                             " ON CONFLICT (id) DO UPDATE SET data = excluded.data",
                             error);

  if (statement == NULL || !is_due (connection, generation, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      const GByteArray *bytes = g_ptr_array_index (blocks, i);

      td_statement_reset (statement);
      td_statement_bind_int (statement, 1, g_array_index (ids, gint64, i));
      td_statement_bind_blob (statement, 2, bytes->data, bytes->len);
      if (!td_statement_run (statement, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
td_index_sink_finish (TdConnection *connection,
                      const TdDossierIndex *made,
                      const GArray *fresh,
                      GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "UPDATE dossier_index SET generation = %" PRId64 ", top_id = %" PRId64
      ", \"rows\" = %u, names = %u, building = 0, building_top = 0;"
      " DELETE FROM dossier_fresh WHERE since < %" PRId64,
      made->generation, made->top_id, made->n_rows, made->n_names, made->generation);

  return is_due (connection, made->generation, error) &&
         td_connection_exec (connection, sql, "index of dossiers", error) &&
         td_dossier_index_mark_fresh (connection, fresh, error);
}

/* Takes some blocks of indexes that are not in use away. */
gboolean
td_index_sink_clean (TdConnection *connection, gboolean *more, GError **error)
{
  gint64 used = count (connection, "SELECT generation FROM dossier_index");
  gint64 building = count (connection, "SELECT building FROM dossier_index");
  g_autofree char *sql = g_strdup_printf (
      "DELETE FROM dossier_block WHERE id IN (SELECT id FROM dossier_block WHERE"
      " (id < %" PRId64 " OR id >= %" PRId64 ") AND (id < %" PRId64 " OR id >= %" PRId64
      ") LIMIT %d)",
      used << 29, (used + 1) << 29, building << 29, (building + 1) << 29, CLEAN_BLOCKS);

  if (!td_connection_exec (connection, sql, "index of dossiers", error))
    return FALSE;
  *more = td_connection_changes (connection) > 0;

  return TRUE;
}

/* == On one connection */

static gboolean
begin_here (gint64 *generation, gint64 *top_id, gpointer data, GError **error)
{
  return td_index_sink_begin (data, generation, top_id, error);
}

static gboolean
keep_here (gint64 generation, GArray *ids, GPtrArray *blocks, gpointer data, GError **error)
{
  return td_index_sink_keep (data, generation, ids, blocks, error);
}

static gboolean
finish_here (const TdDossierIndex *made, GArray *fresh, gpointer data, GError **error)
{
  return td_index_sink_finish (data, made, fresh, error);
}

/**
 * td_dossier_index_build_here:
 * @connection: a connection that may write, inside a transaction
 * @error: return location
 *
 * Returns: whether a new index is in use
 */
gboolean
td_dossier_index_build_here (TdConnection *connection, GError **error)
{
  TdIndexSink sink = { begin_here, keep_here, finish_here, connection, TRUE };
  gboolean more = TRUE;

  if (!td_dossier_index_build (connection, &sink, NULL, error))
    return FALSE;
  while (more)
    if (!td_index_sink_clean (connection, &more, error))
      return FALSE;

  return TRUE;
}
