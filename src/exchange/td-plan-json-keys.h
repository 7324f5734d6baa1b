/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "td-plan-data.h"

G_BEGIN_DECLS

gboolean
td_plan_json_load_keys (JsonObject *root, TdPlanData *data, const char *name, GError **error);

G_END_DECLS
