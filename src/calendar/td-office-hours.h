/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-moment.h"
#include "td-work-calendar.h"

G_BEGIN_DECLS

/* The hours an office is open on its working days, in sessions: lunch is the gap between two. With
 * a calendar they make the working time in which limits run. */
typedef struct _TdOfficeHours TdOfficeHours;

TdOfficeHours *td_office_hours_new (void) G_GNUC_WARN_UNUSED_RESULT;
TdOfficeHours *td_office_hours_copy (const TdOfficeHours *hours) G_GNUC_WARN_UNUSED_RESULT;
void td_office_hours_free (TdOfficeHours *hours);

gboolean
td_office_hours_add (TdOfficeHours *hours, int weekday, int starts, int ends, GError **error);
gboolean td_office_hours_parse (TdOfficeHours *hours, const char *sessions, GError **error);
gboolean td_office_hours_is_empty (const TdOfficeHours *hours);

int td_office_hours_open (const TdOfficeHours *hours, const GDate *date);
int td_office_hours_close (const TdOfficeHours *hours, const GDate *date);
char *td_office_hours_describe (const TdOfficeHours *hours) G_GNUC_WARN_UNUSED_RESULT;

/* Working time: @calendar says which days, the hours say when. */
gboolean td_working_time_add (const TdOfficeHours *hours,
                              TdWorkCalendar *calendar,
                              TdMoment from,
                              gint64 minutes,
                              TdMoment *to,
                              GError **error);
gboolean td_working_time_between (const TdOfficeHours *hours,
                                  TdWorkCalendar *calendar,
                                  TdMoment from,
                                  TdMoment to,
                                  gint64 *minutes,
                                  GError **error);
gboolean td_working_time_enter (const TdOfficeHours *hours,
                                TdWorkCalendar *calendar,
                                TdMoment at,
                                TdMoment *start,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdOfficeHours, td_office_hours_free)

G_END_DECLS
