/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-page-geometry.h"
#include "td-page-marks.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TD_TYPE_PAGE_STRIP (td_page_strip_get_type ())
G_DECLARE_FINAL_TYPE (TdPageStrip, td_page_strip, TD, PAGE_STRIP, GtkWidget)

GtkWidget *td_page_strip_new (void);

TdPageContent *td_page_strip_get_content (TdPageStrip *self);
void td_page_strip_set_content (TdPageStrip *self, TdPageContent *content);

void td_page_strip_set_zoom (TdPageStrip *self, TdPageZoom zoom, double scale);
double td_page_strip_get_scale (TdPageStrip *self);
gboolean td_page_strip_is_laid_out (TdPageStrip *self);
void td_page_strip_set_viewport (TdPageStrip *self, double top, double height);

void td_page_strip_set_highlight (TdPageStrip *self, const TdSource *source);
gboolean td_page_strip_get_highlight_span (TdPageStrip *self, double *top, double *bottom);

void td_page_strip_set_marks (TdPageStrip *self, GArray *marks);

guint td_page_strip_get_page_at (TdPageStrip *self, double y);
double td_page_strip_get_page_top (TdPageStrip *self, guint page);
gboolean td_page_strip_locate_point (TdPageStrip *self, double x, double y, TdLayoutRect *at);
gboolean td_page_strip_hit_test (TdPageStrip *self, double x, double y, TdSource *source);

guint td_page_strip_get_n_cached (TdPageStrip *self);
guint td_page_strip_get_n_painted (TdPageStrip *self);

G_END_DECLS
