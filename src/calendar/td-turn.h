/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-deadline.h"

G_BEGIN_DECLS

/* The turns of a recurring deadline in a year: "hằng quý" of 2026 is four of them. Days are Julian
 * day numbers as of g_date_get_julian(). */
#define TD_TURN_PERIOD_SIZE 16

typedef struct
{
  char period[TD_TURN_PERIOD_SIZE]; /* "2026-03" "2026-Q1" "2026-H1" "2026" "2026-W07" "2026/2" */
  guint32 first;                    /* first day of the turn */
  guint32 last;                     /* last permitted day */
} TdTurn;

GArray *td_turn_expand (const TdDeadline *deadline, int year) G_GNUC_WARN_UNUSED_RESULT;
char *td_turn_period_label (const char *period) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_turn_period_days (const char *period, GDate *first, GDate *last);

G_END_DECLS
