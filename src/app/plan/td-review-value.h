/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-review-model.h"

G_BEGIN_DECLS

/**
 * TdReviewValue:
 *
 * One field of an item as a property `text`, so that an entry can be bound to it: setting it
 * corrects the item. Signal `refused` (#GError): what was typed can be no value of the field.
 */
#define TD_TYPE_REVIEW_VALUE (td_review_value_get_type ())
G_DECLARE_FINAL_TYPE (TdReviewValue, td_review_value, TD, REVIEW_VALUE, GObject)

TdReviewValue *td_review_value_new (TdReviewModel *model,
                                    TdReviewItem *item,
                                    const char *field) G_GNUC_WARN_UNUSED_RESULT;
const char *td_review_value_get_field (TdReviewValue *self);
gboolean td_review_value_set (TdReviewValue *self, const char *text);

G_END_DECLS
