/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-kind.h"
#include "td-writer.h"

G_BEGIN_DECLS

/* What follows from the words of a task: its deadline's meaning, its products, its units. Run
 * inside the action that changed the words, so that undo takes both back. */
gboolean
td_task_understand (TdWriter *writer, const TdTaskRow *old_task, TdTaskRow *task, GError **error);
gboolean td_task_write_units (
    TdWriter *writer, TdTaskRow *task, const char *role, const char *const *texts, GError **error);
void td_task_read_deadline (TdTaskRow *task, int plan_year, const char *issued_date);

G_END_DECLS
