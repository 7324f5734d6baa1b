/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-import.h"
#include "td-review-item.h"

G_BEGIN_DECLS

/**
 * TdReviewModel:
 *
 * An import before it is saved: the text it was read from, what was understood of it, the doubts,
 * and the corrections made so far with their own undo. It has no widgets.
 *
 * Signals: `doubts-changed` (how many are left), `fixed` (a correction was made or taken back).
 */
#define TD_TYPE_REVIEW_MODEL (td_review_model_get_type ())
G_DECLARE_FINAL_TYPE (TdReviewModel, td_review_model, TD, REVIEW_MODEL, GObject)

TdReviewModel *td_review_model_new (TdPlanImport *import) G_GNUC_WARN_UNUSED_RESULT;

GListModel *td_review_model_get_items (TdReviewModel *self);
GListModel *td_review_model_get_lines (TdReviewModel *self);
const TdPlanData *td_review_model_get_data (TdReviewModel *self);
const char *td_review_model_get_name (TdReviewModel *self);
TdPlanData *td_review_model_dup_plan (TdReviewModel *self) G_GNUC_WARN_UNUSED_RESULT;

gboolean td_review_model_fix (
    TdReviewModel *self, TdReviewItem *item, const char *field, const char *value, GError **error);
gboolean td_review_model_undo (TdReviewModel *self);
gboolean td_review_model_redo (TdReviewModel *self);
gboolean td_review_model_is_changed (TdReviewModel *self);

guint td_review_model_get_n_doubts (TdReviewModel *self);
guint td_review_model_get_n_open (TdReviewModel *self);
const char *td_review_model_get_doubt (TdReviewModel *self, guint n);
guint td_review_model_get_doubt_position (TdReviewModel *self, guint n);
gboolean td_review_model_is_seen (TdReviewModel *self, guint n);
void td_review_model_set_seen (TdReviewModel *self, guint n, gboolean seen);

G_END_DECLS
