/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-row-dossier.h"
#include "td-row-import.h"
#include "td-row-document.h"
#include "td-row-review.h"
#include "td-row.h"

G_BEGIN_DECLS

/* Every kind of record of the program. Append only; the order is also a safe order to insert a
 * whole plan in (a kind refers only to kinds before it, or to itself). */
typedef enum
{
  TD_KIND_AGENCY,
  TD_KIND_UNIT,
  TD_KIND_UNIT_ALIAS,
  TD_KIND_UNIT_GROUP,
  TD_KIND_UNIT_GROUP_MEMBER,
  TD_KIND_AREA,
  TD_KIND_PROFILE,
  TD_KIND_PLAN,
  TD_KIND_SECTION,
  TD_KIND_BLOCK,
  TD_KIND_LEGAL_BASIS,
  TD_KIND_TARGET,
  TD_KIND_TARGET_VALUE,
  TD_KIND_PLAN_COLUMN,
  TD_KIND_PLAN_GROUP,
  TD_KIND_TASK,
  TD_KIND_TASK_PRODUCT,
  TD_KIND_TASK_UNIT,
  TD_KIND_RECIPIENT,
  TD_KIND_SIGNATORY,
  TD_KIND_PLAN_FACT, /* the last kind of a plan and its office */
  TD_KIND_PROCEDURE,
  TD_KIND_PROCEDURE_PAPER,
  TD_KIND_DOSSIER_EVENT,
  TD_KIND_DOSSIER_DETAIL,
  TD_KIND_DOSSIER_PAPER,
  TD_KIND_OFFICE_SESSION,
  TD_KIND_REPORT,
  TD_KIND_REPORT_FIGURE,
  TD_KIND_DOSSIER_NAME,
  TD_KIND_DOSSIER_IMPORT,
  TD_KIND_DOSSIER,
  TD_KIND_DOSSIER_CHANGE,
  TD_KIND_DOSSIER_LAYOUT,
  TD_KIND_PERIOD_FIGURE,
  TD_KIND_DOSSIER_VIEW,
  TD_KIND_EVIDENCE,
  TD_KIND_TASK_UPDATE,
  TD_KIND_EVIDENCE_LINK,
  TD_KIND_TASK_TRIGGER,
  TD_KIND_TASK_OCCURRENCE,
  TD_KIND_TASK_MILESTONE,
  TD_KIND_HOLIDAY,
  TD_KIND_CALENDAR_YEAR,
  TD_KIND_SAVED_FILTER,
  TD_KIND_NUMBER_SERIES,
  TD_KIND_ISSUED_DOCUMENT,
  TD_KIND_DOCUMENT_NUMBER,
  TD_KIND_DOCUMENT_ACT,
  TD_KIND_PLAN_BASELINE,
  TD_KIND_COMMENT,
  TD_KIND_FINDING_ANSWER,
  TD_N_KINDS,
} TdKind;

typedef enum
{
  TD_FIELD_TEXT, /* char *, TEXT */
  TD_FIELD_DATE, /* char *, ISO 8601 TEXT */
  TD_FIELD_INT,  /* gint64, INTEGER, 0 is kept as NULL for references only */
  TD_FIELD_BOOL, /* gboolean, INTEGER 0 or 1 */
  TD_FIELD_REAL, /* double, REAL, NAN is NULL */
  TD_FIELD_REF,  /* gint64, INTEGER, 0 is NULL */
} TdFieldType;

typedef enum
{
  TD_FIELD_REQUIRED = 1 << 0, /* NOT NULL and not blank */
  TD_FIELD_UID = 1 << 1,      /* filled with a UUID when a record is made without one */
  TD_FIELD_POSITION = 1 << 2, /* the order among siblings */
  TD_FIELD_OWNER = 1 << 3,    /* the record is deleted with the record this refers to */
  TD_FIELD_SEARCHED = 1 << 4, /* goes into the full-text index */
} TdFieldFlags;

/* One column: its name is the SQL column, the GObject property (with - for _), the JSON key and the
 * FIELD of "tiendoctl record set". */
typedef struct
{
  const char *name;
  TdFieldType type;
  guint offset; /* in the row struct */
  TdFieldFlags flags;
  TdKind target;     /* of a TD_FIELD_REF */
  const char *label; /* for people, translatable (N_) */
} TdFieldSpec;

/* One kind. Invariant: fields[] does not hold the id, which every row starts with. */
typedef struct
{
  TdKind kind;
  const char *name;  /* "task": also the SQL table and the KIND of "tiendoctl record" */
  const char *label; /* "Task", translatable (N_) */
  gsize row_size;
  const TdFieldSpec *fields;
  guint n_fields;
} TdKindSpec;

const TdKindSpec *td_kind_spec (TdKind kind);
const TdKindSpec *td_kind_spec_by_name (const char *name);
const TdFieldSpec *td_kind_find_field (const TdKindSpec *spec, const char *name);

/* Rows by their spec */
gpointer td_row_new (TdKind kind) G_GNUC_WARN_UNUSED_RESULT;
gpointer td_row_copy (TdKind kind, gconstpointer row) G_GNUC_WARN_UNUSED_RESULT;
void td_row_free (TdKind kind, gpointer row);
gboolean td_row_equal (TdKind kind, gconstpointer a, gconstpointer b);

const char *td_row_get_text (gconstpointer row, const TdFieldSpec *field);
gint64 td_row_get_int (gconstpointer row, const TdFieldSpec *field);
double td_row_get_real (gconstpointer row, const TdFieldSpec *field);
void td_row_set_text (gpointer row, const TdFieldSpec *field, const char *value);
void td_row_set_int (gpointer row, const TdFieldSpec *field, gint64 value);
void td_row_set_real (gpointer row, const TdFieldSpec *field, double value);
char *td_row_format_field (gconstpointer row, const TdFieldSpec *field) G_GNUC_WARN_UNUSED_RESULT;
gboolean
td_row_parse_field (gpointer row, const TdFieldSpec *field, const char *text, GError **error);
const char *td_kind_marks_field (TdKind kind, const char *field);

G_END_DECLS
