/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-report-form.h"

G_BEGIN_DECLS

/* A filled form: what documents, sheets and JSON are written from. */

typedef struct
{
  double number; /* NAN: none */
  char *text;    /* (nullable) */
} TdReportCell;

typedef struct
{
  char *key;   /* stable name of the line: the area's name, a code */
  char *label; /* as printed */
  gboolean total;
  gboolean group;      /* a heading between lines */
  TdReportCell *cells; /* one for each leaf of the form */
} TdReportLine;

typedef struct
{
  const TdReportForm *form;
  char *by;            /* (nullable) "area" "unit" */
  char *agency;        /* (nullable): who reports */
  char *parent;        /* (nullable): above it */
  char *receiver;      /* (nullable): who gets it */
  char *place;         /* (nullable) */
  char *period;        /* "Kỳ báo cáo: Quý I năm 2024" */
  char *from;          /* ISO */
  char *to;            /* ISO */
  char *as_of;         /* ISO */
  GPtrArray *lines;    /* (element-type TdReportLine) */
  GPtrArray *failures; /* (element-type utf8): checks that fail, in words */
  GPtrArray *notes;    /* (element-type utf8) */
} TdReportTable;

TdReportTable *td_report_table_new (const TdReportForm *form) G_GNUC_WARN_UNUSED_RESULT;
void td_report_table_free (TdReportTable *table);

TdReportLine *td_report_table_add (TdReportTable *table, const char *key, const char *label);
void
td_report_table_set (TdReportTable *table, TdReportLine *line, const char *column, double number);
void td_report_table_set_text (TdReportTable *table,
                               TdReportLine *line,
                               const char *column,
                               const char *text);
double td_report_table_get (const TdReportTable *table, const TdReportLine *line, const char *key);
void td_report_table_add_total (TdReportTable *table);
void td_report_table_check (TdReportTable *table);
char *td_report_table_cell_text (const TdReportTable *table,
                                 const TdReportLine *line,
                                 guint leaf,
                                 guint number) G_GNUC_WARN_UNUSED_RESULT;
char *td_report_format_number (double number, gboolean count) G_GNUC_WARN_UNUSED_RESULT;

gboolean td_xlsx_report_write (const TdReportTable *table, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdReportTable, td_report_table_free)

G_END_DECLS
