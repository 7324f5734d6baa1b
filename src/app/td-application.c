/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "td-application.h"

#include "td-app-resources.h"
#include "td-application-private.h"
#include "td-window.h"

#include <glib/gi18n-lib.h>

/* The program: command line, windows (one for each workspace), settings, accelerators. */

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

static GSettings *
settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source)
    schema = g_settings_schema_source_lookup (source, TD_APPLICATION_ID, TRUE);

  return schema ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static void
td_application_startup (GApplication *application)
{
  TdApplication *self = TD_APPLICATION (application);

  td_app_ensure_resources ();
  G_APPLICATION_CLASS (td_application_parent_class)->startup (application);
  self->settings = settings_new ();
  td_application_install_actions (self);
  gtk_window_set_default_icon_name (TD_APPLICATION_ID);
}

static void
td_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (!window)
    window = GTK_WINDOW (td_window_new (GTK_APPLICATION (application)));
  gtk_window_present (window);
}

static void
td_application_dispose (GObject *object)
{
  TdApplication *self = TD_APPLICATION (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (td_application_parent_class)->dispose (object);
}

static void
td_application_class_init (TdApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_application_dispose;
  G_APPLICATION_CLASS (klass)->startup = td_application_startup;
  G_APPLICATION_CLASS (klass)->activate = td_application_activate;
}

static void
td_application_init (TdApplication *self)
{
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
