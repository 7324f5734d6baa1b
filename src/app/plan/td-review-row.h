/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-review-item.h"

G_BEGIN_DECLS

/**
 * TdReviewRow:
 *
 * One line of what was understood: number, words, meaning, and whether it is doubted.
 */
#define TD_TYPE_REVIEW_ROW (td_review_row_get_type ())
G_DECLARE_FINAL_TYPE (TdReviewRow, td_review_row, TD, REVIEW_ROW, GtkWidget)

GtkWidget *td_review_row_new (void);
void td_review_row_set_item (TdReviewRow *self, TdReviewItem *item);

G_END_DECLS
