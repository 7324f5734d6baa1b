/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-connection.h"
#include "td-kind.h"

G_BEGIN_DECLS

/* Locks of explicit acts (RULE history-5): which records they close, against edits and against undo
 * alike. The lock of a plan closes its printed text, not what follows the work after it. */

gboolean td_record_lock_is_text (TdKind kind);
gboolean td_record_lock_closes (TdKind kind, const char *field);
gboolean td_record_lock_is_set (TdConnection *connection, TdKind kind, gint64 id);
gint64 td_record_lock_plan_of (TdConnection *connection, TdKind kind, gint64 id);
gboolean td_record_lock_check (
    TdConnection *connection, TdKind kind, gint64 id, gint64 plan_id, GError **error);

G_END_DECLS
