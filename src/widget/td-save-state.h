/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TD_TYPE_SAVE_STATE (td_save_state_get_type ())
G_DECLARE_FINAL_TYPE (TdSaveState, td_save_state, TD, SAVE_STATE, GtkWidget)

GtkWidget *td_save_state_new (void);
void td_save_state_set_idle (TdSaveState *self);
void td_save_state_set_saving (TdSaveState *self);
void td_save_state_set_saved (TdSaveState *self, GDateTime *at);
void td_save_state_set_failed (TdSaveState *self, const char *reason);
void td_save_state_set_read_only (TdSaveState *self, const char *reason);
const char *td_save_state_get_text (TdSaveState *self);
void td_save_state_set_compact (TdSaveState *self, gboolean compact);

G_END_DECLS
