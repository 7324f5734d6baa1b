/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-page-content.h"
#include "td-page-marks.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TdPageZoom:
 * @TD_PAGE_ZOOM_FIT_TEXT: the text is as wide as the view; the side margins are cropped
 * @TD_PAGE_ZOOM_FIT_WIDTH: the page is as wide as the view
 * @TD_PAGE_ZOOM_FIT_PAGE: the whole page is seen
 * @TD_PAGE_ZOOM_SCALE: a fixed scale; 1.0 is the size on paper
 */
typedef enum
{
  TD_PAGE_ZOOM_FIT_TEXT,
  TD_PAGE_ZOOM_FIT_WIDTH,
  TD_PAGE_ZOOM_FIT_PAGE,
  TD_PAGE_ZOOM_SCALE,
} TdPageZoom;

#define TD_PAGE_SCALE_MIN 0.25
#define TD_PAGE_SCALE_MAX 3.0

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
