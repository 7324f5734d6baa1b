/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-connection.h"
#include "td-kind.h"

G_BEGIN_DECLS

/* A task with what stands around it: the line of every list of tasks. */
typedef struct
{
  TdTaskRow *task;
  char *group;                   /* (nullable): title of its area row, or of its section */
  GPtrArray *lead_units;         /* (element-type utf8) */
  GPtrArray *coordinating_units; /* (element-type utf8) */
  char *due;                     /* (nullable): ISO date of the last permitted day */
} TdTaskListItem;

void td_task_list_item_free (TdTaskListItem *item);

GPtrArray *td_task_list_read (TdConnection *connection,
                              gint64 plan_id,
                              const char *unit,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
