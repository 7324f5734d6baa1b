/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The working days of an office: its weekly pattern, and the days that a notice makes free or
 * working. A year without a notice is not known, and nothing is computed over it: a guessed
 * calendar makes false overdue figures. Queries take the same time however far apart days are. */
typedef enum
{
  TD_DAY_HOLIDAY,      /* H */
  TD_DAY_COMPENSATION, /* C: free for a holiday on a weekly day of rest */
  TD_DAY_SWAPPED_OFF,  /* S: free against a make-up day */
  TD_DAY_MAKE_UP,      /* W: a day of rest that is worked */
} TdDayKind;

#define TD_TYPE_WORK_CALENDAR (td_work_calendar_get_type ())
typedef struct _TdWorkCalendar TdWorkCalendar;
GType td_work_calendar_get_type (void) G_GNUC_CONST;

TdWorkCalendar *td_work_calendar_new (void) G_GNUC_WARN_UNUSED_RESULT;
TdWorkCalendar *td_work_calendar_ref (TdWorkCalendar *calendar);
void td_work_calendar_unref (TdWorkCalendar *calendar);

void td_work_calendar_set_day (TdWorkCalendar *calendar,
                               const GDate *date,
                               TdDayKind kind,
                               const char *name);
gboolean
td_work_calendar_load (TdWorkCalendar *calendar, const char *csv, const char *file, GError **error);

/* A day that a notice names, as it is listed. */
typedef struct
{
  GDate date;
  TdDayKind kind;
  const char *name; /* "" without one */
} TdWorkDay;

void td_work_calendar_clear_day (TdWorkCalendar *calendar, const GDate *date);
void td_work_calendar_set_week (TdWorkCalendar *calendar, int year, guint week);
void td_work_calendar_set_known (TdWorkCalendar *calendar, int year, gboolean known);
GArray *td_work_calendar_list (TdWorkCalendar *calendar, int year) G_GNUC_WARN_UNUSED_RESULT;
char *td_work_calendar_format (TdWorkCalendar *calendar, int year) G_GNUC_WARN_UNUSED_RESULT;
void td_work_calendar_propose (TdWorkCalendar *calendar, int year);

const char *td_day_kind_to_letter (TdDayKind kind);
gboolean td_day_kind_from_text (const char *text, TdDayKind *kind);

gboolean td_work_calendar_has_year (TdWorkCalendar *calendar, int year);
gboolean td_work_calendar_is_working (TdWorkCalendar *calendar, const GDate *date);
const char *td_work_calendar_get_day (TdWorkCalendar *calendar, const GDate *date, TdDayKind *kind);
gboolean td_work_calendar_add (
    TdWorkCalendar *calendar, const GDate *from, int days, GDate *to, GError **error);
gboolean td_work_calendar_count (
    TdWorkCalendar *calendar, const GDate *from, const GDate *to, int *days, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdWorkCalendar, td_work_calendar_unref)

G_END_DECLS
