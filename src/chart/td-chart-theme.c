/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chart-theme.h"

#define RGB(hex)                                                                                   \
  {                                                                                                \
    ((hex) >> 16 & 0xff) / 255.0, ((hex) >> 8 & 0xff) / 255.0, ((hex) &0xff) / 255.0               \
  }

/* The palettes of the design: checked for red-green blindness and in grey. */
#define LIGHT_TONES                                                                                \
  {                                                                                                \
    [TD_CHART_TONE_STRONG] = { RGB (0x1a5fb4), RGB (0x1a5fb4), RGB (0x1a5fb4) },                   \
    [TD_CHART_TONE_SOFT] = { RGB (0x8ab6ea), RGB (0x1a5fb4), RGB (0x1a5fb4) },                     \
    [TD_CHART_TONE_LATE] = { RGB (0xd9480f), RGB (0xd9480f), RGB (0xa8320b) },                     \
    [TD_CHART_TONE_EMPTY] = { RGB (0xececef), RGB (0xb5b4ba), RGB (0x63626a) },                    \
    [TD_CHART_TONE_SOON] = { RGB (0xb57b00), RGB (0x7a5200), RGB (0x7a5200) },                     \
    [TD_CHART_TONE_DOING] = { RGB (0x1a5fb4), RGB (0x1a5fb4), RGB (0x1a5fb4) },                    \
    [TD_CHART_TONE_WAIT] = { RGB (0x6d3a9c), RGB (0x6d3a9c), RGB (0x6d3a9c) },                     \
    [TD_CHART_TONE_REPEAT] = { RGB (0x45566b), RGB (0x45566b), RGB (0x45566b) },                   \
    [TD_CHART_TONE_DONE] = { RGB (0x0b6b5a), RGB (0x0b6b5a), RGB (0x0b6b5a) },                     \
    [TD_CHART_TONE_TODO] = { RGB (0xe4e3e6), RGB (0x5e5c64), RGB (0x5e5c64) },                     \
    [TD_CHART_TONE_OVERDUE_DONE] = { RGB (0xf6cdbb), RGB (0xa8320b), RGB (0xa8320b) },             \
  }
#define DARK_TONES                                                                                 \
  {                                                                                                \
    [TD_CHART_TONE_STRONG] = { RGB (0x3d86dd), RGB (0x3d86dd), RGB (0x8cc0ff) },                   \
    [TD_CHART_TONE_SOFT] = { RGB (0xa9ccf5), RGB (0x3d86dd), RGB (0x8cc0ff) },                     \
    [TD_CHART_TONE_LATE] = { RGB (0xff8250), RGB (0xff8250), RGB (0xff9a70) },                     \
    [TD_CHART_TONE_EMPTY] = { RGB (0x47474b), RGB (0x77767b), RGB (0xb0afb5) },                    \
    [TD_CHART_TONE_SOON] = { RGB (0xf6c453), RGB (0xf6c453), RGB (0xf6c453) },                     \
    [TD_CHART_TONE_DOING] = { RGB (0x8cc0ff), RGB (0x8cc0ff), RGB (0x8cc0ff) },                    \
    [TD_CHART_TONE_WAIT] = { RGB (0xd3a6f0), RGB (0xd3a6f0), RGB (0xd3a6f0) },                     \
    [TD_CHART_TONE_REPEAT] = { RGB (0xb4c2d3), RGB (0xb4c2d3), RGB (0xb4c2d3) },                   \
    [TD_CHART_TONE_DONE] = { RGB (0x5fd3b4), RGB (0x5fd3b4), RGB (0x5fd3b4) },                     \
    [TD_CHART_TONE_TODO] = { RGB (0x55555a), RGB (0xc0bfbc), RGB (0xc0bfbc) },                     \
    [TD_CHART_TONE_OVERDUE_DONE] = { RGB (0x6b4232), RGB (0xff9a70), RGB (0xff9a70) },             \
  }

static const TdChartTheme print_theme = {
  .font_family = "Liberation Serif",
  .font_size = 11,
  .text = RGB (0x000000),
  .dim_text = RGB (0x404040),
  .grid = RGB (0xc8c8c8),
  .axis = RGB (0x808080),
  .rule = RGB (0x000000),
  .background = RGB (0xffffff),
  .paint_background = TRUE,
  .show_title = TRUE,
  .tones = LIGHT_TONES,
};

static const TdChartTheme light_theme = {
  .font_family = "Cantarell",
  .font_size = 12,
  .text = RGB (0x241f31),
  .dim_text = RGB (0x63626a),
  .grid = RGB (0xe3e3e6),
  .axis = RGB (0xb5b4ba),
  .rule = RGB (0x241f31),
  .background = RGB (0xffffff),
  .tones = LIGHT_TONES,
};

static const TdChartTheme dark_theme = {
  .font_family = "Cantarell",
  .font_size = 12,
  .text = RGB (0xffffff),
  .dim_text = RGB (0xb0afb5),
  .grid = RGB (0x444448),
  .axis = RGB (0x77767b),
  .rule = RGB (0xffffff),
  .background = RGB (0x242424),
  .tones = DARK_TONES,
};

/**
 * td_chart_theme_print:
 *
 * Returns: colours and type for paper
 */
const TdChartTheme *
td_chart_theme_print (void)
{
  return &print_theme;
}

const TdChartTheme *
td_chart_theme_light (void)
{
  return &light_theme;
}

const TdChartTheme *
td_chart_theme_dark (void)
{
  return &dark_theme;
}
