/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-columns-menu.h"

#include <glib/gi18n-lib.h>

#define ACTION "column-" /* and the name of the column: whether it is shown */

static GSimpleAction *
action_of (GActionMap *map, TdListColumn column)
{
  g_autofree char *name = g_strconcat (ACTION, td_task_columns_name (column), NULL);

  return G_SIMPLE_ACTION (g_action_map_lookup_action (map, name));
}

static void
columns_changed_cb (TdTaskColumns *columns, GActionMap *map)
{
  for (guint i = 0; i < TD_N_LIST_COLUMNS; i++)
    {
      TdListColumn column = (TdListColumn) i;

      if (td_task_columns_can_hide (column))
        g_simple_action_set_state (
            action_of (map, column),
            g_variant_new_boolean (td_task_columns_is_wanted (columns, column)));
    }
}

static void
shown_cb (GSimpleAction *action, GVariant *state, TdTaskColumns *columns)
{
  TdListColumn column;

  if (td_task_columns_find (g_action_get_name (G_ACTION (action)) + strlen (ACTION), &column))
    td_task_columns_set_wanted (columns, column, g_variant_get_boolean (state));
}

static void
step_cb (GSimpleAction *action, GVariant *parameter, TdTaskColumns *columns)
{
  gboolean left = g_str_equal (g_action_get_name (G_ACTION (action)), "step-column-left");
  TdListColumn column;

  if (td_task_columns_find (g_variant_get_string (parameter, NULL), &column))
    td_task_columns_step_column (columns, column, left ? -1 : 1);
}

static void
add_action (GActionMap *map, GSimpleAction *action, const char *signal, GCallback cb, gpointer data)
{
  g_signal_connect_object (action, signal, cb, data, 0);
  g_action_map_add_action (map, G_ACTION (action));
  g_object_unref (action);
}

/**
 * td_task_columns_install_actions:
 * @columns: the columns
 * @map: the actions of the page
 *
 * Adds the actions that the menus of columns use.
 */
void
td_task_columns_install_actions (TdTaskColumns *columns, GActionMap *map)
{
  GSimpleAction *reset = g_simple_action_new ("reset-columns", NULL);

  g_return_if_fail (TD_IS_TASK_COLUMNS (columns) && G_IS_ACTION_MAP (map));

  for (guint i = 0; i < TD_N_LIST_COLUMNS; i++)
    {
      TdListColumn column = (TdListColumn) i;
      g_autofree char *name = g_strconcat (ACTION, td_task_columns_name (column), NULL);

      if (td_task_columns_can_hide (column))
        add_action (
            map,
            g_simple_action_new_stateful (
                name, NULL, g_variant_new_boolean (td_task_columns_is_wanted (columns, column))),
            "change-state", G_CALLBACK (shown_cb), columns);
    }
  add_action (map, g_simple_action_new ("step-column-left", G_VARIANT_TYPE_STRING), "activate",
              G_CALLBACK (step_cb), columns);
  add_action (map, g_simple_action_new ("step-column-right", G_VARIANT_TYPE_STRING), "activate",
              G_CALLBACK (step_cb), columns);
  g_signal_connect_object (reset, "activate", G_CALLBACK (td_task_columns_reset), columns,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (map, G_ACTION (reset));
  g_object_unref (reset);
  g_signal_connect_object (columns, "changed", G_CALLBACK (columns_changed_cb), map, 0);
}

static void
append_steps (GMenu *menu, TdListColumn column, const char *left, const char *right)
{
  const char *name = td_task_columns_name (column);
  g_autoptr (GMenuItem) before = g_menu_item_new (left, NULL);
  g_autoptr (GMenuItem) after = g_menu_item_new (right, NULL);

  g_menu_item_set_action_and_target (before, "page.step-column-left", "s", name);
  g_menu_append_item (menu, before);
  g_menu_item_set_action_and_target (after, "page.step-column-right", "s", name);
  g_menu_append_item (menu, after);
}

static GMenu *
shown_section (void)
{
  GMenu *section = g_menu_new ();

  for (guint i = 0; i < TD_N_LIST_COLUMNS; i++)
    {
      TdListColumn column = (TdListColumn) i;
      g_autofree char *action = g_strconcat ("page." ACTION, td_task_columns_name (column), NULL);

      if (td_task_columns_can_hide (column))
        g_menu_append (section, td_task_columns_heading (column), action);
    }

  return section;
}

static GMenu *
reset_section (void)
{
  GMenu *section = g_menu_new ();

  g_menu_append (section, _ ("Columns of the Program"), "page.reset-columns");

  return section;
}

/**
 * td_task_columns_menu:
 * @columns: the columns
 *
 * Returns: (transfer full): a menu that shows, hides and moves columns
 */
GMenuModel *
td_task_columns_menu (TdTaskColumns *columns)
{
  g_autoptr (GMenu) shown = shown_section ();
  g_autoptr (GMenu) move = g_menu_new ();
  g_autoptr (GMenu) moves = g_menu_new ();
  g_autoptr (GMenu) reset = reset_section ();
  GMenu *menu = g_menu_new ();

  g_return_val_if_fail (TD_IS_TASK_COLUMNS (columns), NULL);

  for (guint i = 0; i < TD_LIST_COLUMN_TIMELINE; i++)
    {
      const char *heading = td_task_columns_heading ((TdListColumn) i);
      g_autofree char *left = g_strdup_printf (_ ("“%s” to the Left"), heading);
      g_autofree char *right = g_strdup_printf (_ ("“%s” to the Right"), heading);

      append_steps (moves, (TdListColumn) i, left, right);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (shown));
  g_menu_append_submenu (move, _ ("Move a Column"), G_MENU_MODEL (moves));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (move));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (reset));

  return G_MENU_MODEL (menu);
}

/**
 * td_task_columns_heading_menu:
 * @columns: the columns
 * @column: the one whose heading was clicked
 *
 * Returns: (transfer full): the menu of a heading
 */
GMenuModel *
td_task_columns_heading_menu (TdTaskColumns *columns, TdListColumn column)
{
  g_autoptr (GMenu) shown = shown_section ();
  g_autoptr (GMenu) move = g_menu_new ();
  g_autoptr (GMenu) reset = reset_section ();
  GMenu *menu = g_menu_new ();

  g_return_val_if_fail (TD_IS_TASK_COLUMNS (columns), NULL);

  if (column != TD_LIST_COLUMN_TIMELINE)
    append_steps (move, column, _ ("Move to the Left"), _ ("Move to the Right"));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (move));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (shown));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (reset));

  return G_MENU_MODEL (menu);
}
