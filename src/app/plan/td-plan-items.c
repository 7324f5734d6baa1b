/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-items.h"

#include "td-plan-item-private.h"

struct _TdPlanItems
{
  GObject parent_instance;

  GPtrArray *items; /* (element-type TdPlanItem): what the list shows */
  GPtrArray *next;  /* being gathered between begin and end, else NULL */
};

static void td_plan_items_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TdPlanItems,
                               td_plan_items,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      td_plan_items_list_model_init))

static GType
td_plan_items_get_item_type (GListModel *model)
{
  return TD_TYPE_PLAN_ITEM;
}

static guint
td_plan_items_get_n_items (GListModel *model)
{
  return TD_PLAN_ITEMS (model)->items->len;
}

static gpointer
td_plan_items_get_item (GListModel *model, guint position)
{
  TdPlanItems *self = TD_PLAN_ITEMS (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
td_plan_items_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = td_plan_items_get_item_type;
  iface->get_n_items = td_plan_items_get_n_items;
  iface->get_item = td_plan_items_get_item;
}

static void
td_plan_items_finalize (GObject *object)
{
  TdPlanItems *self = TD_PLAN_ITEMS (object);

  g_ptr_array_unref (self->items);
  g_clear_pointer (&self->next, g_ptr_array_unref);

  G_OBJECT_CLASS (td_plan_items_parent_class)->finalize (object);
}

static void
td_plan_items_class_init (TdPlanItemsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_plan_items_finalize;
}

static void
td_plan_items_init (TdPlanItems *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

TdPlanItems *
td_plan_items_new (void)
{
  return g_object_new (TD_TYPE_PLAN_ITEMS, NULL);
}

/**
 * td_plan_items_begin:
 * @self: a list
 *
 * Begins to gather the list anew; nothing is shown before td_plan_items_end().
 */
void
td_plan_items_begin (TdPlanItems *self)
{
  g_return_if_fail (TD_IS_PLAN_ITEMS (self) && self->next == NULL);

  self->next = g_ptr_array_new_with_free_func (g_object_unref);
}

void
td_plan_items_append (TdPlanItems *self,
                      TdKind kind,
                      gconstpointer row,
                      guint depth,
                      gboolean expandable,
                      gboolean expanded,
                      const char *label,
                      const char *detail)
{
  TdPlanItem *item;

  g_return_if_fail (TD_IS_PLAN_ITEMS (self) && self->next != NULL);

  item = g_object_new (TD_TYPE_PLAN_ITEM, NULL);
  item->kind = kind;
  item->row = td_row_copy (kind, row);
  item->depth = depth;
  item->expandable = expandable;
  item->expanded = expanded;
  item->label = g_strdup (label);
  item->detail = g_strdup (detail);
  g_ptr_array_add (self->next, item);
}

static gboolean
same_record (gpointer a, gpointer b)
{
  TdPlanItem *first = a;
  TdPlanItem *second = b;

  return first->kind == second->kind && td_plan_item_get_id (first) == td_plan_item_get_id (second);
}

/* Every record that stays keeps its object, wherever it moved to. */
static void
reuse_items (TdPlanItems *self)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      TdPlanItem *item = g_ptr_array_index (self->items, i);

      g_hash_table_insert (
          known, g_strdup_printf ("%d %" G_GINT64_FORMAT, item->kind, td_plan_item_get_id (item)),
          item);
    }
  for (guint i = 0; i < self->next->len; i++)
    {
      TdPlanItem *item = g_ptr_array_index (self->next, i);
      g_autofree char *key =
          g_strdup_printf ("%d %" G_GINT64_FORMAT, item->kind, td_plan_item_get_id (item));
      TdPlanItem *old = g_hash_table_lookup (known, key);

      if (old == NULL)
        continue;
      td_plan_item_update (old, item);
      g_object_unref (item);
      g_ptr_array_index (self->next, i) = g_object_ref (old);
    }
}

/**
 * td_plan_items_end:
 * @self: a list
 *
 * Shows what was gathered. Equal lines at the beginning and the end are not touched.
 */
void
td_plan_items_end (TdPlanItems *self)
{
  g_autoptr (GPtrArray) old = NULL;
  guint prefix = 0, suffix = 0, shortest;
  guint removed, added;

  g_return_if_fail (TD_IS_PLAN_ITEMS (self) && self->next != NULL);

  reuse_items (self);
  old = self->items;
  self->items = g_steal_pointer (&self->next);
  shortest = MIN (old->len, self->items->len);
  while (prefix < shortest &&
         same_record (g_ptr_array_index (old, prefix), g_ptr_array_index (self->items, prefix)))
    prefix++;
  while (suffix < shortest - prefix &&
         same_record (g_ptr_array_index (old, old->len - 1 - suffix),
                      g_ptr_array_index (self->items, self->items->len - 1 - suffix)))
    suffix++;
  removed = old->len - prefix - suffix;
  added = self->items->len - prefix - suffix;
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), prefix, removed, added);
}

/**
 * td_plan_items_find:
 * @self: a list
 * @kind: a kind
 * @id: a record
 *
 * Returns: its position, G_MAXUINT when it is not in the list
 */
guint
td_plan_items_find (TdPlanItems *self, TdKind kind, gint64 id)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      TdPlanItem *item = g_ptr_array_index (self->items, i);

      if (item->kind == kind && td_plan_item_get_id (item) == id)
        return i;
    }

  return G_MAXUINT;
}

/**
 * td_plan_items_get:
 * @self: a list
 * @position: where
 *
 * Returns: (nullable) (transfer none): the item there
 */
TdPlanItem *
td_plan_items_get (TdPlanItems *self, guint position)
{
  return position < self->items->len ? g_ptr_array_index (self->items, position) : NULL;
}
