/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-workspace.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-history-private.h"
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
