/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-tab.h"

G_BEGIN_DECLS

/* Phụ lục: the tasks in the plan's own columns, and the panel that edits the chosen one. */
#define TD_TYPE_ANNEX_TAB (td_annex_tab_get_type ())
G_DECLARE_FINAL_TYPE (TdAnnexTab, td_annex_tab, TD, ANNEX_TAB, GtkWidget)

GtkWidget *td_annex_tab_new (TdPlanContext *context);

G_END_DECLS
