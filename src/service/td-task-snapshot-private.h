/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-task-snapshot.h"

G_BEGIN_DECLS

/* The texts of snapshots that were made from each other. Only the thread that makes snapshots adds
 * texts; those that are there never move, so others may read them meanwhile. */
typedef struct _TdTaskStrings
{
  GStringChunk *chunk;
} TdTaskStrings;

TdTaskSnapshot *td_task_snapshot_new (TdTaskStrings *strings) G_GNUC_WARN_UNUSED_RESULT;
void td_task_snapshot_sort (TdTaskSnapshot *self, guint n_sorted);
GArray *td_task_snapshot_index (const TdTaskSnapshot *snapshot);
TdTaskSnapshot *td_task_snapshot_load_plans (TdConnection *connection,
                                             const char *plan_ids,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
int td_task_facts_compare (gconstpointer a, gconstpointer b);

G_END_DECLS
