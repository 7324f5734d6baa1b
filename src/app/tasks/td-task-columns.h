/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "td-gantt.h"

G_BEGIN_DECLS

typedef enum
{
  TD_LIST_COLUMN_NUMBER,
  TD_LIST_COLUMN_CONTENT,
  TD_LIST_COLUMN_UNIT,
  TD_LIST_COLUMN_COORDINATING,
  TD_LIST_COLUMN_PRODUCT,
  TD_LIST_COLUMN_DEADLINE,
  TD_LIST_COLUMN_STATUS,
  TD_LIST_COLUMN_PROGRESS,
  TD_LIST_COLUMN_TIMELINE,
  TD_N_LIST_COLUMNS,
} TdListColumn;

/**
 * TdTaskColumns:
 *
 * What the header and all rows share, so that they never stand apart: which columns there are, in
 * which order, how wide they are, and the days of the timeline. Table and timeline show columns of
 * their own choice in one order; the timeline itself is always the last. Signals: `changed`: there
 * are other columns or they stand in another order; `resized`: only widths differ; `axis`: the
 * timeline shows other days.
 */
#define TD_TYPE_TASK_COLUMNS (td_task_columns_get_type ())
G_DECLARE_FINAL_TYPE (TdTaskColumns, td_task_columns, TD, TASK_COLUMNS, GObject)

TdTaskColumns *td_task_columns_new (void) G_GNUC_WARN_UNUSED_RESULT;

gboolean td_task_columns_get_timeline (TdTaskColumns *self);
void td_task_columns_set_timeline (TdTaskColumns *self, gboolean timeline);
gboolean td_task_columns_is_shown (TdTaskColumns *self, TdListColumn column);
gboolean td_task_columns_unit_is_below (TdTaskColumns *self);
int td_task_columns_get_line_height (TdTaskColumns *self, gboolean group);
void td_task_columns_set_line_height (TdTaskColumns *self, gboolean group, int height);
void td_task_columns_set_total (TdTaskColumns *self, int total);
const char *td_task_columns_heading (TdListColumn column);
const char *td_task_columns_name (TdListColumn column);
gboolean td_task_columns_find (const char *name, TdListColumn *column);

gboolean td_task_columns_can_hide (TdListColumn column);
gboolean td_task_columns_is_wanted (TdTaskColumns *self, TdListColumn column);
void td_task_columns_set_wanted (TdTaskColumns *self, TdListColumn column, gboolean wanted);
guint td_task_columns_get_position (TdTaskColumns *self, TdListColumn column);
void td_task_columns_move_column (TdTaskColumns *self, TdListColumn column, guint position);
void td_task_columns_step_column (TdTaskColumns *self, TdListColumn column, int step);
int td_task_columns_at (TdTaskColumns *self, int total, double x);
void td_task_columns_reset (TdTaskColumns *self);
void
td_task_columns_place (TdTaskColumns *self, int total, TdListColumn column, int *x, int *width);
void td_task_columns_resize (TdTaskColumns *self, TdListColumn column, int width);
gboolean td_task_columns_can_resize (TdTaskColumns *self, TdListColumn column);

GVariant *td_task_columns_save (TdTaskColumns *self) G_GNUC_WARN_UNUSED_RESULT;
void td_task_columns_restore (TdTaskColumns *self, GVariant *saved);

const TdGanttAxis *td_task_columns_get_axis (TdTaskColumns *self);
void td_task_columns_show_year (TdTaskColumns *self, int year);
void td_task_columns_zoom (TdTaskColumns *self, double factor, double around);
void td_task_columns_move (TdTaskColumns *self, double share);
guint32 td_task_columns_get_today (TdTaskColumns *self);
void td_task_columns_set_today (TdTaskColumns *self, guint32 today);

G_END_DECLS
