/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-worker.h"

#define LAST_PRIORITY G_MAXINT /* closing comes after all work */

typedef struct
{
  int priority;
  guint64 serial;
  TdWorkFunc func; /* NULL: the thread ends */
  gpointer data;
} Job;

/* Invariant: the connection is opened, used and closed by the thread alone. */
struct _TdWorker
{
  GThread *thread;
  GAsyncQueue *queue; /* (element-type Job), sorted */
  guint64 serial;     /* under the lock of the queue */
  char *path;
  TdConnectionFlags flags;
  TdConnection *connection;

  GMutex mutex; /* for what follows */
  GCond cond;
  gboolean started;
  GError *error;
};

/* A closure somebody waits for. */
typedef struct
{
  TdWorkFunc func;
  gpointer data;
  GMutex mutex;
  GCond cond;
  gboolean done;
} Call;

static int
compare_jobs (gconstpointer a, gconstpointer b, gpointer data)
{
  const Job *x = a;
  const Job *y = b;

  if (x->priority != y->priority)
    return x->priority < y->priority ? -1 : 1;

  return x->serial < y->serial ? -1 : x->serial > y->serial;
}

static void
push (TdWorker *self, int priority, TdWorkFunc func, gpointer data)
{
  Job *job = g_new0 (Job, 1);

  job->priority = priority;
  job->func = func;
  job->data = data;

  g_async_queue_lock (self->queue);
  job->serial = self->serial++;
  g_async_queue_push_sorted_unlocked (self->queue, job, compare_jobs, NULL);
  g_async_queue_unlock (self->queue);
}

static void
report_start (TdWorker *self, GError *error)
{
  g_mutex_lock (&self->mutex);
  self->started = TRUE;
  self->error = error;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static gpointer
thread_func (gpointer data)
{
  TdWorker *self = data;
  GError *error = NULL;

  self->connection = td_connection_open (self->path, self->flags, &error);
  report_start (self, error);

  while (self->connection != NULL)
    {
      Job *job = g_async_queue_pop (self->queue);
      TdWorkFunc func = job->func;
      gpointer job_data = job->data;

      g_free (job);
      if (func == NULL)
        break;
      func (self->connection, job_data);
    }

  g_clear_pointer (&self->connection, td_connection_free);

  return NULL;
}

/**
 * td_worker_new:
 * @name: name of the thread
 * @path: (type filename): the file to open
 * @flags: how
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the worker, its connection open
 */
TdWorker *
td_worker_new (const char *name, const char *path, TdConnectionFlags flags, GError **error)
{
  g_autoptr (TdWorker) self = g_new0 (TdWorker, 1);

  self->queue = g_async_queue_new ();
  self->path = g_strdup (path);
  self->flags = flags;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->thread = g_thread_new (name, thread_func, self);

  g_mutex_lock (&self->mutex);
  while (!self->started)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * td_worker_free:
 * @self: (nullable) (transfer full): a worker
 *
 * Does what is queued, then ends the thread.
 */
void
td_worker_free (TdWorker *self)
{
  if (self == NULL)
    return;

  push (self, LAST_PRIORITY, NULL, NULL);
  g_thread_join (self->thread);
  while (g_async_queue_length (self->queue) > 0)
    g_free (g_async_queue_try_pop (self->queue));
  g_async_queue_unref (self->queue);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->path);
  g_free (self);
}

/**
 * td_worker_push:
 * @self: a worker
 * @priority: when
 * @func: what; takes over @data
 * @data: for @func
 */
void
td_worker_push (TdWorker *self, TdPriority priority, TdWorkFunc func, gpointer data)
{
  push (self, (int) priority, func, data);
}

static void
call_cb (TdConnection *connection, gpointer data)
{
  Call *call = data;

  call->func (connection, call->data);

  g_mutex_lock (&call->mutex);
  call->done = TRUE;
  g_cond_signal (&call->cond);
  g_mutex_unlock (&call->mutex);
}

/**
 * td_worker_run:
 * @self: a worker
 * @priority: when
 * @func: what
 * @data: for @func
 *
 * Runs @func on the worker and waits for it.
 */
void
td_worker_run (TdWorker *self, TdPriority priority, TdWorkFunc func, gpointer data)
{
  Call call = { func, data };

  g_assert (g_thread_self () != self->thread);

  g_mutex_init (&call.mutex);
  g_cond_init (&call.cond);
  push (self, (int) priority, call_cb, &call);

  g_mutex_lock (&call.mutex);
  while (!call.done)
    g_cond_wait (&call.cond, &call.mutex);
  g_mutex_unlock (&call.mutex);

  g_mutex_clear (&call.mutex);
  g_cond_clear (&call.cond);
}

/**
 * td_worker_reply:
 * @context: the context of the thread that waits
 * @func: what to do there
 * @data: for @func
 *
 * Runs @func in @context, from any thread. Unlike g_main_context_invoke() it never runs @func in
 * the calling thread, not even while nobody iterates @context.
 */
void
td_worker_reply (GMainContext *context, GSourceFunc func, gpointer data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, NULL);
  g_source_attach (source, context);
}
