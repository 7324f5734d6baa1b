/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-layout.h"
#include "td-plan-data.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/**
 * TdPlanPreview:
 *
 * The pages of one plan, kept up to date: after every change of the plan's records the plan is
 * read, composed and laid out on worker threads, and the new layout takes the place of the old one;
 * what did not change is not laid out again. While a layout is being made, further changes are
 * gathered into one more.
 *
 * Properties, for notify: `plan` (the plan was read again; td_plan_preview_get_plan()) and, some
 * milliseconds later, `layout` (its pages are made; td_plan_preview_get_layout()).
 */
#define TD_TYPE_PLAN_PREVIEW (td_plan_preview_get_type ())
G_DECLARE_FINAL_TYPE (TdPlanPreview, td_plan_preview, TD, PLAN_PREVIEW, GObject)

TdPlanPreview *td_plan_preview_new (TdWorkspace *workspace,
                                    gint64 plan_id) G_GNUC_WARN_UNUSED_RESULT;
/* A plan that was read: shared between threads, never changed. */
typedef struct _TdPlanSnapshot TdPlanSnapshot;

TdPlanSnapshot *td_plan_snapshot_ref (TdPlanSnapshot *self) G_GNUC_WARN_UNUSED_RESULT;
void td_plan_snapshot_unref (TdPlanSnapshot *self);
const TdPlanData *td_plan_snapshot_get_data (TdPlanSnapshot *self);

TdPlanSnapshot *td_plan_preview_get_plan (TdPlanPreview *self);
TdLayout *td_plan_preview_get_layout (TdPlanPreview *self);
void td_plan_preview_refresh (TdPlanPreview *self);

G_END_DECLS
