/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-report-typed-dialog.h"

#include <glib/gi18n-lib.h>

#include "td-report-typed.h"
#include "td-window.h"

struct _TdReportTypedDialog
{
  AdwWindow parent_instance;

  GtkWidget *form;
  GtkLabel *trouble;
  GtkWidget *save;

  TdWorkspace *workspace;
  GtkWindow *owner;
  TdReportRequest request; /* period is owned, kind belongs to the services */
  GPtrArray *items;        /* (element-type TdTypedItem): as they were */
  GPtrArray *fields;       /* (element-type GtkWidget): one for each item, not owned */
};

G_DEFINE_FINAL_TYPE (TdReportTypedDialog, td_report_typed_dialog, ADW_TYPE_WINDOW)

static char *
field_text (GtkWidget *field)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (!GTK_IS_TEXT_VIEW (field))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (field)));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (field));
  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdReportTypedDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (!td_edit_run_finish (result, NULL, &error))
    {
      gtk_label_set_label (self->trouble, error->message);
      gtk_widget_set_sensitive (self->save, TRUE);
      return;
    }
  if (TD_IS_WINDOW (self->owner))
    td_window_toast_undo (TD_WINDOW (self->owner), _ ("The texts and scores are saved"));
  gtk_window_destroy (GTK_WINDOW (self));
}

/* Only what was changed is kept anew: others may have typed the rest meanwhile. */
static void
save_cb (TdReportTypedDialog *self)
{
  GPtrArray *changed = g_ptr_array_new_with_free_func ((GDestroyNotify) td_typed_item_free);

  for (guint i = 0; i < self->items->len; i++)
    {
      const TdTypedItem *item = g_ptr_array_index (self->items, i);
      g_autofree char *text = field_text (g_ptr_array_index (self->fields, i));

      if (!g_str_equal (text, item->value))
        g_ptr_array_add (changed, td_typed_item_new (item->score, item->key, item->label, text));
    }
  gtk_label_set_label (self->trouble, NULL);
  gtk_widget_set_sensitive (self->save, FALSE);
  td_edit_run_async (td_report_typed_edit (&self->request, changed), self->workspace, saved_cb,
                     g_object_ref (self));
}

static void
td_report_typed_dialog_dispose (GObject *object)
{
  TdReportTypedDialog *self = TD_REPORT_TYPED_DIALOG (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  td_report_request_clear (&self->request);

  G_OBJECT_CLASS (td_report_typed_dialog_parent_class)->dispose (object);
}

static void
td_report_typed_dialog_class_init (TdReportTypedDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_report_typed_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
td_report_typed_dialog_init (TdReportTypedDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->save = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->save);
  self->form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_margin_start (self->form, 18);
  gtk_widget_set_margin_end (self->form, 18);
  gtk_widget_set_margin_top (self->form, 12);
  gtk_widget_set_margin_bottom (self->form, 18);
  self->trouble = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->trouble, TRUE);
  gtk_label_set_xalign (self->trouble, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "error");
  gtk_box_append (GTK_BOX (self->form), GTK_WIDGET (self->trouble));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->form);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), scroll);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 720, 640);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Texts and Scores of the Report"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  self->fields = g_ptr_array_new ();
}

static GtkWidget *
text_new (const char *value)
{
  GtkWidget *text = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (text), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (text), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (text), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (text), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (text), 8);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), value, -1);
  gtk_widget_add_css_class (text, "td-card");

  return text;
}

static void
add_field (TdReportTypedDialog *self, const TdTypedItem *item)
{
  g_autofree char *name = item->score ? g_strdup_printf (_ ("%s: the official score"), item->label)
                                      : g_strdup (item->label);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *field = item->score ? gtk_entry_new () : text_new (item->value);

  if (item->score)
    gtk_editable_set_text (GTK_EDITABLE (field), item->value);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "td-dim");
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (self->form), label);
  gtk_box_append (GTK_BOX (self->form), field);
  g_ptr_array_add (self->fields, field);
}

/**
 * td_report_typed_dialog_new:
 * @workspace: the workspace
 * @parent: the window it belongs to
 * @request: the report and its period
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
GtkWidget *
td_report_typed_dialog_new (TdWorkspace *workspace,
                            GtkWindow *parent,
                            const TdReportRequest *request)
{
  TdReportTypedDialog *self =
      g_object_new (TD_TYPE_REPORT_TYPED_DIALOG, "transient-for", parent, NULL);
  g_autoptr (GError) error = NULL;

  self->workspace = g_object_ref (workspace);
  self->owner = parent;
  self->request = *request;
  self->request.period = g_strdup (request->period);
  self->items =
      td_report_typed_list (td_workspace_get_connection (workspace), &self->request, &error);
  if (self->items == NULL)
    {
      gtk_label_set_label (self->trouble, error->message);
      self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) td_typed_item_free);
    }
  for (guint i = 0; i < self->items->len; i++)
    add_field (self, g_ptr_array_index (self->items, i));
  gtk_widget_set_sensitive (self->save,
                            self->items->len > 0 && !td_workspace_get_read_only (workspace));

  return GTK_WIDGET (self);
}
