/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-connection-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-dossier-outcome.h"
#include "td-error.h"
#include "td-migrator.h"
#include "td-row-sql.h"
#include "td-text.h"

#define STATEMENT_CACHE_SIZE 256
#define BUSY_TIMEOUT_MS 10000
#define MAX_VALUE_BYTES (256 << 20) /* of one row: a file of somebody else may hold anything */

/* Invariant: the statements of the cache belong to db; statements that are not cached are released
 * before the connection is freed. */
struct _TdConnection
{
  sqlite3 *db;
  char *path;
  GThread *thread; /* the only thread that may use it */
  TdConnectionFlags flags;
  const TdMigrator *migrator;                /* not owned; NULL: the program's */
  gboolean storage_failed;                   /* see td_connection_take_storage_failure() */
  GHashTable *statements;                    /* SQL text -> TdStatement */
  char *kind_sql[TD_N_KINDS][TD_N_KIND_SQL]; /* made on first use */
};

static void
fold_cb (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  const char *text = (const char *) sqlite3_value_text (argv[0]);
  char *(*fold) (const char *) = sqlite3_user_data (context);

  if (text == NULL)
    sqlite3_result_null (context);
  else
    sqlite3_result_text (context, fold (text), -1, g_free);
}

static int
collate_cb (void *data, int size_a, const void *a, int size_b, const void *b)
{
  g_autofree char *left = g_strndup (a, (gsize) size_a);
  g_autofree char *right = g_strndup (b, (gsize) size_b);

  return td_text_collate (left, right);
}

static const char *
describe_code (int rc)
{
  switch (rc & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return _ ("Another program is writing to the workspace. Try again in a moment.");
    case SQLITE_READONLY:
      return _ ("The workspace is read-only.");
    case SQLITE_FULL:
      return _ ("The disk is full.");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return _ ("The file is damaged or is not a workspace of this program.");
    case SQLITE_CANTOPEN:
      return _ ("The workspace file cannot be opened.");
    case SQLITE_IOERR:
      return _ ("The disk reports an error while the workspace is read or written.");
    default:
      return _ ("The workspace cannot be read or written.");
    }
}

static TdErrorCode
error_code (int rc)
{
  switch (rc & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_READONLY:
      return TD_ERROR_REFUSED;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return TD_ERROR_BAD_INPUT;
    case SQLITE_CANTOPEN:
      return TD_ERROR_NOT_FOUND;
    case SQLITE_INTERRUPT:
      return TD_ERROR_CANCELLED;
    default:
      return TD_ERROR_FAILED;
    }
}

/* A value or a reference that the schema does not allow is the caller's affair; everything else
 * means that the file cannot be written as it should. */
static gboolean
is_storage_failure (int rc)
{
  switch (rc & 0xff)
    {
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
    case SQLITE_RANGE:
    case SQLITE_INTERRUPT:
      return FALSE;
    default:
      return TRUE;
    }
}

/* step: what was being done, for the person who is asked for help: an SQL text or a few words. */
void
td_connection_set_error (TdConnection *self, int rc, const char *step, GError **error)
{
  const char *detail = self->db != NULL ? sqlite3_errmsg (self->db) : sqlite3_errstr (rc);

  self->storage_failed |= is_storage_failure (rc);
  if ((rc & 0xff) == SQLITE_RANGE || (rc & 0xff) == SQLITE_TOOBIG)
    detail = sqlite3_errstr (rc);

  td_error_set_at (error, error_code (rc), self->path, step, "%s (%s; %s)", describe_code (rc),
                   step, detail);
}

static gboolean
pragma_is (TdConnection *self, const char *pragma, const char *value, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA %s", pragma);
  g_autofree char *found = td_connection_query_text (self, sql, error);

  if (found == NULL)
    return FALSE;
  if (g_str_equal (found, value))
    return TRUE;

  td_error_set_at (error, TD_ERROR_FAILED, self->path, pragma,
                   _ ("The workspace cannot be used safely here: %s is “%s” instead of “%s”."),
                   pragma, found, value);
  return FALSE;
}

/* Every pragma of the program is here, and is read back: some are silently ignored inside a
 * transaction, on some file systems or by some builds of SQLite. Lock waiting is decided here too:
 * a writer waits BUSY_TIMEOUT_MS for the other program, then says so. A writer must trust the
 * schema: its triggers write the search table, and FTS5 of SQLite 3.40 does not declare itself
 * innocuous. */
static gboolean
configure (TdConnection *self, GError **error)
{
  gboolean read_only = (self->flags & (TD_CONNECTION_READ_ONLY | TD_CONNECTION_PROBE)) != 0;
  gboolean wal = !(self->flags & (TD_CONNECTION_ROLLBACK_JOURNAL | TD_CONNECTION_IMMUTABLE));

  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_limit (self->db, SQLITE_LIMIT_ATTACHED, 1);
  sqlite3_limit (self->db, SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES);

  if (!read_only && !(self->flags & TD_CONNECTION_MEMORY) &&
      (!td_connection_exec (self,
                            wal ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = DELETE",
                            "choose the journal", error) ||
       !pragma_is (self, "journal_mode", wal ? "wal" : "delete", error)))
    return FALSE;

  return td_connection_exec (self, "PRAGMA synchronous = FULL", "synchronous", error) &&
         pragma_is (self, "synchronous", "2", error) &&
         td_connection_exec (self, "PRAGMA foreign_keys = ON", "foreign keys", error) &&
         pragma_is (self, "foreign_keys", "1", error) &&
         td_connection_exec (
             self, read_only ? "PRAGMA trusted_schema = OFF" : "PRAGMA trusted_schema = ON",
             "trusted schema", error) &&
         pragma_is (self, "trusted_schema", read_only ? "0" : "1", error) &&
         td_connection_exec (self, "PRAGMA cell_size_check = ON", "cell size check", error) &&
         pragma_is (self, "cell_size_check", "1", error) &&
         td_connection_exec (self, "PRAGMA temp_store = MEMORY", "temporary tables", error) &&
         pragma_is (self, "temp_store", "2", error) &&
         td_connection_exec (self, "PRAGMA cache_size = -16384", "cache", error) &&
         pragma_is (self, "cache_size", "-16384", error) &&
         (!read_only || (td_connection_exec (self, "PRAGMA query_only = ON", "query only", error) &&
                         pragma_is (self, "query_only", "1", error)));
}

/* td_outcome (state, received, due, returned, as of day, by minute): the number of a TdOutcome */
static void
outcome_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  sqlite3_result_int (context,
                      (int) td_dossier_outcome (
                          (TdDossierState) sqlite3_value_int (values[0]),
                          sqlite3_value_int64 (values[1]), sqlite3_value_int64 (values[2]),
                          sqlite3_value_int64 (values[3]), sqlite3_value_int64 (values[4]),
                          sqlite3_value_int (values[5]) != 0 ? TD_COUNT_MINUTE : TD_COUNT_DAY));
}

/* The functions and the collation the schema uses. INNOCUOUS: triggers and views may call them. */
static int
add_functions (sqlite3 *db)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  int rc = sqlite3_create_function_v2 (db, "td_fold", 1, flags, (gpointer) td_text_fold, fold_cb,
                                       NULL, NULL, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_create_function_v2 (db, "td_fold_keep_marks", 1, flags,
                                     (gpointer) td_text_fold_keep_marks, fold_cb, NULL, NULL, NULL);
  if (rc == SQLITE_OK)
    rc =
        sqlite3_create_function_v2 (db, "td_outcome", 6, flags, NULL, outcome_cb, NULL, NULL, NULL);
  if (rc == SQLITE_OK)
    rc = sqlite3_create_collation_v2 (db, "vietnamese", SQLITE_UTF8, NULL, collate_cb, NULL);

  return rc;
}

/* Counting the memory SQLite uses costs a lock at every allocation, and nobody asks for it. */
static void
configure_library (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      g_once_init_leave (&done, 1);
    }
}

/**
 * td_connection_open:
 * @path: (type filename): the file
 * @flags: how
 * @error: return location
 *
 * Opens the file and sets the pragmas; the schema is left to the migrator. The connection belongs
 * to the calling thread.
 *
 * Returns: (nullable) (transfer full): the connection
 */
TdConnection *
td_connection_open (const char *path, TdConnectionFlags flags, GError **error)
{
  g_autoptr (TdConnection) self = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *escaped = NULL;
  int open_flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
  int rc;

  g_return_val_if_fail (path != NULL, NULL);

  configure_library ();
  self = g_new0 (TdConnection, 1);
  self->path = g_strdup (path);
  self->thread = g_thread_self ();
  self->flags = flags;
  self->statements =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) td_statement_free);

  if (flags & TD_CONNECTION_READ_ONLY)
    open_flags |= SQLITE_OPEN_READONLY;
  else
    open_flags |= SQLITE_OPEN_READWRITE | (flags & TD_CONNECTION_CREATE ? SQLITE_OPEN_CREATE : 0);

  escaped = g_uri_escape_string (path, "/", FALSE);
  uri = flags & TD_CONNECTION_MEMORY
            ? g_strdup (":memory:")
            : g_strdup_printf ("file:%s%s", escaped,
                               flags & TD_CONNECTION_IMMUTABLE ? "?immutable=1" : "");
  rc = sqlite3_open_v2 (uri, &self->db, open_flags, NULL);
  if (rc == SQLITE_OK)
    rc = add_functions (self->db);
  if (rc != SQLITE_OK)
    {
      td_connection_set_error (self, rc, "open", error);
      return NULL;
    }

  if (!configure (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * td_connection_free:
 * @self: (nullable) (transfer full): a connection
 *
 * Closes the connection; statements still out must have been released.
 */
void
td_connection_free (TdConnection *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->statements);
  if (sqlite3_close (self->db) != SQLITE_OK)
    {
      g_critical ("a statement of %s is still in use", self->path);
      sqlite3_close_v2 (self->db);
    }
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      for (guint i = 0; i < TD_N_KIND_SQL; i++)
        g_free (self->kind_sql[kind][i]);
    }
  g_free (self->path);
  g_free (self);
}

/**
 * td_connection_get_path:
 * @self: a connection
 *
 * Returns: (type filename): the file
 */
const char *
td_connection_get_path (TdConnection *self)
{
  return self->path;
}

/**
 * td_connection_is_read_only:
 * @self: a connection
 *
 * Returns: whether it can only read
 */
gboolean
td_connection_is_read_only (TdConnection *self)
{
  return (self->flags & TD_CONNECTION_READ_ONLY) != 0;
}

const TdMigrator *
td_connection_get_migrator (TdConnection *self)
{
  return self->migrator != NULL ? self->migrator : td_migrator_get_default ();
}

void
td_connection_set_migrator (TdConnection *self, const TdMigrator *migrator)
{
  self->migrator = migrator;
}

gboolean
td_connection_take_storage_failure (TdConnection *self)
{
  gboolean failed = self->storage_failed;

  g_assert (self->thread == g_thread_self ());
  self->storage_failed = FALSE;

  return failed;
}

void
td_connection_adopt (TdConnection *self)
{
  self->thread = g_thread_self ();
}

void
td_connection_set_triggers (TdConnection *self, gboolean enabled)
{
  g_assert (self->thread == g_thread_self ());

  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, enabled ? 1 : 0, NULL);
}

sqlite3 *
td_connection_get_handle (TdConnection *self)
{
  g_assert (self->thread == g_thread_self ());

  return self->db;
}

const char *
td_connection_kind_sql (TdConnection *self, TdKind kind, TdKindSql which)
{
  char **slot = &self->kind_sql[kind][which];

  if (*slot == NULL)
    *slot = td_row_sql_build (kind, which);

  return *slot;
}

/**
 * td_connection_exec:
 * @self: a connection
 * @sql: one or more statements
 * @step: what is being done, in a few words, for the error
 * @error: return location
 *
 * Returns: whether all statements succeeded
 */
gboolean
td_connection_exec (TdConnection *self, const char *sql, const char *step, GError **error)
{
  int rc;

  g_assert (self->thread == g_thread_self ());

  rc = sqlite3_exec (self->db, sql, NULL, NULL, NULL);
  if (rc != SQLITE_OK)
    td_connection_set_error (self, rc, step, error);

  return rc == SQLITE_OK;
}

/**
 * td_connection_prepare:
 * @self: a connection
 * @sql: one statement
 * @error: return location
 *
 * The same text gives the same prepared statement again, unless it is in use.
 *
 * Returns: (nullable) (transfer full): the statement; release it
 */
TdStatement *
td_connection_prepare (TdConnection *self, const char *sql, GError **error)
{
  TdStatement *statement;
  sqlite3_stmt *stmt = NULL;
  gboolean cache;
  int rc;

  g_assert (self->thread == g_thread_self ());

  statement = g_hash_table_lookup (self->statements, sql);
  if (statement != NULL && td_statement_take (statement))
    return statement;

  rc = sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
  if (rc != SQLITE_OK)
    {
      td_connection_set_error (self, rc, sql, error);
      return NULL;
    }

  cache = statement == NULL && g_hash_table_size (self->statements) < STATEMENT_CACHE_SIZE;
  statement = td_statement_new (self, stmt, cache);
  if (cache)
    g_hash_table_insert (self->statements, g_strdup (sql), statement);

  return statement;
}

/**
 * td_connection_query_int:
 * @self: a connection
 * @sql: a query
 * @value: (out): the first column of the first row; 0 when NULL or without a row
 * @error: return location
 *
 * Returns: whether the query succeeded
 */
gboolean
td_connection_query_int (TdConnection *self, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (self, sql, error);
  TdStep step;

  *value = 0;
  if (statement == NULL)
    return FALSE;

  step = td_statement_step (statement, error);
  if (step == TD_STEP_ROW)
    *value = td_statement_int (statement, 0);

  return step != TD_STEP_ERROR;
}

/**
 * td_connection_query_text:
 * @self: a connection
 * @sql: a query
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the first column of the first row as text, "" when NULL or
 *   without a row; NULL on failure
 */
char *
td_connection_query_text (TdConnection *self, const char *sql, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (self, sql, error);
  const char *text = NULL;
  TdStep step;

  if (statement == NULL)
    return NULL;

  step = td_statement_step (statement, error);
  if (step == TD_STEP_ERROR)
    return NULL;
  if (step == TD_STEP_ROW)
    text = td_statement_text (statement, 0);

  return g_strdup (text != NULL ? text : "");
}

/**
 * td_connection_hold:
 * @self: a connection
 *
 * To be kept with g_auto() before the statements that it is for. Where it cannot be had, each of
 * them says what is wrong.
 *
 * Returns: the hold
 */
TdConnectionHold
td_connection_hold (TdConnection *self)
{
  TdConnectionHold hold = { NULL };

  if (td_connection_exec (self, "SAVEPOINT hold", "read", NULL))
    hold.connection = self;

  return hold;
}

void
td_connection_hold_clear (TdConnectionHold *hold)
{
  if (hold->connection != NULL)
    td_connection_exec (hold->connection, "RELEASE hold", "read", NULL);
  hold->connection = NULL;
}

/**
 * td_connection_last_insert_id:
 * @self: a connection
 *
 * Returns: the id the last INSERT made
 */
gint64
td_connection_last_insert_id (TdConnection *self)
{
  g_assert (self->thread == g_thread_self ());

  return sqlite3_last_insert_rowid (self->db);
}

/**
 * td_connection_changes:
 * @self: a connection
 *
 * Returns: the number of rows the last statement changed, triggers not counted
 */
int
td_connection_changes (TdConnection *self)
{
  g_assert (self->thread == g_thread_self ());

  return sqlite3_changes (self->db);
}
