/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-block.h"
#include "td-connection.h"
#include "td-report-table.h"

G_BEGIN_DECLS

/* Reports of a period: figures counted from the workspace into a form, and files made of them.
 * Making one only reads, and may run on any thread that has a connection. */

/* What a report is asked for */
typedef struct
{
  const char *kind; /* "tthc-06a" "late-register" "tasks" "cchc" */
  char *period;     /* as asked: "2024-6M" */
  GDate from, to;   /* the window of the figures */
  const char *by;   /* (nullable) "area" "unit" "procedure" */
  GDate as_of;      /* the day it is made */
  gboolean live;    /* the figures of now, also of a period that was frozen */
} TdReportRequest;

/* A chapter of a written report, filled */
typedef struct
{
  const TdReportSection *section;
  GPtrArray *paragraphs; /* (element-type utf8) */
} TdReportChapter;

typedef struct
{
  TdReportForm *form;
  TdReportTable *table;
  GPtrArray *chapters; /* (element-type TdReportChapter): of a written report */
  char *period;
} TdReport;

gboolean td_report_request_init (
    TdReportRequest *request, const char *kind, const char *period, guint close_on, GError **error);
void td_report_request_clear (TdReportRequest *request);

guint td_report_n_kinds (void);
const char *td_report_nth_kind (guint n);
const char *td_report_kind_label (const char *kind);

TdReport *td_report_make (TdConnection *connection,
                          const TdReportRequest *request,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_report_free (TdReport *report);

TdBlock *td_report_compose (const TdReport *report) G_GNUC_WARN_UNUSED_RESULT;
char *td_report_to_json (const TdReport *report) G_GNUC_WARN_UNUSED_RESULT;
gboolean
td_report_export (const TdReport *report, const char *path, gboolean replace, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdReport, td_report_free)

G_END_DECLS
