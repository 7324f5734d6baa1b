/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The Vietnamese lunar calendar: new moons and solar terms at UTC+7. Exact for 1968 to 2199, the
 * years the time zone of the calendar holds and the astronomical series is good for. */
typedef struct
{
  int year;
  int month; /* 1 to 12 */
  int day;   /* 1 to 30 */
  gboolean leap;
} TdLunarDate;

#define TD_LUNAR_FIRST_YEAR 1968
#define TD_LUNAR_LAST_YEAR 2199

gboolean td_lunar_from_date (const GDate *date, TdLunarDate *lunar);
gboolean td_lunar_to_date (const TdLunarDate *lunar, GDate *date);
gboolean td_lunar_new_year (int year, GDate *date);

G_END_DECLS
