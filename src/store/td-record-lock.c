/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-record-lock.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"

/* Fields of printed records that stay open: how the words are understood, not the words. */
static const struct
{
  TdKind kind;
  const char *fields[12];
} open_fields[] = {
  { TD_KIND_PLAN, { "status" } },
  { TD_KIND_TASK_UNIT, { "unit_id", "unit_group_id" } },
  { TD_KIND_PLAN_GROUP, { "area_key" } },
  /* Where the document is filed is written down long after it was issued. */
  { TD_KIND_ISSUED_DOCUMENT,
    { "description", "file_catalog", "file_notation", "doc_ordinal", "organ_id", "language",
      "copies", "due_date" } },
  { TD_KIND_PLAN_FACT, { "kind", "who", "subject", "value", "of", "year", "dates", "periods" } },
};

/* Of a task and a target only these are signed; what else they have follows the work. */
static const char *const task_fields[] = {
  "uid",
  "plan_id",
  "group_id",
  "block_id",
  "position",
  "number",
  "number_text",
  "content",
  "content_marks",
  "product_text",
  "lead_text",
  "assignment_text",
  "coordinating_text",
  "deadline_text",
  "note",
  "other_text",
  "origin",
  NULL,
};

static const char *const target_fields[] = {
  "uid",          "plan_id",       "section_id",     "block_id",    "position",
  "text",         "source_text",   "item",           "comparator",  "value",
  "measure_unit", "baseline_year", "baseline_value", "target_year", "direction",
  "period",       "kind",          "origin",         NULL,
};

/**
 * td_record_lock_is_text:
 * @kind: a kind
 *
 * Returns: whether the lock of a plan closes records of this kind: its text, and plan itself
 */
gboolean
td_record_lock_is_text (TdKind kind)
{
  const TdFieldSpec *plan;

  if (kind == TD_KIND_PLAN)
    return TRUE;
  if (kind > TD_KIND_PLAN_FACT)
    return FALSE;
  plan = td_kind_find_field (td_kind_spec (kind), "plan_id");

  return plan != NULL && (plan->flags & TD_FIELD_OWNER);
}

/**
 * td_record_lock_closes:
 * @kind: a kind
 * @field: one of its fields
 *
 * Returns: whether the lock of the record, or of the plan it is a part of, closes the field
 */
gboolean
td_record_lock_closes (TdKind kind, const char *field)
{
  if (kind == TD_KIND_TASK)
    return g_strv_contains (task_fields, field);
  if (kind == TD_KIND_TARGET)
    return g_strv_contains (target_fields, field);

  for (guint i = 0; i < G_N_ELEMENTS (open_fields); i++)
    {
      if (open_fields[i].kind != kind)
        continue;
      for (guint f = 0; open_fields[i].fields[f] != NULL; f++)
        {
          if (g_str_equal (open_fields[i].fields[f], field))
            return FALSE;
        }
    }

  return TRUE;
}

/**
 * td_record_lock_is_set:
 * @connection: a connection
 * @kind: a kind
 * @id: a record
 *
 * Returns: whether an explicit act locked the record itself; also when that cannot be read
 */
gboolean
td_record_lock_is_set (TdConnection *connection, TdKind kind, gint64 id)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection, "SELECT 1 FROM history_lock WHERE kind = ?1 AND record_id = ?2", NULL);

  if (statement == NULL)
    return TRUE;

  td_statement_bind_text (statement, 1, td_kind_spec (kind)->name);
  td_statement_bind_int (statement, 2, id);
  return td_statement_step (statement, NULL) != TD_STEP_DONE;
}

/**
 * td_record_lock_plan_of:
 * @connection: a connection
 * @kind: a kind
 * @id: a record
 *
 * Returns: the plan the record is a part of now, 0: none
 */
gint64
td_record_lock_plan_of (TdConnection *connection, TdKind kind, gint64 id)
{
  g_autofree char *sql = NULL;
  g_autoptr (TdStatement) statement = NULL;

  if (kind == TD_KIND_PLAN)
    return id;
  if (!td_record_lock_is_text (kind))
    return 0;

  sql = g_strdup_printf ("SELECT plan_id FROM %s WHERE id = ?1", td_kind_spec (kind)->name);
  statement = td_connection_prepare (connection, sql, NULL);
  if (statement == NULL)
    return 0;

  td_statement_bind_int (statement, 1, id);
  return td_statement_step (statement, NULL) == TD_STEP_ROW ? td_statement_int (statement, 0) : 0;
}

/**
 * td_record_lock_check:
 * @connection: a connection
 * @kind: a kind
 * @id: the record to change, 0: a new one
 * @plan_id: the plan it is a part of, 0: none
 * @error: return location: %TD_ERROR_REFUSED
 *
 * Returns: whether no lock is on the record or its plan
 */
gboolean
td_record_lock_check (
    TdConnection *connection, TdKind kind, gint64 id, gint64 plan_id, GError **error)
{
  if (plan_id != 0 && td_record_lock_is_set (connection, TD_KIND_PLAN, plan_id))
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, td_kind_spec (kind)->name,
                       _ ("The plan was submitted, signed or issued and is closed to changes. Make "
                          "a new version of it to change it."));
      return FALSE;
    }
  if (id != 0 && kind != TD_KIND_PLAN && td_record_lock_is_set (connection, kind, id))
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, td_kind_spec (kind)->name,
                       _ ("This record was issued, signed or closed and cannot be changed."));
      return FALSE;
    }

  return TRUE;
}
