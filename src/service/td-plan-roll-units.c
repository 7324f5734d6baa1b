/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-plan-fix.h"
#include "td-plan-roll-private.h"
#include "td-text.h"

#define MAX_CHAIN 16

static const TdUnitRow *
unit_of_id (const TdCheckOffice *office, gint64 id)
{
  for (guint i = 0; i < office->units->len; i++)
    {
      const TdUnitRow *unit = g_ptr_array_index ((GPtrArray *) office->units, i);

      if (unit->row.id == id)
        return unit;
    }

  return NULL;
}

static gboolean
exists_on (const TdUnitRow *unit, const char *day)
{
  return unit->valid_to == NULL || strcmp (unit->valid_to, day) >= 0;
}

/* The unit that stands for @unit on @day; a chain of successors may be a loop. */
static const TdUnitRow *
successor_on (const TdCheckOffice *office, const TdUnitRow *unit, const char *day)
{
  for (guint i = 0; unit != NULL && i < MAX_CHAIN; i++)
    {
      if (exists_on (unit, day))
        return unit;
      unit = unit_of_id (office, unit->successor_id);
    }

  return NULL;
}

/* @text with every @old as a whole name replaced by @new; NULL when it is not there. */
static char *
replace_name (const char *text, const char *old, const char *new)
{
  g_autofree char *escaped = g_regex_escape_string (old, -1);
  g_autofree char *pattern = g_strdup_printf ("(?<![\\p{L}\\p{N}])%s(?![\\p{L}\\p{N}])", escaped);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);

  if (text == NULL || regex == NULL || !g_regex_match (regex, text, 0, NULL))
    return NULL;

  return g_regex_replace_literal (regex, text, -1, 0, new, 0, NULL);
}

static char *
place_of (Roll *self, TdKind kind, gconstpointer row)
{
  if (kind == TD_KIND_RECIPIENT)
    return g_strdup ("recipients");
  if (kind == TD_KIND_TASK)
    {
      const TdTaskRow *task = row;
      const TdPlanGroupRow *group =
          td_plan_data_get (self->data, TD_KIND_PLAN_GROUP, task->group_id);

      return g_strdup_printf ("annex/%s/%s",
                              group != NULL && group->label != NULL ? group->label : "",
                              task->number != NULL ? task->number : "");
    }
  const TdSectionRow *section =
      kind == TD_KIND_SECTION
          ? row
          : td_plan_data_get (self->data, TD_KIND_SECTION, ((const TdBlockRow *) row)->section_id);

  return section != NULL ? td_plan_data_section_path (self->data, section) : g_strdup ("body");
}

static void
replace_in_field (Roll *self,
                  TdKind kind,
                  gpointer row,
                  const char *name,
                  const TdUnitRow *unit,
                  const TdUnitRow *successor)
{
  const TdFieldSpec *field = td_kind_find_field (td_kind_spec (kind), name);
  const char *text = td_row_get_text (row, field);
  g_autofree char *changed =
      replace_name (text, unit->name, successor != NULL ? successor->name : unit->name);
  g_autofree char *place = NULL;

  if (changed == NULL)
    return;
  place = place_of (self, kind, row);
  td_roll_note (self, successor != NULL ? TD_ROLL_UNIT : TD_ROLL_UNIT_GONE, place, kind,
                ((TdRow *) row)->id, field->name, unit->name,
                successor != NULL ? successor->name : unit->name);
  if (successor != NULL)
    td_plan_fix_field (self->data, kind, ((TdRow *) row)->id, field->name, changed, NULL);
}

/* Every text in which a unit may be named */
static void
replace_unit (Roll *self, const TdUnitRow *unit, const TdUnitRow *successor)
{
  static const struct
  {
    TdKind kind;
    const char *fields[9];
  } places[] = {
    { TD_KIND_SECTION, { "title" } },
    { TD_KIND_BLOCK, { "text" } },
    { TD_KIND_TASK,
      { "content", "product_text", "lead_text", "coordinating_text", "assignment_text",
        "deadline_text", "note", "other_text" } },
    { TD_KIND_RECIPIENT, { "text" } },
  };

  for (guint p = 0; p < G_N_ELEMENTS (places); p++)
    {
      for (guint i = 0; i < td_plan_data_count (self->data, places[p].kind); i++)
        {
          gpointer row = td_plan_data_nth (self->data, places[p].kind, i);

          for (guint f = 0; places[p].fields[f] != NULL; f++)
            replace_in_field (self, places[p].kind, row, places[p].fields[f], unit, successor);
        }
    }
}

/**
 * td_roll_replace_units:
 * @self: a plan on its way to another year
 *
 * Units that have ended by the first day of the new year give way to their successors, in words
 * and as chosen units; those without one are told.
 */
void
td_roll_replace_units (Roll *self)
{
  g_autofree char *day = g_strdup_printf ("%04d-01-01", self->to);

  if (self->office == NULL || self->office->units == NULL)
    return;
  for (guint i = 0; i < self->office->units->len; i++)
    {
      const TdUnitRow *unit = g_ptr_array_index ((GPtrArray *) self->office->units, i);

      if (unit->name != NULL && !exists_on (unit, day))
        replace_unit (self, unit, successor_on (self->office, unit, day));
    }
  for (guint i = 0; i < td_plan_data_count (self->data, TD_KIND_TASK_UNIT); i++)
    {
      TdTaskUnitRow *row = td_plan_data_nth (self->data, TD_KIND_TASK_UNIT, i);
      const TdUnitRow *unit = row->unit_id != 0 ? unit_of_id (self->office, row->unit_id) : NULL;
      const TdUnitRow *successor = unit != NULL ? successor_on (self->office, unit, day) : NULL;

      if (successor != NULL)
        row->unit_id = successor->row.id;
    }
}
