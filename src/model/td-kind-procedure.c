/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "td-kind-private.h"

/* clang-format off */
static const TdFieldSpec procedure_fields[] = {
  TEXT (TdProcedureRow, code, TD_FIELD_REQUIRED, N_ ("Code")),
  TEXT (TdProcedureRow, name, TD_FIELD_REQUIRED, N_ ("Name")),
  TEXT (TdProcedureRow, area, 0, N_ ("Area")),
  REF (TdProcedureRow, unit_id, UNIT, 0, N_ ("Unit")),
  TEXT (TdProcedureRow, unit_text, 0, N_ ("Resolving unit as read")),
  TEXT (TdProcedureRow, service_level, 0, N_ ("Service level")),
  INT (TdProcedureRow, limit_value, 0, N_ ("Time limit")),
  TEXT (TdProcedureRow, limit_unit, 0, N_ ("Unit of the time limit")),
  INT (TdProcedureRow, legal_limit_value, 0, N_ ("Legal time limit")),
  TEXT (TdProcedureRow, legal_limit_unit, 0, N_ ("Unit of the legal time limit")),
  INT (TdProcedureRow, fee, 0, N_ ("Fee")),
  TEXT (TdProcedureRow, policy, 0, N_ ("Deadline policy")),
  DATE (TdProcedureRow, valid_from, 0, N_ ("Valid from")),
  DATE (TdProcedureRow, valid_to, 0, N_ ("Valid to")),
  TEXT (TdProcedureRow, note, 0, N_ ("Note")),
};

static const TdFieldSpec procedure_paper_fields[] = {
  REF (TdProcedurePaperRow, procedure_id, PROCEDURE, TD_FIELD_OWNER, N_ ("Procedure")),
  INT (TdProcedurePaperRow, position, TD_FIELD_POSITION, N_ ("Order")),
  TEXT (TdProcedurePaperRow, text, TD_FIELD_REQUIRED, N_ ("Paper")),
  INT (TdProcedurePaperRow, originals, 0, N_ ("Originals")),
  INT (TdProcedurePaperRow, certified, 0, N_ ("Certified copies")),
  INT (TdProcedurePaperRow, copies, 0, N_ ("Plain copies")),
};

static const TdFieldSpec dossier_event_fields[] = {
  INT (TdDossierEventRow, dossier_id, 0, N_ ("Dossier")),
  TEXT (TdDossierEventRow, at, TD_FIELD_REQUIRED, N_ ("Date and time")),
  TEXT (TdDossierEventRow, kind, TD_FIELD_REQUIRED, N_ ("Kind")),
  TEXT (TdDossierEventRow, until, 0, N_ ("Until")),
  TEXT (TdDossierEventRow, party, 0, N_ ("Other party")),
  TEXT (TdDossierEventRow, actor, 0, N_ ("Done by")),
  TEXT (TdDossierEventRow, document, 0, N_ ("Letter")),
  DATE (TdDossierEventRow, document_date, 0, N_ ("Date of the letter")),
  TEXT (TdDossierEventRow, reason, 0, N_ ("Reason")),
  TEXT (TdDossierEventRow, note, 0, N_ ("Note")),
  BOOL (TdDossierEventRow, cancelled, 0, N_ ("Struck out")),
  TEXT (TdDossierEventRow, correction, 0, N_ ("Reason of the correction")),
};

static const TdFieldSpec dossier_detail_fields[] = {
  INT (TdDossierDetailRow, dossier_id, 0, N_ ("Dossier")),
  REF (TdDossierDetailRow, procedure_id, PROCEDURE, 0, N_ ("Procedure")),
  TEXT (TdDossierDetailRow, address, 0, N_ ("Address")),
  TEXT (TdDossierDetailRow, phone, 0, N_ ("Telephone")),
  TEXT (TdDossierDetailRow, email, 0, N_ ("E-mail")),
  TEXT (TdDossierDetailRow, identity_number, 0, N_ ("Identity number")),
  TEXT (TdDossierDetailRow, content, 0, N_ ("Content")),
  INT (TdDossierDetailRow, sets, 0, N_ ("Sets of papers")),
  TEXT (TdDossierDetailRow, return_place, 0, N_ ("Place of return")),
  TEXT (TdDossierDetailRow, receiver, 0, N_ ("Received by")),
  TEXT (TdDossierDetailRow, book, 0, N_ ("Register volume")),
  INT (TdDossierDetailRow, book_number, 0, N_ ("Number in the register")),
  TEXT (TdDossierDetailRow, note, 0, N_ ("Note")),
};

static const TdFieldSpec dossier_paper_fields[] = {
  INT (TdDossierPaperRow, dossier_id, 0, N_ ("Dossier")),
  INT (TdDossierPaperRow, position, TD_FIELD_POSITION, N_ ("Order")),
  TEXT (TdDossierPaperRow, text, TD_FIELD_REQUIRED, N_ ("Paper")),
  INT (TdDossierPaperRow, originals, 0, N_ ("Originals")),
  INT (TdDossierPaperRow, certified, 0, N_ ("Certified copies")),
  INT (TdDossierPaperRow, copies, 0, N_ ("Plain copies")),
};

static const TdFieldSpec office_session_fields[] = {
  INT (TdOfficeSessionRow, position, TD_FIELD_POSITION, N_ ("Order")),
  INT (TdOfficeSessionRow, weekday, 0, N_ ("Day of the week")),
  TEXT (TdOfficeSessionRow, starts, TD_FIELD_REQUIRED, N_ ("From")),
  TEXT (TdOfficeSessionRow, ends, TD_FIELD_REQUIRED, N_ ("To")),
};
/* clang-format on */

const TdKindSpec td_kind_procedure =
    KIND (PROCEDURE, "procedure", TdProcedureRow, procedure_fields, N_ ("Procedure"));
const TdKindSpec td_kind_procedure_paper = KIND (PROCEDURE_PAPER,
                                                 "procedure_paper",
                                                 TdProcedurePaperRow,
                                                 procedure_paper_fields,
                                                 N_ ("Paper of a procedure"));
const TdKindSpec td_kind_dossier_event = KIND (DOSSIER_EVENT,
                                               "dossier_event",
                                               TdDossierEventRow,
                                               dossier_event_fields,
                                               N_ ("Event of a dossier"));
const TdKindSpec td_kind_dossier_detail = KIND (DOSSIER_DETAIL,
                                                "dossier_detail",
                                                TdDossierDetailRow,
                                                dossier_detail_fields,
                                                N_ ("Details of a dossier"));
const TdKindSpec td_kind_dossier_paper = KIND (DOSSIER_PAPER,
                                               "dossier_paper",
                                               TdDossierPaperRow,
                                               dossier_paper_fields,
                                               N_ ("Paper of a dossier"));
const TdKindSpec td_kind_office_session = KIND (OFFICE_SESSION,
                                                "office_session",
                                                TdOfficeSessionRow,
                                                office_session_fields,
                                                N_ ("Office hours"));
