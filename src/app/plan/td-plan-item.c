/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-item.h"

#include "td-plan-item-private.h"

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdPlanItem, td_plan_item, G_TYPE_OBJECT)

static void
td_plan_item_finalize (GObject *object)
{
  TdPlanItem *self = TD_PLAN_ITEM (object);

  td_row_free (self->kind, self->row);
  g_free (self->label);
  g_free (self->detail);

  G_OBJECT_CLASS (td_plan_item_parent_class)->finalize (object);
}

static void
td_plan_item_class_init (TdPlanItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_plan_item_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TD_TYPE_PLAN_ITEM, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
td_plan_item_init (TdPlanItem *self)
{
}

/* Takes over what @next says of the same record; tells when that is something new. */
void
td_plan_item_update (TdPlanItem *self, TdPlanItem *next)
{
  if (self->depth == next->depth && self->expandable == next->expandable &&
      self->expanded == next->expanded && g_strcmp0 (self->label, next->label) == 0 &&
      g_strcmp0 (self->detail, next->detail) == 0 &&
      td_row_equal (self->kind, self->row, next->row))
    return;

  td_row_free (self->kind, self->row);
  self->row = td_row_copy (next->kind, next->row);
  g_free (self->label);
  self->label = g_strdup (next->label);
  g_free (self->detail);
  self->detail = g_strdup (next->detail);
  self->depth = next->depth;
  self->expandable = next->expandable;
  self->expanded = next->expanded;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

TdKind
td_plan_item_get_kind (TdPlanItem *self)
{
  return self->kind;
}

gint64
td_plan_item_get_id (TdPlanItem *self)
{
  return ((const TdRow *) self->row)->id;
}

/**
 * td_plan_item_get_row:
 * @self: an item
 *
 * Returns: (transfer none): the record's row, valid until the next change
 */
gconstpointer
td_plan_item_get_row (TdPlanItem *self)
{
  return self->row;
}

guint
td_plan_item_get_depth (TdPlanItem *self)
{
  return self->depth;
}

gboolean
td_plan_item_get_expandable (TdPlanItem *self)
{
  return self->expandable;
}

gboolean
td_plan_item_get_expanded (TdPlanItem *self)
{
  return self->expanded;
}

/**
 * td_plan_item_get_label:
 * @self: an item
 *
 * Returns: (nullable): the number or mark printed before it
 */
const char *
td_plan_item_get_label (TdPlanItem *self)
{
  return self->label;
}

/**
 * td_plan_item_get_detail:
 * @self: an item
 *
 * Returns: (nullable): a second text of the line, as its list defines it
 */
const char *
td_plan_item_get_detail (TdPlanItem *self)
{
  return self->detail;
}
