/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-annex-layout.h"

G_BEGIN_DECLS

/**
 * TdAnnexCells:
 *
 * The cells of one task beside each other, as wide as the shared columns say, two lines high.
 */
#define TD_TYPE_ANNEX_CELLS (td_annex_cells_get_type ())
G_DECLARE_FINAL_TYPE (TdAnnexCells, td_annex_cells, TD, ANNEX_CELLS, GtkWidget)

GtkWidget *td_annex_cells_new (TdAnnexLayout *columns);
void td_annex_cells_show_task (TdAnnexCells *self, const TdTaskRow *task);
char *td_annex_cells_describe (TdAnnexCells *self, const TdTaskRow *task);

char *td_annex_cells_get_text (const TdTaskRow *task, const char *role) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
