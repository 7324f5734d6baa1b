/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-annex-model.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-annex-moves.h"
#include "td-plan-composer.h"
#include "td-text.h"

#define ALL_GROUPS -1

struct _TdAnnexModel
{
  GObject parent_instance;

  TdPlanItems *items;
  GHashTable *folded; /* ids of area rows whose tasks are hidden */
  char *search;       /* folded text; NULL: no search */
  gint64 group_id;    /* ALL_GROUPS: every area */
  char *unit;         /* folded name; NULL: every unit */
  gboolean in_body;   /* the plan has no annex: its tasks are bullets of the text */
  guint n_tasks, n_groups, n_found;
};

G_DEFINE_FINAL_TYPE (TdAnnexModel, td_annex_model, G_TYPE_OBJECT)

static gboolean
text_matches (const char *text, const char *wanted)
{
  g_autofree char *folded = text != NULL ? td_text_fold (text) : NULL;

  return folded != NULL && strstr (folded, wanted) != NULL;
}

static gboolean
search_matches (TdAnnexModel *self, const TdTaskRow *task)
{
  const char *texts[] = {
    task->content,         task->product_text,  task->lead_text, task->coordinating_text,
    task->assignment_text, task->deadline_text, task->note,      task->other_text,
    task->number_text,
  };

  if (self->search == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (text_matches (texts[i], self->search))
        return TRUE;
    }

  return FALSE;
}

static gboolean
unit_matches (TdAnnexModel *self, const TdPlanData *data, const TdTaskRow *task)
{
  if (self->unit == NULL)
    return TRUE;
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_TASK_UNIT); i++)
    {
      const TdTaskUnitRow *unit = td_plan_data_nth (data, TD_KIND_TASK_UNIT, i);
      g_autofree char *name = NULL;

      if (unit->task_id != task->row.id || unit->text == NULL)
        continue;
      name = td_text_fold (unit->text);
      if (g_str_equal (name, self->unit))
        return TRUE;
    }

  return FALSE;
}

static GPtrArray *
tasks_of (TdAnnexModel *self, const TdPlanData *data, gint64 group_id)
{
  return self->in_body ? td_plan_data_group_tasks (data, group_id)
                       : td_annex_list_tasks (data, group_id);
}

static void
keep_matching (TdAnnexModel *self, const TdPlanData *data, GPtrArray *tasks)
{
  for (guint i = tasks->len; i-- > 0;)
    {
      const TdTaskRow *task = g_ptr_array_index (tasks, i);

      if (!search_matches (self, task) || !unit_matches (self, data, task))
        g_ptr_array_remove_index (tasks, i);
    }
}

static void
append_tasks (TdAnnexModel *self, GPtrArray *tasks)
{
  for (guint i = 0; i < tasks->len; i++)
    td_plan_items_append (self->items, TD_KIND_TASK, g_ptr_array_index (tasks, i), 1, FALSE, FALSE,
                          NULL, NULL);
}

static void
append_group (TdAnnexModel *self, const TdPlanData *data, const TdPlanGroupRow *group)
{
  g_autoptr (GPtrArray) tasks = tasks_of (self, data, group->row.id);
  gboolean filtering = td_annex_model_get_filtering (self);
  gboolean folded = !filtering && g_hash_table_contains (self->folded, &group->row.id);
  guint total = tasks->len;
  g_autofree char *count = NULL;

  self->n_groups++;
  self->n_tasks += total;
  keep_matching (self, data, tasks);
  if (self->group_id != ALL_GROUPS && self->group_id != group->row.id)
    return;
  self->n_found += tasks->len;
  if (filtering && tasks->len == 0 &&
      (self->search == NULL || !text_matches (group->title, self->search)))
    return;
  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u task", "%u tasks", total), total);
  td_plan_items_append (self->items, TD_KIND_PLAN_GROUP, group, 0, TRUE, !folded, group->label,
                        count);
  if (!folded)
    append_tasks (self, tasks);
}

/**
 * td_annex_model_refresh:
 * @self: the model
 * @data: the plan as last read
 *
 * Brings the lines up to date with small changes.
 */
void
td_annex_model_refresh (TdAnnexModel *self, const TdPlanData *data)
{
  g_autoptr (GPtrArray) loose = NULL;

  g_return_if_fail (TD_IS_ANNEX_MODEL (self) && data != NULL);

  self->in_body = !td_plan_has_annex (data);
  self->n_tasks = self->n_groups = self->n_found = 0;
  td_plan_items_begin (self->items);
  loose = tasks_of (self, data, 0);
  self->n_tasks += loose->len;
  keep_matching (self, data, loose);
  if (self->group_id == ALL_GROUPS || self->group_id == 0)
    {
      self->n_found += loose->len;
      append_tasks (self, loose);
    }
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_PLAN_GROUP); i++)
    {
      const TdPlanGroupRow *group = td_plan_data_nth (data, TD_KIND_PLAN_GROUP, i);

      if (self->in_body || group->section_id == 0)
        append_group (self, data, group);
    }
  td_plan_items_end (self->items);
}

TdPlanItems *
td_annex_model_get_items (TdAnnexModel *self)
{
  return self->items;
}

/**
 * td_annex_model_set_search:
 * @self: the model
 * @text: (nullable): show only tasks that hold this, tone marks and case aside; "" shows all
 *
 * Takes effect with the next td_annex_model_refresh(), as the other filters do.
 */
void
td_annex_model_set_search (TdAnnexModel *self, const char *text)
{
  g_clear_pointer (&self->search, g_free);
  if (text != NULL && !td_text_is_blank (text))
    self->search = td_text_fold (text);
}

/**
 * td_annex_model_set_group:
 * @self: the model
 * @group_id: show only this area; 0 the tasks above the first; -1 every area
 */
void
td_annex_model_set_group (TdAnnexModel *self, gint64 group_id)
{
  self->group_id = group_id;
}

/**
 * td_annex_model_set_unit:
 * @self: the model
 * @unit: (nullable): show only tasks that this unit leads or takes part in
 */
void
td_annex_model_set_unit (TdAnnexModel *self, const char *unit)
{
  g_free (self->unit);
  self->unit = unit != NULL ? td_text_fold (unit) : NULL;
}

gboolean
td_annex_model_get_filtering (TdAnnexModel *self)
{
  return self->search != NULL || self->unit != NULL || self->group_id != ALL_GROUPS;
}

void
td_annex_model_set_folded (TdAnnexModel *self, gint64 group_id, gboolean folded)
{
  if (folded)
    g_hash_table_add (self->folded, g_memdup2 (&group_id, sizeof group_id));
  else
    g_hash_table_remove (self->folded, &group_id);
}

gboolean
td_annex_model_get_folded (TdAnnexModel *self, gint64 group_id)
{
  return g_hash_table_contains (self->folded, &group_id);
}

/**
 * td_annex_model_get_in_body:
 * @self: the model
 *
 * Returns: whether the plan has no annex and its tasks are bullets of the text, whose order and
 *   number follow from the text
 */
gboolean
td_annex_model_get_in_body (TdAnnexModel *self)
{
  return self->in_body;
}

guint
td_annex_model_get_n_tasks (TdAnnexModel *self)
{
  return self->n_tasks;
}

guint
td_annex_model_get_n_groups (TdAnnexModel *self)
{
  return self->n_groups;
}

/**
 * td_annex_model_get_n_found:
 * @self: the model
 *
 * Returns: how many tasks pass the filters
 */
guint
td_annex_model_get_n_found (TdAnnexModel *self)
{
  return self->n_found;
}

static void
td_annex_model_finalize (GObject *object)
{
  TdAnnexModel *self = TD_ANNEX_MODEL (object);

  g_clear_object (&self->items);
  g_clear_pointer (&self->folded, g_hash_table_unref);
  g_free (self->search);
  g_free (self->unit);

  G_OBJECT_CLASS (td_annex_model_parent_class)->finalize (object);
}

static void
td_annex_model_class_init (TdAnnexModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_annex_model_finalize;
}

static void
td_annex_model_init (TdAnnexModel *self)
{
  self->items = td_plan_items_new ();
  self->folded = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->group_id = ALL_GROUPS;
}

TdAnnexModel *
td_annex_model_new (void)
{
  return g_object_new (TD_TYPE_ANNEX_MODEL, NULL);
}
