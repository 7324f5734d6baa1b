/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-repository.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "td-connection-private.h"
#include "td-error.h"
#include "td-row-sql.h"
#include "td-search.h"
#include "td-writer-private.h"

/* Does a plan consist of rows of this kind (besides its own row)? */
static gboolean
is_part (TdKind kind)
{
  const TdFieldSpec *plan = td_kind_find_field (td_kind_spec (kind), "plan_id");

  return kind == TD_KIND_TARGET_VALUE ||
         (kind <= TD_KIND_PLAN_FACT && plan != NULL && (plan->flags & TD_FIELD_OWNER));
}

static char *
part_sql (TdConnection *connection, TdKind kind)
{
  const TdKindSpec *spec = td_kind_spec (kind);
  const char *select = td_connection_kind_sql (connection, kind, TD_KIND_SQL_SELECT);

  if (kind == TD_KIND_TARGET_VALUE)
    return g_strconcat (select,
                        " AND target_id IN (SELECT id FROM target WHERE plan_id = ?1)"
                        " ORDER BY target_id, period, id",
                        NULL);

  return g_strconcat (select, " AND plan_id = ?1 ORDER BY ",
                      td_kind_find_field (spec, "position") != NULL ? "position, id" : "id", NULL);
}

/* td_plan_data_add() gives an empty row of the array; it takes over what the found row holds. */
static void
add_row (TdPlanData *data, TdKind kind, gpointer row)
{
  gpointer added = td_plan_data_add (data, kind);
  gsize size = td_kind_spec (kind)->row_size;

  memcpy (added, row, size);
  g_free (row);
}

static gboolean
load_part (TdConnection *connection, gint64 plan_id, TdKind kind, TdPlanData *data, GError **error)
{
  g_autofree char *sql = part_sql (connection, kind);
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, sql, error);
  TdStep step;

  if (statement == NULL)
    return FALSE;

  td_statement_bind_int (statement, 1, plan_id);
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    add_row (data, kind, td_row_sql_read (statement, kind));

  return step == TD_STEP_DONE;
}

/**
 * td_plan_repository_load:
 * @connection: any connection, inside a transaction when the plan may change meanwhile
 * @plan_id: a plan
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the whole plan, with its real ids
 */
TdPlanData *
td_plan_repository_load (TdConnection *connection, gint64 plan_id, GError **error)
{
  g_autoptr (TdPlanData) data = NULL;
  gpointer plan = td_row_sql_get (connection, TD_KIND_PLAN, plan_id, error);

  if (plan == NULL)
    return NULL;

  data = td_plan_data_new ();
  td_row_free (TD_KIND_PLAN, data->plan);
  data->plan = plan;
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      if (is_part ((TdKind) kind) && !load_part (connection, plan_id, (TdKind) kind, data, error))
        return NULL;
    }
  td_plan_data_sort (data);

  return g_steal_pointer (&data);
}

/* Where the local ids of a plan go: by kind, local id -> real id. */
typedef struct
{
  GHashTable *ids[TD_N_KINDS];
} Mapping;

static void
mapping_clear (Mapping *self)
{
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    g_clear_pointer (&self->ids[kind], g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mapping, mapping_clear)

static gint64
next_id (TdConnection *connection, TdKind kind, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT seq FROM sqlite_sequence WHERE name = '%s'",
                                          td_kind_spec (kind)->name);
  gint64 last = 0;

  if (!td_connection_query_int (connection, sql, &last, error))
    return 0;

  return last + 1;
}

/* All ids are chosen before the first row is written, so rows may refer forwards. */
static gboolean
map_kind (TdWriter *writer, const TdPlanData *data, TdKind kind, Mapping *mapping, GError **error)
{
  gint64 id = next_id (td_writer_get_connection (writer), kind, error);

  if (id == 0)
    return FALSE;

  mapping->ids[kind] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; i < data->rows[kind]->len; i++)
    {
      const TdRow *row = g_ptr_array_index (data->rows[kind], i);

      g_hash_table_insert (mapping->ids[kind], g_memdup2 (&row->id, sizeof (gint64)),
                           g_memdup2 (&id, sizeof (gint64)));
      id++;
    }

  return TRUE;
}

static gboolean
map_reference (
    gpointer row, const TdFieldSpec *field, gint64 plan_id, const Mapping *mapping, GError **error)
{
  gint64 local = td_row_get_int (row, field);
  const gint64 *real;

  if (field->target == TD_KIND_PLAN)
    {
      td_row_set_int (row, field, plan_id);
      return TRUE;
    }
  if (local == 0 || !is_part (field->target))
    return TRUE;

  real = mapping->ids[field->target] != NULL
             ? g_hash_table_lookup (mapping->ids[field->target], &local)
             : NULL;
  if (real == NULL)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, NULL, field->name,
                       _ ("The plan is not whole: a record refers to “%s” number %" PRId64
                          ", which is not part of it."),
                       _ (td_kind_spec (field->target)->label), local);
      return FALSE;
    }

  td_row_set_int (row, field, *real);
  return TRUE;
}

static gboolean
save_row (TdWriter *writer,
          TdKind kind,
          gconstpointer source,
          gint64 plan_id,
          const Mapping *mapping,
          GError **error)
{
  const TdKindSpec *spec = td_kind_spec (kind);
  gpointer row = td_row_copy (kind, source);
  gboolean saved = TRUE;

  ((TdRow *) row)->id =
      *(gint64 *) g_hash_table_lookup (mapping->ids[kind], &((const TdRow *) source)->id);
  for (guint i = 0; saved && i < spec->n_fields; i++)
    {
      if (spec->fields[i].type == TD_FIELD_REF)
        saved = map_reference (row, &spec->fields[i], plan_id, mapping, error);
    }

  saved = saved && td_writer_insert (writer, kind, row, error);
  td_row_free (kind, row);

  return saved;
}

static gint64
save_plan_row (TdWriter *writer, const TdPlanData *data, GError **error)
{
  gpointer row = td_row_copy (TD_KIND_PLAN, data->plan);
  gint64 id = 0;

  ((TdRow *) row)->id = 0;
  if (td_writer_insert (writer, TD_KIND_PLAN, row, error))
    id = ((TdRow *) row)->id;
  td_row_free (TD_KIND_PLAN, row);

  return id;
}

static gboolean
save_rows (TdWriter *writer,
           const TdPlanData *data,
           gint64 plan_id,
           const Mapping *mapping,
           GError **error)
{
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      for (guint i = 0; mapping->ids[kind] != NULL && i < data->rows[kind]->len; i++)
        {
          if (!save_row (writer, (TdKind) kind, g_ptr_array_index (data->rows[kind], i), plan_id,
                         mapping, error))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
add_figures (TdConnection *connection, gint64 plan_id, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection,
      "INSERT INTO plan_rollup (plan_id, tasks, done_tasks, targets)"
      " SELECT ?1, tasks, done_tasks, targets FROM"
      " (SELECT count (*) AS tasks, count (done_date) AS done_tasks FROM task WHERE plan_id = ?1),"
      " (SELECT count (*) AS targets FROM target WHERE plan_id = ?1)"
      " WHERE tasks > 0 OR targets > 0",
      error);

  if (statement == NULL)
    return FALSE;
  td_statement_bind_int (statement, 1, plan_id);

  return td_statement_run (statement, error);
}

/* The rows of a new plan, hundreds of them, go in without triggers; what these would have written
 * row by row is written in a few statements afterwards. Nothing can have locked the plan yet. */
static gboolean
save_parts (TdWriter *writer,
            const TdPlanData *data,
            gint64 plan_id,
            const Mapping *mapping,
            GError **error)
{
  TdConnection *connection = td_writer_get_connection (writer);
  gboolean explicit_act = writer->explicit_act;
  gboolean saved;

  /* RULE history-6: an import that is not visible yet has figures of its own. */
  if (writer->import_id != 0)
    return save_rows (writer, data, plan_id, mapping, error);

  td_connection_set_triggers (connection, FALSE);
  writer->explicit_act = TRUE;
  saved = save_rows (writer, data, plan_id, mapping, error);
  writer->explicit_act = explicit_act;
  td_connection_set_triggers (connection, TRUE);

  return saved && td_search_add_plan (connection, plan_id, error) &&
         add_figures (connection, plan_id, error);
}

/**
 * td_plan_repository_save:
 * @writer: a writer
 * @data: a plan; its ids are local to it, references to units and unit groups are real
 * @error: return location
 *
 * Adds @data as a new plan. @data is not changed.
 *
 * Returns: the id of the plan, 0 on failure
 */
gint64
td_plan_repository_save (TdWriter *writer, const TdPlanData *data, GError **error)
{
  g_auto (Mapping) mapping = { { NULL } };
  gint64 plan_id = save_plan_row (writer, data, error);

  if (plan_id == 0)
    return 0;

  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      if (is_part ((TdKind) kind) && data->rows[kind] != NULL &&
          !map_kind (writer, data, (TdKind) kind, &mapping, error))
        return 0;
    }

  return save_parts (writer, data, plan_id, &mapping, error) ? plan_id : 0;
}

/**
 * td_plan_repository_delete:
 * @writer: a writer
 * @plan_id: a plan
 * @error: return location
 *
 * Returns: whether the plan was there and is gone, with all it has
 */
gboolean
td_plan_repository_delete (TdWriter *writer, gint64 plan_id, GError **error)
{
  return td_writer_delete (writer, TD_KIND_PLAN, plan_id, error);
}
