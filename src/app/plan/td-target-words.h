/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-data.h"

G_BEGIN_DECLS

/* How a target is said in a table. */
char *td_target_words_value (const TdTargetRow *target) G_GNUC_WARN_UNUSED_RESULT;
char *td_target_words_place (const TdPlanData *data,
                             const TdTargetRow *target) G_GNUC_WARN_UNUSED_RESULT;
char *td_target_words_next_code (const TdPlanData *data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
