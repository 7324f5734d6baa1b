/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-context.h"

G_BEGIN_DECLS

/**
 * TdGroupPanel:
 *
 * Edits one area row of the annex: number, title, which area it is. Signals as of
 * [class@TaskPanel]: `leave`, `close`, `act (action)`.
 */
#define TD_TYPE_GROUP_PANEL (td_group_panel_get_type ())
G_DECLARE_FINAL_TYPE (TdGroupPanel, td_group_panel, TD, GROUP_PANEL, GtkWidget)

GtkWidget *td_group_panel_new (TdPlanContext *context);
void td_group_panel_set_group (TdGroupPanel *self, gint64 group_id);
void td_group_panel_focus_title (TdGroupPanel *self);
void td_group_panel_flush (TdGroupPanel *self);

G_END_DECLS
