/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-find.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-error.h"
#include "td-text.h"

typedef struct
{
  char *text;          /* folded */
  guint64 *applicants; /* bit for each number of a name */
  guint64 *procedures; /* bit for each id of a dossier_name */
  gboolean any_procedure;
  gboolean in_codes; /* may stand in a code */
  guint64 *codes;    /* (nullable): bit for each dossier whose code has it, once they are read */
} Word;

struct _TdDossierFind
{
  TdConnection *connection;
  TdDossierIndex index;
  Word *words;
  guint n_words;
};

static void
set_bit (guint64 *bits, gsize at)
{
  bits[at / 64] |= G_GUINT64_CONSTANT (1) << (at % 64);
}

static gboolean
get_bit (const guint64 *bits, gsize at)
{
  return bits[at / 64] >> (at % 64) & 1;
}

void
td_dossier_find_free (TdDossierFind *self)
{
  if (self == NULL)
    return;

  for (guint w = 0; w < self->n_words; w++)
    {
      g_free (self->words[w].text);
      g_free (self->words[w].applicants);
      g_free (self->words[w].procedures);
      g_free (self->words[w].codes);
    }
  g_free (self->words);
  g_free (self);
}

/* Notes in which lines of a block of names the word stands. */
static void
find_in_names (Word *word, GBytes *names, guint first, guint n_names)
{
  gsize size, length = strlen (word->text);
  const char *at = g_bytes_get_data (names, &size);
  const char *end = at + size;
  guint number = first;

  while (at < end && number <= n_names)
    {
      const char *hit = memmem (at, (gsize) (end - at), word->text, length);
      const char *line;

      if (hit == NULL)
        return;
      for (line = at; (line = memchr (line, '\n', (gsize) (hit - line))) != NULL; line++)
        number++;
      if (number > n_names)
        return;
      set_bit (word->applicants, number);
      number++;
      at = memchr (hit, '\n', (gsize) (end - hit));
      if (at == NULL)
        return;
      at++;
    }
}

static gboolean
find_applicants (TdDossierFind *self, GError **error)
{
  for (guint block = 0; block * TD_BLOCK_ROWS < self->index.n_names; block++)
    {
      g_autoptr (GBytes) names = td_block_read_bytes (self->connection, self->index.generation,
                                                      TD_BLOCK_NAMES, block, error);

      if (names == NULL)
        return FALSE;
      for (guint w = 0; w < self->n_words; w++)
        find_in_names (&self->words[w], names, block * TD_BLOCK_ROWS + 1, self->index.n_names);
    }

  return TRUE;
}

static gboolean
find_procedure (TdDossierFind *self, TdStatement *statement, guint32 id, GError **error)
{
  g_autofree char *folded = NULL;

  td_statement_reset (statement);
  td_statement_bind_int (statement, 1, id);
  switch (td_statement_step (statement, error))
    {
    case TD_STEP_ERROR:
      return FALSE;
    case TD_STEP_DONE:
      return TRUE;
    default:
      break;
    }
  folded = td_text_fold (td_statement_text (statement, 0));
  for (guint w = 0; w < self->n_words; w++)
    if (strstr (folded, self->words[w].text) != NULL && id <= TD_INDEX_MOST_NAMES)
      {
        set_bit (self->words[w].procedures, id);
        self->words[w].any_procedure = TRUE;
      }

  return TRUE;
}

static gboolean
find_procedures (TdDossierFind *self, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      self->connection, "SELECT coalesce (name, '') FROM dossier_name WHERE id = ?1", error);
  guint n = TD_BLOCK_ROWS;

  if (statement == NULL)
    return FALSE;
  for (guint block = 0; n == TD_BLOCK_ROWS; block++)
    {
      guint32 ids[TD_BLOCK_ROWS];

      if (!td_block_read (self->connection, self->index.generation, TD_BLOCK_PROCEDURES, block, ids,
                          &n, error))
        return FALSE;
      for (guint i = 0; i < n; i++)
        if (!find_procedure (self, statement, ids[i], error))
          return FALSE;
    }

  return TRUE;
}

/* A word no part of which stands in any code stands in none. */
static gboolean
find_grams (TdDossierFind *self, GError **error)
{
  g_autoptr (GBytes) bytes =
      td_block_read_bytes (self->connection, self->index.generation, TD_BLOCK_GRAMS, 0, error);
  const guint8 *grams;
  gsize size;

  if (bytes == NULL)
    return FALSE;
  grams = g_bytes_get_data (bytes, &size);
  for (guint w = 0; w < self->n_words; w++)
    {
      const char *text = self->words[w].text;
      gsize length = strlen (text), n = MIN (length, 3);

      self->words[w].in_codes = TRUE;
      for (gsize i = 0; size == TD_INDEX_GRAMS / 8 && i + n <= length; i++)
        {
          guint gram = td_index_gram (text + i, (guint) n);

          self->words[w].in_codes &= (grams[gram / 8] & 1 << gram % 8) != 0;
        }
    }

  return TRUE;
}

/**
 * td_dossier_find_new:
 * @connection: a connection
 * @index: the index in use
 * @words: the words, folded, none empty
 * @error: return location
 *
 * Returns: (nullable) (transfer full): where the words stand
 */
TdDossierFind *
td_dossier_find_new (TdConnection *connection,
                     const TdDossierIndex *index,
                     char **words,
                     GError **error)
{
  g_autoptr (TdDossierFind) self = g_new0 (TdDossierFind, 1);

  self->connection = connection;
  self->index = *index;
  self->n_words = g_strv_length (words);
  self->words = g_new0 (Word, self->n_words);
  for (guint w = 0; w < self->n_words; w++)
    {
      self->words[w].text = g_strdup (words[w]);
      self->words[w].applicants = g_new0 (guint64, index->n_names / 64 + 1);
      self->words[w].procedures = g_new0 (guint64, TD_INDEX_MOST_NAMES / 64 + 1);
    }

  return find_applicants (self, error) && find_procedures (self, error) && find_grams (self, error)
             ? g_steal_pointer (&self)
             : NULL;
}

/* Returns: whether td_dossier_find_read_codes() must come before td_dossier_find_test() */
gboolean
td_dossier_find_needs_codes (const TdDossierFind *self)
{
  for (guint w = 0; w < self->n_words; w++)
    if (self->words[w].in_codes && self->words[w].codes == NULL)
      return TRUE;

  return FALSE;
}

static void
find_in_code (TdDossierFind *self, gint64 id, const char *code)
{
  char lower[256];
  g_autofree char *folded = NULL;
  gsize n = 0;

  if (code == NULL || id < 0 || id > self->index.top_id)
    return;
  for (; code[n] != '\0' && n + 1 < sizeof lower && (guchar) code[n] < 128; n++)
    lower[n] = g_ascii_tolower (code[n]);
  lower[n] = '\0';
  if (code[n] != '\0')
    folded = td_text_fold (code);
  for (guint w = 0; w < self->n_words; w++)
    if (self->words[w].codes != NULL &&
        strstr (folded != NULL ? folded : lower, self->words[w].text) != NULL)
      set_bit (self->words[w].codes, (gsize) id);
}

static void
make_room (TdDossierFind *self)
{
  for (guint w = 0; w < self->n_words; w++)
    if (self->words[w].in_codes && self->words[w].codes == NULL)
      self->words[w].codes = td_dossier_index_new_bits (&self->index);
}

static gboolean
read_codes (TdDossierFind *self, const char *sql, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (self->connection, sql, error);
  TdStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    find_in_code (self, td_statement_int (statement, 0), td_statement_text (statement, 1));

  return step == TD_STEP_DONE;
}

static gboolean
has_external_codes (TdDossierFind *self, gboolean *has, GError **error)
{
  guint n_values = td_dossier_index_n_blocks (&self->index) * TD_SUMMARY_VALUES;
  g_autofree guint32 *values = g_new (guint32, TD_BLOCK_ROWS);
  guint n;

  *has = FALSE;
  for (guint at = 0; at < n_values && !*has; at += TD_BLOCK_ROWS)
    {
      if (!td_block_read (self->connection, self->index.generation, TD_BLOCK_SUMMARY,
                          at / TD_BLOCK_ROWS, values, &n, error))
        return FALSE;
      for (guint i = TD_SUMMARY_EXTERNAL; i < n; i += TD_SUMMARY_VALUES)
        *has |= values[i] != 0;
    }

  return TRUE;
}

/**
 * td_dossier_find_read_codes:
 * @self: words
 * @error: return location
 *
 * Looks into every code, which takes a second for ten million.
 */
gboolean
td_dossier_find_read_codes (TdDossierFind *self, GError **error)
{
  gboolean external;

  make_room (self);

  return has_external_codes (self, &external, error) &&
         /* the order keeps it within the index by code */
         read_codes (self, "SELECT id, code FROM dossier ORDER BY code", error) &&
         (!external || read_codes (self,
                                   "SELECT id, external_code FROM dossier"
                                   " WHERE external_code IS NOT NULL",
                                   error));
}

/* td_dossier_find_read_codes() of some dossiers alone: nobody may ask for others then. */
gboolean
td_dossier_find_read_codes_of (TdDossierFind *self, const GArray *ids, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      self->connection, "SELECT code, external_code FROM dossier WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  make_room (self);
  for (guint i = 0; i < ids->len; i++)
    {
      guint32 id = g_array_index (ids, guint32, i);

      td_statement_reset (statement);
      td_statement_bind_int (statement, 1, id);
      switch (td_statement_step (statement, error))
        {
        case TD_STEP_ERROR:
          return FALSE;
        case TD_STEP_ROW:
          find_in_code (self, id, td_statement_text (statement, 0));
          find_in_code (self, id, td_statement_text (statement, 1));
          break;
        default:
          break;
        }
    }

  return TRUE;
}

/* Whether each word is found; the values are those of the columns. */
gboolean
td_dossier_find_test (const TdDossierFind *self, guint32 id, guint32 procedure, guint32 applicant)
{
  for (guint w = 0; w < self->n_words; w++)
    {
      const Word *word = &self->words[w];

      if (!(applicant <= self->index.n_names && get_bit (word->applicants, applicant)) &&
          !(procedure <= TD_INDEX_MOST_NAMES && get_bit (word->procedures, procedure)) &&
          !(word->codes != NULL && get_bit (word->codes, id)))
        return FALSE;
    }

  return TRUE;
}

/* Where the dossiers of names begin: of each, and of the next that is different. */
static gboolean
read_firsts (TdDossierFind *self, guint32 *firsts, GError **error)
{
  for (guint block = 0; block * TD_BLOCK_ROWS < self->index.n_names; block++)
    {
      guint32 values[TD_BLOCK_ROWS];
      guint n;

      if (!td_block_read (self->connection, self->index.generation, TD_BLOCK_NAME_FIRST, block,
                          values, &n, error))
        return FALSE;
      for (guint i = 0; i < n && block * TD_BLOCK_ROWS + i < self->index.n_names; i++)
        firsts[block * TD_BLOCK_ROWS + i + 1] = MIN (values[i] - 1, self->index.n_rows);
    }
  firsts[self->index.n_names + 1] = self->index.n_rows;

  return TRUE;
}

static gboolean
read_range (TdDossierFind *self, guint32 from, guint32 to, GArray *ids, GError **error)
{
  while (from < to)
    {
      guint block = from / TD_BLOCK_ROWS;
      guint32 values[TD_BLOCK_ROWS];
      guint n, last = MIN (to, (block + 1) * TD_BLOCK_ROWS);

      if (!td_block_read (self->connection, self->index.generation, TD_BLOCK_BY_APPLICANT, block,
                          values, &n, error))
        return FALSE;
      if (last - block * TD_BLOCK_ROWS > n)
        {
          td_error_set_at (error, TD_ERROR_BAD_INPUT, NULL, "dossier_block",
                           _ ("The index of the dossiers is damaged. Check and repair the "
                              "workspace."));
          return FALSE;
        }
      g_array_append_vals (ids, values + from % TD_BLOCK_ROWS, last - from);
      from = last;
    }

  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

/* The stretches of the order by applicant in which the names stand; names that are equal in the
 * order share one. Returns: the number of dossiers in them */
static guint64
find_ranges (TdDossierFind *self, const guint64 *names, const guint32 *firsts, GArray *ranges)
{
  guint32 done = 0;
  guint64 total = 0;

  for (guint name = 1; name <= self->index.n_names; name++)
    {
      guint32 range[2] = { firsts[name], 0 };
      guint next = name + 1;

      if (names[name / 64] == 0)
        {
          name |= 63;
          continue;
        }
      if (!get_bit (names, name))
        continue;
      while (next <= self->index.n_names && firsts[next] == range[0])
        next++;
      range[0] = MAX (range[0], done);
      range[1] = done = MAX (firsts[next], done);
      total += range[1] - range[0];
      g_array_append_vals (ranges, range, 2);
    }

  return total;
}

/* The stretches of the order by applicant in which all that can be found stands. Returns: whether
 * that can be said, and there are few */
static gboolean
find_few (TdDossierFind *self, guint most, GArray *ranges, GError **error)
{
  guint n_words64 = self->index.n_names / 64 + 1;
  g_autofree guint64 *names = g_new (guint64, n_words64);
  g_autofree guint32 *firsts = NULL;
  gboolean any = FALSE;

  memset (names, 0xff, n_words64 * sizeof *names);
  for (guint w = 0; w < self->n_words; w++)
    if (!self->words[w].any_procedure && !self->words[w].in_codes)
      {
        any = TRUE;
        for (guint i = 0; i < n_words64; i++)
          names[i] &= self->words[w].applicants[i];
      }
  if (!any)
    return FALSE;
  firsts = g_new (guint32, self->index.n_names + 2);

  return read_firsts (self, firsts, error) && find_ranges (self, names, firsts, ranges) <= most;
}

/* Whether td_dossier_find_candidates() would give few */
gboolean
td_dossier_find_has_few (TdDossierFind *self, guint most)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (guint32));

  return find_few (self, most, ranges, NULL);
}

/**
 * td_dossier_find_candidates:
 * @self: words
 * @most: how many are few
 * @ids: (element-type guint32): takes dossiers, in order; all that can be found are among them
 * @error: (out): return location
 *
 * Returns: whether there are few: else, and on an error, @ids is of no use
 */
gboolean
td_dossier_find_candidates (TdDossierFind *self, guint most, GArray *ids, GError **error)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (!find_few (self, most, ranges, error))
    return FALSE;
  for (guint i = 0; i < ranges->len; i += 2)
    if (!read_range (self, g_array_index (ranges, guint32, i),
                     g_array_index (ranges, guint32, i + 1), ids, error))
      return FALSE;
  g_array_sort (ids, compare_ids);

  return TRUE;
}
