/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-dossier-chart.h"

G_BEGIN_DECLS

/**
 * TdDossierCharts:
 *
 * Two charts side by side; each can be any of the charts of dossiers.
 *
 * Signals: `changed` (another chart is wanted); `mark` (guint kind, string category, string
 * series): a value was clicked.
 */
#define TD_TYPE_DOSSIER_CHARTS (td_dossier_charts_get_type ())
G_DECLARE_FINAL_TYPE (TdDossierCharts, td_dossier_charts, TD, DOSSIER_CHARTS, GtkWidget)

GtkWidget *td_dossier_charts_new (void);
TdDossierChartKind td_dossier_charts_get_kind (TdDossierCharts *self, guint side);
void td_dossier_charts_set_chart (TdDossierCharts *self, guint side, TdChart *chart);

G_END_DECLS
