/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "td-plan-data.h"

G_BEGIN_DECLS

typedef enum
{
  TD_REVIEW_SURE,
  TD_REVIEW_DOUBTED,
  TD_REVIEW_SEEN, /* somebody has looked at the doubt */
} TdReviewState;

/**
 * TdReviewItem:
 *
 * One line of what was understood of a file: a heading, a field of the plan's header, or one row of
 * the plan. It looks into the plan of its #TdReviewModel, which outlives it, and keeps no texts.
 *
 * Signal `changed`: its texts or its state are others now.
 */
#define TD_TYPE_REVIEW_ITEM (td_review_item_get_type ())
G_DECLARE_FINAL_TYPE (TdReviewItem, td_review_item, TD, REVIEW_ITEM, GObject)

TdReviewItem *td_review_item_new (const TdPlanData *data, TdKind kind, gint64 id, guint level)
    G_GNUC_WARN_UNUSED_RESULT;
TdReviewItem *td_review_item_new_field (const TdPlanData *data,
                                        const char *field) G_GNUC_WARN_UNUSED_RESULT;
TdReviewItem *td_review_item_new_heading (const char *text) G_GNUC_WARN_UNUSED_RESULT;

const TdPlanData *td_review_item_get_data (TdReviewItem *self);
TdKind td_review_item_get_kind (TdReviewItem *self);
gint64 td_review_item_get_id (TdReviewItem *self);
gboolean td_review_item_is_heading (TdReviewItem *self);
guint td_review_item_get_level (TdReviewItem *self);

TdReviewState td_review_item_get_state (TdReviewItem *self);
void td_review_item_set_state (TdReviewItem *self, TdReviewState state);
guint td_review_item_get_line (TdReviewItem *self);
void td_review_item_set_line (TdReviewItem *self, guint line);
void td_review_item_changed (TdReviewItem *self);

char *td_review_item_dup_mark (TdReviewItem *self) G_GNUC_WARN_UNUSED_RESULT;
char *td_review_item_dup_title (TdReviewItem *self) G_GNUC_WARN_UNUSED_RESULT;
char *td_review_item_dup_detail (TdReviewItem *self) G_GNUC_WARN_UNUSED_RESULT;
char *td_review_item_dup_source_words (TdReviewItem *self) G_GNUC_WARN_UNUSED_RESULT;

const char *const *td_review_item_get_fields (TdReviewItem *self);
char *td_review_item_dup_value (TdReviewItem *self, const char *field) G_GNUC_WARN_UNUSED_RESULT;
char *td_review_item_parse (TdReviewItem *self,
                            const char *field,
                            const char *typed) G_GNUC_WARN_UNUSED_RESULT;
const char *td_review_role_name (const char *role);

G_END_DECLS
