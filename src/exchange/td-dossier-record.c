/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The values of one row: codes, dates, names and texts as people write them. */

#include <string.h>

#include "td-dossier-date.h"
#include "td-dossier-reader-private.h"
#include "td-text.h"

/* Returns: (nullable) (transfer full): the text of a cell without spaces around and strange ones
 * inside */
char *
td_cell_clean_text (const TdCell *cell)
{
  g_autofree char *part = cell != NULL ? g_strndup (cell->text, cell->length) : NULL;

  return part != NULL ? td_text_clean (part, -1) : NULL;
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
insert_text (TdDossierReader *self, const TdCell *cell, guint32 *cell_faults)
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
    g_autofree char *clean = td_cell_clean_text (cell);

    return *clean != '\0' ? g_string_chunk_insert (self->batch->texts, clean) : NULL;
  }
}

static void
take_code (TdDossierReader *self, TdDossierRecord *record, guint32 *cell_faults)
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
  clean = td_cell_clean_text (cell);
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
take_date (TdDossierReader *self, TdColumnRole role, TdColumnRole time_role, TdDossierDate *date)
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
      g_autofree char *clean = td_cell_clean_text (cell);

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
take_received (TdDossierReader *self, TdDossierRecord *record)
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
take_due (TdDossierReader *self, TdDossierRecord *record)
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
take_returned (TdDossierReader *self, TdDossierRecord *record)
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
take_name (TdDossierReader *self,
           TdDossierRecord *record,
           TdColumnRole role,
           TdNameRole name,
           guint32 *cell_faults)
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
meaning (TdDossierReader *self, const TdDossierRecord *record, TdNameRole name)
{
  return record->names[name] == 0
             ? 0
             : td_name_table_variant (self->batch->tables[name], record->names[name] - 1)->meaning;
}

static void
take_names (TdDossierReader *self, TdDossierRecord *record, guint32 *cell_faults)
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
judge (TdDossierReader *self, TdDossierRecord *record)
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
take_texts (TdDossierReader *self, TdDossierRecord *record, guint32 *cell_faults)
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

/* What cannot have happened when the file was made, or, without that time, now. */
void
td_dossier_record_judge_export (const TdDossierReader *self, TdDossierRecord *record)
{
  gint64 limit = self->batch->exported_at != 0 ? self->batch->exported_at : self->options->now;

  if (limit != 0 && record->received > limit)
    record->reasons |= 1u << TD_REASON_RECEIVED_AFTER_EXPORT;
  if (limit != 0 && record->returned > limit)
    record->reasons |= 1u << TD_REASON_RETURNED_AFTER_EXPORT;
}

/* The values of the row at hand, and what is wrong with them. */
void
td_dossier_record_read (TdDossierReader *self, guint row, TdDossierRecord *record)
{
  guint32 cell_faults = 0;
  TdDossierDate suspended;

  memset (record, 0, sizeof *record);
  record->row = row;
  take_code (self, record, &cell_faults);
  take_received (self, record);
  take_due (self, record);
  take_returned (self, record);
  if (take_date (self, TD_COLUMN_ROLE_SUSPENDED, TD_COLUMN_ROLE_NONE, &suspended) == TD_DATE_GOOD)
    record->suspended = suspended.seconds;
  take_names (self, record, &cell_faults);
  take_texts (self, record, &cell_faults);
  if (cell_faults & TD_CELL_FAULT_NFD)
    record->faults |= 1u << TD_FAULT_NFD;
  if (cell_faults & TD_CELL_FAULT_NBSP)
    record->faults |= 1u << TD_FAULT_NBSP;
  if (cell_faults & (TD_CELL_FAULT_OUTER_SPACE | TD_CELL_FAULT_TAB))
    record->faults |= 1u << TD_FAULT_OUTER_SPACE;
  judge (self, record);
}
