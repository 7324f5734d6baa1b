/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-chart-view.h"

G_BEGIN_DECLS

#define TD_TYPE_CHART_CARD (td_chart_card_get_type ())
G_DECLARE_FINAL_TYPE (TdChartCard, td_chart_card, TD, CHART_CARD, GtkWidget)

GtkWidget *td_chart_card_new (const char *title);
void td_chart_card_set_title (TdChartCard *self, const char *title);
void td_chart_card_set_subtitle (TdChartCard *self, const char *subtitle);
void td_chart_card_set_empty_text (TdChartCard *self, const char *text);
void td_chart_card_set_title_widget (TdChartCard *self, GtkWidget *widget);
void td_chart_card_add_button (TdChartCard *self, GtkWidget *button);
void td_chart_card_set_chart (TdChartCard *self, TdChart *chart);
void td_chart_card_show_table (TdChartCard *self, gboolean table);
TdChartView *td_chart_card_get_view (TdChartCard *self);

G_END_DECLS
