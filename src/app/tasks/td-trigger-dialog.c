/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-trigger-dialog.h"

#include <glib/gi18n-lib.h>

#include "td-date-entry.h"
#include "td-task-progress.h"
#include "td-text.h"

struct _TdTriggerDialog
{
  AdwMessageDialog parent_instance;

  gint64 task_id;
  GtkEntry *symbol;
  GtkEntry *name;
  TdDateEntry *date;
  GtkSpinButton *days;
  GtkCheckButton *working_days;
};

G_DEFINE_FINAL_TYPE (TdTriggerDialog, td_trigger_dialog, ADW_TYPE_MESSAGE_DIALOG)

enum
{
  EDIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_entry (GtkEntry *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  return td_text_is_blank (text) ? NULL : td_text_clean (text, -1);
}

static void
update (TdTriggerDialog *self)
{
  adw_message_dialog_set_response_enabled (
      ADW_MESSAGE_DIALOG (self), "record",
      !td_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->symbol))) &&
          td_date_entry_is_valid (self->date));
}

static void
td_trigger_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  TdTriggerDialog *self = TD_TRIGGER_DIALOG (dialog);
  TdTaskTriggerRow trigger = { 0 };
  g_autofree char *symbol = NULL;
  g_autofree char *name = NULL;
  g_autofree char *date = NULL;

  if (!g_str_equal (response, "record"))
    return;
  symbol = dup_entry (self->symbol);
  name = dup_entry (self->name);
  date = g_strdup (td_date_entry_get_date (self->date));
  trigger.task_id = self->task_id;
  trigger.symbol = symbol;
  trigger.name = name;
  trigger.date = date;
  trigger.days = (gint64) gtk_spin_button_get_value (self->days);
  trigger.working_days = gtk_check_button_get_active (self->working_days);
  g_signal_emit (self, signals[EDIT], 0, td_task_edit_trigger (&trigger, NULL));
}

static void
td_trigger_dialog_class_init (TdTriggerDialogClass *klass)
{
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = td_trigger_dialog_response;
  signals[EDIT] = g_signal_new ("edit", TD_TYPE_TRIGGER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
add_row (GtkWidget *grid, int row, const char *caption, GtkWidget *field)
{
  GtkWidget *label = gtk_label_new (caption);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "td-dim");
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_widget_set_hexpand (field, TRUE);
  gtk_grid_attach (GTK_GRID (grid), field, 1, row, 1, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, caption,
                                  -1);
}

static void
td_trigger_dialog_init (TdTriggerDialog *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  self->symbol = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->symbol, "1117/QĐ-UBND");
  g_signal_connect_swapped (self->symbol, "changed", G_CALLBACK (update), self);
  add_row (grid, 0, _ ("Number and symbol"), GTK_WIDGET (self->symbol));
  self->name = GTK_ENTRY (gtk_entry_new ());
  add_row (grid, 1, _ ("What it is about"), GTK_WIDGET (self->name));
  self->date = TD_DATE_ENTRY (td_date_entry_new ());
  td_date_entry_set_label (self->date, _ ("Day of the document"));
  add_row (grid, 2, _ ("Day of the document"), GTK_WIDGET (self->date));
  self->days = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, 1000, 1));
  add_row (grid, 3, _ ("Term in days, 0 for none"), GTK_WIDGET (self->days));
  self->working_days = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_ ("working days")));
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->working_days), 1, 4, 1, 1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self), grid);
  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (self), _ ("Record the Document"));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (self), "cancel", _ ("Cancel"), "record",
                                    _ ("Record"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (self), "record",
                                              ADW_RESPONSE_SUGGESTED);
  update (self);
}

/**
 * td_trigger_dialog_new:
 * @parent: (nullable): the window it belongs to
 * @task: the task that waits
 *
 * Returns: (transfer none): the dialog, to be presented
 */
GtkWidget *
td_trigger_dialog_new (GtkWindow *parent, const TdTaskRow *task)
{
  TdTriggerDialog *self = g_object_new (TD_TYPE_TRIGGER_DIALOG, "transient-for", parent, NULL);

  self->task_id = task->row.id;
  if (task->deadline_condition != NULL)
    adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (self), task->deadline_condition);

  return GTK_WIDGET (self);
}
