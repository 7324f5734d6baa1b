/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-task-model.h"

G_BEGIN_DECLS

/**
 * TdTaskChips:
 *
 * The row of filters by look, each with its count. Arrows move along the row. Signal `chosen
 * (looks)`: set of 1 << #TdTaskLook, 0 for all. With Ctrl held another one is added.
 */
#define TD_TYPE_TASK_CHIPS (td_task_chips_get_type ())
G_DECLARE_FINAL_TYPE (TdTaskChips, td_task_chips, TD, TASK_CHIPS, GtkWidget)

GtkWidget *td_task_chips_new (void);
void td_task_chips_update (TdTaskChips *self, TdTaskModel *model, guint looks);

G_END_DECLS
