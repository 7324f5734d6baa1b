/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-overview.h"

#include "td-dossier-lines.h"

TdDossierOverviewRequest *
td_dossier_overview_request_new (const TdDossierFilter *filter,
                                 const TdDossierFilter *picked,
                                 const TdQuickDays *days,
                                 TdDossierChartKind left,
                                 TdDossierChartKind right)
{
  TdDossierOverviewRequest *self = g_new0 (TdDossierOverviewRequest, 1);

  self->filter = td_dossier_filter_copy (filter);
  self->picked = td_dossier_filter_copy (picked);
  self->days = *days;
  self->charts[0] = left;
  self->charts[1] = right;

  return self;
}

void
td_dossier_overview_request_free (gpointer data)
{
  TdDossierOverviewRequest *self = data;

  td_dossier_filter_free (self->filter);
  td_dossier_filter_free (self->picked);
  g_free (self);
}

void
td_dossier_overview_free (gpointer data)
{
  TdDossierOverview *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (self->charts); i++)
    td_chart_free (self->charts[i]);
  g_clear_pointer (&self->areas, g_ptr_array_unref);
  g_clear_pointer (&self->procedures, g_ptr_array_unref);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_free (self);
}

static gboolean
count_quick (TdDossierOverview *self,
             TdConnection *connection,
             const TdDossierFilter *filter,
             const TdQuickDays *days,
             GError **error)
{
  const gint64 *counts = self->totals.counts;

  self->quick[TD_QUICK_ALL] = self->totals.total;
  self->quick[TD_QUICK_LATE] = counts[TD_OUTCOME_LATE] + counts[TD_OUTCOME_PENDING_OVERDUE];
  self->quick[TD_QUICK_WAITING] = counts[TD_OUTCOME_SUSPENDED];
  self->quick[TD_QUICK_OPEN] =
      counts[TD_OUTCOME_PENDING_IN_TIME] + counts[TD_OUTCOME_PENDING_OVERDUE];
  for (TdQuickFilter quick = TD_QUICK_SOON; quick <= TD_QUICK_IDLE; quick++)
    {
      g_autoptr (TdDossierFilter) narrow = td_dossier_filter_copy (filter);

      td_quick_filter_apply (quick, days, narrow);
      if (!td_dossier_lines_count (connection, narrow, &self->quick[quick], error))
        return FALSE;
    }

  return TRUE;
}

gpointer
td_dossier_overview_read (TdConnection *connection, gpointer data, GError **error)
{
  TdDossierOverviewRequest *request = data;
  TdDossierOverview *self = g_new0 (TdDossierOverview, 1);
  g_autoptr (GPtrArray) none = NULL;

  td_connection_query_int (connection, "SELECT coalesce (max (received), 0) FROM dossier",
                           &self->newest, NULL);
  none = td_dossier_stats (connection, request->picked, TD_DOSSIER_BY_NONE, &self->totals, error);
  if (none == NULL || !count_quick (self, connection, request->picked, &request->days, error))
    goto failed;
  for (guint i = 0; i < G_N_ELEMENTS (self->charts); i++)
    {
      self->charts[i] = td_dossier_chart_make (connection, request->charts[i], request->picked,
                                               TD_DOSSIER_TARGET, error);
      if (self->charts[i] == NULL)
        goto failed;
    }
  self->areas = td_dossier_stats (connection, request->filter, TD_DOSSIER_BY_AREA, NULL, error);
  self->procedures =
      td_dossier_stats (connection, request->filter, TD_DOSSIER_BY_PROCEDURE, NULL, error);
  self->units = td_dossier_stats (connection, request->filter, TD_DOSSIER_BY_UNIT, NULL, error);
  if (self->areas != NULL && self->procedures != NULL && self->units != NULL)
    return self;

failed:
  td_dossier_overview_free (self);
  return NULL;
}
