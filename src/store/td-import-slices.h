/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-workspace.h"

G_BEGIN_DECLS

/* RULE history-6: bulk work. Rows come in slices, one transaction each, with edits in between; they
 * carry the id of the import and are invisible until the last slice makes the import visible, all
 * at once, as one action. */

/* Writes the next rows, at most TD_SLICE_ROWS, with td_writer_insert(); sets done after the last.
 */
typedef gboolean (*TdSliceFunc) (TdWriter *writer, gpointer data, gboolean *done, GError **error);

#define TD_SLICE_ROWS 500  /* an edit waits for one slice */
#define TD_BULK_ROWS 20000 /* from here on work must go in slices */

void td_workspace_import_async (TdWorkspace *self,
                                const char *action,
                                const char *label,
                                TdSliceFunc func,
                                gpointer data,
                                GDestroyNotify destroy,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
void td_workspace_import_with_async (TdWorkspace *self,
                                     const char *action,
                                     const char *label,
                                     TdSliceFunc func,
                                     TdActionFunc last,
                                     gpointer data,
                                     GDestroyNotify destroy,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean td_workspace_import_finish (TdWorkspace *self, GAsyncResult *result, GError **error);

/* For td-workspace.c, td-workspace-act.c and td-history-undo.c */
gboolean td_import_slices_have_removed (TdConnection *connection);
void td_import_slices_clean_up (TdWorkspace *self);
gboolean td_import_slices_flip (
    TdConnection *connection, gint64 import_id, const char *state, guint64 *kinds, GError **error);

G_END_DECLS
