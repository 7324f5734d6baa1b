/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-workspace.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "td-backup.h"
#include "td-connection-private.h"
#include "td-error.h"
#include "td-history-private.h"
#include "td-import-slices.h"
#include "td-migrator.h"
#include "td-row-sql.h"
#include "td-schema.h"
#include "td-store-enums.h"
#include "td-workspace-private.h"

/**
 * TdWorkspace:
 *
 * One open workspace file. It is an object of the thread that opened it (the main thread) and keeps
 * three connections: the writer thread's, the only one that writes; the reader thread's, for lists;
 * and its own, for point reads.
 *
 * Signals: `changed (kinds)`: after a commit of anyone, with a bit per [enum@Kind]; emitted after
 * the live objects were refreshed.
 */

enum
{
  PROP_0,
  PROP_PATH,
  PROP_READ_ONLY,
  PROP_READ_ONLY_REASON,
  PROP_AUTHOR,
  PROP_SAVE_STATE,
  PROP_SAVED_AT,
  PROP_SAVE_ERROR,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TdWorkspace, td_workspace, G_TYPE_OBJECT)

static void
td_workspace_dispose (GObject *object)
{
  td_workspace_close (TD_WORKSPACE (object));

  G_OBJECT_CLASS (td_workspace_parent_class)->dispose (object);
}

static void
td_workspace_finalize (GObject *object)
{
  TdWorkspace *self = TD_WORKSPACE (object);

  g_clear_pointer (&self->live, td_live_free);
  g_clear_pointer (&self->saved_at, g_date_time_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->path);
  g_free (self->origin);
  g_free (self->author);
  g_free (self->read_only_reason);
  g_free (self->save_error);
  g_free (self->undo_label);
  g_free (self->redo_label);

  G_OBJECT_CLASS (td_workspace_parent_class)->finalize (object);
}

static void
td_workspace_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TdWorkspace *self = TD_WORKSPACE (object);

  switch (prop_id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, td_workspace_get_read_only (self));
      break;
    case PROP_READ_ONLY_REASON:
      g_value_set_string (value, self->read_only_reason);
      break;
    case PROP_AUTHOR:
      g_value_set_string (value, self->author);
      break;
    case PROP_SAVE_STATE:
      g_value_set_enum (value, (int) self->save_state);
      break;
    case PROP_SAVED_AT:
      g_value_set_boxed (value, self->saved_at);
      break;
    case PROP_SAVE_ERROR:
      g_value_set_string (value, self->save_error);
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, self->undo_label);
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, self->redo_label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
td_workspace_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_AUTHOR)
    td_workspace_set_author (TD_WORKSPACE (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
td_workspace_class_init (TdWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = td_workspace_dispose;
  object_class->finalize = td_workspace_finalize;
  object_class->get_property = td_workspace_get_property;
  object_class->set_property = td_workspace_set_property;

  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, readable);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, readable);
  properties[PROP_READ_ONLY_REASON] =
      g_param_spec_string ("read-only-reason", NULL, NULL, NULL, readable);
  properties[PROP_AUTHOR] =
      g_param_spec_string ("author", NULL, NULL, NULL, readable | G_PARAM_WRITABLE);
  properties[PROP_SAVE_STATE] = g_param_spec_enum ("save-state", NULL, NULL, TD_TYPE_SAVE_STATE,
                                                   TD_SAVE_STATE_SAVED, readable);
  properties[PROP_SAVED_AT] =
      g_param_spec_boxed ("saved-at", NULL, NULL, G_TYPE_DATE_TIME, readable);
  properties[PROP_SAVE_ERROR] = g_param_spec_string ("save-error", NULL, NULL, NULL, readable);
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, readable);
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_UINT64);
  /* something was written beside the history, as a reminder or that it was read */
  g_signal_new ("noted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
td_workspace_init (TdWorkspace *self)
{
  self->thread = g_thread_self ();
  self->context = g_main_context_ref_thread_default ();
}

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

/**
 * td_workspace_get_path:
 * @self: a workspace
 *
 * Returns: (type filename): the file, as an absolute path
 */
const char *
td_workspace_get_path (TdWorkspace *self)
{
  return self->path;
}

/**
 * td_workspace_get_read_only:
 * @self: a workspace
 *
 * Returns: whether nothing can be changed
 */
gboolean
td_workspace_get_read_only (TdWorkspace *self)
{
  return self->read_only_reason != NULL;
}

/**
 * td_workspace_get_read_only_reason:
 * @self: a workspace
 *
 * Returns: (nullable): why nothing can be changed, in words for the user
 */
const char *
td_workspace_get_read_only_reason (TdWorkspace *self)
{
  return self->read_only_reason;
}

/**
 * td_workspace_get_author:
 * @self: a workspace
 *
 * Returns: (nullable): who acts
 */
const char *
td_workspace_get_author (TdWorkspace *self)
{
  return self->author;
}

/**
 * td_workspace_set_author:
 * @self: a workspace
 * @author: (nullable): who acts from now on
 */
void
td_workspace_set_author (TdWorkspace *self, const char *author)
{
  g_return_if_fail (TD_IS_WORKSPACE (self));

  if (g_strcmp0 (self->author, author) == 0)
    return;

  g_free (self->author);
  self->author = g_strdup (author);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTHOR]);
}

/**
 * td_workspace_set_time:
 * @self: a workspace
 * @now: microseconds since 1970, or 0 for the clock
 *
 * Replaces the clock of history (TIENDO_NOW).
 */
void
td_workspace_set_time (TdWorkspace *self, gint64 now)
{
  g_return_if_fail (TD_IS_WORKSPACE (self));

  self->fixed_time = now;
}

/**
 * td_workspace_get_save_state:
 * @self: a workspace
 *
 * Returns: whether all is saved, something is on its way, or the last write failed
 */
TdSaveState
td_workspace_get_save_state (TdWorkspace *self)
{
  return self->save_state;
}

/**
 * td_workspace_get_saved_at:
 * @self: a workspace
 *
 * Returns: (nullable) (transfer none): when the last durable commit was, local time
 */
GDateTime *
td_workspace_get_saved_at (TdWorkspace *self)
{
  return self->saved_at;
}

/**
 * td_workspace_get_save_error:
 * @self: a workspace
 *
 * Returns: (nullable): why the last write failed
 */
const char *
td_workspace_get_save_error (TdWorkspace *self)
{
  return self->save_error;
}

/**
 * td_workspace_get_undo_label:
 * @self: a workspace
 *
 * Returns: (nullable): the action undo would take back; NULL: there is none
 */
const char *
td_workspace_get_undo_label (TdWorkspace *self)
{
  return self->undo_label;
}

/**
 * td_workspace_get_redo_label:
 * @self: a workspace
 *
 * Returns: (nullable): the action redo would do again; NULL: there is none
 */
const char *
td_workspace_get_redo_label (TdWorkspace *self)
{
  return self->redo_label;
}

static void
replace_text (TdWorkspace *self, char **slot, const char *text, guint prop)
{
  if (g_strcmp0 (*slot, text) == 0)
    return;

  g_free (*slot);
  *slot = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

/* After any commit: what undo and redo would do. */
void
td_workspace_update_labels (TdWorkspace *self)
{
  g_autoptr (TdHistoryEntry) undo = td_history_next_undo (self->connection, NULL);
  g_autoptr (TdHistoryEntry) redo = td_history_next_redo (self->connection, NULL);

  replace_text (self, &self->undo_label, undo != NULL ? undo->label : NULL, PROP_UNDO_LABEL);
  replace_text (self, &self->redo_label, redo != NULL ? redo->label : NULL, PROP_REDO_LABEL);
}

static void
set_save_state (TdWorkspace *self, TdSaveState state)
{
  if (self->save_state == state)
    return;

  self->save_state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVE_STATE]);
}

void
td_workspace_write_started (TdWorkspace *self)
{
  self->n_writes++;
  set_save_state (self, TD_SAVE_STATE_SAVING);
}

/* A conflict, a refusal or a wrong value is told to who asked for the action; it is not a failure
 * to save. That the file could not be written is one. */
static gboolean
is_save_failure (const GError *error)
{
  return g_strcmp0 (td_error_get_place (error), TD_HISTORY_STORAGE) == 0;
}

void
td_workspace_write_ended (TdWorkspace *self, const GError *error)
{
  g_assert (self->n_writes > 0);

  self->n_writes--;
  if (error == NULL)
    {
      g_clear_pointer (&self->saved_at, g_date_time_unref);
      self->saved_at = g_date_time_new_now_local ();
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED_AT]);
      replace_text (self, &self->save_error, NULL, PROP_SAVE_ERROR);
    }
  else if (is_save_failure (error))
    {
      replace_text (self, &self->save_error, error->message, PROP_SAVE_ERROR);
    }

  if (self->n_writes > 0)
    return;
  set_save_state (self, self->save_error != NULL ? TD_SAVE_STATE_FAILED : TD_SAVE_STATE_SAVED);
}

gint64
td_workspace_now (TdWorkspace *self)
{
  return self->fixed_time != 0 ? self->fixed_time : g_get_real_time ();
}

gboolean
td_workspace_check_writable (TdWorkspace *self, GError **error)
{
  g_assert (self->thread == g_thread_self ());

  if (self->writer != NULL)
    return TRUE;

  td_error_set_at (error, TD_ERROR_REFUSED, self->path, NULL, "%s",
                   self->read_only_reason != NULL ? self->read_only_reason
                                                  : _ ("The workspace is closed."));
  return FALSE;
}
