/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-plan-item.h"

G_BEGIN_DECLS

/**
 * TdOutlineRow:
 *
 * One section in the outline. Signals: `toggled (id)` its fold button was pressed; `dropped (id,
 * target-id, place)` another section was dropped on it.
 */
#define TD_TYPE_OUTLINE_ROW (td_outline_row_get_type ())
G_DECLARE_FINAL_TYPE (TdOutlineRow, td_outline_row, TD, OUTLINE_ROW, GtkWidget)

GtkWidget *td_outline_row_new (void);
void td_outline_row_set_item (TdOutlineRow *self, TdPlanItem *item);

G_END_DECLS
