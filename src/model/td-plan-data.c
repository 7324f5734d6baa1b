/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-data.h"

#include <string.h>

/* Sections nest less deeply than this; a longer chain of parents is a loop in a broken file. */
#define MAX_DEPTH 32

static void
doubt_free (TdPlanDoubt *doubt)
{
  g_free (doubt->place);
  g_free (doubt->message);
  g_free (doubt);
}

static TdPlanDoubt *
doubt_add (TdPlanData *data, const char *place, char *message)
{
  TdPlanDoubt *doubt = g_new0 (TdPlanDoubt, 1);

  doubt->place = g_strdup (place);
  doubt->message = message;
  g_ptr_array_add (data->doubts, doubt);

  return doubt;
}

/**
 * td_plan_data_new:
 *
 * Returns: (transfer full): a plan without anything in it; its plan row has the local id 1
 */
TdPlanData *
td_plan_data_new (void)
{
  TdPlanData *data = g_new0 (TdPlanData, 1);

  data->plan = td_row_new (TD_KIND_PLAN);
  data->plan->row.id = 1;
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    data->rows[kind] = g_ptr_array_new ();
  data->doubts = g_ptr_array_new_with_free_func ((GDestroyNotify) doubt_free);

  return data;
}

/**
 * td_plan_data_copy:
 * @data: a plan
 *
 * Returns: (transfer full): a deep copy with the same ids
 */
TdPlanData *
td_plan_data_copy (const TdPlanData *data)
{
  TdPlanData *copy;

  g_return_val_if_fail (data != NULL, NULL);

  copy = td_plan_data_new ();
  td_row_free (TD_KIND_PLAN, copy->plan);
  copy->plan = td_row_copy (TD_KIND_PLAN, data->plan);
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      for (guint i = 0; i < data->rows[kind]->len; i++)
        g_ptr_array_add (copy->rows[kind],
                         td_row_copy ((TdKind) kind, g_ptr_array_index (data->rows[kind], i)));
    }
  for (guint i = 0; i < data->doubts->len; i++)
    {
      const TdPlanDoubt *doubt = g_ptr_array_index (data->doubts, i);

      TdPlanDoubt *added = doubt_add (copy, doubt->place, g_strdup (doubt->message));

      added->kind = doubt->kind;
      added->id = doubt->id;
    }
  memcpy (copy->last_id, data->last_id, sizeof copy->last_id);

  return copy;
}

/**
 * td_plan_data_free:
 * @data: (nullable) (transfer full): a plan
 */
void
td_plan_data_free (TdPlanData *data)
{
  if (data == NULL)
    return;

  td_row_free (TD_KIND_PLAN, data->plan);
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      for (guint i = 0; i < data->rows[kind]->len; i++)
        td_row_free ((TdKind) kind, g_ptr_array_index (data->rows[kind], i));
      g_ptr_array_unref (data->rows[kind]);
    }
  g_ptr_array_unref (data->doubts);
  g_free (data);
}

/* The next free id. Rows added before may have been given other ids since, as a repository does. */
static gint64
next_id (TdPlanData *data, TdKind kind)
{
  const GPtrArray *rows = data->rows[kind];

  if (rows->len > 0)
    {
      const TdRow *last = g_ptr_array_index (rows, rows->len - 1);

      data->last_id[kind] = MAX (data->last_id[kind], last->id);
    }

  return ++data->last_id[kind];
}

/**
 * td_plan_data_add:
 * @data: a plan
 * @kind: a kind that belongs to a plan
 *
 * Adds an empty row behind the others of its kind, with the next local id, the id of the plan, and
 * the position behind the rows that are there. Adding a plan row gives the one that is there.
 *
 * Returns: (transfer none): the row, to be filled
 */
gpointer
td_plan_data_add (TdPlanData *data, TdKind kind)
{
  const TdKindSpec *spec;
  TdRow *row;

  g_return_val_if_fail (data != NULL && (guint) kind < TD_N_KINDS, NULL);

  if (kind == TD_KIND_PLAN)
    return data->plan;

  spec = td_kind_spec (kind);
  row = td_row_new (kind);
  row->id = next_id (data, kind);
  g_ptr_array_add (data->rows[kind], row);
  for (guint i = 0; i < spec->n_fields; i++)
    {
      const TdFieldSpec *field = &spec->fields[i];

      if (field->flags & TD_FIELD_POSITION)
        td_row_set_int (row, field, (gint64) data->rows[kind]->len * TD_POSITION_STEP);
      else if (field->type == TD_FIELD_REF && field->target == TD_KIND_PLAN)
        td_row_set_int (row, field, data->plan->row.id);
    }

  return row;
}

/**
 * td_plan_data_get:
 * @data: a plan
 * @kind: a kind
 * @id: an id; 0 finds nothing
 *
 * Returns: (nullable) (transfer none): the row with that id
 */
gpointer
td_plan_data_get (const TdPlanData *data, TdKind kind, gint64 id)
{
  const GPtrArray *rows;
  gint64 guess;

  g_return_val_if_fail (data != NULL && (guint) kind < TD_N_KINDS, NULL);

  if (id == 0)
    return NULL;
  if (kind == TD_KIND_PLAN)
    return data->plan->row.id == id ? data->plan : NULL;

  /* Ids mostly follow each other, from 1 or from wherever the workspace had come to. */
  rows = data->rows[kind];
  guess = rows->len == 0 ? 0 : id - ((const TdRow *) g_ptr_array_index (rows, 0))->id;
  if (guess >= 0 && guess < (gint64) rows->len)
    {
      TdRow *row = g_ptr_array_index (rows, (guint) guess);

      if (row->id == id)
        return row;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      TdRow *row = g_ptr_array_index (rows, i);

      if (row->id == id)
        return row;
    }

  return NULL;
}

/**
 * td_plan_data_count:
 * @data: a plan
 * @kind: a kind
 *
 * Returns: how many rows of @kind there are
 */
guint
td_plan_data_count (const TdPlanData *data, TdKind kind)
{
  g_return_val_if_fail (data != NULL && (guint) kind < TD_N_KINDS, 0);

  return kind == TD_KIND_PLAN ? 1 : data->rows[kind]->len;
}

/**
 * td_plan_data_nth:
 * @data: a plan
 * @kind: a kind
 * @n: from 0
 *
 * Returns: (nullable) (transfer none): the row at that place
 */
gpointer
td_plan_data_nth (const TdPlanData *data, TdKind kind, guint n)
{
  g_return_val_if_fail (data != NULL && (guint) kind < TD_N_KINDS, NULL);

  if (kind == TD_KIND_PLAN)
    return n == 0 ? data->plan : NULL;

  return n < data->rows[kind]->len ? g_ptr_array_index (data->rows[kind], n) : NULL;
}

/**
 * td_plan_data_doubt:
 * @data: a plan
 * @place: "annex/II/3", "section II/1"
 * @format: the message for people, translated
 *
 * Notes what should be looked at before the plan is trusted.
 */
void
td_plan_data_doubt (TdPlanData *data, const char *place, const char *format, ...)
{
  va_list args;

  g_return_if_fail (data != NULL && place != NULL);

  va_start (args, format);
  doubt_add (data, place, g_strdup_vprintf (format, args));
  va_end (args);
}

/**
 * td_plan_data_doubt_about:
 * @data: a plan
 * @kind: a kind
 * @id: id of the row
 *
 * Says which row the doubt noted last is about, so that a window can go there.
 */
void
td_plan_data_doubt_about (TdPlanData *data, TdKind kind, gint64 id)
{
  TdPlanDoubt *last;

  g_return_if_fail (data != NULL && data->doubts->len > 0);

  last = g_ptr_array_index (data->doubts, data->doubts->len - 1);
  last->kind = kind;
  last->id = id;
}

/* One row with the key it is ordered by: the place of its owner, then its own position. Equal keys
 * keep their order. */
typedef struct
{
  gint64 owner;
  gint64 position;
  guint index;
  gpointer row;
} SortKey;

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const SortKey *x = a, *y = b;

  if (x->owner != y->owner)
    return x->owner < y->owner ? -1 : 1;
  if (x->position != y->position)
    return x->position < y->position ? -1 : 1;

  return (x->index > y->index) - (x->index < y->index);
}

static gint64
row_position (TdKind kind, gconstpointer row)
{
  const TdKindSpec *spec = td_kind_spec (kind);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      if (spec->fields[i].flags & TD_FIELD_POSITION)
        return td_row_get_int (row, &spec->fields[i]);
    }

  return 0;
}

static void
sort_rows (GPtrArray *rows, TdKind kind, const gint64 *owners)
{
  g_autofree SortKey *keys = g_new (SortKey, rows->len + 1);

  for (guint i = 0; i < rows->len; i++)
    {
      gpointer row = g_ptr_array_index (rows, i);

      keys[i] = (SortKey){ owners != NULL ? owners[i] : 0, row_position (kind, row), i, row };
    }
  qsort (keys, rows->len, sizeof *keys, compare_keys);
  for (guint i = 0; i < rows->len; i++)
    rows->pdata[i] = keys[i].row;
}

/* id of @kind -> place in the sorted rows, from 1 */
static GHashTable *
places (const TdPlanData *data, TdKind kind)
{
  GHashTable *table = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < data->rows[kind]->len; i++)
    {
      TdRow *row = g_ptr_array_index (data->rows[kind], i);

      g_hash_table_insert (table, &row->id, GUINT_TO_POINTER (i + 1));
    }

  return table;
}

/* Sorts the rows of @kind by the place of what @field refers to. Without an owner they come first,
 * closing words last. */
static void
sort_by_owner (TdPlanData *data, TdKind kind, const char *field_name)
{
  const TdFieldSpec *field = td_kind_find_field (td_kind_spec (kind), field_name);
  GPtrArray *rows = data->rows[kind];
  g_autoptr (GHashTable) table = places (data, field->target);
  g_autofree gint64 *owners = g_new (gint64, rows->len + 1);

  for (guint i = 0; i < rows->len; i++)
    {
      gpointer row = g_ptr_array_index (rows, i);
      gint64 id = td_row_get_int (row, field);

      owners[i] = GPOINTER_TO_UINT (g_hash_table_lookup (table, &id));
      if (kind == TD_KIND_BLOCK && g_strcmp0 (((TdBlockRow *) row)->kind, TD_BODY_CLOSING) == 0 &&
          id == 0)
        owners[i] = G_MAXINT64;
    }
  sort_rows (rows, kind, owners);
}

/* The sections below @parent_id in reading order. Sections that hang in a loop of parents are never
 * reached and come last, so that nothing is lost. */
static void
collect_sections (GHashTable *by_parent, gint64 parent_id, GPtrArray *ordered, guint depth)
{
  GPtrArray *children = g_hash_table_lookup (by_parent, &parent_id);

  for (guint i = 0; children != NULL && i < children->len && depth < MAX_DEPTH; i++)
    {
      TdSectionRow *section = g_ptr_array_index (children, i);

      g_ptr_array_add (ordered, section);
      collect_sections (by_parent, section->row.id, ordered, depth + 1);
    }
}

static void
sort_sections (TdPlanData *data)
{
  g_autoptr (GHashTable) by_parent =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);
  GPtrArray *rows = data->rows[TD_KIND_SECTION];
  GPtrArray *ordered = g_ptr_array_new ();

  sort_rows (rows, TD_KIND_SECTION, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      TdSectionRow *section = g_ptr_array_index (rows, i);
      GPtrArray *children = g_hash_table_lookup (by_parent, &section->parent_id);

      if (children == NULL)
        {
          children = g_ptr_array_new ();
          g_hash_table_insert (by_parent, &section->parent_id, children);
        }
      g_ptr_array_add (children, section);
    }
  collect_sections (by_parent, 0, ordered, 0);

  for (guint i = 0; i < ordered->len; i++)
    g_hash_table_add (reached, g_ptr_array_index (ordered, i));
  for (guint i = 0; i < rows->len; i++)
    {
      if (!g_hash_table_contains (reached, g_ptr_array_index (rows, i)))
        g_ptr_array_add (ordered, g_ptr_array_index (rows, i));
    }
  g_ptr_array_unref (rows);
  data->rows[TD_KIND_SECTION] = ordered;
}

/**
 * td_plan_data_sort:
 * @data: a plan
 *
 * Puts every kind into document order: sections as they are read, blocks by their section, tasks by
 * their area row, everything else by position.
 */
void
td_plan_data_sort (TdPlanData *data)
{
  static const TdKind by_position[] = {
    TD_KIND_LEGAL_BASIS, TD_KIND_TARGET,    TD_KIND_PLAN_COLUMN, TD_KIND_PLAN_GROUP,
    TD_KIND_RECIPIENT,   TD_KIND_SIGNATORY, TD_KIND_PLAN_FACT,
  };

  g_return_if_fail (data != NULL);

  sort_sections (data);
  sort_by_owner (data, TD_KIND_BLOCK, "section_id");
  for (guint i = 0; i < G_N_ELEMENTS (by_position); i++)
    sort_rows (data->rows[by_position[i]], by_position[i], NULL);
  sort_by_owner (data, TD_KIND_TARGET_VALUE, "target_id");
  sort_by_owner (data, TD_KIND_TASK, "group_id");
  sort_by_owner (data, TD_KIND_TASK_PRODUCT, "task_id");
  sort_by_owner (data, TD_KIND_TASK_UNIT, "task_id");
}

/* The rows of @kind whose field @offset holds @id, by position. */
static GPtrArray *
children_of (const TdPlanData *data, TdKind kind, gsize offset, gint64 id)
{
  GPtrArray *children = g_ptr_array_new ();
  const GPtrArray *rows = data->rows[kind];

  for (guint i = 0; i < rows->len; i++)
    {
      gpointer row = g_ptr_array_index (rows, i);

      if (G_STRUCT_MEMBER (gint64, row, offset) == id)
        g_ptr_array_add (children, row);
    }
  sort_rows (children, kind, NULL);

  return children;
}

/**
 * td_plan_data_child_sections:
 * @data: a plan
 * @parent_id: a section, 0 for the top level
 *
 * Returns: (transfer container) (element-type TdSectionRow): its sections by position
 */
GPtrArray *
td_plan_data_child_sections (const TdPlanData *data, gint64 parent_id)
{
  return children_of (data, TD_KIND_SECTION, G_STRUCT_OFFSET (TdSectionRow, parent_id), parent_id);
}

/**
 * td_plan_data_section_blocks:
 * @data: a plan
 * @section_id: a section, 0 for preamble and closing
 *
 * Returns: (transfer container) (element-type TdBlockRow): its blocks by position
 */
GPtrArray *
td_plan_data_section_blocks (const TdPlanData *data, gint64 section_id)
{
  return children_of (data, TD_KIND_BLOCK, G_STRUCT_OFFSET (TdBlockRow, section_id), section_id);
}

/**
 * td_plan_data_group_tasks:
 * @data: a plan
 * @group_id: an area row, 0 for tasks without one
 *
 * Returns: (transfer container) (element-type TdTaskRow): its tasks by position
 */
GPtrArray *
td_plan_data_group_tasks (const TdPlanData *data, gint64 group_id)
{
  return children_of (data, TD_KIND_TASK, G_STRUCT_OFFSET (TdTaskRow, group_id), group_id);
}

/**
 * td_plan_data_task_products:
 * @data: a plan
 * @task_id: a task
 *
 * Returns: (transfer container) (element-type TdTaskProductRow): its products by position
 */
GPtrArray *
td_plan_data_task_products (const TdPlanData *data, gint64 task_id)
{
  return children_of (data, TD_KIND_TASK_PRODUCT, G_STRUCT_OFFSET (TdTaskProductRow, task_id),
                      task_id);
}

/**
 * td_plan_data_task_units:
 * @data: a plan
 * @task_id: a task
 * @role: (nullable): "lead" or "coordinating"; NULL for both
 *
 * Returns: (transfer container) (element-type TdTaskUnitRow): its units by position
 */
GPtrArray *
td_plan_data_task_units (const TdPlanData *data, gint64 task_id, const char *role)
{
  GPtrArray *units =
      children_of (data, TD_KIND_TASK_UNIT, G_STRUCT_OFFSET (TdTaskUnitRow, task_id), task_id);

  for (guint i = units->len; role != NULL && i > 0; i--)
    {
      const TdTaskUnitRow *unit = g_ptr_array_index (units, i - 1);

      if (g_strcmp0 (unit->role, role) != 0)
        g_ptr_array_remove_index (units, i - 1);
    }

  return units;
}

/* Where the row with @id stands among the rows of its kind, from 1; 0 when it is not in the plan.
 */
static gint64
local_id (const TdPlanData *data, TdKind kind, gint64 id)
{
  GPtrArray *rows = data->rows[kind];

  if (kind == TD_KIND_PLAN)
    return id == data->plan->row.id ? 1 : 0;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      if (((TdRow *) g_ptr_array_index (rows, i))->id == id)
        return i + 1;
    }

  return 0;
}

/* References into the plan follow the new ids; references to the register of units stay. */
static void
localise_references (const TdPlanData *data, TdKind kind, gpointer row)
{
  const TdKindSpec *spec = td_kind_spec (kind);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      const TdFieldSpec *field = &spec->fields[i];

      if (field->type != TD_FIELD_REF || td_row_get_int (row, field) == 0)
        continue;
      if (field->target == TD_KIND_PLAN ||
          (data->rows[field->target] != NULL && data->rows[field->target]->len > 0))
        td_row_set_int (row, field, local_id (data, field->target, td_row_get_int (row, field)));
    }
}

/**
 * td_plan_data_make_local:
 * @data: a plan
 *
 * Gives all rows ids counted from 1 in document order, so that the same plan always has the same
 * ids, wherever it was kept.
 */
void
td_plan_data_make_local (TdPlanData *data)
{
  g_return_if_fail (data != NULL && data->plan != NULL);

  for (guint k = 0; k < TD_N_KINDS; k++)
    {
      for (guint i = 0; data->rows[k] != NULL && i < data->rows[k]->len; i++)
        localise_references (data, k, g_ptr_array_index (data->rows[k], i));
    }
  for (guint k = 0; k < TD_N_KINDS; k++)
    {
      for (guint i = 0; data->rows[k] != NULL && i < data->rows[k]->len; i++)
        ((TdRow *) g_ptr_array_index (data->rows[k], i))->id = i + 1;
    }
  data->plan->row.id = 1;
}
