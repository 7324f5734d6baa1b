/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-context.h"

G_BEGIN_DECLS

/**
 * TdOutline:
 *
 * The sections of a plan as a tree. Keyboard: arrows move and fold, Alt+arrows move, promote and
 * demote a section, Ctrl+Enter adds one, F2 renames, Delete removes; drag and drop does the same.
 */
#define TD_TYPE_OUTLINE (td_outline_get_type ())
G_DECLARE_FINAL_TYPE (TdOutline, td_outline, TD, OUTLINE, GtkWidget)

GtkWidget *td_outline_new (TdPlanContext *context);
gint64 td_outline_get_section (TdOutline *self);
void td_outline_select (TdOutline *self, gint64 section_id);
void td_outline_search (TdOutline *self, const char *text);

G_END_DECLS
