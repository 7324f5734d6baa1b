/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "td-error.h"
#include "td-moment.h"
#include "td-report-private.h"
#include "td-text.h"

#define DAY 86400
#define NO_NAME "Chưa rõ"

/* When a dossier left the office, 0 while it is there. One that was withdrawn or refused without a
 * date counts as finished in the period it came in. States as in TdDossierState. */
#define FINISHED                                                                                   \
  "CASE WHEN d.returned > 0 THEN d.returned"                                                       \
  " WHEN d.state IN (7, 12) THEN CASE WHEN d.delivered > 0 THEN d.delivered ELSE d.received "      \
  "END"                                                                                            \
  " ELSE 0 END"

/* Registered and not accepted ones are not dossiers yet; rows of a running import are not there. */
#define COUNTED                                                                                    \
  "d.state NOT IN (1, 3) AND (d.import_id IS NULL OR d.import_id NOT IN"                           \
  " (SELECT id FROM import WHERE state <> 'done'))"

/* RULE ii-06a: columns 3 to 13 over [?1, ?2] in seconds; day against day. */
static const char figures_sql[] =
    "SELECT name_id,"
    " sum (received >= ?1 AND channel = 2),"
    " sum (received >= ?1 AND channel <> 2),"
    " sum (received < ?1),"
    " sum (done AND NOT aside AND due > 0 AND finished / 86400 < due / 86400),"
    " sum (done AND (aside OR due = 0 OR finished / 86400 = due / 86400)),"
    " sum (done AND NOT aside AND due > 0 AND finished / 86400 > due / 86400),"
    " sum (NOT done AND (waits OR due = 0 OR due / 86400 >= ?2 / 86400)),"
    " sum (NOT done AND NOT waits AND due > 0 AND due / 86400 < ?2 / 86400),"
    " count (*)"
    " FROM (SELECT %s AS name_id, received, due, channel, finished,"
    "       finished > 0 AND finished <= ?2 AS done,"
    "       state IN (7, 12) AS aside, state IN (5, 6, 8, 11) AS waits"
    "       FROM (SELECT d.*, " FINISHED " AS finished FROM dossier d WHERE " COUNTED ")"
    "       WHERE received <= ?2 AND (finished = 0 OR finished >= ?1))"
    " GROUP BY name_id";

static gint64
seconds (const GDate *date)
{
  return td_moment_new (date, 0) * 60;
}

static const char *
name_column (const char *by)
{
  if (g_strcmp0 (by, "unit") == 0)
    return "unit_name_id";
  if (g_strcmp0 (by, "procedure") == 0)
    return "procedure_name_id";
  if (g_strcmp0 (by, "total") == 0)
    return "NULL";

  return "area_name_id";
}

static void
line_free (TdDossierFigureLine *line)
{
  g_free (line->name);
  g_free (line);
}

static char *
read_name (TdConnection *connection, gint64 id)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (connection, "SELECT name FROM dossier_name WHERE id = ?1", NULL);

  if (statement == NULL)
    return NULL;
  td_statement_bind_int (statement, 1, id);

  return td_statement_step (statement, NULL) == TD_STEP_ROW
             ? g_strdup (td_statement_text (statement, 0))
             : NULL;
}

static TdDossierFigureLine *
read_line (TdStatement *row)
{
  TdDossierFigureLine *line = g_new0 (TdDossierFigureLine, 1);
  TdDossierFigures *figures = &line->figures;
  gint64 *const targets[] = { &figures->received_online, &figures->received_other,
                              &figures->carried,         &figures->early,
                              &figures->on_time,         &figures->late,
                              &figures->open_in_time,    &figures->open_overdue,
                              &figures->received };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    *targets[i] = td_statement_int (row, (int) i + 1);

  return line;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return td_text_collate ((*(TdDossierFigureLine *const *) a)->name,
                          (*(TdDossierFigureLine *const *) b)->name);
}

/**
 * td_report_dossier_figures:
 * @connection: where to read
 * @from: the first day
 * @to: the last day
 * @by: (nullable): "area", "unit", "procedure" or "total"
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type TdDossierFigureLine): a line for each name that
 *   had a dossier in the period, in the order of the alphabet
 */
GPtrArray *
td_report_dossier_figures (
    TdConnection *connection, const GDate *from, const GDate *to, const char *by, GError **error)
{
  g_autofree char *sql = g_strdup_printf (figures_sql, name_column (by));
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, sql, error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  TdStep step;

  if (statement == NULL)
    return NULL;
  td_statement_bind_int (statement, 1, seconds (from));
  td_statement_bind_int (statement, 2, seconds (to) + DAY - 1);
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      TdDossierFigureLine *line = read_line (statement);

      line->name = read_name (connection, td_statement_int (statement, 0));
      if (line->name == NULL)
        line->name = g_strdup (NO_NAME);
      g_ptr_array_add (lines, line);
    }
  if (step != TD_STEP_DONE)
    return NULL;
  g_ptr_array_sort (lines, compare_lines);

  return g_steal_pointer (&lines);
}

/**
 * td_report_dossier_total:
 * @connection: where to read
 * @from: the first day
 * @to: the last day
 * @figures: (out caller-allocates): the figures of all dossiers
 * @error: return location
 *
 * Returns: whether they were read
 */
gboolean
td_report_dossier_total (TdConnection *connection,
                         const GDate *from,
                         const GDate *to,
                         TdDossierFigures *figures,
                         GError **error)
{
  g_autoptr (GPtrArray) lines = td_report_dossier_figures (connection, from, to, "total", error);

  if (lines == NULL)
    return FALSE;
  *figures = (TdDossierFigures){ 0 };
  if (lines->len > 0)
    *figures = ((const TdDossierFigureLine *) g_ptr_array_index (lines, 0))->figures;

  return TRUE;
}

static double
measure (const TdDossierFigures *figures, const char *name)
{
  const struct
  {
    const char *name;
    gint64 value;
  } measures[] = {
    { "received", figures->received },
    { "received_online", figures->received_online },
    { "received_other", figures->received_other },
    { "carried", figures->carried },
    { "resolved", figures->early + figures->on_time + figures->late },
    { "resolved_early", figures->early },
    { "resolved_on_time", figures->on_time },
    { "resolved_late", figures->late },
    { "open", figures->open_in_time + figures->open_overdue },
    { "open_in_time", figures->open_in_time },
    { "open_overdue", figures->open_overdue },
  };

  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    {
      if (g_strcmp0 (measures[i].name, name) == 0)
        return (double) measures[i].value;
    }

  return NAN;
}

static void
add_line (TdReport *report, const TdDossierFigureLine *figures)
{
  TdReportLine *line = td_report_table_add (report->table, figures->name, figures->name);

  for (guint c = 0; c < report->form->leaves->len; c++)
    {
      const TdReportColumn *leaf = g_ptr_array_index (report->form->leaves, c);

      if (leaf->measure != NULL)
        line->cells[c].number = measure (&figures->figures, leaf->measure);
    }
}

/* What a report of the period before says in a cell: one that was frozen, else one that was
 * imported as a sum. NAN where there is none. */
static double
previous_figure (TdConnection *connection,
                 const TdReportRequest *request,
                 const char *line,
                 const char *column,
                 const char *measured)
{
  static const char sql[] =
      "SELECT value FROM (SELECT 0 AS rank, f.value AS value FROM report_figure f JOIN report r"
      " ON r.id = f.report_id WHERE r.kind = ?1 AND r.status = 'frozen' AND r.date_to = ?2"
      " AND f.line = ?3 AND f.\"column\" = ?4"
      " UNION ALL SELECT 1, value FROM period_figure WHERE period_to = ?2 AND measure = ?5"
      " AND (label = ?3 OR (label IS NULL AND ?3 = 'total'))) ORDER BY rank LIMIT 1";
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, sql, NULL);
  GDate day = request->from;
  char iso[16];

  if (statement == NULL)
    return NAN;
  g_date_subtract_days (&day, 1);
  g_date_strftime (iso, sizeof iso, "%Y-%m-%d", &day);
  td_statement_bind_text (statement, 1, request->kind);
  td_statement_bind_text (statement, 2, iso);
  td_statement_bind_text (statement, 3, line);
  td_statement_bind_text (statement, 4, column);
  td_statement_bind_text (statement, 5, measured);
  if (td_statement_step (statement, NULL) != TD_STEP_ROW || td_statement_is_null (statement, 0))
    return NAN;

  return td_statement_real (statement, 0);
}

/* RULE ii-06a: column 6 is column 11 of the report before. */
static void
check_previous (TdConnection *connection,
                const TdReportRequest *request,
                TdReport *report,
                const TdReportCheck *check)
{
  int leaf = td_report_form_find (report->form, check->previous);
  const char *measured =
      ((const TdReportColumn *) g_ptr_array_index (report->form->leaves, (guint) leaf))->measure;

  for (guint i = 0; i < report->table->lines->len; i++)
    {
      const TdReportLine *line = g_ptr_array_index (report->table->lines, i);
      double found = td_report_table_get (report->table, line, check->left);
      double before = previous_figure (connection, request, line->key, check->previous, measured);
      g_autofree char *left = td_report_format_number (found, TRUE);
      g_autofree char *right = td_report_format_number (before, TRUE);

      if (!isnan (before) && fabs (found - before) > 0.5)
        g_ptr_array_add (report->table->failures,
                         g_strdup_printf ("%s: cột (%s) là %s, khác cột (%s) của báo cáo kỳ trước "
                                          "là %s",
                                          line->label, check->left, left, check->previous, right));
    }
}

gboolean
td_report_fill_dossiers (TdConnection *connection,
                         const TdReportRequest *request,
                         TdReport *report,
                         GError **error)
{
  g_autoptr (GPtrArray) lines =
      td_report_dossier_figures (connection, &request->from, &request->to, request->by, error);

  if (lines == NULL)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    add_line (report, g_ptr_array_index (lines, i));
  td_report_table_add_total (report->table);
  td_report_table_check (report->table);
  for (guint i = 0; i < report->form->checks->len; i++)
    {
      const TdReportCheck *check = g_ptr_array_index (report->form->checks, i);

      if (check->previous != NULL)
        check_previous (connection, request, report, check);
    }

  return TRUE;
}
