/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-report-form.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "td-date-entry.h"
#include "td-date.h"
#include "td-evidence-actions.h"
#include "td-task-progress.h"
#include "td-text.h"

/* What was begun about a task and neither reported nor given up */
typedef struct
{
  double progress;
  char *date, *text, *delay;
  gboolean done, excused;
  GPtrArray *evidence; /* (element-type TdEvidenceFile) */
} Draft;

struct _TdReportForm
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkSpinButton *progress;
  TdDateEntry *date;
  GtkTextView *text;
  GtkCheckButton *done;
  GtkLabel *done_hint;
  GtkWidget *delay_box;
  GtkEntry *delay;
  GtkCheckButton *excused;
  GtkWidget *files; /* one row per file */
  GtkButton *submit;

  gint64 task_id;
  gint64 product_id;   /* the one product of the task; 0: none or several */
  GPtrArray *evidence; /* (element-type TdEvidenceFile) */
  guint n_loading;
  double progress_before; /* as the task has it */
  GHashTable *drafts;     /* id of a task -> Draft */
};

G_DEFINE_FINAL_TYPE (TdReportForm, td_report_form, GTK_TYPE_WIDGET)

enum
{
  EDIT,
  FAILED,
  CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_text (TdReportForm *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);

  return td_text_is_blank (text) ? NULL : td_text_clean (text, -1);
}

static void
update (TdReportForm *self)
{
  gboolean done = gtk_check_button_get_active (self->done);

  gtk_widget_set_sensitive (GTK_WIDGET (self->progress), !done);
  gtk_widget_set_visible (GTK_WIDGET (self->done_hint), done && self->evidence->len == 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->submit), self->task_id != 0 && self->n_loading == 0 &&
                                                           td_date_entry_is_valid (self->date));
}

static void
remove_cb (TdReportForm *self, GtkButton *button)
{
  TdEvidenceFile *file = g_object_get_data (G_OBJECT (button), "td-file");

  gtk_box_remove (GTK_BOX (self->files), gtk_widget_get_parent (GTK_WIDGET (button)));
  g_ptr_array_remove (self->evidence, file);
  update (self);
}

static void
show_file (TdReportForm *self, TdEvidenceFile *file)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *day = file->row->date != NULL ? td_date_display_iso (file->row->date) : NULL;
  g_autofree char *text =
      g_strdup_printf ("%s%s%s%s%s", file->row->name, file->row->symbol != NULL ? " · " : "",
                       file->row->symbol != NULL ? file->row->symbol : "", day != NULL ? " · " : "",
                       day != NULL ? day : "");
  GtkWidget *name = gtk_label_new (text);
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-clear-symbolic");

  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name (file->row->link != NULL
                                                                   ? "insert-link-symbolic"
                                                                   : "mail-attachment-symbolic"));
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (name, "td-s");
  gtk_box_append (GTK_BOX (row), name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Remove the File"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove the File"), -1);
  g_object_set_data (G_OBJECT (button), "td-file", file);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (self->files), row);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TdReportForm *self = TD_REPORT_FORM (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = td_evidence_load_finish (result, &error);
  gint64 task_id = GPOINTER_TO_SIZE (user_data);

  self->n_loading--;
  if (self->box == NULL)
    return;
  if (files == NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
  else if (task_id == self->task_id)
    while (files->len > 0)
      {
        TdEvidenceFile *file = g_ptr_array_steal_index (files, 0);

        g_ptr_array_add (self->evidence, file);
        show_file (self, file);
      }
  update (self);
}

static void
load (GtkWidget *form,
      GPtrArray *paths,
      const TdEvidenceFields *fields,
      gpointer user_data G_GNUC_UNUSED)
{
  TdReportForm *self = TD_REPORT_FORM (form);

  self->n_loading++;
  update (self);
  td_evidence_load_async (form, paths, fields, loaded_cb, GSIZE_TO_POINTER ((gsize) self->task_id));
}

/**
 * td_report_form_add_file:
 * @self: a form
 * @path: a file that proves what is reported
 *
 * Reads and hashes the file on a thread and adds a copy of it.
 */
void
td_report_form_add_file (TdReportForm *self, const char *path)
{
  const TdEvidenceFields fields = { NULL, NULL, NULL, TRUE };
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  g_return_if_fail (TD_IS_REPORT_FORM (self) && path != NULL);

  g_ptr_array_add (paths, (gpointer) path);
  load (GTK_WIDGET (self), paths, &fields, NULL);
}

static void
choose_files_cb (TdReportForm *self)
{
  td_evidence_choose_files (GTK_WIDGET (self), load, NULL, NULL);
}

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_free (draft->date);
  g_free (draft->text);
  g_free (draft->delay);
  g_ptr_array_unref (draft->evidence);
  g_free (draft);
}

static gboolean
is_begun (TdReportForm *self)
{
  g_autofree char *text = dup_text (self);

  return text != NULL || self->evidence->len > 0 || gtk_check_button_get_active (self->done) ||
         !td_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->delay))) ||
         gtk_spin_button_get_value (self->progress) != self->progress_before;
}

/* The task went out of the list, or another row was chosen: nothing that was typed is lost. */
static void
put_aside (TdReportForm *self)
{
  Draft *draft;

  if (self->task_id == 0 || !is_begun (self))
    return;
  draft = g_new0 (Draft, 1);
  draft->progress = gtk_spin_button_get_value (self->progress);
  draft->date = g_strdup (td_date_entry_get_date (self->date));
  draft->text = dup_text (self);
  draft->delay = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->delay)));
  draft->done = gtk_check_button_get_active (self->done);
  draft->excused = gtk_check_button_get_active (self->excused);
  draft->evidence = g_steal_pointer (&self->evidence);
  self->evidence = g_ptr_array_new_with_free_func ((GDestroyNotify) td_evidence_file_free);
  g_hash_table_insert (self->drafts, g_memdup2 (&self->task_id, sizeof self->task_id), draft);
}

static void
take_up (TdReportForm *self)
{
  Draft *draft = g_hash_table_lookup (self->drafts, &self->task_id);

  if (draft == NULL)
    return;
  gtk_spin_button_set_value (self->progress, draft->progress);
  td_date_entry_set_date (self->date, draft->date);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text),
                            draft->text != NULL ? draft->text : "", -1);
  gtk_editable_set_text (GTK_EDITABLE (self->delay), draft->delay);
  gtk_check_button_set_active (self->done, draft->done);
  gtk_check_button_set_active (self->excused, draft->excused);
  while (draft->evidence->len > 0)
    {
      g_ptr_array_add (self->evidence, g_ptr_array_steal_index (draft->evidence, 0));
      show_file (self, g_ptr_array_index (self->evidence, self->evidence->len - 1));
    }
  g_hash_table_remove (self->drafts, &self->task_id);
}

static void
clear (TdReportForm *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->files)))
    gtk_box_remove (GTK_BOX (self->files), child);
  g_ptr_array_set_size (self->evidence, 0);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), "", -1);
  gtk_editable_set_text (GTK_EDITABLE (self->delay), "");
  gtk_check_button_set_active (self->done, FALSE);
  gtk_check_button_set_active (self->excused, FALSE);
  gtk_spin_button_set_value (self->progress, self->progress_before);
  td_date_entry_set_date (self->date, NULL);
}

/**
 * td_report_form_submit:
 * @self: a form
 *
 * Reports what is filled in, as its button does.
 */
void
td_report_form_submit (TdReportForm *self)
{
  g_autofree char *text = dup_text (self);
  const char *delay = gtk_editable_get_text (GTK_EDITABLE (self->delay));
  g_autoptr (GPtrArray) evidence = NULL;
  TdTaskReport report = { 0 };
  TdEdit *edit;

  g_return_if_fail (TD_IS_REPORT_FORM (self));
  if (self->task_id == 0)
    return;

  report.task_id = self->task_id;
  report.date = td_date_entry_get_date (self->date);
  report.done = gtk_check_button_get_active (self->done);
  report.progress = (int) gtk_spin_button_get_value (self->progress);
  report.text = text;
  report.delay_reason = td_text_is_blank (delay) ? NULL : delay;
  report.product_id = report.done ? self->product_id : 0;
  report.delay_excused = gtk_check_button_get_active (self->excused);
  evidence = g_steal_pointer (&self->evidence);
  self->evidence = g_ptr_array_new_with_free_func ((GDestroyNotify) td_evidence_file_free);
  edit = td_task_edit_report (&report, g_steal_pointer (&evidence));
  g_signal_emit (self, signals[EDIT], 0, edit,
                 report.done ? _ ("Task reported done") : _ ("Progress reported"));
  self->progress_before = report.done ? 100 : report.progress;
  clear (self);
  g_signal_emit (self, signals[CLOSE], 0);
}

static void
missing_cb (TdReportForm *self, const char *response)
{
  if (g_str_equal (response, "add"))
    choose_files_cb (self);
  else if (g_str_equal (response, "report"))
    td_report_form_submit (self);
}

/* RULE task-done-product: "done" asks for the document of the product; it does not insist. */
static void
submit_cb (TdReportForm *self)
{
  GtkWidget *dialog;

  if (!gtk_check_button_get_active (self->done) || self->evidence->len > 0)
    {
      td_report_form_submit (self);
      return;
    }
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                   _ ("Where Is the Document of the Product?"),
                                   gtk_label_get_label (self->done_hint));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "report",
                                    _ ("Report Without It"), "add", _ ("Add Files…"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "add",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "add");
  g_signal_connect_object (dialog, "response", G_CALLBACK (missing_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
cancel_cb (TdReportForm *self)
{
  clear (self);
  g_signal_emit (self, signals[CLOSE], 0);
}

static void
td_report_form_dispose (GObject *object)
{
  TdReportForm *self = TD_REPORT_FORM (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (td_report_form_parent_class)->dispose (object);
}

static void
td_report_form_finalize (GObject *object)
{
  g_ptr_array_unref (TD_REPORT_FORM (object)->evidence);
  g_hash_table_unref (TD_REPORT_FORM (object)->drafts);

  G_OBJECT_CLASS (td_report_form_parent_class)->finalize (object);
}

static void
td_report_form_class_init (TdReportFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_report_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_report_form_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "reportform");
  signals[EDIT] = g_signal_new ("edit", TD_TYPE_REPORT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", TD_TYPE_REPORT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[CLOSE] = g_signal_new ("close", TD_TYPE_REPORT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_row (TdReportForm *self, const char *caption, GtkWidget *field)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (caption);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 9);
  gtk_widget_add_css_class (label, "td-s");
  gtk_widget_add_css_class (label, "td-dim");
  gtk_box_append (GTK_BOX (row), label);
  gtk_widget_set_hexpand (field, TRUE);
  gtk_box_append (GTK_BOX (row), field);
  gtk_box_append (GTK_BOX (self->box), row);

  return row;
}

static void
make_words (TdReportForm *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  self->text = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->text, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->text, FALSE);
  gtk_text_view_set_left_margin (self->text, 6);
  gtk_text_view_set_right_margin (self->text, 6);
  gtk_text_view_set_top_margin (self->text, 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What was done"), -1);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (window), 60);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->text));
  gtk_widget_add_css_class (window, "report-text");
  gtk_box_append (GTK_BOX (self->box), window);
}

static void
make_delay (TdReportForm *self)
{
  self->delay_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->delay = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->delay, _ ("Reason for the delay"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->delay), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason for the delay"), -1);
  self->excused = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_ ("Not the unit's fault")));
  gtk_box_append (GTK_BOX (self->delay_box), GTK_WIDGET (self->delay));
  gtk_box_append (GTK_BOX (self->delay_box), GTK_WIDGET (self->excused));
  gtk_box_append (GTK_BOX (self->box), self->delay_box);
}

static void
make_buttons (TdReportForm *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *files = gtk_button_new_with_label (_ ("Add Files…"));
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));

  g_signal_connect_swapped (files, "clicked", G_CALLBACK (choose_files_cb), self);
  gtk_widget_set_halign (files, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->box), files);
  gtk_widget_set_halign (row, GTK_ALIGN_END);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_cb), self);
  gtk_box_append (GTK_BOX (row), cancel);
  self->submit = GTK_BUTTON (gtk_button_new_with_label (_ ("Report Progress")));
  gtk_widget_add_css_class (GTK_WIDGET (self->submit), "suggested-action");
  g_signal_connect_swapped (self->submit, "clicked", G_CALLBACK (submit_cb), self);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->submit));
  gtk_box_append (GTK_BOX (self->box), row);
}

static void
td_report_form_init (TdReportForm *self)
{
  self->evidence = g_ptr_array_new_with_free_func ((GDestroyNotify) td_evidence_file_free);
  self->drafts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, draft_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "td-card");
  gtk_widget_add_css_class (self->box, "report-form");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  self->progress = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, 100, 5));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Progress in percent"), -1);
  add_row (self, _ ("Progress %"), GTK_WIDGET (self->progress));
  self->date = TD_DATE_ENTRY (td_date_entry_new ());
  td_date_entry_set_label (self->date, _ ("Day of the report; today when empty"));
  add_row (self, _ ("Day"), GTK_WIDGET (self->date));
  make_words (self);
  self->done = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_ ("Task is done")));
  g_signal_connect_swapped (self->done, "toggled", G_CALLBACK (update), self);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->done));
  self->done_hint = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->done_hint, TRUE);
  gtk_label_set_xalign (self->done_hint, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->done_hint), "td-soon");
  gtk_widget_add_css_class (GTK_WIDGET (self->done_hint), "td-s");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->done_hint));
  make_delay (self);
  self->files = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_box_append (GTK_BOX (self->box), self->files);
  make_buttons (self);
  update (self);
}

/**
 * td_report_form_set_task:
 * @self: a form
 * @item: (nullable): the task that is reported on
 *
 * The same task keeps what is filled in; for another one it is put aside until its task comes back.
 *
 * Returns: whether a report about the task was begun before
 */
gboolean
td_report_form_set_task (TdReportForm *self, TdTaskItem *item)
{
  const TdTaskFacts *facts = item != NULL ? td_task_item_get_facts (item) : NULL;
  gint64 task_id = facts != NULL ? facts->id : 0;

  gboolean begun;

  g_return_val_if_fail (TD_IS_REPORT_FORM (self), FALSE);

  if (task_id == self->task_id)
    return task_id != 0 && is_begun (self);
  put_aside (self);
  clear (self);
  self->task_id = task_id;
  if (facts != NULL)
    {
      TdTaskLook look =
          td_task_look (td_task_item_get_snapshot (item), facts, td_task_item_get_as_of (item));

      self->progress_before = facts->progress;
      gtk_spin_button_set_value (self->progress, facts->progress);
      gtk_widget_set_visible (self->delay_box, look == TD_TASK_LOOK_OVERDUE);
    }
  begun = g_hash_table_contains (self->drafts, &self->task_id);
  take_up (self);
  update (self);

  return begun;
}

/**
 * td_report_form_set_products:
 * @self: a form
 * @products: (element-type TdTaskProductRow): what the task is to bring about
 *
 * "Done" asks for the documents of these; with a single one the files of the report are it.
 */
void
td_report_form_set_products (TdReportForm *self, const GPtrArray *products)
{
  const TdTaskProductRow *only = products->len == 1 ? g_ptr_array_index (products, 0) : NULL;
  g_autofree char *hint =
      only != NULL
          ? g_strdup_printf (_ ("Add the document of the product “%s”: its file proves the task."),
                             only->text)
          : g_strdup (_ ("Add the document of the product: its file proves the task."));

  g_return_if_fail (TD_IS_REPORT_FORM (self));

  self->product_id = only != NULL ? only->row.id : 0;
  gtk_label_set_label (self->done_hint, hint);
}

void
td_report_form_focus (TdReportForm *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->progress));
}

/**
 * td_report_form_new:
 *
 * Returns: an empty form
 */
GtkWidget *
td_report_form_new (void)
{
  return g_object_new (TD_TYPE_REPORT_FORM, NULL);
}
