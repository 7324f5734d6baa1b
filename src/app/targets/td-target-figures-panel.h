/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-target-item.h"
#include "td-workspace.h"

G_BEGIN_DECLS

#define TD_TYPE_TARGET_FIGURES_PANEL (td_target_figures_panel_get_type ())
G_DECLARE_FINAL_TYPE (
    TdTargetFiguresPanel, td_target_figures_panel, TD, TARGET_FIGURES_PANEL, AdwBin)

GtkWidget *td_target_figures_panel_new (TdWorkspace *workspace);
void td_target_figures_panel_set_item (TdTargetFiguresPanel *self, TdTargetItem *item, int year);
void td_target_figures_panel_focus (TdTargetFiguresPanel *self);

G_END_DECLS
