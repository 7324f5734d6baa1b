/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "td-chart-theme.h"

G_BEGIN_DECLS

/* Where everything of a chart stands, for one size. Made once per size; drawing only walks it, and
 * pointing at a value only looks into it. */

/* Instead of the index of a series: the rate above the columns */
#define TD_CHART_RATE G_MAXUINT

typedef enum
{
  TD_CHART_SHAPE_BOX,
  TD_CHART_SHAPE_POINT, /* of a line */
  TD_CHART_SHAPE_DROP,  /* of a rate below its target: a triangle that points down */
  TD_CHART_SHAPE_SLICE  /* of a donut */
} TdChartShape;

/* One value as it stands in the picture. */
typedef struct
{
  guint series; /* or TD_CHART_RATE */
  guint category;
  TdChartShape shape;
  TdChartTone tone;
  double x, y, width, height; /* the box around it */
  double from, to;            /* of a slice: angles, clockwise from the top */
} TdChartMark;

typedef enum
{
  TD_CHART_INK_TEXT,
  TD_CHART_INK_DIM,
  TD_CHART_INK_TONE
} TdChartInk;

typedef struct
{
  double x, y, width, height;
  TdChartInk ink;
  TdChartTone tone;
  PangoLayout *layout;
} TdChartText;

typedef enum
{
  TD_CHART_RULE_GRID,
  TD_CHART_RULE_AXIS,
  TD_CHART_RULE_NOW,    /* up to here behind the marks */
  TD_CHART_RULE_TARGET, /* dashed */
  TD_CHART_RULE_TICK    /* thick: what a bullet is to reach */
} TdChartRuleKind;

typedef struct
{
  TdChartRuleKind kind;
  double x1, y1, x2, y2;
} TdChartRule;

typedef struct
{
  TdChartTone tone;
  gboolean dashed;
  GArray *points; /* (element-type double): x, y, x, y …; a NAN ends a stretch */
} TdChartPath;

typedef struct _TdChartLayout TdChartLayout;

struct _TdChartLayout
{
  const TdChart *chart; /* not owned */
  TdChartTheme theme;
  double width, height;
  double line;      /* height of a line of text */
  GArray *marks;    /* (element-type TdChartMark) */
  GArray *texts;    /* (element-type TdChartText) */
  GArray *rules;    /* (element-type TdChartRule) */
  GPtrArray *paths; /* (element-type TdChartPath) */
  GArray *swatches; /* (element-type TdChartMark): the legend and the empty bands */
  GArray *symbols;  /* (element-type TdChartMark): shapes of the status vocabulary */
};

TdChartLayout *td_chart_layout_new (const TdChart *chart,
                                    const TdChartTheme *theme,
                                    PangoContext *context,
                                    double width,
                                    double height) G_GNUC_WARN_UNUSED_RESULT;
void td_chart_layout_free (TdChartLayout *layout);

int td_chart_layout_pick (const TdChartLayout *layout, double x, double y);
int td_chart_layout_find (const TdChartLayout *layout, guint series, guint category);
int td_chart_layout_move (const TdChartLayout *layout, int mark, int right, int up);
void td_chart_natural_size (const TdChart *chart, double *width, double *height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdChartLayout, td_chart_layout_free)

G_END_DECLS
