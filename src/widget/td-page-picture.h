/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The picture of a page, cut into slices so that only those that are seen are drawn. */
#define TD_TYPE_PAGE_PICTURE (td_page_picture_get_type ())
G_DECLARE_FINAL_TYPE (TdPagePicture, td_page_picture, TD, PAGE_PICTURE, GObject)

TdPagePicture *td_page_picture_new (GBytes *pixels, int width, int height);
TdPagePicture *td_page_picture_new_for_surface (cairo_surface_t *surface) G_GNUC_WARN_UNUSED_RESULT;

gsize td_page_picture_get_size (TdPagePicture *self);
void td_page_picture_snapshot (TdPagePicture *self,
                               GtkSnapshot *snapshot,
                               const graphene_rect_t *at,
                               double top,
                               double bottom,
                               int factor);

G_END_DECLS
