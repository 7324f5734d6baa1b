/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "td-kind-private.h"

/* clang-format off */
static const TdFieldSpec dossier_name_fields[] = {
  TEXT (TdDossierNameRow, role, TD_FIELD_REQUIRED, N_ ("Role")),
  TEXT (TdDossierNameRow, name, TD_FIELD_REQUIRED, N_ ("Name")),
  TEXT (TdDossierNameRow, code, 0, N_ ("Code")),
  REF (TdDossierNameRow, unit_id, UNIT, 0, N_ ("Unit")),
};

static const TdFieldSpec dossier_import_fields[] = {
  TEXT (TdDossierImportRow, file_name, TD_FIELD_REQUIRED, N_ ("File")),
  TEXT (TdDossierImportRow, file_hash, 0, N_ ("Hash of the file")),
  TEXT (TdDossierImportRow, sheet, 0, N_ ("Sheet")),
  TEXT (TdDossierImportRow, kind, 0, N_ ("Kind")),
  TEXT (TdDossierImportRow, at, 0, N_ ("Imported at")),
  INT (TdDossierImportRow, exported_at, 0, N_ ("Exported at")),
  INT (TdDossierImportRow, rows, 0, N_ ("Rows")),
  INT (TdDossierImportRow, created, 0, N_ ("Created")),
  INT (TdDossierImportRow, updated, 0, N_ ("Updated")),
  INT (TdDossierImportRow, unchanged, 0, N_ ("Unchanged")),
  INT (TdDossierImportRow, skipped, 0, N_ ("Skipped")),
  INT (TdDossierImportRow, cleaned, 0, N_ ("Cleaned")),
  TEXT (TdDossierImportRow, report, 0, N_ ("Report of the import")),
  DATE (TdDossierImportRow, period_from, 0, N_ ("From")),
  DATE (TdDossierImportRow, period_to, 0, N_ ("To")),
};

static const TdFieldSpec dossier_fields[] = {
  TEXT (TdDossierRow, code, TD_FIELD_REQUIRED, N_ ("Dossier code")),
  INT (TdDossierRow, received, 0, N_ ("Received")),
  INT (TdDossierRow, due, 0, N_ ("Due")),
  INT (TdDossierRow, returned, 0, N_ ("Result")),
  INT (TdDossierRow, state, 0, N_ ("State")),
  INT (TdDossierRow, channel, 0, N_ ("Channel")),
  INT (TdDossierRow, level, 0, N_ ("Service level")),
  REF (TdDossierRow, area_name_id, DOSSIER_NAME, 0, N_ ("Area")),
  REF (TdDossierRow, procedure_name_id, DOSSIER_NAME, 0, N_ ("Procedure")),
  REF (TdDossierRow, unit_name_id, DOSSIER_NAME, 0, N_ ("Unit")),
  REF (TdDossierRow, officer_name_id, DOSSIER_NAME, 0, N_ ("Officer")),
  REF (TdDossierRow, dossier_import_id, DOSSIER_IMPORT, 0, N_ ("Import")),
  INT (TdDossierRow, source_row, 0, N_ ("Row in the file")),
  INT (TdDossierRow, delivered, 0, N_ ("Delivered")),
  INT (TdDossierRow, suspended, 0, N_ ("Suspended")),
  INT (TdDossierRow, result_channel, 0, N_ ("Way of return")),
  INT (TdDossierRow, fee, 0, N_ ("Fee")),
  TEXT (TdDossierRow, applicant, 0, N_ ("Applicant")),
  TEXT (TdDossierRow, external_code, 0, N_ ("Code in another system")),
  TEXT (TdDossierRow, suspend_reason, 0, N_ ("Reason of the suspension")),
  TEXT (TdDossierRow, rating, 0, N_ ("Rating")),
  TEXT (TdDossierRow, note, 0, N_ ("Note")),
};

static const TdFieldSpec dossier_change_fields[] = {
  REF (TdDossierChangeRow, dossier_id, DOSSIER, TD_FIELD_OWNER, N_ ("Dossier")),
  REF (TdDossierChangeRow, dossier_import_id, DOSSIER_IMPORT, 0, N_ ("Import")),
  INT (TdDossierChangeRow, source_row, 0, N_ ("Row in the file")),
  TEXT (TdDossierChangeRow, field, 0, N_ ("Field")),
  TEXT (TdDossierChangeRow, old_value, 0, N_ ("Old value")),
  TEXT (TdDossierChangeRow, new_value, 0, N_ ("New value")),
};

static const TdFieldSpec dossier_layout_fields[] = {
  TEXT (TdDossierLayoutRow, signature, TD_FIELD_REQUIRED, N_ ("Headings")),
  TEXT (TdDossierLayoutRow, name, 0, N_ ("Name")),
  TEXT (TdDossierLayoutRow, mapping, 0, N_ ("Columns")),
};

static const TdFieldSpec period_figure_fields[] = {
  REF (TdPeriodFigureRow, dossier_import_id, DOSSIER_IMPORT, TD_FIELD_OWNER, N_ ("Import")),
  INT (TdPeriodFigureRow, position, TD_FIELD_POSITION, N_ ("Order")),
  DATE (TdPeriodFigureRow, period_from, 0, N_ ("From")),
  DATE (TdPeriodFigureRow, period_to, 0, N_ ("To")),
  TEXT (TdPeriodFigureRow, by, 0, N_ ("Grouped by")),
  TEXT (TdPeriodFigureRow, label, 0, N_ ("Name")),
  TEXT (TdPeriodFigureRow, measure, TD_FIELD_REQUIRED, N_ ("Measure")),
  REAL (TdPeriodFigureRow, value, 0, N_ ("Value")),
  INT (TdPeriodFigureRow, source_row, 0, N_ ("Row in the file")),
};

static const TdFieldSpec dossier_view_fields[] = {
  TEXT (TdDossierViewRow, name, TD_FIELD_REQUIRED, N_ ("Name")),
  TEXT (TdDossierViewRow, filter, 0, N_ ("Filter")),
  INT (TdDossierViewRow, position, TD_FIELD_POSITION, N_ ("Order")),
};

const TdKindSpec td_kind_dossier_name =
    KIND (DOSSIER_NAME, "dossier_name", TdDossierNameRow, dossier_name_fields, N_ ("Name in dossiers"));
const TdKindSpec td_kind_dossier_import =
    KIND (DOSSIER_IMPORT, "dossier_import", TdDossierImportRow, dossier_import_fields, N_ ("Import"));
const TdKindSpec td_kind_dossier =
    KIND (DOSSIER, "dossier", TdDossierRow, dossier_fields, N_ ("Dossier"));
const TdKindSpec td_kind_dossier_change =
    KIND (DOSSIER_CHANGE, "dossier_change", TdDossierChangeRow, dossier_change_fields, N_ ("Change of a dossier"));
const TdKindSpec td_kind_dossier_layout =
    KIND (DOSSIER_LAYOUT, "dossier_layout", TdDossierLayoutRow, dossier_layout_fields, N_ ("Layout of a file"));
const TdKindSpec td_kind_period_figure =
    KIND (PERIOD_FIGURE, "period_figure", TdPeriodFigureRow, period_figure_fields, N_ ("Figure of a period"));
const TdKindSpec td_kind_dossier_view =
    KIND (DOSSIER_VIEW, "dossier_view", TdDossierViewRow, dossier_view_fields, N_ ("Saved view"));
/* clang-format on */
