/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "td-plan-item.h"

G_BEGIN_DECLS

/**
 * TdPlanItems:
 *
 * A list of [class@PlanItem] that is brought up to date by giving it the whole list anew: between
 * td_plan_items_begin() and td_plan_items_end() every line is appended; at the end what differs is
 * emitted as one small `items-changed` between the equal beginning and the equal end, and items
 * whose row differs emit `changed`.
 */
#define TD_TYPE_PLAN_ITEMS (td_plan_items_get_type ())
G_DECLARE_FINAL_TYPE (TdPlanItems, td_plan_items, TD, PLAN_ITEMS, GObject)

TdPlanItems *td_plan_items_new (void) G_GNUC_WARN_UNUSED_RESULT;

void td_plan_items_begin (TdPlanItems *self);
void td_plan_items_append (TdPlanItems *self,
                           TdKind kind,
                           gconstpointer row,
                           guint depth,
                           gboolean expandable,
                           gboolean expanded,
                           const char *label,
                           const char *detail);
void td_plan_items_end (TdPlanItems *self);

guint td_plan_items_find (TdPlanItems *self, TdKind kind, gint64 id);
TdPlanItem *td_plan_items_get (TdPlanItems *self, guint position);

G_END_DECLS
