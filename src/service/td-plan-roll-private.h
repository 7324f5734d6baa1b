/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "td-plan-roll.h"

G_BEGIN_DECLS

typedef struct
{
  const TdPlanData *old;
  TdPlanData *data; /* the new plan */
  GPtrArray *changes;
  int from;
  int to;
  const TdCheckOffice *office; /* (nullable) */
  GHashTable *cited;           /* documents told already */
  gboolean has_facts;          /* somebody reported on the tasks */
  gboolean restart;            /* numbers begin again in each area */
} Roll;

void td_roll_note (Roll *self,
                   TdRollChangeType type,
                   const char *place,
                   TdKind kind,
                   gint64 id,
                   const char *field,
                   const char *before,
                   const char *after);
void td_roll_replace_units (Roll *self);
TdRollFate td_roll_fate_of_task (const TdRollOptions *options, const TdTaskRow *task);

G_END_DECLS
