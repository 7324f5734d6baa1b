/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-layout.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TdPageMark:
 * @rect: where, points from the top left corner of its page
 * @color: its colour
 * @outline: a dashed frame instead of a tint
 *
 * Something drawn over a page of a page strip: words that were found, the place of a signature. It
 * is on the screen only, never in the document.
 */
typedef struct
{
  TdLayoutRect rect;
  GdkRGBA color;
  gboolean outline;
} TdPageMark;

void td_page_marks_snapshot (const GArray *marks,
                             GtkSnapshot *snapshot,
                             guint page,
                             const graphene_rect_t *at,
                             double scale);
void td_page_marks_snapshot_source (const GArray *rects,
                                    GtkSnapshot *snapshot,
                                    guint page,
                                    const graphene_rect_t *at,
                                    double scale);
void td_page_marks_snapshot_shadow (GtkSnapshot *snapshot, const graphene_rect_t *page);

G_END_DECLS
