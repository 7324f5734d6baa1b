/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-words-ui.h"

#include <glib/gi18n-lib.h>

/* Working days after the due day; where the calendar does not know them, days. */
static int
days_late (const TdDossierLine *line, gint64 as_of_day, TdWorkCalendar *calendar)
{
  gint64 due_day = line->due / TD_DOSSIER_DAY;
  gint64 day = line->outcome == TD_OUTCOME_LATE ? line->returned / TD_DOSSIER_DAY : as_of_day;
  GDate from, to;
  int days;

  td_dossier_day_to_date (due_day, &from);
  td_dossier_day_to_date (day, &to);

  return calendar != NULL && td_work_calendar_count (calendar, &from, &to, &days, NULL)
             ? days
             : (int) (day - due_day);
}

/**
 * td_dossier_standing:
 * @line: a line
 * @as_of_day: today, days since 1970
 * @calendar: (nullable): the working days of the office
 *
 * Returns: (transfer full): how it stands, in a few words; lateness in working days, as the clock
 *   counts it
 */
char *
td_dossier_standing (const TdDossierLine *line, gint64 as_of_day, TdWorkCalendar *calendar)
{
  int days;

  if (line->due > 0 && line->outcome == TD_OUTCOME_PENDING_OVERDUE &&
      (days = days_late (line, as_of_day, calendar)) > 0)
    return g_strdup_printf (ngettext ("%d day overdue", "%d days overdue", (gulong) days), days);
  if (line->due > 0 && line->outcome == TD_OUTCOME_LATE &&
      (days = days_late (line, as_of_day, calendar)) > 0)
    return g_strdup_printf (ngettext ("%d day late", "%d days late", (gulong) days), days);
  if (line->outcome == TD_OUTCOME_PENDING_IN_TIME)
    {
      char *left = td_dossier_line_days_left (line, as_of_day, NULL);

      if (left != NULL)
        return left;
    }

  return g_strdup (line->outcome == TD_OUTCOME_SUSPENDED ? td_dossier_state_label (line->state)
                                                         : td_outcome_label (line->outcome));
}

const char *
td_dossier_standing_status (const TdDossierLine *line)
{
  static const char *const statuses[TD_N_OUTCOMES + 1] = {
    "done_early", "done_on_time", "done_late",   "in_progress", "overdue",
    "waiting",    "not_started",  "not_started", "not_started",
  };

  return statuses[MIN ((guint) line->outcome, TD_N_OUTCOMES)];
}
