/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-words-ui.h"

#include <glib/gi18n-lib.h>

char *
td_dossier_standing (const TdDossierLine *line, gint64 as_of_day)
{
  char *left = td_dossier_line_days_left (line, as_of_day, NULL);

  if (left != NULL)
    return left;
  if (line->outcome == TD_OUTCOME_LATE)
    {
      gint64 days = line->returned / TD_DOSSIER_DAY - line->due / TD_DOSSIER_DAY;

      if (days > 0)
        return g_strdup_printf (ngettext ("%d day late", "%d days late", (gulong) days),
                                (int) days);
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
