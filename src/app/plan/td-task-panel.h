/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-annex-layout.h"
#include "td-plan-context.h"

G_BEGIN_DECLS

/**
 * TdTaskPanel:
 *
 * Edits one task: the fields that the plan's annex has columns for. What is typed is written after
 * a rest of 600 ms, on leaving a field, and before any other action; deadline words are understood
 * while they are typed. Keyboard: Alt+Page Up and Alt+Page Down go to another task without leaving
 * the field, Escape goes back to the row.
 *
 * Signals: `step (by)`: another task is wanted; `leave`: back to the row; `close`; `act (action)`:
 * a button that acts on the row, as an action of the annex list.
 */
#define TD_TYPE_TASK_PANEL (td_task_panel_get_type ())
G_DECLARE_FINAL_TYPE (TdTaskPanel, td_task_panel, TD, TASK_PANEL, GtkWidget)

GtkWidget *td_task_panel_new (TdPlanContext *context, TdAnnexLayout *layout);
void td_task_panel_set_task (TdTaskPanel *self, gint64 task_id);
void td_task_panel_focus_first (TdTaskPanel *self);
void td_task_panel_flush (TdTaskPanel *self);

G_END_DECLS
