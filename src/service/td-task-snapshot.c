/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-snapshot.h"

#include "td-task-snapshot-private.h"

G_DEFINE_BOXED_TYPE (TdTaskSnapshot, td_task_snapshot, td_task_snapshot_ref, td_task_snapshot_unref)

static void
clear_strings (gpointer data)
{
  g_string_chunk_free (((TdTaskStrings *) data)->chunk);
}

/* strings: (nullable): those of the snapshot this one is made from */
TdTaskSnapshot *
td_task_snapshot_new (TdTaskStrings *strings)
{
  TdTaskSnapshot *self = g_new0 (TdTaskSnapshot, 1);

  g_atomic_ref_count_init (&self->references);
  if (strings != NULL)
    self->strings = g_atomic_rc_box_acquire (strings);
  else
    {
      self->strings = g_atomic_rc_box_new0 (TdTaskStrings);
      self->strings->chunk = g_string_chunk_new (16384);
    }
  self->facts = g_array_new (FALSE, FALSE, sizeof (TdTaskFacts));
  self->turns = g_array_new (FALSE, FALSE, sizeof (TdTaskTurn));
  self->units = g_array_new (FALSE, FALSE, sizeof (TdTaskUnitRef));
  self->plans = g_array_new (FALSE, FALSE, sizeof (TdTaskPlanRef));

  return self;
}

/* Plan by plan, newest year first, then as the plan prints them. */
int
td_task_facts_compare (gconstpointer a, gconstpointer b)
{
  const TdTaskFacts *x = a, *y = b;

  if (x->plan_at != y->plan_at)
    return x->plan_at < y->plan_at ? -1 : 1;
  if (x->group_position != y->group_position)
    return x->group_position < y->group_position ? -1 : 1;
  if (x->group_id != y->group_id)
    return x->group_id < y->group_id ? -1 : 1;
  if (x->position != y->position)
    return x->position < y->position ? -1 : 1;

  return x->id < y->id ? -1 : x->id > y->id;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  gint64 x = ((const TdTaskPlace *) a)->id, y = ((const TdTaskPlace *) b)->id;

  return x < y ? -1 : x > y;
}

/* To see that an array is in order takes a twentieth of sorting it; mostly it is. The first @from
 * are known to be. */
static void
sort_if_needed (GArray *array, guint from, GCompareFunc compare)
{
  guint size = g_array_get_element_size (array);

  for (guint i = MAX (from, 1); i < array->len; i++)
    {
      if (compare (array->data + (gsize) (i - 1) * size, array->data + (gsize) i * size) > 0)
        {
          g_array_sort (array, compare);
          return;
        }
    }
}

/* Puts the facts in order, of which the first @n_sorted are already. */
void
td_task_snapshot_sort (TdTaskSnapshot *self, guint n_sorted)
{
  sort_if_needed (self->facts, n_sorted, td_task_facts_compare);
}

/* Where each task is, by id. Made by the first who asks, on whatever thread: to count what there is
 * needs none of it. */
GArray *
td_task_snapshot_index (const TdTaskSnapshot *snapshot)
{
  TdTaskSnapshot *self = (TdTaskSnapshot *) snapshot;

  if (g_once_init_enter (&self->index))
    {
      GArray *index = g_array_sized_new (FALSE, FALSE, sizeof (TdTaskPlace), self->facts->len);

      for (guint i = 0; i < self->facts->len; i++)
        {
          TdTaskPlace place = { td_task_snapshot_nth (self, i)->id, i };

          g_array_append_val (index, place);
        }
      sort_if_needed (index, 0, compare_places);
      g_once_init_leave (&self->index, index);
    }

  return self->index;
}

TdTaskSnapshot *
td_task_snapshot_ref (TdTaskSnapshot *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

void
td_task_snapshot_unref (TdTaskSnapshot *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;

  g_atomic_rc_box_release_full (self->strings, clear_strings);
  g_array_unref (self->facts);
  g_array_unref (self->turns);
  g_array_unref (self->units);
  g_array_unref (self->plans);
  g_clear_pointer (&self->index, g_array_unref);
  g_free (self);
}

guint
td_task_snapshot_length (const TdTaskSnapshot *self)
{
  return self->facts->len;
}

const TdTaskFacts *
td_task_snapshot_nth (const TdTaskSnapshot *self, guint index)
{
  g_return_val_if_fail (index < self->facts->len, NULL);

  return &g_array_index (self->facts, TdTaskFacts, index);
}

/**
 * td_task_snapshot_find:
 * @self: a snapshot
 * @task_id: a task
 *
 * Returns: (nullable) (transfer none): its facts
 */
const TdTaskFacts *
td_task_snapshot_find (const TdTaskSnapshot *self, gint64 task_id)
{
  GArray *index = td_task_snapshot_index (self);
  TdTaskPlace wanted = { task_id, 0 };
  guint found;

  if (!g_array_binary_search (index, &wanted, compare_places, &found))
    return NULL;

  return td_task_snapshot_nth (self, g_array_index (index, TdTaskPlace, found).place);
}

/**
 * td_task_snapshot_units:
 * @self: a snapshot
 * @facts: a task of it
 *
 * Returns: (array) (nullable) (transfer none): the n_units units of the task, lead ones first
 */
const TdTaskUnitRef *
td_task_snapshot_units (const TdTaskSnapshot *self, const TdTaskFacts *facts)
{
  return facts->n_units > 0 ? &g_array_index (self->units, TdTaskUnitRef, facts->units_at) : NULL;
}

TdTaskStatus
td_task_snapshot_status (const TdTaskSnapshot *self, const TdTaskFacts *facts, guint32 as_of)
{
  return td_task_facts_status (facts, (const TdTaskTurn *) (gpointer) self->turns->data, as_of);
}

guint32
td_task_snapshot_due (const TdTaskSnapshot *self, const TdTaskFacts *facts, guint32 as_of)
{
  return td_task_facts_due (facts, (const TdTaskTurn *) (gpointer) self->turns->data, as_of);
}

gboolean
td_task_snapshot_days_left (const TdTaskSnapshot *self,
                            const TdTaskFacts *facts,
                            guint32 as_of,
                            int *days)
{
  return td_task_facts_days_left (facts, (const TdTaskTurn *) (gpointer) self->turns->data, as_of,
                                  days);
}

/**
 * td_task_snapshot_count:
 * @self: a snapshot
 * @plan_id: one plan; 0: all tasks
 * @as_of: the day, as Julian day
 * @count: (out): the figures
 *
 * Counts the tasks as of a day; see TdTaskCount.
 */
void
td_task_snapshot_count (const TdTaskSnapshot *self,
                        gint64 plan_id,
                        guint32 as_of,
                        TdTaskCount *count)
{
  const TdTaskTurn *turns = (const TdTaskTurn *) (gpointer) self->turns->data;

  *count = (TdTaskCount){ 0 };
  for (guint i = 0; i < self->facts->len; i++)
    {
      const TdTaskFacts *facts = &g_array_index (self->facts, TdTaskFacts, i);

      if (plan_id == 0 || facts->plan_id == plan_id)
        td_task_count_add (count, facts, turns, as_of);
    }
}
