/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-import-dialog.h"

#include "td-chart-scale.h"
#include "td-dossier-outcome.h"
#include "td-import-rows.h"

#include <glib/gi18n-lib.h>

struct _TdDossierImportDialog
{
  AdwWindow parent_instance;

  GtkStack *stack;
  AdwStatusPage *message;
  GtkButton *accept;
  GtkBox *review;

  TdWorkspace *workspace;
  char *path;
  TdDossierImport *import;
  GArray *roles; /* (nullable): as the person put them */
  TdDuplicates duplicates;
  gboolean remember;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TdDossierImportDialog, td_dossier_import_dialog, ADW_TYPE_WINDOW)

static guint imported_signal;

static void start_read (TdDossierImportDialog *self);

/* On a worker thread, with a connection of its own: a large file must not hold up the table. */
typedef struct
{
  char *workspace_path;
  char *path;
  GArray *roles;
  TdDuplicates duplicates;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_free (self->workspace_path);
  g_free (self->path);
  g_clear_pointer (&self->roles, g_array_unref);
  g_free (self);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  TdDossierImportOptions options = { 0 };
  GError *error = NULL;
  g_autoptr (TdConnection) connection =
      td_connection_open (request->workspace_path, TD_CONNECTION_READ_ONLY, &error);
  TdDossierImport *import = NULL;

  options.roles = request->roles;
  options.duplicates = request->duplicates;
  if (connection != NULL)
    import = td_dossier_import_read (connection, request->path, &options, NULL, NULL, cancellable,
                                     &error);
  if (import != NULL)
    g_task_return_pointer (task, import, (GDestroyNotify) td_dossier_import_free);
  else
    g_task_return_error (task, error);
}

static GtkWidget *
figure_new (const char *number, const char *words, const char *css_class)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *big = gtk_label_new (number);
  GtkWidget *small = gtk_label_new (words);

  gtk_widget_add_css_class (big, "td-mid");
  gtk_widget_add_css_class (big, "numeric");
  if (css_class != NULL)
    gtk_widget_add_css_class (big, css_class);
  gtk_widget_add_css_class (small, "td-dim");
  gtk_widget_add_css_class (small, "td-s");
  gtk_box_append (GTK_BOX (box), big);
  gtk_box_append (GTK_BOX (box), small);
  gtk_widget_set_hexpand (box, TRUE);

  return box;
}

static const struct
{
  const char *name, *label, *css_class;
} shows[TD_N_IMPORT_SHOWS] = {
  [TD_IMPORT_SHOW_SKIPPED] = { "skipped", N_ ("Left out"), "td-late" },
  [TD_IMPORT_SHOW_CREATED] = { "created", N_ ("New"), "td-doing" },
  [TD_IMPORT_SHOW_UPDATED] = { "updated", N_ ("Updated"), "td-soon" },
  [TD_IMPORT_SHOW_UNCHANGED] = { "unchanged", N_ ("Unchanged"), NULL },
  [TD_IMPORT_SHOW_CLEANED] = { "cleaned", N_ ("Put right"), "td-done" },
};

static void
add_figures (TdDossierImportDialog *self)
{
  static const TdImportShow order[] = { TD_IMPORT_SHOW_CREATED, TD_IMPORT_SHOW_UPDATED,
                                        TD_IMPORT_SHOW_UNCHANGED, TD_IMPORT_SHOW_SKIPPED,
                                        TD_IMPORT_SHOW_CLEANED };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *number =
          td_chart_format_number (td_import_rows_count (self->import, order[i]), 0);

      gtk_box_append (GTK_BOX (box),
                      figure_new (number, _ (shows[order[i]].label), shows[order[i]].css_class));
    }
  gtk_box_append (self->review, box);
}

static void
role_changed_cb (TdDossierImportDialog *self, GParamSpec *pspec, GtkDropDown *choice)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (choice), "td-column"));
  TdColumnRole role = (TdColumnRole) gtk_drop_down_get_selected (choice);
  const TdDossierHeader *header = self->import->batch->header;

  if (self->roles == NULL)
    {
      self->roles = g_array_new (FALSE, TRUE, sizeof (TdColumnRole));
      g_array_append_vals (self->roles, header->roles, header->n_columns);
    }
  for (guint i = 0; role != TD_COLUMN_ROLE_NONE && i < self->roles->len; i++)
    if (g_array_index (self->roles, TdColumnRole, i) == role)
      g_array_index (self->roles, TdColumnRole, i) = TD_COLUMN_ROLE_NONE;
  g_array_index (self->roles, TdColumnRole, column) = role;
  self->remember = TRUE;
  start_read (self);
}

static const char *
role_label (TdColumnRole role)
{
  static const char *const labels[TD_N_COLUMN_ROLES] = {
    N_ ("(not used)"),
    N_ ("Number"),
    N_ ("Dossier code"),
    N_ ("Code in another system"),
    N_ ("Procedure"),
    N_ ("Code of the procedure"),
    N_ ("Area"),
    N_ ("Service level"),
    N_ ("Applicant"),
    N_ ("Channel"),
    N_ ("Received"),
    N_ ("Due"),
    N_ ("Result handed over"),
    N_ ("Result ready"),
    N_ ("Time of receipt"),
    N_ ("Due time"),
    N_ ("Time of the result"),
    N_ ("State"),
    N_ ("Unit"),
    N_ ("Officer"),
    N_ ("Suspended since"),
    N_ ("Reason of the suspension"),
    N_ ("Way of return"),
    N_ ("Fee"),
    N_ ("Rating"),
    N_ ("Note"),
    N_ ("(left out on purpose)"),
  };

  return _ (labels[role]);
}

static GtkWidget *
mapping_row_new (TdDossierImportDialog *self, guint column)
{
  const TdDossierHeader *header = self->import->batch->header;
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *heading =
      g_markup_escape_text (*header->headings[column] != '\0' ? header->headings[column] : "–", -1);
  GtkWidget *choice;

  for (guint i = 0; i < TD_N_COLUMN_ROLES; i++)
    gtk_string_list_append (names, role_label ((TdColumnRole) i));
  choice = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (names)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), header->roles[column]);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (choice), "td-column", GUINT_TO_POINTER (column));
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  header->headings[column], -1);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (role_changed_cb), self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), heading);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), choice);

  return row;
}

static GtkWidget *
mapping_new (TdDossierImportDialog *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_margin_start (list, 6);
  gtk_widget_set_margin_end (list, 6);
  gtk_widget_set_margin_top (list, 6);
  gtk_widget_set_margin_bottom (list, 6);
  for (guint i = 0; i < self->import->batch->header->n_columns; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), mapping_row_new (self, i));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), list);
  gtk_widget_set_vexpand (scroll, TRUE);

  return scroll;
}

static void
duplicates_cb (TdDossierImportDialog *self, GParamSpec *pspec, GtkDropDown *choice)
{
  TdDuplicates wanted = (TdDuplicates) gtk_drop_down_get_selected (choice);

  if (wanted == self->duplicates)
    return;
  self->duplicates = wanted;
  start_read (self);
}

static void
remember_cb (TdDossierImportDialog *self, GtkCheckButton *check)
{
  self->remember = gtk_check_button_get_active (check);
}

static void
add_choices (TdDossierImportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *remember = gtk_check_button_new_with_label (_ ("Remember these columns"));

  if (self->import->conflicts->len > 0)
    {
      const char *const ways[] = { _ ("the first row counts"), _ ("the last row counts"), NULL };
      g_autofree char *words = g_strdup_printf (
          ngettext ("%u row contradicts another of the same code:",
                    "%u rows contradict others of the same code:", self->import->conflicts->len),
          self->import->conflicts->len);
      GtkWidget *choice = gtk_drop_down_new_from_strings (ways);

      gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), self->duplicates);
      gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                      -1);
      g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (duplicates_cb), self);
      gtk_box_append (GTK_BOX (box), gtk_label_new (words));
      gtk_box_append (GTK_BOX (box), choice);
    }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (remember), self->remember);
  gtk_widget_set_hexpand (remember, TRUE);
  gtk_widget_set_halign (remember, GTK_ALIGN_END);
  g_signal_connect_swapped (remember, "toggled", G_CALLBACK (remember_cb), self);
  gtk_box_append (GTK_BOX (box), remember);
  gtk_box_append (self->review, box);
}

static void
add_tabs (TdDossierImportDialog *self)
{
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *switcher = gtk_stack_switcher_new ();

  for (guint i = 0; i < TD_N_IMPORT_SHOWS; i++)
    {
      guint n = td_import_rows_count (self->import, (TdImportShow) i);
      g_autofree char *number = td_chart_format_number (n, 0);
      g_autofree char *title = g_strdup_printf ("%s · %s", _ (shows[i].label), number);

      if (n > 0)
        gtk_stack_add_titled (GTK_STACK (stack),
                              td_import_rows_view_new (self->import, (TdImportShow) i),
                              shows[i].name, title);
    }
  gtk_stack_add_titled (GTK_STACK (stack), mapping_new (self), "columns", _ ("Columns"));
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (stack));
  gtk_widget_set_halign (switcher, GTK_ALIGN_START);
  gtk_box_append (self->review, switcher);
  gtk_box_append (self->review, stack);
}

static void
add_source (TdDossierImportDialog *self)
{
  const TdDossierBatch *batch = self->import->batch;
  g_autoptr (GString) text = g_string_new (self->import->name);
  GtkWidget *label;

  if (*batch->sheet != '\0')
    g_string_append_printf (text, _ (" · sheet “%s”"), batch->sheet);
  if (batch->legacy != NULL || batch->encoding != NULL)
    g_string_append_printf (text, " · %s", batch->legacy != NULL ? batch->legacy : batch->encoding);
  if (batch->exported_at != 0)
    {
      g_autofree char *at = td_dossier_time_display (batch->exported_at, TRUE);

      g_string_append_printf (text, _ (" · made at %s"), at);
    }
  if (self->import->known_file)
    g_string_append (text, _ (" · this very file was imported before"));
  label = gtk_label_new (text->str);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "td-dim");
  gtk_box_append (self->review, label);
}

static void
add_sums (TdDossierImportDialog *self)
{
  const TdFigures *figures = self->import->figures;
  g_autofree char *text = g_strdup_printf (
      _ ("This is a table of sums, not a list of dossiers: %u rows with %u figures%s%s%s%s."),
      figures->n_rows, figures->figures->len, figures->period_from != NULL ? _ (", from ") : "",
      figures->period_from != NULL ? figures->period_from : "",
      figures->period_to != NULL ? _ (" to ") : "",
      figures->period_to != NULL ? figures->period_to : "");
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (self->review, label);
  for (guint i = 0; i < figures->faults->len; i++)
    {
      GtkWidget *fault = gtk_label_new (g_ptr_array_index (figures->faults, i));

      gtk_label_set_wrap (GTK_LABEL (fault), TRUE);
      gtk_label_set_xalign (GTK_LABEL (fault), 0);
      gtk_widget_add_css_class (fault, "td-soon");
      gtk_box_append (self->review, fault);
    }
}

static void
show_review (TdDossierImportDialog *self)
{
  guint n = self->import->n_fates[TD_IMPORT_CREATE] + self->import->n_fates[TD_IMPORT_UPDATE];
  g_autofree char *words = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->review))) != NULL)
    gtk_box_remove (self->review, child);
  if (self->import->batch != NULL)
    {
      g_autofree char *number = td_chart_format_number (n, 0);

      words = g_strdup_printf (ngettext ("Import %s dossier", "Import %s dossiers", n), number);
      add_source (self);
      add_figures (self);
      add_choices (self);
      add_tabs (self);
    }
  else
    {
      n = self->import->figures->figures->len;
      words = g_strdup_printf (ngettext ("Import %u figure", "Import %u figures", n), n);
      add_sums (self);
    }
  gtk_button_set_label (self->accept, n > 0 ? words : _ ("Nothing to import"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->accept), n > 0);
  gtk_stack_set_visible_child_name (self->stack, "review");
}

static void
show_failure (TdDossierImportDialog *self, const GError *error)
{
  adw_status_page_set_title (self->message, _ ("The file cannot be imported"));
  adw_status_page_set_description (self->message, error->message);
  gtk_widget_set_sensitive (GTK_WIDGET (self->accept), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDossierImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  TdDossierImport *import = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->workspace == NULL)
    {
      td_dossier_import_free (import);
      return;
    }
  if (import == NULL)
    {
      show_failure (self, error);
      return;
    }
  /* the tables of the old one look at it */
  gtk_stack_set_visible_child_name (self->stack, "busy");
  {
    GtkWidget *child;

    while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->review))) != NULL)
      gtk_box_remove (self->review, child);
  }
  td_dossier_import_free (self->import);
  self->import = import;
  show_review (self);
}

static void
start_read (TdDossierImportDialog *self)
{
  g_autoptr (GTask) task = NULL;
  Request *request = g_new0 (Request, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  request->workspace_path = g_strdup (td_workspace_get_path (self->workspace));
  request->path = g_strdup (self->path);
  request->roles = self->roles != NULL ? g_array_copy (self->roles) : NULL;
  request->duplicates = self->duplicates;
  gtk_widget_set_sensitive (GTK_WIDGET (self->accept), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  task = g_task_new (NULL, self->cancellable, read_cb, g_object_ref (self));
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, read_in_thread);
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDossierImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  TdDossierImport *import = td_dossier_import_commit_finish (TD_WORKSPACE (source), result, &error);
  g_autofree char *words = NULL;

  if (import == NULL)
    {
      show_failure (self, error);
      return;
    }
  words = import->batch != NULL
              ? g_strdup_printf (_ ("Imported: %u new, %u updated, %u left out"),
                                 import->n_fates[TD_IMPORT_CREATE],
                                 import->n_fates[TD_IMPORT_UPDATE], import->batch->n_skipped)
              : g_strdup_printf (_ ("Imported: %u figures"), import->figures->figures->len);
  g_signal_emit (self, imported_signal, 0, words);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
accept_cb (TdDossierImportDialog *self)
{
  self->import->remember = self->remember && self->import->batch != NULL;
  gtk_widget_set_sensitive (GTK_WIDGET (self->accept), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  td_dossier_import_commit_async (self->workspace, self->import, self->cancellable, committed_cb,
                                  g_object_ref (self));
}

static void
cancel_cb (TdDossierImportDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  gtk_window_close (GTK_WINDOW (self));
}

static void
td_dossier_import_dialog_dispose (GObject *object)
{
  TdDossierImportDialog *self = TD_DOSSIER_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_dossier_import_dialog_parent_class)->dispose (object);
}

static void
td_dossier_import_dialog_finalize (GObject *object)
{
  TdDossierImportDialog *self = TD_DOSSIER_IMPORT_DIALOG (object);

  td_dossier_import_free (self->import);
  g_clear_pointer (&self->roles, g_array_unref);
  g_free (self->path);

  G_OBJECT_CLASS (td_dossier_import_dialog_parent_class)->finalize (object);
}

static void
td_dossier_import_dialog_class_init (TdDossierImportDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_dossier_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_dossier_import_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
  imported_signal = g_signal_new ("imported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
add_pages (TdDossierImportDialog *self)
{
  GtkWidget *busy = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_box_append (GTK_BOX (busy), spinner);
  gtk_box_append (GTK_BOX (busy), gtk_label_new (_ ("Reading and comparing…")));
  gtk_widget_set_valign (busy, GTK_ALIGN_CENTER);
  self->review = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_widget_set_margin_start (GTK_WIDGET (self->review), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (self->review), 18);
  gtk_widget_set_margin_top (GTK_WIDGET (self->review), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->review), 18);
  self->message = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->message, "dialog-warning-symbolic");
  gtk_stack_add_named (self->stack, busy, "busy");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->review), "review");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->message), "message");
}

static void
td_dossier_import_dialog_init (TdDossierImportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *accept = gtk_button_new_with_label (_ ("Import"));

  self->accept = GTK_BUTTON (accept);
  gtk_widget_add_css_class (accept, "suggested-action");
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_cb), self);
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (accept_cb), self);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), accept);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  add_pages (self);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 860, 620);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Import dossiers"));
}

GtkWidget *
td_dossier_import_dialog_new (TdWorkspace *workspace, GtkWindow *parent, const char *path)
{
  TdDossierImportDialog *self =
      g_object_new (TD_TYPE_DOSSIER_IMPORT_DIALOG, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  self->path = g_strdup (path);
  start_read (self);

  return GTK_WIDGET (self);
}
