/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-report.h"

G_BEGIN_DECLS

/* The figures of dossiers over a period, as the official form counts them */
typedef struct
{
  gint64 received_online;
  gint64 received_other;
  gint64 carried; /* open when the period began */
  gint64 early;
  gint64 on_time; /* returned, refused and withdrawn ones included */
  gint64 late;
  gint64 open_in_time; /* waiting and suspended ones included */
  gint64 open_overdue;
  gint64 received; /* everything that was there in the period, counted by itself */
} TdDossierFigures;

typedef struct
{
  char *name;
  TdDossierFigures figures;
} TdDossierFigureLine;

GPtrArray *td_report_dossier_figures (TdConnection *connection,
                                      const GDate *from,
                                      const GDate *to,
                                      const char *by,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_report_dossier_total (TdConnection *connection,
                                  const GDate *from,
                                  const GDate *to,
                                  TdDossierFigures *figures,
                                  GError **error);

gboolean td_report_fill_dossiers (TdConnection *connection,
                                  const TdReportRequest *request,
                                  TdReport *report,
                                  GError **error);
gboolean td_report_fill_late (TdConnection *connection,
                              const TdReportRequest *request,
                              TdReport *report,
                              GError **error);
gboolean td_report_fill_tasks (TdConnection *connection,
                               const TdReportRequest *request,
                               TdReport *report,
                               GError **error);
gboolean td_report_fill_cchc (TdConnection *connection,
                              const TdReportRequest *request,
                              TdReport *report,
                              GError **error);

TdReportForm *
td_report_form_at (const char *kind, const char *date, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *td_report_date_words (const GDate *date) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
