/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-block.h"
#include "td-task-list.h"

G_BEGIN_DECLS

/* A view of tasks as a file for others: what is on the screen, in its groups and order. */

/* What the columns of a view are, in the order of the file. */
typedef enum
{
  TD_TASK_COLUMN_NUMBER,
  TD_TASK_COLUMN_CONTENT,
  TD_TASK_COLUMN_PRODUCT,
  TD_TASK_COLUMN_LEAD,
  TD_TASK_COLUMN_COORDINATING,
  TD_TASK_COLUMN_DEADLINE,
  TD_TASK_COLUMN_DUE,
  TD_TASK_COLUMN_STATUS,
  TD_TASK_COLUMN_PROGRESS,
  TD_TASK_COLUMN_DONE,
  TD_TASK_COLUMN_NOTE,
  TD_N_TASK_COLUMNS,
} TdTaskColumn;

gboolean td_task_export (
    const TdTaskList *list, const char *title, const char *path, gboolean replace, GError **error);
gboolean td_task_export_ics_by_unit (
    const TdTaskList *list, const char *folder, gboolean replace, guint *n_files, GError **error);
char *td_task_export_tsv (const TdTaskList *list) G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_task_export_compose (const TdTaskList *list,
                                 const char *title) G_GNUC_WARN_UNUSED_RESULT;
char *td_task_export_cell (const TdTaskListItem *item,
                           TdTaskColumn column) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
