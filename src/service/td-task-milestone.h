/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-edit.h"
#include "td-task-snapshot.h"

G_BEGIN_DECLS

/* Milestones: the turns of a task that somebody set by hand, each with a name and days of its own.
 */

GPtrArray *td_task_milestones_list (TdWorkspace *workspace,
                                    gint64 task_id,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_task_edit_move_milestone (const GPtrArray *milestones,
                                     guint index,
                                     guint32 first,
                                     guint32 last) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_task_edit_turns_to_milestones (const TdTaskSnapshot *snapshot,
                                          const TdTaskFacts *facts,
                                          const char *const *names,
                                          guint index,
                                          guint32 first,
                                          guint32 last) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
