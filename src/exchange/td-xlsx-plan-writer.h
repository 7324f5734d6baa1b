/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-data.h"

G_BEGIN_DECLS

gboolean td_xlsx_plan_write (const TdPlanData *data, const char *path, GError **error);

G_END_DECLS
