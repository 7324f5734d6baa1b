/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-siblings.h"

#include "td-query.h"

/**
 * td_siblings_read:
 * @writer: the writer
 * @kind: a kind
 * @field: (nullable): a reference of the kind; NULL: all records
 * @value: the id referred to, 0: absent
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the records in order
 */
GPtrArray *
td_siblings_read (TdWriter *writer, TdKind kind, const char *field, gint64 value, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (kind);

  if (field != NULL && value != 0)
    td_query_where_int (query, field, TD_QUERY_EQUAL, value);
  else if (field != NULL)
    td_query_where_null (query, field, TRUE);

  return td_query_list (query, td_writer_get_connection (writer), error);
}

/**
 * td_siblings_parent_field:
 * @kind: a kind
 *
 * Returns: (nullable): the reference whose value siblings share; NULL when all records of the kind
 *   are siblings
 */
const TdFieldSpec *
td_siblings_parent_field (TdKind kind)
{
  static const struct
  {
    TdKind kind;
    const char *field;
  } parents[] = {
    { TD_KIND_SECTION, "parent_id" },  { TD_KIND_BLOCK, "section_id" },
    { TD_KIND_TASK, "group_id" },      { TD_KIND_TASK_PRODUCT, "task_id" },
    { TD_KIND_TASK_UNIT, "task_id" },  { TD_KIND_LEGAL_BASIS, "plan_id" },
    { TD_KIND_TARGET, "plan_id" },     { TD_KIND_PLAN_COLUMN, "plan_id" },
    { TD_KIND_PLAN_GROUP, "plan_id" }, { TD_KIND_RECIPIENT, "plan_id" },
    { TD_KIND_SIGNATORY, "plan_id" },  { TD_KIND_PLAN_FACT, "plan_id" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parents); i++)
    {
      if (parents[i].kind == kind)
        return td_kind_find_field (td_kind_spec (kind), parents[i].field);
    }

  return NULL;
}

static const TdFieldSpec *
position_field (TdKind kind)
{
  const TdKindSpec *spec = td_kind_spec (kind);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      if (spec->fields[i].flags & TD_FIELD_POSITION)
        return &spec->fields[i];
    }

  return NULL;
}

static gboolean
are_siblings (TdKind kind, gconstpointer a, gconstpointer b)
{
  const TdFieldSpec *parent = td_siblings_parent_field (kind);
  const TdFieldSpec *plan = td_kind_find_field (td_kind_spec (kind), "plan_id");

  if (plan != NULL && td_row_get_int (a, plan) != td_row_get_int (b, plan))
    return FALSE;
  if (parent != NULL && td_row_get_int (a, parent) != td_row_get_int (b, parent))
    return FALSE;
  if (kind == TD_KIND_BLOCK && ((const TdBlockRow *) a)->section_id == 0)
    return g_strcmp0 (((const TdBlockRow *) a)->kind, ((const TdBlockRow *) b)->kind) == 0;
  if (kind == TD_KIND_TASK)
    return (g_strcmp0 (((const TdTaskRow *) a)->origin, "section_bullet") == 0) ==
           (g_strcmp0 (((const TdTaskRow *) b)->origin, "section_bullet") == 0);

  return TRUE;
}

/**
 * td_siblings_list:
 * @writer: the writer
 * @kind: the kind of @row
 * @row: a record, kept or not yet
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the siblings of @row in order, without @row itself
 */
GPtrArray *
td_siblings_list (TdWriter *writer, TdKind kind, gconstpointer row, GError **error)
{
  const TdFieldSpec *plan = td_kind_find_field (td_kind_spec (kind), "plan_id");
  const TdFieldSpec *parent = td_siblings_parent_field (kind);
  const TdFieldSpec *by = plan != NULL ? plan : parent;
  g_autoptr (GPtrArray) all = td_siblings_read (writer, kind, by != NULL ? by->name : NULL,
                                                by != NULL ? td_row_get_int (row, by) : 0, error);

  if (all == NULL)
    return NULL;
  for (guint i = all->len; i-- > 0;)
    {
      gpointer other = g_ptr_array_index (all, i);

      if (((TdRow *) other)->id == ((const TdRow *) row)->id || !are_siblings (kind, row, other))
        g_ptr_array_remove_index (all, i);
    }

  return g_steal_pointer (&all);
}

/* Spreads the siblings again, leaving an empty place at @index. */
static gboolean
renumber (TdWriter *writer, TdKind kind, GPtrArray *siblings, guint index, GError **error)
{
  const TdFieldSpec *field = position_field (kind);

  for (guint i = 0; i < siblings->len; i++)
    {
      gpointer sibling = g_ptr_array_index (siblings, i);
      gpointer moved = td_row_copy (kind, sibling);
      gboolean done;

      td_row_set_int (moved, field, (gint64) (i + 1 + (i >= index)) * TD_POSITION_STEP);
      done = td_writer_update (writer, kind, sibling, moved, error);
      td_row_free (kind, moved);
      if (!done)
        return FALSE;
    }

  return TRUE;
}

/**
 * td_siblings_place:
 * @writer: the writer
 * @kind: the kind of @row
 * @row: (inout): the record; its position is set, nothing is written of it
 * @index: where among its siblings, past the end is the end
 * @error: return location
 *
 * Finds a position for @row; when the gap is used up, the siblings are spread again.
 *
 * Returns: whether it went well
 */
gboolean
td_siblings_place (TdWriter *writer, TdKind kind, gpointer row, guint index, GError **error)
{
  const TdFieldSpec *field = position_field (kind);
  g_autoptr (GPtrArray) siblings = NULL;
  gint64 before, after;

  if (field == NULL)
    return TRUE;
  siblings = td_siblings_list (writer, kind, row, error);
  if (siblings == NULL)
    return FALSE;

  index = MIN (index, siblings->len);
  before = index > 0 ? td_row_get_int (g_ptr_array_index (siblings, index - 1), field) : 0;
  after = index < siblings->len ? td_row_get_int (g_ptr_array_index (siblings, index), field)
                                : before + 2 * TD_POSITION_STEP;
  if (after - before >= 2)
    {
      td_row_set_int (row, field, before + (after - before) / 2);
      return TRUE;
    }

  td_row_set_int (row, field, (gint64) (index + 1) * TD_POSITION_STEP);
  return renumber (writer, kind, siblings, index, error);
}
