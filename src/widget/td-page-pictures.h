/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-page-content.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TD_TYPE_PAGE_PICTURES (td_page_pictures_get_type ())
G_DECLARE_FINAL_TYPE (TdPagePictures, td_page_pictures, TD, PAGE_PICTURES, GObject)

#define TD_PAGE_PICTURES_BYTES (96u * 1024u * 1024u)

TdPagePictures *td_page_pictures_new (void);

TdPageContent *td_page_pictures_get_content (TdPagePictures *self);
void td_page_pictures_set_content (TdPagePictures *self, TdPageContent *content);
guint td_page_pictures_get_n_pages (TdPagePictures *self);

gboolean td_page_pictures_is_fresh (TdPagePictures *self, guint page, double scale);
gboolean td_page_pictures_is_settled (TdPagePictures *self, guint page, double scale);
gboolean td_page_pictures_is_slow (TdPagePictures *self);
void td_page_pictures_paint (TdPagePictures *self, guint page, int width, int height, double scale);
void td_page_pictures_forget_asked (TdPagePictures *self, guint first, guint last);

void td_page_pictures_begin_frame (TdPagePictures *self);
TdPagePicture *td_page_pictures_use (TdPagePictures *self, guint page);

guint td_page_pictures_get_n_painted (TdPagePictures *self);

G_END_DECLS
