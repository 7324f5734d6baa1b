/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-bulk-dialog.h"

#include <glib/gi18n-lib.h>

#include "td-date-entry.h"

/* What can be changed together, in the order of the drop-down */
enum
{
  PROGRESS,
  DONE,
  DEADLINE,
  LEAD,
  NOTE,
  N_CHANGES
};

struct _TdBulkDialog
{
  AdwMessageDialog parent_instance;

  GtkDropDown *what;
  GtkStack *values;
  GtkSpinButton *progress;
  TdDateEntry *done;
  TdDateEntry *deadline;
  GtkDropDown *lead;
  GtkEntry *note;
};

G_DEFINE_FINAL_TYPE (TdBulkDialog, td_bulk_dialog, ADW_TYPE_MESSAGE_DIALOG)

enum
{
  CHANGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update (TdBulkDialog *self)
{
  static const char *const names[N_CHANGES] = { "progress", "done", "deadline", "lead", "note" };
  guint what = gtk_drop_down_get_selected (self->what);
  gboolean ready = TRUE;

  if (what >= N_CHANGES)
    return;
  gtk_stack_set_visible_child_name (self->values, names[what]);
  if (what == DONE)
    ready = td_date_entry_is_valid (self->done) && td_date_entry_get_date (self->done) != NULL;
  if (what == DEADLINE)
    ready =
        td_date_entry_is_valid (self->deadline) && td_date_entry_get_date (self->deadline) != NULL;
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "change", ready);
}

static void
td_bulk_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  TdBulkDialog *self = TD_BULK_DIALOG (dialog);
  g_autofree char *progress = NULL;
  GtkStringObject *unit;

  if (!g_str_equal (response, "change"))
    return;
  switch (gtk_drop_down_get_selected (self->what))
    {
    case PROGRESS:
      progress = g_strdup_printf ("%d", (int) gtk_spin_button_get_value (self->progress));
      g_signal_emit (self, signals[CHANGE], 0, "progress", progress);
      break;
    case DONE:
      g_signal_emit (self, signals[CHANGE], 0, "done_date", td_date_entry_get_date (self->done));
      break;
    case DEADLINE:
      g_signal_emit (self, signals[CHANGE], 0, "deadline_end",
                     td_date_entry_get_date (self->deadline));
      break;
    case LEAD:
      unit = gtk_drop_down_get_selected_item (self->lead);
      if (unit != NULL)
        g_signal_emit (self, signals[CHANGE], 0, "lead", gtk_string_object_get_string (unit));
      break;
    case NOTE:
      g_signal_emit (self, signals[CHANGE], 0, "note",
                     gtk_editable_get_text (GTK_EDITABLE (self->note)));
      break;
    default:
      break;
    }
}

static void
td_bulk_dialog_class_init (TdBulkDialogClass *klass)
{
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = td_bulk_dialog_response;
  signals[CHANGE] = g_signal_new ("change", TD_TYPE_BULK_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
add_value (TdBulkDialog *self, const char *name, GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_stack_add_named (self->values, widget, name);
}

static void
td_bulk_dialog_init (TdBulkDialog *self)
{
  const char *const changes[] = { _ ("Progress in percent"),
                                  _ ("Day it was done"),
                                  _ ("Last permitted day"),
                                  _ ("Lead unit"),
                                  _ ("Note"),
                                  NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->what = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (changes));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->what), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What to change"), -1);
  self->values = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->values, FALSE);
  self->progress = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, 100, 5));
  add_value (self, "progress", GTK_WIDGET (self->progress), changes[PROGRESS]);
  self->done = TD_DATE_ENTRY (td_date_entry_new ());
  td_date_entry_set_label (self->done, changes[DONE]);
  add_value (self, "done", GTK_WIDGET (self->done), changes[DONE]);
  self->deadline = TD_DATE_ENTRY (td_date_entry_new ());
  td_date_entry_set_label (self->deadline, changes[DEADLINE]);
  add_value (self, "deadline", GTK_WIDGET (self->deadline), changes[DEADLINE]);
  self->lead = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_drop_down_set_enable_search (self->lead, TRUE);
  add_value (self, "lead", GTK_WIDGET (self->lead), changes[LEAD]);
  self->note = GTK_ENTRY (gtk_entry_new ());
  add_value (self, "note", GTK_WIDGET (self->note), changes[NOTE]);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->what));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->values));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self), box);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (self), "cancel", _ ("Cancel"), "change",
                                    _ ("Change"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (self), "change",
                                              ADW_RESPONSE_SUGGESTED);
  g_signal_connect_swapped (self->what, "notify::selected", G_CALLBACK (update), self);
  g_signal_connect_swapped (td_date_entry_get_entry (self->done), "changed", G_CALLBACK (update),
                            self);
  g_signal_connect_swapped (td_date_entry_get_entry (self->deadline), "changed",
                            G_CALLBACK (update), self);
  update (self);
}

/**
 * td_bulk_dialog_new:
 * @parent: (nullable): the window it belongs to
 * @n_tasks: how many tasks are changed
 * @units: (transfer none): names of units, #GtkStringObject
 *
 * Returns: (transfer none): the dialog, to be presented
 */
GtkWidget *
td_bulk_dialog_new (GtkWindow *parent, guint n_tasks, GListModel *units)
{
  TdBulkDialog *self = g_object_new (TD_TYPE_BULK_DIALOG, "transient-for", parent, NULL);
  g_autofree char *heading = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Change %u Task", "Change %u Tasks", n_tasks), n_tasks);

  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (self), heading);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (self),
                               _ ("One action for all of them; it can be undone."));
  gtk_drop_down_set_model (self->lead, units);

  return GTK_WIDGET (self);
}
