/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-changeset.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "td-changeset-form.h"
#include "td-connection-private.h"
#include "td-error.h"
#include "td-history.h"

struct _TdCapture
{
  TdConnection *connection;
  sqlite3_session *session;
};

/**
 * td_changeset_tables:
 *
 * RULE history-1: the captured tables are named one by one.
 *
 * Returns: (array zero-terminated=1): their names
 */
const char *const *
td_changeset_tables (void)
{
  static const char *const tables[] = {
    "agency",
    "unit",
    "unit_alias",
    "unit_group",
    "unit_group_member",
    "area",
    "profile",
    "plan",
    "section",
    "block",
    "legal_basis",
    "target",
    "target_value",
    "plan_column",
    "plan_group",
    "task",
    "task_product",
    "task_unit",
    "recipient",
    "signatory",
    "plan_fact",
    "procedure",
    "procedure_paper",
    "dossier_event",
    "dossier_detail",
    "dossier_paper",
    "office_session",
    "report",
    "report_figure",
    "dossier_name",
    "dossier_import",
    "dossier",
    "dossier_change",
    "dossier_layout",
    "period_figure",
    "dossier_view",
    "evidence",
    "task_update",
    "evidence_link",
    "task_trigger",
    "task_occurrence",
    "task_milestone",
    "holiday",
    "calendar_year",
    "saved_filter",
    "number_series",
    "issued_document",
    "document_number",
    "document_act",
    "plan_baseline",
    "comment",
    "finding_answer",
    NULL,
  };

  return tables;
}

/**
 * td_capture_new:
 * @connection: a connection inside a transaction
 * @error: return location
 *
 * Begins to capture what happens to the captured tables.
 *
 * Returns: (nullable) (transfer full): the capture
 */
TdCapture *
td_capture_new (TdConnection *connection, GError **error)
{
  g_autoptr (TdCapture) self = g_new0 (TdCapture, 1);
  int rc;

  self->connection = connection;
  rc = sqlite3session_create (td_connection_get_handle (connection), "main", &self->session);
  for (const char *const *table = td_changeset_tables (); rc == SQLITE_OK && *table != NULL;
       table++)
    rc = sqlite3session_attach (self->session, *table);

  if (rc != SQLITE_OK)
    {
      td_connection_set_error (connection, rc, "capture", error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * td_capture_free:
 * @self: (nullable) (transfer full): a capture
 */
void
td_capture_free (TdCapture *self)
{
  if (self == NULL)
    return;

  sqlite3session_delete (self->session);
  g_free (self);
}

/**
 * td_capture_take:
 * @self: a capture
 * @error: return location
 *
 * Returns: (nullable) (transfer full): what happened since the capture began
 */
GBytes *
td_capture_take (TdCapture *self, GError **error)
{
  int size = 0;
  gpointer data = NULL;
  int rc = sqlite3session_changeset (self->session, &size, &data);

  if (rc != SQLITE_OK)
    {
      td_connection_set_error (self->connection, rc, "changeset", error);
      return NULL;
    }

  return g_bytes_new_with_free_func (data, (gsize) size, sqlite3_free, data);
}

static sqlite3_changeset_iter *
iterate (GBytes *changes)
{
  sqlite3_changeset_iter *iter = NULL;
  gsize size;
  gconstpointer data = g_bytes_get_data (changes, &size);

  if (!td_changeset_is_well_formed (changes) ||
      sqlite3changeset_start (&iter, (int) size, (gpointer) data) != SQLITE_OK)
    return NULL;

  return iter;
}

static gint64
value_id (sqlite3_value *value)
{
  return value != NULL ? sqlite3_value_int64 (value) : 0;
}

/* The id is the first column of every captured table. */
static gint64
change_id (sqlite3_changeset_iter *iter, int op)
{
  sqlite3_value *value = NULL;

  if (op == SQLITE_INSERT)
    sqlite3changeset_new (iter, 0, &value);
  else
    sqlite3changeset_old (iter, 0, &value);

  return value_id (value);
}

/**
 * td_changeset_foreach:
 * @changes: a changeset
 * @func: called for each record
 * @data: for @func
 *
 * Returns: whether the changeset could be read to its end
 */
gboolean
td_changeset_foreach (GBytes *changes, TdChangesetFunc func, gpointer data)
{
  sqlite3_changeset_iter *iter;
  gboolean go_on = TRUE;

  if (g_bytes_get_size (changes) == 0)
    return TRUE;

  iter = iterate (changes);
  if (iter == NULL)
    return FALSE;

  while (go_on && sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      const TdKindSpec *spec;
      const char *table;
      int n_columns, op, indirect;

      sqlite3changeset_op (iter, &table, &n_columns, &op, &indirect);
      spec = td_kind_spec_by_name (table);
      if (spec != NULL)
        go_on = func (spec->kind, change_id (iter, op),
                      op == SQLITE_INSERT   ? '+'
                      : op == SQLITE_DELETE ? '-'
                                            : '*',
                      data);
    }

  return sqlite3changeset_finalize (iter) == SQLITE_OK;
}

static gboolean
summarize_cb (TdKind kind, gint64 id, char change, gpointer data)
{
  TdChangesetSummary *summary = data;

  summary->kinds |= G_GUINT64_CONSTANT (1) << kind;
  summary->records++;

  return TRUE;
}

/**
 * td_changeset_summarize:
 * @changes: a changeset
 *
 * Returns: how many records of which kinds it has
 */
TdChangesetSummary
td_changeset_summarize (GBytes *changes)
{
  TdChangesetSummary summary = { 0, 0, FALSE };

  summary.readable = td_changeset_foreach (changes, summarize_cb, &summary);

  return summary;
}

/* Column names of a table as they are in the file. */
static GPtrArray *
column_names (TdConnection *connection, const char *table)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TdStatement) statement =
      td_connection_prepare (connection, "SELECT name FROM pragma_table_info (?1)", NULL);

  if (statement == NULL)
    return names;

  td_statement_bind_text (statement, 1, table);
  while (td_statement_step (statement, NULL) == TD_STEP_ROW)
    g_ptr_array_add (names, g_strdup (td_statement_text (statement, 0)));

  return names;
}

static const char *
value_words (sqlite3_value *value)
{
  const char *text = (const char *) sqlite3_value_text (value);

  return text != NULL ? text : "";
}

static void
describe_fields (sqlite3_changeset_iter *iter,
                 GPtrArray *names,
                 int n_columns,
                 TdHistoryChange *change)
{
  for (int i = 1; i < n_columns && i < (int) names->len; i++)
    {
      sqlite3_value *old = NULL;
      sqlite3_value *new = NULL;

      sqlite3changeset_new (iter, i, &new);
      sqlite3changeset_old (iter, i, &old);
      if (new != NULL)
        g_ptr_array_add (change->fields,
                         g_strdup_printf ("%s: %s → %s", (char *) g_ptr_array_index (names, i),
                                          old != NULL ? value_words (old) : "", value_words (new)));
    }
}

/**
 * td_changeset_describe:
 * @connection: a connection
 * @changes: a changeset
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type TdHistoryChange): what it did, record by record
 */
GPtrArray *
td_changeset_describe (TdConnection *connection, GBytes *changes, GError **error)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_history_change_free);
  sqlite3_changeset_iter *iter = g_bytes_get_size (changes) > 0 ? iterate (changes) : NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *names_of = NULL;

  while (iter != NULL && sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      TdHistoryChange *change;
      const TdKindSpec *spec;
      const char *table;
      int n_columns, op, indirect;

      sqlite3changeset_op (iter, &table, &n_columns, &op, &indirect);
      spec = td_kind_spec_by_name (table);
      if (spec == NULL)
        continue;
      if (g_strcmp0 (names_of, table) != 0)
        {
          g_clear_pointer (&names, g_ptr_array_unref);
          g_free (names_of);
          names = column_names (connection, table);
          names_of = g_strdup (table);
        }

      change = g_new0 (TdHistoryChange, 1);
      change->kind = spec->kind;
      change->id = change_id (iter, op);
      change->change = op == SQLITE_INSERT ? '+' : op == SQLITE_DELETE ? '-' : '*';
      change->fields = g_ptr_array_new_with_free_func (g_free);
      if (op == SQLITE_UPDATE)
        describe_fields (iter, names, n_columns, change);
      g_ptr_array_add (list, change);
    }

  if (iter != NULL)
    sqlite3changeset_finalize (iter);

  return list;
}

static gboolean
value_is (sqlite3_value *value, const char *text)
{
  return value != NULL && sqlite3_value_type (value) == SQLITE_TEXT &&
         g_str_equal ((const char *) sqlite3_value_text (value), text);
}

/**
 * td_changeset_names_text:
 * @changes: a changeset
 * @text: a value
 *
 * Returns: whether any field was or became @text
 */
gboolean
td_changeset_names_text (GBytes *changes, const char *text)
{
  sqlite3_changeset_iter *iter = g_bytes_get_size (changes) > 0 ? iterate (changes) : NULL;
  gboolean found = FALSE;

  while (iter != NULL && !found && sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      const char *table;
      int n_columns, op, indirect;

      sqlite3changeset_op (iter, &table, &n_columns, &op, &indirect);
      for (int i = 0; i < n_columns && !found; i++)
        {
          sqlite3_value *old = NULL;
          sqlite3_value *new = NULL;

          if (op != SQLITE_INSERT)
            sqlite3changeset_old (iter, i, &old);
          if (op != SQLITE_DELETE)
            sqlite3changeset_new (iter, i, &new);
          found = value_is (old, text) || value_is (new, text);
        }
    }
  if (iter != NULL)
    sqlite3changeset_finalize (iter);

  return found;
}

/* What the conflict handler found, for the message. */
typedef struct
{
  char *table;
  gint64 id;
  int why;
} Conflict;

/* RULE history-3: the handler always aborts, and names the row. */
static int
conflict_cb (gpointer data, int why, sqlite3_changeset_iter *iter)
{
  Conflict *conflict = data;
  const char *table = NULL;
  int n_columns, op, indirect;

  conflict->why = why;
  if (why != SQLITE_CHANGESET_FOREIGN_KEY &&
      sqlite3changeset_op (iter, &table, &n_columns, &op, &indirect) == SQLITE_OK)
    {
      g_free (conflict->table);
      conflict->table = g_strdup (table);
      conflict->id = change_id (iter, op);
    }

  return SQLITE_CHANGESET_ABORT;
}

static void
set_conflict (Conflict *conflict, GError **error)
{
  const TdKindSpec *spec = conflict->table != NULL ? td_kind_spec_by_name (conflict->table) : NULL;

  if (spec == NULL)
    td_error_set_at (error, TD_ERROR_CONFLICT, NULL, NULL,
                     _ ("This cannot be undone or redone: other records refer to what it would "
                        "change."));
  else
    td_error_set_at (error, TD_ERROR_CONFLICT, NULL, spec->name,
                     _ ("This cannot be undone or redone: the record “%s” number %" PRId64
                        " was changed in another way since."),
                     _ (spec->label), conflict->id);
  g_free (conflict->table);
}

/* The changes are bytes of the file like any other: they may reach the captured tables alone. */
static int
filter_cb (void *data, const char *table)
{
  return g_strv_contains (td_changeset_tables (), table);
}

static gboolean
apply (TdConnection *connection, gpointer data, int size, GError **error)
{
  Conflict conflict = { NULL, 0, 0 };
  int rc = sqlite3changeset_apply (td_connection_get_handle (connection), size, data, filter_cb,
                                   conflict_cb, &conflict);

  if (rc == SQLITE_OK)
    return TRUE;

  if (conflict.why != 0)
    set_conflict (&conflict, error);
  else
    td_connection_set_error (connection, rc, "apply changes", error);
  return FALSE;
}

/**
 * td_changeset_apply:
 * @connection: a connection inside a transaction
 * @changes: a changeset
 * @records: how many records it has
 * @invert: undo it
 * @error: return location
 *
 * RULE history-4: what was applied is captured in turn and counted; a table that is missing or does
 * not fit any more is passed over in silence by the session extension.
 *
 * Returns: whether all of it was applied; if not, roll back
 */
gboolean
td_changeset_apply (
    TdConnection *connection, GBytes *changes, gint64 records, gboolean invert, GError **error)
{
  g_autoptr (TdCapture) capture = td_capture_new (connection, error);
  g_autoptr (GBytes) applied = NULL;
  TdChangesetSummary summary;
  gsize size;
  gconstpointer data = g_bytes_get_data (changes, &size);
  gpointer inverse = NULL;
  int inverse_size = 0;
  gboolean done;

  if (capture == NULL)
    return FALSE;
  if (!td_changeset_is_well_formed (changes))
    {
      td_connection_set_error (connection, SQLITE_CORRUPT, "apply changes", error);
      return FALSE;
    }

  if (invert)
    {
      int rc = sqlite3changeset_invert ((int) size, data, &inverse_size, &inverse);

      if (rc != SQLITE_OK)
        {
          td_connection_set_error (connection, rc, "invert changes", error);
          return FALSE;
        }
    }

  done = apply (connection, invert ? inverse : (gpointer) data, invert ? inverse_size : (int) size,
                error);
  sqlite3_free (inverse);
  if (!done)
    return FALSE;

  applied = td_capture_take (capture, error);
  if (applied == NULL)
    return FALSE;

  summary = td_changeset_summarize (applied);
  if (summary.records == records)
    return TRUE;

  td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                   _ ("This cannot be undone or redone: only %" PRId64 " of %" PRId64
                      " records could be changed back."),
                   summary.records, records);
  return FALSE;
}
