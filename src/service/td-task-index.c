/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-index.h"

#include "td-history.h"
#include "td-date.h"

#define MAX_PATCH 500 /* more changed tasks are cheaper to read anew */

struct _TdTaskIndex
{
  gatomicrefcount references;
  TdWorkspace *workspace;   /* main thread */
  TdTaskSnapshot *snapshot; /* reader thread, like all below */
  gint64 seq;
};

/* What happened since the snapshot was made. */
typedef struct
{
  TdConnection *connection;
  GHashTable *tasks; /* set of ids */
  gboolean reload;
} Changes;

/**
 * td_task_index_new:
 * @workspace: the workspace
 *
 * Returns: (transfer full): an index that reads when it is first asked
 */
TdTaskIndex *
td_task_index_new (TdWorkspace *workspace)
{
  TdTaskIndex *self = g_new0 (TdTaskIndex, 1);

  g_atomic_ref_count_init (&self->references);
  self->workspace = g_object_ref (workspace);

  return self;
}

TdTaskIndex *
td_task_index_ref (TdTaskIndex *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

void
td_task_index_unref (TdTaskIndex *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;

  g_clear_pointer (&self->snapshot, td_task_snapshot_unref);
  g_object_unref (self->workspace);
  g_free (self);
}

/* The task that a record is of; a record that is gone does not say. */
static gint64
task_of (Changes *self, TdKind kind, gint64 id)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT task_id FROM %s WHERE id = ?1", td_kind_spec (kind)->name);
  g_autoptr (TdStatement) statement = td_connection_prepare (self->connection, sql, NULL);

  if (statement == NULL)
    return 0;
  td_statement_bind_int (statement, 1, id);

  return td_statement_step (statement, NULL) == TD_STEP_ROW ? td_statement_int (statement, 0) : 0;
}

static gboolean
change_cb (TdKind kind, gint64 id, char change, gpointer data)
{
  Changes *self = data;

  switch (kind)
    {
    case TD_KIND_PLAN:
    case TD_KIND_PLAN_GROUP:
    case TD_KIND_UNIT:
      self->reload = TRUE;
      break;
    case TD_KIND_TASK:
      g_hash_table_add (self->tasks, g_memdup2 (&id, sizeof id));
      break;
    case TD_KIND_TASK_UNIT:
    case TD_KIND_TASK_UPDATE:
    case TD_KIND_TASK_TRIGGER:
    case TD_KIND_TASK_OCCURRENCE:
    case TD_KIND_TASK_MILESTONE:
      id = change != '-' ? task_of (self, kind, id) : 0;
      if (id == 0)
        self->reload = TRUE;
      else
        g_hash_table_add (self->tasks, g_memdup2 (&id, sizeof id));
      break;
    default:
      break;
    }

  return TRUE;
}

#define BIT(kind) (G_GUINT64_CONSTANT (1) << (kind))
#define KINDS                                                                                      \
  (BIT (TD_KIND_PLAN) | BIT (TD_KIND_PLAN_GROUP) | BIT (TD_KIND_UNIT) | BIT (TD_KIND_TASK) |       \
   BIT (TD_KIND_TASK_UNIT) | BIT (TD_KIND_TASK_UPDATE) | BIT (TD_KIND_TASK_TRIGGER) |              \
   BIT (TD_KIND_TASK_OCCURRENCE) | BIT (TD_KIND_TASK_MILESTONE))

/* Returns: (transfer full): the snapshot brought up to date from the log */
static TdTaskSnapshot *
follow (TdTaskIndex *self, TdConnection *connection, GError **error)
{
  g_autoptr (GHashTable) tasks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Changes changes = { connection, tasks, FALSE };
  guint64 reload;
  GHashTableIter iter;
  gpointer id;

  if (!td_history_changes_since (connection, self->seq, change_cb, &changes, &reload, error))
    return NULL;
  if (changes.reload || (reload & KINDS) || g_hash_table_size (tasks) > MAX_PATCH)
    return td_task_snapshot_load (connection, error);
  if (g_hash_table_size (tasks) == 0)
    return td_task_snapshot_ref (self->snapshot);

  g_hash_table_iter_init (&iter, tasks);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (ids, id, 1);

  return td_task_snapshot_patch (self->snapshot, connection, (const gint64 *) (gpointer) ids->data,
                                 ids->len, error);
}

static TdTaskSnapshot *
update (TdTaskIndex *self, TdConnection *connection, GError **error)
{
  gint64 seq = td_history_last_seq (connection, error);
  TdTaskSnapshot *snapshot;

  if (seq < 0)
    return NULL;
  if (self->snapshot != NULL && seq == self->seq)
    return td_task_snapshot_ref (self->snapshot);
  snapshot = self->snapshot == NULL ? td_task_snapshot_load (connection, error)
                                    : follow (self, connection, error);
  if (snapshot == NULL)
    return NULL;
  g_clear_pointer (&self->snapshot, td_task_snapshot_unref);
  self->snapshot = td_task_snapshot_ref (snapshot);
  self->seq = seq;

  return snapshot;
}

/**
 * td_task_index_read:
 * @self: an index
 * @connection: the reader thread's, always the same thread
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the facts of all tasks as of now
 */
TdTaskSnapshot *
td_task_index_read (TdTaskIndex *self, TdConnection *connection, GError **error)
{
  TdTaskSnapshot *snapshot;

  /* log and rows of one moment */
  if (!td_connection_exec (connection, "BEGIN", "read tasks", error))
    return NULL;
  snapshot = update (self, connection, error);
  td_connection_exec (connection, "COMMIT", "read tasks", NULL);

  return snapshot;
}

typedef struct
{
  TdTaskIndex *index;
  TdTaskFilter *filter;
  guint32 as_of;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  td_task_index_unref (self->index);
  td_task_filter_free (self->filter);
  g_free (self);
}

static gpointer
query_cb (TdConnection *connection, gpointer data, GError **error)
{
  Question *self = data;
  g_autoptr (TdTaskSnapshot) snapshot = td_task_index_read (self->index, connection, error);

  return snapshot != NULL
             ? td_task_query_run (snapshot, connection, self->filter, self->as_of, error)
             : NULL;
}

static gpointer
snapshot_cb (TdConnection *connection, gpointer data, GError **error)
{
  return td_task_index_read (((Question *) data)->index, connection, error);
}

static Question *
question_new (TdTaskIndex *self, const TdTaskFilter *filter)
{
  Question *question = g_new0 (Question, 1);

  question->index = td_task_index_ref (self);
  question->filter = filter != NULL ? td_task_filter_copy (filter) : td_task_filter_new ();

  return question;
}

/**
 * td_task_index_query_async:
 * @self: an index
 * @filter: which tasks, grouped and sorted how
 * @as_of: (nullable): the day; NULL: today
 * @cancellable: (nullable): drops the question when a newer one is asked
 * @callback: called on the main thread
 * @user_data: for @callback
 */
void
td_task_index_query_async (TdTaskIndex *self,
                           const TdTaskFilter *filter,
                           const GDate *as_of,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Question *question = question_new (self, filter);
  GDate today;

  if (as_of == NULL)
    td_date_today (&today);
  question->as_of = g_date_get_julian (as_of != NULL ? as_of : &today);
  td_workspace_read_async (self->workspace, query_cb, question, question_free,
                           (GDestroyNotify) td_task_result_free, cancellable, callback, user_data);
}

TdTaskResult *
td_task_index_query_finish (TdTaskIndex *self, GAsyncResult *result, GError **error)
{
  return td_workspace_read_finish (self->workspace, result, error);
}

void
td_task_index_snapshot_async (TdTaskIndex *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  td_workspace_read_async (self->workspace, snapshot_cb, question_new (self, NULL), question_free,
                           (GDestroyNotify) td_task_snapshot_unref, cancellable, callback,
                           user_data);
}

TdTaskSnapshot *
td_task_index_snapshot_finish (TdTaskIndex *self, GAsyncResult *result, GError **error)
{
  return td_workspace_read_finish (self->workspace, result, error);
}
