/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-edit.h"
#include "td-plan-roll.h"

G_BEGIN_DECLS

/* Rolling and comparing plans of a workspace. */
TdPlanData *td_plan_review_roll (TdConnection *connection,
                                 gint64 plan_id,
                                 const TdRollOptions *options,
                                 GPtrArray **changes,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_plan_review_roll_async (TdWorkspace *workspace,
                                gint64 plan_id,
                                const TdRollOptions *options,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
TdPlanData *td_plan_review_roll_finish (TdWorkspace *workspace,
                                        GAsyncResult *result,
                                        GPtrArray **changes,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *td_plan_review_roll_tasks (TdConnection *connection,
                                      gint64 plan_id,
                                      const TdRollOptions *options,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_plan_review_roll_tasks_async (TdWorkspace *workspace,
                                      gint64 plan_id,
                                      int year,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
TdEdit *td_plan_review_save_rolled (const TdPlanData *rolled) G_GNUC_WARN_UNUSED_RESULT;
TdPlanData *td_plan_review_load (TdWorkspace *workspace,
                                 gint64 plan_id,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdPlanData *td_plan_review_open (TdWorkspace *workspace,
                                 const char *name,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
