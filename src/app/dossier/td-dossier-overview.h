/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-chart.h"
#include "td-dossier-quick.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/* The figures of the page, read in one go on the reader thread. */
typedef struct
{
  TdDossierCounts totals;
  gint64 quick[TD_N_QUICK];
  TdChart *charts[2];
  GPtrArray *areas, *procedures, *units; /* (element-type TdDossierGroup) */
  gint64 newest;                         /* the newest day of receipt of all dossiers, 0: none */
} TdDossierOverview;

typedef struct
{
  TdDossierFilter *filter; /* of the period, without what the person picked */
  TdDossierFilter *picked; /* with it */
  TdQuickDays days;
  TdDossierChartKind charts[2];
} TdDossierOverviewRequest;

TdDossierOverviewRequest *
td_dossier_overview_request_new (const TdDossierFilter *filter,
                                 const TdDossierFilter *picked,
                                 const TdQuickDays *days,
                                 TdDossierChartKind left,
                                 TdDossierChartKind right) G_GNUC_WARN_UNUSED_RESULT;
void td_dossier_overview_request_free (gpointer data);
gpointer td_dossier_overview_read (TdConnection *connection, gpointer request, GError **error);
void td_dossier_overview_free (gpointer data);

G_END_DECLS
