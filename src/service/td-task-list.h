/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-row.h"
#include "td-task-query.h"

G_BEGIN_DECLS

/* Tasks as a list for people and programs: each with what is derived from it. */
typedef struct
{
  TdTaskRow *task;
  char *group;                   /* (nullable): title of its area row */
  GPtrArray *lead_units;         /* (element-type utf8): as printed */
  GPtrArray *coordinating_units; /* (element-type utf8) */
  char *due;                     /* (nullable): last permitted day, ISO 8601 */
  TdTaskStatus status;
  int days_left; /* TD_TASK_LIST_NO_DAYS: done, or without a deadline */
} TdTaskListItem;

#define TD_TASK_LIST_NO_DAYS G_MININT

typedef struct
{
  GPtrArray *items;     /* (element-type TdTaskListItem) */
  TdTaskResult *result; /* groups and figures; its rows are the items */
} TdTaskList;

TdTaskList *td_task_list_read (TdConnection *connection,
                               const TdTaskFilter *filter,
                               const GDate *as_of,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdTaskList *td_task_list_from_result (TdConnection *connection,
                                      TdTaskResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_task_list_free (TdTaskList *self);
void td_task_list_item_free (TdTaskListItem *item);

/* "Còn 4 ngày", "Hôm nay", "Quá hạn 16 ngày" */
char *td_task_days_words (int days_left) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdTaskList, td_task_list_free)

G_END_DECLS
