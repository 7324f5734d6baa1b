/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plans-page.h"

G_BEGIN_DECLS

/* The page's actions that look at the plan beside another one: "page.roll", "page.compare",
 * "page.comments". */
void td_plan_reviews_add_actions (TdPlansPage *page);

G_END_DECLS
