/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-clock-office.h"
#include "td-cli-dossier-private.h"
#include "td-error.h"

static gboolean
parse_moment (const char *option, const char *text, TdMoment *moment, GError **error)
{
  if (td_moment_parse (text, moment))
    return TRUE;

  td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                   _ ("--%s takes a time such as 2026-03-31T15:05, not “%s”."), option,
                   text != NULL ? text : "");
  return FALSE;
}

/* "FROM..TO", or "FROM.." for one that lasts */
static gboolean
add_pause (GArray *events, const char *text, GError **error)
{
  g_auto (GStrv) ends = g_strsplit (text, "..", 2);
  TdClockEvent event = { .kind = TD_EVENT_SUPPLEMENT_REQUESTED, .until = TD_MOMENT_NONE };
  TdMoment from;

  if (!parse_moment ("pause", ends[0], &event.at, error))
    return FALSE;
  from = event.at;
  g_array_append_val (events, event);
  if (ends[1] == NULL || *ends[1] == '\0')
    return TRUE;

  event.kind = TD_EVENT_SUPPLEMENT_RECEIVED;
  if (!parse_moment ("pause", ends[1], &event.at, error))
    return FALSE;
  if (event.at < from)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("The pause %s ends before it begins."),
                       text);
      return FALSE;
    }
  g_array_append_val (events, event);

  return TRUE;
}

static gboolean
read_limit (TdCli *cli, TdClockInput *input, GError **error)
{
  static const struct
  {
    const char *option;
    TdLimitUnit unit;
  } options[] = {
    { "days", TD_LIMIT_WORKING_DAY },
    { "hours", TD_LIMIT_HOUR },
    { "calendar-days", TD_LIMIT_CALENDAR_DAY },
    { "months", TD_LIMIT_MONTH },
  };
  guint given = 0;

  if (td_cli_has_option (cli, "same-day"))
    {
      input->unit = TD_LIMIT_SAME_DAY;
      given++;
    }
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      if (!td_cli_has_option (cli, options[i].option))
        continue;
      given++;
      input->unit = options[i].unit;
      if (!td_cli_option_int (cli, options[i].option, &input->limit, error))
        return FALSE;
    }
  if (given == 1)
    return TRUE;

  td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                   _ ("Give one time limit: --days, --hours, --calendar-days, --months or "
                      "--same-day."));
  return FALSE;
}

/* Behind everything else: an extension is counted from the due time as it is then. */
static gboolean
read_events (TdCli *cli, GArray *events, GError **error)
{
  g_autoptr (GPtrArray) pauses = td_cli_option_all (cli, "pause");
  g_autoptr (GPtrArray) extensions = td_cli_option_all (cli, "extend");

  for (guint i = 0; i < pauses->len; i++)
    {
      if (!add_pause (events, g_ptr_array_index (pauses, i), error))
        return FALSE;
    }
  for (guint i = 0; i < extensions->len; i++)
    {
      TdClockEvent event = { .kind = TD_EVENT_EXTENDED, .until = TD_MOMENT_NONE };
      const char *word = g_ptr_array_index (extensions, i);

      if (!g_ascii_string_to_signed (word, 10, 1, 10000, &event.extend, NULL))
        {
          td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                           _ ("--%s takes a whole number, not “%s”."), "extend", word);
          return FALSE;
        }
      event.at = G_MAXINT64;
      g_array_append_val (events, event);
    }

  return TRUE;
}

/* The day the new appointment is told does not matter here: it stands behind the last event. */
static void
date_extensions (GArray *events, TdMoment received)
{
  TdMoment last = received;

  for (guint i = 0; i < events->len; i++)
    {
      TdClockEvent *event = &g_array_index (events, TdClockEvent, i);

      if (event->kind == TD_EVENT_EXTENDED)
        event->at = last;
      else
        last = MAX (last, event->at);
    }
}

static gboolean
use_calendar (TdClockOffice *office, const char *path, GError **error)
{
  g_autoptr (TdWorkCalendar) calendar = td_work_calendar_new ();
  g_autofree char *csv = NULL;

  if (path == NULL)
    return TRUE;
  if (!g_file_get_contents (path, &csv, NULL, error) ||
      !td_work_calendar_load (calendar, csv, path, error))
    return FALSE;
  td_work_calendar_unref (office->calendar);
  office->calendar = g_steal_pointer (&calendar);

  return TRUE;
}

static void
add_moment (JsonBuilder *builder, const char *key, TdMoment moment)
{
  g_autofree char *text = td_moment_format (moment);

  td_cli_json_string (builder, key, text);
}

/**
 * td_cli_json_clock:
 * @builder: inside an object
 * @clock: a clock
 *
 * Adds its due times and its ledger.
 */
void
td_cli_json_clock (JsonBuilder *builder, const TdClock *clock)
{
  add_moment (builder, "due",
              clock->due_extended != TD_MOMENT_NONE ? clock->due_extended : clock->due);
  add_moment (builder, "start", clock->start);
  add_moment (builder, "due_original", clock->due);
  add_moment (builder, "due_extended", clock->due_extended);
  add_moment (builder, "promised", clock->promised);
  td_cli_json_bool (builder, "waiting", clock->waiting);
  td_cli_json_int (builder, "waited_minutes", clock->waited);
  json_builder_set_member_name (builder, "ledger");
  json_builder_begin_array (builder);
  for (guint i = 0; i < clock->ledger->len; i++)
    {
      const TdClockLine *line = g_ptr_array_index (clock->ledger, i);

      json_builder_begin_object (builder);
      add_moment (builder, "at", line->at);
      td_cli_json_string (builder, "event", line->event);
      td_cli_json_string (builder, "effect", line->effect);
      td_cli_json_string (builder, "rule", line->rule);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * td_cli_print_clock:
 * @cli: the command line
 * @clock: a clock
 *
 * Prints the ledger, a line for each step.
 */
void
td_cli_print_clock (TdCli *cli, const TdClock *clock)
{
  for (guint i = 0; i < clock->ledger->len; i++)
    {
      const TdClockLine *line = g_ptr_array_index (clock->ledger, i);
      g_autofree char *at = td_moment_format_display (line->at);

      td_cli_print (cli, "%s  %s%s%s%s%s%s", at, line->event, *line->effect != '\0' ? ": " : "",
                    line->effect, *line->rule != '\0' ? " [" : "", line->rule,
                    *line->rule != '\0' ? "]" : "");
    }
}

static int
clock_due (TdCli *cli, GError **error)
{
  g_autoptr (TdClockOffice) office = NULL;
  g_autoptr (TdClock) clock = NULL;
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (TdClockEvent));
  TdClockInput input = { .promised = TD_MOMENT_NONE, .as_of = TD_MOMENT_NONE };
  TdConnection *connection = NULL;
  JsonBuilder *builder;

  if (td_cli_has_option (cli, "workspace"))
    {
      TdWorkspace *workspace = td_cli_workspace (cli, error);

      if (workspace == NULL)
        return 4;
      connection = td_workspace_get_connection (workspace);
    }
  if (!parse_moment ("received", td_cli_option (cli, "received"), &input.received, error) ||
      !read_limit (cli, &input, error) || !read_events (cli, events, error))
    return 2;
  date_extensions (events, input.received);
  office = td_clock_office_load (connection, error);
  if (office == NULL || !use_calendar (office, td_cli_option (cli, "calendar"), error))
    return 4;

  input.policy =
      td_clock_office_policy (office, td_cli_option (cli, "policy"), input.received, error);
  if (input.policy == NULL)
    return 2;
  input.hours = office->hours;
  input.calendar = office->calendar;
  input.events = (const TdClockEvent *) (gpointer) events->data;
  input.n_events = events->len;
  clock = td_clock_run (&input, error);
  if (clock == NULL)
    return 4;
  if (!td_cli_json (cli))
    {
      td_cli_print_clock (cli, clock);
      return 0;
    }
  builder = td_cli_begin_json ("tiendo-clock/1");
  td_cli_json_string (builder, "policy", input.policy->key);
  td_cli_json_clock (builder, clock);
  td_cli_print_json (cli, builder);

  return 0;
}

const TdCliCommand td_cli_clock_commands[] = {
  { "clock due", clock_due, 0, 0, NULL,
    "received= days= hours= calendar-days= months= same-day policy= pause= extend= calendar=",
    N_ ("Compute when a dossier is due, and say why") },
  { NULL },
};
