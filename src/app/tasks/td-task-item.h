/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-record.h"
#include "td-task-look.h"
#include "td-task-query.h"

G_BEGIN_DECLS

/**
 * TdTaskItem:
 *
 * One line of the list of tasks: a task, or the heading of a group. The same task is the same item
 * as long as someone holds it. Signal `changed`: what it shows is different.
 */
#define TD_TYPE_TASK_ITEM (td_task_item_get_type ())
G_DECLARE_FINAL_TYPE (TdTaskItem, td_task_item, TD, TASK_ITEM, GObject)

TdTaskItem *td_task_item_new (gint64 id) G_GNUC_WARN_UNUSED_RESULT;

gint64 td_task_item_get_id (TdTaskItem *self);
gboolean td_task_item_is_group (TdTaskItem *self);

void td_task_item_set_task (TdTaskItem *self,
                            TdTaskSnapshot *snapshot,
                            const TdTaskFacts *facts,
                            guint32 as_of,
                            TdRecord *record);
void td_task_item_set_group (
    TdTaskItem *self, const char *key, const char *label, guint count, gboolean folded);

const TdTaskFacts *td_task_item_get_facts (TdTaskItem *self);
TdTaskSnapshot *td_task_item_get_snapshot (TdTaskItem *self);
guint32 td_task_item_get_as_of (TdTaskItem *self);
TdRecord *td_task_item_get_record (TdTaskItem *self);
const TdTaskRow *td_task_item_get_row (TdTaskItem *self);
const char *td_task_item_get_key (TdTaskItem *self);
const char *td_task_item_get_label (TdTaskItem *self);
guint td_task_item_get_count (TdTaskItem *self);
gboolean td_task_item_get_folded (TdTaskItem *self);
char *td_task_item_dup_units (TdTaskItem *self, gboolean lead) G_GNUC_WARN_UNUSED_RESULT;
char *td_task_item_dup_line (TdTaskItem *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
