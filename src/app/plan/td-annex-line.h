/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-annex-cells.h"
#include "td-plan-item.h"

G_BEGIN_DECLS

/**
 * TdAnnexLine:
 *
 * One line of the annex: a task in the plan's columns, or an area row that spans them with its
 * number, title, count and fold. Signals: `toggled (group-id)` the fold was pressed; `menu (x, y)`
 * a menu is asked for; `drag () -> string` what is dragged with this row; `dropped (text, place)`
 * such a string was dropped beside it (TdDropPlace).
 */
#define TD_TYPE_ANNEX_LINE (td_annex_line_get_type ())
G_DECLARE_FINAL_TYPE (TdAnnexLine, td_annex_line, TD, ANNEX_LINE, GtkWidget)

GtkWidget *td_annex_line_new (TdAnnexLayout *columns, gboolean read_only);
void td_annex_line_set_item (TdAnnexLine *self, TdPlanItem *item);
TdPlanItem *td_annex_line_get_item (TdAnnexLine *self);

G_END_DECLS
