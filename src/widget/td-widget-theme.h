/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-chart-theme.h"

G_BEGIN_DECLS

TdChartTheme td_widget_theme (GtkWidget *widget);

G_END_DECLS
