/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-row-import.h"

G_BEGIN_DECLS

#define TD_DOSSIER_DAY 86400

/* Where a dossier stands. Every dossier that counts is in exactly one of the eight groups. */
typedef enum
{
  TD_OUTCOME_EARLY,
  TD_OUTCOME_ON_TIME,
  TD_OUTCOME_LATE,
  TD_OUTCOME_PENDING_IN_TIME,
  TD_OUTCOME_PENDING_OVERDUE,
  TD_OUTCOME_SUSPENDED,
  TD_OUTCOME_WITHDRAWN,
  TD_OUTCOME_REFUSED,
  TD_N_OUTCOMES,                          /* of those that count */
  TD_OUTCOME_NOT_COUNTED = TD_N_OUTCOMES, /* not accepted, or not yet received */
} TdOutcome;

typedef enum
{
  TD_COUNT_DAY,    /* a result on the due day is on time */
  TD_COUNT_MINUTE, /* unless it is after the due time */
} TdCountMode;

/**
 * td_dossier_outcome:
 * @state: the state as written
 * @received: when it was received, 0: unknown
 * @due: when it is due as promised on the receipt, 0: never
 * @returned: when the result was there, 0: not yet
 * @as_of_day: today, in days since 1970-01-01
 * @mode: by day or by minute
 *
 * RULE on-time: the state decides what waits, was withdrawn or refused before any date is looked
 * at; a result on an earlier day than due is early, on the same day on time, on a later day late;
 * what is open and due today or later is in time. A result after @as_of_day is not there yet.
 *
 * Here, for it is asked of millions at once.
 *
 * Returns: the group the dossier counts in
 */
static inline TdOutcome
td_dossier_outcome (TdDossierState state,
                    gint64 received,
                    gint64 due,
                    gint64 returned,
                    gint64 as_of_day,
                    TdCountMode mode)
{
  gint64 due_day = due / TD_DOSSIER_DAY;
  gint64 returned_day = returned / TD_DOSSIER_DAY;

  if (received / TD_DOSSIER_DAY > as_of_day)
    return TD_OUTCOME_NOT_COUNTED;

  switch (state)
    {
    case TD_DOSSIER_STATE_REGISTERED:
    case TD_DOSSIER_STATE_NOT_ACCEPTED:
      return TD_OUTCOME_NOT_COUNTED;
    case TD_DOSSIER_STATE_WITHDRAWN:
      return TD_OUTCOME_WITHDRAWN;
    case TD_DOSSIER_STATE_REFUSED:
      return TD_OUTCOME_REFUSED;
    case TD_DOSSIER_STATE_SUPPLEMENT:
    case TD_DOSSIER_STATE_PAYMENT:
    case TD_DOSSIER_STATE_STOPPED:
    case TD_DOSSIER_STATE_SUSPENDED:
      return TD_OUTCOME_SUSPENDED;
    default:
      break;
    }

  if (returned == 0 || returned_day > as_of_day)
    return due == 0 || due_day >= as_of_day ? TD_OUTCOME_PENDING_IN_TIME
                                            : TD_OUTCOME_PENDING_OVERDUE;
  if (due == 0)
    return TD_OUTCOME_ON_TIME;
  if (returned_day != due_day)
    return returned_day < due_day ? TD_OUTCOME_EARLY : TD_OUTCOME_LATE;

  return mode == TD_COUNT_MINUTE && returned > due ? TD_OUTCOME_LATE : TD_OUTCOME_ON_TIME;
}

const char *td_outcome_nick (TdOutcome outcome);
TdOutcome td_outcome_from_nick (const char *nick);

const char *td_dossier_state_nick (TdDossierState state);
const char *td_channel_nick (TdChannel channel);
const char *td_level_nick (TdLevel level);
const char *td_dossier_state_label (TdDossierState state);
const char *td_channel_label (TdChannel channel);
const char *td_level_label (TdLevel level);
const char *td_outcome_label (TdOutcome outcome);

/* Times of dossiers as texts: "2024-03-05T08:30", "2024-03-05" for one without an hour. due:
 * whether the last second of the day means that. (nullable): NULL for 0. */
char *td_dossier_time_iso (gint64 seconds, gboolean due) G_GNUC_WARN_UNUSED_RESULT;
char *td_dossier_time_display (gint64 seconds, gboolean due) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_dossier_time_parse (const char *text, gboolean due, gint64 *seconds);
gint64 td_dossier_day_from_date (const GDate *date);
void td_dossier_day_to_date (gint64 day, GDate *date);

G_END_DECLS
