/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-chart.h"

G_BEGIN_DECLS

#define TD_TYPE_CHART_VIEW (td_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (TdChartView, td_chart_view, TD, CHART_VIEW, GtkWidget)

GtkWidget *td_chart_view_new (void);
void td_chart_view_set_chart (TdChartView *self, TdChart *chart);
const TdChart *td_chart_view_get_chart (TdChartView *self);
gboolean td_chart_view_move_cursor (TdChartView *self, int right, int up);
gboolean td_chart_view_activate_cursor (TdChartView *self);
char *td_chart_view_get_cursor_words (TdChartView *self) G_GNUC_WARN_UNUSED_RESULT;
void td_chart_view_set_least_height (TdChartView *self, int height);

G_END_DECLS
