/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TdReportPeriodBar:
 *
 * Chooses the period of a report: kind of period, which one, which year, or any range; and the day
 * of the month its window closes on.
 *
 * Signals: `changed`.
 */
#define TD_TYPE_REPORT_PERIOD_BAR (td_report_period_bar_get_type ())
G_DECLARE_FINAL_TYPE (TdReportPeriodBar, td_report_period_bar, TD, REPORT_PERIOD_BAR, GtkWidget)

GtkWidget *td_report_period_bar_new (void);
char *td_report_period_bar_get_period (TdReportPeriodBar *self) G_GNUC_WARN_UNUSED_RESULT;
int td_report_period_bar_get_cutoff (TdReportPeriodBar *self);

G_END_DECLS
