/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-evidence-dialog.h"

#include <glib/gi18n-lib.h>

#include "td-date-entry.h"
#include "td-form-grid.h"
#include "td-text.h"

struct _TdEvidenceDialog
{
  AdwMessageDialog parent_instance;

  GtkGrid *grid;
  GtkEntry *name;
  GtkEntry *symbol;
  TdDateEntry *date;
  GtkCheckButton *copied; /* NULL where how it is kept is not asked for */
};

G_DEFINE_FINAL_TYPE (TdEvidenceDialog, td_evidence_dialog, ADW_TYPE_MESSAGE_DIALOG)

enum
{
  ACCEPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update (TdEvidenceDialog *self)
{
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "accept",
                                           td_date_entry_is_valid (self->date));
}

static char *
dup_entry (GtkEntry *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  return td_text_is_blank (text) ? NULL : td_text_clean (text, -1);
}

static void
td_evidence_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  TdEvidenceDialog *self = TD_EVIDENCE_DIALOG (dialog);
  g_autofree char *name = dup_entry (self->name);
  g_autofree char *symbol = dup_entry (self->symbol);
  TdEvidenceFields fields = { 0 };

  if (!g_str_equal (response, "accept"))
    return;
  fields.name = name;
  fields.symbol = symbol;
  fields.date = td_date_entry_get_date (self->date);
  fields.copy = self->copied != NULL && gtk_check_button_get_active (self->copied);
  g_signal_emit (self, signals[ACCEPTED], 0, &fields);
}

static void
td_evidence_dialog_class_init (TdEvidenceDialogClass *klass)
{
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = td_evidence_dialog_response;
  signals[ACCEPTED] = g_signal_new ("accepted", TD_TYPE_EVIDENCE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
td_evidence_dialog_init (TdEvidenceDialog *self)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 10);
  gtk_grid_set_row_spacing (self->grid, 6);
  self->name = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_activates_default (self->name, TRUE);
  td_form_grid_add (self->grid, _ ("What it is called"), GTK_WIDGET (self->name), NULL);
  self->symbol = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->symbol, "214/BB-SGDĐT");
  gtk_entry_set_activates_default (self->symbol, TRUE);
  td_form_grid_add (self->grid, _ ("Number and symbol"), GTK_WIDGET (self->symbol), NULL);
  self->date = TD_DATE_ENTRY (td_date_entry_new ());
  td_date_entry_set_label (self->date, _ ("Day of the document"));
  gtk_entry_set_activates_default (GTK_ENTRY (td_date_entry_get_entry (self->date)), TRUE);
  g_signal_connect_object (td_date_entry_get_entry (self->date), "changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  td_form_grid_add (self->grid, _ ("Day of the document"), GTK_WIDGET (self->date), NULL);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self), GTK_WIDGET (self->grid));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (self), "cancel", _ ("Cancel"));
}

static void
offer (TdEvidenceDialog *self, const char *label)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);

  adw_message_dialog_add_response (dialog, "accept", label);
  adw_message_dialog_set_response_appearance (dialog, "accept", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "accept");
  update (self);
}

static void
ask_how_to_keep (TdEvidenceDialog *self)
{
  GtkWidget *copied = gtk_check_button_new_with_label (_ ("Copy into the workspace"));
  GtkWidget *linked = gtk_check_button_new_with_label (_ ("Link: the file stays where it is"));

  gtk_check_button_set_group (GTK_CHECK_BUTTON (linked), GTK_CHECK_BUTTON (copied));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (copied), TRUE);
  gtk_grid_attach (self->grid, copied, 0, 3, 2, 1);
  gtk_grid_attach (self->grid, linked, 0, 4, 2, 1);
  self->copied = GTK_CHECK_BUTTON (copied);
}

/**
 * td_evidence_dialog_new_for_files:
 * @parent: (nullable): the window it belongs to
 * @first: name of the first file
 * @n_files: how many were chosen; name, number and day are asked for a single one
 *
 * Returns: (transfer none): the dialog, to be presented
 */
GtkWidget *
td_evidence_dialog_new_for_files (GtkWindow *parent, const char *first, guint n_files)
{
  TdEvidenceDialog *self = g_object_new (TD_TYPE_EVIDENCE_DIALOG, "transient-for", parent, NULL);
  g_autofree char *heading = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Add %u File", "Add %u Files", n_files), n_files);

  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (self), heading);
  if (n_files == 1)
    gtk_editable_set_text (GTK_EDITABLE (self->name), first);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->grid));
       n_files > 1 && child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, FALSE);
  ask_how_to_keep (self);
  offer (self, _ ("Add"));

  return GTK_WIDGET (self);
}

/**
 * td_evidence_dialog_new_for_row:
 * @parent: (nullable): the window it belongs to
 * @row: a document that is recorded
 *
 * Returns: (transfer none): the dialog, to be presented
 */
GtkWidget *
td_evidence_dialog_new_for_row (GtkWindow *parent, const TdEvidenceRow *row)
{
  TdEvidenceDialog *self = g_object_new (TD_TYPE_EVIDENCE_DIALOG, "transient-for", parent, NULL);

  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (self), _ ("Details of the Document"));
  gtk_editable_set_text (GTK_EDITABLE (self->name), row->name != NULL ? row->name : "");
  gtk_editable_set_text (GTK_EDITABLE (self->symbol), row->symbol != NULL ? row->symbol : "");
  td_date_entry_set_date (self->date, row->date);
  offer (self, _ ("Save"));

  return GTK_WIDGET (self);
}
