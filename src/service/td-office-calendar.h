/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-connection.h"
#include "td-edit.h"
#include "td-work-calendar.h"

G_BEGIN_DECLS

/* The working calendar of the office: the shipped tables of the state's notices, over them the days
 * and years the office keeps in its workspace. */

/* What is known of a year. */
typedef enum
{
  TD_CALENDAR_YEAR_UNKNOWN,  /* nothing: nothing is computed over it */
  TD_CALENDAR_YEAR_PROPOSED, /* days are kept, nobody confirmed them yet */
  TD_CALENDAR_YEAR_SHIPPED,  /* the table of the program */
  TD_CALENDAR_YEAR_OFFICE,   /* confirmed by the office */
} TdCalendarYearState;

TdWorkCalendar *td_office_calendar_load (TdConnection *connection,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdCalendarYearState
td_office_calendar_year_state (TdConnection *connection, int year, char **source, guint *week);
TdWorkCalendar *td_office_calendar_read_file (const char *path,
                                              GArray *years,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_office_calendar_export (
    TdWorkCalendar *calendar, int year, const char *path, gboolean replace, GError **error);

/* What is wrong with a year, for people; none when it agrees with the law. */
GPtrArray *td_office_calendar_check (TdConnection *connection,
                                     TdWorkCalendar *calendar,
                                     int year) G_GNUC_WARN_UNUSED_RESULT;

/* Actions */
TdEdit *td_office_calendar_edit_day (const GDate *date,
                                     const char *kind,
                                     const char *name,
                                     const char *source) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_office_calendar_edit_year (int year, gboolean confirmed, guint week, const char *source)
    G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_office_calendar_edit_table (TdWorkCalendar *calendar,
                                       int year,
                                       gboolean confirmed,
                                       const char *source) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
