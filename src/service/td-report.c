/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-report.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-data-resources.h"
#include "td-date.h"
#include "td-error.h"
#include "td-query.h"
#include "td-report-freeze.h"
#include "td-report-period.h"
#include "td-report-private.h"

#define FORMS "/vn/tiendo/TienDo/forms"

typedef gboolean (*FillFunc) (TdConnection *connection,
                              const TdReportRequest *request,
                              TdReport *report,
                              GError **error);

static const struct
{
  const char *kind;
  FillFunc fill;
  gboolean counts; /* a table of counts, which can be frozen */
  const char *label;
} kinds[] = {
  { "tthc-06a", td_report_fill_dossiers, TRUE,
    N_ ("Results of administrative procedures (II.06a)") },
  { "late-register", td_report_fill_late, FALSE, N_ ("Register of late dossiers") },
  { "tasks", td_report_fill_tasks, TRUE, N_ ("Progress of the plan's tasks") },
  { "cchc", td_report_fill_cchc, FALSE, N_ ("Periodic report on administrative reform") },
};

guint
td_report_n_kinds (void)
{
  return G_N_ELEMENTS (kinds);
}

const char *
td_report_nth_kind (guint n)
{
  return n < G_N_ELEMENTS (kinds) ? kinds[n].kind : NULL;
}

/**
 * td_report_kind_label:
 * @kind: a kind of report
 *
 * Returns: (nullable): what the window calls it, translated
 */
const char *
td_report_kind_label (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].kind, kind) == 0)
        return _ (kinds[i].label);
    }

  return NULL;
}

/**
 * td_report_request_init:
 * @request: (out caller-allocates): the request, as of today
 * @kind: a kind of report
 * @period: "2024-Q1", "2024-6M", "2024-9M", "2024", "2024-05" or FROM..TO
 * @close_on: the last day of the figures in their last month, such as 14; 0: the calendar
 * @error: return location; TD_ERROR_USAGE
 *
 * Returns: whether kind and period are ones
 */
gboolean
td_report_request_init (
    TdReportRequest *request, const char *kind, const char *period, guint close_on, GError **error)
{
  *request = (TdReportRequest){ .kind = kind };
  if (td_report_kind_label (kind) == NULL)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                       _ ("There is no report “%s”. There are: %s"), kind,
                       "tthc-06a, late-register, tasks, cchc");
      return FALSE;
    }
  if (period == NULL || !td_report_period_parse (period, &request->from, &request->to))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                       _ ("“%s” is no period; write 2024-Q1, 2024-6M, 2024-9M, 2024, 2024-05 or "
                          "2024-01-01..2024-03-31."),
                       period != NULL ? period : "");
      return FALSE;
    }
  request->period = g_strdup (period);
  td_date_today (&request->as_of);
  if (strstr (period, "..") == NULL)
    td_report_period_close_on (&request->from, &request->to, close_on);

  return TRUE;
}

void
td_report_request_clear (TdReportRequest *request)
{
  g_clear_pointer (&request->period, g_free);
}

/**
 * td_report_form_at:
 * @kind: a kind of report
 * @date: a day in ISO form
 * @error: return location; TD_ERROR_NOT_FOUND when no form is in force then
 *
 * Returns: (nullable) (transfer full): the form in force
 */
TdReportForm *
td_report_form_at (const char *kind, const char *date, GError **error)
{
  g_auto (GStrv) names = g_resource_enumerate_children (td_data_get_resource (), FORMS,
                                                        G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (TdReportForm) found = NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (FORMS "/", names[i], NULL);
      g_autoptr (GBytes) bytes = g_resource_lookup_data (td_data_get_resource (), path,
                                                         G_RESOURCE_LOOKUP_FLAGS_NONE, error);
      g_autofree char *json = NULL;
      g_autoptr (TdReportForm) form = NULL;

      if (bytes == NULL)
        return NULL;
      json = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      form = td_report_form_read (json, names[i], error);
      if (form == NULL)
        return NULL;
      if (!g_str_equal (form->kind, kind) || !td_report_form_is_in_force (form, date))
        continue;
      if (found == NULL || strcmp (form->valid_from, found->valid_from) > 0)
        {
          td_report_form_free (found);
          found = g_steal_pointer (&form);
        }
    }
  if (found == NULL && names != NULL)
    td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, NULL,
                     _ ("No form of the report “%s” is in force on %s."), kind, date);

  return g_steal_pointer (&found);
}

/**
 * td_report_date_words:
 * @date: a day
 *
 * Returns: (transfer full): "31/3/2024": a zero before days and before the months 1 and 2
 */
char *
td_report_date_words (const GDate *date)
{
  return g_strdup_printf (g_date_get_month (date) <= 2 ? "%02d/%02d/%d" : "%02d/%d/%d",
                          g_date_get_day (date), g_date_get_month (date), g_date_get_year (date));
}

/* "Quý I năm 2024"; a range has no name. */
static char *
period_name (const char *period)
{
  static const char *const romans[] = { "I", "II", "III", "IV" };
  g_auto (GStrv) parts = g_strsplit (period, "-", 2);

  if (strstr (period, "..") != NULL)
    return NULL;
  if (parts[1] == NULL)
    return g_strdup_printf ("Năm %s", parts[0]);
  if (*parts[1] == 'Q' && parts[1][1] >= '1' && parts[1][1] <= '4')
    return g_strdup_printf ("Quý %s năm %s", romans[parts[1][1] - '1'], parts[0]);
  if (g_str_equal (parts[1], "H2"))
    return g_strdup_printf ("6 tháng cuối năm %s", parts[0]);
  if (g_str_has_suffix (parts[1], "M"))
    return g_strdup_printf ("%c tháng đầu năm %s", *parts[1], parts[0]);

  return g_strdup_printf ("Tháng %d năm %s", (int) g_ascii_strtoll (parts[1], NULL, 10), parts[0]);
}

static char *
period_words (const TdReportRequest *request)
{
  g_autofree char *name = period_name (request->period);
  g_autofree char *from = td_report_date_words (&request->from);
  g_autofree char *to = td_report_date_words (&request->to);

  return name != NULL ? g_strdup_printf ("Kỳ báo cáo: %s\n(Từ ngày %s đến ngày %s)", name, from, to)
                      : g_strdup_printf ("(Từ ngày %s đến ngày %s)", from, to);
}

static gboolean
set_agency (TdConnection *connection, TdReportTable *table, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_AGENCY);
  g_autoptr (GPtrArray) rows = td_query_list (query, connection, error);

  if (rows == NULL)
    return FALSE;
  if (rows->len > 0)
    {
      const TdAgencyRow *agency = g_ptr_array_index (rows, 0);

      table->agency = g_strdup (agency->printed_name != NULL ? agency->printed_name : agency->name);
      table->parent = g_strdup (agency->parent_name);
      table->place = g_strdup (agency->place);
    }

  return TRUE;
}

static void
chapter_free (TdReportChapter *chapter)
{
  g_ptr_array_unref (chapter->paragraphs);
  g_free (chapter);
}

void
td_report_free (TdReport *report)
{
  if (report == NULL)
    return;
  td_report_table_free (report->table);
  g_ptr_array_unref (report->chapters);
  td_report_form_free (report->form);
  g_free (report->period);
  g_free (report);
}

static TdReport *
begin (const TdReportRequest *request, TdReportForm *form)
{
  TdReport *report = g_new0 (TdReport, 1);

  report->form = form;
  report->table = td_report_table_new (form);
  report->chapters = g_ptr_array_new_with_free_func ((GDestroyNotify) chapter_free);
  report->period = g_strdup (request->period);
  report->table->by = g_strdup (request->by);
  report->table->period = period_words (request);
  report->table->from = td_date_format_iso (&request->from);
  report->table->to = td_date_format_iso (&request->to);
  report->table->as_of = td_date_format_iso (&request->as_of);
  for (guint i = 0; i < form->notes->len; i++)
    g_ptr_array_add (report->table->notes, g_strdup (g_ptr_array_index (form->notes, i)));

  return report;
}

/**
 * td_report_make:
 * @connection: where to read
 * @request: what is wanted
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the report with its figures; checks that fail are named in
 * its table, and nothing is hidden for them
 */
TdReport *
td_report_make (TdConnection *connection, const TdReportRequest *request, GError **error)
{
  g_autofree char *to = td_date_format_iso (&request->to);
  TdReportForm *form = td_report_form_at (request->kind, to, error);
  g_autoptr (TdReport) report = form != NULL ? begin (request, form) : NULL;

  if (report == NULL || !set_agency (connection, report->table, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!g_str_equal (kinds[i].kind, request->kind))
        continue;
      if (!kinds[i].fill (connection, request, report, error) ||
          (kinds[i].counts && !request->live &&
           !td_report_apply_frozen (connection, request, report, error)))
        return NULL;
    }

  return g_steal_pointer (&report);
}
