/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-chart.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/* Quick filters above the table */
typedef enum
{
  TD_QUICK_ALL,
  TD_QUICK_LATE,    /* late results and open ones past their day */
  TD_QUICK_SOON,    /* due within three days */
  TD_QUICK_IDLE,    /* open, nothing happened for some working days */
  TD_QUICK_WAITING, /* suspended */
  TD_QUICK_OPEN,
  TD_N_QUICK,
} TdQuickFilter;

#define TD_SOON_DAYS 3
#define TD_IDLE_DAYS 7 /* calendar days: five working days and a weekend */

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
  TdDossierChartKind charts[2];
} TdDossierOverviewRequest;

TdDossierOverviewRequest *
td_dossier_overview_request_new (const TdDossierFilter *filter,
                                 const TdDossierFilter *picked,
                                 TdDossierChartKind left,
                                 TdDossierChartKind right) G_GNUC_WARN_UNUSED_RESULT;
void td_dossier_overview_request_free (gpointer data);
gpointer td_dossier_overview_read (TdConnection *connection, gpointer request, GError **error);
void td_dossier_overview_free (gpointer data);
void td_quick_filter_apply (TdQuickFilter quick, TdDossierFilter *filter);
const char *td_quick_filter_label (TdQuickFilter quick);

G_END_DECLS
