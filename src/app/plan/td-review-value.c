/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-review-value.h"

struct _TdReviewValue
{
  GObject parent_instance;

  TdReviewModel *model;
  TdReviewItem *item;
  char *field;
};

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS,
};

enum
{
  SIGNAL_REFUSED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdReviewValue, td_review_value, G_TYPE_OBJECT)

static void
td_review_value_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TdReviewValue *self = TD_REVIEW_VALUE (object);

  g_value_take_string (value, td_review_item_dup_value (self->item, self->field));
}

static void
td_review_value_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  td_review_value_set (TD_REVIEW_VALUE (object), g_value_get_string (value));
}

static void
td_review_value_dispose (GObject *object)
{
  TdReviewValue *self = TD_REVIEW_VALUE (object);

  g_clear_object (&self->item);
  g_clear_object (&self->model);
  g_clear_pointer (&self->field, g_free);

  G_OBJECT_CLASS (td_review_value_parent_class)->dispose (object);
}

static void
td_review_value_class_init (TdReviewValueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = td_review_value_get_property;
  object_class->set_property = td_review_value_set_property;
  object_class->dispose = td_review_value_dispose;

  properties[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", TD_TYPE_REVIEW_VALUE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
td_review_value_init (TdReviewValue *self)
{
}

static void
item_changed_cb (TdReviewValue *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/**
 * td_review_value_new:
 * @model: the review
 * @item: one of its items
 * @field: one of the item's fields
 *
 * Returns: (transfer full): the value
 */
TdReviewValue *
td_review_value_new (TdReviewModel *model, TdReviewItem *item, const char *field)
{
  TdReviewValue *self = g_object_new (TD_TYPE_REVIEW_VALUE, NULL);

  self->model = g_object_ref (model);
  self->item = g_object_ref (item);
  self->field = g_strdup (field);
  g_signal_connect_object (item, "changed", G_CALLBACK (item_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

const char *
td_review_value_get_field (TdReviewValue *self)
{
  return self->field;
}

/**
 * td_review_value_set:
 * @self: a value
 * @text: (nullable): what a person typed or chose
 *
 * Corrects the item.
 *
 * Returns: whether it can be; `refused` says why not
 */
gboolean
td_review_value_set (TdReviewValue *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (TD_IS_REVIEW_VALUE (self), FALSE);

  if (td_review_model_fix (self->model, self->item, self->field, text, &error))
    return TRUE;
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0, error);

  return FALSE;
}
