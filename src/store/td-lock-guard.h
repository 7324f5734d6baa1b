/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Locks of a process on a file vanish when it closes any descriptor of that file — and a file
 * chooser or a type sniffer inside the program opens and closes whatever lies in a folder. SQLite's
 * locks are of that kind: once they are gone, another program takes itself for the last user of the
 * workspace and removes the write-ahead log that this one still writes into. The guard holds locks
 * of the other kind (open file description locks), which nothing but the guard lets go, on the
 * bytes that say "somebody has this file open". Only for a workspace in WAL mode. */
typedef struct _TdLockGuard TdLockGuard;

TdLockGuard *td_lock_guard_new (const char *path) G_GNUC_WARN_UNUSED_RESULT;
void td_lock_guard_release (TdLockGuard *self);
void td_lock_guard_free (TdLockGuard *self);

G_END_DECLS
