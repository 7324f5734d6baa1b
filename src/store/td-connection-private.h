/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#define SQLITE_ENABLE_SESSION 1
#include <sqlite3.h>

#include "td-connection.h"
#include "td-kind.h"

G_BEGIN_DECLS

typedef enum
{
  TD_KIND_SQL_SELECT,       /* id and all fields of visible rows, no WHERE */
  TD_KIND_SQL_SELECT_BY_ID, /* ... WHERE id = ?1 */
  TD_KIND_SQL_INSERT,       /* id is ?1, the fields follow, import_id is last */
  TD_N_KIND_SQL,
} TdKindSql;

/* What the connection knows of schemas: the program's own steps unless a test gives others. */
typedef struct _TdMigrator TdMigrator;

const TdMigrator *td_connection_get_migrator (TdConnection *self);
void td_connection_set_migrator (TdConnection *self, const TdMigrator *migrator);

/* Whether a write failed for the sake of the file (disk, lock, damage), since this was asked last;
 * what the rules of the records refuse is no such failure. */
gboolean td_connection_take_storage_failure (TdConnection *self);

/* The calling thread takes the connection over from the one that opened it and has ended. */
void td_connection_adopt (TdConnection *self);

/* Who turns them off writes what they would have written (search, rollups) before the commit. */
void td_connection_set_triggers (TdConnection *self, gboolean enabled);

sqlite3 *td_connection_get_handle (TdConnection *self);
const char *td_connection_kind_sql (TdConnection *self, TdKind kind, TdKindSql which);
void td_connection_set_error (TdConnection *self, int rc, const char *step, GError **error);

TdStatement *td_statement_new (TdConnection *connection, sqlite3_stmt *stmt, gboolean cached);
gboolean td_statement_take (TdStatement *self);
void td_statement_free (TdStatement *self);

G_END_DECLS
