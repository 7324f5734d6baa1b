/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-plan-roll.h"

G_BEGIN_DECLS

/* Asks for the year of the new plan and which tasks go along, all of a kind or one by one. Signal
 * `chosen ()`: td_roll_dialog_get_options() says what. */
#define TD_TYPE_ROLL_DIALOG (td_roll_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TdRollDialog, td_roll_dialog, TD, ROLL_DIALOG, AdwWindow)

GtkWidget *td_roll_dialog_new (GtkWindow *parent, int year);
void td_roll_dialog_set_tasks (TdRollDialog *self, GPtrArray *tasks);
TdRollOptions td_roll_dialog_get_options (TdRollDialog *self);

G_END_DECLS
