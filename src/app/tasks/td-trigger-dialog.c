/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-trigger-dialog.h"

#include <glib/gi18n-lib.h>

#include "td-date-entry.h"
#include "td-evidence-actions.h"
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
  GtkLabel *file_name;
  TdEvidenceFile *file; /* of the document; NULL: none was added */
  gboolean loading;
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
  GtkEditable *day = GTK_EDITABLE (td_date_entry_get_entry (self->date));

  adw_message_dialog_set_response_enabled (
      ADW_MESSAGE_DIALOG (self), "record",
      !td_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->symbol))) &&
          !td_text_is_blank (gtk_editable_get_text (day)) && td_date_entry_is_valid (self->date) &&
          !self->loading);
}

/* The file is the document itself: it has its number, name and day. */
static void
name_file (TdTriggerDialog *self, const TdTaskTriggerRow *trigger)
{
  TdEvidenceRow *row = self->file->row;

  g_free (row->symbol);
  row->symbol = g_strdup (trigger->symbol);
  g_free (row->date);
  row->date = g_strdup (trigger->date);
  if (trigger->name != NULL)
    {
      g_free (row->name);
      row->name = g_strdup (trigger->name);
    }
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
  if (self->file != NULL)
    name_file (self, &trigger);
  g_signal_emit (self, signals[EDIT], 0,
                 td_task_edit_trigger (&trigger, g_steal_pointer (&self->file)));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  TdTriggerDialog *self = TD_TRIGGER_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = td_evidence_load_finish (result, &error);

  self->loading = FALSE;
  g_clear_pointer (&self->file, td_evidence_file_free);
  if (files != NULL)
    self->file = g_ptr_array_steal_index (files, 0);
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  gtk_label_set_label (self->file_name,
                       self->file != NULL ? self->file->row->file_name : error->message);
  update (self);
}

static void
file_chosen_cb (GtkNativeDialog *native, int response, TdTriggerDialog *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native))
                               : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    td_trigger_dialog_add_file (self, path);
  g_object_unref (native);
}

static void
choose_file_cb (TdTriggerDialog *self)
{
  GtkFileChooserNative *native =
      gtk_file_chooser_native_new (_ ("The File of the Document"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Add"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect_object (native, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

/**
 * td_trigger_dialog_add_file:
 * @self: a dialog
 * @path: the file of the document
 *
 * Reads and hashes the file on a thread; it is kept in the workspace.
 */
void
td_trigger_dialog_add_file (TdTriggerDialog *self, const char *path)
{
  const TdEvidenceFields fields = { NULL, NULL, NULL, TRUE };
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  g_return_if_fail (TD_IS_TRIGGER_DIALOG (self) && path != NULL);

  g_ptr_array_add (paths, (gpointer) path);
  self->loading = TRUE;
  update (self);
  td_evidence_load_async (GTK_WIDGET (self), paths, &fields, loaded_cb, NULL);
}

static void
td_trigger_dialog_finalize (GObject *object)
{
  g_clear_pointer (&TD_TRIGGER_DIALOG (object)->file, td_evidence_file_free);

  G_OBJECT_CLASS (td_trigger_dialog_parent_class)->finalize (object);
}

static void
td_trigger_dialog_class_init (TdTriggerDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_trigger_dialog_finalize;
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

static GtkWidget *
make_file_row (TdTriggerDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *button = gtk_button_new_with_label (_ ("Choose a File…"));

  g_signal_connect_swapped (button, "clicked", G_CALLBACK (choose_file_cb), self);
  gtk_box_append (GTK_BOX (box), button);
  self->file_name = GTK_LABEL (gtk_label_new (_ ("none yet")));
  gtk_label_set_ellipsize (self->file_name, PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (self->file_name, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->file_name), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->file_name));

  return box;
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
  gtk_entry_set_activates_default (GTK_ENTRY (td_date_entry_get_entry (self->date)), TRUE);
  g_signal_connect_object (td_date_entry_get_entry (self->date), "changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  add_row (grid, 2, _ ("Day of the document"), GTK_WIDGET (self->date));
  self->days = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, 1000, 1));
  add_row (grid, 3, _ ("Term in days, 0 for none"), GTK_WIDGET (self->days));
  self->working_days = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_ ("working days")));
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->working_days), 1, 4, 1, 1);
  add_row (grid, 5, _ ("File of the document"), make_file_row (self));
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
