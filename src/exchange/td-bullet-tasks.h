/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-data.h"

G_BEGIN_DECLS

void td_bullet_tasks_read (TdPlanData *data);

G_END_DECLS
