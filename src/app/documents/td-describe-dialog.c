/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-describe-dialog.h"

#include <glib/gi18n-lib.h>

#include "td-date-entry.h"
#include "td-document-describe.h"

/* One row for each field a person describes; what was changed is saved as one act. */
struct _TdDescribeDialog
{
  AdwWindow parent_instance;

  /* (element-type GtkWidget): in the order of td_document_described; a TdDateEntry for a date */
  GPtrArray *fields;
  GtkLabel *message;

  TdWorkspace *workspace;
  TdIssuedDocumentRow *document;
};

G_DEFINE_FINAL_TYPE (TdDescribeDialog, td_describe_dialog, ADW_TYPE_WINDOW)

static const TdFieldSpec *
field_of (guint n)
{
  return td_kind_find_field (td_kind_spec (TD_KIND_ISSUED_DOCUMENT), td_document_described[n]);
}

/* What is typed; NULL: a date that is none. */
static const char *
typed_in (TdDescribeDialog *self, guint n)
{
  GtkWidget *field = g_ptr_array_index (self->fields, n);
  const char *date;

  if (!TD_IS_DATE_ENTRY (field))
    return gtk_editable_get_text (GTK_EDITABLE (field));
  if (!td_date_entry_is_valid (TD_DATE_ENTRY (field)))
    return NULL;
  date = td_date_entry_get_date (TD_DATE_ENTRY (field));

  return date != NULL ? date : "";
}

/* What stands in a field; nothing for a number that is not known. */
static char *
value_of (TdDescribeDialog *self, guint n)
{
  char *text = td_row_format_field (self->document, field_of (n));

  if (g_strcmp0 (text, "0") == 0)
    g_clear_pointer (&text, g_free);

  return text != NULL ? text : g_strdup ("");
}

static void
say (TdDescribeDialog *self, const char *text)
{
  gtk_label_set_label (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
}

static void
described_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDescribeDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->workspace == NULL)
    return;
  if (td_document_request_run_finish (result, NULL, &error))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  say (self, error->message);
}

static void
save_cb (TdDescribeDialog *self)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  TdDocumentRequest *request;
  gboolean changed = FALSE;

  gtk_window_set_focus (GTK_WINDOW (self), NULL); /* a date is taken when its entry is left */
  for (guint i = 0; i < self->fields->len; i++)
    {
      const char *text = typed_in (self, i);
      g_autofree char *before = value_of (self, i);
      g_autofree char *pair = NULL;

      if (text == NULL)
        {
          say (self, _ ("That is no date; write it as day/month/year."));
          gtk_widget_grab_focus (g_ptr_array_index (self->fields, i));
          return;
        }
      if (g_str_equal (text, before))
        continue;
      pair = g_strconcat (td_document_described[i], "=", text, NULL);
      g_strv_builder_add (values, pair);
      changed = TRUE;
    }
  if (!changed)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  request = td_document_request_new (TD_ACT_DESCRIBE, self->document->row.id);
  request->values = g_strv_builder_end (values);
  td_document_request_run_async (request, self->workspace, described_cb, g_object_ref (self));
}

static void
td_describe_dialog_dispose (GObject *object)
{
  TdDescribeDialog *self = TD_DESCRIBE_DIALOG (object);

  g_clear_object (&self->workspace);
  td_row_free (TD_KIND_ISSUED_DOCUMENT, self->document);
  self->document = NULL;
  g_clear_pointer (&self->fields, g_ptr_array_unref);

  G_OBJECT_CLASS (td_describe_dialog_parent_class)->dispose (object);
}

static void
td_describe_dialog_class_init (TdDescribeDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_describe_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkWidget *
bar_new (TdDescribeDialog *self)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *save = gtk_button_new_with_mnemonic (_ ("_Save"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_cb), self);
  gtk_widget_add_css_class (save, "suggested-action");
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), save);

  return bar;
}

static GtkWidget *
date_row_new (GtkWidget *entry, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  td_date_entry_set_label (TD_DATE_ENTRY (entry), title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), entry);

  return row;
}

static GtkWidget *
text_row_new (TdDescribeDialog *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (save_cb), self);

  return row;
}

static void
add_fields (TdDescribeDialog *self, AdwPreferencesGroup *group)
{
  self->fields = g_ptr_array_new ();
  for (guint i = 0; td_document_described[i] != NULL; i++)
    {
      const TdFieldSpec *spec = field_of (i);
      const char *title = _ (spec->label);
      GtkWidget *date = spec->type == TD_FIELD_DATE ? td_date_entry_new () : NULL;
      GtkWidget *row = date != NULL ? date_row_new (date, title) : text_row_new (self, title);

      adw_preferences_group_add (group, row);
      g_ptr_array_add (self->fields, date != NULL ? date : row);
    }
}

static void
td_describe_dialog_init (TdDescribeDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  add_fields (self, ADW_PREFERENCES_GROUP (group));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("What Annex VI of Decree 30/2020 wants known besides what the plan says; it may also be "
         "added after the issue"));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->message, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "td-late");
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->message), 14);
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), bar_new (self));
  gtk_box_append (GTK_BOX (box), page);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->message));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 620);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Data for the Archive"));
}

/**
 * td_describe_dialog_new:
 * @parent: the window it belongs to
 * @workspace: where the document is
 * @document: the document
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
td_describe_dialog_new (GtkWindow *parent,
                        TdWorkspace *workspace,
                        const TdIssuedDocumentRow *document)
{
  TdDescribeDialog *self = g_object_new (TD_TYPE_DESCRIBE_DIALOG, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  self->document = td_row_copy (TD_KIND_ISSUED_DOCUMENT, document);
  for (guint i = 0; i < self->fields->len; i++)
    {
      GtkWidget *field = g_ptr_array_index (self->fields, i);
      g_autofree char *value = value_of (self, i);

      if (TD_IS_DATE_ENTRY (field))
        td_date_entry_set_date (TD_DATE_ENTRY (field), *value != '\0' ? value : NULL);
      else
        gtk_editable_set_text (GTK_EDITABLE (field), value);
    }

  return GTK_WIDGET (self);
}
