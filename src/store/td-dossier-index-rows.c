/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The columns of an index of dossiers, from the rows of the table. */

#include <string.h>

#include "td-dossier-index-private.h"
#include "td-row-sql.h"
#include "td-text.h"

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
          if (!td_index_build_keep_values (self, kind, self->block, self->columns[kind],
                                           TD_BLOCK_ROWS, error))
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
    if (!td_index_build_keep_values (self, TD_BLOCK_SUMMARY, at / TD_BLOCK_ROWS, values + at,
                                     MIN (TD_BLOCK_ROWS, self->summary->len - at), error))
      return FALSE;
  g_byte_array_append (grams, self->grams, sizeof self->grams);

  return td_index_build_keep (self, TD_BLOCK_GRAMS, 0, grams, error);
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
          if (!td_index_build_keep_values (self, TD_BLOCK_PROCEDURES, block++, self->order, n,
                                           error))
            return FALSE;
          n = 0;
        }
    }

  return td_index_build_keep_values (self, TD_BLOCK_PROCEDURES, block, self->order, n, error);
}

/* The columns, what is noted of their blocks, and the procedures. */
gboolean
td_index_build_read_rows (TdIndexBuild *self, GError **error)
{
  return add_rows (self, error) && keep_summary (self, error) && keep_procedures (self, error);
}
