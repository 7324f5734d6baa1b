/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-annex-moves.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * td_annex_list_groups:
 * @data: a plan
 *
 * Returns: (transfer full) (element-type TdPlanGroupRow): the area rows that the annex prints, in
 *   order; borrowed
 */
GPtrArray *
td_annex_list_groups (const TdPlanData *data)
{
  GPtrArray *groups = g_ptr_array_new ();

  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_PLAN_GROUP); i++)
    {
      TdPlanGroupRow *group = td_plan_data_nth (data, TD_KIND_PLAN_GROUP, i);

      if (group->section_id == 0)
        g_ptr_array_add (groups, group);
    }

  return groups;
}

/**
 * td_annex_list_tasks:
 * @data: a plan
 * @group_id: an area row, 0: the tasks above the first one
 *
 * Returns: (transfer full) (element-type TdTaskRow): the tasks of the annex there, in order;
 *   borrowed. Tasks that are bullets of the body are not among them.
 */
GPtrArray *
td_annex_list_tasks (const TdPlanData *data, gint64 group_id)
{
  GPtrArray *tasks = td_plan_data_group_tasks (data, group_id);

  for (guint i = tasks->len; i-- > 0;)
    {
      const TdTaskRow *task = g_ptr_array_index (tasks, i);

      if (g_strcmp0 (task->origin, "section_bullet") == 0)
        g_ptr_array_remove_index (tasks, i);
    }

  return tasks;
}

/**
 * td_annex_group_name:
 * @group: an area row
 *
 * Returns: (transfer full): number and title in one line
 */
char *
td_annex_group_name (const TdPlanGroupRow *group)
{
  const char *title = group->title != NULL ? group->title : _ ("Untitled");

  return group->label != NULL ? g_strdup_printf ("%s. %s", group->label, title) : g_strdup (title);
}

static guint
index_of (GPtrArray *rows, gint64 id)
{
  for (guint i = 0; i < rows->len; i++)
    {
      if (((TdRow *) g_ptr_array_index (rows, i))->id == id)
        return i;
    }

  return G_MAXUINT;
}

/* The area before or after @group_id; FALSE at the ends. Area 0, above the first row, exists while
 * it holds tasks. */
static gboolean
neighbour_group (const TdPlanData *data, gint64 group_id, int step, gint64 *neighbour)
{
  g_autoptr (GPtrArray) groups = td_annex_list_groups (data);
  g_autoptr (GPtrArray) loose = td_annex_list_tasks (data, 0);
  int index = group_id != 0 ? (int) index_of (groups, group_id) : -1;

  index += step;
  if (index >= 0 && index < (int) groups->len)
    *neighbour = ((TdRow *) g_ptr_array_index (groups, index))->id;
  else if (index == -1 && loose->len > 0)
    *neighbour = 0;
  else
    return FALSE;

  return TRUE;
}

/* One place up or down, out of an area at its ends; NULL when there is no further place. */
static TdEdit *
step_task (const TdPlanData *data, const TdTaskRow *task, int step)
{
  g_autoptr (GPtrArray) tasks = td_annex_list_tasks (data, task->group_id);
  guint index = index_of (tasks, task->row.id);
  gint64 group;

  if (index == G_MAXUINT)
    return NULL;
  if (step < 0 ? index > 0 : index + 1 < tasks->len)
    return td_edit_new_move (TD_KIND_TASK, task->row.id, -1, index + (guint) step);
  if (!neighbour_group (data, task->group_id, step, &group))
    return NULL;

  return td_edit_new_move (TD_KIND_TASK, task->row.id, group, step < 0 ? G_MAXUINT : 0);
}

static gint64
nth_from (const gint64 *ids, guint n_ids, guint n, int step)
{
  return ids[step < 0 ? n : n_ids - 1 - n];
}

/**
 * td_annex_step_tasks:
 * @data: a plan
 * @ids: tasks, in the order of the annex
 * @n_ids: how many
 * @step: -1 up, +1 down
 *
 * Returns: (nullable) (transfer full): moves them one place among their siblings, or across to the
 *   next area; %NULL when the first of them in that direction cannot move
 */
TdEdit *
td_annex_step_tasks (const TdPlanData *data, const gint64 *ids, guint n_ids, int step)
{
  g_autoptr (TdEdit) batch =
      td_edit_new_batch (g_dngettext (GETTEXT_PACKAGE, "Move a task", "Move tasks", n_ids));

  for (guint i = 0; i < n_ids; i++)
    {
      const TdTaskRow *task = td_plan_data_get (data, TD_KIND_TASK, nth_from (ids, n_ids, i, step));
      TdEdit *edit = task != NULL ? step_task (data, task, step) : NULL;

      if (edit == NULL)
        return NULL;
      td_edit_batch_append (batch, edit);
    }

  return td_edit_batch_length (batch) > 0 ? g_steal_pointer (&batch) : NULL;
}

static guint
find_id (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == id)
        return i;
    }

  return G_MAXUINT;
}

static GArray *
task_ids (const TdPlanData *data, gint64 group_id)
{
  g_autoptr (GPtrArray) tasks = td_annex_list_tasks (data, group_id);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < tasks->len; i++)
    g_array_append_val (ids, ((TdRow *) g_ptr_array_index (tasks, i))->id);

  return ids;
}

/* Where the first moved task goes among @order, which does not hold it */
static guint
first_index (GArray *order, TdKind target_kind, gint64 target_id, TdDropPlace place)
{
  if (target_kind == TD_KIND_PLAN_GROUP)
    return place == TD_DROP_INTO ? order->len : 0;

  return find_id (order, target_id) + (place == TD_DROP_BEFORE ? 0 : 1);
}

static gboolean
holds (const gint64 *ids, guint n_ids, gint64 id)
{
  for (guint i = 0; i < n_ids; i++)
    {
      if (ids[i] == id)
        return TRUE;
    }

  return FALSE;
}

/**
 * td_annex_move_tasks:
 * @data: a plan
 * @ids: tasks, in the order they shall stand
 * @n_ids: how many
 * @target_kind: TD_KIND_TASK or TD_KIND_PLAN_GROUP
 * @target_id: beside which task, or into which area
 * @place: where; %TD_DROP_AFTER an area row is at the top of the area
 *
 * Returns: (nullable) (transfer full): moves them there together; %NULL when they are the target
 *   themselves
 */
TdEdit *
td_annex_move_tasks (const TdPlanData *data,
                     const gint64 *ids,
                     guint n_ids,
                     TdKind target_kind,
                     gint64 target_id,
                     TdDropPlace place)
{
  g_autoptr (TdEdit) batch =
      td_edit_new_batch (g_dngettext (GETTEXT_PACKAGE, "Move a task", "Move tasks", n_ids));
  const TdTaskRow *target =
      target_kind == TD_KIND_TASK ? td_plan_data_get (data, TD_KIND_TASK, target_id) : NULL;
  gint64 group = target != NULL ? target->group_id : target_id;
  g_autoptr (GArray) order = NULL;

  if (target_kind == TD_KIND_TASK && (target == NULL || holds (ids, n_ids, target_id)))
    return NULL;
  order = task_ids (data, group);
  for (guint i = 0; i < n_ids; i++)
    {
      guint at = find_id (order, ids[i]);
      guint index;

      if (at != G_MAXUINT)
        g_array_remove_index (order, at);
      index = i > 0 ? find_id (order, ids[i - 1]) + 1
                    : first_index (order, target_kind, target_id, place);
      g_array_insert_val (order, index, ids[i]);
      td_edit_batch_append (batch, td_edit_new_move (TD_KIND_TASK, ids[i], group, index));
    }

  return td_edit_batch_length (batch) > 0 ? g_steal_pointer (&batch) : NULL;
}

/* Area rows are siblings of all area rows of the plan, those of body sections too. */
static guint
group_index (const TdPlanData *data, gint64 id, gint64 without)
{
  guint index = 0;

  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_PLAN_GROUP); i++)
    {
      const TdPlanGroupRow *group = td_plan_data_nth (data, TD_KIND_PLAN_GROUP, i);

      if (group->row.id == id)
        return index;
      index += group->row.id != without;
    }

  return index;
}

/**
 * td_annex_move_group:
 * @data: a plan
 * @id: an area row
 * @target_id: another one
 * @place: before or after it
 *
 * Returns: (nullable) (transfer full): moves the area with its tasks
 */
TdEdit *
td_annex_move_group (const TdPlanData *data, gint64 id, gint64 target_id, TdDropPlace place)
{
  if (id == target_id)
    return NULL;

  return td_edit_new_move (TD_KIND_PLAN_GROUP, id, -1,
                           group_index (data, target_id, id) + (place != TD_DROP_BEFORE));
}

TdEdit *
td_annex_step_group (const TdPlanData *data, gint64 id, int step)
{
  g_autoptr (GPtrArray) groups = td_annex_list_groups (data);
  int index = (int) index_of (groups, id) + step;

  if (index < 0 || index >= (int) groups->len)
    return NULL;

  return td_annex_move_group (data, id, ((TdRow *) g_ptr_array_index (groups, index))->id,
                              step < 0 ? TD_DROP_BEFORE : TD_DROP_AFTER);
}

/* "7." -> 7; 0: not a plain number */
static guint64
plain_number (const TdTaskRow *task)
{
  const char *text = task->number != NULL ? task->number : task->number_text;
  char *end;
  guint64 number = text != NULL ? g_ascii_strtoull (text, &end, 10) : 0;

  return number > 0 && number < 100000 && (*end == '\0' || g_str_equal (end, ".")) ? number : 0;
}

/* The numbers run on when no area but the first starts with 1. */
static gboolean
numbers_restart (const TdPlanData *data)
{
  g_autoptr (GPtrArray) groups = td_annex_list_groups (data);

  for (guint i = 1; i < groups->len; i++)
    {
      g_autoptr (GPtrArray) tasks =
          td_annex_list_tasks (data, ((TdRow *) g_ptr_array_index (groups, i))->id);

      if (tasks->len > 0 && plain_number (g_ptr_array_index (tasks, 0)) == 1)
        return TRUE;
    }

  return FALSE;
}

static void
renumber_tasks (TdEdit *batch, GPtrArray *tasks, guint *number)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      const TdTaskRow *task = g_ptr_array_index (tasks, i);
      const char *old_text = task->number_text != NULL ? task->number_text : "";
      g_autofree char *text = g_strdup_printf ("%u", ++*number);
      g_autofree char *printed =
          g_strdup_printf ("%s%s", text, g_str_has_suffix (old_text, ".") ? "." : "");
      TdEdit *edit;

      if (g_strcmp0 (task->number, text) == 0 &&
          (task->number_text == NULL || g_str_equal (task->number_text, printed)))
        continue;
      edit = td_edit_new_set (TD_KIND_TASK, task->row.id, "number", text);
      td_edit_and_set (edit, "number_text", task->number_text != NULL ? printed : NULL);
      td_edit_batch_append (batch, edit);
    }
}

/**
 * td_annex_renumber:
 * @data: a plan
 *
 * Returns: (nullable) (transfer full): numbers the tasks 1, 2, 3 in their order, from 1 in every
 *   area where the plan does so; %NULL when they are numbered so already
 */
TdEdit *
td_annex_renumber (const TdPlanData *data)
{
  g_autoptr (TdEdit) batch = td_edit_new_batch (_ ("Renumber the tasks"));
  g_autoptr (GPtrArray) groups = td_annex_list_groups (data);
  g_autoptr (GPtrArray) loose = td_annex_list_tasks (data, 0);
  gboolean restart = numbers_restart (data);
  guint number = 0;

  renumber_tasks (batch, loose, &number);
  for (guint i = 0; i < groups->len; i++)
    {
      g_autoptr (GPtrArray) tasks =
          td_annex_list_tasks (data, ((TdRow *) g_ptr_array_index (groups, i))->id);

      if (restart)
        number = 0;
      renumber_tasks (batch, tasks, &number);
    }

  return td_edit_batch_length (batch) > 0 ? g_steal_pointer (&batch) : NULL;
}

static gboolean
number_is_taken (const TdPlanData *data, const TdTaskRow *after, guint64 number)
{
  gboolean restart = numbers_restart (data);

  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_TASK); i++)
    {
      const TdTaskRow *task = td_plan_data_nth (data, TD_KIND_TASK, i);

      if (plain_number (task) == number && (!restart || task->group_id == after->group_id))
        return TRUE;
    }

  return FALSE;
}

/**
 * td_annex_next_number:
 * @data: a plan
 * @after: (nullable): the task the new one stands after
 * @text: (out) (nullable): the number as printed
 *
 * Returns: (nullable) (transfer full): the number of a new task; %NULL when the one that follows
 *   is taken, so that the person decides (or renumbers)
 */
char *
td_annex_next_number (const TdPlanData *data, const TdTaskRow *after, char **text)
{
  guint64 number = after != NULL ? plain_number (after) : 0;
  char *next;

  *text = NULL;
  if (after == NULL)
    return td_plan_data_count (data, TD_KIND_TASK) == 0 ? g_strdup ("1") : NULL;
  if (number == 0 || number_is_taken (data, after, number + 1))
    return NULL;
  next = g_strdup_printf ("%" G_GUINT64_FORMAT, number + 1);
  if (after->number_text != NULL)
    *text = g_strdup_printf ("%s%s", next, g_str_has_suffix (after->number_text, ".") ? "." : "");

  return next;
}
