/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-line.h"

G_BEGIN_DECLS

gboolean td_plan_heading_is_heading (const GPtrArray *lines, guint n, gboolean styled);
gboolean td_plan_heading_document_is_styled (const GPtrArray *lines);

G_END_DECLS
