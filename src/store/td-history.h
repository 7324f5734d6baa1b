/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-changeset.h"

G_BEGIN_DECLS

/* An action as the list of actions shows it. */
typedef struct
{
  gint64 id;
  char *action; /* "record.set" */
  char *label;  /* "Change the deadline" */
  char *author; /* NULL: unknown */
  char *origin; /* "window" "cli" "import" "migration" */
  char *at;     /* ISO 8601, UTC, with milliseconds */
  gboolean undone;
  gboolean can_undo; /* neither undone nor explicit, and its changes are still kept */
} TdHistoryEntry;

/* One record an action touched. */
typedef struct
{
  TdKind kind;
  gint64 id;
  char change;       /* '+' made, '-' deleted, '*' changed */
  GPtrArray *fields; /* (element-type utf8): of a change: "field: old → new" */
} TdHistoryChange;

void td_history_entry_free (TdHistoryEntry *self);
void td_history_change_free (TdHistoryChange *self);

GPtrArray *
td_history_list (TdConnection *connection, guint limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *td_history_list_changes (TdConnection *connection,
                                    gint64 history_id,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdHistoryEntry *td_history_next_undo (TdConnection *connection,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdHistoryEntry *td_history_next_redo (TdConnection *connection,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 td_history_last_seq (TdConnection *connection, GError **error);
gboolean td_history_changes_since (TdConnection *connection,
                                   gint64 seq,
                                   TdChangesetFunc func,
                                   gpointer data,
                                   guint64 *reload,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdHistoryEntry, td_history_entry_free)

G_END_DECLS
