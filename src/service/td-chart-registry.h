/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-chart.h"
#include "td-connection.h"

G_BEGIN_DECLS

/* Every chart of the program by name. The window, `chart render`, `chart data` and documents get
 * theirs here, so that a figure is counted in one place. */

typedef struct
{
  gint64 plan_id; /* one plan; 0: all of them */
  gboolean has_period;
  GDate from, to;    /* the first and the last day, of charts over a period */
  const char *count; /* (nullable): of dossiers: "day" or "minute" */
  GDate today;       /* as of which day */
} TdChartRequest;

/**
 * TdChartFunc:
 * @connection: where to read; any thread's own
 * @request: what is wanted
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the chart; without categories when there is nothing to show
 */
typedef TdChart *(*TdChartFunc) (TdConnection *connection,
                                 const TdChartRequest *request,
                                 GError **error);

typedef struct
{
  const char *kind; /* "tasks-by-unit" */
  TdChartFunc make;
  const char *summary; /* translatable (N_) */
} TdChartKind;

/* Tables of kinds, each ended by a row without a name: one per area of the program */
extern const TdChartKind td_task_chart_kinds[];
extern const TdChartKind td_dossier_chart_kinds[];

guint td_chart_registry_n_kinds (void);
const TdChartKind *td_chart_registry_get (guint n);
TdChart *td_chart_registry_make (TdConnection *connection,
                                 const char *kind,
                                 const TdChartRequest *request,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
