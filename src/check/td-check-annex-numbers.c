/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-roman.h"
#include "td-text.h"

static int
plain_number (const char *text)
{
  gint64 value;

  return text != NULL && g_ascii_string_to_signed (text, 10, 0, 99999, &value, NULL) ? (int) value
                                                                                     : 0;
}

static int
group_value (const char *label, gboolean roman)
{
  if (roman)
    return td_roman_parse (label, -1);
  if (g_utf8_strlen (label, -1) == 1 && g_unichar_isalpha (g_utf8_get_char (label)))
    {
      g_autofree char *lower = g_utf8_strdown (label, -1);

      return td_text_point_index (lower) + 1;
    }

  return plain_number (label);
}

static void
report_group (TdCheck *check, const TdPlanGroupRow *group, int before, int value)
{
  g_autofree char *place = g_strdup_printf ("annex/%s", group->label);
  g_autofree char *words =
      g_strdup_printf ("%s %s", group->label, group->title ? group->title : "");
  TdFinding *finding;

  if (value == before)
    finding = td_check_add (check, "annex-group-repeated", TD_SEVERITY_ERROR, place,
                            TD_KIND_PLAN_GROUP, group->row.id, words,
                            _ ("The number “%s” stands before two area rows."), group->label);
  else
    finding = td_check_add (
        check, "annex-group-gap", TD_SEVERITY_ERROR, place, TD_KIND_PLAN_GROUP, group->row.id,
        words, _ ("The area row “%s” does not follow the number before it."), group->label);
  finding->field = "label";
}

/* The number of the area row behind row @i, 0: none */
static int
next_group (TdCheck *check, guint i, gboolean roman)
{
  const TdPlanGroupRow *group;

  if (i + 1 >= td_plan_data_count (check->data, TD_KIND_PLAN_GROUP))
    return 0;
  group = td_plan_data_nth (check->data, TD_KIND_PLAN_GROUP, i + 1);

  return group->label != NULL ? group_value (group->label, roman) : 0;
}

static void
check_groups (TdCheck *check)
{
  guint n = td_plan_data_count (check->data, TD_KIND_PLAN_GROUP);
  gboolean roman = TRUE;
  int before = 0;

  for (guint i = 0; i < n; i++)
    {
      const TdPlanGroupRow *group = td_plan_data_nth (check->data, TD_KIND_PLAN_GROUP, i);

      if (group->section_id != 0)
        return;
      roman = roman && (group->label == NULL || td_roman_parse (group->label, -1) > 0);
    }
  for (guint i = 0; i < n; i++)
    {
      const TdPlanGroupRow *group = td_plan_data_nth (check->data, TD_KIND_PLAN_GROUP, i);
      int value = group->label != NULL ? group_value (group->label, roman) : 0;

      if (value <= 0)
        continue;
      if (value != before + 1)
        report_group (check, group, before, value);
      before = td_check_settle_number (before, value, next_group (check, i, roman));
    }
}

/* Numbers run on through the annex, or begin again in each area. */
static gboolean
numbers_restart (TdCheck *check)
{
  guint first_ones = 0, groups = 0;
  gint64 group_id = -1;

  for (guint i = 0; i < td_plan_data_count (check->data, TD_KIND_TASK); i++)
    {
      const TdTaskRow *task = td_plan_data_nth (check->data, TD_KIND_TASK, i);

      if (!td_check_is_in_annex (task) || plain_number (task->number) == 0 ||
          task->group_id == group_id)
        continue;
      if (group_id != -1)
        {
          groups++;
          first_ones += plain_number (task->number) == 1;
        }
      group_id = task->group_id;
    }

  return first_ones * 2 >= MAX (groups, 1);
}

static void
report_task (TdCheck *check, const TdTaskRow *task, int before, int value)
{
  g_autofree char *place = td_check_task_place (check, task);
  g_autofree char *words =
      g_strdup_printf ("%s %s", task->number, task->content ? task->content : "");
  TdFinding *finding;

  if (value == before)
    finding = td_check_add (check, "task-number-repeated", TD_SEVERITY_ERROR, place, TD_KIND_TASK,
                            task->row.id, words, _ ("The number %d is used twice; expected %d."),
                            value, before + 1);
  else if (before == 0)
    finding =
        td_check_add (check, "task-number-gap", TD_SEVERITY_ERROR, place, TD_KIND_TASK,
                      task->row.id, words, _ ("Numbering begins with %d, not with 1."), value);
  else
    finding = td_check_add (check, value > before ? "task-number-gap" : "task-number-order",
                            TD_SEVERITY_ERROR, place, TD_KIND_TASK, task->row.id, words,
                            _ ("The number %d does not follow %d."), value, before);
  finding->field = "number";
}

static void
report_unnumbered (TdCheck *check, const TdTaskRow *task)
{
  g_autofree char *place = td_check_task_place (check, task);
  TdFinding *finding =
      td_check_add (check, "task-number-missing", TD_SEVERITY_ERROR, place, TD_KIND_TASK,
                    task->row.id, task->content, _ ("This row of the annex has no number."));

  finding->field = "number";
}

/* The number of the row behind task @i, 0: none; within its area where numbers begin again */
static int
next_number (TdCheck *check, guint i, gboolean restart)
{
  const TdTaskRow *here = td_plan_data_nth (check->data, TD_KIND_TASK, i);

  for (i++; i < td_plan_data_count (check->data, TD_KIND_TASK); i++)
    {
      const TdTaskRow *task = td_plan_data_nth (check->data, TD_KIND_TASK, i);

      if (!td_check_is_in_annex (task) || (restart && task->group_id != here->group_id))
        return 0;
      if (plain_number (task->number) > 0)
        return plain_number (task->number);
    }

  return 0;
}

/**
 * td_check_annex_numbers:
 * @check: a check
 *
 * Numbers of area rows and tasks of the annex.
 */
void
td_check_annex_numbers (TdCheck *check)
{
  gboolean restart = numbers_restart (check);
  guint numbered = 0, rows = 0;
  gint64 group_id = -1;
  int before = 0;

  check_groups (check);
  for (guint i = 0; i < td_plan_data_count (check->data, TD_KIND_TASK); i++)
    {
      const TdTaskRow *task = td_plan_data_nth (check->data, TD_KIND_TASK, i);

      rows += td_check_is_in_annex (task);
      numbered += td_check_is_in_annex (task) && task->number != NULL;
    }
  for (guint i = 0; i < td_plan_data_count (check->data, TD_KIND_TASK); i++)
    {
      const TdTaskRow *task = td_plan_data_nth (check->data, TD_KIND_TASK, i);
      int value = plain_number (task->number);

      if (!td_check_is_in_annex (task))
        continue;
      if (task->group_id != group_id && restart)
        before = 0;
      group_id = task->group_id;
      if (task->number == NULL && numbered * 2 > rows)
        report_unnumbered (check, task);
      if (value == 0)
        continue;
      if (value != before + 1)
        report_task (check, task, before, value);
      before = td_check_settle_number (before, value, next_number (check, i, restart));
    }
}
