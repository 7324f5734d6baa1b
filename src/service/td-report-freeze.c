/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "td-report-freeze.h"

#include "td-row-sql.h"

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
