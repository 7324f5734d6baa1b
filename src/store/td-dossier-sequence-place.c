/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Putting the dossiers that the index does not know among those of a sequence. */

#include "td-dossier-sequence-private.h"

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

      if (!td_dossier_sequence_read_block (self, places->connection, from, ids, &n, error))
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
place (TdDossierSequence *self, Places *places, TdSequenceFresh *one, GError **error)
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
      TdSequencePart *part = &self->parts[p];
      guint n = 0;

      for (guint i = 0; i < part->fresh->len; i++)
        if (!place (self, places, &g_array_index (part->fresh, TdSequenceFresh, i), error))
          return FALSE;
      for (guint block = 0; block < n_blocks; block++)
        {
          while (n < part->fresh->len &&
                 g_array_index (part->fresh, TdSequenceFresh, n).block <= block)
            n++;
          part->before[block + 1] += n;
        }
    }

  return TRUE;
}

gboolean
td_dossier_sequence_place_fresh (TdDossierSequence *self,
                                 TdConnection *connection,
                                 const GArray *fresh,
                                 GError **error)
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
