/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-workspace.h"

#include <glib/gi18n-lib.h>

#include "td-backup.h"
#include "td-connection-private.h"
#include "td-error.h"
#include "td-import-slices.h"
#include "td-migrator.h"
#include "td-schema.h"
#include "td-workspace-private.h"

/* A workspace file from its path to three connections, and back: whether it can be written here,
 * migrations with the backup before them, what a half import left, the two halves of a start. */

static gboolean
check_path (TdWorkspace *self, GError **error)
{
  gboolean exists = g_file_test (self->path, G_FILE_TEST_EXISTS);

  if ((self->flags & TD_WORKSPACE_CREATE) && exists)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, self->path, NULL,
                       _ ("There is a file of this name already."));
      return FALSE;
    }
  if (!(self->flags & TD_WORKSPACE_CREATE) && !g_file_test (self->path, G_FILE_TEST_IS_REGULAR))
    {
      td_error_set_at (error, TD_ERROR_NOT_FOUND, self->path, NULL,
                       _ ("The workspace file does not exist."));
      return FALSE;
    }

  return TRUE;
}

/* Decides whether and how this program may write, and says why not. */
static gboolean
choose_mode (TdWorkspace *self, GError **error)
{
  g_autofree char *holder = NULL;

  self->network = (self->flags & TD_WORKSPACE_NETWORK) || td_folder_is_network (self->path);

  if (self->flags & TD_WORKSPACE_READ_ONLY)
    {
      self->read_only_reason = g_strdup (_ ("The workspace was opened for reading only."));
    }
  else if (!td_folder_is_writable (self->path))
    {
      if (self->flags & TD_WORKSPACE_CREATE)
        {
          td_error_set_at (error, TD_ERROR_REFUSED, self->path, NULL,
                           _ ("The folder cannot be written."));
          return FALSE;
        }
      self->read_only_reason =
          g_strdup (_ ("The folder or the file is read-only: changes cannot be saved here."));
    }
  else if (self->network)
    {
      GError *failure = NULL;

      self->lock = td_folder_lock_take (self->path, &holder, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      if (self->lock == NULL)
        self->read_only_reason = g_strdup_printf (
            _ ("The workspace is on a network and %s is writing to it. You can read it; to change "
               "it, open it again when they have closed it."),
            holder);
    }

  return TRUE;
}

static TdConnectionFlags
read_flags (TdWorkspace *self)
{
  TdConnectionFlags flags = TD_CONNECTION_READ_ONLY;

  if (self->network)
    flags |= TD_CONNECTION_ROLLBACK_JOURNAL;

  return flags;
}

/* A file in WAL mode cannot be opened in a folder where its side files cannot be made, unless
 * nobody at all writes it. */
static TdConnection *
open_reader (TdWorkspace *self, TdConnectionFlags *flags, GError **error)
{
  g_autoptr (GError) failure = NULL;
  TdConnection *connection;
  gint64 ignored;

  *flags = read_flags (self);
  connection = td_connection_open (self->path, *flags, &failure);
  if (connection != NULL &&
      td_connection_query_int (connection, "SELECT count (*) FROM sqlite_schema", &ignored,
                               &failure))
    return connection;

  g_clear_pointer (&connection, td_connection_free);
  if (self->writer != NULL || td_folder_is_writable (self->path))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  *flags |= TD_CONNECTION_IMMUTABLE;
  return td_connection_open (self->path, *flags, error);
}

typedef struct
{
  TdWorkspace *workspace;
  GError *error;
} Prepare;

/* RULE history-4: a backup before the first step. It is made while nobody else can write, so that
 * it cannot be of a file another program has migrated in between. */
static gboolean
back_up_old (TdConnection *connection, const TdMigrator *migrator, GError **error)
{
  g_autofree char *backup = NULL;
  guint version;
  gboolean done;

  if (!td_migrator_check (connection, migrator->steps, migrator->n_steps, &version, error))
    return FALSE;
  if (version == 0 || version == td_migrator_newest (migrator))
    return TRUE;
  if (!td_connection_exec (connection, "BEGIN IMMEDIATE", "backup", error))
    return FALSE;

  done = td_migrator_check (connection, migrator->steps, migrator->n_steps, &version, error);
  if (done && version < td_migrator_newest (migrator))
    {
      backup = td_backup_make (td_connection_get_path (connection), "migration", error);
      done = backup != NULL;
    }
  td_connection_exec (connection, "ROLLBACK", "backup", NULL);

  return done;
}

/* On the writer thread: backup and migration. */
static void
prepare_cb (TdConnection *connection, gpointer data)
{
  Prepare *prepare = data;
  const TdMigrator *migrator = prepare->workspace->migrator;

  td_connection_set_migrator (connection, migrator);
  if (back_up_old (connection, migrator, &prepare->error))
    td_migrator_run (connection, migrator->steps, migrator->n_steps, &prepare->error);
}

/* The schema is looked at before the file is opened for writing: a file of another program, or of a
 * newer version of this one, is not touched at all. */
static gboolean
check_before_writing (TdWorkspace *self, GError **error)
{
  g_autoptr (TdConnection) probe = NULL;
  const TdMigrator *migrator = self->migrator;
  TdConnectionFlags flags;
  guint version;

  if (self->flags & TD_WORKSPACE_CREATE)
    return TRUE;

  if (self->read_only_reason != NULL)
    probe = open_reader (self, &flags, error);
  else
    probe = td_connection_open (self->path, TD_CONNECTION_PROBE, error);
  if (probe == NULL ||
      !td_migrator_check (probe, migrator->steps, migrator->n_steps, &version, error) ||
      !td_schema_check (probe, migrator, version, error))
    return FALSE;
  if (version == td_migrator_newest (migrator) || self->read_only_reason == NULL)
    return TRUE;

  td_error_set_at (error, TD_ERROR_REFUSED, self->path, NULL,
                   _ ("The workspace has an older format and cannot be brought up to date, because "
                      "it cannot be written here. Copy it to another folder first."));
  return FALSE;
}

static gboolean
start_writer (TdWorkspace *self, GError **error)
{
  Prepare prepare = { self, NULL };
  TdConnectionFlags flags = TD_CONNECTION_DEFAULT;

  if (self->read_only_reason != NULL)
    return TRUE;

  if (self->flags & TD_WORKSPACE_CREATE)
    flags |= TD_CONNECTION_CREATE;
  if (self->network)
    flags |= TD_CONNECTION_ROLLBACK_JOURNAL;

  self->writer = td_worker_new ("td-writer", self->path, flags, error);
  if (self->writer == NULL)
    return FALSE;

  td_worker_run (self->writer, TD_PRIORITY_NOW, prepare_cb, &prepare);
  if (prepare.error == NULL)
    return TRUE;

  g_propagate_error (error, prepare.error);
  return FALSE;
}

/* Everything that touches the file; any thread, nobody else knows the workspace yet. */
static gboolean
open_file (TdWorkspace *self, GError **error)
{
  if (!check_path (self, error) || !choose_mode (self, error) ||
      !check_before_writing (self, error) || !start_writer (self, error))
    return FALSE;

  self->connection = open_reader (self, &self->read_flags, error);
  if (self->connection == NULL)
    return FALSE;
  self->reader = td_worker_new ("td-reader", self->path, self->read_flags, error);

  return self->reader != NULL;
}

/* In the thread of the workspace. */
static void
begin_to_live (TdWorkspace *self)
{
  td_connection_adopt (self->connection);
  if (!self->network && !(self->read_flags & TD_CONNECTION_IMMUTABLE))
    self->guard = td_lock_guard_new (self->path);
  self->live = td_live_new (self);
  if (self->writer != NULL)
    td_import_slices_clean_up (self);
  td_workspace_update_labels (self);
}

static TdWorkspace *
workspace_new (const char *path,
               TdWorkspaceFlags flags,
               const char *origin,
               const TdMigrator *migrator)
{
  TdWorkspace *self = g_object_new (TD_TYPE_WORKSPACE, NULL);

  self->path = g_canonicalize_filename (path, NULL);
  self->flags = flags;
  self->origin = g_strdup (origin);
  self->migrator = migrator;

  return self;
}

/**
 * td_workspace_open:
 * @path: (type filename): the file
 * @flags: how
 * @origin: who opens it, for the list of actions: "window", "cli"
 * @error: return location
 *
 * Opens the workspace in the calling thread, which must run the thread-default main context if it
 * wants live objects. A file of an older format is backed up and brought up to date; one of a newer
 * format gives TD_ERROR_NEWER.
 *
 * Returns: (nullable) (transfer full): the workspace
 */
TdWorkspace *
td_workspace_open (const char *path, TdWorkspaceFlags flags, const char *origin, GError **error)
{
  return td_workspace_open_with (path, flags, origin, td_migrator_get_default (), error);
}

/* migrator: must outlive the workspace. */
TdWorkspace *
td_workspace_open_with (const char *path,
                        TdWorkspaceFlags flags,
                        const char *origin,
                        const TdMigrator *migrator,
                        GError **error)
{
  g_autoptr (TdWorkspace) self = NULL;

  g_return_val_if_fail (path != NULL && origin != NULL, NULL);

  self = workspace_new (path, flags, origin, migrator);
  if (!open_file (self, error))
    return NULL;
  begin_to_live (self);

  return g_steal_pointer (&self);
}

/* Opening in two halves */

struct _TdWorkspaceOpening
{
  TdWorkspace *workspace;
  GThread *thread;
  gboolean opened;
  GError *error;
  int ready; /* atomic */
};

static gpointer
opening_thread (gpointer data)
{
  TdWorkspaceOpening *self = data;

  self->opened = open_file (self->workspace, &self->error);
  g_atomic_int_set (&self->ready, TRUE);

  return NULL;
}

/**
 * td_workspace_open_begin:
 * @path: (type filename): the file
 * @flags: how
 * @origin: who opens it
 *
 * Begins what td_workspace_open() does on a thread of its own, so that a program can get its window
 * ready meanwhile. td_workspace_open_end() must follow, in the same thread.
 *
 * Returns: (transfer full): the opening
 */
TdWorkspaceOpening *
td_workspace_open_begin (const char *path, TdWorkspaceFlags flags, const char *origin)
{
  TdWorkspaceOpening *self;

  g_return_val_if_fail (path != NULL && origin != NULL, NULL);

  self = g_new0 (TdWorkspaceOpening, 1);
  self->workspace = workspace_new (path, flags, origin, td_migrator_get_default ());
  self->thread = g_thread_new ("td-opening", opening_thread, self);

  return self;
}

/**
 * td_workspace_opening_get_path:
 * @self: an opening
 *
 * Returns: (type filename): the file, as an absolute path
 */
const char *
td_workspace_opening_get_path (TdWorkspaceOpening *self)
{
  return self->workspace->path;
}

/**
 * td_workspace_opening_is_ready:
 * @self: an opening
 *
 * Returns: whether td_workspace_open_end() would not wait
 */
gboolean
td_workspace_opening_is_ready (TdWorkspaceOpening *self)
{
  return g_atomic_int_get (&self->ready);
}

/**
 * td_workspace_open_end:
 * @self: (transfer full): an opening
 * @error: return location
 *
 * Waits for the file.
 *
 * Returns: (nullable) (transfer full): the workspace, %NULL with the error of td_workspace_open()
 */
TdWorkspace *
td_workspace_open_end (TdWorkspaceOpening *self, GError **error)
{
  g_autoptr (TdWorkspace) workspace = self->workspace;

  g_assert (workspace->thread == g_thread_self ());

  g_thread_join (self->thread);
  if (self->opened)
    begin_to_live (workspace);
  else
    {
      if (workspace->connection != NULL)
        td_connection_adopt (workspace->connection);
      g_propagate_error (error, self->error);
      g_clear_object (&workspace);
    }
  g_free (self);

  return g_steal_pointer (&workspace);
}

/**
 * td_workspace_close:
 * @self: a workspace
 *
 * Waits for what is being written and closes the file. Live objects stay, but no longer change.
 */
void
td_workspace_close (TdWorkspace *self)
{
  g_return_if_fail (TD_IS_WORKSPACE (self));

  if (self->live != NULL)
    td_live_stop (self->live);
  td_workspace_stop_indexing (self);
  td_lock_guard_release (self->guard);
  g_clear_pointer (&self->reader, td_worker_free);
  g_clear_pointer (&self->connection, td_connection_free);
  g_clear_pointer (&self->writer, td_worker_free);
  g_clear_pointer (&self->guard, td_lock_guard_free);
  g_clear_pointer (&self->lock, td_folder_lock_release);
}
