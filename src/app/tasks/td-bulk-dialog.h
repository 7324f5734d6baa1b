/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TdBulkDialog:
 *
 * Changes one thing of several tasks at once, as one action. Signal `change (field, value)`: a
 * field of the tasks, and its new value; field "lead": the lead units, one a line.
 */
#define TD_TYPE_BULK_DIALOG (td_bulk_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TdBulkDialog, td_bulk_dialog, TD, BULK_DIALOG, AdwMessageDialog)

GtkWidget *td_bulk_dialog_new (GtkWindow *parent, guint n_tasks, GListModel *units);

G_END_DECLS
