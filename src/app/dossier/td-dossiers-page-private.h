/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-charts.h"
#include "td-dossier-filter-button.h"
#include "td-dossier-model.h"
#include "td-dossier-overview.h"
#include "td-dossier-panel.h"
#include "td-dossier-table.h"
#include "td-dossier-view.h"
#include "td-dossier-views-button.h"
#include "td-dossiers-page.h"
#include "td-period-bar.h"

G_BEGIN_DECLS

/* Dossiers of administrative procedures: the period, its figures, two charts, the table and the
 * dossier at hand. Everything asks through one filter, put together by
 * td_dossiers_page_make_filter(); the figures are read on the reader thread, and only the newest
 * answer is shown. */
struct _TdDossiersPage
{
  TdPage parent_instance;

  GtkStack *stack;
  AdwFlap *flap;
  TdPeriodBar *period;
  GtkLabel *figures[5];
  TdDossierCharts *charts;
  GtkToggleButton *quick[TD_N_QUICK];
  TdDossierFilterButton *buttons[3]; /* areas, procedures, units */
  TdDossierFilterButton *channels;
  GtkWidget *mark_chip;
  GtkLabel *mark_label;
  TdDossierTable *table;
  TdDossierPanel *panel;
  GtkLabel *count;

  TdWorkspace *workspace;
  GSettings *settings;      /* (nullable) */
  TdWorkCalendar *calendar; /* (nullable): read when it is asked for */
  TdDossierModel *model;
  TdQuickFilter picked_quick;
  TdCountMode mode;
  char *search;
  gboolean has_mark; /* a value of a chart was clicked */
  TdDossierChartKind mark_kind;
  char *mark_category, *mark_series;
  gboolean placed; /* the period was put where there are dossiers */
  gboolean updating;
  gboolean dirty; /* changed while another page was shown */
  gint64 day;     /* that the figures are of */
  guint generation;
  GCancellable *cancellable;
};

/* Shared by td-dossiers-page*.c alone. */
void td_dossiers_page_build (TdDossiersPage *self);
void td_dossiers_page_install_actions (TdDossiersPage *self);
void td_dossiers_page_reload (TdDossiersPage *self);
void td_dossiers_page_update_table (TdDossiersPage *self);
void td_dossiers_page_update_overview (TdDossiersPage *self);
TdDossierFilter *td_dossiers_page_make_filter (TdDossiersPage *self) G_GNUC_WARN_UNUSED_RESULT;
TdDossierFilter *td_dossiers_page_period_filter (TdDossiersPage *self) G_GNUC_WARN_UNUSED_RESULT;
void td_dossiers_page_clear_mark (TdDossiersPage *self);
void td_dossiers_page_set_quick (TdDossiersPage *self, TdQuickFilter quick);
void
td_dossiers_page_mark (TdDossiersPage *self, guint kind, const char *category, const char *series);
void td_dossiers_page_import (TdDossiersPage *self, const char *path);
TdDossierView *td_dossiers_page_take_view (TdDossiersPage *self) G_GNUC_WARN_UNUSED_RESULT;
void td_dossiers_page_apply_view (TdDossiersPage *self, const TdDossierView *view);
GtkWidget *td_dossiers_page_add_views (TdDossiersPage *self);
void td_dossiers_page_recall (TdDossiersPage *self);
TdWorkCalendar *td_dossiers_page_get_calendar (TdDossiersPage *self);
void td_dossiers_page_get_quick_days (TdDossiersPage *self, gint64 as_of_day, TdQuickDays *days);

G_END_DECLS
