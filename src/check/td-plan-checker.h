/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-finding.h"
#include "td-plan-data.h"
#include "td-rule-set.h"

G_BEGIN_DECLS

/* What the office knows and a plan does not say: the register of units. Arrays of rows, borrowed;
 * NULL or empty where nothing is known, and then nothing is held against the register. */
typedef struct
{
  const GPtrArray *units;       /* (element-type TdUnitRow) */
  const GPtrArray *aliases;     /* (element-type TdUnitAliasRow) */
  const GPtrArray *unit_groups; /* (element-type TdUnitGroupRow) */
} TdCheckOffice;

GPtrArray *td_plan_checker_run (const TdPlanData *data,
                                const TdCheckOffice *office,
                                const TdRuleSet *rules) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
