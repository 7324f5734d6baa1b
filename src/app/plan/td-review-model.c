/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-review-model.h"

#include "td-plan-fix.h"
#include "td-review-items.h"
#include "td-source-line.h"

typedef struct
{
  const char *message; /* borrowed from the import */
  guint position;      /* of the item it is about, G_MAXUINT: of none alone */
  gboolean seen;
} Doubt;

/* One correction, to be taken back and made again */
typedef struct
{
  TdReviewItem *item;
  char *field;
  char *before;
  char *after;
} Fix;

struct _TdReviewModel
{
  GObject parent_instance;

  TdPlanImport *import;
  GListModel *items;
  GListModel *lines;
  GArray *doubts;   /* (element-type Doubt) */
  GPtrArray *fixes; /* (element-type Fix) */
  guint n_done;     /* fixes before this one are made, those behind were taken back */
};

enum
{
  SIGNAL_DOUBTS_CHANGED,
  SIGNAL_FIXED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdReviewModel, td_review_model, G_TYPE_OBJECT)

static void
fix_free (gpointer data)
{
  Fix *fix = data;

  g_object_unref (fix->item);
  g_free (fix->field);
  g_free (fix->before);
  g_free (fix->after);
  g_free (fix);
}

static void
td_review_model_finalize (GObject *object)
{
  TdReviewModel *self = TD_REVIEW_MODEL (object);

  g_ptr_array_unref (self->fixes);
  g_array_unref (self->doubts);
  g_clear_object (&self->items);
  g_clear_object (&self->lines);
  td_plan_import_free (self->import);

  G_OBJECT_CLASS (td_review_model_parent_class)->finalize (object);
}

static void
td_review_model_class_init (TdReviewModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_review_model_finalize;

  signals[SIGNAL_DOUBTS_CHANGED] =
      g_signal_new ("doubts-changed", TD_TYPE_REVIEW_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
  signals[SIGNAL_FIXED] = g_signal_new ("fixed", TD_TYPE_REVIEW_MODEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
}

static void
td_review_model_init (TdReviewModel *self)
{
  self->doubts = g_array_new (FALSE, TRUE, sizeof (Doubt));
  self->fixes = g_ptr_array_new_with_free_func (fix_free);
}

static guint
find_item (TdReviewModel *self, TdKind kind, gint64 id)
{
  for (guint i = 0; id != 0 && i < g_list_model_get_n_items (self->items); i++)
    {
      g_autoptr (TdReviewItem) item = g_list_model_get_item (self->items, i);

      if (!td_review_item_is_heading (item) && td_review_item_get_kind (item) == kind &&
          td_review_item_get_id (item) == id)
        return i;
    }

  return G_MAXUINT;
}

static int
compare_doubts (gconstpointer a, gconstpointer b)
{
  const Doubt *x = a, *y = b;

  /* Those of no item alone come first. */
  return (x->position + 1 > y->position + 1) - (x->position + 1 < y->position + 1);
}

/* In the order of the list, so that stepping through them goes down the page */
static void
collect_doubts (TdReviewModel *self)
{
  const TdSourceDocument *source = self->import->source;

  for (guint i = 0; source != NULL && i < source->warnings->len; i++)
    {
      Doubt doubt = { g_ptr_array_index (source->warnings, i), G_MAXUINT, FALSE };

      g_array_append_val (self->doubts, doubt);
    }
  for (guint i = 0; i < self->import->plan->doubts->len; i++)
    {
      const TdPlanDoubt *read = g_ptr_array_index (self->import->plan->doubts, i);
      Doubt doubt = { read->message, find_item (self, read->kind, read->id), FALSE };

      g_array_append_val (self->doubts, doubt);
    }
  g_array_sort (self->doubts, compare_doubts);
}

/* An item is doubted as long as one of its doubts was not seen. */
static void
update_state (TdReviewModel *self, guint position)
{
  g_autoptr (TdReviewItem) item = g_list_model_get_item (self->items, position);
  TdReviewState state = TD_REVIEW_SURE;

  for (guint i = 0; i < self->doubts->len; i++)
    {
      const Doubt *doubt = &g_array_index (self->doubts, Doubt, i);

      if (doubt->position == position && state != TD_REVIEW_DOUBTED)
        state = doubt->seen ? TD_REVIEW_SEEN : TD_REVIEW_DOUBTED;
    }
  if (item != NULL)
    td_review_item_set_state (item, state);
}

/**
 * td_review_model_new:
 * @import: (transfer full): what was read
 *
 * Returns: (transfer full): the model
 */
TdReviewModel *
td_review_model_new (TdPlanImport *import)
{
  TdReviewModel *self;

  g_return_val_if_fail (import != NULL && import->plan != NULL, NULL);

  self = g_object_new (TD_TYPE_REVIEW_MODEL, NULL);
  self->import = import;
  self->items = td_review_items_new (import->plan);
  self->lines = td_source_lines_new (import->source);
  td_review_items_find_lines (self->items, self->lines);
  collect_doubts (self);
  for (guint i = 0; i < self->doubts->len; i++)
    update_state (self, g_array_index (self->doubts, Doubt, i).position);

  return self;
}

/**
 * td_review_model_get_items:
 * @self: a model
 *
 * Returns: (transfer none): list of #TdReviewItem; it does not change
 */
GListModel *
td_review_model_get_items (TdReviewModel *self)
{
  return self->items;
}

/**
 * td_review_model_get_lines:
 * @self: a model
 *
 * Returns: (transfer none): list of #TdSourceLine; empty for a file without a text of its own
 */
GListModel *
td_review_model_get_lines (TdReviewModel *self)
{
  return self->lines;
}

const TdPlanData *
td_review_model_get_data (TdReviewModel *self)
{
  return self->import->plan;
}

/**
 * td_review_model_get_name:
 * @self: a model
 *
 * Returns: (nullable): name of the file
 */
const char *
td_review_model_get_name (TdReviewModel *self)
{
  return self->import->plan->plan->source_name;
}

/**
 * td_review_model_dup_plan:
 * @self: a model
 *
 * Returns: (transfer full): the plan with all corrections, to be saved
 */
TdPlanData *
td_review_model_dup_plan (TdReviewModel *self)
{
  return td_plan_data_copy (self->import->plan);
}

/* Corrections */

static gboolean
apply (
    TdReviewModel *self, TdReviewItem *item, const char *field, const char *value, GError **error)
{
  TdPlanData *data = self->import->plan;
  TdKind kind = td_review_item_get_kind (item);
  gint64 id = td_review_item_get_id (item);
  gboolean role = kind == TD_KIND_PLAN_COLUMN && g_str_equal (field, "role");
  gboolean wide = role || kind == TD_KIND_PLAN;
  g_autofree char *parsed = td_review_item_parse (item, field, value);

  if (role ? !td_plan_fix_column (data, id, value, error)
           : !td_plan_fix_field (data, kind, id, field, parsed, error))
    return FALSE;

  for (guint i = 0; wide && i < g_list_model_get_n_items (self->items); i++)
    {
      g_autoptr (TdReviewItem) other = g_list_model_get_item (self->items, i);

      td_review_item_changed (other);
    }
  if (!wide)
    td_review_item_changed (item);
  g_signal_emit (self, signals[SIGNAL_FIXED], 0);

  return TRUE;
}

/* Whoever corrects an item has looked at it. */
static void
see_item (TdReviewModel *self, TdReviewItem *item)
{
  guint position = find_item (self, td_review_item_get_kind (item), td_review_item_get_id (item));

  for (guint i = 0; i < self->doubts->len; i++)
    {
      if (position != G_MAXUINT && g_array_index (self->doubts, Doubt, i).position == position)
        td_review_model_set_seen (self, i, TRUE);
    }
}

/**
 * td_review_model_fix:
 * @self: a model
 * @item: one of its items
 * @field: one of the item's fields
 * @value: (nullable): the right value
 * @error: return location
 *
 * Corrects what was understood.
 *
 * Returns: whether @value can be a value of the field; if not, nothing changed
 */
gboolean
td_review_model_fix (
    TdReviewModel *self, TdReviewItem *item, const char *field, const char *value, GError **error)
{
  g_autofree char *before = NULL;
  Fix *fix;

  g_return_val_if_fail (TD_IS_REVIEW_MODEL (self) && TD_IS_REVIEW_ITEM (item), FALSE);

  before = td_review_item_dup_value (item, field);
  if (g_strcmp0 (before, value) == 0)
    return TRUE;
  if (!apply (self, item, field, value, error))
    return FALSE;

  fix = g_new (Fix, 1);
  fix->item = g_object_ref (item);
  fix->field = g_strdup (field);
  fix->before = g_steal_pointer (&before);
  fix->after = g_strdup (value);
  g_ptr_array_set_size (self->fixes, (gint) self->n_done);
  g_ptr_array_add (self->fixes, fix);
  self->n_done++;
  see_item (self, item);

  return TRUE;
}

/**
 * td_review_model_undo:
 * @self: a model
 *
 * Takes the last correction back.
 *
 * Returns: whether there was one
 */
gboolean
td_review_model_undo (TdReviewModel *self)
{
  const Fix *fix;

  g_return_val_if_fail (TD_IS_REVIEW_MODEL (self), FALSE);

  if (self->n_done == 0)
    return FALSE;
  fix = g_ptr_array_index (self->fixes, --self->n_done);

  return apply (self, fix->item, fix->field, fix->before, NULL);
}

/**
 * td_review_model_redo:
 * @self: a model
 *
 * Makes the correction again that was taken back last.
 *
 * Returns: whether there was one
 */
gboolean
td_review_model_redo (TdReviewModel *self)
{
  const Fix *fix;

  g_return_val_if_fail (TD_IS_REVIEW_MODEL (self), FALSE);

  if (self->n_done == self->fixes->len)
    return FALSE;
  fix = g_ptr_array_index (self->fixes, self->n_done++);

  return apply (self, fix->item, fix->field, fix->after, NULL);
}

/**
 * td_review_model_is_changed:
 * @self: a model
 *
 * Returns: whether corrections would be lost with it
 */
gboolean
td_review_model_is_changed (TdReviewModel *self)
{
  return self->n_done > 0;
}

/* Doubts */

guint
td_review_model_get_n_doubts (TdReviewModel *self)
{
  return self->doubts->len;
}

/**
 * td_review_model_get_n_open:
 * @self: a model
 *
 * Returns: how many doubts nobody has looked at
 */
guint
td_review_model_get_n_open (TdReviewModel *self)
{
  guint n = 0;

  for (guint i = 0; i < self->doubts->len; i++)
    n += !g_array_index (self->doubts, Doubt, i).seen;

  return n;
}

/**
 * td_review_model_get_doubt:
 * @self: a model
 * @n: which one, from 0
 *
 * Returns: the doubt in words
 */
const char *
td_review_model_get_doubt (TdReviewModel *self, guint n)
{
  g_return_val_if_fail (n < self->doubts->len, NULL);

  return g_array_index (self->doubts, Doubt, n).message;
}

/**
 * td_review_model_get_doubt_position:
 * @self: a model
 * @n: which one, from 0
 *
 * Returns: place of the item it is about, %G_MAXUINT when it is about no item alone
 */
guint
td_review_model_get_doubt_position (TdReviewModel *self, guint n)
{
  g_return_val_if_fail (n < self->doubts->len, G_MAXUINT);

  return g_array_index (self->doubts, Doubt, n).position;
}

gboolean
td_review_model_is_seen (TdReviewModel *self, guint n)
{
  g_return_val_if_fail (n < self->doubts->len, TRUE);

  return g_array_index (self->doubts, Doubt, n).seen;
}

/**
 * td_review_model_set_seen:
 * @self: a model
 * @n: which one, from 0
 * @seen: whether somebody has looked at it
 *
 * Marks a doubt.
 */
void
td_review_model_set_seen (TdReviewModel *self, guint n, gboolean seen)
{
  Doubt *doubt;

  g_return_if_fail (n < self->doubts->len);

  doubt = &g_array_index (self->doubts, Doubt, n);
  if (doubt->seen == seen)
    return;
  doubt->seen = seen;
  update_state (self, doubt->position);
  g_signal_emit (self, signals[SIGNAL_DOUBTS_CHANGED], 0);
}
