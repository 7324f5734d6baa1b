/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-sequence-private.h"

#include <inttypes.h>
#include <string.h>

#include "td-dossier-match.h"
#include "td-error.h"
#include "td-row-sql.h"

#define FEW 2000 /* so many are put in order by their rows */

/* One of the lists that follow each other: those that are pending, then the others, when days left
 * are the order; else there is one. */
typedef struct
{
  guint64 *bits; /* of the dossiers of the index that match, by id */
  guint *before; /* of each block of the order, and of its end: how many come before it */
  GArray *fresh; /* (element-type Fresh): in order */
} Part;

typedef struct
{
  TdDossierKey key;
  guint block; /* of the order, in which it stands */
} Fresh;

struct _TdDossierSequence
{
  gatomicrefcount references;
  gboolean descending;
  guint n;
  GArray *ids; /* (nullable) (element-type guint32): all of them, when they are few or there is no
                  index */

  TdDossierIndex index;
  TdDossierSort sort;
  TdBlockKind order;
  guint n_parts;
  Part parts[2];
  /* the block last looked at */
  guint at_part, at_block;
  GArray *at_ids; /* (element-type guint32) */
};

TdDossierSequence *
td_dossier_sequence_ref (TdDossierSequence *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

/* self: (nullable) */
void
td_dossier_sequence_unref (TdDossierSequence *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (self->parts); i++)
    {
      g_free (self->parts[i].bits);
      g_free (self->parts[i].before);
      g_clear_pointer (&self->parts[i].fresh, g_array_unref);
    }
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->at_ids, g_array_unref);
  g_free (self);
}

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
  td_dossier_key_clear (&((Fresh *) data)->key);
}

static gboolean
get_bit (const guint64 *bits, guint32 id)
{
  return bits[id / 64] >> (id % 64) & 1;
}

/* == Making it */

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
        Fresh one = { g_array_index (both[part], TdDossierKey, i), 0 };

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
      self->parts[part].fresh = g_array_new (FALSE, FALSE, sizeof (Fresh));
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
      Part *part = &self->parts[p];

      for (gint64 at = 0; at <= self->index.top_id / 64; at++)
        for (guint64 bits = part->bits[at]; bits != 0; bits &= bits - 1)
          {
            Fresh one = { .block = 0 };
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
          guint32 id = (guint32) g_array_index (part->fresh, Fresh, at).key.id;

          g_array_append_val (self->ids, id);
        }
    }

  return TRUE;
}

static gboolean
read_block (TdDossierSequence *self,
            TdConnection *connection,
            guint block,
            guint32 *ids,
            guint *n,
            GError **error)
{
  if (!td_block_read (connection, self->index.generation, self->order, block, ids, n, error))
    return FALSE;
  for (guint i = 0; i < *n; i++)
    ids[i] = (guint32) MIN (ids[i], self->index.top_id);

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

      if (!read_block (self, connection, block, ids, &n, error))
        return FALSE;
      for (guint p = 0; p < self->n_parts; p++)
        {
          guint found = 0;

          for (guint i = 0; i < n; i++)
            found += get_bit (self->parts[p].bits, ids[i]);
          self->parts[p].before[block + 1] = self->parts[p].before[block] + found;
        }
    }

  return TRUE;
}

/* Where fresh dossiers stand among the others: in the block of the order whose first dossier is the
 * last that is not after them. */
typedef struct
{
  TdConnection *connection;
  TdDossierKeys *keys;
  GHashTable *fresh;   /* set of ids */
  TdDossierKey *first; /* of each block: the first that is not fresh, whose row the order was not
                          made from; of this block or one after it */
  guint8 *known;       /* of each block: KNOWN, NONE: there is none */
} Places;

enum
{
  UNKNOWN,
  KNOWN,
  NONE,
};

static gboolean
find_first (TdDossierSequence *self, Places *places, guint block, GError **error)
{
  guint n_blocks = td_dossier_index_n_order_blocks (&self->index);

  for (guint from = block; from < n_blocks; from++)
    {
      guint32 ids[TD_BLOCK_ROWS];
      guint n;

      if (!read_block (self, places->connection, from, ids, &n, error))
        return FALSE;
      for (guint i = 0; i < n; i++)
        {
          GError *failure = NULL;

          if (g_hash_table_contains (places->fresh, GUINT_TO_POINTER (ids[i])))
            continue;
          if (td_dossier_keys_read (places->keys, places->connection, ids[i], &places->first[block],
                                    &failure))
            {
              places->known[block] = KNOWN;
              return TRUE;
            }
          if (failure != NULL)
            {
              g_propagate_error (error, failure);
              return FALSE;
            }
        }
    }
  places->known[block] = NONE;

  return TRUE;
}

static gboolean
place (TdDossierSequence *self, Places *places, Fresh *one, GError **error)
{
  guint low = 0, high = td_dossier_index_n_order_blocks (&self->index);

  /* the block before high is the last that begins with what is not after it */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (places->known[middle] == UNKNOWN && !find_first (self, places, middle, error))
        return FALSE;
      if (places->known[middle] == KNOWN &&
          td_dossier_key_compare (&places->first[middle], &one->key) <= 0)
        low = middle + 1;
      else
        high = middle;
    }
  one->block = low > 0 ? low - 1 : 0;

  return TRUE;
}

static gboolean
place_all (TdDossierSequence *self, Places *places, GError **error)
{
  guint n_blocks = td_dossier_index_n_order_blocks (&self->index);

  for (guint p = 0; p < self->n_parts; p++)
    {
      Part *part = &self->parts[p];
      guint n = 0;

      for (guint i = 0; i < part->fresh->len; i++)
        if (!place (self, places, &g_array_index (part->fresh, Fresh, i), error))
          return FALSE;
      for (guint block = 0; block < n_blocks; block++)
        {
          while (n < part->fresh->len && g_array_index (part->fresh, Fresh, n).block <= block)
            n++;
          part->before[block + 1] += n;
        }
    }

  return TRUE;
}

static gboolean
place_fresh (TdDossierSequence *self, TdConnection *connection, const GArray *fresh, GError **error)
{
  guint n_blocks = td_dossier_index_n_order_blocks (&self->index);
  g_autoptr (TdDossierKeys) keys = NULL;
  Places places = { .connection = connection };
  gboolean done;

  if (self->parts[0].fresh->len + (self->n_parts == 2 ? self->parts[1].fresh->len : 0) == 0)
    return TRUE;
  keys = td_dossier_keys_new (connection, self->sort, error);
  if (keys == NULL)
    return FALSE;
  places.keys = keys;
  places.fresh = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < fresh->len; i++)
    g_hash_table_add (places.fresh, GUINT_TO_POINTER ((guint32) g_array_index (fresh, gint64, i)));
  places.first = g_new0 (TdDossierKey, n_blocks);
  places.known = g_new0 (guint8, n_blocks);
  done = place_all (self, &places, error);
  for (guint block = 0; block < n_blocks; block++)
    td_dossier_key_clear (&places.first[block]);
  g_free (places.first);
  g_free (places.known);
  g_hash_table_unref (places.fresh);

  return done;
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

  return count_blocks (self, connection, error) && place_fresh (self, connection, fresh, error);
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

/* == Reading it */

guint
td_dossier_sequence_get_n (const TdDossierSequence *self)
{
  return self->n;
}

/* Puts fresh ones into the block at hand where their keys belong. */
static gboolean
merge_fresh (TdDossierSequence *self, TdConnection *connection, GError **error)
{
  const GArray *fresh = self->parts[self->at_part].fresh;
  g_autoptr (TdDossierKeys) keys = NULL;
  guint low = 0;

  for (guint i = 0; i < fresh->len; i++)
    {
      const Fresh *one = &g_array_index (fresh, Fresh, i);
      guint32 id = (guint32) one->key.id;
      guint high = self->at_ids->len;

      if (one->block != self->at_block)
        continue;
      if (keys == NULL)
        keys = td_dossier_keys_new (connection, self->sort, error);
      if (keys == NULL)
        return FALSE;
      while (low < high)
        {
          guint middle = low + (high - low) / 2;
          TdDossierKey key;
          GError *failure = NULL;
          gboolean there = td_dossier_keys_read (
              keys, connection, g_array_index (self->at_ids, guint32, middle), &key, &failure);

          if (failure != NULL)
            {
              g_propagate_error (error, failure);
              return FALSE;
            }
          if (there && td_dossier_key_compare (&key, &one->key) <= 0)
            low = middle + 1;
          else
            high = middle;
          td_dossier_key_clear (&key);
        }
      g_array_insert_val (self->at_ids, low, id);
      low++;
    }

  return TRUE;
}

static gboolean
go_to_block (
    TdDossierSequence *self, TdConnection *connection, guint part, guint block, GError **error)
{
  guint32 ids[TD_BLOCK_ROWS];
  guint n;

  if (self->at_part == part && self->at_block == block)
    return TRUE;
  self->at_block = G_MAXUINT;
  g_array_set_size (self->at_ids, 0);
  if (!read_block (self, connection, block, ids, &n, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (get_bit (self->parts[part].bits, ids[i]))
      g_array_append_val (self->at_ids, ids[i]);
  self->at_part = part;
  self->at_block = block;
  if (!merge_fresh (self, connection, error))
    {
      self->at_block = G_MAXUINT;
      return FALSE;
    }

  return TRUE;
}

static guint
part_size (const TdDossierSequence *self, guint part)
{
  return self->parts[part].before[td_dossier_index_n_order_blocks (&self->index)];
}

/* The block of a part in which its nth stands, upwards */
static guint
find_block (const TdDossierSequence *self, guint part, guint nth)
{
  const guint *before = self->parts[part].before;
  guint low = 0, high = td_dossier_index_n_order_blocks (&self->index);

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (before[middle] <= nth)
        low = middle;
      else
        high = middle;
    }

  return low;
}

static gboolean
read_one (
    TdDossierSequence *self, TdConnection *connection, guint position, guint32 *id, GError **error)
{
  guint part = 0, size = part_size (self, 0), block;

  if (position >= size && self->n_parts == 2)
    {
      position -= size;
      part = 1;
      size = part_size (self, 1);
    }
  *id = 0;
  if (position >= size)
    return TRUE;
  if (self->descending)
    position = size - 1 - position;
  block = find_block (self, part, position);
  if (!go_to_block (self, connection, part, block, error))
    return FALSE;
  position -= self->parts[part].before[block];
  if (position < self->at_ids->len)
    *id = g_array_index (self->at_ids, guint32, position);

  return TRUE;
}

/**
 * td_dossier_sequence_read:
 * @self: a view
 * @connection: the connection it was made on
 * @first: a place, from 0
 * @n: how many from there on
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type guint32): the ids of the dossiers, fewer at the
 *   end
 */
GArray *
td_dossier_sequence_read (
    TdDossierSequence *self, TdConnection *connection, guint first, guint n, GError **error)
{
  g_auto (TdConnectionHold) hold = td_connection_hold (connection);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint end = (guint) MIN ((guint64) first + n, self->n);

  if (self->ids != NULL)
    {
      if (first < end)
        g_array_append_vals (ids, &g_array_index (self->ids, guint32, first), end - first);
      return g_steal_pointer (&ids);
    }
  for (guint position = first; position < end; position++)
    {
      guint32 id;

      if (!read_one (self, connection, position, &id, error))
        return NULL;
      g_array_append_val (ids, id);
    }

  return g_steal_pointer (&ids);
}

static gboolean
find_in_blocks (TdDossierSequence *self,
                TdConnection *connection,
                guint32 id,
                guint part,
                guint *nth,
                GError **error)
{
  guint n_blocks = td_dossier_index_n_order_blocks (&self->index);
  const GArray *fresh = self->parts[part].fresh;
  gboolean known = id <= self->index.top_id && get_bit (self->parts[part].bits, id);
  guint block = n_blocks;

  for (guint i = 0; i < fresh->len; i++)
    if (g_array_index (fresh, Fresh, i).key.id == id)
      block = g_array_index (fresh, Fresh, i).block;
  for (guint b = 0; known && block == n_blocks && b < n_blocks; b++)
    {
      guint32 ids[TD_BLOCK_ROWS];
      guint n;

      if (!read_block (self, connection, b, ids, &n, error))
        return FALSE;
      for (guint i = 0; i < n; i++)
        if (ids[i] == id)
          block = b;
    }
  if (block == n_blocks)
    return FALSE;
  if (!go_to_block (self, connection, part, block, error))
    return FALSE;
  for (guint i = 0; i < self->at_ids->len; i++)
    if (g_array_index (self->at_ids, guint32, i) == id)
      {
        *nth = self->parts[part].before[block] + i;
        return TRUE;
      }

  return FALSE;
}

/**
 * td_dossier_sequence_find:
 * @self: a view
 * @connection: the connection it was made on
 * @id: a dossier
 * @position: (out): where it stands
 * @error: return location; not set when the dossier is not in the view
 *
 * Returns: whether it is there
 */
gboolean
td_dossier_sequence_find (
    TdDossierSequence *self, TdConnection *connection, gint64 id, guint *position, GError **error)
{
  g_auto (TdConnectionHold) hold = td_connection_hold (connection);
  GError *failure = NULL;
  guint nth;

  if (self->ids != NULL)
    {
      for (guint i = 0; i < self->ids->len; i++)
        if (g_array_index (self->ids, guint32, i) == id)
          {
            *position = i;
            return TRUE;
          }
      return FALSE;
    }
  for (guint part = 0; failure == NULL && part < self->n_parts; part++)
    if (find_in_blocks (self, connection, (guint32) id, part, &nth, &failure))
      {
        guint size = part_size (self, part);

        *position =
            (part == 1 ? part_size (self, 0) : 0) + (self->descending ? size - 1 - nth : nth);
        return TRUE;
      }
  if (failure != NULL)
    g_propagate_error (error, failure);

  return FALSE;
}
