/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TD_TYPE_FOLD_PANE (td_fold_pane_get_type ())
G_DECLARE_FINAL_TYPE (TdFoldPane, td_fold_pane, TD, FOLD_PANE, GtkWidget)

GtkWidget *td_fold_pane_new (GtkWidget *content, GtkWidget *panel, int width_for_both);

gboolean td_fold_pane_is_folded (TdFoldPane *self);
gboolean td_fold_pane_is_panel_shown (TdFoldPane *self);
void td_fold_pane_show_panel (TdFoldPane *self, gboolean shown);
void td_fold_pane_set_has_panel (TdFoldPane *self, gboolean has_panel);

int td_fold_pane_find_focus (GtkWidget *const *regions, guint n_regions);

G_END_DECLS
