/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-workspace.h"

G_BEGIN_DECLS

/**
 * TdRemindersCard:
 *
 * The reminders nobody has read yet, and how many tasks wait for a document. Signals: `task (id)`:
 * one is to be looked at; `waiting`: those that wait are.
 */
#define TD_TYPE_REMINDERS_CARD (td_reminders_card_get_type ())
G_DECLARE_FINAL_TYPE (TdRemindersCard, td_reminders_card, TD, REMINDERS_CARD, GtkWidget)

GtkWidget *td_reminders_card_new (void);
void td_reminders_card_update (TdRemindersCard *self, TdWorkspace *workspace, guint n_waiting);

G_END_DECLS
