/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-row-follow-up.h"
#include "td-task-snapshot.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/* What the panel shows beside the task itself, read in one go. */
typedef struct
{
  GPtrArray *updates;    /* (element-type TdTaskUpdateRow): the newest first */
  GPtrArray *evidence;   /* (element-type TdEvidenceRow): each once, as linked */
  GPtrArray *triggers;   /* (element-type TdTaskTriggerRow) */
  GPtrArray *products;   /* (element-type TdTaskProductRow) */
  GPtrArray *milestones; /* (element-type TdTaskMilestoneRow): in their order */
} TdFollowData;

TdFollowData *td_follow_data_read (TdWorkspace *workspace,
                                   gint64 task_id,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_follow_data_free (TdFollowData *data);
char *td_follow_turn_period (const TdTaskRow *task,
                             const TdTaskTurn *turn,
                             guint index) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdFollowData, td_follow_data_free)

G_END_DECLS
