/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-number-dialog.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "td-app-resources.h"
#include "td-date-entry.h"
#include "td-date.h"
#include "td-document-book.h"
#include "td-document-number.h"

/* The number that comes next stands in the field; another one, kept or free, may be typed.
 *
 * Signal TdNumberDialog::chosen; whoever gets it closes the dialog, or shows why not. */
struct _TdNumberDialog
{
  AdwWindow parent_instance;

  GtkSpinButton *number_spin;
  TdDateEntry *date_entry;
  GtkLabel *symbol_label;
  GtkLabel *hint_label;
  GtkLabel *message;
  GtkButton *number_button;

  TdWorkspace *workspace;
  char *symbol;
  gboolean typed; /* the number was typed: another date does not change it */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (TdNumberDialog, td_number_dialog, ADW_TYPE_WINDOW)

static guint chosen_signal;

/* Numbers that wait for a document of this series */
static void
append_kept (GString *hint, TdConnection *connection, gint64 series, gint64 year)
{
  g_autoptr (GPtrArray) open = td_document_book_list_open (connection, year, NULL);
  gboolean first = TRUE;

  for (guint i = 0; open != NULL && i < open->len; i++)
    {
      const TdDocumentNumberRow *entry = g_ptr_array_index (open, i);

      if (entry->series_id != series || g_strcmp0 (entry->state, TD_NUMBER_RESERVED) != 0)
        continue;
      g_string_append (hint, first ? "\n" : "; ");
      if (first)
        g_string_append_printf (hint, "%s ", _ ("Kept numbers:"));
      g_string_append_printf (hint, "%02" PRId64, entry->number);
      if (entry->note != NULL)
        g_string_append_printf (hint, " (%s)", entry->note);
      first = FALSE;
    }
}

static void
propose (TdNumberDialog *self)
{
  TdConnection *connection = td_workspace_get_connection (self->workspace);
  const char *date = td_date_entry_get_date (self->date_entry);
  gint64 year = date != NULL ? g_ascii_strtoll (date, NULL, 10) : 0;
  gint64 series = td_document_number_find_series (connection, self->symbol);
  gint64 next = td_document_number_next (connection, series, year);
  g_autoptr (GString) hint = g_string_new (NULL);

  if (year == 0)
    return;
  g_string_printf (hint, _ ("The next number of the year %" PRId64 " is %02" PRId64 "."), year,
                   next);
  append_kept (hint, connection, series, year);
  gtk_label_set_label (self->hint_label, hint->str);
  if (self->typed)
    return;
  self->filling = TRUE;
  gtk_spin_button_set_value (self->number_spin, (double) next);
  self->filling = FALSE;
}

static void
number_changed_cb (TdNumberDialog *self)
{
  if (!self->filling)
    self->typed = TRUE;
}

static void
date_changed_cb (TdNumberDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->number_button),
                            td_date_entry_is_valid (self->date_entry) &&
                                td_date_entry_get_date (self->date_entry) != NULL);
  propose (self);
}

static void
number_cb (TdNumberDialog *self)
{
  g_signal_emit (self, chosen_signal, 0);
}

/**
 * td_number_dialog_get_number:
 * @self: the dialog
 *
 * Returns: the number in its field
 */
gint64
td_number_dialog_get_number (TdNumberDialog *self)
{
  return gtk_spin_button_get_value_as_int (self->number_spin);
}

/**
 * td_number_dialog_get_date:
 * @self: the dialog
 *
 * Returns: the ISO date in its field
 */
const char *
td_number_dialog_get_date (TdNumberDialog *self)
{
  return td_date_entry_get_date (self->date_entry);
}

/**
 * td_number_dialog_show_error:
 * @self: the dialog
 * @error: why the number cannot be given
 */
void
td_number_dialog_show_error (TdNumberDialog *self, const GError *error)
{
  gtk_label_set_label (self->message, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
}

static void
td_number_dialog_dispose (GObject *object)
{
  g_clear_object (&TD_NUMBER_DIALOG (object)->workspace);

  G_OBJECT_CLASS (td_number_dialog_parent_class)->dispose (object);
}

static void
td_number_dialog_finalize (GObject *object)
{
  g_free (TD_NUMBER_DIALOG (object)->symbol);

  G_OBJECT_CLASS (td_number_dialog_parent_class)->finalize (object);
}

static void
td_number_dialog_class_init (TdNumberDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  td_app_ensure_resources ();
  g_type_ensure (TD_TYPE_DATE_ENTRY);
  G_OBJECT_CLASS (klass)->dispose = td_number_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_number_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/vn/tiendo/TienDo/ui/app/documents/td-number-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TdNumberDialog, name)
  BIND (number_spin);
  BIND (date_entry);
  BIND (symbol_label);
  BIND (hint_label);
  BIND (message);
  BIND (number_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, number_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, number_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  chosen_signal = g_signal_new ("chosen", TD_TYPE_NUMBER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
td_number_dialog_init (TdNumberDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * td_number_dialog_new:
 * @parent: the window it belongs to
 * @workspace: where the book of numbers is
 * @document: the document
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
td_number_dialog_new (GtkWindow *parent,
                      TdWorkspace *workspace,
                      const TdIssuedDocumentRow *document)
{
  TdNumberDialog *self =
      g_object_new (TD_TYPE_NUMBER_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  TdPlanRow *plan = document->plan_id != 0
                        ? td_workspace_get_row (workspace, TD_KIND_PLAN, document->plan_id, NULL)
                        : NULL;
  g_autofree char *symbol =
      g_strdup_printf ("/%s", document->code_notation != NULL ? document->code_notation : "");
  g_autofree char *today = td_date_now_iso ();
  gint64 typed = 0;

  today[10] = '\0';
  self->workspace = g_object_ref (workspace);
  self->symbol = g_strdup (document->code_notation);
  gtk_label_set_label (self->symbol_label, symbol);
  td_date_entry_set_label (self->date_entry, _ ("Date of issue"));
  td_date_entry_set_date (self->date_entry, today);
  g_signal_connect_swapped (self->date_entry, "notify::date", G_CALLBACK (date_changed_cb), self);
  propose (self);
  /* A number and date that stand in the plan already were agreed on. */
  if (plan != NULL && plan->number != NULL &&
      g_ascii_string_to_signed (plan->number, 10, 1, G_MAXINT32, &typed, NULL))
    {
      if (plan->issued_date != NULL)
        td_date_entry_set_date (self->date_entry, plan->issued_date);
      gtk_spin_button_set_value (self->number_spin, (double) typed);
    }
  td_row_free (TD_KIND_PLAN, plan);

  return GTK_WIDGET (self);
}
