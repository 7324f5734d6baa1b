/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-import-queue.h"

/* Progress comes from the worker as often as it likes; it is left in an integer, and whoever shows
 * it looks there as often as it paints. */
typedef struct
{
  gint thousandths; /* atomic; -1: nothing reported yet */
} Run;

struct _TdImportQueue
{
  GObject parent_instance;

  GPtrArray *paths; /* (element-type filename): all of this round, the read ones too */
  guint index;      /* of the file being read, reviewed or read last; from 1, 0: none yet */
  char *name;
  Run *run; /* NULL: nothing is being read */
  GCancellable *cancellable;
  TdPlanImport *result;
};

enum
{
  SIGNAL_STARTED,
  SIGNAL_READ,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdImportQueue, td_import_queue, G_TYPE_OBJECT)

static void
td_import_queue_dispose (GObject *object)
{
  TdImportQueue *self = TD_IMPORT_QUEUE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->result, td_plan_import_free);

  G_OBJECT_CLASS (td_import_queue_parent_class)->dispose (object);
}

static void
td_import_queue_finalize (GObject *object)
{
  TdImportQueue *self = TD_IMPORT_QUEUE (object);

  g_ptr_array_unref (self->paths);
  g_free (self->name);

  G_OBJECT_CLASS (td_import_queue_parent_class)->finalize (object);
}

static void
td_import_queue_class_init (TdImportQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = td_import_queue_dispose;
  object_class->finalize = td_import_queue_finalize;

  signals[SIGNAL_STARTED] = g_signal_new ("started", TD_TYPE_IMPORT_QUEUE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_READ] = g_signal_new ("read", TD_TYPE_IMPORT_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", TD_TYPE_IMPORT_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
td_import_queue_init (TdImportQueue *self)
{
  self->paths = g_ptr_array_new_with_free_func (g_free);
}

/**
 * td_import_queue_new:
 *
 * Returns: (transfer full): a queue without files
 */
TdImportQueue *
td_import_queue_new (void)
{
  return g_object_new (TD_TYPE_IMPORT_QUEUE, NULL);
}

/**
 * td_import_queue_add:
 * @self: a queue
 * @files: #GFile objects; those that are not on this computer are left out
 *
 * Adds files behind the others. A queue whose files are all read starts to count anew.
 */
void
td_import_queue_add (TdImportQueue *self, GListModel *files)
{
  g_return_if_fail (TD_IS_IMPORT_QUEUE (self));

  if (self->run == NULL && self->index == self->paths->len && self->result == NULL)
    {
      g_ptr_array_set_size (self->paths, 0);
      self->index = 0;
    }
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);

      if (path != NULL)
        g_ptr_array_add (self->paths, path);
    }
}

/* On the worker thread */
static void
progress_cb (double fraction, gpointer data)
{
  g_atomic_int_set (&((Run *) data)->thousandths, (gint) (CLAMP (fraction, 0, 1) * 1000));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdImportQueue) self = user_data;
  g_autoptr (GError) error = NULL;
  TdPlanImport *import = td_plan_import_read_finish (result, &error);

  g_clear_pointer (&self->run, g_free);
  g_clear_object (&self->cancellable);
  if (import == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  self->result = import;
  g_signal_emit (self, signals[SIGNAL_READ], 0);
}

/**
 * td_import_queue_next:
 * @self: a queue
 *
 * Starts to read the next file, if none is being read.
 *
 * Returns: whether a file is being read now
 */
gboolean
td_import_queue_next (TdImportQueue *self)
{
  const char *path;

  g_return_val_if_fail (TD_IS_IMPORT_QUEUE (self), FALSE);

  if (self->run != NULL)
    return TRUE;
  if (self->index >= self->paths->len)
    return FALSE;

  path = g_ptr_array_index (self->paths, self->index++);
  g_free (self->name);
  self->name = g_filename_display_basename (path);
  self->run = g_new (Run, 1);
  self->run->thousandths = -1;
  self->cancellable = g_cancellable_new ();
  td_plan_import_read_async (path, progress_cb, self->run, self->cancellable, read_cb,
                             g_object_ref (self));
  g_signal_emit (self, signals[SIGNAL_STARTED], 0);

  return TRUE;
}

/**
 * td_import_queue_cancel:
 * @self: a queue
 *
 * Stops reading and forgets the files that were not read yet.
 */
void
td_import_queue_cancel (TdImportQueue *self)
{
  g_return_if_fail (TD_IS_IMPORT_QUEUE (self));

  g_ptr_array_set_size (self->paths, (gint) self->index);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/**
 * td_import_queue_take_result:
 * @self: a queue
 *
 * Returns: (nullable) (transfer full): the plan that was read last, once
 */
TdPlanImport *
td_import_queue_take_result (TdImportQueue *self)
{
  g_return_val_if_fail (TD_IS_IMPORT_QUEUE (self), NULL);

  return g_steal_pointer (&self->result);
}

/**
 * td_import_queue_is_reading:
 * @self: a queue
 *
 * Returns: whether a file is being read
 */
gboolean
td_import_queue_is_reading (TdImportQueue *self)
{
  return self->run != NULL;
}

/**
 * td_import_queue_get_name:
 * @self: a queue
 *
 * Returns: (nullable): name of the file being read or read last
 */
const char *
td_import_queue_get_name (TdImportQueue *self)
{
  return self->name;
}

/**
 * td_import_queue_get_index:
 * @self: a queue
 *
 * Returns: which file of the round it is, from 1
 */
guint
td_import_queue_get_index (TdImportQueue *self)
{
  return self->index;
}

/**
 * td_import_queue_get_count:
 * @self: a queue
 *
 * Returns: how many files the round has
 */
guint
td_import_queue_get_count (TdImportQueue *self)
{
  return self->paths->len;
}

/**
 * td_import_queue_get_fraction:
 * @self: a queue
 *
 * Returns: the part that is done (0..1); negative when the reader cannot tell
 */
double
td_import_queue_get_fraction (TdImportQueue *self)
{
  return self->run != NULL ? g_atomic_int_get (&self->run->thousandths) / 1000.0 : -1;
}
