/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "td-kind-private.h"

/* The register of issued documents. The fields of a document are those of Annex VI of Decree
 * 30/2020, part II.I (RULE nd30-metadata); their English names stand in td-row-document.h. */

/* clang-format off */
static const TdFieldSpec number_series_fields[] = {
  TEXT (TdNumberSeriesRow, name, TD_FIELD_REQUIRED, N_ ("Name")),
  TEXT (TdNumberSeriesRow, doc_types, 0, N_ ("Kinds of documents")),
  INT (TdNumberSeriesRow, first_number, 0, N_ ("First number of a year")),
  INT (TdNumberSeriesRow, position, TD_FIELD_POSITION, N_ ("Order")),
  TEXT (TdNumberSeriesRow, note, 0, N_ ("Note")),
};

static const TdFieldSpec issued_document_fields[] = {
  TEXT (TdIssuedDocumentRow, uid, TD_FIELD_UID, N_ ("Identifier")),
  REF (TdIssuedDocumentRow, plan_id, PLAN, 0, N_ ("Plan")),
  REF (TdIssuedDocumentRow, replaces_id, ISSUED_DOCUMENT, 0, N_ ("Replaces")),
  TEXT (TdIssuedDocumentRow, state, 0, N_ ("State")),
  TEXT (TdIssuedDocumentRow, form, 0, N_ ("Form")),
  BOOL (TdIssuedDocumentRow, sign_first, 0, N_ ("Number after the signature")),
  INT (TdIssuedDocumentRow, year, 0, N_ ("Year of the number")),
  REF (TdIssuedDocumentRow, series_id, NUMBER_SERIES, 0, N_ ("Series of numbers")),
  TEXT (TdIssuedDocumentRow, type_name, 0, N_ ("Kind of document")),
  TEXT (TdIssuedDocumentRow, code_number, 0, N_ ("Number")),
  TEXT (TdIssuedDocumentRow, code_notation, 0, N_ ("Symbol")),
  DATE (TdIssuedDocumentRow, issued_date, 0, N_ ("Date of issue")),
  TEXT (TdIssuedDocumentRow, organ_id, 0, N_ ("Code of the agency")),
  TEXT (TdIssuedDocumentRow, organ_name, 0, N_ ("Issuing agency")),
  TEXT (TdIssuedDocumentRow, subject, 0, N_ ("Subject")),
  TEXT (TdIssuedDocumentRow, language, 0, N_ ("Language")),
  INT (TdIssuedDocumentRow, pages, 0, N_ ("Pages")),
  TEXT (TdIssuedDocumentRow, description, 0, N_ ("Note")),
  TEXT (TdIssuedDocumentRow, signer_position, 0, N_ ("Title of the signer")),
  TEXT (TdIssuedDocumentRow, signer_name, 0, N_ ("Signer")),
  TEXT (TdIssuedDocumentRow, recipients, 0, N_ ("Recipients")),
  INT (TdIssuedDocumentRow, priority, 0, N_ ("Urgency")),
  INT (TdIssuedDocumentRow, copies, 0, N_ ("Number of copies")),
  DATE (TdIssuedDocumentRow, due_date, 0, N_ ("Answer by")),
  INT (TdIssuedDocumentRow, file_catalog, 0, N_ ("Year of the file")),
  TEXT (TdIssuedDocumentRow, file_notation, 0, N_ ("Number of the file")),
  INT (TdIssuedDocumentRow, doc_ordinal, 0, N_ ("Place in the file")),
  TEXT (TdIssuedDocumentRow, content_hash, 0, N_ ("Hash of the checked content")),
  TEXT (TdIssuedDocumentRow, file_name, 0, N_ ("File name")),
  TEXT (TdIssuedDocumentRow, prepared_hash, 0, N_ ("Hash of the unsigned file")),
  TEXT (TdIssuedDocumentRow, file_hash, 0, N_ ("Hash of the file")),
  INT (TdIssuedDocumentRow, file_size, 0, N_ ("Size of the file")),
  TEXT (TdIssuedDocumentRow, scan_hash, 0, N_ ("Hash of the scan")),
};

static const TdFieldSpec document_number_fields[] = {
  REF (TdDocumentNumberRow, series_id, NUMBER_SERIES, 0, N_ ("Series of numbers")),
  INT (TdDocumentNumberRow, year, 0, N_ ("Year")),
  INT (TdDocumentNumberRow, number, 0, N_ ("Number")),
  TEXT (TdDocumentNumberRow, symbol, 0, N_ ("Symbol")),
  TEXT (TdDocumentNumberRow, state, 0, N_ ("State")),
  REF (TdDocumentNumberRow, document_id, ISSUED_DOCUMENT, 0, N_ ("Document")),
  TEXT (TdDocumentNumberRow, who, 0, N_ ("Who")),
  TEXT (TdDocumentNumberRow, at, 0, N_ ("When")),
  TEXT (TdDocumentNumberRow, note, 0, N_ ("Note")),
};

static const TdFieldSpec document_act_fields[] = {
  REF (TdDocumentActRow, document_id, ISSUED_DOCUMENT, TD_FIELD_OWNER, N_ ("Document")),
  INT (TdDocumentActRow, position, TD_FIELD_POSITION, N_ ("Order")),
  TEXT (TdDocumentActRow, act, TD_FIELD_REQUIRED, N_ ("Act")),
  TEXT (TdDocumentActRow, state, 0, N_ ("State after it")),
  TEXT (TdDocumentActRow, who, 0, N_ ("Who")),
  TEXT (TdDocumentActRow, at, 0, N_ ("When")),
  TEXT (TdDocumentActRow, file_hash, 0, N_ ("Hash of the file")),
  TEXT (TdDocumentActRow, certificate, 0, N_ ("Certificate")),
  TEXT (TdDocumentActRow, note, 0, N_ ("Note")),
};
/* clang-format on */

const TdKindSpec td_kind_number_series = KIND (NUMBER_SERIES,
                                               "number_series",
                                               TdNumberSeriesRow,
                                               number_series_fields,
                                               N_ ("Series of numbers"));
const TdKindSpec td_kind_issued_document = KIND (ISSUED_DOCUMENT,
                                                 "issued_document",
                                                 TdIssuedDocumentRow,
                                                 issued_document_fields,
                                                 N_ ("Document"));
const TdKindSpec td_kind_document_number = KIND (DOCUMENT_NUMBER,
                                                 "document_number",
                                                 TdDocumentNumberRow,
                                                 document_number_fields,
                                                 N_ ("Allotted number"));
const TdKindSpec td_kind_document_act = KIND (
    DOCUMENT_ACT, "document_act", TdDocumentActRow, document_act_fields, N_ ("Act on a document"));
