/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-time.h"

#include "td-date.h"

#include <glib/gi18n-lib.h>

static GDateTime *
local_from_utc (const char *utc)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = utc ? g_date_time_new_from_iso8601 (utc, zone) : NULL;

  return time ? g_date_time_to_local (time) : NULL;
}

static int
days_ago (GDateTime *time)
{
  GDate today, day;

  td_date_today (&today);
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) g_date_time_get_day_of_month (time),
                  (GDateMonth) g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));

  return g_date_days_between (&day, &today);
}

/**
 * td_time_format_relative:
 * @utc: (nullable): a moment, ISO 8601 with its offset or UTC
 *
 * Returns: (nullable): the local time with a day that needs no counting: "08:00 today"
 */
char *
td_time_format_relative (const char *utc)
{
  g_autoptr (GDateTime) time = local_from_utc (utc);

  if (!time)
    return NULL;

  switch (days_ago (time))
    {
    case 0:
      /* Translators: a time format as of date(1): "08:00 today" */
      return g_date_time_format (time, _ ("%H:%M today"));
    case 1:
      return g_date_time_format (time, _ ("%H:%M yesterday"));
    default:
      return g_date_time_format (time, "%d/%m/%Y");
    }
}

/**
 * td_time_format_full:
 * @utc: (nullable): a moment, ISO 8601
 *
 * Returns: (nullable): "16/07/2026 10:32", local
 */
char *
td_time_format_full (const char *utc)
{
  g_autoptr (GDateTime) time = local_from_utc (utc);

  return time ? g_date_time_format (time, "%d/%m/%Y %H:%M") : NULL;
}

/**
 * td_time_format_day:
 * @utc: (nullable): a moment, ISO 8601
 *
 * Returns: (nullable): the heading of a day in a list: "Today", "Yesterday", "16/07/2026"
 */
char *
td_time_format_day (const char *utc)
{
  g_autoptr (GDateTime) time = local_from_utc (utc);

  if (!time)
    return NULL;

  switch (days_ago (time))
    {
    case 0:
      return g_strdup (_ ("Today"));
    case 1:
      return g_strdup (_ ("Yesterday"));
    default:
      return g_date_time_format (time, "%d/%m/%Y");
    }
}
