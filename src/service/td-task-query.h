/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-task-filter.h"
#include "td-task-snapshot.h"

G_BEGIN_DECLS

/* One group of a result: rows first to first + n - 1. */
typedef struct
{
  char *key;   /* plan id, area key, name of the unit, "2026-03", status name; "" for none */
  char *label; /* for people */
  guint first;
  guint n;
  TdTaskCount count;
} TdTaskGroup;

/* What a filter found on a day. */
typedef struct
{
  TdTaskSnapshot *snapshot;
  guint32 as_of;
  GArray *rows;      /* (element-type guint): places in the snapshot */
  GPtrArray *groups; /* (element-type TdTaskGroup): one, without a label, when not grouped */
  TdTaskCount count; /* of all rows */
} TdTaskResult;

TdTaskResult *td_task_query_run (TdTaskSnapshot *snapshot,
                                 TdConnection *connection,
                                 const TdTaskFilter *filter,
                                 guint32 as_of,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *td_task_query_count_by (TdTaskSnapshot *snapshot,
                                   TdConnection *connection,
                                   const TdTaskFilter *filter,
                                   guint32 as_of,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_task_group_free (TdTaskGroup *group);
void td_task_result_free (TdTaskResult *result);
const TdTaskFacts *td_task_result_nth (const TdTaskResult *result, guint row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdTaskResult, td_task_result_free)

G_END_DECLS
