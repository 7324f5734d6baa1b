/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-task-columns.h"
#include "td-task-item.h"

G_BEGIN_DECLS

/**
 * TdGanttCell:
 *
 * The timeline of one row. The ends of a window are dragged to other days, the whole of it by its
 * middle; rolling with Ctrl held zooms, with Shift moves in time. Signal `window-changed (first,
 * last)`: the window is wanted on other days (Julian; first 0: it has no first day of its own).
 */
#define TD_TYPE_GANTT_CELL (td_gantt_cell_get_type ())
G_DECLARE_FINAL_TYPE (TdGanttCell, td_gantt_cell, TD, GANTT_CELL, GtkWidget)

GtkWidget *td_gantt_cell_new (TdTaskColumns *columns, gboolean read_only);
void td_gantt_cell_set_item (TdGanttCell *self, TdTaskItem *item);

G_END_DECLS
