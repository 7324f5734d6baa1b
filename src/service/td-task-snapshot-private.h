/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-task-snapshot.h"

G_BEGIN_DECLS

TdTaskSnapshot *td_task_snapshot_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
