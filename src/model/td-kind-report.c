/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "td-kind-private.h"

/* clang-format off */
static const TdFieldSpec report_fields[] = {
  TEXT (TdReportRow, kind, TD_FIELD_REQUIRED, N_ ("Kind")),
  TEXT (TdReportRow, form, 0, N_ ("Form")),
  TEXT (TdReportRow, title, 0, N_ ("Title")),
  TEXT (TdReportRow, period, 0, N_ ("Period")),
  DATE (TdReportRow, date_from, 0, N_ ("From")),
  DATE (TdReportRow, date_to, 0, N_ ("To")),
  DATE (TdReportRow, as_of, 0, N_ ("State of")),
  TEXT (TdReportRow, status, 0, N_ ("Status")),
  TEXT (TdReportRow, number, 0, N_ ("Number")),
  TEXT (TdReportRow, symbol, 0, N_ ("Symbol")),
  DATE (TdReportRow, signed_date, 0, N_ ("Date of signature")),
  TEXT (TdReportRow, note, 0, N_ ("Note")),
};

static const TdFieldSpec report_figure_fields[] = {
  REF (TdReportFigureRow, report_id, REPORT, TD_FIELD_OWNER, N_ ("Report")),
  INT (TdReportFigureRow, position, TD_FIELD_POSITION, N_ ("Order")),
  TEXT (TdReportFigureRow, line, 0, N_ ("Line")),
  TEXT (TdReportFigureRow, column, 0, N_ ("Column")),
  REAL (TdReportFigureRow, value, 0, N_ ("Value")),
  TEXT (TdReportFigureRow, text, 0, N_ ("Text")),
};
/* clang-format on */

const TdKindSpec td_kind_report =
    KIND (REPORT, "report", TdReportRow, report_fields, N_ ("Report"));
const TdKindSpec td_kind_report_figure = KIND (REPORT_FIGURE,
                                               "report_figure",
                                               TdReportFigureRow,
                                               report_figure_fields,
                                               N_ ("Figure of a report"));
