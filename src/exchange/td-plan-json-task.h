/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "td-plan-data.h"

G_BEGIN_DECLS

void td_plan_json_load_tasks (JsonObject *root, TdPlanData *data);

G_END_DECLS
