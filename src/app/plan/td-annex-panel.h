/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-annex-list.h"

G_BEGIN_DECLS

/**
 * TdAnnexPanel:
 *
 * What stands beside the annex: the chosen task, the chosen area row, or what can be done with
 * several. Signals: `leave`: the focus goes back to the row; `close`.
 */
#define TD_TYPE_ANNEX_PANEL (td_annex_panel_get_type ())
G_DECLARE_FINAL_TYPE (TdAnnexPanel, td_annex_panel, TD, ANNEX_PANEL, GtkWidget)

GtkWidget *td_annex_panel_new (TdPlanContext *context, TdAnnexList *list);
void td_annex_panel_focus_first (TdAnnexPanel *self);
void td_annex_panel_flush (TdAnnexPanel *self);

G_END_DECLS
