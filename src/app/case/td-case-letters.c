/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-case-letters.h"

#include <glib/gi18n-lib.h>

#include "dossier/td-period-bar.h"
#include "td-application.h"
#include "td-date.h"
#include "td-dossier-letters.h"
#include "td-form-grid.h"
#include "td-report.h"
#include "td-window.h"

struct _TdCaseLetters
{
  AdwWindow parent_instance;

  TdPeriodBar *period;
  GtkWidget *until;
  GtkWidget *reason;
  GtkSpinButton *number;
  GtkWidget *symbol;
  GtkCheckButton *again;
  GtkLabel *count;
  GtkWidget *make;

  TdWorkspace *workspace;
  GtkWindow *owner;
  GCancellable *cancellable;
  GArray *ids; /* (nullable) (element-type gint64): who gets a letter */
};

G_DEFINE_FINAL_TYPE (TdCaseLetters, td_case_letters, ADW_TYPE_WINDOW)

/* What the reader thread looks for */
typedef struct
{
  GDate from, to;
  gboolean again;
} Wanted;

static gpointer
find (TdConnection *connection, gpointer data, GError **error)
{
  const Wanted *wanted = data;

  return td_dossier_letters_find (connection, &wanted->from, &wanted->to, wanted->again, error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdCaseLetters) self = data;
  g_autoptr (GError) error = NULL;
  GArray *ids = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);
  g_autofree char *text = NULL;

  if (self->workspace == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&ids, g_array_unref);
      return;
    }
  g_clear_pointer (&self->ids, g_array_unref);
  self->ids = ids;
  text = ids != NULL
             ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u late dossier gets a letter",
                                             "%u late dossiers get a letter", ids->len),
                                ids->len)
             : g_strdup (error->message);
  gtk_label_set_label (self->count, text);
  gtk_widget_set_sensitive (self->make, ids != NULL && ids->len > 0);
}

static void
search (TdCaseLetters *self)
{
  g_autofree char *period = td_period_bar_get_text (self->period);
  TdReportRequest request = { NULL };
  Wanted *wanted;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_set_sensitive (self->make, FALSE);
  if (self->workspace == NULL || period == NULL ||
      !td_report_request_init (&request, "late-register", period,
                               td_period_bar_get_cutoff (self->period), NULL))
    return;
  wanted = g_new0 (Wanted, 1);
  wanted->from = request.from;
  wanted->to = request.to;
  wanted->again = gtk_check_button_get_active (self->again);
  td_report_request_clear (&request);
  self->cancellable = g_cancellable_new ();
  td_workspace_read_async (self->workspace, find, wanted, g_free, (GDestroyNotify) g_array_unref,
                           self->cancellable, found_cb, g_object_ref (self));
}

/* == Writing == */

/* What the reader thread writes: texts are its own */
typedef struct
{
  GArray *ids;
  TdLettersOptions options;
  char *reason;
  char *symbol;
  char *path;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_array_unref (job->ids);
  g_free (job->reason);
  g_free (job->symbol);
  g_free (job->path);
  g_free (job);
}

static gpointer
write_letters (TdConnection *connection, gpointer data, GError **error)
{
  const Job *job = data;

  return td_dossier_letters_make (connection, (const gint64 *) (gpointer) job->ids->data,
                                  job->ids->len, &job->options, job->path, error);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdCaseLetters) self = data;
  g_autoptr (GError) error = NULL;

  if (!td_dossier_case_put_event_finish (result, &error))
    {
      gtk_label_set_label (self->count, error->message);
      return;
    }
  if (TD_IS_WINDOW (self->owner))
    td_window_toast_undo (TD_WINDOW (self->owner), _ ("The letters are written and recorded"));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdCaseLetters) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TdLetters) letters = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);

  if (self->workspace == NULL)
    return;
  if (letters == NULL)
    {
      gtk_label_set_label (self->count, error->message);
      gtk_widget_set_sensitive (self->make, TRUE);
      return;
    }
  td_dossier_case_put_events_async (self->workspace, letters->events,
                                    _ ("Write letters of apology"), recorded_cb,
                                    g_object_ref (self));
}

static void
begin (TdCaseLetters *self, char *path)
{
  Job *job = g_new0 (Job, 1);
  g_autofree char *until = td_form_entry_text (self->until);
  GDate today;

  td_date_today (&today);
  job->ids = g_array_ref (self->ids);
  job->path = path;
  job->reason = td_form_entry_text (self->reason);
  job->symbol = td_form_entry_text (self->symbol);
  job->options.at = td_moment_now ();
  job->options.until = TD_MOMENT_NONE;
  if (until != NULL)
    td_moment_parse_typed (until, &today, &job->options.until);
  job->options.reason = job->reason;
  job->options.symbol = job->symbol;
  job->options.first_number = gtk_spin_button_get_value_as_int (self->number);
  job->options.replace = TRUE; /* the file dialog has asked */
  gtk_widget_set_sensitive (self->make, FALSE);
  td_workspace_read_async (self->workspace, write_letters, job, job_free,
                           (GDestroyNotify) td_dossier_letters_free, NULL, written_cb,
                           g_object_ref (self));
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (TdCaseLetters) self = data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      char *path = g_file_get_path (file);

      if (path != NULL && self->workspace != NULL)
        begin (self, path);
      else
        g_free (path);
    }
  g_object_unref (dialog);
}

static void
make_cb (TdCaseLetters *self)
{
  g_autofree char *until = td_form_entry_text (self->until);
  GtkFileChooserNative *dialog;
  TdMoment moment;
  GDate today;

  td_date_today (&today);
  if (until != NULL && !td_moment_parse_typed (until, &today, &moment))
    {
      gtk_label_set_label (self->count, _ ("Write day and time like 31/3/2026 15:05."));
      gtk_widget_grab_focus (self->until);
      return;
    }
  dialog = gtk_file_chooser_native_new (_ ("Letters of Apology"), GTK_WINDOW (self),
                                        GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), "thu-xin-loi.pdf");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (save_response_cb), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* == The dialog == */

static void
td_case_letters_dispose (GObject *object)
{
  TdCaseLetters *self = TD_CASE_LETTERS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->ids, g_array_unref);
  G_OBJECT_CLASS (td_case_letters_parent_class)->dispose (object);
}

static void
td_case_letters_class_init (TdCaseLettersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_case_letters_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkWidget *
make_form (TdCaseLetters *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  self->period = TD_PERIOD_BAR (td_period_bar_new ());
  self->until = td_form_entry_new (_ ("left blank on the letter"));
  self->reason = td_form_entry_new (_ ("left blank on the letter"));
  self->number = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, 99999, 1));
  self->symbol = td_form_entry_new ("PXL-SGDĐT");
  self->again = GTK_CHECK_BUTTON (
      gtk_check_button_new_with_label (_ ("Also those that had a letter already")));
  td_form_grid_add (GTK_GRID (grid), _ ("Late in"), GTK_WIDGET (self->period), NULL);
  td_form_grid_add (GTK_GRID (grid), _ ("New appointment"), self->until, NULL);
  td_form_grid_add (GTK_GRID (grid), _ ("Reason"), self->reason, NULL);
  td_form_grid_add (GTK_GRID (grid), _ ("First number (0: none)"), GTK_WIDGET (self->number), NULL);
  td_form_grid_add (GTK_GRID (grid), _ ("Symbol"), self->symbol, NULL);
  td_form_grid_add (GTK_GRID (grid), "", GTK_WIDGET (self->again), NULL);
  td_period_bar_show_last_half (self->period);
  g_signal_connect_swapped (self->period, "changed", G_CALLBACK (search), self);
  g_signal_connect_swapped (self->again, "toggled", G_CALLBACK (search), self);

  return grid;
}

static void
td_case_letters_init (TdCaseLetters *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->make = gtk_button_new_with_mnemonic (_ ("_Write…"));
  gtk_widget_add_css_class (self->make, "suggested-action");
  gtk_widget_set_sensitive (self->make, FALSE);
  g_signal_connect_swapped (self->make, "clicked", G_CALLBACK (make_cb), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->make);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->count, 0);
  gtk_label_set_wrap (self->count, TRUE);
  gtk_widget_set_margin_start (inner, 18);
  gtk_widget_set_margin_end (inner, 18);
  gtk_widget_set_margin_top (inner, 12);
  gtk_widget_set_margin_bottom (inner, 18);
  gtk_box_append (GTK_BOX (inner), make_form (self));
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), inner);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->make);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Letters of Apology"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/**
 * td_case_letters_new:
 * @workspace: the workspace
 * @parent: the window it belongs to
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
GtkWidget *
td_case_letters_new (TdWorkspace *workspace, GtkWindow *parent)
{
  TdCaseLetters *self = g_object_new (TD_TYPE_CASE_LETTERS, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  self->owner = parent;
  td_period_bar_remember (self->period, td_settings_of (parent));
  search (self);

  return GTK_WIDGET (self);
}
