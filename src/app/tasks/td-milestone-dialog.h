/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-row-follow-up.h"

G_BEGIN_DECLS

/**
 * TdMilestoneDialog:
 *
 * Name and days of a milestone. Signal `edit (edit, done)`: run this #TdEdit and say so.
 */
#define TD_TYPE_MILESTONE_DIALOG (td_milestone_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    TdMilestoneDialog, td_milestone_dialog, TD, MILESTONE_DIALOG, AdwMessageDialog)

GtkWidget *
td_milestone_dialog_new (GtkWindow *parent, gint64 task_id, const TdTaskMilestoneRow *row);

G_END_DECLS
