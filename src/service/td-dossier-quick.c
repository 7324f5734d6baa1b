/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-quick.h"

#include <glib/gi18n-lib.h>

#define MOST_DAYS 1000

static const struct
{
  const char *nick;
  const char *label;
} quicks[TD_N_QUICK] = {
  [TD_QUICK_ALL] = { "all", N_ ("All") },
  [TD_QUICK_LATE] = { "late", N_ ("Late") },
  [TD_QUICK_SOON] = { "due-soon", N_ ("Due soon") },
  [TD_QUICK_IDLE] = { "idle", N_ ("Standing still") },
  [TD_QUICK_WAITING] = { "suspended", N_ ("Suspended") },
  [TD_QUICK_OPEN] = { "open", N_ ("Open") },
};

const char *
td_quick_filter_label (TdQuickFilter quick)
{
  return _ (quicks[quick].label);
}

const char *
td_quick_filter_nick (TdQuickFilter quick)
{
  return quicks[quick].nick;
}

gboolean
td_quick_filter_from_nick (const char *nick, TdQuickFilter *quick)
{
  for (guint i = 0; i < TD_N_QUICK; i++)
    if (g_str_equal (quicks[i].nick, nick))
      {
        *quick = (TdQuickFilter) i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
is_working (TdWorkCalendar *calendar, gint64 day)
{
  GDate date;

  td_dossier_day_to_date (day, &date);

  /* A list of the daily work is needed in a year without a notice, too: then Monday to Friday. */
  return calendar != NULL && td_work_calendar_has_year (calendar, g_date_get_year (&date))
             ? td_work_calendar_is_working (calendar, &date)
             : g_date_get_weekday (&date) <= G_DATE_FRIDAY;
}

/**
 * td_quick_days_init:
 * @days: (out caller-allocates): the ends of the lists
 * @calendar: (nullable): the working days of the office
 * @as_of_day: today
 * @soon: within how many working days it is due what is due soon
 * @idle: for how many working days nothing happened to what stands still
 */
void
td_quick_days_init (
    TdQuickDays *days, TdWorkCalendar *calendar, gint64 as_of_day, int soon, int idle)
{
  days->soon_day = as_of_day;
  for (int left = CLAMP (soon, 0, MOST_DAYS); left > 0;)
    left -= is_working (calendar, ++days->soon_day);
  /* today counts: nothing happened on it either */
  days->idle_day = as_of_day;
  for (int left = CLAMP (idle, 0, MOST_DAYS); left > 0; days->idle_day--)
    left -= is_working (calendar, days->idle_day);
}

/**
 * td_quick_filter_apply:
 * @quick: a list
 * @days: where the lists end
 * @filter: a filter, which is narrowed to the list
 */
void
td_quick_filter_apply (TdQuickFilter quick, const TdQuickDays *days, TdDossierFilter *filter)
{
  switch (quick)
    {
    case TD_QUICK_LATE:
      filter->outcomes = (1u << TD_OUTCOME_LATE) | (1u << TD_OUTCOME_PENDING_OVERDUE);
      break;
    case TD_QUICK_SOON:
      filter->list = TD_DOSSIER_LIST_DUE_SOON;
      filter->list_day = days->soon_day;
      break;
    case TD_QUICK_IDLE:
      filter->list = TD_DOSSIER_LIST_IDLE;
      filter->list_day = days->idle_day;
      break;
    case TD_QUICK_WAITING:
      filter->outcomes = 1u << TD_OUTCOME_SUSPENDED;
      break;
    case TD_QUICK_OPEN:
      filter->outcomes = (1u << TD_OUTCOME_PENDING_IN_TIME) | (1u << TD_OUTCOME_PENDING_OVERDUE);
      break;
    case TD_QUICK_ALL:
    default:
      break;
    }
}
