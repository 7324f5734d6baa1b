/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-gantt.h"
#include "td-task-look.h"

G_BEGIN_DECLS

GArray *td_task_gantt_bars (const TdTaskSnapshot *snapshot,
                            const TdTaskFacts *facts,
                            guint32 as_of) G_GNUC_WARN_UNUSED_RESULT;
char *td_task_gantt_words (const TdTaskSnapshot *snapshot,
                           const TdTaskFacts *facts,
                           guint32 as_of) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
