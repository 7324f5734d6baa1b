/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-page-strip.h"

G_BEGIN_DECLS

#define TD_TYPE_PAGE_VIEW (td_page_view_get_type ())
G_DECLARE_FINAL_TYPE (TdPageView, td_page_view, TD, PAGE_VIEW, GtkWidget)

GtkWidget *td_page_view_new (void);

TdPageContent *td_page_view_get_content (TdPageView *self);
void td_page_view_set_content (TdPageView *self, TdPageContent *content);

void td_page_view_set_zoom (TdPageView *self, TdPageZoom zoom, double scale);
TdPageZoom td_page_view_get_zoom (TdPageView *self);
double td_page_view_get_scale (TdPageView *self);

guint td_page_view_get_page (TdPageView *self);
void td_page_view_show_page (TdPageView *self, guint page);
void td_page_view_show_place (TdPageView *self, const TdLayoutRect *place);
void td_page_view_show_source (TdPageView *self, const TdSource *source);

void td_page_view_pack_end (TdPageView *self, GtkWidget *child);
TdPageStrip *td_page_view_get_strip (TdPageView *self);

G_END_DECLS
