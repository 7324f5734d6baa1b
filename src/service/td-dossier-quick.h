/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-filter.h"
#include "td-work-calendar.h"

G_BEGIN_DECLS

/* The lists of the daily work, one of which is always chosen above the table of dossiers. */
typedef enum
{
  TD_QUICK_ALL,
  TD_QUICK_LATE,    /* late results and open ones past their day */
  TD_QUICK_SOON,    /* open, due within some working days */
  TD_QUICK_IDLE,    /* open, nothing happened for some working days */
  TD_QUICK_WAITING, /* suspended */
  TD_QUICK_OPEN,
  TD_N_QUICK,
} TdQuickFilter;

#define TD_SOON_DAYS 2 /* working days, where the office set no other number */
#define TD_IDLE_DAYS 5

/* Where the lists end that count working days: days since 1970. */
typedef struct
{
  gint64 soon_day; /* the last due day of what is due soon */
  gint64 idle_day; /* the last day on which something happened to what stands still */
} TdQuickDays;

void td_quick_days_init (
    TdQuickDays *days, TdWorkCalendar *calendar, gint64 as_of_day, int soon, int idle);
void td_quick_filter_apply (TdQuickFilter quick, const TdQuickDays *days, TdDossierFilter *filter);
const char *td_quick_filter_label (TdQuickFilter quick);
const char *td_quick_filter_nick (TdQuickFilter quick);
gboolean td_quick_filter_from_nick (const char *nick, TdQuickFilter *quick);

G_END_DECLS
