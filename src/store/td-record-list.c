/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-record-list.h"

#include "td-history-private.h"
#include "td-id-diff.h"
#include "td-live.h"
#include "td-page-cache.h"
#include "td-record-private.h"
#include "td-row-sql.h"
#include "td-workspace-private.h"

/* Invariants: at most one read of ids is on its way; when something changes meanwhile, another
 * follows (stale). ids is always the list as the last items-changed told it. */
struct _TdRecordList
{
  GObject parent_instance;

  TdWorkspace *workspace;
  TdQuery *query;
  GArray *ids; /* (element-type gint64) */
  TdPageCache *cache;
  GHashTable *requested; /* set of ids whose rows are on their way */
  GArray *wanted;        /* ids to ask for when the main loop is reached */
  GSource *ask;          /* asks for them */
  GCancellable *cancellable;
  guint watch;
  guint generation; /* of the query */
  guint reading : 1;
  guint stale : 1;
  guint loading : 1;
};

enum
{
  PROP_0,
  PROP_LOADING,
  PROP_N_ITEMS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint reordered_signal;

static void list_model_init (GListModelInterface *iface);
static void read_ids (TdRecordList *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (TdRecordList,
                               td_record_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Reads of a page: plain data for the reader thread. */
typedef struct
{
  TdKind kind;
  GArray *ids;
} PageRequest;

typedef struct
{
  GPtrArray *rows;
  gint64 seq;
} PageReply;

typedef struct
{
  TdQuery *query;
  GArray *before; /* a copy */
  guint generation;
} IdsRequest;

typedef struct
{
  GArray *ids;
  GArray *hunks;
  gboolean wide;
  PageReply *first; /* the rows of the first page when the list was empty; NULL: none */
} IdsReply;

static void
page_request_free (PageRequest *self)
{
  g_array_unref (self->ids);
  g_free (self);
}

static void
page_reply_free (PageReply *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static void
ids_request_free (IdsRequest *self)
{
  td_query_free (self->query);
  g_array_unref (self->before);
  g_free (self);
}

static void
ids_reply_free (IdsReply *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->hunks, g_array_unref);
  g_clear_pointer (&self->first, page_reply_free);
  g_free (self);
}

static void
set_loading (TdRecordList *self, gboolean loading)
{
  if (self->loading == (guint) loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static PageReply *
read_rows (TdConnection *connection, TdKind kind, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (kind);
  PageReply *reply = g_new0 (PageReply, 1);

  td_query_where_ids (query, "id", ids, n_ids);
  if (td_connection_exec (connection, "BEGIN", "read a page", error))
    {
      reply->seq = td_history_last_seq (connection, NULL);
      reply->rows = td_query_list (query, connection, error);
      td_connection_exec (connection, "COMMIT", "read a page", NULL);
    }
  if (reply->rows != NULL)
    return reply;

  page_reply_free (reply);
  return NULL;
}

/* On the reader thread: the rows of a page by their keys, and the commit they were read at. */
static gpointer
read_page (TdConnection *connection, gpointer data, GError **error)
{
  PageRequest *request = data;

  return read_rows (connection, request->kind, (gint64 *) request->ids->data, request->ids->len,
                    error);
}

static void
give_row (TdRecordList *self, gint64 id, gpointer row, gint64 seq)
{
  TdKind kind = td_query_get_kind (self->query);
  TdRecord *record = td_live_peek (self->workspace->live, kind, id);

  if (record != NULL)
    td_record_take_row (record, row, seq);
  else
    td_row_free (kind, row);
}

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdRecordList) self = data;
  g_autoptr (GError) error = NULL;
  PageReply *reply = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);

  if (reply == NULL)
    {
      g_hash_table_remove_all (self->requested);
      return;
    }

  for (guint i = 0; i < reply->rows->len; i++)
    {
      gpointer row = g_ptr_array_index (reply->rows, i);
      gint64 id = ((TdRow *) row)->id;

      g_hash_table_remove (self->requested, &id);
      give_row (self, id, td_row_copy (td_query_get_kind (self->query), row), reply->seq);
    }

  /* A row that changed after the page was read must not come out of the cache later. */
  if (reply->seq >= td_live_get_seq (self->workspace->live))
    td_page_cache_add (self->cache, g_steal_pointer (&reply->rows), reply->seq);
  page_reply_free (reply);
}

/* All rows of the page around position that are not there yet are asked for together. */
static void
want_page (TdRecordList *self, guint position)
{
  guint first = position / TD_PAGE_SIZE * TD_PAGE_SIZE;
  guint last = MIN (first + TD_PAGE_SIZE, self->ids->len);

  for (guint i = first; i < last; i++)
    {
      gint64 id = g_array_index (self->ids, gint64, i);

      if (g_hash_table_add (self->requested, g_memdup2 (&id, sizeof id)))
        g_array_append_val (self->wanted, id);
    }
}

/* Once per turn of the main loop: a view asks for hundreds of rows in a row. */
static gboolean
ask_cb (gpointer data)
{
  TdRecordList *self = data;
  guint n = 0;

  g_clear_pointer (&self->ask, g_source_unref);
  while (n < self->wanted->len)
    {
      PageRequest *request = g_new0 (PageRequest, 1);
      guint take = MIN (self->wanted->len - n, TD_PAGE_SIZE);

      request->kind = td_query_get_kind (self->query);
      request->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_vals (request->ids, &g_array_index (self->wanted, gint64, n), take);
      n += take;
      td_workspace_read_full (self->workspace, TD_PRIORITY_NOW, read_page, request,
                              (GDestroyNotify) page_request_free, (GDestroyNotify) page_reply_free,
                              self->cancellable, page_read_cb, g_object_ref (self));
    }
  g_array_set_size (self->wanted, 0);

  return G_SOURCE_REMOVE;
}

static void
schedule_ask (TdRecordList *self)
{
  if (self->ask != NULL || self->wanted->len == 0)
    return;

  self->ask = g_idle_source_new ();
  g_source_set_priority (self->ask, G_PRIORITY_HIGH_IDLE - 10);
  g_source_set_callback (self->ask, ask_cb, self, NULL);
  g_source_attach (self->ask, self->workspace->context);
}

static gpointer
get_item (GListModel *model, guint position)
{
  TdRecordList *self = TD_RECORD_LIST (model);
  TdKind kind = td_query_get_kind (self->query);
  TdRecord *record;
  gpointer row;
  gint64 id, seq;

  if (position >= self->ids->len)
    return NULL;

  id = g_array_index (self->ids, gint64, position);
  record = td_live_get (self->workspace->live, kind, id, FALSE);
  if (!td_record_get_loading (record))
    return record;

  row = td_page_cache_take (self->cache, id, &seq);
  if (row != NULL)
    {
      td_record_take_row (record, row, seq);
      return record;
    }

  if (self->workspace->connection != NULL)
    {
      want_page (self, position);
      schedule_ask (self);
    }

  return record;
}

static GType
get_item_type (GListModel *model)
{
  return td_record_type_for_kind (td_query_get_kind (TD_RECORD_LIST (model)->query));
}

static guint
get_n_items (GListModel *model)
{
  return TD_RECORD_LIST (model)->ids->len;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item = get_item;
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
}

/* On the reader thread: the new ids, and how they differ from what the list shows. */
static gpointer
read_ids_func (TdConnection *connection, gpointer data, GError **error)
{
  IdsRequest *request = data;
  IdsReply *reply = g_new0 (IdsReply, 1);

  reply->ids = td_query_list_ids (request->query, connection, error);
  if (reply->ids == NULL)
    {
      ids_reply_free (reply);
      return NULL;
    }

  /* An empty list that fills shows its first page at once: no second way through the threads. */
  if (request->before->len == 0 && reply->ids->len > 0)
    reply->first =
        read_rows (connection, td_query_get_kind (request->query), (gint64 *) reply->ids->data,
                   MIN (reply->ids->len, TD_PAGE_SIZE), NULL);
  reply->hunks = td_id_diff ((gint64 *) request->before->data, request->before->len,
                             (gint64 *) reply->ids->data, reply->ids->len, &reply->wide);
  return reply;
}

/* n-items is right at each emission. */
static void
apply_hunks (TdRecordList *self, IdsReply *reply)
{
  guint n_before = self->ids->len;

  if (reply->hunks->len == 0)
    return;

  for (guint i = 0; i < reply->hunks->len; i++)
    {
      TdIdHunk *hunk = &g_array_index (reply->hunks, TdIdHunk, i);

      if (hunk->removed > 0)
        g_array_remove_range (self->ids, hunk->position, hunk->removed);
      if (hunk->added > 0)
        g_array_insert_vals (self->ids, hunk->position,
                             &g_array_index (reply->ids, gint64, hunk->position), hunk->added);
      g_list_model_items_changed (G_LIST_MODEL (self), hunk->position, hunk->removed, hunk->added);
    }

  if (self->ids->len != n_before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  if (reply->wide)
    g_signal_emit (self, reordered_signal, 0);
}

static void
ids_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdRecordList) self = ((gpointer *) data)[0];
  guint generation = GPOINTER_TO_UINT (((gpointer *) data)[1]);
  g_autoptr (GError) error = NULL;
  IdsReply *reply = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);

  g_free (data);
  self->reading = FALSE;
  if (reply != NULL && generation == self->generation)
    {
      if (reply->first != NULL && reply->first->seq >= td_live_get_seq (self->workspace->live))
        td_page_cache_add (self->cache, g_steal_pointer (&reply->first->rows), reply->first->seq);
      apply_hunks (self, reply);
    }
  if (reply != NULL)
    ids_reply_free (reply);

  if (self->stale && self->workspace->connection != NULL)
    read_ids (self);
  else
    set_loading (self, FALSE);
}

static void
read_ids (TdRecordList *self)
{
  IdsRequest *request;
  gpointer *data;

  if (self->reading)
    {
      self->stale = TRUE;
      return;
    }

  request = g_new0 (IdsRequest, 1);
  request->query = td_query_copy (self->query);
  request->before = g_array_copy (self->ids);
  data = g_new0 (gpointer, 2);
  data[0] = g_object_ref (self);
  data[1] = GUINT_TO_POINTER (self->generation);

  self->reading = TRUE;
  self->stale = FALSE;
  set_loading (self, TRUE);
  td_workspace_read_full (self->workspace, TD_PRIORITY_SOON, read_ids_func, request,
                          (GDestroyNotify) ids_request_free, (GDestroyNotify) ids_reply_free,
                          self->cancellable, ids_read_cb, data);
}

static void
changed_cb (const TdLiveChanges *changes, gpointer data)
{
  TdRecordList *self = data;
  TdKind kind = td_query_get_kind (self->query);
  gboolean concerned = FALSE;
  GHashTableIter iter;
  gpointer key;

  if (changes->reload & (G_GUINT64_CONSTANT (1) << kind))
    td_page_cache_clear (self->cache);

  g_hash_table_iter_init (&iter, changes->touched);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (((TdLiveKey *) key)->kind == kind)
        td_page_cache_drop (self->cache, ((TdLiveKey *) key)->id);
    }

  for (guint k = 0; k < TD_N_KINDS && !concerned; k++)
    concerned = (changes->kinds & (G_GUINT64_CONSTANT (1) << k)) &&
                td_query_depends_on (self->query, (TdKind) k);
  if (concerned)
    read_ids (self);
}

static void
td_record_list_dispose (GObject *object)
{
  TdRecordList *self = TD_RECORD_LIST (object);

  if (self->ask != NULL)
    {
      g_source_destroy (self->ask);
      g_clear_pointer (&self->ask, g_source_unref);
    }
  g_cancellable_cancel (self->cancellable);
  if (self->watch != 0)
    td_live_unwatch (self->workspace->live, self->watch);
  self->watch = 0;
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_record_list_parent_class)->dispose (object);
}

static void
td_record_list_finalize (GObject *object)
{
  TdRecordList *self = TD_RECORD_LIST (object);

  g_clear_pointer (&self->query, td_query_free);
  g_clear_pointer (&self->cache, td_page_cache_free);
  g_hash_table_unref (self->requested);
  g_array_unref (self->wanted);
  g_array_unref (self->ids);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (td_record_list_parent_class)->finalize (object);
}

static void
td_record_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TdRecordList *self = TD_RECORD_LIST (object);

  switch (prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->ids->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
td_record_list_class_init (TdRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = td_record_list_dispose;
  object_class->finalize = td_record_list_finalize;
  object_class->get_property = td_record_list_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  reordered_signal = g_signal_new ("reordered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
td_record_list_init (TdRecordList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->requested = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
}

/**
 * td_record_list_new:
 * @workspace: a workspace
 * @query: which records, in which order
 *
 * The list is empty at first and fills when the main loop runs.
 *
 * Returns: (transfer full): the list
 */
TdRecordList *
td_record_list_new (TdWorkspace *workspace, const TdQuery *query)
{
  TdRecordList *self;

  g_return_val_if_fail (TD_IS_WORKSPACE (workspace) && query != NULL, NULL);

  self = g_object_new (TD_TYPE_RECORD_LIST, NULL);
  self->workspace = g_object_ref (workspace);
  self->query = td_query_copy (query);
  self->cache = td_page_cache_new (td_query_get_kind (query));
  self->watch = td_live_watch (workspace->live, changed_cb, self);
  read_ids (self);

  return self;
}

/**
 * td_record_list_set_query:
 * @self: a list
 * @query: another query for the same kind
 *
 * Asks anew; the list changes when the answer is there.
 */
void
td_record_list_set_query (TdRecordList *self, const TdQuery *query)
{
  g_return_if_fail (TD_IS_RECORD_LIST (self) && query != NULL);
  g_return_if_fail (td_query_get_kind (query) == td_query_get_kind (self->query));

  if (td_query_equal (self->query, query))
    return;

  td_query_free (self->query);
  self->query = td_query_copy (query);
  self->generation++;
  read_ids (self);
}

/**
 * td_record_list_get_query:
 * @self: a list
 *
 * Returns: (transfer none): what it asks for
 */
const TdQuery *
td_record_list_get_query (TdRecordList *self)
{
  g_return_val_if_fail (TD_IS_RECORD_LIST (self), NULL);

  return self->query;
}

/**
 * td_record_list_get_loading:
 * @self: a list
 *
 * Returns: whether an answer is on its way
 */
gboolean
td_record_list_get_loading (TdRecordList *self)
{
  g_return_val_if_fail (TD_IS_RECORD_LIST (self), FALSE);

  return self->loading;
}

/**
 * td_record_list_get_id:
 * @self: a list
 * @position: a position
 *
 * Returns: the id there without making an object, 0 behind the end
 */
gint64
td_record_list_get_id (TdRecordList *self, guint position)
{
  g_return_val_if_fail (TD_IS_RECORD_LIST (self), 0);

  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

/**
 * td_record_list_find:
 * @self: a list
 * @id: a record
 * @position: (out) (optional): where it stands
 *
 * Returns: whether it is in the list
 */
gboolean
td_record_list_find (TdRecordList *self, gint64 id, guint *position)
{
  g_return_val_if_fail (TD_IS_RECORD_LIST (self), FALSE);

  for (guint i = 0; i < self->ids->len; i++)
    {
      if (g_array_index (self->ids, gint64, i) == id)
        {
          if (position != NULL)
            *position = i;
          return TRUE;
        }
    }

  return FALSE;
}
