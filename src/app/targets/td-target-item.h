/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-target-figures.h"

G_BEGIN_DECLS

#define TD_TYPE_TARGET_ITEM (td_target_item_get_type ())
G_DECLARE_FINAL_TYPE (TdTargetItem, td_target_item, TD, TARGET_ITEM, GObject)

TdTargetItem *td_target_item_new (TdTargetFigures *figures) G_GNUC_WARN_UNUSED_RESULT;
const TdTargetFigures *td_target_item_get_figures (TdTargetItem *self);

/* Words and looks of a target, shared by the list and the panel. */
char *td_target_item_wanted (TdTargetItem *self) G_GNUC_WARN_UNUSED_RESULT;
char *td_target_item_actual (TdTargetItem *self) G_GNUC_WARN_UNUSED_RESULT;
char *td_target_format_number (double value) G_GNUC_WARN_UNUSED_RESULT;
const char *td_target_status_look (TdTargetStatus status);

G_END_DECLS
