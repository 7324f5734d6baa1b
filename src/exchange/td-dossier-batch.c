/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-batch.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-dossier-date.h"

static const struct
{
  const char *nick;
  const char *label;
} reasons[TD_N_REASONS] = {
  [TD_REASON_MISSING_ID] = { "missing_id", N_ ("No dossier code") },
  [TD_REASON_MISSING_RECEIVED] = { "missing_received", N_ ("No day of receipt") },
  [TD_REASON_MISSING_DUE] = { "missing_due", N_ ("No due day") },
  [TD_REASON_IMPOSSIBLE_RECEIVED] = { "impossible_date:received",
                                      N_ ("The day of receipt does not exist") },
  [TD_REASON_IMPOSSIBLE_DUE] = { "impossible_date:due", N_ ("The due day does not exist") },
  [TD_REASON_IMPOSSIBLE_RETURNED] = { "impossible_date:returned",
                                      N_ ("The day of the result does not exist") },
  [TD_REASON_DUE_BEFORE_RECEIVED] = { "due_before_received", N_ ("Due before it was received") },
  [TD_REASON_RETURNED_BEFORE_RECEIVED] = { "returned_before_received",
                                           N_ ("Result before it was received") },
  [TD_REASON_RECEIVED_AFTER_EXPORT] = { "received_after_export",
                                        N_ ("Received after the file was made") },
  [TD_REASON_RETURNED_AFTER_EXPORT] = { "returned_after_export",
                                        N_ ("Result after the file was made") },
  [TD_REASON_STATUS_OPEN_WITH_DATE] = { "status_open_with_date",
                                        N_ ("Open by its state, but with a day of result") },
  [TD_REASON_STATUS_RETURNED_WITHOUT_DATE] = { "status_returned_without_date",
                                               N_ ("Finished by its state, but no day of result") },
  [TD_REASON_DUPLICATE_EXACT] = { "duplicate_exact", N_ ("The same row again") },
  [TD_REASON_DUPLICATE_CONFLICT] = { "duplicate_conflict",
                                     N_ ("The same code again with other values") },
};

static const struct
{
  const char *nick;
  const char *label;
} faults[TD_N_FAULTS] = {
  [TD_FAULT_NFD] = { "nfd", N_ ("Decomposed Unicode") },
  [TD_FAULT_OUTER_SPACE] = { "outer_space", N_ ("Space at an end") },
  [TD_FAULT_NBSP] = { "nbsp", N_ ("No-break space") },
  [TD_FAULT_TAB_IN_NAME] = { "tab_in_name", N_ ("Tab in a name") },
  [TD_FAULT_ID_LOWER_CASE] = { "id_lower_case", N_ ("Code in small letters") },
  [TD_FAULT_DATE_FORMAT] = { "date_format", N_ ("Date written in another way") },
  [TD_FAULT_DATE_SERIAL_NUMBER] = { "date_serial_number", N_ ("Date as a bare number") },
  [TD_FAULT_DATE_WITHOUT_TIME] = { "date_without_time", N_ ("Date without a time") },
  [TD_FAULT_FIELD_SPELLING] = { "field_spelling", N_ ("Area spelt in another way") },
  [TD_FAULT_STATUS_SPELLING] = { "status_spelling", N_ ("State spelt in another way") },
  [TD_FAULT_UNIT_SPELLING] = { "unit_spelling", N_ ("Unit spelt in another way") },
  [TD_FAULT_PROCEDURE_SPELLING] = { "procedure_spelling", N_ ("Procedure spelt in another way") },
  [TD_FAULT_STATUS_UNKNOWN] = { "status_unknown", N_ ("Unknown state, taken from the dates") },
};

/**
 * td_reason_nick:
 * @reason: a reason
 *
 * Returns: its name in the JSON of an import
 */
const char *
td_reason_nick (TdReason reason)
{
  return reasons[reason].nick;
}

/**
 * td_fault_nick:
 * @fault: a fault
 *
 * Returns: its name in the JSON of an import
 */
const char *
td_fault_nick (TdFault fault)
{
  return faults[fault].nick;
}

/**
 * td_reason_label:
 * @reason: a reason
 *
 * Returns: it in the user's words
 */
const char *
td_reason_label (TdReason reason)
{
  return _ (reasons[reason].label);
}

/**
 * td_fault_label:
 * @fault: a fault
 *
 * Returns: it in the user's words
 */
const char *
td_fault_label (TdFault fault)
{
  return _ (faults[fault].label);
}

/**
 * td_dossier_batch_free:
 * @self: (nullable) (transfer full): a batch
 */
void
td_dossier_batch_free (TdDossierBatch *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < TD_N_NAMES; i++)
    td_name_table_free (self->tables[i]);
  td_dossier_header_free (self->header);
  g_clear_pointer (&self->records, g_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_free (self->sheet);
  g_free (self->encoding);
  g_free (self->period_from);
  g_free (self->period_to);
  g_free (self);
}

/**
 * td_dossier_batch_name:
 * @self: a batch
 * @record: one of its records
 * @role: which name
 *
 * Returns: (nullable): the name as most rows write it
 */
const char *
td_dossier_batch_name (const TdDossierBatch *self, const TdDossierRecord *record, TdNameRole role)
{
  guint32 variant = record->names[role];

  return variant == 0 ? NULL : td_name_table_canonical (self->tables[role], variant - 1);
}

/* The usual way to write dates in the file, over all three columns; real date cells have no way. */
static TdDateShape
usual_shape (const guint64 *counts)
{
  TdDateShape best = TD_DATE_SHAPE_NONE;

  for (guint i = TD_DATE_SHAPE_REAL + 1; i < TD_N_DATE_SHAPES; i++)
    if (counts[i] > (best == TD_DATE_SHAPE_NONE ? 0 : counts[best]))
      best = (TdDateShape) i;

  return best;
}

typedef struct
{
  guint64 shapes[TD_N_DATE_SHAPES];
  guint64 dates[3], untimed[3];
  guint64 codes, lower_codes;
  TdDateShape usual;
} Habits;

static void
learn_habits (const TdDossierBatch *self, Habits *habits)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      const TdDossierRecord *record = &g_array_index (self->records, TdDossierRecord, i);

      for (guint d = 0; d < 3; d++)
        {
          habits->shapes[record->shapes[d]]++;
          habits->dates[d] += record->shapes[d] != TD_DATE_SHAPE_NONE;
          habits->untimed[d] += (record->untimed >> d) & 1;
        }
      habits->codes += record->code != NULL;
      habits->lower_codes += (record->faults >> TD_FAULT_ID_LOWER_CASE) & 1;
    }
  habits->usual = usual_shape (habits->shapes);
}

static gboolean
is_odd_shape (TdDateShape shape, TdDateShape usual)
{
  if (shape == TD_DATE_SHAPE_NONE || shape == TD_DATE_SHAPE_REAL || shape == usual ||
      shape == TD_DATE_SHAPE_SERIAL)
    return FALSE;

  /* without padding, 11/12/2024 looks like a padded one */
  return !(usual == TD_DATE_SHAPE_UNPADDED && shape == TD_DATE_SHAPE_SLASHES);
}

static void
judge_dates (const TdDossierBatch *self, TdDossierRecord *record)
{
  for (guint d = 0; d < 3; d++)
    {
      if (is_odd_shape (record->shapes[d], self->usual_shape))
        record->faults |= 1u << TD_FAULT_DATE_FORMAT;
      if (record->shapes[d] == TD_DATE_SHAPE_SERIAL && self->usual_shape != TD_DATE_SHAPE_SERIAL)
        record->faults |= 1u << TD_FAULT_DATE_SERIAL_NUMBER;
      if (((record->untimed >> d) & 1) && self->timed[d])
        record->faults |= 1u << TD_FAULT_DATE_WITHOUT_TIME;
    }
}

static void
judge_name (const TdDossierBatch *self, TdDossierRecord *record, TdNameRole role, TdFault fault)
{
  if (record->names[role] != 0 &&
      td_name_table_is_misspelt (self->tables[role], record->names[role] - 1))
    record->faults |= 1u << fault;
}

/**
 * td_dossier_batch_judge:
 * @self: a settled batch
 * @record: a record read with its tables
 *
 * Notes in what the record departs from the habits of its file.
 */
void
td_dossier_batch_judge (const TdDossierBatch *self, TdDossierRecord *record)
{
  judge_dates (self, record);
  judge_name (self, record, TD_NAME_AREA, TD_FAULT_FIELD_SPELLING);
  judge_name (self, record, TD_NAME_STATE, TD_FAULT_STATUS_SPELLING);
  judge_name (self, record, TD_NAME_UNIT, TD_FAULT_UNIT_SPELLING);
  judge_name (self, record, TD_NAME_PROCEDURE, TD_FAULT_PROCEDURE_SPELLING);
  if (self->codes_small)
    record->faults &= ~(1u << TD_FAULT_ID_LOWER_CASE);
}

static gboolean
same_text (const char *a, const char *b)
{
  return g_strcmp0 (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

/* Whether two records say the same, apart from where they stand. */
gboolean
td_dossier_record_same (const TdDossierBatch *self,
                        const TdDossierRecord *a,
                        const TdDossierRecord *b)
{
  for (guint role = 0; role < TD_NAME_STATE; role++)
    if ((a->names[role] == 0) != (b->names[role] == 0) ||
        (a->names[role] != 0 && td_name_table_group (self->tables[role], a->names[role] - 1) !=
                                    td_name_table_group (self->tables[role], b->names[role] - 1)))
      return FALSE;

  return a->received == b->received && a->due == b->due && a->returned == b->returned &&
         a->state == b->state && a->channel == b->channel && a->level == b->level &&
         a->delivered == b->delivered && a->suspended == b->suspended && a->fee == b->fee &&
         a->result_channel == b->result_channel && same_text (a->applicant, b->applicant) &&
         same_text (a->external_code, b->external_code) &&
         same_text (a->suspend_reason, b->suspend_reason) && same_text (a->rating, b->rating) &&
         same_text (a->note, b->note);
}

#define DUPLICATES ((1u << TD_REASON_DUPLICATE_EXACT) | (1u << TD_REASON_DUPLICATE_CONFLICT))

/* Of several good rows with one code one counts. */
static void
judge_duplicates (TdDossierBatch *self, TdDuplicates duplicates)
{
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = self->records->len;

  for (guint i = 0; i < n; i++)
    {
      guint at = duplicates == TD_DUPLICATES_LAST ? n - 1 - i : i;
      TdDossierRecord *record = &g_array_index (self->records, TdDossierRecord, at);
      guint known;

      record->reasons &= ~DUPLICATES;
      record->duplicate_of = 0;
      if (record->code == NULL || record->reasons != 0)
        continue;
      known = GPOINTER_TO_UINT (g_hash_table_lookup (first, record->code));
      if (known == 0)
        {
          g_hash_table_insert (first, (gpointer) record->code, GUINT_TO_POINTER (at + 1));
          continue;
        }
      record->duplicate_of = known;
      record->reasons |=
          1u << (td_dossier_record_same (self, record,
                                         &g_array_index (self->records, TdDossierRecord, known - 1))
                     ? TD_REASON_DUPLICATE_EXACT
                     : TD_REASON_DUPLICATE_CONFLICT);
    }
}

/**
 * td_dossier_batch_settle:
 * @self: a batch with all its rows
 * @duplicates: which of two rows with one code counts
 *
 * What only the whole file can tell: which spelling and which way to write a date is the usual one,
 * and what comes twice. May be called again after a person decided otherwise.
 */
void
td_dossier_batch_settle (TdDossierBatch *self, TdDuplicates duplicates)
{
  Habits habits = { 0 };

  for (guint role = 0; role < TD_N_NAMES; role++)
    td_name_table_settle (self->tables[role], role == TD_NAME_AREA);
  learn_habits (self, &habits);
  self->usual_shape = habits.usual;
  self->codes_small = habits.lower_codes * 2 > habits.codes;
  for (guint d = 0; d < 3; d++)
    self->timed[d] = habits.untimed[d] * 2 < habits.dates[d];
  self->n_skipped = self->n_cleaned = 0;
  judge_duplicates (self, duplicates);
  for (guint i = 0; i < self->records->len; i++)
    {
      TdDossierRecord *record = &g_array_index (self->records, TdDossierRecord, i);

      td_dossier_batch_judge (self, record);
      self->n_skipped += record->reasons != 0;
      self->n_cleaned += record->reasons == 0 && record->faults != 0;
    }
}
