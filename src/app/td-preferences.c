/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-preferences.h"

#include "documents/td-signing-page.h"
#include "td-app-resources.h"
#include "td-remind.h"
#include "td-style.h"

#include <glib/gi18n-lib.h>

/* What a person sets for all workspaces on this computer. What belongs to the office is in the
 * workspace (office settings). */
struct _TdPreferences
{
  AdwPreferencesWindow parent_instance;

  GSettings *settings;
  AdwComboRow *color_row;
  AdwComboRow *zoom_row;
  GtkSwitch *reopen_switch;
  GtkSpinButton *soon_spin;
  GtkSpinButton *idle_spin;
  AdwEntryRow *days_row;
  GtkSwitch *autostart_switch;
  AdwActionRow *font_row;
  AdwActionRow *profile_row;
};

G_DEFINE_FINAL_TYPE (TdPreferences, td_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static const char *const color_nicks[] = { "system", "light", "dark" };
static const char *const zoom_nicks[] = { "text", "width", "page" };

static guint
find_nick (const char *const *nicks, guint n, const char *nick)
{
  for (guint i = 0; i < n; i++)
    {
      if (g_str_equal (nicks[i], nick))
        return i;
    }

  return 0;
}

/**
 * td_preferences_apply_color_scheme:
 * @settings: (nullable): the settings of the program
 *
 * Makes the windows light or dark as the user chose.
 */
void
td_preferences_apply_color_scheme (GSettings *settings)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };
  g_autofree char *nick = NULL;

  if (!settings)
    return;

  nick = g_settings_get_string (settings, "color-scheme");
  adw_style_manager_set_color_scheme (
      adw_style_manager_get_default (),
      schemes[find_nick (color_nicks, G_N_ELEMENTS (color_nicks), nick)]);
}

static void
color_row_notify_selected_cb (AdwComboRow *row, GParamSpec *pspec, TdPreferences *self)
{
  guint selected = adw_combo_row_get_selected (row);

  if (!self->settings || selected >= G_N_ELEMENTS (color_nicks))
    return;

  g_settings_set_string (self->settings, "color-scheme", color_nicks[selected]);
  td_preferences_apply_color_scheme (self->settings);
}

static void
zoom_row_notify_selected_cb (AdwComboRow *row, GParamSpec *pspec, TdPreferences *self)
{
  guint selected = adw_combo_row_get_selected (row);

  if (self->settings && selected < G_N_ELEMENTS (zoom_nicks))
    g_settings_set_string (self->settings, "preview-zoom", zoom_nicks[selected]);
}

static void
profile_row_activated_cb (TdPreferences *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application)
    g_action_group_activate_action (G_ACTION_GROUP (application), "profile", NULL);
}

/* "7, 3, 1": whole numbers from 0 to 60, at most five. */
static void
days_row_apply_cb (AdwEntryRow *row, TdPreferences *self)
{
  g_autofree char *given = g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));
  g_auto (GStrv) parts = g_strsplit_set (given, ",; ", -1);
  g_autoptr (GString) clean = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; parts[i]; i++)
    {
      guint64 days;

      if (*parts[i] && g_ascii_string_to_unsigned (parts[i], 10, 0, 60, &days, NULL) && n < 5)
        g_string_append_printf (clean, "%s%" G_GUINT64_FORMAT, n++ ? "," : "", days);
    }
  if (n == 0)
    g_string_assign (clean, "7,3,1");
  if (self->settings)
    g_settings_set_string (self->settings, "reminder-days", clean->str);
  gtk_editable_set_text (GTK_EDITABLE (row), clean->str);
}

static void
autostart_switch_notify_cb (GtkSwitch *button, GParamSpec *pspec, TdPreferences *self)
{
  g_autoptr (GError) error = NULL;

  if (gtk_switch_get_active (button) == td_remind_get_autostart ())
    return;
  if (td_remind_set_autostart (gtk_switch_get_active (button), &error))
    return;
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (error->message));
  gtk_switch_set_active (button, td_remind_get_autostart ());
}

static void
show_profile (TdPreferences *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, "profile-name");
  g_autofree char *title = g_settings_get_string (self->settings, "profile-title");
  g_autofree char *text = g_strjoin (*name && *title ? ", " : "", name, title, NULL);

  adw_action_row_set_subtitle (self->profile_row, text);
}

static void
show_settings (TdPreferences *self)
{
  g_autofree char *color = g_settings_get_string (self->settings, "color-scheme");
  g_autofree char *zoom = g_settings_get_string (self->settings, "preview-zoom");

  adw_combo_row_set_selected (self->color_row,
                              find_nick (color_nicks, G_N_ELEMENTS (color_nicks), color));
  adw_combo_row_set_selected (self->zoom_row,
                              find_nick (zoom_nicks, G_N_ELEMENTS (zoom_nicks), zoom));
  g_autofree char *days = g_settings_get_string (self->settings, "reminder-days");

  gtk_editable_set_text (GTK_EDITABLE (self->days_row), days);
  gtk_switch_set_active (self->autostart_switch, td_remind_get_autostart ());
  show_profile (self);
  g_signal_connect_object (self->settings, "changed::profile-title", G_CALLBACK (show_profile),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::profile-name", G_CALLBACK (show_profile), self,
                           G_CONNECT_SWAPPED);
  g_settings_bind (self->settings, "reopen-last", self->reopen_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "soon-days", self->soon_spin, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "idle-days", self->idle_spin, "value", G_SETTINGS_BIND_DEFAULT);
}

static void
show_font (TdPreferences *self)
{
  g_autofree char *notice = td_style_font_notice ();

  adw_action_row_set_subtitle (self->font_row,
                               notice ? notice : _ ("Documents are set in Times New Roman."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->font_row), td_style_font_family ());
}

static void
td_preferences_dispose (GObject *object)
{
  g_clear_object (&TD_PREFERENCES (object)->settings);

  G_OBJECT_CLASS (td_preferences_parent_class)->dispose (object);
}

static void
td_preferences_class_init (TdPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  td_app_ensure_resources ();
  G_OBJECT_CLASS (klass)->dispose = td_preferences_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/tiendo/TienDo/ui/app/td-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, TdPreferences, color_row);
  gtk_widget_class_bind_template_child (widget_class, TdPreferences, zoom_row);
  gtk_widget_class_bind_template_child (widget_class, TdPreferences, reopen_switch);
  gtk_widget_class_bind_template_child (widget_class, TdPreferences, soon_spin);
  gtk_widget_class_bind_template_child (widget_class, TdPreferences, idle_spin);
  gtk_widget_class_bind_template_child (widget_class, TdPreferences, font_row);
  gtk_widget_class_bind_template_child (widget_class, TdPreferences, profile_row);
  gtk_widget_class_bind_template_child (widget_class, TdPreferences, days_row);
  gtk_widget_class_bind_template_child (widget_class, TdPreferences, autostart_switch);
  gtk_widget_class_bind_template_callback (widget_class, days_row_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, autostart_switch_notify_cb);
  gtk_widget_class_bind_template_callback (widget_class, profile_row_activated_cb);
}

static void
td_preferences_init (TdPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_font (self);
}

/**
 * td_preferences_new:
 * @parent: (nullable): the window it belongs to
 * @settings: (nullable): the settings of the program
 *
 * Returns: (transfer none): the preferences window
 */
GtkWidget *
td_preferences_new (GtkWindow *parent, GSettings *settings)
{
  TdPreferences *self = g_object_new (TD_TYPE_PREFERENCES, "transient-for", parent, "application",
                                      parent ? gtk_window_get_application (parent) : NULL, NULL);

  if (settings)
    {
      self->settings = g_object_ref (settings);
      show_settings (self);
      adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self),
                                  ADW_PREFERENCES_PAGE (td_signing_page_new (settings)));
    }
  g_signal_connect_object (self->color_row, "notify::selected",
                           G_CALLBACK (color_row_notify_selected_cb), self, 0);
  g_signal_connect_object (self->zoom_row, "notify::selected",
                           G_CALLBACK (zoom_row_notify_selected_cb), self, 0);

  return GTK_WIDGET (self);
}
