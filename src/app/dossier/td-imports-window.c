/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-imports-window.h"

#include "td-chart-scale.h"
#include "td-dossier-take-back.h"
#include "td-time.h"
#include "td-window.h"

#include <glib/gi18n-lib.h>

struct _TdImportsWindow
{
  AdwWindow parent_instance;

  GtkListBox *list;
  GtkStack *stack;

  TdWorkspace *workspace;
  gboolean busy; /* a preview or the work itself is on its way */
};

G_DEFINE_FINAL_TYPE (TdImportsWindow, td_imports_window, ADW_TYPE_WINDOW)

static void fill (TdImportsWindow *self);

static void
set_busy (TdImportsWindow *self, gboolean busy)
{
  self->busy = busy;
  if (self->list != NULL)
    gtk_widget_set_sensitive (GTK_WIDGET (self->list), !busy);
}

static void
show_error (TdImportsWindow *self, const GError *error)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (self), _ ("The import cannot be taken back"), error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdImportsWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = td_workspace_act_finish (TD_WORKSPACE (source), result, &error);
  GtkWindow *owner;

  set_busy (self, FALSE);
  if (self->list == NULL)
    return;
  if (!done)
    {
      show_error (self, error);
      return;
    }
  fill (self);
  owner = gtk_window_get_transient_for (GTK_WINDOW (self));
  if (TD_IS_WINDOW (owner))
    td_window_toast_undo (TD_WINDOW (owner), _ ("The import is taken back"));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, TdImportsWindow *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (dialog), "td-import");

  if (!g_str_equal (response, "take-back"))
    return;
  set_busy (self, TRUE);
  td_take_back_run_async (self->workspace, *id, taken_back_cb, g_object_ref (self));
}

static void
ask (TdImportsWindow *self, const TdTakeBack *told)
{
  g_autofree char *words = td_take_back_describe (told);
  g_autofree char *body = g_strdup_printf (_ ("%s.\n\nUndo brings it in again."), words);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), NULL, body);

  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _ ("Take back “%s”?"),
                                     told->file_name);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"),
                                    "take-back", _ ("_Take Back"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "take-back",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "td-import",
                          g_memdup2 (&told->import_id, sizeof told->import_id), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gpointer
preview_cb (TdConnection *connection, gpointer data, GError **error)
{
  return td_take_back_preview (connection, *(gint64 *) data, error);
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdImportsWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TdTakeBack) told = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);

  set_busy (self, FALSE);
  if (self->list == NULL)
    return;
  if (told != NULL)
    ask (self, told);
  else
    show_error (self, error);
}

static void
take_back_clicked_cb (GtkButton *button, TdImportsWindow *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "td-import");

  if (self->busy)
    return;
  set_busy (self, TRUE);
  td_workspace_read_async (self->workspace, preview_cb, g_memdup2 (id, sizeof *id), g_free,
                           (GDestroyNotify) td_take_back_free, NULL, previewed_cb,
                           g_object_ref (self));
}

static char *
describe (const TdDossierImportRow *import)
{
  g_autofree char *at = td_time_format_full (import->at);

  g_autofree char *rows = td_chart_format_number ((double) import->rows, 0);
  g_autofree char *created = td_chart_format_number ((double) import->created, 0);
  g_autofree char *updated = td_chart_format_number ((double) import->updated, 0);
  g_autofree char *skipped = td_chart_format_number ((double) import->skipped, 0);

  if (g_strcmp0 (import->kind, "figures") == 0)
    return g_strdup_printf (_ ("%s · %s figures of a period"), at, created);

  return g_strdup_printf (_ ("%s · %s rows: %s new, %s updated, %s left out"), at, rows, created,
                          updated, skipped);
}

static GtkWidget *
row_new (TdImportsWindow *self, const TdDossierImportRow *import)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = describe (import);
  g_autofree char *name = g_strdup_printf (_ ("Take back %s…"), import->file_name);
  GtkWidget *button = gtk_button_new_with_label (_ ("Take Back…"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), import->file_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_sensitive (button, !td_workspace_get_read_only (self->workspace));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "td-import",
                          g_memdup2 (&import->row.id, sizeof import->row.id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (take_back_clicked_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
fill (TdImportsWindow *self)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_DOSSIER_IMPORT);
  g_autoptr (GPtrArray) imports = NULL;
  GtkListBoxRow *row;

  td_query_order_by (query, "id", TRUE);
  imports = td_workspace_list_rows (self->workspace, query, NULL);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; imports != NULL && i < imports->len; i++)
    gtk_list_box_append (self->list, row_new (self, g_ptr_array_index (imports, i)));
  gtk_stack_set_visible_child_name (self->stack,
                                    imports != NULL && imports->len > 0 ? "list" : "empty");
}

/* Undo and redo change the list, too. */
static void
workspace_notify_cb (TdImportsWindow *self)
{
  if (!self->busy)
    fill (self);
}

static void
td_imports_window_dispose (GObject *object)
{
  TdImportsWindow *self = TD_IMPORTS_WINDOW (object);

  self->list = NULL;
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_imports_window_parent_class)->dispose (object);
}

static void
td_imports_window_class_init (TdImportsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_imports_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkWidget *
list_new (TdImportsWindow *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_widget_set_margin_start (GTK_WIDGET (self->list), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->list), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self->list), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->list), 18);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Imported files"), -1);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);

  return scroll;
}

static void
td_imports_window_init (TdImportsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *empty = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "td-dossier-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _ ("No file was imported"));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, list_new (self), "list");
  gtk_stack_add_named (self->stack, empty, "empty");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 720, 520);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Imported Files"));
}

/**
 * td_imports_window_new:
 * @parent: the window it belongs to
 * @workspace: the workspace
 *
 * Returns: (transfer none): the list of imported files, to be presented
 */
GtkWidget *
td_imports_window_new (GtkWindow *parent, TdWorkspace *workspace)
{
  TdImportsWindow *self = g_object_new (TD_TYPE_IMPORTS_WINDOW, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::undo-label", G_CALLBACK (workspace_notify_cb), self,
                           G_CONNECT_SWAPPED);
  fill (self);

  return GTK_WIDGET (self);
}
