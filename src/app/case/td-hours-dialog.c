/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-hours-dialog.h"

#include <glib/gi18n-lib.h>

#include "td-clock-office.h"
#include "td-form-grid.h"
#include "td-row-sql.h"
#include "td-window.h"

struct _TdHoursDialog
{
  AdwWindow parent_instance;

  GtkListBox *list;
  GtkLabel *law;
  GtkLabel *trouble;
  GtkWidget *save;

  TdWorkspace *workspace;
  GtkWindow *owner;
};

G_DEFINE_FINAL_TYPE (TdHoursDialog, td_hours_dialog, ADW_TYPE_WINDOW)

/* The widgets of a session */
typedef struct
{
  GtkDropDown *weekday;
  GtkWidget *starts;
  GtkWidget *ends;
} Session;

/* An empty list would be a line across the dialog. */
static void
show_list (TdHoursDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->list),
                          gtk_list_box_get_row_at_index (self->list, 0) != NULL);
}

static void
remove_cb (GtkWidget *button, TdHoursDialog *self)
{
  gtk_list_box_remove (self->list, gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW));
  show_list (self);
}

static GtkWidget *
time_new (const char *label, const char *example, const char *text)
{
  GtkWidget *entry = td_form_entry_new (example);

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  td_form_entry_set (entry, text);

  return entry;
}

static GtkDropDown *
weekday_new (gint64 weekday)
{
  const char *const days[] = { _ ("Every working day"), _ ("Monday"),   _ ("Tuesday"),
                               _ ("Wednesday"),         _ ("Thursday"), _ ("Friday"),
                               _ ("Saturday"),          _ ("Sunday"),   NULL };
  GtkWidget *drop = gtk_drop_down_new_from_strings (days);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), (guint) CLAMP (weekday, 0, 7));
  gtk_widget_set_hexpand (drop, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Day of the week"), -1);

  return GTK_DROP_DOWN (drop);
}

static void
add_session (TdHoursDialog *self, gint64 weekday, const char *starts, const char *ends)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  Session *session = g_new0 (Session, 1);

  session->weekday = weekday_new (weekday);
  session->starts = time_new (C_ ("time of day", "From"), "07:30", starts);
  session->ends = time_new (C_ ("time of day", "To"), "11:30", ends);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _ ("Remove the Session"));
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (session->weekday));
  gtk_box_append (GTK_BOX (box), session->starts);
  gtk_box_append (GTK_BOX (box), gtk_label_new ("–"));
  gtk_box_append (GTK_BOX (box), session->ends);
  gtk_box_append (GTK_BOX (box), remove);
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_object_set_data_full (G_OBJECT (row), "td-session", session, g_free);
  gtk_list_box_append (self->list, row);
  show_list (self);
}

static void
add_cb (TdHoursDialog *self)
{
  GtkListBoxRow *row;
  int n = 0;

  add_session (self, 0, NULL, NULL);
  while ((row = gtk_list_box_get_row_at_index (self->list, n + 1)) != NULL)
    n++;
  row = gtk_list_box_get_row_at_index (self->list, n);
  gtk_widget_grab_focus (((Session *) g_object_get_data (G_OBJECT (row), "td-session"))->starts);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdHoursDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (!td_edit_run_finish (result, NULL, &error))
    {
      gtk_label_set_label (self->trouble, error->message);
      gtk_widget_set_sensitive (self->save, TRUE);
      return;
    }
  if (TD_IS_WINDOW (self->owner))
    td_window_toast_undo (TD_WINDOW (self->owner), _ ("The office hours are saved"));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
save_cb (TdHoursDialog *self)
{
  g_autoptr (GPtrArray) sessions = td_row_array_new (TD_KIND_OFFICE_SESSION);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      const Session *session = g_object_get_data (G_OBJECT (row), "td-session");
      TdOfficeSessionRow *record = td_row_new (TD_KIND_OFFICE_SESSION);

      record->weekday = gtk_drop_down_get_selected (session->weekday);
      record->starts = td_form_entry_text (session->starts);
      record->ends = td_form_entry_text (session->ends);
      g_ptr_array_add (sessions, record);
    }
  gtk_widget_set_sensitive (self->save, FALSE);
  td_edit_run_async (td_clock_office_edit_hours (sessions), self->workspace, saved_cb,
                     g_object_ref (self));
}

static void
td_hours_dialog_dispose (GObject *object)
{
  g_clear_object (&TD_HOURS_DIALOG (object)->workspace);

  G_OBJECT_CLASS (td_hours_dialog_parent_class)->dispose (object);
}

static void
td_hours_dialog_class_init (TdHoursDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_hours_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
td_hours_dialog_init (TdHoursDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *add = gtk_button_new_with_label (_ ("Add a Session"));

  self->save = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->save);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Office Hours"), -1);
  show_list (self);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  gtk_widget_set_margin_start (inner, 18);
  gtk_widget_set_margin_end (inner, 18);
  gtk_widget_set_margin_top (inner, 12);
  gtk_widget_set_margin_bottom (inner, 18);
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (inner), add);
  self->law = td_form_line_new (inner, "td-dim");
  self->trouble = td_form_line_new (inner, "error");
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), inner);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->save);
  gtk_window_set_default_size (GTK_WINDOW (self), 520, -1);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Office Hours"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/* What the policy in force adds to the hours: the cut-off, and what holds where none are kept */
static void
show_law (TdHoursDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdClockOffice) office =
      td_clock_office_load (td_workspace_get_connection (self->workspace), &error);
  const TdDeadlinePolicy *policy =
      office != NULL ? td_clock_office_policy (office, NULL, td_moment_now (), &error) : NULL;
  g_autofree char *hours =
      office != NULL ? td_office_hours_describe (td_deadline_policies_hours (office->policies))
                     : NULL;
  g_autofree char *text = NULL;

  if (policy == NULL)
    text = g_strdup (error->message);
  else if (policy->late_cutoff >= 0)
    text = g_strdup_printf (_ ("What comes after %02d:%02d counts from the next working day (%s). "
                               "Without sessions these hours hold: %s."),
                            policy->late_cutoff / 60, policy->late_cutoff % 60, policy->law_start,
                            hours);
  else
    text = g_strdup_printf (_ ("Without sessions these hours hold: %s."), hours);
  gtk_label_set_label (self->law, text);
}

/**
 * td_hours_dialog_new:
 * @workspace: the workspace
 * @parent: the window it belongs to
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
GtkWidget *
td_hours_dialog_new (TdWorkspace *workspace, GtkWindow *parent)
{
  TdHoursDialog *self = g_object_new (TD_TYPE_HOURS_DIALOG, "transient-for", parent, NULL);
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_OFFICE_SESSION);
  g_autoptr (GPtrArray) rows = NULL;

  self->workspace = g_object_ref (workspace);
  self->owner = parent;
  rows = td_workspace_list_rows (workspace, query, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TdOfficeSessionRow *row = g_ptr_array_index (rows, i);

      add_session (self, row->weekday, row->starts, row->ends);
    }
  gtk_widget_set_sensitive (self->save, !td_workspace_get_read_only (workspace));
  show_law (self);

  return GTK_WIDGET (self);
}
