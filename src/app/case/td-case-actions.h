/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-page.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/* What the page of dossiers can do about single ones and procedures; prefix "page". */
void td_case_actions_add (TdPage *page, TdWorkspace *workspace);
GMenuModel *td_case_actions_menu (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
