/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-task-columns.h"
#include "td-task-model.h"

G_BEGIN_DECLS

/**
 * TdTaskListView:
 *
 * All tasks as a table or a timeline. Keyboard: Enter opens, Left and Right fold a group, Ctrl+C
 * copies the chosen rows for a spreadsheet; on the timeline Alt+Left and Alt+Right move the last
 * day of the chosen task by a day, with Shift by a week, Ctrl+plus, Ctrl+minus and Ctrl+0 zoom,
 * Alt+Home shows today.
 *
 * Signals: `selection-changed`; `open`: the chosen task is to be looked at; `sort (sort)`; `menu
 * (widget, x, y)` of the rows, `heading-menu (widget, x, y)`; `window-changed (task, turn, first,
 * last)`: a task, or its turn counted from 1, is wanted on other days.
 */
#define TD_TYPE_TASK_LIST_VIEW (td_task_list_view_get_type ())
G_DECLARE_FINAL_TYPE (TdTaskListView, td_task_list_view, TD, TASK_LIST_VIEW, GtkWidget)

GtkWidget *td_task_list_view_new (TdTaskModel *model, TdTaskColumns *columns, gboolean read_only);
void td_task_list_view_set_sort (TdTaskListView *self, TdTaskSort sort, gboolean descending);

gint64 td_task_list_view_get_current (TdTaskListView *self);
TdTaskItem *td_task_list_view_get_current_item (TdTaskListView *self);
GArray *td_task_list_view_dup_selected (TdTaskListView *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_task_list_view_select (TdTaskListView *self, gint64 task_id);
void td_task_list_view_step (TdTaskListView *self, int step);
void td_task_list_view_focus (TdTaskListView *self);
void td_task_list_view_keep_selection (TdTaskListView *self);
void td_task_list_view_copy (TdTaskListView *self);

G_END_DECLS
