/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-deadline-reader.h"
#include "td-deadline.h"

G_BEGIN_DECLS

/* A stretch of the calendar as a deadline names it. Part of the deadline grammar; not for other
 * folders. */
typedef enum
{
  TD_PERIOD_DAY,
  TD_PERIOD_MONTH,
  TD_PERIOD_QUARTER,
  TD_PERIOD_MONTHS, /* "6 tháng đầu năm": months first to last */
  TD_PERIOD_YEAR,
  TD_PERIOD_SCHOOL_YEAR, /* "năm học 2023-2024": its days are not fixed by the words */
} TdPeriodType;

typedef struct
{
  TdPeriodType type;
  int day;   /* of a day; of half a month its last or first day: 15, or 16 */
  int first; /* month, or quarter; 0 of a day whose month stands with the next day */
  int last;  /* last month of TD_PERIOD_MONTHS */
  int year;  /* 0: not named */
} TdPeriod;

gboolean td_deadline_period_read (TdDeadlineReader *reader, TdPeriod *period);
gboolean td_deadline_period_read_list (TdDeadlineReader *reader, GArray *periods);
gboolean td_deadline_period_read_year (TdDeadlineReader *reader, int *year);
void td_deadline_period_share_years (GArray *periods, int year);
char *td_deadline_period_first_day (const TdPeriod *period) G_GNUC_WARN_UNUSED_RESULT;
char *td_deadline_period_last_day (const TdPeriod *period) G_GNUC_WARN_UNUSED_RESULT;
TdDeadlineKind td_deadline_period_kind (const TdPeriod *period);

G_END_DECLS
