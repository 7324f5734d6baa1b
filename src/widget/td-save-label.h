/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TD_TYPE_SAVE_LABEL (td_save_label_get_type ())
G_DECLARE_FINAL_TYPE (TdSaveLabel, td_save_label, TD, SAVE_LABEL, GtkWidget)

GtkWidget *td_save_label_new (void);
void td_save_label_set_idle (TdSaveLabel *self);
void td_save_label_set_saving (TdSaveLabel *self);
void td_save_label_set_saved (TdSaveLabel *self, GDateTime *at);
void td_save_label_set_failed (TdSaveLabel *self, const char *reason);
void td_save_label_set_read_only (TdSaveLabel *self, const char *reason);
const char *td_save_label_get_text (TdSaveLabel *self);
void td_save_label_set_compact (TdSaveLabel *self, gboolean compact);

G_END_DECLS
