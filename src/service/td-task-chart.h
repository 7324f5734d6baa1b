/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-chart.h"
#include "td-connection.h"

G_BEGIN_DECLS

/* Charts over tasks. */
TdChart *td_task_chart_by_unit (TdConnection *connection,
                                gint64 plan_id,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
