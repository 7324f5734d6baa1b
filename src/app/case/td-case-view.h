/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-dossier-case.h"

G_BEGIN_DECLS

/**
 * TdCaseView:
 *
 * The explained clock of one dossier: due times, the ledger, what happened with the means to record
 * and correct it, and its papers. For a side panel.
 */
#define TD_TYPE_CASE_VIEW (td_case_view_get_type ())
G_DECLARE_FINAL_TYPE (TdCaseView, td_case_view, TD, CASE_VIEW, GtkWidget)

GtkWidget *td_case_view_new (TdWorkspace *workspace);
void td_case_view_set_dossier (TdCaseView *self, gint64 dossier_id);

void td_case_view_print (TdCaseView *self);
void td_case_view_apologize (TdCaseView *self);

G_END_DECLS
