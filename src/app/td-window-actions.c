/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-window-private.h"

#include <glib/gi18n-lib.h>

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdWindow *self = TD_WINDOW (widget);

  if (!self->visible_page || td_page_begin_search (self->visible_page))
    return;

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
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
  GtkWidget *regions[] = { GTK_WIDGET (self->page_list), GTK_WIDGET (self->header),
                           GTK_WIDGET (self->pages) };
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
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, toggle_sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.main-menu", NULL, main_menu_action);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (widget_class, "win.focus-region", "i", focus_region_action);
}
