/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TD_TYPE_UNIT_PANEL (td_unit_panel_get_type ())
G_DECLARE_FINAL_TYPE (TdUnitPanel, td_unit_panel, TD, UNIT_PANEL, AdwBin)

void td_unit_panel_set_unit (TdUnitPanel *self, TdWorkspace *workspace, TdRecord *unit);
void td_unit_panel_flush (TdUnitPanel *self);

G_END_DECLS
