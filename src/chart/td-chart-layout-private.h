/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-chart-layout.h"
#include "td-chart-scale.h"

G_BEGIN_DECLS

/* Shared by td-chart-layout*.c alone: the layout while it is made. */
typedef struct
{
  TdChartLayout *layout;
  const TdChart *chart;
  PangoContext *context;
  PangoFontDescription *font, *bold, *small, *small_bold, *large;
  double line;
  double top, bottom, left, right; /* what is still free for the plot */
  TdChartScale scale;
  gboolean no_rates; /* too low for the panel of the rate: neither it nor its legend is there */
} TdChartBuilder;

typedef struct
{
  const char *text;
  double x, y;  /* the anchor */
  double align; /* 0: the anchor is at the left end, 0.5: in the middle, 1: at the right */
  double room;  /* at most this wide, ended with an ellipsis; 0: no limit */
  TdChartInk ink;
  TdChartTone tone;
  gboolean bold, small, large;
  gboolean centered; /* the anchor is the middle of the line, not its top */
} TdChartWords;

/* Below this height, in lines, a plot has no room for the panel of the rate. */
#define TD_CHART_RATE_LINES 9.8

double td_chart_builder_width (TdChartBuilder *self, const TdChartWords *words);
gboolean td_chart_builder_place (TdChartBuilder *self, const TdChartWords *words);
void td_chart_builder_rule (
    TdChartBuilder *self, TdChartRuleKind kind, double x1, double y1, double x2, double y2);
TdChartMark *
td_chart_builder_mark (TdChartBuilder *self, TdChartShape shape, guint series, guint category);
void td_chart_builder_swatch (
    TdChartBuilder *self, TdChartTone tone, double x, double y, double width, double height);
TdChartPath *td_chart_builder_path (TdChartBuilder *self, TdChartTone tone, gboolean dashed);

void td_chart_layout_columns (TdChartBuilder *self);
void td_chart_layout_bars (TdChartBuilder *self);
void td_chart_layout_bullets (TdChartBuilder *self);
void td_chart_layout_donut (TdChartBuilder *self);

G_END_DECLS
