/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-page.h"
#include "td-workspace.h"

G_BEGIN_DECLS

#define TD_TYPE_TARGETS_PAGE (td_targets_page_get_type ())
G_DECLARE_FINAL_TYPE (TdTargetsPage, td_targets_page, TD, TARGETS_PAGE, TdPage)

TdPage *td_targets_page_new (TdWorkspace *workspace);
void td_targets_page_show_target (TdTargetsPage *self, gint64 id);

G_END_DECLS
