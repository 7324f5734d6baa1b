/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-status-icons.h"

G_BEGIN_DECLS

/**
 * TdLazyCell:
 *
 * One line of text, with or without the icon of a status, in a cell of a long table. What it shows
 * is asked for when it is drawn: a jump through the table binds hundreds of rows, of which a few
 * are in sight. It has the same size whatever it shows, so that no change lays the table out again.
 */
#define TD_TYPE_LAZY_CELL (td_lazy_cell_get_type ())
G_DECLARE_FINAL_TYPE (TdLazyCell, td_lazy_cell, TD, LAZY_CELL, GtkWidget)

/* Returns: (nullable) (transfer full): the text of the item; status: (out) (nullable): as of
 * td_status_icon_name() */
typedef char *(*TdLazyCellFunc) (gpointer item, const char **status, gpointer data);

GtkWidget *td_lazy_cell_new (TdLazyCellFunc func, gpointer data, TdStatusIcons *icons);
void td_lazy_cell_set_item (TdLazyCell *self, gpointer item);
void td_lazy_cell_changed (TdLazyCell *self);

G_END_DECLS
