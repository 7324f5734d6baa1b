/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chart-painter.h"

#define RGB(hex)                                                                                   \
  {                                                                                                \
    ((hex) >> 16 & 0xff) / 255.0, ((hex) >> 8 & 0xff) / 255.0, ((hex) &0xff) / 255.0               \
  }

static const TdChartTheme print_theme = {
  "Liberation Serif",
  11,
  RGB (0x000000),
  RGB (0x404040),
  RGB (0xc8c8c8),
  RGB (0xffffff),
  TRUE,
  { RGB (0x1a5fb4), RGB (0x8ab6ea), RGB (0xd9480f), RGB (0xececef) },
  RGB (0x1a5fb4),
};

static const TdChartTheme light_theme = {
  "Cantarell",    13,
  RGB (0x241f31), RGB (0x63626a),
  RGB (0xe3e3e6), RGB (0xffffff),
  FALSE,          { RGB (0x1a5fb4), RGB (0x8ab6ea), RGB (0xd9480f), RGB (0xececef) },
  RGB (0x1a5fb4),
};

static const TdChartTheme dark_theme = {
  "Cantarell",    13,
  RGB (0xffffff), RGB (0xb0afb5),
  RGB (0x444448), RGB (0x242424),
  FALSE,          { RGB (0x3d86dd), RGB (0xa9ccf5), RGB (0xff8250), RGB (0x47474b) },
  RGB (0x3d86dd),
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
