/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-tab.h"

G_BEGIN_DECLS

#define TD_TYPE_LAZY_TAB (td_lazy_tab_get_type ())
G_DECLARE_FINAL_TYPE (TdLazyTab, td_lazy_tab, TD, LAZY_TAB, GtkWidget)

typedef GtkWidget *(*TdLazyTabMake) (TdPlanContext *context);

GtkWidget *
td_lazy_tab_new (TdPlanContext *context, TdLazyTabMake make, guint64 kinds, gboolean wide);

G_END_DECLS
