/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-task-snapshot.h"

G_BEGIN_DECLS

/* The facts of the tasks of one plan as bytes, in the table task_block: derived from the rows,
 * dropped by triggers when one of them changes, packed anew behind. To read 100 000 tasks this way
 * takes a fiftieth of the time that their rows take.
 *
 * Facts that a newer program understands differently must not be taken from the block of an older
 * one: a block names the program that packed it, and is as good as missing for any other. */

#define TD_TASK_BLOCK_FORMAT                                                                       \
  1 /* one more when facts or their packing change between two releases */

char *td_task_block_program (void) G_GNUC_WARN_UNUSED_RESULT;

GBytes *td_task_block_pack (const TdTaskSnapshot *snapshot,
                            guint first,
                            guint n_facts) G_GNUC_WARN_UNUSED_RESULT;

typedef struct _TdTaskUnpacker TdTaskUnpacker;

TdTaskUnpacker *td_task_unpacker_new (TdTaskSnapshot *snapshot,
                                      GHashTable *labels) G_GNUC_WARN_UNUSED_RESULT;
void td_task_unpacker_free (TdTaskUnpacker *self);
gboolean
td_task_unpacker_add (TdTaskUnpacker *self, guint16 plan_at, gconstpointer data, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdTaskUnpacker, td_task_unpacker_free)

G_END_DECLS
