/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-chart-registry.h"
#include "td-task-look.h"

G_BEGIN_DECLS

/* The charts over tasks, from a snapshot: what the window draws without asking the file again. */
TdChart *td_task_chart_status (const TdTaskSnapshot *snapshot,
                               const TdTaskScope *scope,
                               guint32 as_of) G_GNUC_WARN_UNUSED_RESULT;
TdChart *td_task_chart_by_area (const TdTaskSnapshot *snapshot,
                                const TdTaskScope *scope,
                                guint32 as_of,
                                GHashTable *area_names) G_GNUC_WARN_UNUSED_RESULT;
TdChart *td_task_chart_by_unit (const TdTaskSnapshot *snapshot,
                                const TdTaskScope *scope,
                                guint32 as_of) G_GNUC_WARN_UNUSED_RESULT;
TdChart *td_task_chart_burn_up (const TdTaskSnapshot *snapshot,
                                const TdTaskScope *scope,
                                guint32 as_of,
                                gint64 year) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *td_task_chart_area_names (TdConnection *connection,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
