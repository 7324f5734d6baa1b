/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-report.h"
#include "td-workspace.h"

G_BEGIN_DECLS

gboolean td_report_apply_frozen (TdConnection *connection,
                                 const TdReportRequest *request,
                                 TdReport *report,
                                 GError **error);
gint64 td_report_freeze (const TdReport *report, TdWorkspace *workspace, GError **error);
void td_report_freeze_async (const TdReport *report,
                             TdWorkspace *workspace,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

G_END_DECLS
