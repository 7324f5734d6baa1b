/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-context.h"
#include "td-plan-item.h"

G_BEGIN_DECLS

/**
 * TdBlockEditor:
 *
 * Edits one body text in place: its mark, its words with bold and italic. Enter cuts it in two,
 * Backspace at its start joins it to the one before, Tab and Shift+Tab change its depth, Alt+Up and
 * Alt+Down move it. What is typed is written after a rest of 600 ms, on leaving it, and before any
 * other action.
 */
#define TD_TYPE_BLOCK_EDITOR (td_block_editor_get_type ())
G_DECLARE_FINAL_TYPE (TdBlockEditor, td_block_editor, TD, BLOCK_EDITOR, GtkWidget)

GtkWidget *td_block_editor_new (TdPlanContext *context);
void td_block_editor_set_item (TdBlockEditor *self, TdPlanItem *item);
TdPlanItem *td_block_editor_get_item (TdBlockEditor *self);
void td_block_editor_flush (TdBlockEditor *self);
void td_block_editor_toggle (TdBlockEditor *self, char kind);
void td_block_editor_focus (TdBlockEditor *self, int offset);

G_END_DECLS
