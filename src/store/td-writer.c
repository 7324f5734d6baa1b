/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-writer.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "td-connection-private.h"
#include "td-dossier-rollup.h"
#include "td-error.h"
#include "td-row-sql.h"
#include "td-text.h"
#include "td-writer-private.h"

#define ASSERT_THREAD(self) g_assert ((self)->thread == g_thread_self ())

void
td_writer_init (TdWriter *self, TdConnection *connection, const char *author)
{
  memset (self, 0, sizeof *self);
  self->connection = connection;
  self->thread = g_thread_self ();
  self->author = author;
}

/**
 * td_writer_get_connection:
 * @self: a writer
 *
 * Returns: its connection, to read inside the transaction
 */
TdConnection *
td_writer_get_connection (TdWriter *self)
{
  ASSERT_THREAD (self);

  return self->connection;
}

/**
 * td_writer_get_import_id:
 * @self: a writer
 *
 * Returns: the bulk import that new rows belong to, 0: none
 */
gint64
td_writer_get_import_id (TdWriter *self)
{
  return self->import_id;
}

/**
 * td_writer_keep_rollup:
 * @self: the writer of the last part of a bulk import
 *
 * Says that the figures of the new dossiers were added already: they are not counted anew.
 */
void
td_writer_keep_rollup (TdWriter *self)
{
  self->rollup_kept = TRUE;
}

/**
 * td_writer_get_author:
 * @self: a writer
 *
 * Returns: (nullable): who acts
 */
const char *
td_writer_get_author (TdWriter *self)
{
  return self->author;
}

static gboolean
is_text (const TdFieldSpec *field)
{
  return field->type == TD_FIELD_TEXT || field->type == TD_FIELD_DATE;
}

/* Texts become valid NFC, required ones must be there. */
static gboolean
clean_field (gpointer row, const TdFieldSpec *field, GError **error)
{
  const char *text;

  if (!is_text (field))
    return TRUE;

  text = td_row_get_text (row, field);
  if (text == NULL || *text == '\0')
    {
      if (field->flags & TD_FIELD_REQUIRED)
        td_error_set_at (error, TD_ERROR_USAGE, NULL, field->name, _ ("“%s” must not be empty."),
                         _ (field->label));
      return !(field->flags & TD_FIELD_REQUIRED);
    }
  if ((field->flags & TD_FIELD_REQUIRED) && td_text_is_blank (text))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, field->name, _ ("“%s” must not be empty."),
                       _ (field->label));
      return FALSE;
    }
  if (g_str_is_ascii (text))
    return TRUE;
  if (!g_utf8_validate (text, -1, NULL))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, NULL, field->name,
                       _ ("The text of “%s” is damaged."), _ (field->label));
      return FALSE;
    }

  {
    g_autofree char *nfc = td_text_nfc (text, -1);

    if (!g_str_equal (nfc, text))
      td_row_set_text (row, field, nfc);
  }

  return TRUE;
}

/* The fields that say among whom a record has its position: what owns it, and the area row of a
 * task. */
static gboolean
is_scope (const TdFieldSpec *field)
{
  return field->type == TD_FIELD_REF &&
         ((field->flags & TD_FIELD_OWNER) || g_str_equal (field->name, "group_id"));
}

GString *
td_writer_scope_sql (TdKind kind, int first)
{
  const TdKindSpec *spec = td_kind_spec (kind);
  GString *sql = g_string_new ("1");

  for (guint i = 0; i < spec->n_fields; i++)
    {
      if (is_scope (&spec->fields[i]))
        g_string_append_printf (sql, " AND \"%s\" IS ?%d", spec->fields[i].name, first++);
    }

  return sql;
}

void
td_writer_bind_scope (TdStatement *statement, int first, TdKind kind, gconstpointer row)
{
  const TdKindSpec *spec = td_kind_spec (kind);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      if (is_scope (&spec->fields[i]))
        td_statement_bind_ref (statement, first++, td_row_get_int (row, &spec->fields[i]));
    }
}

static gboolean
last_position (TdWriter *self, TdKind kind, gconstpointer row, gint64 *position, GError **error)
{
  g_autoptr (GString) scope = td_writer_scope_sql (kind, 1);
  g_autofree char *sql = g_strdup_printf ("SELECT max (position) FROM %s WHERE %s",
                                          td_kind_spec (kind)->name, scope->str);
  g_autoptr (TdStatement) statement = td_connection_prepare (self->connection, sql, error);

  if (statement == NULL)
    return FALSE;

  td_writer_bind_scope (statement, 1, kind, row);
  if (td_statement_step (statement, error) != TD_STEP_ROW)
    return FALSE;

  *position = td_statement_int (statement, 0);
  return TRUE;
}

static gboolean
fill_field (TdWriter *self, TdKind kind, gpointer row, const TdFieldSpec *field, GError **error)
{
  if ((field->flags & TD_FIELD_UID) && td_row_get_text (row, field) == NULL)
    {
      g_autofree char *uid = g_uuid_string_random ();

      td_row_set_text (row, field, uid);
    }
  else if ((field->flags & TD_FIELD_POSITION) && td_row_get_int (row, field) == 0)
    {
      gint64 position = 0;

      if (!last_position (self, kind, row, &position, error))
        return FALSE;
      td_row_set_int (row, field, position + TD_POSITION_STEP);
    }

  return clean_field (row, field, error);
}

/* The figures of dossiers have no trigger for new ones. */
static gboolean
count_dossier (TdWriter *self, gint64 id, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, id);

  return td_dossier_rollup_add_ids (self->connection, ids, error);
}

/**
 * td_writer_insert:
 * @self: a writer
 * @kind: a kind
 * @row: the new record; gets its id, and uid and position where absent
 * @error: return location
 *
 * A row that brings an id keeps it.
 *
 * Returns: whether the record was added
 */
gboolean
td_writer_insert (TdWriter *self, TdKind kind, gpointer row, GError **error)
{
  const TdKindSpec *spec = td_kind_spec (kind);
  g_autoptr (TdStatement) statement = NULL;

  g_return_val_if_fail (row != NULL, FALSE);
  ASSERT_THREAD (self);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      if (!fill_field (self, kind, row, &spec->fields[i], error))
        return FALSE;
    }
  if (!td_writer_may_change (self, kind, NULL, row, error))
    return FALSE;

  statement = td_connection_prepare (
      self->connection, td_connection_kind_sql (self->connection, kind, TD_KIND_SQL_INSERT), error);
  if (statement == NULL)
    return FALSE;

  td_statement_bind_ref (statement, 1, ((TdRow *) row)->id);
  for (guint i = 0; i < spec->n_fields; i++)
    td_row_sql_bind (statement, (int) i + 2, row, &spec->fields[i]);
  td_statement_bind_ref (statement, (int) spec->n_fields + 2, self->import_id);
  if (!td_statement_run (statement, error))
    return FALSE;

  ((TdRow *) row)->id = td_connection_last_insert_id (self->connection);

  return kind != TD_KIND_DOSSIER || self->import_id != 0 ||
         count_dossier (self, ((TdRow *) row)->id, error);
}

static gboolean
field_equal (gconstpointer a, gconstpointer b, const TdFieldSpec *field)
{
  if (is_text (field))
    {
      const char *x = td_row_get_text (a, field);
      const char *y = td_row_get_text (b, field);

      return g_strcmp0 (x != NULL && *x != '\0' ? x : NULL, y != NULL && *y != '\0' ? y : NULL) ==
             0;
    }
  if (field->type == TD_FIELD_REAL)
    {
      double x = td_row_get_real (a, field);
      double y = td_row_get_real (b, field);

      return x == y || (isnan (x) && isnan (y));
    }

  return td_row_get_int (a, field) == td_row_get_int (b, field);
}

static char *
field_words (gconstpointer row, const TdFieldSpec *field)
{
  char *text = td_row_format_field (row, field);

  return text != NULL ? text : g_strdup (_ ("(empty)"));
}

/* No row was changed: says whether it is gone or which field someone changed first. */
static void
explain_conflict (
    TdWriter *self, TdKind kind, gconstpointer expected, gconstpointer row, GError **error)
{
  const TdKindSpec *spec = td_kind_spec (kind);
  gpointer found = td_row_sql_get (self->connection, kind, ((const TdRow *) row)->id, error);

  if (found == NULL)
    return;

  for (guint i = 0; i < spec->n_fields; i++)
    {
      const TdFieldSpec *field = &spec->fields[i];
      g_autofree char *theirs = NULL;
      g_autofree char *mine = NULL;

      if (field_equal (expected, row, field) || field_equal (expected, found, field))
        continue;

      theirs = field_words (found, field);
      mine = field_words (row, field);
      td_error_set_at (error, TD_ERROR_CONFLICT, NULL, field->name,
                       _ ("“%s” was changed meanwhile: it is “%s” now, and was to become “%s”."),
                       _ (field->label), theirs, mine);
      break;
    }

  td_row_free (kind, found);
}

static gboolean
update_changed (TdWriter *self, TdKind kind, gconstpointer expected, gpointer row, GError **error)
{
  const TdKindSpec *spec = td_kind_spec (kind);
  g_autoptr (GString) set = g_string_new (NULL);
  g_autoptr (GString) where = g_string_new ("id = ?1");
  g_autoptr (TdStatement) statement = NULL;
  g_autofree char *sql = NULL;
  int next = 2;

  for (guint i = 0; i < spec->n_fields; i++)
    {
      const TdFieldSpec *field = &spec->fields[i];

      if (field_equal (expected, row, field))
        continue;
      if (!clean_field (row, field, error))
        return FALSE;
      g_string_append_printf (set, "%s\"%s\" = ?%d", next > 2 ? ", " : "", field->name, next);
      g_string_append_printf (where, " AND \"%s\" IS ?%d", field->name, next + 1);
      next += 2;
    }
  if (next == 2)
    return TRUE;
  if (!td_writer_may_change (self, kind, expected, row, error))
    return FALSE;

  sql = g_strdup_printf ("UPDATE %s SET %s WHERE %s", spec->name, set->str, where->str);
  statement = td_connection_prepare (self->connection, sql, error);
  if (statement == NULL)
    return FALSE;

  td_statement_bind_int (statement, 1, ((const TdRow *) row)->id);
  next = 2;
  for (guint i = 0; i < spec->n_fields; i++)
    {
      const TdFieldSpec *field = &spec->fields[i];

      if (field_equal (expected, row, field))
        continue;
      td_row_sql_bind (statement, next++, row, field);
      td_row_sql_bind (statement, next++, expected, field);
    }
  if (!td_statement_run (statement, error))
    return FALSE;
  if (td_connection_changes (self->connection) == 1)
    return TRUE;

  explain_conflict (self, kind, expected, row, error);
  return FALSE;
}

/**
 * td_writer_update:
 * @self: a writer
 * @kind: a kind
 * @expected: (nullable): the record as the caller saw it
 * @row: the record as it shall be
 * @error: return location
 *
 * Writes the fields that differ, if they still are as expected. Fields someone else changed and the
 * caller did not are left alone.
 *
 * Returns: whether the record is now as asked; TD_ERROR_CONFLICT when someone was first
 */
gboolean
td_writer_update (
    TdWriter *self, TdKind kind, gconstpointer expected, gconstpointer row, GError **error)
{
  gpointer before = NULL;
  gpointer after;
  gboolean done;

  g_return_val_if_fail (row != NULL, FALSE);
  ASSERT_THREAD (self);

  if (expected == NULL)
    {
      before = td_row_sql_get (self->connection, kind, ((const TdRow *) row)->id, error);
      if (before == NULL)
        return FALSE;
    }

  after = td_row_copy (kind, row);
  done = update_changed (self, kind, expected != NULL ? expected : before, after, error);
  td_row_free (kind, after);
  td_row_free (kind, before);

  return done;
}

/**
 * td_writer_set_field:
 * @self: a writer
 * @kind: a kind
 * @id: a record
 * @field_name: one of its fields
 * @value: (nullable): the value as text
 * @error: return location
 *
 * Returns: whether the field is now as asked
 */
gboolean
td_writer_set_field (TdWriter *self,
                     TdKind kind,
                     gint64 id,
                     const char *field_name,
                     const char *value,
                     GError **error)
{
  const TdFieldSpec *field = td_kind_find_field (td_kind_spec (kind), field_name);
  gpointer before, after;
  gboolean done;

  ASSERT_THREAD (self);

  if (field == NULL)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, field_name, _ ("There is no field “%s”."),
                       field_name);
      return FALSE;
    }

  before = td_row_sql_get (self->connection, kind, id, error);
  if (before == NULL)
    return FALSE;

  after = td_row_copy (kind, before);
  done = td_row_parse_field (after, field, value, error) &&
         update_changed (self, kind, before, after, error);
  td_row_free (kind, after);
  td_row_free (kind, before);

  return done;
}

/**
 * td_writer_get:
 * @self: a writer
 * @kind: a kind
 * @id: a record
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the record as it is inside the transaction
 */
gpointer
td_writer_get (TdWriter *self, TdKind kind, gint64 id, GError **error)
{
  ASSERT_THREAD (self);

  return td_row_sql_get (self->connection, kind, id, error);
}

/**
 * td_writer_list_by:
 * @self: a writer
 * @kind: a kind
 * @field_name: an integer or reference field
 * @value: what it must be
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the records, in order
 */
GPtrArray *
td_writer_list_by (
    TdWriter *self, TdKind kind, const char *field_name, gint64 value, GError **error)
{
  ASSERT_THREAD (self);

  return td_row_sql_list_by (self->connection, kind, field_name, value, error);
}
