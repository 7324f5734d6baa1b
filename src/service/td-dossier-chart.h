/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-chart.h"
#include "td-dossier-stats.h"

G_BEGIN_DECLS

/* The charts of dossiers. The window, `tiendoctl chart` and documents get theirs here. */
typedef enum
{
  TD_DOSSIER_CHART_ON_TIME, /* results by month: early, on time, late; the rate above */
  TD_DOSSIER_CHART_BY_AREA, /* share of late results of each area */
  TD_DOSSIER_CHART_BY_PROCEDURE,
  TD_DOSSIER_CHART_OPEN_BY_DAYS, /* open ones by the days left */
  TD_DOSSIER_CHART_CHANNEL,      /* how they came in */
  TD_DOSSIER_CHART_YEAR_ON_YEAR, /* results by month, this year against last */
  TD_N_DOSSIER_CHARTS,
} TdDossierChartKind;

#define TD_DOSSIER_LATE_LIMIT 2.0 /* percent: what no area may be above (Bến Tre, plan 2022) */
#define TD_DOSSIER_TARGET 98.0    /* percent of results in time, where no target says other */

const char *td_dossier_chart_nick (TdDossierChartKind kind);
const char *td_dossier_chart_label (TdDossierChartKind kind);
TdChart *td_dossier_chart_make (TdConnection *connection,
                                TdDossierChartKind kind,
                                const TdDossierFilter *filter,
                                double target,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a mark of the chart stands for. Narrows @filter to exactly the dossiers of the mark; their
 * number is td_dossier_chart_mark_count(). Returns: FALSE when the keys are not of the chart. */
gboolean td_dossier_chart_apply_mark (TdDossierChartKind kind,
                                      const char *category,
                                      const char *series,
                                      TdDossierFilter *filter);
gint64 td_dossier_chart_mark_count (TdDossierChartKind kind,
                                    const TdChart *chart,
                                    guint series,
                                    guint category);

G_END_DECLS
