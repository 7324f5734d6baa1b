/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TdChangeRow:
 *
 * What changed: a head, the words before and after side by side with what differs marked, and what
 * can be done about it. Signals `act ()`: its button was pressed; `go ()`: the person wants to see
 * the place.
 */
#define TD_TYPE_CHANGE_ROW (td_change_row_get_type ())
G_DECLARE_FINAL_TYPE (TdChangeRow, td_change_row, TD, CHANGE_ROW, GtkBox)

GtkWidget *td_change_row_new (const char *act_label);
void td_change_row_set (
    TdChangeRow *self, const char *icon, const char *head, const char *before, const char *after);
void td_change_row_set_remark (
    TdChangeRow *self, const char *icon, const char *head, const char *text, const char *about);
GtkWidget *td_change_row_add_button (TdChangeRow *self, const char *label);
void td_change_row_set_actions (TdChangeRow *self, gboolean can_act, gboolean can_go);

G_END_DECLS
