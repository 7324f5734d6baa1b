/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-widget-theme.h"

/**
 * td_widget_theme:
 * @widget: a widget
 *
 * Light text means a dark background, whatever theme it is.
 *
 * Returns: the colours and type of charts as the style of the widget has them
 */
TdChartTheme
td_widget_theme (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double dpi = pango_cairo_context_get_resolution (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;
  TdChartTheme theme;
  GdkRGBA text;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &text);
  theme =
      text.red + text.green + text.blue > 1.5 ? *td_chart_theme_dark () : *td_chart_theme_light ();
  theme.font_family = pango_font_description_get_family (font);
  theme.font_size =
      pango_font_description_get_size_is_absolute (font) ? size : size * (dpi > 0 ? dpi : 96) / 72;

  return theme;
}
