/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli-dossier-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date.h"
#include "td-dossier-export.h"
#include "td-dossier-stats.h"
#include "td-dossier-view.h"
#include "td-error.h"
#include "td-office-calendar.h"

#define FILTER_OPTIONS                                                                             \
  "from= to= basis= outcome= area= procedure= unit= channel= search= count= list= view="

/* A name as typed: the names of the role whose folded text holds it */
static gboolean
add_names (TdCli *cli,
           TdConnection *connection,
           const char *option,
           const char *role,
           GArray **ids,
           GError **error)
{
  const char *wanted = td_cli_option (cli, option);
  g_autoptr (TdStatement) statement = NULL;

  if (wanted == NULL)
    return TRUE;
  statement = td_connection_prepare (
      connection,
      "SELECT id FROM dossier_name WHERE role = ?1 AND (name = ?2 OR (instr (td_fold (name),"
      " td_fold (?2)) > 0 AND NOT EXISTS (SELECT 1 FROM dossier_name WHERE role = ?1 AND name ="
      " ?2)))",
      error);
  if (statement == NULL)
    return FALSE;
  td_statement_bind_text (statement, 1, role);
  td_statement_bind_text (statement, 2, wanted);
  while (td_statement_step (statement, NULL) == TD_STEP_ROW)
    td_dossier_filter_add_id (ids, td_statement_int (statement, 0));
  if (*ids != NULL)
    return TRUE;

  td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, option, _ ("Nothing is called “%s”."), wanted);
  return FALSE;
}

static gboolean
read_day (TdCli *cli, const char *option, gint64 *day, GError **error)
{
  const char *text = td_cli_option (cli, option);
  GDate date;

  if (text == NULL)
    return TRUE;
  if (!td_date_parse_iso (text, &date))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                       _ ("--%s takes a date such as 2026-03-31, not “%s”."), option, text);
      return FALSE;
    }
  *day = td_dossier_day_from_date (&date);

  return TRUE;
}

/* For an option with a value it does not know; always FALSE */
gboolean
td_cli_set_wrong (GError **error, const char *option, const char *value)
{
  td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("--%s does not know “%s”."), option,
                   value);
  return FALSE;
}

static gboolean
read_words (TdCli *cli, TdDossierFilter *filter, GError **error)
{
  const char *outcome = td_cli_option (cli, "outcome");
  const char *channel = td_cli_option (cli, "channel");
  const char *count = td_cli_option (cli, "count");
  const char *basis = td_cli_option (cli, "basis");
  g_auto (GStrv) outcomes = g_strsplit (outcome != NULL ? outcome : "", ",", -1);

  for (char **word = outcomes; *word != NULL; word++)
    {
      TdOutcome value = td_outcome_from_nick (*word);

      if ((guint) value > TD_N_OUTCOMES)
        return td_cli_set_wrong (error, "outcome", *word);
      filter->outcomes |= 1u << value;
    }
  for (guint i = 1; channel != NULL && i < TD_N_CHANNELS; i++)
    if (g_str_equal (td_channel_nick ((TdChannel) i), channel) ||
        g_str_equal (td_channel_word ((TdChannel) i), channel))
      filter->channels |= 1u << i;
  if (channel != NULL && filter->channels == 0)
    return td_cli_set_wrong (error, "channel", channel);
  if (count != NULL && !g_str_equal (count, "day") && !g_str_equal (count, "minute"))
    return td_cli_set_wrong (error, "count", count);
  if (count != NULL)
    filter->mode = g_str_equal (count, "minute") ? TD_COUNT_MINUTE : TD_COUNT_DAY;
  if (basis != NULL && !g_str_equal (basis, "received") && !g_str_equal (basis, "returned") &&
      !g_str_equal (basis, "due"))
    return td_cli_set_wrong (error, "basis", basis);
  if (basis != NULL)
    filter->basis = g_str_equal (basis, "returned") ? TD_DOSSIER_BASIS_RETURNED
                    : g_str_equal (basis, "due")    ? TD_DOSSIER_BASIS_DUE
                                                    : TD_DOSSIER_BASIS_RECEIVED;
  if (td_cli_option (cli, "search") != NULL)
    {
      g_free (filter->search);
      filter->search = g_strdup (td_cli_option (cli, "search"));
    }

  return TRUE;
}

/* "due-soon:N" and "idle:N" count working days of the office. */
static gboolean
read_list (TdCli *cli, TdConnection *connection, TdDossierFilter *filter, GError **error)
{
  const char *list = td_cli_option (cli, "list");
  const char *colon = list != NULL ? strchr (list, ':') : NULL;
  g_autofree char *nick =
      colon != NULL ? g_strndup (list, (gsize) (colon - list)) : g_strdup (list);
  g_autoptr (TdWorkCalendar) calendar = NULL;
  TdQuickFilter quick = TD_QUICK_ALL;
  gint64 n = 0;
  TdQuickDays days;

  if (list == NULL)
    return TRUE;
  if (g_str_equal (list, "overdue"))
    {
      filter->list = TD_DOSSIER_LIST_OVERDUE;
      return TRUE;
    }
  if (!td_quick_filter_from_nick (nick, &quick) ||
      (colon != NULL && ((quick != TD_QUICK_SOON && quick != TD_QUICK_IDLE) ||
                         !g_ascii_string_to_signed (colon + 1, 10, 0, 3650, &n, NULL))))
    return td_cli_set_wrong (error, "list", list);
  calendar = td_office_calendar_load (connection, error);
  if (calendar == NULL)
    return FALSE;
  td_quick_days_init (&days, calendar, filter->as_of_day, colon != NULL ? (int) n : TD_SOON_DAYS,
                      colon != NULL ? (int) n : TD_IDLE_DAYS);
  td_quick_filter_apply (quick, &days, filter);

  return TRUE;
}

/* (nullable) (transfer full): what the options begin with: a saved view, else all dossiers */
static TdDossierFilter *
begin_filter (TdCli *cli, TdConnection *connection, GError **error)
{
  const char *name = td_cli_option (cli, "view");
  TdDossierViewRow *row;
  g_autoptr (TdDossierView) view = NULL;
  g_autoptr (TdWorkCalendar) calendar = NULL;
  gint64 day;
  GDate today;

  td_date_today (&today);
  day = td_dossier_day_from_date (&today);
  if (name == NULL)
    return td_dossier_filter_new (day);
  row = td_dossier_view_find (connection, name, error);
  if (row == NULL)
    return NULL;
  view = td_dossier_view_from_text (row->filter);
  td_row_free (TD_KIND_DOSSIER_VIEW, row);
  calendar = td_office_calendar_load (connection, error);

  return calendar != NULL ? td_dossier_view_filter (view, connection, day, calendar) : NULL;
}

static TdDossierFilter *
read_filter (TdCli *cli, TdConnection *connection, GError **error)
{
  g_autoptr (TdDossierFilter) filter = begin_filter (cli, connection, error);

  if (filter == NULL || !read_day (cli, "from", &filter->from_day, error) ||
      !read_day (cli, "to", &filter->to_day, error) || !read_words (cli, filter, error) ||
      !read_list (cli, connection, filter, error) ||
      !add_names (cli, connection, "area", "area", &filter->areas, error) ||
      !add_names (cli, connection, "procedure", "procedure", &filter->procedures, error) ||
      !add_names (cli, connection, "unit", "unit", &filter->units, error))
    return NULL;

  return g_steal_pointer (&filter);
}

static void
add_counts (JsonBuilder *builder, const TdDossierCounts *counts)
{
  td_cli_json_int (builder, "total", counts->total);
  for (guint i = 0; i < TD_N_OUTCOMES; i++)
    td_cli_json_int (builder, td_outcome_nick ((TdOutcome) i), counts->counts[i]);
}

static void
print_counts (TdCli *cli, const char *key, const TdDossierCounts *counts)
{
  g_autoptr (GString) line = g_string_new (key);

  g_string_append_printf (line, "\t%" G_GINT64_FORMAT, counts->total);
  for (guint i = 0; i < TD_N_OUTCOMES; i++)
    g_string_append_printf (line, "\t%" G_GINT64_FORMAT, counts->counts[i]);
  td_cli_print_text (cli, line->str);
}

static void
print_heading (TdCli *cli)
{
  g_autoptr (GString) line = g_string_new ("");

  g_string_append_printf (line, "\t%s", _ ("Total"));
  for (guint i = 0; i < TD_N_OUTCOMES; i++)
    g_string_append_printf (line, "\t%s", td_outcome_label ((TdOutcome) i));
  td_cli_print_text (cli, line->str);
}

static void
print_stats (TdCli *cli,
             const TdDossierFilter *filter,
             TdDossierBy by,
             const TdDossierCounts *totals,
             const GPtrArray *groups)
{
  JsonBuilder *builder;
  char as_of[16];
  GDate date;

  if (!td_cli_json (cli))
    {
      print_heading (cli);
      for (guint i = 0; by != TD_DOSSIER_BY_NONE && i < groups->len; i++)
        {
          const TdDossierGroup *group = g_ptr_array_index (groups, i);

          print_counts (cli, group->key != NULL ? group->key : "–", &group->counts);
        }
      print_counts (cli, _ ("Total"), totals);
      return;
    }

  td_dossier_day_to_date (filter->as_of_day, &date);
  g_date_strftime (as_of, sizeof as_of, "%Y-%m-%d", &date);
  builder = td_cli_begin_json ("tiendo-dossier-stats/1");
  td_cli_json_string (builder, "as_of", as_of);
  td_cli_json_string (builder, "count", filter->mode == TD_COUNT_MINUTE ? "minute" : "day");
  td_cli_json_string (builder, "by", by != TD_DOSSIER_BY_NONE ? td_dossier_by_nick (by) : NULL);
  json_builder_set_member_name (builder, "totals");
  json_builder_begin_object (builder);
  add_counts (builder, totals);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "groups");
  json_builder_begin_array (builder);
  for (guint i = 0; by != TD_DOSSIER_BY_NONE && i < groups->len; i++)
    {
      const TdDossierGroup *group = g_ptr_array_index (groups, i);

      json_builder_begin_object (builder);
      td_cli_json_string (builder, "key", group->key);
      add_counts (builder, &group->counts);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  td_cli_print_json (cli, builder);
}

static int
dossier_stats (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  const char *by_nick = td_cli_option (cli, "by");
  g_autoptr (TdDossierFilter) filter = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  TdDossierBy by = TD_DOSSIER_BY_NONE;
  TdDossierCounts totals;

  if (workspace == NULL)
    return 4;
  if (by_nick != NULL && !td_dossier_by_from_nick (by_nick, &by))
    {
      td_cli_set_wrong (error, "by", by_nick);
      return 2;
    }
  filter = read_filter (cli, td_workspace_get_connection (workspace), error);
  if (filter == NULL)
    return 2;
  if (by == TD_DOSSIER_BY_MONTH_RETURNED && td_cli_option (cli, "basis") == NULL)
    filter->basis = TD_DOSSIER_BASIS_RETURNED;
  groups = td_dossier_stats (td_workspace_get_connection (workspace), filter, by, &totals, error);
  if (groups == NULL)
    return 4;
  print_stats (cli, filter, by, &totals, groups);

  return 0;
}

typedef struct
{
  TdCli *cli;
  JsonBuilder *builder;
  gboolean personal;
} Listing;

static gboolean
list_line (TdDossierLine *line, gpointer data, GError **error)
{
  Listing *self = data;
  g_autofree char *received = td_dossier_time_iso (line->received, FALSE);
  g_autofree char *due = td_dossier_time_iso (line->due, TRUE);
  g_autofree char *returned = td_dossier_time_iso (line->returned, FALSE);

  if (!td_cli_json (self->cli))
    {
      td_cli_print (self->cli, "%" G_GINT64_FORMAT "\t%s\t%s\t%s\t%s\t%s\t%s", line->id, line->code,
                    received != NULL ? received : "", due != NULL ? due : "",
                    returned != NULL ? returned : "", td_outcome_label (line->outcome),
                    line->procedure != NULL ? line->procedure : "");
      return TRUE;
    }
  json_builder_begin_object (self->builder);
  td_cli_json_int (self->builder, "id", line->id);
  td_cli_json_string (self->builder, "code", line->code);
  td_cli_json_string (self->builder, "procedure", line->procedure);
  td_cli_json_string (self->builder, "area", line->area);
  td_cli_json_string (self->builder, "unit", line->unit);
  td_cli_json_string (self->builder, "officer", line->officer);
  td_cli_json_string (self->builder, "channel", td_channel_nick (line->channel));
  td_cli_json_string (self->builder, "level", td_level_nick (line->level));
  td_cli_json_string (self->builder, "received", received);
  td_cli_json_string (self->builder, "due", due);
  td_cli_json_string (self->builder, "returned", returned);
  td_cli_json_string (self->builder, "state", td_dossier_state_nick (line->state));
  td_cli_json_string (self->builder, "outcome", td_outcome_nick (line->outcome));
  if (self->personal)
    td_cli_json_string (self->builder, "applicant", line->applicant);
  json_builder_end_object (self->builder);

  return TRUE;
}

static gboolean
read_sort (TdCli *cli, TdDossierSort *sort, GError **error)
{
  const char *nick = td_cli_option (cli, "sort");

  *sort = TD_DOSSIER_SORT_RECEIVED;

  return nick == NULL || td_dossier_sort_from_nick (nick, sort) ||
         td_cli_set_wrong (error, "sort", nick);
}

static int
dossier_list (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (TdDossierFilter) filter = NULL;
  Listing listing = { cli, NULL, td_cli_has_option (cli, "personal") };
  gint64 limit = -1, offset = 0, total = 0;
  TdDossierSort sort;
  gboolean done;

  if (workspace == NULL)
    return 4;
  filter = read_filter (cli, td_workspace_get_connection (workspace), error);
  if (filter == NULL || !read_sort (cli, &sort, error) ||
      !td_cli_option_int (cli, "limit", &limit, error) ||
      !td_cli_option_int (cli, "offset", &offset, error))
    return 2;
  if (!td_dossier_lines_count (td_workspace_get_connection (workspace), filter, &total, error))
    return 4;

  listing.builder = td_cli_begin_json ("tiendo-dossiers/1");
  td_cli_json_int (listing.builder, "total", total);
  json_builder_set_member_name (listing.builder, "dossiers");
  json_builder_begin_array (listing.builder);
  done = td_dossier_lines_each (td_workspace_get_connection (workspace), filter, sort,
                                td_cli_has_option (cli, "descending"), offset, limit, list_line,
                                &listing, error);
  json_builder_end_array (listing.builder);
  if (done && td_cli_json (cli))
    td_cli_print_json (cli, listing.builder);
  else
    g_object_unref (listing.builder);

  return done ? 0 : 4;
}

static int
dossier_export (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (TdDossierFilter) filter = NULL;
  TdDossierSort sort;

  if (workspace == NULL)
    return 4;
  filter = read_filter (cli, td_workspace_get_connection (workspace), error);
  if (filter == NULL || !read_sort (cli, &sort, error))
    return 2;

  return td_dossier_export (td_workspace_get_connection (workspace), filter, sort,
                            td_cli_has_option (cli, "descending"),
                            td_cli_has_option (cli, "personal"), td_cli_argument (cli, 0),
                            td_cli_force (cli), error)
             ? 0
             : 4;
}

const TdCliCommand td_cli_dossier_commands[] = {
  { "dossier stats", dossier_stats, 0, 0, NULL, FILTER_OPTIONS " by=",
    N_ ("Count dossiers: early, on time, late, open …; --by month-received, month-returned, area, "
        "procedure, unit, channel or level") },
  { "dossier list", dossier_list, 0, 0, NULL,
    FILTER_OPTIONS " sort= descending limit= offset= personal",
    N_ ("List dossiers; applicants' names only with --personal") },
  { "dossier export", dossier_export, 1, 1, "OUT", FILTER_OPTIONS " sort= descending personal",
    N_ ("Write dossiers as .xlsx, .csv or .json; applicants' names only with --personal") },
  { NULL },
};
