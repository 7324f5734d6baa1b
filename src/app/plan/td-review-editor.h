/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-review-model.h"

G_BEGIN_DECLS

/**
 * TdReviewEditor:
 *
 * The fields of the chosen item, to be put right.
 */
#define TD_TYPE_REVIEW_EDITOR (td_review_editor_get_type ())
G_DECLARE_FINAL_TYPE (TdReviewEditor, td_review_editor, TD, REVIEW_EDITOR, GtkWidget)

GtkWidget *td_review_editor_new (TdReviewModel *model);
void td_review_editor_set_item (TdReviewEditor *self, TdReviewItem *item);
void td_review_editor_flush (TdReviewEditor *self);
gboolean td_review_editor_focus (TdReviewEditor *self);

G_END_DECLS
