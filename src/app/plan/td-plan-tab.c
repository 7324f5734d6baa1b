/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-tab.h"

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
