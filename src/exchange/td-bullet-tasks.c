/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-bullet-tasks.h"

#include <string.h>

#include "td-annex-task.h"
#include "td-pattern.h"
#include "td-plan-line.h"
#include "td-plan-section-kind.h"
#include "td-text.h"
#include "td-unit-splitter.h"

TD_PATTERN (deadline_pattern,
            "^\\(?(?:thời gian|thời hạn|tiến độ)(?:\\s+(?:thực hiện|hoàn thành|triển khai|thực "
            "hiện, hoàn thành))?\\s*:\\s*(.+)$")
TD_PATTERN (run_in_deadline_pattern,
            "[.;(]\\s*(?:thời gian|thời hạn|tiến độ)\\s+(?:thực hiện|hoàn thành)\\s*:\\s*([^.;)]+)")
TD_PATTERN (run_in_unit_pattern, "^([^:.;]{3,90}):\\s+\\S")
TD_PATTERN (title_opening_pattern, "^(?:đối với|trách nhiệm của|nhiệm vụ của|giao)\\s+")

/* The sections whose list items are the tasks of a plan without an annex. */
static gboolean
holds_tasks (const char *kind)
{
  return g_strcmp0 (kind, "tasks") == 0 || g_strcmp0 (kind, "solutions") == 0 ||
         g_strcmp0 (kind, "duties") == 0;
}

static char *
deadline_words (const TdBlockRow *block)
{
  g_autofree char *text = td_plan_text_without_notes (block->text, block->marks);
  char *words = td_pattern_fetch (deadline_pattern (), text, 1);

  if (words != NULL)
    td_plan_text_trim_end (words, "./;)");

  return words;
}

static TdPlanGroupRow *
group_of_section (TdPlanData *data, const TdSectionRow *section)
{
  guint n = td_plan_data_count (data, TD_KIND_PLAN_GROUP);
  TdPlanGroupRow *last = n > 0 ? td_plan_data_nth (data, TD_KIND_PLAN_GROUP, n - 1) : NULL;

  if (last != NULL && last->section_id == section->row.id)
    return last;

  TdPlanGroupRow *group = td_plan_data_add (data, TD_KIND_PLAN_GROUP);
  group->section_id = section->row.id;
  group->title = g_strdup (section->title);
  group->area_key = g_strdup (section->area_key);

  return group;
}

/* Who is named by the heading above a duty, or before the colon of the duty itself. */
static GPtrArray *
leading_units (const TdSectionRow *section, const char *text)
{
  g_autofree char *run_in = td_pattern_fetch (run_in_unit_pattern (), text, 1);
  g_autofree char *title = g_regex_replace (
      title_opening_pattern (), section->title != NULL ? section->title : "", -1, 0, "", 0, NULL);

  if (run_in != NULL && td_unit_splitter_is_unit (run_in))
    return td_unit_splitter_split (run_in);
  if (td_unit_splitter_is_unit (title))
    return td_unit_splitter_split (title);

  return g_ptr_array_new_with_free_func (g_free);
}

static TdTaskRow *
add_task (TdPlanData *data, const TdSectionRow *section, const TdBlockRow *block, gboolean duty)
{
  TdPlanGroupRow *group = group_of_section (data, section);
  TdTaskRow *task = td_plan_data_add (data, TD_KIND_TASK);

  task->group_id = group->row.id;
  task->block_id = block->row.id;
  task->content = g_strdup (block->text);
  task->content_marks = g_strdup (block->marks);
  task->area_key = g_strdup (group->area_key);
  task->origin = g_strdup ("section_bullet");
  task->deadline_text = td_pattern_fetch (run_in_deadline_pattern (), block->text, 1);
  if (duty)
    {
      g_autoptr (GPtrArray) lead = leading_units (section, block->text);
      g_autoptr (GPtrArray) coordinating = g_ptr_array_new_with_free_func (g_free);
      if (lead->len > 0)
        td_unit_splitter_read_partners (block->text, coordinating);
      td_annex_task_add_units (data, task, "lead", lead);
      td_annex_task_add_units (data, task, "coordinating", coordinating);
    }

  return task;
}

/**
 * td_bullet_tasks_read:
 * @data: a plan with its sections and blocks, and no tasks of an annex
 *
 * Makes the list items of the sections of tasks and duties the tasks of a plan that has no table of
 * tasks. Where a heading names offices, they lead; a paragraph "Thời gian thực hiện: ..." after an
 * item is its deadline.
 */
void
td_bullet_tasks_read (TdPlanData *data)
{
  TdTaskRow *last = NULL;
  gint64 last_section = 0;

  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_BLOCK); i++)
    {
      const TdBlockRow *block = td_plan_data_nth (data, TD_KIND_BLOCK, i);
      const TdSectionRow *section = td_plan_data_get (data, TD_KIND_SECTION, block->section_id);
      const char *kind = td_plan_section_kind_in_force (data, section);

      if (section == NULL || !holds_tasks (kind) || block->text == NULL)
        continue;

      g_autofree char *deadline = deadline_words (block);
      if (deadline != NULL && last != NULL && last_section == section->row.id)
        {
          if (last->deadline_text == NULL)
            last->deadline_text = g_steal_pointer (&deadline);
          continue;
        }
      if (g_strcmp0 (block->kind, TD_BODY_BULLET) != 0)
        continue;
      last = add_task (data, section, block, g_strcmp0 (kind, "duties") == 0);
      last_section = section->row.id;
    }

  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_TASK); i++)
    {
      TdTaskRow *task = td_plan_data_nth (data, TD_KIND_TASK, i);
      const TdPlanGroupRow *group = td_plan_data_get (data, TD_KIND_PLAN_GROUP, task->group_id);
      const TdSectionRow *section = td_plan_data_get (data, TD_KIND_SECTION, group->section_id);
      g_autofree char *path = td_plan_data_section_path (data, section);
      g_autofree char *place = g_strconcat ("section ", path, NULL);
      td_annex_task_set_deadline (data, task, place);
    }
}
