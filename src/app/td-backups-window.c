/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-backups-window.h"

#include "td-app-resources.h"
#include "td-backup.h"
#include "td-time.h"
#include "td-window.h"

#include <glib/gi18n-lib.h>

/* The dated backups of the workspace: what is inside each, and going back to one. Going back makes
 * a backup of the present state first. */
struct _TdBackupsWindow
{
  AdwWindow parent_instance;

  GtkListBox *list;
  GtkStack *stack;
  AdwToastOverlay *toasts;

  TdWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (TdBackupsWindow, td_backups_window, ADW_TYPE_WINDOW)

static void fill (TdBackupsWindow *self);

static void
show_error (TdBackupsWindow *self, const char *heading, const GError *error)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static const char *
reason_word (const char *reason)
{
  static const struct
  {
    const char *reason;
    const char *word;
  } words[] = {
    { "daily", N_ ("Daily") },
    { "import", N_ ("Before an import") },
    { "roll", N_ ("Before a new year's plan") },
    { "migration", N_ ("Before a new version") },
    { "restore", N_ ("Before going back") },
    { "named", N_ ("Made by hand") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_strcmp0 (words[i].reason, reason) == 0)
        return _ (words[i].word);
    }

  return reason;
}

/* What is inside */

static void
append_count (GString *text, TdWorkspace *workspace, TdKind kind, const char *one, const char *many)
{
  g_autoptr (TdQuery) query = td_query_new (kind);
  gint64 count = 0;

  if (!td_query_count (query, td_workspace_get_connection (workspace), &count, NULL))
    return;

  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append_printf (text, "%" G_GINT64_FORMAT " %s", count,
                          g_dngettext (GETTEXT_PACKAGE, one, many, (gulong) count));
}

static char *
describe (const char *path, GError **error)
{
  g_autoptr (TdWorkspace) workspace = NULL;
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_PLAN);
  g_autoptr (GPtrArray) plans = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  workspace = td_workspace_open (path, TD_WORKSPACE_READ_ONLY, "window", error);
  if (!workspace)
    return NULL;

  append_count (text, workspace, TD_KIND_PLAN, "plan", "plans");
  append_count (text, workspace, TD_KIND_TASK, "task", "tasks");
  append_count (text, workspace, TD_KIND_TARGET, "target", "targets");
  append_count (text, workspace, TD_KIND_UNIT, "unit", "units");
  td_query_order_by (query, "year", TRUE);
  td_query_limit (query, 8);
  plans = td_workspace_list_rows (workspace, query, NULL);
  for (guint i = 0; plans && i < plans->len; i++)
    {
      const TdPlanRow *plan = plans->pdata[i];

      g_string_append_printf (text, "\n• %" G_GINT64_FORMAT ": %s", plan->year,
                              plan->title ? plan->title : "");
    }
  history = td_workspace_list_history (workspace, 1, NULL);
  if (history && history->len > 0)
    {
      const TdHistoryEntry *last = history->pdata[0];
      g_autofree char *at = td_time_format_full (last->at);

      g_string_append_printf (text, "\n");
      g_string_append_printf (text, _ ("Last action: %s, %s"), last->label, at ? at : "");
    }
  td_workspace_close (workspace);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
expanded_cb (AdwExpanderRow *row, GParamSpec *pspec, TdBackupsWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (g_object_get_data (G_OBJECT (row), "td-filled"))
    return;

  g_object_set_data (G_OBJECT (row), "td-filled", GINT_TO_POINTER (TRUE));
  text = describe (g_object_get_data (G_OBJECT (row), "td-path"), &error);
  label = gtk_label_new (text ? text : error->message);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "td-history-change");
  adw_expander_row_add_row (row, label);
}

/* Going back */

static void
restore_response_cb (AdwMessageDialog *dialog, const char *response, TdBackupsWindow *self)
{
  const char *path = g_object_get_data (G_OBJECT (dialog), "td-path");
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "restore"))
    return;

  if (td_backup_restore (self->workspace, path, &error))
    {
      TdWindow *window = td_window_of (GTK_WIDGET (self));

      if (window)
        td_window_toast (window, _ ("The workspace is as it was in the backup."));
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  show_error (self, _ ("The backup could not be restored"), error);
}

static void
restore_clicked_cb (GtkButton *button, TdBackupsWindow *self)
{
  const char *path = g_object_get_data (G_OBJECT (button), "td-path");
  const char *when = g_object_get_data (G_OBJECT (button), "td-when");
  g_autoptr (GError) error = NULL;
  g_autofree char *inside = describe (path, &error);
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (!inside)
    {
      show_error (self, _ ("This backup cannot be read"), error);
      return;
    }
  body = g_strdup_printf (_ ("It holds:\n%s\n\nThe present state is put into a backup first."),
                          inside);
  dialog = adw_message_dialog_new (GTK_WINDOW (self), NULL, body);
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _ ("Go back to %s?"), when);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "restore",
                                    _ ("_Go Back"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "restore",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "td-path", g_strdup (path), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (restore_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_restore_button (TdBackupsWindow *self, GtkWidget *row, const TdBackup *backup, const char *when)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Go back…"));
  g_autofree char *name = g_strdup_printf (_ ("Go back to %s…"), when);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "td-path", g_strdup (backup->path), g_free);
  g_object_set_data_full (G_OBJECT (button), "td-when", g_strdup (when), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (restore_clicked_cb), self);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), button);
}

static GtkWidget *
row_new (TdBackupsWindow *self, const TdBackup *backup)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *when = td_time_format_full (backup->at);
  g_autofree char *size = g_format_size ((guint64) backup->size);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", reason_word (backup->reason), size);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), when);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, when, -1);
  g_object_set_data_full (G_OBJECT (row), "td-path", g_strdup (backup->path), g_free);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), self, 0);
  if (!td_workspace_get_read_only (self->workspace))
    add_restore_button (self, row, backup, when);

  return row;
}

static int
compare_at (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(TdBackup **) b)->at, (*(TdBackup **) a)->at);
}

static void
fill (TdBackupsWindow *self)
{
  g_autoptr (GPtrArray) backups = td_backup_list (td_workspace_get_path (self->workspace), NULL);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (backups)
    g_ptr_array_sort (backups, compare_at);
  for (guint i = 0; backups && i < backups->len; i++)
    gtk_list_box_append (self->list, row_new (self, backups->pdata[i]));
  gtk_stack_set_visible_child_name (self->stack, backups && backups->len > 0 ? "list" : "empty");
}

static void
make_button_clicked_cb (TdBackupsWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = td_backup_make (td_workspace_get_path (self->workspace), "named", &error);

  if (!path)
    {
      show_error (self, _ ("The backup could not be made"), error);
      return;
    }
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("Backup made")));
  fill (self);
}

static void
send_button_clicked_cb (TdBackupsWindow *self)
{
  TdWindow *window = td_window_of (GTK_WIDGET (self));

  gtk_window_close (GTK_WINDOW (self));
  if (window)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.send-copy", NULL);
}

static void
td_backups_window_dispose (GObject *object)
{
  g_clear_object (&TD_BACKUPS_WINDOW (object)->workspace);

  G_OBJECT_CLASS (td_backups_window_parent_class)->dispose (object);
}

static void
td_backups_window_class_init (TdBackupsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  td_app_ensure_resources ();
  G_OBJECT_CLASS (klass)->dispose = td_backups_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/tiendo/TienDo/ui/app/td-backups-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TdBackupsWindow, list);
  gtk_widget_class_bind_template_child (widget_class, TdBackupsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, TdBackupsWindow, toasts);
  gtk_widget_class_bind_template_callback (widget_class, make_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_button_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
td_backups_window_init (TdBackupsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * td_backups_window_new:
 * @parent: (nullable): the window it belongs to
 * @workspace: the workspace
 *
 * Returns: (transfer none): the list of backups, to be presented
 */
GtkWidget *
td_backups_window_new (GtkWindow *parent, TdWorkspace *workspace)
{
  TdBackupsWindow *self = g_object_new (TD_TYPE_BACKUPS_WINDOW, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  fill (self);

  return GTK_WIDGET (self);
}
