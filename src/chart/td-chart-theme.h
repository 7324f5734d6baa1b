/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-chart.h"

G_BEGIN_DECLS

typedef struct
{
  double red, green, blue;
} TdChartColor;

typedef struct
{
  TdChartColor fill;
  TdChartColor outline;
  TdChartColor text; /* readable on the background */
} TdChartToneColors;

/* Colours and type. A copy with another font or size is as good as the original. */
typedef struct
{
  const char *font_family;
  double font_size; /* in the user units of the cairo context */
  TdChartColor text;
  TdChartColor dim_text;
  TdChartColor grid;
  TdChartColor axis;
  TdChartColor rule; /* targets, limits, ticks of bullets */
  TdChartColor background;
  gboolean paint_background;
  gboolean show_title;
  TdChartToneColors tones[TD_N_CHART_TONES];
} TdChartTheme;

const TdChartTheme *td_chart_theme_print (void);
const TdChartTheme *td_chart_theme_light (void);
const TdChartTheme *td_chart_theme_dark (void);

G_END_DECLS
