/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-workspace.h"

#include "td-dossier-index.h"
#include "td-history-private.h"
#include "td-workspace-private.h"

/* One step of an index on its way through the writer thread. */
typedef struct
{
  gboolean (*run) (TdConnection *connection, gpointer step, GError **error);
  gint64 generation, top_id;
  GArray *ids;
  GPtrArray *blocks;
  const TdDossierIndex *made;
  GArray *fresh;
  gboolean more;
  GError *error;
} Step;

static gboolean
begin_step (TdConnection *connection, gpointer data, GError **error)
{
  Step *step = data;

  return td_index_sink_begin (connection, &step->generation, &step->top_id, error);
}

static gboolean
keep_step (TdConnection *connection, gpointer data, GError **error)
{
  Step *step = data;

  return td_index_sink_keep (connection, step->generation, step->ids, step->blocks, error);
}

static gboolean
finish_step (TdConnection *connection, gpointer data, GError **error)
{
  Step *step = data;

  return td_index_sink_finish (connection, step->made, step->fresh, error);
}

static gboolean
clean_step (TdConnection *connection, gpointer data, GError **error)
{
  Step *step = data;

  return td_index_sink_clean (connection, &step->more, error);
}

static void
run_step (TdConnection *connection, gpointer data)
{
  Step *step = data;

  td_history_run (connection, step->run, step, &step->error);
}

static gboolean
take_step (TdWorkspace *self, Step *step, GError **error)
{
  td_worker_run (self->writer, TD_PRIORITY_BACKGROUND, run_step, step);
  if (step->error == NULL)
    return TRUE;

  g_propagate_error (error, step->error);
  return FALSE;
}

static gboolean
begin_cb (gint64 *generation, gint64 *top_id, gpointer data, GError **error)
{
  Step step = { .run = begin_step };
  gboolean done = take_step (data, &step, error);

  *generation = step.generation;
  *top_id = step.top_id;

  return done;
}

static gboolean
keep_cb (gint64 generation, GArray *ids, GPtrArray *blocks, gpointer data, GError **error)
{
  Step step = { .run = keep_step, .generation = generation, .ids = ids, .blocks = blocks };

  return take_step (data, &step, error);
}

static gboolean
finish_cb (const TdDossierIndex *made, GArray *fresh, gpointer data, GError **error)
{
  Step step = { .run = finish_step, .made = made, .fresh = fresh };

  return take_step (data, &step, error);
}

/* What is left of older ones goes bit by bit, with edits in between. */
static gboolean
clean_up (TdWorkspace *self, GCancellable *cancellable, GError **error)
{
  Step step = { .run = clean_step, .more = TRUE };

  while (step.more)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !take_step (self, &step, error))
      return FALSE;

  return TRUE;
}

/* On any thread but the writer's, whose edits get in between. */
static gboolean
index_dossiers (TdWorkspace *self, GCancellable *cancellable, GError **error)
{
  TdIndexSink sink = { begin_cb, keep_cb, finish_cb, self, FALSE };
  g_autoptr (TdConnection) connection = td_connection_open (self->path, self->read_flags, error);

  if (connection == NULL)
    return FALSE;

  return !td_dossier_index_is_wanted (connection) ||
         (td_dossier_index_build (connection, &sink, cancellable, error) &&
          clean_up (self, cancellable, error));
}

/**
 * td_workspace_index_dossiers:
 * @self: a workspace that can be written
 * @cancellable: (nullable): to end early
 * @error: return location
 *
 * Makes the index of the dossiers anew when it would make lists faster, and waits for it: seconds
 * for millions.
 *
 * Returns: FALSE with @error set
 */
gboolean
td_workspace_index_dossiers (TdWorkspace *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (TD_IS_WORKSPACE (self), FALSE);

  return td_workspace_check_writable (self, error) && index_dossiers (self, cancellable, error);
}

static gpointer
run_indexer (gpointer data)
{
  TdWorkspace *self = data;

  index_dossiers (self, self->index_cancellable, NULL);
  g_atomic_int_set (&self->indexing, FALSE);

  return NULL;
}

/**
 * td_workspace_index_dossiers_behind:
 * @self: a workspace
 *
 * td_workspace_index_dossiers() on a thread of its own, unless it runs already. What it cannot do
 * now waits for the next time: lists are right without an index, too. Not on a network, where
 * reading holds up those who write.
 */
void
td_workspace_index_dossiers_behind (TdWorkspace *self)
{
  g_return_if_fail (TD_IS_WORKSPACE (self));

  if (self->writer == NULL || self->guard == NULL || g_atomic_int_get (&self->indexing))
    return;
  td_workspace_stop_indexing (self);
  self->indexing = TRUE;
  self->index_cancellable = g_cancellable_new ();
  self->indexer = g_thread_new ("td-indexer", run_indexer, self);
}

/* Before the writer goes. */
void
td_workspace_stop_indexing (TdWorkspace *self)
{
  if (self->indexer == NULL)
    return;

  g_cancellable_cancel (self->index_cancellable);
  g_thread_join (g_steal_pointer (&self->indexer));
  g_clear_object (&self->index_cancellable);
}
