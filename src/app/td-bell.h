/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-workspace.h"

G_BEGIN_DECLS

#define TD_TYPE_BELL (td_bell_get_type ())
G_DECLARE_FINAL_TYPE (TdBell, td_bell, TD, BELL, AdwBin)

void td_bell_set_workspace (TdBell *self, TdWorkspace *workspace);
void td_bell_look (TdBell *self);

G_END_DECLS
