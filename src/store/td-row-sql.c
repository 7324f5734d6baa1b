/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-row-sql.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>

#include "td-connection-private.h"
#include "td-error.h"

static char *
build_insert (const TdKindSpec *spec)
{
  g_autoptr (GString) names = g_string_new ("id");
  g_autoptr (GString) values = g_string_new ("?1");

  for (guint i = 0; i < spec->n_fields; i++)
    {
      g_string_append_printf (names, ", \"%s\"", spec->fields[i].name);
      g_string_append_printf (values, ", ?%u", i + 2);
    }

  return g_strdup_printf ("INSERT INTO %s (%s, import_id) VALUES (%s, ?%u)", spec->name, names->str,
                          values->str, spec->n_fields + 2);
}

static char *
build_select (const TdKindSpec *spec)
{
  GString *sql = g_string_new ("SELECT id");

  for (guint i = 0; i < spec->n_fields; i++)
    g_string_append_printf (sql, ", \"%s\"", spec->fields[i].name);
  g_string_append_printf (sql, " FROM %s WHERE %s", spec->name, TD_ROW_SQL_VISIBLE);

  return g_string_free (sql, FALSE);
}

/**
 * td_row_sql_build:
 * @kind: a kind
 * @which: a TdKindSql
 *
 * Returns: (transfer full): the SQL text
 */
char *
td_row_sql_build (TdKind kind, guint which)
{
  const TdKindSpec *spec = td_kind_spec (kind);
  g_autofree char *select = NULL;

  switch ((TdKindSql) which)
    {
    case TD_KIND_SQL_INSERT:
      return build_insert (spec);
    case TD_KIND_SQL_SELECT_BY_ID:
      select = build_select (spec);
      return g_strconcat (select, " AND id = ?1", NULL);
    case TD_KIND_SQL_SELECT:
    case TD_N_KIND_SQL:
    default:
      return build_select (spec);
    }
}

/**
 * td_row_sql_select:
 * @kind: a kind
 *
 * Returns: (transfer full): the SQL for all visible rows; " AND …" may follow, and
 *   td_row_sql_read() reads them
 */
char *
td_row_sql_select (TdKind kind)
{
  return build_select (td_kind_spec (kind));
}

/**
 * td_row_sql_read:
 * @statement: a statement made from TD_KIND_SQL_SELECT, standing on a row
 * @kind: its kind
 *
 * Returns: (transfer full): the row
 */
gpointer
td_row_sql_read (TdStatement *statement, TdKind kind)
{
  const TdKindSpec *spec = td_kind_spec (kind);
  gpointer row = td_row_new (kind);

  ((TdRow *) row)->id = td_statement_int (statement, 0);
  for (guint i = 0; i < spec->n_fields; i++)
    {
      const TdFieldSpec *field = &spec->fields[i];
      int column = (int) i + 1;

      if (field->type == TD_FIELD_TEXT || field->type == TD_FIELD_DATE)
        td_row_set_text (row, field, td_statement_text (statement, column));
      else if (field->type == TD_FIELD_REAL)
        td_row_set_real (row, field, td_statement_real (statement, column));
      else
        td_row_set_int (row, field, td_statement_int (statement, column));
    }

  return row;
}

/**
 * td_row_sql_bind:
 * @statement: a statement
 * @index: parameter, from 1
 * @row: a row
 * @field: one of its fields
 *
 * Binds the value as the column keeps it.
 */
void
td_row_sql_bind (TdStatement *statement, int index, gconstpointer row, const TdFieldSpec *field)
{
  switch (field->type)
    {
    case TD_FIELD_TEXT:
    case TD_FIELD_DATE:
      {
        const char *text = td_row_get_text (row, field);

        td_statement_bind_text (statement, index, text != NULL && *text != '\0' ? text : NULL);
        break;
      }
    case TD_FIELD_REAL:
      td_statement_bind_real (statement, index, td_row_get_real (row, field));
      break;
    case TD_FIELD_REF:
      td_statement_bind_ref (statement, index, td_row_get_int (row, field));
      break;
    case TD_FIELD_INT:
    case TD_FIELD_BOOL:
    default:
      td_statement_bind_int (statement, index, td_row_get_int (row, field));
      break;
    }
}

/**
 * td_row_sql_find:
 * @connection: a connection
 * @kind: a kind
 * @id: an id
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the row; NULL without @error when there is none
 */
gpointer
td_row_sql_find (TdConnection *connection, TdKind kind, gint64 id, GError **error)
{
  g_autoptr (TdStatement) statement = NULL;

  statement = td_connection_prepare (
      connection, td_connection_kind_sql (connection, kind, TD_KIND_SQL_SELECT_BY_ID), error);
  if (statement == NULL)
    return NULL;

  td_statement_bind_int (statement, 1, id);
  if (td_statement_step (statement, error) != TD_STEP_ROW)
    return NULL;

  return td_row_sql_read (statement, kind);
}

/**
 * td_row_sql_get:
 * @connection: a connection
 * @kind: a kind
 * @id: an id
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the row; TD_ERROR_NOT_FOUND when there is none
 */
gpointer
td_row_sql_get (TdConnection *connection, TdKind kind, gint64 id, GError **error)
{
  GError *failure = NULL;
  gpointer row = td_row_sql_find (connection, kind, id, &failure);

  if (failure != NULL)
    g_propagate_error (error, failure);
  else if (row == NULL)
    td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, td_kind_spec (kind)->name,
                     _ ("There is no record “%s” with the number %" PRId64 "."),
                     _ (td_kind_spec (kind)->label), id);

  return row;
}

/**
 * td_row_sql_list_by:
 * @connection: a connection
 * @kind: a kind
 * @field_name: one of its integer fields
 * @value: what the field must be; 0 is absent for a reference
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the rows in order of position and id
 */
GPtrArray *
td_row_sql_list_by (
    TdConnection *connection, TdKind kind, const char *field_name, gint64 value, GError **error)
{
  const TdKindSpec *spec = td_kind_spec (kind);
  const TdFieldSpec *field = td_kind_find_field (spec, field_name);
  g_autoptr (TdStatement) statement = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *sql = NULL;
  TdStep step;

  g_return_val_if_fail (field != NULL, NULL);

  sql = g_strdup_printf ("%s AND \"%s\" IS ?1 ORDER BY %sid",
                         td_connection_kind_sql (connection, kind, TD_KIND_SQL_SELECT), field->name,
                         td_kind_find_field (spec, "position") != NULL ? "position, " : "");
  statement = td_connection_prepare (connection, sql, error);
  if (statement == NULL)
    return NULL;

  if (field->type == TD_FIELD_REF)
    td_statement_bind_ref (statement, 1, value);
  else
    td_statement_bind_int (statement, 1, value);

  rows = td_row_array_new (kind);
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    g_ptr_array_add (rows, td_row_sql_read (statement, kind));

  return step == TD_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

#define FREE_ROW(K)                                                                                \
  static void free_row_##K (gpointer row)                                                          \
  {                                                                                                \
    td_row_free (K, row);                                                                          \
  }

/* clang-format off */
FREE_ROW (0) FREE_ROW (1) FREE_ROW (2) FREE_ROW (3) FREE_ROW (4) FREE_ROW (5) FREE_ROW (6)
FREE_ROW (7) FREE_ROW (8) FREE_ROW (9) FREE_ROW (10) FREE_ROW (11) FREE_ROW (12) FREE_ROW (13)
FREE_ROW (14) FREE_ROW (15) FREE_ROW (16) FREE_ROW (17) FREE_ROW (18) FREE_ROW (19) FREE_ROW (20)
FREE_ROW (21) FREE_ROW (22) FREE_ROW (23) FREE_ROW (24) FREE_ROW (25) FREE_ROW (26) FREE_ROW (27)
FREE_ROW (28) FREE_ROW (29) FREE_ROW (30) FREE_ROW (31) FREE_ROW (32) FREE_ROW (33) FREE_ROW (34)
FREE_ROW (35) FREE_ROW (36) FREE_ROW (37) FREE_ROW (38) FREE_ROW (39) FREE_ROW (40) FREE_ROW (41)
FREE_ROW (42) FREE_ROW (43) FREE_ROW (44) FREE_ROW (45) FREE_ROW (46) FREE_ROW (47) FREE_ROW (48)
FREE_ROW (49) FREE_ROW (50) FREE_ROW (51) FREE_ROW (52) FREE_ROW (53) FREE_ROW (54) FREE_ROW (55)
FREE_ROW (56) FREE_ROW (57) FREE_ROW (58) FREE_ROW (59) FREE_ROW (60) FREE_ROW (61) FREE_ROW (62)
FREE_ROW (63)
    /* clang-format on */

    /**
     * td_row_array_new:
     * @kind: a kind
     *
     * Returns: (transfer full): an empty array that owns rows of @kind
     */
    GPtrArray *td_row_array_new (TdKind kind)
{
  static const GDestroyNotify free_row[] = {
    free_row_0,  free_row_1,  free_row_2,  free_row_3,  free_row_4,  free_row_5,  free_row_6,
    free_row_7,  free_row_8,  free_row_9,  free_row_10, free_row_11, free_row_12, free_row_13,
    free_row_14, free_row_15, free_row_16, free_row_17, free_row_18, free_row_19, free_row_20,
    free_row_21, free_row_22, free_row_23, free_row_24, free_row_25, free_row_26, free_row_27,
    free_row_28, free_row_29, free_row_30, free_row_31, free_row_32, free_row_33, free_row_34,
    free_row_35, free_row_36, free_row_37, free_row_38, free_row_39, free_row_40, free_row_41,
    free_row_42, free_row_43, free_row_44, free_row_45, free_row_46, free_row_47, free_row_48,
    free_row_49, free_row_50, free_row_51, free_row_52, free_row_53, free_row_54, free_row_55,
    free_row_56, free_row_57, free_row_58, free_row_59, free_row_60, free_row_61, free_row_62,
    free_row_63,
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (free_row) >= TD_N_KINDS);
  g_return_val_if_fail ((guint) kind < TD_N_KINDS, NULL);

  return g_ptr_array_new_with_free_func (free_row[kind]);
}
