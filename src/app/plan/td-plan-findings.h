/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-finding.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/**
 * TdPlanFindings:
 *
 * What the checker finds in an open plan, brought up to date a moment after each change of it, off
 * the main thread. Signal `changed ()`.
 */
#define TD_TYPE_PLAN_FINDINGS (td_plan_findings_get_type ())
G_DECLARE_FINAL_TYPE (TdPlanFindings, td_plan_findings, TD, PLAN_FINDINGS, GObject)

TdPlanFindings *td_plan_findings_new (TdWorkspace *workspace,
                                      gint64 plan_id) G_GNUC_WARN_UNUSED_RESULT;
void td_plan_findings_refresh (TdPlanFindings *self);
GPtrArray *td_plan_findings_get (TdPlanFindings *self);
guint td_plan_findings_count (TdPlanFindings *self, TdSeverity severity);

G_END_DECLS
