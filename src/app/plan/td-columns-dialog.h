/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-plan-context.h"

G_BEGIN_DECLS

/**
 * TdColumnsDialog:
 *
 * Changes the columns of a plan's annex: which, in what order, under what headings; or one of the
 * usual layouts at once. All of it is one action.
 */
#define TD_TYPE_COLUMNS_DIALOG (td_columns_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TdColumnsDialog, td_columns_dialog, TD, COLUMNS_DIALOG, AdwWindow)

GtkWidget *td_columns_dialog_new (GtkWindow *parent, TdPlanContext *context);

G_END_DECLS
