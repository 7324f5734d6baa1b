/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-data.h"
#include "td-plan-frame.h"

G_BEGIN_DECLS

void td_plan_outline_reader_read (const TdPlanFrame *frame, TdPlanData *data);

G_END_DECLS
