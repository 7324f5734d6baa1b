/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-annex-layout.h"
#include "td-annex-model.h"
#include "td-plan-context.h"

G_BEGIN_DECLS

/**
 * TdAnnexList:
 *
 * The annex as a table: header, area rows, tasks. Several rows can be chosen (Ctrl, Shift, Ctrl+A).
 * Keyboard: Enter opens, Alt+Up and Alt+Down move, Ctrl+D duplicates, Ctrl+Enter adds below, Delete
 * deletes, F2 renames an area, Left and Right fold. Everything is also an action "annex.…".
 *
 * Signals: `selection-changed`; `open (rename)`: the current row is to be edited; `refreshed`: the
 * lines or their count may differ; `columns`: the columns are to be changed.
 */
#define TD_TYPE_ANNEX_LIST (td_annex_list_get_type ())
G_DECLARE_FINAL_TYPE (TdAnnexList, td_annex_list, TD, ANNEX_LIST, GtkWidget)

GtkWidget *td_annex_list_new (TdPlanContext *context);
TdAnnexModel *td_annex_list_get_model (TdAnnexList *self);
TdAnnexLayout *td_annex_list_get_layout (TdAnnexList *self);
void td_annex_list_refresh (TdAnnexList *self);

TdPlanItem *td_annex_list_get_current (TdAnnexList *self);
GArray *td_annex_list_dup_selected (TdAnnexList *self, TdKind kind) G_GNUC_WARN_UNUSED_RESULT;
void td_annex_list_select (TdAnnexList *self, TdKind kind, gint64 id, gboolean focus);
void td_annex_list_step (TdAnnexList *self, int step);
void td_annex_list_focus_current (TdAnnexList *self);

G_END_DECLS
