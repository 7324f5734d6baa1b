/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-source.h"

#include "td-task-blocks.h"

#define KEY "td-task-source"

/* The tasks are packed for the next start: first when the window has come to rest, then a while
 * after the last edit. Milliseconds. */
#define FIRST_PACKING 700
#define NEXT_PACKING 5000

struct _TdTaskSource
{
  GObject parent_instance;

  TdWorkspace *workspace;
  TdTaskIndex *index;
  guint packing; /* the timer */
};

G_DEFINE_FINAL_TYPE (TdTaskSource, td_task_source, G_TYPE_OBJECT)

static void
td_task_source_dispose (GObject *object)
{
  TdTaskSource *self = TD_TASK_SOURCE (object);

  g_clear_handle_id (&self->packing, g_source_remove);
  if (self->workspace != NULL)
    g_object_set_data (G_OBJECT (self->workspace), KEY, NULL);
  g_clear_pointer (&self->index, td_task_index_unref);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_task_source_parent_class)->dispose (object);
}

static void
td_task_source_class_init (TdTaskSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_task_source_dispose;
}

static void
pack_cb (gpointer user_data)
{
  TdTaskSource *self = user_data;

  self->packing = 0;
  td_task_blocks_fill_behind (self->workspace);
}

static void
pack_later (TdTaskSource *self)
{
  g_clear_handle_id (&self->packing, g_source_remove);
  self->packing = g_timeout_add_once (NEXT_PACKING, pack_cb, self);
}

static void
td_task_source_init (TdTaskSource *self G_GNUC_UNUSED)
{
}

/**
 * td_task_source_of:
 * @workspace: an open workspace
 *
 * Returns: (transfer full): what its pages share
 */
TdTaskSource *
td_task_source_of (TdWorkspace *workspace)
{
  TdTaskSource *self = g_object_get_data (G_OBJECT (workspace), KEY);

  if (self != NULL)
    return g_object_ref (self);

  self = g_object_new (TD_TYPE_TASK_SOURCE, NULL);
  self->workspace = g_object_ref (workspace);
  self->index = td_task_index_new (workspace);
  g_object_set_data (G_OBJECT (workspace), KEY, self);
  self->packing = g_timeout_add_once (FIRST_PACKING, pack_cb, self);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (pack_later), self, G_CONNECT_SWAPPED);

  return self;
}

TdTaskIndex *
td_task_source_get_index (TdTaskSource *self)
{
  g_return_val_if_fail (TD_IS_TASK_SOURCE (self), NULL);

  return self->index;
}
