/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-work-calendar.h"

G_BEGIN_DECLS

#define TD_TYPE_CALENDAR_MONTH (td_calendar_month_get_type ())
G_DECLARE_FINAL_TYPE (TdCalendarMonth, td_calendar_month, TD, CALENDAR_MONTH, GtkWidget)

GtkWidget *td_calendar_month_new (void);
guint
td_calendar_month_show (TdCalendarMonth *self, TdWorkCalendar *calendar, int year, guint month);
guint td_calendar_month_get_month (TdCalendarMonth *self);
void td_calendar_month_set_selected (TdCalendarMonth *self, const GDate *day);

G_END_DECLS
