/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-task-columns.h"
#include "td-task-item.h"

G_BEGIN_DECLS

/**
 * TdTaskLine:
 *
 * One row of the list of tasks, or the heading of a group over its whole width. Signals: `toggled
 * (key)`: a group is to be folded or unfolded; `menu (x, y)`: a menu is asked for; `window-changed
 * (first, last)`: the task is wanted on other days.
 */
#define TD_TYPE_TASK_LINE (td_task_line_get_type ())
G_DECLARE_FINAL_TYPE (TdTaskLine, td_task_line, TD, TASK_LINE, GtkWidget)

GtkWidget *td_task_line_new (TdTaskColumns *columns, gboolean read_only);
void td_task_line_set_item (TdTaskLine *self, TdTaskItem *item);
void td_task_line_fill (TdTaskLine *self);
void td_task_line_look (TdTaskLine *self);
TdTaskItem *td_task_line_get_item (TdTaskLine *self);

G_END_DECLS
