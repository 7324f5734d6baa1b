/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-task-columns.h"
#include "td-task-filter.h"

G_BEGIN_DECLS

/**
 * TdTaskHeader:
 *
 * The headings above the tasks: a click sorts, dragging an edge makes a column wider or narrower;
 * its last cell is the axis of the timeline. Signal `sort (sort)`: a #TdTaskSort is wanted, again
 * for the other direction.
 */
#define TD_TYPE_TASK_HEADER (td_task_header_get_type ())
G_DECLARE_FINAL_TYPE (TdTaskHeader, td_task_header, TD, TASK_HEADER, GtkWidget)

GtkWidget *td_task_header_new (TdTaskColumns *columns);
void td_task_header_set_sort (TdTaskHeader *self, TdTaskSort sort, gboolean descending);

G_END_DECLS
