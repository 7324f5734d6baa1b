/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-edit.h"
#include "td-plan-data.h"

G_BEGIN_DECLS

typedef enum
{
  TD_DIFFERENCE_ADDED,
  TD_DIFFERENCE_DROPPED,
  TD_DIFFERENCE_CHANGED, /* one field */
  TD_DIFFERENCE_MOVED,   /* same words at another place */
} TdDifferenceType;

/* One difference between two plans. */
typedef struct
{
  TdDifferenceType type;
  TdKind kind;
  gint64 a_id;       /* row of the first plan, 0: not there */
  gint64 b_id;       /* row of the second plan, 0: not there */
  const char *field; /* static (nullable): of a changed one */
  char *place;       /* as in findings, in the plan that has it; of a change in the second one */
  char *before;      /* (nullable): words of the first plan */
  char *after;       /* (nullable): words of the second plan */

  /* Of a moved one, whose before and after are places */
  char *words;      /* (nullable): what was moved */
  guint before_nth; /* which one it was among its siblings, from 1 */
  guint after_nth;
} TdDifference;

void td_difference_free (TdDifference *difference);
const char *td_difference_nick (TdDifferenceType type);
GPtrArray *td_plan_compare (const TdPlanData *a, const TdPlanData *b) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_plan_take_difference (const TdPlanData *a,
                                 const TdPlanData *b,
                                 const TdDifference *difference,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDifference, td_difference_free)

G_END_DECLS
