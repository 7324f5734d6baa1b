/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "td-action.h"
#include "td-history.h"
#include "td-query.h"
#include "td-record.h"
#include "td-writer.h"

G_BEGIN_DECLS

typedef enum
{
  TD_WORKSPACE_DEFAULT = 0,
  TD_WORKSPACE_CREATE = 1 << 0,    /* the file must not exist yet */
  TD_WORKSPACE_READ_ONLY = 1 << 1, /* never writes, not even a migration */
  TD_WORKSPACE_NETWORK =
      1 << 2, /* take the folder for one on a network (found out by itself else) */
} TdWorkspaceFlags;

typedef enum
{
  TD_SAVE_STATE_SAVED,
  TD_SAVE_STATE_SAVING,
  TD_SAVE_STATE_FAILED,
} TdSaveState;

/* A closure of the reader thread. Returns NULL and sets error on failure. */
typedef gpointer (*TdReadFunc) (TdConnection *connection, gpointer data, GError **error);

#define TD_TYPE_WORKSPACE (td_workspace_get_type ())
G_DECLARE_FINAL_TYPE (TdWorkspace, td_workspace, TD, WORKSPACE, GObject)

#define TD_WORKSPACE_SUFFIX ".tiendo"

TdWorkspace *td_workspace_open (const char *path,
                                TdWorkspaceFlags flags,
                                const char *origin,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct _TdWorkspaceOpening TdWorkspaceOpening;

TdWorkspaceOpening *
td_workspace_open_begin (const char *path, TdWorkspaceFlags flags, const char *origin);
const char *td_workspace_opening_get_path (TdWorkspaceOpening *self);
gboolean td_workspace_opening_is_ready (TdWorkspaceOpening *self);
TdWorkspace *td_workspace_open_end (TdWorkspaceOpening *self,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

void td_workspace_close (TdWorkspace *self);

const char *td_workspace_get_path (TdWorkspace *self);
gboolean td_workspace_get_read_only (TdWorkspace *self);
const char *td_workspace_get_read_only_reason (TdWorkspace *self);
const char *td_workspace_get_author (TdWorkspace *self);
void td_workspace_set_author (TdWorkspace *self, const char *author);

void td_workspace_set_time (TdWorkspace *self, gint64 now);

TdSaveState td_workspace_get_save_state (TdWorkspace *self);
GDateTime *td_workspace_get_saved_at (TdWorkspace *self);
const char *td_workspace_get_save_error (TdWorkspace *self);

/* Acting. action is an id of td-action.c; label says in the user's words what is done. */
gboolean td_workspace_act (TdWorkspace *self,
                           const char *action,
                           const char *label,
                           TdActionFunc func,
                           gpointer data,
                           GError **error);
void td_workspace_act_async (TdWorkspace *self,
                             const char *action,
                             const char *label,
                             const char *merge_key,
                             TdActionFunc func,
                             gpointer data,
                             GDestroyNotify destroy,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean td_workspace_act_finish (TdWorkspace *self, GAsyncResult *result, GError **error);

/* History */
gboolean td_workspace_undo (TdWorkspace *self, GError **error);
gboolean td_workspace_redo (TdWorkspace *self, GError **error);
void td_workspace_undo_async (TdWorkspace *self, GAsyncReadyCallback callback, gpointer user_data);
void td_workspace_redo_async (TdWorkspace *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean td_workspace_undo_finish (TdWorkspace *self, GAsyncResult *result, GError **error);
gboolean td_workspace_redo_finish (TdWorkspace *self, GAsyncResult *result, GError **error);
const char *td_workspace_get_undo_label (TdWorkspace *self);
const char *td_workspace_get_redo_label (TdWorkspace *self);
GPtrArray *td_workspace_list_history (TdWorkspace *self,
                                      guint limit,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Upkeep: retention of history, kept files, the log; forgetting personal data. */
gboolean td_workspace_maintain (TdWorkspace *self, guint keep_days, GError **error);
void td_workspace_maintain_async (TdWorkspace *self,
                                  guint keep_days,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean td_workspace_maintain_finish (TdWorkspace *self, GAsyncResult *result, GError **error);
gboolean td_workspace_index_dossiers (TdWorkspace *self, GCancellable *cancellable, GError **error);
void td_workspace_index_dossiers_behind (TdWorkspace *self);
gboolean td_workspace_forget_record (TdWorkspace *self, TdKind kind, gint64 id, GError **error);

/* Notes of the program itself, in tables that history does not capture. */
typedef gboolean (*TdNoteFunc) (TdConnection *connection, gpointer data, GError **error);
gboolean td_workspace_note (TdWorkspace *self, TdNoteFunc func, gpointer data, GError **error);
void td_workspace_note_async (TdWorkspace *self,
                              TdNoteFunc func,
                              gpointer data,
                              GDestroyNotify destroy,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean td_workspace_note_finish (TdWorkspace *self, GAsyncResult *result, GError **error);

/* Reading on the main thread: point reads and short lists only. */
TdConnection *td_workspace_get_connection (TdWorkspace *self);
gpointer td_workspace_get_row (TdWorkspace *self, TdKind kind, gint64 id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *td_workspace_list_rows (TdWorkspace *self,
                                   const TdQuery *query,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reading on the reader thread: everything longer. */
void td_workspace_read_async (TdWorkspace *self,
                              TdReadFunc func,
                              gpointer data,
                              GDestroyNotify destroy,
                              GDestroyNotify destroy_result,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gpointer td_workspace_read_finish (TdWorkspace *self, GAsyncResult *result, GError **error);

/* Live objects */
TdRecord *
td_workspace_get_record (TdWorkspace *self, TdKind kind, gint64 id) G_GNUC_WARN_UNUSED_RESULT;
void td_workspace_refresh (TdWorkspace *self);

G_END_DECLS
