/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-milestone-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date-entry.h"
#include "td-edit.h"
#include "td-form-grid.h"
#include "td-kind.h"
#include "td-text.h"

struct _TdMilestoneDialog
{
  AdwMessageDialog parent_instance;

  gint64 task_id;
  gint64 id; /* 0: a new one */
  GtkGrid *grid;
  GtkEntry *title;
  TdDateEntry *start, *end, *done;
};

G_DEFINE_FINAL_TYPE (TdMilestoneDialog, td_milestone_dialog, ADW_TYPE_MESSAGE_DIALOG)

enum
{
  EDIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_empty (TdDateEntry *entry)
{
  return td_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (td_date_entry_get_entry (entry))));
}

/* Without a last day there is nothing to be late for. */
static void
update (TdMilestoneDialog *self)
{
  gboolean valid = td_date_entry_is_valid (self->start) && td_date_entry_is_valid (self->end) &&
                   td_date_entry_is_valid (self->done) && !is_empty (self->end) &&
                   !td_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->title)));

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "save", valid);
}

static TdEdit *
make_edit (TdMilestoneDialog *self)
{
  g_autofree char *title = td_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->title)), -1);
  g_autofree char *task = g_strdup_printf ("%" G_GINT64_FORMAT, self->task_id);
  const char *start = td_date_entry_get_date (self->start);
  const char *end = td_date_entry_get_date (self->end);
  const char *done = td_date_entry_get_date (self->done);
  TdEdit *edit;

  /* Typed the wrong way round: what is meant is clear. */
  if (start != NULL && end != NULL && strcmp (start, end) > 0)
    {
      const char *later = start;

      start = end;
      end = later;
    }
  if (self->id != 0)
    {
      edit = td_edit_new_set (TD_KIND_TASK_MILESTONE, self->id, "title", title);
      td_edit_and_set (edit, "start", start);
      td_edit_and_set (edit, "end", end);
      td_edit_and_set (edit, "done_date", done);
      return edit;
    }
  edit = td_edit_new_add (TD_KIND_TASK_MILESTONE);
  td_edit_set_value (edit, "task_id", task);
  td_edit_set_value (edit, "title", title);
  td_edit_set_value (edit, "start", start);
  td_edit_set_value (edit, "end", end);
  td_edit_set_value (edit, "done_date", done);

  return edit;
}

static void
td_milestone_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  TdMilestoneDialog *self = TD_MILESTONE_DIALOG (dialog);

  if (g_str_equal (response, "save"))
    g_signal_emit (self, signals[EDIT], 0, make_edit (self),
                   self->id != 0 ? _ ("Milestone changed") : _ ("Milestone added"));
  else if (g_str_equal (response, "delete"))
    g_signal_emit (self, signals[EDIT], 0,
                   td_edit_new_delete (TD_KIND_TASK_MILESTONE, &self->id, 1),
                   _ ("Milestone deleted"));
}

static void
td_milestone_dialog_class_init (TdMilestoneDialogClass *klass)
{
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = td_milestone_dialog_response;
  signals[EDIT] = g_signal_new ("edit", TD_TYPE_MILESTONE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_STRING);
}

static TdDateEntry *
add_day (TdMilestoneDialog *self, int row, const char *caption)
{
  GtkWidget *day = td_date_entry_new ();
  GtkWidget *entry = td_date_entry_get_entry (TD_DATE_ENTRY (day));

  td_date_entry_set_label (TD_DATE_ENTRY (day), caption);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  g_signal_connect_object (entry, "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  td_form_grid_add (self->grid, caption, day, entry);

  return TD_DATE_ENTRY (day);
}

static void
td_milestone_dialog_init (TdMilestoneDialog *self)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 10);
  gtk_grid_set_row_spacing (self->grid, 6);
  self->title = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_activates_default (self->title, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What is to be reached"), -1);
  td_form_grid_add (self->grid, _ ("What is to be reached"), GTK_WIDGET (self->title), NULL);
  self->start = add_day (self, 1, _ ("From"));
  self->end = add_day (self, 2, _ ("Last permitted day"));
  self->done = add_day (self, 3, _ ("Done on"));
  g_signal_connect_swapped (self->title, "changed", G_CALLBACK (update), self);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self), GTK_WIDGET (self->grid));
}

/**
 * td_milestone_dialog_new:
 * @parent: (nullable): the window it belongs to
 * @task_id: the task
 * @row: (nullable): the milestone; %NULL: a new one
 *
 * Returns: (transfer none): the dialog, to be presented
 */
GtkWidget *
td_milestone_dialog_new (GtkWindow *parent, gint64 task_id, const TdTaskMilestoneRow *row)
{
  TdMilestoneDialog *self = g_object_new (TD_TYPE_MILESTONE_DIALOG, "transient-for", parent, NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);

  self->task_id = task_id;
  self->id = row != NULL ? row->row.id : 0;
  adw_message_dialog_set_heading (dialog, row != NULL ? _ ("Milestone") : _ ("Add a Milestone"));
  adw_message_dialog_add_response (dialog, "cancel", _ ("Cancel"));
  if (row != NULL)
    {
      adw_message_dialog_add_response (dialog, "delete", _ ("Delete"));
      adw_message_dialog_set_response_appearance (dialog, "delete", ADW_RESPONSE_DESTRUCTIVE);
      gtk_editable_set_text (GTK_EDITABLE (self->title), row->title != NULL ? row->title : "");
      td_date_entry_set_date (self->start, row->start);
      td_date_entry_set_date (self->end, row->end);
      td_date_entry_set_date (self->done, row->done_date);
    }
  adw_message_dialog_add_response (dialog, "save", _ ("Save"));
  adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "save");
  update (self);

  return GTK_WIDGET (self);
}
