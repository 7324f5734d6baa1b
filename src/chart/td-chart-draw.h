/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "td-chart-layout.h"

G_BEGIN_DECLS

/* The one routine that draws a chart: on screen, in documents, in PNG, SVG and PDF files. */

void td_chart_draw (const TdChartLayout *layout, cairo_t *cr);
void td_chart_draw_cursor (const TdChartLayout *layout, cairo_t *cr, int mark);
void td_chart_paint (
    const TdChart *chart, const TdChartTheme *theme, cairo_t *cr, double width, double height);
gboolean
td_chart_export (const TdChart *chart, const TdChartTheme *theme, const char *path, GError **error);

/* Pieces for others that paint with the same hand, as the timeline */
void td_chart_set_color (cairo_t *cr, const TdChartColor *color);
void td_chart_hatch (
    cairo_t *cr, const TdChartColor *color, double x, double y, double width, double height);
void td_chart_fill_box (cairo_t *cr,
                        const TdChartTheme *theme,
                        TdChartTone tone,
                        double x,
                        double y,
                        double width,
                        double height);

G_END_DECLS
