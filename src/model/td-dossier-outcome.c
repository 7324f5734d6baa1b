/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-outcome.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "td-date.h"

#define JULIAN_1970 719163 /* g_date_get_julian() of 1970-01-01 */

static const struct
{
  const char *nick;
  const char *label;
} outcomes[TD_N_OUTCOMES + 1] = {
  { "early", N_ ("Early") },
  { "on_time", N_ ("On time") },
  { "late", N_ ("Late") },
  { "pending_in_time", N_ ("Open, in time") },
  { "pending_overdue", N_ ("Open, overdue") },
  { "suspended", N_ ("Suspended, waiting") },
  { "withdrawn", N_ ("Withdrawn") },
  { "refused", N_ ("Refused") },
  { "not_counted", N_ ("Not counted") },
};

static const struct
{
  const char *nick;
  const char *label;
} states[TD_N_DOSSIER_STATES] = {
  { "unknown", N_ ("Unknown") },
  { "registered", N_ ("Registered") },
  { "accepted", N_ ("Accepted") },
  { "not_accepted", N_ ("Not accepted") },
  { "processing", N_ ("In progress") },
  { "supplement", N_ ("Waiting for supplements") },
  { "payment", N_ ("Waiting for payment") },
  { "withdrawn", N_ ("Withdrawn") },
  { "stopped", N_ ("Stopped") },
  { "resolved", N_ ("Resolved") },
  { "returned", N_ ("Result returned") },
  { "suspended", N_ ("Suspended") },
  { "refused", N_ ("Refused") },
};

static const struct
{
  const char *nick;
  const char *label;
} channels[TD_N_CHANNELS] = {
  { "unknown", N_ ("Unknown") },
  { "direct", N_ ("In person") },
  { "online", N_ ("Online") },
  { "postal", N_ ("By post") },
};

static const struct
{
  const char *nick;
  const char *label;
} levels[TD_N_LEVELS] = {
  { "unknown", N_ ("Unknown") },
  { "full", N_ ("Fully online") },
  { "partial", N_ ("Partly online") },
  { "other", N_ ("Other services") },
};

const char *
td_outcome_nick (TdOutcome outcome)
{
  return outcomes[MIN ((guint) outcome, TD_N_OUTCOMES)].nick;
}

/* Returns: the outcome, -1 when there is none of that name */
TdOutcome
td_outcome_from_nick (const char *nick)
{
  for (guint i = 0; i <= TD_N_OUTCOMES; i++)
    if (g_strcmp0 (outcomes[i].nick, nick) == 0)
      return (TdOutcome) i;

  return (TdOutcome) -1;
}

const char *
td_outcome_label (TdOutcome outcome)
{
  return _ (outcomes[MIN ((guint) outcome, TD_N_OUTCOMES)].label);
}

const char *
td_dossier_state_nick (TdDossierState state)
{
  return states[(guint) state < TD_N_DOSSIER_STATES ? state : 0].nick;
}

const char *
td_dossier_state_label (TdDossierState state)
{
  return _ (states[(guint) state < TD_N_DOSSIER_STATES ? state : 0].label);
}

const char *
td_channel_nick (TdChannel channel)
{
  return channels[(guint) channel < TD_N_CHANNELS ? channel : 0].nick;
}

const char *
td_channel_label (TdChannel channel)
{
  return _ (channels[(guint) channel < TD_N_CHANNELS ? channel : 0].label);
}

const char *
td_level_nick (TdLevel level)
{
  return levels[(guint) level < TD_N_LEVELS ? level : 0].nick;
}

const char *
td_level_label (TdLevel level)
{
  return _ (levels[(guint) level < TD_N_LEVELS ? level : 0].label);
}

gint64
td_dossier_day_from_date (const GDate *date)
{
  return (gint64) g_date_get_julian (date) - JULIAN_1970;
}

void
td_dossier_day_to_date (gint64 day, GDate *date)
{
  g_date_clear (date, 1);
  if (day + JULIAN_1970 > 0 && day < 4000000)
    g_date_set_julian (date, (guint32) (day + JULIAN_1970));
}

static gboolean
has_time (gint64 seconds, gboolean due)
{
  gint64 of_day = seconds % TD_DOSSIER_DAY;

  return due ? of_day != TD_DOSSIER_DAY - 1 : of_day != 0;
}

static char *
format_time (gint64 seconds, gboolean due, gboolean iso)
{
  int of_day = (int) (seconds % TD_DOSSIER_DAY);
  GDate date;
  char clock[8] = "";

  if (seconds <= 0)
    return NULL;
  td_dossier_day_to_date (seconds / TD_DOSSIER_DAY, &date);
  if (!g_date_valid (&date))
    return NULL;
  if (has_time (seconds, due))
    snprintf (clock, sizeof clock, "%c%02d:%02d", iso ? 'T' : ' ', of_day / 3600, of_day / 60 % 60);
  if (iso)
    return g_strdup_printf ("%04d-%02d-%02d%s", g_date_get_year (&date), g_date_get_month (&date),
                            g_date_get_day (&date), clock);

  return g_strdup_printf ("%02d/%02d/%04d%s", g_date_get_day (&date), g_date_get_month (&date),
                          g_date_get_year (&date), clock);
}

char *
td_dossier_time_iso (gint64 seconds, gboolean due)
{
  return format_time (seconds, due, TRUE);
}

char *
td_dossier_time_display (gint64 seconds, gboolean due)
{
  return format_time (seconds, due, FALSE);
}

/**
 * td_dossier_time_parse:
 * @text: "2024-03-05" or "2024-03-05T08:30"
 * @due: what a day without a time means: its end
 * @seconds: (out): the time
 *
 * Returns: whether it is one
 */
gboolean
td_dossier_time_parse (const char *text, gboolean due, gint64 *seconds)
{
  g_autofree char *day = g_strndup (text, MIN (strlen (text), 10));
  int hour, minute;
  GDate date;

  if (!td_date_parse_iso (day, &date))
    return FALSE;
  *seconds = td_dossier_day_from_date (&date) * TD_DOSSIER_DAY;
  if (text[10] == '\0')
    {
      *seconds += due ? TD_DOSSIER_DAY - 1 : 0;
      return TRUE;
    }
  if ((text[10] != 'T' && text[10] != ' ') || sscanf (text + 11, "%2d:%2d", &hour, &minute) != 2 ||
      hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return FALSE;
  *seconds += hour * 3600 + minute * 60;

  return TRUE;
}
