/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "td-plan-data.h"

G_BEGIN_DECLS

void td_plan_json_add_rows (JsonBuilder *builder, const TdPlanData *data);
gboolean
td_plan_json_load_rows (JsonObject *rows, TdPlanData *data, const char *name, GError **error);

G_END_DECLS
