/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TD_TYPE_CHIP_BOX (td_chip_box_get_type ())
G_DECLARE_FINAL_TYPE (TdChipBox, td_chip_box, TD, CHIP_BOX, GtkWidget)

GtkWidget *td_chip_box_new (void);

void td_chip_box_set_chips (TdChipBox *self, const char *const *texts);
void td_chip_box_set_strong (TdChipBox *self, gboolean strong);
void td_chip_box_set_label (TdChipBox *self, const char *label);
void td_chip_box_set_suggestions (TdChipBox *self, GListModel *strings);
guint td_chip_box_get_n_chips (TdChipBox *self);
void td_chip_box_begin_add (TdChipBox *self);

G_END_DECLS
