/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "td-chart.h"

G_BEGIN_DECLS

/* The one routine that draws a chart: on screen, in documents, in PNG, SVG and PDF files. */

typedef struct
{
  double red, green, blue;
} TdChartColor;

typedef struct
{
  const char *font_family;
  double font_size; /* in the user units of the cairo context */
  TdChartColor text;
  TdChartColor dim_text;
  TdChartColor grid;
  TdChartColor background;
  gboolean paint_background;
  TdChartColor tones[TD_N_CHART_TONES];
  TdChartColor outline; /* of the soft tone */
} TdChartTheme;

const TdChartTheme *td_chart_theme_print (void);
const TdChartTheme *td_chart_theme_light (void);
const TdChartTheme *td_chart_theme_dark (void);

typedef struct
{
  guint series;
  guint category;
  double x, y, width, height;
} TdChartMark;

void td_chart_natural_size (const TdChart *chart, double *width, double *height);
GArray *td_chart_paint (
    const TdChart *chart, const TdChartTheme *theme, cairo_t *cr, double width, double height);
gboolean
td_chart_export (const TdChart *chart, const TdChartTheme *theme, const char *path, GError **error);

G_END_DECLS
