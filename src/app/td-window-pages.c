/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-window-private.h"

#include "plan/td-plans-page.h"
#include "units/td-units-page.h"

/* The pages of the sidebar, top to bottom. A page is listed here when it works. */
static TdPage *(*const constructors[]) (TdWorkspace *workspace) = {
  td_plans_page_new,
  td_units_page_new,
};

/* Makes the pages of the workspace; the first one is shown. */
void
td_window_make_pages (TdWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (constructors); i++)
    td_window_add_page (self, constructors[i](self->workspace));
}

/* Before the workspace goes: no page may look at it any more. */
void
td_window_remove_pages (TdWindow *self)
{
  GtkWidget *child;
  GtkListBoxRow *row;

  self->visible_page = NULL;
  g_signal_group_set_target (self->page_signals, NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page", NULL);
  while ((row = gtk_list_box_get_row_at_index (self->page_list, 0)))
    gtk_list_box_remove (self->page_list, GTK_WIDGET (row));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))))
    adw_view_stack_remove (self->pages, child);
}
