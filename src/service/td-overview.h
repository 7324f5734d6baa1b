/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-chart.h"
#include "td-task-index.h"
#include "td-task-look.h"

G_BEGIN_DECLS

/* Everything the overview shows, counted on a worker thread and handed over as plain data. */

typedef struct
{
  gint64 task_id;
  guint place; /* in the snapshot it was made of */
  TdTaskLook look;
  gboolean opening; /* not late nor due: its window opens soon */
  int days;         /* to the last day, negative: late; to the first day when opening */
  char *content;
  char *lead;     /* (nullable) */
  char *deadline; /* (nullable): the words of the plan */
} TdOverviewLine;

typedef struct
{
  GDate today;
  gint64 year;      /* whose plans are counted; 0: there is no plan */
  guint n_plans;    /* of that year */
  char *plan_title; /* (nullable): when there is just one */
  TdTaskCount count;
  guint n_soon;    /* due within 7 days */
  guint n_month;   /* due in 8 to 30 days */
  guint n_waiting; /* for a document */
  int most_late;   /* days */
  GPtrArray *now;  /* (element-type TdOverviewLine): late, then due, then opening */
  guint n_now;     /* how many there are in all */
  guint n_opening;
  TdChart *status;
  TdChart *by_area;
  TdChart *by_unit;
  TdChart *burn_up;
  TdChart *targets;
  guint n_targets;  /* all, also those the chart has no room for */
  TdChart *on_time; /* (nullable): of dossiers; NULL: there are none */
} TdOverview;

TdOverview *td_overview_make (TdConnection *connection,
                              const TdTaskSnapshot *snapshot,
                              const GDate *today,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_overview_read_async (TdWorkspace *workspace,
                             TdTaskIndex *index,
                             const GDate *today,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
TdOverview *td_overview_read_finish (GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_overview_free (TdOverview *overview);
gboolean
td_overview_on_time_rate (const TdOverview *overview, double *numerator, double *denominator);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdOverview, td_overview_free)

G_END_DECLS
