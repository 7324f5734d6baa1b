/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-office-hours.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "td-error.h"

#define MAX_SESSIONS 6
#define ANY_DAY 0
#define N_DAYS 8 /* ANY_DAY, Monday to Sunday */

typedef struct
{
  int starts;
  int ends;
} Session;

typedef struct
{
  Session sessions[MAX_SESSIONS]; /* in order, not touching */
  guint n;
} Day;

struct _TdOfficeHours
{
  Day days[N_DAYS];
};

/**
 * td_office_hours_new:
 *
 * Returns: (transfer full): hours without a session yet
 */
TdOfficeHours *
td_office_hours_new (void)
{
  return g_new0 (TdOfficeHours, 1);
}

TdOfficeHours *
td_office_hours_copy (const TdOfficeHours *hours)
{
  return g_memdup2 (hours, sizeof *hours);
}

void
td_office_hours_free (TdOfficeHours *hours)
{
  g_free (hours);
}

/**
 * td_office_hours_add:
 * @hours: the hours
 * @weekday: 1 Monday to 7 Sunday, 0 for every day without sessions of its own
 * @starts: minutes after midnight
 * @ends: minutes after midnight, later
 * @error: return location
 *
 * Returns: whether the session lies clear of the others of its day; else TD_ERROR_BAD_INPUT
 */
gboolean
td_office_hours_add (TdOfficeHours *hours, int weekday, int starts, int ends, GError **error)
{
  Day *day = &hours->days[CLAMP (weekday, 0, N_DAYS - 1)];
  guint at = 0;

  while (at < day->n && day->sessions[at].starts < starts)
    at++;
  if (weekday < 0 || weekday >= N_DAYS || starts < 0 || ends <= starts || ends > TD_MOMENT_DAY ||
      day->n == MAX_SESSIONS || (at > 0 && day->sessions[at - 1].ends >= starts) ||
      (at < day->n && day->sessions[at].starts <= ends))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, NULL, NULL,
                       _ ("The office hours %02d:%02d–%02d:%02d overlap others or end before they "
                          "start."),
                       starts / 60, starts % 60, ends / 60, ends % 60);
      return FALSE;
    }
  memmove (&day->sessions[at + 1], &day->sessions[at], (day->n - at) * sizeof (Session));
  day->sessions[at] = (Session){ starts, ends };
  day->n++;

  return TRUE;
}

/**
 * td_office_hours_parse:
 * @hours: the hours
 * @sessions: "07:30-11:30;13:30-17:00", for every day
 * @error: return location
 *
 * Returns: whether all sessions were taken
 */
gboolean
td_office_hours_parse (TdOfficeHours *hours, const char *sessions, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (sessions, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) ends = g_strsplit (g_strstrip (parts[i]), "-", 2);
      int from, to;

      if (g_strv_length (ends) != 2 || !td_time_of_day_parse (ends[0], &from) ||
          !td_time_of_day_parse (ends[1], &to))
        {
          td_error_set_at (error, TD_ERROR_BAD_INPUT, NULL, NULL,
                           _ ("“%s” are no office hours; write 07:30-11:30."), parts[i]);
          return FALSE;
        }
      if (!td_office_hours_add (hours, ANY_DAY, from, to, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
td_office_hours_is_empty (const TdOfficeHours *hours)
{
  for (guint i = 0; i < N_DAYS; i++)
    {
      if (hours->days[i].n > 0)
        return FALSE;
    }

  return TRUE;
}

static const Day *
day_of (const TdOfficeHours *hours, const GDate *date)
{
  const Day *day = &hours->days[g_date_get_weekday (date)];

  return day->n > 0 ? day : &hours->days[ANY_DAY];
}

/**
 * td_office_hours_open:
 * @hours: hours with a session for the day
 * @date: a working day
 *
 * Returns: when the office opens, in minutes after midnight
 */
int
td_office_hours_open (const TdOfficeHours *hours, const GDate *date)
{
  const Day *day = day_of (hours, date);

  return day->n > 0 ? day->sessions[0].starts : 0;
}

/**
 * td_office_hours_close:
 * @hours: hours with a session for the day
 * @date: a working day
 *
 * Returns: when its last session ends, in minutes after midnight
 */
int
td_office_hours_close (const TdOfficeHours *hours, const GDate *date)
{
  const Day *day = day_of (hours, date);

  return day->n > 0 ? day->sessions[day->n - 1].ends : TD_MOMENT_DAY;
}

/**
 * td_office_hours_describe:
 * @hours: the hours
 *
 * Returns: (transfer full): "07:30–11:30, 13:30–17:00", those of most days
 */
char *
td_office_hours_describe (const TdOfficeHours *hours)
{
  const Day *day = &hours->days[hours->days[ANY_DAY].n > 0 ? ANY_DAY : 1];
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < day->n; i++)
    g_string_append_printf (text, "%s%02d:%02d–%02d:%02d", i > 0 ? ", " : "",
                            day->sessions[i].starts / 60, day->sessions[i].starts % 60,
                            day->sessions[i].ends / 60, day->sessions[i].ends % 60);

  return g_string_free (text, FALSE);
}

/* A day of a walk through working time; the year of each day must be known. */
static gboolean
begin_day (TdWorkCalendar *calendar, const GDate *date, gboolean *working, GError **error)
{
  int year = g_date_get_year (date);

  if (!td_work_calendar_has_year (calendar, year))
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                       _ ("There is no holiday calendar for the year %d yet."), year);
      return FALSE;
    }
  *working = td_work_calendar_is_working (calendar, date);

  return TRUE;
}

/**
 * td_working_time_add:
 * @hours: office hours, not empty
 * @calendar: the calendar
 * @from: a moment
 * @minutes: working minutes, not negative
 * @to: (out): the moment at which they have passed; time that ends with a session stays there
 * @error: return location
 *
 * Returns: whether all years on the way are known
 */
gboolean
td_working_time_add (const TdOfficeHours *hours,
                     TdWorkCalendar *calendar,
                     TdMoment from,
                     gint64 minutes,
                     TdMoment *to,
                     GError **error)
{
  int now = td_moment_minute (from);
  GDate date;

  g_return_val_if_fail (!td_office_hours_is_empty (hours) && minutes >= 0, FALSE);

  td_moment_get_date (from, &date);
  for (*to = from; minutes > 0; g_date_add_days (&date, 1), now = 0)
    {
      const Day *day = day_of (hours, &date);
      gboolean working;

      if (!begin_day (calendar, &date, &working, error))
        return FALSE;
      for (guint i = 0; working && i < day->n && minutes > 0; i++)
        {
          int starts = MAX (now, day->sessions[i].starts);
          gint64 taken = MIN (minutes, MAX (day->sessions[i].ends - starts, 0));

          if (taken == 0)
            continue;
          minutes -= taken;
          *to = td_moment_new (&date, starts + (int) taken);
        }
    }

  return TRUE;
}

/**
 * td_working_time_between:
 * @hours: office hours
 * @calendar: the calendar
 * @from: a moment
 * @to: another; not after @from counts as nothing
 * @minutes: (out): the working minutes between
 * @error: return location
 *
 * Returns: whether all years on the way are known
 */
gboolean
td_working_time_between (const TdOfficeHours *hours,
                         TdWorkCalendar *calendar,
                         TdMoment from,
                         TdMoment to,
                         gint64 *minutes,
                         GError **error)
{
  GDate date;

  *minutes = 0;
  if (to <= from)
    return TRUE;
  td_moment_get_date (from, &date);
  for (TdMoment midnight = td_moment_new (&date, 0); midnight < to;
       midnight += TD_MOMENT_DAY, g_date_add_days (&date, 1))
    {
      const Day *day = day_of (hours, &date);
      gboolean working;

      if (!begin_day (calendar, &date, &working, error))
        return FALSE;
      for (guint i = 0; working && i < day->n; i++)
        *minutes += MAX (MIN (to, midnight + day->sessions[i].ends) -
                             MAX (from, midnight + day->sessions[i].starts),
                         0);
    }

  return TRUE;
}

/**
 * td_working_time_enter:
 * @hours: office hours, not empty
 * @calendar: the calendar
 * @at: a moment
 * @start: (out): @at when the office works then, else when it opens next; the end of a session
 *   counts as shut
 * @error: return location
 *
 * Returns: whether all years on the way are known
 */
gboolean
td_working_time_enter (const TdOfficeHours *hours,
                       TdWorkCalendar *calendar,
                       TdMoment at,
                       TdMoment *start,
                       GError **error)
{
  int now = td_moment_minute (at);
  GDate date;

  g_return_val_if_fail (!td_office_hours_is_empty (hours), FALSE);

  td_moment_get_date (at, &date);
  for (;; g_date_add_days (&date, 1), now = 0)
    {
      const Day *day = day_of (hours, &date);
      gboolean working;

      if (!begin_day (calendar, &date, &working, error))
        return FALSE;
      for (guint i = 0; working && i < day->n; i++)
        {
          if (now < day->sessions[i].ends)
            {
              *start = td_moment_new (&date, MAX (now, day->sessions[i].starts));
              return TRUE;
            }
        }
    }
}
