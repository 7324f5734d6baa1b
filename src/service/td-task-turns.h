/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-kind.h"
#include "td-turn.h"

G_BEGIN_DECLS

GArray *td_task_turns (const TdTaskRow *task, int year) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
