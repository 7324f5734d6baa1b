/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-edit.h"
#include "td-plan-findings.h"
#include "td-plan-preview.h"
#include "td-record-list.h"

G_BEGIN_DECLS

/**
 * TdPlanContext:
 *
 * One open plan, shared by everything that shows a part of it: which plan, its live pages, what is
 * selected, and the one way to change it. Owned by the plan view, handed to its tabs.
 *
 * Signals: `selected (source-kind, id, field)`: something was chosen in one place (outline, editor,
 * annex, preview) and the others follow. `data-changed`: the plan was read again
 * (td_plan_context_get_data()); lists are brought up to date from it. `edited (result-id)`: an edit
 * made here is in the file.
 */
#define TD_TYPE_PLAN_CONTEXT (td_plan_context_get_type ())
G_DECLARE_FINAL_TYPE (TdPlanContext, td_plan_context, TD, PLAN_CONTEXT, GObject)

/* Called after the durable commit; not called when the edit failed (the error was shown). */
typedef void (*TdPlanEditedFunc) (TdPlanContext *context, gint64 result_id, gpointer user_data);

TdPlanContext *td_plan_context_new (TdWorkspace *workspace,
                                    gint64 plan_id,
                                    GtkWidget *widget) G_GNUC_WARN_UNUSED_RESULT;

TdWorkspace *td_plan_context_get_workspace (TdPlanContext *self);
gint64 td_plan_context_get_plan_id (TdPlanContext *self);
TdRecord *td_plan_context_get_plan (TdPlanContext *self);
TdPlanPreview *td_plan_context_get_preview (TdPlanContext *self);
const TdPlanData *td_plan_context_get_data (TdPlanContext *self);
TdPlanFindings *td_plan_context_get_findings (TdPlanContext *self);
gboolean td_plan_context_get_read_only (TdPlanContext *self);

TdRecordList *td_plan_context_list (TdPlanContext *self, TdKind kind) G_GNUC_WARN_UNUSED_RESULT;

void td_plan_context_select (TdPlanContext *self, int kind, gint64 id, const char *field);
TdSource td_plan_context_get_selected (TdPlanContext *self);

void td_plan_context_edit (TdPlanContext *self, TdEdit *edit);
void td_plan_context_edit_then (TdPlanContext *self,
                                TdEdit *edit,
                                GObject *owner,
                                TdPlanEditedFunc func);
void td_plan_context_show_error (TdPlanContext *self, const char *heading, const GError *error);
void td_plan_context_toast_undo (TdPlanContext *self, const char *text);

G_END_DECLS
