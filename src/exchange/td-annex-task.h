/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-annex-row.h"
#include "td-plan-data.h"

G_BEGIN_DECLS

TdTaskRow *td_annex_task_add (TdPlanData *data, const TdAnnexRow *row, const TdPlanGroupRow *group);
void td_annex_task_check_numbers (TdPlanData *data);
void td_annex_task_set_deadline (TdPlanData *data, TdTaskRow *task, const char *place);
void td_annex_task_split_units (const TdTaskRow *task, GPtrArray **lead, GPtrArray **coordinating);
void td_annex_task_add_units (TdPlanData *data,
                              const TdTaskRow *task,
                              const char *role,
                              const GPtrArray *units);

G_END_DECLS
