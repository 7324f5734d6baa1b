/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "td-statement.h"

G_BEGIN_DECLS

/* One connection to the workspace file. It belongs to the thread that opened it; every function
 * asserts so. */
typedef struct _TdConnection TdConnection;

typedef enum
{
  TD_CONNECTION_DEFAULT = 0,
  TD_CONNECTION_CREATE = 1 << 0,           /* make the file if it is missing */
  TD_CONNECTION_READ_ONLY = 1 << 1,        /* never writes */
  TD_CONNECTION_ROLLBACK_JOURNAL = 1 << 2, /* no WAL: the folder is on a network or read-only */
  TD_CONNECTION_IMMUTABLE = 1 << 3,        /* nobody can write the file: no locks, no side files */
  TD_CONNECTION_PROBE =
      1 << 4, /* may only finish what a crash left (roll back a journal), else reads */
  TD_CONNECTION_MEMORY = 1 << 5, /* no file at all: an empty workspace in memory */
} TdConnectionFlags;

TdConnection *td_connection_open (const char *path,
                                  TdConnectionFlags flags,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_connection_free (TdConnection *self);

const char *td_connection_get_path (TdConnection *self);
gboolean td_connection_is_read_only (TdConnection *self);

gboolean td_connection_exec (TdConnection *self, const char *sql, const char *step, GError **error);
TdStatement *td_connection_prepare (TdConnection *self,
                                    const char *sql,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
td_connection_query_int (TdConnection *self, const char *sql, gint64 *value, GError **error);
char *td_connection_query_text (TdConnection *self,
                                const char *sql,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is read while one is kept is of one moment, and the file is locked once for all of it, which
 * many small reads would take longer for than for reading. They nest, also within a transaction. */
typedef struct
{
  TdConnection *connection; /* (nullable) */
} TdConnectionHold;

TdConnectionHold td_connection_hold (TdConnection *self) G_GNUC_WARN_UNUSED_RESULT;
void td_connection_hold_clear (TdConnectionHold *hold);

gint64 td_connection_last_insert_id (TdConnection *self);
int td_connection_changes (TdConnection *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdConnection, td_connection_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdConnectionHold, td_connection_hold_clear)

G_END_DECLS
