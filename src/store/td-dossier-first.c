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
#define MOST_ROWS 4000   /* read so: more is no shortcut */
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
  gboolean pending_only;
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
  GArray *ids; /* what was found */
  gboolean gave_up;
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

  self->gave_up = ++self->n_rows > MOST_ROWS || self->pending_only;
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

  if (self->words == NULL && td_dossier_match_get_n_loads (self->match) > MOST_LOADS)
    return test_in_table (self, id, matches, error);
  if (!td_dossier_match_test (self->match, id, matches, &hit, error))
    return FALSE;
  if (*matches && self->pending_only)
    *matches =
        hit.outcome == TD_OUTCOME_PENDING_IN_TIME || hit.outcome == TD_OUTCOME_PENDING_OVERDUE;
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
walk (First *self, GError **error)
{
  guint n_blocks = td_dossier_index_n_order_blocks (&self->index);
  guint block = 0;

  for (; block < n_blocks && self->ids->len < self->n && !self->gave_up; block++)
    {
      self->gave_up = block > MOST_BLOCKS;
      if (!walk_block (self, self->descending ? n_blocks - 1 - block : block, error))
        return FALSE;
    }
  if (block == n_blocks && !self->gave_up)
    take_fresh (self, NULL);
  /* of the pending ones alone it is not known what follows them */
  self->gave_up |= self->ids->len < self->n && (block < n_blocks || self->pending_only);

  return TRUE;
}

static gboolean
start (First *self, const TdDossierFilter *filter, const GArray *fresh, GError **error)
{
  td_dossier_match_free (self->match);
  self->gave_up = FALSE;
  self->at_fresh = 0;
  g_array_set_size (self->ids, 0);
  self->match =
      td_dossier_match_new (self->connection, &self->index, fresh, filter, TD_MATCH_IDS, error);
  if (self->match == NULL)
    return FALSE;
  if (self->pending_only)
    td_dossier_match_judge (self->match);

  return TRUE;
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
  self->gave_up = td_dossier_find_needs_codes (td_dossier_match_get_find (self->match)) ||
                  td_dossier_find_has_few (td_dossier_match_get_find (self->match), FEW);

  return self->gave_up || walk (self, error);
}

static TdStatement *
prepare_row (TdConnection *connection, const TdDossierFilter *filter, GError **error)
{
  g_autofree char *where = td_dossier_filter_sql (filter, 2);
  g_autofree char *sql =
      g_strdup_printf ("SELECT 1 FROM dossier WHERE id = ?1 AND " TD_ROW_SQL_VISIBLE "%s", where);

  return td_connection_prepare (connection, sql, error);
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
  First self = { .connection = connection, .sort = sort, .descending = descending, .n = n };
  g_autoptr (GArray) fresh = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  GError *failure = NULL;
  gboolean done;

  if (!td_dossier_sequence_load_index (connection, filter, &self.index, &fresh))
    return td_dossier_lines_first (connection, filter, sort, descending, n, error);
  self.ids = ids;
  self.pending_only = sort == TD_DOSSIER_SORT_DAYS_LEFT;
  self.keys = td_dossier_keys_new (connection, sort, &failure);
  self.fresh = self.keys != NULL
                   ? td_dossier_sequence_read_fresh (connection, filter, self.keys, fresh,
                                                     self.pending_only, NULL, &failure)
                   : NULL;
  self.filter = filter;
  self.row = prepare_row (connection, filter, &failure);
  done = self.fresh != NULL && self.row != NULL && search (&self, filter, fresh, &failure);
  g_clear_pointer (&self.row, td_statement_release);
  td_dossier_match_free (self.match);
  td_dossier_keys_free (self.keys);
  g_clear_pointer (&self.fresh, g_array_unref);
  if (!done && !td_dossier_sequence_is_damage (&failure))
    g_propagate_error (error, failure);

  return done && !self.gave_up ? g_steal_pointer (&ids) : NULL;
}
