/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-sequence-private.h"

#include <string.h>

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

/* The ids of a block of the order */
gboolean
td_dossier_sequence_read_block (TdDossierSequence *self,
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
      const TdSequenceFresh *one = &g_array_index (fresh, TdSequenceFresh, i);
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
  if (!td_dossier_sequence_read_block (self, connection, block, ids, &n, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (td_sequence_has (self->parts[part].bits, ids[i]))
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
  gboolean known = id <= self->index.top_id && td_sequence_has (self->parts[part].bits, id);
  guint block = n_blocks;

  for (guint i = 0; i < fresh->len; i++)
    if (g_array_index (fresh, TdSequenceFresh, i).key.id == id)
      block = g_array_index (fresh, TdSequenceFresh, i).block;
  for (guint b = 0; known && block == n_blocks && b < n_blocks; b++)
    {
      guint32 ids[TD_BLOCK_ROWS];
      guint n;

      if (!td_dossier_sequence_read_block (self, connection, b, ids, &n, error))
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
