/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-annex-task.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "td-deadline.h"
#include "td-pattern.h"
#include "td-plan-label.h"
#include "td-plan-line.h"
#include "td-product-splitter.h"
#include "td-text.h"
#include "td-unit-splitter.h"

TD_PATTERN (both_roles_pattern, "chủ trì|phối hợp|đầu mối")

static char *
dup_number (const char *text)
{
  if (text == NULL)
    return NULL;

  char *number = td_text_clean (text, -1);
  td_plan_text_trim_end (number, ".):/");
  if (*number == '\0')
    g_clear_pointer (&number, g_free);

  return number;
}

static char *
place_of (const TdPlanGroupRow *group, const char *number)
{
  g_autofree char *label = dup_number (group != NULL ? group->label : NULL);

  return g_strdup_printf ("annex/%s%s%s", label != NULL ? label : "", label != NULL ? "/" : "",
                          number != NULL ? number : "");
}

/**
 * td_annex_task_set_deadline:
 * @data: the plan of @task
 * @task: a task with its deadline_text
 * @place: where it stands, for the doubt
 *
 * Reads the meaning of the deadline's words. Words that mean nothing known become a doubt.
 */
void
td_annex_task_set_deadline (TdPlanData *data, TdTaskRow *task, const char *place)
{
  g_autofree char *words =
      td_text_clean (task->deadline_text != NULL ? task->deadline_text : "", -1);
  g_autoptr (TdDeadline) deadline =
      td_deadline_parse (words, (int) data->plan->year, data->plan->issued_date);

  if (deadline == NULL)
    return;

  task->deadline_kind = g_strdup (td_deadline_kind_to_nick (deadline->kind));
  task->deadline_start = g_strdup (deadline->start);
  task->deadline_end = g_strdup (deadline->end);
  task->deadline_exclusive = deadline->end_exclusive;
  task->deadline_recurrence = g_strdup (deadline->recurrence);
  task->deadline_condition = g_strdup (deadline->condition);
  if (*words != '\0' && deadline->kind == TD_DEADLINE_UNSPECIFIED)
    {
      td_plan_data_doubt (data, place, _ ("The deadline “%s” is not understood."), words);
      td_plan_data_doubt_about (data, TD_KIND_TASK, task->row.id);
    }
}

/**
 * td_annex_task_add_units:
 * @data: the plan of @task
 * @task: a task
 * @role: "lead" or "coordinating"
 * @units: (element-type utf8): names as printed
 *
 * Adds the offices of a task.
 */
void
td_annex_task_add_units (TdPlanData *data,
                         const TdTaskRow *task,
                         const char *role,
                         const GPtrArray *units)
{
  for (guint i = 0; i < units->len; i++)
    {
      TdTaskUnitRow *unit = td_plan_data_add (data, TD_KIND_TASK_UNIT);
      unit->task_id = task->row.id;
      unit->role = g_strdup (role);
      unit->text = g_strdup (units->pdata[i]);
    }
}

/**
 * td_annex_task_split_units:
 * @task: a task with the words of its cells
 * @lead: (out) (transfer full) (element-type utf8): who leads
 * @coordinating: (out) (transfer full) (element-type utf8): who helps
 *
 * Reads the offices out of the cells: each of its own column, or both out of one text.
 */
void
td_annex_task_split_units (const TdTaskRow *task, GPtrArray **lead, GPtrArray **coordinating)
{
  gboolean both =
      task->lead_text != NULL && td_pattern_matches (both_roles_pattern (), task->lead_text);

  *coordinating = td_unit_splitter_split (task->coordinating_text);
  *lead = both || task->lead_text == NULL ? g_ptr_array_new_with_free_func (g_free)
                                          : td_unit_splitter_split (task->lead_text);
  if (both)
    td_unit_splitter_read_assignment (task->lead_text, *lead, *coordinating);
  td_unit_splitter_read_assignment (task->assignment_text, *lead, *coordinating);
}

static void
read_units (TdPlanData *data, TdTaskRow *task, const char *place)
{
  g_autoptr (GPtrArray) lead = NULL;
  g_autoptr (GPtrArray) coordinating = NULL;

  td_annex_task_split_units (task, &lead, &coordinating);
  td_annex_task_add_units (data, task, "lead", lead);
  td_annex_task_add_units (data, task, "coordinating", coordinating);

  if (task->assignment_text != NULL && lead->len == 0)
    {
      td_plan_data_doubt (data, place, _ ("Nobody is understood to lead the task: “%s”."),
                          task->assignment_text);
      td_plan_data_doubt_about (data, TD_KIND_TASK, task->row.id);
    }
  for (guint i = 0; i < lead->len; i++)
    {
      if (td_plan_text_count_words (lead->pdata[i]) <= 15)
        continue;
      td_plan_data_doubt (data, place, _ ("“%s” is not understood as a unit."),
                          (char *) lead->pdata[i]);
      td_plan_data_doubt_about (data, TD_KIND_TASK, task->row.id);
    }
}

/* In a table without a column of numbers they are typed before the content. */
static void
take_number_from_content (TdTaskRow *task)
{
  g_auto (TdPlanLabel) label = { 0 };

  if (task->number_text != NULL || task->content == NULL ||
      !td_plan_label_parse (task->content, &label))
    return;
  if (label.style != TD_LABEL_ARABIC && label.style != TD_LABEL_DECIMAL)
    return;

  task->number_text = g_strdup (label.text);
  task->number = g_strdup (label.number);
  memmove (task->content, task->content + label.length, strlen (task->content + label.length) + 1);
  g_clear_pointer (&task->content_marks, g_free);
}

/**
 * td_annex_task_add:
 * @data: plan to fill
 * @row: a row of the annex, with its continuation rows
 * @group: (nullable): the area row it stands under
 *
 * Returns: (transfer none): the task made of @row, with its products, units and deadline
 */
TdTaskRow *
td_annex_task_add (TdPlanData *data, const TdAnnexRow *row, const TdPlanGroupRow *group)
{
  TdTaskRow *task = td_plan_data_add (data, TD_KIND_TASK);

  task->group_id = group != NULL ? group->row.id : 0;
  task->origin = g_strdup ("annex");
  task->area_key = g_strdup (group != NULL ? group->area_key : NULL);
  task->number_text = g_strdup (row->texts[TD_ANNEX_NUMBER]);
  task->number = dup_number (row->texts[TD_ANNEX_NUMBER]);
  task->content = g_strdup (row->texts[TD_ANNEX_CONTENT] != NULL ? row->texts[TD_ANNEX_CONTENT]
                                                                 : row->spanning);
  task->content_marks = g_strdup (row->content_marks);
  task->product_text = g_strdup (row->texts[TD_ANNEX_PRODUCT]);
  task->lead_text = g_strdup (row->texts[TD_ANNEX_LEAD]);
  task->coordinating_text = g_strdup (row->texts[TD_ANNEX_COORDINATING]);
  task->assignment_text = g_strdup (row->texts[TD_ANNEX_ASSIGNMENT]);
  task->deadline_text = g_strdup (row->texts[TD_ANNEX_DEADLINE]);
  task->note = g_strdup (row->texts[TD_ANNEX_NOTE]);
  task->other_text = g_strdup (row->texts[TD_ANNEX_OTHER]);
  take_number_from_content (task);

  g_autofree char *place = place_of (group, task->number);
  g_autoptr (GPtrArray) products = td_product_splitter_split (task->product_text);
  for (guint i = 0; i < products->len; i++)
    {
      TdTaskProductRow *product = td_plan_data_add (data, TD_KIND_TASK_PRODUCT);
      product->task_id = task->row.id;
      product->text = g_strdup (products->pdata[i]);
    }
  read_units (data, task, place);
  td_annex_task_set_deadline (data, task, place);
  if (task->number == NULL)
    {
      const char *content = task->content != NULL ? task->content : "";
      g_autofree char *start = g_utf8_substring (content, 0, MIN (60, g_utf8_strlen (content, -1)));
      td_plan_data_doubt (data, place, _ ("The task “%s…” has no number."), start);
      td_plan_data_doubt_about (data, TD_KIND_TASK, task->row.id);
    }

  return task;
}

/**
 * td_annex_task_check_numbers:
 * @data: a plan
 *
 * Adds a doubt where the numbers of annex tasks skip or repeat. They may run on through all areas
 * or restart in each.
 */
void
td_annex_task_check_numbers (TdPlanData *data)
{
  int before = 0;
  gint64 group_before = 0;

  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_TASK); i++)
    {
      const TdTaskRow *task = td_plan_data_nth (data, TD_KIND_TASK, i);
      int number = task->number != NULL ? atoi (task->number) : 0;
      gboolean restarts = task->group_id != group_before && number == 1;

      if (number == 0 || strchr (task->number, '.') != NULL)
        continue;
      if (number != before + 1 && !restarts)
        {
          g_autofree char *place =
              place_of (td_plan_data_get (data, TD_KIND_PLAN_GROUP, task->group_id), task->number);
          td_plan_data_doubt (data, place,
                              _ ("The number %d does not follow the number before it."), number);
          td_plan_data_doubt_about (data, TD_KIND_TASK, task->row.id);
        }
      before = number;
      group_before = task->group_id;
    }
}
