/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-data.h"

G_BEGIN_DECLS

const char *td_plan_section_kind_from_title (const char *title, gboolean top_level);
const char *td_plan_section_kind_in_force (const TdPlanData *data, const TdSectionRow *section);

G_END_DECLS
