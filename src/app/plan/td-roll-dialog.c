/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-roll-dialog.h"

#include <glib/gi18n-lib.h>

struct _TdRollDialog
{
  AdwWindow parent_instance;

  GtkSpinButton *year;
  GtkSwitch *keep_done;
  GtkSwitch *drop_unfinished;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdRollDialog, td_roll_dialog, ADW_TYPE_WINDOW)

static void
accept_cb (TdRollDialog *self)
{
  gtk_spin_button_update (self->year);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
td_roll_dialog_class_init (TdRollDialogClass *klass)
{
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", TD_TYPE_ROLL_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkWidget *
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle, GtkWidget *control)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  adw_preferences_group_add (group, row);

  return control;
}

static GtkWidget *
make_page (TdRollDialog *self)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Years and dates move along in words and meaning. Cited documents keep their dates and "
         "are listed to be looked at. This plan stays as it is."));
  self->year = GTK_SPIN_BUTTON (add_row (ADW_PREFERENCES_GROUP (group), _ ("Year of the new plan"),
                                         NULL, gtk_spin_button_new_with_range (2000, 2100, 1)));
  self->keep_done = GTK_SWITCH (
      add_row (ADW_PREFERENCES_GROUP (group), _ ("Keep tasks that are done"),
               _ ("Tasks done once and for all stay behind otherwise"), gtk_switch_new ()));
  self->drop_unfinished =
      GTK_SWITCH (add_row (ADW_PREFERENCES_GROUP (group), _ ("Leave unfinished tasks behind"),
                           _ ("They go along otherwise, and are listed"), gtk_switch_new ()));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));

  return page;
}

static void
td_roll_dialog_init (TdRollDialog *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *accept = gtk_button_new_with_mnemonic (_ ("_Make the Plan"));
  GtkWidget *page = make_page (self);

  gtk_window_set_title (GTK_WINDOW (self), _ ("Plan of the Next Year"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 400);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_widget_add_css_class (accept, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (accept_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), accept);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (content), header);
  gtk_box_append (GTK_BOX (content), page);
  adw_window_set_content (ADW_WINDOW (self), content);
  gtk_window_set_default_widget (GTK_WINDOW (self), accept);
}

/**
 * td_roll_dialog_new:
 * @parent: the window of the plan
 * @year: the year to begin with
 *
 * Returns: the dialog
 */
GtkWidget *
td_roll_dialog_new (GtkWindow *parent, int year)
{
  TdRollDialog *self = g_object_new (TD_TYPE_ROLL_DIALOG, "transient-for", parent, NULL);

  gtk_spin_button_set_value (self->year, year);

  return GTK_WIDGET (self);
}

/**
 * td_roll_dialog_get_options:
 * @self: the dialog
 *
 * Returns: what was chosen
 */
TdRollOptions
td_roll_dialog_get_options (TdRollDialog *self)
{
  return (TdRollOptions){ .year = gtk_spin_button_get_value_as_int (self->year),
                          .keep_done = gtk_switch_get_active (self->keep_done),
                          .drop_unfinished = gtk_switch_get_active (self->drop_unfinished) };
}
