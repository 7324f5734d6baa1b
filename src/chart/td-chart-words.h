/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-chart-layout.h"

G_BEGIN_DECLS

/* The chart in words and as a table: what a screen reader says and `chart data` prints. */

typedef struct
{
  GPtrArray *headers; /* (element-type utf8): the first names the categories */
  GPtrArray *rows;    /* (element-type GPtrArray of utf8): one per category, as many cells */
} TdChartTable;

TdChartTable *td_chart_table_new (const TdChart *chart) G_GNUC_WARN_UNUSED_RESULT;
void td_chart_table_free (TdChartTable *table);
char *td_chart_table_to_text (const TdChartTable *table) G_GNUC_WARN_UNUSED_RESULT;

char *td_chart_describe (const TdChart *chart) G_GNUC_WARN_UNUSED_RESULT;
char *
td_chart_mark_words (const TdChart *chart, guint series, guint category) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdChartTable, td_chart_table_free)

G_END_DECLS
