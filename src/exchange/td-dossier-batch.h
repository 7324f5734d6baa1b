/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-date.h"
#include "td-dossier-header.h"
#include "td-name-table.h"
#include "td-sheet.h"

G_BEGIN_DECLS

/* Why a row is left out: bits of TdDossierRecord.reasons. */
typedef enum
{
  TD_REASON_MISSING_ID,
  TD_REASON_MISSING_RECEIVED,
  TD_REASON_MISSING_DUE,
  TD_REASON_IMPOSSIBLE_RECEIVED,
  TD_REASON_IMPOSSIBLE_DUE,
  TD_REASON_IMPOSSIBLE_RETURNED,
  TD_REASON_DUE_BEFORE_RECEIVED,
  TD_REASON_RETURNED_BEFORE_RECEIVED,
  TD_REASON_RECEIVED_AFTER_EXPORT,
  TD_REASON_RETURNED_AFTER_EXPORT,
  TD_REASON_STATUS_OPEN_WITH_DATE,
  TD_REASON_STATUS_RETURNED_WITHOUT_DATE,
  TD_REASON_DUPLICATE_EXACT,
  TD_REASON_DUPLICATE_CONFLICT,
  TD_N_REASONS,
} TdReason;

/* What was wrong with a row and could be put right: bits of TdDossierRecord.faults. */
typedef enum
{
  TD_FAULT_NFD,
  TD_FAULT_OUTER_SPACE,
  TD_FAULT_NBSP,
  TD_FAULT_TAB_IN_NAME,
  TD_FAULT_ID_LOWER_CASE,
  TD_FAULT_DATE_FORMAT,
  TD_FAULT_DATE_SERIAL_NUMBER,
  TD_FAULT_DATE_WITHOUT_TIME,
  TD_FAULT_FIELD_SPELLING,
  TD_FAULT_STATUS_SPELLING,
  TD_FAULT_UNIT_SPELLING,
  TD_FAULT_PROCEDURE_SPELLING,
  TD_FAULT_STATUS_UNKNOWN,
  TD_N_FAULTS,
} TdFault;

const char *td_reason_nick (TdReason reason);
const char *td_fault_nick (TdFault fault);
const char *td_reason_label (TdReason reason);
const char *td_fault_label (TdFault fault);

/* Columns whose values are names kept once. */
typedef enum
{
  TD_NAME_PROCEDURE,
  TD_NAME_AREA,
  TD_NAME_UNIT,
  TD_NAME_OFFICER,
  TD_NAME_STATE,
  TD_NAME_CHANNEL,
  TD_NAME_RESULT_CHANNEL,
  TD_NAME_LEVEL,
  TD_N_NAMES,
} TdNameRole;

/* One row of data, understood. Texts live as long as the batch. Names are variants of the tables,
 * plus one; 0: none. */
typedef struct
{
  guint32 row;
  guint32 reasons;
  guint32 faults;
  guint32 names[TD_N_NAMES];
  guint8 state, channel, level, result_channel;
  guint8 shapes[3];     /* TdDateShape of received, due, returned */
  guint8 untimed;       /* bit per date that has no time of day */
  guint32 duplicate_of; /* index of the row it repeats, plus one */
  gint64 received, due, returned, delivered, suspended;
  gint64 fee; /* -1: unknown */
  const char *code, *applicant, *external_code, *procedure_code;
  const char *suspend_reason, *rating, *note;
} TdDossierRecord;

/* A sheet of dossiers, read and cleaned. */
typedef struct
{
  char *sheet;
  const char *format;
  char *encoding;     /* (nullable) */
  const char *legacy; /* (nullable): "TCVN3" or "VNI" when its texts were converted */
  TdDossierHeader *header;
  GArray *records; /* (element-type TdDossierRecord) */
  TdNameTable *tables[TD_N_NAMES];
  GStringChunk *texts;
  gint64 exported_at;            /* 0: the file does not say */
  char *period_from, *period_to; /* (nullable): ISO */
  guint n_skipped, n_cleaned;
  guint n_totals, n_repeated, n_other; /* rows that are no data */
  gboolean has_due, has_state, has_returned;
  guint sheet_index;
  gboolean sampled;        /* the file has more rows than records */
  TdDateShape usual_shape; /* how the file writes its dates */
  gboolean timed[3];       /* whether most received, due, returned have an hour */
  gboolean codes_small;    /* whether most codes are in small letters */
} TdDossierBatch;

typedef enum
{
  TD_DUPLICATES_FIRST, /* of two rows with one code the first counts */
  TD_DUPLICATES_LAST,
} TdDuplicates;

/* A record of a file that is too large to be kept: its texts lie in the batch's texts, which the
 * function may take away, leaving new ones. FALSE stops. */
typedef gboolean (*TdDossierStreamFunc) (TdDossierRecord *record, gpointer data, GError **error);

typedef struct
{
  const TdDossierWords *words;
  const char *sheet;   /* (nullable): its name; else the best is taken */
  GHashTable *layouts; /* (nullable): signature -> GArray of TdColumnRole, put right by a person */
  GArray *roles;       /* (nullable): TdColumnRole of each column, over all else */
  gint64 now;          /* wall-clock seconds: the time of export when the file has none */
  TdDuplicates duplicates;
  guint max_records; /* stop after so many: a sample; 0: all */
} TdDossierReadOptions;

TdDossierBatch *td_dossier_read (TdSheetFile *file,
                                 const TdDossierReadOptions *options,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_dossier_stream (TdSheetFile *file,
                            TdDossierBatch *sample,
                            const TdDossierReadOptions *options,
                            TdDossierStreamFunc func,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error);
void td_dossier_batch_judge (const TdDossierBatch *self, TdDossierRecord *record);
gboolean td_dossier_record_same (const TdDossierBatch *self,
                                 const TdDossierRecord *a,
                                 const TdDossierRecord *b);
void td_dossier_batch_free (TdDossierBatch *self);
void td_dossier_batch_settle (TdDossierBatch *self, TdDuplicates duplicates);
const char *
td_dossier_batch_name (const TdDossierBatch *self, const TdDossierRecord *record, TdNameRole role);

/* For the reader of figures: the header of the best sheet, whatever its rows are. */
TdDossierHeader *td_dossier_find_sheet (TdSheetFile *file,
                                        const TdDossierReadOptions *options,
                                        guint *sheet,
                                        const char **legacy,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDossierBatch, td_dossier_batch_free)

G_END_DECLS
