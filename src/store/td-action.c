/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-action.h"

/* Append only: the ids are kept in history. A new one needs a case in the table of
 * tests/displayless/store/test-actions.c, which runs, undoes and redoes every kind. */
static const TdActionKind kinds[] = {
  { "record.add", TD_ACTION_DEFAULT },        { "record.set", TD_ACTION_DEFAULT },
  { "record.delete", TD_ACTION_DEFAULT },     { "record.move", TD_ACTION_DEFAULT },
  { "plan.new", TD_ACTION_DEFAULT },          { "plan.import", TD_ACTION_DEFAULT },
  { "plan.delete", TD_ACTION_DEFAULT },       { "plan.edit", TD_ACTION_DEFAULT },
  { "plan.move", TD_ACTION_DEFAULT },         { "plan.fix", TD_ACTION_DEFAULT },
  { "plan.roll", TD_ACTION_DEFAULT },         { "plan.issue", TD_ACTION_EXPLICIT },
  { "plan.withdraw", TD_ACTION_EXPLICIT },    { "task.update", TD_ACTION_DEFAULT },
  { "unit.import", TD_ACTION_DEFAULT },       { "agency.set", TD_ACTION_DEFAULT },
  { "workspace.new", TD_ACTION_DEFAULT },     { "target.value", TD_ACTION_DEFAULT },
  { "record.import", TD_ACTION_DEFAULT },     { "task.trigger", TD_ACTION_DEFAULT },
  { "task.occurrence", TD_ACTION_DEFAULT },   { "task.evidence", TD_ACTION_DEFAULT },
  { "task.bulk", TD_ACTION_DEFAULT },         { "task.assign", TD_ACTION_DEFAULT },
  { "calendar.set", TD_ACTION_DEFAULT },      { "calendar.import", TD_ACTION_DEFAULT },
  { "document.act", TD_ACTION_EXPLICIT },     { "dossier.import", TD_ACTION_DEFAULT },
  { "dossier.take-back", TD_ACTION_DEFAULT }, { "dossier.add", TD_ACTION_DEFAULT },
  { "dossier.event", TD_ACTION_DEFAULT },     { "procedure.import", TD_ACTION_DEFAULT },
  { "report.freeze", TD_ACTION_DEFAULT },     { "plan.baseline", TD_ACTION_DEFAULT },
  { "plan.comment", TD_ACTION_DEFAULT },
};

/**
 * td_action_kind:
 * @id: "record.set" ...
 *
 * Returns: (nullable): what is declared of that kind of action
 */
const TdActionKind *
td_action_kind (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].id, id))
        return &kinds[i];
    }

  return NULL;
}

/**
 * td_action_kinds:
 * @n_kinds: (out): their number
 *
 * Returns: (array length=n_kinds): all kinds of action
 */
const TdActionKind *
td_action_kinds (guint *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (kinds);

  return kinds;
}
