/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-context.h"

G_BEGIN_DECLS

/**
 * TdTargetPanel:
 *
 * Edits one target. Signals: `step (by)`, `leave`, `close`, `delete`, `go-to`: its sentence is
 * wanted.
 */
#define TD_TYPE_TARGET_PANEL (td_target_panel_get_type ())
G_DECLARE_FINAL_TYPE (TdTargetPanel, td_target_panel, TD, TARGET_PANEL, GtkWidget)

GtkWidget *td_target_panel_new (TdPlanContext *context);
void td_target_panel_set_target (TdTargetPanel *self, gint64 target_id);
void td_target_panel_focus_first (TdTargetPanel *self);
void td_target_panel_flush (TdTargetPanel *self);

G_END_DECLS
