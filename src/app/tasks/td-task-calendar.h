/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-task-model.h"

G_BEGIN_DECLS

/**
 * TdTaskCalendar:
 *
 * The tasks of the list on the days they are due, a month at a time. Page Up and Page Down turn the
 * month, Home goes to today's. Signals: `task (id)`: a task was chosen; `day (iso)`: all tasks of a
 * day are wanted.
 */
#define TD_TYPE_TASK_CALENDAR (td_task_calendar_get_type ())
G_DECLARE_FINAL_TYPE (TdTaskCalendar, td_task_calendar, TD, TASK_CALENDAR, GtkWidget)

GtkWidget *td_task_calendar_new (TdTaskModel *model, TdWorkspace *workspace);
void td_task_calendar_update (TdTaskCalendar *self);
void td_task_calendar_show_month (TdTaskCalendar *self, int year, int month);
guint td_task_calendar_count_on (TdTaskCalendar *self, guint32 day);

G_END_DECLS
