/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-tasks-page-private.h"

#include <glib/gi18n-lib.h>

#include "td-bulk-dialog.h"
#include "td-date.h"
#include "td-evidence-actions.h"
#include "td-follow-data.h"
#include "td-kind.h"
#include "td-task-columns-menu.h"
#include "td-task-files.h"
#include "td-task-milestone.h"
#include "td-task-progress.h"
#include "td-task-scope-list.h"
#include "td-turn.h"
#include "td-window.h"

static const struct
{
  const char *name; /* of the action's target, and in the text form of a filter */
  const char *label;
  TdTaskGroupBy group;
} groups[] = {
  { "area", N_ ("Group by Area"), TD_TASK_GROUP_AREA },
  { "unit", N_ ("Group by Lead Unit"), TD_TASK_GROUP_UNIT },
  { "month", N_ ("Group by Month"), TD_TASK_GROUP_MONTH },
  { "plan", N_ ("Group by Plan"), TD_TASK_GROUP_PLAN },
  { "none", N_ ("No Groups"), TD_TASK_GROUP_NONE },
};

static const struct
{
  const char *name;
  const char *label;
  TdTaskSort sort;
} sorts[] = {
  { "plan", N_ ("As in the Plan"), TD_TASK_SORT_PLAN },
  { "due", N_ ("By Deadline"), TD_TASK_SORT_DUE },
  { "unit", N_ ("By Lead Unit"), TD_TASK_SORT_UNIT },
  { "status", N_ ("By Status"), TD_TASK_SORT_STATUS },
  { "progress", N_ ("By Progress"), TD_TASK_SORT_PROGRESS },
};

static char *
iso_of (guint32 julian)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);

  return td_date_format_iso (&date);
}

/**
 * td_tasks_page_move_window:
 * @self: the page
 * @task_id: a task
 * @first: its new first day; 0: none of its own
 * @last: its new last permitted day
 *
 * Puts the window of a task on other days. The words of the plan stay; the meaning is set by hand.
 */
void
td_tasks_page_move_window (TdTasksPage *self, gint64 task_id, guint first, guint last)
{
  g_autofree char *start = first != 0 ? iso_of (first) : NULL;
  g_autofree char *end = iso_of (last);
  g_autofree char *shown = td_date_display_iso (end);
  g_autofree char *done = g_strdup_printf (_ ("Deadline moved to %s"), shown);
  TdEdit *edit = td_edit_new_set (TD_KIND_TASK, task_id, "deadline_start", start);

  td_edit_and_set (edit, "deadline_end", end);
  td_edit_and_set (edit, "deadline_exclusive", "0");
  td_tasks_page_edit (self, edit, done);
}

static GStrv
turn_names (const TdTaskSnapshot *snapshot, const TdTaskFacts *facts, const TdTaskRow *row)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < facts->n_turns; i++)
    {
      const TdTaskTurn *turn = &g_array_index (snapshot->turns, TdTaskTurn, facts->turns_at + i);
      g_autofree char *period = td_follow_turn_period (row, turn, i);
      g_autofree char *label = td_turn_period_label (period);

      g_strv_builder_add (names, label);
    }

  return g_strv_builder_end (names);
}

/**
 * td_tasks_page_move_turn:
 * @self: the page
 * @task_id: a task with turns
 * @index: one of them
 * @first: its new first day
 * @last: its new last permitted day
 *
 * Puts a milestone on other days; turns that follow from the words become milestones for that.
 */
void
td_tasks_page_move_turn (TdTasksPage *self, gint64 task_id, guint index, guint first, guint last)
{
  const TdTaskSnapshot *snapshot = td_task_model_get_result (self->model)->snapshot;
  const TdTaskFacts *facts = td_task_snapshot_find (snapshot, task_id);
  g_autoptr (TdRecord) task = td_workspace_get_record (self->workspace, TD_KIND_TASK, task_id);
  g_autoptr (GPtrArray) milestones = td_task_milestones_list (self->workspace, task_id, NULL);
  TdEdit *edit = NULL;

  if (facts == NULL || milestones == NULL)
    return;
  if (facts->flags & TD_TASK_MILESTONES)
    edit = td_task_edit_move_milestone (milestones, index, first, last);
  else if (td_record_get_row (task) != NULL)
    {
      g_auto (GStrv) names = turn_names (snapshot, facts, td_record_get_row (task));

      edit = td_task_edit_turns_to_milestones (snapshot, facts, (const char *const *) names, index,
                                               first, last);
    }
  if (edit != NULL)
    td_tasks_page_edit (self, edit,
                        facts->flags & TD_TASK_MILESTONES
                            ? _ ("Milestone moved")
                            : _ ("Turn moved: the turns of the year are milestones now"));
}

static void
group_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdTasksPage *self = TD_TASKS_PAGE (user_data);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      if (g_str_equal (groups[i].name, g_variant_get_string (parameter, NULL)))
        self->filter->group_by = groups[i].group;
    }
  g_simple_action_set_state (action, parameter);
  td_tasks_page_refresh (self);
}

static void
sort_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdTasksPage *self = TD_TASKS_PAGE (user_data);

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      if (g_str_equal (sorts[i].name, g_variant_get_string (parameter, NULL)))
        self->filter->sort = sorts[i].sort;
    }
  self->filter->descending = FALSE;
  g_simple_action_set_state (action, parameter);
  td_tasks_page_refresh (self);
}

static void
clear_filter_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  td_tasks_page_set_filter_text (TD_TASKS_PAGE (user_data), "");
}

static void
show_plans_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdWindow *window = td_window_of (GTK_WIDGET (user_data));

  if (window != NULL)
    td_window_show_page (window, "plans");
}

static void
copy_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  td_task_list_view_copy (TD_TASKS_PAGE (user_data)->list);
}

static void
unselect_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  td_task_list_view_select (TD_TASKS_PAGE (user_data)->list, 0);
}

/* The lead units are records of their own; everything else is a field. */
static TdEdit *
make_bulk_edit (const GArray *ids, const char *field, const char *value)
{
  const char *const units[] = { value, NULL };
  g_autofree char *label = NULL;
  TdEdit *batch;

  if (!g_str_equal (field, "lead"))
    return td_task_edit_bulk ((const gint64 *) (gpointer) ids->data, ids->len, field, value);
  label = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Change %u task", "Change %u tasks", ids->len), ids->len);
  batch = td_edit_new_batch (label);
  for (guint i = 0; i < ids->len; i++)
    td_edit_batch_append (batch,
                          td_edit_new_task_units (g_array_index (ids, gint64, i), "lead", units));

  return batch;
}

static void
bulk_change_cb (TdTasksPage *self, const char *field, const char *value, GtkWidget *dialog)
{
  const GArray *ids = g_object_get_data (G_OBJECT (dialog), "td-tasks");
  g_autofree char *done = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u task changed", "%u tasks changed", ids->len), ids->len);

  td_tasks_page_edit (self, make_bulk_edit (ids, field, value), done);
}

static void
bulk_edit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdTasksPage *self = TD_TASKS_PAGE (user_data);
  GArray *ids = td_task_list_view_dup_selected (self->list);
  g_autoptr (GListModel) units =
      td_task_unit_list (td_task_model_get_result (self->model)->snapshot);
  GtkWidget *dialog;

  gtk_string_list_remove (GTK_STRING_LIST (units), 0); /* "any unit" */
  dialog = td_bulk_dialog_new (GTK_WINDOW (td_window_of (GTK_WIDGET (self))), ids->len, units);
  g_object_set_data_full (G_OBJECT (dialog), "td-tasks", ids, (GDestroyNotify) g_array_unref);
  g_signal_connect_object (dialog, "change", G_CALLBACK (bulk_change_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
evidence_ready_cb (GtkWidget *owner, TdEdit *edit, const char *done, const GError *error)
{
  TdWindow *window = td_window_of (owner);

  if (edit != NULL)
    td_tasks_page_edit (TD_TASKS_PAGE (owner), edit, done);
  else if (window != NULL)
    td_window_show_error (window, _ ("The file could not be added"), error);
}

static void
add_evidence_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdTasksPage *self = TD_TASKS_PAGE (user_data);
  g_autoptr (GArray) ids = td_task_list_view_dup_selected (self->list);

  td_evidence_add_files (GTK_WIDGET (self), (const gint64 *) (gpointer) ids->data, ids->len,
                         evidence_ready_cb);
}

static void
report_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdTasksPage *self = TD_TASKS_PAGE (user_data);

  td_tasks_page_open_panel (self);
  td_follow_panel_begin_report (self->panel);
}

static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  td_task_files_export (TD_TASKS_PAGE (user_data));
}

static void
print_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  td_task_files_print (TD_TASKS_PAGE (user_data));
}

static void
brief_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdTasksPage *self = TD_TASKS_PAGE (user_data);

  td_task_files_brief (GTK_WIDGET (self), self->workspace, self->source);
}

static void
zoom_in_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdTasksPage *self = TD_TASKS_PAGE (user_data);
  const TdGanttAxis *axis = td_task_columns_get_axis (self->columns);

  td_task_columns_zoom (self->columns, 0.7, (axis->from + axis->to) / 2);
}

static void
zoom_out_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdTasksPage *self = TD_TASKS_PAGE (user_data);
  const TdGanttAxis *axis = td_task_columns_get_axis (self->columns);

  td_task_columns_zoom (self->columns, 1 / 0.7, (axis->from + axis->to) / 2);
}

static void
set_enabled (TdTasksPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (td_page_get_actions (TD_PAGE (self)), name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/**
 * td_tasks_page_update_actions:
 * @self: the page
 *
 * What can be done with the chosen tasks.
 */
void
td_tasks_page_update_actions (TdTasksPage *self)
{
  g_autoptr (GArray) chosen = td_task_list_view_dup_selected (self->list);
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u task selected", "%u tasks selected", chosen->len),
      chosen->len);
  gboolean writable = !td_workspace_get_read_only (self->workspace);

  gtk_label_set_label (self->bulk_label, text);
  gtk_revealer_set_reveal_child (self->bulk_revealer, chosen->len > 1);
  set_enabled (self, "copy", chosen->len > 0);
  set_enabled (self, "report", chosen->len == 1 && writable);
  set_enabled (self, "bulk-edit", chosen->len > 0 && writable);
  set_enabled (self, "add-evidence", chosen->len > 0 && writable);
}

/**
 * td_tasks_page_selection_changed:
 * @self: the page
 *
 * The panel follows the row that is chosen, unless it was closed.
 */
void
td_tasks_page_selection_changed (TdTasksPage *self)
{
  g_autoptr (TdTaskItem) item = td_task_list_view_get_current_item (self->list);
  gboolean task = item != NULL && !td_task_item_is_group (item);

  td_follow_panel_set_item (self->panel, task ? item : NULL);
  adw_flap_set_reveal_flap (self->flap, task && !self->panel_closed);
  td_tasks_page_update_actions (self);
}

/**
 * td_tasks_page_open_panel:
 * @self: the page
 *
 * Shows the panel and puts the focus into it.
 */
void
td_tasks_page_open_panel (TdTasksPage *self)
{
  self->panel_closed = FALSE;
  td_tasks_page_selection_changed (self);
  if (adw_flap_get_reveal_flap (self->flap))
    gtk_widget_child_focus (GTK_WIDGET (self->panel), GTK_DIR_TAB_FORWARD);
}

/**
 * td_tasks_page_row_menu:
 *
 * Returns: (transfer full): the menu of the chosen rows
 */
GMenuModel *
td_tasks_page_row_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("Report Progress"), "page.report");
  g_menu_append (menu, _ ("Change…"), "page.bulk-edit");
  g_menu_append (menu, _ ("Add Evidence…"), "page.add-evidence");
  g_menu_append (menu, _ ("Copy Rows"), "page.copy");

  return G_MENU_MODEL (menu);
}

static void
append_choice (GMenu *section, const char *label, const char *action, const char *target)
{
  g_autofree char *detailed = g_strdup_printf ("%s::%s", action, target);

  g_menu_append (section, label, detailed);
}

/**
 * td_tasks_page_update_arrange_menu:
 * @self: the page
 *
 * Fills the menu of groups and orders, and marks in it what the filter says.
 */
void
td_tasks_page_update_arrange_menu (TdTasksPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) group_section = g_menu_new ();
  g_autoptr (GMenu) sort_section = g_menu_new ();
  g_autoptr (GMenu) column_section = g_menu_new ();
  g_autoptr (GMenu) zoom_section = g_menu_new ();
  g_autoptr (GMenuModel) columns = td_task_columns_menu (self->columns);
  GActionMap *map = td_page_get_actions (TD_PAGE (self));

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      append_choice (group_section, _ (groups[i].label), "page.group", groups[i].name);
      if (groups[i].group == self->filter->group_by)
        g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "group")),
                                   g_variant_new_string (groups[i].name));
    }
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      append_choice (sort_section, _ (sorts[i].label), "page.sort", sorts[i].name);
      if (sorts[i].sort == self->filter->sort)
        g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "sort")),
                                   g_variant_new_string (sorts[i].name));
    }
  g_menu_append_submenu (column_section, _ ("Columns"), G_MENU_MODEL (columns));
  g_menu_append (zoom_section, _ ("Show Less Time"), "page.zoom-in");
  g_menu_append (zoom_section, _ ("Show More Time"), "page.zoom-out");
  g_menu_append_section (menu, _ ("Groups"), G_MENU_MODEL (group_section));
  g_menu_append_section (menu, _ ("Order"), G_MENU_MODEL (sort_section));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (column_section));
  g_menu_append_section (menu, _ ("Timeline"), G_MENU_MODEL (zoom_section));
  td_tasks_page_add_saved_filters (self, menu);
  gtk_menu_button_set_menu_model (self->arrange_button, G_MENU_MODEL (menu));
}

static const GActionEntry actions[] = {
  { "group", group_action, "s", "'area'" },
  { "sort", sort_action, "s", "'plan'" },
  { "clear-filter", clear_filter_action },
  { "show-plans", show_plans_action },
  { "copy", copy_action },
  { "report", report_action },
  { "bulk-edit", bulk_edit_action },
  { "add-evidence", add_evidence_action },
  { "unselect", unselect_action },
  { "export", export_action },
  { "print", print_action },
  { "brief", brief_action },
  { "zoom-in", zoom_in_action },
  { "zoom-out", zoom_out_action },
};

static void
set_menu (TdTasksPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("Export the View…"), "page.export");
  g_menu_append (menu, _ ("Print the Timeline…"), "page.print");
  g_menu_append (menu, _ ("Weekly Brief…"), "page.brief");
  g_menu_append (menu, _ ("Copy Rows"), "page.copy");
  td_page_set_menu (TD_PAGE (self), G_MENU_MODEL (menu));
}

/**
 * td_tasks_page_install_actions:
 * @self: the page
 *
 * Adds the actions of the page.
 */
void
td_tasks_page_install_actions (TdTasksPage *self)
{
  g_action_map_add_action_entries (td_page_get_actions (TD_PAGE (self)), actions,
                                   G_N_ELEMENTS (actions), self);
  td_tasks_page_install_filter_actions (self);
  td_task_columns_install_actions (self->columns, td_page_get_actions (TD_PAGE (self)));
  set_menu (self);
  td_page_set_primary (TD_PAGE (self), _ ("Report Progress"), "page.report");
  td_tasks_page_update_arrange_menu (self);
}
