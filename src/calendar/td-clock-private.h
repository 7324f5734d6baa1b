/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-clock.h"

G_BEGIN_DECLS

typedef enum
{
  TD_START_AT_ONCE,
  TD_START_OPENING,      /* before the office opened, or over lunch */
  TD_START_LATE_ARRIVAL, /* after the cut-off or the close */
  TD_START_DAY_OFF,      /* on a day without work */
} TdStartKind;

/* A stretch of running limit: from when, counted from which day, and until when. */
typedef struct
{
  TdStartKind kind;
  TdMoment start;
  GDate counted_from; /* the day that does not count */
  TdMoment due;
} TdClockTerm;

/* The wording of the ledger: one function for each kind of line. */
void
td_clock_ledger_event (TdClock *clock, const TdClockEvent *event, char *effect, const char *rule);
void td_clock_ledger_term (TdClock *clock,
                           const TdClockInput *input,
                           const TdClockEvent *event,
                           const TdClockTerm *term);
void td_clock_ledger_due (TdClock *clock, const TdClockInput *input, const TdClockTerm *term);
void td_clock_ledger_days_off (TdClock *clock, const TdClockInput *input);
void td_clock_ledger_promise (TdClock *clock, const TdClockInput *input);
void td_clock_ledger_result (TdClock *clock, const TdClockInput *input);

G_END_DECLS
