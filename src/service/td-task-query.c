/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date.h"
#include "td-search.h"
#include "td-text.h"

typedef struct
{
  TdTaskSnapshot *snapshot;
  const TdTaskFilter *filter;
  guint32 as_of;
  guint32 due_from, due_to;
  const TdTaskTurn *turns;
  GHashTable *found; /* (nullable): set of task ids that have the words */
  GHashTable *units; /* (nullable): label -> whether it is the unit of the filter */
  GHashTable *areas; /* key -> name */
} Query;

/* Row of a result with what it is sorted by. */
typedef struct
{
  guint place;
  guint order; /* of the group */
  guint32 due;
  guint8 status;
} Row;

static guint32
julian (const char *iso)
{
  GDate date;

  return td_date_parse_iso (iso, &date) ? g_date_get_julian (&date) : 0;
}

static gboolean
is_unit (Query *self, const TdTaskUnitRef *unit)
{
  gpointer known;
  gboolean same;

  if (g_hash_table_lookup_extended (self->units, unit->label, NULL, &known))
    return GPOINTER_TO_INT (known);
  same = td_text_equal_folded (unit->label, self->filter->unit) ||
         td_text_equal_folded (unit->name, self->filter->unit);
  g_hash_table_insert (self->units, (gpointer) unit->label, GINT_TO_POINTER (same));

  return same;
}

static gboolean
has_unit (Query *self, const TdTaskFacts *facts)
{
  const TdTaskUnitRef *units = td_task_snapshot_units (self->snapshot, facts);

  for (guint i = 0; i < facts->n_units; i++)
    {
      if ((units[i].lead || self->filter->coordinating) && is_unit (self, &units[i]))
        return TRUE;
    }

  return FALSE;
}

/* Tasks given from above belong to no plan and to every year. */
static gboolean
is_of_plan (Query *self, const TdTaskFacts *facts)
{
  const TdTaskFilter *filter = self->filter;

  if (filter->plan_id == TD_TASK_FILTER_ABOVE
          ? facts->plan_id != 0
          : filter->plan_id != 0 && facts->plan_id != filter->plan_id)
    return FALSE;

  return filter->year == 0 || facts->plan_id == 0 ||
         g_array_index (self->snapshot->plans, TdTaskPlanRef, facts->plan_at).year == filter->year;
}

static gboolean
matches (Query *self, const TdTaskFacts *facts, Row *row)
{
  const TdTaskFilter *filter = self->filter;
  int days;

  if (!is_of_plan (self, facts) || (filter->area != NULL && g_strcmp0 (facts->area, filter->area)))
    return FALSE;
  row->status = (guint8) td_task_facts_status (facts, self->turns, self->as_of);
  if (filter->statuses != 0 && !(filter->statuses & (1u << row->status)))
    return FALSE;
  if (filter->looks != 0 &&
      !(filter->looks & (1u << td_task_look (self->snapshot, facts, self->as_of))))
    return FALSE;
  row->due = td_task_facts_due (facts, self->turns, self->as_of);
  if ((self->due_from != 0 && row->due < self->due_from) ||
      (self->due_to != 0 && (row->due == 0 || row->due > self->due_to)))
    return FALSE;
  if (filter->due_within >= 0 &&
      (!td_task_facts_days_left (facts, self->turns, self->as_of, &days) || days < 0 ||
       days > filter->due_within))
    return FALSE;
  if (filter->excused && !(facts->flags & TD_TASK_EXCUSED))
    return FALSE;
  if (filter->unit != NULL && !has_unit (self, facts))
    return FALSE;

  return self->found == NULL || g_hash_table_contains (self->found, &facts->id);
}

static const char *
first_lead (Query *self, const TdTaskFacts *facts)
{
  const TdTaskUnitRef *units = td_task_snapshot_units (self->snapshot, facts);

  return facts->n_units > 0 && units[0].lead ? units[0].label : NULL;
}

static char *
group_key (Query *self, const TdTaskFacts *facts, const Row *row)
{
  const char *unit;

  switch (self->filter->group_by)
    {
    case TD_TASK_GROUP_PLAN:
      return g_strdup_printf ("%" G_GINT64_FORMAT, facts->plan_id);
    case TD_TASK_GROUP_AREA:
      return g_strdup (facts->area != NULL ? facts->area : "");
    case TD_TASK_GROUP_UNIT:
      unit = first_lead (self, facts);
      return g_strdup (unit != NULL ? unit : "");
    case TD_TASK_GROUP_MONTH:
      if (row->due != 0)
        {
          GDate date;

          g_date_clear (&date, 1);
          g_date_set_julian (&date, row->due);
          return g_strdup_printf ("%d-%02d", g_date_get_year (&date),
                                  (int) g_date_get_month (&date));
        }
      return g_strdup ("");
    case TD_TASK_GROUP_STATUS:
      return g_strdup (td_task_status_to_nick ((TdTaskStatus) row->status));
    case TD_TASK_GROUP_NONE:
    case TD_N_TASK_GROUPS:
    default:
      return g_strdup ("");
    }
}

static char *
month_label (const char *key)
{
  return g_strdup_printf (_ ("Month %s/%.4s"), key + 5, key);
}

static char *
plan_label (Query *self, const TdTaskFacts *facts)
{
  const TdTaskPlanRef *plan = &g_array_index (self->snapshot->plans, TdTaskPlanRef, facts->plan_at);

  if (facts->plan_id == 0)
    return g_strdup (_ ("Given from above"));

  return g_strdup (plan->title != NULL ? plan->title : _ ("Plan without a title"));
}

static char *
group_label (Query *self, const char *key, const TdTaskFacts *facts)
{
  TdTaskStatus status;
  const char *area;

  switch (self->filter->group_by)
    {
    case TD_TASK_GROUP_PLAN:
      return plan_label (self, facts);
    case TD_TASK_GROUP_AREA:
      area = g_hash_table_lookup (self->areas, key);
      return g_strdup (area != NULL ? area : *key != '\0' ? key : _ ("No area"));
    case TD_TASK_GROUP_UNIT:
      return g_strdup (*key != '\0' ? key : _ ("No lead unit"));
    case TD_TASK_GROUP_MONTH:
      return *key != '\0' ? month_label (key) : g_strdup (_ ("No deadline"));
    case TD_TASK_GROUP_STATUS:
      return g_strdup (td_task_status_from_nick (key, &status) ? td_task_status_label (status)
                                                               : key);
    case TD_TASK_GROUP_NONE:
    case TD_N_TASK_GROUPS:
    default:
      return NULL;
    }
}

void
td_task_group_free (TdTaskGroup *group)
{
  g_free (group->key);
  g_free (group->label);
  g_free (group);
}

void
td_task_result_free (TdTaskResult *result)
{
  if (result == NULL)
    return;

  td_task_snapshot_unref (result->snapshot);
  g_array_unref (result->rows);
  g_ptr_array_unref (result->groups);
  g_free (result);
}

const TdTaskFacts *
td_task_result_nth (const TdTaskResult *result, guint row)
{
  g_return_val_if_fail (row < result->rows->len, NULL);

  return td_task_snapshot_nth (result->snapshot, g_array_index (result->rows, guint, row));
}

/* Months by date, statuses in their order, areas in the order of the office, units by name; "" goes
 * last. */
static int
compare_groups (gconstpointer a, gconstpointer b, gpointer data)
{
  const TdTaskGroup *x = *(TdTaskGroup *const *) a, *y = *(TdTaskGroup *const *) b;
  const Query *self = data;

  if ((*x->key == '\0') != (*y->key == '\0'))
    return *x->key == '\0' ? 1 : -1;
  if (self->filter->group_by == TD_TASK_GROUP_MONTH)
    return strcmp (x->key, y->key);
  if (self->filter->group_by == TD_TASK_GROUP_UNIT)
    return td_text_collate (x->label, y->label);
  if (self->filter->group_by == TD_TASK_GROUP_STATUS)
    {
      TdTaskStatus s = TD_TASK_NO_DEADLINE, t = TD_TASK_NO_DEADLINE;

      td_task_status_from_nick (x->key, &s);
      td_task_status_from_nick (y->key, &t);
      return (int) s - (int) t;
    }

  return x->first < y->first ? -1 : x->first > y->first; /* as first met */
}

static TdTaskGroup *
find_group (Query *self, GHashTable *table, const TdTaskFacts *facts, const Row *row)
{
  g_autofree char *key = group_key (self, facts, row);
  TdTaskGroup *group = g_hash_table_lookup (table, key);

  if (group == NULL)
    {
      group = g_new0 (TdTaskGroup, 1);
      group->label = group_label (self, key, facts);
      group->key = g_steal_pointer (&key);
      group->first = g_hash_table_size (table);
      g_hash_table_insert (table, group->key, group);
    }

  return group;
}

static int
compare_sort (const Query *self, const Row *x, const Row *y)
{
  const TdTaskFacts *a = td_task_snapshot_nth (self->snapshot, x->place);
  const TdTaskFacts *b = td_task_snapshot_nth (self->snapshot, y->place);

  switch (self->filter->sort)
    {
    case TD_TASK_SORT_DUE:
      if ((x->due == 0) != (y->due == 0))
        return (x->due == 0 ? 1 : -1) * (self->filter->descending ? -1 : 1);
      return x->due < y->due ? -1 : x->due > y->due;
    case TD_TASK_SORT_PROGRESS:
      return (int) a->progress - (int) b->progress;
    case TD_TASK_SORT_STATUS:
      return (int) x->status - (int) y->status;
    case TD_TASK_SORT_UNIT:
      return td_text_collate (
          a->n_units > 0 ? td_task_snapshot_units (self->snapshot, a)->label : "",
          b->n_units > 0 ? td_task_snapshot_units (self->snapshot, b)->label : "");
    case TD_TASK_SORT_PLAN:
    case TD_N_TASK_SORTS:
    default:
      return x->place < y->place ? -1 : x->place > y->place;
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const Row *x = a, *y = b;
  const Query *self = data;
  int order;

  if (x->order != y->order)
    return x->order < y->order ? -1 : 1;
  order = compare_sort (self, x, y);
  if (order != 0)
    return self->filter->descending ? -order : order;

  return x->place < y->place ? -1 : x->place > y->place;
}

static gboolean
find_words (Query *self, TdConnection *connection, GError **error)
{
  g_autofree char *expression = NULL;
  g_autoptr (TdStatement) statement = NULL;
  TdStep step;

  if (self->filter->text == NULL || td_text_is_blank (self->filter->text))
    return TRUE;
  self->found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  expression = td_search_expression (self->filter->text);
  if (expression == NULL)
    return TRUE;
  statement = td_connection_prepare (
      connection, "SELECT rowid >> 6 FROM search WHERE search MATCH ?1 AND rowid & 63 = ?2", error);
  if (statement == NULL)
    return FALSE;
  td_statement_bind_text (statement, 1, expression);
  td_statement_bind_int (statement, 2, TD_KIND_TASK);
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      gint64 id = td_statement_int (statement, 0);

      g_hash_table_add (self->found, g_memdup2 (&id, sizeof id));
    }

  return step == TD_STEP_DONE;
}

static gboolean
read_areas (Query *self, TdConnection *connection, GError **error)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (connection, "SELECT key, name FROM area ORDER BY position, id", error);
  TdStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    g_hash_table_insert (self->areas, g_strdup (td_statement_text (statement, 0)),
                         g_strdup (td_statement_text (statement, 1)));

  return step == TD_STEP_DONE;
}

static void
query_clear (Query *self)
{
  g_clear_pointer (&self->found, g_hash_table_unref);
  g_clear_pointer (&self->units, g_hash_table_unref);
  g_clear_pointer (&self->areas, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

static gboolean
query_init (Query *self,
            TdTaskSnapshot *snapshot,
            TdConnection *connection,
            const TdTaskFilter *filter,
            guint32 as_of,
            GError **error)
{
  self->snapshot = snapshot;
  self->filter = filter;
  self->as_of = as_of;
  self->due_from = julian (filter->due_from);
  self->due_to = julian (filter->due_to);
  self->turns = (const TdTaskTurn *) (gpointer) snapshot->turns->data;
  self->units = g_hash_table_new (NULL, NULL);
  self->areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return find_words (self, connection, error) &&
         (filter->group_by != TD_TASK_GROUP_AREA || read_areas (self, connection, error));
}

/* The rows of each group lie together once they are sorted by the order of the groups. */
static void
arrange (Query *self, GArray *rows, GPtrArray *groups, GPtrArray *of_row, TdTaskResult *result)
{
  guint first = 0;

  g_ptr_array_sort_with_data (groups, compare_groups, self);
  for (guint i = 0; i < groups->len; i++)
    {
      TdTaskGroup *group = g_ptr_array_index (groups, i);

      group->first = i;
    }
  for (guint i = 0; i < rows->len; i++)
    g_array_index (rows, Row, i).order = ((TdTaskGroup *) g_ptr_array_index (of_row, i))->first;
  if (groups->len > 1 || self->filter->sort != TD_TASK_SORT_PLAN || self->filter->descending)
    g_array_sort_with_data (rows, compare_rows, self);
  for (guint i = 0; i < groups->len; i++)
    {
      TdTaskGroup *group = g_ptr_array_index (groups, i);

      group->first = first;
      first += group->n;
    }
  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (result->rows, g_array_index (rows, Row, i).place);
}

/**
 * td_task_query_run:
 * @snapshot: the facts of all tasks
 * @connection: for words and names of areas
 * @filter: which tasks, grouped and sorted how
 * @as_of: the day, as Julian day
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the tasks found with the figures of all and of each group
 */
TdTaskResult *
td_task_query_run (TdTaskSnapshot *snapshot,
                   TdConnection *connection,
                   const TdTaskFilter *filter,
                   guint32 as_of,
                   GError **error)
{
  g_auto (Query) self = { 0 };
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autoptr (GHashTable) table = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) of_row = g_ptr_array_new ();
  g_autoptr (TdTaskResult) result = NULL;
  TdTaskGroup *group = NULL;

  if (!query_init (&self, snapshot, connection, filter, as_of, error))
    return NULL;
  result = g_new0 (TdTaskResult, 1);
  result->snapshot = td_task_snapshot_ref (snapshot);
  result->as_of = as_of;
  result->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  result->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) td_task_group_free);
  for (guint i = 0; i < snapshot->facts->len; i++)
    {
      const TdTaskFacts *facts = td_task_snapshot_nth (snapshot, i);
      Row row = { i, 0, 0, 0 };

      if (!matches (&self, facts, &row))
        continue;
      if (group == NULL || filter->group_by != TD_TASK_GROUP_NONE)
        group = find_group (&self, table, facts, &row);
      if (group->n++ == 0)
        g_ptr_array_add (result->groups, group);
      td_task_count_add (&group->count, facts, self.turns, as_of);
      td_task_count_add (&result->count, facts, self.turns, as_of);
      g_array_append_val (rows, row);
      g_ptr_array_add (of_row, group);
    }
  arrange (&self, rows, result->groups, of_row, result);

  return g_steal_pointer (&result);
}

static void
count_units (Query *self, GHashTable *table, GPtrArray *groups, const TdTaskFacts *facts)
{
  const TdTaskUnitRef *units = td_task_snapshot_units (self->snapshot, facts);
  guint n_lead = 0;

  for (guint i = 0; i < MAX (facts->n_units, 1); i++)
    {
      const char *label = facts->n_units > 0 && units[i].lead ? units[i].label : "";
      TdTaskGroup *group;

      if (*label == '\0' && n_lead > 0)
        break;
      n_lead++;
      group = g_hash_table_lookup (table, label);
      if (group == NULL)
        {
          group = g_new0 (TdTaskGroup, 1);
          group->key = g_strdup (label);
          group->label = group_label (self, label, facts);
          g_hash_table_insert (table, group->key, group);
          g_ptr_array_add (groups, group);
        }
      group->n++;
      td_task_count_add (&group->count, facts, self->turns, self->as_of);
      if (*label == '\0')
        break;
    }
}

/**
 * td_task_query_count_by:
 * @snapshot: the facts of all tasks
 * @connection: for words and names of areas
 * @filter: which tasks, and by what to count (its group_by)
 * @as_of: the day
 * @error: return location
 *
 * As td_task_query_run(), figures alone. By unit, a task counts for each of its lead units; the sum
 * may exceed the number of tasks then.
 *
 * Returns: (nullable) (transfer full) (element-type TdTaskGroup): figures by group
 */
GPtrArray *
td_task_query_count_by (TdTaskSnapshot *snapshot,
                        TdConnection *connection,
                        const TdTaskFilter *filter,
                        guint32 as_of,
                        GError **error)
{
  g_auto (Query) self = { 0 };
  g_autoptr (GHashTable) table = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) groups =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_task_group_free);

  if (!query_init (&self, snapshot, connection, filter, as_of, error))
    return NULL;
  for (guint i = 0; i < snapshot->facts->len; i++)
    {
      const TdTaskFacts *facts = td_task_snapshot_nth (snapshot, i);
      TdTaskGroup *group;
      Row row = { i, 0, 0, 0 };

      if (!matches (&self, facts, &row))
        continue;
      if (filter->group_by == TD_TASK_GROUP_UNIT)
        {
          count_units (&self, table, groups, facts);
          continue;
        }
      group = find_group (&self, table, facts, &row);
      if (group->n++ == 0)
        g_ptr_array_add (groups, group);
      td_task_count_add (&group->count, facts, self.turns, as_of);
    }
  g_ptr_array_sort_with_data (groups, compare_groups, &self);

  return g_steal_pointer (&groups);
}
