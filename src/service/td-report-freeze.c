/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "td-report-freeze.h"

#include "td-row-sql.h"

#define MAX_CHANGES 12 /* told one by one */

/* What the writer thread gets: rows by value */
typedef struct
{
  TdReportRow *row;
  GPtrArray *figures; /* (element-type TdReportFigureRow) */
} Freeze;

static void
freeze_free (Freeze *freeze)
{
  td_row_free (TD_KIND_REPORT, freeze->row);
  g_ptr_array_unref (freeze->figures);
  g_free (freeze);
}

static void
add_figure (Freeze *freeze, const char *line, const char *column, const TdReportCell *cell)
{
  TdReportFigureRow *figure = td_row_new (TD_KIND_REPORT_FIGURE);

  figure->line = g_strdup (line);
  figure->column = g_strdup (column);
  figure->value = cell->number;
  figure->position = TD_POSITION_STEP * (freeze->figures->len + 1);
  g_ptr_array_add (freeze->figures, figure);
}

static Freeze *
freeze_new (const TdReport *report)
{
  Freeze *freeze = g_new0 (Freeze, 1);

  freeze->row = td_row_new (TD_KIND_REPORT);
  freeze->row->kind = g_strdup (report->form->kind);
  freeze->row->form = g_strdup (report->form->id);
  freeze->row->title = g_strdup (report->form->title);
  freeze->row->period = g_strdup (report->period);
  freeze->row->date_from = g_strdup (report->table->from);
  freeze->row->date_to = g_strdup (report->table->to);
  freeze->row->as_of = g_strdup (report->table->as_of);
  freeze->row->note = g_strdup (report->table->by);
  freeze->row->status = g_strdup ("frozen");
  freeze->figures = td_row_array_new (TD_KIND_REPORT_FIGURE);
  for (guint i = 0; i < report->table->lines->len; i++)
    {
      const TdReportLine *line = g_ptr_array_index (report->table->lines, i);

      for (guint c = 0; !line->group && c < report->form->leaves->len; c++)
        {
          const TdReportColumn *column = g_ptr_array_index (report->form->leaves, c);

          if (!isnan (line->cells[c].number))
            add_figure (freeze, line->key, column->key, &line->cells[c]);
        }
    }

  return freeze;
}

static gboolean
freeze_cb (TdWriter *writer, gpointer data, GError **error)
{
  Freeze *freeze = data;

  if (!td_writer_insert (writer, TD_KIND_REPORT, freeze->row, error))
    return FALSE;
  for (guint i = 0; i < freeze->figures->len; i++)
    {
      TdReportFigureRow *figure = g_ptr_array_index (freeze->figures, i);

      figure->report_id = freeze->row->row.id;
      if (!td_writer_insert (writer, TD_KIND_REPORT_FIGURE, figure, error))
        return FALSE;
    }

  return TRUE;
}

/* The last report of this kind, window and grouping whose figures were frozen; 0: none */
static gboolean
find_frozen (
    TdConnection *connection, const TdReport *report, char **as_of, gint64 *id, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection,
      "SELECT id, as_of FROM report WHERE kind = ?1 AND status = 'frozen' AND date_from = ?2"
      " AND date_to = ?3 AND note IS ?4 AND " TD_ROW_SQL_VISIBLE " ORDER BY id DESC LIMIT 1",
      error);

  *id = 0;
  if (statement == NULL)
    return FALSE;
  td_statement_bind_text (statement, 1, report->form->kind);
  td_statement_bind_text (statement, 2, report->table->from);
  td_statement_bind_text (statement, 3, report->table->to);
  td_statement_bind_text (statement, 4, report->table->by);
  if (td_statement_step (statement, NULL) == TD_STEP_ROW)
    {
      *id = td_statement_int (statement, 0);
      *as_of = g_strdup (td_statement_text (statement, 1));
    }

  return TRUE;
}

static TdReportLine *
find_line (const TdReport *report, const char *key)
{
  for (guint i = 0; i < report->table->lines->len; i++)
    {
      TdReportLine *line = g_ptr_array_index (report->table->lines, i);

      if (g_strcmp0 (line->key, key) == 0)
        return line;
    }

  return NULL;
}

/* A figure as it was frozen; what it would be now is told below the table. */
static void
put_back (TdReport *report, const char *key, const char *column, double frozen, guint *changes)
{
  TdReportLine *line = find_line (report, key);
  int leaf = td_report_form_find (report->form, column);
  double now;

  if (leaf < 0)
    return;
  if (line == NULL)
    line = td_report_table_add (report->table, key, key);
  now = line->cells[leaf].number;
  line->cells[leaf].number = frozen;
  if (fabs (now - frozen) < 0.005 || ++*changes > MAX_CHANGES)
    return;
  else
    {
      g_autofree char *was = td_report_format_number (frozen, TRUE);
      g_autofree char *is = td_report_format_number (now, TRUE);

      g_ptr_array_add (
          report->table->notes,
          g_strdup_printf ("Thay đổi sau khi chốt: %s, cột (%s): đã chốt %s, nay là %s.",
                           line->label, column, was, is));
    }
}

/**
 * td_report_apply_frozen:
 * @connection: where to read
 * @request: what was asked for
 * @report: (inout): a report with the figures of now
 * @error: return location
 *
 * RULE frozen-figures: a period that was frozen prints the same numbers again; what was corrected
 * since is listed beside them.
 *
 * Returns: whether it was looked up
 */
gboolean
td_report_apply_frozen (TdConnection *connection,
                        const TdReportRequest *request,
                        TdReport *report,
                        GError **error)
{
  g_autoptr (TdStatement) statement = NULL;
  g_autofree char *as_of = NULL;
  guint changes = 0;
  gint64 id;

  if (!find_frozen (connection, report, &as_of, &id, error))
    return FALSE;
  if (id == 0)
    return TRUE;
  g_ptr_array_add (report->table->notes,
                   g_strdup_printf ("Số liệu đã chốt ngày %s.", as_of != NULL ? as_of : "–"));
  statement = td_connection_prepare (
      connection,
      "SELECT line, \"column\", value FROM report_figure WHERE report_id = ?1 AND value IS NOT NULL"
      " AND " TD_ROW_SQL_VISIBLE " ORDER BY position, id",
      error);
  if (statement == NULL)
    return FALSE;
  td_statement_bind_int (statement, 1, id);
  while (td_statement_step (statement, NULL) == TD_STEP_ROW)
    put_back (report, td_statement_text (statement, 0), td_statement_text (statement, 1),
              td_statement_real (statement, 2), &changes);
  if (changes > MAX_CHANGES)
    g_ptr_array_add (report->table->notes,
                     g_strdup_printf ("… và %u thay đổi khác.", changes - MAX_CHANGES));
  g_ptr_array_set_size (report->table->failures, 0);
  td_report_table_check (report->table);

  return TRUE;
}

/**
 * td_report_freeze:
 * @report: a report
 * @workspace: the workspace
 * @error: return location
 *
 * Keeps the figures as they are now: the next period is checked against them.
 *
 * Returns: the id of the frozen report, 0 on error
 */
gint64
td_report_freeze (const TdReport *report, TdWorkspace *workspace, GError **error)
{
  Freeze *freeze = freeze_new (report);
  gint64 id = 0;

  if (td_workspace_act (workspace, "report.freeze", _ ("Freeze a report"), freeze_cb, freeze,
                        error))
    id = freeze->row->row.id;
  freeze_free (freeze);

  return id;
}

/**
 * td_report_freeze_async:
 * @report: a report
 * @workspace: the workspace
 * @callback: called when it is kept; finish with td_workspace_act_finish()
 * @user_data: for @callback
 */
void
td_report_freeze_async (const TdReport *report,
                        TdWorkspace *workspace,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  td_workspace_act_async (workspace, "report.freeze", _ ("Freeze a report"), NULL, freeze_cb,
                          freeze_new (report), (GDestroyNotify) freeze_free, callback, user_data);
}
