/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-task-item.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/**
 * TdTaskModel:
 *
 * The lines of the list of tasks: what a query found, with a heading before each group. Items are
 * made when they are asked for; a new result changes only what differs.
 */
#define TD_TYPE_TASK_MODEL (td_task_model_get_type ())
G_DECLARE_FINAL_TYPE (TdTaskModel, td_task_model, TD, TASK_MODEL, GObject)

TdTaskModel *td_task_model_new (TdWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;
void td_task_model_set_result (TdTaskModel *self, TdTaskResult *result, guint looks);
void td_task_model_set_looks (TdTaskModel *self, guint looks);
const TdTaskResult *td_task_model_get_result (TdTaskModel *self);
void td_task_model_fold (TdTaskModel *self, const char *key, gboolean folded);

guint td_task_model_get_n_tasks (TdTaskModel *self);
guint td_task_model_count_look (TdTaskModel *self, TdTaskLook look);
gboolean td_task_model_find (TdTaskModel *self, gint64 task_id, guint *position);
gint64 td_task_model_get_id (TdTaskModel *self, guint position);
guint td_task_model_next_task (TdTaskModel *self, guint position, int step);
GArray *td_task_model_dup_places (TdTaskModel *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
