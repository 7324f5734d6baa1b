/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-window.h"

#include "td-app-resources.h"
#include "td-application.h"
#include "td-field-binder.h"
#include "td-share.h"
#include "td-tab-stop.h"
#include "td-welcome.h"
#include "td-window-private.h"

#include <glib/gi18n-lib.h>

/* The frame of the program: sidebar with the pages, header bar, the pages themselves.
 *
 * Invariant: whatever the header shows comes from the visible TdPage (page_signals follows it) or
 * from the workspace; the window keeps no copy of either. */

/* Below this width (logical pixels, with text of the usual size) the sidebar lies over the content
 * instead of beside it. */
#define FOLD_WIDTH 1200
#define USUAL_DPI (96 * PANGO_SCALE)

/* Bytes; what an error dialog says beyond that helps nobody. */
#define MOST_ERROR_TEXT 1500

G_DEFINE_FINAL_TYPE (TdWindow, td_window, ADW_TYPE_APPLICATION_WINDOW)

/**
 * td_window_of:
 * @widget: any widget
 *
 * Returns: (nullable) (transfer none): the window that @widget is in; for a dialog's widget the
 * window that the dialog belongs to
 */
TdWindow *
td_window_of (GtkWidget *widget)
{
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  root = gtk_widget_get_root (widget);
  while (GTK_IS_WINDOW (root) && !TD_IS_WINDOW (root))
    root = GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root)));

  return TD_IS_WINDOW (root) ? TD_WINDOW (root) : NULL;
}

/**
 * td_window_get_visible_page:
 * @self: a window
 *
 * Returns: (nullable) (transfer none): the page that is shown; %NULL while no workspace is open
 */
TdPage *
td_window_get_visible_page (TdWindow *self)
{
  g_return_val_if_fail (TD_IS_WINDOW (self), NULL);

  return self->visible_page;
}

/**
 * td_window_flush:
 * @self: a window
 *
 * Writes what is typed but not yet committed: before any other action, before the window closes.
 */
void
td_window_flush (TdWindow *self)
{
  g_return_if_fail (TD_IS_WINDOW (self));

  td_field_binder_flush_focus (GTK_ROOT (self));
  if (self->visible_page)
    td_page_flush (self->visible_page);
}

/* libadwaita gives the cross of a toast no words for a screen reader. */
static void
name_close_button (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ ("Close"), -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    name_close_button (child);
}

static void
add_toast (TdWindow *self, AdwToast *toast)
{
  adw_toast_overlay_add_toast (self->toasts, toast);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->toasts)); child;
       child = gtk_widget_get_next_sibling (child))
    {
      if (child != adw_toast_overlay_get_child (self->toasts))
        name_close_button (child);
    }
}

/**
 * td_window_toast:
 * @self: a window
 * @text: what happened, one short sentence
 *
 * Says something that needs no answer.
 */
void
td_window_toast (TdWindow *self, const char *text)
{
  AdwToast *toast;

  g_return_if_fail (TD_IS_WINDOW (self));

  toast = adw_toast_new (text);
  adw_toast_set_timeout (toast, 4);
  add_toast (self, toast);
}

/**
 * td_window_toast_undo:
 * @self: a window
 * @text: what was done: "Task 4 deleted"
 *
 * Says what was done and offers to take it back.
 */
void
td_window_toast_undo (TdWindow *self, const char *text)
{
  AdwToast *toast;

  g_return_if_fail (TD_IS_WINDOW (self));

  toast = adw_toast_new (text);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  g_set_weak_pointer (&self->undo_toast, toast);
  add_toast (self, toast);
}

static void
share_cb (TdWindow *self, AdwToast *toast)
{
  td_share_present (GTK_WINDOW (self), adw_toast_get_title (toast),
                    g_object_get_data (G_OBJECT (toast), "td-path"));
}

/**
 * td_window_toast_written:
 * @self: a window
 * @path: a document that was just written
 *
 * Says so, and offers to open it, to show its folder or to send it.
 */
void
td_window_toast_written (TdWindow *self, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = g_strdup_printf (_ ("Written: %s"), name);
  AdwToast *toast;

  g_return_if_fail (TD_IS_WINDOW (self));

  toast = adw_toast_new (text);
  adw_toast_set_button_label (toast, _ ("Open or Send…"));
  g_object_set_data_full (G_OBJECT (toast), "td-path", g_strdup (path), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (share_cb), self, G_CONNECT_SWAPPED);
  add_toast (self, toast);
}

/* Errors that follow one another come in one dialog; the same one is said once. */
static void
add_error (AdwMessageDialog *dialog, const char *heading, const GError *error)
{
  const char *body = adw_message_dialog_get_body (dialog);
  gboolean same = g_strcmp0 (heading, adw_message_dialog_get_heading (dialog)) == 0;
  g_autofree char *more =
      same ? g_strdup (error->message) : g_strdup_printf ("%s: %s", heading, error->message);
  g_autofree char *text = NULL;

  if (strstr (body, more) || strlen (body) > MOST_ERROR_TEXT)
    return;
  text = g_strconcat (body, "\n\n", more, NULL);
  adw_message_dialog_set_body (dialog, text);
}

/**
 * td_window_show_error:
 * @self: a window
 * @heading: what could not be done
 * @error: why
 *
 * Shows a dialog, or says it in the one that is shown; nothing else changes.
 */
void
td_window_show_error (TdWindow *self, const char *heading, const GError *error)
{
  GtkWidget *dialog;

  g_return_if_fail (TD_IS_WINDOW (self));
  g_return_if_fail (error != NULL);

  if (self->error_dialog)
    {
      add_error (ADW_MESSAGE_DIALOG (self->error_dialog), heading, error);
      return;
    }
  dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  g_set_weak_pointer (&self->error_dialog, dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What the header shows of the visible page */

static void
update_title (TdWindow *self)
{
  const char *title = td_page_get_title (self->visible_page);
  const char *subtitle = td_page_get_subtitle (self->visible_page);

  adw_window_title_set_title (self->title, title ? title : td_page_get_label (self->visible_page));
  adw_window_title_set_subtitle (self->title, subtitle && !self->narrow ? subtitle : "");
}

static void
update_actions (TdWindow *self)
{
  const char *label = td_page_get_primary_label (self->visible_page);
  GMenuModel *menu = td_page_get_menu (self->visible_page);
  gboolean searchable = td_page_get_searchable (self->visible_page);

  gtk_button_set_label (self->primary_button, label ? label : "");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->primary_button),
                                           td_page_get_primary_action (self->visible_page));
  gtk_widget_set_visible (GTK_WIDGET (self->primary_button), label != NULL);
  td_window_set_page_menu (self, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->search_button), searchable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.search", searchable);
  if (!searchable)
    gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

/* The header follows the visible page; private to the window. */
void
td_window_follow_page (TdWindow *self)
{
  if (!self->visible_page)
    return;

  update_title (self);
  update_actions (self);
}

static void
page_notify_cb (TdWindow *self)
{
  td_window_follow_page (self);
  td_window_end_waiting (self);
}

static void
pages_notify_visible_child_cb (AdwViewStack *pages, GParamSpec *pspec, TdWindow *self)
{
  GtkWidget *child = adw_view_stack_get_visible_child (pages);
  TdPage *page = child && self->workspace ? TD_PAGE (child) : NULL;

  if (self->visible_page == page)
    return;

  if (self->visible_page)
    td_page_hidden (self->visible_page);
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  self->visible_page = page;
  g_signal_group_set_target (self->page_signals, page);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page",
                                  page ? G_ACTION_GROUP (td_page_get_actions (page)) : NULL);
  if (!page)
    return;

  td_window_select_page_row (self, page);
  td_window_follow_page (self);
  td_page_shown (page);
}

static void
page_list_row_selected_cb (GtkListBox *list, GtkListBoxRow *row, TdWindow *self)
{
  TdPage *page = row ? td_window_page_of_row (self, row) : NULL;

  if (!page || page == self->visible_page)
    return;

  td_window_flush (self);
  adw_view_stack_set_visible_child (self->pages, GTK_WIDGET (page));
}

static void
page_list_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, TdWindow *self)
{
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

/* Not action-name: a button follows what the file can undo, the action also what a field can. */
static void
undo_button_clicked_cb (GtkButton *button, TdWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.undo", NULL);
}

static void
redo_button_clicked_cb (GtkButton *button, TdWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.redo", NULL);
}

static void
search_changed_cb (GtkSearchEntry *entry, TdWindow *self)
{
  if (self->visible_page)
    td_page_search_changed (self->visible_page, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

/* The entry is made when something is searched for the first time. */
static void
search_bar_notify_cb (GtkSearchBar *bar, GParamSpec *pspec, TdWindow *self)
{
  if (self->search_entry || !gtk_search_bar_get_search_mode (bar))
    return;

  self->search_entry = gtk_search_entry_new ();
  gtk_widget_set_size_request (self->search_entry, 360, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search_entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search in this page"), -1);
  g_signal_connect (self->search_entry, "search-changed", G_CALLBACK (search_changed_cb), self);
  gtk_search_bar_set_child (bar, self->search_entry);
  gtk_search_bar_connect_entry (bar, GTK_EDITABLE (self->search_entry));
  gtk_widget_grab_focus (self->search_entry);
}

/* The page of a window without a workspace: most windows never show it. */
static void
welcome_bin_map_cb (AdwBin *bin, TdWindow *self)
{
  GtkWidget *welcome;

  if (adw_bin_get_child (bin))
    return;

  welcome = td_welcome_new ();
  td_window_bind_main_menu (td_welcome_get_menu_button (TD_WELCOME (welcome)));
  adw_bin_set_child (bin, welcome);
}

/* Folding: decided after the allocation, because changing the fold inside it would ask for another.
 */
static void
set_narrow (TdWindow *self, gboolean narrow)
{
  self->narrow = narrow;
  adw_flap_set_fold_policy (self->flap,
                            narrow ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER);
  adw_flap_set_reveal_flap (self->flap, !narrow);
  td_save_label_set_compact (self->save_label, narrow);
  td_window_follow_page (self);
}

/* Larger text needs a wider page. */
static gboolean
is_narrow (TdWindow *self, int width)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);

  return (gint64) width * USUAL_DPI < (gint64) FOLD_WIDTH * MAX (dpi, USUAL_DPI);
}

static gboolean
fold_idle_cb (gpointer user_data)
{
  TdWindow *self = user_data;

  self->fold_idle = 0;
  set_narrow (self, is_narrow (self, gtk_widget_get_width (GTK_WIDGET (self))));

  return G_SOURCE_REMOVE;
}

static void
td_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TdWindow *self = TD_WINDOW (widget);

  GTK_WIDGET_CLASS (td_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (is_narrow (self, width) != self->narrow && self->fold_idle == 0)
    self->fold_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_idle_cb, self, NULL);
}

/* What the next window starts with */

static void
remember_size (TdWindow *self)
{
  GSettings *settings = td_settings_of (GTK_WINDOW (self));
  int width, height;

  if (!settings)
    return;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  if (!gtk_window_is_maximized (GTK_WINDOW (self)) && width > 0 && height > 0)
    {
      g_settings_set_int (settings, "window-width", width);
      g_settings_set_int (settings, "window-height", height);
    }
  if (!self->narrow && self->workspace)
    g_settings_set_boolean (settings, "sidebar-visible", adw_flap_get_reveal_flap (self->flap));
}

static void
restore_size (TdWindow *self)
{
  GSettings *settings = td_settings_of (GTK_WINDOW (self));

  if (!settings)
    return;

  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  adw_flap_set_reveal_flap (self->flap, g_settings_get_boolean (settings, "sidebar-visible"));
}

static gboolean
td_window_close_request (GtkWindow *window)
{
  td_window_flush (TD_WINDOW (window));
  remember_size (TD_WINDOW (window));

  return GTK_WINDOW_CLASS (td_window_parent_class)->close_request (window);
}

static void
td_window_dispose (GObject *object)
{
  TdWindow *self = TD_WINDOW (object);

  g_clear_handle_id (&self->fold_idle, g_source_remove);
  g_clear_handle_id (&self->present_timeout, g_source_remove);
  td_window_drop_workspace (self);
  self->visible_page = NULL;
  g_clear_weak_pointer (&self->undo_toast);
  g_clear_weak_pointer (&self->error_dialog);
  g_clear_object (&self->page_signals);

  G_OBJECT_CLASS (td_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TdWindow, name)
  BIND (toasts);
  BIND (root_stack);
  BIND (welcome_bin);
  BIND (flap);
  BIND (page_list);
  BIND (office_label);
  BIND (file_label);
  BIND (backup_box);
  BIND (backup_icon);
  BIND (backup_label);
  BIND (content_box);
  BIND (header);
  BIND (title);
  BIND (sidebar_button);
  BIND (undo_button);
  BIND (redo_button);
  BIND (save_label);
  BIND (primary_button);
  BIND (more_button);
  BIND (bell);
  BIND (main_menu_button);
  BIND (search_button);
  BIND (search_bar);
  BIND (pages);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, page_list_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_list_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, pages_notify_visible_child_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, redo_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_bar_notify_cb);
  gtk_widget_class_bind_template_callback (widget_class, welcome_bin_map_cb);
}

static void
td_window_class_init (TdWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  td_app_ensure_resources ();
  g_type_ensure (TD_TYPE_BELL);
  g_type_ensure (TD_TYPE_SAVE_LABEL);
  g_type_ensure (TD_TYPE_TAB_STOP);

  G_OBJECT_CLASS (klass)->dispose = td_window_dispose;
  widget_class->size_allocate = td_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = td_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/tiendo/TienDo/ui/app/td-window.ui");
  bind_template (widget_class);
  td_window_install_actions (widget_class);
  td_window_install_file_actions (widget_class);
}

static void
td_window_init (TdWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->page_signals = g_signal_group_new (TD_TYPE_PAGE);
  g_signal_group_connect_object (self->page_signals, "notify", G_CALLBACK (page_notify_cb), self,
                                 G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (td_window_delay_later), NULL);
  td_window_bind_main_menu (self->main_menu_button);
  td_window_accept_drops (self);
  td_window_update_actions (self);
}

/**
 * td_window_new:
 * @application: the program
 *
 * Returns: (transfer none): a window without a workspace: it shows the welcome page
 */
TdWindow *
td_window_new (GtkApplication *application)
{
  TdWindow *self = g_object_new (TD_TYPE_WINDOW, "application", application, NULL);

  restore_size (self);

  return self;
}
