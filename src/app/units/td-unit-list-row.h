/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TD_TYPE_UNIT_LIST_ROW (td_unit_list_row_get_type ())
G_DECLARE_FINAL_TYPE (TdUnitListRow, td_unit_list_row, TD, UNIT_LIST_ROW, GtkWidget)

GtkWidget *td_unit_list_row_new (void);
void td_unit_list_row_set_unit (TdUnitListRow *self, TdRecord *unit);

G_END_DECLS
