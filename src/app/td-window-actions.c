/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-window-private.h"

#include "td-backups-window.h"
#include "td-field-binder.h"
#include "td-history-window.h"
#include "tasks/td-tasks-page.h"
#include "units/td-calendar-window.h"
#include "units/td-office-dialog.h"

#include <glib/gi18n-lib.h>

/* Undo and redo: first inside the field that is being typed in, then the last action of the file.
 */

static void
undo_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!td_workspace_undo_finish (TD_WORKSPACE (source), result, &error))
    td_window_show_error (self, _ ("This cannot be undone"), error);
}

static void
redo_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!td_workspace_redo_finish (TD_WORKSPACE (source), result, &error))
    td_window_show_error (self, _ ("This cannot be done again"), error);
}

static void
calendar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdWindow *self = TD_WINDOW (widget);

  if (self->workspace != NULL)
    gtk_window_present (GTK_WINDOW (td_calendar_window_new (GTK_WINDOW (self), self->workspace)));
}

/* Brings a task to the front on the page of tasks. */
static void
show_task_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdWindow *self = TD_WINDOW (widget);
  TdPage *page = td_window_get_page (self, "tasks");

  if (page == NULL)
    return;
  td_window_show_page (self, "tasks");
  td_tasks_page_show_task (TD_TASKS_PAGE (page), g_variant_get_int64 (parameter));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdWindow *self = TD_WINDOW (widget);
  TdFieldBinder *binder = td_field_binder_find (gtk_window_get_focus (GTK_WINDOW (self)));

  if ((binder && td_field_binder_undo (binder)) || !self->workspace)
    return;
  if (self->visible_page && td_page_step_back (self->visible_page, 1))
    return;

  td_window_flush (self);
  if (self->undo_toast)
    adw_toast_dismiss (self->undo_toast);
  if (td_workspace_get_undo_label (self->workspace))
    td_workspace_undo_async (self->workspace, undo_done_cb, g_object_ref (self));
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdWindow *self = TD_WINDOW (widget);
  TdFieldBinder *binder = td_field_binder_find (gtk_window_get_focus (GTK_WINDOW (self)));

  if ((binder && td_field_binder_redo (binder)) || !self->workspace)
    return;
  if (self->visible_page && td_page_step_back (self->visible_page, -1))
    return;

  td_window_flush (self);
  if (td_workspace_get_redo_label (self->workspace))
    td_workspace_redo_async (self->workspace, redo_done_cb, g_object_ref (self));
}

static void
set_step (GtkButton *button, const char *word, const char *label, const char *keys)
{
  g_autofree char *tooltip = label ? g_strdup_printf ("%s: %s (%s)", word, label, keys)
                                   : g_strdup_printf ("%s (%s)", word, keys);

  gtk_widget_set_sensitive (GTK_WIDGET (button), label != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), tooltip);
}

/* Private to the window: what can be done now. The actions themselves stay enabled, because a field
 * with uncommitted typing has steps of its own. */
void
td_window_update_actions (TdWindow *self)
{
  static const char *const needs_workspace[] = {
    "win.undo",      "win.redo",   "win.history", "win.backups",
    "win.send-copy", "win.office", "win.import",  "win.close-workspace",
  };
  TdWorkspace *workspace = self->workspace;
  gboolean writable = workspace && !td_workspace_get_read_only (workspace);

  for (guint i = 0; i < G_N_ELEMENTS (needs_workspace); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), needs_workspace[i], workspace != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import", writable);
  set_step (self->undo_button, _ ("Undo"),
            writable ? td_workspace_get_undo_label (workspace) : NULL, "Ctrl+Z");
  set_step (self->redo_button, _ ("Redo"),
            writable ? td_workspace_get_redo_label (workspace) : NULL, "Ctrl+Shift+Z");
}

static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdWindow *self = TD_WINDOW (widget);

  td_window_flush (self);
  gtk_window_present (GTK_WINDOW (td_history_window_new (GTK_WINDOW (self), self->workspace)));
}

static void
backups_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdWindow *self = TD_WINDOW (widget);

  td_window_flush (self);
  gtk_window_present (GTK_WINDOW (td_backups_window_new (GTK_WINDOW (self), self->workspace)));
}

static void
office_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdWindow *self = TD_WINDOW (widget);

  td_window_flush (self);
  gtk_window_present (GTK_WINDOW (td_office_dialog_new (GTK_WINDOW (self), self->workspace)));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdWindow *self = TD_WINDOW (widget);

  if (!self->visible_page || td_page_begin_search (self->visible_page))
    return;

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (self->search_entry);
}

static void
toggle_sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdWindow *self = TD_WINDOW (widget);

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

static void
main_menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdWindow *self = TD_WINDOW (widget);

  adw_flap_set_reveal_flap (self->flap, TRUE);
  gtk_menu_button_popup (self->main_menu_button);
}

static void
show_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  td_window_show_page (TD_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* F6 walks sidebar, header and the regions of the page; a page says itself when it is left. */
static void
focus_region (TdWindow *self, int step)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *regions[] = { gtk_widget_get_parent (GTK_WIDGET (self->page_list)),
                           GTK_WIDGET (self->header), GTK_WIDGET (self->pages) };
  int at = -1;

  for (int i = 0; i < (int) G_N_ELEMENTS (regions); i++)
    {
      if (focus && (focus == regions[i] || gtk_widget_is_ancestor (focus, regions[i])))
        at = i;
    }
  if (at == 2 && self->visible_page && td_page_focus_region (self->visible_page, step))
    return;

  for (int i = 1; i <= (int) G_N_ELEMENTS (regions); i++)
    {
      int next = (at + step * i + 6) % (int) G_N_ELEMENTS (regions);

      if (gtk_widget_get_mapped (regions[next]) &&
          gtk_widget_child_focus (regions[next],
                                  step > 0 ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD))
        return;
    }
}

static void
focus_region_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  focus_region (TD_WINDOW (widget), g_variant_get_int32 (parameter));
}

/* Private to the window: called from its class_init. */
void
td_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.calendar", NULL, calendar_action);
  gtk_widget_class_install_action (widget_class, "win.show-task", "x", show_task_action);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "win.history", NULL, history_action);
  gtk_widget_class_install_action (widget_class, "win.backups", NULL, backups_action);
  gtk_widget_class_install_action (widget_class, "win.office", NULL, office_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, toggle_sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.main-menu", NULL, main_menu_action);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (widget_class, "win.focus-region", "i", focus_region_action);
}
