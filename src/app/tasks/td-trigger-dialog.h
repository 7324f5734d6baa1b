/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-row.h"

G_BEGIN_DECLS

/**
 * TdTriggerDialog:
 *
 * The document a conditional deadline waited for: its symbol, name and date, the term it gives.
 * Signal `edit (edit)`: run this #TdEdit.
 */
#define TD_TYPE_TRIGGER_DIALOG (td_trigger_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TdTriggerDialog, td_trigger_dialog, TD, TRIGGER_DIALOG, AdwMessageDialog)

GtkWidget *td_trigger_dialog_new (GtkWindow *parent, const TdTaskRow *task);
void td_trigger_dialog_add_file (TdTriggerDialog *self, const char *path);

G_END_DECLS
