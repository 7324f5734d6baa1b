/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the cells of a sheet to dossiers: finds the header, tells rows of data from titles, totals,
 * repeated headers and signatures, and understands the values. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-dossier-batch.h"
#include "td-dossier-date.h"
#include "td-error.h"
#include "td-legacy-text.h"
#include "td-text.h"

#define MAX_RECORDS TD_SHEET_MAX_ROWS /* kept in memory; larger files go another way */
#define DATA_SCORE 4                  /* a row with so many signs of a dossier is one */
#define TOTAL_SCORE 8                 /* even when it begins with a word of a total */

typedef struct
{
  const TdDossierReadOptions *options;
  TdDossierBatch *batch;
  TdLegacy legacy;
  const TdCell *cells[TD_N_COLUMN_ROLES]; /* of the row at hand */
  TdColumnRole roles[TD_SHEET_MAX_COLUMNS];
  GArray *converted; /* (element-type TdCell) */
  GStringChunk *scratch;
  char *group[TD_N_COLUMN_ROLES]; /* of the group row above */
  TdDossierStreamFunc stream;     /* (nullable): gets the records instead of the batch */
  gpointer stream_data;
} Reader;

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

/* Rows that are no data: titles tell when the file was made and for which period */
static void
take_exported (Reader *self, const char *text)
{
  const char *rest = td_dossier_words_after_exported (self->options->words, text);
  g_autofree char *part = NULL;
  TdDossierDate date;

  if (rest == NULL || self->batch->exported_at != 0)
    return;
  for (gsize n = strlen (rest); n >= 6; n--)
    {
      if (td_dossier_date_parse (rest, n, &date) != TD_DATE_GOOD)
        continue;
      self->batch->exported_at = date.has_time ? date.seconds : date.seconds + TD_DAY_SECONDS - 1;
      return;
    }
}

static char *
iso_day (const TdDossierDate *date)
{
  int year, month, day;

  td_dossier_day_split (date->seconds / TD_DAY_SECONDS, &year, &month, &day);

  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

/* "Từ ngày 01/01/2024 đến ngày 30/06/2024": the first two days of a line that has them */
static void
take_period (Reader *self, const char *text)
{
  TdDossierDate days[2];
  guint n = 0;

  if (self->batch->period_from != NULL)
    return;
  for (const char *p = strpbrk (text, "0123456789"); p != NULL && n < 2;
       p = strpbrk (p, "0123456789"))
    {
      gsize length = strspn (p, "0123456789/-.");

      if (length >= 8 && td_dossier_date_parse (p, length, &days[n]) == TD_DATE_GOOD)
        n++;
      p += length;
    }
  if (n == 2 && days[0].seconds <= days[1].seconds)
    {
      self->batch->period_from = iso_day (&days[0]);
      self->batch->period_to = iso_day (&days[1]);
    }
}

static void
take_titles (Reader *self, const TdCell *cells, guint n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    {
      g_autofree char *part = g_strndup (cells[i].text, cells[i].length);
      g_autofree char *clean = td_text_clean (part, -1);

      take_exported (self, clean);
      take_period (self, clean);
      /* the words in one cell, the time in the next */
      if (self->batch->exported_at == 0 && i + 1 < n_cells && strpbrk (clean, "0123456789") == NULL)
        {
          TdDossierDate date;
          g_autofree char *next = g_strndup (cells[i + 1].text, cells[i + 1].length);
          g_autofree char *both = g_strconcat (clean, " ", next, NULL);

          if (td_dossier_words_after_exported (self->options->words, both) != NULL &&
              td_dossier_date_from_cell (&cells[i + 1], &date) == TD_DATE_GOOD)
            self->batch->exported_at =
                date.has_time ? date.seconds : date.seconds + TD_DAY_SECONDS - 1;
        }
    }
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
score_row (Reader *self)
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

static char *
cell_text (const TdCell *cell)
{
  g_autofree char *part = cell != NULL ? g_strndup (cell->text, cell->length) : NULL;

  return part != NULL ? td_text_clean (part, -1) : NULL;
}

/* "II", "3.", "B": what numbers a group */
static gboolean
is_ordinal (const char *text)
{
  gsize length = strspn (text, "IVX");

  if (length == 0)
    length = strspn (text, "0123456789");
  if (length == 0 && g_ascii_isupper (*text))
    length = 1;

  return length > 0 && length <= 5 && text[length + strspn (text + length, ".) ")] == '\0';
}

static void
take_group (Reader *self, const TdCell *cells, guint n_cells)
{
  g_autofree char *first = cell_text (&cells[0]);
  g_autofree char *text = cell_text (&cells[n_cells - 1]);
  gsize dot = strcspn (text, ". ");
  g_autofree char *ordinal = text[dot] != '\0' ? g_strndup (text, dot) : NULL;
  gboolean in_text = ordinal != NULL && text[dot] == '.' && is_ordinal (ordinal);
  const char *name = NULL;
  TdColumnRole role;

  if (n_cells > 2)
    return;
  role = td_dossier_words_group (self->options->words,
                                 in_text ? text + dot + 1 + strspn (text + dot + 1, " ") : text,
                                 in_text || (n_cells == 2 && is_ordinal (first)), &name);
  if (role == TD_COLUMN_ROLE_NONE)
    return;
  g_free (self->group[role]);
  self->group[role] = g_strstrip (g_strdup (name));
}

/* What a row is. Returns: whether it is a dossier */
static gboolean
is_data (Reader *self, guint row, const TdCell *cells, guint n_cells)
{
  guint score = score_row (self);

  if (score < TOTAL_SCORE)
    {
      g_autofree char *first = cell_text (&cells[0]);

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
  take_titles (self, cells, n_cells);
  take_group (self, cells, n_cells);

  return FALSE;
}

/* Whether a text is clean as it stands: single spaces inside, and letters of composed Vietnamese
 * only; whatever else goes the long way. */
static gboolean
is_plain (const char *text, gsize length)
{
  gboolean space = TRUE; /* at the start none may be */

  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) text[i];

      if (c == ' ')
        {
          if (space)
            return FALSE;
          space = TRUE;
          continue;
        }
      space = FALSE;
      if (c < 0x20 || c == 0x7F)
        return FALSE;
      if (c < 0x80)
        continue;
      if ((c == 0xC3 || c == 0xC4 || c == 0xC5 || c == 0xC6) && i + 1 < length)
        i++;
      else if (c == 0xE1 && i + 2 < length &&
               ((guchar) text[i + 1] == 0xBA || (guchar) text[i + 1] == 0xBB))
        i += 2;
      else
        return FALSE;
    }

  return !space;
}

/* A code of capitals, digits and signs, as nearly all are */
static gboolean
is_plain_code (const char *text, gsize length)
{
  gboolean digit = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (g_ascii_isdigit (c))
        digit = TRUE;
      else if (!g_ascii_isupper (c) && c != '-' && c != '.' && c != '/' && c != '_')
        return FALSE;
    }

  return digit;
}

/* Values */
static const char *
insert_text (Reader *self, const TdCell *cell, guint32 *cell_faults)
{
  if (cell == NULL)
    return NULL;
  if (cell->kind == TD_CELL_TEXT && is_plain (cell->text, cell->length))
    return g_string_chunk_insert_len (self->batch->texts, cell->text, (gssize) cell->length);
  if (cell->kind == TD_CELL_TEXT)
    *cell_faults |= td_cell_faults (cell->text, cell->length);
  else
    return g_string_chunk_insert_len (self->batch->texts, cell->text, (gssize) cell->length);

  {
    g_autofree char *clean = cell_text (cell);

    return *clean != '\0' ? g_string_chunk_insert (self->batch->texts, clean) : NULL;
  }
}

static void
take_code (Reader *self, TdDossierRecord *record, guint32 *cell_faults)
{
  const TdCell *cell = self->cells[TD_COLUMN_ROLE_CODE];
  g_autofree char *clean = NULL;
  g_autoptr (GString) code = NULL;
  gboolean lower = FALSE;

  if (cell != NULL && is_plain_code (cell->text, cell->length))
    {
      record->code =
          g_string_chunk_insert_len (self->batch->texts, cell->text, (gssize) cell->length);
      return;
    }
  clean = cell_text (cell);
  if (clean == NULL || td_dossier_words_is_missing (self->options->words, clean))
    return;
  if (cell->kind == TD_CELL_TEXT)
    *cell_faults |= td_cell_faults (cell->text, cell->length);

  code = g_string_new (NULL);
  for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == ' ')
        continue;
      if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
        c = '-';
      lower |= c < 0x80 && g_ascii_islower ((char) c);
      g_string_append_unichar (code, c < 0x80 ? (gunichar) g_ascii_toupper ((char) c) : c);
    }
  if (lower)
    record->faults |= 1u << TD_FAULT_ID_LOWER_CASE;
  record->code = g_string_chunk_insert (self->batch->texts, code->str);
}

static TdDateResult
take_date (Reader *self, TdColumnRole role, TdColumnRole time_role, TdDossierDate *date)
{
  const TdCell *cell = self->cells[role];
  const TdCell *clock = time_role != TD_COLUMN_ROLE_NONE ? self->cells[time_role] : NULL;
  TdDateResult result;

  memset (date, 0, sizeof *date);
  if (cell == NULL)
    return TD_DATE_MISSING;
  result = td_dossier_date_from_cell (cell, date);
  if (result == TD_DATE_IMPOSSIBLE && cell->kind == TD_CELL_TEXT)
    {
      g_autofree char *clean = cell_text (cell);

      if (td_dossier_words_is_missing (self->options->words, clean))
        return TD_DATE_MISSING;
    }
  if (result == TD_DATE_GOOD && !date->has_time && clock != NULL)
    {
      gint64 seconds = clock->kind != TD_CELL_TEXT && clock->number >= 0 && clock->number < 1
                           ? (gint64) (clock->number * TD_DAY_SECONDS + 0.5)
                           : td_dossier_time_of_day (clock->text, clock->length);

      if (seconds >= 0)
        {
          date->seconds += seconds;
          date->has_time = TRUE;
        }
    }

  return result;
}

static void
note_date (TdDossierRecord *record, guint which, const TdDossierDate *date)
{
  record->shapes[which] = (guint8) date->shape;
  if (!date->has_time)
    record->untimed |= (guint8) (1u << which);
}

static void
take_received (Reader *self, TdDossierRecord *record)
{
  TdDossierDate date;

  switch (take_date (self, TD_COLUMN_ROLE_RECEIVED, TD_COLUMN_ROLE_RECEIVED_TIME, &date))
    {
    case TD_DATE_GOOD:
      record->received = date.seconds;
      note_date (record, 0, &date);
      break;
    case TD_DATE_IMPOSSIBLE:
      record->reasons |= 1u << TD_REASON_IMPOSSIBLE_RECEIVED;
      break;
    default:
      record->reasons |= 1u << TD_REASON_MISSING_RECEIVED;
      break;
    }
}

static void
take_due (Reader *self, TdDossierRecord *record)
{
  TdDossierDate date;

  switch (take_date (self, TD_COLUMN_ROLE_DUE, TD_COLUMN_ROLE_DUE_TIME, &date))
    {
    case TD_DATE_GOOD:
      record->due = date.has_time ? date.seconds : date.seconds + TD_DAY_SECONDS - 1;
      note_date (record, 1, &date);
      break;
    case TD_DATE_IMPOSSIBLE:
      record->reasons |= 1u << TD_REASON_IMPOSSIBLE_DUE;
      break;
    default:
      if (self->batch->has_due)
        record->reasons |= 1u << TD_REASON_MISSING_DUE;
      break;
    }
}

/* The clock ends when the result is there; a file that tells this from the day it was handed over
 * has both. */
static void
take_returned (Reader *self, TdDossierRecord *record)
{
  TdDossierDate resolved, returned;
  TdDateResult a = take_date (self, TD_COLUMN_ROLE_RESOLVED, TD_COLUMN_ROLE_NONE, &resolved);
  TdDateResult b =
      take_date (self, TD_COLUMN_ROLE_RETURNED, TD_COLUMN_ROLE_RETURNED_TIME, &returned);

  if (a == TD_DATE_IMPOSSIBLE || b == TD_DATE_IMPOSSIBLE)
    {
      record->reasons |= 1u << TD_REASON_IMPOSSIBLE_RETURNED;
      return;
    }
  if (a == TD_DATE_GOOD)
    {
      record->returned = resolved.seconds;
      record->delivered = b == TD_DATE_GOOD ? returned.seconds : 0;
      note_date (record, 2, &resolved);
    }
  else if (b == TD_DATE_GOOD)
    {
      record->returned = returned.seconds;
      note_date (record, 2, &returned);
    }
}

static void
take_name (
    Reader *self, TdDossierRecord *record, TdColumnRole role, TdNameRole name, guint32 *cell_faults)
{
  const TdCell *cell = self->cells[role];
  const char *text = cell != NULL ? cell->text : self->group[role];
  gsize length = cell != NULL ? cell->length : text != NULL ? strlen (text) : 0;
  TdNameVariant *variant;
  gboolean is_new;
  guint32 index;

  if (length == 0)
    return;
  index = td_name_table_add (self->batch->tables[name], text, length, &is_new);
  variant = td_name_table_variant (self->batch->tables[name], index);
  if (is_new && *variant->clean == '\0')
    variant->meaning = -1;
  if (variant->meaning < 0)
    return;
  if (cell == NULL || cell->kind == TD_CELL_TEXT)
    *cell_faults |= variant->faults;
  if (is_new && name == TD_NAME_STATE)
    variant->meaning = (int) td_dossier_words_state (self->options->words, variant->clean);
  else if (is_new && (name == TD_NAME_CHANNEL || name == TD_NAME_RESULT_CHANNEL))
    variant->meaning = (int) td_dossier_words_channel (self->options->words, variant->clean);
  else if (is_new && name == TD_NAME_LEVEL)
    variant->meaning = (int) td_dossier_words_level (self->options->words, variant->clean);
  record->names[name] = index + 1;
}

static int
meaning (Reader *self, const TdDossierRecord *record, TdNameRole name)
{
  return record->names[name] == 0
             ? 0
             : td_name_table_variant (self->batch->tables[name], record->names[name] - 1)->meaning;
}

static void
take_names (Reader *self, TdDossierRecord *record, guint32 *cell_faults)
{
  take_name (self, record, TD_COLUMN_ROLE_PROCEDURE, TD_NAME_PROCEDURE, cell_faults);
  take_name (self, record, TD_COLUMN_ROLE_AREA, TD_NAME_AREA, cell_faults);
  take_name (self, record, TD_COLUMN_ROLE_UNIT, TD_NAME_UNIT, cell_faults);
  take_name (self, record, TD_COLUMN_ROLE_OFFICER, TD_NAME_OFFICER, cell_faults);
  take_name (self, record, TD_COLUMN_ROLE_STATE, TD_NAME_STATE, cell_faults);
  take_name (self, record, TD_COLUMN_ROLE_CHANNEL, TD_NAME_CHANNEL, cell_faults);
  take_name (self, record, TD_COLUMN_ROLE_RESULT_CHANNEL, TD_NAME_RESULT_CHANNEL, cell_faults);
  take_name (self, record, TD_COLUMN_ROLE_LEVEL, TD_NAME_LEVEL, cell_faults);
  record->state = (guint8) meaning (self, record, TD_NAME_STATE);
  record->channel = (guint8) meaning (self, record, TD_NAME_CHANNEL);
  record->result_channel = (guint8) meaning (self, record, TD_NAME_RESULT_CHANNEL);
  record->level = (guint8) meaning (self, record, TD_NAME_LEVEL);
}

/* "250.000", "250,000 đ", "250000.00" */
static gint64
parse_fee (const TdCell *cell)
{
  gint64 fee = 0;
  guint n = 0;

  if (cell == NULL)
    return -1;
  if (cell->kind != TD_CELL_TEXT)
    return cell->number >= 0 && cell->number < 1e12 ? (gint64) (cell->number + 0.5) : -1;
  for (gsize i = 0; i < cell->length && n < 15; i++)
    {
      char c = cell->text[i];

      if (g_ascii_isdigit (c))
        {
          fee = fee * 10 + (c - '0');
          n++;
        }
      else if ((c == '.' || c == ',') && cell->length - i <= 3)
        break; /* decimals */
    }

  return n > 0 ? fee : -1;
}

static gboolean
before (gint64 a, gint64 b, gboolean by_day)
{
  return by_day ? a / TD_DAY_SECONDS < b / TD_DAY_SECONDS : a < b;
}

static gboolean
is_open_state (int state)
{
  return state == TD_DOSSIER_STATE_PROCESSING || state == TD_DOSSIER_STATE_ACCEPTED;
}

static gboolean
is_done_state (int state)
{
  return state == TD_DOSSIER_STATE_RESOLVED || state == TD_DOSSIER_STATE_RETURNED;
}

/* What contradicts itself within the row. */
static void
judge (Reader *self, TdDossierRecord *record)
{
  gboolean no_date =
      record->returned == 0 && !(record->reasons & (1u << TD_REASON_IMPOSSIBLE_RETURNED));

  if (record->code == NULL)
    record->reasons |= 1u << TD_REASON_MISSING_ID;
  if (record->state == TD_DOSSIER_STATE_UNKNOWN)
    {
      /* numbers are keys of the other system: no fault, and no meaning to us */
      if (record->names[TD_NAME_STATE] != 0 &&
          strspn (td_name_table_variant (self->batch->tables[TD_NAME_STATE],
                                         record->names[TD_NAME_STATE] - 1)
                      ->clean,
                  "0123456789") == 0)
        record->faults |= 1u << TD_FAULT_STATUS_UNKNOWN;
      record->state =
          record->returned != 0 ? TD_DOSSIER_STATE_RETURNED : TD_DOSSIER_STATE_PROCESSING;
    }
  else if (is_open_state (record->state) && record->returned != 0)
    record->reasons |= 1u << TD_REASON_STATUS_OPEN_WITH_DATE;
  else if (is_done_state (record->state) && no_date && self->batch->has_returned)
    record->reasons |= 1u << TD_REASON_STATUS_RETURNED_WITHOUT_DATE;

  if (record->received != 0 && record->due != 0 &&
      before (record->due, record->received, (record->untimed & 3) != 0))
    record->reasons |= 1u << TD_REASON_DUE_BEFORE_RECEIVED;
  if (record->received != 0 && record->returned != 0 &&
      before (record->returned, record->received, (record->untimed & 5) != 0))
    record->reasons |= 1u << TD_REASON_RETURNED_BEFORE_RECEIVED;
}

static void
take_texts (Reader *self, TdDossierRecord *record, guint32 *cell_faults)
{
  guint32 applicant_faults = 0;

  record->applicant = insert_text (self, self->cells[TD_COLUMN_ROLE_APPLICANT], &applicant_faults);
  if (applicant_faults & TD_CELL_FAULT_TAB)
    record->faults |= 1u << TD_FAULT_TAB_IN_NAME;
  *cell_faults |= applicant_faults & ~(guint32) TD_CELL_FAULT_TAB;
  record->external_code =
      insert_text (self, self->cells[TD_COLUMN_ROLE_EXTERNAL_CODE], cell_faults);
  record->procedure_code =
      insert_text (self, self->cells[TD_COLUMN_ROLE_PROCEDURE_CODE], cell_faults);
  record->suspend_reason =
      insert_text (self, self->cells[TD_COLUMN_ROLE_SUSPEND_REASON], cell_faults);
  record->rating = insert_text (self, self->cells[TD_COLUMN_ROLE_RATING], cell_faults);
  record->note = insert_text (self, self->cells[TD_COLUMN_ROLE_NOTE], cell_faults);
  record->fee = parse_fee (self->cells[TD_COLUMN_ROLE_FEE]);
}

static gint64
export_limit (const Reader *self)
{
  return self->batch->exported_at != 0 ? self->batch->exported_at : self->options->now;
}

static void
judge_limit (TdDossierRecord *record, gint64 limit)
{
  if (limit != 0 && record->received > limit)
    record->reasons |= 1u << TD_REASON_RECEIVED_AFTER_EXPORT;
  if (limit != 0 && record->returned > limit)
    record->reasons |= 1u << TD_REASON_RETURNED_AFTER_EXPORT;
}

/* The time of export may stand below the data: judged when all is read. */
static void
judge_export (Reader *self)
{
  gint64 limit = export_limit (self);

  for (guint i = 0; i < self->batch->records->len; i++)
    judge_limit (&g_array_index (self->batch->records, TdDossierRecord, i), limit);
}

static gboolean
read_record (Reader *self, guint row, GError **error)
{
  TdDossierRecord record = { 0 };
  guint32 cell_faults = 0;
  TdDossierDate suspended;

  record.row = row;
  take_code (self, &record, &cell_faults);
  take_received (self, &record);
  take_due (self, &record);
  take_returned (self, &record);
  if (take_date (self, TD_COLUMN_ROLE_SUSPENDED, TD_COLUMN_ROLE_NONE, &suspended) == TD_DATE_GOOD)
    record.suspended = suspended.seconds;
  take_names (self, &record, &cell_faults);
  take_texts (self, &record, &cell_faults);
  if (cell_faults & TD_CELL_FAULT_NFD)
    record.faults |= 1u << TD_FAULT_NFD;
  if (cell_faults & TD_CELL_FAULT_NBSP)
    record.faults |= 1u << TD_FAULT_NBSP;
  if (cell_faults & (TD_CELL_FAULT_OUTER_SPACE | TD_CELL_FAULT_TAB))
    record.faults |= 1u << TD_FAULT_OUTER_SPACE;
  judge (self, &record);
  if (self->stream != NULL)
    {
      judge_limit (&record, export_limit (self));
      td_dossier_batch_judge (self->batch, &record);
      return self->stream (&record, self->stream_data, error);
    }
  g_array_append_val (self->batch->records, record);

  return TRUE;
}

static gboolean
read_row (guint row, const TdCell *cells, guint n_cells, gpointer data, GError **error)
{
  Reader *self = data;

  if (self->legacy != TD_LEGACY_NONE)
    {
      g_string_chunk_clear (self->scratch);
      cells = convert_cells (self->converted, self->scratch, self->legacy, cells, n_cells);
    }
  if (row <= self->batch->header->last_row)
    {
      if (row < self->batch->header->first_row)
        take_titles (self, cells, n_cells);
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
read_all (Reader *self, TdSheetFile *file, GCancellable *cancellable, GError **error)
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
  Reader reader = { 0 };
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
  judge_export (&reader);
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
  Reader reader = { 0 };

  reader.options = options;
  reader.batch = sample;
  reader.stream = func;
  reader.stream_data = data;
  reader.legacy = td_legacy_from_name (sample->legacy);

  return read_all (&reader, file, cancellable, error);
}
