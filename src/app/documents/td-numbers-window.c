/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-numbers-window.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "td-app-resources.h"
#include "td-date.h"
#include "td-document-book.h"
#include "td-document-number.h"
#include "td-field-binder.h"
#include "td-record-list.h"

/* Numbers beside the documents: those that are kept for documents to come or free again, and the
 * series numbers are counted in. Keeping and giving back are acts; the fields of a series are saved
 * as they are typed. */
struct _TdNumbersWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkSpinButton *year_spin;
  GtkSpinButton *number_spin;
  AdwEntryRow *symbol_row;
  AdwEntryRow *note_row;
  AdwActionRow *number_row;
  GtkButton *keep_button;
  GtkButton *add_series_button;
  GtkListBox *numbers;
  GtkListBox *series;

  TdWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (TdNumbersWindow, td_numbers_window, ADW_TYPE_WINDOW)

static void
tell (TdNumbersWindow *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static void
edited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdNumbersWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!td_edit_run_finish (result, NULL, &error) && self->workspace != NULL)
    tell (self, error->message);
}

static void
run (TdNumbersWindow *self, TdEdit *edit)
{
  td_edit_run_async (edit, self->workspace, edited_cb, g_object_ref (self));
}

static GtkWidget *
icon_button_new (const char *icon_name, const char *label, gint64 id)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "td-id", g_memdup2 (&id, sizeof id), g_free);

  return button;
}

static gint64
id_of (GtkButton *button)
{
  return *(const gint64 *) g_object_get_data (G_OBJECT (button), "td-id");
}

/* Numbers */

static const char *
symbol_of (TdNumbersWindow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->symbol_row));
}

static gint64
next_number (TdNumbersWindow *self)
{
  TdConnection *connection = td_workspace_get_connection (self->workspace);

  return td_document_number_next (connection,
                                  td_document_number_find_series (connection, symbol_of (self)),
                                  gtk_spin_button_get_value_as_int (self->year_spin));
}

/* The number that comes next, until another one is typed */
static void
propose (TdNumbersWindow *self)
{
  gint64 year = gtk_spin_button_get_value_as_int (self->year_spin);
  gint64 next = next_number (self);
  g_autofree char *hint =
      g_strdup_printf (_ ("The next number of the year %" PRId64 " is %02" PRId64 "."), year, next);

  adw_action_row_set_subtitle (self->number_row, hint);
  gtk_spin_button_set_value (self->number_spin, (double) next);
}

static void
release_clicked_cb (GtkButton *button, TdNumbersWindow *self)
{
  run (self, td_document_book_release (id_of (button), NULL));
}

static GtkWidget *
number_row_new (TdNumbersWindow *self, const TdDocumentNumberRow *entry)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean kept = g_strcmp0 (entry->state, TD_NUMBER_RESERVED) == 0;
  g_autofree char *title =
      g_strdup_printf ("%02" PRId64 "%s%s", entry->number, entry->symbol != NULL ? "/" : "",
                       entry->symbol != NULL ? entry->symbol : "");
  g_autofree char *iso = entry->at != NULL ? g_strndup (entry->at, 10) : NULL;
  g_autofree char *day = iso != NULL ? td_date_display_iso (iso) : NULL;
  g_autoptr (GString) what =
      g_string_new (kept ? C_ ("number", "kept") : C_ ("number", "given back: free"));
  const char *more[] = { entry->note, entry->who, day };

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    if (more[i] != NULL && *more[i] != '\0')
      g_string_append_printf (what, " · %s", more[i]);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), what->str);
  if (kept && !td_workspace_get_read_only (self->workspace))
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Give Back"));
      g_autofree char *label = g_strdup_printf (_ ("Give back number %s"), title);

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
      g_object_set_data_full (G_OBJECT (button), "td-id",
                              g_memdup2 (&entry->row.id, sizeof entry->row.id), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (release_clicked_cb), self);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }

  return row;
}

static void
fill_numbers (TdNumbersWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
      td_document_book_list_open (td_workspace_get_connection (self->workspace),
                                  gtk_spin_button_get_value_as_int (self->year_spin), &error);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->numbers, 0)) != NULL)
    gtk_list_box_remove (self->numbers, GTK_WIDGET (row));
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    gtk_list_box_append (self->numbers, number_row_new (self, g_ptr_array_index (entries, i)));
  if (error != NULL)
    tell (self, error->message);
  propose (self);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdNumbersWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->workspace == NULL)
    return;
  if (td_edit_run_finish (result, NULL, &error))
    gtk_editable_set_text (GTK_EDITABLE (self->note_row), "");
  else
    tell (self, error->message);
}

static void
keep_clicked_cb (TdNumbersWindow *self)
{
  td_edit_run_async (td_document_book_keep (gtk_spin_button_get_value_as_int (self->number_spin),
                                            gtk_spin_button_get_value_as_int (self->year_spin),
                                            symbol_of (self),
                                            gtk_editable_get_text (GTK_EDITABLE (self->note_row))),
                     self->workspace, kept_cb, g_object_ref (self));
}

/* Series */

static void
delete_series_clicked_cb (GtkButton *button, TdNumbersWindow *self)
{
  td_field_binder_flush_focus (GTK_ROOT (self));
  run (self, td_document_book_delete_series (id_of (button)));
}

static void
series_changed_cb (TdRecord *record, GParamSpec *pspec, AdwExpanderRow *row)
{
  const TdNumberSeriesRow *series = td_record_get_row (record);
  const char *kinds = series != NULL ? series->doc_types : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 series != NULL && series->name != NULL ? series->name : "");
  adw_expander_row_set_subtitle (row, kinds != NULL && *kinds != '\0'
                                          ? kinds
                                          : _ ("all kinds that have no series of their own"));
}

static GtkWidget *
series_field_new (const char *title, TdRecord *record, const char *property)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  td_field_binder_bind (td_field_binder_attach (row), G_OBJECT (record), property);

  return row;
}

static GtkWidget *
series_row_new (gpointer item, gpointer user_data)
{
  TdNumbersWindow *self = user_data;
  TdRecord *record = TD_RECORD (item);
  GtkWidget *row = adw_expander_row_new ();
  AdwExpanderRow *expander = ADW_EXPANDER_ROW (row);
  GtkWidget *button =
      icon_button_new ("user-trash-symbolic", _ ("Delete the series"), td_record_get_id (record));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_expander_row_add_row (expander,
                            series_field_new (C_ ("number series", "Name"), record, "name"));
  adw_expander_row_add_row (
      expander,
      series_field_new (_ ("Kinds of documents (KH, QĐ); empty: all"), record, "doc-types"));
  adw_expander_row_add_row (
      expander, series_field_new (_ ("First number of a year"), record, "first-number"));
  adw_expander_row_add_action (expander, button);
  g_signal_connect (button, "clicked", G_CALLBACK (delete_series_clicked_cb), self);
  g_signal_connect_object (record, "notify", G_CALLBACK (series_changed_cb), row, 0);
  series_changed_cb (record, NULL, expander);

  return row;
}

static void
add_series_clicked_cb (TdNumbersWindow *self)
{
  TdEdit *edit = td_edit_new_add (TD_KIND_NUMBER_SERIES);

  /* Records are Vietnamese. One for a kind, so that it does not take over the count of all. */
  td_edit_set_value (edit, "name", "Quyết định");
  td_edit_set_value (edit, "doc_types", "QĐ");
  run (self, edit);
}

/* The window */

static void
changed_cb (TdNumbersWindow *self, guint64 kinds)
{
  const guint64 ours = (G_GUINT64_CONSTANT (1) << TD_KIND_DOCUMENT_NUMBER) |
                       (G_GUINT64_CONSTANT (1) << TD_KIND_NUMBER_SERIES);

  if ((kinds & ours) != 0)
    fill_numbers (self);
}

static gboolean
close_request_cb (TdNumbersWindow *self)
{
  td_field_binder_flush_focus (GTK_ROOT (self));

  return GDK_EVENT_PROPAGATE;
}

static void
td_numbers_window_dispose (GObject *object)
{
  TdNumbersWindow *self = TD_NUMBERS_WINDOW (object);

  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  if (self->series != NULL)
    gtk_list_box_bind_model (self->series, NULL, NULL, NULL, NULL);
  self->series = NULL;
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_numbers_window_parent_class)->dispose (object);
}

static void
td_numbers_window_class_init (TdNumbersWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  td_app_ensure_resources ();
  G_OBJECT_CLASS (klass)->dispose = td_numbers_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/vn/tiendo/TienDo/ui/app/documents/td-numbers-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TdNumbersWindow, name)
  BIND (toasts);
  BIND (year_spin);
  BIND (number_spin);
  BIND (symbol_row);
  BIND (note_row);
  BIND (number_row);
  BIND (keep_button);
  BIND (add_series_button);
  BIND (numbers);
  BIND (series);
#undef BIND
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)
  CALLBACK (keep_clicked_cb);
  CALLBACK (add_series_clicked_cb);
  CALLBACK (close_request_cb);
#undef CALLBACK
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
td_numbers_window_init (TdNumbersWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind_series (TdNumbersWindow *self)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_NUMBER_SERIES);
  g_autoptr (TdRecordList) list = td_record_list_new (self->workspace, query);

  gtk_list_box_bind_model (self->series, G_LIST_MODEL (list), series_row_new, self, NULL);
}

/**
 * td_numbers_window_new:
 * @parent: (nullable): the window it belongs to
 * @workspace: where the book of numbers is
 *
 * Returns: (transfer none): numbers that are kept and the series they are counted in
 */
GtkWidget *
td_numbers_window_new (GtkWindow *parent, TdWorkspace *workspace)
{
  TdNumbersWindow *self = g_object_new (TD_TYPE_NUMBERS_WINDOW, "transient-for", parent, NULL);
  TdAgencyRow *agency = td_workspace_get_row (workspace, TD_KIND_AGENCY, 1, NULL);
  gboolean writable = !td_workspace_get_read_only (workspace);
  g_autofree char *symbol = agency != NULL && agency->abbreviation != NULL
                                ? g_strconcat ("KH-", agency->abbreviation, NULL)
                                : g_strdup ("");
  GDate today;

  td_row_free (TD_KIND_AGENCY, agency);
  td_date_today (&today);
  self->workspace = g_object_ref (workspace);
  gtk_editable_set_text (GTK_EDITABLE (self->symbol_row), symbol);
  gtk_spin_button_set_value (self->year_spin, g_date_get_year (&today));
  gtk_widget_set_sensitive (GTK_WIDGET (self->keep_button), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_series_button), writable);
  bind_series (self);
  fill_numbers (self);
  /* From here on, for while the window was made there was no workspace to ask. */
  g_signal_connect_swapped (self->year_spin, "value-changed", G_CALLBACK (fill_numbers), self);
  g_signal_connect_swapped (self->symbol_row, "changed", G_CALLBACK (propose), self);
  g_signal_connect_swapped (workspace, "changed", G_CALLBACK (changed_cb), self);
  gtk_widget_grab_focus (GTK_WIDGET (self->note_row));

  return GTK_WIDGET (self);
}
