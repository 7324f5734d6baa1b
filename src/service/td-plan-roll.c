/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-roll.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date.h"
#include "td-plan-roll-private.h"
#include "td-roman.h"
#include "td-task-understanding.h"
#include "td-text.h"
#include "td-year-shift.h"

/**
 * td_roll_change_free:
 * @change: (nullable) (transfer full): a change
 */
void
td_roll_change_free (TdRollChange *change)
{
  if (change == NULL)
    return;

  g_free (change->place);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static const struct
{
  const char *nick;
  const char *label;
  gboolean review;
} types[TD_N_ROLL_CHANGES] = {
  [TD_ROLL_HEADER] = { "header", N_ ("Header"), FALSE },
  [TD_ROLL_YEAR] = { "year", N_ ("Year"), FALSE },
  [TD_ROLL_DEADLINE] = { "deadline", N_ ("Deadline"), FALSE },
  [TD_ROLL_REFERENCE] = { "reference", N_ ("Cited document"), TRUE },
  [TD_ROLL_BASIS] = { "basis", N_ ("Legal basis"), TRUE },
  [TD_ROLL_PERIOD] = { "period", N_ ("Past period"), TRUE },
  [TD_ROLL_OLD_YEAR] = { "old-year", N_ ("Older year"), TRUE },
  [TD_ROLL_TARGET] = { "target", N_ ("Target"), FALSE },
  [TD_ROLL_TASK_DROPPED] = { "task-dropped", N_ ("Task left out"), FALSE },
  [TD_ROLL_TASK_UNFINISHED] = { "task-unfinished", N_ ("Unfinished task"), TRUE },
  [TD_ROLL_NUMBER] = { "number", N_ ("Number"), FALSE },
  [TD_ROLL_UNIT] = { "unit", N_ ("Unit"), FALSE },
  [TD_ROLL_UNIT_GONE] = { "unit-gone", N_ ("Unit without successor"), TRUE },
};

/**
 * td_roll_change_nick:
 * @type: what changed
 *
 * Returns: its name in JSON
 */
const char *
td_roll_change_nick (TdRollChangeType type)
{
  return types[type].nick;
}

/**
 * td_roll_change_label:
 * @type: what changed
 *
 * Returns: its name for people, translated
 */
const char *
td_roll_change_label (TdRollChangeType type)
{
  return _ (types[type].label);
}

/**
 * td_roll_change_needs_review:
 * @type: what changed
 *
 * Returns: whether somebody has to decide, rather than look at what was done
 */
gboolean
td_roll_change_needs_review (TdRollChangeType type)
{
  return types[type].review;
}

void
td_roll_note (Roll *self,
              TdRollChangeType type,
              const char *place,
              TdKind kind,
              gint64 id,
              const char *field,
              const char *before,
              const char *after)
{
  TdRollChange *change = g_new0 (TdRollChange, 1);

  change->type = type;
  change->place = g_strdup (place);
  change->kind = kind;
  change->id = id;
  change->field = field;
  change->before = g_strdup (before);
  change->after = g_strdup (after);
  g_ptr_array_add (self->changes, change);
}

static void
note_years (
    Roll *self, GPtrArray *years, const char *place, TdKind kind, gint64 id, const char *field)
{
  static const TdRollChangeType types_of[] = {
    [TD_YEAR_SHIFTED] = TD_ROLL_YEAR,
    [TD_YEAR_REFERENCE] = TD_ROLL_REFERENCE,
    [TD_YEAR_PERIOD] = TD_ROLL_PERIOD,
    [TD_YEAR_OLD] = TD_ROLL_OLD_YEAR,
  };

  for (guint i = 0; i < years->len; i++)
    {
      const TdYearChange *year = g_ptr_array_index (years, i);

      /* a document is told where it is cited first */
      if (year->fate == TD_YEAR_REFERENCE &&
          !g_hash_table_add (self->cited, g_strdup (year->before)))
        continue;
      td_roll_note (self, types_of[year->fate], place, kind, id, field, year->before, year->after);
    }
}

/* Years of one field; the text keeps its length, so its styling stays right. */
static void
shift_field (Roll *self, TdKind kind, gpointer row, const char *name, const char *place)
{
  const TdFieldSpec *field = td_kind_find_field (td_kind_spec (kind), name);
  const char *text = td_row_get_text (row, field);
  g_autoptr (GPtrArray) years =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_year_change_free);
  g_autofree char *shifted = NULL;

  if (text == NULL)
    return;
  shifted = td_year_shift_text (text, self->from, self->to, years);
  if (!g_str_equal (shifted, text))
    td_row_set_text (row, field, shifted);
  note_years (self, years, place, kind, ((TdRow *) row)->id, field->name);
}

static void
empty_header (Roll *self)
{
  TdPlanRow *plan = self->data->plan;
  const int delta = self->to - self->from;
  g_autofree char *dated = td_date_display_iso (plan->issued_date);

  if (plan->number != NULL)
    td_roll_note (self, TD_ROLL_HEADER, "header", TD_KIND_PLAN, 0, "number", plan->number, NULL);
  if (plan->issued_date != NULL)
    td_roll_note (self, TD_ROLL_HEADER, "header", TD_KIND_PLAN, 0, "issued_date", dated, NULL);
  if (plan->annex_reference != NULL)
    td_roll_note (self, TD_ROLL_HEADER, "annex", TD_KIND_PLAN, 0, "annex_reference",
                  plan->annex_reference, NULL);
  if (plan->issued_year > 0)
    plan->issued_year += delta;
  plan->year = self->to;
  plan->day = plan->month = 0;
  g_clear_pointer (&plan->uid, g_free);
  g_clear_pointer (&plan->number, g_free);
  g_clear_pointer (&plan->issued_date, g_free);
  g_clear_pointer (&plan->date_text, g_free);
  g_clear_pointer (&plan->annex_reference, g_free);
  g_clear_pointer (&plan->status, g_free);
  g_clear_pointer (&plan->source_name, g_free);
  g_clear_pointer (&plan->source_hash, g_free);
  plan->status = g_strdup ("draft");
}

static void
shift_header (Roll *self)
{
  TdPlanRow *plan = self->data->plan;

  empty_header (self);
  shift_field (self, TD_KIND_PLAN, plan, "title", "header");
  shift_field (self, TD_KIND_PLAN, plan, "annex_title", "annex");
}

static const char *
block_place (Roll *self, const TdBlockRow *block, char **owned)
{
  const TdSectionRow *section = td_plan_data_get (self->data, TD_KIND_SECTION, block->section_id);

  if (section != NULL)
    return *owned = td_plan_data_section_path (self->data, section);

  return block->kind != NULL ? block->kind : "body";
}

static void
shift_body (Roll *self)
{
  for (guint i = 0; i < td_plan_data_count (self->data, TD_KIND_LEGAL_BASIS); i++)
    {
      const TdLegalBasisRow *basis = td_plan_data_nth (self->data, TD_KIND_LEGAL_BASIS, i);
      g_autofree char *place = g_strdup_printf ("legal_bases/%u", i + 1);

      if (basis->text != NULL)
        g_hash_table_add (self->cited, g_strdup (basis->text));
      td_roll_note (self, TD_ROLL_BASIS, place, TD_KIND_LEGAL_BASIS, basis->row.id, "text",
                    basis->text, basis->text);
    }
  for (guint i = 0; i < td_plan_data_count (self->data, TD_KIND_SECTION); i++)
    {
      TdSectionRow *section = td_plan_data_nth (self->data, TD_KIND_SECTION, i);
      g_autofree char *place = td_plan_data_section_path (self->data, section);

      shift_field (self, TD_KIND_SECTION, section, "title", place);
    }
  for (guint i = 0; i < td_plan_data_count (self->data, TD_KIND_BLOCK); i++)
    {
      TdBlockRow *block = td_plan_data_nth (self->data, TD_KIND_BLOCK, i);
      g_autofree char *owned = NULL;

      shift_field (self, TD_KIND_BLOCK, block, "text", block_place (self, block, &owned));
    }
  for (guint i = 0; i < td_plan_data_count (self->data, TD_KIND_PLAN_GROUP); i++)
    {
      TdPlanGroupRow *group = td_plan_data_nth (self->data, TD_KIND_PLAN_GROUP, i);
      g_autofree char *place =
          g_strdup_printf ("annex/%s", group->label != NULL ? group->label : "");

      shift_field (self, TD_KIND_PLAN_GROUP, group, "title", place);
    }
}

/* A target's own year goes along; so does the year before, as baseline. Its words stand in the body
 * or the annex, where the change is told. */
static void
shift_targets (Roll *self)
{
  const int delta = self->to - self->from;

  for (guint i = 0; i < td_plan_data_count (self->data, TD_KIND_TARGET); i++)
    {
      TdTargetRow *target = td_plan_data_nth (self->data, TD_KIND_TARGET, i);
      g_autofree char *text = target->text;
      g_autofree char *source = target->source_text;
      g_autofree char *before = g_strdup_printf ("%d", (int) target->baseline_year);
      g_autofree char *after = NULL;

      target->text = text != NULL ? td_year_shift_text (text, self->from, self->to, NULL) : NULL;
      target->source_text =
          source != NULL ? td_year_shift_text (source, self->from, self->to, NULL) : NULL;
      if (target->target_year == self->from)
        target->target_year += delta;
      if (target->baseline_year != self->from - 1)
        continue;
      target->baseline_year += delta;
      after = g_strdup_printf ("%d", (int) target->baseline_year);
      /* the value reached is another one now */
      target->baseline_value = NAN;
      td_roll_note (self, TD_ROLL_TARGET, target->code != NULL ? target->code : "targets",
                    TD_KIND_TARGET, target->row.id, "baseline_year", before, after);
    }
}

static void
shift_facts (Roll *self)
{
  const int delta = self->to - self->from;
  GPtrArray *facts = self->data->rows[TD_KIND_PLAN_FACT];

  for (guint i = facts->len; i > 0; i--)
    {
      TdPlanFactRow *fact = g_ptr_array_index (facts, i - 1);
      g_auto (GStrv) days = fact->dates != NULL ? g_strsplit (fact->dates, " ", -1) : NULL;
      g_autofree char *text = fact->text;

      if (g_strcmp0 (fact->kind, "source_fault") == 0)
        {
          fact->text = g_steal_pointer (&text);
          td_row_free (TD_KIND_PLAN_FACT, fact);
          g_ptr_array_remove_index (facts, i - 1);
          continue;
        }
      fact->text = text != NULL ? td_year_shift_text (text, self->from, self->to, NULL) : NULL;
      if (fact->year == self->from || fact->year == self->from - 1)
        fact->year += delta;
      for (guint d = 0; days != NULL && days[d] != NULL; d++)
        {
          char *day = days[d];

          days[d] = td_year_shift_date (day, delta);
          g_free (day);
        }
      g_free (fact->dates);
      fact->dates = days != NULL ? g_strjoinv (" ", days) : NULL;
    }
}

static char *
task_place (Roll *self, const TdTaskRow *task)
{
  const TdPlanGroupRow *group = td_plan_data_get (self->data, TD_KIND_PLAN_GROUP, task->group_id);
  const char *number = task->number != NULL ? task->number : "";

  if (task->block_id != 0)
    {
      const TdBlockRow *block = td_plan_data_get (self->data, TD_KIND_BLOCK, task->block_id);
      const TdSectionRow *section =
          block != NULL ? td_plan_data_get (self->data, TD_KIND_SECTION, block->section_id) : NULL;

      return section != NULL ? td_plan_data_section_path (self->data, section) : g_strdup ("body");
    }
  if (group == NULL)
    return g_strdup_printf ("annex/%s", number);

  return g_strdup_printf ("annex/%s/%s", group->label != NULL ? group->label : "", number);
}

static void
remove_rows (Roll *self, TdKind kind, const char *field_name, gint64 id)
{
  const TdFieldSpec *field = td_kind_find_field (td_kind_spec (kind), field_name);
  GPtrArray *rows = self->data->rows[kind];

  for (guint i = rows->len; i > 0; i--)
    {
      gpointer row = g_ptr_array_index (rows, i - 1);

      if (td_row_get_int (row, field) != id)
        continue;
      td_row_free (kind, row);
      g_ptr_array_remove_index (rows, i - 1);
    }
}

/* The task of the old plan that @task was: local ids count its rows. */
static const TdTaskRow *
old_task (Roll *self, const TdTaskRow *task)
{
  return td_plan_data_nth (self->old, TD_KIND_TASK, (guint) task->row.id - 1);
}

static void
choose_tasks (Roll *self, const TdRollOptions *options)
{
  GPtrArray *tasks = self->data->rows[TD_KIND_TASK];

  for (guint i = 0; i < tasks->len;)
    {
      TdTaskRow *task = g_ptr_array_index (tasks, i);
      g_autofree char *place = task_place (self, task);
      TdRollFate fate = td_roll_fate_of_task (options, old_task (self, task));

      if (fate == TD_ROLL_OFFERED && self->has_facts)
        td_roll_note (self, TD_ROLL_TASK_UNFINISHED, place, TD_KIND_TASK, task->row.id, "content",
                      task->content, task->content);
      if (fate != TD_ROLL_STAYS)
        {
          i++;
          continue;
        }
      td_roll_note (self, TD_ROLL_TASK_DROPPED, place, TD_KIND_TASK, 0, "content", task->content,
                    NULL);
      remove_rows (self, TD_KIND_TASK_PRODUCT, "task_id", task->row.id);
      remove_rows (self, TD_KIND_TASK_UNIT, "task_id", task->row.id);
      td_row_free (TD_KIND_TASK, task);
      g_ptr_array_remove_index (tasks, i);
    }
}

/* The words of a deadline are read again in the new year; one typed by hand moves by whole years.
 */
static void
shift_deadline (Roll *self, TdTaskRow *task, const char *place)
{
  const int delta = self->to - self->from;
  g_autofree char *end = g_strdup (task->deadline_end);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (task->deadline_typed)
    {
      g_autofree char *old_start = task->deadline_start;
      g_autofree char *old_end = task->deadline_end;

      task->deadline_start = td_year_shift_date (old_start, delta);
      task->deadline_end = td_year_shift_date (old_end, delta);
    }
  else
    td_task_read_deadline (task, self->to, NULL);
  if (g_strcmp0 (end, task->deadline_end) == 0)
    return;
  before = td_date_display_iso (end);
  after = td_date_display_iso (task->deadline_end);
  td_roll_note (self, TD_ROLL_DEADLINE, place, TD_KIND_TASK, task->row.id, "deadline_text", before,
                after);
}

static void
shift_tasks (Roll *self)
{
  static const char *const fields[] = {
    "content",         "product_text",  "lead_text", "coordinating_text",
    "assignment_text", "deadline_text", "note",      "other_text"
  };

  for (guint i = 0; i < td_plan_data_count (self->data, TD_KIND_TASK); i++)
    {
      TdTaskRow *task = td_plan_data_nth (self->data, TD_KIND_TASK, i);
      g_autofree char *place = task_place (self, task);
      gboolean own = task->block_id == 0;

      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        {
          guint before = self->changes->len;

          shift_field (self, TD_KIND_TASK, task, fields[f], place);
          /* the words of a bullet were told with its block */
          if (!own)
            g_ptr_array_set_size (self->changes, (int) before);
        }
      shift_deadline (self, task, place);
      g_clear_pointer (&task->status, g_free);
      g_clear_pointer (&task->done_date, g_free);
      g_clear_pointer (&task->uid, g_free);
      task->progress = 0;
    }
  for (guint i = 0; i < td_plan_data_count (self->data, TD_KIND_TASK_PRODUCT); i++)
    {
      TdTaskProductRow *product = td_plan_data_nth (self->data, TD_KIND_TASK_PRODUCT, i);
      g_autofree char *text = product->text;

      product->text = text != NULL ? td_year_shift_text (text, self->from, self->to, NULL) : NULL;
    }
}

static void
set_number (Roll *self, TdTaskRow *task, int number)
{
  g_autofree char *before = task->number;
  g_autofree char *printed = task->number_text;
  g_autofree char *place = NULL;

  task->number = g_strdup_printf ("%d", number);
  task->number_text = g_strconcat (
      task->number, printed != NULL && g_str_has_suffix (printed, ".") ? "." : "", NULL);
  if (g_strcmp0 (before, task->number) == 0)
    return;
  place = task_place (self, task);
  td_roll_note (self, TD_ROLL_NUMBER, place, TD_KIND_TASK, task->row.id, "number", before,
                task->number);
}

/* Numbers run on through the annex, or begin again in each area, as they did. */
static void
renumber_tasks (Roll *self)
{
  gint64 group = 0;
  int number = 0;

  for (guint i = 0; i < td_plan_data_count (self->data, TD_KIND_TASK); i++)
    {
      TdTaskRow *task = td_plan_data_nth (self->data, TD_KIND_TASK, i);
      gint64 value;

      if (task->block_id != 0)
        continue;
      if (task->number != NULL &&
          !g_ascii_string_to_signed (task->number, 10, 0, G_MAXINT32, &value, NULL))
        return; /* letters or several levels: left alone */
      if (self->restart && task->group_id != group)
        number = 0;
      group = task->group_id;
      set_number (self, task, ++number);
    }
}

/* Area rows without tasks go; Roman numbers close up. */
static void
renumber_groups (Roll *self)
{
  GPtrArray *groups = self->data->rows[TD_KIND_PLAN_GROUP];
  int number = 0;

  for (guint i = 0; i < groups->len; i++)
    {
      TdPlanGroupRow *group = g_ptr_array_index (groups, i);
      g_autoptr (GPtrArray) tasks = td_plan_data_group_tasks (self->data, group->row.id);
      g_autofree char *before = NULL;
      g_autofree char *place = NULL;

      if (group->section_id == 0 && tasks->len == 0)
        {
          td_row_free (TD_KIND_PLAN_GROUP, group);
          g_ptr_array_remove_index (groups, i--);
          continue;
        }
      if (group->label == NULL || td_roman_parse (group->label, -1) <= 0 ||
          td_roman_parse (group->label, -1) == ++number)
        continue;
      before = group->label;
      group->label = td_roman_format (number);
      place = g_strdup_printf ("annex/%s", group->label);
      td_roll_note (self, TD_ROLL_NUMBER, place, TD_KIND_PLAN_GROUP, group->row.id, "label", before,
                    group->label);
    }
}

static void
look_at_plan (Roll *self, const TdPlanData *data, const TdRollOptions *options)
{
  guint ones = 0, groups = 0;
  gint64 group = -1;

  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_TASK); i++)
    {
      const TdTaskRow *task = td_plan_data_nth (data, TD_KIND_TASK, i);

      self->has_facts = self->has_facts || task->done_date != NULL || task->progress > 0;
      if (task->block_id != 0 || task->group_id == group)
        continue;
      if (group != -1)
        {
          groups++;
          ones += g_strcmp0 (task->number, "1") == 0;
        }
      group = task->group_id;
    }
  self->has_facts =
      self->has_facts || (options->done != NULL && g_hash_table_size (options->done) > 0);
  self->restart = groups > 0 && ones * 2 >= groups;
}

static void
clear_uids (TdPlanData *data)
{
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_SECTION); i++)
    g_clear_pointer (&((TdSectionRow *) td_plan_data_nth (data, TD_KIND_SECTION, i))->uid, g_free);
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_TARGET); i++)
    g_clear_pointer (&((TdTargetRow *) td_plan_data_nth (data, TD_KIND_TARGET, i))->uid, g_free);
}

/**
 * td_plan_roll:
 * @data: a plan, sorted
 * @options: for which year, and which tasks
 * @office: (nullable): the register of units
 * @changes: (element-type TdRollChange): what changed and what to look at is added
 *
 * Makes the plan of another year from a plan: years and dates in words and meaning, tasks chosen,
 * numbers closed up, ended units replaced by their successors. Cited documents keep their dates.
 *
 * Returns: (transfer full): the new plan, a draft with local ids
 */
TdPlanData *
td_plan_roll (const TdPlanData *data,
              const TdRollOptions *options,
              const TdCheckOffice *office,
              GPtrArray *changes)
{
  Roll self = {
    .changes = changes, .from = (int) data->plan->year, .to = options->year, .office = office
  };

  g_autoptr (GHashTable) cited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self.cited = cited;
  self.old = data;
  self.data = td_plan_data_copy (data);
  td_plan_data_make_local (self.data);
  td_plan_data_sort (self.data);
  look_at_plan (&self, data, options);
  while (self.data->rows[TD_KIND_TARGET_VALUE]->len > 0)
    {
      GPtrArray *values = self.data->rows[TD_KIND_TARGET_VALUE];

      td_row_free (TD_KIND_TARGET_VALUE, g_ptr_array_index (values, values->len - 1));
      g_ptr_array_remove_index (values, values->len - 1);
    }
  shift_header (&self);
  shift_body (&self);
  choose_tasks (&self, options);
  shift_tasks (&self);
  shift_targets (&self);
  shift_facts (&self);
  td_roll_replace_units (&self);
  renumber_tasks (&self);
  renumber_groups (&self);
  clear_uids (self.data);

  return self.data;
}
