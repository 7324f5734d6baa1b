/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-folder.h"
#include "td-live.h"
#include "td-lock-guard.h"
#include "td-migrator.h"
#include "td-worker.h"
#include "td-workspace.h"

G_BEGIN_DECLS

struct _TdWorkspace
{
  GObject parent_instance;

  char *path;
  char *origin;
  char *author;
  TdWorkspaceFlags flags;
  const TdMigrator *migrator; /* not owned */
  gboolean network;
  TdConnectionFlags read_flags;
  char *read_only_reason; /* NULL: it can be written */
  gint64 fixed_time;      /* replaces the clock, µs; 0: the clock */

  GMainContext *context;    /* of the main thread */
  GThread *thread;          /* the main thread */
  TdFolderLock *lock;       /* on a network, while we write */
  TdWorker *writer;         /* NULL: read-only or closed */
  TdWorker *reader;         /* NULL: closed */
  TdConnection *connection; /* of the main thread, reads only */
  TdLive *live;             /* live objects and what changed */
  TdLockGuard *guard;       /* NULL: not in WAL mode */

  GThread *indexer; /* (nullable): of the main thread */
  GCancellable *index_cancellable;
  int indexing; /* whether it still works; atomic */

  guint n_writes; /* on their way to the file */
  TdSaveState save_state;
  GDateTime *saved_at;
  char *save_error;
  char *undo_label;
  char *redo_label;
};

TdWorkspace *td_workspace_open_with (const char *path,
                                     TdWorkspaceFlags flags,
                                     const char *origin,
                                     const TdMigrator *migrator,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_workspace_check_writable (TdWorkspace *self, GError **error);
void td_workspace_write_started (TdWorkspace *self);
void td_workspace_write_ended (TdWorkspace *self, const GError *error);
void td_workspace_update_labels (TdWorkspace *self);
void td_workspace_stop_indexing (TdWorkspace *self);
gint64 td_workspace_now (TdWorkspace *self);
void td_workspace_read_full (TdWorkspace *self,
                             TdPriority priority,
                             TdReadFunc func,
                             gpointer data,
                             GDestroyNotify destroy,
                             GDestroyNotify destroy_result,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

G_END_DECLS
