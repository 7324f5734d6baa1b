/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-context.h"

G_BEGIN_DECLS

/* A tab of the plan view: Nội dung, Chỉ tiêu, Phụ lục, Thể thức. Each is a widget that takes the
 * context in its constructor and may follow the search text. */
#define TD_TYPE_PLAN_TAB (td_plan_tab_get_type ())
G_DECLARE_INTERFACE (TdPlanTab, td_plan_tab, TD, PLAN_TAB, GtkWidget)

/**
 * TdPlanTabInterface:
 * @search: show only what holds the text; "" shows everything again
 * @shows: whether a record of this kind is edited on this tab
 * @reveal: bring the selected record into view
 * @flush: write what is typed and not yet written
 * @focus_region: move the focus to the next or previous region of the tab; %FALSE: it leaves the
 * tab
 * @wide: whether the tab wants the whole width: the pages are shown beside it only when the person
 * asks for them there
 */
struct _TdPlanTabInterface
{
  GTypeInterface parent_interface;

  void (*search) (TdPlanTab *self, const char *text);
  gboolean (*shows) (TdPlanTab *self, int kind);
  void (*reveal) (TdPlanTab *self, TdSource source);
  void (*flush) (TdPlanTab *self);
  gboolean (*focus_region) (TdPlanTab *self, int step);
  gboolean (*wide) (TdPlanTab *self);
};

void td_plan_tab_search (TdPlanTab *self, const char *text);
gboolean td_plan_tab_shows (TdPlanTab *self, int kind);
void td_plan_tab_reveal (TdPlanTab *self, TdSource source);
void td_plan_tab_flush (TdPlanTab *self);
gboolean td_plan_tab_focus_region (TdPlanTab *self, int step);
gboolean td_plan_tab_is_wide (TdPlanTab *self);

void td_plan_tab_go_to (GtkWidget *from, TdPlanContext *context, TdSource source);

G_END_DECLS
