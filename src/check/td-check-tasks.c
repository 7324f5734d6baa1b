/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-pattern.h"
#include "td-text.h"

TD_PATTERN (lead_words, "chủ trì|đầu mối|chịu trách nhiệm|thực hiện|phối hợp|là đơn vị|phân công")
TD_PATTERN (clause_end, "[;\\n]|(?:^|\\s)[-+]\\s")
TD_PATTERN (
    actor,
    "^\\s*(?:các\\s+)?(?:phòng|văn phòng|thanh tra|sở|trung tâm|đơn vị|trường|ban|tổ|công đoàn)\\s")
TD_PATTERN (no_deadline_words, "^\\s*(?:-+|–|…|\\.{2,}|\\?+|/+)\\s*$")

static gboolean
is_empty (const char *text)
{
  return text == NULL || td_text_is_blank (text) || td_pattern_matches (no_deadline_words (), text);
}

static void
report (
    TdCheck *check, const TdTaskRow *task, const char *rule, const char *field, const char *message)
{
  g_autofree char *place = td_check_task_place (check, task);
  TdFinding *finding = td_check_add (check, rule, TD_SEVERITY_WARNING, place, TD_KIND_TASK,
                                     task->row.id, task->content, "%s", message);

  finding->field = field;
}

/* How many clauses of the cell begin with the name of an actor */
static guint
count_actors (const char *text)
{
  g_auto (GStrv) clauses = g_regex_split (clause_end (), text, 0);
  guint n = 0;

  for (guint i = 0; clauses[i] != NULL; i++)
    n += td_pattern_matches (actor (), clauses[i]);

  return n;
}

/* Two actors with different acts and no word who leads: "- Các phòng đề xuất; - Văn phòng trình" */
static gboolean
is_lead_unclear (TdCheck *check, const TdTaskRow *task)
{
  g_autoptr (GPtrArray) leads = td_plan_data_task_units (check->data, task->row.id, "lead");
  g_autoptr (GPtrArray) others =
      td_plan_data_task_units (check->data, task->row.id, "coordinating");

  if (is_empty (task->assignment_text) || td_pattern_matches (lead_words (), task->assignment_text))
    return FALSE;

  return count_actors (task->assignment_text) > 1 || leads->len != 1 ||
         (leads->len == 1 && others->len > 0);
}

static void
check_lead (TdCheck *check, const TdTaskRow *task)
{
  gboolean has_lead = td_check_has_column (check, TD_COLUMN_LEAD);
  gboolean has_assignment = td_check_has_column (check, TD_COLUMN_ASSIGNMENT);

  if ((has_lead || has_assignment) && is_empty (task->lead_text) &&
      is_empty (task->assignment_text))
    report (check, task, "task-without-lead", has_lead ? "lead_text" : "assignment_text",
            _ ("The task names no leading unit."));
  else if (is_lead_unclear (check, task))
    report (check, task, "task-lead-unclear", "assignment_text",
            _ ("Several units are named, none of them as the leading one (“chủ trì”)."));
}

static void
check_lead_among_partners (TdCheck *check, const TdTaskRow *task)
{
  g_autoptr (GPtrArray) leads = td_plan_data_task_units (check->data, task->row.id, "lead");
  g_autoptr (GPtrArray) others =
      td_plan_data_task_units (check->data, task->row.id, "coordinating");

  for (guint l = 0; l < leads->len; l++)
    {
      const TdTaskUnitRow *lead = g_ptr_array_index (leads, l);
      g_autofree char *key = td_check_key (lead->text);

      for (guint o = 0; o < others->len; o++)
        {
          const TdTaskUnitRow *other = g_ptr_array_index (others, o);
          g_autofree char *place = NULL;
          g_autofree char *other_key = td_check_key (other->text);

          if (*key == '\0' || !g_str_equal (key, other_key))
            continue;
          place = td_check_task_place (check, task);
          td_check_add (check, "task-lead-coordinates", TD_SEVERITY_WARNING, place, TD_KIND_TASK,
                        task->row.id, lead->text,
                        _ ("“%s” is named both as leading and as coordinating unit."), lead->text)
              ->field = "coordinating_text";
          return;
        }
    }
}

static void
check_task (TdCheck *check, const TdTaskRow *task)
{
  if (is_empty (task->content))
    report (check, task, "task-without-content", "content", _ ("The task has no words."));
  check_lead (check, task);
  check_lead_among_partners (check, task);
  if (td_check_has_column (check, TD_COLUMN_PRODUCT) && is_empty (task->product_text))
    report (check, task, "task-without-product", "product_text", _ ("The task names no product."));
  if (td_check_has_column (check, TD_COLUMN_DEADLINE) && is_empty (task->deadline_text))
    report (check, task, "task-without-deadline", "deadline_text", _ ("The task has no deadline."));
}

/**
 * td_check_tasks:
 * @check: a check
 *
 * Rows of the annex whose cells are empty where the annex has the column.
 */
void
td_check_tasks (TdCheck *check)
{
  for (guint i = 0; i < td_plan_data_count (check->data, TD_KIND_TASK); i++)
    {
      const TdTaskRow *task = td_plan_data_nth (check->data, TD_KIND_TASK, i);

      if (td_check_is_in_annex (task) && !td_check_is_slot (task->content))
        check_task (check, task);
    }
}
