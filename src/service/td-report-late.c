/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "td-clock-office.h"
#include "td-report-private.h"

#define DAY 86400
#define MAX_LINES 20000

/* Late in the period: resolved in it after the due day, or open and past it on its last day. ?1 and
 * ?2 are its first and last second. The reason is the last one given with an extension or apology.
 */
static const char late_sql[] =
    "SELECT d.code, p.name, d.received, d.due, d.returned, u.name, o.name,"
    " coalesce ((SELECT e.reason FROM dossier_event e WHERE e.dossier_id = d.id AND NOT e.cancelled"
    "   AND e.reason IS NOT NULL AND e.kind IN ('extended', 'apology') ORDER BY e.at DESC LIMIT 1),"
    "   d.suspend_reason),"
    " (SELECT coalesce (e.document, '') FROM dossier_event e WHERE e.dossier_id = d.id"
    "   AND NOT e.cancelled AND e.kind IN ('extended', 'apology') ORDER BY e.at DESC LIMIT 1),"
    " d.applicant"
    " FROM dossier d LEFT JOIN dossier_name p ON p.id = d.procedure_name_id"
    " LEFT JOIN dossier_name u ON u.id = d.unit_name_id"
    " LEFT JOIN dossier_name o ON o.id = d.officer_name_id"
    " WHERE d.state NOT IN (1, 3, 7, 8, 12) AND d.due > 0 AND d.received <= ?2"
    " AND (d.import_id IS NULL OR d.import_id NOT IN (SELECT id FROM import WHERE state <> 'done'))"
    " AND ((d.returned >= ?1 AND d.returned <= ?2 AND d.returned / 86400 > d.due / 86400)"
    "   OR ((d.returned = 0 OR d.returned > ?2) AND d.state NOT IN (5, 6, 11)"
    "       AND d.due / 86400 < ?2 / 86400))"
    " ORDER BY d.due, d.code LIMIT " G_STRINGIFY (MAX_LINES);

static char *
time_text (gint64 seconds)
{
  g_autofree char *full = NULL;

  if (seconds == 0)
    return g_strdup ("");
  full = td_moment_format_display (seconds / 60);
  /* A due time without an hour is kept as the last minute of its day. */
  if (seconds % DAY == 0 || seconds % DAY == DAY - 1)
    return g_strdup (full + 6);

  return g_steal_pointer (&full);
}

/* RULE late-register: working days after the due day, working time after the due time */
static void
set_lateness (
    const TdClockOffice *office, TdReport *report, TdReportLine *line, TdMoment due, TdMoment end)
{
  g_autofree char *hours = NULL;
  GDate from, to;
  gint64 minutes;
  int days;

  td_moment_get_date (due, &from);
  td_moment_get_date (end, &to);
  if (!td_work_calendar_count (office->calendar, &from, &to, &days, NULL) ||
      !td_working_time_between (office->hours, office->calendar, due, end, &minutes, NULL))
    return;
  td_report_table_set (report->table, line, "late_days", days);
  hours =
      g_strdup_printf ("%" G_GINT64_FORMAT " giờ %02d phút", minutes / 60, (int) (minutes % 60));
  td_report_table_set_text (report->table, line, "late_hours", hours);
}

static void
add_dossier (const TdClockOffice *office,
             const TdReportRequest *request,
             TdReport *report,
             TdStatement *row)
{
  const char *code = td_statement_text (row, 0);
  TdReportLine *line = td_report_table_add (report->table, code, code);
  gint64 period_end = td_moment_new (&request->to, 0) * 60 + DAY - 1;
  gint64 due = td_statement_int (row, 3);
  gint64 returned = td_statement_int (row, 4);
  gboolean open = returned == 0 || returned > period_end;
  g_autofree char *received_text = time_text (td_statement_int (row, 2));
  g_autofree char *due_text = time_text (due);
  g_autofree char *returned_text = time_text (open ? 0 : returned);
  const char *apology = td_statement_text (row, 8);

  td_report_table_set_text (report->table, line, "code", code);
  td_report_table_set_text (report->table, line, "procedure", td_statement_text (row, 1));
  td_report_table_set_text (report->table, line, "received", received_text);
  td_report_table_set_text (report->table, line, "due", due_text);
  td_report_table_set_text (report->table, line, "finished", open ? "Chưa có" : returned_text);
  td_report_table_set_text (report->table, line, "unit", td_statement_text (row, 5));
  td_report_table_set_text (report->table, line, "officer", td_statement_text (row, 6));
  td_report_table_set_text (report->table, line, "reason", td_statement_text (row, 7));
  td_report_table_set_text (report->table, line, "apology",
                            apology == NULL    ? "Chưa"
                            : *apology == '\0' ? "Có"
                                               : apology);
  set_lateness (office, report, line, due / 60, (open ? period_end : returned) / 60);
}

gboolean
td_report_fill_late (TdConnection *connection,
                     const TdReportRequest *request,
                     TdReport *report,
                     GError **error)
{
  g_autoptr (TdClockOffice) office = td_clock_office_load (connection, error);
  g_autoptr (TdStatement) statement = NULL;
  gint64 from = td_moment_new (&request->from, 0) * 60;
  gint64 to = td_moment_new (&request->to, 0) * 60 + DAY - 1;
  TdStep step;

  if (office == NULL)
    return FALSE;
  statement = td_connection_prepare (connection, late_sql, error);
  if (statement == NULL)
    return FALSE;
  td_statement_bind_int (statement, 1, from);
  td_statement_bind_int (statement, 2, to);
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    add_dossier (office, request, report, statement);
  if (report->table->lines->len == MAX_LINES)
    g_ptr_array_add (report->table->notes,
                     g_strdup_printf ("Chỉ in %d hồ sơ đầu tiên theo ngày hẹn trả.", MAX_LINES));
  if (report->table->lines->len == 0)
    g_ptr_array_add (report->table->notes, g_strdup ("Không có hồ sơ quá hạn trong kỳ."));

  return step == TD_STEP_DONE;
}
