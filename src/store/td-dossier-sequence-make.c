/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Making a sequence: which dossiers match, and how many of them stand in each block of the order.
 */

#include "td-dossier-sequence-private.h"

#include <inttypes.h>

#include "td-dossier-match.h"
#include "td-error.h"
#include "td-row-sql.h"

#define FEW 2000 /* so many are put in order by their rows */

TdBlockKind
td_dossier_sequence_order_of (TdDossierSort sort)
{
  static const TdBlockKind orders[TD_N_DOSSIER_SORTS] = {
    [TD_DOSSIER_SORT_RECEIVED] = TD_BLOCK_BY_RECEIVED,
    [TD_DOSSIER_SORT_DUE] = TD_BLOCK_BY_DUE,
    [TD_DOSSIER_SORT_CODE] = TD_BLOCK_BY_CODE,
    [TD_DOSSIER_SORT_PROCEDURE] = TD_BLOCK_BY_PROCEDURE,
    [TD_DOSSIER_SORT_UNIT] = TD_BLOCK_BY_UNIT,
    [TD_DOSSIER_SORT_APPLICANT] = TD_BLOCK_BY_APPLICANT,
    [TD_DOSSIER_SORT_DAYS_LEFT] = TD_BLOCK_BY_DUE,
  };

  return orders[sort];
}

static void
clear_fresh (gpointer data)
{
  td_dossier_key_clear (&((TdSequenceFresh *) data)->key);
}

/* The index in use and what it does not know; FALSE: there is none, or that is too much. */
gboolean
td_dossier_sequence_load_index (TdConnection *connection,
                                const TdDossierFilter *filter,
                                TdDossierIndex *index,
                                GArray **fresh)
{
  if (!td_dossier_match_can (filter) || !td_dossier_index_load (connection, index, NULL) ||
      index->generation == 0)
    return FALSE;
  *fresh = td_dossier_index_fresh (connection, index, NULL);
  if (*fresh != NULL && (*fresh)->len <= TD_INDEX_MOST_FRESH)
    return TRUE;
  g_clear_pointer (fresh, g_array_unref);

  return FALSE;
}

/* The keys of the dossiers that are read from the table and match, in order. pending_only: the
 * others go into others, when it is not NULL. */
GArray *
td_dossier_sequence_read_fresh (TdConnection *connection,
                                const TdDossierFilter *filter,
                                TdDossierKeys *keys,
                                const GArray *fresh,
                                gboolean pending_only,
                                GArray **others,
                                GError **error)
{
  g_autofree char *where = td_dossier_filter_sql (filter, 2);
  g_autofree char *sql =
      g_strdup_printf ("SELECT td_outcome (state, received, due, returned, %" PRId64
                       ", 0) IN (%d, %d) FROM dossier WHERE id = ?1 AND %s%s",
                       filter->as_of_day, TD_OUTCOME_PENDING_IN_TIME, TD_OUTCOME_PENDING_OVERDUE,
                       TD_ROW_SQL_VISIBLE, where);
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, sql, error);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (TdDossierKey));

  g_array_set_clear_func (found, td_dossier_key_clear);
  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < fresh->len; i++)
    {
      gint64 id = g_array_index (fresh, gint64, i);
      gboolean is_other;
      TdDossierKey key;
      TdStep step;

      td_statement_reset (statement);
      td_statement_bind_int (statement, 1, id);
      td_dossier_filter_bind (filter, statement, 2);
      step = td_statement_step (statement, error);
      if (step == TD_STEP_ERROR)
        return NULL;
      if (step == TD_STEP_DONE)
        continue;
      is_other = pending_only && !td_statement_int (statement, 0);
      if (is_other && others == NULL)
        continue;
      if (!td_dossier_keys_read (keys, connection, id, &key, error))
        return NULL;
      g_array_append_vals (is_other ? *others : found, &key, 1);
    }
  g_array_sort (found, td_dossier_key_compare);
  if (others != NULL)
    g_array_sort (*others, td_dossier_key_compare);

  return g_steal_pointer (&found);
}

static gboolean
read_fresh (TdDossierSequence *self,
            TdConnection *connection,
            const TdDossierFilter *filter,
            const GArray *fresh,
            GError **error)
{
  g_autoptr (TdDossierKeys) keys = td_dossier_keys_new (connection, self->sort, error);
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (TdDossierKey));
  g_autoptr (GArray) found =
      keys != NULL ? td_dossier_sequence_read_fresh (connection, filter, keys, fresh,
                                                     self->n_parts == 2, &others, error)
                   : NULL;
  GArray *both[] = { found, others };

  if (found == NULL)
    {
      g_array_set_clear_func (others, td_dossier_key_clear);
      return FALSE;
    }
  g_array_set_clear_func (found, NULL); /* the parts have them now */
  for (guint part = 0; part < 2; part++)
    for (guint i = 0; i < both[part]->len; i++)
      {
        TdSequenceFresh one = { g_array_index (both[part], TdDossierKey, i), 0 };

        g_array_append_val (self->parts[part].fresh, one);
      }

  return TRUE;
}

static void
take_hit (const TdDossierHit *hit, gpointer data)
{
  TdDossierSequence *self = data;
  guint part = self->n_parts == 2 && hit->outcome != TD_OUTCOME_PENDING_IN_TIME &&
               hit->outcome != TD_OUTCOME_PENDING_OVERDUE;

  self->parts[part].bits[hit->id / 64] |= G_GUINT64_CONSTANT (1) << (hit->id % 64);
  self->n++;
}

static gboolean
match_all (TdDossierSequence *self,
           TdConnection *connection,
           const TdDossierFilter *filter,
           const GArray *fresh,
           GError **error)
{
  g_autoptr (TdDossierMatch) match =
      td_dossier_match_new (connection, &self->index, fresh, filter, TD_MATCH_IDS, error);

  if (match == NULL)
    return FALSE;
  if (self->n_parts == 2)
    td_dossier_match_judge (match);
  for (guint part = 0; part < self->n_parts; part++)
    {
      self->parts[part].bits = td_dossier_index_new_bits (&self->index);
      self->parts[part].fresh = g_array_new (FALSE, FALSE, sizeof (TdSequenceFresh));
      g_array_set_clear_func (self->parts[part].fresh, clear_fresh);
    }

  return td_dossier_match_each (match, take_hit, self, error) &&
         read_fresh (self, connection, filter, fresh, error);
}

/* Few: their rows say the order. */
static gboolean
put_in_order (TdDossierSequence *self, TdConnection *connection, GError **error)
{
  g_autoptr (TdDossierKeys) keys = td_dossier_keys_new (connection, self->sort, error);

  if (keys == NULL)
    return FALSE;
  self->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint p = 0; p < self->n_parts; p++)
    {
      TdSequencePart *part = &self->parts[p];

      for (gint64 at = 0; at <= self->index.top_id / 64; at++)
        for (guint64 bits = part->bits[at]; bits != 0; bits &= bits - 1)
          {
            TdSequenceFresh one = { .block = 0 };
            GError *failure = NULL;

            if (td_dossier_keys_read (keys, connection, at * 64 + __builtin_ctzll (bits), &one.key,
                                      &failure))
              g_array_append_val (part->fresh, one);
            else if (failure != NULL)
              {
                g_propagate_error (error, failure);
                return FALSE;
              }
          }
      g_array_sort (part->fresh, td_dossier_key_compare);
      for (guint i = 0; i < part->fresh->len; i++)
        {
          guint at = self->descending ? part->fresh->len - 1 - i : i;
          guint32 id = (guint32) g_array_index (part->fresh, TdSequenceFresh, at).key.id;

          g_array_append_val (self->ids, id);
        }
    }

  return TRUE;
}

/* How many match in each block of the order */
static gboolean
count_blocks (TdDossierSequence *self, TdConnection *connection, GError **error)
{
  guint n_blocks = td_dossier_index_n_order_blocks (&self->index);

  for (guint p = 0; p < self->n_parts; p++)
    self->parts[p].before = g_new0 (guint, n_blocks + 1);
  for (guint block = 0; block < n_blocks; block++)
    {
      guint32 ids[TD_BLOCK_ROWS];
      guint n;

      if (!td_dossier_sequence_read_block (self, connection, block, ids, &n, error))
        return FALSE;
      for (guint p = 0; p < self->n_parts; p++)
        {
          guint found = 0;

          for (guint i = 0; i < n; i++)
            found += td_sequence_has (self->parts[p].bits, ids[i]);
          self->parts[p].before[block + 1] = self->parts[p].before[block] + found;
        }
    }

  return TRUE;
}

static gboolean
make (TdDossierSequence *self,
      TdConnection *connection,
      const TdDossierFilter *filter,
      const GArray *fresh,
      GError **error)
{
  self->order = td_dossier_sequence_order_of (self->sort);
  self->n_parts = self->sort == TD_DOSSIER_SORT_DAYS_LEFT ? 2 : 1;
  if (!match_all (self, connection, filter, fresh, error))
    return FALSE;
  for (guint part = 0; part < self->n_parts; part++)
    self->n += self->parts[part].fresh->len;
  if (self->n <= FEW || self->index.n_rows == 0)
    return put_in_order (self, connection, error);

  self->at_ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->at_block = G_MAXUINT;

  return count_blocks (self, connection, error) &&
         td_dossier_sequence_place_fresh (self, connection, fresh, error);
}

/* Whether an error says that the index is no good: then it is as if there were none, and the error
 * is cleared. The workspace check tells of it. */
gboolean
td_dossier_sequence_is_damage (GError **error)
{
  if (!g_error_matches (*error, TD_ERROR, TD_ERROR_BAD_INPUT))
    return FALSE;

  g_clear_error (error);
  return TRUE;
}

static TdDossierSequence *
view_alloc (TdDossierSort sort, gboolean descending)
{
  TdDossierSequence *self = g_new0 (TdDossierSequence, 1);

  g_atomic_ref_count_init (&self->references);
  self->sort = sort;
  self->descending = descending;

  return self;
}

/**
 * td_dossier_sequence_new:
 * @connection: a connection
 * @filter: which dossiers
 * @sort: their order
 * @descending: the other way round
 * @error: return location
 *
 * Takes about a tenth of a second for ten million when there is an index; else all are read, by
 * four bytes each.
 *
 * Returns: (nullable) (transfer full): the view
 */
TdDossierSequence *
td_dossier_sequence_new (TdConnection *connection,
                         const TdDossierFilter *filter,
                         TdDossierSort sort,
                         gboolean descending,
                         GError **error)
{
  g_auto (TdConnectionHold) hold = td_connection_hold (connection);
  g_autoptr (TdDossierSequence) self = view_alloc (sort, descending);
  g_autoptr (GArray) fresh = NULL;

  if (td_dossier_sequence_load_index (connection, filter, &self->index, &fresh))
    {
      GError *failure = NULL;

      if (make (self, connection, filter, fresh, &failure))
        return g_steal_pointer (&self);
      if (!td_dossier_sequence_is_damage (&failure))
        {
          g_propagate_error (error, failure);
          return NULL;
        }
      td_dossier_sequence_unref (self);
      self = view_alloc (sort, descending);
    }
  self->ids = td_dossier_lines_ids (connection, filter, sort, descending, -1, error);
  if (self->ids == NULL)
    return NULL;
  self->n = self->ids->len;

  return g_steal_pointer (&self);
}
