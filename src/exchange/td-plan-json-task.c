/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-json-task.h"

#include <string.h>

#include "td-annex-task.h"
#include "td-deadline.h"
#include "td-plan-area.h"
#include "td-plan-json-value.h"

/* The section that a group number like "II.1" names, 0: none. */
static gint64
section_of (const TdPlanData *data, const char *number)
{
  g_autofree char *path = g_strdelimit (g_strdup (number != NULL ? number : ""), ".", '/');

  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_SECTION); i++)
    {
      const TdSectionRow *section = td_plan_data_nth (data, TD_KIND_SECTION, i);
      g_autofree char *own = td_plan_data_section_path (data, section);
      if (g_strcmp0 (own, path) == 0)
        return section->row.id;
    }

  return 0;
}

static gint64
load_group (JsonObject *object, TdPlanData *data, gboolean from_body)
{
  g_autofree char *number = td_json_dup_text (object, "group_number");
  g_autofree char *title = td_json_dup_text (object, "group_title");
  gint64 section = from_body ? section_of (data, number) : 0;
  guint n = td_plan_data_count (data, TD_KIND_PLAN_GROUP);
  TdPlanGroupRow *last = n > 0 ? td_plan_data_nth (data, TD_KIND_PLAN_GROUP, n - 1) : NULL;

  if (number == NULL && title == NULL)
    return 0;
  if (last != NULL && g_strcmp0 (last->title, title) == 0 && last->section_id == section &&
      (section != 0 || g_strcmp0 (last->label, number) == 0))
    return last->row.id;

  TdPlanGroupRow *group = td_plan_data_add (data, TD_KIND_PLAN_GROUP);
  group->section_id = section;
  group->area_key = g_strdup (td_plan_area_from_title (title));
  group->title = g_steal_pointer (&title);
  if (section == 0)
    group->label = g_steal_pointer (&number);

  return group->row.id;
}

static GPtrArray *
load_list (JsonObject *object, const char *key)
{
  JsonArray *array = td_json_array (object, key);
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      char *text = td_json_node_dup_text (json_array_get_element (array, i));
      if (text != NULL)
        g_ptr_array_add (texts, text);
    }

  return texts;
}

static char *
join (const GPtrArray *texts)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (joined, "%s%s%s", i > 0 ? "\n" : "", texts->len > 1 ? "- " : "",
                            (char *) texts->pdata[i]);

  return g_string_free (joined, texts->len == 0);
}

static void
load_products (JsonObject *object, TdPlanData *data, TdTaskRow *task)
{
  g_autoptr (GPtrArray) products = load_list (object, "products");

  task->product_text = td_json_dup_text (object, "product_text");
  if (task->product_text == NULL)
    task->product_text = join (products);
  for (guint i = 0; i < products->len; i++)
    {
      TdTaskProductRow *product = td_plan_data_add (data, TD_KIND_TASK_PRODUCT);
      product->task_id = task->row.id;
      product->text = g_strdup (products->pdata[i]);
    }
}

static void
load_units (JsonObject *object, TdPlanData *data, TdTaskRow *task)
{
  g_autoptr (GPtrArray) lead = load_list (object, "lead_units");
  g_autoptr (GPtrArray) coordinating = load_list (object, "coordinating_units");

  task->assignment_text = td_json_dup_text (object, "assignment_text");
  task->lead_text = td_json_dup_text (object, "lead_text");
  task->coordinating_text = td_json_dup_text (object, "coordinating_text");
  if (task->lead_text == NULL && task->assignment_text == NULL)
    task->lead_text = join (lead);
  if (task->coordinating_text == NULL && task->assignment_text == NULL)
    task->coordinating_text = join (coordinating);
  td_annex_task_add_units (data, task, "lead", lead);
  td_annex_task_add_units (data, task, "coordinating", coordinating);
}

static void
load_deadline (JsonObject *object, TdPlanData *data, TdTaskRow *task, const char *place)
{
  g_autofree char *nick = td_json_dup_text (object, "deadline_kind");
  TdDeadlineKind kind;

  task->deadline_text = td_json_dup_text (object, "deadline_text");
  if (nick == NULL || !td_deadline_kind_from_nick (nick, &kind))
    {
      td_annex_task_set_deadline (data, task, place);
      return;
    }
  task->deadline_kind = g_steal_pointer (&nick);
  task->deadline_start = td_json_dup_date (object, "start");
  task->deadline_end = td_json_dup_date (object, "end");
  task->deadline_exclusive = td_json_bool (object, "end_exclusive");
  task->deadline_recurrence = td_json_dup_text (object, "recurrence");
  task->deadline_condition = td_json_dup_text (object, "condition");
}

/**
 * td_plan_json_load_tasks:
 * @root: the object of a plan
 * @data: plan to fill, with its sections
 *
 * Adds the tasks of key "tasks" with their groups, products and units.
 */
void
td_plan_json_load_tasks (JsonObject *root, TdPlanData *data)
{
  JsonArray *array = td_json_array (root, "tasks");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = td_json_nth_object (array, i);
      g_autofree char *content = object != NULL ? td_json_dup_text (object, "content") : NULL;
      if (content == NULL)
        continue;

      g_autofree char *origin = td_json_dup_text (object, "origin");
      g_autofree char *field = td_json_dup_text (object, "field");
      g_autofree char *place = g_strdup_printf ("tasks/%u", i + 1);
      gboolean from_body = origin != NULL && !g_str_equal (origin, "annex");
      gint64 group = load_group (object, data, from_body);
      TdTaskRow *task = td_plan_data_add (data, TD_KIND_TASK);
      task->group_id = group;
      task->number = td_json_dup_text (object, "number");
      task->number_text = g_strdup (task->number);
      task->content = g_steal_pointer (&content);
      task->area_key = g_strdup (td_plan_area_from_json (field));
      task->origin = g_strdup (from_body ? "section_bullet" : "annex");
      task->note = td_json_dup_text (object, "note");
      task->other_text = td_json_dup_text (object, "other_text");
      load_products (object, data, task);
      load_units (object, data, task);
      load_deadline (object, data, task, place);
    }
}
