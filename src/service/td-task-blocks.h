/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-task-snapshot.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/* The blocks of all plans (td-task-block.h) in the file: reading, packing, comparing. */

gboolean td_task_blocks_read (TdConnection *connection,
                              TdTaskSnapshot *snapshot,
                              GHashTable *labels,
                              char **without,
                              gboolean *damaged,
                              GError **error);
gboolean td_task_blocks_fill (TdWorkspace *workspace, GError **error);
void td_task_blocks_fill_behind (TdWorkspace *workspace);
gboolean
td_task_blocks_check (TdWorkspace *workspace, gboolean repair, GPtrArray *findings, GError **error);

G_END_DECLS
