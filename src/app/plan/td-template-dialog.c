/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-template-dialog.h"

#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-office-setup.h"

struct _TdTemplateDialog
{
  AdwWindow parent_instance;

  GtkSpinButton *year;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdTemplateDialog, td_template_dialog, ADW_TYPE_WINDOW)

static void
row_activated_cb (TdTemplateDialog *self, AdwActionRow *row)
{
  const char *key = g_object_get_data (G_OBJECT (row), "td-key");

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, key,
                 gtk_spin_button_get_value_as_int (self->year));
  gtk_window_destroy (GTK_WINDOW (self));
}

static GtkWidget *
make_templates (TdTemplateDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  const char *const *keys = td_office_template_keys ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Structure"));
  for (guint i = 0; keys[i] != NULL; i++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), td_office_template_label (keys[i]));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_object_set_data (G_OBJECT (row), "td-key", (gpointer) keys[i]);
      g_signal_connect_swapped (row, "activated", G_CALLBACK (row_activated_cb), self);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }

  return group;
}

static GtkWidget *
make_year (TdTemplateDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *year = gtk_spin_button_new_with_range (2000, 2100, 1);
  GDate today;

  td_date_today (&today);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (year),
                             g_date_get_year (&today) + (g_date_get_month (&today) >= 9));
  gtk_widget_set_valign (year, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (year), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Year of the plan"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Year of the plan"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), year);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  self->year = GTK_SPIN_BUTTON (year);

  return group;
}

static void
td_template_dialog_class_init (TdTemplateDialogClass *klass)
{
  signals[SIGNAL_CHOSEN] =
      g_signal_new ("chosen", TD_TYPE_TEMPLATE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
td_template_dialog_init (TdTemplateDialog *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_preferences_page_new ();

  gtk_window_set_title (GTK_WINDOW (self), _ ("New Plan"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 560);
  gtk_box_append (GTK_BOX (content), adw_header_bar_new ());
  gtk_widget_set_vexpand (page, TRUE);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (make_year (self)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (make_templates (self)));
  gtk_box_append (GTK_BOX (content), page);
  adw_window_set_content (ADW_WINDOW (self), content);
}

GtkWidget *
td_template_dialog_new (GtkWindow *parent)
{
  return g_object_new (TD_TYPE_TEMPLATE_DIALOG, "transient-for", parent, NULL);
}
