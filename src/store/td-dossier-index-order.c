/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The orders of an index of dossiers, from its columns. */

#include <string.h>

#include "td-dossier-index-private.h"

#define PART_ROWS (1u << 20) /* sorted at once */

static gboolean
put_id (TdIndexBuild *self, TdBlockKind kind, guint32 id, GError **error)
{
  self->order[self->n_order++ % TD_BLOCK_ROWS] = id;

  return self->n_order % TD_BLOCK_ROWS != 0 ||
         td_index_build_keep_values (self, kind, self->n_order / TD_BLOCK_ROWS - 1, self->order,
                                     TD_BLOCK_ROWS, error);
}

static gboolean
end_order (TdIndexBuild *self, TdBlockKind kind, GError **error)
{
  guint rest = self->n_order % TD_BLOCK_ROWS;
  gboolean done =
      rest == 0 || td_index_build_keep_values (self, kind, self->n_order / TD_BLOCK_ROWS,
                                               self->order, rest, error);

  self->n_order = 0;

  return done && td_index_build_flush (self, error);
}

/* The order of codes is that of the index by code. */
gboolean
td_index_build_order_by_code (TdIndexBuild *self, GError **error)
{
  g_autoptr (TdStatement) rows =
      td_connection_prepare (self->connection, "SELECT id FROM dossier ORDER BY code, id", error);
  TdStep step;

  if (rows == NULL)
    return FALSE;
  while ((step = td_statement_step (rows, error)) == TD_STEP_ROW)
    {
      gint64 id = td_statement_int (rows, 0);

      if (id >= 0 && id <= self->made.top_id && (self->present[id / 64] >> (id % 64) & 1) != 0 &&
          !put_id (self, TD_BLOCK_BY_CODE, (guint32) id, error))
        return FALSE;
    }

  return step == TD_STEP_DONE && end_order (self, TD_BLOCK_BY_CODE, error);
}

typedef gboolean (*KeyFunc) (TdIndexBuild *self, guint32 id, guint32 key, gpointer data, GError **);

/* Gives every present id with its key, by id. */
static gboolean
each_key (TdIndexBuild *self, const TdIndexKey *key, KeyFunc func, gpointer data, GError **error)
{
  for (guint block = 0; block < td_dossier_index_n_blocks (&self->made); block++)
    {
      guint32 *values = self->columns[0];
      guint n;

      if (td_index_build_is_cancelled (self, error) ||
          !td_block_read (self->connection, self->made.generation, key->column, block, values, &n,
                          error))
        return FALSE;
      for (guint i = 0; i < n; i++)
        {
          guint32 id = block * TD_BLOCK_ROWS + i;

          if ((self->present[id / 64] >> (id % 64) & 1) == 0)
            continue;
          if (!func (self, id, td_index_key_of (key, values[i]), data, error))
            return FALSE;
        }
    }

  return TRUE;
}

#define N_BUCKETS 65536

typedef struct
{
  guint shift;
  guint32 n[N_BUCKETS];
  guint first, last; /* buckets of the part at hand */
  TdBlockKind order;
  guint64 *rows, *other;
  guint n_rows;
} Sort;

static gboolean
count_key (TdIndexBuild *self, guint32 id, guint32 key, gpointer data, GError **error)
{
  Sort *sort = data;

  sort->n[key >> sort->shift]++;

  return TRUE;
}

static gboolean
take_key (TdIndexBuild *self, guint32 id, guint32 key, gpointer data, GError **error)
{
  Sort *sort = data;
  guint bucket = key >> sort->shift;

  if (bucket < sort->first || bucket > sort->last)
    return TRUE;
  /* of one value: they come in their order */
  if (sort->rows == NULL)
    return put_id (self, sort->order, id, error);
  sort->rows[sort->n_rows++] = (guint64) (key - (sort->first << sort->shift)) << 32 | id;

  return TRUE;
}

/* By the keys, in which the ids stay as they are. */
static void
sort_part (Sort *sort, guint64 most)
{
  guint32 counts[2048];

  for (guint shift = 0; shift < 32 && (shift == 0 || most >> shift != 0); shift += 11)
    {
      guint32 sum = 0;
      guint64 *swap;

      memset (counts, 0, sizeof counts);
      for (guint i = 0; i < sort->n_rows; i++)
        counts[sort->rows[i] >> (32 + shift) & 2047]++;
      for (guint d = 0; d < G_N_ELEMENTS (counts); d++)
        {
          guint32 n = counts[d];

          counts[d] = sum;
          sum += n;
        }
      for (guint i = 0; i < sort->n_rows; i++)
        sort->other[counts[sort->rows[i] >> (32 + shift) & 2047]++] = sort->rows[i];
      swap = sort->rows;
      sort->rows = sort->other;
      sort->other = swap;
    }
}

static gboolean
order_part (TdIndexBuild *self, const TdIndexKey *key, Sort *sort, guint n, GError **error)
{
  gboolean one = sort->shift == 0 && sort->first == sort->last;
  gboolean done;

  sort->n_rows = 0;
  if (!one)
    {
      sort->rows = g_new (guint64, n);
      sort->other = g_new (guint64, n);
    }
  done = each_key (self, key, take_key, sort, error);
  if (done && !one)
    {
      sort_part (sort, ((guint64) (sort->last - sort->first + 1) << sort->shift) - 1);
      for (guint i = 0; done && i < sort->n_rows; i++)
        done = put_id (self, sort->order, (guint32) sort->rows[i], error);
    }
  g_clear_pointer (&sort->rows, g_free);
  g_clear_pointer (&sort->other, g_free);

  return done;
}

gboolean
td_index_build_order_by (TdIndexBuild *self,
                         const TdIndexKey *key,
                         TdBlockKind order,
                         GError **error)
{
  g_autofree Sort *sort = g_new0 (Sort, 1);

  sort->order = order;
  for (guint32 most = key->map != NULL ? key->n_map : G_MAXUINT32;
       most >> sort->shift >= N_BUCKETS;)
    sort->shift++;
  if (!each_key (self, key, count_key, sort, error))
    return FALSE;
  for (guint bucket = 0; bucket < N_BUCKETS; bucket = sort->last + 1)
    {
      guint n = sort->n[bucket];

      sort->first = sort->last = bucket;
      for (guint next = bucket + 1; next < N_BUCKETS && n + sort->n[next] <= PART_ROWS; next++)
        {
          n += sort->n[next];
          sort->last = next;
        }
      if (n > 0 && !order_part (self, key, sort, n, error))
        return FALSE;
    }

  return end_order (self, order, error);
}
