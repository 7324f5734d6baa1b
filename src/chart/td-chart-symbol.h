/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "td-chart-theme.h"

G_BEGIN_DECLS

/* The shapes of the status vocabulary, for print and charts: they differ in outline, so that a
 * status is known without its colour. */
void td_chart_symbol_draw (
    cairo_t *cr, const TdChartTheme *theme, TdChartTone tone, double x, double y, double size);

G_END_DECLS
