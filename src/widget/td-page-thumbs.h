/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-page-content.h"

G_BEGIN_DECLS

#define TD_TYPE_PAGE_THUMBS (td_page_thumbs_get_type ())
G_DECLARE_FINAL_TYPE (TdPageThumbs, td_page_thumbs, TD, PAGE_THUMBS, GtkWidget)

GtkWidget *td_page_thumbs_new (void);
void td_page_thumbs_set_content (TdPageThumbs *self, TdPageContent *content);
void td_page_thumbs_set_page (TdPageThumbs *self, guint page);

G_END_DECLS
