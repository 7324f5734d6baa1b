/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TdPeriodBar:
 *
 * Chooses a period: a month, quarter, half-year, nine months, a year or any two days, with the days
 * on which the office closes its figures.
 *
 * Properties: `cutoff`. Signals: `changed`.
 */
#define TD_TYPE_PERIOD_BAR (td_period_bar_get_type ())
G_DECLARE_FINAL_TYPE (TdPeriodBar, td_period_bar, TD, PERIOD_BAR, GtkWidget)

typedef enum
{
  TD_PERIOD_MONTH,
  TD_PERIOD_QUARTER,
  TD_PERIOD_HALF,
  TD_PERIOD_NINE,
  TD_PERIOD_YEAR,
  TD_PERIOD_CUSTOM,
  TD_N_PERIODS,
} TdPeriodKind;

GtkWidget *td_period_bar_new (void);
void td_period_bar_add_suffix (TdPeriodBar *self, GtkWidget *widget);
void td_period_bar_show_day (TdPeriodBar *self, TdPeriodKind kind, const GDate *day);
void td_period_bar_show_last_half (TdPeriodBar *self);
void td_period_bar_set_cutoff (TdPeriodBar *self, guint day);
guint td_period_bar_get_cutoff (TdPeriodBar *self);
void td_period_bar_get_range (TdPeriodBar *self, GDate *from, GDate *to);
char *td_period_bar_get_text (TdPeriodBar *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_period_bar_set_text (TdPeriodBar *self, const char *text);
void td_period_bar_add_action (TdPeriodBar *self, GActionMap *map);
void td_period_bar_remember (TdPeriodBar *self, GSettings *settings);
GMenuModel *td_period_bar_menu (void) G_GNUC_WARN_UNUSED_RESULT;
char *td_period_bar_get_words (TdPeriodBar *self) G_GNUC_WARN_UNUSED_RESULT;

/* The days of a period: pure, for tests. cutoff: the last day of the figures in their last month,
 * 0: the calendar. index: from 0 within the year. */
void td_period_range (TdPeriodKind kind, int year, int index, guint cutoff, GDate *from, GDate *to);

G_END_DECLS
