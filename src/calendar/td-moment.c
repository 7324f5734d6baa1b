/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-moment.h"

#include <string.h>

#include "td-date.h"

#define EPOCH_JULIAN 719163 /* g_date_get_julian() of 1970-01-01 */

/**
 * td_moment_new:
 * @date: a day
 * @minute: minutes after its midnight, 0 to 1440
 *
 * Returns: the moment
 */
TdMoment
td_moment_new (const GDate *date, int minute)
{
  g_return_val_if_fail (g_date_valid (date), TD_MOMENT_NONE);

  return ((gint64) g_date_get_julian (date) - EPOCH_JULIAN) * TD_MOMENT_DAY + minute;
}

/**
 * td_moment_day:
 * @moment: a moment
 *
 * Returns: its day, counted from 1970-01-01
 */
gint64
td_moment_day (TdMoment moment)
{
  return moment >= 0 ? moment / TD_MOMENT_DAY : -((-moment + TD_MOMENT_DAY - 1) / TD_MOMENT_DAY);
}

/**
 * td_moment_minute:
 * @moment: a moment
 *
 * Returns: minutes after midnight
 */
int
td_moment_minute (TdMoment moment)
{
  return (int) (moment - td_moment_day (moment) * TD_MOMENT_DAY);
}

/**
 * td_moment_get_date:
 * @moment: a moment from the year 1 on
 * @date: (out caller-allocates): its day
 */
void
td_moment_get_date (TdMoment moment, GDate *date)
{
  g_date_clear (date, 1);
  g_date_set_julian (date, (guint32) (td_moment_day (moment) + EPOCH_JULIAN));
}

/**
 * td_time_of_day_parse:
 * @text: "07:30", "7h30", "7:30"
 * @minute: (out): minutes after midnight
 *
 * Returns: whether @text is a time of the day
 */
gboolean
td_time_of_day_parse (const char *text, int *minute)
{
  guint hour = 0, rest = 0;
  guint digits = 0;

  for (; g_ascii_isdigit (*text) && digits < 2; digits++)
    hour = hour * 10 + (guint) (*text++ - '0');
  if (digits == 0 || (*text != ':' && *text != 'h' && *text != 'H'))
    return FALSE;
  text++;
  for (digits = 0; g_ascii_isdigit (*text) && digits < 2; digits++)
    rest = rest * 10 + (guint) (*text++ - '0');
  if (digits != 2 || *text != '\0' || hour > 23 || rest > 59)
    return FALSE;
  *minute = (int) (hour * 60 + rest);

  return TRUE;
}

/**
 * td_moment_parse:
 * @text: (nullable): "2026-03-31T15:05"; a space for the T, and seconds, which are left out
 * @moment: (out): the moment
 *
 * Returns: whether @text is a moment
 */
gboolean
td_moment_parse (const char *text, TdMoment *moment)
{
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;
  int minute;
  GDate date;

  if (text == NULL || strlen (text) < 16 || (text[10] != 'T' && text[10] != ' '))
    return FALSE;
  day = g_strndup (text, 10);
  time = g_strndup (text + 11, 5);
  if (!td_date_parse_iso (day, &date) || !td_time_of_day_parse (time, &minute))
    return FALSE;
  if (text[16] != '\0' && (strlen (text) != 19 || text[16] != ':' || !g_ascii_isdigit (text[17]) ||
                           text[17] > '5' || !g_ascii_isdigit (text[18])))
    return FALSE;
  *moment = td_moment_new (&date, minute);

  return TRUE;
}

/**
 * td_moment_parse_typed:
 * @text: what a person types: "15/3 9:30", "9h30 15/3/2026", "15:05" (today), or the ISO form
 * @today: the day to complete it with
 * @minute: of the day, where a day is typed alone; below 0: a time must be typed
 * @moment: (out): the moment
 *
 * Returns: whether it names a day and a time
 */
gboolean
td_moment_parse_typed (const char *text, const GDate *today, int minute, TdMoment *moment)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));
  g_auto (GStrv) words = NULL;
  GDate date = *today;

  if (*clean == '\0')
    return FALSE;
  if (td_moment_parse (clean, moment))
    return TRUE;
  words = g_strsplit_set (clean, " ,", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0' || td_time_of_day_parse (words[i], &minute))
        continue;
      if (!td_date_parse_typed (words[i], today, g_date_get_year (today), &date))
        return FALSE;
    }
  if (minute < 0)
    return FALSE;
  *moment = td_moment_new (&date, minute);

  return TRUE;
}

/**
 * td_moment_format:
 * @moment: a moment, or %TD_MOMENT_NONE
 *
 * Returns: (nullable) (transfer full): "2026-03-31T15:05"
 */
char *
td_moment_format (TdMoment moment)
{
  int minute;
  GDate date;

  if (moment == TD_MOMENT_NONE)
    return NULL;
  minute = td_moment_minute (moment);
  td_moment_get_date (moment, &date);

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d", g_date_get_year (&date),
                          g_date_get_month (&date), g_date_get_day (&date), minute / 60,
                          minute % 60);
}

/**
 * td_moment_format_display:
 * @moment: a moment, or %TD_MOMENT_NONE
 *
 * Returns: (transfer full): "15:05 31/03/2026", "–" for none
 */
char *
td_moment_format_display (TdMoment moment)
{
  int minute;
  GDate date;

  if (moment == TD_MOMENT_NONE)
    return g_strdup ("–");
  minute = td_moment_minute (moment);
  td_moment_get_date (moment, &date);

  return g_strdup_printf ("%02d:%02d %02d/%02d/%04d", minute / 60, minute % 60,
                          g_date_get_day (&date), g_date_get_month (&date),
                          g_date_get_year (&date));
}

/**
 * td_moment_format_words:
 * @moment: a moment
 *
 * As the forms of Circular 01/2018/TT-VPCP write it; the day and the months 1 and 2 get a zero.
 *
 * Returns: (transfer full): "15 giờ 05 phút, ngày 31 tháng 3 năm 2026"
 */
char *
td_moment_format_words (TdMoment moment)
{
  int minute = td_moment_minute (moment);
  GDate date;

  td_moment_get_date (moment, &date);

  return g_strdup_printf (g_date_get_month (&date) <= 2
                              ? "%02d giờ %02d phút, ngày %02d tháng %02d năm %d"
                              : "%02d giờ %02d phút, ngày %02d tháng %d năm %d",
                          minute / 60, minute % 60, g_date_get_day (&date),
                          g_date_get_month (&date), g_date_get_year (&date));
}

/**
 * td_moment_now:
 *
 * Returns: now in Việt Nam, or what TIENDO_NOW says
 */
TdMoment
td_moment_now (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (7 * 3600);
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  TdMoment moment;
  GDate date;

  if (td_date_replaced_time () != 0)
    {
      g_autofree char *replaced = td_date_now_iso ();

      replaced[strlen ("2026-07-16T08:00")] = '\0';
      if (td_moment_parse (replaced, &moment))
        return moment;
    }
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (now),
                  (GDateMonth) g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));

  return td_moment_new (&date, g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now));
}
