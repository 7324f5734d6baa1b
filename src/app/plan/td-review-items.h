/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-review-item.h"

G_BEGIN_DECLS

GListModel *td_review_items_new (const TdPlanData *data) G_GNUC_WARN_UNUSED_RESULT;
void td_review_items_find_lines (GListModel *items, GListModel *lines);

G_END_DECLS
