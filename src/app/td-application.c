/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "td-application.h"

#include "td-app-resources.h"
#include "td-application-private.h"
#include "td-preferences.h"
#include "td-remind.h"
#include "td-window.h"
#include "plan/td-plans-page.h"
#include "tasks/td-task-source.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

/* The program: command line, windows (one for each workspace), settings, accelerators. */

#define ICON_DELAY 500 /* ms */

G_DEFINE_FINAL_TYPE (TdApplication, td_application, ADW_TYPE_APPLICATION)

/**
 * td_application_get_settings:
 * @self: the program
 *
 * Returns: (nullable) (transfer none): the settings; %NULL when their schema is not installed, then
 *   everything has its default and nothing is remembered
 */
GSettings *
td_application_get_settings (TdApplication *self)
{
  g_return_val_if_fail (TD_IS_APPLICATION (self), NULL);

  return self->settings;
}

/**
 * td_settings_of:
 * @window: a window of the program
 *
 * Returns: (nullable) (transfer none): the settings, %NULL when their schema is not installed
 */
GSettings *
td_settings_of (GtkWindow *window)
{
  GtkApplication *application = gtk_window_get_application (window);

  return TD_IS_APPLICATION (application) ? TD_APPLICATION (application)->settings : NULL;
}

static GSettings *
settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source)
    schema = g_settings_schema_source_lookup (source, TD_APPLICATION_ID, TRUE);

  return schema ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/* The workspace that was open last, when it is wanted again and still there. */
static char *
get_last_path (TdApplication *self)
{
  g_autofree char *path = NULL;

  if (!self->settings || !g_settings_get_boolean (self->settings, "reopen-last"))
    return NULL;
  path = g_settings_get_string (self->settings, "last-workspace");

  return *path && g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

/* The file is opened while GTK gets ready: nothing of it needs a window. */
static void
begin_opening (TdApplication *self)
{
  g_autofree char *path = self->first_path ? g_strdup (self->first_path) : get_last_path (self);

  if (!path)
    return;
  self->opening = td_workspace_open_begin (path, TD_WORKSPACE_DEFAULT, "window");
  self->opened_path = g_strdup (td_workspace_opening_get_path (self->opening));
}

static void
end_opening (TdApplication *self)
{
  if (self->opening)
    self->opened = td_workspace_open_end (g_steal_pointer (&self->opening), &self->opened_error);
}

static void
facts_read_cb (GObject *workspace, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdTaskSource) source = user_data;
  TdTaskIndex *index = td_task_source_get_index (source);
  g_autoptr (TdTaskSnapshot) snapshot = td_task_index_snapshot_finish (index, result, NULL);

  /* The index keeps it. Who shows tasks asks again, and says what is wrong. */
}

/* What the first page needs, the facts of all tasks, is read while the styles are, if the file is
 * open by then: a start never waits for it. */
static void
read_ahead (TdApplication *self)
{
  g_autoptr (TdTaskSource) source = NULL;

  if (self->plan_id > 0)
    return;
  end_opening (self);
  if (!self->opened)
    return;
  source = td_task_source_of (self->opened);
  td_task_index_snapshot_async (td_task_source_get_index (source), NULL, facts_read_cb,
                                g_object_ref (source));
}

/* Nobody showed the file: it was not what the program was asked for after all. */
static void
drop_opened (TdApplication *self)
{
  end_opening (self);
  g_clear_pointer (&self->opened_path, g_free);
  g_clear_error (&self->opened_error);
  if (self->opened)
    td_workspace_close (self->opened);
  g_clear_object (&self->opened);
}

/**
 * td_application_take_opened:
 * @self: the program
 * @path: (type filename): a workspace that is to be shown
 * @workspace: (out) (nullable) (transfer full): that file, %NULL when it could not be opened
 * @error: return location
 *
 * Returns: whether that file was opened at start-up, or failed to be, and nobody took it yet
 */
gboolean
td_application_take_opened (TdApplication *self,
                            const char *path,
                            TdWorkspace **workspace,
                            GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);

  g_return_val_if_fail (TD_IS_APPLICATION (self), FALSE);

  if (g_strcmp0 (self->opened_path, absolute) != 0)
    return FALSE;

  end_opening (self);
  g_clear_pointer (&self->opened_path, g_free);
  *workspace = g_steal_pointer (&self->opened);
  if (self->opened_error)
    g_propagate_error (error, g_steal_pointer (&self->opened_error));

  return TRUE;
}

/* GTK reads the style of its own theme before libadwaita replaces it by an empty one: a fifth of
 * the time until the first frame, for nothing. Told of the empty one, it does not. The variable is
 * gone again before libadwaita starts, which would take it for the wish of the user, and before any
 * other program is started. */
static void
start_without_theme (void)
{
  if (g_getenv ("GTK_THEME"))
    return;

  g_setenv ("GTK_THEME", "Adwaita-empty", TRUE);
  gtk_init ();
  gtk_settings_get_default ();
  g_unsetenv ("GTK_THEME");
}

/* The icon of the windows is a drawing: the library that reads it takes longer to load than the
 * first frame may wait for a picture that a task bar shows. */
static void
set_icon_cb (gpointer user_data G_GNUC_UNUSED)
{
  gtk_window_set_default_icon_name (TD_APPLICATION_ID);
}

static void
td_application_startup (GApplication *application)
{
  TdApplication *self = TD_APPLICATION (application);

  td_app_ensure_resources ();
  self->settings = settings_new ();
  begin_opening (self);
  start_without_theme ();
  if (self->opening && td_workspace_opening_is_ready (self->opening))
    read_ahead (self);
  G_APPLICATION_CLASS (td_application_parent_class)->startup (application);
  td_application_install_actions (self);
  td_preferences_apply_color_scheme (self->settings);
  g_timeout_add_once (ICON_DELAY, set_icon_cb, NULL);
}

/* One workspace, one window */

static gboolean
window_shows (TdWindow *window, GFile *file)
{
  TdWorkspace *workspace = td_window_get_workspace (window);
  g_autoptr (GFile) open = NULL;
  g_autofree char *asked = NULL;
  g_autofree char *shown = NULL;

  if (!workspace)
    return FALSE;
  open = g_file_new_for_path (td_workspace_get_path (workspace));
  if (g_file_equal (open, file))
    return TRUE;

  /* The same file by another way: a link, a relative path. */
  asked = g_file_peek_path (file) ? realpath (g_file_peek_path (file), NULL) : NULL;
  shown = realpath (g_file_peek_path (open), NULL);

  return asked && shown && g_str_equal (asked, shown);
}

/* The window that shows @file; else one on the welcome page; else a new one. */
static TdWindow *
find_window (TdApplication *self, GFile *file, gboolean *shows)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));
  TdWindow *empty = NULL;

  *shows = FALSE;
  for (GList *l = windows; l; l = l->next)
    {
      if (!TD_IS_WINDOW (l->data))
        continue;
      if (file && window_shows (l->data, file))
        {
          *shows = TRUE;
          return l->data;
        }
      if (!td_window_get_workspace (l->data))
        empty = l->data;
    }

  return empty ? empty : td_window_new (GTK_APPLICATION (self));
}

/* The plan that the command line asked for. */
static void
show_plan (TdApplication *self, TdWindow *window)
{
  TdWorkspace *workspace = td_window_get_workspace (window);
  gint64 id = self->plan_id;
  gpointer row;

  self->plan_id = 0;
  row = id > 0 ? td_workspace_get_row (workspace, TD_KIND_PLAN, id, NULL) : NULL;
  if (!row)
    return;
  td_row_free (TD_KIND_PLAN, row);
  td_window_show_page (window, "plans");
  td_plans_page_open_plan (TD_PLANS_PAGE (td_window_get_page (window, "plans")), id);
}

static void
open_workspace (TdApplication *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *heading = NULL;
  gboolean shows;
  TdWindow *window = find_window (self, file, &shows);

  td_window_set_first_page (window, self->plan_id > 0 ? "plans" : NULL);
  if (!shows && !td_window_open_workspace (window, file, &error))
    {
      gtk_window_present (GTK_WINDOW (window));
      heading = g_strdup_printf (_ ("“%s” could not be opened"), name);
      td_window_show_error (window, heading, error);
      return;
    }
  show_plan (self, window);
  td_window_present_loaded (window);
}

static TdWindow *
get_front_window (TdApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return window ? td_window_of (GTK_WIDGET (window)) : NULL;
}

static gboolean
open_last (TdApplication *self)
{
  g_autofree char *path = get_last_path (self);
  g_autoptr (GFile) file = NULL;

  if (!path)
    return FALSE;

  file = g_file_new_for_path (path);
  open_workspace (self, file);

  return TRUE;
}

static void
td_application_activate (GApplication *application)
{
  TdApplication *self = TD_APPLICATION (application);
  TdWindow *window = get_front_window (self);

  if (window)
    gtk_window_present (GTK_WINDOW (window));
  else if (!open_last (self))
    gtk_window_present (GTK_WINDOW (td_window_new (GTK_APPLICATION (application))));
  drop_opened (self);
}

static void
td_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  TdApplication *self = TD_APPLICATION (application);
  g_autoptr (GListStore) others = g_list_store_new (G_TYPE_FILE);

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *name = g_file_get_basename (files[i]);

      if (g_str_has_suffix (name, TD_WORKSPACE_SUFFIX))
        open_workspace (self, files[i]);
      else
        g_list_store_append (others, files[i]);
    }
  if (get_front_window (self))
    drop_opened (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (others)) == 0)
    return;

  td_application_activate (application);
  if (get_front_window (self))
    td_window_open_files (get_front_window (self), G_LIST_MODEL (others));
}

/* Which workspace will be asked for, known before anything else is done. */
static gboolean
td_application_local_command_line (GApplication *application, char ***arguments, int *status)
{
  TdApplication *self = TD_APPLICATION (application);

  for (guint i = 1; (*arguments)[0] && (*arguments)[i] && !self->first_path; i++)
    {
      if (*(*arguments)[i] != '-' && g_str_has_suffix ((*arguments)[i], TD_WORKSPACE_SUFFIX))
        self->first_path = g_strdup ((*arguments)[i]);
    }

  return G_APPLICATION_CLASS (td_application_parent_class)
      ->local_command_line (application, arguments, status);
}

/* A program that runs already is told of the files alone: it shows their windows. */
static int
td_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  TdApplication *self = TD_APPLICATION (application);
  g_autoptr (GSettings) settings = NULL;

  g_variant_dict_lookup (options, "plan", "x", &self->plan_id);
  if (!g_variant_dict_contains (options, "remind"))
    return -1;
  settings = settings_new ();

  return td_remind_run (self->first_path, settings);
}

static void
td_application_dispose (GObject *object)
{
  TdApplication *self = TD_APPLICATION (object);

  drop_opened (self);
  g_clear_pointer (&self->first_path, g_free);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (td_application_parent_class)->dispose (object);
}

static void
td_application_class_init (TdApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_application_dispose;
  G_APPLICATION_CLASS (klass)->local_command_line = td_application_local_command_line;
  G_APPLICATION_CLASS (klass)->handle_local_options = td_application_handle_local_options;
  G_APPLICATION_CLASS (klass)->startup = td_application_startup;
  G_APPLICATION_CLASS (klass)->activate = td_application_activate;
  G_APPLICATION_CLASS (klass)->open = td_application_open;
}

static void
td_application_init (TdApplication *self)
{
  static const GOptionEntry options[] = {
    { "plan", 0, 0, G_OPTION_ARG_INT64, NULL, N_ ("Show a plan of the workspace"), N_ ("ID") },
    { "remind", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Tell of tasks that fall due, without a window"),
      NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * td_application_new:
 *
 * Returns: (transfer full): the program, ready for g_application_run()
 */
TdApplication *
td_application_new (void)
{
  return g_object_new (TD_TYPE_APPLICATION, "application-id", TD_APPLICATION_ID,
                       "resource-base-path", "/vn/tiendo/TienDo", "flags",
                       G_APPLICATION_HANDLES_OPEN, NULL);
}
