/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-checker.h"

#include "td-check-context.h"

/**
 * td_plan_checker_run:
 * @data: a plan, sorted (td_plan_data_sort())
 * @office: (nullable): the register of units
 * @rules: the tables
 *
 * Looks for mistakes in a plan. Pure; for a worker thread.
 *
 * Returns: (transfer full) (element-type TdFinding): what was found, in document order
 */
GPtrArray *
td_plan_checker_run (const TdPlanData *data, const TdCheckOffice *office, const TdRuleSet *rules)
{
  static void (*const families[]) (TdCheck *) = {
    td_check_header,     td_check_numbering, td_check_lists,      td_check_annex_numbers,
    td_check_tasks,      td_check_deadlines, td_check_dates,      td_check_years,
    td_check_targets,    td_check_sums,      td_check_duplicates, td_check_citations,
    td_check_symbols,    td_check_units,     td_check_annex,      td_check_closing,
    td_check_spelling,   td_check_variants,  td_check_capitals,   td_check_abbreviations,
    td_check_typography, td_check_source,    td_check_circles,
  };
  g_autoptr (TdCheck) check = NULL;

  g_return_val_if_fail (data != NULL && rules != NULL, NULL);

  check = td_check_new (data, office, rules);
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    families[i](check);

  return td_check_take_findings (check);
}
