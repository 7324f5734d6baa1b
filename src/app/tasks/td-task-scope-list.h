/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "td-task-filter.h"
#include "td-task-snapshot.h"

G_BEGIN_DECLS

/* What can be chosen to look at: the plans of a year, one plan, what was given from above, all. */
typedef struct
{
  gint64 year;
  gint64 plan_id; /* TD_TASK_FILTER_ABOVE: given from above */
} TdTaskScopeChoice;

GArray *td_task_scope_list (const TdTaskSnapshot *snapshot,
                            GListModel **labels) G_GNUC_WARN_UNUSED_RESULT;
GListModel *td_task_unit_list (const TdTaskSnapshot *snapshot) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
