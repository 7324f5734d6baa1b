/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "td-chart-theme.h"

G_BEGIN_DECLS

/* The timeline: bars over days, one row per task, under an axis of months. As plain data, so that
 * the window, the printer and a picture are drawn by one routine. Days are Julian day numbers as of
 * g_date_get_julian(); a day lasts until the next one begins. */
typedef enum
{
  TD_GANTT_WINDOW,  /* outline: when it may be done; filled as far as it is */
  TD_GANTT_WAITING, /* dashes: it waits for a document */
  TD_GANTT_TURN,    /* a small mark: one turn of something frequent */
  TD_GANTT_LATE,    /* hatch: time past the window */
  TD_GANTT_FINISHED /* diamond: finished, late */
} TdGanttShape;

typedef struct
{
  TdGanttShape shape;
  TdChartTone tone;
  guint32 first, last; /* days, both included */
  double fill;         /* 0 to 1: how much of a window is filled */
  gboolean open;       /* of a window: it has no first day of its own */
  gint64 key;          /* what the bar stands for: 0 the task, else a turn */
} TdGanttBar;

typedef struct
{
  double from, to; /* days at the left and right edge */
} TdGanttAxis;

/* Parts of a bar that can be taken hold of */
typedef enum
{
  TD_GANTT_NOWHERE,
  TD_GANTT_BODY,
  TD_GANTT_START,
  TD_GANTT_END
} TdGanttPart;

double td_gantt_x (const TdGanttAxis *axis, double width, double day);
double td_gantt_day (const TdGanttAxis *axis, double width, double x);
void td_gantt_axis_zoom (TdGanttAxis *axis, double factor, double around);
void td_gantt_axis_move (TdGanttAxis *axis, double days);

void td_gantt_draw_row (cairo_t *cr,
                        const TdChartTheme *theme,
                        const TdGanttAxis *axis,
                        const GArray *bars,
                        double width,
                        double height,
                        guint32 today);
void td_gantt_draw_head (cairo_t *cr,
                         const TdChartTheme *theme,
                         PangoContext *context,
                         const TdGanttAxis *axis,
                         double width,
                         double height,
                         guint32 today);
TdGanttPart
td_gantt_pick (const TdGanttAxis *axis, const GArray *bars, double width, double x, guint *bar);

G_END_DECLS
