/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date.h"
#include "td-error.h"
#include "td-office-calendar.h"

/* The workspace when there is one; without, the shipped tables answer. */
static gboolean
open_calendar (TdCli *cli, TdConnection **connection, TdWorkCalendar **calendar, GError **error)
{
  TdWorkspace *workspace = NULL;

  *connection = NULL;
  if (td_cli_option (cli, "workspace") != NULL ||
      g_file_test (td_cli_workspace_path (cli), G_FILE_TEST_EXISTS))
    {
      workspace = td_cli_workspace (cli, error);
      if (workspace == NULL)
        return FALSE;
      *connection = td_workspace_get_connection (workspace);
    }
  *calendar = td_office_calendar_load (*connection, error);

  return *calendar != NULL;
}

/* Argument @n as a year; without it the year of the clock. */
static gboolean
read_year (TdCli *cli, guint n, int *year, GError **error)
{
  const char *word = td_cli_argument (cli, n);
  gint64 number;
  GDate today;

  if (word == NULL)
    {
      td_date_today (&today);
      *year = g_date_get_year (&today);
      return TRUE;
    }
  if (g_ascii_string_to_signed (word, 10, 1990, 2199, &number, NULL))
    {
      *year = (int) number;
      return TRUE;
    }
  td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("“%s” is no year from 1990 to 2199."),
                   word);

  return FALSE;
}

static void
count_months (TdWorkCalendar *calendar, int year, int *months)
{
  GDate date;

  memset (months, 0, 12 * sizeof *months);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, (GDateYear) year);
  for (; g_date_get_year (&date) == year; g_date_add_days (&date, 1))
    months[g_date_get_month (&date) - 1] += td_work_calendar_is_working (calendar, &date);
}

static void
add_days (JsonBuilder *builder, TdWorkCalendar *calendar, int year)
{
  g_autoptr (GArray) days = td_work_calendar_list (calendar, year);

  json_builder_set_member_name (builder, "days");
  json_builder_begin_array (builder);
  for (guint i = 0; i < days->len; i++)
    {
      const TdWorkDay *day = &g_array_index (days, TdWorkDay, i);
      g_autofree char *date = td_date_format_iso (&day->date);

      json_builder_begin_object (builder);
      td_cli_json_string (builder, "date", date);
      td_cli_json_string (builder, "kind", td_day_kind_to_letter (day->kind));
      td_cli_json_string (builder, "name", *day->name != '\0' ? day->name : NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_year (TdCli *cli, TdConnection *connection, TdWorkCalendar *calendar, int year)
{
  static const char *const states[] = { "unknown", "proposed", "shipped", "office" };
  g_autofree char *source = NULL;
  TdCalendarYearState state = td_office_calendar_year_state (connection, year, &source, NULL);
  JsonBuilder *builder;
  int months[12];
  int total = 0;

  count_months (calendar, year, months);
  for (guint i = 0; i < 12; i++)
    total += months[i];
  if (!td_cli_json (cli))
    {
      g_autofree char *csv = td_work_calendar_format (calendar, year);
      GString *line = g_string_new (NULL);

      td_cli_print_text (cli, g_strchomp (csv));
      for (guint i = 0; i < 12; i++)
        g_string_append_printf (line, "%d ", months[i]);
      td_cli_print (cli, _ ("# Working days by month: %s= %d"), line->str, total);
      if (!td_work_calendar_has_year (calendar, year))
        td_cli_print (cli, _ ("# The table of the year %d was not confirmed yet."), year);
      g_string_free (line, TRUE);
      return;
    }
  builder = td_cli_begin_json ("tiendo-calendar/1");
  td_cli_json_int (builder, "year", year);
  td_cli_json_bool (builder, "confirmed", td_work_calendar_has_year (calendar, year));
  td_cli_json_string (builder, "state", states[state]);
  td_cli_json_string (builder, "source", source);
  add_days (builder, calendar, year);
  json_builder_set_member_name (builder, "working_days");
  json_builder_begin_array (builder);
  for (guint i = 0; i < 12; i++)
    json_builder_add_int_value (builder, months[i]);
  json_builder_end_array (builder);
  td_cli_json_int (builder, "total", total);
  td_cli_print_json (cli, builder);
}

static int
calendar_show (TdCli *cli, GError **error)
{
  g_autoptr (TdWorkCalendar) calendar = NULL;
  TdConnection *connection;
  int year;

  if (!read_year (cli, 0, &year, error))
    return 2;
  if (!open_calendar (cli, &connection, &calendar, error))
    return 4;
  if (td_office_calendar_year_state (connection, year, NULL, NULL) == TD_CALENDAR_YEAR_UNKNOWN)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                       _ ("There is no holiday calendar for the year %d yet. “tiendoctl calendar "
                          "propose %d” computes one; with --confirm it is kept."),
                       year, year);
      return 4;
    }
  print_year (cli, connection, calendar, year);

  return 0;
}

static int
calendar_check (TdCli *cli, GError **error)
{
  g_autoptr (TdWorkCalendar) calendar = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  TdConnection *connection;
  JsonBuilder *builder;
  int year;

  if (!read_year (cli, 0, &year, error))
    return 2;
  if (!open_calendar (cli, &connection, &calendar, error))
    return 4;
  findings = td_office_calendar_check (connection, calendar, year);
  builder = td_cli_begin_json ("tiendo-calendar-check/1");
  td_cli_json_int (builder, "year", year);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    {
      json_builder_add_string_value (builder, g_ptr_array_index (findings, i));
      if (!td_cli_json (cli))
        td_cli_print_text (cli, g_ptr_array_index (findings, i));
    }
  json_builder_end_array (builder);
  td_cli_end_json (cli, builder);

  return findings->len > 0 ? 1 : 0;
}

static gboolean
keep_table (TdCli *cli,
            TdWorkCalendar *calendar,
            int year,
            gboolean confirmed,
            const char *source,
            GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (TdEdit) edit = NULL;

  if (workspace == NULL)
    return FALSE;
  edit = td_office_calendar_edit_table (calendar, year, confirmed, source);

  return td_edit_run (edit, workspace, NULL, error);
}

static int
calendar_import (TdCli *cli, GError **error)
{
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (int));
  const char *path = td_cli_argument (cli, 0);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (TdWorkCalendar) calendar = td_office_calendar_read_file (path, years, error);
  JsonBuilder *builder;

  if (calendar == NULL)
    return 3;
  for (guint i = 0; i < years->len; i++)
    {
      if (!keep_table (cli, calendar, g_array_index (years, int, i), TRUE, name, error))
        return 4;
    }
  if (!td_cli_json (cli))
    {
      for (guint i = 0; i < years->len; i++)
        td_cli_print (cli, "%d", g_array_index (years, int, i));
      return 0;
    }
  builder = td_cli_begin_json ("tiendo-calendar-import/1");
  json_builder_set_member_name (builder, "years");
  json_builder_begin_array (builder);
  for (guint i = 0; i < years->len; i++)
    json_builder_add_int_value (builder, g_array_index (years, int, i));
  json_builder_end_array (builder);
  td_cli_print_json (cli, builder);

  return 0;
}

static int
calendar_export (TdCli *cli, GError **error)
{
  g_autoptr (TdWorkCalendar) calendar = NULL;
  TdConnection *connection;
  int year;

  if (!read_year (cli, 0, &year, error))
    return 2;
  if (!open_calendar (cli, &connection, &calendar, error))
    return 4;
  if (td_office_calendar_year_state (connection, year, NULL, NULL) == TD_CALENDAR_YEAR_UNKNOWN)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                       _ ("There is no holiday calendar for the year %d yet. “tiendoctl calendar "
                          "propose %d” computes one; with --confirm it is kept."),
                       year, year);
      return 4;
    }
  if (td_cli_n_arguments (cli) < 2)
    {
      g_autofree char *csv = td_work_calendar_format (calendar, year);

      td_cli_print_text (cli, g_strchomp (csv));
      return 0;
    }

  return td_office_calendar_export (calendar, year, td_cli_argument (cli, 1), td_cli_force (cli),
                                    error)
             ? 0
             : 4;
}

static int
calendar_propose (TdCli *cli, GError **error)
{
  g_autoptr (TdWorkCalendar) calendar = td_work_calendar_new ();
  JsonBuilder *builder;
  int year;

  if (!read_year (cli, 0, &year, error))
    return 2;
  td_work_calendar_propose (calendar, year);
  if ((td_cli_has_option (cli, "confirm") || td_cli_has_option (cli, "keep")) &&
      !keep_table (cli, calendar, year, td_cli_has_option (cli, "confirm"),
                   td_cli_option (cli, "source"), error))
    return 4;
  if (!td_cli_json (cli))
    {
      g_autofree char *csv = td_work_calendar_format (calendar, year);

      td_cli_print_text (cli, g_strchomp (csv));
      td_cli_print (cli, _ ("# Computed for %d: compare with the official notice."), year);
      return 0;
    }
  builder = td_cli_begin_json ("tiendo-calendar/1");
  td_cli_json_int (builder, "year", year);
  td_cli_json_bool (builder, "confirmed", td_cli_has_option (cli, "confirm"));
  td_cli_json_string (builder, "state", "proposed");
  add_days (builder, calendar, year);
  td_cli_print_json (cli, builder);

  return 0;
}

const TdCliCommand td_cli_calendar_commands[] = {
  { "calendar show", calendar_show, 0, 1, "[YYYY]", NULL,
    N_ ("Print the days off and made-up days of a year, and its working days by month") },
  { "calendar check", calendar_check, 0, 1, "[YYYY]", NULL,
    N_ ("Compare the table of a year with the holidays of the law") },
  { "calendar import", calendar_import, 1, 1, "FILE", NULL,
    N_ ("Take the table of a year from a .csv file (date,kind,name) or an .ics file") },
  { "calendar export", calendar_export, 1, 2, "YYYY [OUT]", NULL,
    N_ ("Write the table of a year as .csv or .ics; without OUT print it") },
  { "calendar propose", calendar_propose, 1, 1, "YYYY", "keep confirm source=",
    N_ ("Compute the holidays of a year; --keep keeps them to be confirmed, --confirm confirms "
        "them") },
  { NULL },
};
