/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-edit.h"
#include "td-finding.h"

G_BEGIN_DECLS

/* Checking a plan of a workspace against the register and the tables of rules, and putting right
 * what is certain, each as one action. */
GPtrArray *td_plan_check_run (TdConnection *connection,
                              gint64 plan_id,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_plan_check_async (TdWorkspace *workspace,
                          gint64 plan_id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
GPtrArray *td_plan_check_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_plan_check_has_faults (const GPtrArray *findings, gboolean strict);
TdEdit *td_plan_check_fix (const TdPlanData *data,
                           const TdFinding *finding,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
