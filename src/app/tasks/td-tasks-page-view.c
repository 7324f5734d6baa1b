/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-tasks-page-private.h"

#include <glib/gi18n-lib.h>

#include "td-task-columns-menu.h"
#include "td-task-scope-list.h"
#include "td-text.h"
#include "td-window.h"

/* The widgets of the page of tasks, and what its strip chooses. */

static void
looks_chosen_cb (TdTasksPage *self, guint looks)
{
  self->filter->looks = looks;
  td_tasks_page_refresh (self);
}

static void
scope_chosen_cb (TdTasksPage *self)
{
  guint row = gtk_drop_down_get_selected (self->scope_drop);
  const TdTaskScopeChoice *choice;

  if (self->filling || self->scopes == NULL || row >= self->scopes->len)
    return;
  choice = &g_array_index (self->scopes, TdTaskScopeChoice, row);
  self->filter->year = choice->plan_id != 0 ? 0 : choice->year;
  self->filter->plan_id = choice->plan_id;
  if (choice->year > 0)
    td_task_columns_show_year (self->columns, (int) choice->year);
  td_tasks_page_refresh (self);
}

static void
unit_chosen_cb (TdTasksPage *self)
{
  GtkStringObject *unit = gtk_drop_down_get_selected_item (self->unit_drop);

  if (self->filling)
    return;
  g_clear_pointer (&self->filter->unit, g_free);
  if (unit != NULL && gtk_drop_down_get_selected (self->unit_drop) > 0)
    self->filter->unit = g_strdup (gtk_string_object_get_string (unit));
  td_tasks_page_refresh (self);
}

static gboolean
same_strings (GListModel *a, GListModel *b)
{
  guint n = a != NULL ? g_list_model_get_n_items (a) : 0;

  if (a == NULL || n != g_list_model_get_n_items (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (a), i),
                     gtk_string_list_get_string (GTK_STRING_LIST (b), i)) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
set_model (GtkDropDown *drop, GListModel *strings)
{
  if (!same_strings (gtk_drop_down_get_model (drop), strings))
    gtk_drop_down_set_model (drop, strings);
}

static void
select_scope (TdTasksPage *self)
{
  for (guint i = 0; i < self->scopes->len; i++)
    {
      const TdTaskScopeChoice *choice = &g_array_index (self->scopes, TdTaskScopeChoice, i);

      if (choice->plan_id == self->filter->plan_id &&
          (choice->plan_id != 0 || choice->year == self->filter->year))
        {
          gtk_drop_down_set_selected (self->scope_drop, i);
          return;
        }
    }
}

static void
select_unit (TdTasksPage *self, GListModel *units)
{
  guint selected = 0;

  for (guint i = 1; self->filter->unit != NULL && i < g_list_model_get_n_items (units); i++)
    {
      if (td_text_equal_folded (gtk_string_list_get_string (GTK_STRING_LIST (units), i),
                                self->filter->unit))
        selected = i;
    }
  gtk_drop_down_set_selected (self->unit_drop, selected);
}

/**
 * td_tasks_page_fill_choices:
 * @self: the page
 * @snapshot: what there is to choose from
 *
 * Fills the drop-downs and shows in them what the filter says.
 */
void
td_tasks_page_fill_choices (TdTasksPage *self, const TdTaskSnapshot *snapshot)
{
  g_autoptr (GListModel) labels = NULL;
  g_autoptr (GListModel) units = td_task_unit_list (snapshot);

  self->filling = TRUE;
  g_clear_pointer (&self->scopes, g_array_unref);
  self->scopes = td_task_scope_list (snapshot, &labels);
  set_model (self->scope_drop, labels);
  select_scope (self);
  set_model (self->unit_drop, units);
  select_unit (self, units);
  self->filling = FALSE;
}

/**
 * td_tasks_page_show_list:
 * @self: the page
 *
 * Brings forward the view that is chosen: table and timeline are one list, the calendar another.
 */
void
td_tasks_page_show_list (TdTasksPage *self)
{
  gboolean calendar = gtk_toggle_button_get_active (self->calendar_button);

  if (calendar)
    td_task_calendar_update (self->calendar);
  gtk_stack_set_visible_child_name (self->stack, calendar ? "calendar" : "list");
}

static void
remember_view (TdTasksPage *self)
{
  const char *view = gtk_toggle_button_get_active (self->calendar_button)   ? "calendar"
                     : gtk_toggle_button_get_active (self->timeline_button) ? "timeline"
                                                                            : "table";

  if (self->settings != NULL)
    g_settings_set_string (self->settings, "tasks-view", view);
}

static void
columns_changed_cb (TdTasksPage *self)
{
  g_settings_set_value (self->settings, "tasks-columns", td_task_columns_save (self->columns));
}

/**
 * td_tasks_page_recall_view:
 * @self: the page
 * @settings: (nullable): where the view and its columns are remembered
 *
 * Shows the view that was left last.
 */
void
td_tasks_page_recall_view (TdTasksPage *self, GSettings *settings)
{
  g_autofree char *view = NULL;
  g_autoptr (GVariant) columns = NULL;

  if (settings == NULL || self->settings != NULL)
    return;
  view = g_settings_get_string (settings, "tasks-view");
  columns = g_settings_get_value (settings, "tasks-columns");
  td_task_columns_restore (self->columns, columns);
  if (g_str_equal (view, "calendar"))
    gtk_toggle_button_set_active (self->calendar_button, TRUE);
  else if (g_str_equal (view, "table"))
    gtk_toggle_button_set_active (self->table_button, TRUE);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (self->columns, "resized", G_CALLBACK (columns_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->columns, "changed", G_CALLBACK (columns_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
view_toggled_cb (TdTasksPage *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  remember_view (self);
  if (button != self->calendar_button)
    td_task_columns_set_timeline (self->columns, button == self->timeline_button);
  if (td_task_model_get_n_tasks (self->model) > 0)
    td_tasks_page_show_list (self);
}

static void
calendar_task_cb (TdTasksPage *self, gint64 task_id)
{
  td_tasks_page_show_task (self, task_id);
  td_tasks_page_open_panel (self);
}

static void
calendar_day_cb (TdTasksPage *self, const char *day)
{
  g_autofree char *filter = g_strdup_printf ("from=%s;to=%s", day, day);

  gtk_toggle_button_set_active (self->table_button, TRUE);
  td_tasks_page_set_filter_text (self, filter);
}

static void
sort_cb (TdTasksPage *self, int sort)
{
  if ((int) self->filter->sort == sort)
    self->filter->descending = !self->filter->descending;
  else
    self->filter->descending = FALSE;
  self->filter->sort = (TdTaskSort) sort;
  td_tasks_page_update_arrange_menu (self);
  td_tasks_page_refresh (self);
}

static void
window_changed_cb (TdTasksPage *self, gint64 task_id, guint turn, guint first, guint last)
{
  if (turn == 0)
    td_tasks_page_move_window (self, task_id, first, last);
  else
    td_tasks_page_move_turn (self, task_id, turn - 1, first, last);
}

static gboolean
unparent_cb (gpointer popover)
{
  gtk_widget_unparent (GTK_WIDGET (popover));

  return G_SOURCE_REMOVE;
}

/* Not before the action of the chosen item ran */
static void
popover_closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

static void
popup_menu (TdTasksPage *self, GMenuModel *menu, GtkWidget *widget, double x, double y)
{
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);
  GdkRectangle place = { 0, 0, 1, 1 };
  double left, top;

  gtk_widget_translate_coordinates (widget, GTK_WIDGET (self->list), x, y, &left, &top);
  place.x = (int) left;
  place.y = (int) top;
  gtk_widget_set_parent (popover, GTK_WIDGET (self->list));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &place);
  g_signal_connect (popover, "closed", G_CALLBACK (popover_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
menu_cb (TdTasksPage *self, GtkWidget *widget, double x, double y)
{
  g_autoptr (GMenuModel) menu = td_tasks_page_row_menu ();

  popup_menu (self, menu, widget, x, y);
}

static void
heading_menu_cb (TdTasksPage *self, GtkWidget *header, double x, double y)
{
  int column = td_task_columns_at (self->columns, gtk_widget_get_width (header), x);
  g_autoptr (GMenuModel) menu = NULL;

  if (column < 0)
    return;
  menu = td_task_columns_heading_menu (self->columns, (TdListColumn) column);
  popup_menu (self, menu, header, x, y);
}

static GtkToggleButton *
make_toggle (const char *icon, const char *label)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);

  return GTK_TOGGLE_BUTTON (button);
}

static GtkWidget *
make_toggles (TdTasksPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->table_button = make_toggle ("td-table-symbolic", _ ("Table"));
  self->timeline_button = make_toggle ("td-gantt-symbolic", _ ("Timeline"));
  self->calendar_button = make_toggle ("x-office-calendar-symbolic", _ ("Calendar"));
  gtk_toggle_button_set_group (self->timeline_button, self->table_button);
  gtk_toggle_button_set_group (self->calendar_button, self->table_button);
  gtk_toggle_button_set_active (self->timeline_button, TRUE);
  g_signal_connect_swapped (self->table_button, "toggled", G_CALLBACK (view_toggled_cb), self);
  g_signal_connect_swapped (self->timeline_button, "toggled", G_CALLBACK (view_toggled_cb), self);
  g_signal_connect_swapped (self->calendar_button, "toggled", G_CALLBACK (view_toggled_cb), self);
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table_button));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->timeline_button));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->calendar_button));

  return box;
}

static GtkDropDown *
make_drop (TdTasksPage *self, const char *label, GCallback chosen)
{
  GtkWidget *drop = gtk_drop_down_new (NULL, NULL);

  gtk_widget_set_valign (drop, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (drop, "strip-drop");
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (drop, label);
  g_signal_connect_swapped (drop, "notify::selected", chosen, self);

  return GTK_DROP_DOWN (drop);
}

static GtkWidget *
make_strip (TdTasksPage *self)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (strip, "td-strip");
  gtk_widget_add_css_class (strip, "tasks-strip");
  self->chips = TD_TASK_CHIPS (td_task_chips_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->chips), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->chips), GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->chips, "chosen", G_CALLBACK (looks_chosen_cb), self);
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->chips));
  self->scope_drop = make_drop (self, _ ("Plans shown"), G_CALLBACK (scope_chosen_cb));
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->scope_drop));
  self->unit_drop = make_drop (self, _ ("Lead unit"), G_CALLBACK (unit_chosen_cb));
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->unit_drop));
  self->arrange_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->arrange_button, "view-sort-descending-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->arrange_button),
                               _ ("Groups, order and saved filters"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->arrange_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Groups, order and saved filters"), -1);
  gtk_widget_set_valign (GTK_WIDGET (self->arrange_button), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->arrange_button));
  gtk_box_append (GTK_BOX (strip), make_toggles (self));

  return strip;
}

static GtkWidget *
make_empty (TdTasksPage *self)
{
  self->empty_page = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->empty_page, "td-tasks-symbolic");
  self->empty_button = GTK_BUTTON (gtk_button_new ());
  gtk_widget_set_halign (GTK_WIDGET (self->empty_button), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->empty_button), "pill");
  gtk_widget_add_css_class (GTK_WIDGET (self->empty_button), "suggested-action");
  adw_status_page_set_child (self->empty_page, GTK_WIDGET (self->empty_button));

  return GTK_WIDGET (self->empty_page);
}

static void
add_bulk_button (GtkWidget *bar, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (bar), button);
}

static GtkWidget *
make_bulk_bar (TdTasksPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (bar, "bulk-bar");
  self->bulk_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->bulk_label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->bulk_label), TRUE);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->bulk_label));
  add_bulk_button (bar, _ ("Change…"), "page.bulk-edit");
  add_bulk_button (bar, _ ("Add Evidence…"), "page.add-evidence");
  add_bulk_button (bar, _ ("Copy Rows"), "page.copy");
  add_bulk_button (bar, _ ("Unselect"), "page.unselect");
  self->bulk_revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_transition_type (self->bulk_revealer, GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_revealer_set_child (self->bulk_revealer, bar);

  return GTK_WIDGET (self->bulk_revealer);
}

static void
panel_edit_cb (TdTasksPage *self, gpointer edit, const char *done)
{
  td_tasks_page_edit (self, edit, done);
}

static void
panel_failed_cb (TdTasksPage *self, const GError *error)
{
  TdWindow *window = td_window_of (GTK_WIDGET (self));

  if (window != NULL && error != NULL)
    td_window_show_error (window, _ ("That could not be done"), error);
}

static void
panel_step_cb (TdTasksPage *self, int step)
{
  td_task_list_view_step (self->list, step);
}

static void
panel_leave_cb (TdTasksPage *self)
{
  td_task_list_view_focus (self->list);
}

static void
panel_close_cb (TdTasksPage *self)
{
  self->panel_closed = TRUE;
  adw_flap_set_reveal_flap (self->flap, FALSE);
  td_task_list_view_focus (self->list);
}

static GtkWidget *
make_panel (TdTasksPage *self)
{
  self->panel = TD_FOLLOW_PANEL (td_follow_panel_new (self->workspace));
  g_signal_connect_swapped (self->panel, "edit", G_CALLBACK (panel_edit_cb), self);
  g_signal_connect_swapped (self->panel, "failed", G_CALLBACK (panel_failed_cb), self);
  g_signal_connect_swapped (self->panel, "step", G_CALLBACK (panel_step_cb), self);
  g_signal_connect_swapped (self->panel, "leave", G_CALLBACK (panel_leave_cb), self);
  g_signal_connect_swapped (self->panel, "close", G_CALLBACK (panel_close_cb), self);

  return GTK_WIDGET (self->panel);
}

/**
 * td_tasks_page_build:
 * @self: the page
 *
 * Makes the widgets.
 */
void
td_tasks_page_build (TdTasksPage *self)
{
  GtkWidget *whole = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (whole), make_strip (self));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->list = TD_TASK_LIST_VIEW (td_task_list_view_new (
      self->model, self->columns, td_workspace_get_read_only (self->workspace)));
  g_signal_connect_swapped (self->list, "selection-changed",
                            G_CALLBACK (td_tasks_page_selection_changed), self);
  g_signal_connect_swapped (self->list, "open", G_CALLBACK (td_tasks_page_open_panel), self);
  g_signal_connect_swapped (self->list, "sort", G_CALLBACK (sort_cb), self);
  g_signal_connect_swapped (self->list, "window-changed", G_CALLBACK (window_changed_cb), self);
  g_signal_connect_swapped (self->list, "menu", G_CALLBACK (menu_cb), self);
  g_signal_connect_swapped (self->list, "heading-menu", G_CALLBACK (heading_menu_cb), self);
  gtk_stack_add_named (self->stack, adw_bin_new (), "loading");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->list), "list");
  self->calendar = TD_TASK_CALENDAR (td_task_calendar_new (self->model, self->workspace));
  g_signal_connect_swapped (self->calendar, "task", G_CALLBACK (calendar_task_cb), self);
  g_signal_connect_swapped (self->calendar, "day", G_CALLBACK (calendar_day_cb), self);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->calendar), "calendar");
  gtk_stack_add_named (self->stack, make_empty (self), "empty");
  self->error_page = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->error_page, "dialog-warning-symbolic");
  adw_status_page_set_title (self->error_page, _ ("The tasks could not be read"));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->error_page), "error");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), make_bulk_bar (self));
  gtk_widget_set_hexpand (box, TRUE);
  self->flap = ADW_FLAP (adw_flap_new ());
  adw_flap_set_flap_position (self->flap, GTK_PACK_END);
  adw_flap_set_fold_policy (self->flap, ADW_FLAP_FOLD_POLICY_AUTO);
  adw_flap_set_reveal_flap (self->flap, FALSE);
  adw_flap_set_swipe_to_open (self->flap, FALSE);
  adw_flap_set_content (self->flap, box);
  adw_flap_set_flap (self->flap, make_panel (self));
  gtk_widget_set_vexpand (GTK_WIDGET (self->flap), TRUE);
  gtk_box_append (GTK_BOX (whole), GTK_WIDGET (self->flap));
  adw_bin_set_child (ADW_BIN (self), whole);
}
