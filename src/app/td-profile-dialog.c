/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-profile-dialog.h"

#include "td-app-resources.h"
#include "td-suggest-entry.h"
#include "td-text.h"

#include <glib/gi18n-lib.h>

/* Asks once who works here: the author of every action from then on. The answer comes by
 * TdProfileDialog::saved (name, title, unit). */
struct _TdProfileDialog
{
  AdwWindow parent_instance;

  GtkEntry *name_entry;
  GtkEntry *title_entry;
  TdSuggestEntry *unit_entry;
  GtkButton *save_button;
};

G_DEFINE_FINAL_TYPE (TdProfileDialog, td_profile_dialog, ADW_TYPE_WINDOW)

enum
{
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
get_text (GtkEntry *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static void
save_button_clicked_cb (TdProfileDialog *self)
{
  g_autofree char *name = get_text (self->name_entry);
  g_autofree char *title = get_text (self->title_entry);
  g_autofree char *unit = g_strstrip (g_strdup (td_suggest_entry_get_text (self->unit_entry)));

  if (!*name)
    return;

  g_signal_emit (self, signals[SAVED], 0, name, title, unit);
  gtk_window_close (GTK_WINDOW (self));
}

static void
name_entry_changed_cb (TdProfileDialog *self)
{
  gtk_widget_set_sensitive (
      GTK_WIDGET (self->save_button),
      !td_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->name_entry))));
}

static void
unit_entry_chosen_cb (TdProfileDialog *self, const char *text)
{
  td_suggest_entry_set_text (self->unit_entry, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->save_button));
}

static void
unit_entry_cancelled_cb (TdProfileDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
td_profile_dialog_class_init (TdProfileDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  td_app_ensure_resources ();
  g_type_ensure (TD_TYPE_SUGGEST_ENTRY);

  /**
   * TdProfileDialog::saved:
   * @name: never blank
   * @title: "" for none
   * @unit: "" for none
   *
   * The user gave an answer.
   */
  signals[SAVED] = g_signal_new ("saved", TD_TYPE_PROFILE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/tiendo/TienDo/ui/app/td-profile-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TdProfileDialog, name_entry);
  gtk_widget_class_bind_template_child (widget_class, TdProfileDialog, title_entry);
  gtk_widget_class_bind_template_child (widget_class, TdProfileDialog, unit_entry);
  gtk_widget_class_bind_template_child (widget_class, TdProfileDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, save_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, unit_entry_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, unit_entry_cancelled_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
td_profile_dialog_init (TdProfileDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  td_suggest_entry_set_label (self->unit_entry, _ ("Unit"));
}

/**
 * td_profile_dialog_new:
 * @parent: (nullable): the window it belongs to
 * @name: (nullable): what is known already
 * @title: (nullable): the same
 * @unit: (nullable): the same
 * @units: (nullable): names of units to offer, #GtkStringObject
 *
 * Returns: (transfer none): the dialog, to be presented
 */
GtkWidget *
td_profile_dialog_new (
    GtkWindow *parent, const char *name, const char *title, const char *unit, GListModel *units)
{
  TdProfileDialog *self = g_object_new (TD_TYPE_PROFILE_DIALOG, "transient-for", parent, NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->name_entry), name ? name : "");
  gtk_editable_set_text (GTK_EDITABLE (self->title_entry), title ? title : "");
  td_suggest_entry_set_text (self->unit_entry, unit ? unit : "");
  td_suggest_entry_set_model (self->unit_entry, units);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));

  return GTK_WIDGET (self);
}
