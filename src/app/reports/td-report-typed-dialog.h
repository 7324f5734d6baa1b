/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-report.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/**
 * TdReportTypedDialog:
 *
 * What a person adds to a report of a period: paragraphs of its chapters, and official scores
 * beside the estimates.
 */
#define TD_TYPE_REPORT_TYPED_DIALOG (td_report_typed_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    TdReportTypedDialog, td_report_typed_dialog, TD, REPORT_TYPED_DIALOG, AdwWindow)

GtkWidget *td_report_typed_dialog_new (TdWorkspace *workspace,
                                       GtkWindow *parent,
                                       const TdReportRequest *request);

G_END_DECLS
