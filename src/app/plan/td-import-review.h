/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-review-model.h"

G_BEGIN_DECLS

/**
 * TdImportReview:
 *
 * What was read from a file, before it is saved: the source at the left, what was understood of it
 * at the right, the doubts above, the chosen line to be put right below.
 */
#define TD_TYPE_IMPORT_REVIEW (td_import_review_get_type ())
G_DECLARE_FINAL_TYPE (TdImportReview, td_import_review, TD, IMPORT_REVIEW, GtkWidget)

GtkWidget *td_import_review_new (TdReviewModel *model);
TdReviewModel *td_import_review_get_model (TdImportReview *self);
void td_import_review_flush (TdImportReview *self);
void td_import_review_search (TdImportReview *self, const char *text);
void td_import_review_step_doubt (TdImportReview *self, int step);
gboolean td_import_review_focus_region (TdImportReview *self, int step);

G_END_DECLS
