/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-composer.h"

G_BEGIN_DECLS

TdBlock *td_plan_compose_annex (const TdPlanData *data) G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_plan_compose_header (const TdPlanRow *plan) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
