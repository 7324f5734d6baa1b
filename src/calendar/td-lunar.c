/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-lunar.h"

#include <math.h>

/* After Jean Meeus, "Astronomical Algorithms": mean new moons with their periodic terms, and the
 * apparent longitude of the sun. Days are Julian day numbers at UTC+7. */
#define UTC_OFFSET (7.0 / 24.0)
#define SYNODIC_MONTH 29.530588853
/* Julian day of the new moon of 1900-01-01, the one that is counted as 0. */
#define FIRST_NEW_MOON 2415021.076998695
/* g_date_get_julian() counts 0001-01-01 as 1. */
#define GDATE_TO_JULIAN 1721425

static double
radians (double degrees)
{
  return degrees * G_PI / 180.0;
}

/* The periodic terms of the moon's and the sun's paths, in days. */
static double
new_moon_correction (double t, double sun, double moon, double node)
{
  return (0.1734 - 0.000393 * t) * sin (sun) + 0.0021 * sin (2 * sun) - 0.4068 * sin (moon) +
         0.0161 * sin (2 * moon) - 0.0004 * sin (3 * moon) + 0.0104 * sin (2 * node) -
         0.0051 * sin (sun + moon) - 0.0074 * sin (sun - moon) + 0.0004 * sin (2 * node + sun) -
         0.0004 * sin (2 * node - sun) - 0.0006 * sin (2 * node + moon) +
         0.0010 * sin (2 * node - moon) + 0.0005 * sin (sun + 2 * moon);
}

/* Terrestrial less universal time, in days; @t in centuries since 1900. */
static double
delta_t (double t)
{
  return -0.000278 + 0.000265 * t + 0.000262 * t * t;
}

/* The day on which the @k-th new moon since 1900 falls. */
static int
new_moon_day (int k)
{
  double t = k / 1236.85, t2 = t * t, t3 = t2 * t;
  double mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3 +
                0.00033 * sin (radians (166.56 + 132.87 * t - 0.009173 * t2));
  double sun = radians (359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3);
  double moon = radians (306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3);
  double node = radians (21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3);

  return (int) floor (mean + new_moon_correction (t, sun, moon, node) - delta_t (t) + 0.5 +
                      UTC_OFFSET);
}

/* In which twelfth of its way the sun stands when @day begins, 0 from the spring equinox. */
static int
sun_twelfth (int day)
{
  double t = (day - 0.5 - UTC_OFFSET - 2451545.0) / 36525, t2 = t * t;
  double anomaly = 357.52910 + 35999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2;
  double longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t2;
  double m = radians (anomaly);

  longitude += (1.914600 - 0.004817 * t - 0.000014 * t2) * sin (m) +
               (0.019993 - 0.000101 * t) * sin (2 * m) + 0.000290 * sin (3 * m);
  longitude -= 360 * floor (longitude / 360);

  return (int) (longitude / 30);
}

static int
julian_of (int year, int month, int day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return (int) g_date_get_julian (&date) + GDATE_TO_JULIAN;
}

/* The first day of the eleventh month, the one with the winter solstice, that began in @year. */
static int
month_eleven (int year, int *index)
{
  int k = (int) floor ((julian_of (year, 12, 31) - FIRST_NEW_MOON + 0.5) / SYNODIC_MONTH);
  int day = new_moon_day (k);

  if (sun_twelfth (day) >= 9)
    day = new_moon_day (--k);
  *index = k;

  return day;
}

/* How many months behind the eleventh one @index the leap month stands: the first in which the sun
 * enters no new twelfth. */
static int
leap_offset (int index)
{
  int last, twelfth = sun_twelfth (new_moon_day (index + 1));
  int i = 1;

  do
    {
      last = twelfth;
      i++;
      twelfth = sun_twelfth (new_moon_day (index + i));
    }
  while (twelfth != last && i < 14);

  return i - 1;
}

/**
 * td_lunar_from_date:
 * @date: a day
 * @lunar: (out caller-allocates): the same day in the lunar calendar
 *
 * Returns: whether the day is in the years of the calendar
 */
gboolean
td_lunar_from_date (const GDate *date, TdLunarDate *lunar)
{
  int year, day, k, start, index, next, next_index, months;

  g_return_val_if_fail (date != NULL && g_date_valid (date) && lunar != NULL, FALSE);

  year = g_date_get_year (date);
  if (year < TD_LUNAR_FIRST_YEAR || year > TD_LUNAR_LAST_YEAR)
    return FALSE;

  day = (int) g_date_get_julian (date) + GDATE_TO_JULIAN;
  k = (int) floor ((day - FIRST_NEW_MOON + 0.5) / SYNODIC_MONTH) + 1;
  while ((start = new_moon_day (k)) > day)
    k--;

  next = month_eleven (year, &next_index);
  if (next > start)
    month_eleven (year - 1, &index);
  else
    {
      index = next_index;
      month_eleven (year + 1, &next_index);
      year++;
    }

  months = k - index;
  lunar->day = day - start + 1;
  lunar->leap = FALSE;
  lunar->month = months + 11;
  if (next_index - index == 13)
    {
      int leap = leap_offset (index);

      lunar->leap = months == leap;
      if (months >= leap)
        lunar->month--;
    }
  if (lunar->month > 12)
    lunar->month -= 12;
  /* The eleventh and twelfth months still belong to the lunar year that is about to end. */
  lunar->year = lunar->month >= 11 && months < 4 ? year - 1 : year;

  return TRUE;
}

/**
 * td_lunar_to_date:
 * @lunar: a day of the lunar calendar
 * @date: (out caller-allocates): the same day
 *
 * Returns: whether there is such a day: the month may have 29 days, and the year may have no such
 *   leap month
 */
gboolean
td_lunar_to_date (const TdLunarDate *lunar, GDate *date)
{
  int index, next_index, months;
  int eleventh_year;
  TdLunarDate back;

  g_return_val_if_fail (lunar != NULL && date != NULL, FALSE);

  if (lunar->year < TD_LUNAR_FIRST_YEAR || lunar->year >= TD_LUNAR_LAST_YEAR || lunar->month < 1 ||
      lunar->month > 12 || lunar->day < 1 || lunar->day > 30)
    return FALSE;

  eleventh_year = lunar->month >= 11 ? lunar->year : lunar->year - 1;
  month_eleven (eleventh_year, &index);
  month_eleven (eleventh_year + 1, &next_index);
  months = lunar->month >= 11 ? lunar->month - 11 : lunar->month + 1;
  if (next_index - index == 13 && (months >= leap_offset (index) || lunar->leap))
    months++;

  g_date_clear (date, 1);
  g_date_set_julian (date,
                     (guint32) (new_moon_day (index + months) + lunar->day - 1 - GDATE_TO_JULIAN));

  return td_lunar_from_date (date, &back) && back.year == lunar->year &&
         back.month == lunar->month && back.day == lunar->day && back.leap == lunar->leap;
}

/**
 * td_lunar_new_year:
 * @year: a lunar year
 * @date: (out caller-allocates): mùng 1 Tết
 *
 * Returns: whether the year is in the years of the calendar
 */
gboolean
td_lunar_new_year (int year, GDate *date)
{
  TdLunarDate first = { year, 1, 1, FALSE };

  return td_lunar_to_date (&first, date);
}
