/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-edit-private.h"
#include "td-error.h"
#include "td-office-calendar.h"
#include "td-row-follow-up.h"

/* What is to be done to the office's calendar, as plain data for the writer thread. */
typedef struct
{
  GDate date;
  char *kind; /* NULL: back to the shipped table */
  char *name;
  char *source;
  int year;
  gboolean confirmed;
  guint week;
  gboolean keep_week;
  GPtrArray *rows; /* (element-type TdHolidayRow): of a table */
} Change;

static void
holiday_free (gpointer row)
{
  td_row_free (TD_KIND_HOLIDAY, row);
}

static void
change_free (gpointer data)
{
  Change *self = data;

  g_free (self->kind);
  g_free (self->name);
  g_free (self->source);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

/* Deletes the office's rows of the days from @first to @last. */
static gboolean
delete_days (TdWriter *writer, const char *first, const char *last, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_HOLIDAY);
  g_autoptr (GArray) ids = NULL;

  td_query_where_text (query, "date", TD_QUERY_GREATER_OR_EQUAL, first);
  td_query_where_text (query, "date", TD_QUERY_LESS_OR_EQUAL, last);
  ids = td_query_list_ids (query, td_writer_get_connection (writer), error);
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      if (!td_writer_delete (writer, TD_KIND_HOLIDAY, g_array_index (ids, gint64, i), error))
        return FALSE;
    }

  return TRUE;
}

static TdHolidayRow *
holiday_new (const GDate *date, const char *kind, const char *name, const char *source)
{
  TdHolidayRow *row = td_row_new (TD_KIND_HOLIDAY);

  row->date = td_date_format_iso (date);
  row->kind = g_strdup (kind);
  row->name = g_strdup (name);
  row->source = g_strdup (source);

  return row;
}

static gboolean
change_day (TdWriter *writer, TdEdit *edit, GError **error)
{
  Change *self = edit->data;
  g_autofree char *iso = td_date_format_iso (&self->date);
  TdHolidayRow *row;
  gboolean done;

  if (!delete_days (writer, iso, iso, error))
    return FALSE;
  if (self->kind == NULL)
    return TRUE;
  row = holiday_new (&self->date, self->kind, self->name, self->source);
  done = td_writer_insert (writer, TD_KIND_HOLIDAY, row, error);
  edit->result_id = row->row.id;
  holiday_free (row);

  return done;
}

static char *
format_week (guint week)
{
  char text[8] = { 0 };

  if (week == 0 || week == 0x1f)
    return NULL;
  for (guint i = 0; i < 7; i++)
    text[i] = (week >> i) & 1 ? '1' : '0';

  return g_strdup (text);
}

static gboolean
set_year (TdWriter *writer, const Change *self, gint64 *id, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_CALENDAR_YEAR);
  g_autoptr (GPtrArray) rows = NULL;
  TdCalendarYearRow *row;
  gboolean done;

  td_query_where_int (query, "year", TD_QUERY_EQUAL, self->year);
  rows = td_query_list (query, td_writer_get_connection (writer), error);
  if (rows == NULL)
    return FALSE;
  row = rows->len > 0 ? td_row_copy (TD_KIND_CALENDAR_YEAR, g_ptr_array_index (rows, 0))
                      : td_row_new (TD_KIND_CALENDAR_YEAR);
  row->year = self->year;
  row->confirmed = self->confirmed;
  if (self->source != NULL)
    {
      g_free (row->source);
      row->source = g_strdup (self->source);
    }
  if (!self->keep_week)
    {
      g_free (row->week);
      row->week = format_week (self->week);
    }
  done = row->row.id != 0 ? td_writer_update (writer, TD_KIND_CALENDAR_YEAR, NULL, row, error)
                          : td_writer_insert (writer, TD_KIND_CALENDAR_YEAR, row, error);
  *id = row->row.id;
  td_row_free (TD_KIND_CALENDAR_YEAR, row);

  return done;
}

static gboolean
change_year (TdWriter *writer, TdEdit *edit, GError **error)
{
  return set_year (writer, edit->data, &edit->result_id, error);
}

static gboolean
change_table (TdWriter *writer, TdEdit *edit, GError **error)
{
  Change *self = edit->data;
  g_autofree char *first = g_strdup_printf ("%04d-01-01", self->year);
  g_autofree char *last = g_strdup_printf ("%04d-12-31", self->year);

  if (!delete_days (writer, first, last, error))
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (!td_writer_insert (writer, TD_KIND_HOLIDAY, g_ptr_array_index (self->rows, i), error))
        return FALSE;
    }

  return set_year (writer, self, &edit->result_id, error);
}

/**
 * td_office_calendar_edit_day:
 * @date: a day
 * @kind: (nullable): "H" "C" "S" "W", or "N" for an ordinary day of the week; NULL: what the
 * program ships
 * @name: (nullable): its name
 * @source: (nullable): who says so
 *
 * Returns: (transfer full): sets one day of the office's calendar
 */
TdEdit *
td_office_calendar_edit_day (const GDate *date,
                             const char *kind,
                             const char *name,
                             const char *source)
{
  Change *change = g_new0 (Change, 1);
  g_autofree char *shown = td_date_format_display (date);
  g_autofree char *label = g_strdup_printf (_ ("Set the day %s"), shown);

  change->date = *date;
  change->kind = g_strdup (kind);
  change->name = g_strdup (name);
  change->source = g_strdup (source);

  return td_edit_new_act ("calendar.set", label, change_day, change, change_free);
}

/**
 * td_office_calendar_edit_year:
 * @year: a year
 * @confirmed: whether its table is the official one
 * @week: the days worked, Monday is bit 0; 0: Monday to Friday
 * @source: (nullable): the notice; NULL: as it is
 *
 * Returns: (transfer full): confirms the year, or takes that back
 */
TdEdit *
td_office_calendar_edit_year (int year, gboolean confirmed, guint week, const char *source)
{
  Change *change = g_new0 (Change, 1);
  g_autofree char *label = g_strdup_printf (
      confirmed ? _ ("Confirm the calendar of %d") : _ ("Take back the calendar of %d"), year);

  change->year = year;
  change->confirmed = confirmed;
  change->week = week;
  change->source = g_strdup (source);

  return td_edit_new_act ("calendar.set", label, change_year, change, change_free);
}

/* What the program ships and the new table has not becomes an ordinary day. */
static void
add_cleared (Change *self, TdWorkCalendar *calendar)
{
  g_autoptr (TdWorkCalendar) shipped = td_office_calendar_load (NULL, NULL);
  g_autoptr (GArray) days = shipped != NULL ? td_work_calendar_list (shipped, self->year) : NULL;

  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const TdWorkDay *day = &g_array_index (days, TdWorkDay, i);

      if (td_work_calendar_get_day (calendar, &day->date, NULL) == NULL)
        g_ptr_array_add (self->rows, holiday_new (&day->date, "N", NULL, self->source));
    }
}

/**
 * td_office_calendar_edit_table:
 * @calendar: a calendar that has the year
 * @year: a year
 * @confirmed: whether the table is the official one
 * @source: (nullable): where it comes from
 *
 * Returns: (transfer full): makes the year of the office's calendar like that of @calendar
 */
TdEdit *
td_office_calendar_edit_table (TdWorkCalendar *calendar,
                               int year,
                               gboolean confirmed,
                               const char *source)
{
  Change *change = g_new0 (Change, 1);
  g_autoptr (GArray) days = td_work_calendar_list (calendar, year);
  g_autofree char *label = g_strdup_printf (_ ("Calendar of %d"), year);

  change->year = year;
  change->confirmed = confirmed;
  change->keep_week = TRUE;
  change->source = g_strdup (source);
  change->rows = g_ptr_array_new_with_free_func (holiday_free);
  for (guint i = 0; i < days->len; i++)
    {
      const TdWorkDay *day = &g_array_index (days, TdWorkDay, i);

      g_ptr_array_add (change->rows, holiday_new (&day->date, td_day_kind_to_letter (day->kind),
                                                  *day->name != '\0' ? day->name : NULL, source));
    }
  add_cleared (change, calendar);

  return td_edit_new_act ("calendar.import", label, change_table, change, change_free);
}
