/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-case-letters.h"

#include <glib/gi18n-lib.h>

#include "dossier/td-period-bar.h"
#include "td-application.h"
#include "td-case-letter-list.h"
#include "td-clock-office.h"
#include "td-date.h"
#include "td-dossier-letters.h"
#include "td-form-grid.h"
#include "td-office-calendar.h"
#include "td-report.h"
#include "td-window.h"

#define LAST_HOUR 17 /* of a day for which the office has no hours */

struct _TdCaseLetters
{
  AdwWindow parent_instance;

  GtkGrid *grid;
  TdPeriodBar *period;
  TdCaseLetterList *list;
  GtkWidget *made;
  GtkWidget *until;
  GtkWidget *reason;
  GtkSpinButton *number;
  GtkWidget *symbol;
  GtkCheckButton *again;
  GtkDropDown *files;
  GtkLabel *form;
  GtkLabel *count;
  GtkWidget *make;

  TdWorkspace *workspace;
  GtkWindow *owner;
  GCancellable *cancellable;
  gint64 only; /* a dossier that is asked for alone, 0: the late ones of the period */
};

G_DEFINE_FINAL_TYPE (TdCaseLetters, td_case_letters, ADW_TYPE_WINDOW)

/* What the reader thread looks for */
typedef struct
{
  GDate from, to;
  gboolean again;
  gint64 only;
  gint64 today;
} Wanted;

static void
lines_free (gpointer data)
{
  GArray *lines = data;

  for (guint i = 0; i < lines->len; i++)
    td_dossier_line_clear (&g_array_index (lines, TdDossierLine, i));
  g_array_unref (lines);
}

static gint64
today (void)
{
  GDate date;

  td_date_today (&date);

  return td_dossier_day_from_date (&date);
}

static gpointer
find (TdConnection *connection, gpointer data, GError **error)
{
  const Wanted *wanted = data;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) short_ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (wanted->only != 0)
    {
      ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (ids, wanted->only);
    }
  else
    ids = td_dossier_letters_find (connection, &wanted->from, &wanted->to, wanted->again, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      guint32 id = (guint32) g_array_index (ids, gint64, i);

      g_array_append_val (short_ids, id);
    }

  return ids != NULL
             ? td_dossier_lines_by_ids (connection, (const guint32 *) (gpointer) short_ids->data,
                                        short_ids->len, wanted->today, TD_COUNT_DAY, error)
             : NULL;
}

static void
update_count (TdCaseLetters *self)
{
  g_autoptr (GArray) ids = td_case_letter_list_get_chosen (self->list);
  g_autofree char *text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u late dossier gets a letter",
                                    "%u late dossiers get a letter", ids->len),
                       ids->len);

  gtk_label_set_label (self->count, text);
  gtk_widget_set_sensitive (self->make, ids->len > 0);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdCaseLetters) self = data;
  g_autoptr (GError) error = NULL;
  GArray *lines = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);

  if (self->workspace == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&lines, lines_free);
      return;
    }
  if (lines == NULL)
    {
      gtk_label_set_label (self->count, error->message);
      return;
    }
  td_case_letter_list_set_lines (
      self->list, lines, today (),
      td_office_calendar_load (td_workspace_get_connection (self->workspace), NULL));
  update_count (self);
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
  wanted->only = self->only;
  wanted->today = today ();
  td_report_request_clear (&request);
  self->cancellable = g_cancellable_new ();
  td_workspace_read_async (self->workspace, find, wanted, g_free, lines_free, self->cancellable,
                           found_cb, g_object_ref (self));
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

/* The day of the letters, which also says the form; TD_MOMENT_NONE: what is typed is no day. */
static TdMoment
get_made (TdCaseLetters *self)
{
  g_autofree char *typed = td_form_entry_text (self->made);
  TdMoment moment = td_moment_now ();
  GDate date;

  td_date_today (&date);
  if (typed != NULL && !td_moment_parse_typed (typed, &date, td_moment_minute (moment), &moment))
    return TD_MOMENT_NONE;

  return moment;
}

/* The new appointment; on a day that is named alone people are asked to come by the end of office
 * hours. FALSE: what is typed is no day. */
static gboolean
get_until (TdCaseLetters *self, TdMoment *until)
{
  g_autofree char *typed = td_form_entry_text (self->until);
  g_autoptr (TdClockOffice) office = NULL;
  GDate date;
  int close;

  *until = TD_MOMENT_NONE;
  if (typed == NULL)
    return TRUE;
  td_date_today (&date);
  if (!td_moment_parse_typed (typed, &date, 0, until))
    return FALSE;
  if (td_moment_parse_typed (typed, &date, -1, until))
    return TRUE;
  office = td_clock_office_load (td_workspace_get_connection (self->workspace), NULL);
  td_moment_get_date (*until, &date);
  close = office != NULL ? td_office_hours_close (office->hours, &date) : -1;
  *until = td_moment_new (&date, close >= 0 ? close : LAST_HOUR * 60);

  return TRUE;
}

static gboolean
wants_each (TdCaseLetters *self)
{
  return gtk_drop_down_get_selected (self->files) == 1;
}

/* Which form they will be on: that in force on the day of the letters */
static void
show_form (TdCaseLetters *self)
{
  TdMoment made = get_made (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (made == TD_MOMENT_NONE)
    text = g_strdup (_ ("Write a day like 31/3/2026."));
  else
    text = td_letter_form_describe (TD_LETTER_APOLOGY, made, &error);
  gtk_label_set_label (self->form, text != NULL ? text : error->message);
}

static void
begin (TdCaseLetters *self, char *path)
{
  Job *job = g_new0 (Job, 1);

  job->ids = td_case_letter_list_get_chosen (self->list);
  job->path = path;
  job->reason = td_form_entry_text (self->reason);
  job->symbol = td_form_entry_text (self->symbol);
  job->options.at = get_made (self);
  get_until (self, &job->options.until);
  job->options.reason = job->reason;
  job->options.symbol = job->symbol;
  job->options.first_number = gtk_spin_button_get_value_as_int (self->number);
  job->options.each = wants_each (self);
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
  gboolean each = wants_each (self);
  GtkFileChooserNative *dialog;
  TdMoment until;

  if (get_made (self) == TD_MOMENT_NONE || !get_until (self, &until))
    {
      gtk_label_set_label (self->count, _ ("Write a day like 31/3/2026."));
      gtk_widget_grab_focus (get_made (self) == TD_MOMENT_NONE ? self->made : self->until);
      return;
    }
  dialog = gtk_file_chooser_native_new (
      each ? _ ("Folder for the Letters") : _ ("Letters of Apology"), GTK_WINDOW (self),
      each ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"),
      _ ("_Cancel"));
  if (!each)
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
  const char *const files[] = { _ ("One file for all"), _ ("A PDF and a Word file for each"),
                                NULL };

  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 8);
  gtk_grid_set_column_spacing (self->grid, 12);
  self->period = TD_PERIOD_BAR (td_period_bar_new ());
  self->made = td_form_entry_new (_ ("now"));
  self->form = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->form, 0);
  gtk_label_set_wrap (self->form, TRUE);
  self->files = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (files));
  self->until = td_form_entry_new (_ ("left blank on the letter"));
  self->reason = td_form_entry_new (_ ("left blank on the letter"));
  self->number = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, 99999, 1));
  self->symbol = td_form_entry_new ("PXL-SGDĐT");
  self->again = GTK_CHECK_BUTTON (
      gtk_check_button_new_with_label (_ ("Also those that had a letter already")));
  td_form_grid_add (self->grid, _ ("Late in"), GTK_WIDGET (self->period), NULL);
  td_form_grid_add (self->grid, _ ("Made on"), self->made, NULL);
  td_form_grid_add (self->grid, _ ("Form"), GTK_WIDGET (self->form), NULL);
  td_form_grid_add (self->grid, _ ("New appointment"), self->until, NULL);
  td_form_grid_add (self->grid, _ ("Reason"), self->reason, NULL);
  td_form_grid_add (self->grid, _ ("First number (0: none)"), GTK_WIDGET (self->number), NULL);
  td_form_grid_add (self->grid, _ ("Symbol"), self->symbol, NULL);
  td_form_grid_add (self->grid, _ ("Files"), GTK_WIDGET (self->files), NULL);
  g_signal_connect_swapped (self->made, "changed", G_CALLBACK (show_form), self);
  g_signal_connect_swapped (self->period, "changed", G_CALLBACK (search), self);
  g_signal_connect_swapped (self->again, "toggled", G_CALLBACK (search), self);

  return GTK_WIDGET (self->grid);
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
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->again));
  self->list = TD_CASE_LETTER_LIST (td_case_letter_list_new ());
  g_signal_connect_swapped (self->list, "changed", G_CALLBACK (update_count), self);
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), inner);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->make);
  gtk_window_set_default_size (GTK_WINDOW (self), 860, 700);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Letters of Apology"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/**
 * td_case_letters_new:
 * @workspace: the workspace
 * @parent: the window it belongs to
 * @dossier_id: a dossier to write one letter about, 0: the late ones of a period
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
GtkWidget *
td_case_letters_new (TdWorkspace *workspace, GtkWindow *parent, gint64 dossier_id)
{
  TdCaseLetters *self = g_object_new (TD_TYPE_CASE_LETTERS, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  self->owner = parent;
  self->only = dossier_id;
  td_form_grid_show (self->grid, GTK_WIDGET (self->period), dossier_id == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->again), dossier_id == 0);
  if (parent != NULL)
    td_period_bar_remember (self->period, td_settings_of (parent));
  show_form (self);
  search (self);

  return GTK_WIDGET (self);
}
