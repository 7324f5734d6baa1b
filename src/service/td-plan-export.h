/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-data.h"

G_BEGIN_DECLS

/* A plan as a file for others. */

/* What the suffix of a file asks for */
typedef enum
{
  TD_PLAN_FORMAT_PDF,
  TD_PLAN_FORMAT_DOCX,
  TD_PLAN_FORMAT_XLSX, /* the annex alone */
  TD_PLAN_FORMAT_JSON,
  TD_PLAN_FORMAT_TEXT,
  TD_PLAN_FORMAT_ICS, /* the deadlines of the tasks that are not done */
  TD_PLAN_FORMAT_UNKNOWN,
} TdPlanFormat;

char *td_plan_export_text (const TdPlanData *data) G_GNUC_WARN_UNUSED_RESULT;
TdPlanFormat td_plan_format_of (const char *path);
gboolean
td_plan_export (const TdPlanData *data, const char *path, gboolean replace, GError **error);
gboolean td_plan_export_page (const TdPlanData *data,
                              guint page,
                              double dots_per_inch,
                              const char *path,
                              gboolean replace,
                              GError **error);

G_END_DECLS
