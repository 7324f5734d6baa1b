/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "td-gantt.h"
#include "td-task-query.h"

G_BEGIN_DECLS

/* The timeline on paper: the tasks of a result in their groups, with number, content, lead unit and
 * status beside the bars, the axis repeated on every page. Painted by the routine of the window. */
typedef struct _TdGanttPrint TdGanttPrint;

TdGanttPrint *td_gantt_print_new (TdConnection *connection,
                                  const TdTaskResult *result,
                                  const char *title,
                                  const TdGanttAxis *axis,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_gantt_print_free (TdGanttPrint *self);

guint td_gantt_print_n_pages (TdGanttPrint *self, double width, double height);
void td_gantt_print_draw (TdGanttPrint *self, cairo_t *cr, guint page, double width, double height);
gboolean td_gantt_print_write (
    TdGanttPrint *self, const char *path, gboolean a3, gboolean replace, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdGanttPrint, td_gantt_print_free)

G_END_DECLS
