/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-workspace.h"

G_BEGIN_DECLS

/**
 * TdEvidenceListWindow:
 *
 * The documents that are recorded in the workspace, to link one with another task. Signal `chosen
 * (id)`; the window closes itself then.
 */
#define TD_TYPE_EVIDENCE_LIST_WINDOW (td_evidence_list_window_get_type ())
G_DECLARE_FINAL_TYPE (
    TdEvidenceListWindow, td_evidence_list_window, TD, EVIDENCE_LIST_WINDOW, AdwWindow)

GtkWidget *td_evidence_list_window_new (GtkWindow *parent, TdWorkspace *workspace, gint64 task_id);

G_END_DECLS
