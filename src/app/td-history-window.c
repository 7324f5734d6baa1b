/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-history-window.h"

#include "td-app-resources.h"
#include "td-time.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* Everything that was done to the workspace: who, when, what; newest first. Undo goes back to any
 * action that is still kept, one step after the other, because later actions may need earlier ones.
 */

#define MAX_SHOWN 500

struct _TdHistoryWindow
{
  AdwWindow parent_instance;

  GtkListBox *list;
  GtkStack *stack;
  GtkLabel *limit_label;

  TdWorkspace *workspace;
  gint64 undo_to; /* > 0: actions are undone until this one is */
};

G_DEFINE_FINAL_TYPE (TdHistoryWindow, td_history_window, ADW_TYPE_WINDOW)

static void fill (TdHistoryWindow *self);

/* Undoing to an action */

static void
show_error (TdHistoryWindow *self, const GError *error)
{
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (self), _ ("This cannot be undone"), error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
is_undone (TdHistoryWindow *self, gint64 id)
{
  g_autoptr (GPtrArray) entries = td_workspace_list_history (self->workspace, MAX_SHOWN, NULL);

  for (guint i = 0; entries && i < entries->len; i++)
    {
      const TdHistoryEntry *entry = entries->pdata[i];

      if (entry->id == id)
        return entry->undone;
    }

  return TRUE;
}

static void
step_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdHistoryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = td_workspace_undo_finish (TD_WORKSPACE (source), result, &error);

  if (done && self->undo_to > 0 && !is_undone (self, self->undo_to))
    {
      td_workspace_undo_async (self->workspace, step_done_cb, g_object_ref (self));
      return;
    }
  self->undo_to = 0;
  if (!done && self->list)
    show_error (self, error);
  if (self->list)
    fill (self);
}

static void
undo_clicked_cb (GtkButton *button, TdHistoryWindow *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "td-history-id");

  if (self->undo_to > 0)
    return;

  self->undo_to = *id;
  td_workspace_undo_async (self->workspace, step_done_cb, g_object_ref (self));
}

/* Rows */

static char *
describe_change (TdHistoryChange *change)
{
  const TdKindSpec *spec = td_kind_spec (change->kind);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *label = g_dgettext (GETTEXT_PACKAGE, spec->label);

  switch (change->change)
    {
    case '+':
      g_string_append_printf (text, _ ("%s %" PRId64 ": made"), label, change->id);
      break;
    case '-':
      g_string_append_printf (text, _ ("%s %" PRId64 ": deleted"), label, change->id);
      break;
    default:
      g_string_append_printf (text, "%s %" G_GINT64_FORMAT, label, change->id);
      for (guint i = 0; change->fields && i < change->fields->len; i++)
        g_string_append_printf (text, "\n    %s", (const char *) change->fields->pdata[i]);
      break;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
expanded_cb (AdwExpanderRow *row, GParamSpec *pspec, TdHistoryWindow *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "td-history-id");
  g_autoptr (GPtrArray) changes = NULL;
  const guint most = 20;

  if (g_object_get_data (G_OBJECT (row), "td-filled"))
    return;

  g_object_set_data (G_OBJECT (row), "td-filled", GINT_TO_POINTER (TRUE));
  changes = td_history_list_changes (td_workspace_get_connection (self->workspace), *id, NULL);
  for (guint i = 0; changes && i < MIN (changes->len, most); i++)
    {
      g_autofree char *text = describe_change (changes->pdata[i]);
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, "td-history-change");
      adw_expander_row_add_row (row, label);
    }
  if (changes && changes->len > most)
    {
      g_autofree char *more =
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more record",
                                        "and %u more records", changes->len - most),
                           changes->len - most);
      GtkWidget *label = gtk_label_new (more);

      gtk_widget_add_css_class (label, "td-history-change");
      adw_expander_row_add_row (row, label);
    }
}

static gint64 *
copy_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

static void
add_undo_button (TdHistoryWindow *self, AdwExpanderRow *row, const TdHistoryEntry *entry)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Undo to here"));
  g_autofree char *name = g_strdup_printf (_ ("Undo to here: %s"), entry->label);

  g_object_set_data_full (G_OBJECT (button), "td-history-id", copy_id (entry->id), g_free);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Undo this action and all that came after it"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (undo_clicked_cb), self);
  adw_expander_row_add_action (row, button);
}

static const char *
origin_word (const char *origin)
{
  if (g_strcmp0 (origin, "cli") == 0)
    return _ ("command line");
  if (g_strcmp0 (origin, "import") == 0)
    return _ ("import");
  if (g_strcmp0 (origin, "migration") == 0)
    return _ ("new version");

  return NULL;
}

static GtkWidget *
row_new (TdHistoryWindow *self, const TdHistoryEntry *entry)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *at = td_time_format_full (entry->at);
  const char *origin = origin_word (entry->origin);
  g_autoptr (GString) subtitle = g_string_new (at);

  g_string_append_printf (subtitle, " · %s", entry->author ? entry->author : _ ("unknown"));
  if (origin)
    g_string_append_printf (subtitle, " · %s", origin);
  if (entry->undone)
    g_string_append_printf (subtitle, " · %s", _ ("undone"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), entry->label);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, entry->label,
                                  -1);
  if (entry->undone)
    gtk_widget_add_css_class (row, "td-dim");
  if (entry->can_undo && !td_workspace_get_read_only (self->workspace))
    add_undo_button (self, ADW_EXPANDER_ROW (row), entry);
  g_object_set_data_full (G_OBJECT (row), "td-history-id", copy_id (entry->id), g_free);
  g_object_set_data_full (G_OBJECT (row), "td-day", td_time_format_day (entry->at), g_free);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), self, 0);

  return row;
}

static void
day_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *day = g_object_get_data (G_OBJECT (row), "td-day");
  const char *day_before = before ? g_object_get_data (G_OBJECT (before), "td-day") : NULL;
  GtkWidget *label;

  if (g_strcmp0 (day, day_before) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (day);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "td-day-header");
  gtk_list_box_row_set_header (row, label);
}

static void
fill (TdHistoryWindow *self)
{
  g_autoptr (GPtrArray) entries = td_workspace_list_history (self->workspace, MAX_SHOWN, NULL);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; entries && i < entries->len; i++)
    gtk_list_box_append (self->list, row_new (self, entries->pdata[i]));
  gtk_stack_set_visible_child_name (self->stack, entries && entries->len > 0 ? "list" : "empty");
  gtk_widget_set_visible (GTK_WIDGET (self->limit_label), entries && entries->len >= MAX_SHOWN);
}

static void
workspace_notify_cb (TdHistoryWindow *self)
{
  if (self->undo_to == 0)
    fill (self);
}

static void
td_history_window_dispose (GObject *object)
{
  TdHistoryWindow *self = TD_HISTORY_WINDOW (object);

  self->undo_to = 0;
  self->list = NULL;
  if (self->workspace)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_history_window_parent_class)->dispose (object);
}

static void
td_history_window_class_init (TdHistoryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  td_app_ensure_resources ();
  G_OBJECT_CLASS (klass)->dispose = td_history_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/tiendo/TienDo/ui/app/td-history-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TdHistoryWindow, list);
  gtk_widget_class_bind_template_child (widget_class, TdHistoryWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, TdHistoryWindow, limit_label);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
td_history_window_init (TdHistoryWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, day_header, NULL, NULL);
}

/**
 * td_history_window_new:
 * @parent: (nullable): the window it belongs to
 * @workspace: the workspace
 *
 * Returns: (transfer none): the list of actions, to be presented
 */
GtkWidget *
td_history_window_new (GtkWindow *parent, TdWorkspace *workspace)
{
  TdHistoryWindow *self = g_object_new (TD_TYPE_HISTORY_WINDOW, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::undo-label", G_CALLBACK (workspace_notify_cb), self,
                           G_CONNECT_SWAPPED);
  fill (self);

  return GTK_WIDGET (self);
}
