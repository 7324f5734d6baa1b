/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-date.h"
#include "td-row-sql.h"
#include "td-task-blocks.h"
#include "td-task-snapshot-private.h"
#include "td-turn.h"

/* What is read around the tasks while a snapshot is made. */
typedef struct
{
  TdTaskSnapshot *snapshot;
  TdConnection *connection;
  char *ids;              /* (nullable): only these tasks, "1,2,3" or a query */
  GHashTable *plans;      /* plan id -> index + 1 */
  GHashTable *labels;     /* unit id -> name in the register */
  GHashTable *groups;     /* group id -> Group */
  GHashTable *done_turns; /* task id -> GArray of Turn */
  GHashTable *milestones; /* task id -> GArray of TdTaskTurn */
  GHashTable *expansions; /* "recurrence|words|year" -> GArray of TdTurn */
} Load;

typedef struct
{
  gint64 position;
  const char *area;
} Group;

typedef struct
{
  char period[TD_TURN_PERIOD_SIZE];
  guint32 done;
} DoneTurn;

typedef gboolean (*RowFunc) (Load *self, TdStatement *row);

static guint32
julian (const char *iso)
{
  GDate date;

  return td_date_parse_iso (iso, &date) ? g_date_get_julian (&date) : 0;
}

static const char *
keep (Load *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (self->snapshot->strings->chunk, text) : NULL;
}

static gint64 *
id_key (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

/* @sql has a %s where the choice of tasks by @column goes. */
static gboolean
for_each (Load *self, const char *sql, const char *column, RowFunc func, GError **error)
{
  g_autofree char *choice = self->ids != NULL && column != NULL
                                ? g_strdup_printf (" AND %s IN (%s)", column, self->ids)
                                : g_strdup ("");
  g_auto (GStrv) parts = g_strsplit (sql, "%s", 2);
  g_autofree char *whole =
      parts[1] != NULL ? g_strconcat (parts[0], choice, parts[1], NULL) : g_strdup (sql);
  g_autoptr (TdStatement) statement = td_connection_prepare (self->connection, whole, error);
  TdStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    func (self, statement);

  return step == TD_STEP_DONE;
}

static gboolean
add_plan (Load *self, TdStatement *row)
{
  TdTaskPlanRef plan = { td_statement_int (row, 0), td_statement_int (row, 1),
                         keep (self, td_statement_text (row, 2)) };

  g_array_append_val (self->snapshot->plans, plan);
  g_hash_table_insert (self->plans, id_key (plan.id),
                       GUINT_TO_POINTER (self->snapshot->plans->len));

  return TRUE;
}

static gboolean
add_label (Load *self, TdStatement *row)
{
  g_hash_table_insert (self->labels, id_key (td_statement_int (row, 0)),
                       (gpointer) keep (self, td_statement_text (row, 1)));

  return TRUE;
}

static gboolean
add_group (Load *self, TdStatement *row)
{
  Group *group = g_new (Group, 1);

  group->position = td_statement_int (row, 1);
  group->area = keep (self, td_statement_text (row, 2));
  g_hash_table_insert (self->groups, id_key (td_statement_int (row, 0)), group);

  return TRUE;
}

static GArray *
array_of (GHashTable *table, gint64 id, guint size)
{
  GArray *array = g_hash_table_lookup (table, &id);

  if (array == NULL)
    {
      array = g_array_new (FALSE, TRUE, size);
      g_hash_table_insert (table, id_key (id), array);
    }

  return array;
}

static gboolean
add_done_turn (Load *self, TdStatement *row)
{
  GArray *array = array_of (self->done_turns, td_statement_int (row, 0), sizeof (DoneTurn));
  DoneTurn turn = { { 0 }, julian (td_statement_text (row, 2)) };

  g_strlcpy (turn.period, td_statement_text (row, 1), sizeof turn.period);
  g_array_append_val (array, turn);

  return TRUE;
}

static gboolean
add_milestone (Load *self, TdStatement *row)
{
  GArray *array = array_of (self->milestones, td_statement_int (row, 0), sizeof (TdTaskTurn));
  TdTaskTurn turn = { julian (td_statement_text (row, 1)), julian (td_statement_text (row, 2)),
                      julian (td_statement_text (row, 3)) };

  if (turn.last != 0)
    g_array_append_val (array, turn);

  return TRUE;
}

enum
{
  TASK_ID,
  TASK_PLAN,
  TASK_GROUP,
  TASK_POSITION,
  TASK_AREA,
  TASK_KIND,
  TASK_START,
  TASK_END,
  TASK_EXCLUSIVE,
  TASK_RECURRENCE,
  TASK_CONDITION,
  TASK_TYPED,
  TASK_PROGRESS,
  TASK_DONE,
  TASK_WORDS, /* only where they say more than the columns do */
};

#define TASK_SQL                                                                                   \
  "SELECT id, plan_id, group_id, position, area_key, deadline_kind, deadline_start, deadline_end," \
  " deadline_exclusive, deadline_recurrence, deadline_condition, deadline_typed, progress,"        \
  " done_date, CASE WHEN deadline_recurrence LIKE '%;count=%' OR deadline_kind = 'compound'"       \
  " THEN deadline_text END"                                                                        \
  " FROM task WHERE " TD_ROW_SQL_VISIBLE "%s"

/* Returns: (transfer none) (element-type TdTurn): the turns of the task's deadline */
static GArray *
expand (Load *self, TdStatement *row, int year)
{
  const char *recurrence = td_statement_text (row, TASK_RECURRENCE);
  const char *words = td_statement_text (row, TASK_WORDS);
  const char *start = td_statement_text (row, TASK_START);
  const char *end = td_statement_text (row, TASK_END);
  gboolean exclusive = td_statement_int (row, TASK_EXCLUSIVE) != 0;
  g_autofree char *key =
      g_strdup_printf ("%s|%s|%s|%s|%d|%d", recurrence ? recurrence : "", words ? words : "",
                       start ? start : "", end ? end : "", exclusive, year);
  GArray *turns = g_hash_table_lookup (self->expansions, key);
  g_autoptr (TdDeadline) deadline = NULL;

  if (turns != NULL)
    return turns;
  /* the columns keep the outer window alone: "02 lần/năm vào tháng 6 và tháng 11" has two */
  deadline = td_deadline_parse (td_statement_int (row, TASK_TYPED) == 0 ? words : NULL, year, NULL);
  if (g_strcmp0 (deadline->recurrence, recurrence) != 0)
    {
      g_clear_pointer (&deadline->parts, g_ptr_array_unref);
      g_free (deadline->recurrence);
      g_free (deadline->start);
      g_free (deadline->end);
      deadline->recurrence = g_strdup (recurrence);
      deadline->start = g_strdup (start);
      deadline->end = g_strdup (end);
      deadline->end_exclusive = exclusive;
    }
  turns = td_turn_expand (deadline, year);
  g_hash_table_insert (self->expansions, g_steal_pointer (&key), turns);

  return turns;
}

/* A turn is done when a row names its period, or a period that lies in it ("2026-03" in a
 * quarter). */
static guint32
done_day (const GArray *done, const TdTurn *turn)
{
  for (guint i = 0; done != NULL && i < done->len; i++)
    {
      const DoneTurn *row = &g_array_index (done, DoneTurn, i);
      GDate first, last;

      if (strcmp (row->period, turn->period) == 0)
        return row->done;
      if (strchr (turn->period, '/') == NULL && td_turn_period_days (row->period, &first, &last) &&
          g_date_get_julian (&first) >= turn->first && g_date_get_julian (&last) <= turn->last)
        return row->done;
    }

  return 0;
}

static void
set_turns (Load *self, TdStatement *row, TdTaskFacts *facts, int year)
{
  TdTaskSnapshot *snapshot = self->snapshot;
  const GArray *milestones = g_hash_table_lookup (self->milestones, &facts->id);
  const GArray *done = g_hash_table_lookup (self->done_turns, &facts->id);

  facts->turns_at = snapshot->turns->len;
  if (milestones != NULL && milestones->len > 0)
    {
      g_array_append_vals (snapshot->turns, milestones->data, milestones->len);
      facts->flags |= TD_TASK_MILESTONES;
    }
  else if (year != 0 && (td_statement_text (row, TASK_RECURRENCE) != NULL ||
                         g_strcmp0 (td_statement_text (row, TASK_KIND), "compound") == 0))
    {
      const GArray *turns = expand (self, row, year);

      for (guint i = 0; i < turns->len; i++)
        {
          const TdTurn *turn = &g_array_index (turns, TdTurn, i);
          TdTaskTurn fact = { turn->first, turn->last, done_day (done, turn) };

          g_array_append_val (snapshot->turns, fact);
        }
    }
  facts->n_turns = (guint16) (snapshot->turns->len - facts->turns_at);
}

/* RULE deadline-before: "trước ngày D" ends the day before D. */
static void
set_window (TdStatement *row, TdTaskFacts *facts)
{
  TdDeadlineKind kind = TD_DEADLINE_UNSPECIFIED;

  td_deadline_kind_from_nick (td_statement_text (row, TASK_KIND), &kind);
  facts->kind = (guint8) kind;
  facts->start = julian (td_statement_text (row, TASK_START));
  facts->due = julian (td_statement_text (row, TASK_END));
  if (facts->due != 0 && td_statement_int (row, TASK_EXCLUSIVE) != 0)
    facts->due--;
  if (kind == TD_DEADLINE_CONTINUOUS || kind == TD_DEADLINE_RECURRING)
    {
      if (kind == TD_DEADLINE_CONTINUOUS)
        facts->flags |= TD_TASK_CONTINUOUS;
      /* a recurring task without turns is confirmed like a continuous one */
      if (facts->n_turns == 0)
        {
          facts->flags |= TD_TASK_CONTINUOUS;
          facts->due = 0;
        }
    }
  if (td_statement_text (row, TASK_CONDITION) != NULL && facts->due == 0 && facts->n_turns == 0)
    facts->flags |= TD_TASK_WAITS;
}

static gboolean
add_task (Load *self, TdStatement *row)
{
  TdTaskFacts facts = { 0 };
  const Group *group;
  guint plan;

  facts.id = td_statement_int (row, TASK_ID);
  facts.plan_id = td_statement_int (row, TASK_PLAN);
  facts.group_id = td_statement_int (row, TASK_GROUP);
  facts.position = td_statement_int (row, TASK_POSITION);
  facts.area = keep (self, td_statement_text (row, TASK_AREA));
  facts.progress = (guint8) CLAMP (td_statement_int (row, TASK_PROGRESS), 0, 100);
  facts.done = julian (td_statement_text (row, TASK_DONE));
  plan = GPOINTER_TO_UINT (g_hash_table_lookup (self->plans, &facts.plan_id));
  if (plan == 0)
    return TRUE;
  facts.plan_at = (guint16) (plan - 1);
  if (facts.plan_id == 0)
    facts.flags |= TD_TASK_ASSIGNED;
  group = g_hash_table_lookup (self->groups, &facts.group_id);
  facts.group_position = group != NULL ? group->position : -1;
  if (facts.area == NULL && group != NULL)
    facts.area = group->area;
  set_turns (self, row, &facts,
             (int) g_array_index (self->snapshot->plans, TdTaskPlanRef, plan - 1).year);
  set_window (row, &facts);
  g_array_append_val (self->snapshot->facts, facts);

  return TRUE;
}

static TdTaskFacts *
find (Load *self, TdStatement *row)
{
  return (TdTaskFacts *) td_task_snapshot_find (self->snapshot, td_statement_int (row, 0));
}

static gboolean
add_unit (Load *self, TdStatement *row)
{
  TdTaskFacts *task = find (self, row);
  TdTaskUnitRef unit = { td_statement_int (row, 1), keep (self, td_statement_text (row, 2)), NULL,
                         td_statement_int (row, 3) != 0 };

  if (task == NULL || unit.name == NULL)
    return TRUE;
  unit.label = g_hash_table_lookup (self->labels, &unit.unit_id);
  if (unit.label == NULL)
    unit.label = unit.name;
  if (task->n_units == 0)
    task->units_at = self->snapshot->units->len;
  task->n_units++;
  g_array_append_val (self->snapshot->units, unit);

  return TRUE;
}

/* RULE task-trigger: the term counts from the trigger document. Where neither the document nor the
 * words set a term, the task is due with the year of its plan. */
static gboolean
add_trigger (Load *self, TdStatement *row)
{
  TdTaskFacts *task = find (self, row);
  guint32 date = julian (td_statement_text (row, 1));
  guint32 due = julian (td_statement_text (row, 2));
  GDate year_end;
  gint64 year;

  if (task == NULL || date == 0)
    return TRUE;
  task->triggered = date;
  if (!(task->flags & TD_TASK_WAITS))
    return TRUE;
  task->start = date;
  task->due = due != 0 ? due : date + (guint32) CLAMP (td_statement_int (row, 3), 0, 3660);
  if (task->due > date || due != 0)
    return TRUE;
  year = g_array_index (self->snapshot->plans, TdTaskPlanRef, task->plan_at).year;
  if (year >= 1 && year <= 9999)
    {
      g_date_clear (&year_end, 1);
      g_date_set_dmy (&year_end, 31, G_DATE_DECEMBER, (GDateYear) year);
      task->due = MAX (g_date_get_julian (&year_end), date);
    }
  else
    task->due = 0;

  return TRUE;
}

static gboolean
add_update (Load *self, TdStatement *row)
{
  TdTaskFacts *task = find (self, row);

  if (task == NULL)
    return TRUE;
  task->flags |= TD_TASK_UPDATED;
  if (td_statement_int (row, 1) != 0)
    task->flags |= TD_TASK_EXCUSED;

  return TRUE;
}

static gboolean
load_frame (Load *self, GError **error)
{
  TdTaskPlanRef above = { 0, 0, NULL };
  GDate today;

  if (!for_each (self,
                 "SELECT id, year, title FROM plan WHERE " TD_ROW_SQL_VISIBLE
                 " ORDER BY year DESC, id",
                 NULL, add_plan, error))
    return FALSE;
  td_date_today (&today);
  above.year = g_date_get_year (&today);
  g_array_append_val (self->snapshot->plans, above);
  g_hash_table_insert (self->plans, id_key (0), GUINT_TO_POINTER (self->snapshot->plans->len));

  return for_each (self, "SELECT id, name FROM unit WHERE " TD_ROW_SQL_VISIBLE, NULL, add_label,
                   error);
}

/* The area rows that the tasks stand under. */
static gboolean
load_groups (Load *self, GError **error)
{
  g_autofree char *choice =
      self->ids != NULL
          ? g_strdup_printf (" AND id IN (SELECT group_id FROM task WHERE id IN (%s))", self->ids)
          : g_strdup ("");
  g_autofree char *sql = g_strconcat (
      "SELECT id, position, area_key FROM plan_group WHERE " TD_ROW_SQL_VISIBLE, choice, NULL);

  return for_each (self, sql, NULL, add_group, error);
}

static gboolean
load_tasks (Load *self, GError **error)
{
  return load_groups (self, error) &&
         for_each (self,
                   "SELECT task_id, period, done_date FROM task_occurrence"
                   " WHERE done_date NOT NULL AND " TD_ROW_SQL_VISIBLE "%s",
                   "task_id", add_done_turn, error) &&
         for_each (self,
                   "SELECT task_id, start, \"end\", done_date FROM task_milestone"
                   " WHERE " TD_ROW_SQL_VISIBLE "%s ORDER BY task_id, position, id",
                   "task_id", add_milestone, error) &&
         for_each (self, TASK_SQL, "id", add_task, error);
}

static gboolean
load_children (Load *self, GError **error)
{
  return for_each (self,
                   "SELECT task_id, unit_id, text, role = 'lead' FROM task_unit"
                   " WHERE " TD_ROW_SQL_VISIBLE "%s ORDER BY task_id, role <> 'lead', position, id",
                   "task_id", add_unit, error) &&
         for_each (self,
                   "SELECT task_id, date, due, days FROM task_trigger WHERE " TD_ROW_SQL_VISIBLE
                   "%s ORDER BY task_id, date, id",
                   "task_id", add_trigger, error) &&
         for_each (self,
                   "SELECT task_id, max (delay_excused) FROM task_update"
                   " WHERE " TD_ROW_SQL_VISIBLE "%s GROUP BY task_id",
                   "task_id", add_update, error);
}

static GHashTable *
id_table (GDestroyNotify destroy)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, destroy);
}

static void
load_init (Load *self, TdTaskSnapshot *snapshot, TdConnection *connection)
{
  self->snapshot = snapshot;
  self->connection = connection;
  self->ids = NULL;
  self->plans = id_table (NULL);
  self->labels = id_table (NULL);
  self->groups = id_table (g_free);
  self->done_turns = id_table ((GDestroyNotify) g_array_unref);
  self->milestones = id_table ((GDestroyNotify) g_array_unref);
  self->expansions =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
}

static void
load_clear (Load *self)
{
  g_free (self->ids);
  g_hash_table_unref (self->plans);
  g_hash_table_unref (self->labels);
  g_hash_table_unref (self->groups);
  g_hash_table_unref (self->done_turns);
  g_hash_table_unref (self->milestones);
  g_hash_table_unref (self->expansions);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Load, load_clear)

static gboolean
load_rows (Load *self, GError **error)
{
  guint n_before = self->snapshot->facts->len; /* from blocks, in order */

  if (!load_tasks (self, error))
    return FALSE;
  td_task_snapshot_sort (self->snapshot, n_before);

  return self->snapshot->facts->len == n_before || load_children (self, error);
}

/* The tasks of these plans and those given from above. */
static char *
tasks_of_plans (const char *plan_ids)
{
  return g_strdup_printf ("SELECT id FROM task WHERE plan_id IN (%s)"
                          " UNION ALL SELECT id FROM task WHERE plan_id IS NULL",
                          plan_ids);
}

/* Every plan from its block where it has one; the others, and what has no plan, from their rows. */
static TdTaskSnapshot *
load (TdConnection *connection, gboolean blocks, gboolean *damaged, GError **error)
{
  g_autoptr (TdTaskSnapshot) snapshot = td_task_snapshot_new (NULL);
  g_auto (Load) self = { 0 };

  load_init (&self, snapshot, connection);
  if (!load_frame (&self, error))
    return NULL;
  if (blocks)
    {
      g_autofree char *without = NULL;

      if (!td_task_blocks_read (connection, snapshot, self.labels, &without, damaged, error) ||
          *damaged)
        return NULL;
      self.ids = snapshot->facts->len > 0 ? tasks_of_plans (without) : NULL;
    }

  return load_rows (&self, error) ? g_steal_pointer (&snapshot) : NULL;
}

/**
 * td_task_snapshot_load:
 * @connection: where to read; the reader thread's when there may be many tasks
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the facts of all tasks, those given from above last
 */
TdTaskSnapshot *
td_task_snapshot_load (TdConnection *connection, GError **error)
{
  gboolean damaged = FALSE;
  TdTaskSnapshot *snapshot = load (connection, TRUE, &damaged, error);

  return damaged ? load (connection, FALSE, &damaged, error) : snapshot;
}

/**
 * td_task_snapshot_load_plans:
 * @connection: where to read
 * @plan_ids: "1,2,3"
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the facts of the tasks of these plans and of those without a
 *   plan, all from their rows
 */
TdTaskSnapshot *
td_task_snapshot_load_plans (TdConnection *connection, const char *plan_ids, GError **error)
{
  g_autoptr (TdTaskSnapshot) snapshot = td_task_snapshot_new (NULL);
  g_auto (Load) self = { 0 };

  load_init (&self, snapshot, connection);
  self.ids = tasks_of_plans (plan_ids);

  return load_frame (&self, error) && load_rows (&self, error) ? g_steal_pointer (&snapshot) : NULL;
}

static void
append_array (GArray *to, const GArray *from)
{
  g_array_append_vals (to, from->data, from->len);
}

/* The tasks of @self that are not among @ids. */
static void
copy_others (const TdTaskSnapshot *self, TdTaskSnapshot *copy, const gint64 *ids, guint n_ids)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < n_ids; i++)
    g_hash_table_add (gone, (gpointer) &ids[i]);
  for (guint i = 0; i < self->facts->len; i++)
    {
      const TdTaskFacts *facts = td_task_snapshot_nth (self, i);

      if (!g_hash_table_contains (gone, &facts->id))
        g_array_append_vals (copy->facts, facts, 1);
    }
}

/* Where each of the tasks read anew stood before: the order is the same then, and with it the
 * index. */
static gboolean
put_in_place (const TdTaskSnapshot *self, TdTaskSnapshot *copy, const GArray *fresh)
{
  for (guint i = 0; i < fresh->len; i++)
    {
      const TdTaskFacts *facts = &g_array_index (fresh, TdTaskFacts, i);
      const TdTaskFacts *old = td_task_snapshot_find (self, facts->id);

      if (old == NULL || td_task_facts_compare (old, facts) != 0)
        return FALSE;
    }
  append_array (copy->facts, self->facts);
  for (guint i = 0; i < fresh->len; i++)
    {
      const TdTaskFacts *facts = &g_array_index (fresh, TdTaskFacts, i);
      const TdTaskFacts *old = td_task_snapshot_find (self, facts->id);
      guint place = (guint) (old - (const TdTaskFacts *) (gpointer) self->facts->data);

      g_array_index (copy->facts, TdTaskFacts, place) = *facts;
    }
  copy->index = g_array_ref (td_task_snapshot_index (self));

  return TRUE;
}

/**
 * td_task_snapshot_patch:
 * @self: a snapshot
 * @connection: where to read
 * @task_ids: (array length=n_ids): tasks that were changed, added or deleted since
 * @n_ids: how many
 * @error: return location
 *
 * For the same plans, area rows and units as before; when those changed, load anew.
 *
 * Returns: (nullable) (transfer full): a snapshot as of now
 */
TdTaskSnapshot *
td_task_snapshot_patch (TdTaskSnapshot *self,
                        TdConnection *connection,
                        const gint64 *task_ids,
                        guint n_ids,
                        GError **error)
{
  g_autoptr (TdTaskSnapshot) copy = td_task_snapshot_new (self->strings);
  g_autoptr (GArray) fresh = NULL;
  g_auto (Load) load = { 0 };
  GString *ids = g_string_new (NULL);
  guint n_found = 0;

  for (guint i = 0; i < n_ids; i++)
    {
      g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", task_ids[i]);
      n_found += td_task_snapshot_find (self, task_ids[i]) != NULL;
    }
  load_init (&load, copy, connection);
  load.ids = g_string_free (ids, FALSE);
  append_array (copy->turns, self->turns);
  append_array (copy->units, self->units);
  if (!load_frame (&load, error) || !load_tasks (&load, error))
    return NULL;

  fresh = g_array_copy (copy->facts);
  g_array_set_size (copy->facts, 0);
  if (fresh->len != n_found || !put_in_place (self, copy, fresh))
    {
      copy_others (self, copy, task_ids, n_ids);
      append_array (copy->facts, fresh);
      td_task_snapshot_sort (copy, 0);
    }

  return load_children (&load, error) ? g_steal_pointer (&copy) : NULL;
}
