/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-task-item.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/**
 * TdFollowPanel:
 *
 * One task through the year: how it stands, what was reported, what proves it, the documents its
 * deadline waited for, its turns. Keyboard: Alt+Page Up and Alt+Page Down go to another task,
 * Escape goes back to the row.
 *
 * Signals: `edit (edit, done)`: run this #TdEdit and say so; `failed (error)`; `step (by)`;
 * `leave`; `close`.
 */
#define TD_TYPE_FOLLOW_PANEL (td_follow_panel_get_type ())
G_DECLARE_FINAL_TYPE (TdFollowPanel, td_follow_panel, TD, FOLLOW_PANEL, GtkWidget)

GtkWidget *td_follow_panel_new (TdWorkspace *workspace);
void td_follow_panel_set_item (TdFollowPanel *self, TdTaskItem *item);
void td_follow_panel_refresh (TdFollowPanel *self);
void td_follow_panel_begin_report (TdFollowPanel *self);

G_END_DECLS
