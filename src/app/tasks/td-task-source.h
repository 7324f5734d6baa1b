/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-task-index.h"

G_BEGIN_DECLS

/**
 * TdTaskSource:
 *
 * What the pages of one window know of the tasks: they share one index, so that an edit is read
 * once. Lives as long as a page holds it.
 */
#define TD_TYPE_TASK_SOURCE (td_task_source_get_type ())
G_DECLARE_FINAL_TYPE (TdTaskSource, td_task_source, TD, TASK_SOURCE, GObject)

TdTaskSource *td_task_source_of (TdWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;
TdTaskIndex *td_task_source_get_index (TdTaskSource *self);

G_END_DECLS
