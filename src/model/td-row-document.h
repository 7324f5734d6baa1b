/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-row.h"

G_BEGIN_DECLS

/* Rows of the register of issued documents; the rules of td-row.h hold. */

/* The states of a document, in order. With the number before the signature a document is numbered
 * before it is signed; with the other order it is signed before. */
#define TD_DOCUMENT_DRAFT "draft"
#define TD_DOCUMENT_CHECKED "checked"
#define TD_DOCUMENT_SUBMITTED "submitted"
#define TD_DOCUMENT_SIGNED "signed"
#define TD_DOCUMENT_NUMBERED "numbered"
#define TD_DOCUMENT_SEALED "sealed"
#define TD_DOCUMENT_ISSUED "issued"
#define TD_DOCUMENT_REPLACED "replaced"
#define TD_DOCUMENT_WITHDRAWN "withdrawn"

#define TD_DOCUMENT_ELECTRONIC "electronic"
#define TD_DOCUMENT_PAPER "paper"

#define TD_NUMBER_RESERVED "reserved"
#define TD_NUMBER_USED "used"
#define TD_NUMBER_RELEASED "released"

#define TD_ACT_DRAFT "draft"
#define TD_ACT_FORM "form" /* on paper or not, which order */
#define TD_ACT_CHECK "check"
#define TD_ACT_SUBMIT "submit"
#define TD_ACT_NUMBER "number"
#define TD_ACT_PREPARE "prepare" /* the file to be signed was made */
#define TD_ACT_SIGN "sign"
#define TD_ACT_SEAL "seal"
#define TD_ACT_ISSUE "issue"
#define TD_ACT_REPLACE "replace"
#define TD_ACT_WITHDRAW "withdraw"
#define TD_ACT_RETURN "return"     /* back to the drafter, before issue */
#define TD_ACT_EXPORT "export"     /* handed out to be signed elsewhere */
#define TD_ACT_IMPORT "import"     /* came back signed */
#define TD_ACT_DESCRIBE "describe" /* data for the archive */
#define TD_ACT_SCAN "scan"         /* the signed paper was scanned */

typedef struct
{
  TdRow row;
  char *name;      /* "Chung", "Kế hoạch" */
  char *doc_types; /* "KH BC": abbreviations of Annex III; NULL: every kind no other series names */
  gint64 first_number; /* 0: 1 */
  gint64 position;
  char *note;
} TdNumberSeriesRow;

typedef struct
{
  TdRow row;
  char *uid;
  gint64 plan_id;     /* the plan it is the document of, 0: of none */
  gint64 replaces_id; /* the document it takes the place of */
  char *state;        /* TD_DOCUMENT_* */
  char *form;         /* TD_DOCUMENT_ELECTRONIC, TD_DOCUMENT_PAPER */
  gboolean sign_first;
  gint64 year;
  gint64 series_id;      /* 0: the series of all documents */
  char *type_name;       /* TypeName: "Kế hoạch" */
  char *code_number;     /* CodeNumber: "27", NULL: none yet */
  char *code_notation;   /* CodeNotation: "KH-SGDĐT" */
  char *issued_date;     /* IssuedDate */
  char *organ_id;        /* OrganId */
  char *organ_name;      /* OrganName */
  char *subject;         /* Subject: trích yếu */
  char *language;        /* Language */
  gint64 pages;          /* PageAmount */
  char *description;     /* Description */
  char *signer_position; /* SignerInfo.Position */
  char *signer_name;     /* SignerInfo.FullName */
  char *recipients;      /* To: one per line, "name" or "code|name" */
  gint64 priority;       /* Priority: 0 thường, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc */
  gint64 copies;         /* IssuedAmount */
  char *due_date;        /* DueDate */
  gint64 file_catalog;   /* FileCode.FileCatalog */
  char *file_notation;   /* FileCode.FileNotation */
  gint64 doc_ordinal;    /* DocOrdinal */
  char *content_hash;    /* SHA-256 of the plan as it was checked */
  char *file_name;
  char *prepared_hash; /* what was handed to the first signer */
  char *file_hash;     /* the bytes as they are now; never changed after issue */
  gint64 file_size;    /* bytes */
  char *scan_hash;     /* paper path: the scan of the signed sheets */
} TdIssuedDocumentRow;

typedef struct
{
  TdRow row;
  gint64 series_id;
  gint64 year;
  gint64 number;
  char *symbol;
  char *state;        /* TD_NUMBER_* */
  gint64 document_id; /* 0: reserved for one that is not made yet */
  char *who;
  char *at; /* the clock of the office, ISO 8601 */
  char *note;
} TdDocumentNumberRow;

typedef struct
{
  TdRow row;
  gint64 document_id;
  gint64 position;
  char *act; /* TD_ACT_* */
  char *state;
  char *who;         /* the author of the action, or the signer */
  char *at;          /* the clock of the office, ISO 8601 */
  char *file_hash;   /* the bytes after the act */
  char *certificate; /* subject of the certificate that signed */
  char *note;        /* finding counts, reason */
} TdDocumentActRow;

G_END_DECLS
