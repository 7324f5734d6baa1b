/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-data.h"
#include "td-writer.h"

G_BEGIN_DECLS

/* A whole plan between the workspace and plain rows. */
TdPlanData *td_plan_repository_load (TdConnection *connection,
                                     gint64 plan_id,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 td_plan_repository_save (TdWriter *writer, const TdPlanData *data, GError **error);
gboolean td_plan_repository_delete (TdWriter *writer, gint64 plan_id, GError **error);

G_END_DECLS
