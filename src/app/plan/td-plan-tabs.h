/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-plan-context.h"

G_BEGIN_DECLS

/* The tabs of a plan, in order. A tab is listed in td-plan-tabs.c when it works. */
void td_plan_tabs_add (AdwViewStack *stack, TdPlanContext *context);

G_END_DECLS
