/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-live.h"

#include "td-changeset.h"
#include "td-history-private.h"
#include "td-record-private.h"
#include "td-row-sql.h"
#include "td-workspace-private.h"

#define POLL_MS 500

typedef struct
{
  guint id;
  TdLiveFunc func;
  gpointer data;
} Watch;

/* Invariant: records holds exactly the live objects of the workspace, weakly: an object takes
 * itself out when it is disposed of. */
struct _TdLive
{
  TdWorkspace *workspace; /* owns us */
  GHashTable *records;    /* TdLiveKey -> TdRecord, not owned */
  GArray *watches;
  guint last_watch;
  GSource *poll;
  gint64 data_version;
  gint64 seq; /* the last commit the objects show */
  guint refreshing : 1;
  guint again : 1;
};

static guint
hash_key (gconstpointer data)
{
  const TdLiveKey *key = data;

  return g_int64_hash (&key->id) * 31 + (guint) key->kind;
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const TdLiveKey *x = a;
  const TdLiveKey *y = b;

  return x->kind == y->kind && x->id == y->id;
}

static gint64
read_data_version (TdLive *self)
{
  gint64 version = 0;

  td_connection_query_int (self->workspace->connection, "PRAGMA data_version", &version, NULL);

  return version;
}

static gboolean
poll_cb (gpointer data)
{
  TdLive *self = data;

  if (self->workspace->connection != NULL && read_data_version (self) != self->data_version)
    td_live_refresh (self);

  return G_SOURCE_CONTINUE;
}

TdLive *
td_live_new (TdWorkspace *workspace)
{
  TdLive *self = g_new0 (TdLive, 1);

  self->workspace = workspace;
  self->records = g_hash_table_new_full (hash_key, equal_keys, g_free, NULL);
  self->watches = g_array_new (FALSE, FALSE, sizeof (Watch));
  self->data_version = read_data_version (self);
  self->seq = td_history_last_seq (workspace->connection, NULL);

  self->poll = g_timeout_source_new (POLL_MS);
  g_source_set_callback (self->poll, poll_cb, self, NULL);
  g_source_attach (self->poll, workspace->context);

  return self;
}

void
td_live_stop (TdLive *self)
{
  if (self->poll == NULL)
    return;

  g_source_destroy (self->poll);
  g_clear_pointer (&self->poll, g_source_unref);
}

/* Records hold the workspace, so none is left when it goes. */
void
td_live_free (TdLive *self)
{
  td_live_stop (self);
  g_hash_table_unref (self->records);
  g_array_unref (self->watches);
  g_free (self);
}

TdRecord *
td_live_peek (TdLive *self, TdKind kind, gint64 id)
{
  TdLiveKey key = { kind, id };

  return g_hash_table_lookup (self->records, &key);
}

static void
load_record (TdLive *self, TdRecord *record)
{
  g_autoptr (GError) error = NULL;
  gpointer row;

  if (self->workspace->connection == NULL)
    return;

  row = td_row_sql_find (self->workspace->connection, td_record_get_kind (record),
                         td_record_get_id (record), &error);
  if (error == NULL)
    td_record_take_row (record, row, self->seq);
}

/* load: read it at once when it is new; else it says "loading" until somebody gives it a row. */
TdRecord *
td_live_get (TdLive *self, TdKind kind, gint64 id, gboolean load)
{
  TdRecord *record = td_live_peek (self, kind, id);
  TdLiveKey key = { kind, id };

  if (record != NULL)
    {
      g_object_ref (record);
    }
  else
    {
      record = td_record_new (self->workspace, kind, id);
      g_hash_table_insert (self->records, g_memdup2 (&key, sizeof key), record);
    }
  if (load && td_record_get_loading (record))
    load_record (self, record);

  return record;
}

void
td_live_forget (TdLive *self, TdKind kind, gint64 id)
{
  TdLiveKey key = { kind, id };

  g_hash_table_remove (self->records, &key);
}

/* The commit the live objects show. */
gint64
td_live_get_seq (TdLive *self)
{
  return self->seq;
}

guint
td_live_watch (TdLive *self, TdLiveFunc func, gpointer data)
{
  Watch watch = { ++self->last_watch, func, data };

  g_array_append_val (self->watches, watch);

  return watch.id;
}

void
td_live_unwatch (TdLive *self, guint id)
{
  for (guint i = 0; i < self->watches->len; i++)
    {
      if (g_array_index (self->watches, Watch, i).id == id)
        {
          g_array_remove_index (self->watches, i);
          return;
        }
    }
}

static gboolean
touch_cb (TdKind kind, gint64 id, char change, gpointer data)
{
  TdLiveChanges *changes = data;
  TdLiveKey key = { kind, id };

  changes->kinds |= G_GUINT64_CONSTANT (1) << kind;
  if (!g_hash_table_contains (changes->touched, &key))
    g_hash_table_add (changes->touched, g_memdup2 (&key, sizeof key));

  return TRUE;
}

/* One commit: its changesets say which rows; without one its tables are read anew. */
static void
collect_commit (
    TdLive *self, TdLiveChanges *changes, gint64 history_id, gint64 changeset_id, guint64 kinds)
{
  g_autofree char *sql = g_strdup_printf (
      changeset_id != 0
          ? "SELECT changes FROM history_changeset WHERE id = %" G_GINT64_FORMAT
          : "SELECT changes FROM history_changeset WHERE history_id = %" G_GINT64_FORMAT,
      changeset_id != 0 ? changeset_id : history_id);
  g_autoptr (TdStatement) statement =
      td_connection_prepare (self->workspace->connection, sql, NULL);
  guint64 found = changes->kinds;
  guint n = 0;

  changes->kinds = 0;
  while (statement != NULL && td_statement_step (statement, NULL) == TD_STEP_ROW)
    {
      gsize size;
      gconstpointer data = td_statement_blob (statement, 0, &size);
      g_autoptr (GBytes) bytes = g_bytes_new (data, size);

      td_changeset_foreach (bytes, touch_cb, changes);
      n++;
    }

  changes->reload |= n == 0 ? kinds : kinds & ~changes->kinds;
  changes->kinds |= found | kinds;
}

static gboolean
collect (TdLive *self, TdLiveChanges *changes)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      self->workspace->connection,
      "SELECT seq, history_id, changeset_id, tables FROM commit_log WHERE seq > ?1 ORDER BY seq",
      NULL);
  gint64 previous = self->seq;

  if (statement == NULL)
    return FALSE;

  changes->seq = self->seq;
  td_statement_bind_int (statement, 1, self->seq);
  while (td_statement_step (statement, NULL) == TD_STEP_ROW)
    {
      changes->seq = td_statement_int (statement, 0);
      if (changes->seq - 1 != previous)
        changes->kinds = changes->reload = G_MAXUINT64;
      previous = changes->seq;
      collect_commit (self, changes, td_statement_int (statement, 1),
                      td_statement_int (statement, 2),
                      td_history_parse_kinds (td_statement_text (statement, 3)));
    }

  return changes->seq != self->seq;
}

typedef struct
{
  TdRecord *record; /* owned */
  gpointer row;     /* NULL: gone */
} Fresh;

/* Reads the rows of the live objects concerned, in the same read transaction as the log. */
static GArray *
read_fresh (TdLive *self, const TdLiveChanges *changes)
{
  GArray *fresh = g_array_new (FALSE, FALSE, sizeof (Fresh));
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const TdLiveKey *k = key;
      g_autoptr (GError) error = NULL;
      Fresh item = { value, NULL };

      if (!(changes->reload & (G_GUINT64_CONSTANT (1) << k->kind)) &&
          !g_hash_table_contains (changes->touched, k))
        continue;

      item.row = td_row_sql_find (self->workspace->connection, k->kind, k->id, &error);
      if (error != NULL)
        continue;
      g_object_ref (item.record);
      g_array_append_val (fresh, item);
    }

  return fresh;
}

static void
tell (TdLive *self, const TdLiveChanges *changes)
{
  g_autoptr (GArray) watches = g_array_copy (self->watches);

  for (guint i = 0; i < watches->len; i++)
    {
      Watch *watch = &g_array_index (watches, Watch, i);

      watch->func (changes, watch->data);
    }

  g_signal_emit_by_name (self->workspace, "changed", changes->kinds);
}

static void
refresh_once (TdLive *self)
{
  g_autoptr (GHashTable) touched = g_hash_table_new_full (hash_key, equal_keys, g_free, NULL);
  g_autoptr (GArray) fresh = NULL;
  TdLiveChanges changes = { 0, 0, touched, 0 };
  gboolean any;

  /* The version is read before the rows: a commit that comes in between is seen again later. */
  self->data_version = read_data_version (self);
  if (!td_connection_exec (self->workspace->connection, "BEGIN", "read changes", NULL))
    return;
  any = collect (self, &changes);
  if (any)
    fresh = read_fresh (self, &changes);
  td_connection_exec (self->workspace->connection, "COMMIT", "read changes", NULL);
  if (!any)
    return;

  self->seq = changes.seq;
  td_workspace_update_labels (self->workspace);
  for (guint i = 0; i < fresh->len; i++)
    {
      Fresh *item = &g_array_index (fresh, Fresh, i);

      td_record_take_row (item->record, item->row, changes.seq);
      g_object_unref (item->record);
    }
  tell (self, &changes);
}

/* Handlers of the signals may act and so ask for another refresh: it follows, never nests. */
void
td_live_refresh (TdLive *self)
{
  g_autoptr (TdWorkspace) alive = g_object_ref (self->workspace);

  if (self->refreshing)
    {
      self->again = TRUE;
      return;
    }

  self->refreshing = TRUE;
  do
    {
      self->again = FALSE;
      refresh_once (self);
    }
  while (self->again && alive->connection != NULL);
  self->refreshing = FALSE;
}
