/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-units-page.h"

#include "td-app-resources.h"
#include "td-date.h"
#include "td-edit.h"
#include "td-record-list.h"
#include "td-text.h"
#include "td-unit-kind.h"
#include "td-unit-list-row.h"
#include "td-unit-panel.h"
#include "td-window.h"

#include <glib/gi18n-lib.h>

/* The register of units: a list, and the selected unit in a panel beside it.
 *
 * The selection is kept by id: `wanted` is selected as soon as the list shows it, after a unit was
 * made and after the list was read anew. */
struct _TdUnitsPage
{
  TdPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *empty_page;
  GtkButton *empty_button;
  GtkListView *view;
  GtkDropDown *kind_drop;
  GtkCheckButton *current_check;
  GtkLabel *count_label;
  AdwFlap *flap;
  TdUnitPanel *panel;

  TdWorkspace *workspace;
  TdRecordList *list;
  GtkSingleSelection *selection;
  char *search;
  gint64 wanted;
  gboolean rename_wanted; /* put the focus on the name once it is selected */
};

G_DEFINE_FINAL_TYPE (TdUnitsPage, td_units_page, TD_TYPE_PAGE)

static TdRecord *
get_selected (TdUnitsPage *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
set_action_enabled (TdUnitsPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (td_page_get_actions (TD_PAGE (self)), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
selected_cb (TdUnitsPage *self)
{
  TdRecord *unit = get_selected (self);
  gboolean writable = !td_workspace_get_read_only (self->workspace);

  td_unit_panel_set_unit (self->panel, self->workspace, unit);
  adw_flap_set_reveal_flap (self->flap, unit != NULL);
  set_action_enabled (self, "delete", unit != NULL && writable);
  set_action_enabled (self, "move-up", unit != NULL && writable);
  set_action_enabled (self, "move-down", unit != NULL && writable);
  if (unit)
    self->wanted = td_record_get_id (unit);
}

static gboolean
is_filtered (TdUnitsPage *self)
{
  return (self->search && *self->search) || gtk_drop_down_get_selected (self->kind_drop) > 0 ||
         gtk_check_button_get_active (self->current_check);
}

static void
show_empty (TdUnitsPage *self)
{
  g_autofree char *title = NULL;

  if (!is_filtered (self))
    {
      adw_status_page_set_title (self->empty_page, _ ("No units yet"));
      adw_status_page_set_description (self->empty_page,
                                       _ ("Rooms and schools are chosen from this register."));
      gtk_button_set_label (self->empty_button, _ ("Add a Unit"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), "page.add");
      return;
    }
  title = self->search && *self->search ? g_strdup_printf (_ ("“%s” not found"), self->search)
                                        : g_strdup (_ ("No unit like that"));
  adw_status_page_set_title (self->empty_page, title);
  adw_status_page_set_description (self->empty_page, NULL);
  gtk_button_set_label (self->empty_button, _ ("Remove the Filter"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), "page.clear-filter");
}

static void
items_changed_cb (TdUnitsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autofree char *count =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u unit", "%u units", n), n);
  guint position;

  gtk_label_set_label (self->count_label, count);
  td_page_set_subtitle (TD_PAGE (self), count);
  if (n == 0 && !td_record_list_get_loading (self->list))
    show_empty (self);
  gtk_stack_set_visible_child_name (
      self->stack, n == 0 && !td_record_list_get_loading (self->list) ? "empty" : "list");

  if (self->wanted && td_record_list_find (self->list, self->wanted, &position) &&
      gtk_single_selection_get_selected (self->selection) != position)
    {
      gtk_single_selection_set_selected (self->selection, position);
      gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
    }
  if (self->rename_wanted && get_selected (self) &&
      td_record_get_id (get_selected (self)) == self->wanted)
    {
      self->rename_wanted = FALSE;
      gtk_widget_grab_focus (GTK_WIDGET (self->panel));
    }
}

/* Filters are part of the query; nothing is filtered in memory. */
static void
update_query (TdUnitsPage *self)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_UNIT);
  guint kind = gtk_drop_down_get_selected (self->kind_drop);

  if (kind > 0 && kind <= TD_N_UNIT_KINDS)
    td_query_where_text (query, "kind", TD_QUERY_EQUAL, td_unit_kind_key (kind - 1));
  if (gtk_check_button_get_active (self->current_check))
    td_query_where_null (query, "valid_to", TRUE);
  if (self->search && *self->search)
    td_query_search (query, self->search);
  td_record_list_set_query (self->list, query);
}

static void
filter_changed_cb (TdUnitsPage *self)
{
  if (self->list)
    update_query (self);
}

/* Actions */

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdUnitsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  TdWindow *window = td_window_of (GTK_WIDGET (self));

  if (!td_edit_run_finish (result, &self->wanted, &error))
    {
      if (window)
        td_window_show_error (window, _ ("The unit could not be added"), error);
      return;
    }
  self->rename_wanted = TRUE;
  if (self->list)
    items_changed_cb (self);
}

static void
clear_filter_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdUnitsPage *self = TD_UNITS_PAGE (user_data);

  g_clear_pointer (&self->search, g_free);
  gtk_check_button_set_active (self->current_check, FALSE);
  gtk_drop_down_set_selected (self->kind_drop, 0);
  update_query (self);
}

static void
add_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdUnitsPage *self = TD_UNITS_PAGE (user_data);
  guint kind = gtk_drop_down_get_selected (self->kind_drop);
  TdEdit *edit = td_edit_new_add (TD_KIND_UNIT);

  td_unit_panel_flush (self->panel);
  if (is_filtered (self) && self->search)
    clear_filter_action (NULL, NULL, self);
  td_edit_set_value (edit, "name", _ ("New unit"));
  td_edit_set_value (edit, "kind", td_unit_kind_key (kind > 0 ? kind - 1 : 0));
  td_edit_run_async (edit, self->workspace, added_cb, g_object_ref (self));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdUnitsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  TdWindow *window = td_window_of (GTK_WIDGET (self));

  if (!window)
    return;
  if (td_edit_run_finish (result, NULL, &error))
    td_window_toast_undo (window, _ ("Unit deleted"));
  else
    td_window_show_error (window, _ ("The unit could not be deleted"), error);
}

static void
delete_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdUnitsPage *self = TD_UNITS_PAGE (user_data);
  TdRecord *unit = get_selected (self);
  gint64 id;

  if (!unit)
    return;

  td_unit_panel_flush (self->panel);
  id = td_record_get_id (unit);
  self->wanted = 0;
  td_edit_run_async (td_edit_new_delete (TD_KIND_UNIT, &id, 1), self->workspace, deleted_cb,
                     g_object_ref (self));
}

static void
move (TdUnitsPage *self, int step)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  TdRecord *unit = get_selected (self);

  if (!unit || is_filtered (self) || (step < 0 && position == 0) || (step > 0 && position + 1 >= n))
    return;

  td_unit_panel_flush (self->panel);
  td_edit_run_async (
      td_edit_new_move (TD_KIND_UNIT, td_record_get_id (unit), 0, (guint) ((int) position + step)),
      self->workspace, NULL, NULL);
}

static void
move_up_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move (TD_UNITS_PAGE (user_data), -1);
}

static void
move_down_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move (TD_UNITS_PAGE (user_data), 1);
}

static void
select_step (TdUnitsPage *self, int step)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  if (n == 0 || position == GTK_INVALID_LIST_POSITION)
    return;
  if ((step < 0 && position > 0) || (step > 0 && position + 1 < n))
    gtk_single_selection_set_selected (self->selection, (guint) ((int) position + step));
}

static void
previous_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  select_step (TD_UNITS_PAGE (user_data), -1);
}

static void
next_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  select_step (TD_UNITS_PAGE (user_data), 1);
}

static void
close_panel_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdUnitsPage *self = TD_UNITS_PAGE (user_data);

  td_unit_panel_flush (self->panel);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  self->wanted = 0;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static void
view_activate_cb (TdUnitsPage *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_grab_focus (GTK_WIDGET (self->panel));
}

static gboolean
panel_key_cb (TdUnitsPage *self, guint key, guint code, GdkModifierType state)
{
  if (key == GDK_KEY_Escape)
    {
      td_unit_panel_flush (self->panel);
      gtk_widget_grab_focus (GTK_WIDGET (self->view));
      return GDK_EVENT_STOP;
    }
  if ((state & GDK_ALT_MASK) && (key == GDK_KEY_Page_Up || key == GDK_KEY_Page_Down))
    {
      select_step (self, key == GDK_KEY_Page_Up ? -1 : 1);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static gboolean
view_key_cb (TdUnitsPage *self, guint key, guint code, GdkModifierType state)
{
  const char *action = NULL;

  if (key == GDK_KEY_Delete)
    action = "page.delete";
  else if ((state & GDK_CONTROL_MASK) && key == GDK_KEY_Return)
    action = "page.add";
  else if ((state & GDK_ALT_MASK) && key == GDK_KEY_Up)
    action = "page.move-up";
  else if ((state & GDK_ALT_MASK) && key == GDK_KEY_Down)
    action = "page.move-down";
  else if (key == GDK_KEY_F2)
    gtk_widget_grab_focus (GTK_WIDGET (self->panel));
  else
    return GDK_EVENT_PROPAGATE;

  if (action)
    gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);

  return GDK_EVENT_STOP;
}

/* The page */

static void
td_units_page_search_changed (TdPage *page, const char *text)
{
  TdUnitsPage *self = TD_UNITS_PAGE (page);

  if (g_strcmp0 (self->search ? self->search : "", text) == 0)
    return;

  g_free (self->search);
  self->search = g_strdup (text);
  update_query (self);
}

static void
td_units_page_flush (TdPage *page)
{
  td_unit_panel_flush (TD_UNITS_PAGE (page)->panel);
}

static gboolean
td_units_page_focus_region (TdPage *page, int step)
{
  TdUnitsPage *self = TD_UNITS_PAGE (page);
  GtkWidget *focus = GTK_WIDGET (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  gboolean in_panel = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->panel));
  gboolean in_view = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view));

  if (step > 0 && !in_panel && !in_view)
    return gtk_widget_grab_focus (GTK_WIDGET (self->view));
  if (step > 0 && in_view && adw_flap_get_reveal_flap (self->flap))
    return gtk_widget_grab_focus (GTK_WIDGET (self->panel));
  if (step < 0 && in_panel)
    return gtk_widget_grab_focus (GTK_WIDGET (self->view));

  return FALSE;
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, td_unit_list_row_new ());
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  td_unit_list_row_set_unit (TD_UNIT_LIST_ROW (gtk_list_item_get_child (item)),
                             gtk_list_item_get_item (item));
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  td_unit_list_row_set_unit (TD_UNIT_LIST_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
td_units_page_dispose (GObject *object)
{
  TdUnitsPage *self = TD_UNITS_PAGE (object);

  if (self->list)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->view)
    gtk_list_view_set_model (self->view, NULL);
  self->view = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_units_page_parent_class)->dispose (object);
}

static void
td_units_page_finalize (GObject *object)
{
  g_free (TD_UNITS_PAGE (object)->search);

  G_OBJECT_CLASS (td_units_page_parent_class)->finalize (object);
}

static void
td_units_page_class_init (TdUnitsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TdPageClass *page_class = TD_PAGE_CLASS (klass);

  td_app_ensure_resources ();
  g_type_ensure (TD_TYPE_UNIT_PANEL);

  G_OBJECT_CLASS (klass)->dispose = td_units_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_units_page_finalize;
  page_class->search_changed = td_units_page_search_changed;
  page_class->flush = td_units_page_flush;
  page_class->focus_region = td_units_page_focus_region;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/tiendo/TienDo/ui/app/units/td-units-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TdUnitsPage, name)
  BIND (stack);
  BIND (empty_page);
  BIND (empty_button);
  BIND (view);
  BIND (kind_drop);
  BIND (current_check);
  BIND (count_label);
  BIND (flap);
  BIND (panel);
#undef BIND
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)
  CALLBACK (filter_changed_cb);
  CALLBACK (view_activate_cb);
  CALLBACK (panel_key_cb);
  CALLBACK (view_key_cb);
  CALLBACK (setup_row_cb);
  CALLBACK (bind_row_cb);
  CALLBACK (unbind_row_cb);
#undef CALLBACK
}

static const GActionEntry actions[] = {
  { "add", add_action },
  { "delete", delete_action },
  { "move-up", move_up_action },
  { "move-down", move_down_action },
  { "previous", previous_action },
  { "next", next_action },
  { "close-panel", close_panel_action },
  { "clear-filter", clear_filter_action },
};

static void
fill_kinds (TdUnitsPage *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  gtk_string_list_append (kinds, _ ("All kinds"));
  for (guint i = 0; i < TD_N_UNIT_KINDS; i++)
    gtk_string_list_append (kinds, td_unit_kind_label (td_unit_kind_key (i)));
  gtk_drop_down_set_model (self->kind_drop, G_LIST_MODEL (kinds));
}

static void
td_units_page_init (TdUnitsPage *self)
{
  TdPage *page = TD_PAGE (self);

  g_action_map_add_action_entries (td_page_get_actions (page), actions, G_N_ELEMENTS (actions),
                                   self);
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_kinds (self);
  td_page_set_title (page, _ ("Units"));
  td_page_set_primary (page, _ ("Add a Unit"), "page.add");
  td_page_set_searchable (page, TRUE);
}

/**
 * td_units_page_new:
 * @workspace: the workspace
 *
 * Returns: the page of the register of units
 */
TdPage *
td_units_page_new (TdWorkspace *workspace)
{
  TdUnitsPage *self = g_object_new (TD_TYPE_UNITS_PAGE, NULL);
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_UNIT);

  self->workspace = g_object_ref (workspace);
  self->list = td_record_list_new (workspace, query);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                            self);
  g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect_swapped (self->list, "notify::loading", G_CALLBACK (items_changed_cb), self);
  set_action_enabled (self, "add", !td_workspace_get_read_only (workspace));
  selected_cb (self);
  items_changed_cb (self);

  return TD_PAGE (self);
}
