/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-day-strip.h"

G_BEGIN_DECLS

#define TD_TYPE_DAY_STRIP_VIEW (td_day_strip_view_get_type ())
G_DECLARE_FINAL_TYPE (TdDayStripView, td_day_strip_view, TD, DAY_STRIP_VIEW, GtkWidget)

GtkWidget *td_day_strip_view_new (void);
void td_day_strip_view_set_days (TdDayStripView *self, GArray *cells, GPtrArray *words);

G_END_DECLS
