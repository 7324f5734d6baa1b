/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-tasks-page-private.h"

#include <glib/gi18n-lib.h>

#include "td-kind.h"
#include "td-row-follow-up.h"
#include "td-text.h"
#include "td-window.h"

/* Filters with a name, kept in the workspace for everyone who opens it. */

#define PAGE_NAME "tasks"

static GPtrArray *
list_filters (TdTasksPage *self)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_SAVED_FILTER);
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  td_query_where_text (query, "page", TD_QUERY_EQUAL, PAGE_NAME);
  rows = td_workspace_list_rows (self->workspace, query, &error);
  if (rows == NULL)
    g_message ("saved filters: %s", error->message);

  return rows;
}

/**
 * td_tasks_page_add_saved_filters:
 * @self: the page
 * @menu: the menu of groups and orders
 *
 * Adds the saved filters and what can be done with them.
 */
void
td_tasks_page_add_saved_filters (TdTasksPage *self, GMenu *menu)
{
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenu) remove = g_menu_new ();
  g_autoptr (GPtrArray) filters = list_filters (self);

  for (guint i = 0; filters != NULL && i < filters->len; i++)
    {
      const TdSavedFilterRow *filter = g_ptr_array_index (filters, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (filter->name, NULL);
      g_autoptr (GMenuItem) gone = g_menu_item_new (filter->name, NULL);

      g_menu_item_set_action_and_target (item, "page.saved-filter", "s",
                                         filter->filter != NULL ? filter->filter : "");
      g_menu_append_item (section, item);
      g_menu_item_set_action_and_target (gone, "page.delete-filter", "x", filter->row.id);
      g_menu_append_item (remove, gone);
    }
  g_menu_append (section, _ ("Save this Filter…"), "page.save-filter");
  if (filters != NULL && filters->len > 0)
    g_menu_append_submenu (section, _ ("Delete a Filter"), G_MENU_MODEL (remove));
  g_menu_append_section (menu, _ ("Saved filters"), G_MENU_MODEL (section));
}

static void
saved_filter_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  td_tasks_page_set_filter_text (TD_TASKS_PAGE (user_data), g_variant_get_string (parameter, NULL));
}

static void
saved_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdTasksPage) self = user_data;
  g_autoptr (GError) error = NULL;
  TdWindow *window = td_window_of (GTK_WIDGET (self));

  if (!td_edit_run_finish (result, NULL, &error) && window != NULL)
    td_window_show_error (window, _ ("The filter could not be kept"), error);
  if (self->source != NULL)
    td_tasks_page_update_arrange_menu (self);
}

static void
delete_filter_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdTasksPage *self = TD_TASKS_PAGE (user_data);
  gint64 id = g_variant_get_int64 (parameter);

  td_edit_run_async (td_edit_new_delete (TD_KIND_SAVED_FILTER, &id, 1), self->workspace, saved_cb,
                     g_object_ref (self));
}

static void
name_given_cb (TdTasksPage *self, const char *response, GtkWidget *dialog)
{
  GtkEditable *entry = g_object_get_data (G_OBJECT (dialog), "td-name");
  const char *name = gtk_editable_get_text (entry);
  g_autofree char *filter = td_task_filter_to_text (self->filter);
  TdEdit *edit;

  if (!g_str_equal (response, "save") || td_text_is_blank (name))
    return;
  edit = td_edit_new_add (TD_KIND_SAVED_FILTER);
  td_edit_set_value (edit, "page", PAGE_NAME);
  td_edit_set_value (edit, "name", name);
  td_edit_set_value (edit, "filter", filter);
  td_edit_run_async (edit, self->workspace, saved_cb, g_object_ref (self));
}

static void
save_filter_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdTasksPage *self = TD_TASKS_PAGE (user_data);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (td_window_of (GTK_WIDGET (self))),
                                              _ ("Save this Filter"), NULL);
  GtkWidget *entry = gtk_entry_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the filter"), -1);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Name of the filter"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "save",
                                    _ ("Save"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save",
                                              ADW_RESPONSE_SUGGESTED);
  g_object_set_data (G_OBJECT (dialog), "td-name", entry);
  g_signal_connect_object (dialog, "response", G_CALLBACK (name_given_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const GActionEntry actions[] = {
  { "saved-filter", saved_filter_action, "s" },
  { "delete-filter", delete_filter_action, "x" },
  { "save-filter", save_filter_action },
};

/**
 * td_tasks_page_install_filter_actions:
 * @self: the page
 *
 * Adds the actions of saved filters.
 */
void
td_tasks_page_install_filter_actions (TdTasksPage *self)
{
  g_action_map_add_action_entries (td_page_get_actions (TD_PAGE (self)), actions,
                                   G_N_ELEMENTS (actions), self);
}
