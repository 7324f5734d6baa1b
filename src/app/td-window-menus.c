/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-window-private.h"

/* The menus behind the buttons of the header bars. A menu of widgets takes as long to make as all
 * the rest of a header bar, so it is made when it is opened for the first time. */

static void
make_main_menu (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (gtk_menu_button_get_menu_model (button))
    return;

  builder = gtk_builder_new_from_resource ("/vn/tiendo/TienDo/ui/app/td-main-menu.ui");
  gtk_menu_button_set_menu_model (button,
                                  G_MENU_MODEL (gtk_builder_get_object (builder, "main_menu")));
}

/* Private to the window: the button opens the main menu. */
void
td_window_bind_main_menu (GtkMenuButton *button)
{
  gtk_menu_button_set_create_popup_func (button, make_main_menu, NULL, NULL);
}

static void
make_page_menu (GtkMenuButton *button, gpointer menu)
{
  if (gtk_menu_button_get_menu_model (button) != menu)
    gtk_menu_button_set_menu_model (button, menu);
}

/* The button beside the search shows the menu of the page; NULL: no button. */
void
td_window_set_page_menu (TdWindow *self, GMenuModel *menu)
{
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), menu != NULL);
  if (menu && gtk_menu_button_get_menu_model (self->more_button) != menu)
    gtk_menu_button_set_create_popup_func (self->more_button, make_page_menu, g_object_ref (menu),
                                           g_object_unref);
}
