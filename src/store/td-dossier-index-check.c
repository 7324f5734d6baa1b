/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether an index says of the dossiers what their rows say. */

#include <string.h>

#include "td-dossier-index-private.h"
#include "td-row-sql.h"
#include "td-text.h"

typedef struct
{
  TdConnection *connection;
  TdDossierIndex index;
  guint64 *fresh, *present; /* bit for each id */
  guint32 columns[TD_N_BLOCK_COLUMNS][TD_BLOCK_ROWS];
  gint64 block; /* that is in columns; -1: none */
  guint n_present;
  GHashTable *numbers; /* raw name -> its number */
  GPtrArray *raw;      /* number -> raw name, NULL: not met */
  GPtrArray *folded;   /* number -> folded name */
  int wrong;
} Check;

static gboolean
get_bit (const guint64 *bits, gint64 at)
{
  return bits[at / 64] >> (at % 64) & 1;
}

static void
set_bit (guint64 *bits, gint64 at)
{
  bits[at / 64] |= G_GUINT64_CONSTANT (1) << (at % 64);
}

static gboolean
load_block (Check *self, gint64 block, GError **error)
{
  if (self->block == block)
    return TRUE;
  self->block = block;
  for (guint kind = 0; kind < TD_N_BLOCK_COLUMNS; kind++)
    {
      guint n;

      if (!td_block_read (self->connection, self->index.generation, (TdBlockKind) kind,
                          (guint) block, self->columns[kind], &n, error))
        return FALSE;
      memset (self->columns[kind] + n, 0, (TD_BLOCK_ROWS - n) * sizeof (guint32));
    }

  return TRUE;
}

static gboolean
read_names (Check *self, GError **error)
{
  self->folded = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->folded, g_strdup (""));
  for (guint block = 0; block * TD_BLOCK_ROWS < self->index.n_names; block++)
    {
      g_autoptr (GBytes) bytes = td_block_read_bytes (self->connection, self->index.generation,
                                                      TD_BLOCK_NAMES, block, error);
      const char *at, *end;
      gsize size;

      if (bytes == NULL)
        return FALSE;
      at = g_bytes_get_data (bytes, &size);
      for (end = at + size; at < end;)
        {
          const char *line = memchr (at, '\n', (gsize) (end - at));

          if (line == NULL)
            line = end;
          g_ptr_array_add (self->folded, g_strndup (at, (gsize) (line - at)));
          at = line + 1;
        }
    }
  self->wrong += self->folded->len != self->index.n_names + 1;
  g_ptr_array_set_size (self->folded, (int) self->index.n_names + 1);
  self->raw = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_set_size (self->raw, (int) self->index.n_names + 1);
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);

  return TRUE;
}

static gboolean
is_name (Check *self, const char *name, guint32 number)
{
  gpointer known;

  if (name == NULL || *name == '\0')
    return number == 0;
  if (number == 0 || number > self->index.n_names)
    return FALSE;
  if (g_hash_table_lookup_extended (self->numbers, name, NULL, &known))
    return GPOINTER_TO_UINT (known) == number;
  if (g_ptr_array_index (self->raw, number) != NULL)
    return FALSE;

  {
    g_autofree char *folded = g_strdelimit (td_text_fold (name), "\n", ' ');
    char *copy = g_strdup (name);

    g_ptr_array_index (self->raw, number) = copy;
    g_hash_table_insert (self->numbers, copy, GUINT_TO_POINTER (number));

    return g_strcmp0 (folded, g_ptr_array_index (self->folded, number)) == 0;
  }
}

static gboolean
check_row (Check *self, TdStatement *row, GError **error)
{
  gint64 id = td_statement_int (row, 0);
  guint i = (guint) (id % TD_BLOCK_ROWS);
  guint32 state;
  gboolean same;

  if (get_bit (self->fresh, id))
    return TRUE;
  if (!load_block (self, id / TD_BLOCK_ROWS, error))
    return FALSE;
  state = self->columns[TD_BLOCK_STATE][i];
  same = (state & TD_BLOCK_PRESENT) != 0 &&
         TD_BLOCK_STATE_OF (state) == td_statement_int (row, 1) &&
         TD_BLOCK_CHANNEL_OF (state) == td_statement_int (row, 2) &&
         TD_BLOCK_LEVEL_OF (state) == td_statement_int (row, 3) &&
         is_name (self, td_statement_text (row, 10), self->columns[TD_BLOCK_APPLICANT][i]);
  for (int c = 4; c < 10; c++)
    same = same && self->columns[TD_BLOCK_RECEIVED + c - 4][i] == td_statement_int (row, c);
  self->wrong += !same;
  set_bit (self->present, id);
  self->n_present++;

  return TRUE;
}

static gboolean
check_rows (Check *self, GError **error)
{
  g_autoptr (TdStatement) rows = td_connection_prepare (
      self->connection,
      "SELECT id, state, channel, level, received, due, returned, area_name_id, procedure_name_id,"
      " unit_name_id, applicant FROM dossier WHERE id BETWEEN 0 AND ?1 AND " TD_ROW_SQL_VISIBLE
      " ORDER BY id",
      error);
  TdStep step;

  if (rows == NULL)
    return FALSE;
  td_statement_bind_int (rows, 1, self->index.top_id);
  while ((step = td_statement_step (rows, error)) == TD_STEP_ROW)
    if (!check_row (self, rows, error))
      return FALSE;

  return step == TD_STEP_DONE;
}

/* What the index has and the table has not */
static gboolean
check_absent (Check *self, GError **error)
{
  guint n = 0, n_present = 0;

  for (guint block = 0; block < td_dossier_index_n_blocks (&self->index); block++)
    {
      if (!load_block (self, block, error))
        return FALSE;
      for (guint i = 0; i < TD_BLOCK_ROWS; i++)
        {
          gint64 id = (gint64) block * TD_BLOCK_ROWS + i;

          if (self->columns[TD_BLOCK_STATE][i] == 0)
            continue;
          n++;
          if (id <= self->index.top_id && !get_bit (self->fresh, id))
            n_present++;
        }
    }
  self->wrong += (int) (n_present - MIN (n_present, self->n_present)) + (n != self->index.n_rows);

  return TRUE;
}

/* == Orders */

typedef gboolean (*OrderFunc) (Check *self, guint32 id, gpointer data, GError **error);

static gboolean
each_in_order (Check *self, TdBlockKind order, OrderFunc func, gpointer data, GError **error)
{
  g_autofree guint64 *seen = td_dossier_index_new_bits (&self->index);
  guint n_seen = 0;

  for (guint block = 0; block < td_dossier_index_n_order_blocks (&self->index); block++)
    {
      guint32 ids[TD_BLOCK_ROWS];
      guint n;

      if (!td_block_read (self->connection, self->index.generation, order, block, ids, &n, error))
        return FALSE;
      for (guint i = 0; i < n; i++)
        {
          if (ids[i] > self->index.top_id || get_bit (seen, ids[i]))
            {
              self->wrong++;
              continue;
            }
          set_bit (seen, ids[i]);
          n_seen++;
          /* the rows of the others are not what the order was made from */
          if (get_bit (self->present, ids[i]) && !func (self, ids[i], data, error))
            return FALSE;
        }
    }
  self->wrong += n_seen != self->index.n_rows;

  return TRUE;
}

static gboolean
check_code (Check *self, guint32 id, gpointer data, GError **error)
{
  TdStatement *codes = data;
  TdStep step;

  while ((step = td_statement_step (codes, error)) == TD_STEP_ROW)
    {
      gint64 next = td_statement_int (codes, 0);

      if (next < 0 || next > self->index.top_id || !get_bit (self->present, next))
        continue;
      self->wrong += next != id;
      return TRUE;
    }
  self->wrong++;

  return step == TD_STEP_DONE;
}

static gboolean
check_codes (Check *self, GError **error)
{
  g_autoptr (TdStatement) codes =
      td_connection_prepare (self->connection, "SELECT id FROM dossier ORDER BY code, id", error);

  return codes != NULL && each_in_order (self, TD_BLOCK_BY_CODE, check_code, codes, error);
}

/* The column as the keys of all dossiers, by id */
typedef struct
{
  guint32 *keys;
  guint64 last;
} Keys;

static gboolean
check_key (Check *self, guint32 id, gpointer data, GError **error)
{
  Keys *keys = data;
  guint64 key = (guint64) keys->keys[id] << 32 | id;

  self->wrong += key < keys->last;
  keys->last = key;

  return TRUE;
}

static gboolean
check_order (Check *self, const TdIndexKey *key, TdBlockKind order, GError **error)
{
  g_autofree guint32 *keys =
      g_new0 (guint32, (gsize) td_dossier_index_n_blocks (&self->index) * TD_BLOCK_ROWS);
  Keys data = { keys, 0 };

  for (guint block = 0; block < td_dossier_index_n_blocks (&self->index); block++)
    {
      guint32 *values = keys + (gsize) block * TD_BLOCK_ROWS;
      guint n;

      if (!td_block_read (self->connection, self->index.generation, key->column, block, values, &n,
                          error))
        return FALSE;
      for (guint i = 0; i < n; i++)
        values[i] = td_index_key_of (key, values[i]);
    }

  return each_in_order (self, order, check_key, &data, error);
}

/* Names of which no row is left are worth what the one before is. */
static guint32 *
rank_numbers (Check *self)
{
  guint32 *ranks = g_new0 (guint32, self->index.n_names + 1);
  g_autofree char *before = NULL;

  for (guint32 number = 1; number <= self->index.n_names; number++)
    {
      const char *raw = g_ptr_array_index (self->raw, number);
      char *key = raw != NULL ? td_text_collation_key (raw) : NULL;

      ranks[number] = ranks[number - 1];
      if (key == NULL)
        continue;
      if (before == NULL || strcmp (before, key) < 0)
        ranks[number] = number;
      else if (strcmp (before, key) > 0)
        self->wrong++;
      g_free (before);
      before = key;
    }

  return ranks;
}

static gboolean
check_orders (Check *self, GError **error)
{
  g_autoptr (GArray) names = td_dossier_name_ranks (self->connection, error);
  g_autofree guint32 *numbers = rank_numbers (self);
  TdIndexKey keys[] = {
    { TD_BLOCK_RECEIVED, NULL, 0 },
    { TD_BLOCK_DUE, NULL, 0 },
    { TD_BLOCK_PROCEDURE, NULL, 0 },
    { TD_BLOCK_UNIT, NULL, 0 },
    { TD_BLOCK_APPLICANT, numbers, self->index.n_names },
  };
  static const TdBlockKind orders[] = { TD_BLOCK_BY_RECEIVED, TD_BLOCK_BY_DUE,
                                        TD_BLOCK_BY_PROCEDURE, TD_BLOCK_BY_UNIT,
                                        TD_BLOCK_BY_APPLICANT };

  if (names == NULL)
    return FALSE;
  keys[2].map = keys[3].map = (const guint32 *) (void *) names->data;
  keys[2].n_map = keys[3].n_map = names->len - 1;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (!check_order (self, &keys[i], orders[i], error))
      return FALSE;

  return check_codes (self, error);
}

/**
 * td_dossier_index_compare:
 * @connection: a connection
 * @error: return location
 *
 * Returns: the number of places in which the index does not agree with the table, 0 also when none
 *   is in use, -1 with @error
 */
int
td_dossier_index_compare (TdConnection *connection, GError **error)
{
  g_autofree Check *self = g_new0 (Check, 1);
  g_autoptr (GArray) fresh = NULL;
  gboolean done;

  self->connection = connection;
  self->block = -1;
  if (!td_dossier_index_load (connection, &self->index, error))
    return -1;
  if (self->index.generation == 0)
    return 0;
  fresh = td_dossier_index_fresh (connection, &self->index, error);
  if (fresh == NULL)
    return -1;
  /* too much was changed: nobody asks it any more */
  if (fresh->len > TD_INDEX_MOST_FRESH)
    return 0;

  self->fresh = td_dossier_index_new_bits (&self->index);
  self->present = td_dossier_index_new_bits (&self->index);
  for (guint i = 0; i < fresh->len; i++)
    if (g_array_index (fresh, gint64, i) >= 0 &&
        g_array_index (fresh, gint64, i) <= self->index.top_id)
      set_bit (self->fresh, g_array_index (fresh, gint64, i));
  done = read_names (self, error) && check_rows (self, error) && check_absent (self, error) &&
         check_orders (self, error);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->raw, g_ptr_array_unref);
  g_clear_pointer (&self->folded, g_ptr_array_unref);
  g_free (self->fresh);
  g_free (self->present);

  return done ? self->wrong : -1;
}
