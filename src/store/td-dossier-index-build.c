/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes an index of dossiers. It is made beside the work of a person, so it takes little memory:
 * what is made is handed on in blocks at once, and the orders are sorted in parts that are read
 * back. */

#include <string.h>

#include "td-dossier-index-private.h"
#include "td-row-sql.h"
#include "td-text.h"

#define SLICE_BYTES (2 << 20) /* handed on at once */
#define PART_ROWS (1u << 20)  /* sorted at once */

gboolean
td_index_build_is_cancelled (TdIndexBuild *self, GError **error)
{
  return g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static gboolean
flush (TdIndexBuild *self, GError **error)
{
  gboolean done;

  if (td_index_build_is_cancelled (self, error))
    return FALSE;
  done = self->ids->len == 0 ||
         self->sink->keep (self->made.generation, self->ids, self->blocks, self->sink->data, error);
  g_array_set_size (self->ids, 0);
  g_ptr_array_set_size (self->blocks, 0);
  self->pending = 0;

  return done;
}

static gboolean
keep (TdIndexBuild *self, TdBlockKind kind, guint block, GByteArray *bytes, GError **error)
{
  gint64 id = td_block_id (self->made.generation, kind, block);

  self->pending += bytes->len + 64;
  g_array_append_val (self->ids, id);
  g_ptr_array_add (self->blocks, bytes);

  return self->pending < SLICE_BYTES || flush (self, error);
}

static gboolean
keep_values (TdIndexBuild *self,
             TdBlockKind kind,
             guint block,
             const guint32 *values,
             guint n,
             GError **error)
{
  return keep (self, kind, block, td_block_pack (values, n), error);
}

/* == Rows */

static void
summarize (TdIndexBuild *self, guint32 *summary)
{
  memset (summary, 0, TD_SUMMARY_VALUES * sizeof *summary);
  for (guint i = 0; i < TD_BLOCK_ROWS; i++)
    {
      guint32 received = self->columns[TD_BLOCK_RECEIVED][i];
      guint32 returned = self->columns[TD_BLOCK_RETURNED][i];

      if (self->columns[TD_BLOCK_STATE][i] == 0)
        continue;
      if (summary[TD_SUMMARY_ROWS] == 0)
        summary[TD_SUMMARY_RECEIVED_MIN] = received;
      summary[TD_SUMMARY_ROWS]++;
      summary[TD_SUMMARY_RECEIVED_MIN] = MIN (summary[TD_SUMMARY_RECEIVED_MIN], received);
      summary[TD_SUMMARY_RECEIVED_MAX] = MAX (summary[TD_SUMMARY_RECEIVED_MAX], received);
      summary[TD_SUMMARY_RETURNED_MAX] = MAX (summary[TD_SUMMARY_RETURNED_MAX], returned);
      summary[TD_SUMMARY_UNRETURNED] += returned == 0;
    }
  summary[TD_SUMMARY_EXTERNAL] = self->n_external;
  self->n_external = 0;
}

/* Hands the blocks of rows before @block on. */
static gboolean
end_blocks (TdIndexBuild *self, guint block, GError **error)
{
  for (; self->block < block; self->block++)
    {
      guint32 summary[TD_SUMMARY_VALUES];

      summarize (self, summary);
      g_array_append_vals (self->summary, summary, TD_SUMMARY_VALUES);
      for (guint kind = 0; kind < TD_N_BLOCK_COLUMNS; kind++)
        {
          if (!keep_values (self, kind, self->block, self->columns[kind], TD_BLOCK_ROWS, error))
            return FALSE;
          memset (self->columns[kind], 0, sizeof self->columns[kind]);
        }
    }

  return TRUE;
}

static guint32
name_ordinal (TdIndexBuild *self, const char *name)
{
  gpointer found;

  if (name == NULL || *name == '\0')
    return 0;
  found = g_hash_table_lookup (self->ordinals, name);
  if (found == NULL)
    {
      char *copy = g_string_chunk_insert (self->texts, name);

      g_ptr_array_add (self->names, copy);
      found = GUINT_TO_POINTER (self->names->len);
      g_hash_table_insert (self->ordinals, copy, found);
    }

  return GPOINTER_TO_UINT (found);
}

static void
add_grams (TdIndexBuild *self, const char *text)
{
  g_autofree char *folded = NULL;
  gsize length;

  if (text == NULL)
    return;
  for (const char *at = text; *at != '\0'; at++)
    if ((guchar) *at >= 128 || g_ascii_isupper (*at))
      {
        folded = td_text_fold (text);
        text = folded;
        break;
      }
  length = strlen (text);
  for (gsize i = 0; i < length; i++)
    for (guint n = 1; n <= 3 && i + n <= length; n++)
      {
        guint gram = td_index_gram (text + i, n);

        self->grams[gram / 8] |= (guint8) (1 << gram % 8);
      }
}

static gboolean
fits (gint64 value, gint64 most)
{
  return value >= 0 && value <= most;
}

static gboolean
add_row (TdIndexBuild *self, TdStatement *row, GError **error)
{
  gint64 id = td_statement_int (row, 0);
  gint64 state = td_statement_int (row, 1), channel = td_statement_int (row, 2);
  gint64 level = td_statement_int (row, 3);
  guint at = (guint) (id % TD_BLOCK_ROWS);
  gboolean good = fits (state, 15) && fits (channel, 3) && fits (level, 3);

  if (!end_blocks (self, (guint) (id / TD_BLOCK_ROWS), error))
    return FALSE;
  for (int i = 4; i < 10; i++)
    good = good && fits (td_statement_int (row, i), i < 7 ? G_MAXUINT32 : TD_INDEX_MOST_NAMES);
  if (!good)
    {
      /* what no list would look for in a hurry: read from the table */
      g_array_append_val (self->fresh, id);
      return TRUE;
    }
  self->columns[TD_BLOCK_STATE][at] =
      (guint32) (TD_BLOCK_PRESENT | state | channel << 4 | level << 6);
  for (int i = 4; i < 10; i++)
    self->columns[TD_BLOCK_RECEIVED + i - 4][at] = (guint32) td_statement_int (row, i);
  self->procedures[td_statement_int (row, 8) / 64] |= G_GUINT64_CONSTANT (1)
                                                      << (td_statement_int (row, 8) % 64);
  self->columns[TD_BLOCK_APPLICANT][at] = name_ordinal (self, td_statement_text (row, 10));
  add_grams (self, td_statement_text (row, 11));
  add_grams (self, td_statement_text (row, 12));
  self->n_external += !td_statement_is_null (row, 12);
  self->present[id / 64] |= G_GUINT64_CONSTANT (1) << (id % 64);
  self->made.n_rows++;

  return TRUE;
}

static gboolean
add_rows (TdIndexBuild *self, GError **error)
{
  g_autoptr (TdStatement) rows = td_connection_prepare (
      self->connection,
      "SELECT id, state, channel, level, received, due, returned, area_name_id, procedure_name_id,"
      " unit_name_id, applicant, code, external_code FROM dossier WHERE id BETWEEN 0 AND ?1 AND"
      " " TD_ROW_SQL_VISIBLE " ORDER BY id",
      error);
  TdStep step;

  if (rows == NULL)
    return FALSE;
  td_statement_bind_int (rows, 1, self->made.top_id);
  while ((step = td_statement_step (rows, error)) == TD_STEP_ROW)
    if (!add_row (self, rows, error))
      return FALSE;

  return step == TD_STEP_DONE && end_blocks (self, td_dossier_index_n_blocks (&self->made), error);
}

static gboolean
keep_summary (TdIndexBuild *self, GError **error)
{
  const guint32 *values = (const guint32 *) (void *) self->summary->data;
  GByteArray *grams = g_byte_array_new ();

  for (guint at = 0; at < self->summary->len; at += TD_BLOCK_ROWS)
    if (!keep_values (self, TD_BLOCK_SUMMARY, at / TD_BLOCK_ROWS, values + at,
                      MIN (TD_BLOCK_ROWS, self->summary->len - at), error))
      return FALSE;
  g_byte_array_append (grams, self->grams, sizeof self->grams);

  return keep (self, TD_BLOCK_GRAMS, 0, grams, error);
}

static gboolean
keep_procedures (TdIndexBuild *self, GError **error)
{
  guint n = 0, block = 0;

  for (guint32 id = 1; id <= TD_INDEX_MOST_NAMES; id++)
    {
      if ((self->procedures[id / 64] >> (id % 64) & 1) == 0)
        continue;
      self->order[n++] = id;
      if (n == TD_BLOCK_ROWS)
        {
          if (!keep_values (self, TD_BLOCK_PROCEDURES, block++, self->order, n, error))
            return FALSE;
          n = 0;
        }
    }

  return keep_values (self, TD_BLOCK_PROCEDURES, block, self->order, n, error);
}

/* == Orders */

static gboolean
put_id (TdIndexBuild *self, TdBlockKind kind, guint32 id, GError **error)
{
  self->order[self->n_order++ % TD_BLOCK_ROWS] = id;

  return self->n_order % TD_BLOCK_ROWS != 0 ||
         keep_values (self, kind, self->n_order / TD_BLOCK_ROWS - 1, self->order, TD_BLOCK_ROWS,
                      error);
}

static gboolean
end_order (TdIndexBuild *self, TdBlockKind kind, GError **error)
{
  guint rest = self->n_order % TD_BLOCK_ROWS;
  gboolean done = rest == 0 ||
                  keep_values (self, kind, self->n_order / TD_BLOCK_ROWS, self->order, rest, error);

  self->n_order = 0;

  return done && flush (self, error);
}

/* The order of codes is that of the index by code. */
static gboolean
order_by_code (TdIndexBuild *self, GError **error)
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

static gboolean
order_by (TdIndexBuild *self, const TdIndexKey *key, TdBlockKind order, GError **error)
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

/* == Names of applicants */

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
        if (!keep (self, TD_BLOCK_NAMES, i / TD_BLOCK_ROWS, g_steal_pointer (&bytes), error))
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
      if (!keep_values (self, TD_BLOCK_APPLICANT, block, values, n, error))
        return FALSE;
    }

  return flush (self, error);
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
        if (!keep_values (self, TD_BLOCK_NAME_FIRST, i / TD_BLOCK_ROWS, self->order,
                          i % TD_BLOCK_ROWS + 1, error))
          return FALSE;
    }

  return TRUE;
}

static gboolean
order_by_applicant (TdIndexBuild *self, GError **error)
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

  return done && order_by (self, &key, TD_BLOCK_BY_APPLICANT, error);
}

static gboolean
order_by_name (TdIndexBuild *self, TdBlockKind column, TdBlockKind order, GError **error)
{
  g_autoptr (GArray) ranks = td_dossier_name_ranks (self->connection, error);
  TdIndexKey key = { column, NULL, 0 };

  if (ranks == NULL)
    return FALSE;
  key.map = (const guint32 *) (void *) ranks->data;
  key.n_map = ranks->len - 1;

  return order_by (self, &key, order, error);
}

/* == All of it */

static gboolean
read_rows (TdIndexBuild *self, GError **error)
{
  return add_rows (self, error) && keep_summary (self, error) && keep_procedures (self, error) &&
         order_by_code (self, error);
}

/* What is read from the table is of one moment. */
static gboolean
read_snapshot (TdIndexBuild *self, GError **error)
{
  gboolean done;

  if (self->sink->in_transaction)
    return read_rows (self, error);
  if (!td_connection_exec (self->connection, "BEGIN", "index of dossiers", error))
    return FALSE;
  done = read_rows (self, error);
  td_connection_exec (self->connection, "ROLLBACK", "index of dossiers", NULL);

  return done;
}

static gboolean
build (TdIndexBuild *self, GError **error)
{
  static const TdIndexKey received = { TD_BLOCK_RECEIVED, NULL, 0 };
  static const TdIndexKey due = { TD_BLOCK_DUE, NULL, 0 };

  return read_snapshot (self, error) && order_by (self, &received, TD_BLOCK_BY_RECEIVED, error) &&
         order_by (self, &due, TD_BLOCK_BY_DUE, error) && order_by_applicant (self, error) &&
         order_by_name (self, TD_BLOCK_PROCEDURE, TD_BLOCK_BY_PROCEDURE, error) &&
         order_by_name (self, TD_BLOCK_UNIT, TD_BLOCK_BY_UNIT, error) && flush (self, error) &&
         self->sink->finish (&self->made, self->fresh, self->sink->data, error);
}

static void
block_free (gpointer data)
{
  g_byte_array_unref (data);
}

/**
 * td_dossier_index_build:
 * @connection: a reading connection of the calling thread, outside a transaction; or the one that
 *   writes, when @sink says so
 * @sink: what takes the index
 * @cancellable: (nullable): to end early
 * @error: return location
 *
 * Makes an index of the dossiers as they are, which takes seconds for millions.
 *
 * Returns: whether it is in use now
 */
gboolean
td_dossier_index_build (TdConnection *connection,
                        const TdIndexSink *sink,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autofree TdIndexBuild *self = g_new0 (TdIndexBuild, 1);
  gboolean done;

  self->connection = connection;
  self->sink = sink;
  self->cancellable = cancellable;
  if (!sink->begin (&self->made.generation, &self->made.top_id, sink->data, error))
    return FALSE;

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->fresh = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->summary = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->names = g_ptr_array_new ();
  self->texts = g_string_chunk_new (65536);
  self->ordinals = g_hash_table_new (g_str_hash, g_str_equal);
  self->present = td_dossier_index_new_bits (&self->made);
  done = build (self, error);
  g_array_unref (self->ids);
  g_ptr_array_unref (self->blocks);
  g_array_unref (self->fresh);
  g_array_unref (self->summary);
  g_ptr_array_unref (self->names);
  g_hash_table_unref (self->ordinals);
  g_string_chunk_free (self->texts);
  g_free (self->present);

  return done;
}
