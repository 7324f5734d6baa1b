/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-data.h"

G_BEGIN_DECLS

/* Corrections of a plan that is not saved yet: what was read from a file is put right on the review
 * page. Pure functions on plain rows; what follows from changed words is understood again. */

gboolean td_plan_fix_field (
    TdPlanData *data, TdKind kind, gint64 id, const char *field, const char *value, GError **error);
gboolean td_plan_fix_column (TdPlanData *data, gint64 column_id, const char *role, GError **error);
char *td_plan_fix_explain_deadline (const TdPlanData *data,
                                    const TdTaskRow *task) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
