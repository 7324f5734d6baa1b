/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-bell.h"

#include "td-application.h"
#include "td-date.h"
#include "td-remind.h"
#include "td-reminder-row.h"
#include "td-reminder.h"
#include "td-window.h"

#include <glib/gi18n-lib.h>

/* The bell in the header of every page: reminders of tasks that fall due, kept until they are read.
 *
 * Reminders of a day are made when the workspace is opened and when the window tells of a new day;
 * the list follows the workspace. */
struct _TdBell
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkImage *icon;
  GtkLabel *badge;
  GtkListBox *list;
  GtkStack *stack;
  GtkButton *all_button;

  TdWorkspace *workspace;
  guint first_look;
  guint32 made_on; /* Julian day the reminders were made for */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TdBell, td_bell, ADW_TYPE_BIN)

static void refresh (TdBell *self);

static void
show_count (TdBell *self, guint n)
{
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *words =
      n == 0 ? g_strdup (_ ("Reminders: none"))
             : g_strdup_printf (
                   g_dngettext (GETTEXT_PACKAGE, "Reminders: %u new", "Reminders: %u new", n), n);

  gtk_label_set_label (self->badge, count);
  gtk_widget_set_visible (GTK_WIDGET (self->badge), n > 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->all_button), n > 0);
}

static void
fill (TdBell *self, GPtrArray *reminders)
{
  GtkListBoxRow *row;
  guint n_unread = 0;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < reminders->len; i++)
    {
      const TdReminder *reminder = g_ptr_array_index (reminders, i);

      n_unread += !reminder->read;
      if (!reminder->read)
        gtk_list_box_append (self->list, td_reminder_row_new (reminder));
    }
  show_count (self, n_unread);
  gtk_stack_set_visible_child_name (self->stack, n_unread > 0 ? "list" : "empty");
}

static gpointer
list_cb (TdConnection *connection, gpointer data, GError **error)
{
  return td_reminder_list (connection, TRUE, NULL, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdBell) self = data;
  g_autoptr (GPtrArray) reminders = td_workspace_read_finish (TD_WORKSPACE (source), result, NULL);

  if (reminders != NULL && self->workspace == TD_WORKSPACE (source))
    fill (self, reminders);
}

static void
refresh (TdBell *self)
{
  if (self->workspace != NULL)
    td_workspace_read_async (self->workspace, list_cb, NULL, NULL,
                             (GDestroyNotify) g_ptr_array_unref, self->cancellable, listed_cb,
                             g_object_ref (self));
}

/* The desktop is told only where there is one to tell: with a session bus. */
static void
tell_desktop (TdBell *self)
{
  GApplication *application = g_application_get_default ();
  g_autoptr (GPtrArray) reminders = NULL;
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  if (application == NULL || g_application_get_dbus_connection (application) == NULL ||
      td_workspace_get_read_only (self->workspace))
    return;
  reminders = td_reminder_take_unnotified (self->workspace, NULL, NULL);
  if (reminders == NULL || reminders->len == 0)
    return;
  title = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u task falls due", "%u tasks fall due", reminders->len),
      reminders->len);
  body = td_reminder_summary (reminders);
  td_remind_tell (g_application_get_dbus_connection (application), title, body, FALSE);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdBell) self = data;

  td_workspace_note_finish (TD_WORKSPACE (source), result, NULL);
  if (self->workspace != TD_WORKSPACE (source))
    return;
  tell_desktop (self);
}

/**
 * td_bell_look:
 * @self: a bell
 *
 * Makes the reminders of today, unless it did; to be called when a new day may have begun.
 */
void
td_bell_look (TdBell *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GSettings *settings = GTK_IS_WINDOW (root) ? td_settings_of (GTK_WINDOW (root)) : NULL;
  g_autofree char *days =
      settings != NULL ? g_settings_get_string (settings, "reminder-days") : NULL;
  GDate today;

  td_date_today (&today);
  if (self->workspace == NULL || self->made_on == g_date_get_julian (&today))
    return;
  self->made_on = g_date_get_julian (&today);
  if (td_workspace_get_read_only (self->workspace))
    refresh (self);
  else
    td_reminder_make_async (self->workspace, days, NULL, made_cb, g_object_ref (self));
}

static void
workspace_changed_cb (TdBell *self, guint64 kinds)
{
  const guint64 concerned = G_GUINT64_CONSTANT (1) << TD_KIND_TASK |
                            G_GUINT64_CONSTANT (1) << TD_KIND_TASK_OCCURRENCE |
                            G_GUINT64_CONSTANT (1) << TD_KIND_TASK_TRIGGER;

  if (kinds & concerned)
    refresh (self);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, TdBell *self)
{
  gint64 id = td_reminder_row_get_id (row);
  gint64 task = td_reminder_row_get_task (row);

  td_reminder_mark_read_async (self->workspace, id, NULL, NULL);
  gtk_menu_button_popdown (self->button);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-task", "x", task);
}

static void
all_clicked_cb (GtkButton *button, TdBell *self)
{
  if (self->workspace != NULL)
    td_reminder_mark_read_async (self->workspace, 0, NULL, NULL);
  gtk_menu_button_popdown (self->button);
}

static gboolean
first_look_cb (gpointer data)
{
  TdBell *self = data;

  self->first_look = 0;
  td_bell_look (self);

  return G_SOURCE_REMOVE;
}

/**
 * td_bell_set_workspace:
 * @self: a bell
 * @workspace: (nullable): whose tasks it reminds of
 *
 * It looks a second later, so that nothing stands between the person and the first frame.
 */
void
td_bell_set_workspace (TdBell *self, TdWorkspace *workspace)
{
  g_return_if_fail (TD_IS_BELL (self));

  if (self->workspace == workspace)
    return;
  g_clear_handle_id (&self->first_look, g_source_remove);
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_set_object (&self->workspace, workspace);
  self->made_on = 0;
  if (workspace == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (workspace, "changed", G_CALLBACK (workspace_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "noted", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  self->first_look = g_timeout_add (1200, first_look_cb, self);
}

static GtkWidget *
make_popover (TdBell *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_ ("Reminders"));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *empty = gtk_label_new (_ ("No task falls due soon that you have not read of."));

  self->stack = GTK_STACK (gtk_stack_new ());
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->all_button = GTK_BUTTON (gtk_button_new_with_label (_ ("Mark All Read")));
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (self->all_button, "clicked", G_CALLBACK (all_clicked_cb), self);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->all_button), "flat");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (empty), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (empty), 36);
  gtk_widget_set_margin_top (empty, 18);
  gtk_widget_set_margin_bottom (empty, 18);
  gtk_widget_add_css_class (empty, "td-dim");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, scroller, "list");
  gtk_stack_add_named (self->stack, empty, "empty");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->all_button));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_popover_set_child (GTK_POPOVER (popover), box);

  return popover;
}

static void
td_bell_dispose (GObject *object)
{
  td_bell_set_workspace (TD_BELL (object), NULL);

  G_OBJECT_CLASS (td_bell_parent_class)->dispose (object);
}

static void
td_bell_class_init (TdBellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_bell_dispose;
}

static void
td_bell_init (TdBell *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->icon = GTK_IMAGE (gtk_image_new_from_icon_name ("td-bell-symbolic"));
  self->badge = GTK_LABEL (gtk_label_new (NULL));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->badge), "td-badge");
  gtk_widget_set_valign (GTK_WIDGET (self->badge), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->badge));
  gtk_menu_button_set_child (self->button, box);
  gtk_menu_button_set_popover (self->button, make_popover (self));
  /* Who opens it after a night's sleep of the machine is told of today. */
  g_signal_connect_object (gtk_menu_button_get_popover (self->button), "map",
                           G_CALLBACK (td_bell_look), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  show_count (self, 0);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}
