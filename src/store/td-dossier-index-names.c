/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The orders of an index of dossiers that names decide. */

#include <string.h>

#include "td-dossier-index-private.h"
#include "td-text.h"

typedef struct
{
  char *key;
  const char *name;
  guint32 ordinal;
} Name;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const Name *x = a, *y = b;
  int order = strcmp (x->key, y->key);

  return order != 0 ? order : strcmp (x->name, y->name);
}

static Name *
sort_names (TdIndexBuild *self)
{
  Name *names = g_new (Name, self->names->len + 1);

  for (guint i = 0; i < self->names->len; i++)
    {
      names[i].name = g_ptr_array_index (self->names, i);
      names[i].key = td_text_collation_key (names[i].name);
      names[i].ordinal = i + 1;
    }
  qsort (names, self->names->len, sizeof *names, compare_names);

  return names;
}

static gboolean
keep_names (TdIndexBuild *self, const Name *names, GError **error)
{
  GByteArray *bytes = NULL;

  for (guint i = 0; i < self->names->len; i++)
    {
      g_autofree char *folded = td_text_fold (names[i].name);

      if (bytes == NULL)
        bytes = g_byte_array_new ();
      g_strdelimit (folded, "\n", ' ');
      g_byte_array_append (bytes, (const guint8 *) folded, (guint) strlen (folded));
      g_byte_array_append (bytes, (const guint8 *) "\n", 1);
      if ((i + 1) % TD_BLOCK_ROWS == 0 || i + 1 == self->names->len)
        if (!td_index_build_keep (self, TD_BLOCK_NAMES, i / TD_BLOCK_ROWS, g_steal_pointer (&bytes),
                                  error))
          return FALSE;
    }

  return TRUE;
}

/* The column had the numbers in which names came; now it has those of their order. */
static gboolean
renumber (TdIndexBuild *self, const guint32 *entries, guint32 *counts, GError **error)
{
  for (guint block = 0; block < td_dossier_index_n_blocks (&self->made); block++)
    {
      guint32 *values = self->columns[0];
      guint n;

      if (!td_block_read (self->connection, self->made.generation, TD_BLOCK_APPLICANT, block,
                          values, &n, error))
        return FALSE;
      for (guint i = 0; i < n; i++)
        {
          guint32 id = block * TD_BLOCK_ROWS + i;

          values[i] = entries[values[i]];
          counts[values[i]] += (self->present[id / 64] >> (id % 64) & 1) != 0;
        }
      if (!td_index_build_keep_values (self, TD_BLOCK_APPLICANT, block, values, n, error))
        return FALSE;
    }

  return td_index_build_flush (self, error);
}

/* Names that are equal in Vietnamese order stand together, by the ids of their dossiers. */
static gboolean
keep_firsts (
    TdIndexBuild *self, const Name *names, const guint32 *counts, guint32 *ranks, GError **error)
{
  guint32 n = counts[0], start = counts[0];

  for (guint i = 0; i < self->names->len; i++)
    {
      gboolean same = i > 0 && g_str_equal (names[i].key, names[i - 1].key);

      if (!same)
        start = n;
      ranks[i + 1] = same ? ranks[i] : i + 1;
      n += counts[i + 1];
      self->order[i % TD_BLOCK_ROWS] = start + 1; /* 0 has a meaning of its own */
      if ((i + 1) % TD_BLOCK_ROWS == 0 || i + 1 == self->names->len)
        if (!td_index_build_keep_values (self, TD_BLOCK_NAME_FIRST, i / TD_BLOCK_ROWS, self->order,
                                         i % TD_BLOCK_ROWS + 1, error))
          return FALSE;
    }

  return TRUE;
}

gboolean
td_index_build_order_by_applicant (TdIndexBuild *self, GError **error)
{
  guint n = self->names->len;
  Name *names = sort_names (self);
  g_autofree guint32 *entries = g_new0 (guint32, n + 1);
  g_autofree guint32 *counts = g_new0 (guint32, n + 1);
  g_autofree guint32 *ranks = g_new0 (guint32, n + 1);
  TdIndexKey key = { TD_BLOCK_APPLICANT, ranks, n };
  gboolean done;

  for (guint i = 0; i < n; i++)
    entries[names[i].ordinal] = i + 1;
  self->made.n_names = n;
  done = keep_names (self, names, error) && renumber (self, entries, counts, error) &&
         keep_firsts (self, names, counts, ranks, error);
  for (guint i = 0; i < n; i++)
    g_free (names[i].key);
  g_free (names);

  return done && td_index_build_order_by (self, &key, TD_BLOCK_BY_APPLICANT, error);
}

gboolean
td_index_build_order_by_name (TdIndexBuild *self,
                              TdBlockKind column,
                              TdBlockKind order,
                              GError **error)
{
  g_autoptr (GArray) ranks = td_dossier_name_ranks (self->connection, error);
  TdIndexKey key = { column, NULL, 0 };

  if (ranks == NULL)
    return FALSE;
  key.map = (const guint32 *) (void *) ranks->data;
  key.n_map = ranks->len - 1;

  return td_index_build_order_by (self, &key, order, error);
}
