/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plans-page.h"

G_BEGIN_DECLS

/* The page's actions that write the open plan somewhere: "page.export", "page.print". */
void td_plan_files_add_actions (TdPlansPage *page);

G_END_DECLS
