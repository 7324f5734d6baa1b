/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-office-calendar.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-data-resources.h"
#include "td-date.h"
#include "td-lunar.h"
#include "td-query.h"
#include "td-row-follow-up.h"

#define HOLIDAYS "/vn/tiendo/TienDo/holidays"
#define FIRST_YEAR 1990
#define LAST_YEAR 2199

static gboolean
load_shipped (TdWorkCalendar *calendar, GError **error)
{
  GResource *resource = td_data_get_resource ();
  g_auto (GStrv) names = g_resource_enumerate_children (resource, HOLIDAYS, 0, error);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (HOLIDAYS "/", names[i], NULL);
      g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, path, 0, error);
      g_autofree char *csv = NULL;

      if (bytes == NULL)
        return FALSE;
      csv = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      if (!td_work_calendar_load (calendar, csv, names[i], error))
        return FALSE;
    }

  return names != NULL;
}

/* Monday is bit 0; 0: Monday to Friday. */
static guint
read_week (const char *week)
{
  guint mask = 0;

  for (guint i = 0; week != NULL && week[i] != '\0' && i < 7; i++)
    mask |= week[i] == '1' ? 1u << i : 0;

  return mask == 0x1f ? 0 : mask;
}

static gboolean
is_year (gint64 year)
{
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/* The office's days. A day alone does not make its year known. */
static void
apply_days (TdWorkCalendar *calendar, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const TdHolidayRow *row = g_ptr_array_index (rows, i);
      TdDayKind kind;
      gboolean known;
      GDate date;

      if (!td_date_parse_iso (row->date, &date) || !is_year (g_date_get_year (&date)))
        continue;
      known = td_work_calendar_has_year (calendar, g_date_get_year (&date));
      if (td_day_kind_from_text (row->kind, &kind))
        td_work_calendar_set_day (calendar, &date, kind, row->name);
      else
        td_work_calendar_clear_day (calendar, &date);
      td_work_calendar_set_known (calendar, g_date_get_year (&date), known);
    }
}

/* A year the office took back is not known, even where the program ships its table. */
static void
apply_years (TdWorkCalendar *calendar, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const TdCalendarYearRow *row = g_ptr_array_index (rows, i);

      if (!is_year (row->year))
        continue;
      td_work_calendar_set_known (calendar, (int) row->year, row->confirmed);
      td_work_calendar_set_week (calendar, (int) row->year, read_week (row->week));
    }
}

/**
 * td_office_calendar_load:
 * @connection: (nullable): a workspace; NULL: the shipped tables alone
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the calendar; a plain value for any thread
 */
TdWorkCalendar *
td_office_calendar_load (TdConnection *connection, GError **error)
{
  g_autoptr (TdWorkCalendar) calendar = td_work_calendar_new ();
  g_autoptr (TdQuery) days_query = td_query_new (TD_KIND_HOLIDAY);
  g_autoptr (TdQuery) years_query = td_query_new (TD_KIND_CALENDAR_YEAR);
  g_autoptr (GPtrArray) days = NULL;
  g_autoptr (GPtrArray) years = NULL;

  if (!load_shipped (calendar, error))
    return NULL;
  if (connection == NULL)
    return g_steal_pointer (&calendar);
  days = td_query_list (days_query, connection, error);
  years = days != NULL ? td_query_list (years_query, connection, error) : NULL;
  if (years == NULL)
    return NULL;
  apply_days (calendar, days);
  apply_years (calendar, years);

  return g_steal_pointer (&calendar);
}

/**
 * td_office_calendar_year_state:
 * @connection: (nullable): a workspace
 * @year: a year
 * @source: (out) (optional) (transfer full): who says so
 * @week: (out) (optional): the days worked, Monday is bit 0; 0: Monday to Friday
 *
 * Returns: what is known of the year
 */
TdCalendarYearState
td_office_calendar_year_state (TdConnection *connection, int year, char **source, guint *week)
{
  g_autoptr (TdWorkCalendar) shipped = td_work_calendar_new ();
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_CALENDAR_YEAR);
  g_autoptr (GPtrArray) rows = NULL;
  const TdCalendarYearRow *row = NULL;

  if (source != NULL)
    *source = NULL;
  if (week != NULL)
    *week = 0;
  td_query_where_int (query, "year", TD_QUERY_EQUAL, year);
  if (connection != NULL)
    rows = td_query_list (query, connection, NULL);
  if (rows != NULL && rows->len > 0)
    row = g_ptr_array_index (rows, rows->len - 1);
  if (row != NULL && source != NULL)
    *source = g_strdup (row->source);
  if (row != NULL && week != NULL)
    *week = read_week (row->week);
  if (row != NULL)
    return row->confirmed ? TD_CALENDAR_YEAR_OFFICE : TD_CALENDAR_YEAR_PROPOSED;

  return load_shipped (shipped, NULL) && td_work_calendar_has_year (shipped, year)
             ? TD_CALENDAR_YEAR_SHIPPED
             : TD_CALENDAR_YEAR_UNKNOWN;
}

static char *
shown_day (const GDate *date)
{
  static const char *const names[] = {
    "",
    N_ ("Monday"),
    N_ ("Tuesday"),
    N_ ("Wednesday"),
    N_ ("Thursday"),
    N_ ("Friday"),
    N_ ("Saturday"),
    N_ ("Sunday"),
  };
  g_autofree char *shown = td_date_format_display (date);

  return g_strdup_printf ("%s (%s)", shown, _ (names[g_date_get_weekday (date)]));
}

static void
add_finding (GPtrArray *findings, const char *format, const GDate *date, const char *name)
{
  g_autofree char *day = shown_day (date);
  g_autofree char *with_day = g_strdup_printf ("%s", day);
  g_autoptr (GString) text = g_string_new (format);

  g_string_replace (text, "{day}", with_day, 0);
  g_string_replace (text, "{name}", name != NULL ? name : "", 0);
  g_ptr_array_add (findings, g_strdup (text->str));
}

/* The swapped days off and the days worked for them go together in their order, and stand near each
 * other: a notice never swaps over more than a month. */
static void
check_pairs (GPtrArray *findings, GArray *days)
{
  guint work = 0;

  for (guint i = 0; i < days->len; i++)
    {
      const TdWorkDay *day = &g_array_index (days, TdWorkDay, i);

      if (day->kind != TD_DAY_SWAPPED_OFF)
        continue;
      while (work < days->len && g_array_index (days, TdWorkDay, work).kind != TD_DAY_MAKE_UP)
        work++;
      if (work == days->len)
        return; /* told by the counts */
      if (ABS (g_date_days_between (&day->date, &g_array_index (days, TdWorkDay, work).date)) > 31)
        add_finding (findings, _ ("{day} is swapped, but the day worked for it is months away."),
                     &day->date, NULL);
      work++;
    }
}

/* RULE calendar-swap: a working Saturday stands against a day off, and the other way round. */
static void
check_swaps (GPtrArray *findings, GArray *days, int year)
{
  guint off = 0, work = 0;

  for (guint i = 0; i < days->len; i++)
    {
      const TdWorkDay *day = &g_array_index (days, TdWorkDay, i);
      gboolean rest = g_date_get_weekday (&day->date) > G_DATE_FRIDAY;

      off += day->kind == TD_DAY_SWAPPED_OFF;
      work += day->kind == TD_DAY_MAKE_UP;
      if (day->kind == TD_DAY_MAKE_UP && !rest)
        add_finding (findings, _ ("{day} is to be worked for another day, but is worked anyway."),
                     &day->date, NULL);
      if ((day->kind == TD_DAY_SWAPPED_OFF || day->kind == TD_DAY_COMPENSATION) && rest)
        add_finding (findings, _ ("{day} is given off, but is a day of rest anyway."), &day->date,
                     NULL);
    }
  check_pairs (findings, days);
  if (off != work)
    g_ptr_array_add (findings,
                     g_strdup_printf (_ ("%u swapped days off stand against %u worked days of "
                                         "rest in %d."),
                                      off, work, year));
}

/* Days the law gives that the table works on. Tết and the day beside 2 September are for the notice
 * to choose: the new year itself and its next two days are certain. */
static void
check_law (GPtrArray *findings, TdWorkCalendar *calendar, int year)
{
  g_autoptr (TdWorkCalendar) law = td_work_calendar_new ();
  g_autoptr (GArray) days = NULL;

  td_work_calendar_propose (law, year);
  days = td_work_calendar_list (law, year);
  for (guint i = 0; i < days->len; i++)
    {
      const TdWorkDay *day = &g_array_index (days, TdWorkDay, i);
      gboolean chosen =
          strstr (day->name, "Tết Nguyên đán") != NULL ||
          (strstr (day->name, "Quốc khánh") != NULL && g_date_get_day (&day->date) != 2);

      if (!chosen && td_work_calendar_is_working (calendar, &day->date))
        add_finding (findings, _ ("{day} is worked, but the law gives it off: {name}."), &day->date,
                     day->name);
    }
}

#define LONGEST_BREAK 30 /* days; a table on which nobody ever works has no end */

/* The days in a row around the new year on which nobody works. Gives how many of them are working
 * days of the week given off: the law's five, those on days of rest given back. */
static guint
count_new_year (TdWorkCalendar *calendar, const GDate *new_year, GDate *first, GDate *last)
{
  guint n = 0;

  *first = *last = *new_year;
  for (guint i = 0; i < LONGEST_BREAK; i++)
    {
      GDate before = *first;

      g_date_subtract_days (&before, 1);
      if (td_work_calendar_is_working (calendar, &before))
        break;
      *first = before;
    }
  for (guint i = 0; i < LONGEST_BREAK; i++)
    {
      GDate after = *last;

      g_date_add_days (&after, 1);
      if (td_work_calendar_is_working (calendar, &after))
        break;
      *last = after;
    }
  for (GDate date = *first; g_date_compare (&date, last) <= 0; g_date_add_days (&date, 1))
    n += g_date_get_weekday (&date) <= G_DATE_FRIDAY;

  return n;
}

/* RULE labour-code-112: five days for Tết, the new year of the lunar calendar and the day before it
 * among them. */
static void
check_new_year (GPtrArray *findings, TdWorkCalendar *calendar, GArray *days, int year)
{
  GDate new_year, eve, first, last;
  guint n;

  if (!td_lunar_new_year (year, &new_year))
    return;
  eve = new_year;
  g_date_subtract_days (&eve, 1);
  if (td_work_calendar_is_working (calendar, &new_year) ||
      td_work_calendar_is_working (calendar, &eve))
    {
      add_finding (findings,
                   _ ("{day} is the first day of the lunar year; it or the day before is worked "
                      "in the table."),
                   &new_year, NULL);
      return;
    }
  n = count_new_year (calendar, &new_year, &first, &last);
  if (n < 5)
    g_ptr_array_add (findings, g_strdup_printf (_ ("Only %u working days are given off for Tết in "
                                                   "%d; the law gives five."),
                                                n, year));
  for (guint i = 0; i < days->len; i++)
    {
      const TdWorkDay *day = &g_array_index (days, TdWorkDay, i);

      if (day->kind != TD_DAY_MAKE_UP && strstr (day->name, "Nguyên đán") != NULL &&
          (g_date_compare (&day->date, &first) < 0 || g_date_compare (&day->date, &last) > 0))
        add_finding (findings,
                     _ ("{day} is called Tết, but does not belong to the days around it."),
                     &day->date, NULL);
    }
}

/**
 * td_office_calendar_check:
 * @connection: (nullable): a workspace
 * @calendar: the calendar
 * @year: a year
 *
 * Returns: (transfer full) (element-type utf8): what is wrong with the year, for people
 */
GPtrArray *
td_office_calendar_check (TdConnection *connection, TdWorkCalendar *calendar, int year)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) days = td_work_calendar_list (calendar, year);

  if (!td_work_calendar_has_year (calendar, year))
    g_ptr_array_add (findings,
                     g_strdup_printf (days->len > 0
                                          ? _ ("The table of the year %d was not confirmed yet.")
                                          : _ ("There is no table for the year %d yet."),
                                      year));
  if (days->len == 0)
    return findings;
  check_swaps (findings, days, year);
  check_law (findings, calendar, year);
  check_new_year (findings, calendar, days, year);

  return findings;
}
