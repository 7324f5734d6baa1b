/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date.h"
#include "td-error.h"
#include "td-ics.h"
#include "td-office-calendar.h"
#include "td-output-file.h"

#define MAX_FILE (8 << 20)

static const char *const kind_words[] = {
  [TD_DAY_HOLIDAY] = "holiday",
  [TD_DAY_COMPENSATION] = "compensation",
  [TD_DAY_SWAPPED_OFF] = "swapped_off",
  [TD_DAY_MAKE_UP] = "working",
};

/* Entries of other programs carry no kind: words say what is worked, the rest is off. */
static TdDayKind
entry_kind (const TdIcsEntry *entry)
{
  g_autofree char *folded = NULL;
  TdDayKind kind;

  if (entry->category != NULL && td_day_kind_from_text (entry->category, &kind))
    return kind;
  folded = g_utf8_casefold (entry->summary != NULL ? entry->summary : "", -1);
  if (strstr (folded, "làm bù") != NULL && strstr (folded, "nghỉ") == NULL)
    return TD_DAY_MAKE_UP;
  if (strstr (folded, "hoán đổi") != NULL)
    return TD_DAY_SWAPPED_OFF;

  return strstr (folded, "bù") != NULL ? TD_DAY_COMPENSATION : TD_DAY_HOLIDAY;
}

static gboolean
load_ics (TdWorkCalendar *calendar, const char *text, const char *path, GError **error)
{
  g_autoptr (GPtrArray) entries = td_ics_read (text, strlen (text), path, error);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const TdIcsEntry *entry = g_ptr_array_index (entries, i);
      GDate date, end;

      if (!td_date_parse_iso (entry->date, &date) || g_date_get_year (&date) < 1990 ||
          g_date_get_year (&date) > 2199)
        continue;
      if (!td_date_parse_iso (entry->end, &end) || g_date_days_between (&date, &end) > 31)
        end = date;
      for (; g_date_compare (&date, &end) <= 0; g_date_add_days (&date, 1))
        td_work_calendar_set_day (calendar, &date, entry_kind (entry), entry->summary);
    }

  return TRUE;
}

/**
 * td_office_calendar_read_file:
 * @path: a .csv file (date,kind,name) or an .ics file
 * @years: (element-type int): gets the years with days, in order
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the days of the file, and nothing else
 */
TdWorkCalendar *
td_office_calendar_read_file (const char *path, GArray *years, GError **error)
{
  g_autoptr (TdWorkCalendar) calendar = td_work_calendar_new ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, NULL);
  g_autofree char *text = NULL;
  g_autofree char *lower = g_ascii_strdown (path, -1);
  gsize length;
  gboolean loaded;

  if (info == NULL || g_file_info_get_size (info) > MAX_FILE ||
      !g_file_get_contents (path, &text, &length, NULL) || strlen (text) != length)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, path, NULL,
                       _ ("The calendar file cannot be read, or is too large."));
      return NULL;
    }
  loaded = g_str_has_suffix (lower, ".ics") || strstr (text, "BEGIN:VCALENDAR") != NULL
               ? load_ics (calendar, text, path, error)
               : td_work_calendar_load (calendar, text, path, error);
  if (!loaded)
    return NULL;
  for (int year = 1990; year <= 2199; year++)
    {
      if (td_work_calendar_has_year (calendar, year))
        g_array_append_val (years, year);
    }
  if (years->len > 0)
    return g_steal_pointer (&calendar);

  td_error_set_at (error, TD_ERROR_BAD_INPUT, path, NULL, _ ("There is no day in the calendar."));
  return NULL;
}

static char *
format_ics (TdWorkCalendar *calendar, int year)
{
  g_autoptr (GArray) days = td_work_calendar_list (calendar, year);
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_ics_entry_free);
  g_autofree char *name = g_strdup_printf ("Lịch làm việc %d", year);

  for (guint i = 0; i < days->len; i++)
    {
      const TdWorkDay *day = &g_array_index (days, TdWorkDay, i);
      TdIcsEntry *entry = td_ics_entry_new ();

      entry->date = td_date_format_iso (&day->date);
      entry->uid = g_strdup_printf ("day-%s@tiendo", entry->date);
      entry->summary = g_strdup (day->name);
      entry->category = g_strdup (kind_words[day->kind]);
      g_ptr_array_add (entries, entry);
    }

  return td_ics_write (name, entries);
}

/**
 * td_office_calendar_export:
 * @calendar: a calendar
 * @year: a year
 * @path: where to; .ics or .csv
 * @replace: whether an existing file is replaced
 * @error: return location
 *
 * Returns: whether the file was written
 */
gboolean
td_office_calendar_export (
    TdWorkCalendar *calendar, int year, const char *path, gboolean replace, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (!g_str_has_suffix (lower, ".ics") && !g_str_has_suffix (lower, ".csv"))
    {
      td_error_set_at (error, TD_ERROR_USAGE, path, NULL,
                       _ ("A calendar is written as .csv or .ics."));
      return FALSE;
    }
  text = g_str_has_suffix (lower, ".ics") ? format_ics (calendar, year)
                                          : td_work_calendar_format (calendar, year);
  bytes = g_bytes_new_take (text, strlen (text));

  return td_output_file_write_bytes (path, replace, bytes, error);
}
