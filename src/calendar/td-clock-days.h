/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-clock.h"

G_BEGIN_DECLS

/* What each day did to the clock of a dossier: the ledger from the point of view of the calendar.
 * The numbers lead up to the due time that the clock found, so the two cannot differ. */
typedef enum
{
  TD_CLOCK_DAY_UNCOUNTED, /* from the receipt to the day that does not count */
  TD_CLOCK_DAY_COUNTED,
  TD_CLOCK_DAY_PAUSED,
  TD_CLOCK_DAY_REST,    /* a day of the week without work */
  TD_CLOCK_DAY_HOLIDAY, /* free by a notice */
  TD_CLOCK_DAY_AHEAD,   /* of the limit, but after the result or after today */
  TD_CLOCK_DAY_LATE,    /* worked after the due day */
} TdClockDayKind;

typedef struct
{
  GDate date;
  TdClockDayKind kind;
  int number; /* counted, ahead: how many units of the limit are used by its end; late: how many
                 working days after the due day; else 0 */
  gboolean is_due;
  const char *name; /* (nullable): of a holiday; belongs to the calendar */
} TdClockDay;

/* Days in a row of which the same can be said. */
typedef struct
{
  TdClockDayKind kind;
  GDate from, to;
  guint days;      /* that count, or are waited or late; of free days all of them */
  char *when;      /* "17–20/04" */
  char *span;      /* "2 ngày", "T5, 16:40" */
  char *title;     /* "Đang giải quyết" */
  char *text;      /* "Đếm ngày 1, 2" */
  char *total;     /* "2", "–", "+1" */
  gboolean result; /* the last line: how it ended */
} TdClockStretch;

#define TD_CLOCK_MOST_DAYS 400 /* of the days that are told */

GArray *td_clock_days (const TdClock *clock,
                       const TdClockInput *input,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *td_clock_stretches (const TdClock *clock,
                               const TdClockInput *input,
                               const GArray *days) G_GNUC_WARN_UNUSED_RESULT;
char *td_clock_days_total (const GArray *days, TdMoment at) G_GNUC_WARN_UNUSED_RESULT;
const char *td_clock_day_kind_words (TdClockDayKind kind);

G_END_DECLS
