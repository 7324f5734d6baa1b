/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-model.h"

#include "td-dossier-sequence.h"

#include <string.h>

#define PAGE 64          /* lines read at once */
#define FIRST_SCREEN 256 /* places known before all are counted */
#define KEPT 1024        /* items kept although nobody looks at them */

struct _TdDossierModel
{
  GObject parent_instance;

  TdWorkspace *workspace;
  TdDossierFilter *filter;
  TdDossierSort sort;
  gboolean descending;
  gint64 wanted; /* a dossier whose place is asked for; 0: none */

  TdDossierSequence
      *view;         /* (nullable): read on the reader thread alone; NULL: first is all there is */
  GArray *first;     /* (element-type guint32): ids of the first places */
  guint n;           /* as the last items-changed told */
  guint place;       /* of the wanted dossier; G_MAXUINT: not known */
  GHashTable *items; /* place + 1 -> TdDossierItem, owned */
  GQueue recent;     /* places + 1 of items, oldest first */
  GHashTable *requested;     /* set of pages on their way */
  GCancellable *cancellable; /* of the read of the list */
  guint generation;
  gboolean loading;
  gboolean retried; /* read anew because the index had changed */
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
  gint64 wanted;
  guint generation;
  TdDossierSequence *view; /* of a page; (nullable) */
  GArray *ids;             /* (nullable): of a page among the first places */
  guint page;
} Request;

typedef struct
{
  TdDossierSequence *view; /* (nullable) */
  GArray *ids;             /* (element-type guint32): of the first places, or of a page */
  GArray *lines;           /* (element-type TdDossierLine) */
  guint place;
  guint page;
  guint generation;
} Reply;

static void
request_free (gpointer data)
{
  Request *self = data;

  td_dossier_filter_free (self->filter);
  g_clear_pointer (&self->view, td_dossier_sequence_unref);
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

  g_clear_pointer (&self->view, td_dossier_sequence_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_free (self);
}

static guint
find_id (const GArray *ids, gint64 id)
{
  for (guint i = 0; id != 0 && i < ids->len; i++)
    if (g_array_index (ids, guint32, i) == id)
      return i;

  return G_MAXUINT;
}

/* On the reader thread */
static gpointer
read_view (TdConnection *connection, gpointer data, GError **error)
{
  Request *request = data;
  Reply *reply = g_new0 (Reply, 1);

  reply->generation = request->generation;
  reply->view = td_dossier_sequence_new (connection, request->filter, request->sort,
                                         request->descending, error);
  reply->ids = reply->view != NULL
                   ? td_dossier_sequence_read (reply->view, connection, 0, FIRST_SCREEN, error)
                   : NULL;
  if (reply->ids == NULL)
    {
      reply_free (reply);
      return NULL;
    }
  if (request->wanted == 0 ||
      !td_dossier_sequence_find (reply->view, connection, request->wanted, &reply->place, NULL))
    reply->place = G_MAXUINT;

  return reply;
}

/* The first places alone, where they are found sooner. */
static gpointer
read_first (TdConnection *connection, gpointer data, GError **error)
{
  Request *request = data;
  GError *failure = NULL;
  GArray *ids = td_dossier_sequence_first (connection, request->filter, request->sort,
                                           request->descending, FIRST_SCREEN, &failure);
  Reply *reply;

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (ids == NULL)
    return read_view (connection, data, error);
  reply = g_new0 (Reply, 1);
  reply->ids = ids;
  reply->place = find_id (ids, request->wanted);
  reply->generation = request->generation;

  return reply;
}

static gpointer
read_page (TdConnection *connection, gpointer data, GError **error)
{
  Request *request = data;
  Reply *reply = g_new0 (Reply, 1);

  reply->generation = request->generation;
  reply->page = request->page;
  reply->ids = request->ids != NULL ? g_array_ref (request->ids)
                                    : td_dossier_sequence_read (request->view, connection,
                                                                request->page * PAGE, PAGE, error);
  reply->lines = reply->ids != NULL
                     ? td_dossier_lines_by_ids (
                           connection, (const guint32 *) (void *) reply->ids->data, reply->ids->len,
                           request->filter->as_of_day, request->filter->mode, error)
                     : NULL;
  if (reply->lines == NULL)
    {
      reply_free (reply);
      return NULL;
    }
  g_array_set_clear_func (reply->lines, line_clear);

  return reply;
}

static Request *
request_new (TdDossierModel *self)
{
  Request *request = g_new0 (Request, 1);

  request->filter = td_dossier_filter_copy (self->filter);
  request->sort = self->sort;
  request->descending = self->descending;
  request->wanted = self->wanted;
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

static void
take_list (TdDossierModel *self, Reply *reply)
{
  g_clear_pointer (&self->view, td_dossier_sequence_unref);
  self->view = g_steal_pointer (&reply->view);
  g_array_unref (self->first);
  self->first = g_array_ref (reply->ids);
  self->place = reply->place;
}

static guint
count (TdDossierModel *self)
{
  return self->view != NULL ? td_dossier_sequence_get_n (self->view) : self->first->len;
}

/* The list is another one: emptied and filled, never changed in one wide step, which would make the
 * view look at every item. */
static void
replace (TdDossierModel *self, Reply *reply)
{
  guint before = self->n;

  forget_items (self);
  self->n = 0;
  if (before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);
  take_list (self, reply);
  self->n = count (self);
  if (self->n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->n);
  g_signal_emit (self, reset_signal, 0);
}

/* The same list, longer: the first screen stays as it is. */
static void
extend (TdDossierModel *self, Reply *reply)
{
  guint before = self->n;

  if (reply->ids->len < before || td_dossier_sequence_get_n (reply->view) < before ||
      memcmp (self->first->data, reply->ids->data, before * sizeof (guint32)) != 0)
    {
      replace (self, reply);
      return;
    }
  take_list (self, reply);
  self->n = count (self);
  if (self->n > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->n - before);
}

static void
view_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDossierModel) self = user_data;
  Reply *reply = td_workspace_read_finish (TD_WORKSPACE (source), result, NULL);

  if (reply == NULL)
    return;
  if (reply->generation == self->generation)
    {
      extend (self, reply);
      set_loading (self, FALSE);
    }
  reply_free (reply);
}

static void
first_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDossierModel) self = user_data;
  Reply *reply = td_workspace_read_finish (TD_WORKSPACE (source), result, NULL);

  if (reply == NULL)
    return;
  if (reply->generation == self->generation)
    {
      gboolean all = reply->view != NULL || reply->ids->len < FIRST_SCREEN;

      replace (self, reply);
      if (all)
        set_loading (self, FALSE);
      else
        td_workspace_read_async (self->workspace, read_view, request_new (self), request_free,
                                 reply_free, self->cancellable, view_cb, g_object_ref (self));
    }
  reply_free (reply);
}

static void
read_list (TdDossierModel *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->generation++;
  set_loading (self, TRUE);
  td_workspace_read_async (self->workspace, read_first, request_new (self), request_free,
                           reply_free, self->cancellable, first_cb, g_object_ref (self));
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

  self->retried = FALSE;
  read_list (self);
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

/**
 * td_dossier_model_set_wanted:
 * @self: a model
 * @id: a dossier, 0: none
 *
 * Has the place of a dossier looked up with the next list.
 */
void
td_dossier_model_set_wanted (TdDossierModel *self, gint64 id)
{
  self->wanted = id;
}

/* Returns: whether the place of the wanted dossier is known; from "reset" on */
gboolean
td_dossier_model_get_place (TdDossierModel *self, guint *place)
{
  *place = self->place;

  return self->place < self->n;
}

static void
fill_page (TdDossierModel *self, Reply *reply)
{
  guint line = 0;

  for (guint i = 0; i < reply->ids->len && line < reply->lines->len; i++)
    {
      TdDossierLine *one = &g_array_index (reply->lines, TdDossierLine, line);
      TdDossierItem *item;

      /* what is gone since has no line */
      if (g_array_index (reply->ids, guint32, i) != one->id)
        continue;
      item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (reply->page * PAGE + i + 1));
      if (item != NULL)
        td_dossier_item_take_line (item, one);
      line++;
    }
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDossierModel) self = user_data;
  g_autoptr (GError) error = NULL;
  Reply *reply = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);

  if (reply == NULL)
    {
      /* a new index took the place of the one the list was made from */
      if (self->view != NULL && self->workspace != NULL && !self->retried)
        {
          self->retried = TRUE;
          read_list (self);
        }
      return;
    }
  if (reply->generation == self->generation)
    fill_page (self, reply);
  reply_free (reply);
}

static void
request_page (TdDossierModel *self, guint position)
{
  guint page = position / PAGE;
  Request *request;

  if (!g_hash_table_add (self->requested, GUINT_TO_POINTER (page + 1)))
    return;
  request = request_new (self);
  request->page = page;
  if ((page + 1) * PAGE <= self->first->len || self->view == NULL)
    {
      request->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_array_append_vals (request->ids, &g_array_index (self->first, guint32, page * PAGE),
                           MIN (PAGE, self->first->len - page * PAGE));
    }
  else
    request->view = td_dossier_sequence_ref (self->view);
  td_workspace_read_async (self->workspace, read_page, request, request_free, reply_free, NULL,
                           page_cb, g_object_ref (self));
}

/* The oldest go; a page that has lost an item is read again when it is looked at. */
static void
drop_old_items (TdDossierModel *self)
{
  while (self->recent.length > KEPT)
    {
      gpointer place = g_queue_pop_head (&self->recent);

      g_hash_table_remove (self->items, place);
    }
}

static gpointer
get_item (GListModel *list, guint position)
{
  TdDossierModel *self = TD_DOSSIER_MODEL (list);
  gpointer key;
  TdDossierItem *item;

  if (position >= self->n)
    return NULL;

  key = GUINT_TO_POINTER (position + 1);
  item = g_hash_table_lookup (self->items, key);
  if (item == NULL)
    {
      item = td_dossier_item_new (0);
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
  return TD_DOSSIER_MODEL (list)->n;
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
  g_array_unref (self->first);
  g_clear_pointer (&self->view, td_dossier_sequence_unref);
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
  self->first = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->place = G_MAXUINT;
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
