/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the cells of a sheet to dossiers: finds the header, and tells rows of data from titles,
 * totals, repeated headers and signatures. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-dossier-reader-private.h"
#include "td-error.h"

#define MAX_RECORDS TD_SHEET_MAX_ROWS /* kept in memory; larger files go another way */
#define DATA_SCORE 4                  /* a row with so many signs of a dossier is one */
#define TOTAL_SCORE 8                 /* even when it begins with a word of a total */

/* Legacy text in Unicode: the cells anew, texts in the scratch. */
static const TdCell *
convert_cells (
    GArray *to, GStringChunk *scratch, TdLegacy legacy, const TdCell *cells, guint n_cells)
{
  g_array_set_size (to, 0);
  for (guint i = 0; i < n_cells; i++)
    {
      TdCell cell = cells[i];

      if (cell.kind == TD_CELL_TEXT)
        {
          g_autofree char *part = g_strndup (cell.text, cell.length);
          g_autofree char *unicode = td_legacy_to_unicode (part, legacy);

          cell.text = g_string_chunk_insert (scratch, unicode);
          cell.length = strlen (cell.text);
        }
      g_array_append_val (to, cell);
    }

  return (const TdCell *) (void *) to->data;
}

/* A code: no spaces inside, a digit, and either a letter or sign, or many digits */
static gboolean
looks_like_code (const TdCell *cell)
{
  guint n_digits = 0, n_others = 0;

  for (gsize i = 0; i < cell->length; i++)
    {
      char c = cell->text[i];

      if (g_ascii_isdigit (c))
        n_digits++;
      else if (!g_ascii_isspace (c) && (guchar) c < 0x80)
        n_others++;
      else if ((guchar) c >= 0x80)
        n_others++;
    }

  return (n_digits >= 4 && n_others > 0) || n_digits >= 6;
}

static gboolean
looks_like_date (const TdCell *cell)
{
  guint n_digits = 0;

  if (cell->kind == TD_CELL_DATE)
    return TRUE;
  for (gsize i = 0; i < cell->length; i++)
    n_digits += g_ascii_isdigit (cell->text[i]);

  return n_digits >= 4 && cell->length < 60;
}

static gboolean
looks_like_number (const TdCell *cell)
{
  return cell->kind == TD_CELL_NUMBER ||
         (cell->length < 10 && strspn (cell->text, "0123456789. ") >= cell->length);
}

/* Signs that the row is a dossier; the state, which costs most, is asked only in doubt. */
static guint
score_row (TdDossierReader *self)
{
  const TdCell **c = self->cells;
  guint score = 0;

  if (c[TD_COLUMN_ROLE_CODE] != NULL && looks_like_code (c[TD_COLUMN_ROLE_CODE]))
    score += 3;
  for (guint role = TD_COLUMN_ROLE_RECEIVED; role <= TD_COLUMN_ROLE_RESOLVED; role++)
    if (c[role] != NULL && looks_like_date (c[role]))
      score += 2;
  score += c[TD_COLUMN_ROLE_NUMBER] != NULL && looks_like_number (c[TD_COLUMN_ROLE_NUMBER]);
  for (guint role = TD_COLUMN_ROLE_PROCEDURE; role <= TD_COLUMN_ROLE_CHANNEL; role++)
    score += c[role] != NULL && c[role]->length > 2;
  score += c[TD_COLUMN_ROLE_UNIT] != NULL;
  if (score < TOTAL_SCORE && c[TD_COLUMN_ROLE_STATE] != NULL)
    {
      g_autofree char *state =
          g_strndup (c[TD_COLUMN_ROLE_STATE]->text, c[TD_COLUMN_ROLE_STATE]->length);

      score += td_dossier_words_state (self->options->words, state) != 0 ? 2 : 0;
    }

  return score;
}

/* What a row is. Returns: whether it is a dossier */
static gboolean
is_data (TdDossierReader *self, guint row, const TdCell *cells, guint n_cells)
{
  guint score = score_row (self);

  if (score < TOTAL_SCORE)
    {
      g_autofree char *first = td_cell_clean_text (&cells[0]);

      if (td_dossier_words_is_total (self->options->words, first))
        {
          self->batch->n_totals++;
          return FALSE;
        }
    }
  if (score >= DATA_SCORE)
    {
      /* a repeated header scores by its words */
      g_autoptr (TdHeadRow) head = NULL;

      if (self->cells[TD_COLUMN_ROLE_CODE] != NULL &&
          looks_like_code (self->cells[TD_COLUMN_ROLE_CODE]))
        return TRUE;
      head = td_head_row_new (row, cells, n_cells);
      if (!td_dossier_header_repeats (self->batch->header, head) &&
          !td_head_row_is_numbering (head))
        return TRUE;
      self->batch->n_repeated++;
      return FALSE;
    }
  self->batch->n_other++;
  td_dossier_titles_take (self, cells, n_cells);
  td_dossier_titles_take_group (self, cells, n_cells);

  return FALSE;
}

static gboolean
read_record (TdDossierReader *self, guint row, GError **error)
{
  TdDossierRecord record;

  td_dossier_record_read (self, row, &record);
  if (self->stream != NULL)
    {
      td_dossier_record_judge_export (self, &record);
      td_dossier_batch_judge (self->batch, &record);
      return self->stream (&record, self->stream_data, error);
    }
  g_array_append_val (self->batch->records, record);

  return TRUE;
}

static gboolean
read_row (guint row, const TdCell *cells, guint n_cells, gpointer data, GError **error)
{
  TdDossierReader *self = data;

  if (self->legacy != TD_LEGACY_NONE)
    {
      g_string_chunk_clear (self->scratch);
      cells = convert_cells (self->converted, self->scratch, self->legacy, cells, n_cells);
    }
  if (row <= self->batch->header->last_row)
    {
      if (row < self->batch->header->first_row)
        td_dossier_titles_take (self, cells, n_cells);
      return TRUE;
    }

  memset (self->cells, 0, sizeof self->cells);
  for (guint i = 0; i < n_cells; i++)
    {
      gboolean blank = TRUE;

      for (gsize j = 0; j < cells[i].length && blank; j++)
        blank = g_ascii_isspace (cells[i].text[j]);
      if (!blank)
        self->cells[self->roles[cells[i].column]] = &cells[i];
    }
  self->cells[TD_COLUMN_ROLE_NONE] = NULL;
  if (!is_data (self, row, cells, n_cells))
    return TRUE;
  if (self->stream == NULL && self->options->max_records > 0 &&
      self->batch->records->len >= self->options->max_records)
    {
      self->batch->sampled = TRUE;
      return FALSE;
    }
  if (self->batch->records->len >= MAX_RECORDS)
    {
      td_error_set_at (error, TD_ERROR_TOO_LARGE, NULL, NULL,
                       _ ("The file holds more than %u dossiers: too many to be looked at without "
                          "importing them."),
                       MAX_RECORDS);
      return FALSE;
    }
  return read_record (self, row, error);
}

static TdDossierBatch *
batch_new (TdSheetFile *file, guint sheet, TdDossierHeader *header, const TdDossierWords *words)
{
  TdDossierBatch *self = g_new0 (TdDossierBatch, 1);

  self->sheet = g_strdup (td_sheet_file_get_sheet_name (file, sheet));
  self->sheet_index = sheet;
  self->format = td_sheet_file_get_format (file);
  self->encoding = g_strdup (td_sheet_file_get_encoding (file));
  self->header = header;
  self->records = g_array_new (FALSE, FALSE, sizeof (TdDossierRecord));
  self->texts = g_string_chunk_new (65536);
  for (guint i = 0; i < TD_N_NAMES; i++)
    self->tables[i] = td_name_table_new (words);
  self->has_due = td_dossier_header_column (header, TD_COLUMN_ROLE_DUE) >= 0;
  self->has_state = td_dossier_header_column (header, TD_COLUMN_ROLE_STATE) >= 0;
  self->has_returned = td_dossier_header_column (header, TD_COLUMN_ROLE_RETURNED) >= 0 ||
                       td_dossier_header_column (header, TD_COLUMN_ROLE_RESOLVED) >= 0;

  return self;
}

static gboolean
read_all (TdDossierReader *self, TdSheetFile *file, GCancellable *cancellable, GError **error)
{
  const TdDossierHeader *header = self->batch->header;
  gboolean done;

  self->converted = g_array_new (FALSE, FALSE, sizeof (TdCell));
  self->scratch = g_string_chunk_new (4096);
  for (guint i = 0; i < MIN (header->n_columns, TD_SHEET_MAX_COLUMNS); i++)
    self->roles[i] = header->roles[i];
  done = td_sheet_file_read (file, self->batch->sheet_index, read_row, self, cancellable, error);
  g_array_unref (self->converted);
  g_string_chunk_free (self->scratch);
  for (guint i = 0; i < TD_N_COLUMN_ROLES; i++)
    g_free (self->group[i]);

  return done;
}

/**
 * td_dossier_read:
 * @file: a spreadsheet
 * @options: how to read it
 * @cancellable: (nullable): a cancellable
 * @error: TD_ERROR_BAD_INPUT when no sheet of it holds dossiers
 *
 * Reads the dossiers of the sheet that looks most like a list of them.
 *
 * Returns: (nullable) (transfer full): the dossiers, settled
 */
TdDossierBatch *
td_dossier_read (TdSheetFile *file,
                 const TdDossierReadOptions *options,
                 GCancellable *cancellable,
                 GError **error)
{
  TdDossierReader reader = { 0 };
  TdDossierHeader *header;
  GError *failure = NULL;
  const char *legacy = NULL;
  guint sheet = 0;
  gboolean done;

  header = td_dossier_find_sheet (file, options, &sheet, &legacy, cancellable, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (header == NULL || !td_dossier_header_is_dossiers (header))
    {
      td_dossier_header_free (header);
      td_error_set_at (error, TD_ERROR_BAD_INPUT, NULL, NULL,
                       _ ("No list of dossiers was found: a sheet needs columns for the dossier "
                          "code and the day of receipt."));
      return NULL;
    }

  reader.options = options;
  reader.batch = batch_new (file, sheet, header, options->words);
  reader.batch->legacy = legacy;
  reader.legacy = td_legacy_from_name (legacy);
  done = read_all (&reader, file, cancellable, error);
  if (!done)
    {
      td_dossier_batch_free (reader.batch);
      return NULL;
    }
  /* the time of export may stand below the data */
  for (guint i = 0; i < reader.batch->records->len; i++)
    td_dossier_record_judge_export (&reader,
                                    &g_array_index (reader.batch->records, TdDossierRecord, i));
  td_dossier_batch_settle (reader.batch, options->duplicates);

  return reader.batch;
}

/**
 * td_dossier_stream:
 * @file: the spreadsheet
 * @sample: what td_dossier_read() read of its first rows: the columns, the habits, the names
 * @options: as given for the sample
 * @func: gets every record, in order
 * @data: for @func
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Reads a file of any length without keeping it.
 *
 * Returns: FALSE with @error set
 */
gboolean
td_dossier_stream (TdSheetFile *file,
                   TdDossierBatch *sample,
                   const TdDossierReadOptions *options,
                   TdDossierStreamFunc func,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  TdDossierReader reader = { 0 };

  reader.options = options;
  reader.batch = sample;
  reader.stream = func;
  reader.stream_data = data;
  reader.legacy = td_legacy_from_name (sample->legacy);

  return read_all (&reader, file, cancellable, error);
}
