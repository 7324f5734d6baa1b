/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-model.h"

#include <string.h>

#define PAGE 64          /* lines read at once */
#define FIRST_SCREEN 256 /* of the short query */
#define KEPT 1024        /* items kept although nobody looks at them */

struct _TdDossierModel
{
  GObject parent_instance;

  TdWorkspace *workspace;
  TdDossierFilter *filter;
  TdDossierSort sort;
  gboolean descending;

  GArray *ids;               /* (element-type guint32): as the last items-changed told */
  GHashTable *items;         /* id -> TdDossierItem, owned */
  GQueue recent;             /* ids of items, oldest first */
  GHashTable *requested;     /* set of pages on their way */
  GHashTable *names;         /* id -> name, of the reader's last read */
  GCancellable *cancellable; /* of the read of ids */
  guint generation;
  gboolean loading;
};

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint reset_signal;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TdDossierModel,
                               td_dossier_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Requests are plain data for the reader thread. */
typedef struct
{
  TdDossierFilter *filter;
  TdDossierSort sort;
  gboolean descending;
  gint64 limit; /* -1: all */
  guint generation;
  GArray *ids; /* of a page */
} Request;

typedef struct
{
  GArray *ids;   /* (element-type guint32) */
  GArray *lines; /* (element-type TdDossierLine) */
  guint page;
  guint generation;
} Reply;

static void
request_free (gpointer data)
{
  Request *self = data;

  td_dossier_filter_free (self->filter);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self);
}

static void
line_clear (gpointer data)
{
  td_dossier_line_clear (data);
}

static void
reply_free (gpointer data)
{
  Reply *self = data;

  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_free (self);
}

/* On the reader thread */
static gpointer
read_ids (TdConnection *connection, gpointer data, GError **error)
{
  Request *request = data;
  GArray *ids = td_dossier_lines_ids (connection, request->filter, request->sort,
                                      request->descending, request->limit, error);
  Reply *reply;

  if (ids == NULL)
    return NULL;
  reply = g_new0 (Reply, 1);
  reply->ids = ids;
  reply->generation = request->generation;

  return reply;
}

static gpointer
read_page (TdConnection *connection, gpointer data, GError **error)
{
  Request *request = data;
  Reply *reply = g_new0 (Reply, 1);

  reply->generation = request->generation;
  reply->lines = td_dossier_lines_by_ids (connection, (const guint32 *) (void *) request->ids->data,
                                          request->ids->len, request->filter->as_of_day,
                                          request->filter->mode, error);
  if (reply->lines == NULL)
    {
      reply_free (reply);
      return NULL;
    }
  g_array_set_clear_func (reply->lines, line_clear);

  return reply;
}

static Request *
request_new (TdDossierModel *self, gint64 limit)
{
  Request *request = g_new0 (Request, 1);

  request->filter = td_dossier_filter_copy (self->filter);
  request->sort = self->sort;
  request->descending = self->descending;
  request->limit = limit;
  request->generation = self->generation;

  return request;
}

static void
set_loading (TdDossierModel *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
forget_items (TdDossierModel *self)
{
  g_hash_table_remove_all (self->items);
  g_hash_table_remove_all (self->requested);
  g_queue_clear (&self->recent);
}

/* The list is another one: emptied and filled, never changed in one wide step, which would make the
 * view look at every item. */
static void
replace (TdDossierModel *self, GArray *ids)
{
  guint before = self->ids->len;

  forget_items (self);
  g_array_set_size (self->ids, 0);
  if (before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);
  g_array_append_vals (self->ids, ids->data, ids->len);
  if (ids->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, ids->len);
  g_signal_emit (self, reset_signal, 0);
}

/* The same list, longer: the first screen stays as it is. */
static gboolean
extend (TdDossierModel *self, GArray *ids)
{
  guint n = self->ids->len;

  if (n > ids->len || memcmp (self->ids->data, ids->data, n * sizeof (guint32)) != 0)
    return FALSE;
  g_array_unref (self->ids);
  self->ids = g_array_ref (ids);
  if (ids->len > n)
    g_list_model_items_changed (G_LIST_MODEL (self), n, 0, ids->len - n);

  return TRUE;
}

static void
all_ids_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDossierModel) self = user_data;
  Reply *reply = td_workspace_read_finish (TD_WORKSPACE (source), result, NULL);

  if (reply == NULL)
    return;
  if (reply->generation == self->generation)
    {
      if (!extend (self, reply->ids))
        replace (self, reply->ids);
      set_loading (self, FALSE);
    }
  reply_free (reply);
}

static void
read_all (TdDossierModel *self)
{
  td_workspace_read_async (self->workspace, read_ids, request_new (self, -1), request_free,
                           reply_free, self->cancellable, all_ids_cb, g_object_ref (self));
}

static void
first_ids_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDossierModel) self = user_data;
  Reply *reply = td_workspace_read_finish (TD_WORKSPACE (source), result, NULL);

  if (reply == NULL)
    return;
  if (reply->generation == self->generation)
    {
      replace (self, reply->ids);
      /* orders by a name bring all at once */
      if (reply->ids->len != FIRST_SCREEN)
        set_loading (self, FALSE);
      else
        read_all (self);
    }
  reply_free (reply);
}

/**
 * td_dossier_model_reload:
 * @self: a model
 *
 * Reads the list anew, after something of the file changed.
 */
void
td_dossier_model_reload (TdDossierModel *self)
{
  if (self->workspace == NULL || self->filter == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->generation++;
  set_loading (self, TRUE);
  td_workspace_read_async (self->workspace, read_ids, request_new (self, FIRST_SCREEN),
                           request_free, reply_free, self->cancellable, first_ids_cb,
                           g_object_ref (self));
}

/**
 * td_dossier_model_set:
 * @self: a model
 * @filter: which dossiers
 * @sort: their order
 * @descending: the other way round
 */
void
td_dossier_model_set (TdDossierModel *self,
                      const TdDossierFilter *filter,
                      TdDossierSort sort,
                      gboolean descending)
{
  TdDossierFilter *copy = td_dossier_filter_copy (filter);

  td_dossier_filter_free (self->filter);
  self->filter = copy;
  self->sort = sort;
  self->descending = descending;
  td_dossier_model_reload (self);
}

gboolean
td_dossier_model_get_loading (TdDossierModel *self)
{
  return self->loading;
}

/* Looks among all numbers: fast enough for one question of a person. */
gboolean
td_dossier_model_find (TdDossierModel *self, gint64 id, guint *position)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, guint32, i) == id)
      {
        *position = i;
        return TRUE;
      }

  return FALSE;
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDossierModel) self = user_data;
  Reply *reply = td_workspace_read_finish (TD_WORKSPACE (source), result, NULL);

  if (reply == NULL)
    return;
  if (reply->generation == self->generation)
    for (guint i = 0; i < reply->lines->len; i++)
      {
        TdDossierLine *line = &g_array_index (reply->lines, TdDossierLine, i);
        TdDossierItem *item =
            g_hash_table_lookup (self->items, GSIZE_TO_POINTER ((gsize) line->id));

        if (item != NULL)
          td_dossier_item_take_line (item, line);
      }
  reply_free (reply);
}

static void
request_page (TdDossierModel *self, guint position)
{
  guint page = position / PAGE;
  Request *request;

  if (!g_hash_table_add (self->requested, GUINT_TO_POINTER (page + 1)))
    return;
  request = request_new (self, 0);
  request->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_vals (request->ids, &g_array_index (self->ids, guint32, page * PAGE),
                       MIN (PAGE, self->ids->len - page * PAGE));
  td_workspace_read_async (self->workspace, read_page, request, request_free, reply_free, NULL,
                           page_cb, g_object_ref (self));
}

/* The oldest go; a page that has lost an item is read again when it is looked at. */
static void
drop_old_items (TdDossierModel *self)
{
  while (self->recent.length > KEPT)
    {
      gpointer id = g_queue_pop_head (&self->recent);

      g_hash_table_remove (self->items, id);
    }
}

static gpointer
get_item (GListModel *list, guint position)
{
  TdDossierModel *self = TD_DOSSIER_MODEL (list);
  gpointer key;
  TdDossierItem *item;

  if (position >= self->ids->len)
    return NULL;

  key = GSIZE_TO_POINTER ((gsize) g_array_index (self->ids, guint32, position));
  item = g_hash_table_lookup (self->items, key);
  if (item == NULL)
    {
      item = td_dossier_item_new ((gint64) GPOINTER_TO_SIZE (key));
      g_hash_table_insert (self->items, key, item);
      g_queue_push_tail (&self->recent, key);
      g_hash_table_remove (self->requested, GUINT_TO_POINTER (position / PAGE + 1));
      g_object_ref (item);
      drop_old_items (self);
      if (self->workspace != NULL)
        request_page (self, position);
      return item;
    }

  return g_object_ref (item);
}

static GType
get_item_type (GListModel *list)
{
  return TD_TYPE_DOSSIER_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return TD_DOSSIER_MODEL (list)->ids->len;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item = get_item;
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
}

/* Before the workspace goes. */
void
td_dossier_model_close (TdDossierModel *self)
{
  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
}

static void
td_dossier_model_dispose (GObject *object)
{
  td_dossier_model_close (TD_DOSSIER_MODEL (object));

  G_OBJECT_CLASS (td_dossier_model_parent_class)->dispose (object);
}

static void
td_dossier_model_finalize (GObject *object)
{
  TdDossierModel *self = TD_DOSSIER_MODEL (object);

  g_queue_clear (&self->recent);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->requested);
  g_array_unref (self->ids);
  td_dossier_filter_free (self->filter);

  G_OBJECT_CLASS (td_dossier_model_parent_class)->finalize (object);
}

static void
td_dossier_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LOADING)
    g_value_set_boolean (value, TD_DOSSIER_MODEL (object)->loading);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
td_dossier_model_class_init (TdDossierModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = td_dossier_model_dispose;
  object_class->finalize = td_dossier_model_finalize;
  object_class->get_property = td_dossier_model_get_property;
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  reset_signal = g_signal_new ("reset", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
td_dossier_model_init (TdDossierModel *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->items = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->requested = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->recent);
}

TdDossierModel *
td_dossier_model_new (TdWorkspace *workspace)
{
  TdDossierModel *self = g_object_new (TD_TYPE_DOSSIER_MODEL, NULL);

  self->workspace = g_object_ref (workspace);

  return self;
}
