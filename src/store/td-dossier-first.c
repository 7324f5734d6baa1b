/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first dossiers of a list, before it is known how many there are: an order is walked along
 * from its end until enough match. */

#include <string.h>

#include "td-dossier-key.h"
#include "td-dossier-match.h"
#include "td-dossier-sequence-private.h"
#include "td-row-sql.h"
#include "td-text.h"

#define MOST_LOADS 100   /* blocks of rows unpacked; where each is in another, rows are read */
#define MOST_ROWS 3000   /* read so: more is no shortcut */
#define MOST_BLOCKS 1000 /* of the order, likewise */
#define MOST_LOOKED 400  /* rows whose texts are read before names are searched */
#define FEW 2000         /* are put in order at once */

typedef struct
{
  TdConnection *connection;
  TdDossierIndex index;
  TdDossierSort sort;
  gboolean descending;
  guint n; /* wanted */

  TdDossierMatch *match;
  char **words;           /* (nullable): to be looked for in the rows, for the match does not */
  GHashTable *procedures; /* (nullable): id -> folded name */
  TdStatement *texts;
  guint n_looked;
  TdStatement *row; /* whether a row matches; its words are bound anew */
  const TdDossierFilter *filter;
  guint n_rows;

  TdDossierKeys *keys;
  GArray *fresh; /* (element-type TdDossierKey): those that match, in order */
  guint at_fresh;
  GArray *ids;    /* what was found */
  guint n_before; /* of them, those of the list before */
  gboolean gave_up;
  gboolean scattered;     /* of the list before, the first ones lay far apart */
  gboolean by_view;       /* there are so few that all are put in order */
  guint64 *bits;          /* (nullable): of all that match, once they were looked for; by id */
  guint n_bits, n_passed; /* how many, and how many of them the walk has met */
} First;

static gboolean
read_procedures (First *self, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      self->connection, "SELECT id, coalesce (name, '') FROM dossier_name", error);
  TdStep step;

  if (statement == NULL)
    return FALSE;
  self->procedures = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    g_hash_table_insert (self->procedures,
                         GSIZE_TO_POINTER ((gsize) td_statement_int (statement, 0)),
                         td_text_fold (td_statement_text (statement, 1)));

  return step == TD_STEP_DONE;
}

/* Looks for the words in the texts of the row, as td_dossier_filter_sql() does. */
static gboolean
test_texts (First *self, guint32 id, gboolean *matches, GError **error)
{
  g_autofree char *folded = NULL;
  const char *procedure = NULL;

  self->n_looked++;
  td_statement_reset (self->texts);
  td_statement_bind_int (self->texts, 1, id);
  *matches = FALSE;
  switch (td_statement_step (self->texts, error))
    {
    case TD_STEP_ERROR:
      return FALSE;
    case TD_STEP_DONE:
      return TRUE;
    default:
      break;
    }
  folded = td_text_fold (td_statement_text (self->texts, 0));
  *matches = TRUE;
  for (char **word = self->words; *matches && *word != NULL; word++)
    {
      if (strstr (folded, *word) != NULL)
        continue;
      if (self->procedures == NULL && !read_procedures (self, error))
        return FALSE;
      if (procedure == NULL)
        procedure = g_hash_table_lookup (
            self->procedures, GSIZE_TO_POINTER ((gsize) td_statement_int (self->texts, 1)));
      *matches = procedure != NULL && strstr (procedure, *word) != NULL;
    }

  return TRUE;
}

/* Where dossiers that follow each other lie far apart, a row is read sooner than its block. */
static gboolean
test_in_table (First *self, guint32 id, gboolean *matches, GError **error)
{
  TdStep step;

  self->gave_up = ++self->n_rows > MOST_ROWS;
  *matches = FALSE;
  if (self->gave_up || !td_dossier_match_may (self->match, id))
    return TRUE;
  td_statement_reset (self->row);
  td_statement_bind_int (self->row, 1, id);
  td_dossier_filter_bind (self->filter, self->row, 2);
  step = td_statement_step (self->row, error);
  *matches = step == TD_STEP_ROW;

  return step != TD_STEP_ERROR;
}

static gboolean
test (First *self, guint32 id, gboolean *matches, GError **error)
{
  TdDossierHit hit;

  if (self->bits != NULL)
    {
      *matches = id <= self->index.top_id && (self->bits[id / 64] >> (id % 64) & 1) != 0;
      self->n_passed += *matches;
      return TRUE;
    }
  if (self->words == NULL && td_dossier_match_get_n_loads (self->match) > MOST_LOADS)
    return test_in_table (self, id, matches, error);
  if (!td_dossier_match_test (self->match, id, matches, &hit, error))
    return FALSE;
  if (*matches && self->words != NULL && !test_texts (self, id, matches, error))
    return FALSE;
  self->gave_up = self->n_looked > MOST_LOOKED ||
                  (self->words != NULL && td_dossier_match_get_n_loads (self->match) > MOST_LOADS);

  return TRUE;
}

/* Fresh ones that stand before a key, or all of them. */
static void
take_fresh (First *self, const TdDossierKey *key)
{
  while (self->at_fresh < self->fresh->len && self->ids->len < self->n)
    {
      guint at = self->descending ? self->fresh->len - 1 - self->at_fresh : self->at_fresh;
      const TdDossierKey *one = &g_array_index (self->fresh, TdDossierKey, at);
      guint32 id = (guint32) one->id;
      int order = key != NULL ? td_dossier_key_compare (one, key) : 0;

      if (key != NULL && (self->descending ? order < 0 : order > 0))
        return;
      g_array_append_val (self->ids, id);
      self->at_fresh++;
    }
}

static gboolean
take (First *self, guint32 id, GError **error)
{
  TdDossierKey key;

  if (self->at_fresh < self->fresh->len)
    {
      if (!td_dossier_keys_read (self->keys, self->connection, id, &key, error))
        return FALSE;
      take_fresh (self, &key);
      td_dossier_key_clear (&key);
    }
  if (self->ids->len < self->n)
    g_array_append_val (self->ids, id);

  return TRUE;
}

static gboolean
walk_block (First *self, guint block, GError **error)
{
  guint32 ids[TD_BLOCK_ROWS];
  guint n;

  if (!td_block_read (self->connection, self->index.generation,
                      td_dossier_sequence_order_of (self->sort), block, ids, &n, error))
    return FALSE;
  for (guint i = 0; i < n && self->ids->len < self->n && !self->gave_up; i++)
    {
      guint32 id = ids[self->descending ? n - 1 - i : i];
      gboolean matches;

      if (!test (self, id, &matches, error) || (matches && !take (self, id, error)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_passed_all (const First *self)
{
  return self->bits != NULL && self->n_passed == self->n_bits;
}

static gboolean
walk (First *self, GError **error)
{
  guint n_blocks = td_dossier_index_n_order_blocks (&self->index);
  guint block = 0;

  for (; block < n_blocks && self->ids->len < self->n && !self->gave_up && !has_passed_all (self);
       block++)
    {
      self->gave_up = self->bits == NULL && block > MOST_BLOCKS;
      if (!walk_block (self, self->descending ? n_blocks - 1 - block : block, error))
        return FALSE;
    }
  if (self->gave_up)
    return TRUE;
  if (block == n_blocks || has_passed_all (self))
    take_fresh (self, NULL);
  else
    self->gave_up = self->ids->len < self->n;

  return TRUE;
}

static gboolean
start (First *self, const TdDossierFilter *filter, const GArray *fresh, GError **error)
{
  td_dossier_match_free (self->match);
  self->gave_up = FALSE;
  self->at_fresh = 0;
  g_array_set_size (self->ids, self->n_before);
  self->match =
      td_dossier_match_new (self->connection, &self->index, fresh, filter, TD_MATCH_IDS, error);

  return self->match != NULL;
}

/* With the words looked for in rows; if that finds too few, with those of the index. */
static gboolean
search (First *self, const TdDossierFilter *filter, const GArray *fresh, GError **error)
{
  g_autoptr (TdDossierFilter) wordless = td_dossier_filter_copy (filter);
  g_auto (GStrv) words = td_dossier_filter_words (filter);
  gboolean done;

  g_clear_pointer (&wordless->search, g_free);
  if (!start (self, wordless, fresh, error))
    return FALSE;
  if (*words == NULL)
    return walk (self, error);

  self->words = words;
  self->texts = td_connection_prepare (self->connection,
                                       "SELECT code || ' ' || coalesce (applicant, '') || ' ' ||"
                                       " coalesce (external_code, ''), procedure_name_id"
                                       " FROM dossier WHERE id = ?1",
                                       error);
  done = self->texts != NULL && walk (self, error);
  g_clear_pointer (&self->texts, td_statement_release);
  g_clear_pointer (&self->procedures, g_hash_table_unref);
  self->words = NULL;
  self->n_looked = 0;
  if (!done || !self->gave_up)
    return done;
  if (!start (self, filter, fresh, error))
    return FALSE;
  self->by_view = td_dossier_find_needs_codes (td_dossier_match_get_find (self->match)) ||
                  td_dossier_find_has_few (td_dossier_match_get_find (self->match), FEW);

  return self->by_view || walk (self, error);
}

static void
take_bit (const TdDossierHit *hit, gpointer data)
{
  First *self = data;

  self->bits[hit->id / 64] |= G_GUINT64_CONSTANT (1) << (hit->id % 64);
  self->n_bits++;
}

/* Where those that match lie far apart in the order, all are looked for by their columns, and then
 * the order is followed until enough of them were met. */
static gboolean
find_all (First *self, const TdDossierFilter *filter, const GArray *fresh, GError **error)
{
  gboolean done;

  if (!start (self, filter, fresh, error))
    return FALSE;
  self->bits = td_dossier_index_new_bits (&self->index);
  self->n_bits = self->n_passed = 0;
  done = td_dossier_match_each (self->match, take_bit, self, error) && walk (self, error);
  g_clear_pointer (&self->bits, g_free);

  return done;
}

static TdStatement *
prepare_row (TdConnection *connection, const TdDossierFilter *filter, GError **error)
{
  g_autofree char *where = td_dossier_filter_sql (filter, 2);
  g_autofree char *sql =
      g_strdup_printf ("SELECT 1 FROM dossier WHERE id = ?1 AND " TD_ROW_SQL_VISIBLE "%s", where);

  return td_connection_prepare (connection, sql, error);
}

/* Adds the dossiers of one list: those of the filter that have one of the outcomes. */
static gboolean
add_list (
    First *self, const TdDossierFilter *filter, guint outcomes, const GArray *fresh, GError **error)
{
  g_autoptr (TdDossierFilter) narrow = td_dossier_filter_copy (filter);
  guint wanted = td_dossier_filter_outcomes (filter);
  gboolean done;

  if (outcomes != 0)
    narrow->outcomes = wanted != 0 ? wanted & outcomes : outcomes;
  if ((outcomes != 0 && narrow->outcomes == 0) || self->by_view || self->ids->len == self->n)
    return TRUE;

  self->n_before = self->ids->len;
  self->n_rows = 0;
  self->filter = narrow;
  self->fresh = td_dossier_sequence_read_fresh (self->connection, narrow, self->keys, fresh, FALSE,
                                                NULL, error);
  self->row = self->fresh != NULL ? prepare_row (self->connection, narrow, error) : NULL;
  done = self->row != NULL && (self->scattered || search (self, narrow, fresh, error));
  self->scattered |= self->gave_up && !self->by_view;
  done = done && (!self->scattered || find_all (self, narrow, fresh, error));
  g_clear_pointer (&self->row, td_statement_release);
  g_clear_pointer (&self->match, td_dossier_match_free);
  g_clear_pointer (&self->fresh, g_array_unref);

  return done;
}

/* By days left those that are pending come first. */
static gboolean
add_lists (First *self, const TdDossierFilter *filter, const GArray *fresh, GError **error)
{
  const guint all = (1u << (TD_OUTCOME_NOT_COUNTED + 1)) - 1;
  const guint pending = 1u << TD_OUTCOME_PENDING_IN_TIME | 1u << TD_OUTCOME_PENDING_OVERDUE;

  self->keys = td_dossier_keys_new (self->connection, self->sort, error);
  if (self->keys == NULL)
    return FALSE;
  if (self->sort != TD_DOSSIER_SORT_DAYS_LEFT)
    return add_list (self, filter, 0, fresh, error);

  return add_list (self, filter, pending, fresh, error) &&
         add_list (self, filter, all & ~pending, fresh, error);
}

/**
 * td_dossier_sequence_first:
 * @connection: a connection
 * @filter: which dossiers
 * @sort: their order
 * @descending: the other way round
 * @n: how many
 * @error: return location
 *
 * The first dossiers of a view, without making it.
 *
 * Returns: (nullable) (transfer full) (element-type guint32): their ids, fewer than @n only when
 *   there are no more; NULL without an error where a view is to be made for it
 */
GArray *
td_dossier_sequence_first (TdConnection *connection,
                           const TdDossierFilter *filter,
                           TdDossierSort sort,
                           gboolean descending,
                           guint n,
                           GError **error)
{
  g_auto (TdConnectionHold) hold = td_connection_hold (connection);
  First self = { .connection = connection, .sort = sort, .descending = descending, .n = n };
  g_autoptr (GArray) fresh = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  GError *failure = NULL;
  gboolean done;

  if (!td_dossier_sequence_load_index (connection, filter, &self.index, &fresh))
    return td_dossier_lines_first (connection, filter, sort, descending, n, error);
  self.ids = ids;
  done = add_lists (&self, filter, fresh, &failure);
  td_dossier_keys_free (self.keys);
  if (!done && !td_dossier_sequence_is_damage (&failure))
    g_propagate_error (error, failure);

  return done && !self.by_view ? g_steal_pointer (&ids) : NULL;
}
