/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-kind.h"

G_BEGIN_DECLS

/* Rows of the pages looked at last: what scrolling back and forth over a few pages needs. Pages are
 * sets of rows read together; the page used longest ago goes first. */
typedef struct _TdPageCache TdPageCache;

#define TD_PAGE_SIZE 64
#define TD_PAGE_CACHE_PAGES 32

TdPageCache *td_page_cache_new (TdKind kind) G_GNUC_WARN_UNUSED_RESULT;
void td_page_cache_free (TdPageCache *self);
void td_page_cache_add (TdPageCache *self, GPtrArray *rows, gint64 seq);
gpointer td_page_cache_take (TdPageCache *self, gint64 id, gint64 *seq) G_GNUC_WARN_UNUSED_RESULT;
void td_page_cache_drop (TdPageCache *self, gint64 id);
void td_page_cache_clear (TdPageCache *self);
guint td_page_cache_n_rows (TdPageCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPageCache, td_page_cache_free)

G_END_DECLS
