/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-tab.h"

#include <adwaita.h>

G_DEFINE_INTERFACE (TdPlanTab, td_plan_tab, GTK_TYPE_WIDGET)

static void
td_plan_tab_default_init (TdPlanTabInterface *iface)
{
}

void
td_plan_tab_search (TdPlanTab *self, const char *text)
{
  TdPlanTabInterface *iface = TD_PLAN_TAB_GET_IFACE (self);

  if (iface->search != NULL)
    iface->search (self, text);
}

gboolean
td_plan_tab_shows (TdPlanTab *self, int kind)
{
  TdPlanTabInterface *iface = TD_PLAN_TAB_GET_IFACE (self);

  return iface->shows != NULL && iface->shows (self, kind);
}

void
td_plan_tab_reveal (TdPlanTab *self, TdSource source)
{
  TdPlanTabInterface *iface = TD_PLAN_TAB_GET_IFACE (self);

  if (iface->reveal != NULL)
    iface->reveal (self, source);
}

void
td_plan_tab_flush (TdPlanTab *self)
{
  TdPlanTabInterface *iface = TD_PLAN_TAB_GET_IFACE (self);

  if (iface->flush != NULL)
    iface->flush (self);
}

gboolean
td_plan_tab_focus_region (TdPlanTab *self, int step)
{
  TdPlanTabInterface *iface = TD_PLAN_TAB_GET_IFACE (self);

  return iface->focus_region != NULL && iface->focus_region (self, step);
}

gboolean
td_plan_tab_is_wide (TdPlanTab *self)
{
  return TD_PLAN_TAB_GET_IFACE (self)->wide != NULL && TD_PLAN_TAB_GET_IFACE (self)->wide (self);
}

/**
 * td_plan_tab_go_to:
 * @from: a widget inside a tab of the plan
 * @context: the open plan
 * @source: a record of the plan, edited on another tab
 *
 * Shows the record where it is edited.
 */
void
td_plan_tab_go_to (GtkWidget *from, TdPlanContext *context, TdSource source)
{
  GtkWidget *stack = gtk_widget_get_ancestor (from, ADW_TYPE_VIEW_STACK);
  GtkWidget *child = stack != NULL ? gtk_widget_get_first_child (stack) : NULL;

  while (child != NULL &&
         !(TD_IS_PLAN_TAB (child) && td_plan_tab_shows (TD_PLAN_TAB (child), source.kind)))
    child = gtk_widget_get_next_sibling (child);
  if (child == NULL)
    return;
  adw_view_stack_set_visible_child (ADW_VIEW_STACK (stack), child);
  td_plan_context_select (context, source.kind, source.id, source.field);
  td_plan_tab_reveal (TD_PLAN_TAB (child), source);
}
