/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "td-chart-theme.h"

G_BEGIN_DECLS

/* A row of days, one cell each, that tells what each did to a time limit; wrapped into lines where
 * it is long. As plain data, drawn by one routine. The shapes differ, so that colour is never the
 * only signal: numbers, the sign of a pause, a letter, hatching. */
typedef enum
{
  TD_DAY_CELL_OPEN,    /* outline: does not count */
  TD_DAY_CELL_COUNTED, /* filled, with its number */
  TD_DAY_CELL_PAUSED,  /* two bars */
  TD_DAY_CELL_REST,    /* grey */
  TD_DAY_CELL_HOLIDAY, /* grey, with the letter of holidays */
  TD_DAY_CELL_AHEAD,   /* outline, with its number */
  TD_DAY_CELL_LATE,    /* hatched */
} TdDayShape;

typedef struct
{
  TdDayShape shape;
  int number;      /* 0: none */
  gboolean rule;   /* the limit ends with this day */
  char caption[8]; /* under the cell; "": none */
} TdDayCell;

double td_day_strip_height (guint n_cells, double width, double font_size);
int td_day_strip_pick (guint n_cells, double width, double font_size, double x, double y);
void td_day_strip_draw (cairo_t *cr,
                        const TdChartTheme *theme,
                        PangoContext *context,
                        const GArray *cells,
                        double width);

G_END_DECLS
