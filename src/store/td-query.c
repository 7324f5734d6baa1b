/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-query.h"

#include <string.h>

#include "td-connection-private.h"
#include "td-row-sql.h"
#include "td-search.h"

/* One condition: an SQL text with one ? per value. */
typedef struct
{
  char *sql;
  char *text; /* the value, or NULL: number */
  gint64 number;
  gboolean has_value;
} Condition;

struct _TdQuery
{
  TdKind kind;
  GPtrArray *conditions; /* (element-type Condition) */
  GString *order;        /* "" or "... , " */
  guint limit;           /* 0: none */
  guint64 kinds;         /* bit per kind the result depends on */
};

static void
condition_free (Condition *self)
{
  g_free (self->sql);
  g_free (self->text);
  g_free (self);
}

static void
add_condition (TdQuery *self, char *sql, const char *text, gint64 number, gboolean has_value)
{
  Condition *condition = g_new0 (Condition, 1);

  condition->sql = sql;
  condition->text = g_strdup (text);
  condition->number = number;
  condition->has_value = has_value;
  g_ptr_array_add (self->conditions, condition);
}

/* The column as SQL; a field is checked against the kind, so no text from outside reaches SQL. */
static const char *
column (const TdQuery *self, const char *field, TdFieldType *type)
{
  const TdFieldSpec *spec;

  *type = TD_FIELD_INT;
  if (g_str_equal (field, "id"))
    return "id";

  spec = td_kind_find_field (td_kind_spec (self->kind), field);
  if (spec == NULL)
    return NULL;

  *type = spec->type;
  return spec->name;
}

/**
 * td_query_new:
 * @kind: a kind
 *
 * Returns: (transfer full): a query for all records of @kind
 */
TdQuery *
td_query_new (TdKind kind)
{
  TdQuery *self = g_new0 (TdQuery, 1);

  self->kind = kind;
  self->conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) condition_free);
  self->order = g_string_new (NULL);
  self->kinds = G_GUINT64_CONSTANT (1) << kind;

  return self;
}

/**
 * td_query_copy:
 * @self: a query
 *
 * Returns: (transfer full): a copy
 */
TdQuery *
td_query_copy (const TdQuery *self)
{
  TdQuery *copy = td_query_new (self->kind);

  for (guint i = 0; i < self->conditions->len; i++)
    {
      const Condition *c = g_ptr_array_index (self->conditions, i);

      add_condition (copy, g_strdup (c->sql), c->text, c->number, c->has_value);
    }
  g_string_assign (copy->order, self->order->str);
  copy->limit = self->limit;
  copy->kinds = self->kinds;

  return copy;
}

/**
 * td_query_free:
 * @self: (nullable) (transfer full): a query
 */
void
td_query_free (TdQuery *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->conditions);
  g_string_free (self->order, TRUE);
  g_free (self);
}

/**
 * td_query_equal:
 * @a: a query
 * @b: a query
 *
 * Returns: whether both ask for the same in the same order
 */
gboolean
td_query_equal (const TdQuery *a, const TdQuery *b)
{
  if (a->kind != b->kind || a->limit != b->limit || !g_string_equal (a->order, b->order) ||
      a->conditions->len != b->conditions->len)
    return FALSE;

  for (guint i = 0; i < a->conditions->len; i++)
    {
      const Condition *x = g_ptr_array_index (a->conditions, i);
      const Condition *y = g_ptr_array_index (b->conditions, i);

      if (!g_str_equal (x->sql, y->sql) || g_strcmp0 (x->text, y->text) != 0 ||
          x->number != y->number)
        return FALSE;
    }

  return TRUE;
}

/**
 * td_query_get_kind:
 * @self: a query
 *
 * Returns: the kind of its records
 */
TdKind
td_query_get_kind (const TdQuery *self)
{
  return self->kind;
}

/**
 * td_query_depends_on:
 * @self: a query
 * @kind: a kind
 *
 * Returns: whether a change of a record of @kind can change the result
 */
gboolean
td_query_depends_on (const TdQuery *self, TdKind kind)
{
  return (self->kinds & (G_GUINT64_CONSTANT (1) << kind)) != 0;
}

static const char *
operator_sql (TdQueryOperator op)
{
  static const char *const operators[] = {
    [TD_QUERY_EQUAL] = "IS",  [TD_QUERY_NOT_EQUAL] = "IS NOT",
    [TD_QUERY_LESS] = "<",    [TD_QUERY_LESS_OR_EQUAL] = "<=",
    [TD_QUERY_GREATER] = ">", [TD_QUERY_GREATER_OR_EQUAL] = ">=",
  };

  return operators[op];
}

/**
 * td_query_where_int:
 * @self: a query
 * @field: an integer, boolean or reference field, or "id"
 * @op: how it compares
 * @value: to what; 0 means absent for a reference
 */
void
td_query_where_int (TdQuery *self, const char *field, TdQueryOperator op, gint64 value)
{
  TdFieldType type;
  const char *name = column (self, field, &type);

  g_return_if_fail (name != NULL);

  if (type == TD_FIELD_REF && value == 0)
    td_query_where_null (self, field, op == TD_QUERY_EQUAL);
  else
    add_condition (self, g_strdup_printf ("\"%s\" %s ?", name, operator_sql (op)), NULL, value,
                   TRUE);
}

/**
 * td_query_where_text:
 * @self: a query
 * @field: a text or date field
 * @op: how it compares (byte order: right for dates)
 * @value: (nullable): to what; NULL or "": absent
 */
void
td_query_where_text (TdQuery *self, const char *field, TdQueryOperator op, const char *value)
{
  TdFieldType type;
  const char *name = column (self, field, &type);

  g_return_if_fail (name != NULL);

  if (value == NULL || *value == '\0')
    td_query_where_null (self, field, op == TD_QUERY_EQUAL);
  else
    add_condition (self, g_strdup_printf ("\"%s\" %s ?", name, operator_sql (op)), value, 0, TRUE);
}

/**
 * td_query_where_null:
 * @self: a query
 * @field: a field
 * @null: whether it must be absent or must be there
 */
void
td_query_where_null (TdQuery *self, const char *field, gboolean null)
{
  TdFieldType type;
  const char *name = column (self, field, &type);

  g_return_if_fail (name != NULL);

  add_condition (self, g_strdup_printf ("\"%s\" IS %sNULL", name, null ? "" : "NOT "), NULL, 0,
                 FALSE);
}

/**
 * td_query_where_ids:
 * @self: a query
 * @field: an integer or reference field, or "id"
 * @ids: (array length=n_ids): the values allowed
 * @n_ids: their number; 0: no record matches
 */
void
td_query_where_ids (TdQuery *self, const char *field, const gint64 *ids, guint n_ids)
{
  TdFieldType type;
  const char *name = column (self, field, &type);
  GString *sql;

  g_return_if_fail (name != NULL);

  sql = g_string_new (NULL);
  g_string_append_printf (sql, "\"%s\" IN (", name);
  for (guint i = 0; i < n_ids; i++)
    g_string_append_printf (sql, "%s%" G_GINT64_FORMAT, i > 0 ? ", " : "", ids[i]);
  g_string_append_c (sql, ')');
  add_condition (self, g_string_free (sql, FALSE), NULL, 0, FALSE);
}

/**
 * td_query_where_child:
 * @self: a query
 * @child: a kind whose records refer to the queried kind
 * @ref_field: the field of @child that does
 * @field: another integer or reference field of @child
 * @value: what @field must be
 *
 * Keeps the records that have such a child: the tasks of a unit are those with a task_unit whose
 * task_id is the task and whose unit_id is the unit.
 */
void
td_query_where_child (
    TdQuery *self, TdKind child, const char *ref_field, const char *field, gint64 value)
{
  const TdKindSpec *spec = td_kind_spec (child);
  const TdFieldSpec *ref = td_kind_find_field (spec, ref_field);
  const TdFieldSpec *wanted = td_kind_find_field (spec, field);

  g_return_if_fail (ref != NULL && wanted != NULL);

  self->kinds |= G_GUINT64_CONSTANT (1) << child;
  add_condition (self,
                 g_strdup_printf ("id IN (SELECT \"%s\" FROM %s WHERE \"%s\" IS ? AND %s)",
                                  ref->name, spec->name, wanted->name, TD_ROW_SQL_VISIBLE),
                 NULL, value, TRUE);
}

/**
 * td_query_search:
 * @self: a query
 * @text: what a person typed; without a word in it nothing is asked
 *
 * Keeps the records whose searched fields have these words.
 */
void
td_query_search (TdQuery *self, const char *text)
{
  g_autofree char *expression = td_search_expression (text);

  if (expression == NULL)
    return;

  add_condition (
      self,
      g_strdup_printf (
          "id IN (SELECT rowid >> 6 FROM search WHERE search MATCH ? AND (rowid & 63) = %d)",
          (int) self->kind),
      expression, 0, TRUE);
}

/**
 * td_query_order_by:
 * @self: a query
 * @field: a field; texts are ordered the Vietnamese way
 * @descending: the other way round
 *
 * Adds a key to the order; the first call adds the first key. Absent values come last.
 */
void
td_query_order_by (TdQuery *self, const char *field, gboolean descending)
{
  TdFieldType type;
  const char *name = column (self, field, &type);

  g_return_if_fail (name != NULL);

  g_string_append_printf (self->order, "\"%s\"%s %s NULLS LAST, ", name,
                          type == TD_FIELD_TEXT ? " COLLATE vietnamese" : "",
                          descending ? "DESC" : "ASC");
}

/**
 * td_query_limit:
 * @self: a query
 * @limit: the greatest number of records; 0: no limit
 */
void
td_query_limit (TdQuery *self, guint limit)
{
  self->limit = limit;
}

static void
append_tail (const TdQuery *self, GString *sql, gboolean ordered)
{
  for (guint i = 0; i < self->conditions->len; i++)
    g_string_append_printf (sql, " AND %s",
                            ((Condition *) g_ptr_array_index (self->conditions, i))->sql);

  if (!ordered)
    return;

  g_string_append (sql, " ORDER BY ");
  if (self->order->len > 0)
    g_string_append (sql, self->order->str);
  else if (td_kind_find_field (td_kind_spec (self->kind), "position") != NULL)
    g_string_append (sql, "position, ");
  g_string_append (sql, "id");
  if (self->limit > 0)
    g_string_append_printf (sql, " LIMIT %u", self->limit);
}

static TdStatement *
prepare (const TdQuery *self, TdConnection *connection, const char *sql, GError **error)
{
  TdStatement *statement = td_connection_prepare (connection, sql, error);
  int index = 1;

  if (statement == NULL)
    return NULL;

  for (guint i = 0; i < self->conditions->len; i++)
    {
      const Condition *condition = g_ptr_array_index (self->conditions, i);

      if (!condition->has_value)
        continue;
      if (condition->text != NULL)
        td_statement_bind_text (statement, index++, condition->text);
      else
        td_statement_bind_int (statement, index++, condition->number);
    }

  return statement;
}

/**
 * td_query_list:
 * @self: a query
 * @connection: a connection
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the rows, owned by the array
 */
GPtrArray *
td_query_list (const TdQuery *self, TdConnection *connection, GError **error)
{
  g_autoptr (GString) sql =
      g_string_new (td_connection_kind_sql (connection, self->kind, TD_KIND_SQL_SELECT));
  g_autoptr (GPtrArray) rows = td_row_array_new (self->kind);
  g_autoptr (TdStatement) statement = NULL;
  TdStep step;

  append_tail (self, sql, TRUE);
  statement = prepare (self, connection, sql->str, error);
  if (statement == NULL)
    return NULL;

  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    g_ptr_array_add (rows, td_row_sql_read (statement, self->kind));

  return step == TD_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

static GString *
ids_sql (const TdQuery *self, TdConnection *connection, const char *what)
{
  const char *select = td_connection_kind_sql (connection, self->kind, TD_KIND_SQL_SELECT);
  GString *sql = g_string_new (what);

  g_string_append (sql, strstr (select, " FROM "));

  return sql;
}

/**
 * td_query_list_ids:
 * @self: a query
 * @connection: a connection
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type gint64): the ids in order
 */
GArray *
td_query_list_ids (const TdQuery *self, TdConnection *connection, GError **error)
{
  g_autoptr (GString) sql = ids_sql (self, connection, "SELECT id");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (TdStatement) statement = NULL;
  TdStep step;

  append_tail (self, sql, TRUE);
  statement = prepare (self, connection, sql->str, error);
  if (statement == NULL)
    return NULL;

  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      gint64 id = td_statement_int (statement, 0);

      g_array_append_val (ids, id);
    }

  return step == TD_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/**
 * td_query_count:
 * @self: a query
 * @connection: a connection
 * @count: (out): the number of records, the limit not regarded
 * @error: return location
 *
 * Returns: whether it could be counted
 */
gboolean
td_query_count (const TdQuery *self, TdConnection *connection, gint64 *count, GError **error)
{
  g_autoptr (GString) sql = ids_sql (self, connection, "SELECT count (*)");
  g_autoptr (TdStatement) statement = NULL;

  append_tail (self, sql, FALSE);
  statement = prepare (self, connection, sql->str, error);
  if (statement == NULL || td_statement_step (statement, error) != TD_STEP_ROW)
    return FALSE;

  *count = td_statement_int (statement, 0);
  return TRUE;
}
