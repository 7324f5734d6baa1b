/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "td-window-private.h"

#include "td-application.h"
#include "td-backup.h"
#include "td-date.h"
#include "td-style.h"
#include "td-time.h"

#include <glib/gi18n-lib.h>

/* The window and its workspace: opening, what the header and the sidebar say of it, closing. */

#define LATER_DELAY 700 /* ms */

/**
 * td_window_get_workspace:
 * @self: a window
 *
 * Returns: (nullable) (transfer none): the open workspace
 */
TdWorkspace *
td_window_get_workspace (TdWindow *self)
{
  g_return_val_if_fail (TD_IS_WINDOW (self), NULL);

  return self->workspace;
}

static void
update_save_label (TdWindow *self)
{
  GDateTime *at = td_workspace_get_saved_at (self->workspace);

  switch (td_workspace_get_save_state (self->workspace))
    {
    case TD_SAVE_STATE_SAVING:
      td_save_label_set_saving (self->save_label);
      break;
    case TD_SAVE_STATE_FAILED:
      td_save_label_set_failed (self->save_label, td_workspace_get_save_error (self->workspace));
      break;
    case TD_SAVE_STATE_SAVED:
    default:
      if (td_workspace_get_read_only (self->workspace))
        td_save_label_set_read_only (self->save_label,
                                     td_workspace_get_read_only_reason (self->workspace));
      else if (at)
        td_save_label_set_saved (self->save_label, at);
      else
        td_save_label_set_idle (self->save_label);
      break;
    }
}

static void
workspace_notify_cb (TdWindow *self)
{
  update_save_label (self);
  td_window_update_actions (self);
}

static void
agency_changed_cb (TdWindow *self)
{
  const TdAgencyRow *row = td_record_get_row (self->agency);
  const char *name = row ? row->name : NULL;

  gtk_label_set_label (self->office_label, name ? name : _ ("Office not named yet"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->office_label), name);
}

/* Backups: what the sidebar says, and the daily one */

static void
show_backups (TdWindow *self)
{
  g_autoptr (GPtrArray) backups = td_backup_list (td_workspace_get_path (self->workspace), NULL);
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;
  const TdBackup *newest = NULL;

  for (guint i = 0; backups && i < backups->len; i++)
    {
      const TdBackup *backup = backups->pdata[i];

      if (!newest || g_strcmp0 (backup->at, newest->at) > 0)
        newest = backup;
    }
  when = newest ? td_time_format_relative (newest->at) : NULL;
  /* Translators: %s is a time: "08:00 today" */
  text = when ? g_strdup_printf (_ ("Backup %s"), when) : g_strdup (_ ("No backup yet"));
  gtk_label_set_label (self->backup_label, text);
  gtk_image_set_from_icon_name (self->backup_icon, when ? "td-done-symbolic" : "td-todo-symbolic");
}

static void
backup_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *path = data;
  g_autofree char *made = NULL;
  GError *error = NULL;

  made = td_backup_make (path, "daily", &error);
  if (!made || !td_backup_prune (path, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* The upkeep of history comes once a day, and only after a backup. */
static void
maintain_daily (TdWindow *self)
{
  GSettings *settings = td_settings_of (GTK_WINDOW (self));
  int keep_days = settings ? g_settings_get_int (settings, "history-days") : 0;

  td_workspace_maintain_async (self->workspace, (guint) MAX (keep_days, 0), NULL, NULL);
}

static void
backup_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TdWindow *self = TD_WINDOW (source);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!self->workspace)
        return;
      show_backups (self);
      maintain_daily (self);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_label_set_label (self->backup_label, _ ("Backup failed"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->backup_label), error->message);
  gtk_image_set_from_icon_name (self->backup_icon, "dialog-warning-symbolic");
}

static void
back_up_daily (TdWindow *self)
{
  const char *path = td_workspace_get_path (self->workspace);
  g_autoptr (GTask) task = NULL;

  if (td_workspace_get_read_only (self->workspace) || !td_backup_daily_is_due (path))
    return;

  task = g_task_new (self, self->cancellable, backup_done_cb, NULL);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, backup_thread);
}

/* The author of actions */

/**
 * td_window_update_author:
 * @self: a window
 *
 * Says to the workspace who works here: TIENDO_AUTHOR of the environment, else the profile.
 */
void
td_window_update_author (TdWindow *self)
{
  const char *author = g_getenv ("TIENDO_AUTHOR");
  GSettings *settings;
  g_autofree char *name = NULL;

  g_return_if_fail (TD_IS_WINDOW (self));

  settings = td_settings_of (GTK_WINDOW (self));
  name = settings ? g_settings_get_string (settings, "profile-name") : NULL;
  if (!author && name && *name)
    author = name;
  if (self->workspace)
    td_workspace_set_author (self->workspace, author ? author : g_get_real_name ());
}

static void
ask_profile_once (TdWindow *self)
{
  GSettings *settings = td_settings_of (GTK_WINDOW (self));
  g_autofree char *name = settings ? g_settings_get_string (settings, "profile-name") : NULL;

  if (name && !*name && !g_getenv ("TIENDO_AUTHOR") &&
      !td_workspace_get_read_only (self->workspace))
    g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self))),
                                    "profile", NULL);
}

static void
notice_response_cb (TdWindow *self, int response, GtkWidget *bar)
{
  gtk_box_remove (self->content_box, bar);
}

/* Above the page, which it does not cover, until it is closed. */
static void
show_notice (TdWindow *self, const char *text)
{
  GtkWidget *bar = gtk_info_bar_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_info_bar_add_child (GTK_INFO_BAR (bar), label);
  /* The bar's own button for this has no accessible name. */
  gtk_info_bar_add_button (GTK_INFO_BAR (bar), _ ("Close"), GTK_RESPONSE_CLOSE);
  g_signal_connect_object (bar, "response", G_CALLBACK (notice_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_insert_child_after (self->content_box, bar, GTK_WIDGET (self->search_bar));
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
remove_notices (TdWindow *self)
{
  GtkWidget *next;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->content_box)); child;
       child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (GTK_IS_INFO_BAR (child))
        gtk_box_remove (self->content_box, child);
    }
}

/* Said once: documents look a little different where Times New Roman is not installed. */
static void
show_font_notice_once (TdWindow *self)
{
  GSettings *settings = td_settings_of (GTK_WINDOW (self));
  g_autofree char *notice = NULL;

  if (!settings || g_settings_get_boolean (settings, "font-notice-shown"))
    return;

  notice = td_style_font_notice ();
  if (notice)
    show_notice (self, notice);
  g_settings_set_boolean (settings, "font-notice-shown", TRUE);
}

static void
remember_recent (TdWindow *self)
{
  g_autofree char *uri = g_filename_to_uri (td_workspace_get_path (self->workspace), NULL, NULL);

  if (uri)
    gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
}

/* Nothing of this may stand between the user and the first frame. */
static gboolean
later_cb (gpointer user_data)
{
  TdWindow *self = user_data;

  self->later_idle = 0;
  td_bell_set_workspace (self->bell, self->workspace); /* reads all tasks for what to remind of */
  remember_recent (self);
  show_backups (self);
  back_up_daily (self);
  show_font_notice_once (self);
  ask_profile_once (self);

  return G_SOURCE_REMOVE;
}

/* Private to the window: it is on the screen now. What may not stand between the user and the first
 * frame waits from here on, not from the opening of the file. */
void
td_window_delay_later (TdWindow *self)
{
  if (self->later_idle == 0)
    return;
  g_source_remove (self->later_idle);
  self->later_idle = g_timeout_add (LATER_DELAY, later_cb, self);
}

static void
show_workspace (TdWindow *self)
{
  g_autofree char *name = g_path_get_basename (td_workspace_get_path (self->workspace));

  gtk_label_set_label (self->file_label, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->file_label),
                               td_workspace_get_path (self->workspace));
  gtk_window_set_title (GTK_WINDOW (self), name);
  gtk_label_set_label (self->backup_label, "");
  g_signal_connect_object (self->workspace, "notify", G_CALLBACK (workspace_notify_cb), self,
                           G_CONNECT_SWAPPED);
  self->agency = td_workspace_get_record (self->workspace, TD_KIND_AGENCY, 1);
  g_signal_connect_object (self->agency, "changed", G_CALLBACK (agency_changed_cb), self,
                           G_CONNECT_SWAPPED);
  agency_changed_cb (self);
  td_window_make_pages (self);
  workspace_notify_cb (self);
  gtk_stack_set_visible_child_name (self->root_stack, "workspace");
  if (td_workspace_get_read_only (self->workspace))
    show_notice (self, td_workspace_get_read_only_reason (self->workspace));
  self->later_idle = g_timeout_add (LATER_DELAY, later_cb, self);
}

/* Private to the window: leaves the workspace, everything typed written. */
void
td_window_drop_workspace (TdWindow *self)
{
  g_autoptr (TdWorkspace) workspace = NULL;

  if (!self->workspace)
    return;

  g_clear_handle_id (&self->later_idle, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  td_bell_set_workspace (self->bell, NULL);
  td_window_flush (self);
  g_signal_handlers_disconnect_by_data (self->workspace, self);
  workspace = g_steal_pointer (&self->workspace);
  td_window_remove_pages (self);
  remove_notices (self);
  if (self->agency)
    g_signal_handlers_disconnect_by_data (self->agency, self);
  g_clear_object (&self->agency);
  td_workspace_close (workspace);
}

/**
 * td_window_set_workspace:
 * @self: a window
 * @workspace: (nullable): an open workspace; %NULL goes back to the welcome page
 *
 * Shows a workspace. The one before is closed.
 */
void
td_window_set_workspace (TdWindow *self, TdWorkspace *workspace)
{
  g_return_if_fail (TD_IS_WINDOW (self));

  if (self->workspace == workspace)
    return;

  td_window_drop_workspace (self);
  if (!workspace)
    {
      gtk_window_set_title (GTK_WINDOW (self), "Tiến Độ");
      gtk_stack_set_visible_child_name (self->root_stack, "welcome");
      td_window_update_actions (self);
      return;
    }

  self->workspace = g_object_ref (workspace);
  self->cancellable = g_cancellable_new ();
  td_window_update_author (self);
  show_workspace (self);
}

/* At start-up the file is open already. */
static TdWorkspace *
open_file (TdWindow *self, const char *path, GError **error)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  TdWorkspace *workspace = NULL;

  if (TD_IS_APPLICATION (application) &&
      td_application_take_opened (TD_APPLICATION (application), path, &workspace, error))
    return workspace;

  return td_workspace_open (path, TD_WORKSPACE_DEFAULT, "window", error);
}

/**
 * td_window_open_workspace:
 * @self: a window
 * @file: a workspace file
 * @error: return location
 *
 * Opens a workspace in this window and remembers it.
 *
 * Returns: whether it could be opened
 */
gboolean
td_window_open_workspace (TdWindow *self, GFile *file, GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (TdWorkspace) workspace = NULL;
  GSettings *settings;

  g_return_val_if_fail (TD_IS_WINDOW (self), FALSE);

  if (!path)
    {
      g_autofree char *uri = g_file_get_uri (file);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("“%s” is not on this computer. Copy it here first."), uri);
      return FALSE;
    }
  workspace = open_file (self, path, error);
  if (!workspace)
    return FALSE;
  td_workspace_set_time (workspace, td_date_replaced_time ());

  td_window_set_workspace (self, workspace);
  settings = td_settings_of (GTK_WINDOW (self));
  if (settings)
    g_settings_set_string (settings, "last-workspace", path);

  return TRUE;
}
