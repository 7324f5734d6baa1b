/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-edit.h"
#include "td-finding.h"

G_BEGIN_DECLS

/* States of a plan that are kept, and answers to findings. */
TdEdit *td_plan_baseline_new (gint64 plan_id, const char *name) G_GNUC_WARN_UNUSED_RESULT;
TdPlanData *td_plan_baseline_load (TdConnection *connection,
                                   gint64 baseline_id,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdPlanData *td_plan_baseline_on (const char *workspace_path,
                                 gint64 plan_id,
                                 const char *day,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_plan_baseline_on_async (TdWorkspace *workspace,
                                gint64 plan_id,
                                const char *day,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
TdPlanData *td_plan_baseline_on_finish (TdWorkspace *workspace,
                                        GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

TdEdit *td_plan_finding_dismiss (gint64 plan_id,
                                 const TdFinding *finding,
                                 const char *reason,
                                 const char *author) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
