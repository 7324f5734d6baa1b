/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-history.h"
#include "td-writer.h"

G_BEGIN_DECLS

#define TD_HISTORY_DONE "done"
#define TD_HISTORY_UNDONE "undone"   /* can be redone */
#define TD_HISTORY_DROPPED "dropped" /* was undone, and another action came after */
#define TD_HISTORY_PURGED "purged"   /* done; its changes are not kept any more */

/* The place an error names when it was the file that failed, not the act that was wrong. */
#define TD_HISTORY_STORAGE "storage"

/* Who acts and what it is called. */
typedef struct
{
  const char *action;
  const char *label;
  const char *author; /* nullable */
  const char *origin;
  const char *merge_key; /* nullable */
  gint64 now;            /* µs since 1970 */
} TdActionRequest;

gboolean td_history_act (TdConnection *connection,
                         const TdActionRequest *request,
                         TdActionFunc func,
                         gpointer data,
                         GError **error);
gboolean td_history_undo (TdConnection *connection, GError **error);
gboolean td_history_redo (TdConnection *connection, GError **error);

char *td_history_format_time (gint64 now) G_GNUC_WARN_UNUSED_RESULT;
char *td_history_format_kinds (guint64 kinds) G_GNUC_WARN_UNUSED_RESULT;
guint64 td_history_parse_kinds (const char *tables);
gboolean td_history_log (TdConnection *connection,
                         gint64 history_id,
                         gint64 changeset_id,
                         int direction,
                         guint64 kinds,
                         GError **error);
gint64 td_history_insert (TdConnection *connection,
                          const TdActionRequest *request,
                          gint64 import_id,
                          GError **error);
gint64 td_history_insert_changeset (
    TdConnection *connection, gint64 history_id, GBytes *changes, gint64 records, GError **error);
gboolean td_history_drop_redo (TdConnection *connection, GError **error);
gboolean td_history_may_change (TdConnection *connection, GBytes *changes, GError **error);
GPtrArray *td_history_load_changesets (TdConnection *connection,
                                       gint64 history_id,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_history_run (TdConnection *connection,
                         gboolean (*func) (TdConnection *, gpointer, GError **),
                         gpointer data,
                         GError **error);

gboolean td_history_purge_before (TdConnection *connection, const char *at, GError **error);
gboolean td_history_purge_record (TdConnection *connection, TdKind kind, gint64 id, GError **error);

G_END_DECLS
