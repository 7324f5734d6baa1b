/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-task-query.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/* Answers questions about the tasks of a workspace on the reader thread, from a snapshot that is
 * kept up to date: an edit costs what it changed, not the size of the workspace. One per window;
 * ask again when the workspace says "changed". */
typedef struct _TdTaskIndex TdTaskIndex;

TdTaskIndex *td_task_index_new (TdWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;
TdTaskIndex *td_task_index_ref (TdTaskIndex *self);
void td_task_index_unref (TdTaskIndex *self);

void td_task_index_query_async (TdTaskIndex *self,
                                const TdTaskFilter *filter,
                                const GDate *as_of,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
TdTaskResult *td_task_index_query_finish (TdTaskIndex *self,
                                          GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_task_index_snapshot_async (TdTaskIndex *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
TdTaskSnapshot *td_task_index_snapshot_finish (TdTaskIndex *self,
                                               GAsyncResult *result,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* On the reader thread (or where one thread does it all: the command line). */
TdTaskSnapshot *td_task_index_read (TdTaskIndex *self,
                                    TdConnection *connection,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdTaskIndex, td_task_index_unref)

G_END_DECLS
