/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "td-kind.h"

G_BEGIN_DECLS

/**
 * TdPlanItem:
 *
 * One line of a list inside a plan: a section of the outline, a body text, an area row, a task. It
 * holds a copy of the record's row and how the line stands in the list. The same record keeps the
 * same item as long as it stays in the list, so selection and focus stay. Signal `changed`.
 */
#define TD_TYPE_PLAN_ITEM (td_plan_item_get_type ())
G_DECLARE_FINAL_TYPE (TdPlanItem, td_plan_item, TD, PLAN_ITEM, GObject)

TdKind td_plan_item_get_kind (TdPlanItem *self);
gint64 td_plan_item_get_id (TdPlanItem *self);
gconstpointer td_plan_item_get_row (TdPlanItem *self);
guint td_plan_item_get_depth (TdPlanItem *self);
gboolean td_plan_item_get_expandable (TdPlanItem *self);
gboolean td_plan_item_get_expanded (TdPlanItem *self);
const char *td_plan_item_get_label (TdPlanItem *self);
const char *td_plan_item_get_detail (TdPlanItem *self);

G_END_DECLS
