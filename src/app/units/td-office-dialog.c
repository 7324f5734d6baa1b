/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-office-dialog.h"

#include "td-app-resources.h"
#include "td-edit.h"
#include "td-field-binder.h"
#include "td-record-list.h"

#include <glib/gi18n-lib.h>

/* What new documents of the office start with: its names, who signs, who receives. Every field is
 * saved as it is typed, like everywhere. */
struct _TdOfficeDialog
{
  AdwWindow parent_instance;

  AdwEntryRow *name_row;
  AdwEntryRow *printed_name_row;
  AdwEntryRow *parent_name_row;
  AdwEntryRow *abbreviation_row;
  AdwEntryRow *place_row;
  AdwEntryRow *drafting_unit_row;
  AdwEntryRow *address_row;
  GtkListBox *signatories;
  GtkListBox *recipients;

  TdWorkspace *workspace;
  TdRecord *agency;
};

G_DEFINE_FINAL_TYPE (TdOfficeDialog, td_office_dialog, ADW_TYPE_WINDOW)

static void
bind_row (AdwEntryRow *row, GObject *object, const char *property)
{
  td_field_binder_bind (td_field_binder_attach (GTK_WIDGET (row)), object, property);
}

static AdwEntryRow *
entry_row_new (const char *title, TdRecord *record, const char *property)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  bind_row (ADW_ENTRY_ROW (row), G_OBJECT (record), property);

  return ADW_ENTRY_ROW (row);
}

static TdRecord *
get_record (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "td-record");
}

static void
keep_record (GtkWidget *widget, TdRecord *record)
{
  g_object_set_data_full (G_OBJECT (widget), "td-record", g_object_ref (record), g_object_unref);
}

/* Lists: signatories and recipients that belong to no plan */

static void
delete_clicked_cb (GtkButton *button, TdOfficeDialog *self)
{
  TdRecord *record = get_record (GTK_WIDGET (button));
  gint64 id = td_record_get_id (record);

  td_field_binder_flush_focus (GTK_ROOT (self));
  td_edit_run_async (td_edit_new_delete (td_record_get_kind (record), &id, 1), self->workspace,
                     NULL, NULL);
}

static void
move_up_clicked_cb (GtkButton *button, TdOfficeDialog *self)
{
  TdRecord *record = get_record (GTK_WIDGET (button));
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  td_field_binder_flush_focus (GTK_ROOT (self));
  if (index > 0)
    td_edit_run_async (td_edit_new_move (td_record_get_kind (record), td_record_get_id (record), 0,
                                         (guint) index - 1),
                       self->workspace, NULL, NULL);
}

static GtkWidget *
button_new (TdOfficeDialog *self,
            TdRecord *record,
            const char *icon_name,
            const char *label,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  keep_record (button, record);
  g_signal_connect (button, "clicked", callback, self);

  return button;
}

static void
signatory_changed_cb (TdRecord *record, GParamSpec *pspec, AdwPreferencesRow *row)
{
  const TdSignatoryRow *signatory = td_record_get_row (record);
  const char *name = signatory ? signatory->name : NULL;
  g_autofree char *title = NULL;

  adw_preferences_row_set_title (row, name && *name ? name : _ ("New signatory"));
  title = signatory ? g_strjoin (" ", signatory->prefix ? signatory->prefix : "",
                                 signatory->title ? signatory->title : "", NULL)
                    : g_strdup ("");
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), g_strstrip (title));
}

static GtkWidget *
signatory_row_new (gpointer item, gpointer user_data)
{
  TdOfficeDialog *self = user_data;
  TdRecord *record = TD_RECORD (item);
  GtkWidget *row = adw_expander_row_new ();
  AdwExpanderRow *expander = ADW_EXPANDER_ROW (row);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_expander_row_add_row (
      expander,
      GTK_WIDGET (entry_row_new (_ ("Prefix (KT., TL., TUQ., Q., TM.)"), record, "prefix")));
  adw_expander_row_add_row (
      expander, GTK_WIDGET (entry_row_new (_ ("Signs for (GIÁM ĐỐC)"), record, "on-behalf-of")));
  adw_expander_row_add_row (
      expander, GTK_WIDGET (entry_row_new (_ ("Title (PHÓ GIÁM ĐỐC)"), record, "title")));
  adw_expander_row_add_row (expander,
                            GTK_WIDGET (entry_row_new (C_ ("person", "Name"), record, "name")));
  adw_expander_row_add_action (expander, button_new (self, record, "user-trash-symbolic",
                                                     _ ("Delete the signatory"),
                                                     G_CALLBACK (delete_clicked_cb)));
  g_signal_connect_object (record, "notify", G_CALLBACK (signatory_changed_cb), row, 0);
  signatory_changed_cb (record, NULL, ADW_PREFERENCES_ROW (row));

  return row;
}

static GtkWidget *
recipient_row_new (gpointer item, gpointer user_data)
{
  TdOfficeDialog *self = user_data;
  TdRecord *record = TD_RECORD (item);
  AdwEntryRow *row = entry_row_new (_ ("Recipient"), record, "text");

  adw_entry_row_add_suffix (row, button_new (self, record, "go-up-symbolic", _ ("Move up"),
                                             G_CALLBACK (move_up_clicked_cb)));
  adw_entry_row_add_suffix (row, button_new (self, record, "user-trash-symbolic",
                                             _ ("Delete the recipient"),
                                             G_CALLBACK (delete_clicked_cb)));

  return GTK_WIDGET (row);
}

static void
bind_list (TdOfficeDialog *self, GtkListBox *box, TdKind kind, GtkListBoxCreateWidgetFunc create)
{
  g_autoptr (TdQuery) query = td_query_new (kind);
  g_autoptr (TdRecordList) list = NULL;

  td_query_where_null (query, "plan_id", TRUE);
  list = td_record_list_new (self->workspace, query);
  gtk_list_box_bind_model (box, G_LIST_MODEL (list), create, self, NULL);
}

static void
add_signatory_clicked_cb (TdOfficeDialog *self)
{
  TdEdit *edit = td_edit_new_add (TD_KIND_SIGNATORY);

  td_edit_set_value (edit, "title", "GIÁM ĐỐC");
  td_edit_run_async (edit, self->workspace, NULL, NULL);
}

static void
add_recipient_clicked_cb (TdOfficeDialog *self)
{
  TdEdit *edit = td_edit_new_add (TD_KIND_RECIPIENT);

  td_edit_set_value (edit, "text", _ ("New recipient"));
  td_edit_run_async (edit, self->workspace, NULL, NULL);
}

static gboolean
close_request_cb (TdOfficeDialog *self)
{
  td_field_binder_flush_focus (GTK_ROOT (self));

  return GDK_EVENT_PROPAGATE;
}

static void
td_office_dialog_dispose (GObject *object)
{
  TdOfficeDialog *self = TD_OFFICE_DIALOG (object);

  if (self->signatories)
    gtk_list_box_bind_model (self->signatories, NULL, NULL, NULL, NULL);
  if (self->recipients)
    gtk_list_box_bind_model (self->recipients, NULL, NULL, NULL, NULL);
  self->signatories = self->recipients = NULL;
  g_clear_object (&self->agency);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_office_dialog_parent_class)->dispose (object);
}

static void
td_office_dialog_class_init (TdOfficeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  td_app_ensure_resources ();
  G_OBJECT_CLASS (klass)->dispose = td_office_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/vn/tiendo/TienDo/ui/app/units/td-office-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TdOfficeDialog, name)
  BIND (name_row);
  BIND (printed_name_row);
  BIND (parent_name_row);
  BIND (abbreviation_row);
  BIND (place_row);
  BIND (drafting_unit_row);
  BIND (address_row);
  BIND (signatories);
  BIND (recipients);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, add_signatory_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_recipient_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
td_office_dialog_init (TdOfficeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind_agency (TdOfficeDialog *self)
{
  GObject *agency;

  self->agency = td_workspace_get_record (self->workspace, TD_KIND_AGENCY, 1);
  agency = G_OBJECT (self->agency);
  bind_row (self->name_row, agency, "name");
  bind_row (self->printed_name_row, agency, "printed-name");
  bind_row (self->parent_name_row, agency, "parent-name");
  bind_row (self->abbreviation_row, agency, "abbreviation");
  bind_row (self->place_row, agency, "place");
  bind_row (self->drafting_unit_row, agency, "drafting-unit");
  bind_row (self->address_row, agency, "address");
}

/**
 * td_office_dialog_new:
 * @parent: (nullable): the window it belongs to
 * @workspace: the workspace
 *
 * Returns: (transfer none): the settings of the office, to be presented
 */
GtkWidget *
td_office_dialog_new (GtkWindow *parent, TdWorkspace *workspace)
{
  TdOfficeDialog *self = g_object_new (TD_TYPE_OFFICE_DIALOG, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  bind_agency (self);
  bind_list (self, self->signatories, TD_KIND_SIGNATORY, signatory_row_new);
  bind_list (self, self->recipients, TD_KIND_RECIPIENT, recipient_row_new);

  return GTK_WIDGET (self);
}
