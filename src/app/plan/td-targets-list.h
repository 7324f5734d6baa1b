/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-context.h"

G_BEGIN_DECLS

/**
 * TdTargetsList:
 *
 * The targets of a plan as a table. Keyboard: Enter edits, Alt+Up and Alt+Down move, Ctrl+Enter
 * adds, Delete deletes. Signals: `selection-changed`, `open`, `refreshed`.
 */
#define TD_TYPE_TARGETS_LIST (td_targets_list_get_type ())
G_DECLARE_FINAL_TYPE (TdTargetsList, td_targets_list, TD, TARGETS_LIST, GtkWidget)

GtkWidget *td_targets_list_new (TdPlanContext *context);
void td_targets_list_search (TdTargetsList *self, const char *text);
guint td_targets_list_get_n_shown (TdTargetsList *self);
gint64 td_targets_list_get_target (TdTargetsList *self);
void td_targets_list_select (TdTargetsList *self, gint64 id, gboolean focus);
void td_targets_list_step (TdTargetsList *self, int step);
void td_targets_list_focus_current (TdTargetsList *self);

G_END_DECLS
