/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-error.h"
#include "td-report-period.h"
#include "td-row-sql.h"
#include "td-text.h"

#define NO_SUCH_NAME -1 /* an id that no name has: a name that is gone finds nothing, not all */

TdDossierView *
td_dossier_view_new (void)
{
  TdDossierView *self = g_new0 (TdDossierView, 1);

  self->areas = g_ptr_array_new_with_free_func (g_free);
  self->procedures = g_ptr_array_new_with_free_func (g_free);
  self->units = g_ptr_array_new_with_free_func (g_free);
  self->mode = TD_COUNT_DAY;
  self->sort = TD_DOSSIER_SORT_RECEIVED;
  self->descending = TRUE;

  return self;
}

void
td_dossier_view_free (TdDossierView *self)
{
  if (self == NULL)
    return;
  g_free (self->period);
  g_ptr_array_unref (self->areas);
  g_ptr_array_unref (self->procedures);
  g_ptr_array_unref (self->units);
  g_free (self->search);
  g_free (self);
}

static void
add_line (GString *text, const char *key, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s=%s\n", key, value);
}

static void
add_names (GString *text, const char *key, const GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s=%s\n", key, (const char *) g_ptr_array_index (names, i));
}

/**
 * td_dossier_view_to_text:
 * @self: a view
 *
 * Returns: (transfer full): a line "key=value" for each thing that is chosen
 */
char *
td_dossier_view_to_text (const TdDossierView *self)
{
  GString *text = g_string_new (NULL);

  add_line (text, "period", self->period);
  if (self->close_on > 0)
    g_string_append_printf (text, "close-on=%u\n", self->close_on);
  if (self->quick != TD_QUICK_ALL)
    add_line (text, "list", td_quick_filter_nick (self->quick));
  add_names (text, "area", self->areas);
  add_names (text, "procedure", self->procedures);
  add_names (text, "unit", self->units);
  for (guint i = 0; i < TD_N_CHANNELS; i++)
    if (self->channels & (1u << i))
      add_line (text, "channel", td_channel_nick ((TdChannel) i));
  add_line (text, "search", self->search);
  if (self->mode == TD_COUNT_MINUTE)
    add_line (text, "count", "minute");
  add_line (text, "sort", td_dossier_sort_nick (self->sort));
  add_line (text, "descending", self->descending ? "1" : "0");

  return g_string_free (text, FALSE);
}

static void
read_line (TdDossierView *self, const char *key, const char *value)
{
  GDate from, to;
  guint64 number;

  if (g_str_equal (key, "period") && td_report_period_parse (value, &from, &to))
    {
      g_free (self->period);
      self->period = g_strdup (value);
    }
  else if (g_str_equal (key, "close-on") &&
           g_ascii_string_to_unsigned (value, 10, 0, 28, &number, NULL))
    self->close_on = (guint) number;
  else if (g_str_equal (key, "list"))
    td_quick_filter_from_nick (value, &self->quick);
  else if (g_str_equal (key, "area"))
    g_ptr_array_add (self->areas, g_strdup (value));
  else if (g_str_equal (key, "procedure"))
    g_ptr_array_add (self->procedures, g_strdup (value));
  else if (g_str_equal (key, "unit"))
    g_ptr_array_add (self->units, g_strdup (value));
  else if (g_str_equal (key, "search"))
    {
      g_free (self->search);
      self->search = g_strdup (value);
    }
  else if (g_str_equal (key, "count"))
    self->mode = g_str_equal (value, "minute") ? TD_COUNT_MINUTE : TD_COUNT_DAY;
  else if (g_str_equal (key, "sort"))
    td_dossier_sort_from_nick (value, &self->sort);
  else if (g_str_equal (key, "descending"))
    self->descending = g_str_equal (value, "1");
  else if (g_str_equal (key, "channel"))
    for (guint i = 0; i < TD_N_CHANNELS; i++)
      if (g_strcmp0 (td_channel_nick ((TdChannel) i), value) == 0)
        self->channels |= 1u << i;
}

/**
 * td_dossier_view_from_text:
 * @text: (nullable): what td_dossier_view_to_text() wrote; lines that are not understood, such as
 *   those of a newer program, are passed over
 *
 * Returns: (transfer full): the view
 */
TdDossierView *
td_dossier_view_from_text (const char *text)
{
  TdDossierView *self = td_dossier_view_new ();
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      char *equals = strchr (*line, '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      read_line (self, *line, equals + 1);
    }

  return self;
}

/**
 * td_dossier_view_ids:
 * @connection: where to read
 * @role: "area", "procedure" or "unit"
 * @names: (element-type utf8): names as dossiers have them; "" stands for those without
 *
 * Returns: (nullable) (transfer full) (element-type gint64): their ids; NULL: of no names
 */
GArray *
td_dossier_view_ids (TdConnection *connection, const char *role, const GPtrArray *names)
{
  GArray *ids = NULL;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autoptr (TdStatement) statement = NULL;
      guint found = 0;

      if (*name == '\0')
        {
          td_dossier_filter_add_id (&ids, 0);
          continue;
        }
      statement = td_connection_prepare (
          connection,
          "SELECT id FROM dossier_name WHERE role = ?1 AND name = ?2 AND " TD_ROW_SQL_VISIBLE,
          NULL);
      if (statement != NULL)
        {
          td_statement_bind_text (statement, 1, role);
          td_statement_bind_text (statement, 2, name);
          for (; td_statement_step (statement, NULL) == TD_STEP_ROW; found++)
            td_dossier_filter_add_id (&ids, td_statement_int (statement, 0));
        }
      if (found == 0)
        td_dossier_filter_add_id (&ids, NO_SUCH_NAME);
    }

  return ids;
}

/**
 * td_dossier_view_filter:
 * @self: a view
 * @connection: where to read names
 * @today: days since 1970
 * @calendar: (nullable): the working days of the office
 *
 * Returns: (transfer full): the dossiers of the view
 */
TdDossierFilter *
td_dossier_view_filter (const TdDossierView *self,
                        TdConnection *connection,
                        gint64 today,
                        TdWorkCalendar *calendar)
{
  TdDossierFilter *filter = td_dossier_filter_new (today);
  TdQuickDays days;
  GDate from, to;

  if (self->period != NULL && td_report_period_parse (self->period, &from, &to))
    {
      if (strstr (self->period, "..") == NULL)
        td_report_period_close_on (&from, &to, self->close_on);
      td_dossier_filter_set_period (filter, td_dossier_day_from_date (&from),
                                    td_dossier_day_from_date (&to));
    }
  filter->mode = self->mode;
  filter->channels = self->channels;
  filter->search = g_strdup (self->search);
  filter->areas = td_dossier_view_ids (connection, "area", self->areas);
  filter->procedures = td_dossier_view_ids (connection, "procedure", self->procedures);
  filter->units = td_dossier_view_ids (connection, "unit", self->units);
  td_quick_days_init (&days, calendar, filter->as_of_day, TD_SOON_DAYS, TD_IDLE_DAYS);
  td_quick_filter_apply (self->quick, &days, filter);

  return filter;
}

/**
 * td_dossier_view_find:
 * @connection: where to read
 * @name: the name of a saved view, in any letter case
 * @error: return location; TD_ERROR_NOT_FOUND
 *
 * Returns: (nullable) (transfer full): the saved view
 */
TdDossierViewRow *
td_dossier_view_find (TdConnection *connection, const char *name, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_DOSSIER_VIEW);
  g_autoptr (GPtrArray) rows = td_query_list (query, connection, error);
  g_autofree char *wanted = td_text_fold_keep_marks (name);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TdDossierViewRow *row = g_ptr_array_index (rows, i);
      g_autofree char *folded = td_text_fold_keep_marks (row->name);

      if (g_str_equal (folded, wanted))
        return td_row_copy (TD_KIND_DOSSIER_VIEW, row);
    }
  if (rows != NULL)
    td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, NULL, _ ("No saved view is called “%s”."),
                     name);

  return NULL;
}

/**
 * td_dossier_view_save:
 * @connection: where to read
 * @name: its name; a view of the same name is replaced
 * @view: what it shows
 *
 * Returns: (transfer full): the edit that saves it
 */
TdEdit *
td_dossier_view_save (TdConnection *connection, const char *name, const TdDossierView *view)
{
  g_autofree char *text = td_dossier_view_to_text (view);
  TdDossierViewRow *row = td_dossier_view_find (connection, name, NULL);
  TdEdit *edit;

  if (row != NULL)
    {
      edit = td_edit_new_set (TD_KIND_DOSSIER_VIEW, row->row.id, "filter", text);
      td_row_free (TD_KIND_DOSSIER_VIEW, row);
      return edit;
    }
  edit = td_edit_new_add (TD_KIND_DOSSIER_VIEW);
  td_edit_set_value (edit, "name", name);
  td_edit_set_value (edit, "filter", text);

  return edit;
}
