/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-data.h"

G_BEGIN_DECLS

gboolean td_plan_basis_reader_is_basis (const char *text);
guint td_plan_basis_reader_read (TdPlanData *data, const TdBlockRow *block);

G_END_DECLS
