/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-clock-office.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "td-data-resources.h"
#include "td-edit-private.h"
#include "td-error.h"
#include "td-office-calendar.h"
#include "td-query.h"
#include "td-row-sql.h"

#define PREFIX "/vn/tiendo/TienDo/"
#define POLICIES "policies/deadline-policies.ini"

void
td_clock_office_free (TdClockOffice *office)
{
  if (office == NULL)
    return;
  td_deadline_policies_free (office->policies);
  td_office_hours_free (office->hours);
  td_work_calendar_unref (office->calendar);
  g_free (office);
}

static char *
read_resource (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (PREFIX, name, NULL);
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (td_data_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (bytes == NULL)
    return NULL;

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static gboolean
add_session (TdOfficeHours *hours, const TdOfficeSessionRow *session, GError **error)
{
  int starts, ends;

  if (!td_time_of_day_parse (session->starts, &starts) ||
      !td_time_of_day_parse (session->ends, &ends))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, NULL, NULL,
                       _ ("“%s–%s” are no office hours; write 07:30-11:30."), session->starts,
                       session->ends);
      return FALSE;
    }

  return td_office_hours_add (hours, (int) session->weekday, starts, ends, error);
}

/* The office's own hours, else those of the policies. */
static TdOfficeHours *
read_hours (TdConnection *connection, const TdDeadlinePolicies *policies, GError **error)
{
  g_autoptr (TdOfficeHours) hours = td_office_hours_new ();
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_OFFICE_SESSION);
  g_autoptr (GPtrArray) rows = NULL;

  if (connection == NULL)
    return td_office_hours_copy (td_deadline_policies_hours (policies));
  rows = td_query_list (query, connection, error);
  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      if (!add_session (hours, g_ptr_array_index (rows, i), error))
        return NULL;
    }
  if (td_office_hours_is_empty (hours))
    return td_office_hours_copy (td_deadline_policies_hours (policies));

  return g_steal_pointer (&hours);
}

/**
 * td_clock_office_load:
 * @connection: (nullable): a workspace; NULL: what the program is delivered with
 * @error: return location
 *
 * Returns: (nullable) (transfer full): policies, hours and calendar
 */
TdClockOffice *
td_clock_office_load (TdConnection *connection, GError **error)
{
  g_autoptr (TdClockOffice) office = g_new0 (TdClockOffice, 1);
  g_autofree char *text = read_resource (POLICIES, error);

  if (text == NULL)
    return NULL;
  office->policies = td_deadline_policies_load (text, POLICIES, error);
  if (office->policies == NULL)
    return NULL;
  office->hours = read_hours (connection, office->policies, error);
  office->calendar = office->hours != NULL ? td_office_calendar_load (connection, error) : NULL;

  return office->calendar != NULL ? g_steal_pointer (&office) : NULL;
}

/**
 * td_clock_office_policy:
 * @office: the office
 * @key: (nullable): a key or alias; NULL: the one in force
 * @received: when the dossier was received
 * @error: return location
 *
 * Returns: (nullable) (transfer none): the policy a dossier is under
 */
const TdDeadlinePolicy *
td_clock_office_policy (const TdClockOffice *office,
                        const char *key,
                        TdMoment received,
                        GError **error)
{
  const TdDeadlinePolicy *policy;
  g_autofree char *shown = td_moment_format_display (received);
  GDate date;

  if (key != NULL)
    {
      policy = td_deadline_policies_find (office->policies, key);
      if (policy == NULL)
        td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("There is no deadline policy “%s”."),
                         key);
      return policy;
    }

  td_moment_get_date (received, &date);
  policy = td_deadline_policies_at (office->policies, &date);
  if (policy == NULL)
    td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                     _ ("No deadline policy is in force for a dossier received at %s; name one."),
                     shown);

  return policy;
}

/* == The hours of the office, by hand == */

static gboolean
check_sessions (const GPtrArray *sessions, GError **error)
{
  g_autoptr (TdOfficeHours) hours = td_office_hours_new ();

  for (guint i = 0; i < sessions->len; i++)
    {
      const TdOfficeSessionRow *session = g_ptr_array_index (sessions, i);

      if (session->starts == NULL || session->ends == NULL)
        {
          td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                           _ ("A session has the times it begins and ends."));
          return FALSE;
        }
      if (!add_session (hours, session, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
run_hours (TdWriter *writer, TdEdit *edit, GError **error)
{
  const GPtrArray *sessions = edit->data;
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_OFFICE_SESSION);
  g_autoptr (GPtrArray) rows = NULL;

  if (!check_sessions (sessions, error))
    return FALSE;
  rows = td_query_list (query, td_writer_get_connection (writer), error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const TdOfficeSessionRow *row = g_ptr_array_index (rows, i);

      if (!td_writer_delete (writer, TD_KIND_OFFICE_SESSION, row->row.id, error))
        return FALSE;
    }
  for (guint i = 0; i < sessions->len; i++)
    {
      TdOfficeSessionRow *session = g_ptr_array_index (sessions, i);

      session->row.id = 0;
      session->position = i + 1;
      if (!td_writer_insert (writer, TD_KIND_OFFICE_SESSION, session, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * td_clock_office_edit_hours:
 * @sessions: (element-type TdOfficeSessionRow): all sessions of the office; none: the hours of the
 *   state hold
 *
 * Returns: (transfer full): puts the hours in place of those that were; refused when sessions
 *   overlap
 */
TdEdit *
td_clock_office_edit_hours (const GPtrArray *sessions)
{
  GPtrArray *copy = td_row_array_new (TD_KIND_OFFICE_SESSION);

  for (guint i = 0; i < sessions->len; i++)
    g_ptr_array_add (copy, td_row_copy (TD_KIND_OFFICE_SESSION, g_ptr_array_index (sessions, i)));

  return td_edit_new_act ("record.set", _ ("Set the office hours"), run_hours, copy,
                          (GDestroyNotify) g_ptr_array_unref);
}
