/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-signing-page.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "td-trust-folder.h"

/* Certificates of authorities lie as PEM files in a folder of the user; they are believed for the
 * signatures of documents, by this program alone. */
struct _TdSigningPage
{
  AdwPreferencesPage parent_instance;

  GSettings *settings;
  AdwPreferencesGroup *trust_group;
  GPtrArray *trust_rows; /* (element-type GtkWidget): borrowed */
};

G_DEFINE_FINAL_TYPE (TdSigningPage, td_signing_page, ADW_TYPE_PREFERENCES_PAGE)

typedef void (*ChosenFunc) (TdSigningPage *self, const char *path, gpointer data);

typedef struct
{
  TdSigningPage *self; /* counted */
  ChosenFunc func;
  gpointer data; /* static */
} Choice;

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Choice *choice = user_data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    choice->func (choice->self, path, choice->data);
  g_object_unref (choice->self);
  g_free (choice);
  g_object_unref (dialog);
}

static void
choose (TdSigningPage *self,
        const char *title,
        const char *const *suffixes,
        ChosenFunc func,
        gpointer data)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, GTK_WINDOW (root), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  Choice *choice = g_new0 (Choice, 1);

  choice->self = g_object_ref (self);
  choice->func = func;
  choice->data = data;
  for (; *suffixes != NULL; suffixes++)
    gtk_file_filter_add_suffix (filter, *suffixes);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), choice);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* Files that a setting names */

typedef struct
{
  const char *key;
  const char *title;
  const char *suffixes[4];
} FileSetting;

static const FileSetting file_settings[] = {
  { "signature-image", N_ ("Picture of the signature"), { "png" } },
  { "seal-image", N_ ("Picture of the seal"), { "png" } },
  { "token-module", N_ ("Module of the token's vendor"), { "so" } },
};

static void
set_path (TdSigningPage *self, const char *path, gpointer data)
{
  g_settings_set_string (self->settings, ((const FileSetting *) data)->key, path);
}

static void
choose_file_cb (GtkButton *button, TdSigningPage *self)
{
  const FileSetting *setting = g_object_get_data (G_OBJECT (button), "td-setting");

  choose (self, _ (setting->title), setting->suffixes, set_path, (gpointer) setting);
}

static void
clear_file_cb (GtkButton *button, TdSigningPage *self)
{
  const FileSetting *setting = g_object_get_data (G_OBJECT (button), "td-setting");

  g_settings_set_string (self->settings, setting->key, "");
}

static gboolean
path_to_subtitle (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *path = g_variant_get_string (variant, NULL);

  if (*path == '\0')
    g_value_set_string (value, _ ("none chosen"));
  else
    g_value_take_string (value, g_path_get_basename (path));

  return TRUE;
}

static GtkWidget *
button_new (const char *icon, const char *label, gpointer setting)
{
  GtkWidget *button =
      icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "td-setting", setting);
  if (icon == NULL)
    return button;
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);

  return button;
}

static GtkWidget *
file_row_new (TdSigningPage *self, const FileSetting *setting)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *choose_button = button_new (NULL, _ ("Choose…"), (gpointer) setting);
  GtkWidget *clear_button = button_new ("edit-clear-symbolic", _ ("None"), (gpointer) setting);

  g_autofree char *name = g_strdup_printf ("%s %s", _ ("Choose…"), _ (setting->title));

  gtk_accessible_update_property (GTK_ACCESSIBLE (choose_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (setting->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), choose_button);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), clear_button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), choose_button);
  g_signal_connect_object (choose_button, "clicked", G_CALLBACK (choose_file_cb), self, 0);
  g_signal_connect_object (clear_button, "clicked", G_CALLBACK (clear_file_cb), self, 0);
  g_settings_bind_with_mapping (self->settings, setting->key, row, "subtitle", G_SETTINGS_BIND_GET,
                                path_to_subtitle, NULL, NULL, NULL);

  return row;
}

static GtkWidget *
switch_row_new (TdSigningPage *self, const char *key, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  g_settings_bind (self->settings, key, toggle, "active", G_SETTINGS_BIND_DEFAULT);

  return row;
}

/* Trusted authorities */

static void show_trust (TdSigningPage *self);

static void
say (TdSigningPage *self, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), adw_toast_new (text));
}

static void
remove_trust_cb (GtkButton *button, TdSigningPage *self)
{
  g_unlink (g_object_get_data (G_OBJECT (button), "td-path"));
  show_trust (self);
}

/* Only what can be read as a certificate is put into the folder. */
static void
add_trust (TdSigningPage *self, const char *path, gpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n_added;

  if (!td_trust_folder_add (path, &n_added, &error))
    say (self, error->message);
  show_trust (self);
}

static void
add_trust_cb (TdSigningPage *self)
{
  static const char *const suffixes[] = { "pem", "crt", "cer", NULL };

  choose (self, _ ("Certificate of an Authority"), suffixes, add_trust, NULL);
}

static void
add_trust_row (TdSigningPage *self, const TdTrustedAuthority *authority)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = button_new ("user-trash-symbolic", _ ("Do not trust any more"), NULL);
  g_autoptr (GDateTime) end = g_date_time_new_from_unix_local (authority->info->not_after);
  g_autofree char *date = end != NULL ? g_date_time_format (end, "%d/%m/%Y") : NULL;
  g_autofree char *subtitle = g_strdup_printf (_ ("valid until %s · issued by %s"),
                                               date != NULL ? date : "?", authority->info->issuer);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), authority->info->subject);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  g_object_set_data_full (G_OBJECT (button), "td-path", g_strdup (authority->path), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_trust_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->trust_group, row);
  g_ptr_array_add (self->trust_rows, row);
}

static void
show_trust (TdSigningPage *self)
{
  g_autoptr (GPtrArray) authorities = td_trust_folder_list ();

  for (guint i = 0; i < self->trust_rows->len; i++)
    adw_preferences_group_remove (self->trust_group, g_ptr_array_index (self->trust_rows, i));
  g_ptr_array_set_size (self->trust_rows, 0);
  for (guint i = 0; i < authorities->len; i++)
    add_trust_row (self, g_ptr_array_index (authorities, i));
}

static AdwPreferencesGroup *
group_new (TdSigningPage *self, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (group));

  return ADW_PREFERENCES_GROUP (group);
}

static void
add_diameter_row (TdSigningPage *self, AdwPreferencesGroup *group)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (20, 60, 0.5);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Diameter of the seal, mm"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("Counts where the picture does not say its size itself"));
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Diameter of the seal, mm"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  g_settings_bind (self->settings, "seal-diameter", spin, "value", G_SETTINGS_BIND_DEFAULT);
  adw_preferences_group_add (group, row);
}

static void
fill (TdSigningPage *self)
{
  AdwPreferencesGroup *pictures =
      group_new (self, _ ("Pictures"),
                 _ ("PNG files with transparency. They stand on a page only together "
                    "with a real signature."));
  AdwPreferencesGroup *token = group_new (self, _ ("Token"), NULL);
  AdwPreferencesGroup *stamp = group_new (self, _ ("Timestamp"), NULL);
  GtkWidget *url = adw_entry_row_new ();
  GtkWidget *add = gtk_button_new_with_label (_ ("Add…"));

  adw_preferences_group_add (pictures, file_row_new (self, &file_settings[0]));
  adw_preferences_group_add (pictures, file_row_new (self, &file_settings[1]));
  add_diameter_row (self, pictures);
  adw_preferences_group_add (token, file_row_new (self, &file_settings[2]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (url), _ ("Address of the authority (http…)"));
  g_settings_bind (self->settings, "timestamp-url", url, "text", G_SETTINGS_BIND_DEFAULT);
  adw_preferences_group_add (stamp, url);
  adw_preferences_group_add (stamp, switch_row_new (self, "timestamp-required",
                                                    _ ("Never sign without a timestamp"), NULL));
  self->trust_group =
      group_new (self, _ ("Trusted Authorities"),
                 _ ("Certificates of root authorities, as PEM files. A signature is "
                    "valid when its certificate leads to one of them."));
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_trust_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  adw_preferences_group_set_header_suffix (self->trust_group, add);
  adw_preferences_group_add (
      self->trust_group,
      switch_row_new (self, "trust-system", _ ("Trust the authorities of the system too"),
                      _ ("They vouch for web sites; few of them vouch for people")));
  show_trust (self);
}

static void
td_signing_page_dispose (GObject *object)
{
  g_clear_object (&TD_SIGNING_PAGE (object)->settings);
  g_clear_pointer (&TD_SIGNING_PAGE (object)->trust_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (td_signing_page_parent_class)->dispose (object);
}

static void
td_signing_page_class_init (TdSigningPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_signing_page_dispose;
}

static void
td_signing_page_init (TdSigningPage *self)
{
  self->trust_rows = g_ptr_array_new ();
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (self), _ ("Signing"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (self), "td-sign-symbolic");
  adw_preferences_page_set_name (ADW_PREFERENCES_PAGE (self), "signing");
}

/**
 * td_signing_page_new:
 * @settings: the settings of the program
 *
 * Returns: a page for the preferences window
 */
GtkWidget *
td_signing_page_new (GSettings *settings)
{
  TdSigningPage *self = g_object_new (TD_TYPE_SIGNING_PAGE, NULL);

  self->settings = g_object_ref (settings);
  fill (self);

  return GTK_WIDGET (self);
}
