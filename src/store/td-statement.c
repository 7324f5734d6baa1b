/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-statement.h"

#include <math.h>

#include "td-connection-private.h"

/* Invariant: a cached statement that is not taken is reset and has no bindings. */
struct _TdStatement
{
  TdConnection *connection; /* outlives the statement */
  sqlite3_stmt *stmt;       /* owned */
  int bind_rc;              /* the first binder that failed since the last reset */
  GPtrArray *mended;        /* texts of this row that were not UTF-8; NULL: none */
  guint cached : 1;         /* owned by the cache of the connection */
  guint taken : 1;          /* in use */
};

TdStatement *
td_statement_new (TdConnection *connection, sqlite3_stmt *stmt, gboolean cached)
{
  TdStatement *self = g_new0 (TdStatement, 1);

  self->connection = connection;
  self->stmt = stmt;
  self->bind_rc = SQLITE_OK;
  self->cached = cached;
  self->taken = TRUE;

  return self;
}

/* Returns: whether the statement was free and is now the caller's */
gboolean
td_statement_take (TdStatement *self)
{
  if (self->taken)
    return FALSE;

  self->taken = TRUE;
  return TRUE;
}

void
td_statement_free (TdStatement *self)
{
  sqlite3_finalize (self->stmt);
  g_clear_pointer (&self->mended, g_ptr_array_unref);
  g_free (self);
}

static void
note (TdStatement *self, int rc)
{
  if (self->bind_rc == SQLITE_OK)
    self->bind_rc = rc;
}

/**
 * td_statement_bind_int:
 * @self: a statement
 * @index: parameter, from 1
 * @value: an integer
 */
void
td_statement_bind_int (TdStatement *self, int index, gint64 value)
{
  note (self, sqlite3_bind_int64 (self->stmt, index, value));
}

/**
 * td_statement_bind_ref:
 * @self: a statement
 * @index: parameter, from 1
 * @id: an id; 0 is bound as NULL
 */
void
td_statement_bind_ref (TdStatement *self, int index, gint64 id)
{
  if (id == 0)
    td_statement_bind_null (self, index);
  else
    td_statement_bind_int (self, index, id);
}

/**
 * td_statement_bind_real:
 * @self: a statement
 * @index: parameter, from 1
 * @value: a number; NAN is bound as NULL
 */
void
td_statement_bind_real (TdStatement *self, int index, double value)
{
  if (isnan (value))
    td_statement_bind_null (self, index);
  else
    note (self, sqlite3_bind_double (self->stmt, index, value));
}

/**
 * td_statement_bind_text:
 * @self: a statement
 * @index: parameter, from 1
 * @value: (nullable): a text, copied; NULL is bound as NULL
 */
void
td_statement_bind_text (TdStatement *self, int index, const char *value)
{
  if (value == NULL)
    td_statement_bind_null (self, index);
  else
    note (self, sqlite3_bind_text (self->stmt, index, value, -1, SQLITE_TRANSIENT));
}

/**
 * td_statement_bind_blob:
 * @self: a statement
 * @index: parameter, from 1
 * @data: (array length=size): bytes, which must live until the statement is released
 * @size: number of bytes
 */
void
td_statement_bind_blob (TdStatement *self, int index, gconstpointer data, gsize size)
{
  if (size == 0)
    note (self, sqlite3_bind_zeroblob (self->stmt, index, 0));
  else
    note (self, sqlite3_bind_blob64 (self->stmt, index, data, size, SQLITE_STATIC));
}

/**
 * td_statement_bind_null:
 * @self: a statement
 * @index: parameter, from 1
 */
void
td_statement_bind_null (TdStatement *self, int index)
{
  note (self, sqlite3_bind_null (self->stmt, index));
}

/**
 * td_statement_step:
 * @self: a statement
 * @error: return location
 *
 * Returns: whether there is a row, none any more, or a failure
 */
TdStep
td_statement_step (TdStatement *self, GError **error)
{
  int rc;

  if (self->bind_rc != SQLITE_OK)
    {
      td_connection_set_error (self->connection, self->bind_rc, "bind", error);
      return TD_STEP_ERROR;
    }

  g_clear_pointer (&self->mended, g_ptr_array_unref);
  rc = sqlite3_step (self->stmt);
  if (rc == SQLITE_ROW)
    return TD_STEP_ROW;
  if (rc == SQLITE_DONE)
    return TD_STEP_DONE;

  td_connection_set_error (self->connection, rc, sqlite3_sql (self->stmt), error);
  return TD_STEP_ERROR;
}

/**
 * td_statement_run:
 * @self: a statement
 * @error: return location
 *
 * Runs the statement to its end, ignoring rows, and resets it; the bindings stay.
 *
 * Returns: whether it succeeded
 */
gboolean
td_statement_run (TdStatement *self, GError **error)
{
  TdStep step;

  do
    step = td_statement_step (self, error);
  while (step == TD_STEP_ROW);

  sqlite3_reset (self->stmt);

  return step == TD_STEP_DONE;
}

/**
 * td_statement_reset:
 * @self: a statement
 *
 * Makes the statement ready to run again, without its bindings.
 */
void
td_statement_reset (TdStatement *self)
{
  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  g_clear_pointer (&self->mended, g_ptr_array_unref);
  self->bind_rc = SQLITE_OK;
}

/**
 * td_statement_n_columns:
 * @self: a statement
 *
 * Returns: the number of result columns
 */
int
td_statement_n_columns (TdStatement *self)
{
  return sqlite3_column_count (self->stmt);
}

/**
 * td_statement_is_null:
 * @self: a statement that stands on a row
 * @column: column, from 0
 *
 * Returns: whether the value is absent
 */
gboolean
td_statement_is_null (TdStatement *self, int column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

/**
 * td_statement_int:
 * @self: a statement that stands on a row
 * @column: column, from 0
 *
 * Returns: the integer, 0 where absent
 */
gint64
td_statement_int (TdStatement *self, int column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

/**
 * td_statement_real:
 * @self: a statement that stands on a row
 * @column: column, from 0
 *
 * Returns: the number, NAN where absent
 */
double
td_statement_real (TdStatement *self, int column)
{
  return td_statement_is_null (self, column) ? (double) NAN
                                             : sqlite3_column_double (self->stmt, column);
}

/**
 * td_statement_text:
 * @self: a statement that stands on a row
 * @column: column, from 0
 *
 * Returns: (nullable): the text, valid until the next step. Always UTF-8: what a damaged or hostile
 *   file holds instead is replaced by U+FFFD.
 */
const char *
td_statement_text (TdStatement *self, int column)
{
  const char *text = (const char *) sqlite3_column_text (self->stmt, column);

  if (text == NULL || g_utf8_validate (text, -1, NULL))
    return text;

  if (self->mended == NULL)
    self->mended = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->mended, g_utf8_make_valid (text, -1));

  return g_ptr_array_index (self->mended, self->mended->len - 1);
}

/**
 * td_statement_blob:
 * @self: a statement that stands on a row
 * @column: column, from 0
 * @size: (out): number of bytes
 *
 * Returns: (nullable): the bytes, valid until the next step
 */
gconstpointer
td_statement_blob (TdStatement *self, int column, gsize *size)
{
  gconstpointer data = sqlite3_column_blob (self->stmt, column);

  *size = (gsize) sqlite3_column_bytes (self->stmt, column);

  return data;
}

/**
 * td_statement_release:
 * @self: (nullable): a statement
 *
 * Gives the statement back to its connection.
 */
void
td_statement_release (TdStatement *self)
{
  if (self == NULL)
    return;

  if (!self->cached)
    {
      td_statement_free (self);
      return;
    }

  td_statement_reset (self);
  self->taken = FALSE;
}
